#include "ledger/signer.h"

#include <utility>

#include "base/text.h"
#include "ledger/inside/lines.h"

namespace candour::ledger {
namespace {

constexpr std::string_view heading = "candour.signer/v1";

std::string entries(std::uint64_t count) {
  return grouped(static_cast<long long>(count)) + (count == 1 ? " entry" : " entries");
}

}  // namespace

std::string write_signer_memory(const SignerMemory& memory) {
  return std::string(heading) + "\n" + (memory.last ? write_checkpoint(*memory.last) : "");
}

Result<SignerMemory> read_signer_memory(std::string_view bytes) {
  if (inside::take_line(bytes) != heading)
    return fail(ErrorCode::unreadable,
                "This is not a signer's memory. Without it nothing is signed: restore it from its copy.");
  SignerMemory memory;
  if (!bytes.empty()) {
    CANDOUR_TRY(last, read_checkpoint(bytes));
    memory.last = std::move(last);
  }
  return memory;
}

Result<SignerPermit> consider(const SignerMemory& memory, const Checkpoint& next, const Advance& advance,
                              const VerifierKey& key) {
  const auto refuse = [](std::string sentence) { return fail(ErrorCode::refused, std::move(sentence)); };
  if (key.algorithm != Algorithm::signature || key.name != next.origin)
    return refuse("This signer's key is of " + key.name + "; it does not sign for " + next.origin + ".");
  if (next.size == 0) return refuse("A ledger is signed once it has its first entry.");
  if (memory.last) {
    if (memory.last->origin != next.origin)
      return refuse("This signer signed for " + memory.last->origin + " before and signs for no other log.");
    if (next.size < memory.last->size)
      return refuse("The signer has signed a ledger of " + entries(memory.last->size) +
                    " and does not go back to one of " + entries(next.size) +
                    ". The record has been rolled back, or this is not its latest copy.");
  }
  const std::uint64_t signed_size = memory.last ? memory.last->size : 0;
  if (advance.old_size != signed_size)
    return fail(ErrorCode::conflict, "The signer signed a ledger of " + entries(signed_size) + " last, not of " +
                                         entries(advance.old_size) + ".");
  CANDOUR_CHECK(check_consistency(signed_size, memory.last ? memory.last->root : empty_root(), next.size, next.root,
                                  advance.proof));
  return SignerPermit(SignerMemory{next});
}

}  // namespace candour::ledger
