#pragma once
// Whether a store is what it says: every event opens its commitment, every commitment stands in the ledger, the ledger
// leads to its root, and the originals are the files that they are called. Whoever changes a row of the database
// without the salts is found; whoever has the salts, too, and works the whole ledger out anew, by a checkpoint that
// lies elsewhere.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/store.h"
#include "base/result.h"
#include "ledger/audit.h"
#include "ledger/checkpoint.h"

namespace candour::app {

struct StoreAudit {
  std::vector<ledger::Finding> findings;  // what was checked, and at most a hundred of what does not hold
  std::uint64_t events = 0;
  std::uint64_t erased = 0;  // of them, whose words or all of which were erased
  std::uint64_t unsaid = 0;  // of those, that no event says were erased: does not hold
  std::uint64_t originals = 0;
  std::uint64_t entries = 0;
  ledger::Hash root{};
  bool holds() const;
};

// Reads all of it; `seen` are checkpoints of this ledger that were kept elsewhere. `progress` hears, now and then, how
// many events have been looked at. Fails only where the store cannot be read.
Result<StoreAudit> verify(const Store& store, const std::vector<ledger::Checkpoint>& seen,
                          const std::function<void(std::uint64_t)>& progress = {});

}  // namespace candour::app
