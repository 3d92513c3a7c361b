#include "document/xlsx/number_format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "base/date.h"

namespace candour::document {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// The parts of a code between semicolons that stand in no quotes.
std::vector<std::string_view> sections(std::string_view code) {
  std::vector<std::string_view> found;
  std::size_t start = 0;
  bool quoted = false, bracketed = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == '\\' && !quoted) {
      ++at;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == '[') {
      bracketed = true;
    } else if (!quoted && c == ']') {
      bracketed = false;
    } else if (c == ';' && !quoted && !bracketed) {
      found.push_back(code.substr(start, at - start));
      start = at + 1;
    }
  }
  found.push_back(code.substr(start));
  return found;
}

struct Pieces {
  std::string before, after;
  int whole_digits = 0, decimals = 0, percents = 0;
  bool grouped = false, placeholder = false, general = false, unusual = false;
  bool day = false, month = false, year = false, hour = false, second = false, elapsed = false;
  bool minute_or_month = false;
};

Pieces take_apart(std::string_view section) {
  Pieces pieces;
  bool point = false;
  const auto literal = [&](std::string_view text) { (pieces.placeholder ? pieces.after : pieces.before) += text; };
  for (std::size_t at = 0; at < section.size(); ++at) {
    const char c = section[at];
    switch (lower(c)) {
      case '"': {
        const std::size_t end = std::min(section.find('"', at + 1), section.size());
        literal(section.substr(at + 1, end - at - 1));
        at = end;
        break;
      }
      case '\\':
        if (at + 1 < section.size()) literal(section.substr(++at, 1));
        break;
      case '_':  // as wide as the next character: a gap
      case '*':  // the next character fills the cell
        ++at;
        break;
      case '[': {
        const std::size_t end = std::min(section.find(']', at), section.size());
        const std::string_view inside = section.substr(at + 1, end - at - 1);
        if (inside.starts_with('$')) {
          literal(inside.substr(1, inside.find('-') == std::string_view::npos ? inside.npos : inside.find('-') - 1));
        } else if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
          pieces.elapsed = true;
        }
        at = end;
        break;
      }
      case 'g':
        if (section.size() - at >= 7 && lower(section[at + 1]) == 'e') {
          pieces.general = pieces.placeholder = true;
          at += 6;
        } else {
          literal(section.substr(at, 1));
        }
        break;
      case '0':
      case '#':
      case '?':
        pieces.placeholder = true;
        if (point)
          ++pieces.decimals;
        else if (c == '0')
          ++pieces.whole_digits;
        break;
      case '.':
        point = true;
        break;
      case ',':
        if (pieces.placeholder) pieces.grouped = true;
        break;
      case '%':
        ++pieces.percents;
        literal("%");
        break;
      case '/':
        if (pieces.placeholder) pieces.unusual = true;  // a fraction
        break;
      case 'e':
        if (pieces.placeholder)
          pieces.unusual = true;  // powers of ten
        else
          pieces.year = true;
        break;
      case 'd':
        pieces.day = true;
        break;
      case 'm':
        pieces.minute_or_month = true;
        // Between hours and seconds it means minutes.
        if (!pieces.hour) {
          const std::size_t next = section.find_first_not_of("mM:. ", at);
          pieces.month = pieces.month || next == std::string_view::npos || lower(section[next]) != 's';
        }
        break;
      case 'y':
        pieces.year = true;
        break;
      case 'h':
        pieces.hour = true;
        break;
      case 's':
        pieces.second = true;
        break;
      case 'a':
        if (section.substr(at, 5) == "AM/PM" || section.substr(at, 5) == "am/pm")
          at += 4;
        else if (section.substr(at, 3) == "A/P" || section.substr(at, 3) == "a/p")
          at += 2;
        else
          literal(section.substr(at, 1));
        break;
      case '@':
        pieces.general = pieces.placeholder = true;
        break;
      default:
        literal(section.substr(at, 1));
        break;
    }
  }
  return pieces;
}

std::string two(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string clock(std::int64_t seconds) {
  std::string out = two(static_cast<int>(seconds / 3600)) + ":" + two(static_cast<int>(seconds / 60 % 60));
  if (seconds % 60 != 0) out += ":" + two(static_cast<int>(seconds % 60));
  return out;
}

std::string show_moment(double value, Shown shown, Epoch epoch) {
  auto seconds = static_cast<std::int64_t>(std::llround(value * 86400));
  if (shown == Shown::elapsed || (shown == Shown::time && value < 1)) {
    if (shown == Shown::time) return clock(seconds % 86400);
    return std::to_string(seconds / 3600) + ":" + two(static_cast<int>(seconds / 60 % 60));
  }
  const std::int64_t day = seconds / 86400;
  seconds %= 86400;
  // Day 60 of the year 1900 is 29 February, which never was; days before it are counted one short.
  const std::int64_t since_1970 = epoch == Epoch::year_1904 ? day - 24107 : day < 60 ? day - 25568 : day - 25569;
  const Date date = Date::from_days(static_cast<std::int32_t>(since_1970));
  if (shown == Shown::time) return clock(seconds);
  if (shown == Shown::month) {
    static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return std::string(months[static_cast<std::size_t>(date.month() - 1)]) + " " + std::to_string(date.year());
  }
  std::string out = two(date.day()) + "/" + two(date.month()) + "/" + std::to_string(date.year());
  if (shown == Shown::date_and_time && seconds != 0) out += " " + clock(seconds);
  return out;
}

}  // namespace

