#include "sqlite/inside/database.h"

#include <sqlite3.h>
#include <utility>

namespace candour::sqlite {
namespace {

// Another process (an import on the command line beside the server) may hold the write lock this long.
constexpr int patience_ms = 10'000;
constexpr std::string_view doubtful_detail = "doubtful: ";

sqlite3* handle_of(sqlite3_stmt* statement) {
  return sqlite3_db_handle(statement);
}

}  // namespace

Error error_of(sqlite3* handle, int code) {
  const int primary = code & 0xff;
  std::string detail =
      "SQLite " + std::to_string(code) + ": " + (handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
  switch (primary) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::unavailable, "The database is in use by another program. Try again in a moment.",
              std::move(detail)};
    case SQLITE_FULL:
      return {ErrorCode::unavailable, "The disk is full. Nothing was changed; make room and try again.",
              std::move(detail)};
    case SQLITE_READONLY:
      return {ErrorCode::unavailable,
              "The database cannot be written to. Nothing was changed; look at who owns its folder.",
              std::move(detail)};
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return {ErrorCode::unavailable,
              "The database cannot be opened. Look at whether its folder is there and who owns it.", std::move(detail)};
    case SQLITE_NOTADB:
      return {ErrorCode::unavailable, "This file is not a database of Candour.", std::move(detail)};
    case SQLITE_CORRUPT:
      return {ErrorCode::internal, "The database is damaged. Restore it from a backup.",
              std::string(doubtful_detail) + detail};
    case SQLITE_IOERR:
      return {ErrorCode::unavailable, "The disk did not answer as it should. Look at its health before going on.",
              std::string(doubtful_detail) + detail};
    case SQLITE_TOOBIG:
      return {ErrorCode::too_large, "This is more than the database can hold in one piece.", std::move(detail)};
    default:
      return {ErrorCode::internal, "The database refused this. It is our fault, not yours.", std::move(detail)};
  }
}

bool is_doubtful(const Error& error) {
  return error.detail.compare(0, doubtful_detail.size(), doubtful_detail) == 0;
}

Statement::~Statement() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

// A value that cannot be bound leaves NULL in its place, which the tables refuse: the step tells it.
Statement& Statement::bind(int place, std::uint64_t number) {
  return bind(place, static_cast<std::int64_t>(number));
}
Statement& Statement::bind(int place, std::int64_t number) {
  sqlite3_bind_int64(statement_, place, number);
  return *this;
}
Statement& Statement::bind_text(int place, std::string_view text) {
  // A null pointer would bind NULL, and an empty view may hold one.
  sqlite3_bind_text64(statement_, place, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}
Statement& Statement::bind_bytes(int place, std::string_view bytes) {
  if (bytes.empty())
    sqlite3_bind_zeroblob(statement_, place, 0);
  else
    sqlite3_bind_blob64(statement_, place, bytes.data(), bytes.size(), SQLITE_STATIC);
  return *this;
}

Result<bool> Statement::row() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return fail(error_of(handle_of(statement_), sqlite3_extended_errcode(handle_of(statement_))));
}

Result<void> Statement::run() {
  for (;;) {
    CANDOUR_TRY(more, row());
    if (!more) return {};
  }
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}
bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
std::string_view Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return data ? std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size)) : std::string_view();
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file, Access access) {
  const int flags = (access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
  std::unique_ptr<Database> database(new Database(handle));
  if (code != SQLITE_OK) return fail(error_of(handle, code));
  sqlite3_busy_timeout(handle, patience_ms);
  // In the place of SQLite's own checkpoint after a commit.
  sqlite3_wal_hook(
      handle,
      [](void* to, sqlite3*, const char*, int pages) {
        static_cast<Database*>(to)->pages_in_log_ = pages;
        return SQLITE_OK;
      },
      database.get());
  // SQLite opens a file it may not write to read-only without a word.
  if (sqlite3_db_readonly(handle, "main") == 1) return fail(error_of(nullptr, SQLITE_READONLY));
  CANDOUR_CHECK(database->check_ours());
  CANDOUR_CHECK(
      database->run_all("PRAGMA journal_mode = WAL;"
                        "PRAGMA synchronous = FULL;"  // acknowledged means that it is on the disk
                        "PRAGMA foreign_keys = ON;"
                        "PRAGMA secure_delete = ON;"  // what is erased is overwritten, not only unlinked
                        "PRAGMA trusted_schema = OFF;"
                        "PRAGMA cell_size_check = ON;"
                        "PRAGMA journal_size_limit = 67108864;"));
  if (access == Access::read) CANDOUR_CHECK(database->run_all("PRAGMA query_only = ON;"));
  return database;
}

// Before anything is set: another program's database is left as it is.
Result<void> Database::check_ours() {
  CANDOUR_TRY(application, ask("PRAGMA application_id"));
  if (application == our_application) return {};
  CANDOUR_TRY(tables, ask("SELECT count(*) FROM sqlite_schema"));
  if (application == 0 && tables == 0) return {};
  return fail(error_of(nullptr, SQLITE_NOTADB));
}

Database::~Database() {
  for (const auto& [text, statement] : prepared_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

Result<Statement> Database::prepare(const char* literal) {
  sqlite3_stmt*& statement = prepared_[literal];
  if (!statement) {
    const int code = sqlite3_prepare_v3(handle_, literal, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return fail(error_of(handle_, code));
  }
  return Statement(statement);
}

Result<void> Database::run(const char* literal) {
  CANDOUR_TRY(statement, prepare(literal));
  return statement.run();
}

Result<void> Database::run_all(std::string_view commands) {
  const int code = sqlite3_exec(handle_, std::string(commands).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(error_of(handle_, sqlite3_extended_errcode(handle_)));
  return {};
}

Result<std::int64_t> Database::ask(const char* literal) {
  CANDOUR_TRY(statement, prepare(literal));
  CANDOUR_TRY(there, statement.row());
  return there ? statement.number(0) : 0;
}

std::uint64_t Database::last_row() const {
  return static_cast<std::uint64_t>(sqlite3_last_insert_rowid(handle_));
}
bool Database::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

Result<void> Database::checkpoint() {
  pages_in_log_ = 0;
  const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY) return {};  // another is at it
  return fail(error_of(handle_, sqlite3_extended_errcode(handle_)));
}

}  // namespace candour::sqlite
