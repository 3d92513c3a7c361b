#pragma once
// The remarks on every row of a plan, worked out once when its picture is made.

#include "view/view.h"

namespace candour::view {

// Fills remarks and open_remarks of the picture's rows, which stand in the order of the plan's actions.
void add_remarks(PlanPicture& picture, Date as_at);

}  // namespace candour::view
