#pragma once
// How a database is shared among threads: one connection that writes, for all who want something written, and one for
// each thread that reads at the same time.

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "sqlite/inside/database.h"

namespace candour::sqlite {

// Lets concurrent callers share commits. Whoever comes while nobody writes becomes the writer, and takes along all who
// came in the meantime; so a single caller pays for no other thread. A clash in one write does not touch the others.
class Writer {
 public:
  using Work = std::function<Result<std::uint64_t>(Database&)>;
  // `stopped` is told once, by whoever writes at the time, why nothing is written any more.
  using Stopped = std::function<void(const Error&)>;
  Writer(std::unique_ptr<Database> database, Stopped stopped)
      : database_(std::move(database)), tell_stopped_(std::move(stopped)) {}
  // Puts the log into the database, and tells what the disk says to that; nobody writes any more.
  ~Writer();
  Writer(const Writer&) = delete;

  // `work` inside a transaction; what it answers, once that is committed.
  Result<std::uint64_t> write(const Work& work);

 private:
  struct Write;
  using AllFail = std::function<void(const Error&)>;

  void commit(const std::vector<Write*>& batch);
  Result<void> attempt(Write& write);
  Result<void> attempt_apart(Write& write);
  void give_up(const Error& error, const AllFail& all_fail);
  void stop_where_doubtful(const Error& error);

  std::mutex mutex_;
  std::condition_variable finished_;
  std::vector<Write*> waiting_;
  bool writing_ = false;
  // Touched only by the thread that is writing.
  std::unique_ptr<Database> database_;
  Stopped tell_stopped_;
  std::optional<Error> stopped_;
};

// A connection for each thread that reads at the same time, kept for the next.
class Readers {
 public:
  explicit Readers(std::filesystem::path file) : file_(std::move(file)) {}

  template <class T>
  Result<T> read(const std::function<Result<T>(Database&)>& work) const {
    CANDOUR_TRY(database, take());
    Result<T> answer = work(*database);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(database));
    return answer;
  }

 private:
  Result<std::unique_ptr<Database>> take() const;

  std::filesystem::path file_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Database>> idle_;
};

// The refusal of a write that was not made for what stands.
tl::unexpected<Error> changed_first(std::string_view what, std::uint64_t is_at, std::uint64_t expected);

}  // namespace candour::sqlite
