#include "intake/risk_register/read_risk_register.h"

namespace candour::intake::risk_register {

bool is_a_risk_register(const document::Document&, const std::vector<FlowLine>&) {
  return false;
}

void read_risk_register(const document::Document&, const std::vector<FlowLine>&, const Choices&, Account&, Reading&) {}

}  // namespace candour::intake::risk_register
