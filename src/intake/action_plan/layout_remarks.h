#pragma once
// What the layout of a plan says about itself: rows whose cells moved, text cut off, numbers that fit nowhere.

#include <string>
#include <vector>

#include "intake/action_plan/row_facts.h"
#include "intake/reading.h"

namespace candour::intake::action_plan {

// About one action, when it has just been read.
void remark_on_row(Reading& reading, std::size_t action, const RowFacts& facts, const std::vector<Column>& meanings,
                   const std::vector<std::string>& headers);

// About a header that stood on its side.
void remark_on_headers(Reading& reading, const Tables& tables);

// About the plan, when all of it has been read.
void remark_on_layout(Reading& reading, const std::vector<RowFacts>& facts, bool as_at_from_month);

}  // namespace candour::intake::action_plan
