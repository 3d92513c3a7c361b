#include "report/sheet.h"

#include <nlohmann/json.hpp>
#include <xlsxwriter.h>

#include "base/text.h"
#include "report/inside/cell_codes.h"
#include "report/inside/memory_file.h"

namespace candour::report {
namespace {

using nlohmann::ordered_json;

std::string csv_field(const Cell& cell) {
  std::string text;
  if (const auto* words = std::get_if<std::string>(&cell)) {
    text = *words;
    if (!text.empty() && std::string_view("=+-@\t\r\n\0", 8).find(text[0]) != std::string_view::npos)
      text.insert(0, 1, '\'');
  } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
    text = std::to_string(*number);
  } else if (const auto* date = std::get_if<Date>(&cell)) {
    text = date->iso();
  }
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  return '"' + replaced(std::move(text), "\"", "\"\"") + '"';
}

ordered_json json_value(const Cell& cell) {
  if (const auto* words = std::get_if<std::string>(&cell)) return *words;
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
  if (const auto* date = std::get_if<Date>(&cell)) return date->iso();
  return nullptr;
}

ordered_json json_of(const Sheet& sheet) {
  ordered_json rows = ordered_json::array();
  for (const auto& row : sheet.rows) {
    ordered_json object = ordered_json::object();
    for (std::size_t i = 0; i < row.size(); ++i) object[sheet.headings[i].key] = json_value(row[i]);
    rows.push_back(std::move(object));
  }
  return {{"title", sheet.title}, {"rows", std::move(rows)}};
}

// Excel's limit for one cell is 32,767 characters; more would make the file unreadable to it.
std::string cell_text(const std::string& text) {
  return without_codes(text.size() <= 32'000 ? text : shortened(text, 30'000) + " [continues in the record]");
}

}  // namespace

std::string csv(const Sheet& sheet) {
  std::string out = "\xEF\xBB\xBF";
  const auto line = [&](const auto& cells, const auto& field) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += ',';
      out += field(cells[i]);
    }
    out += "\r\n";
  };
  line(sheet.headings, [](const Heading& heading) { return csv_field(heading.name); });
  for (const auto& row : sheet.rows) line(row, csv_field);
  return out;
}

std::string json(const Sheet& sheet) {
  return json_of(sheet).dump(2) + "\n";
}

std::string json(const std::vector<Sheet>& sheets) {
  ordered_json object = ordered_json::object();
  for (const Sheet& sheet : sheets) object[sheet.key] = json_of(sheet);
  return object.dump(2) + "\n";
}

Result<std::string> xlsx(const std::vector<Sheet>& sheets, const WorkbookSaid& said) {
  const std::string sentence = "The workbook could not be made. Please try again.";
  // The library (1.1.4) writes only to a name, so it is given the name of a file that lies in memory.
  MemoryFile file;
  if (file.descriptor() < 0) return fail(ErrorCode::internal, sentence, "memfd_create");
  lxw_workbook* book = workbook_new(file.name().c_str());
  if (!book) return fail(ErrorCode::internal, sentence, "workbook_new");

  std::string title = said.title, company = said.partnership;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.company = company.data();
  properties.created = static_cast<time_t>(said.as_at.days_since_1970()) * 86'400;
  workbook_set_properties(book, &properties);

  lxw_format* head = workbook_add_format(book);
  format_set_bold(head);
  format_set_text_wrap(head);
  format_set_align(head, LXW_ALIGN_VERTICAL_TOP);
  format_set_bottom(head, LXW_BORDER_MEDIUM);
  lxw_format* words = workbook_add_format(book);
  format_set_text_wrap(words);
  format_set_align(words, LXW_ALIGN_VERTICAL_TOP);
  lxw_format* number = workbook_add_format(book);
  format_set_num_format(number, "#,##0");
  format_set_align(number, LXW_ALIGN_VERTICAL_TOP);
  lxw_format* day = workbook_add_format(book);
  format_set_num_format(day, "dd/mm/yyyy");
  format_set_align(day, LXW_ALIGN_VERTICAL_TOP);

  for (const Sheet& sheet : sheets) {
    lxw_worksheet* page = workbook_add_worksheet(book, sheet.name.c_str());
    if (!page) {
      workbook_close(book);
      return fail(ErrorCode::internal, sentence, "sheet name " + sheet.name);
    }
    const auto last_column = static_cast<lxw_col_t>(sheet.headings.size() - 1);
    for (lxw_col_t column = 0; column <= last_column; ++column) {
      worksheet_set_column(page, column, column, sheet.headings[column].width, nullptr);
      worksheet_write_string(page, 0, column, sheet.headings[column].name.c_str(), head);
    }
    lxw_row_t line = 1;
    for (const auto& row : sheet.rows) {
      for (lxw_col_t column = 0; column < row.size(); ++column) {
        const Cell& cell = row[column];
        if (const auto* text = std::get_if<std::string>(&cell)) {
          worksheet_write_string(page, line, column, cell_text(*text).c_str(), words);
        } else if (const auto* value = std::get_if<std::int64_t>(&cell)) {
          worksheet_write_number(page, line, column, static_cast<double>(*value), number);
        } else if (const auto* date = std::get_if<Date>(&cell)) {
          lxw_datetime when{};
          when.year = date->year();
          when.month = date->month();
          when.day = date->day();
          worksheet_write_datetime(page, line, column, &when, day);
        }
      }
      ++line;
    }
    worksheet_freeze_panes(page, 1, 0);
    if (line > 1) worksheet_autofilter(page, 0, 0, line - 1, last_column);
    // References such as "2" are texts that look like numbers; Excel need not point at each.
    worksheet_ignore_errors(page, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    worksheet_set_landscape(page);
    worksheet_set_paper(page, 9);  // A4
    worksheet_fit_to_pages(page, 1, 0);
    worksheet_repeat_rows(page, 0, 0);
    // & starts a code in a header; doubled it is itself. Excel allows 255 characters.
    worksheet_set_header(page, ("&L" + replaced(shortened(sheet.title, 200), "&", "&&")).c_str());
    worksheet_set_footer(page, "&RPage &P of &N");
  }
  const lxw_error error = workbook_close(book);
  if (error != LXW_NO_ERROR) return fail(ErrorCode::internal, sentence, lxw_strerror(error));
  std::string bytes = file.content();
  if (bytes.empty()) return fail(ErrorCode::internal, sentence, "the file in memory could not be read");
  return bytes;
}

}  // namespace candour::report
