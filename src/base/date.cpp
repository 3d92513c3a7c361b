#include "base/date.h"

#include <array>

namespace candour {
namespace {

struct Civil {
  int year;
  int month;
  int day;
};

// Howard Hinnant, "chrono-compatible low-level date algorithms": exact for every proleptic Gregorian day.
constexpr std::int32_t days_from_civil(int y, int m, int d) {
  y -= m <= 2;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

constexpr Civil civil_from_days(std::int32_t z) {
  z += 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int day_of_era = z - era * 146097;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted = (5 * day_of_year + 2) / 153;
  const int day = day_of_year - (153 * shifted + 2) / 5 + 1;
  const int month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {year_of_era + era * 400 + (month <= 2), month, day};
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

constexpr std::int64_t microseconds_per_day = 86'400'000'000;

// A number that is not negative, with as many digits.
void append_digits(std::string& text, std::int64_t number, int digits) {
  text.append(static_cast<std::size_t>(digits), '0');
  for (auto at = text.end(); number > 0 && digits > 0; number /= 10, --digits)
    *--at = static_cast<char>('0' + number % 10);
}

}  // namespace

int days_in_month(int year, int month) {
  static constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days.at(static_cast<std::size_t>(month - 1));
}

std::optional<Date> Date::from_calendar(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
    return std::nullopt;
  return Date(days_from_civil(year, month, day));
}

std::optional<Date> Date::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto year = digits(iso.substr(0, 4)), month = digits(iso.substr(5, 2)), day = digits(iso.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return from_calendar(*year, *month, *day);
}

int Date::year() const {
  return civil_from_days(days_).year;
}
int Date::month() const {
  return civil_from_days(days_).month;
}
int Date::day() const {
  return civil_from_days(days_).day;
}

int Date::weekday() const {
  const int since_thursday = days_ % 7;  // 1970-01-01 was a Thursday
  return ((since_thursday + 7 + 3) % 7) + 1;
}

std::string Date::iso() const {
  const Civil civil = civil_from_days(days_);
  std::string text;
  append_digits(text, civil.year, 4);
  append_digits(text += '-', civil.month, 2);
  append_digits(text += '-', civil.day, 2);
  return text;
}

std::string Date::words() const {
  static constexpr std::array<const char*, 12> months{"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
  const Civil civil = civil_from_days(days_);
  return std::to_string(civil.day) + " " + months.at(static_cast<std::size_t>(civil.month - 1)) + " " +
         std::to_string(civil.year);
}

Date Date::plus_months(int months) const {
  const Civil civil = civil_from_days(days_);
  const int index = civil.year * 12 + (civil.month - 1) + months;
  const int year = index / 12, month = index % 12 + 1;
  const int last = days_in_month(year, month);
  return Date(days_from_civil(year, month, civil.day < last ? civil.day : last));
}

std::optional<Moment> Moment::parse(std::string_view iso) {
  if (iso.size() < 10) return std::nullopt;
  const auto date = Date::parse(iso.substr(0, 10));
  if (!date) return std::nullopt;
  const std::int64_t start = at_start_of(*date).microseconds();
  if (iso.size() == 10) return Moment(start + microseconds_per_day - 1);
  if (iso.size() < 20 || iso[10] != 'T' || iso[13] != ':' || iso[16] != ':' || iso.back() != 'Z') return std::nullopt;
  const auto hour = digits(iso.substr(11, 2)), minute = digits(iso.substr(14, 2)), second = digits(iso.substr(17, 2));
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  std::int64_t fraction = 0;
  if (iso.size() > 20) {
    const std::string_view decimals = iso.substr(20, iso.size() - 21);
    if (iso[19] != '.' || decimals.empty() || decimals.size() > 6) return std::nullopt;
    const auto value = digits(decimals);
    if (!value) return std::nullopt;
    fraction = *value;
    for (std::size_t i = decimals.size(); i < 6; ++i) fraction *= 10;
  }
  return Moment(start + ((*hour * 60LL + *minute) * 60LL + *second) * 1'000'000LL + fraction);
}

Date Moment::date() const {
  std::int64_t days = microseconds_ / microseconds_per_day;
  if (microseconds_ % microseconds_per_day < 0) --days;
  return Date::from_days(static_cast<std::int32_t>(days));
}

std::string Moment::iso() const {
  const Date day = date();
  const std::int64_t rest = microseconds_ - at_start_of(day).microseconds();
  const std::int64_t seconds = rest / 1'000'000;
  std::string text = day.iso();
  text.reserve(32);
  append_digits(text += 'T', seconds / 3600, 2);
  append_digits(text += ':', seconds / 60 % 60, 2);
  append_digits(text += ':', seconds % 60, 2);
  append_digits(text += '.', rest % 1'000'000, 6);
  return text += 'Z';
}

}  // namespace candour
