#pragma once
// A thin layer over libsqlite3: a connection, its prepared statements, and its errors as ours. A connection and its
// statements belong to one thread at a time.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace candour::sqlite {

// One use of a prepared statement. Bind in order from 1, then step; it is reset when it goes out of scope. Text and
// bytes are not copied: they must outlive the statement.
class Statement {
 public:
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(int place, std::uint64_t number);
  Statement& bind(int place, std::int64_t number);
  Statement& bind_text(int place, std::string_view text);
  Statement& bind_bytes(int place, std::string_view bytes);

  Result<bool> row();  // true where there is one more row
  Result<void> run();  // to the end

  std::int64_t number(int column) const;
  std::uint64_t count(int column) const { return static_cast<std::uint64_t>(number(column)); }
  bool is_null(int column) const;
  std::string_view bytes(int column) const;  // of text or blob; until the next row

 private:
  sqlite3_stmt* statement_;
};

// "Cndr", in the file's header: whose database it is.
inline constexpr std::int64_t our_application = 0x436e6472;

enum class Access { write, read };

class Database {
 public:
  // Every setting is made, the waiting time before all others: a busy neighbour makes the first statement wait, not
  // fail.
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file, Access access);
  ~Database();

  // Prepared once for each text, which must be a literal.
  Result<Statement> prepare(const char* literal);
  Result<void> run(const char* literal);            // a statement without values, kept prepared
  Result<void> run_all(std::string_view commands);  // any number of statements
  Result<std::int64_t> ask(const char* literal);    // the one number that a statement answers
  std::uint64_t last_row() const;                   // that was inserted
  bool in_transaction() const;

  // Pages in the log after the last commit; 0 once checkpoint() has been asked for.
  int pages_in_log() const { return pages_in_log_; }
  // Puts the log into the database, as far as nobody who reads needs it. Not left to SQLite, which keeps to itself what
  // the disk then says.
  Result<void> checkpoint();

 private:
  Result<void> check_ours();
  explicit Database(sqlite3* handle) : handle_(handle) {}
  sqlite3* handle_;
  int pages_in_log_ = 0;
  std::unordered_map<const char*, sqlite3_stmt*> prepared_;
};

// A statement's failure as a sentence; the code and SQLite's own words go to the detail.
Error error_of(sqlite3* handle, int code);
// The disk may not have kept what it was told to keep: SQLite's own advice is to write no more.
bool is_doubtful(const Error& error);

}  // namespace candour::sqlite
