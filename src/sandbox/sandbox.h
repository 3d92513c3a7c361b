#pragma once
// Reads an untrusted document in a process of its own, which has no network, no files, little memory and little
// time. A parser that crashes, hangs or is taken over by the document ends that process and nothing else.
//
// The child is this very program, started anew with one argument (a fork of a server with many threads could do
// nothing safely). It takes the document from a file that exists only in memory, closes every door behind itself
// (seccomp-bpf: memory, writing the answer, the end; nothing else), reads, and writes the reading to a pipe.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "app/reader.h"

namespace candour::sandbox {

struct Confines {
  // Of the processor's own, so that an honest file is not refused because the machine is busy with others. On a quiet
  // machine a reading is over, one way or the other, within ten seconds.
  std::chrono::seconds computing{7};
  // By the clock, waiting for a turn included: for what neither computes nor ends.
  std::chrono::milliseconds time{60'000};
  std::size_t memory = 880u << 20;  // address space, in bytes; with the asker's own copy of the file under 1 GB
  std::size_t at_once = 2;          // children at a time; others wait their turn, within their time
};

// The argument that makes this program the child.
inline constexpr std::string_view worker_command = "read-worker";

// What the child does; for main() alone. Returns the exit status.
int work();

enum class Task;  // wire/wire.h

class Sandbox final : public app::Reader {
 public:
  // `command` is for tests: any other child than this program.
  explicit Sandbox(Confines confines = {},
                   std::vector<std::string> command = {"/proc/self/exe", std::string(worker_command)});

  // See app::Reader. Any thread; several at a time.
  Result<intake::Reading> read(std::string_view bytes, std::string name, const intake::Choices& choices) const override;
  Result<document::FilledWorkbook> read_filled(std::string_view bytes, std::string name) const override;
  Result<document::Attachment> judge(std::string_view bytes, std::string name) const override;

 private:
  Result<std::string> ask(Task task, std::string_view bytes, const std::string& name,
                          const intake::Choices& choices) const;

  Confines confines_;
  std::vector<std::string> command_;
  mutable std::mutex mutex_;
  mutable std::condition_variable freed_;
  mutable std::size_t running_ = 0;
};

}  // namespace candour::sandbox
