#pragma once
// Registers with one table for each risk: labels with values beside them, and a small table of scores within.

#include <vector>

#include "intake/parts/account.h"
#include "intake/risk_register/register_table.h"
#include "intake/risk_register/risks.h"

namespace candour::intake::risk_register {

// Whether a table is a form that tells a risk and its score.
bool is_form_of_a_risk(const std::vector<FlowLine>& flow, const Table& table);
void read_form(const std::vector<FlowLine>& flow, const Table& table, Account& account, Risks& risks);

}  // namespace candour::intake::risk_register
