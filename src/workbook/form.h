#pragma once
// The workbook that an agency fills in: which columns it has, what may be typed into each, and the rows that go into
// it. report/workbook.h writes it; returned.h reads what comes back. Pure; any thread.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "plan/partnership.h"
#include "plan/plan.h"

namespace candour::workbook {

// The columns, in their order. Those from wording on are answers or can be reworded; the others only tell where one is.
enum class Field {
  id,
  number,
  question,
  so_far,
  wording,
  rating,
  update,
  lead,
  target,
  why_moved,
  forecast,
  constraints,
  completed,
  shown_by
};
inline constexpr std::size_t field_count = 14;
enum class Holds { words, day, rating };
struct Column {
  Field field = Field::id;
  std::string_view key;      // "rating": in the hidden row that knows a column whatever it is renamed to
  std::string_view heading;  // "Rating"
  Holds holds = Holds::words;
  bool open = false;  // may be typed into
  int width = 12;     // in characters
  std::string_view note;
};
const std::array<Column, field_count>& columns();
const Column& column_of(Field field);
std::optional<Field> field_from_key(std::string_view key);

// Which rows: of one plan or of every plan, of one agency or of all.
struct Scope {
  std::optional<plan::PlanId> plan;
  std::optional<plan::AgencyId> agency;
  bool operator==(const Scope&) const = default;
};
// The row is asked for by the scope, and still asks something or can be corrected: it is not closed. An agency's are
// those it is accountable for.
bool is_within(const plan::Plan& plan, const plan::Action& action, const Scope& scope);

// What a row's cell of this field says as the record stands. A day as 2026-03-31, empty where there is none. Longer
// than a cell of Excel can hold, it is cut and says so.
std::string standing(const plan::Plan& plan, const plan::Action& action, Field field);
bool is_cut(std::string_view cell);

using Cells = std::array<std::string, field_count>;
struct FormRow {
  std::string id;
  Cells cells;
  std::size_t updates = 0;  // it has had: news since the download is told by it
};
struct FormSheet {
  std::string name;   // at most 31 characters, unlike any other of the workbook
  std::string title;  // a sentence: whose rows of which plan, as at when
  plan::PlanId plan;
  std::vector<plan::KeyEntry> ratings;  // its own, for the drop-down
  std::vector<FormRow> rows;
};
struct Form {
  std::string title;
  std::string partnership;
  Date made;
  std::string agency;             // its id, where the rows are one agency's
  std::vector<FormSheet> sheets;  // one for each plan that has rows within the scope; none where none has
};
Form form(const plan::Partnership& partnership, const std::vector<const plan::Plan*>& plans, const Scope& scope,
          Date today);

// ---- What the workbook remembers, on a hidden sheet ----
inline constexpr std::string_view kept_sheet = "As downloaded";
inline constexpr std::string_view key_prefix = "candour:";
inline constexpr std::string_view kept_mark = "candour-workbook-1";
// Its lines, each of as many texts as the first: the heads, then the mark with the day, the seal and the agency,
// then one for each row. A day is text here, so that no program takes it for a date of its own.
std::vector<std::vector<std::string>> kept_lines(const Form& form);
// The fields whose values are kept, in the order of their columns there, behind the id and the count of updates.
const std::vector<Field>& kept_fields();
// SHA-256 over the lines behind the mark, but for their blanks, which programs keep in ways of their own: whether what
// the workbook remembers is what it was given.
std::string seal_of(const std::vector<std::vector<std::string>>& rows);

}  // namespace candour::workbook
