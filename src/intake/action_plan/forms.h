#pragma once
// A plan written as forms: for each recommendation a small table with a label on the left of each answer. It says
// what a table says whose header holds the labels, so it is turned into one.

#include <vector>

#include "intake/parts/flow.h"

namespace candour::intake::action_plan {

// The flow with each form as a header and a row; everything else as it was. A form has at least four labels, most of
// them words of a plan, an action or a recommendation among them.
std::vector<FlowLine> with_forms_as_tables(std::vector<FlowLine> flow);

}  // namespace candour::intake::action_plan
