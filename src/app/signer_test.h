#pragma once
// For tests: signs whatever it is asked to, and remembers it; as long as it answers.

#include "app/signer.h"

namespace candour::app::trial {

class AnySigner final : public Signer {
 public:
  Result<Standing> standing() const override {
    if (!answers) return fail(ErrorCode::unavailable, "The signer is away.");
    return Standing{key.verifier(), memory};
  }
  Result<std::string> sign(const ledger::Checkpoint& next, const ledger::Advance&) const override {
    if (!answers) return fail(ErrorCode::unavailable, "The signer is away.");
    memory.last = next;
    return ledger::sign_checkpoint(next, key);
  }
  bool answers = true;
  ledger::SigningKey key =
      *ledger::SigningKey::make("plans.harrowvale.example/log/1", ledger::Algorithm::signature, {1});
  mutable ledger::SignerMemory memory;
};

}  // namespace candour::app::trial
