#pragma once
// Reads the meaning of an action plan: tables, key, rows, carried cells, torn sentences, findings, questions.

#include <vector>

#include "intake/action_plan/tables.h"
#include "intake/parts/account.h"
#include "intake/parts/flow.h"
#include "intake/reading.h"

namespace candour::intake::action_plan {

// Whether the tables found make a plan: rows under a header of actions, and a document that does not call itself
// something else.
bool is_a_plan(const std::vector<FlowLine>& flow, const Tables& tables);

void read_plan(const document::Document& document, const std::vector<FlowLine>& flow, const Tables& tables,
               const Choices& choices, Account& account, Reading& reading);

}  // namespace candour::intake::action_plan
