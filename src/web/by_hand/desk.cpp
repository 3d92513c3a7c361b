#include "web/by_hand/desk.h"

#include <algorithm>

#include "app/by_hand.h"
#include "base/text.h"
#include "web/done.h"
#include "web/pages/parts.h"
#include "web/pages/resolve.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Request;
using http::Response;
using http::Status;
using Changes = HandField::Changes;

std::string page_of(const Request& request, const view::Picture& picture, const Offer& offer, const Fields* sent,
                    std::string_view field, std::string_view sentence) {
  return hand_form_page(around_of(request), picture, offer.form, sent, field, sentence);
}

bool moved_on(const ByHand& by_hand, const Request& request, const Offer& offer) {
  const auto now = by_hand.picture(request);
  const view::PlanPicture* plan = now ? view::find_plan(**now, offer.plan) : nullptr;
  return plan && plan->plan->version != offer.version;
}

// Which field a refusal of plan::decide is about, by how it begins.
std::string field_of(const HandForm& form, const Error& error) {
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

std::string words_for(const HandField& field, std::string_view value) {
  for (const HandChoice& each : field.choices)
    if (each.value == value) return each.words;
  return {};
}

// Two who changed the same field at once choose between theirs.
std::optional<Response> clash_page(const Request& request, const view::Picture& picture, const Offer& offer,
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

Response gone(const ByHand& by_hand, const Request& request, const view::Picture& picture, const Fields& sent) {
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
  if (!plan || !typed) return by_hand.problem(request, {ErrorCode::not_found, {}, {}});
  return http::html(gone_page(around_of(request), picture,
                              what + " was withdrawn, or was never part of this plan, so nothing was saved.",
                              plan_address(*plan->plan), sent),
                    Status::not_found);
}
}  // namespace

Response ByHand::problem(const Request& request, const Error& error) const {
  return http::answer_problem(request, http::problem_of(error), error_page(candour));
}

Response ByHand::give(const Request& request, const Offering& offering) const {
  auto shown = picture(request);
  if (!shown) return problem(request, shown.error());
  const auto offer = offering(**shown, request);
  if (!offer) return problem(request, {ErrorCode::not_found, {}, {}});
  return http::html(page_of(request, **shown, *offer, nullptr, {}, {}));
}

Response ByHand::take(const Request& request, const Offering& offering) const {
  const Fields sent = resolved(request.form());
  for (int attempt = 0;; ++attempt) {
    auto shown = picture(request);
    if (!shown) return problem(request, shown.error());
    const auto offer = offering(**shown, request);
    if (!offer) return gone(*this, request, **shown, sent);
    if (auto clash = clash_page(request, **shown, *offer, sent)) return std::move(*clash);
    const Read read = offer->read(sent);
    if (!read.sentence.empty())
      return http::html(page_of(request, **shown, *offer, &sent, read.field, read.sentence), Status::unprocessable);
    if (read.doing.commands.empty()) {
      if (!read.doing.to.empty()) return http::redirect(read.doing.to);
      return http::html(page_of(request, **shown, *offer, &sent, {}, {}));
    }
    const auto acted = app::change_plan(candour, actor_of(request), offer->plan, read.doing.commands, read.doing.reason,
                                        offer->version);
    if (acted) return tell_done(request, read.doing.to, read.doing.done);
    // Somebody was quicker between the look and the act: look again, and act where nothing of this form has changed.
    if (acted.error().code == ErrorCode::conflict && attempt < 8 && moved_on(*this, request, *offer)) continue;
    if (acted.error().code == ErrorCode::not_found) return problem(request, acted.error());
    return http::html(
        page_of(request, **shown, *offer, &sent, field_of(offer->form, acted.error()), acted.error().sentence),
        http::problem_of(acted.error()).status);
  }
}

}  // namespace candour::web
