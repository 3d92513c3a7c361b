#pragma once
// What others say of the latest checkpoint: collected by a job, kept with it, shown to anybody.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/candour.h"
#include "app/checkpoints.h"
#include "base/result.h"
#include "ledger/policy.h"

namespace candour::app {

// Keeps the policy of the attestor with the ledger, or that there is none, so that it is shown and exported with it.
// When serving begins.
Result<void> keep_policy(Candour& candour);
Result<ledger::Policy> kept_policy(const Candour& candour);

struct Attested {
  std::size_t witnesses = 0;    // known here; 0: the operator alone vouches
  std::vector<std::string> by;  // names in the policy, of those who cosigned the latest checkpoint
  bool enough = true;           // for the policy
  bool stamps = false;          // whether there is an authority of time
  bool stamped = false;         // the latest checkpoint
};
Result<Attested> attested(const Candour& candour);

// Asks every witness that has an address and has not cosigned the latest checkpoint, and has it stamped once a day and
// where `also_stamp`: what comes is kept. Fails with the first trouble, once all were asked. Where a witness shows a
// checkpoint of ours, truly signed, that this record does not follow, the record is held.
enum class Stamping { daily, now };
Result<void> collect_attestations(Candour& candour, Stamping stamping = Stamping::daily);
// Only the latter, before serving: whether the record follows what each witness saw last. Fails as above.
Result<void> check_what_witnesses_saw(Candour& candour);

// The time-stamp over the latest checkpoint that has one, and that checkpoint.
struct Stamped {
  KeptCheckpoint checkpoint;
  std::string response;  // RFC 3161, over the checkpoint's three lines
};
Result<std::optional<Stamped>> latest_stamp(const Candour& candour);

}  // namespace candour::app
