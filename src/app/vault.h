#pragma once
// What is secret or passing, and so never an event: passwords (as argon2id wrote them), keys of one-time codes,
// recovery codes, sessions, invitations and link tokens (hashed), whether a file was scanned. Small records, replaced
// whole. Store::vault() gives the one beside a record; one contract test over every edge.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace candour::app {

struct Kept {
  std::string kind;  // "session", "scan"
  std::string key;   // within its kind
  std::uint64_t version = 0;
  std::string content;
  std::optional<Moment> expires = {};

  // The vault has no clock: what it gives back may be over, until drop_expired() has gone by.
  bool over(Moment now) const { return expires && *expires <= now; }
};

// Every function may be called from any thread. Errors as those of the store. Acknowledged means durable, also of what
// was dropped.
class Vault {
 public:
  virtual ~Vault() = default;

  // Keeps `content` in place of what stood. `expected`: 0 where nothing may stand there, its version where it replaces
  // that, nothing to replace whatever stands. Returns the new version (1 for a new record). conflict, changing nothing,
  // where it is not as expected.
  virtual Result<std::uint64_t> keep(std::string_view kind, std::string_view key, std::optional<std::uint64_t> expected,
                                     std::string_view content, std::optional<Moment> expires = {}) = 0;
  // not_found where nothing stands there.
  virtual Result<Kept> find(std::string_view kind, std::string_view key) const = 0;
  // Those whose key starts with `prefix`, by key.
  virtual Result<std::vector<Kept>> all(std::string_view kind, std::string_view prefix = {}) const = 0;
  // Of one record, whatever its version; `expected` as above. Dropping what is not there is no error without it.
  virtual Result<void> drop(std::string_view kind, std::string_view key,
                            std::optional<std::uint64_t> expected = {}) = 0;
  // Everything that was over by then.
  virtual Result<void> drop_expired(Moment now) = 0;
};

}  // namespace candour::app
