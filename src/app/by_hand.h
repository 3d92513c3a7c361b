#pragma once
// A plan made and changed by hand: begun without a document, and changed by one command or by several in one step.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/candour.h"
#include "plan/commands.h"

namespace candour::app {

struct BlankPlan {
  std::string title;
  plan::Review review;
  std::uint32_t cycle_months = 3;
  std::vector<plan::KeyEntry> key;    // may be empty, and set later
  std::vector<std::string> agencies;  // names; those that are not yet known here are added
};
// The plan and its agencies in one step, or nothing. Fails as plan::decide does.
Result<plan::PlanId> start_plan(Candour& candour, const Actor& actor, const BlankPlan& blank);

// One command, or several in one step with one reason. Fails as Candour::act does; with conflict, too, where a
// recommendation would go that actions of other plans are tied to.
Result<void> change_plan(Candour& candour, const Actor& actor, const plan::PlanId& plan,
                         const std::vector<plan::PlanCommand>& commands, std::string_view reason,
                         std::optional<std::uint64_t> expected);

}  // namespace candour::app
