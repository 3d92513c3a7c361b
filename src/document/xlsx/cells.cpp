#include "document/xlsx/cells.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "document/xlsx/package.h"

namespace candour::document {
namespace {

// Day 25,569 of a workbook is 1 January 1970. Before 1 March 1900 Excel counts a day that never was.
constexpr double first_sure_day = 61, day_of_1970 = 25'569, days_from_1900_to_1904 = 1'462, last_day = 2'958'465;

class CellReader {
 public:
  CellReader(const Archive& archive, const Package& package, const Limits& limits)
      : archive_(archive), package_(package), limits_(limits) {}

  Result<FilledSheet> read(const SheetPart& part) {
    FilledSheet sheet{part.name, part.hidden, {}};
    CANDOUR_TRY(source, archive_.read(part.path));
    XmlReader xml(source, limits_.depth);
    std::uint32_t row = 0;
    for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
      if (kind != XmlKind::open || xml.name() != "row") continue;
      row = number_in(xml.raw_attribute("r"), row + 1);
      std::uint32_t column = 0;
      each_child(xml, [&](std::string_view name) {
        if (name != "c") return xml.skip();
        const std::uint32_t stated = reference_in(xml.raw_attribute("r")).column;
        column = stated > 0 ? stated : column + 1;
        FilledCell cell = read_cell(xml);
        cell.column = column;
        cell.row = row;
        if (cell.formula || !cell.text.empty()) sheet.cells.push_back(std::move(cell));
      });
      if (sheet.cells.size() > limits_.cells)
        return fail(ErrorCode::too_large, "The workbook has more cells than can be read.");
    }
    if (xml.error()) return fail(*xml.error());
    std::stable_sort(sheet.cells.begin(), sheet.cells.end(), [](const FilledCell& left, const FilledCell& right) {
      return std::pair(left.row, left.column) < std::pair(right.row, right.column);
    });
    return sheet;
  }

 private:
  FilledCell read_cell(XmlReader& xml) {
    FilledCell cell;
    const std::size_t look = number_in(xml.raw_attribute("s"), 0);
    const std::string type(xml.raw_attribute("t"));
    std::string value;
    each_child(xml, [&](std::string_view piece) {
      if (piece == "f") {
        cell.formula = true;
        xml.skip();
      } else if (piece == "v") {
        value += text_within(xml);
      } else if (piece == "is") {
        append_string(xml, value);
      } else {
        xml.skip();
      }
    });
    if (value.empty()) return cell;
    if (type == "s") {
      cell.text = as_typed(without_struck(package_.strings.at(value)));
    } else if (type == "str" || type == "inlineStr") {
      cell.text = as_typed(without_struck(value));
    } else if (type == "b") {
      cell.kind = ContentKind::truth;
      cell.text = value == "1" || value == "true" ? "TRUE" : "FALSE";
    } else if (type == "e") {
      cell.kind = ContentKind::error;
      cell.text = repaired_utf8(value);
    } else if (type == "d") {
      const auto day = Date::parse(std::string_view(value).substr(0, 10));
      if (day)
        set_date(cell, *day);
      else
        cell.text = repaired_utf8(value);
    } else {
      set_number(cell, value, package_.looks[look < package_.looks.size() ? look : 0].format.shown);
    }
    return cell;
  }

  static std::string as_typed(std::string_view text) {
    std::string typed = repaired_utf8(without_escapes(text));
    return replaced(replaced(std::move(typed), "\r\n", "\n"), "\r", "\n");
  }
  static void set_date(FilledCell& cell, Date day) {
    cell.kind = ContentKind::date;
    cell.date = day;
    cell.text = day.iso();
  }
  void set_number(FilledCell& cell, const std::string& value, Shown shown) const {
    double number = 0;
    const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || stop != value.data() + value.size()) {
      cell.text = repaired_utf8(value);
      return;
    }
    const bool shows_day = shown == Shown::date || shown == Shown::month || shown == Shown::date_and_time;
    const double day = package_.epoch == Epoch::year_1904 ? number + days_from_1900_to_1904 : number;
    if (shows_day && day >= first_sure_day && day < last_day + 1)
      return set_date(cell, Date::from_days(static_cast<std::int32_t>(std::floor(day) - day_of_1970)));
    cell.kind = ContentKind::number;
    cell.text = show_plain(number);
  }

  const Archive& archive_;
  const Package& package_;
  const Limits& limits_;
};

}  // namespace

std::string cell_name(std::uint32_t column, std::uint32_t row) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters + std::to_string(row);
}

Result<FilledWorkbook> read_cells(const Archive& archive, const std::string& part, const Limits& limits) {
  CANDOUR_TRY(package, read_package(archive, part, limits));
  CellReader reader(archive, package, limits);
  FilledWorkbook workbook;
  std::size_t cells = 0;
  for (const SheetPart& sheet : package.sheets) {
    CANDOUR_TRY(read, reader.read(sheet));
    cells += read.cells.size();
    if (cells > limits.cells) return fail(ErrorCode::too_large, "The workbook has more cells than can be read.");
    workbook.sheets.push_back(std::move(read));
  }
  return workbook;
}

}  // namespace candour::document
