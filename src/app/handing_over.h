#pragma once
// What was somebody's becomes somebody else's in one step, and what was done stays under the name of who did it.

#include <cstddef>
#include <optional>
#include <string>

#include "app/candour.h"
#include "base/result.h"

namespace candour::app {

// What a handing over did, or would do.
struct HandedOver {
  std::size_t rows = 0;
  std::size_t plans = 0;
  std::size_t contacts = 0;
  std::size_t roles = 0;
  std::size_t requests = 0;
};

// A person has left. Open rows that name them as lead, in plans the actor runs, name the successor instead; rows they
// were handed are handed to the successor, who leads their agency and is its contact where they were; all in one append
// with the leaving itself. No successor: they leave, and all stays as it is. Fails as people::Leave does; bad_input
// where the successor is nobody, has left, or is of other partnerships alone.
Result<HandedOver> leave(Candour& candour, const Actor& actor, const people::PersonId& leaver, Date last_day,
                         const people::PersonId& successor, const std::string& reason);
// The same of somebody who stays and does other work from now on, or whose rows were left with nobody when they went.
// What they were handed, and their lead of an agency, is no longer theirs; their other roles stand.
Result<HandedOver> hand_over(Candour& candour, const Actor& actor, const people::PersonId& from,
                             const people::PersonId& successor, const std::string& reason);

// A body takes the place of another from a day on, in one append: its open rows and those it supports, in the plans the
// actor runs; its contacts, where the successor has none of the kind; the roles of those who answer for it, as the
// actor may give them; and its open requests. As at an earlier day all is the former body's still. bad_input for a
// day that has not come, or without a reason.
Result<HandedOver> succeed(Candour& candour, const Actor& actor, const plan::AgencyId& former,
                           const plan::AgencyId& successor, Date from, const std::string& reason);
// What that would come to; nothing is recorded.
Result<HandedOver> would_succeed(Candour& candour, const Actor& actor, const plan::AgencyId& former,
                                 const plan::AgencyId& successor, Date from, const std::string& reason);

// A plan goes to another partnership, with a seat there for each agency it names. Asked of who runs plans in both.
Result<void> move_plan(Candour& candour, const Actor& actor, const plan::PlanId& plan,
                       const people::PartnershipId& partnership);

}  // namespace candour::app
