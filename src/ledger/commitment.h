#pragma once
// How an event stands in a log that anybody may read, without saying anything of itself: as HMAC-SHA256 of its bytes
// under a salt of its own (32 random bytes, kept beside the event). Whoever is given bytes and salt can check them;
// whoever has only the log can neither read nor guess them, and once the salt is destroyed nobody ever can.
//
// On two levels: the words of an event (free text, names) have a salt and a commitment of their own, and the core binds
// that. So words and their salt can be erased while the core, with status and dates, still opens. The core also binds
// its stream, its place in it and the commitment before it: nothing can be left out of the middle without a gap. Salts
// are fresh for each event, never worked out from anything: a salt that can be made again was not destroyed. Pure; any
// thread.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/tree.h"

namespace candour::ledger {

using Salt = std::array<std::uint8_t, 32>;

Hash commit(const Salt& salt, std::string_view bytes);  // HMAC-SHA256 (RFC 2104), the salt being the key

// The committed bytes of an event:
//   candour.core/v1
//   stream plan/k7m2qx9dab
//   sequence 17
//   previous <base64 of the commitment of number 16, or - for the first>
//   words <base64 of commit(words' salt, words)>
//   <the core, as stored>                             (one line, without a newline at its end)
struct CommittedCore {
  std::string_view stream;
  std::uint64_t sequence = 0;
  std::optional<Hash> previous;
  Hash words{};
  std::string_view core;
};
std::string write_committed_core(const CommittedCore& event);
// What is read points into `bytes`.
Result<CommittedCore> read_committed_core(std::string_view bytes);

// What opens an event; kept beside it, and destroyed with what it opens.
struct Opening {
  Salt salt{};
  Salt words_salt{};
};
Hash commit_event(const Opening& opening, std::string_view stream, std::uint64_t sequence,
                  const std::optional<Hash>& previous, std::string_view core, std::string_view words);

// The entry in the log: candour.event/v1, newline, base64 of the commitment, newline.
std::string write_event_entry(const Hash& commitment);
Result<Hash> read_event_entry(std::string_view entry);

}  // namespace candour::ledger
