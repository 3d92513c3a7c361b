#pragma once
// The pages on which a plan is made and changed by hand: one short form a page, and a page for each finding and
// recommendation. A form is a value, so that what is asked, what stands and what was typed are drawn in one way.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/form.h"
#include "view/view.h"
#include "web/components.h"
#include "web/components_form.h"
#include "web/components_page.h"
#include "web/pages.h"

namespace candour::web {

enum class HandKind { line, passage, choice, radios, several };
struct HandChoice {
  std::string value;
  std::string words;
  std::string hint = {};
};
// A field of a form by hand. With `stands` it changes what stands, and two who change it at once choose between theirs
// (pages/resolve.h); what is new has nothing to clash with.
struct HandField {
  HandKind kind = HandKind::line;
  std::string name;
  std::string label;
  std::string value = {};  // of several, one a line
  std::string hint = {};
  std::vector<HandChoice> choices = {};
  enum class Changes { nothing, what_stands } changes = Changes::nothing;
};
struct HandForm {
  std::string title;    // "Change the lead"
  std::string caption;  // "Action 12 · Rowan action plan"
  std::vector<Crumb> breadcrumbs;
  std::string action;  // where it is sent, and where it stands
  Content above = {};  // what stands, or what will happen
  std::vector<HandField> fields;
  std::string button;  // names its act
  ButtonKind kind = ButtonKind::primary;
  std::vector<Hidden> hidden = {};
};
// `sent`: what was typed, where the form comes back; `field` the one that `sentence` is about (empty: the whole form).
std::string hand_form_page(const Around& around, const view::Picture& picture, const HandForm& form,
                           const http::Fields* sent, std::string_view field, std::string_view sentence);
// What a form held, where the thing it was about has gone in the meantime.
std::string gone_page(const Around& around, const view::Picture& picture, std::string_view sentence,
                      std::string_view back, const http::Fields& sent);

std::string finding_name(const plan::Finding& finding);  // "Finding 3"
std::string finding_address(const plan::Plan& plan, std::string_view ref);
std::string recommendation_address(const plan::Plan& plan, std::string_view ref);
// The two kinds of page stand for what was withdrawn, too.
std::string finding_page(const Around& around, const view::Picture& picture, const view::PlanPicture& plan,
                         const plan::Finding& finding);
std::string recommendation_page(const Around& around, const view::Picture& picture, const view::PlanPicture& plan,
                                const plan::Recommendation& recommendation);
// An action that was withdrawn: what it was, and why it is in no list.
std::string withdrawn_action_page(const Around& around, const view::Picture& picture, const view::PlanPicture& plan,
                                  const plan::Action& action);
std::string plan_history_page(const Around& around, const view::Picture& picture, const view::PlanPicture& plan,
                              std::size_t page);

// What a person may do by hand, on the pages of a plan and of an action.
void write_plan_by_hand(Html& html, const plan::Plan& plan);
// Of a plan in which nothing stands yet.
void write_blank_plan(Html& html, const view::Picture& picture, const plan::Plan& plan);
void write_finding_by_hand(Html& html, const plan::Plan& plan, const plan::Finding& finding);
void write_recommendation_by_hand(Html& html, const plan::Plan& plan, const plan::Recommendation& recommendation);
void write_action_by_hand(Html& html, const view::Row& row);
// "Change", beside a row of what stands of an action; nothing once it is closed, or on an earlier day.
std::vector<Link> change_link(const view::Picture& picture, const view::Row& row, std::string_view what,
                              std::string_view hidden);

}  // namespace candour::web
