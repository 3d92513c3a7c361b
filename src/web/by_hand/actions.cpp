// Forms on one action, and the form that adds one.

#include <algorithm>

#include "base/text.h"
#include "web/by_hand/offer.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Request;
using Changes = HandField::Changes;

struct OnAction {
  const view::Picture& picture;
  const view::Row& row;
  const plan::Action& action;
  const plan::Plan& plan;
  std::string address;

  Offer offer(std::string title, std::string what) const {
    Offer made = offer_on(picture, plan, title, action_name(action) + " · " + plan_name(plan), address + "/" + what);
    made.form.breadcrumbs = {{.text = "Home", .href = "/"},
                             {.text = "Plans", .href = "/plans"},
                             {.text = plan_name(plan), .href = plan_address(plan)},
                             {.text = action_name(action), .href = address},
                             {.text = std::move(title)}};
    if (!action.history.empty()) made.happened = changed_by(picture, action.history.back());
    return made;
  }
  plan::ChangeAction change(std::string field, std::string to, const std::string& reason) const {
    std::string from = *plan::field_text(action, field);
    return {action.number, std::move(field), std::move(from), std::move(to), reason};
  }
};

std::optional<OnAction> action_in(const view::Picture& picture, const Request& request) {
  const view::Row* row = picture.past ? nullptr : view::find_row(picture, request.parameter("action"));
  if (!row) return std::nullopt;
  return OnAction{picture, *row, *row->action, *row->plan, action_address(*row)};
}

template <class Make>
Offering on_action(Make make) {
  return [make](const view::Picture& picture, const Request& request) -> std::optional<Offer> {
    const auto at = action_in(picture, request);
    return at ? make(*at, request) : std::nullopt;
  };
}

std::optional<Offer> action_wording(const OnAction& at, const Request&) {
  Offer offer = at.offer("Reword the action", "wording");
  offer.form.fields = {{.kind = HandKind::passage,
                        .name = "wording",
                        .label = "What is to be done",
                        .value = at.action.wording,
                        .hint = "The first wording is kept and shown",
                        .changes = Changes::what_stands},
                       {.kind = HandKind::passage,
                        .name = "outcome",
                        .label = "Desired outcome",
                        .value = at.action.outcome,
                        .hint = "What will be different for children and families, and how you will know",
                        .changes = Changes::what_stands},
                       {.kind = HandKind::passage,
                        .name = "constraints",
                        .label = "Constraints",
                        .value = at.action.constraints,
                        .hint = "What stands in the way, if anything",
                        .changes = Changes::what_stands},
                       reason_field("Why it is reworded", "Optional. It stands in the history.")};
  offer.form.button = "Save the wording";
  offer.read = [at](const Fields& sent) -> Read {
    Doing doing{{}, text_of(sent, "reason"), "The action was reworded.", at.address};
    for (const char* field : {"wording", "outcome", "constraints"})
      if (const std::string to = text_of(sent, field); to != *plan::field_text(at.action, field))
        doing.commands.emplace_back(at.change(field, to, doing.reason));
    if (doing.commands.empty()) return wrong("wording", "Nothing was changed.");
    return {std::move(doing), {}, {}};
  };
  return offer;
}

std::optional<Offer> action_lead(const OnAction& at, const Request&) {
  Offer offer = at.offer("Change the lead", "lead");
  offer.form.fields = {
      {.name = "lead",
       .label = "Lead",
       .value = at.action.lead,
       .hint = "A post rather than a person where you can: “Head of Safeguarding”",
       .changes = Changes::what_stands},
      reason_field("Why the lead changes", at.action.lead.empty() ? "Optional, as no lead is named yet" : "")};
  offer.form.button = "Save the lead";
  offer.read = [at](const Fields& sent) -> Read {
    const std::string reason = text_of(sent, "reason");
    return {{{at.change("lead", text_of(sent, "lead"), reason)}, reason, "The lead was changed.", at.address}, {}, {}};
  };
  return offer;
}

