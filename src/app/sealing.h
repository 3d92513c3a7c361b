#pragma once
// What every store does alike for the ledger: fresh salts for an event, and the entry that it begins with. Any thread.

#include <optional>
#include <string>
#include <string_view>

#include "app/store.h"
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

// In what a stored event is not what was committed to, as the end of a sentence that its name begins (" has no salt,
// and yet bytes."); empty where it is, or where what is gone is gone with its salt. `previous` is the commitment before
// it in its stream.
std::string_view what_was_altered(const StoredEvent& event, const EventSeal& seal,
                                  const std::optional<ledger::Hash>& previous);
// "Event 1,204 (number 3 of plan-h7k2)".
std::string name_of(const StoredEvent& event);

// The first entry of a ledger that begins now.
std::string genesis_entry(Moment now);

}  // namespace candour::app
