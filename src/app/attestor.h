#pragma once
// Who outside vouches for the ledger: witnesses, who cosign its checkpoints, and an authority of time. The edge
// (src/attesting) asks them over the network; which of them count, the policy says.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/policy.h"

namespace candour::app {

// Every function may be called from any thread, and waits for the other end, at most about half a minute. unavailable
// where it cannot be reached or answers nonsense.
class Attestor {
 public:
  virtual ~Attestor() = default;
  // The witnesses known here, how many are enough, and where each is asked.
  virtual const ledger::Policy& policy() const = 0;

  struct Answer {
    int status = 0;  // as of HTTP
    std::string body;
  };
  // POST add-checkpoint to the witness's address, which it has.
  virtual Result<Answer> add_checkpoint(const ledger::Policy::Witness& witness, std::string_view body) const = 0;
  // GET what the witness shows of the log with this origin.
  virtual Result<Answer> shown_by(const ledger::Policy::Witness& witness, std::string_view origin) const = 0;

  // Whether there is an authority of time.
  virtual bool stamps() const = 0;
  // A response of RFC 3161 over these bytes, checked: granted, over their SHA-256, with the number that was asked with
  // and, where its authorities are known, signed by the authority.
  virtual Result<std::string> stamp(std::string_view bytes) const = 0;
};

}  // namespace candour::app
