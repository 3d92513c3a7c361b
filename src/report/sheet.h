#pragma once
// Lists as tables of typed cells, written once and turned into xlsx, csv or json, so that every format says the same.
// Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "view/compare.h"
#include "view/view.h"

namespace candour::report {

using Cell = std::variant<std::monostate, std::string, std::int64_t, Date>;

struct Heading {
  std::string name;  // "Lead", for people
  std::string key;   // "lead", for json
  int width = 12;    // in characters, for xlsx
};

// One table: a heading row and rows of the same width, no merges, no blank lines (Government Analysis Function,
// "Releasing statistics in spreadsheets").
struct Sheet {
  std::string name;   // of the sheet; at most 31 characters
  std::string key;    // for json
  std::string title;  // one sentence: what it shows, as at when
  std::vector<Heading> headings;
  std::vector<std::vector<Cell>> rows;
};

// ---- What there is to write ----
Sheet actions_sheet(const std::vector<const view::Row*>& rows, Date as_at);
Sheet plans_sheet(const view::Picture& picture);
Sheet agencies_sheet(const view::Picture& picture);
// One row for each question and resolution of each meeting; a meeting without any has one of its own.
Sheet meetings_sheet(const view::Picture& picture);
// One row for each risk at each level.
Sheet registers_sheet(const view::Picture& picture);
// One row for each field of each row that changed between two days; a row that changed in nothing has one of its own.
Sheet comparison_sheet(const view::Comparison& comparison);
// Summary, by finding, by agency, overdue, unconfirmed, unowned, silent, rows: the committee's report.
std::vector<Sheet> report_sheets(const view::Report& report);

// ---- Forms ----
// RFC 4180, UTF-8 with a byte-order mark (Excel reads it so), CRLF. A text that a spreadsheet would take for a formula
// (first character = + - @ tab or line end) gets a leading ' (OWASP ASVS 5.0, 1.2.10).
std::string csv(const Sheet& sheet);
// {"title":…,"rows":[{"lead":…},…]}; several sheets: {"summary":{…},…}. Dates as 2016-01-07, blanks as null.
std::string json(const Sheet& sheet);
std::string json(const std::vector<Sheet>& sheets);
// What a workbook says of itself to programs: the title, whose it is, and the day it speaks of, as which it was made.
struct WorkbookSaid {
  std::string title;
  std::string partnership;
  Date as_at;
};
// A workbook: typed cells, real dates, frozen heading row, filter, landscape A4 one page wide with the heading row
// repeated. Texts are texts and never formulas. The same sheets give the same bytes. Fails with ErrorCode::internal
// where the library does.
Result<std::string> xlsx(const std::vector<Sheet>& sheets, const WorkbookSaid& said);

}  // namespace candour::report
