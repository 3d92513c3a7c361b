#include "workbook/returned.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace candour::workbook {
namespace {

using document::ContentKind;
using document::FilledCell;
using document::FilledSheet;

std::string quoted(std::string_view text) {
  return "“" + std::string(text) + "”";
}

// Where the head of a table lies is looked for this far down: people put titles and notes above it.
constexpr std::uint32_t last_head = 40;

// Which field each column of a sheet holds, and behind which row its rows begin.
struct Head {
  std::map<std::uint32_t, Field> fields;  // by column
  std::uint32_t row = 0;
};

std::optional<Field> field_of_heading(std::string_view text) {
  const std::string wanted = matching_key(text);
  for (const Column& column : columns())
    if (matching_key(column.heading) == wanted) return column.field;
  return std::nullopt;
}

// By the row of keys where it is there; a column that lost its key by its heading. The heads' own row is below the
// keys, or, without keys, the row that names the row ids.
std::optional<Head> head_of(const FilledSheet& sheet, std::vector<std::string>& notes) {
  Head by_key, by_name;
  std::uint32_t key_row = 0;
  for (const FilledCell& cell : sheet.cells) {
    if (cell.row > last_head) break;
    if (cell.text.starts_with(key_prefix)) {
      if (const auto field = field_from_key(std::string_view(cell.text).substr(key_prefix.size()))) {
        key_row = cell.row;
        by_key.fields.emplace(cell.column, *field);
      }
    }
  }
  // The heads stand in one row: the first that names the row ids beside something else.
  std::map<std::uint32_t, std::map<std::uint32_t, Field>> named;
  for (const FilledCell& cell : sheet.cells) {
    if (cell.row > last_head) break;
    if (cell.row <= key_row) continue;
    if (const auto field = field_of_heading(cell.text)) named[cell.row].emplace(cell.column, *field);
  }
  for (const auto& [row, fields] : named) {
    const bool id_named =
        std::any_of(fields.begin(), fields.end(), [](const auto& each) { return each.second == Field::id; });
    if (by_name.row > 0 || !id_named || fields.size() < 2) continue;
    by_name.row = row;
    by_name.fields = fields;
  }
  Head head;
  head.row = by_name.row > 0 ? by_name.row : key_row > 0 ? key_row + 1 : 0;
  std::array<bool, field_count> seen{};
  const auto take = [&](std::uint32_t column, Field field) {
    if (head.fields.contains(column)) return;
    if (std::exchange(seen[static_cast<std::size_t>(field)], true)) {
      notes.push_back("The sheet " + quoted(sheet.name) + " has the column " + quoted(column_of(field).heading) +
                      " twice. The first one was read.");
      return;
    }
    head.fields.emplace(column, field);
  };
  for (const auto& [column, field] : by_key.fields) take(column, field);
  for (const auto& [column, field] : by_name.fields)
    if (!seen[static_cast<std::size_t>(field)]) take(column, field);
  if (head.row == 0 || !seen[static_cast<std::size_t>(Field::id)]) return std::nullopt;
  for (const Column& column : columns())
    if (column.open && !seen[static_cast<std::size_t>(column.field)])
      notes.push_back("The sheet " + quoted(sheet.name) + " has no column " + quoted(column.heading) +
                      " any more. It is left as it stands.");
  return head;
}

void read_rows(const FilledSheet& sheet, std::size_t number, const Head& head, std::vector<ReturnedRow>& rows) {
  ReturnedRow row;
  const auto end_row = [&] {
    const bool filled = std::any_of(row.cells.begin(), row.cells.end(),
                                    [](const ReturnedCell& cell) { return cell.formula || !cell.text.empty(); });
    if (row.row > 0 && filled) rows.push_back(std::move(row));
  };
  for (const FilledCell& cell : sheet.cells) {
    if (cell.row <= head.row) continue;
    if (cell.row != row.row) {
      end_row();
      row = {};
      row.sheet = sheet.name;
      row.sheet_number = number;
      row.row = cell.row;
      for (const auto& [column, field] : head.fields)
        row.cells[static_cast<std::size_t>(field)].name = document::cell_name(column, cell.row);
    }
    const auto field = head.fields.find(cell.column);
    if (field == head.fields.end()) continue;
    ReturnedCell& filled = row.cells[static_cast<std::size_t>(field->second)];
    filled.kind = cell.kind;
    filled.formula = cell.formula;
    filled.text = std::string(trimmed(cell.text));
  }
  end_row();
}

bool is_kept_sheet(const FilledSheet& sheet) {
  return std::any_of(sheet.cells.begin(), sheet.cells.end(), [](const FilledCell& cell) {
    return cell.row <= 2 && cell.column == 1 && cell.text == kept_mark;
  });
}

// What the workbook remembers, where it is what it was given.
void read_kept(const FilledSheet& sheet, Returned& into) {
  std::vector<std::vector<std::string>> lines;
  const std::size_t width = kept_fields().size() + 2;
  for (const FilledCell& cell : sheet.cells) {
    if (cell.row == 0 || cell.column == 0 || cell.column > width) continue;
    if (cell.row > lines.size() + 1) break;  // a line is missing: the seal will not fit
    if (cell.row > lines.size()) lines.emplace_back(width);
    lines[cell.row - 1][cell.column - 1] = cell.text;
  }
  if (lines.size() < 2) return;
  const std::vector<std::string> mark = lines[1];
  lines.erase(lines.begin(), lines.begin() + 2);
  if (mark[2] != seal_of(lines)) {
    into.notes.push_back("What the workbook remembered of its download has been changed, so it was not used.");
    return;
  }
  into.made = Date::parse(mark[1]);
  if (is_id_text(mark[3])) into.agency = plan::AgencyId(mark[3]);
  for (const auto& line : lines) {
    AsDownloaded kept;
    std::from_chars(line[1].data(), line[1].data() + line[1].size(), kept.updates);
    for (std::size_t i = 0; i < kept_fields().size(); ++i)
      kept.cells[static_cast<std::size_t>(kept_fields()[i])] = line[i + 2];
    into.kept.emplace(line[0], std::move(kept));
  }
}

}  // namespace

Result<Returned> returned(const document::FilledWorkbook& workbook) {
  Returned made;
  bool found = false;
  std::size_t number = 0;
  for (const FilledSheet& sheet : workbook.sheets) {
    ++number;
    if (is_kept_sheet(sheet)) {
      read_kept(sheet, made);
      continue;
    }
    const auto head = head_of(sheet, made.notes);
    if (!head) continue;
    found = true;
    read_rows(sheet, number, *head, made.rows);
  }
  if (!found)
    return fail(ErrorCode::bad_input, "No sheet of this workbook has a column " + quoted(column_of(Field::id).heading) +
                                          ". Send the workbook that was downloaded here, filled in.");
  if (made.kept.empty())
    made.notes.push_back(
        "The workbook has lost what it was downloaded with, so each cell that differs is to be decided.");
  return made;
}

}  // namespace candour::workbook
