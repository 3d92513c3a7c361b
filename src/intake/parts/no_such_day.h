#pragma once
// Days that no calendar has: "31 June 2025", "29/02/2025". They are read as no date, and whoever wrote one is asked
// which day was meant. Pure; any thread.

#include <vector>

#include "document/document.h"
#include "intake/parts/flow.h"
#include "intake/reading.h"

namespace candour::intake {

// date.no-such-day   check  one for each paragraph and cell that holds any; `reading` is what was read of the document,
// and says of which action and field a cell tells. A target of nothing else is date.unread already (writing.h).
std::vector<Anomaly> find_days_that_are_none(const std::vector<FlowLine>& flow, const Reading& reading);

}  // namespace candour::intake
