#include "sqlite/inside/vault.h"

#include <utility>

namespace candour::sqlite {
namespace {

Result<std::uint64_t> version_at(Database& database, std::string_view kind, std::string_view key) {
  CANDOUR_TRY(select, database.prepare("SELECT version FROM vault WHERE kind = ?1 AND key = ?2"));
  select.bind_text(1, kind).bind_text(2, key);
  CANDOUR_TRY(there, select.row());
  return there ? select.count(0) : 0;
}

app::Kept read_row(const Statement& select, std::string_view kind) {
  app::Kept kept{std::string(kind), std::string(select.bytes(0)), select.count(1), std::string(select.bytes(2)), {}};
  if (!select.is_null(3)) kept.expires = Moment::from_microseconds(select.number(3));
  return kept;
}

Result<void> without_answer(const Result<std::uint64_t>& done) {
  if (!done) return fail(done.error());
  return {};
}

}  // namespace

Result<std::uint64_t> SqliteVault::keep(std::string_view kind, std::string_view key,
                                        std::optional<std::uint64_t> expected, std::string_view content,
                                        std::optional<Moment> expires) {
  return writer_.write([&](Database& database) -> Result<std::uint64_t> {
    CANDOUR_TRY(version, version_at(database, kind, key));
    if (expected && *expected != version) return changed_first("a record of the vault", version, *expected);
    CANDOUR_TRY(insert, database.prepare("INSERT OR REPLACE INTO vault (kind, key, version, content, expires) "
                                         "VALUES (?1, ?2, ?3, ?4, ?5)"));
    insert.bind_text(1, kind).bind_text(2, key).bind(3, version + 1).bind_bytes(4, content);
    if (expires) insert.bind(5, expires->microseconds());
    CANDOUR_CHECK(insert.run());
    return version + 1;
  });
}

Result<app::Kept> SqliteVault::find(std::string_view kind, std::string_view key) const {
  return readers_.read<app::Kept>([&](Database& database) -> Result<app::Kept> {
    CANDOUR_TRY(select,
                database.prepare("SELECT key, version, content, expires FROM vault WHERE kind = ?1 AND key = ?2"));
    select.bind_text(1, kind).bind_text(2, key);
    CANDOUR_TRY(there, select.row());
    if (!there) return fail(ErrorCode::not_found, "There is nothing here, or no longer.");
    return read_row(select, kind);
  });
}

Result<std::vector<app::Kept>> SqliteVault::all(std::string_view kind, std::string_view prefix) const {
  return readers_.read<std::vector<app::Kept>>([&](Database& database) -> Result<std::vector<app::Kept>> {
    std::vector<app::Kept> found;
    CANDOUR_TRY(select,
                database.prepare("SELECT key, version, content, expires FROM vault "
                                 "WHERE kind = ?1 AND key >= ?2 AND substr(key, 1, length(?2)) = ?2 ORDER BY key"));
    select.bind_text(1, kind).bind_text(2, prefix);
    for (;;) {
      CANDOUR_TRY(more, select.row());
      if (!more) return found;
      found.push_back(read_row(select, kind));
    }
  });
}

Result<void> SqliteVault::drop(std::string_view kind, std::string_view key, std::optional<std::uint64_t> expected) {
  return without_answer(writer_.write([&](Database& database) -> Result<std::uint64_t> {
    CANDOUR_TRY(version, version_at(database, kind, key));
    if (expected && *expected != version) return changed_first("a record of the vault", version, *expected);
    CANDOUR_TRY(remove, database.prepare("DELETE FROM vault WHERE kind = ?1 AND key = ?2"));
    CANDOUR_CHECK(remove.bind_text(1, kind).bind_text(2, key).run());
    return 0;
  }));
}

Result<void> SqliteVault::drop_expired(Moment now) {
  return without_answer(writer_.write([&](Database& database) -> Result<std::uint64_t> {
    CANDOUR_TRY(remove, database.prepare("DELETE FROM vault WHERE expires <= ?1"));
    CANDOUR_CHECK(remove.bind(1, now.microseconds()).run());
    return 0;
  }));
}

}  // namespace candour::sqlite
