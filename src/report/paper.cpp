#include "report/paper.h"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.h"
#include "report/inside/pack.h"

namespace candour::report {
namespace {

Cell words(const std::string& text) {
  return text.empty() ? Cell() : Cell(text);
}
Cell day(const std::optional<Date>& date) {
  return date ? Cell(*date) : Cell();
}
Cell number(std::size_t count) {
  return static_cast<std::int64_t>(count);
}

std::vector<Heading> action_headings() {
  return {{"Plan", "plan", 30},
          {"Id", "id", 14},
          {"Number", "number", 9},
          {"Answers", "question", 10},
          {"Agency", "agency", 26},
          {"Action", "action", 50},
          {"Rating (plan's own words)", "rating", 18},
          {"Means", "status", 16},
          {"Answer", "answer", 24},
          {"Delivery", "delivery", 18},
          {"Schedule", "schedule", 18},
          {"Evidence", "evidence", 14},
          {"Freshness", "freshness", 14},
          {"Due", "due", 12},
          {"First due", "first_due", 12},
          {"Put back", "slips", 8},
          {"Last confirmed", "confirmed", 12},
          {"Stated evidence", "stated", 50},
          {"Lead", "lead", 20}};
}

std::string join_said(const std::string& asked, const std::string& moderated) {
  return asked.empty() || moderated.empty() ? asked + moderated : asked + "; " + moderated;
}

}  // namespace

std::vector<Sheet> paper_sheets(const view::PaperContent& content) {
  const std::string as_at = " as at " + content.cover.scope.as_at.words();
  std::vector<Sheet> sheets;
  const auto sheet = [&](const char* name, const char* key, const char* title,
                         std::vector<Heading> headings) -> Sheet& {
    return sheets.emplace_back(Sheet{name, key, title + as_at, std::move(headings), {}});
  };
  Sheet& totals = sheet("Totals", "totals", "Totals of each plan in its own key",
                        {{"Plan", "plan", 40},
                         {"Rating (plan's own words)", "rating", 26},
                         {"Means", "status", 16},
                         {"Actions", "actions", 8}});
  for (const view::PaperPlan& plan : content.plans) {
    for (const view::PaperCount& each : plan.totals)
      totals.rows.push_back({plan.title, each.name.empty() ? std::string("(blank)") : each.name,
                             std::string(plan::in_words(each.status)), number(each.count)});
    totals.rows.push_back({plan.title, std::string("Total"), Cell(), number(plan.total)});
  }
  if (content.shows(paper::Section::facts)) {
    Sheet& facts =
        sheet("Four facts", "facts", "The four facts, counted",
              {{"Plan", "plan", 40}, {"Fact", "fact", 14}, {"State", "state", 26}, {"Actions", "actions", 8}});
    for (const view::PaperPlan& plan : content.plans)
      for (const view::PaperFact& fact : plan.facts)
        for (const view::PaperCount& each : fact.counts)
          facts.rows.push_back({plan.title, fact.name, each.name, number(each.count)});
  }
  if (content.shows(paper::Section::silent)) {
    Sheet& silent = sheet("Not answered", "not_answered", "Questions to which an agency has no action",
                          {{"Plan", "plan", 40}, {"Agency", "agency", 30}, {"Questions", "questions", 40}});
    for (const view::PaperPlan& plan : content.plans)
      for (const view::PaperSilent& each : plan.silent)
        silent.rows.push_back({plan.title, each.agency, join(each.questions, ", ")});
  }
  if (content.since) {
    Sheet& changes = sheet("What changed", "changes", "What changed since the last paper to this body,",
                           {{"What", "what", 24},
                            {"Action", "number", 9},
                            {"Agency", "agency", 26},
                            {"Wording", "wording", 50},
                            {"Field", "field", 16},
                            {"Before", "before", 40},
                            {"After", "after", 40}});
    for (const view::PaperChange& change : content.since->changes) {
      if (change.fields.empty())
        changes.rows.push_back(
            {change.group, change.number, change.agency, words(change.wording), Cell(), Cell(), Cell()});
      for (const view::PaperChange::Field& field : change.fields)
        changes.rows.push_back({change.group, change.number, change.agency, words(change.wording), field.name,
                                words(field.before), words(field.after)});
    }
  }
  if (content.shows(paper::Section::rows)) {
    const bool leads = content.shows(paper::Section::leads);
    Sheet& rows = sheet("Actions", "actions", "Every action", action_headings());
    if (!leads) rows.headings.pop_back();
    for (const view::PaperPlan& plan : content.plans)
      for (const view::PaperRow& row : plan.rows) {
        std::vector<Cell> cells{plan.title,
                                row.id,
                                row.number,
                                words(row.question),
                                row.agency,
                                words(row.wording),
                                words(row.rating),
                                std::string(plan::in_words(row.status)),
                                words(join_said(row.asked, row.moderated)),
                                row.delivery,
                                row.schedule,
                                row.evidence_state,
                                row.freshness,
                                day(row.due),
                                day(row.original_due),
                                number(row.slips),
                                day(row.confirmed),
                                words(row.evidence)};
        if (leads) cells.push_back(words(row.lead));
        rows.rows.push_back(std::move(cells));
      }
  }
  return sheets;
}

void add_about(std::vector<Sheet>& sheets, const std::vector<std::pair<std::string, std::string>>& said) {
  Sheet& about = sheets.emplace_back(
      Sheet{"About", "about", "What this document says of itself", {{"What", "what", 24}, {"Told", "told", 80}}, {}});
  for (const auto& [name, value] : said) about.rows.push_back({name, words(value)});
}

void add_to_rows(Sheet& sheet, const std::vector<std::pair<std::string, std::string>>& said) {
  for (const auto& [name, value] : said) {
    sheet.headings.push_back({"Paper: " + name, "paper_" + matching_key(name), 20});
    for (std::vector<Cell>& row : sheet.rows) row.push_back(words(value));
  }
}

Result<std::optional<std::vector<Otherwise>>> told_otherwise(std::string_view before, std::string_view after) {
  using nlohmann::json;
  const json was = json::parse(before, nullptr, false), is = json::parse(after, nullptr, false);
  const json::json_pointer place("/actions/rows");
  if (!was.is_object() || !is.is_object())
    return fail(ErrorCode::bad_input, "The tables of one of the versions cannot be read.");
  if (!was.contains(place) || !is.contains(place)) return std::optional<std::vector<Otherwise>>();
  const auto text = [](const json& row, const std::string& key) {
    const auto found = row.find(key);
    if (found == row.end() || found->is_null()) return std::string();
    return found->is_string() ? found->get<std::string>() : found->dump();
  };
  std::map<std::string, const json*> earlier;
  for (const json& row : was[place]) earlier.emplace(text(row, "id"), &row);
  std::vector<Otherwise> all;
  for (const json& row : is[place]) {
    const auto found = earlier.find(text(row, "id"));
    if (found == earlier.end()) continue;
    for (const Heading& heading : action_headings()) {
      if (heading.key == "rating" || heading.key == "status") continue;
      std::string from = text(*found->second, heading.key), to = text(row, heading.key);
      if (from != to)
        all.push_back(
            {found->first, text(row, "number"), text(row, "agency"), heading.name, std::move(from), std::move(to)});
    }
  }
  return std::optional(std::move(all));
}

Result<std::string> zip(const std::vector<PackedFile>& files) {
  return pack(files, "The files could not be packed together.");
}

}  // namespace candour::report
