#pragma once
// What a plan's own references stand for, gathered once when its picture is made.

#include "view/view.h"

namespace candour::view {

// Fills the picture's references, to which each row leads.
void add_references(PlanPicture& picture);

}  // namespace candour::view
