// Forms on one finding, and the form that adds one.

#include "base/text.h"
#include "web/by_hand/offer.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Request;
using Changes = HandField::Changes;

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
  Offer offer = at.offer("Reword the finding", "wording");
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
  Offer offer = at.offer("Split the finding", "split");
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
  Offer offer = at.offer("Withdraw the finding", "withdraw");
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

}  // namespace

HandOffers offers_on_findings() {
  HandOffers offers{{"/plans/{plan}/findings/new", finding_new}};
  for (const auto& [what, make] : {std::pair{"wording", on_finding(finding_wording)},
                                   {"split", on_finding(finding_split)},
                                   {"merge", on_finding(finding_merge)},
                                   {"withdraw", on_finding(finding_withdraw)}})
    offers.emplace_back(std::string("/plans/{plan}/findings/{finding}/") + what, make);
  return offers;
}

}  // namespace candour::web
