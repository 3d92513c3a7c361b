// Forms on a plan as a whole: its title and review, withdrawing it, undoing what was done.

#include <algorithm>

#include "base/text.h"
#include "plan/steps.h"
#include "plan/target.h"
#include "web/by_hand/offer.h"
#include "web/pages/parts.h"
#include "web/pages_bulk.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Request;
using Changes = HandField::Changes;

std::optional<Offer> plan_title(const view::Picture& picture, const Request& request) {
  const view::PlanPicture* of = plan_in(picture, request);
  if (!of) return std::nullopt;
  const plan::Plan& plan = *of->plan;
  Offer offer = offer_on(picture, plan, "Title and review", plan_name(plan), plan_address(plan) + "/title");
  offer.form.fields = review_fields(plan, Changes::what_stands);
  offer.form.button = "Save title and review";
  offer.read = [&plan](const Fields& sent) -> Read {
    return {{{plan::RetitlePlan{text_of(sent, "title"), review_in(sent)}},
             {},
             "The title and review were saved.",
             plan_address(plan)},
            {},
            {}};
  };
  return offer;
}

// The day that somebody wrote; nothing within where they wrote none, nothing at all where it is no day.
std::optional<std::optional<Date>> day_written(const Fields& sent, std::string_view name) {
  const std::string text = text_of(sent, name);
  if (text.empty()) return std::optional<Date>();
  if (const auto day = plan::read_target(text, {}).due) return day;
  return std::nullopt;
}

std::optional<Offer> plan_answer_date(const view::Picture& picture, const Request& request) {
  const view::PlanPicture* of = plan_in(picture, request);
  if (!of || of->plan->review.kind != plan::ReviewKind::inspection) return std::nullopt;
  const plan::Plan& plan = *of->plan;
  const plan::AnswerClock there = plan.clock.value_or(plan::AnswerClock());
  const auto words = [](const std::optional<Date>& day) { return day ? day->words() : std::string(); };
  Offer offer = offer_on(picture, plan, "When the answer is due", plan_name(plan), plan_address(plan) + "/answer-date");
  if (there.count > 0)
    offer.form.above = Paragraph{.content = "The report gives " + std::to_string(there.count) + " " +
                                            std::string(plan::in_words(there.unit)) + " from the day it was received."};
  offer.form.fields = {{.name = "received",
                        .label = "Day the report was received",
                        .value = words(there.received),
                        .hint = "For example, 7 January 2026",
                        .changes = Changes::what_stands},
                       {.name = "due",
                        .label = "Day the answer is due, where another day was agreed",
                        .value = words(there.due),
                        .hint = "Leave it empty to have it worked out",
                        .changes = Changes::what_stands},
                       reason_field("Why", "Needed where a day stood before")};
  offer.form.button = "Save the days";
  offer.read = [&plan](const Fields& sent) -> Read {
    const auto received = day_written(sent, "received"), due = day_written(sent, "due");
    for (const auto& [field, day] : {std::pair{"received", &received}, {"due", &due}})
      if (!*day) return wrong(field, "“" + text_of(sent, field) + "” is no day. Write it as 7 January 2026.");
    if (!*received && !*due && !plan.clock)
      return wrong("received", "Enter the day the report was received, or the day the answer is due.");
    return {{{plan::SetAnswerDate{*received, *due, text_of(sent, "reason")}},
             {},
             "The day of the answer was saved.",
             plan_address(plan)},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> plan_withdraw(const view::Picture& picture, const Request& request) {
  const view::PlanPicture* of = plan_in(picture, request);
  if (!of) return std::nullopt;
  const plan::Plan& plan = *of->plan;
  Offer offer = offer_on(picture, plan, "Withdraw the plan", plan_name(plan), plan_address(plan) + "/withdraw-plan");
  offer.form.above = Paragraph{.content =
                                   "A plan on which no action stands can be withdrawn, such as one begun by "
                                   "mistake. It leaves every list, and stays in the record with your reason."};
  offer.form.fields = {reason_field("Why it is withdrawn")};
  offer.form.button = "Withdraw the plan";
  offer.form.kind = ButtonKind::warning;
  offer.read = [](const Fields& sent) -> Read {
    return {{{plan::WithdrawPlan{text_of(sent, "reason")}}, {}, "The plan was withdrawn.", "/plans"}, {}, {}};
  };
  return offer;
}

std::optional<Offer> plan_undo(const view::Picture& picture, const Request& request) {
  const view::PlanPicture* of = plan_in(picture, request);
  const std::uint64_t step = number_in(request.parameter("step"));
  if (!of || step == 0) return std::nullopt;
  const plan::Plan& plan = *of->plan;
  const std::vector<plan::StepLine> lines = plan::lines_of(plan, step);
  if (lines.empty()) return std::nullopt;
  auto why_not = plan::why_not_undone(plan, step);
  const auto together = plan.together.find(step);
  if (together != plan.together.end())
    why_not = "This was decided together with other changes, and is undone together with them.";
  Offer offer = offer_on(picture, plan, why_not ? "This cannot be undone" : "Undo a change", plan_name(plan),
                         plan_address(plan) + "/undo/" + std::to_string(step));
  const std::string all = together == plan.together.end() ? std::string() : together_address(together->second);
  offer.form.above = [&picture, lines, why_not, all](Html& html) {
    if (why_not) html << Warning{.content = std::string(*why_not)};
    if (!all.empty()) html << Paragraph{.content = Link{.text = "See all of it", .href = std::string_view(all)}};
    const plan::Happening& first = *lines.front().happening;
    html << Paragraph{.content = "What was done, by " + view::who(picture, first.actor) + " on " +
                                 first.recorded.date().words() + ":"}
         << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 25); ++i)
      html << "<li>"_html << plan::in_words(lines[i].thing) << ": "_html << lines[i].happening->what << "</li>"_html;
    if (lines.size() > 25) html << "<li>and "_html << lines.size() - 25 << " more</li>"_html;
    html << "</ul>"_html;
    if (!why_not)
      html << Paragraph{.content =
                            "Everything it touched will stand again as it stood before. Both the change and its "
                            "undoing stay in the history."};
  };
  if (!why_not) offer.form.fields = {reason_field("Why it is undone")};
  const plan::Thing& thing = lines.front().thing;
  std::string back = plan_address(plan) + "/history";
  if (lines.size() == 1 && thing.subject == plan::Subject::action && plan::find_action(plan, number_in(thing.ref)))
    back = "/actions/" + plan.id.text() + "-" + thing.ref;
  offer.form.button = why_not ? "" : "Undo it";
  offer.read = [step, back](const Fields& sent) -> Read {
    return {{{plan::UndoStep{step, text_of(sent, "reason")}}, {}, "The change was undone.", back}, {}, {}};
  };
  return offer;
}

}  // namespace

HandOffers offers_on_plans() {
  return {{"/plans/{plan}/title", plan_title},
          {"/plans/{plan}/answer-date", plan_answer_date},
          {"/plans/{plan}/withdraw-plan", plan_withdraw},
          {"/plans/{plan}/undo/{step}", plan_undo}};
}

}  // namespace candour::web
