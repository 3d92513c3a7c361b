#include "app/sealing.h"

#include <cstdlib>

#include "base/encoding.h"
#include "base/random.h"
#include "base/text.h"
#include "ledger/entries.h"

namespace candour::app {

Sealed seal(std::string_view stream, std::uint64_t sequence, const std::optional<ledger::Hash>& previous,
            std::string_view core, std::string_view words) {
  Sealed sealed{{random_32_bytes(), random_32_bytes()}, {}};
  sealed.commitment = ledger::commit_event(sealed.opening, stream, sequence, previous, core, words);
  return sealed;
}

std::string_view what_was_altered(const StoredEvent& event, const EventSeal& seal,
                                  const std::optional<ledger::Hash>& previous) {
  if (!seal.salt)
    return event.core.empty() && event.words.empty() ? std::string_view() : " has no salt, and yet bytes.";
  if (!seal.words_salt && (!event.words.empty() || !seal.words_commitment))
    return " has words without a salt, or none that they were committed to.";
  const ledger::Hash words = seal.words_salt ? ledger::commit(*seal.words_salt, event.words) : *seal.words_commitment;
  const ledger::Hash commitment = ledger::commit(
      *seal.salt, ledger::write_committed_core({event.stream, event.sequence, previous, words, event.core}));
  if (commitment != seal.commitment) return " is not what was committed to: it was altered, or its place was.";
  return {};
}

std::string name_of(const StoredEvent& event) {
  const auto number = [](std::uint64_t value) { return grouped(static_cast<long long>(value)); };
  return "Event " + number(event.position) + " (number " + number(event.sequence) + " of " + event.stream + ")";
}

std::string genesis_entry(Moment now) {
  const auto random = random_32_bytes();
  auto entry = ledger::write_entry(ledger::Genesis{hex(ledger::bytes_of(random).substr(0, 16)), now, {}});
  if (!entry) std::abort();  // nothing in it comes from outside
  return *std::move(entry);
}

}  // namespace candour::app
