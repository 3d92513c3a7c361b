#pragma once
// Where events and originals are kept. One port, several edges (memory, SQLite; PostgreSQL later), one contract test
// (tests/contract). Names nothing of any database.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/vault.h"
#include "base/date.h"
#include "base/result.h"
#include "ledger/commitment.h"
#include "ledger/tree.h"

namespace candour::app {

// An event as canonical bytes in two parts: what may stand for ever (ids, sequence, status, dates, role) and the words
// (free text, names, file hashes), which can one day be erased while the history still stands.
struct NewEvent {
  std::string core;
  std::string words;
  Moment recorded;
  Date speaks_of;
  // What the ledger says openly of it, in an entry behind the event's own; empty for nothing.
  std::string entry{};
};
struct StoredEvent {
  std::uint64_t position = 0;  // in the whole store, from 1, ascending in the order of appending
  std::string stream;
  std::uint64_t sequence = 0;  // in its stream, from 1, without a gap
  std::string core;
  std::string words;
  Moment recorded;
  Date speaks_of;
};
struct Append {
  std::string stream;          // "partnership", "plan/k7m2qx9dab", "import/…"
  std::uint64_t expected = 0;  // the stream's last sequence as the writer knows it; 0 for a new stream
  std::vector<NewEvent> events;
};
struct StreamHead {
  std::string stream;
  std::uint64_t sequence = 0;
};

// How an event is committed to in the ledger (ledger/commitment.h).
struct EventSeal {
  std::uint64_t position = 0;
  ledger::Hash commitment{};
  std::optional<ledger::Salt> salt;              // nothing once the whole event is erased
  std::optional<ledger::Salt> words_salt;        // nothing once its words are
  std::optional<ledger::Hash> words_commitment;  // kept in its place, so that the core still opens
};
struct LedgerEntry {
  std::uint64_t index = 0;  // from 0
  std::string bytes;
  std::uint64_t position = 0;  // of the event that it commits to; 0 for one that says openly what it is
};

// One entry for each event, made in the same step as the event, behind a genesis entry. It grows by Store::append
// alone. Every function may be called from any thread.
class Ledger {
 public:
  virtual ~Ledger() = default;
  virtual Result<std::uint64_t> size() const = 0;
  virtual Result<std::vector<LedgerEntry>> entries(std::uint64_t first, std::size_t most) const = 0;
  // A perfect subtree of it, for roots and proofs; not_found beyond its end.
  virtual Result<ledger::Hash> node(unsigned level, std::uint64_t index) const = 0;
  // How the events with position > after are committed to, in order, at most `most`.
  virtual Result<std::vector<EventSeal>> seals(std::uint64_t after, std::size_t most) const = 0;
};

// An entry with all that lies behind it: what an export holds of it, and an empty store is filled from.
struct WholeEntry {
  std::string plain;  // what it says openly; empty where it commits to the event
  StoredEvent event;
  EventSeal seal;
};

// What is to go for ever (erasure.h): the words of these events, these originals, these drafts.
struct Erasure {
  std::vector<std::uint64_t> words_of;  // positions
  std::vector<std::string> originals;   // by SHA-256
  std::vector<std::string> drafts;      // by name
  bool empty() const { return words_of.empty() && originals.empty() && drafts.empty(); }
};

// Every function may be called from any thread. A store error is ErrorCode::unavailable or ::internal; the store keeps
// whole what it had.
class Store {
 public:
  virtual ~Store() = default;

  // All of it or nothing, over all the streams named. Fails with ErrorCode::conflict, changing nothing, where a stream
  // has moved on from `expected`. When it returns, the events are durable. Returns the last position.
  virtual Result<std::uint64_t> append(const std::vector<Append>& appends) = 0;

  // As append(), and in the same step the words of these events with their salts go, and these originals and drafts;
  // the commitment to the words stays, so that the core still opens. When it returns, nothing of it is left in any file
  // of the store. What is gone already is no error; not_found where there is no such event.
  virtual Result<std::uint64_t> erase(const Erasure& erasure, const std::vector<Append>& appends) = 0;

  // Takes the entries of another store's ledger, in order, as they were: the same events, salts and root. Only into a
  // store that has no event (conflict); all of it or nothing. `next` gives nothing at the end. bad_input where they are
  // not in order.
  using NextEntry = std::function<Result<std::optional<WholeEntry>>()>;
  virtual Result<void> fill(const NextEntry& next) = 0;

  // Events of one stream with sequence > after, in order; empty for a stream that does not exist.
  virtual Result<std::vector<StoredEvent>> read(std::string_view stream, std::uint64_t after = 0) const = 0;
  // Every event with position > after, in order, at most `most`: for rebuilding and for the proof.
  virtual Result<std::vector<StoredEvent>> read_all(std::uint64_t after, std::size_t most) const = 0;
  // Streams whose name starts with `prefix`, in order of their first event.
  virtual Result<std::vector<StreamHead>> streams(std::string_view prefix) const = 0;
  // The last position of all: one cheap question that tells whether anything has changed.
  virtual Result<std::uint64_t> last_position() const = 0;

  // The ledger of what is appended; as old as the store.
  virtual const Ledger& ledger() const = 0;

  // The original files, by SHA-256. Keeping the same bytes twice keeps them once. Durable when it returns.
  virtual Result<std::string> keep_original(std::string_view bytes) = 0;    // returns the hash
  virtual Result<std::string> original(std::string_view sha256) const = 0;  // not_found where it has none
  virtual Result<std::vector<std::string>> originals() const = 0;           // their hashes, in no order

  // Drafts: work of a person that is not yet part of the record (an import half decided). Replaced whole, with the same
  // rule of an expected version (0: must not exist); forgotten when finished.
  struct Draft {
    std::string name;
    std::uint64_t version = 0;
    std::string content;
    Moment changed;
  };
  virtual Result<std::uint64_t> save_draft(std::string_view name, std::uint64_t expected, std::string_view content,
                                           Moment now) = 0;  // returns the new version
  virtual Result<Draft> draft(std::string_view name) const = 0;
  virtual Result<std::vector<Draft>> drafts(std::string_view prefix) const = 0;  // without content, newest first
  virtual Result<void> forget_draft(std::string_view name) = 0;

  // What is kept beside the record and is never part of it; as durable, and as old as the store.
  virtual Vault& vault() = 0;
};

}  // namespace candour::app
