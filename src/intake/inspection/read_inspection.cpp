#include "intake/inspection/read_inspection.h"

namespace candour::intake::inspection {

bool is_an_inspection(const document::Document&, const std::vector<FlowLine>&) {
  return false;
}

void read_inspection(const document::Document&, const std::vector<FlowLine>&, const Choices&, Account&, Reading&) {}

}  // namespace candour::intake::inspection
