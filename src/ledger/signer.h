#pragma once
// What a signer agrees to sign. It has a memory of its own, one checkpoint, and refuses to go back or to sign a ledger
// that rewrites what it signed before, whoever asks. The order is the rule: consider, keep the permit's memory durably,
// and only then sign. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/checkpoint.h"

namespace candour::ledger {

// "old <size>", a consistency proof, an empty line, and the checkpoint: what one asks a signer and a witness alike.
struct Advance {
  std::uint64_t old_size = 0;
  std::vector<Hash> proof;
};

class SignerPermit;

struct SignerMemory {
  std::optional<Checkpoint> last;  // nothing before the first signature
  bool operator==(const SignerMemory&) const = default;
};
// candour.signer/v1, newline, and the last checkpoint's three lines; without them before the first signature.
std::string write_signer_memory(const SignerMemory& memory);
Result<SignerMemory> read_signer_memory(std::string_view bytes);

// Refused with a sentence for another log, no entries, fewer than were signed, another root at the same size, or a
// proof that does not lead from what was signed last. ErrorCode::conflict where `advance` begins at another size than
// was signed last: ask again from there. To sign the last checkpoint once more is allowed.
Result<SignerPermit> consider(const SignerMemory& memory, const Checkpoint& next, const Advance& advance,
                              const VerifierKey& key);

// Made by consider() alone.
class SignerPermit {
 public:
  const SignerMemory& memory() const { return memory_; }  // to be durable before sign() is called
  std::string sign(const SigningKey& key) const { return sign_checkpoint(*memory_.last, key); }

 private:
  explicit SignerPermit(SignerMemory memory) : memory_(std::move(memory)) {}
  SignerMemory memory_;
  friend Result<SignerPermit> consider(const SignerMemory&, const Checkpoint&, const Advance&, const VerifierKey&);
};

}  // namespace candour::ledger