std::optional<Offer> action_agency(const OnAction& at, const Request&) {
  Offer offer = at.offer("Change the agency", "agency");
  offer.form.fields = {{.kind = HandKind::choice,
                        .name = "agency",
                        .label = "Accountable agency",
                        .value = at.action.agency.text(),
                        .hint = "One agency answers for the action",
                        .choices = agency_choices(at.picture, "Choose an agency"),
                        .changes = Changes::what_stands},
                       {.kind = HandKind::several,
                        .name = "supporting",
                        .label = "Agencies that support it",
                        .value = *plan::field_text(at.action, "supporting"),
                        .choices = agency_choices(at.picture),
                        .changes = Changes::what_stands},
                       reason_field("Why it changes")};
  offer.form.button = "Save the agencies";
  offer.read = [at](const Fields& sent) -> Read {
    Doing doing{{}, text_of(sent, "reason"), "The agencies were changed.", at.address};
    const std::string agency = text_of(sent, "agency");
    if (agency.empty()) return wrong("agency", "Say which agency is accountable.");
    std::vector<std::string> supporting = all_of(sent, "supporting");
    std::erase(supporting, agency);
    if (agency != at.action.agency.text())
      doing.commands.emplace_back(plan::MoveAction{at.action.number, plan::AgencyId(agency), doing.reason});
    if (const std::string to = join(supporting, "\n"); to != *plan::field_text(at.action, "supporting"))
      doing.commands.emplace_back(at.change("supporting", to, doing.reason));
    if (doing.commands.empty()) return wrong("agency", "Nothing was changed.");
    return {std::move(doing), {}, {}};
  };
  return offer;
}

