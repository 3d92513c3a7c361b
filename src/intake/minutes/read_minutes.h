#pragma once
// Minutes of a meeting: body, date and item, who was there, questions and answers, resolutions, counts by colour,
// themes.

#include <vector>

#include "intake/parts/account.h"
#include "intake/parts/flow.h"
#include "intake/reading.h"

namespace candour::intake::minutes {

bool are_minutes(const document::Document& document, const std::vector<FlowLine>& flow);
void read_minutes(const document::Document& document, const std::vector<FlowLine>& flow, const Choices& choices,
                  Account& account, Reading& reading);

}  // namespace candour::intake::minutes
