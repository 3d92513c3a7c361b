#include "app/verified_checkpoints.h"

#include <algorithm>

namespace candour::app {

Result<std::shared_ptr<const ledger::SignedCheckpoint>> VerifiedCheckpoints::of(const std::string& what,
                                                                                const Verify& verify) {
  const auto find = [&] {
    return std::find_if(known_.begin(), known_.end(), [&](const auto& each) { return each.first == what; });
  };
  {
    const std::lock_guard lock(mutex_);
    if (const auto there = find(); there != known_.end()) {
      known_.splice(known_.begin(), known_, there);
      return known_.front().second;
    }
  }
  CANDOUR_TRY(opened, verify());
  auto kept = std::make_shared<const ledger::SignedCheckpoint>(std::move(opened));
  const std::lock_guard lock(mutex_);
  if (find() == known_.end()) known_.emplace_front(what, kept);
  if (known_.size() > most_) known_.pop_back();
  return kept;
}

}  // namespace candour::app
