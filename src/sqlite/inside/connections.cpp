#include "sqlite/inside/connections.h"

#include <algorithm>
#include <string>

namespace candour::sqlite {
namespace {

// So many share one transaction at most: enough that the disk's own delay is shared, and none waits long.
constexpr std::size_t most_in_one_commit = 256;
// From so many pages on (4 MB) the log is put into the database.
constexpr int long_log = 1000;

}  // namespace

// What one caller wants done inside the transaction, and what became of it.
struct Writer::Write {
  const Work* work = nullptr;
  Result<std::uint64_t> answer = 0;
  bool finished = false;
};

Writer::~Writer() {
  if (stopped_) return;
  if (const auto kept = database_->checkpoint(); !kept) stop_where_doubtful(kept.error());
}

Result<std::uint64_t> Writer::write(const Work& work) {
  Write mine;
  mine.work = &work;
  std::unique_lock lock(mutex_);
  waiting_.push_back(&mine);
  finished_.wait(lock, [&] { return mine.finished || !writing_; });
  while (!mine.finished) {
    writing_ = true;
    const std::size_t taken = std::min(waiting_.size(), most_in_one_commit);
    std::vector<Write*> batch(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(taken));
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(taken));
    lock.unlock();
    commit(batch);
    lock.lock();
    for (Write* write : batch) write->finished = true;
    writing_ = false;
    finished_.notify_all();
  }
  return std::move(mine.answer);
}

void Writer::commit(const std::vector<Write*>& batch) {
  const AllFail all_fail = [&](const Error& error) {
    for (Write* write : batch)
      if (write->answer) write->answer = fail(error);
  };
  if (stopped_) return all_fail(*stopped_);
  if (const auto begun = database_->run("BEGIN IMMEDIATE"); !begun) return all_fail(begun.error());
  for (Write* write : batch) {
    const auto done = batch.size() == 1 ? attempt(*write) : attempt_apart(*write);
    if (!done) return give_up(done.error(), all_fail);
  }
  const bool any =
      std::any_of(batch.begin(), batch.end(), [](const Write* write) { return write->answer.has_value(); });
  const auto ended = database_->run(any ? "COMMIT" : "ROLLBACK");
  if (!ended) return give_up(ended.error(), all_fail);
  if (database_->pages_in_log() < long_log) return;
  // What was committed is durable whatever becomes of this; what would come after it may not be.
  if (const auto kept = database_->checkpoint(); !kept) stop_where_doubtful(kept.error());
}

// Fails only where the whole transaction cannot go on; what became of the one write is its answer.
Result<void> Writer::attempt(Write& write) {
  write.answer = (*write.work)(*database_);
  // A full disk or a damaged page ends the whole transaction, and with it what the others had done in it.
  if (!database_->in_transaction()) return fail(write.answer.error());
  return {};
}
Result<void> Writer::attempt_apart(Write& write) {
  CANDOUR_CHECK(database_->run("SAVEPOINT one"));
  CANDOUR_CHECK(attempt(write));
  if (!write.answer) CANDOUR_CHECK(database_->run("ROLLBACK TO one"));
  return database_->run("RELEASE one");
}

void Writer::give_up(const Error& error, const AllFail& all_fail) {
  if (database_->in_transaction()) (void)database_->run("ROLLBACK");
  stop_where_doubtful(error);
  all_fail(error);
}

// Nobody can say what a disk has kept that failed to answer: rather no more writing than a guess.
void Writer::stop_where_doubtful(const Error& error) {
  if (!is_doubtful(error)) return;
  stopped_ = Error{ErrorCode::unavailable,
                   "The disk failed, so nothing more is written until Candour is started again.", error.detail};
  if (tell_stopped_) tell_stopped_(*stopped_);
}

Result<std::unique_ptr<Database>> Readers::take() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Database> database = std::move(idle_.back());
      idle_.pop_back();
      return database;
    }
  }
  return Database::open(file_, Access::read);
}

tl::unexpected<Error> changed_first(std::string_view what, std::uint64_t is_at, std::uint64_t expected) {
  return fail(ErrorCode::conflict, "Somebody else changed this first. Look at it again and repeat what you did.",
              std::string(what) + " is at " + std::to_string(is_at) + ", not " + std::to_string(expected));
}

}  // namespace candour::sqlite
