#pragma once
// A person's private addresses of their calendar and feed: a secret of 256 bits that is kept hashed, shown once, and
// renewed or taken away at any time.

#include <string>
#include <string_view>

#include "app/candour.h"
#include "base/result.h"

namespace candour::app {

// A new secret; the former opens nothing any more.
Result<std::string> renew_feed(Candour& candour, const people::PersonId& person);
Result<void> drop_feed(Candour& candour, const people::PersonId& person);
bool has_feed(const Candour& candour, const people::PersonId& person);
// Whose it is; not_found for a secret that is none (any more), and of somebody who has left.
Result<people::PersonId> holder_of_feed(const Candour& candour, std::string_view secret);

}  // namespace candour::app
