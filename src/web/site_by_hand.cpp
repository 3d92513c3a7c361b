// A plan made and changed by hand: each address offers one short form, and takes it. What differs from one to the next
// is an Offering: how it stands now, and what the form means.

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <utility>

#include "app/by_hand.h"
#include "base/text.h"
#include "plan/steps.h"
#include "plan/usual_keys.h"
#include "report/reply.h"
#include "view/reply.h"
#include "web/pages/by_hand.h"
#include "web/pages/parts.h"
#include "web/pages/reply.h"
#include "web/pages/resolve.h"
#include "web/pages_people.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Request;
using http::Response;
using http::Status;
using Changes = HandField::Changes;

// What a form asks for, once it has been read. Without a command it only leads on.
struct Doing {
  std::vector<plan::PlanCommand> commands;
  std::string reason;
  std::string done;  // a sentence
  std::string to;    // where to look next
};
struct Read {
  Doing doing;
  std::string field, sentence;  // of what was wrong; empty where nothing was
};
Read wrong(std::string field, std::string sentence) {
  return {{}, std::move(field), std::move(sentence)};
}

struct Offer {
  HandForm form;
  plan::PlanId plan;
  std::uint64_t version = 0;  // of the plan that it shows
  std::string happened;       // who changed it last, in a sentence
  std::function<Read(const Fields&)> read;
};
// Nothing where what it is about does not stand, or is not there for whoever asks.
using Offering = std::function<std::optional<Offer>(const view::Picture&, const Request&)>;

// ---- Reading requests ----

