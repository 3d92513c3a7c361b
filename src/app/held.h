#pragma once
// The store as the application writes to it: where the record is not the one that was last signed, nothing of it is
// changed any more, and reading goes on.

#include <memory>
#include <mutex>
#include <string>

#include "app/store.h"

namespace candour::app {

// Passes everything on. Once held, what would change the record or a draft is refused (unavailable) with that sentence;
// the vault stays open, so that people sign in to read. Any thread.
class HeldStore final : public Store {
 public:
  explicit HeldStore(Store& store) : store_(store) {}

  void hold(std::string sentence);  // the first one stands
  std::string held() const;         // empty where it is not

  Result<std::uint64_t> append(const std::vector<Append>& appends) override;
  Result<std::uint64_t> erase(const Erasure& erasure, const std::vector<Append>& appends) override;
  Result<void> fill(const NextEntry& next) override;
  Result<std::vector<StoredEvent>> read(std::string_view stream, std::uint64_t after) const override {
    return store_.read(stream, after);
  }
  Result<std::vector<StoredEvent>> read_all(std::uint64_t after, std::size_t most) const override {
    return store_.read_all(after, most);
  }
  Result<std::vector<StreamHead>> streams(std::string_view prefix) const override { return store_.streams(prefix); }
  Result<std::uint64_t> last_position() const override { return store_.last_position(); }
  const Ledger& ledger() const override { return store_.ledger(); }
  Result<std::string> keep_original(std::string_view bytes) override;
  Result<std::string> original(std::string_view sha256) const override { return store_.original(sha256); }
  Result<std::vector<std::string>> originals() const override { return store_.originals(); }
  Result<std::uint64_t> save_draft(std::string_view name, std::uint64_t expected, std::string_view content,
                                   Moment now) override;
  Result<Draft> draft(std::string_view name) const override { return store_.draft(name); }
  Result<std::vector<Draft>> drafts(std::string_view prefix) const override { return store_.drafts(prefix); }
  Result<void> forget_draft(std::string_view name) override;
  Vault& vault() override { return store_.vault(); }

 private:
  Result<void> check() const;
  Store& store_;
  mutable std::mutex mutex_;
  std::string sentence_;
};

}  // namespace candour::app
