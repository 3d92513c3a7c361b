#pragma once
// Who a person is in the record: an id that stands for them in every event, so that a name can be corrected, or one day
// erased, while the history still stands. Pure.

#include "base/id.h"

namespace candour::people {

using PersonId = Id<struct PersonTag>;            // ten letters
using PartnershipId = Id<struct PartnershipTag>;  // "first", or ten letters

}  // namespace candour::people