std::string text_of(const Fields& sent, std::string_view name) {
  return std::string(trimmed(sent.get(name)));
}
std::vector<std::string> all_of(const Fields& sent, std::string_view name) {
  std::vector<std::string> all;
  for (const std::string_view each : sent.all(name))
    if (!each.empty()) all.emplace_back(each);
  return all;
}
// Named by the link that led here, and then by the form itself.
std::string named(const Request& request, std::string_view name) {
  const std::string_view sent = request.form(name);
  return std::string(sent.empty() ? request.query(name) : sent);
}
plan::Number number_in(std::string_view text) {
  plan::Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

const view::PlanPicture* plan_in(const view::Picture& picture, const Request& request) {
  return picture.past ? nullptr : view::find_plan(picture, plan::PlanId(std::string(request.parameter("plan"))));
}

// ---- Parts of forms ----

HandField reason_field(std::string label, std::string hint = {}) {
  return {.kind = HandKind::passage, .name = "reason", .label = std::move(label), .hint = std::move(hint)};
}
std::vector<HandChoice> agency_choices(const view::Picture& picture, std::string_view empty = {}) {
  std::vector<HandChoice> choices;
  if (!empty.empty()) choices.push_back({"", std::string(empty)});
  for (const plan::Agency* agency : picture.agencies) choices.push_back({agency->id.text(), agency->name});
  return choices;
}
std::vector<HandChoice> finding_choices(const plan::Plan& plan, std::string_view but = {}) {
  std::vector<HandChoice> choices;
  if (but.empty()) choices.push_back({"", "Under no finding"});
  for (const plan::Finding& each : plan.findings)
    if (!each.ref.empty() && each.ref != but)
      choices.push_back({each.ref, each.ref + ". " + shortened(each.title.empty() ? each.text : each.title, 90)});
  return choices;
}
std::vector<HandChoice> recommendation_choices(const plan::Plan& plan, std::string_view but = {}) {
  std::vector<HandChoice> choices;
  for (const plan::Recommendation& each : plan.recommendations)
    if (!each.ref.empty() && each.ref != but) choices.push_back({each.ref, each.ref + ". " + shortened(each.text, 90)});
  return choices;
}
template <class Enum, class All>
std::vector<HandChoice> words_of(const All& all, std::string_view empty = {}) {
  std::vector<HandChoice> choices;
  if (!empty.empty()) choices.push_back({"", std::string(empty)});
  for (const Enum each : all) choices.push_back({std::string(plan::to_text(each)), std::string(plan::in_words(each))});
  return choices;
}
constexpr plan::ReviewKind review_kinds[] = {plan::ReviewKind::practice_review,
                                             plan::ReviewKind::inspection,
                                             plan::ReviewKind::peer_review,
                                             plan::ReviewKind::audit,
                                             plan::ReviewKind::self_assessment,
                                             plan::ReviewKind::domestic_abuse_related_death_review,
                                             plan::ReviewKind::safeguarding_adults_review,
                                             plan::ReviewKind::serious_case_review,
                                             plan::ReviewKind::other};
constexpr plan::ReviewStage review_stages[] = {plan::ReviewStage::commissioned,    plan::ReviewStage::in_progress,
                                               plan::ReviewStage::learning_agreed, plan::ReviewStage::ratified,
                                               plan::ReviewStage::published,       plan::ReviewStage::closed};

Content quotation(std::string label, std::string text) {
  return [label = std::move(label), text = std::move(text)](Html& html) {
    html << Inset{.content = [&](Html& inside) {
      inside << "<p class=\"govuk-body-s\">"_html << label << "</p>"_html
             << ClampedText{.text = std::string_view(text), .limit = 600};
    }};
  };
}

std::string moment_in_words(Moment moment) {
  return moment.iso().substr(11, 5) + " on " + moment.date().words() + " (UTC)";
}
std::string changed_by(const view::Picture& picture, const plan::Happening& line) {
  const std::string who = view::who(picture, line.actor);
  return "Changed by " + (who.empty() ? std::string("somebody") : who) + " at " + moment_in_words(line.recorded) +
         ", after you opened it. Nothing of yours is lost.";
}
std::string last_changed(const view::Picture& picture, const plan::Plan& plan, plan::Subject subject,
                         std::string_view ref) {
  for (auto each = plan.history.rbegin(); each != plan.history.rend(); ++each)
    if (each->thing.subject == subject && each->thing.ref == ref) return changed_by(picture, each->happening);
  return "Changed at " + moment_in_words(plan.changed) + ", after you opened it. Nothing of yours is lost.";
}

Offer offer_on(const view::Picture& picture, const plan::Plan& plan, std::string title, std::string caption,
               std::string address) {
  Offer offer;
  offer.plan = plan.id;
  offer.version = plan.version;
  offer.form.title = title;
  offer.form.caption = std::move(caption);
  offer.form.action = std::move(address);
  offer.form.breadcrumbs = {{.text = "Home", .href = "/"},
                            {.text = "Plans", .href = "/plans"},
                            {.text = plan_name(plan), .href = plan_address(plan)},
                            {.text = std::move(title)}};
  offer.happened = last_changed(picture, plan, plan::Subject::plan, {});
  return offer;
}

// ---- One action ----

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
  Offer offer = at.offer("Reword", "wording");
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
    list.rows.push_back({.key = "Put back", .value = count_of(at.action.slips, "time", "times")});
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
  Offer offer = at.offer("Split", "split");
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
  Offer offer = at.offer("Withdraw", "withdraw");
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

// ---- Findings ----

struct OnFinding {
  const view::Picture& picture;
  const plan::Plan& plan;
  const plan::Finding& finding;
  std::string address;

  Offer offer(std::string title, const char* what) const {
    Offer made = offer_on(picture, plan, std::move(title), finding_name(finding) + " · " + plan_name(plan),
                          address + "/" + what);
    made.form.breadcrumbs.insert(made.form.breadcrumbs.end() - 1, {.text = finding_name(finding), .href = address});
    made.happened = last_changed(picture, plan, plan::Subject::finding, finding.ref);
    return made;
  }
};
template <class Make>
Offering on_finding(Make make) {
  return [make](const view::Picture& picture, const Request& request) -> std::optional<Offer> {
    const view::PlanPicture* of = plan_in(picture, request);
    const plan::Finding* finding = of ? plan::find_finding(*of->plan, request.parameter("finding")) : nullptr;
    if (!finding) return std::nullopt;
    return make(OnFinding{picture, *of->plan, *finding, finding_address(*of->plan, finding->ref)}, request);
  };
}

std::vector<HandField> finding_fields(const plan::Finding& finding, Changes changes) {
  return {{.name = "title", .label = "Finding", .value = finding.title, .hint = "In one line", .changes = changes},
          {.kind = HandKind::passage,
           .name = "text",
           .label = "More about it",
           .value = finding.text,
           .hint = "Optional",
           .changes = changes}};
}

std::optional<Offer> finding_new(const view::Picture& picture, const Request& request) {
  const view::PlanPicture* of = plan_in(picture, request);
  if (!of) return std::nullopt;
  const plan::Plan& plan = *of->plan;
  Offer offer = offer_on(picture, plan, "Add a finding", plan_name(plan), plan_address(plan) + "/findings/new");
  offer.form.fields = finding_fields({}, Changes::nothing);
  offer.form.fields.insert(offer.form.fields.begin(),
                           {.name = "ref", .label = "Its number", .value = plan::next_finding_ref(plan)});
  offer.form.button = "Add the finding";
  offer.read = [&plan](const Fields& sent) -> Read {
    const std::string ref = text_of(sent, "ref");
    return {{{plan::AddFinding{{ref, text_of(sent, "title"), text_of(sent, "text")}}},
             {},
             "The finding was added.",
             finding_address(plan, ref)},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> finding_wording(const OnFinding& at, const Request&) {
  Offer offer = at.offer("Reword", "wording");
  offer.form.fields = finding_fields(at.finding, Changes::what_stands);
  offer.form.fields.push_back(reason_field("Why it is reworded", "Optional. It stands in the history."));
  offer.form.button = "Save the wording";
  offer.read = [at](const Fields& sent) -> Read {
    return {{{plan::RewordFinding{{at.finding.ref, text_of(sent, "title"), text_of(sent, "text")},
                                  text_of(sent, "reason")}},
             {},
             "The finding was reworded.",
             at.address},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> finding_split(const OnFinding& at, const Request&) {
  Offer offer = at.offer("Split", "split");
  offer.form.fields = finding_fields(at.finding, Changes::what_stands);
  offer.form.fields[0].label = "This finding, from now on";
  offer.form.fields.push_back(
      {.name = "ref", .label = "Number of the second finding", .value = plan::next_finding_ref(at.plan)});
  offer.form.fields.push_back({.name = "second-title", .label = "The second finding", .hint = "In one line"});
  offer.form.fields.push_back(
      {.kind = HandKind::passage, .name = "second-text", .label = "More about the second", .hint = "Optional"});
  HandField going{.kind = HandKind::several,
                  .name = "recommendations",
                  .label = "Recommendations that go with the second",
                  .hint = "Their actions go with them"};
  for (const plan::Recommendation& each : at.plan.recommendations)
    if (each.finding == at.finding.ref) going.choices.push_back({each.ref, each.ref + ". " + shortened(each.text, 90)});
  if (!going.choices.empty()) offer.form.fields.push_back(std::move(going));
  offer.form.fields.push_back(reason_field("Why it is split", "Optional"));
  offer.form.button = "Split the finding";
  offer.read = [at](const Fields& sent) -> Read {
    if (text_of(sent, "second-title").empty()) return wrong("second-title", "Say what the second finding is.");
    const std::string ref = text_of(sent, "ref");
    return {{{plan::SplitFinding{{at.finding.ref, text_of(sent, "title"), text_of(sent, "text")},
                                 {ref, text_of(sent, "second-title"), text_of(sent, "second-text")},
                                 all_of(sent, "recommendations"),
                                 {},
                                 text_of(sent, "reason")}},
             {},
             "The finding was split.",
             finding_address(at.plan, ref)},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> finding_merge(const OnFinding& at, const Request&) {
  Offer offer = at.offer("Merge with another", "merge");
  offer.form.above =
      Paragraph{.content =
                    "Two findings become one. This one stays, with all that stands under the other; the other is "
                    "withdrawn."};
  offer.form.fields = finding_fields(at.finding, Changes::what_stands);
  offer.form.fields[0].label = "The one finding, from now on";
  offer.form.fields.insert(offer.form.fields.begin(), {.kind = HandKind::choice,
                                                       .name = "from",
                                                       .label = "The finding that goes",
                                                       .choices = finding_choices(at.plan, at.finding.ref)});
  offer.form.fields.front().choices.insert(offer.form.fields.front().choices.begin(), {"", "Choose a finding"});
  offer.form.fields.push_back(reason_field("Why the two are one"));
  offer.form.button = "Merge the two";
  offer.read = [at](const Fields& sent) -> Read {
    const std::string from = text_of(sent, "from");
    if (from.empty()) return wrong("from", "Choose the finding that goes.");
    return {{{plan::MergeFindings{
                 from, {at.finding.ref, text_of(sent, "title"), text_of(sent, "text")}, text_of(sent, "reason")}},
             {},
             "Finding " + from + " was merged into this one.",
             at.address},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> finding_withdraw(const OnFinding& at, const Request&) {
  Offer offer = at.offer("Withdraw", "withdraw");
  offer.form.above = quotation("The finding", at.finding.title.empty() ? at.finding.text : at.finding.title);
  offer.form.fields = {reason_field("Why it is withdrawn", "It leaves every list, and stays in the record")};
  offer.form.button = "Withdraw the finding";
  offer.form.kind = ButtonKind::warning;
  offer.read = [at](const Fields& sent) -> Read {
    return {{{plan::WithdrawFinding{at.finding.ref, text_of(sent, "reason")}},
             {},
             "Finding " + at.finding.ref + " was withdrawn.",
             plan_address(at.plan)},
            {},
            {}};
  };
  return offer;
}

// ---- Recommendations ----

struct OnRecommendation {
  const view::Picture& picture;
  const plan::Plan& plan;
  const plan::Recommendation& recommendation;
  std::string address;

  Offer offer(std::string title, const char* what) const {
    const std::string name = "Recommendation " + recommendation.ref;
    Offer made = offer_on(picture, plan, std::move(title), name + " · " + plan_name(plan), address + "/" + what);
    made.form.breadcrumbs.insert(made.form.breadcrumbs.end() - 1, {.text = name, .href = address});
    made.happened = last_changed(picture, plan, plan::Subject::recommendation, recommendation.ref);
    return made;
  }
};
template <class Make>
Offering on_recommendation(Make make) {
  return [make](const view::Picture& picture, const Request& request) -> std::optional<Offer> {
    const view::PlanPicture* of = plan_in(picture, request);
    const plan::Recommendation* recommendation =
        of ? plan::find_recommendation(*of->plan, request.parameter("recommendation")) : nullptr;
    if (!recommendation) return std::nullopt;
    return make(
        OnRecommendation{picture, *of->plan, *recommendation, recommendation_address(*of->plan, recommendation->ref)},
        request);
  };
}

std::string ids_of(const std::vector<plan::AgencyId>& agencies) {
  std::vector<std::string> ids;
  for (const plan::AgencyId& id : agencies) ids.push_back(id.text());
  return join(ids, "\n");
}
std::vector<HandField> recommendation_fields(const view::Picture& picture, const plan::Plan& plan,
                                             const plan::Recommendation& recommendation, Changes changes) {
  std::vector<HandField> fields{{.kind = HandKind::passage,
                                 .name = "text",
                                 .label = "What is recommended",
                                 .value = recommendation.text,
                                 .changes = changes}};
  if (!plan.findings.empty())
    fields.push_back({.kind = HandKind::choice,
                      .name = "finding",
                      .label = "Finding it stands under",
                      .value = recommendation.finding,
                      .choices = finding_choices(plan),
                      .changes = changes});
  fields.push_back({.kind = HandKind::several,
                    .name = "addressed",
                    .label = "Agencies it is addressed to",
                    .value = ids_of(recommendation.addressed_to),
                    .hint = "Each of them is asked for a response",
                    .choices = agency_choices(picture),
                    .changes = changes});
  return fields;
}
plan::Recommendation recommendation_in(const Fields& sent, std::string ref) {
  plan::Recommendation recommendation;
  recommendation.ref = std::move(ref);
  recommendation.finding = text_of(sent, "finding");
  recommendation.text = text_of(sent, "text");
  for (std::string& id : all_of(sent, "addressed")) recommendation.addressed_to.emplace_back(std::move(id));
  return recommendation;
}

std::optional<Offer> recommendation_new(const view::Picture& picture, const Request& request) {
  const view::PlanPicture* of = plan_in(picture, request);
  if (!of) return std::nullopt;
  const plan::Plan& plan = *of->plan;
  plan::Recommendation blank;
  blank.finding = named(request, "finding");
  Offer offer =
      offer_on(picture, plan, "Add a recommendation", plan_name(plan), plan_address(plan) + "/recommendations/new");
  offer.form.fields = recommendation_fields(picture, plan, blank, Changes::nothing);
  offer.form.fields.insert(
      offer.form.fields.begin(),
      {.name = "ref", .label = "Its number", .value = plan::next_recommendation_ref(plan, blank.finding)});
  offer.form.button = "Add the recommendation";
  offer.read = [&plan](const Fields& sent) -> Read {
    plan::Recommendation recommendation = recommendation_in(sent, text_of(sent, "ref"));
    const std::string to = recommendation_address(plan, recommendation.ref);
    return {{{plan::AddRecommendation{std::move(recommendation)}}, {}, "The recommendation was added.", to}, {}, {}};
  };
  return offer;
}

std::optional<Offer> recommendation_wording(const OnRecommendation& at, const Request&) {
  Offer offer = at.offer("Reword", "wording");
  offer.form.fields = recommendation_fields(at.picture, at.plan, at.recommendation, Changes::what_stands);
  offer.form.fields.push_back(reason_field("Why it changes", "Optional. It stands in the history."));
  offer.form.button = "Save the recommendation";
  offer.read = [at](const Fields& sent) -> Read {
    return {{{plan::RewordRecommendation{recommendation_in(sent, at.recommendation.ref), text_of(sent, "reason")}},
             {},
             "The recommendation was changed.",
             at.address},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> recommendation_split(const OnRecommendation& at, const Request&) {
  Offer offer = at.offer("Split", "split");
  offer.form.above = Paragraph{.content =
                                   "One recommendation becomes two. Responses that were given stay with this "
                                   "one."};
  offer.form.fields = {{.kind = HandKind::passage,
                        .name = "text",
                        .label = "This recommendation, from now on",
                        .value = at.recommendation.text,
                        .changes = Changes::what_stands},
                       {.name = "ref",
                        .label = "Number of the second",
                        .value = plan::next_recommendation_ref(at.plan, at.recommendation.finding)},
                       {.kind = HandKind::passage, .name = "second", .label = "The second recommendation"}};
  HandField going{.kind = HandKind::several, .name = "actions", .label = "Actions that answer the second instead"};
  for (const plan::Action& each : at.plan.actions)
    if (std::find(each.recommendations.begin(), each.recommendations.end(), at.recommendation.ref) !=
        each.recommendations.end())
      going.choices.push_back(
          {std::to_string(each.number), std::to_string(each.number) + ". " + shortened(each.wording, 90)});
  if (!going.choices.empty()) offer.form.fields.push_back(std::move(going));
  offer.form.fields.push_back(reason_field("Why it is split", "Optional"));
  offer.form.button = "Split the recommendation";
  offer.read = [at](const Fields& sent) -> Read {
    if (text_of(sent, "second").empty()) return wrong("second", "Say what the second recommendation is.");
    plan::Recommendation second = at.recommendation;
    second.ref = text_of(sent, "ref");
    second.text = text_of(sent, "second");
    second.place.clear();
    std::vector<plan::Number> actions;
    for (const std::string& each : all_of(sent, "actions")) actions.push_back(number_in(each));
    const std::string to = recommendation_address(at.plan, second.ref);
    return {{{plan::SplitRecommendation{at.recommendation.ref, text_of(sent, "text"), std::move(second),
                                        std::move(actions), text_of(sent, "reason")}},
             {},
             "The recommendation was split.",
             to},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> recommendation_merge(const OnRecommendation& at, const Request&) {
  Offer offer = at.offer("Merge with another", "merge");
  offer.form.above = Paragraph{.content =
                                   "Two recommendations become one. This one stays, with the actions of both; the "
                                   "other is withdrawn. A response to the other goes along where its agency has "
                                   "given none to this one."};
  offer.form.fields = {{.kind = HandKind::choice,
                        .name = "from",
                        .label = "The recommendation that goes",
                        .choices = recommendation_choices(at.plan, at.recommendation.ref)},
                       {.kind = HandKind::passage,
                        .name = "text",
                        .label = "The one recommendation, from now on",
                        .value = at.recommendation.text,
                        .changes = Changes::what_stands},
                       reason_field("Why the two are one")};
  offer.form.fields.front().choices.insert(offer.form.fields.front().choices.begin(), {"", "Choose a recommendation"});
  offer.form.button = "Merge the two";
  offer.read = [at](const Fields& sent) -> Read {
    const std::string from = text_of(sent, "from");
    if (from.empty()) return wrong("from", "Choose the recommendation that goes.");
    return {{{plan::MergeRecommendations{from, at.recommendation.ref, text_of(sent, "text"), text_of(sent, "reason")}},
             {},
             "Recommendation " + from + " was merged into this one.",
             at.address},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> recommendation_withdraw(const OnRecommendation& at, const Request&) {
  Offer offer = at.offer("Withdraw", "withdraw");
  offer.form.above = quotation("The recommendation", at.recommendation.text);
  offer.form.fields = {reason_field("Why it is withdrawn", "It leaves every list, and stays in the record")};
  offer.form.button = "Withdraw the recommendation";
  offer.form.kind = ButtonKind::warning;
  offer.read = [at](const Fields& sent) -> Read {
    return {{{plan::WithdrawRecommendation{at.recommendation.ref, text_of(sent, "reason")}},
             {},
             "Recommendation " + at.recommendation.ref + " was withdrawn.",
             plan_address(at.plan)},
            {},
            {}};
  };
  return offer;
}

std::optional<Offer> recommendation_response(const OnRecommendation& at, const Request& request) {
  const std::string who = named(request, "agency");
  const plan::AgencyId id(who);
  const plan::Agency* agency = plan::find_agency(*at.picture.partnership, id);
  const auto given = at.plan.responses.find({at.recommendation.ref, id});
  const plan::Response response =
      given == at.plan.responses.end() ? plan::Response{plan::ResponseKind::accepted, {}} : given->second;
  const bool there = given != at.plan.responses.end();
  Offer offer = at.offer(there ? "Change a response" : "Record a response", "response");
  offer.form.above = quotation("The recommendation", at.recommendation.text);
  if (agency) {
    offer.form.title += " of " + agency->name;
    offer.form.hidden = {{.name = "agency", .value = who}};
  } else {
    offer.form.fields.push_back({.kind = HandKind::choice,
                                 .name = "agency",
                                 .label = "Whose response it is",
                                 .choices = agency_choices(at.picture, "Choose an agency")});
  }
  const Changes changes = there ? Changes::what_stands : Changes::nothing;
  offer.form.fields.push_back(
      {.kind = HandKind::radios,
       .name = "kind",
       .label = "What it says",
       .value = std::string(plan::to_text(response.kind)),
       .choices = words_of<plan::ResponseKind>(std::initializer_list<plan::ResponseKind>{
           plan::ResponseKind::accepted, plan::ResponseKind::partly_accepted, plan::ResponseKind::not_accepted,
           plan::ResponseKind::not_applicable, plan::ResponseKind::in_words}),
       .changes = changes});
  offer.form.fields.push_back({.kind = HandKind::passage,
                               .name = "text",
                               .label = "In their words, or the reason",
                               .value = response.text,
                               .hint = "Needed unless the recommendation is accepted",
                               .changes = changes});
  offer.form.button = "Save the response";
  offer.read = [at](const Fields& sent) -> Read {
    const std::string from = text_of(sent, "agency");
    if (from.empty()) return wrong("agency", "Say which agency answers.");
    const auto kind = plan::response_kind_from_text(sent.get("kind"));
    if (!kind) return wrong("kind", "Say whether the recommendation is accepted.");
    return {{{plan::GiveResponse{at.recommendation.ref, plan::AgencyId(from), {*kind, text_of(sent, "text")}}},
             {},
             "The response was recorded.",
             at.address},
            {},
            {}};
  };
  return offer;
}

// ---- The plan ----

std::vector<HandField> review_fields(const plan::Plan& plan, Changes changes) {
  return {{.name = "title", .label = "Title of the plan", .value = plan.title, .changes = changes},
          {.kind = HandKind::choice,
           .name = "review-kind",
           .label = "What it follows from",
           .value = std::string(plan::to_text(plan.review.kind)),
           .choices = words_of<plan::ReviewKind>(review_kinds),
           .changes = changes},
          {.name = "review-name",
           .label = "Name of the review",
           .value = plan.review.name,
           .hint = "A pseudonym, never a child’s name. For an inspection, what was inspected and when.",
           .changes = changes},
          {.kind = HandKind::choice,
           .name = "review-stage",
           .label = "Stage of the review",
           .value = plan.review.stage ? std::string(plan::to_text(*plan.review.stage)) : std::string(),
           .choices = words_of<plan::ReviewStage>(review_stages, "Not stated"),
           .changes = changes}};
}
plan::Review review_in(const Fields& sent) {
  return {plan::review_kind_from_text(sent.get("review-kind")).value_or(plan::ReviewKind::other),
          text_of(sent, "review-name"), plan::review_stage_from_text(sent.get("review-stage"))};
}

std::optional<Offer> plan_title(const view::Picture& picture, const Request& request) {
  const view::PlanPicture* of = plan_in(picture, request);
  if (!of) return std::nullopt;
  const plan::Plan& plan = *of->plan;
  Offer offer = offer_on(picture, plan, "Title and review", plan_name(plan), plan_address(plan) + "/title");
  offer.form.fields = review_fields(plan, Changes::what_stands);
  offer.form.button = "Save";
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

// A key is typed as it is read: one rating a line, "Green = Complete, not embedded = complete".
std::string key_text(const std::vector<plan::KeyEntry>& entries) {
  std::vector<std::string> typed;
  for (const plan::KeyEntry& entry : entries)
    typed.push_back(entry.as_written + " = " + std::string(plan::in_words(entry.status)) +
                    (entry.meaning.empty() ? "" : " = " + entry.meaning));
  return join(typed, "\n");
}
struct KeyRead {
  std::vector<plan::KeyEntry> entries;
  std::string sentence;  // what could not be read
};
KeyRead key_in(std::string_view text) {
  KeyRead read;
  for (const std::string_view line : lines(text)) {
    if (trimmed(line).empty()) continue;
    const std::size_t first = line.find('=');
    const std::size_t second = first == std::string_view::npos ? first : line.find('=', first + 1);
    plan::KeyEntry entry;
    entry.as_written = collapsed(line.substr(0, first));
    const std::string status =
        first == std::string_view::npos ? std::string() : collapsed(line.substr(first + 1, second - first - 1));
    if (second != std::string_view::npos) entry.meaning = collapsed(line.substr(second + 1));
    const auto known = std::find_if(plan::every_status.begin(), plan::every_status.end(), [&](plan::Status each) {
      return equal_ignoring_case(plan::in_words(each), status);
    });
    if (known == plan::every_status.end()) {
      read.sentence = "“" + shortened(trimmed(line), 60) +
                      "” does not say a status after its first “=”. Write it like " + "“Green = On track”.";
      return read;
    }
    entry.status = *known;
    read.entries.push_back(std::move(entry));
  }
  return read;
}
std::string statuses_in_words() {
  std::vector<std::string> words;
  for (const plan::Status each : plan::every_status)
    if (each != plan::Status::not_stated && each != plan::Status::unclear) words.emplace_back(plan::in_words(each));
  return join(words, "; ");  // one of them has a comma
}

// What the new key would do to what is rated now, before anything is done.
void write_effects(Html& html, const plan::Plan& plan, const std::vector<plan::KeyEntry>& entries) {
  const std::vector<plan::KeyEffect> effects = plan::effects_of(plan, entries);
  if (effects.empty()) {
    html << Paragraph{.content = "No action is rated yet, so nothing changes but the key."};
    return;
  }
  Table table(html, {.caption = "What it does to the ratings that stand",
                     .columns = {{.title = "Rating"},
                                 {.title = "Actions", .align = Align::number},
                                 {.title = "Means now"},
                                 {.title = "By the new key"}}});
  for (const plan::KeyEffect& effect : effects) {
    table.row();
    table.heading() << effect.as_written;
    table.cell() << effect.actions;
    table.cell() << plan::in_words(effect.means);
    Html& cell = table.cell();
    if (!effect.would_mean)
      cell << "Not in it: it keeps its meaning, and is said to be outside the key"_html;
    else if (*effect.would_mean == effect.means)
      cell << "The same"_html;
    else
      cell << plan::in_words(*effect.would_mean);
  }
  table.end();
}

std::optional<Offer> plan_key(const view::Picture& picture, const Request& request) {
  const view::PlanPicture* of = plan_in(picture, request);
  if (!of) return std::nullopt;
  const plan::Plan& plan = *of->plan;
  Offer offer = offer_on(picture, plan, "The key", plan_name(plan), plan_address(plan) + "/key");
  offer.happened = last_changed(picture, plan, plan::Subject::key, {});
  const bool checking = request.form("step") == "check" || request.form("step") == "save";
  const KeyRead read = key_in(resolved(request.form()).get("key"));
  HandField key{.kind = HandKind::passage,
                .name = "key",
                .label = "Ratings, one a line",
                .value = key_text(plan.key.entries),
                .hint = "As “Green = On track = as the plan explains it”. The second part is one of: " +
                        statuses_in_words() + ".",
                .changes = Changes::what_stands};
  if (!checking || !read.sentence.empty() || read.entries.empty()) {
    const plan::UsualKey* usual = plan::find_usual_key(request.query("begin"));
    if (plan.key.entries.empty() && usual) key.value = key_text(usual->entries);
    offer.form.above = [&plan](Html& html) {
      html << Paragraph{.content = "A key says what this plan’s ratings mean. Changing it makes version " +
                                   std::to_string(plan.key.version + 1) +
                                   "; you will see what that does to the ratings that stand before it is saved."};
      if (!plan.key.entries.empty()) return;
      html << Details{.summary = "Begin from a usual key", .content = [&](Html& inside) {
                        for (const plan::UsualKey& each : plan::usual_keys())
                          inside << Paragraph{.content = [&](Html& line) {
                            line << Link{.text = each.words,
                                         .href = plan_address(plan) + "/key?begin=" + std::string(each.name)}
                                 << ". "_html << each.about;
                          }};
                      }};
    };
    offer.form.fields = {std::move(key)};
    offer.form.hidden = {{.name = "step", .value = "check"}};
    offer.form.button = "Continue";
    offer.read = [read](const Fields&) -> Read {
      if (!read.sentence.empty()) return wrong("key", read.sentence);
      return wrong("key", "A key needs at least one rating.");
    };
    return offer;
  }
  offer.form.title = "Check the key";
  offer.form.above = [&plan, entries = read.entries](Html& html) {
    RatingKey shown;
    for (const plan::KeyEntry& entry : entries)
      shown.entries.push_back({.status = entry.status, .as_written = entry.as_written, .meaning = entry.meaning});
    html << shown;
    write_effects(html, plan, entries);
  };
  const auto effects = plan::effects_of(plan, read.entries);
  const bool turns = std::any_of(effects.begin(), effects.end(), [](const plan::KeyEffect& effect) {
    return effect.would_mean && *effect.would_mean != effect.means;
  });
  key.label = "Ratings, one a line";
  if (turns)
    offer.form.fields.push_back(
        {.kind = HandKind::radios,
         .name = "earlier",
         .label = "Ratings that stand",
         .value = "keep",
         .choices = {
             {"keep", "Keep the meaning they were given under", "The plan uses the words differently from now on"},
             {"again", "Are read again by the new key", "The former key was wrong, or was misread"}}});
  offer.form.fields.push_back(
      reason_field("Why the key changes", turns ? "Needed where ratings are read again" : "Optional"));
  offer.form.fields.push_back(std::move(key));
  offer.form.hidden = {{.name = "step", .value = "save"}};
  offer.form.button = "Save the key";
  offer.read = [&plan, read, first = request.form("step") == "check"](const Fields& sent) -> Read {
    if (first) return {{{}, {}, {}, {}}, {}, {}};  // shown, to be checked
    plan::SetKey command;
    command.entries = read.entries;
    command.reason = text_of(sent, "reason");
    if (sent.get("earlier") == "again") command.earlier = plan::EarlierRatings::are_read_again;
    return {{{std::move(command)}, {}, "The key was saved.", plan_address(plan)}, {}, {}};
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
  const auto why_not = plan::why_not_undone(plan, step);
  Offer offer = offer_on(picture, plan, why_not ? "This cannot be undone" : "Undo a change", plan_name(plan),
                         plan_address(plan) + "/undo/" + std::to_string(step));
  offer.form.above = [&picture, lines, why_not](Html& html) {
    if (why_not) html << Warning{.content = std::string(*why_not)};
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

// ---- Giving and taking a form ----

struct ByHand {
  app::Candour& candour;

  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }
  auto picture(const Request& request) const { return candour.picture(actor_of(request)); }

  static std::string page_of(const Request& request, const view::Picture& picture, const Offer& offer,
                             const Fields* sent, std::string_view field, std::string_view sentence) {
    return hand_form_page(around_of(request), picture, offer.form, sent, field, sentence);
  }

  Response give(const Request& request, const Offering& offering) const {
    auto shown = picture(request);
    if (!shown) return problem(request, shown.error());
    const auto offer = offering(**shown, request);
    if (!offer) return problem(request, {ErrorCode::not_found, {}, {}});
    return http::html(page_of(request, **shown, *offer, nullptr, {}, {}));
  }

  Response take(const Request& request, const Offering& offering) const {
    const Fields sent = resolved(request.form());
    for (int attempt = 0;; ++attempt) {
      auto shown = picture(request);
      if (!shown) return problem(request, shown.error());
      const auto offer = offering(**shown, request);
      if (!offer) return gone(request, **shown, sent);
      if (auto clash = clash_page(request, **shown, *offer, sent)) return std::move(*clash);
      const Read read = offer->read(sent);
      if (!read.sentence.empty())
        return http::html(page_of(request, **shown, *offer, &sent, read.field, read.sentence), Status::unprocessable);
      if (read.doing.commands.empty()) {
        if (!read.doing.to.empty()) return http::redirect(read.doing.to);
        return http::html(page_of(request, **shown, *offer, &sent, {}, {}));
      }
      const auto acted = app::change_plan(candour, actor_of(request), offer->plan, read.doing.commands,
                                          read.doing.reason, offer->version);
      if (acted) return http::redirect(read.doing.to + "?done=" + http::percent_encoded(read.doing.done));
      // Somebody was quicker between the look and the act: look again, and act where nothing of this form has changed.
      if (acted.error().code == ErrorCode::conflict && attempt < 8 && moved_on(request, *offer)) continue;
      if (acted.error().code == ErrorCode::not_found) return problem(request, acted.error());
      return http::html(
          page_of(request, **shown, *offer, &sent, field_of(offer->form, acted.error()), acted.error().sentence),
          http::problem_of(acted.error()).status);
    }
  }

  std::vector<people::PartnershipId> homes(const Request& request, const view::Picture& picture) const {
    return homes_of(request, *picture.people, people::Act::run_plan, candour.clock().now().date());
  }

 private:
  bool moved_on(const Request& request, const Offer& offer) const {
    const auto now = picture(request);
    const view::PlanPicture* plan = now ? view::find_plan(**now, offer.plan) : nullptr;
    return plan && plan->plan->version != offer.version;
  }

  // Which field a refusal of plan::decide is about, by how it begins.
  static std::string field_of(const HandForm& form, const Error& error) {
    static constexpr std::pair<std::string_view, std::string_view> about[] = {
        {"Say why", "reason"},
        {"Give the answer, or the reason", "text"},
        {"There is no date", "target"},
        {"That is the date", "target"},
        {"Give the new target", "target"},
        {"The plan already has", "ref"},
        {"The reference", "ref"},
        {"Give the finding a reference", "ref"},
        {"Give the recommendation a reference", "ref"},
        {"Say which agency", "agency"}};
    const auto has = [&](std::string_view name) {
      return std::any_of(form.fields.begin(), form.fields.end(),
                         [&](const HandField& field) { return field.name == name; });
    };
    for (const auto& [begin, name] : about)
      if (std::string_view(error.sentence).starts_with(begin) && has(name)) return std::string(name);
    if (error.code != ErrorCode::bad_input || form.fields.empty()) return {};
    for (const std::string_view name : {"wording", "title", "text"})
      if (has(name)) return std::string(name);
    return form.fields.front().name;
  }

  static std::string words_for(const HandField& field, std::string_view value) {
    for (const HandChoice& each : field.choices)
      if (each.value == value) return each.words;
    return {};
  }

  // Two who changed the same field at once choose between theirs.
  static std::optional<Response> clash_page(const Request& request, const view::Picture& picture, const Offer& offer,
                                            const Fields& sent) {
    Resolve resolve;
    for (const HandField& field : offer.form.fields) {
      // A form of an earlier step does not carry the fields of a later one.
      if (field.changes != Changes::what_stands || !sent.has(opened(field.name, {}).name.view())) continue;
      const std::string was(opened_as(sent, field.name));
      if (field.kind == HandKind::several) {
        const std::string now = join(all_of(sent, field.name), "\n");
        if (!is_contested(was, field.value, now)) continue;
        return http::html(page_of(request, picture, offer, &sent, field.name,
                                  offer.happened + " Look at what is chosen here again, and save it."),
                          Status::conflict);
      }
      const std::string now(sent.get(field.name));
      if (!is_contested(was, field.value, now)) continue;
      resolve.fields.push_back({.name = field.name,
                                .label = field.label,
                                .opened = was,
                                .stands = field.value,
                                .sent = now,
                                .opened_words = words_for(field, was),
                                .stands_words = words_for(field, field.value),
                                .sent_words = words_for(field, now),
                                .retyped = field.choices.empty() ? Retyped::as_text : Retyped::as_sent});
    }
    if (resolve.fields.empty()) return std::nullopt;
    resolve.title = offer.form.title;
    resolve.happened = offer.happened;
    resolve.action = offer.form.action;
    resolve.hidden = offer.form.hidden;
    resolve.breadcrumbs = offer.form.breadcrumbs;
    return http::html(resolve_page(around_of(request), picture, resolve, sent), Status::conflict);
  }

  Response gone(const Request& request, const view::Picture& picture, const Fields& sent) const {
    plan::PlanId id{std::string(request.parameter("plan"))};
    std::string what = "It";
    if (const auto action = plan::parse_action_id(request.parameter("action"))) {
      id = action->first;
      what = "Action " + std::to_string(action->second);
    }
    const view::PlanPicture* plan = view::find_plan(picture, id);
    const bool typed = std::any_of(sent.all().begin(), sent.all().end(), [](const auto& each) {
      return !each.second.empty() && !each.first.starts_with("opened");
    });
    if (!plan || !typed) return problem(request, {ErrorCode::not_found, {}, {}});
    return http::html(gone_page(around_of(request), picture,
                                what + " was withdrawn, or was never part of this plan, so nothing was saved.",
                                plan_address(*plan->plan), sent),
                      Status::not_found);
  }
};

// ---- Beginning a plan, and an agency ----

// Nothing where there is but one to choose.
void ask_home(HandForm& form, const view::Picture& picture, const std::vector<people::PartnershipId>& homes) {
  if (homes.empty()) return;
  HandField field{.kind = HandKind::choice,
                  .name = "partnership",
                  .label = "Which partnership it belongs to",
                  .value = homes.front().text()};
  for (const people::PartnershipId& each : homes)
    field.choices.push_back({each.text(), partnership_name(picture, each), {}});
  form.fields.push_back(std::move(field));
}

HandForm start_form(const view::Picture& picture, const std::vector<people::PartnershipId>& homes) {
  HandForm form;
  form.title = "Start a plan";
  form.caption = "Without a document";
  form.breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Plans", .href = "/plans"}, {.text = "Start a plan"}};
  form.action = "/plans/new";
  plan::Plan blank;
  blank.review.kind = plan::ReviewKind::practice_review;
  form.fields = review_fields(blank, Changes::nothing);
  HandField key{.kind = HandKind::radios,
                .name = "key",
                .label = "Its key: what ratings mean",
                .value = std::string(plan::usual_keys().front().name),
                .hint = "You can change every word of it afterwards"};
  for (const plan::UsualKey& each : plan::usual_keys())
    key.choices.push_back({std::string(each.name), std::string(each.words), std::string(each.about)});
  key.choices.push_back({"none", "None of these", "Write your own afterwards"});
  form.fields.push_back(std::move(key));
  std::vector<std::string> known;
  for (const plan::Agency* agency : picture.agencies) known.push_back(agency->name);
  form.fields.push_back({.kind = HandKind::passage,
                         .name = "agencies",
                         .label = "Agencies that are not yet known here",
                         .hint = known.empty() ? std::string("One a line")
                                               : "One a line, or none. Known already: " + join(known, ", ") + "."});
  ask_home(form, picture, homes);
  form.button = "Start the plan";
  return form;
}

Response take_start(const ByHand& by_hand, const Request& request) {
  auto shown = by_hand.picture(request);
  if (!shown) return by_hand.problem(request, shown.error());
  const Fields& sent = request.form();
  app::BlankPlan blank;
  blank.title = text_of(sent, "title");
  blank.review = review_in(sent);
  if (const plan::UsualKey* key = plan::find_usual_key(sent.get("key"))) blank.key = key->entries;
  for (const std::string_view name : lines(sent.get("agencies")))
    if (!trimmed(name).empty()) blank.agencies.push_back(collapsed(name));
  const auto started = app::start_plan(by_hand.candour, actor_at(request), blank);
  if (started)
    return http::redirect("/plans/" + started->text() + "?done=" +
                          http::percent_encoded("The plan was started. Add what was found, or what is recommended."));
  return http::html(hand_form_page(around_of(request), **shown, start_form(**shown, by_hand.homes(request, **shown)),
                                   &sent, blank.title.empty() ? "title" : "", started.error().sentence),
                    http::problem_of(started.error()).status);
}

HandForm agency_form() {
  HandForm form;
  form.title = "Add an agency";
  form.caption = "Agencies";
  form.breadcrumbs = {
      {.text = "Home", .href = "/"}, {.text = "Agencies", .href = "/agencies"}, {.text = "Add an agency"}};
  form.action = "/agencies/new";
  form.fields = {{.name = "name", .label = "Name"},
                 {.kind = HandKind::passage,
                  .name = "aliases",
                  .label = "Other names it goes by",
                  .hint = "One a line: abbreviations, former names. Documents are read by them."}};
  form.button = "Add the agency";
  return form;
}

Response take_agency(const ByHand& by_hand, const Request& request) {
  auto shown = by_hand.picture(request);
  if (!shown) return by_hand.problem(request, shown.error());
  plan::AddAgency command{text_of(request.form(), "name"), {}};
  for (const std::string_view alias : lines(request.form("aliases")))
    if (!trimmed(alias).empty()) command.aliases.push_back(collapsed(alias));
  const auto added = by_hand.candour.act(actor_of(request), command);
  if (added) return http::redirect("/agencies?done=" + http::percent_encoded(collapsed(command.name) + " was added."));
  return http::html(
      hand_form_page(around_of(request), **shown, agency_form(), &request.form(), "name", added.error().sentence),
      http::problem_of(added.error()).status);
}

}  // namespace

void add_by_hand_routes(http::Routes& routes, app::Candour& candour) {
  const ByHand by_hand{candour};
  const auto offer = [&](const std::string& path, Offering offering) {
    routes.get(path, [by_hand, offering](const Request& request) { return by_hand.give(request, offering); });
    routes.post(path, [by_hand, offering](const Request& request) { return by_hand.take(request, offering); });
  };

  // ---- Beginning ----
  routes.get("/plans/new", [by_hand](const Request& request) {
    auto picture = by_hand.picture(request);
    if (!picture) return by_hand.problem(request, picture.error());
    return http::html(hand_form_page(around_of(request), **picture,
                                     start_form(**picture, by_hand.homes(request, **picture)), nullptr, {}, {}));
  });
  routes.post("/plans/new", [by_hand](const Request& request) { return take_start(by_hand, request); });
  routes.get("/agencies/new", [by_hand](const Request& request) {
    auto picture = by_hand.picture(request);
    if (!picture) return by_hand.problem(request, picture.error());
    return http::html(hand_form_page(around_of(request), **picture, agency_form(), nullptr, {}, {}));
  });
  routes.post("/agencies/new", [by_hand](const Request& request) { return take_agency(by_hand, request); });

  // ---- A plan ----
  offer("/plans/{plan}/title", plan_title);
  offer("/plans/{plan}/key", plan_key);
  offer("/plans/{plan}/withdraw-plan", plan_withdraw);
  offer("/plans/{plan}/undo/{step}", plan_undo);
  offer("/plans/{plan}/findings/new", finding_new);
  offer("/plans/{plan}/recommendations/new", recommendation_new);
  offer("/plans/{plan}/actions/new", action_new);

  // ---- A finding, a recommendation, an action ----
  for (const auto& [what, make] : {std::pair{"wording", on_finding(finding_wording)},
                                   {"split", on_finding(finding_split)},
                                   {"merge", on_finding(finding_merge)},
                                   {"withdraw", on_finding(finding_withdraw)}})
    offer(std::string("/plans/{plan}/findings/{finding}/") + what, make);
  for (const auto& [what, make] : {std::pair{"wording", on_recommendation(recommendation_wording)},
                                   {"split", on_recommendation(recommendation_split)},
                                   {"merge", on_recommendation(recommendation_merge)},
                                   {"withdraw", on_recommendation(recommendation_withdraw)},
                                   {"response", on_recommendation(recommendation_response)}})
    offer(std::string("/plans/{plan}/recommendations/{recommendation}/") + what, make);
  for (const auto& [what, make] : {std::pair{"wording", on_action(action_wording)},
                                   {"lead", on_action(action_lead)},
                                   {"agency", on_action(action_agency)},
                                   {"date", on_action(action_date)},
                                   {"answers", on_action(action_answers)},
                                   {"split", on_action(action_split)},
                                   {"merge", on_action(action_merge)},
                                   {"withdraw", on_action(action_withdraw)}})
    offer(std::string("/actions/{action}/") + what, make);

  // ---- Looking ----
  const auto look = [&](const std::string& path, auto draw) {
    routes.get(path, [by_hand, draw](const Request& request) -> Response {
      auto picture = by_hand.picture(request);
      if (!picture) return by_hand.problem(request, picture.error());
      const view::PlanPicture* of = view::find_plan(**picture, plan::PlanId(std::string(request.parameter("plan"))));
      auto shown = of ? draw(request, around_of(request), **picture, *of) : std::optional<Response>();
      return shown ? std::move(*shown) : by_hand.problem(request, {ErrorCode::not_found, {}, {}});
    });
  };
  look("/plans/{plan}/findings/{finding}",
       [](const Request& request, const Around& around, const view::Picture& picture,
          const view::PlanPicture& of) -> std::optional<Response> {
         const plan::Finding* finding = plan::find_finding(*of.plan, request.parameter("finding"));
         if (!finding) finding = plan::find_withdrawn_finding(*of.plan, request.parameter("finding"));
         if (!finding) return std::nullopt;
         return http::html(finding_page(around, picture, of, *finding));
       });
  look("/plans/{plan}/recommendations/{recommendation}",
       [](const Request& request, const Around& around, const view::Picture& picture,
          const view::PlanPicture& of) -> std::optional<Response> {
         const std::string_view ref = request.parameter("recommendation");
         const plan::Recommendation* recommendation = plan::find_recommendation(*of.plan, ref);
         if (!recommendation) recommendation = plan::find_withdrawn_recommendation(*of.plan, ref);
         if (!recommendation) return std::nullopt;
         return http::html(recommendation_page(around, picture, of, *recommendation));
       });
  look("/plans/{plan}/history",
       [](const Request& request, const Around& around, const view::Picture& picture,
          const view::PlanPicture& of) -> std::optional<Response> {
         return http::html(plan_history_page(around, picture, of, number_in(request.query("page"))));
       });
  look("/plans/{plan}/reply",
       [](const Request&, const Around& around, const view::Picture& picture,
          const view::PlanPicture& of) -> std::optional<Response> {
         return http::html(reply_page(around, picture, *view::reply(picture, of.plan->id)));
       });
  look("/plans/{plan}/reply.html",
       [](const Request&, const Around&, const view::Picture& picture,
          const view::PlanPicture& of) -> std::optional<Response> {
         return http::attachment(reply_document(picture, *view::reply(picture, of.plan->id)),
                                 "text/html; charset=utf-8", "reply-" + picture.as_at.iso() + ".html");
       });
  look("/plans/{plan}/reply.docx",
       [](const Request&, const Around&, const view::Picture& picture,
          const view::PlanPicture& of) -> std::optional<Response> {
         auto bytes = report::reply_docx(picture.name, *view::reply(picture, of.plan->id), picture.as_at);
         if (!bytes) return std::nullopt;
         return http::attachment(std::move(*bytes),
                                 "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                                 "reply-" + picture.as_at.iso() + ".docx");
       });
}

}  // namespace candour::web
