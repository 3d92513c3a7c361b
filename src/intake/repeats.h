#pragma once
// Text that occurs more than once in a plan where each row should say its own. Pure; any thread.

#include <vector>

#include "intake/reading.h"

namespace candour::intake {

// repeat.block               check  three rows or more that repeat, row for row, others before them
// repeat.text                note   one text in several rows; once for the group. Desired outcomes and leads may repeat
// repeat.response-as-action  check  the action only says the response again
// repeat.two-ratings         check  one action, two ratings; a note where two agencies gave them
std::vector<Anomaly> find_repeats(const Reading& reading);

}  // namespace candour::intake
