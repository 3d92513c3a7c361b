#include "memory/memory_store.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include "app/sealing.h"
#include "base/clock.h"
#include "base/sha256.h"

namespace candour::memory {
namespace {

using app::Append;
using app::NewEvent;
using app::StoredEvent;
using app::StreamHead;

class MemoryVault final : public app::Vault {
 public:
  Result<std::uint64_t> keep(std::string_view kind, std::string_view key, std::optional<std::uint64_t> expected,
                             std::string_view content, std::optional<Moment> expires) override {
    const std::lock_guard lock(mutex_);
    CANDOUR_TRY(version, as_expected(kind, key, expected));
    app::Kept kept{std::string(kind), std::string(key), version + 1, std::string(content), expires};
    kept_.insert_or_assign(Place(kind, key), std::move(kept));
    return version + 1;
  }

  Result<app::Kept> find(std::string_view kind, std::string_view key) const override {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(Place(kind, key));
    if (found == kept_.end()) return fail(ErrorCode::not_found, "There is nothing here, or no longer.");
    return found->second;
  }

  Result<std::vector<app::Kept>> all(std::string_view kind, std::string_view prefix) const override {
    const std::lock_guard lock(mutex_);
    std::vector<app::Kept> found;
    for (auto at = kept_.lower_bound(Place(kind, prefix));
         at != kept_.end() && at->first.first == kind && at->first.second.starts_with(prefix); ++at)
      found.push_back(at->second);
    return found;
  }

  Result<void> drop(std::string_view kind, std::string_view key, std::optional<std::uint64_t> expected) override {
    const std::lock_guard lock(mutex_);
    CANDOUR_CHECK(as_expected(kind, key, expected));
    kept_.erase(Place(kind, key));
    return {};
  }

  Result<void> drop_expired(Moment now) override {
    const std::lock_guard lock(mutex_);
    std::erase_if(kept_, [&](const auto& each) { return each.second.over(now); });
    return {};
  }

 private:
  using Place = std::pair<std::string, std::string>;  // kind and key

  // The version that stands, where it is the one expected.
  Result<std::uint64_t> as_expected(std::string_view kind, std::string_view key,
                                    std::optional<std::uint64_t> expected) const {
    const auto found = kept_.find(Place(kind, key));
    const std::uint64_t version = found == kept_.end() ? 0 : found->second.version;
    if (expected && *expected != version)
      return fail(ErrorCode::conflict, "Somebody else changed this first. Look at it again and repeat what you did.",
                  "a record of the vault is at " + std::to_string(version) + ", not " + std::to_string(*expected));
    return version;
  }

  mutable std::mutex mutex_;
  std::map<Place, app::Kept> kept_;
};

class MemoryLedger final : public app::Ledger {
 public:
  MemoryLedger() { add_entry(app::genesis_entry(SystemClock().now()), 0); }

  Result<std::uint64_t> size() const override {
    const std::lock_guard lock(mutex_);
    return entries_.size();
  }
  Result<std::vector<app::LedgerEntry>> entries(std::uint64_t first, std::size_t most) const override {
    const std::lock_guard lock(mutex_);
    std::vector<app::LedgerEntry> found;
    for (std::size_t i = first; i < entries_.size() && found.size() < most; ++i) found.push_back(entries_[i]);
    return found;
  }
  Result<ledger::Hash> node(unsigned level, std::uint64_t index) const override {
    const std::lock_guard lock(mutex_);
    return tree_.nodes()(level, index);
  }
  Result<std::vector<app::EventSeal>> seals(std::uint64_t after, std::size_t most) const override {
    const std::lock_guard lock(mutex_);
    std::vector<app::EventSeal> found;
    for (std::size_t i = after; i < seals_.size() && found.size() < most; ++i) found.push_back(seals_[i]);
    return found;
  }

  // The event has the next position; `before` is that of the one before it in its stream, 0 for its first.
  void add(const StoredEvent& event, std::uint64_t before, const std::string& said_openly) {
    const std::lock_guard lock(mutex_);
    const auto previous = before != 0 ? std::optional(seals_[before - 1].commitment) : std::optional<ledger::Hash>();
    const auto sealed = app::seal(event.stream, event.sequence, previous, event.core, event.words);
    seals_.push_back({event.position, sealed.commitment, sealed.opening.salt, sealed.opening.words_salt, {}});
    add_entry(ledger::write_event_entry(sealed.commitment), event.position);
    if (!said_openly.empty()) add_entry(said_openly, 0);
  }

