#include "workbook/form.h"

#include <algorithm>
#include <set>

#include "base/sha256.h"
#include "base/text.h"
#include "plan/facts.h"

namespace candour::workbook {
namespace {

// Excel holds 32,767 characters in a cell.
constexpr std::size_t most_bytes = 32'000, cut_to = 30'000;
constexpr std::string_view goes_on = " [continues in the record]";
constexpr std::size_t longest_name = 31;

constexpr std::array<Column, field_count> all_columns{{
    {Field::id, "id", "Row id", Holds::words, false, 16,
     "The row's own id. Do not change it: your answers find their row by it. Leave it empty in a row that you add."},
    {Field::number, "number", "Row", Holds::words, false, 7, "The row's number in the plan."},
    {Field::question, "question", "Answers", Holds::words, false, 26, "The recommendation or question it answers."},
    {Field::so_far, "so-far", "How it stood", Holds::words, false, 36,
     "The last update, or the evidence stated in the plan. To say how it stands now, use the column Update."},
    {Field::wording, "wording", "Action", Holds::words, true, 44,
     "What is to be done. Reword it only if the plan should say it differently: that is decided by the coordinator."},
    {Field::rating, "rating", "Rating", Holds::rating, true, 16,
     "Choose one of the plan's own ratings from the list. One that means it is done also needs the last two columns."},
    {Field::update, "update", "Update", Holds::words, true, 44,
     "How it stands now, in your words. Leave it empty where you have nothing to say. Name no child and no family."},
    {Field::lead, "lead", "Lead", Holds::words, true, 22, "Who leads on it: a role rather than a name."},
    {Field::target, "target", "Target date", Holds::day, true, 13,
     "The date agreed. Type a new one as a date, such as 2026-09-30, and say in the next column why it moves."},
    {Field::why_moved, "why-moved", "Why the date moves", Holds::words, true, 28,
     "Needed where you change the target date. The first date and every move stay in the record."},
    {Field::forecast, "forecast", "Forecast", Holds::day, true, 13,
     "When you now expect it to be done, whatever the target is. It goes with your update."},
    {Field::constraints, "constraints", "Constraints", Holds::words, true, 30, "What stands in the way."},
    {Field::completed, "completed", "Completed on", Holds::day, true, 13,
     "The day it was done. This claims completion; a second person accepts it or sends it back."},
    {Field::shown_by, "shown-by", "What shows it is done", Holds::words, true, 34,
     "The evidence that it is done, in words, or “none, because …”. Needed where you give a day of completion."},
}};

std::string fitting(const std::string& text) {
  std::string plain = replaced(replaced(text, "\r\n", "\n"), "\r", "\n");
  if (plain.size() <= most_bytes) return plain;
  return shortened(plain, cut_to) + std::string(goes_on);
}

std::string day_text(const std::optional<Date>& day) {
  return day ? day->iso() : std::string();
}

// Excel allows no more than 31 characters, none of []:*?/\ , and no name twice whatever its case.
std::string sheet_name(const plan::Plan& plan, std::set<std::string>& taken) {
  std::string name = plan.review.name.empty() ? plan.title : plan.review.name;
  for (char& each : name)
    if (std::string_view("[]:*?/\\'").find(each) != std::string_view::npos) each = ' ';
  name = collapsed(name);
  if (name.empty()) name = "Plan";
  name = shortened(name, longest_name - 4);
  std::string tried = name;
  for (int number = 2; !taken.insert(folded(tried)).second; ++number) tried = name + " " + std::to_string(number);
  return tried;
}

}  // namespace

const std::array<Column, field_count>& columns() {
  return all_columns;
}
const Column& column_of(Field field) {
  return all_columns[static_cast<std::size_t>(field)];
}
std::optional<Field> field_from_key(std::string_view key) {
  for (const Column& column : all_columns)
    if (column.key == key) return column.field;
  return std::nullopt;
}

bool is_within(const plan::Plan& plan, const plan::Action& action, const Scope& scope) {
  if (scope.plan && plan.id != *scope.plan) return false;
  if (scope.agency && action.agency != *scope.agency) return false;
  return !action.closure;
}

std::string standing(const plan::Plan& plan, const plan::Action& action, Field field) {
  switch (field) {
    case Field::id:
      return plan::action_id(plan.id, action.number);
    case Field::number:
      return action.reference.empty() ? std::to_string(action.number) : action.reference;
    case Field::question: {
      std::string words;
      for (const std::string& ref : action.recommendations) {
        const plan::Recommendation* recommendation = plan::find_recommendation(plan, ref);
        if (!words.empty()) words += '\n';
        words += recommendation ? ref + ". " + shortened(recommendation->text, 400) : ref;
      }
      return fitting(words);
    }
    case Field::so_far: {
      const plan::Told told = plan::told(action);
      return fitting((told.update ? told.update->as_at.words() + ": " : std::string()) + plan::in_words(told));
    }
    case Field::wording:
      return fitting(action.wording);
    case Field::rating:
      return fitting(action.rating.as_written);
    case Field::lead:
      return fitting(action.lead);
    case Field::target:
      return day_text(action.due);
    case Field::forecast:
      return action.updates.empty() ? std::string() : day_text(action.updates.back().forecast);
    case Field::constraints:
      return fitting(action.constraints);
    case Field::completed:
      return day_text(action.completed);
    case Field::shown_by:
      return action.completed ? fitting(action.claim_text) : std::string();
    case Field::update:     // what is new is typed; what was said stands in so_far
    case Field::why_moved:  // of the move that is asked for, and of no earlier one
      return {};
  }
  return {};
}

bool is_cut(std::string_view cell) {
  return cell.ends_with(goes_on);
}

Form form(const plan::Partnership& partnership, const std::vector<const plan::Plan*>& plans, const Scope& scope,
          Date today) {
  Form made;
  made.partnership = partnership.name;
  made.made = today;
  if (scope.agency) made.agency = scope.agency->text();
  const plan::Agency* agency = scope.agency ? plan::find_agency(partnership, *scope.agency) : nullptr;
  const std::string whose = agency ? "rows of " + agency->name : "rows of every agency";
  std::set<std::string> taken{folded(kept_sheet), "read me first", "ratings"};
  for (const plan::Plan* plan : plans) {
    FormSheet sheet;
    for (const plan::Action& action : plan->actions) {
      if (!is_within(*plan, action, scope)) continue;
      FormRow row{plan::action_id(plan->id, action.number), {}, action.updates.size()};
      for (const Column& column : columns())
        row.cells[static_cast<std::size_t>(column.field)] = standing(*plan, action, column.field);
      sheet.rows.push_back(std::move(row));
    }
    if (sheet.rows.empty()) continue;
    const std::string& title = plan->title.empty() ? plan->review.name : plan->title;
    sheet.name = sheet_name(*plan, taken);
    sheet.title = title + ": " + whose + ", as at " + today.words();
    sheet.plan = plan->id;
    sheet.ratings = plan->key.entries;
    made.title = made.sheets.empty() ? sheet.title : "Action plans: " + whose + ", as at " + today.words();
    made.sheets.push_back(std::move(sheet));
  }
  return made;
}

const std::vector<Field>& kept_fields() {
  static const std::vector<Field> fields{Field::so_far,      Field::wording,   Field::rating,
                                         Field::lead,        Field::target,    Field::forecast,
                                         Field::constraints, Field::completed, Field::shown_by};
  return fields;
}

std::string seal_of(const std::vector<std::vector<std::string>>& rows) {
  std::string bytes;
  for (const auto& row : rows)
    for (const std::string& cell : row) {
      const std::string text = collapsed(cell);
      bytes += std::to_string(text.size()) + ":" + text;
    }
  return sha256_hex(bytes);
}

std::vector<std::vector<std::string>> kept_lines(const Form& form) {
  std::vector<std::vector<std::string>> rows;
  for (const FormSheet& sheet : form.sheets)
    for (const FormRow& row : sheet.rows) {
      std::vector<std::string> line{row.id, std::to_string(row.updates)};
      for (const Field field : kept_fields()) line.push_back(row.cells[static_cast<std::size_t>(field)]);
      rows.push_back(std::move(line));
    }
  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> heads{std::string(column_of(Field::id).heading), "Updates"};
  for (const Field field : kept_fields()) heads.emplace_back(column_of(field).heading);
  std::vector<std::string> mark{std::string(kept_mark), form.made.iso(), seal_of(rows), form.agency};
  mark.resize(heads.size());
  lines.push_back(std::move(heads));
  lines.push_back(std::move(mark));
  lines.insert(lines.end(), rows.begin(), rows.end());
  return lines;
}

}  // namespace candour::workbook
