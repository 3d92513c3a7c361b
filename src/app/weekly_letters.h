#pragma once
// The weekly letter: what needs each person, from the rules of their own page (view/today.h). At most one a week, only
// where something needs them, and none that they have switched off.

#include <cstddef>
#include <functional>

#include "app/candour.h"
#include "base/result.h"

namespace candour::app {

struct WeeklyRound {
  std::size_t sent = 0;
  std::size_t not_sent = 0;  // refused, put off, or nobody knows
};
// To everybody who can sign in and to whom it is due (people::weekly_letter_due), one after the other. The attempt is
// in the record before the mail server hears of it, and its outcome after. Where nothing needs somebody the week is
// over for them. Stops between two letters where `stop` says so; without a mailer it does nothing.
Result<WeeklyRound> send_weekly_letters(Candour& candour, const std::function<bool()>& stop);
// Those of which nothing is known since the program last ended: each may have been sent, and is not sent again.
Result<std::size_t> settle_interrupted_weekly_letters(Candour& candour);

}  // namespace candour::app
