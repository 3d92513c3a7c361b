#include "view/compare.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"

namespace candour::view {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, every_change_group.size()> group_words{{
    {"forward", "Moved forward"},
    {"back", "Moved back"},
    {"rated-otherwise", "Rated otherwise, neither forward nor back"},
    {"slipped", "Slipped: the date was put back"},
    {"brought-forward", "The date was brought forward"},
    {"reworded", "Reworded"},
    {"changed", "Otherwise changed"},
    {"new", "New"},
    {"withdrawn", "Withdrawn"},
    {"unconfirmed", "Unchanged and unconfirmed"},
    {"unchanged", "Unchanged"},
}};

std::optional<int> rank(plan::Status status) {
  switch (status) {
    case plan::Status::not_started:
      return 0;
    case plan::Status::off_track:
      return 1;
    case plan::Status::at_risk:
      return 2;
    case plan::Status::on_track:
      return 3;
    case plan::Status::complete:
      return 4;
    case plan::Status::embedded:
      return 5;
    case plan::Status::closed:
    case plan::Status::not_applicable:
    case plan::Status::not_stated:
    case plan::Status::unclear:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string agency_of(const Row& row) {
  return row.agency ? row.agency->name : std::string();
}
std::string day_words(const std::optional<Date>& day) {
  return day ? day->words() : std::string();
}
std::string rating_words(const Row& row) {
  const plan::Rating& rating = row.action->rating;
  return rating.as_written.empty() ? std::string()
                                   : rating.as_written + " (" + folded(plan::in_words(rating.status)) + ")";
}
std::string closure_words(const Row& row) {
  if (!row.action->closure) return {};
  const plan::Closure& closure = *row.action->closure;
  return std::string(plan::in_words(closure.kind)) + (closure.body.empty() ? "" : ", by " + closure.body);
}

constexpr std::string_view evidence_told = "Evidence and progress";

std::vector<FieldChange> fields_of(const Row& before, const Row& after) {
  std::vector<FieldChange> fields;
  const auto add = [&](std::string_view field, std::string left, std::string right, bool text) {
    if (text ? collapsed(left) != collapsed(right) : left != right)
      fields.push_back({field, std::move(left), std::move(right), text});
  };
  const plan::Action &then = *before.action, &now = *after.action;
  if (then.rating.status != now.rating.status ||
      folded(collapsed(then.rating.as_written)) != folded(collapsed(now.rating.as_written)))
    add("Rating", rating_words(before), rating_words(after), false);
  add("Delivery", std::string(plan::in_words(before.facts.delivery)), std::string(plan::in_words(after.facts.delivery)),
      false);
  add("Closed", closure_words(before), closure_words(after), false);
  add("Due", day_words(before.facts.due), day_words(after.facts.due), false);
  add("Action", then.wording, now.wording, true);
  add("Agency", agency_of(before), agency_of(after), false);
  add("Lead", then.lead, now.lead, true);
  add("Response", then.response, now.response, true);
  add(evidence_told, std::string(plan::told(then).words), std::string(plan::told(now).words), true);
  add("Constraints", then.constraints, now.constraints, true);
  add("Desired outcome", then.outcome, now.outcome, true);
  return fields;
}

// What is told of how an action stands is news; other words that differ were promised otherwise.
bool is_reworded(const FieldChange& change) {
  return change.text && change.field != evidence_told;
}

bool unconfirmed_since(const Row& row, Date day) {
  return row.facts.open && (!row.facts.last_confirmed || *row.facts.last_confirmed <= day);
}

// By the filter's plan, agency, finding, recommendation and statuses, on either day.
bool lets_through(const Row& row, const Filter& filter) {
  const plan::Action& action = *row.action;
  if (filter.plan && row.plan->id != *filter.plan) return false;
  if (filter.agency && action.agency != *filter.agency &&
      std::find(action.supporting.begin(), action.supporting.end(), *filter.agency) == action.supporting.end())
    return false;
  if (!filter.finding.empty() && action.finding != filter.finding) return false;
  return filter.recommendation.empty() || std::find(action.recommendations.begin(), action.recommendations.end(),
                                                    filter.recommendation) != action.recommendations.end();
}

struct Comparing {
  const Filter& filter;
  Comparison made;

  void add(RowChange change) {
    ++made.counts[static_cast<std::size_t>(change.group)];
    made.changes.push_back(std::move(change));
  }

  void compare_rows(const Row& before, const Row& after) {
    RowChange change{ChangeGroup::unchanged, &before, &after, fields_of(before, after)};
    const bool words = std::any_of(change.fields.begin(), change.fields.end(), is_reworded);
    const auto &was = before.facts.due, &is = after.facts.due;
    const bool later = was && is && *is > *was;
    const bool silent = unconfirmed_since(after, made.from);
    if (words) ++made.reworded;
    if (later) ++made.put_back;
    if (silent) ++made.unconfirmed;
    if (const auto moved = movement(before, after))
      change.group = *moved;
    else if (was && (!is || later))
      change.group = ChangeGroup::slipped;
    else if (was && *is < *was)
      change.group = ChangeGroup::brought_forward;
    else if (words)
      change.group = ChangeGroup::reworded;
    else if (!change.fields.empty())
      change.group = ChangeGroup::changed;
    else if (silent)
      change.group = ChangeGroup::unconfirmed;
    add(std::move(change));
  }

  void compare_plans(const PlanPicture* before, const PlanPicture* after) {
    if (before && after && before->plan->key.entries != after->plan->key.entries)
      made.keys.push_back({before->plan.get(), after->plan.get()});
    // Both are in the order of their numbers.
    std::size_t left = 0, right = 0;
    const auto number = [](const PlanPicture* plan, std::size_t at) { return plan->rows[at].action->number; };
    const std::size_t left_end = before ? before->rows.size() : 0, right_end = after ? after->rows.size() : 0;
    while (left < left_end || right < right_end) {
      const Row* then = left < left_end && (right == right_end || number(before, left) <= number(after, right))
                            ? &before->rows[left]
                            : nullptr;
      const Row* now = right < right_end && (left == left_end || number(after, right) <= number(before, left))
                           ? &after->rows[right]
                           : nullptr;
      if (then) ++left;
      if (now) ++right;
      const bool wanted = (then && lets_through(*then, filter)) || (now && lets_through(*now, filter));
      if (!wanted) continue;
      if (now) ++made.standing;
      if (then && now)
        compare_rows(*then, *now);
      else
        add({now ? ChangeGroup::added : ChangeGroup::withdrawn, then, now, {}});
    }
  }
};

std::string counted(std::size_t number, std::string_view what) {
  return grouped(static_cast<long long>(number)) + " " + std::string(what);
}

}  // namespace

std::string_view to_text(ChangeGroup group) {
  return group_words[static_cast<std::size_t>(group)].first;
}
std::string_view in_words(ChangeGroup group) {
  return group_words[static_cast<std::size_t>(group)].second;
}

std::optional<ChangeGroup> movement(const Row& before, const Row& after) {
  const auto &was = before.action->closure, &is = after.action->closure;
  if (!was && is) return is->kind == plan::ClosureKind::done ? ChangeGroup::forward : ChangeGroup::rated_otherwise;
  if (was && !is) return ChangeGroup::back;
  const plan::Status then = before.action->rating.status, now = after.action->rating.status;
  if (then != now) {
    const auto left = rank(then), right = rank(now);
    if (!left || !right) return ChangeGroup::rated_otherwise;
    return *right > *left ? ChangeGroup::forward : ChangeGroup::back;
  }
  if (after.facts.delivery != before.facts.delivery)
    return after.facts.delivery > before.facts.delivery ? ChangeGroup::forward : ChangeGroup::back;
  return std::nullopt;
}

Comparison compare(const Picture& from, const Picture& to, const Filter& filter) {
  Comparing comparing{filter, {}};
  comparing.made.from = from.as_at;
  comparing.made.to = to.as_at;
  std::unordered_map<std::string_view, const PlanPicture*> earlier;
  for (const auto& plan : from.plans) earlier.emplace(plan->plan->id.text(), plan.get());
  const auto wanted = [&](const PlanPicture& plan) { return !filter.plan || plan.plan->id == *filter.plan; };
  for (const auto& plan : to.plans) {
    const auto found = earlier.find(plan->plan->id.text());
    const PlanPicture* before = found == earlier.end() ? nullptr : found->second;
    if (found != earlier.end()) earlier.erase(found);
    if (wanted(*plan)) comparing.compare_plans(before, plan.get());
  }
  for (const auto& plan : from.plans)
    if (earlier.contains(plan->plan->id.text()) && wanted(*plan)) comparing.compare_plans(plan.get(), nullptr);
  Comparison made = std::move(comparing.made);
  std::stable_sort(made.changes.begin(), made.changes.end(),
                   [](const RowChange& left, const RowChange& right) { return left.group < right.group; });
  return made;
}

std::string in_a_sentence(const Comparison& comparison) {
  using enum ChangeGroup;
  static constexpr std::pair<ChangeGroup, std::string_view> parts[] = {{forward, "forward"},
                                                                       {back, "back"},
                                                                       {rated_otherwise, "rated otherwise"},
                                                                       {slipped, "slipped"},
                                                                       {brought_forward, "brought forward"},
                                                                       {reworded, "reworded"},
                                                                       {changed, "otherwise changed"}};
  std::size_t moved = 0;
  std::vector<std::string> said;
  for (const auto& [group, words] : parts)
    if (const std::size_t number = comparison.count(group); number > 0) {
      moved += number;
      said.push_back(counted(number, words));
    }
  const std::size_t both = comparison.standing - comparison.count(added);
  std::string sentence;
  if (moved > 0)
    sentence = counted(moved, "of ") + grouped(static_cast<long long>(both)) + " moved: " + join(said, ", ") + ".";
  else if (comparison.count(added) + comparison.count(withdrawn) == 0)
    sentence = "Nothing changed.";
  else if (both > 0)
    sentence = "None of " + grouped(static_cast<long long>(both)) + " moved.";
  std::vector<std::string> beside;
  if (const std::size_t number = comparison.count(added); number > 0) beside.push_back(counted(number, "new"));
  if (const std::size_t number = comparison.count(withdrawn); number > 0)
    beside.push_back(counted(number, "withdrawn"));
  if (!beside.empty()) sentence += (sentence.empty() ? "" : " ") + join(beside, ", ") + ".";
  if (const std::size_t number = comparison.count(unconfirmed); number > 0)
    sentence += " " + counted(number, "not confirmed since ") + comparison.from.words() + ".";
  return sentence;
}

}  // namespace candour::view
