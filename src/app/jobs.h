#pragma once
// What goes on by itself while the site is served: letters that wait are sent, requests are chased by rule, files of
// evidence that are held back are scanned, the ledger is signed. The record and its vault say what is to be done and
// what was done, so that it survives a restart.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "app/candour.h"
#include "base/result.h"

namespace candour::app {

struct Round {
  std::size_t sent = 0;
  std::size_t not_sent = 0;  // refused, put off, or nobody knows
  std::size_t chased = 0;    // reminders, escalations and endings by rule
};

// Letters that were handed to the mail server when the program last ended, and of which nothing is known: each may have
// been sent, says so, and is never sent again by itself. Once, before the first round, by the one who serves.
Result<std::size_t> settle_interrupted(Candour& candour);
// One round: what the rules of chasing ask for today, then every letter whose time has come, one after the other. An
// attempt is in the record before the mail server hears of it, and its outcome after. Without a mailer the letters
// wait. Stops between two letters where `stop` says so.
Result<Round> run_jobs(Candour& candour, const std::function<bool()>& stop = {});

// A thread that runs a round whenever the record has changed, and every minute, when files that
// are held back are scanned too (evidence.h). Signs the ledger (checkpoints.h) at its start and then as often as it is
// told, where anything has come. A record that is held is left alone. Its end waits for the letter that is being sent.
// `log` is called on that thread, with one line without names or addresses.
class Jobs {
 public:
  Jobs(Candour& candour, std::function<void(std::string_view line)> log,
       std::chrono::minutes between_checkpoints = std::chrono::minutes(15));
  ~Jobs();
  Jobs(const Jobs&) = delete;

 private:
  void work();
  void run_round(Moment now);
  void sign(Moment now);
  void collect(Moment now);
  void tell(const Error& error);
  bool ending();
  Candour& candour_;
  std::function<void(std::string_view)> log_;
  std::chrono::minutes between_checkpoints_;
  Moment last_told_;  // that the witnesses are away
  std::mutex mutex_;
  std::condition_variable waking_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace candour::app