  void erase_words(std::uint64_t position, std::string_view words) {
    const std::lock_guard lock(mutex_);
    app::EventSeal& seal = seals_[position - 1];
    if (!seal.words_salt) return;
    seal.words_commitment = ledger::commit(*seal.words_salt, words);
    seal.words_salt.reset();
  }

  void begin_again() {
    const std::lock_guard lock(mutex_);
    seals_.clear();
    entries_.clear();
    tree_ = ledger::Tree();
  }
  void take(const app::WholeEntry& entry) {
    const std::lock_guard lock(mutex_);
    if (!entry.plain.empty()) return add_entry(entry.plain, 0);
    seals_.push_back(entry.seal);
    add_entry(ledger::write_event_entry(entry.seal.commitment), entry.seal.position);
  }

 private:
  void add_entry(const std::string& bytes, std::uint64_t position) {
    entries_.push_back({entries_.size(), bytes, position});
    tree_.append(ledger::leaf_hash(bytes));
  }

  mutable std::mutex mutex_;
  std::vector<app::EventSeal> seals_;  // one for each event
  std::vector<app::LedgerEntry> entries_;
  ledger::Tree tree_;
};

class MemoryStore final : public app::Store {
 public:
  Result<std::uint64_t> append(const std::vector<Append>& appends) override {
    const std::unique_lock lock(mutex_);
    return append_here(appends);
  }

  Result<std::uint64_t> erase(const app::Erasure& erasure, const std::vector<Append>& appends) override {
    const std::unique_lock lock(mutex_);
    for (const std::uint64_t position : erasure.words_of)
      if (position == 0 || position > events_.size()) return fail(ErrorCode::not_found, "There is no such event.");
    CANDOUR_TRY(last, append_here(appends));
    for (const std::uint64_t position : erasure.words_of) {
      ledger_.erase_words(position, events_[position - 1].words);
      events_[position - 1].words.clear();
    }
    for (const std::string& sha256 : erasure.originals) originals_.erase(sha256);
    for (const std::string& name : erasure.drafts) drafts_.erase(name);
    return last;
  }

  Result<void> fill(const NextEntry& next) override {
    const std::unique_lock lock(mutex_);
    if (!events_.empty()) return fail(ErrorCode::conflict, "There is a record here already.");
    std::vector<app::WholeEntry> entries;
    std::uint64_t last = 0;
    for (;;) {
      CANDOUR_TRY(entry, next());
      if (!entry) break;
      if (entry->plain.empty() && (entry->event.position != ++last || entry->seal.position != last))
        return fail(ErrorCode::bad_input, "The entries are not in their order.");
      entries.push_back(*std::move(entry));
    }
    ledger_.begin_again();
    for (const app::WholeEntry& entry : entries) {
      ledger_.take(entry);
      if (!entry.plain.empty()) continue;
      const auto [stream, fresh] = streams_.try_emplace(entry.event.stream);
      if (fresh) order_.push_back(entry.event.stream);
      stream->second.push_back(events_.size());
      events_.push_back(entry.event);
    }
    return {};
  }

 private:
  Result<std::uint64_t> append_here(const std::vector<Append>& appends) {
    // Looked at whole before anything is kept, also where one stream is named twice.
    std::map<std::string_view, std::uint64_t> heads;
    for (const Append& append : appends) {
      const auto [head, fresh] = heads.emplace(append.stream, 0);
      if (fresh) head->second = head_of(append.stream);
      if (head->second != append.expected)
        return fail(
            ErrorCode::conflict, "Somebody else changed this first. Look at it again and repeat what you did.",
            append.stream + " is at " + std::to_string(head->second) + ", not " + std::to_string(append.expected));
      head->second += append.events.size();
    }
    for (const Append& append : appends) {
      if (append.events.empty()) continue;
      const auto [stream, fresh] = streams_.try_emplace(append.stream);
      if (fresh) order_.push_back(append.stream);
      for (const NewEvent& event : append.events) {
        const std::uint64_t before = stream->second.empty() ? 0 : stream->second.back() + 1;
        events_.push_back({events_.size() + 1, append.stream, stream->second.size() + 1, event.core, event.words,
                           event.recorded, event.speaks_of});
        stream->second.push_back(events_.size() - 1);
        ledger_.add(events_.back(), before, event.entry);
      }
    }
    return events_.size();
  }

