#pragma once
// Dates and periods as people write them in a plan: "31.10.14", "Sept'14", "summer term 2015", "Q3 2015/16",
// "within 3 months". Pure; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace candour::plan {

enum class DateReadingKind { day, month_year, quarter, season, range, year, words };
std::string_view to_text(DateReadingKind kind);  // "day", "month-year", …, as in the reading contract
std::optional<DateReadingKind> date_reading_kind_from_text(std::string_view text);

// One date found in a text. `words` has no days ("ongoing", "TBC", "immediately") and is reported only where the
// text stands in a column of dates.
struct WrittenDate {
  std::string as_written;
  DateReadingKind kind = DateReadingKind::words;
  std::optional<DateRange> days;    // nothing for words, and for a month or day whose year cannot be told
  bool day_or_year_ambiguous = false;  // "Nov 14": the 14th, or 2014? read as the year
  bool order_ambiguous = false;        // 07.01.2016: read day first, as in the United Kingdom
  bool year_missing = false;
  std::size_t begin = 0;               // where as_written starts in the text given, in bytes
  bool operator==(const WrittenDate&) const = default;
};

// Every date in the text, in order. Two-digit years are 20xx (19xx from 70). Academic terms and financial
// quarters are those of England. Never reads a date into a reference ("3.17"), a statute or a percentage.
std::vector<WrittenDate> find_dates(std::string_view text);

}  // namespace candour::plan
