#pragma once
// Checkpoints whose signatures were checked once: what is shown to everybody is not checked anew for each of them.

#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "base/result.h"
#include "ledger/checkpoint.h"

namespace candour::app {

// Remembers what held, the latest `most` that were asked for. What did not hold is checked again. Any thread.
class VerifiedCheckpoints {
 public:
  explicit VerifiedCheckpoints(std::size_t most) : most_(most) {}
  using Verify = std::function<Result<ledger::SignedCheckpoint>()>;
  // `what` is all that the answer depends on.
  Result<std::shared_ptr<const ledger::SignedCheckpoint>> of(const std::string& what, const Verify& verify);

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::list<std::pair<std::string, std::shared_ptr<const ledger::SignedCheckpoint>>> known_;  // the latest first
};

}  // namespace candour::app
