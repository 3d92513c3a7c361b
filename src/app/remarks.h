#pragma once
// A reading with what assurance remarks on its claims beside what intake says of its writing, as `candour read`
// prints both. Pure; any thread.

#include <vector>

#include "assurance/claim.h"
#include "intake/reading.h"

namespace candour::app {

// One claim for each action of the reading, in its order.
std::vector<assurance::Claim> claims_of(const intake::Reading& reading);
// Which columns the plan has, and whether its evidence column also holds target dates, judged by its header.
assurance::Setting setting_of(const intake::Reading& reading, const std::vector<assurance::Claim>& claims);

// The reading with every remark of assurance appended to its anomalies, each with its row, field and place. Only
// for action plans; any other kind comes back as it went in. Call it once.
intake::Reading with_remarks(intake::Reading reading);

}  // namespace candour::app
