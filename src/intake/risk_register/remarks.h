#pragma once
// What does not hold up in a register once it is read.

#include <optional>
#include <vector>

#include "intake/reading.h"
#include "intake/risk_register/front.h"
#include "intake/risk_register/risks.h"

namespace candour::intake::risk_register {

// risk.score-differs           ask    a score that is not likelihood times impact, where the register's others are
// risk.scored-another-way      note   … where they are not; once for the register
// risk.outside-scale           check  a 0, or a 7 where the register scores 1 to 5
// risk.level-missing           check  no score at a level that others have
// risk.current-above-inherent  check  higher with its controls than without
// risk.target-above-current    check  a target above today's score
// risk.no-owner                check  where others have one
// risk.no-controls             check  where others have some
// risk.review-past             check  to be reviewed before the register's own date
// risk.twice                   check  the same words in two rows
// risk.after-its-date          note   it tells of what was done after the date it is headed with; once
// `stored` stands beside Reading::risks.
void remark_on_register(const std::vector<RiskRow>& rows, const std::vector<std::optional<std::uint32_t>>& stored,
                        const std::optional<StatedDate>& stated_date, Reading& reading);

}  // namespace candour::intake::risk_register
