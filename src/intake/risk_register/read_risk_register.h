#pragma once
// A risk register: one risk a row, scored at one level or more, with its owner, controls and review date.

#include <cstddef>
#include <vector>

#include "intake/parts/account.h"
#include "intake/parts/flow.h"
#include "intake/reading.h"

namespace candour::intake::risk_register {

// Which rows of a document are of tables and forms of risks, and how many others it has.
struct RiskRows {
  std::size_t risks = 0;
  std::size_t other_rows = 0;  // of other tables, four cells or more wide
  std::vector<bool> of_risks;  // beside the flow
  // A plan may have a small register behind it, and a register tables of another kind.
  bool are_a_register() const { return risks > 0 && risks * 4 >= other_rows; }
};
RiskRows find_risks(const std::vector<FlowLine>& flow);

void read_risk_register(const document::Document& document, const std::vector<FlowLine>& flow, const Choices& choices,
                        Account& account, Reading& reading);

}  // namespace candour::intake::risk_register
