#include "view/history.h"

#include <algorithm>

#include "base/text.h"

namespace candour::view {

std::vector<HistoryStep> history_of(const plan::Plan& plan) {
  std::vector<plan::StepLine> lines;
  for (const plan::PlanChange& change : plan.history) lines.push_back({change.thing, &change.happening});
  for (const plan::Actions* actions : {&plan.actions, &plan.withdrawn_actions})
    for (const plan::Action& action : *actions)
      for (const plan::Happening& line : action.history)
        if (line.step > 0) lines.push_back({{plan::Subject::action, std::to_string(action.number), {}}, &line});
  std::stable_sort(lines.begin(), lines.end(), [](const plan::StepLine& left, const plan::StepLine& right) {
    return left.happening->step > right.happening->step;
  });
  std::vector<HistoryStep> steps;
  for (plan::StepLine& line : lines) {
    const plan::Happening& happening = *line.happening;
    if (steps.empty() || steps.back().id != happening.step)
      steps.push_back(
          {happening.step, nullptr, {}, happening.recorded, happening.actor, plan.steps.contains(happening.step)});
    steps.back().lines.push_back(std::move(line));
  }
  for (const plan::Import& import : plan.imports) {
    const auto after = std::find_if(steps.begin(), steps.end(),
                                    [&](const HistoryStep& step) { return step.recorded < import.recorded; });
    steps.insert(after, {0, &import, {}, import.recorded, import.actor, false});
  }
  return steps;
}

std::string in_words(const HistoryStep& step) {
  if (step.document) return "Document imported";
  const plan::StepLine& first = step.lines.front();
  if (step.lines.size() == 1) return plan::in_words(first.thing) + ": " + first.happening->what;
  return plan::in_words(first.thing) + " and what goes with it: " + grouped(static_cast<long long>(step.lines.size())) +
         " changes in one step";
}

}  // namespace candour::view
