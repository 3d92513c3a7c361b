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
  std::optional<DateRange> days;       // nothing for words, and for a month or day whose year cannot be told
  bool day_or_year_ambiguous = false;  // "Nov 14": the 14th, or 2014? read as the year
  bool order_ambiguous = false;        // 07.01.2016: read day first, as in the United Kingdom
  bool year_missing = false;
  std::size_t begin = 0;  // where as_written starts in the text given, in bytes
  bool operator==(const WrittenDate&) const = default;
};

// Where the text stands, and the date of the document it stands in: what a reader would use to settle a doubt.
enum class Stands { in_prose, in_date_column };
struct DateSetting {
  Stands stands = Stands::in_prose;
  // The document's own date. "Nov 14" is read as the 14th only where 2014 lies more than six years from it.
  std::optional<Date> about;
};

// Every date in the text, in order, not overlapping. Two-digit years are 20xx (19xx from 70). Numbers are day
// first; 12/31/2014, which can only be month first, is read so. Of several dates that share a year ("Jan and
// April 2015") each has it. "31 June 2015" is a day that does not exist: kind day, no days, year_missing false.
//
// Terms and years are those of England: autumn term September to December, spring term January to April, summer
// term April to July (gov.uk, "School term and holiday dates"); financial year and its quarters from 1 April
// ("Q3 2015/16" is October to December 2015, and so is "Q3 2015"); "2015/16" alone is a financial year, after
// "academic year" September to August. Seasons without "term" are whole months: summer June to August.
// "end of", "early", "mid" and "by" narrow nothing: `days` is the whole month or year they speak of. "w/c" is
// seven days.
//
// Words ("ongoing", "TBC", "within 3 months") are returned in a column of dates, and elsewhere only where the
// text is nothing but dates and such words.
//
// Never reads a date into a reference ("3.17", "paragraph 5.2.10"), a statute or named publication ("Children Act
// 2004", "Working Together 2015"), a percentage, a telephone number or a time: a bare year counts only behind
// a word of time ("in 2015", "by the end of 2015") or where it is all the text. Time is linear in the text.
std::vector<WrittenDate> find_dates(std::string_view text, const DateSetting& setting = {});

}  // namespace candour::plan
