#pragma once
// A person answers what does not hold up in a row: it was reviewed and stands, with the reason; or it is asked again
// after all.

#include <cstdint>

#include "app/candour.h"
#include "plan/commands.h"

namespace candour::app {

// Fails as Candour::act does, and with conflict where the remark is no longer asked on these facts: they have changed
// since the person read them, or nothing is wrong any more.
Result<void> answer_remark(Candour& candour, const Actor& actor, const plan::PlanId& plan,
                           const plan::AnswerRemark& answer, std::uint64_t expected);
Result<void> reopen_remark(Candour& candour, const Actor& actor, const plan::PlanId& plan,
                           const plan::WithdrawAnswer& answer, std::uint64_t expected);

}  // namespace candour::app
