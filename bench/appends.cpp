// How many appends a second are acknowledged, by 1, 8 and 64 writers, beside the database's own rate of single-row
// commits: a bare loop of INSERT, each a transaction of its own, with the same settings on the same disk.
//
//   appends [FOLDER]     the folder is made if missing; default: a fresh one below the current folder

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <thread>
#include <vector>

#include "sqlite/sqlite_store.h"

namespace {

using clock_of_bench = std::chrono::steady_clock;
// In turns, so that what else the machine does falls on all alike.
constexpr int rounds = 12;
constexpr auto slice = std::chrono::milliseconds(250);

// An event as the program writes it: a rating.
const std::string core =
    R"({"actor":"coordinator","as_at":"2016-01-07","key_version":1,"number":17,"recorded":"2016-02-01T09:30:00.000000Z",)"
    R"("speaks_of":"2016-01-07","status":"on_track","type":"plan.rated","v":1})";
const std::string words = R"({"as_written":"G","reason":"As told at the meeting of the audit group"})";

double seconds_since(clock_of_bench::time_point start) {
  return std::chrono::duration<double>(clock_of_bench::now() - start).count();
}

// One row a commit, as fast as SQLite goes.
class Raw {
 public:
  explicit Raw(const std::filesystem::path& file) {
    sqlite3_open(file.c_str(), &handle_);
    sqlite3_exec(handle_,
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                 "PRAGMA secure_delete = ON;"
                 "CREATE TABLE rows (position INTEGER PRIMARY KEY, core TEXT NOT NULL, words TEXT NOT NULL) STRICT",
                 nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(handle_, "INSERT INTO rows (core, words) VALUES (?1, ?2)", -1, &insert_, nullptr);
  }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;
  ~Raw() {
    sqlite3_finalize(insert_);
    sqlite3_close(handle_);
  }
  void run(std::vector<double>& waits) {
    const auto start = clock_of_bench::now();
    while (clock_of_bench::now() - start < slice) {
      const auto asked = clock_of_bench::now();
      sqlite3_bind_text(insert_, 1, core.data(), static_cast<int>(core.size()), SQLITE_STATIC);
      sqlite3_bind_text(insert_, 2, words.data(), static_cast<int>(words.size()), SQLITE_STATIC);
      if (sqlite3_step(insert_) != SQLITE_DONE) std::exit(1);
      sqlite3_reset(insert_);
      waits.push_back(seconds_since(asked) * 1000);
    }
  }

 private:
  sqlite3* handle_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

// What the store does for one event of one writer, but for the ledger: no salts, no commitment, no tile.
class Without {
 public:
  explicit Without(const std::filesystem::path& file) {
    sqlite3_open(file.c_str(), &handle_);
    sqlite3_exec(handle_,
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                 "PRAGMA secure_delete = ON;"
                 "CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
                 "CREATE TABLE events (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES streams (id),"
                 "sequence INTEGER NOT NULL, core TEXT NOT NULL, words TEXT NOT NULL, recorded INTEGER NOT NULL,"
                 "speaks_of INTEGER NOT NULL, UNIQUE (stream, sequence)) STRICT;"
                 "INSERT INTO streams (name) VALUES ('plan/0')",
                 nullptr, nullptr, nullptr);
    const char* const texts[] = {
        "BEGIN IMMEDIATE",
        "SELECT id, (SELECT max(sequence) FROM events WHERE stream = streams.id) FROM streams WHERE "
        "name = 'plan/0'",
        "INSERT INTO events (stream, sequence, core, words, recorded, speaks_of) VALUES (?1, ?2, ?3, ?4, 0, 0)",
        "COMMIT"};
    for (std::size_t i = 0; i < statements_.size(); ++i)
      sqlite3_prepare_v2(handle_, texts[i], -1, &statements_[i], nullptr);
  }
  Without(const Without&) = delete;
  Without& operator=(const Without&) = delete;
  ~Without() {
    for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
    sqlite3_close(handle_);
  }
  void run(std::vector<double>& waits) {
    const auto start = clock_of_bench::now();
    while (clock_of_bench::now() - start < slice) {
      const auto asked = clock_of_bench::now();
      step(0, SQLITE_DONE);
      step(1, SQLITE_ROW, [&](sqlite3_stmt* head) {
        sqlite3_bind_int64(statements_[2], 1, sqlite3_column_int64(head, 0));
        sqlite3_bind_int64(statements_[2], 2, sqlite3_column_int64(head, 1) + 1);
      });
      sqlite3_bind_text(statements_[2], 3, core.data(), static_cast<int>(core.size()), SQLITE_STATIC);
      sqlite3_bind_text(statements_[2], 4, words.data(), static_cast<int>(words.size()), SQLITE_STATIC);
      step(2, SQLITE_DONE);
      step(3, SQLITE_DONE);
      waits.push_back(seconds_since(asked) * 1000);
    }
  }

 private:
  template <class Look>
  void step(std::size_t which, int expected, const Look& look) {
    if (sqlite3_step(statements_[which]) != expected) std::exit(1);
    look(statements_[which]);
    sqlite3_reset(statements_[which]);
  }
  void step(std::size_t which, int expected) {
    step(which, expected, [](sqlite3_stmt*) {});
  }
  sqlite3* handle_ = nullptr;
  std::array<sqlite3_stmt*, 4> statements_{};
};

// One event an append, each writer to a stream of its own.
class Appending {
 public:
  Appending(const std::filesystem::path& file, std::size_t writers) : sequences_(writers) {
    auto opened = candour::sqlite::open_store(file);
    if (!opened) {
      std::fprintf(stderr, "%s\n", opened.error().sentence.c_str());
      std::exit(1);
    }
    store_ = std::move(*opened);
  }
  void run(std::vector<double>& waits) {
    std::vector<std::vector<double>> each(sequences_.size());
    std::vector<std::thread> threads;
    const auto start = clock_of_bench::now();
    for (std::size_t writer = 0; writer < sequences_.size(); ++writer)
      threads.emplace_back([&, writer] {
        const std::string stream = "plan/" + std::to_string(writer);
        while (clock_of_bench::now() - start < slice) {
          const auto asked = clock_of_bench::now();
          const auto done = store_->append({{stream, sequences_[writer]++, {{core, words, {}, {}}}}});
          if (!done) {
            std::fprintf(stderr, "%s\n", done.error().sentence.c_str());
            std::exit(1);
          }
          each[writer].push_back(seconds_since(asked) * 1000);
        }
      });
    for (std::thread& thread : threads) thread.join();
    for (const auto& some : each) waits.insert(waits.end(), some.begin(), some.end());
  }

 private:
  std::unique_ptr<candour::app::Store> store_;
  std::vector<std::uint64_t> sequences_;
};

struct Measured {
  std::vector<double> waits;  // milliseconds, one for each append
  double seconds = 0;
  double rate() const { return static_cast<double>(waits.size()) / seconds; }
};

template <class Subject>
void measure(Subject& subject, Measured& measured) {
  const auto start = clock_of_bench::now();
  subject.run(measured.waits);
  measured.seconds += seconds_since(start);
}

void print(const char* name, Measured& measured, double raw) {
  std::vector<double>& waits = measured.waits;
  std::sort(waits.begin(), waits.end());
  std::printf("%-28s %12.0f %9.2f %9.2f %8.2fx\n", name, measured.rate(), waits[waits.size() / 2],
              waits[waits.size() * 99 / 100], measured.rate() / raw);
}

}  // namespace

int main(int count, char** arguments) {
  const std::filesystem::path folder = count > 1 ? arguments[1] : "appends-bench";
  std::filesystem::create_directories(folder);
  const std::vector<const char*> names{"raw.sqlite", "without.sqlite", "one.sqlite", "eight.sqlite",
                                       "sixty-four.sqlite"};
  const auto forget = [&] {
    for (const std::string name : names)
      for (const char* side : {"", "-wal", "-shm"}) std::filesystem::remove(folder / (name + side));
  };
  forget();
  {
    Raw raw(folder / names[0]);
    Without without(folder / names[1]);
    Appending one(folder / names[2], 1), eight(folder / names[3], 8), many(folder / names[4], 64);
    Measured of_raw, of_without, of_one, of_eight, of_many;
    for (int round = 0; round < rounds; ++round) {
      measure(raw, of_raw);
      measure(without, of_without);
      measure(one, of_one);
      measure(eight, of_eight);
      measure(many, of_many);
    }
    std::printf("%-28s %12s %9s %9s %9s\n", "", "appends/s", "p50 ms", "p99 ms", "of raw");
    const double rate = of_raw.rate();
    print("bare SQLite, row by row", of_raw, rate);
    print("the same without a ledger", of_without, rate);
    print("Candour, 1 writer", of_one, rate);
    print("Candour, 8 writers", of_eight, rate);
    print("Candour, 64 writers", of_many, rate);
  }
  forget();
  std::error_code kept;
  std::filesystem::remove(folder, kept);  // only where it holds nothing else
}
