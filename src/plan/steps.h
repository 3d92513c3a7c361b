#pragma once
// Taking back what was decided. A step is everything that one decision changed (plan.h); undoing it is a further event
// (StepUndone), which puts back what stood before and can itself be undone. It is refused once anything else has
// happened to what the step touched, for that was decided knowing what stood. Claims, their acceptance, evidence and
// answers are not undone: they have ways back of their own, each with who may do it; only what many rows got of them in
// one decision (StepTaken::together) is taken back with it. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plan/plan.h"

namespace candour::plan {

// Why the step cannot be undone, in a sentence; nothing where it can. Linear in the plan.
std::optional<std::string> why_not_undone(const Plan& plan, std::uint64_t step);

// What refers to something that does not stand (a recommendation to its finding, an action to its finding or a
// recommendation, a rating to its key), each in a sentence. A document may bring such references; undoing may not make
// any.
std::vector<std::string> broken_references(const Plan& plan);

// Everything that a step did, in the order of the plan's things and then its actions, each action's lines in their
// order. Linear in the plan's history.
struct StepLine {
  Thing thing;
  const Happening* happening = nullptr;
};
std::vector<StepLine> lines_of(const Plan& plan, std::uint64_t step);

// "Action 12", "Finding 3", "Recommendation 1a", "Response to recommendation 1a", "Key", "Plan".
std::string in_words(const Thing& thing);

}  // namespace candour::plan
