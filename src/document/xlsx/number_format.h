#pragma once
// How a workbook's number formats show a number (ISO/IEC 29500-1, 18.8.30 and 18.8.31), as far as text needs it.

#include <string>
#include <string_view>

namespace candour::document {

enum class Epoch { year_1900, year_1904 };

enum class Shown { number, date, month, time, date_and_time, elapsed };

// A format code made ready, so that it is taken apart once and not for each cell.
struct NumberFormat {
  Shown shown = Shown::number;
  bool general = true;
  int decimals = 0;
  int percents = 0;
  int whole_digits = 1;  // "000" shows 7 as 007
  bool grouped = false;
  std::string before, after;                    // literal text: "£"
  std::string negative_before, negative_after;  // of a section for negative numbers
  bool has_negative = false;
};

NumberFormat parse_number_format(std::string_view code);
// The code that a workbook need not write out; empty where the number stands for none.
std::string_view built_in_format(int id);

// Days are shown as 31/12/2014, months as Dec 2014, times as 14:30: the same for every code and country.
std::string show_number(double value, const NumberFormat& format, Epoch epoch);
// A number as short as it can be read back: 0.1, 45, 1.25E-07.
std::string show_plain(double value);

}  // namespace candour::document
