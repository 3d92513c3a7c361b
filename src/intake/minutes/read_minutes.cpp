#include "intake/minutes/read_minutes.h"

namespace candour::intake::minutes {

bool are_minutes(const document::Document&, const std::vector<FlowLine>&) {
  return false;
}

void read_minutes(const document::Document&, const std::vector<FlowLine>&, const Choices&, Account&, Reading&) {}

}  // namespace candour::intake::minutes
