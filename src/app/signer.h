#pragma once
// Who signs the ledger. The edge (src/signing) speaks with a process of its own, which alone holds the key and has a
// memory of its own: it refuses to sign a ledger that is smaller than, or differs from, what it signed before.

#include <optional>
#include <string>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/signer.h"

namespace candour::app {

class Signer {
 public:
  virtual ~Signer() = default;
  struct Standing {
    ledger::VerifierKey key;
    ledger::SignerMemory memory;
  };
  // Each of any thread; waits for the signer, at most ten seconds. unavailable where it cannot be asked.
  virtual Result<Standing> standing() const = 0;
  // The checkpoint as it is served; when this returns, the signer remembers it durably. refused with the signer's
  // sentence where the ledger was rolled back or rewritten; conflict where `advance` begins at another size than it
  // signed last: ask standing() again.
  virtual Result<std::string> sign(const ledger::Checkpoint& next, const ledger::Advance& advance) const = 0;
};

}  // namespace candour::app
