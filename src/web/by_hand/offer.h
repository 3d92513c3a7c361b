#pragma once
// What a form by hand is, and what its themes share. Each address offers one short form, and takes it; what differs
// from one to the next is an Offering: how it stands now, and what the form means.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request.h"
#include "plan/commands.h"
#include "web/pages/by_hand.h"

namespace candour::web {

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
inline Read wrong(std::string field, std::string sentence) {
  return {{}, std::move(field), std::move(sentence)};
}

struct Offer {
  HandForm form;
  plan::PlanId plan;
  std::uint64_t version = 0;  // of the plan that it shows
  std::string happened;       // who changed it last, in a sentence
  std::function<Read(const http::Fields&)> read;
};
// Nothing where what it is about does not stand, or is not there for whoever asks.
using Offering = std::function<std::optional<Offer>(const view::Picture&, const http::Request&)>;

// The address at which each form of a theme is offered and taken, and the form.
using HandOffers = std::vector<std::pair<std::string, Offering>>;
HandOffers offers_on_plans();
HandOffers offers_on_the_key();
HandOffers offers_on_findings();
HandOffers offers_on_recommendations();
HandOffers offers_on_actions();

// ---- Reading requests ----

std::string text_of(const http::Fields& sent, std::string_view name);
std::vector<std::string> all_of(const http::Fields& sent, std::string_view name);  // none that is empty
// Named by the link that led here, and then by the form itself.
std::string named(const http::Request& request, std::string_view name);
plan::Number number_in(std::string_view text);  // 0 where it is none
// nullptr on an earlier day, too.
const view::PlanPicture* plan_in(const view::Picture& picture, const http::Request& request);

// ---- Parts of forms ----

HandField reason_field(std::string label, std::string hint = {});
// With `empty` a choice of nothing stands first.
std::vector<HandChoice> agency_choices(const view::Picture& picture, std::string_view empty = {});
std::vector<HandChoice> finding_choices(const plan::Plan& plan, std::string_view but = {});
std::vector<HandChoice> recommendation_choices(const plan::Plan& plan, std::string_view but = {});
template <class Enum, class All>
std::vector<HandChoice> words_of(const All& all, std::string_view empty = {}) {
  std::vector<HandChoice> choices;
  if (!empty.empty()) choices.push_back({"", std::string(empty)});
  for (const Enum each : all) choices.push_back({std::string(plan::to_text(each)), std::string(plan::in_words(each))});
  return choices;
}

std::vector<HandField> review_fields(const plan::Plan& plan, HandField::Changes changes);
plan::Review review_in(const http::Fields& sent);
Content quotation(std::string label, std::string text);

// "Changed by Ann Bell at 10:04 on …", for whoever opened the form before that.
std::string changed_by(const view::Picture& picture, const plan::Happening& line);
std::string last_changed(const view::Picture& picture, const plan::Plan& plan, plan::Subject subject,
                         std::string_view ref);
Offer offer_on(const view::Picture& picture, const plan::Plan& plan, std::string title, std::string caption,
               std::string address);

}  // namespace candour::web
