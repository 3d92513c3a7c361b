#include "sqlite/sqlite_store.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/sealing.h"
#include "base/clock.h"
#include "base/sha256.h"
#include "sqlite/inside/connections.h"
#include "sqlite/inside/database.h"
#include "sqlite/inside/ledger.h"
#include "sqlite/inside/migrations.h"
#include "sqlite/inside/vault.h"

namespace candour::sqlite {
namespace {

using app::Append;
using app::NewEvent;
using app::StoredEvent;
using app::StreamHead;

Result<std::uint64_t> last_position_of(Database& database) {
  CANDOUR_TRY(last, database.ask("SELECT coalesce(max(position), 0) FROM events"));
  return static_cast<std::uint64_t>(last);
}

// The stream's row, its last sequence and what that is committed to; 0 and 0 where it does not exist.
struct Head {
  std::uint64_t id = 0;
  std::uint64_t sequence = 0;
  std::optional<ledger::Hash> commitment;
};
Result<Head> head_of(Database& database, std::string_view stream) {
  CANDOUR_TRY(select, database.prepare("SELECT streams.id, sequence, commitment FROM streams JOIN events ON "
                                       "events.stream = streams.id WHERE name = ?1 ORDER BY sequence DESC LIMIT 1"));
  select.bind_text(1, stream);
  CANDOUR_TRY(there, select.row());
  if (!there) return Head{};
  CANDOUR_TRY(commitment, ledger::hash_of(select.bytes(2)));
  return Head{select.count(0), select.count(1), commitment};
}

Result<std::uint64_t> append_one(Database& database, LedgerGrowth& growth, const Append& append) {
  CANDOUR_TRY(head, head_of(database, append.stream));
  if (head.sequence != append.expected) return changed_first(append.stream, head.sequence, append.expected);
  if (append.events.empty()) return last_position_of(database);
  if (head.id == 0) {
    CANDOUR_TRY(insert, database.prepare("INSERT INTO streams (name) VALUES (?1)"));
    CANDOUR_CHECK(insert.bind_text(1, append.stream).run());
    head.id = database.last_row();
  }
  std::uint64_t position = 0;
  for (const NewEvent& event : append.events) {
    const auto sealed = app::seal(append.stream, ++head.sequence, head.commitment, event.core, event.words);
    head.commitment = sealed.commitment;
    {
      CANDOUR_TRY(insert,
                  database.prepare("INSERT INTO events (stream, sequence, core, words, recorded, speaks_of, salt, "
                                   "words_salt, commitment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
      insert.bind(1, head.id).bind(2, head.sequence).bind_text(3, event.core).bind_text(4, event.words);
      insert.bind(5, event.recorded.microseconds()).bind(6, std::int64_t{event.speaks_of.days_since_1970()});
      insert.bind_bytes(7, ledger::bytes_of(sealed.opening.salt));
      insert.bind_bytes(8, ledger::bytes_of(sealed.opening.words_salt));
      insert.bind_bytes(9, ledger::bytes_of(sealed.commitment));
      CANDOUR_CHECK(insert.run());
    }
    position = database.last_row();
    CANDOUR_CHECK(growth.event_added(position));
    if (!event.entry.empty()) CANDOUR_CHECK(growth.add_plain(position, event.entry));
  }
  return position;
}

Result<std::uint64_t> append_all(Database& database, const std::vector<Append>& appends) {
  std::uint64_t last = 0;
  LedgerGrowth growth(database);
  for (const Append& append : appends) {
    CANDOUR_TRY(position, append_one(database, growth, append));
    last = std::max(last, position);
  }
  if (appends.empty()) return last_position_of(database);
  return last;
}

// ---- Erasing ----

Result<void> erase_words(Database& database, std::uint64_t position) {
  ledger::Hash words{};
  {
    CANDOUR_TRY(select, database.prepare("SELECT words, words_salt FROM events WHERE position = ?1"));
    select.bind(1, position);
    CANDOUR_TRY(there, select.row());
    if (!there) return fail(ErrorCode::not_found, "There is no such event.");
    const std::string_view salt = select.bytes(1);
    if (salt.empty()) return {};  // gone already
    CANDOUR_TRY(read, ledger::hash_of(salt));
    words = ledger::commit(read, select.bytes(0));
  }
  CANDOUR_TRY(update, database.prepare("UPDATE events SET words = '', words_salt = x'', words_commitment = ?2 "
                                       "WHERE position = ?1"));
  return update.bind(1, position).bind_bytes(2, ledger::bytes_of(words)).run();
}

Result<void> erase_in(Database& database, const app::Erasure& erasure) {
  for (const std::uint64_t position : erasure.words_of) CANDOUR_CHECK(erase_words(database, position));
  for (const std::string& sha256 : erasure.originals) {
    CANDOUR_TRY(remove, database.prepare("DELETE FROM originals WHERE sha256 = ?1"));
    CANDOUR_CHECK(remove.bind_text(1, sha256).run());
  }
  for (const std::string& name : erasure.drafts) {
    CANDOUR_TRY(remove, database.prepare("DELETE FROM drafts WHERE name = ?1"));
    CANDOUR_CHECK(remove.bind_text(1, name).run());
  }
  return {};
}

// Puts the log into the database and cuts it to nothing, so that the disk cannot bring any of it back; false where
// somebody uses it. What a program that was killed had written is read from the log, whether the disk has it or not: it
// is on the disk when this returns, and only then may anything rest on it.
Result<bool> empty_log(Database& database, const std::filesystem::path& file) {
  CANDOUR_TRY(busy, database.ask("PRAGMA wal_checkpoint(TRUNCATE)"));
  if (busy != 0) return false;
  const std::filesystem::path log = file.string() + "-wal";
  std::error_code trouble;
  if (std::filesystem::exists(log, trouble)) CANDOUR_CHECK(sync_file(log));
  return true;
}

// Deleted bytes are overwritten (secure_delete), but a page that was split or merged long ago may hold a second copy in
// a gap: the whole file is written anew. Then the log is put into it and cut to nothing.
Result<void> leave_no_trace(const std::filesystem::path& file) {
  CANDOUR_TRY(database, Database::open(file, Access::write));
  CANDOUR_CHECK(database->run_all("VACUUM"));
  for (int attempt = 0; attempt < 5; ++attempt) {
    CANDOUR_TRY(emptied, empty_log(*database, file));
    if (emptied) return {};
  }
  return fail(ErrorCode::unavailable,
              "The words are erased, but the database's log still holds them, because it is in use. It is emptied when "
              "Candour is stopped; erase again to try it now.");
}

// ---- Taking another store's entries ----

Result<void> fill_in(Database& database, const app::Store::NextEntry& next) {
  CANDOUR_TRY(last, last_position_of(database));
  if (last != 0) return fail(ErrorCode::conflict, "There is a record here already.");
  CANDOUR_CHECK(database.run("DELETE FROM plain_entries"));
  LedgerGrowth growth(database);
  std::unordered_map<std::string, std::uint64_t> streams;
  for (;;) {
    CANDOUR_TRY(entry, next());
    if (!entry) return {};
    if (!entry->plain.empty()) {
      CANDOUR_CHECK(growth.add_plain(last, entry->plain));
      continue;
    }
    const StoredEvent& event = entry->event;
    const app::EventSeal& seal = entry->seal;
    if (event.position != ++last || seal.position != last)
      return fail(ErrorCode::bad_input, "The entries are not in their order.");
    std::uint64_t& stream = streams[event.stream];
    if (stream == 0) {
      CANDOUR_TRY(insert, database.prepare("INSERT INTO streams (name) VALUES (?1)"));
      CANDOUR_CHECK(insert.bind_text(1, event.stream).run());
      stream = database.last_row();
    }
    {
      CANDOUR_TRY(insert, database.prepare(
                              "INSERT INTO events (position, stream, sequence, core, words, recorded, speaks_of, salt, "
                              "words_salt, words_commitment, commitment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                              "?10, ?11)"));
      const auto bytes = [](const auto& hash) { return hash ? ledger::bytes_of(*hash) : std::string_view(); };
      insert.bind(1, last).bind(2, stream).bind(3, event.sequence).bind_text(4, event.core).bind_text(5, event.words);
      insert.bind(6, event.recorded.microseconds()).bind(7, std::int64_t{event.speaks_of.days_since_1970()});
      insert.bind_bytes(8, bytes(seal.salt)).bind_bytes(9, bytes(seal.words_salt));
      insert.bind_bytes(10, bytes(seal.words_commitment)).bind_bytes(11, ledger::bytes_of(seal.commitment));
      CANDOUR_CHECK(insert.run());
    }
    CANDOUR_CHECK(growth.event_added(last));
  }
}

// ---- Reading ----

constexpr const char* read_stream =
    "SELECT position, sequence, core, words, recorded, speaks_of FROM events "
    "WHERE stream = (SELECT id FROM streams WHERE name = ?1) AND sequence > ?2 ORDER BY sequence";
constexpr const char* read_everything =
    "SELECT position, sequence, core, words, recorded, speaks_of, name FROM events JOIN streams ON streams.id = stream "
    "WHERE position > ?1 ORDER BY position LIMIT ?2";

StoredEvent event_of(const Statement& row, std::string_view stream) {
  StoredEvent event;
  event.position = row.count(0);
  event.stream = std::string(stream);
  event.sequence = row.count(1);
  event.core = std::string(row.bytes(2));
  event.words = std::string(row.bytes(3));
  event.recorded = Moment::from_microseconds(row.number(4));
  event.speaks_of = Date::from_days(static_cast<std::int32_t>(row.number(5)));
  return event;
}

// ---- The store ----

class SqliteStore final : public app::Store {
 public:
  SqliteStore(std::unique_ptr<Database> database, const std::filesystem::path& file, Writer::Stopped stopped)
      : file_(file), writer_(std::move(database), std::move(stopped)), readers_(file) {}

  Result<std::uint64_t> append(const std::vector<Append>& appends) override {
    return writer_.write([&](Database& database) { return append_all(database, appends); });
  }

  Result<std::uint64_t> erase(const app::Erasure& erasure, const std::vector<Append>& appends) override {
    CANDOUR_TRY(position, writer_.write([&](Database& database) -> Result<std::uint64_t> {
      CANDOUR_CHECK(erase_in(database, erasure));
      return append_all(database, appends);
    }));
    CANDOUR_CHECK(leave_no_trace(file_));
    return position;
  }

  Result<void> fill(const NextEntry& next) override {
    const auto done = writer_.write([&](Database& database) -> Result<std::uint64_t> {
      CANDOUR_CHECK(fill_in(database, next));
      return 0;
    });
    if (!done) return fail(done.error());
    return {};
  }

  Result<std::vector<StoredEvent>> read(std::string_view stream, std::uint64_t after) const override {
    return readers_.read<std::vector<StoredEvent>>([&](Database& database) -> Result<std::vector<StoredEvent>> {
      std::vector<StoredEvent> events;
      CANDOUR_TRY(select, database.prepare(read_stream));
      select.bind_text(1, stream).bind(2, bounded(after));
      for (;;) {
        CANDOUR_TRY(more, select.row());
        if (!more) return events;
        events.push_back(event_of(select, stream));
      }
    });
  }

  Result<std::vector<StoredEvent>> read_all(std::uint64_t after, std::size_t most) const override {
    return readers_.read<std::vector<StoredEvent>>([&](Database& database) -> Result<std::vector<StoredEvent>> {
      std::vector<StoredEvent> events;
      CANDOUR_TRY(select, database.prepare(read_everything));
      select.bind(1, bounded(after)).bind(2, bounded(most));
      for (;;) {
        CANDOUR_TRY(more, select.row());
        if (!more) return events;
        events.push_back(event_of(select, select.bytes(6)));
      }
    });
  }

  Result<std::vector<StreamHead>> streams(std::string_view prefix) const override {
    return readers_.read<std::vector<StreamHead>>([&](Database& database) -> Result<std::vector<StreamHead>> {
      std::vector<StreamHead> heads;
      CANDOUR_TRY(select, database.prepare("SELECT name, (SELECT max(sequence) FROM events WHERE stream = streams.id) "
                                           "FROM streams WHERE substr(name, 1, length(?1)) = ?1 ORDER BY id"));
      select.bind_text(1, prefix);
      for (;;) {
        CANDOUR_TRY(more, select.row());
        if (!more) return heads;
        heads.push_back({std::string(select.bytes(0)), select.count(1)});
      }
    });
  }

  Result<std::uint64_t> last_position() const override { return readers_.read<std::uint64_t>(last_position_of); }

  Result<std::string> keep_original(std::string_view bytes) override {
    std::string hash = sha256_hex(bytes);
    const auto done = writer_.write([&](Database& database) -> Result<std::uint64_t> {
      CANDOUR_TRY(insert,
                  database.prepare("INSERT INTO originals (sha256, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING"));
      CANDOUR_CHECK(insert.bind_text(1, hash).bind_bytes(2, bytes).run());
      return 0;
    });
    if (!done) return fail(done.error());
    return hash;
  }

  Result<std::string> original(std::string_view sha256) const override {
    return readers_.read<std::string>([&](Database& database) -> Result<std::string> {
      CANDOUR_TRY(select, database.prepare("SELECT bytes FROM originals WHERE sha256 = ?1"));
      select.bind_text(1, sha256);
      CANDOUR_TRY(there, select.row());
      if (!there) return fail(ErrorCode::not_found, "This document is not kept here.");
      return std::string(select.bytes(0));
    });
  }

  Result<std::vector<std::string>> originals() const override {
    return readers_.read<std::vector<std::string>>([&](Database& database) -> Result<std::vector<std::string>> {
      CANDOUR_TRY(select, database.prepare("SELECT sha256 FROM originals"));
      std::vector<std::string> hashes;
      for (;;) {
        CANDOUR_TRY(more, select.row());
        if (!more) return hashes;
        hashes.emplace_back(select.bytes(0));
      }
    });
  }

  Result<std::uint64_t> save_draft(std::string_view name, std::uint64_t expected, std::string_view content,
                                   Moment now) override {
    return writer_.write([&](Database& database) -> Result<std::uint64_t> {
      CANDOUR_TRY(select, database.prepare("SELECT version FROM drafts WHERE name = ?1"));
      select.bind_text(1, name);
      CANDOUR_TRY(there, select.row());
      const std::uint64_t version = there ? select.count(0) : 0;
      if (version != expected) return changed_first(name, version, expected);
      CANDOUR_TRY(insert, database.prepare("INSERT OR REPLACE INTO drafts (name, version, content, changed) "
                                           "VALUES (?1, ?2, ?3, ?4)"));
      insert.bind_text(1, name).bind(2, version + 1).bind_bytes(3, content).bind(4, now.microseconds());
      CANDOUR_CHECK(insert.run());
      return version + 1;
    });
  }

  Result<Draft> draft(std::string_view name) const override {
    return readers_.read<Draft>([&](Database& database) -> Result<Draft> {
      CANDOUR_TRY(select, database.prepare("SELECT version, content, changed FROM drafts WHERE name = ?1"));
      select.bind_text(1, name);
      CANDOUR_TRY(there, select.row());
      if (!there) return fail(ErrorCode::not_found, "There is no such draft.");
      return Draft{std::string(name), select.count(0), std::string(select.bytes(1)),
                   Moment::from_microseconds(select.number(2))};
    });
  }

  Result<std::vector<Draft>> drafts(std::string_view prefix) const override {
    return readers_.read<std::vector<Draft>>([&](Database& database) -> Result<std::vector<Draft>> {
      std::vector<Draft> found;
      CANDOUR_TRY(select, database.prepare("SELECT name, version, changed FROM drafts "
                                           "WHERE substr(name, 1, length(?1)) = ?1 ORDER BY changed DESC, name"));
      select.bind_text(1, prefix);
      for (;;) {
        CANDOUR_TRY(more, select.row());
        if (!more) return found;
        found.push_back(
            {std::string(select.bytes(0)), select.count(1), {}, Moment::from_microseconds(select.number(2))});
      }
    });
  }

  Result<void> forget_draft(std::string_view name) override {
    const auto done = writer_.write([&](Database& database) -> Result<std::uint64_t> {
      CANDOUR_TRY(remove, database.prepare("DELETE FROM drafts WHERE name = ?1"));
      CANDOUR_CHECK(remove.bind_text(1, name).run());
      return 0;
    });
    if (!done) return fail(done.error());
    return {};
  }

  app::Vault& vault() override { return vault_; }
  const app::Ledger& ledger() const override { return ledger_; }

 private:
  // SQLite's numbers have a sign: beyond it there is nothing to find.
  static std::uint64_t bounded(std::uint64_t number) { return std::min<std::uint64_t>(number, INT64_MAX); }

  const std::filesystem::path file_;
  Writer writer_;
  Readers readers_;
  SqliteVault vault_{writer_, readers_};
  SqliteLedger ledger_{readers_};
};

// ---- Opening ----

// Readable by its owner alone, whatever the umask; SQLite gives its side files the same rights. The folder is synced so
// that the file's name is as durable as what will be acknowledged in it.
Result<void> make_file(const std::filesystem::path& file) {
  const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made < 0) {
    if (errno == EEXIST) return {};
    return fail(ErrorCode::unavailable,
                "The database cannot be made in " + file.parent_path().string() +
                    ". Look at whether the folder is there and who owns it.",
                std::generic_category().message(errno));
  }
  ::close(made);
  return sync_folder(file.parent_path().empty() ? "." : file.parent_path());
}

Result<void> migrate(Database& database) {
  CANDOUR_CHECK(database.run("BEGIN IMMEDIATE"));
  const auto in_transaction = [&]() -> Result<void> {
    CANDOUR_TRY(version, database.ask("PRAGMA user_version"));
    const int newest = migrations().back().number;
    if (version > newest)
      return fail(ErrorCode::unavailable, "This database was written by a newer Candour (its schema is number " +
                                              std::to_string(version) + ", this program knows " +
                                              std::to_string(newest) + "). Use the newer program.");
    for (const Migration& migration : migrations()) {
      if (migration.number <= version) continue;
      CANDOUR_CHECK(database.run_all(migration.commands));
      CANDOUR_CHECK(database.run_all("PRAGMA user_version = " + std::to_string(migration.number)));
    }
    CANDOUR_CHECK(begin_ledger(database, SystemClock().now()));
    return database.run_all("PRAGMA application_id = " + std::to_string(our_application));
  };
  Result<void> done = in_transaction();
  if (done) done = database.run("COMMIT");
  if (!done && database.in_transaction()) (void)database.run("ROLLBACK");
  return done;
}

}  // namespace

Result<std::unique_ptr<app::Store>> open_store(const std::filesystem::path& file,
                                               std::function<void(const Error&)> stopped) {
  CANDOUR_CHECK(make_file(file));
  CANDOUR_TRY(database, Database::open(file, Access::write));
  CANDOUR_TRY(emptied, empty_log(*database, file));
  (void)emptied;  // whoever uses it has done so when it began
  CANDOUR_CHECK(migrate(*database));
  // The log may have been made just now; SQLite does not say where its name could not be kept.
  CANDOUR_CHECK(sync_folder(file.parent_path().empty() ? "." : file.parent_path()));
  return std::unique_ptr<app::Store>(std::make_unique<SqliteStore>(std::move(database), file, std::move(stopped)));
}

Result<void> back_up(const std::filesystem::path& file, const std::filesystem::path& to) {
  std::error_code trouble;
  if (std::filesystem::exists(to, trouble))
    return fail(ErrorCode::conflict, "“" + to.string() + "” is there already. Name another file for the backup.");
  const std::string beside = to.string() + ".part";
  std::filesystem::remove(beside, trouble);
  {
    CANDOUR_CHECK(make_file(beside));  // its owner's alone from the first byte
    CANDOUR_TRY(database, Database::open(file, Access::write));
    CANDOUR_TRY(copy, database->prepare("VACUUM INTO ?1"));
    CANDOUR_CHECK(copy.bind_text(1, beside).run());
  }
  CANDOUR_CHECK(sync_file(beside));
  if (::rename(beside.c_str(), to.c_str()) != 0)
    return fail(ErrorCode::unavailable, "The backup could not be written to its end. Look at the disk's health.",
                std::generic_category().message(errno));
  return sync_folder(to.parent_path().empty() ? "." : to.parent_path());
}

Result<std::unique_ptr<HeldFile>> claim_serving(const std::filesystem::path& file) {
  return hold(file.string() + "-serving",
              "Another Candour serves this folder already. Stop it first, or use another folder.");
}

}  // namespace candour::sqlite
