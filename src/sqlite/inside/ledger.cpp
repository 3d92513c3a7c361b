#include "sqlite/inside/ledger.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "app/sealing.h"
#include "ledger/commitment.h"
#include "ledger/tiles.h"

namespace candour::sqlite {
namespace {

using ledger::Hash;
using ledger::tile_width;

auto damaged() {
  return fail(ErrorCode::internal, "The ledger in the database is damaged. Restore it from a backup.",
              "a hash that is not 32 bytes");
}

// Nothing for empty bytes.
Result<std::optional<Hash>> hash_in(const Statement& row, int column) {
  const std::string_view bytes = row.bytes(column);
  if (bytes.empty()) return std::optional<Hash>();
  const auto hash = ledger::hash_of(bytes);
  if (!hash) return damaged();
  return std::optional<Hash>(*hash);
}

auto beyond() {
  return fail(ErrorCode::not_found, "The ledger is not that large.");
}
// SQLite's numbers have a sign: beyond it there is nothing to find.
std::uint64_t bounded(std::uint64_t number) {
  return std::min<std::uint64_t>(number, INT64_MAX);
}

// How many plain entries lie before a place in the log.
Result<std::uint64_t> plain_before(Database& database, std::uint64_t entry) {
  CANDOUR_TRY(select,
              database.prepare("SELECT number FROM plain_entries WHERE entry < ?1 ORDER BY entry DESC LIMIT 1"));
  select.bind(1, entry);
  CANDOUR_TRY(there, select.row());
  return there ? select.count(0) + 1 : 0;
}

Result<std::vector<app::LedgerEntry>> entries_in(Database& database, std::uint64_t first, std::uint64_t most) {
  first = bounded(first);
  const std::uint64_t end = first + std::min(most, std::uint64_t{INT64_MAX} - first);
  CANDOUR_TRY(before, plain_before(database, first));
  CANDOUR_TRY(plain, database.prepare(
                         "SELECT entry, bytes FROM plain_entries WHERE entry >= ?1 AND entry < ?2 ORDER BY entry"));
  plain.bind(1, first).bind(2, end);
  CANDOUR_TRY(events, database.prepare(
                          "SELECT position, commitment FROM events WHERE position > ?1 ORDER BY position LIMIT ?2"));
  events.bind(1, first - before).bind(2, end - first);
  CANDOUR_TRY(plain_there, plain.row());
  std::vector<app::LedgerEntry> entries;
  for (std::uint64_t index = first; index < end; ++index) {
    if (plain_there && plain.count(0) == index) {
      entries.push_back({index, std::string(plain.bytes(1)), 0});
      CANDOUR_TRY(more, plain.row());
      plain_there = more;
      continue;
    }
    CANDOUR_TRY(event_there, events.row());
    if (!event_there) break;
    const auto commitment = ledger::hash_of(events.bytes(1));
    if (!commitment) return damaged();
    entries.push_back({index, ledger::write_event_entry(*commitment), events.count(0)});
  }
  return entries;
}

// The hashes of so many entries from a place on; fewer where the log ends.
Result<std::vector<Hash>> leaves(Database& database, std::uint64_t first, std::uint64_t count) {
  CANDOUR_TRY(entries, entries_in(database, first, count));
  std::vector<Hash> hashes;
  hashes.reserve(entries.size());
  for (const app::LedgerEntry& entry : entries) hashes.push_back(ledger::leaf_hash(entry.bytes));
  return hashes;
}

// What a tile of this level is made of: leaves, or the roots of the tiles below.
Result<std::vector<Hash>> hashes_of(Database& database, unsigned tile_level, std::uint64_t first, std::uint64_t count) {
  if (tile_level == 0) return leaves(database, first, count);
  CANDOUR_TRY(select, database.prepare("SELECT root FROM tile_roots WHERE level = ?1 AND place >= ?2 AND place < ?3 "
                                       "ORDER BY place"));
  select.bind(1, std::uint64_t{tile_level}).bind(2, first).bind(3, first + count);
  std::vector<Hash> hashes;
  for (;;) {
    CANDOUR_TRY(more, select.row());
    if (!more) return hashes;
    const auto hash = ledger::hash_of(select.bytes(0));
    if (!hash) return damaged();
    hashes.push_back(*hash);
  }
}

}  // namespace

// ---- Growing ----

Result<std::uint64_t> LedgerGrowth::plain_entries() {
  if (!plain_entries_) {
    CANDOUR_TRY(last, database_.ask("SELECT coalesce(max(number) + 1, 0) FROM plain_entries"));
    plain_entries_ = static_cast<std::uint64_t>(last);
  }
  return *plain_entries_;
}

Result<void> LedgerGrowth::event_added(std::uint64_t position) {
  CANDOUR_TRY(plain, plain_entries());
  return complete_tiles(position + plain);
}

Result<void> LedgerGrowth::add_plain(std::uint64_t position, std::string_view bytes) {
  CANDOUR_TRY(plain, plain_entries());
  CANDOUR_TRY(insert, database_.prepare("INSERT INTO plain_entries (entry, number, bytes) VALUES (?1, ?2, ?3)"));
  CANDOUR_CHECK(insert.bind(1, position + plain).bind(2, plain).bind_bytes(3, bytes).run());
  plain_entries_ = plain + 1;
  return complete_tiles(position + plain + 1);
}

Result<void> LedgerGrowth::complete_tiles(std::uint64_t size) {
  for (unsigned level = 0; size != 0 && size % tile_width == 0; ++level) {
    CANDOUR_TRY(hashes, hashes_of(database_, level, size - tile_width, tile_width));
    if (hashes.size() != tile_width) return damaged();
    size /= tile_width;
    const Hash root = ledger::tile_root(hashes.data(), hashes.size());
    CANDOUR_TRY(insert, database_.prepare("INSERT INTO tile_roots (level, place, root) VALUES (?1, ?2, ?3)"));
    insert.bind(1, std::uint64_t{level + 1}).bind(2, size - 1).bind_bytes(3, ledger::bytes_of(root));
    CANDOUR_CHECK(insert.run());
  }
  return {};
}

Result<void> begin_ledger(Database& database, Moment now) {
  CANDOUR_TRY(begun, database.ask("SELECT count(*) FROM plain_entries WHERE entry = 0"));
  if (begun != 0) return {};
  LedgerGrowth growth(database);
  const std::string genesis = app::genesis_entry(now);
  CANDOUR_CHECK(growth.add_plain(0, genesis));
  struct Old {
    std::uint64_t position, stream_id, sequence;
    std::string stream, core, words;
  };
  std::map<std::uint64_t, Hash> previous;  // of each stream
  std::uint64_t position = 0;
  for (;;) {
    std::vector<Old> some;
    {
      CANDOUR_TRY(select,
                  database.prepare("SELECT position, stream, sequence, name, core, words FROM events JOIN streams ON "
                                   "streams.id = stream WHERE position > ?1 ORDER BY position LIMIT 1000"));
      select.bind(1, position);
      for (;;) {
        CANDOUR_TRY(more, select.row());
        if (!more) break;
        some.push_back({select.count(0), select.count(1), select.count(2), std::string(select.bytes(3)),
                        std::string(select.bytes(4)), std::string(select.bytes(5))});
      }
    }
    if (some.empty()) return {};
    for (const Old& old : some) {
      const auto before = previous.find(old.stream_id);
      const auto sealed =
          app::seal(old.stream, old.sequence, before == previous.end() ? std::nullopt : std::optional(before->second),
                    old.core, old.words);
      CANDOUR_TRY(update, database.prepare(
                              "UPDATE events SET salt = ?1, words_salt = ?2, commitment = ?3 WHERE position = ?4"));
      update.bind_bytes(1, ledger::bytes_of(sealed.opening.salt))
          .bind_bytes(2, ledger::bytes_of(sealed.opening.words_salt));
      CANDOUR_CHECK(update.bind_bytes(3, ledger::bytes_of(sealed.commitment)).bind(4, old.position).run());
      CANDOUR_CHECK(growth.event_added(old.position));
      previous.insert_or_assign(old.stream_id, sealed.commitment);
      position = old.position;
    }
  }
}

// ---- Asking ----

Result<std::uint64_t> SqliteLedger::size() const {
  return readers_.read<std::uint64_t>([](Database& database) -> Result<std::uint64_t> {
    // One statement, so that both are of one moment.
    CANDOUR_TRY(
        size,
        database.ask("SELECT (SELECT coalesce(max(position), 0) FROM events) + (SELECT coalesce(max(number) + 1, 0) "
                     "FROM plain_entries)"));
    return static_cast<std::uint64_t>(size);
  });
}

Result<std::vector<app::LedgerEntry>> SqliteLedger::entries(std::uint64_t first, std::size_t most) const {
  return readers_.read<std::vector<app::LedgerEntry>>(
      [&](Database& database) { return entries_in(database, first, most); });
}

Result<Hash> SqliteLedger::node(unsigned level, std::uint64_t index) const {
  const unsigned height = level % 8;  // above the hashes that are kept
  const std::uint64_t count = std::uint64_t{1} << height;
  if (level > 62 || index > (std::uint64_t{INT64_MAX} >> height) - 1) return beyond();
  return readers_.read<Hash>([&](Database& database) -> Result<Hash> {
    CANDOUR_TRY(hashes, hashes_of(database, level / 8, index << height, count));
    if (hashes.size() != count) return beyond();
    return ledger::tile_root(hashes.data(), hashes.size());
  });
}

Result<std::vector<app::EventSeal>> SqliteLedger::seals(std::uint64_t after, std::size_t most) const {
  return readers_.read<std::vector<app::EventSeal>>([&](Database& database) -> Result<std::vector<app::EventSeal>> {
    CANDOUR_TRY(select, database.prepare("SELECT position, commitment, salt, words_salt, words_commitment FROM events "
                                         "WHERE position > ?1 ORDER BY position LIMIT ?2"));
    select.bind(1, bounded(after)).bind(2, bounded(most));
    std::vector<app::EventSeal> found;
    for (;;) {
      CANDOUR_TRY(more, select.row());
      if (!more) return found;
      const auto commitment = ledger::hash_of(select.bytes(1));
      if (!commitment) return damaged();
      CANDOUR_TRY(salt, hash_in(select, 2));
      CANDOUR_TRY(words_salt, hash_in(select, 3));
      CANDOUR_TRY(words_commitment, hash_in(select, 4));
      found.push_back({select.count(0), *commitment, salt, words_salt, words_commitment});
    }
  });
}

}  // namespace candour::sqlite
