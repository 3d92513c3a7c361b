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
// With the log's own key; without witnesses it says “quorum none”.
Result<ledger::Policy> kept_policy(const Candour& candour);

struct Attested {
  std::size_t witnesses = 0;         // known here; 0: the operator alone vouches
  std::vector<std::string> by;       // names in the policy, of those who cosigned it
  bool enough = true;                // for the policy
  bool stamps = false;               // whether there is an authority of time
  std::optional<std::string> stamp;  // a response of RFC 3161 over its three lines
};
// What is said of a checkpoint that is kept.
Result<Attested> attested(const Candour& candour, const KeptCheckpoint& checkpoint);

struct Vouched {
  KeptCheckpoint checkpoint;
  Attested attested;
};
// Of the checkpoints that have this entry the one of which most is said: first that its witnesses are enough, then that
// it is stamped; of those alike the earliest. Nothing where none has it.
Result<std::optional<Vouched>> best_checkpoint(const Candour& candour, std::uint64_t index);

// Asks every witness that has an address and has not cosigned the latest checkpoint, and has it stamped once a day and
// where a paper was entered: what comes is kept. Fails with the first trouble, once all were asked. Where a witness
// shows a checkpoint of ours, truly signed, that this record does not follow, the record is held. Waits for the
// network.
Result<void> collect_attestations(Candour& candour);
// A sentence where the ledger has gone without enough witnesses for a day; empty where it has not, or none are wanted.
Result<std::string> unwitnessed(const Candour& candour);
// Only what the witnesses show, before serving: whether the record follows what each witness saw last. Fails as above.
Result<void> check_what_witnesses_saw(Candour& candour);

}  // namespace candour::app
