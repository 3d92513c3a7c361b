#pragma once
// What every store does alike for the ledger: fresh salts for an event, and the entry that it begins with. Any thread.

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "ledger/commitment.h"

namespace candour::app {

struct Sealed {
  ledger::Opening opening;
  ledger::Hash commitment{};
};
// Under salts that are made for this event alone. `previous` is the commitment before it in its stream.
Sealed seal(std::string_view stream, std::uint64_t sequence, const std::optional<ledger::Hash>& previous,
            std::string_view core, std::string_view words);

// The first entry of a ledger that begins now.
std::string genesis_entry(Moment now);

}  // namespace candour::app
