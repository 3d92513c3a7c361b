// Forms on one recommendation, and the form that adds one.

#include <algorithm>

#include "base/text.h"
#include "web/by_hand/offer.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Request;
using Changes = HandField::Changes;

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
  Offer offer = at.offer("Reword the recommendation", "wording");
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
  Offer offer = at.offer("Split the recommendation", "split");
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
  Offer offer = at.offer("Withdraw the recommendation", "withdraw");
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
  const plan::Agency* agency = view::find_agency(at.picture, id);
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

}  // namespace

HandOffers offers_on_recommendations() {
  HandOffers offers{{"/plans/{plan}/recommendations/new", recommendation_new}};
  for (const auto& [what, make] : {std::pair{"wording", on_recommendation(recommendation_wording)},
                                   {"split", on_recommendation(recommendation_split)},
                                   {"merge", on_recommendation(recommendation_merge)},
                                   {"withdraw", on_recommendation(recommendation_withdraw)},
                                   {"response", on_recommendation(recommendation_response)}})
    offers.emplace_back(std::string("/plans/{plan}/recommendations/{recommendation}/") + what, make);
  return offers;
}

}  // namespace candour::web
