#include "sandbox/sandbox.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include "base/sha256.h"
#include "base/text.h"
#include "document/document.h"
#include "sandbox/wire/wire.h"

namespace candour::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

// No reading of a file within the limits comes near; a child that says more is up to something.
constexpr std::size_t longest_answer = 768u << 20;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {
    // Numbers 0 to 2 are given to the child anew and must not be its sources.
    if (number_ >= 0 && number_ < 3) {
      const int higher = fcntl(number_, F_DUPFD_CLOEXEC, 3);
      close(number_);
      number_ = higher;
    }
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { shut(); }
  void shut() {
    if (number_ >= 0) close(std::exchange(number_, -1));
  }
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }

 private:
  int number_;
};

Error not_started(std::string_view what) {
  return {ErrorCode::unavailable, "The file could not be read just now. Try again in a moment.",
          std::string(what) + ": " + std::strerror(errno)};
}

Error stopped(std::string detail) {
  return {ErrorCode::refused,
          "The file could not be read safely and was refused. Open it in Word or Excel, save it again and send that.",
          std::move(detail)};
}

Error too_much_to_compute(const Confines& confines) {
  return {ErrorCode::refused,
          "Reading the file took more than " + std::to_string(confines.computing.count()) +
              " seconds of computing and was stopped. Split it and send it in parts.",
          "out of processor time"};
}
Error too_slow(const Confines& confines) {
  return {ErrorCode::refused,
          "Reading the file was not done after " + std::to_string(confines.time.count() / 1000) +
              " seconds and was stopped. Try again when this machine is less busy, or split the file.",
          "out of time"};
}

// The kernel ends a process that computes for longer with SIGXCPU, whatever has become of it.
bool limit_computing(pid_t process, std::chrono::seconds most) {
  const auto seconds = static_cast<rlim_t>(most.count());
  const rlimit value{seconds, seconds + 1};
  return prlimit(process, RLIMIT_CPU, &value, nullptr) == 0;
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// A started child, ended and collected at the latest when this goes.
class Child {
 public:
  static Result<Child> start(const std::vector<std::string>& command, int request, int answer,
                             std::chrono::seconds computing) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, request, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, answer, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    // What the server ignores or blocks is not the child's way.
    sigset_t none, every;
    sigemptyset(&none);
    sigfillset(&every);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &every);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    std::array<char*, 1> environment{nullptr};
    Child child;
    const int failed = posix_spawn(&child.process_, command.front().c_str(), &actions, &attributes, arguments.data(),
                                   environment.data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (failed != 0) {
      child.process_ = -1;
      errno = failed;
      return fail(not_started("spawn"));
    }
    if (!limit_computing(child.process_, computing)) return fail(not_started("prlimit"));
    return child;
  }
  Child() = default;
  Child(Child&& other) noexcept : process_(std::exchange(other.process_, -1)) {}
  Child& operator=(Child&&) = delete;
  ~Child() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

  // How it ended: well, or why not. It has closed its side, so this is soon.
  Result<void> end(Clock::time_point deadline, const Confines& confines) {
    int status = 0;
    while (true) {
      const pid_t ended = waitpid(process_, &status, WNOHANG);
      if (ended == process_) break;
      if (ended < 0 && errno != EINTR) {
        process_ = -1;  // somebody else collected it
        return {};
      }
      if (Clock::now() > deadline) return fail(stopped("did not end"));
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    process_ = -1;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return fail(too_much_to_compute(confines));
    if (WIFSIGNALED(status)) return fail(stopped("ended by signal " + std::to_string(WTERMSIG(status))));
    if (WEXITSTATUS(status) != 0) return fail(stopped("ended with status " + std::to_string(WEXITSTATUS(status))));
    return {};
  }

 private:
  pid_t process_ = -1;
};

// The answer whole, up to the end of the pipe.
Result<std::string> receive(int pipe, Clock::time_point deadline, const Confines& confines) {
  std::string answer;
  std::size_t filled = 0;
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return fail(too_slow(confines));
    pollfd waited{pipe, POLLIN, 0};
    const int ready = poll(&waited, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0) return fail(not_started("poll"));
    if (ready == 0) return fail(too_slow(confines));
    if (answer.size() < filled + (1u << 16)) answer.resize(std::max<std::size_t>(1u << 16, answer.size() * 3 / 2));
    const ssize_t got = ::read(pipe, answer.data() + filled, answer.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(not_started("read"));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > longest_answer) return fail(stopped("the answer is too long"));
  }
  answer.resize(filled);
  return answer;
}

}  // namespace

