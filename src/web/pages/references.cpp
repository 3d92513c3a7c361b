#include "web/pages/references.h"

#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "intake/references.h"
#include "web/components.h"
#include "web/pages.h"

namespace candour::web {
namespace {

constexpr std::size_t furthest = 64;  // rows that are looked at before a reference is given up

struct Target {
  std::string words;  // "question 5b", "row 12"
  std::string href;   // empty: it leads nowhere, and the words say so
};

std::string address_of(const plan::Plan& plan, const plan::Action& action) {
  return "/actions/" + plan::action_id(plan.id, action.number);
}
std::string row_words(const plan::Action& action) {
  return "action " + (action.reference.empty() ? std::to_string(action.number) : action.reference);
}

const std::string* text_of(const plan::Action& action, std::string_view field) {
  if (field == "action") return &action.wording;
  if (field == "response") return &action.response;
  if (field == "constraints") return &action.constraints;
  if (field == "evidence") return &action.evidence;
  if (field == "lead") return &action.lead;
  return field == "outcome" ? &action.outcome : nullptr;
}

class Resolver {
 public:
  Resolver(const view::Row& row, std::string_view field)
      : row_(row), plan_(*row.plan), action_(*row.action), field_(field) {
    index_ = static_cast<std::size_t>(std::find_if(plan_.actions.begin(), plan_.actions.end(),
                                                   [&](const plan::Action& each) { return &each == &action_; }) -
                                      plan_.actions.begin());
  }

  // One for each thing it points at; none where that cannot be told.
  std::vector<Target> targets(const intake::Pointer& pointer) const {
    std::vector<Target> found;
    for (const std::string& ref : pointer.refs)
      if (auto target = referenced(ref)) found.push_back(std::move(*target));
    if (!found.empty() || !pointer.refs.empty()) return found;
    if (pointer.at == intake::PointsAt::above) found.push_back(above(pointer.subject));
    if (pointer.at == intake::PointsAt::below)
      if (auto target = below()) found.push_back(std::move(*target));
    return found;
  }

 private:
  std::optional<Target> referenced(const std::string& ref) const {
    const std::string plan = plan_.id.text();
    const auto found = view::find_reference(*row_.references, ref);
    if (!found) {
      if (!view::is_of_its_style(*row_.references, ref)) return std::nullopt;
      return Target{ref + ": there is no such question", {}};
    }
    if (found->recommendation)
      return Target{"question " + found->recommendation->ref, "/plans/" + plan + "#q-" + found->recommendation->ref};
    if (found->action) return to_row(*found->action);
    return Target{"finding " + found->finding->ref,
                  address_with("/actions", "", {{"plan", plan}, {"finding", found->finding->ref}})};
  }

  // Says something of its own in the field: not blank, and more than a pointer.
  bool speaks(const plan::Action& other) const {
    const std::string* text = text_of(other, field_);
    if (!text || trimmed(*text).empty()) return false;
    const auto pointers = intake::find_pointers(*text);
    return pointers.size() != 1 || !pointers.front().whole;
  }
  Target to_row(const plan::Action& other) const { return {row_words(other), address_of(plan_, other)}; }

  // The rows above of the same agency, those on the same question first; then the row right above.
  Target above(const std::string& subject) const {
    const std::string wanted = " " + matching_key(subject) + " ";
    const auto about = [&](const plan::Action& other) {
      const std::string* text = text_of(other, field_);
      return (" " + matching_key(other.wording + " " + (text ? *text : std::string())) + " ").find(wanted) !=
             std::string::npos;
    };
    if (!subject.empty())
      if (const plan::Action* other = nearest_above(about)) return to_row(*other);
    const auto same_question = [&](const plan::Action& other) {
      return other.agency == action_.agency && other.recommendations == action_.recommendations && speaks(other);
    };
    const auto same_agency = [&](const plan::Action& other) { return other.agency == action_.agency && speaks(other); };
    if (const plan::Action* other = nearest_above(same_question)) return to_row(*other);
    if (const plan::Action* other = nearest_above(same_agency)) return to_row(*other);
    if (index_ > 0) {
      const plan::Action& other = plan_.actions[index_ - 1];
      if (other.recommendations == action_.recommendations && speaks(other)) return to_row(other);
    }
    return {"nothing stands above it that it could mean", {}};
  }
  template <class Matches>
  const plan::Action* nearest_above(const Matches& matches) const {
    std::size_t looked = 0;
    for (std::size_t i = index_; i-- > 0 && looked < furthest; ++looked)
      if (matches(plan_.actions[i])) return &plan_.actions[i];
    return nullptr;
  }
  std::optional<Target> below() const {
    std::size_t looked = 0;
    for (std::size_t i = index_ + 1; i < plan_.actions.size() && looked < furthest; ++i, ++looked)
      if (plan_.actions[i].agency == action_.agency && speaks(plan_.actions[i])) return to_row(plan_.actions[i]);
    return std::nullopt;
  }

  const view::Row& row_;
  const plan::Plan& plan_;
  const plan::Action& action_;
  std::string_view field_;
  std::size_t index_ = 0;
};

void write_broken(Html& html, const Target& target) {
  html << " <span class=\"c-broken\">("_html << target.words << ")</span>"_html;
}

void write_pointer(Html& html, std::string_view as_written, const std::vector<Target>& targets) {
  if (targets.size() == 1 && !targets.front().href.empty()) {
    html << Link{.text = as_written, .href = targets.front().href, .hidden = "(" + targets.front().words + ")"};
    return;
  }
  html << as_written;
  if (targets.size() == 1) {
    write_broken(html, targets.front());
    return;
  }
  if (targets.empty()) return;
  html << " <span>("_html;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (i > 0) html << "; "_html;
    if (targets[i].href.empty())
      html << "<span class=\"c-broken\">"_html << targets[i].words << "</span>"_html;
    else
      html << Link{.text = targets[i].words, .href = targets[i].href};
  }
  html << ")</span>"_html;
}

}  // namespace

void write_with_references(Html& html, const view::Row& row, std::string_view field, std::string_view text,
                           std::size_t limit, std::size_t longest) {
  std::vector<intake::Pointer> pointers;
  if (text.size() <= longest) pointers = intake::find_pointers(text);
  if (pointers.empty()) {
    html << ClampedText{.text = text, .limit = limit};
    return;
  }
  const Resolver resolver(row, field);
  html << "<span class=\"c-text\">"_html;
  std::size_t written = 0;
  for (const intake::Pointer& pointer : pointers) {
    const std::size_t at = text.find(pointer.as_written, written);
    if (at == std::string_view::npos) continue;
    html << text.substr(written, at - written);
    write_pointer(html, text.substr(at, pointer.as_written.size()), resolver.targets(pointer));
    written = at + pointer.as_written.size();
  }
  html << text.substr(written) << "</span>"_html;
}

}  // namespace candour::web
