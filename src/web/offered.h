#pragma once
// What of the site somebody may use: the table of access (access.h) says which act an address is for, its own words say
// in which place, and the table of people's acts (people/may.h) says whether it is theirs there. Pages ask it of every
// link and form (html.h), so that nobody is shown what they would be refused.

#include <memory>

#include "app/candour.h"
#include "web/html.h"

namespace candour::web {

// As they stand now; for one request, on one thread. `candour` must outlive it.
std::shared_ptr<const Offers> offers_to(app::Candour& candour, std::shared_ptr<const people::People> people,
                                        const people::PersonId& person);

}  // namespace candour::web
