#include "app/answer.h"

#include <algorithm>

namespace candour::app {

Result<void> answer_remark(Candour& candour, const Actor& actor, const plan::PlanId& plan,
                           const plan::AnswerRemark& answer, std::uint64_t expected) {
  CANDOUR_TRY(picture, candour.picture(actor));
  const view::Row* row = view::find_row(*picture, plan::action_id(plan, answer.number));
  if (row && row->plan->version == expected &&
      std::none_of(row->remarks.begin(), row->remarks.end(), [&](const view::Remark& remark) {
        return remark.code == answer.code && remark.facts == answer.facts;
      }))
    return fail(ErrorCode::conflict,
                "What this remark rests on has changed since you opened it. Nothing of yours was saved: look at it as "
                "it now stands, then answer it again.");
  return candour.act(actor, plan, answer, expected);
}

Result<void> reopen_remark(Candour& candour, const Actor& actor, const plan::PlanId& plan,
                           const plan::WithdrawAnswer& answer, std::uint64_t expected) {
  return candour.act(actor, plan, answer, expected);
}

}  // namespace candour::app