 public:
  Result<std::vector<StoredEvent>> read(std::string_view stream, std::uint64_t after) const override {
    const std::shared_lock lock(mutex_);
    std::vector<StoredEvent> events;
    const auto found = streams_.find(stream);
    if (found == streams_.end()) return events;
    for (std::size_t i = after; i < found->second.size(); ++i) events.push_back(events_[found->second[i]]);
    return events;
  }

  Result<std::vector<StoredEvent>> read_all(std::uint64_t after, std::size_t most) const override {
    const std::shared_lock lock(mutex_);
    std::vector<StoredEvent> events;
    for (std::size_t i = after; i < events_.size() && events.size() < most; ++i) events.push_back(events_[i]);
    return events;
  }

  Result<std::vector<StreamHead>> streams(std::string_view prefix) const override {
    const std::shared_lock lock(mutex_);
    std::vector<StreamHead> heads;
    for (const std::string& stream : order_)
      if (stream.starts_with(prefix)) heads.push_back({stream, head_of(stream)});
    return heads;
  }

  Result<std::uint64_t> last_position() const override {
    const std::shared_lock lock(mutex_);
    return events_.size();
  }

  Result<std::string> keep_original(std::string_view bytes) override {
    std::string hash = sha256_hex(bytes);
    const std::unique_lock lock(mutex_);
    originals_.try_emplace(hash, bytes);
    return hash;
  }

  Result<std::string> original(std::string_view sha256) const override {
    const std::shared_lock lock(mutex_);
    const auto found = originals_.find(sha256);
    if (found == originals_.end()) return fail(ErrorCode::not_found, "This document is not kept here.");
    return found->second;
  }

  Result<std::vector<std::string>> originals() const override {
    const std::shared_lock lock(mutex_);
    std::vector<std::string> hashes;
    for (const auto& [hash, bytes] : originals_) hashes.push_back(hash);
    return hashes;
  }

  Result<std::uint64_t> save_draft(std::string_view name, std::uint64_t expected, std::string_view content,
                                   Moment now) override {
    const std::unique_lock lock(mutex_);
    const auto found = drafts_.find(name);
    const std::uint64_t version = found == drafts_.end() ? 0 : found->second.version;
    if (version != expected)
      return fail(ErrorCode::conflict,
                  "Somebody else changed this draft first. Look at it again and repeat what you did.",
                  std::string(name) + " is at " + std::to_string(version) + ", not " + std::to_string(expected));
    Draft draft{std::string(name), version + 1, std::string(content), now};
    drafts_.insert_or_assign(draft.name, draft);
    return draft.version;
  }

  Result<Draft> draft(std::string_view name) const override {
    const std::shared_lock lock(mutex_);
    const auto found = drafts_.find(name);
    if (found == drafts_.end()) return fail(ErrorCode::not_found, "There is no such draft.");
    return found->second;
  }

  Result<std::vector<Draft>> drafts(std::string_view prefix) const override {
    const std::shared_lock lock(mutex_);
    std::vector<Draft> found;
    for (const auto& [name, draft] : drafts_)
      if (name.starts_with(prefix)) found.push_back({draft.name, draft.version, {}, draft.changed});
    std::stable_sort(found.begin(), found.end(),
                     [](const Draft& left, const Draft& right) { return left.changed > right.changed; });
    return found;
  }

  Result<void> forget_draft(std::string_view name) override {
    const std::unique_lock lock(mutex_);
    const auto found = drafts_.find(name);
    if (found != drafts_.end()) drafts_.erase(found);
    return {};
  }

  app::Vault& vault() override { return vault_; }
  const app::Ledger& ledger() const override { return ledger_; }

 private:
  std::uint64_t head_of(std::string_view stream) const {
    const auto found = streams_.find(stream);
    return found == streams_.end() ? 0 : found->second.size();
  }

  mutable std::shared_mutex mutex_;
  std::vector<StoredEvent> events_;
  MemoryLedger ledger_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> streams_;  // indexes into events_
  std::vector<std::string> order_;                                        // streams by their first event
  std::map<std::string, std::string, std::less<>> originals_;
  std::map<std::string, Draft, std::less<>> drafts_;
  MemoryVault vault_;
};

}  // namespace

std::unique_ptr<app::Store> make_store() {
  return std::make_unique<MemoryStore>();
}

}  // namespace candour::memory
