#pragma once
// What a witness of other partnerships' logs decides (c2sp.org/tlog-witness, add-checkpoint): it cosigns a checkpoint
// only if it adds to what it cosigned last. Its memory is one checkpoint for each log. The order is the rule: decide,
// compare and keep the new memory in one step, and only then answer; else two requests at once could roll it back.
// Pure; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/signer.h"

namespace candour::ledger {

struct AddCheckpoint {
  Advance advance;
  std::string checkpoint;  // as sent
};
std::string write_add_checkpoint(const AddCheckpoint& request);
Result<AddCheckpoint> read_add_checkpoint(std::string_view body);

// The origin that the checkpoint names, for finding the log's key and memory; unreadable where it is none.
Result<std::string> origin_of(const AddCheckpoint& request);

enum class WitnessOutcome : int {
  cosigned = 200,
  malformed = 400,   // or it goes back within itself
  not_signed = 403,  // by no key that is trusted for the log, or falsely
  unknown_log = 404,
  other_size = 409,  // the body says what was cosigned last
  inconsistent = 422,
};
struct WitnessAnswer {
  WitnessOutcome outcome = WitnessOutcome::malformed;
  std::string sentence;             // why, where it is not cosigned
  std::uint64_t cosigned_size = 0;  // of other_size: the body is this and a newline, as text/x.tlog.size
  // Of cosigned: to be kept in place of `last`, in one step with comparing it, before anything is answered.
  std::optional<Checkpoint> memory;
  std::string checkpoint;  // as the log signed it, to be shown to monitors with the cosignature below it
};

// `log` is the key trusted for the request's origin, nothing where the log is not known; `last` is what was cosigned of
// it.
WitnessAnswer decide(const AddCheckpoint& request, const std::optional<VerifierKey>& log,
                     const std::optional<Checkpoint>& last);

// The body of an answer that cosigns: one signature line. The time is in seconds since 1970 and not 0.
std::string cosign_answer(const WitnessAnswer& answer, const SigningKey& witness, std::uint64_t seconds_since_1970);

// A log's side: its checkpoint with the lines of the answer added that are true and of the witnesses given. Refused
// where none is.
Result<std::string> add_cosignatures(std::string_view checkpoint, std::string_view answer, const VerifierKey& log,
                                     const std::vector<VerifierKey>& witnesses);

// Where monitors find it: the SHA-256 of the origin, in hexadecimal digits, and "/checkpoint".
std::string monitor_path(std::string_view origin);

}  // namespace candour::ledger
