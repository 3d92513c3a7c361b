#pragma once
// A second person: what somebody claimed, handed in, raised or answered is accepted, tested, answered or settled by
// somebody else (product.md, the four facts). Whose work an event is second to is told here, once; that they differ is
// asked of everything that is decided (decide), and again where one person has two names (app). Pure.

#include <string>
#include <string_view>
#include <vector>

#include "plan/events.h"
#include "plan/plan.h"

namespace candour::plan {

// A second person has accepted it as complete, or confirmed that it is embedded.
bool is_accepted(const Action& action);

struct First {
  std::string who;        // as recorded (Stamp::actor); empty: a document, made elsewhere
  std::string_view did;   // "made this claim"
  std::string_view must;  // what a second person must do: "accept it"
};
// Whom this event makes its actor second to, in a plan as it stands before it; nobody for most events. What an undoing
// brings back is decided again by whoever undoes: they are second to all whose work it accepts, tests or settles.
// Constant for most events; linear in the plan for an undoing.
std::vector<First> first_people(const Plan& plan, const PlanEvent& event);

}  // namespace candour::plan
