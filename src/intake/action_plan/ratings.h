#pragma once
// What every row's rating says by the plan's key, and what is to be asked or said about it.

#include <string_view>
#include <vector>

#include "intake/action_plan/key.h"
#include "intake/action_plan/plan_rows.h"
#include "intake/action_plan/row_facts.h"
#include "intake/action_plan/tables.h"
#include "intake/reading.h"

namespace candour::intake::action_plan {

// Sets the status of each action; one grouped remark for each mark that is not understood.
void rate_actions(Reading& reading, const Tables& tables, const Keys& keys, const Choices& choices,
                  const PlanRows& rows, const std::vector<RowFacts>& facts);

// "We are not involved in this", "cannot comment": says that the agency takes no part.
bool disclaims(std::string_view text);

}  // namespace candour::intake::action_plan
