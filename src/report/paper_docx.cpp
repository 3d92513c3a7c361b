// A paper, in Word: what its page says, in its order.

#include <utility>
#include <vector>

#include "base/text.h"
#include "report/docx/body.h"
#include "report/inside/words.h"

namespace candour::report {
namespace {

using docx::Body;
using docx::Style;

void write_key(Body& body, const view::PaperPlan& plan) {
  body.begin_table("Ratings of " + plan.title + ", counted",
                   {{"Rating", 5}, {"Counts as", 4}, {"What the plan says it means", 9}, {"Actions", 3, true}},
                   Body::Rows::named);
  for (const view::PaperCount& each : plan.totals) {
    std::string meaning;
    for (const plan::KeyEntry& entry : plan.key)
      if (entry.as_written == each.name) meaning = entry.meaning;
    body.row({rating_name(each.name), std::string(plan::in_words(each.status)), meaning,
              grouped(static_cast<long long>(each.count))});
  }
  body.row({"Total", "", "", grouped(static_cast<long long>(plan.total))});
  body.end_table();
}

void write_lines(Body& body, const view::PaperPlan& plan, const char* title, const char* first,
                 const std::vector<view::PaperLine>& lines) {
  // A key of many words needs the width.
  body.turn(plan.totals.size() > 5 ? docx::Paper::sideways : docx::Paper::upright);
  body.paragraph(Style::heading_2, title);
  std::vector<docx::Column> columns{{first, 40}};
  for (const view::PaperCount& each : plan.totals)
    columns.push_back({rating_name(each.name), share_of(rating_name(each.name)), true});
  columns.push_back({"Total", share_of("Total"), true});
  body.begin_table(std::string(title) + ", " + plan.title, std::move(columns), Body::Rows::named);
  const auto write = [&](const std::string& name, const std::vector<std::size_t>& counts, std::size_t total) {
    std::vector<std::string> cells{name};
    for (const std::size_t count : counts) cells.push_back(grouped(static_cast<long long>(count)));
    cells.push_back(grouped(static_cast<long long>(total)));
    body.row(cells);
  };
  for (const view::PaperLine& line : lines) write(line.name, line.counts, line.total);
  std::vector<std::size_t> whole;
  for (const view::PaperCount& each : plan.totals) whole.push_back(each.count);
  write("Total", whole, plan.total);
  body.end_table();
}

void write_silent(Body& body, const view::PaperPlan& plan) {
  body.paragraph(Style::heading_2, "Who has not answered");
  if (plan.no_answer > 0)
    body.paragraph(Style::body, "The owners of " + count_of(plan.no_answer, "action", "actions") +
                                    " were asked and have not answered, so what stands there is nobody’s word for "
                                    "today.");
  if (plan.silent.empty()) {
    body.paragraph(Style::body, "Every agency on the plan has an action for every question.");
    return;
  }
  body.begin_table("Questions to which an agency has no action", {{"Agency", 1}, {"Questions", 2}}, Body::Rows::named);
  for (const view::PaperSilent& each : plan.silent) body.row({each.agency, join(each.questions, ", ")});
  body.end_table();
}

void write_rows(Body& body, const view::PaperPlan& plan, bool leads) {
  body.turn(docx::Paper::sideways);
  body.paragraph(Style::heading_2, "Every action");
  std::vector<docx::Column> columns{
      {"Action", 4}, {"Answers", 4},        {"Agency", 5},          {"What is to be done", 13},
      {"Rating", 5}, {"The four facts", 8}, {"Evidence stated", 12}};
  if (leads) columns.push_back({"Lead", 6});
  body.begin_table("Every action of " + plan.title, std::move(columns), Body::Rows::named);
  for (const view::PaperRow& row : plan.rows) {
    std::vector<std::string> cells{row.number,
                                   row.question,
                                   row.agency,
                                   row.wording.empty() ? std::string("No action stated") : row.wording,
                                   view::rating_in_words(row),
                                   view::facts_in_words(row),
                                   row.evidence};
    if (leads) cells.push_back(row.lead);
    body.row(cells);
  }
  body.end_table();
  body.turn(docx::Paper::upright);
}

void write_plan(Body& body, const view::PaperContent& content, const view::PaperPlan& plan) {
  body.paragraph(Style::heading_1, plan.title);
  if (plan.as_at) body.paragraph(Style::body, "The plan reports as at " + plan.as_at->words() + ".");
  write_key(body, plan);
  body.paragraph(Style::body, view::sum_in_words(plan));
  write_lines(body, plan, "By finding", "Finding", plan.by_finding);
  write_lines(body, plan, "By agency", "Agency", plan.by_agency);
  body.turn(docx::Paper::upright);
  if (content.shows(paper::Section::facts)) {
    body.paragraph(Style::heading_2, "The four facts");
    body.begin_table("The four facts, counted", {{"Fact", 2}, {"State", 5}, {"Actions", 1, true}}, Body::Rows::named);
    for (const view::PaperFact& fact : plan.facts)
      for (const view::PaperCount& each : fact.counts)
        body.row({fact.name, each.name, grouped(static_cast<long long>(each.count))});
    body.end_table();
  }
  if (content.shows(paper::Section::silent)) write_silent(body, plan);
  if (content.shows(paper::Section::rows)) write_rows(body, plan, content.shows(paper::Section::leads));
}

void write_since(Body& body, const view::PaperContent& content) {
  if (!content.shows(paper::Section::changes)) return;
  body.paragraph(Style::heading_1, "What changed since the last paper to this body");
  if (!content.since) {
    body.paragraph(Style::body, "No earlier paper to this body was published here.");
    return;
  }
  body.paragraph(Style::body, "Since “" + content.since->title + "”, as at " + content.since->as_at.words() + ". " +
                                  content.since->sentence);
  if (content.since->changes.empty()) return;
  body.turn(docx::Paper::sideways);
  body.begin_table("What changed", {{"Action", 2}, {"Agency", 4}, {"How", 3}, {"What", 16}}, Body::Rows::named);
  for (const view::PaperChange& change : content.since->changes) {
    std::string what = change.wording;
    for (const view::PaperChange::Field& field : change.fields)
      what += "\n" + field.name + ": " + (field.before.empty() ? "nothing" : field.before) + " → " +
              (field.after.empty() ? "nothing" : field.after);
    body.row({change.number, change.agency, change.group, what});
  }
  body.end_table();
  body.turn(docx::Paper::upright);
}

}  // namespace

Result<std::string> paper_docx(const view::PaperContent& content, const PaperSaid& said, const WordTemplate& into) {
  const paper::Cover& cover = content.cover;
  Body body(into.parts());
  if (!said.what.empty()) {
    body.paragraph(Style::recommendation,
                   "This is version " + std::to_string(said.number) + ". What changed: " + said.what, "Corrected. ");
    body.paragraph(Style::recommendation, said.why, "Why: ");
  }
  if (!said.why_eased.empty())
    body.paragraph(Style::recommendation,
                   "Ratings that were published look better in this paper, because: " + said.why_eased);
  if (content.plans.size() > 1)
    body.paragraph(Style::body, "Each plan is counted in its own key. Colours are not added up across plans.");
  for (const view::PaperPlan& plan : content.plans) write_plan(body, content, plan);
  write_since(body, content);
  body.paragraph(Style::heading_1, "About this document");
  body.begin_table("About this document", {{"What", 1}, {"Told", 3}}, Body::Rows::named);
  for (const auto& [name, value] : said.imprint) body.row({name, value});
  body.end_table();
  // On the foot of each page, so that a sheet by itself says what it is of.
  std::vector<std::string> which{(said.what.empty() ? "Version " : "Corrected, version ") +
                                 std::to_string(said.number)};
  for (const auto& [name, value] : said.imprint)
    if (name == "Document" || name == "Where") which.push_back(value);
  return std::move(body).document(
      cover.title, cover.scope.as_at,
      {{"candour-partnership", content.partnership},
       {"candour-title", cover.title},
       {"candour-for", "For " + cover.body + (cover.meeting ? ", " + cover.meeting->words() : std::string())},
       {"candour-as-at", view::as_at_in_words(cover)},
       {"candour-version", std::to_string(said.number)},
       {"candour-address", said.address},
       {"candour-imprint", join(which, " · ")}});
}

}  // namespace candour::report