Sandbox::Sandbox(Confines confines, std::vector<std::string> command)
    : confines_(confines), command_(std::move(command)) {}

// What the child answered, behind the sign that it could.
Result<std::string> Sandbox::ask(Task task, std::string_view bytes, const std::string& name,
                                 const intake::Choices& choices) const {
  if (bytes.empty()) return fail(ErrorCode::unreadable, "The file is empty.");
  if (const document::Limits limits; bytes.size() > limits.file_bytes)
    return fail(ErrorCode::too_large, "The file is larger than " + std::to_string(limits.file_bytes >> 20) +
                                          " MB, the most that can be read. Send it in parts.");
  const Clock::time_point deadline = Clock::now() + confines_.time;

  // A turn: many uploads at a time must not need many times the memory.
  struct Turn {
    const Sandbox& sandbox;
    bool taken = false;
    ~Turn() {
      if (!taken) return;
      const std::lock_guard lock(sandbox.mutex_);
      --sandbox.running_;
      sandbox.freed_.notify_one();
    }
  } turn{*this};
  {
    std::unique_lock lock(mutex_);
    if (!freed_.wait_until(lock, deadline, [&] { return running_ < confines_.at_once; }))
      return fail(ErrorCode::unavailable, "Too many files are being read just now. Try again in a moment.", "no turn");
    ++running_;
    turn.taken = true;
  }

  Descriptor request(memfd_create("request", MFD_CLOEXEC));
  if (!request.open()) return fail(not_started("memfd"));
  WireWriter wire;
  const std::uint64_t memory = confines_.memory;
  carry_all(wire, memory, task, name, choices);
  wire.number(bytes.size());
  if (!write_all(request.number(), wire.out()) || !write_all(request.number(), bytes))
    return fail(not_started("request"));

  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return fail(not_started("pipe"));
  Descriptor near(ends[0]), far(ends[1]);
  if (!near.open() || !far.open()) return fail(not_started("pipe"));
  fcntl(near.number(), F_SETPIPE_SZ, 1 << 20);  // fewer turns for a large reading; smaller does as well
  CANDOUR_TRY(child, Child::start(command_, request.number(), far.number(), confines_.computing));
  far.shut();
  request.shut();

  CANDOUR_TRY(answer, receive(near.number(), deadline, confines_));
  CANDOUR_CHECK(child.end(deadline + std::chrono::seconds(1), confines_));

  WireReader said(answer);
  if (said.number() == 0) {
    Error error;
    carry(said, error);
    if (!said.at_end()) return fail(stopped("the answer makes no sense"));
    return fail(std::move(error));
  }
  return std::move(answer);
}

Result<intake::Reading> Sandbox::read(std::string_view bytes, std::string name, const intake::Choices& choices) const {
  name = repaired_utf8(name);
  CANDOUR_TRY(answer, ask(Task::reading, bytes, name, choices));
  WireReader said(answer);
  (void)said.number();
  intake::Reading reading;
  carry(said, reading);
  const std::string_view format = said.text();
  if (!said.at_end() || !is_utf8(format)) return fail(stopped("the answer makes no sense"));
  reading.source = {std::move(name), std::string(format), sha256_hex(bytes), bytes.size()};
  return reading;
}

Result<document::FilledWorkbook> Sandbox::read_filled(std::string_view bytes, std::string name) const {
  CANDOUR_TRY(answer, ask(Task::cells, bytes, repaired_utf8(name), {}));
  WireReader said(answer);
  (void)said.number();
  document::FilledWorkbook workbook;
  carry(said, workbook);
  if (!said.at_end()) return fail(stopped("the answer makes no sense"));
  return workbook;
}

Result<document::Attachment> Sandbox::judge(std::string_view bytes, std::string name) const {
  CANDOUR_TRY(answer, ask(Task::judging, bytes, repaired_utf8(name), {}));
  WireReader said(answer);
  (void)said.number();
  document::Attachment kind{};
  carry(said, kind);
  if (!said.at_end()) return fail(stopped("the answer makes no sense"));
  return kind;
}

}  // namespace candour::sandbox