std::string_view built_in_format(int id) {
  switch (id) {
    case 1:
      return "0";
    case 2:
      return "0.00";
    case 3:
      return "#,##0";
    case 4:
      return "#,##0.00";
    case 9:
      return "0%";
    case 10:
      return "0.00%";
    case 11:
      return "0.00E+00";
    case 12:
      return "# ?/?";
    case 13:
      return "# ?\?/?\?";
    case 14:
      return "dd/mm/yyyy";
    case 15:
      return "d-mmm-yy";
    case 16:
      return "d-mmm";
    case 17:
      return "mmm-yy";
    case 18:
      return "h:mm AM/PM";
    case 19:
      return "h:mm:ss AM/PM";
    case 20:
      return "h:mm";
    case 21:
      return "h:mm:ss";
    case 22:
      return "dd/mm/yyyy h:mm";
    case 37:
    case 38:
      return "#,##0;-#,##0";
    case 39:
    case 40:
      return "#,##0.00;-#,##0.00";
    case 41:
    case 42:
      return "#,##0";
    case 43:
    case 44:
      return "#,##0.00";
    case 45:
      return "mm:ss";
    case 46:
      return "[h]:mm:ss";
    case 47:
      return "mm:ss.0";
    case 48:
      return "##0.0E+0";
    default:
      break;
  }
  // The dates of East Asia.
  if ((id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58) return "dd/mm/yyyy";
  if ((id >= 32 && id <= 35) || id == 55 || id == 56) return "h:mm";
  return {};
}

NumberFormat parse_number_format(std::string_view code) {
  NumberFormat format;
  if (code.empty()) return format;
  const auto parts = sections(code);
  const Pieces first = take_apart(parts[0]);
  if (first.elapsed) {
    format.shown = Shown::elapsed;
  } else if (!first.placeholder || first.day || first.year) {
    const bool date = first.day || first.year || (first.month && !first.hour && !first.second);
    const bool time = first.hour || first.second;
    if (date && time)
      format.shown = Shown::date_and_time;
    else if (date)
      format.shown = first.day ? Shown::date : first.month ? Shown::month : Shown::date;
    else if (time)
      format.shown = Shown::time;
  } else if (first.hour || first.second) {
    format.shown = Shown::time;  // "mm:ss.0"
  }
  if (format.shown != Shown::number) {
    format.general = false;
    return format;
  }
  format.general = first.general || first.unusual || !first.placeholder;
  format.decimals = std::min(first.decimals, 15);
  format.percents = std::min(first.percents, 2);
  format.whole_digits = std::min(first.whole_digits, 20);
  format.grouped = first.grouped;
  format.before = first.before;
  format.after = first.after;
  if (parts.size() > 1 && !parts[1].empty()) {
    const Pieces second = take_apart(parts[1]);
    format.has_negative = second.placeholder && !second.general;
    format.negative_before = second.before;
    format.negative_after = second.after;
  }
  return format;
}

std::string show_plain(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.15g", value);
  std::string out = buffer;
  if (const std::size_t power = out.find('e'); power != std::string::npos) out[power] = 'E';
  return out;
}

std::string show_number(double value, const NumberFormat& format, Epoch epoch) {
  if (!std::isfinite(value)) return show_plain(value);
  if (format.shown != Shown::number) {
    // A number that can be no day of the calendar is shown as it is: Excel draws a row of ####.
    if (value < 0 || value > 2958465.999999) return show_plain(value);
    return show_moment(value, format.shown, epoch);
  }
  if (format.general) return show_plain(value);
  const bool negative = value < 0;
  double shown = std::fabs(value) * std::pow(100.0, format.percents);
  if (shown > 1e15) return show_plain(value);
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", format.decimals, shown);
  std::string digits = buffer;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string whole = digits.substr(0, point);
  if (whole == "0" && format.whole_digits == 0 && format.decimals > 0) whole.clear();
  while (static_cast<int>(whole.size()) < format.whole_digits) whole.insert(0, "0");
  if (format.grouped)
    for (std::size_t at = whole.size(); at > 3;) whole.insert(at -= 3, ",");
  digits = whole + digits.substr(point);
  if (negative && format.has_negative) return format.negative_before + digits + format.negative_after;
  return (negative ? "-" : "") + format.before + digits + format.after;
}

}  // namespace candour::document
