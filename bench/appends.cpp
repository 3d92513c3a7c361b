// How many appends a second are acknowledged, by 1, 8 and 64 writers, beside the database's own rate of single-row
// commits: a bare loop of INSERT, each a transaction of its own, with the same settings on the same disk.
//
//   appends [FOLDER]     the folder is made if missing; default: a fresh one below the current folder

#include <algorithm>
#include <atomic>
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
constexpr auto duration = std::chrono::milliseconds(2000);

// An event as the program writes it: a rating.
const std::string core =
    R"({"actor":"coordinator","as_at":"2016-01-07","key_version":1,"number":17,"recorded":"2016-02-01T09:30:00.000000Z",)"
    R"("speaks_of":"2016-01-07","status":"on_track","type":"plan.rated","v":1})";
const std::string words = R"({"as_written":"G","reason":"As told at the meeting of the audit group"})";

double seconds_since(clock_of_bench::time_point start) {
  return std::chrono::duration<double>(clock_of_bench::now() - start).count();
}

// One row a commit, as fast as SQLite goes.
double raw_rate(const std::filesystem::path& file) {
  sqlite3* handle = nullptr;
  sqlite3_open(file.c_str(), &handle);
  sqlite3_exec(
      handle,
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
      "CREATE TABLE rows (position INTEGER PRIMARY KEY, core TEXT NOT NULL, words TEXT NOT NULL) STRICT",
      nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(handle, "INSERT INTO rows (core, words) VALUES (?1, ?2)", -1, &insert, nullptr);
  std::size_t rows = 0;
  const auto start = clock_of_bench::now();
  while (clock_of_bench::now() - start < duration) {
    sqlite3_bind_text(insert, 1, core.data(), static_cast<int>(core.size()), SQLITE_STATIC);
    sqlite3_bind_text(insert, 2, words.data(), static_cast<int>(words.size()), SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE) break;
    sqlite3_reset(insert);
    ++rows;
  }
  const double rate = static_cast<double>(rows) / seconds_since(start);
  sqlite3_finalize(insert);
  sqlite3_close(handle);
  return rate;
}

struct Measured {
  double rate = 0;
  double p50_ms = 0;
  double p99_ms = 0;
};

Measured append_rate(const std::filesystem::path& file, int writers) {
  auto opened = candour::sqlite::open_store(file);
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().sentence.c_str());
    std::exit(1);
  }
  candour::app::Store& store = **opened;
  std::vector<std::vector<double>> waits(static_cast<std::size_t>(writers));
  std::vector<std::thread> threads;
  const auto start = clock_of_bench::now();
  for (int writer = 0; writer < writers; ++writer)
    threads.emplace_back([&, writer] {
      const std::string stream = "plan/" + std::to_string(writer);
      for (std::uint64_t sequence = 0; clock_of_bench::now() - start < duration; ++sequence) {
        const auto asked = clock_of_bench::now();
        const auto done = store.append({{stream, sequence, {{core, words, {}, {}}}}});
        if (!done) {
          std::fprintf(stderr, "%s\n", done.error().sentence.c_str());
          std::exit(1);
        }
        waits[static_cast<std::size_t>(writer)].push_back(seconds_since(asked) * 1000);
      }
    });
  for (std::thread& thread : threads) thread.join();
  const double seconds = seconds_since(start);
  std::vector<double> all;
  for (const auto& some : waits) all.insert(all.end(), some.begin(), some.end());
  std::sort(all.begin(), all.end());
  return {static_cast<double>(all.size()) / seconds, all[all.size() / 2], all[all.size() * 99 / 100]};
}

}  // namespace

int main(int count, char** arguments) {
  const std::filesystem::path folder = count > 1 ? arguments[1] : "appends-bench";
  std::filesystem::create_directories(folder);
  const auto fresh = [&](const std::string& name) {
    for (const char* side : {"", "-wal", "-shm"}) std::filesystem::remove(folder / (name + side));
    return folder / name;
  };
  const double raw = raw_rate(fresh("raw.sqlite"));
  std::printf("%-28s %12s %9s %9s %9s\n", "", "appends/s", "p50 ms", "p99 ms", "of raw");
  std::printf("%-28s %12.0f\n", "bare SQLite, row by row", raw);
  for (const int writers : {1, 8, 64}) {
    const Measured measured = append_rate(fresh("store.sqlite"), writers);
    std::printf("%-28s %12.0f %9.2f %9.2f %8.2fx\n", ("Candour, writers: " + std::to_string(writers)).c_str(),
                measured.rate, measured.p50_ms, measured.p99_ms, measured.rate / raw);
  }
  for (const char* name : {"raw.sqlite", "store.sqlite"}) fresh(name);
  std::error_code kept;
  std::filesystem::remove(folder, kept);  // only where it holds nothing else
}
