#pragma once
// A risk register: one risk a row, scored at one level or more, with its owner, controls and review date.

#include <vector>

#include "intake/parts/account.h"
#include "intake/parts/flow.h"
#include "intake/reading.h"

namespace candour::intake::risk_register {

bool is_a_risk_register(const document::Document& document, const std::vector<FlowLine>& flow);
void read_risk_register(const document::Document& document, const std::vector<FlowLine>& flow, const Choices& choices,
                        Account& account, Reading& reading);

}  // namespace candour::intake::risk_register
