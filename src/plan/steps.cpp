#include "plan/steps.h"

#include <algorithm>
#include <set>

#include "plan/events.h"

namespace candour::plan {
namespace {

template <class Visit>
void each_action(const Plan& plan, const Visit& visit) {
  for (const Actions* actions : {&plan.actions, &plan.withdrawn_actions})
    for (const Action& action : *actions) visit(action);
}

// The first that happened to the thing after the step's last line on it, so that the step does not stand last any more.
const Happening* later_on(const Plan& plan, const Thing& thing, std::uint64_t step) {
  const Happening* later = nullptr;
  const auto look = [&](const Happening& line) {
    if (line.step == step)
      later = nullptr;
    else if (line.step > step || line.step == 0)
      later = later ? later : &line;
  };
  if (thing.subject != Subject::action) {
    // A response is to the recommendation as it stood.
    const auto is_of_it = [&](const Thing& other) {
      return other == thing ||
             (thing.subject == Subject::recommendation && other.subject == Subject::response && other.ref == thing.ref);
    };
    for (const PlanChange& change : plan.history)
      if (is_of_it(change.thing)) look(change.happening);
    return later;
  }
  each_action(plan, [&](const Action& action) {
    if (std::to_string(action.number) == thing.ref)
      for (const Happening& line : action.history) look(line);
  });
  return later;
}

}  // namespace

std::string in_words(const Thing& thing) {
  switch (thing.subject) {
    case Subject::plan:
      return "Plan";
    case Subject::key:
      return "Key";
    case Subject::finding:
      return "Finding " + thing.ref;
    case Subject::recommendation:
      return "Recommendation " + thing.ref;
    case Subject::response:
      return "Response to recommendation " + thing.ref;
    case Subject::action:
      return "Action " + thing.ref;
  }
  return {};
}

std::vector<StepLine> lines_of(const Plan& plan, std::uint64_t step) {
  std::vector<StepLine> lines;
  if (step == 0) return lines;
  for (const PlanChange& change : plan.history)
    if (change.happening.step == step) lines.push_back({change.thing, &change.happening});
  each_action(plan, [&](const Action& action) {
    for (const Happening& line : action.history)
      if (line.step == step) lines.push_back({{Subject::action, std::to_string(action.number), {}}, &line});
  });
  return lines;
}

std::vector<std::string> broken_references(const Plan& plan) {
  std::set<std::string_view> findings, recommendations;
  for (const Finding& finding : plan.findings) findings.insert(finding.ref);
  for (const Recommendation& recommendation : plan.recommendations) recommendations.insert(recommendation.ref);
  std::vector<std::string> broken;
  const auto finding_stands = [&](const std::string& ref) { return ref.empty() || findings.contains(ref); };
  for (const Recommendation& each : plan.recommendations)
    if (!finding_stands(each.finding))
      broken.push_back("Recommendation " + each.ref + " stands under finding " + each.finding + ".");
  for (const Action& action : plan.actions) {
    const std::string name = "Action " + std::to_string(action.number);
    if (!finding_stands(action.finding)) broken.push_back(name + " stands under finding " + action.finding + ".");
    for (const std::string& ref : action.recommendations)
      if (!recommendations.contains(ref)) broken.push_back(name + " answers recommendation " + ref + ".");
    if (action.rating.key_version > plan.key.version) broken.push_back(name + " has been rated by this key since.");
  }
  return broken;
}

std::optional<std::string> why_not_undone(const Plan& plan, std::uint64_t step) {
  if (plan.steps.contains(step)) {
    Plan undone = plan;
    candour::plan::apply(undone, PlanEvent{{}, StepUndone{step, {}}});
    std::vector<std::string> before = broken_references(plan), after = broken_references(undone);
    std::sort(before.begin(), before.end());
    for (const std::string& sentence : after)
      if (!std::binary_search(before.begin(), before.end(), sentence))
        return "Something has been built on this change. " + sentence + " Change that first.";
    return std::nullopt;
  }
  const std::vector<StepLine> lines = lines_of(plan, step);
  if (lines.empty()) return "There is no such change in this plan.";
  for (const StepLine& line : lines)
    if (const Happening* later = later_on(plan, line.thing, step))
      return in_words(line.thing) + " has changed since: “" + later->what + "”, by " +
             (later->actor.empty() ? std::string("somebody") : later->actor) + " on " + later->recorded.date().words() +
             ". Undo that first, or make a change of your own.";
  if (plan.withdrawn) return "The plan was withdrawn.";
  return "A change of this kind is not undone: it has a way back of its own, or a document was imported since.";
}

}  // namespace candour::plan