std::optional<Offer> action_date(const OnAction& at, const Request&) {
  Offer offer = at.offer("Change the date", "date");
  offer.form.above = [at](Html& html) {
    if (!at.action.due) return;
    SummaryList list;
    list.rows.push_back({.key = "Due now", .value = Day{*at.action.due}});
    if (at.action.original_due) list.rows.push_back({.key = "First date", .value = Day{*at.action.original_due}});
    list.rows.push_back({.key = "Put back", .value = times_of(at.action.slips)});
    html << list << Paragraph{.content = "The first date stays on record, and so does every later one."};
  };
  offer.form.fields = {{.name = "target",
                        .label = "New date",
                        .value = at.action.target,
                        .hint = "For example, 31 March 2027",
                        .changes = Changes::what_stands},
                       reason_field("Why the date changes", at.action.due ? "" : "Optional, as there is no date yet")};
  offer.form.button = "Save the date";
  offer.read = [at](const Fields& sent) -> Read {
    const std::string reason = text_of(sent, "reason");
    return {{{plan::ChangeDate{at.action.number, text_of(sent, "target"), reason}},
             reason,
             "The date was changed.",
             at.address},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> action_answers(const OnAction& at, const Request&) {
  Offer offer = at.offer("What it answers", "answers");
  std::vector<HandChoice> recommendations = recommendation_choices(at.plan);
  for (const std::string& ref : at.action.recommendations)
    if (!plan::find_recommendation(at.plan, ref)) recommendations.push_back({ref, ref + " (not in this plan)"});
  offer.form.fields = {{.kind = HandKind::several,
                        .name = "recommendations",
                        .label = "Recommendations that it answers",
                        .value = *plan::field_text(at.action, "recommendations"),
                        .choices = std::move(recommendations),
                        .changes = Changes::what_stands},
                       {.kind = HandKind::choice,
                        .name = "finding",
                        .label = "Finding",
                        .value = at.action.finding,
                        .choices = finding_choices(at.plan),
                        .changes = Changes::what_stands},
                       reason_field("Why it changes", "Optional")};
  offer.form.button = "Save what it answers";
  offer.read = [at](const Fields& sent) -> Read {
    Doing doing{{}, text_of(sent, "reason"), "What the action answers was changed.", at.address};
    if (const std::string to = join(all_of(sent, "recommendations"), "\n");
        to != *plan::field_text(at.action, "recommendations"))
      doing.commands.emplace_back(at.change("recommendations", to, doing.reason));
    if (const std::string to = text_of(sent, "finding"); to != at.action.finding)
      doing.commands.emplace_back(at.change("finding", to, doing.reason));
    if (doing.commands.empty()) return wrong("recommendations", "Nothing was changed.");
    return {std::move(doing), {}, {}};
  };
  return offer;
}

std::optional<Offer> action_split(const OnAction& at, const Request&) {
  Offer offer = at.offer("Split the action", "split");
  offer.form.above =
      Paragraph{.content =
                    "One action becomes two. This one keeps its number and history; the second answers the same "
                    "recommendations and starts anew."};
  offer.form.fields = {{.kind = HandKind::passage,
                        .name = "wording",
                        .label = "This action, from now on",
                        .value = at.action.wording,
                        .changes = Changes::what_stands},
                       {.kind = HandKind::passage, .name = "second", .label = "The second action"},
                       {.kind = HandKind::choice,
                        .name = "agency",
                        .label = "Accountable agency of the second",
                        .value = at.action.agency.text(),
                        .choices = agency_choices(at.picture, "Choose an agency")},
                       {.name = "lead", .label = "Lead of the second", .value = at.action.lead},
                       {.name = "target",
                        .label = "Date of the second",
                        .value = at.action.target,
                        .hint = "For example, 31 March 2027"},
                       reason_field("Why it is split", "Optional")};
  offer.form.button = "Split the action";
  offer.read = [at](const Fields& sent) -> Read {
    if (text_of(sent, "second").empty()) return wrong("second", "Say what the second action is.");
    plan::Action second;
    second.wording = text_of(sent, "second");
    second.agency = plan::AgencyId(text_of(sent, "agency"));
    second.lead = text_of(sent, "lead");
    second.target = text_of(sent, "target");
    second.recommendations = at.action.recommendations;
    second.finding = at.action.finding;
    second.outcome = at.action.outcome;
    return {
        {{plan::SplitAction{at.action.number, text_of(sent, "wording"), std::move(second), text_of(sent, "reason")}},
         {},
         "The action was split: the second is action " + std::to_string(at.plan.last_number + 1) + ".",
         at.address},
        {},
        {}};
  };
  return offer;
}

std::optional<Offer> action_merge(const OnAction& at, const Request& request) {
  Offer offer = at.offer("Merge with another", "merge");
  const plan::Number with = number_in(trimmed(named(request, "with")));
  // The form that asks which does not ask for the wording yet.
  const bool choosing = request.method() == http::Method::post && !request.form().has("wording");
  const plan::Action* other = choosing || with == at.action.number ? nullptr : plan::find_action(at.plan, with);
  if (!other) {
    offer.form.above = Paragraph{.content =
                                     "Two actions become one. This one stays; the other is withdrawn, and both "
                                     "histories say so."};
    offer.form.fields = {{.name = "with",
                          .label = "Number of the other action",
                          .hint = "As in the address of its page: the 12 of “" + at.plan.id.text() + "-12”"}};
    offer.form.button = "Continue";
    offer.read = [at](const Fields& sent) -> Read {
      const plan::Number number = number_in(trimmed(sent.get("with")));
      if (number == at.action.number) return wrong("with", "Choose another action to merge it with.");
      if (!plan::find_action(at.plan, number))
        return wrong("with", "This plan has no action with that number. It is a number such as 12.");
      return {{{}, {}, {}, at.address + "/merge?with=" + std::to_string(number)}, {}, {}};
    };
    return offer;
  }
  offer.form.above = [at, other](Html& html) {
    html << quotation("Action " + std::to_string(at.action.number) + ", which stays", at.action.wording)
         << quotation("Action " + std::to_string(other->number) + ", which is withdrawn", other->wording)
         << Paragraph{.content =
                          "It will answer all that either answered, and keep its lead and its date. An agency "
                          "that was accountable for the other will support it."};
  };
  offer.form.hidden = {{.name = "with", .value = std::to_string(with)}};
  offer.form.fields = {{.kind = HandKind::passage,
                        .name = "wording",
                        .label = "The one action, from now on",
                        .value = at.action.wording,
                        .changes = Changes::what_stands},
                       reason_field("Why the two are one")};
  offer.form.button = "Merge the two";
  offer.read = [at, with](const Fields& sent) -> Read {
    return {{{plan::MergeActions{with, at.action.number, text_of(sent, "wording"), text_of(sent, "reason")}},
             {},
             "Action " + std::to_string(with) + " was merged into this one.",
             at.address},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> action_withdraw(const OnAction& at, const Request&) {
  Offer offer = at.offer("Withdraw the action", "withdraw");
  offer.form.above = [at](Html& html) {
    html << quotation("The action", at.action.wording)
         << Paragraph{.content =
                          "Withdraw what never was an action, or was entered by mistake. It leaves every list "
                          "and count, and stays in the record with your reason. An action that was done, or "
                          "that nobody will do, is closed instead."};
  };
  offer.form.fields = {reason_field("Why it is withdrawn")};
  offer.form.button = "Withdraw the action";
  offer.form.kind = ButtonKind::warning;
  offer.read = [at](const Fields& sent) -> Read {
    return {{{plan::WithdrawAction{at.action.number, text_of(sent, "reason")}},
             {},
             "Action " + std::to_string(at.action.number) + " was withdrawn.",
             plan_address(at.plan)},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> action_new(const view::Picture& picture, const Request& request) {
  const view::PlanPicture* of = plan_in(picture, request);
  if (!of) return std::nullopt;
  const plan::Plan& plan = *of->plan;
  Offer offer = offer_on(picture, plan, "Add an action", plan_name(plan), plan_address(plan) + "/actions/new");
  const std::string ref = named(request, "recommendation");
  const plan::Recommendation* recommendation = plan::find_recommendation(plan, ref);
  if (recommendation) offer.form.above = quotation("Recommendation " + ref, recommendation->text);
  offer.form.fields = {
      {.kind = HandKind::passage, .name = "wording", .label = "What is to be done"},
      {.kind = HandKind::choice,
       .name = "agency",
       .label = "Accountable agency",
       .value = recommendation && recommendation->addressed_to.size() == 1 ? recommendation->addressed_to.front().text()
                                                                           : std::string(),
       .hint = "One agency answers for the action",
       .choices = agency_choices(picture, "Choose an agency")},
      {.name = "lead", .label = "Lead", .hint = "A post rather than a person where you can: “Head of Safeguarding”"},
      {.name = "target", .label = "Date", .hint = "For example, 31 March 2027"},
      {.kind = HandKind::passage,
       .name = "outcome",
       .label = "Desired outcome",
       .hint = "What will be different for children and families, and how you will know"}};
  if (!plan.recommendations.empty())
    offer.form.fields.push_back({.kind = HandKind::several,
                                 .name = "recommendation",
                                 .label = "Recommendations that it answers",
                                 .value = ref,
                                 .choices = recommendation_choices(plan)});
  offer.form.button = "Add the action";
  offer.read = [&plan](const Fields& sent) -> Read {
    plan::Action action;
    action.wording = text_of(sent, "wording");
    action.agency = plan::AgencyId(text_of(sent, "agency"));
    action.lead = text_of(sent, "lead");
    action.target = text_of(sent, "target");
    action.outcome = text_of(sent, "outcome");
    action.recommendations = all_of(sent, "recommendation");
    if (!action.recommendations.empty())
      if (const auto* first = plan::find_recommendation(plan, action.recommendations.front()))
        action.finding = first->finding;
    const std::string number = std::to_string(plan.last_number + 1);
    return {{{plan::AddAction{std::move(action)}},
             {},
             "The action was added.",
             "/actions/" + plan.id.text() + "-" + number},
            {},
            {}};
  };
  return offer;
}

}  // namespace

HandOffers offers_on_actions() {
  HandOffers offers{{"/plans/{plan}/actions/new", action_new}};
  for (const auto& [what, make] : {std::pair{"wording", on_action(action_wording)},
                                   {"lead", on_action(action_lead)},
                                   {"agency", on_action(action_agency)},
                                   {"date", on_action(action_date)},
                                   {"answers", on_action(action_answers)},
                                   {"split", on_action(action_split)},
                                   {"merge", on_action(action_merge)},
                                   {"withdraw", on_action(action_withdraw)}})
    offers.emplace_back(std::string("/actions/{action}/") + what, make);
  return offers;
}

}  // namespace candour::web
