#include "app/sealing.h"

#include <cstdlib>

#include "base/encoding.h"
#include "base/random.h"
#include "ledger/entries.h"

namespace candour::app {

Sealed seal(std::string_view stream, std::uint64_t sequence, const std::optional<ledger::Hash>& previous,
            std::string_view core, std::string_view words) {
  Sealed sealed{{random_32_bytes(), random_32_bytes()}, {}};
  sealed.commitment = ledger::commit_event(sealed.opening, stream, sequence, previous, core, words);
  return sealed;
}

std::string genesis_entry(Moment now) {
  const auto random = random_32_bytes();
  auto entry = ledger::write_entry(ledger::Genesis{hex(ledger::bytes_of(random).substr(0, 16)), now, {}});
  if (!entry) std::abort();  // nothing in it comes from outside
  return *std::move(entry);
}

}  // namespace candour::app
