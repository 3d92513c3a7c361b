#pragma once
// Checkpoints (c2sp.org/tlog-checkpoint): the three lines that say how large a log is and what its root is, signed by
// the log and cosigned by witnesses. Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/note.h"
#include "ledger/tree.h"

namespace candour::ledger {

struct Checkpoint {
  std::string origin;  // the log's own name, and that of its key: candour.harrow-vale.example/log/1
  std::uint64_t size = 0;
  Hash root{};
  bool operator==(const Checkpoint&) const = default;
};

std::string write_checkpoint(const Checkpoint& checkpoint);  // the three lines that are signed
// Extension lines are refused: nobody but the log's operator could check them.
Result<Checkpoint> read_checkpoint(std::string_view text);

// As it is served and kept. Does not ask whether it may be signed: that is the signer's to decide (signer.h).
std::string sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);

struct Cosigned {
  std::size_t witness = 0;  // which of the witnesses' keys given
  std::uint64_t time = 0;   // in seconds since 1970
};
struct SignedCheckpoint {
  Checkpoint checkpoint;
  std::vector<Cosigned> cosigned;
  Note note;
};
// Refused without the log's own signature, or with a false one of the log or of a witness that is known; signatures of
// others are not looked at. The log's key and its origin bear one name. How many witnesses are enough is for the caller
// (policy.h).
Result<SignedCheckpoint> open_checkpoint(std::string_view bytes, const VerifierKey& log,
                                         const std::vector<VerifierKey>& witnesses = {});

}  // namespace candour::ledger
