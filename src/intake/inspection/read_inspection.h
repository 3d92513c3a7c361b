#pragma once
// The report of an inspection or review: numbered paragraphs and case examples, recommendations under the bodies they
// are addressed to, what is drawn to somebody's attention, and the time within which an answer is owed.

#include <vector>

#include "intake/parts/account.h"
#include "intake/parts/flow.h"
#include "intake/reading.h"

namespace candour::intake::inspection {

bool is_an_inspection(const document::Document& document, const std::vector<FlowLine>& flow);
void read_inspection(const document::Document& document, const std::vector<FlowLine>& flow, const Choices& choices,
                     Account& account, Reading& reading);

}  // namespace candour::intake::inspection
