#include "web/by_hand/offer.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Request;
using Changes = HandField::Changes;

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

std::string moment_in_words(Moment moment) {
  return moment.iso().substr(11, 5) + " on " + moment.date().words() + " (UTC)";
}

}  // namespace

std::string text_of(const Fields& sent, std::string_view name) {
  return std::string(trimmed(sent.get(name)));
}
std::vector<std::string> all_of(const Fields& sent, std::string_view name) {
  std::vector<std::string> all;
  for (const std::string_view each : sent.all(name))
    if (!each.empty()) all.emplace_back(each);
  return all;
}
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

HandField reason_field(std::string label, std::string hint) {
  return {.kind = HandKind::passage, .name = "reason", .label = std::move(label), .hint = std::move(hint)};
}
std::vector<HandChoice> agency_choices(const view::Picture& picture, std::string_view empty) {
  std::vector<HandChoice> choices;
  if (!empty.empty()) choices.push_back({"", std::string(empty)});
  for (const plan::Agency* agency : picture.agencies) choices.push_back({agency->id.text(), agency->name});
  return choices;
}
std::vector<HandChoice> finding_choices(const plan::Plan& plan, std::string_view but) {
  std::vector<HandChoice> choices;
  if (but.empty()) choices.push_back({"", "Under no finding"});
  for (const plan::Finding& each : plan.findings)
    if (!each.ref.empty() && each.ref != but)
      choices.push_back({each.ref, each.ref + ". " + shortened(each.title.empty() ? each.text : each.title, 90)});
  return choices;
}
std::vector<HandChoice> recommendation_choices(const plan::Plan& plan, std::string_view but) {
  std::vector<HandChoice> choices;
  for (const plan::Recommendation& each : plan.recommendations)
    if (!each.ref.empty() && each.ref != but) choices.push_back({each.ref, each.ref + ". " + shortened(each.text, 90)});
  return choices;
}
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

Content quotation(std::string label, std::string text) {
  return [label = std::move(label), text = std::move(text)](Html& html) {
    html << Inset{.content = [&](Html& inside) {
      inside << "<p class=\"govuk-body-s\">"_html << label << "</p>"_html
             << ClampedText{.text = std::string_view(text), .limit = 600};
    }};
  };
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

}  // namespace candour::web
