// The reply to recommendations, in Word.

#include <utility>
#include <vector>

#include "base/text.h"
#include "report/docx/body.h"
#include "report/inside/words.h"

namespace candour::report {
namespace {

std::string name_of(const plan::Agency* agency) {
  return agency ? agency->name : "An agency that is not known any more";
}
std::string day_of(const view::Row& row) {
  if (!row.facts.due) return row.action->target.empty() ? "No date yet" : row.action->target;
  std::string words = row.facts.due->words();
  if (row.facts.original_due && *row.facts.original_due != *row.facts.due)
    words += " (first " + row.facts.original_due->words() + ")";
  return words;
}

void write_answer(docx::Body& body, const view::Reply::Answer& answer, const plan::Plan& plan) {
  const plan::Recommendation& recommendation = *answer.recommendation;
  body.paragraph(docx::Style::heading_2, "Recommendation " + recommendation.ref);
  body.paragraph(docx::Style::recommendation, recommendation.text);
  for (const view::Reply::Response& each : answer.responses) {
    std::string words = name_of(each.agency) + ": " + std::string(plan::in_words(each.response->kind));
    if (!each.response->text.empty()) words += ". " + each.response->text;
    body.paragraph(docx::Style::body, words, "Response of ");
  }
  std::vector<std::string> silent;
  for (const plan::Agency* agency : answer.awaiting) silent.push_back(agency->name);
  if (!silent.empty()) body.paragraph(docx::Style::body, join(silent, ", "), "No response yet from ");
  if (answer.rows.empty()) {
    body.paragraph(docx::Style::body, "No action is planned.");
    return;
  }
  body.begin_table(
      "Actions for recommendation " + recommendation.ref,
      {{"No.", 900}, {"Action", 4900}, {"Agency and lead", 3000}, {"Date", 2100}, {"Desired outcome", 3500}});
  for (const view::Row* row : answer.rows) {
    const plan::Action& action = *row->action;
    const std::string number = action.reference.empty() ? std::to_string(action.number) : action.reference;
    std::string who = row->agency ? row->agency->name : "No agency named";
    who += action.lead.empty() ? "\nNo lead named" : "\n" + action.lead;
    std::string what = action.wording.empty() ? action.response : action.wording;
    if (row->plan->id != plan.id) what += "\nFrom “" + row->plan->title + "”";
    body.row({number, what, who, day_of(*row), action.outcome.empty() ? "Not stated" : action.outcome});
  }
  body.end_table();
}

}  // namespace

Result<std::string> reply_docx(std::string_view partnership, const view::Reply& reply, Date as_at,
                               const WordTemplate& into) {
  const plan::Plan& plan = *reply.plan->plan;
  const std::string title =
      "Reply to the recommendations of “" + (plan.review.name.empty() ? plan.title : plan.review.name) + "”";
  docx::Body body(into.parts(), docx::Paper::sideways);
  if (reply.due) body.paragraph(docx::Style::body, "The reply is due on " + reply.due->words() + ".");
  std::string summary = count_of(reply.recommendations, "recommendation", "recommendations") + ", " +
                        count_of(reply.actions, "action", "actions") + ".";
  if (reply.without_response > 0)
    summary += " " + count_of(reply.without_response, "recommendation has", "recommendations have") +
               " neither a response nor an action yet.";
  body.paragraph(docx::Style::body, summary);
  for (const view::Reply::Part& part : reply.parts) {
    if (part.finding) {
      const plan::Finding& finding = *part.finding;
      body.paragraph(docx::Style::heading_1,
                     "Finding " + finding.ref + (finding.title.empty() ? "" : ": " + finding.title));
      if (!finding.text.empty()) body.paragraph(docx::Style::body, finding.text);
    } else {
      body.paragraph(docx::Style::heading_1, reply.parts.size() > 1 ? "Other recommendations" : "Recommendations");
    }
    for (const view::Reply::Answer& answer : part.answers) write_answer(body, answer, plan);
  }
  return std::move(body).document(title, as_at,
                                  {{"candour-partnership", std::string(partnership)},
                                   {"candour-title", title},
                                   {"candour-as-at", plan.title + ", as at " + as_at.words() + "."}});
}

}  // namespace candour::report
