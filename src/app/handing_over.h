#pragma once
// What was somebody's becomes somebody else's in one step, and what they did stays under their name.

#include <cstddef>
#include <string>

#include "app/candour.h"
#include "base/result.h"

namespace candour::app {

// What a handing over did.
struct HandedOver {
  std::size_t rows = 0;
  std::size_t plans = 0;
};

// A person has left. Open rows that name them as lead, in plans the actor runs, name the successor instead; rows they
// were handed are handed to the successor; all in one append with the leaving itself. No successor: they leave, and the
// rows stay as they are. Fails as people::Leave does; bad_input where the successor is nobody, or has left.
Result<HandedOver> leave(Candour& candour, const Actor& actor, const people::PersonId& leaver, Date last_day,
                         const people::PersonId& successor, const std::string& reason);

// A body takes the place of another from a day on: its open rows, and those it supports, in the plans the actor runs.
// As at an earlier day they are the former body's still. bad_input for a day that has not come, or without a reason.
Result<HandedOver> succeed(Candour& candour, const Actor& actor, const plan::AgencyId& former,
                           const plan::AgencyId& successor, Date from, const std::string& reason);

}  // namespace candour::app
