#pragma once
// Actions that stand more than once in a plan, found once when its picture is made.

#include "view/view.h"

namespace candour::view {

// Fills same_actions and each row's `same`. Bounded: a row is held against at most some dozens of others.
void add_same_actions(PlanPicture& picture);

}  // namespace candour::view
