#include "report/paper.h"

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
    Sheet& rows = sheet("Actions", "actions", "Every action",
                        {{"Plan", "plan", 30},
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
                         {"Stated evidence", "stated", 50}});
    if (leads) rows.headings.push_back({"Lead", "lead", 20});
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
                                words(row.asked),
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

Result<std::string> zip(const std::vector<PackedFile>& files) {
  return pack(files, "The files could not be packed together.");
}

}  // namespace candour::report
