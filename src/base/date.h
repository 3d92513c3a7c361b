#pragma once
// Days and moments. A Date is a day of the calendar without a zone, as people write it in a plan. A Moment is
// an instant in UTC to the microsecond, as the store records it. Pure values; asking the time is clock.h.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candour {

// A day of the Gregorian calendar. Default is 1970-01-01; an absent day is std::optional<Date>.
class Date {
 public:
  constexpr Date() = default;
  // Nothing for a day that does not exist (31 June) or a year outside 1..9999.
  static std::optional<Date> from_calendar(int year, int month, int day);
  static constexpr Date from_days(std::int32_t days_since_1970) { return Date(days_since_1970); }
  // Strictly YYYY-MM-DD.
  static std::optional<Date> parse(std::string_view iso);

  constexpr std::int32_t days_since_1970() const { return days_; }
  int year() const;
  int month() const;          // 1..12
  int day() const;            // 1..31
  int weekday() const;        // 1 Monday .. 7 Sunday, as ISO 8601
  std::string iso() const;    // 2016-01-07
  std::string words() const;  // 7 January 2016, as GOV.UK style writes it

  constexpr Date plus_days(std::int32_t days) const { return Date(days_ + days); }
  // The same day of the month, or the last day of a shorter month.
  Date plus_months(int months) const;
  constexpr auto operator<=>(const Date&) const = default;

 private:
  constexpr explicit Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

int days_in_month(int year, int month);

// Both ends belong to the range.
struct DateRange {
  Date from;
  Date to;
  constexpr auto operator<=>(const DateRange&) const = default;
};

// Microseconds since 1970-01-01T00:00:00Z.
class Moment {
 public:
  constexpr Moment() = default;
  static constexpr Moment from_microseconds(std::int64_t microseconds) { return Moment(microseconds); }
  // Midnight UTC at the start of the day.
  static constexpr Moment at_start_of(Date date) {
    return Moment(std::int64_t{date.days_since_1970()} * 86'400'000'000);
  }
  // YYYY-MM-DDTHH:MM:SS[.ffffff]Z, or YYYY-MM-DD for the end of that day (its last microsecond), which is what
  // "as at 7 January" means.
  static std::optional<Moment> parse(std::string_view iso);

  constexpr std::int64_t microseconds() const { return microseconds_; }
  Date date() const;        // the UTC day
  std::string iso() const;  // 2016-01-07T10:04:05.000000Z, always six decimals so that text sorts as time
  constexpr auto operator<=>(const Moment&) const = default;

 private:
  constexpr explicit Moment(std::int64_t microseconds) : microseconds_(microseconds) {}
  std::int64_t microseconds_ = 0;
};

}  // namespace candour
