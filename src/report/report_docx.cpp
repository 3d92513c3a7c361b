// The committee's report, in Word: what its page says, in its order.

#include <utility>
#include <vector>

#include "base/text.h"
#include "report/docx/body.h"
#include "report/inside/words.h"

namespace candour::report {
namespace {

using docx::Body;
using docx::Style;

std::string number(std::size_t count) {
  return grouped(static_cast<long long>(count));
}
std::string rating_of(const view::Row& row) {
  const plan::Rating& rating = row.action->rating;
  const std::string word = rating_name(rating.as_written), meaning(plan::in_words(rating.status));
  if (view::is_silent(row))
    return "No answer\n" + view::asked_in_words(row.facts) +
           (rating.as_written.empty() ? std::string() : "; rated " + rating.as_written + " before");
  const std::string beside = view::beside_in_words(row.facts);
  return (equal_ignoring_case(word, meaning) ? word : word + " (" + meaning + ")") +
         (beside.empty() ? beside : "\n" + beside);
}
std::string due_of(const view::Row& row) {
  if (row.facts.due) return row.facts.due->words();
  return row.action->target.empty() ? "No date" : row.action->target;
}

void write_totals(Body& body, const view::PlanReport& part, const char* title, const char* first,
                  const std::vector<std::pair<std::string, const view::Totals*>>& rows) {
  // A key of many words needs the width.
  body.turn(part.totals.by_rating.size() > 5 ? docx::Paper::sideways : docx::Paper::upright);
  body.paragraph(Style::heading_2, title);
  std::vector<docx::Column> columns{{first, 40}};
  for (const view::Totals::Line& line : part.totals.by_rating)
    columns.push_back({rating_name(line.as_written), share_of(rating_name(line.as_written)), true});
  columns.push_back({"Total", share_of("Total"), true});
  body.begin_table(std::string(title) + ", " + plan_name(*part.plan->plan), std::move(columns), Body::Rows::named);
  const auto write = [&](const std::string& name, const view::Totals& totals) {
    std::vector<std::string> cells{name};
    for (const view::Totals::Line& line : part.totals.by_rating) {
      std::size_t count = 0;
      for (const view::Totals::Line& own : totals.by_rating)
        if (own.as_written == line.as_written) count += own.count;
      cells.push_back(number(count));
    }
    cells.push_back(number(totals.total));
    body.row(cells);
  };
  for (const auto& [name, totals] : rows) write(name, *totals);
  write("Total", part.totals);
  body.end_table();
}

void write_rows(Body& body, const std::string& title, const std::vector<const view::Row*>& rows, const char* none) {
  body.paragraph(Style::heading_2, title + " (" + number(rows.size()) + ")");
  if (rows.empty()) {
    body.paragraph(Style::body, none);
    return;
  }
  body.begin_table(title,
                   {{"Row", 3},
                    {"Answers", 4},
                    {"Agency", 5},
                    {"Action", 14},
                    {"Rating", 5},
                    {"Due", 5},
                    {"Evidence", 11},
                    {"Lead", 6}},
                   Body::Rows::named);
  for (const view::Row* row : rows) {
    const plan::Action& action = *row->action;
    body.row({action.reference.empty() ? std::to_string(action.number) : action.reference,
              join(action.recommendations, ", "), agency_name(row->agency),
              action.wording.empty() ? std::string("No action stated") : action.wording, rating_of(*row), due_of(*row),
              action.evidence, action.lead.empty() ? std::string("No lead named") : action.lead});
  }
  body.end_table();
}

void write_plan(Body& body, const view::PlanReport& part) {
  const plan::Plan& plan = *part.plan->plan;
  body.paragraph(Style::heading_1, plan_name(plan));
  if (plan.as_at) body.paragraph(Style::body, "The plan reports as at " + plan.as_at->words() + ".");
  body.begin_table("Ratings of " + plan_name(plan) + ", counted",
                   {{"Rating (plan’s own words)", 5}, {"Counts as", 4}, {"Rows", 3, true}}, Body::Rows::named);
  std::size_t sum = 0;
  for (const view::Totals::Line& line : part.totals.by_rating) {
    body.row({rating_name(line.as_written), std::string(plan::in_words(line.status)), number(line.count)});
    sum += line.count;
  }
  body.row({"Total", "", number(part.totals.total)});
  body.end_table();
  body.paragraph(Style::body,
                 "The counts add up: " + number(sum) + " of " + count_of(part.totals.total, "row", "rows") + ".");
  if (part.totals.silent > 0)
    body.paragraph(Style::body, "Of " + count_of(part.totals.silent, "row", "rows") +
                                    " the rating is nobody’s word for today: whoever owns it was asked and has not "
                                    "answered. Such a row stands below as “No answer”.");
  std::vector<std::pair<std::string, const view::Totals*>> lines;
  for (const view::FindingGroup& group : part.by_finding)
    lines.emplace_back(
        group.finding
            ? shortened(group.finding->ref + (group.finding->title.empty() ? "" : ". " + group.finding->title), 90)
            : std::string("Outside any finding"),
        &group.totals);
  write_totals(body, part, "By finding", "Finding", lines);
  lines.clear();
  for (const view::AgencyGroup& group : part.by_agency) lines.emplace_back(agency_name(group.agency), &group.totals);
  write_totals(body, part, "By agency", "Agency", lines);
  body.turn(docx::Paper::upright);
  body.paragraph(Style::heading_2, "Questions without a row from an agency");
  if (part.silent.empty()) {
    body.paragraph(Style::body, "Every agency on the plan has a row for every question.");
  } else {
    body.begin_table("Questions without a row from an agency", {{"Agency", 1}, {"Questions", 2}}, Body::Rows::named);
    for (const view::SilentAgency& silent : part.silent) {
      std::vector<std::string> refs;
      for (const plan::Recommendation* question : silent.questions) refs.push_back(question->ref);
      body.row({agency_name(silent.agency), join(refs, ", ")});
    }
    body.end_table();
  }
  body.turn(docx::Paper::sideways);
  write_rows(body, "Overdue, the longest first", part.overdue, "Nothing open has passed its date.");
  write_rows(body, "Open and not confirmed within the cycle", part.unconfirmed,
             "Every open row was confirmed within the cycle.");
  write_rows(body, "Open with no lead", part.unowned, "Every open row has a lead.");
  std::vector<const view::Row*> rows;
  for (const view::Row& row : part.plan->rows) rows.push_back(&row);
  write_rows(body, "Every row", rows, "The plan has no rows.");
  body.turn(docx::Paper::upright);
}

}  // namespace

Result<std::string> report_docx(std::string_view partnership, const view::Report& report, const WordTemplate& into) {
  Body body(into.parts());
  if (report.plans.empty()) body.paragraph(Style::body, "There is nothing to report yet.");
  if (report.plans.size() > 1) {
    body.paragraph(Style::body, "Over " + count_of(report.plans.size(), "plan", "plans") +
                                    ", by what each plan’s own key means. Colours are not added up across plans.");
    body.begin_table("Over all plans", {{"Counts as", 3}, {"Rows", 1, true}}, Body::Rows::named);
    for (const plan::Status status : plan::every_status)
      if (const std::size_t count = report.by_status[static_cast<std::size_t>(status)]; count > 0)
        body.row({std::string(plan::in_words(status)), number(count)});
    body.row({"Total", number(report.total)});
    body.end_table();
  }
  for (const view::PlanReport& part : report.plans) write_plan(body, part);
  const std::string title = "Progress report";
  return std::move(body).document(title, report.as_at,
                                  {{"candour-partnership", std::string(partnership)},
                                   {"candour-title", title},
                                   {"candour-as-at", "As at " + report.as_at.words()}});
}

}  // namespace candour::report
