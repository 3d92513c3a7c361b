#include "signing/signer.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

#include "base/file.h"
#include "base/random.h"
#include "base/text.h"
#include "ledger/witness.h"

namespace candour::signing {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_message = 64 * 1024;
constexpr int patience_seconds = 10;

class Socket {
 public:
  explicit Socket(int number = -1) : number_(number) {}
  Socket(Socket&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Socket() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

// ---- Frames ----

bool put(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}
bool put_frame(int socket, std::string_view message) {
  const auto size = static_cast<std::uint32_t>(message.size());
  std::string frame;
  for (int shift = 24; shift >= 0; shift -= 8) frame += static_cast<char>(size >> shift & 0xff);
  return put(socket, frame.append(message));
}
bool take(int socket, std::size_t size, std::string& bytes) {
  bytes.resize(size);
  for (std::size_t got = 0; got < size;) {
    const ssize_t more = ::recv(socket, bytes.data() + got, size - got, 0);
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) return false;
    got += static_cast<std::size_t>(more);
  }
  return true;
}
// Nothing at the end of what is sent, or where it is no frame.
std::optional<std::string> take_frame(int socket) {
  std::string head, message;
  if (!take(socket, 4, head)) return std::nullopt;
  std::uint32_t size = 0;
  for (const char c : head) size = size << 8 | static_cast<unsigned char>(c);
  if (size > longest_message || !take(socket, size, message)) return std::nullopt;
  return message;
}

void be_patient(int socket) {
  const timeval patience{patience_seconds, 0};
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

Result<sockaddr_un> address_of(const fs::path& socket) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string& name = socket.native();
  if (name.empty() || name.size() >= sizeof address.sun_path)
    return fail(ErrorCode::bad_input, "The signer's socket needs a shorter name than “" + repaired_utf8(name) + "”.");
  std::copy(name.begin(), name.end(), address.sun_path);
  return address;
}

// ---- The signer's side ----

Result<ledger::SigningKey> read_key(const fs::path& file) {
  CANDOUR_TRY(text, read_whole(file));
  return ledger::SigningKey::read(trimmed(text));
}

class Serving {
 public:
  static Result<Serving> begin(const Files& files) {
    CANDOUR_TRY(held, hold(files.state.string() + ".lock", "Another signer uses this memory already."));
    CANDOUR_TRY(key, read_key(files.key));
    auto bytes = read_whole(files.state);
    if (!bytes && bytes.error().code == ErrorCode::not_found)
      return fail(ErrorCode::unavailable,
                  "The signer's memory “" + files.state.string() +
                      "” is not there, and without it nothing is signed. Restore it from its copy, or begin it again "
                      "from the latest checkpoint: candour signer --remember CHECKPOINT.");
    if (!bytes) return fail(std::move(bytes.error()));
    CANDOUR_TRY(memory, ledger::read_signer_memory(*bytes));
    return Serving(files.state, std::move(held), std::move(key), std::move(memory));
  }

  // Fails only where the signer must not go on.
  Result<std::string> answer(std::string_view request) {
    if (request == "tell\n")
      return "ok\n" + ledger::write_verifier_key(key_.verifier()) + "\n" + ledger::write_signer_memory(memory_);
    if (!request.starts_with("sign\n")) return std::string("unavailable\nThe signer was not understood.");
    auto asked = ledger::read_add_checkpoint(request.substr(5));
    if (!asked) return told(asked.error());
    auto next = ledger::read_checkpoint(asked->checkpoint);
    if (!next) return told(next.error());
    const auto permit = ledger::consider(memory_, *next, asked->advance, key_.verifier());
    if (!permit) return told(permit.error());
    CANDOUR_CHECK(keep_durably(state_, ledger::write_signer_memory(permit->memory())));
    memory_ = permit->memory();
    return "ok\n" + permit->sign(key_);
  }

 private:
  Serving(fs::path state, std::unique_ptr<HeldFile> held, ledger::SigningKey key, ledger::SignerMemory memory)
      : state_(std::move(state)), held_(std::move(held)), key_(std::move(key)), memory_(std::move(memory)) {}
  static std::string told(const Error& error) {
    return (error.code == ErrorCode::conflict ? "conflict\n" : "refused\n") + error.sentence;
  }

  fs::path state_;
  std::unique_ptr<HeldFile> held_;
  ledger::SigningKey key_;
  ledger::SignerMemory memory_;
};

// Until the other end is shut.
Result<void> serve_one(Serving& serving, int socket) {
  while (const auto request = take_frame(socket)) {
    auto answer = serving.answer(*request);
    if (!answer) {
      (void)put_frame(socket, "unavailable\n" + answer.error().sentence);
      return fail(std::move(answer.error()));
    }
    if (!put_frame(socket, *answer)) break;
  }
  return {};
}

volatile std::sig_atomic_t asked_to_end = 0;
void end_soon(int) {
  asked_to_end = 1;
}

// ---- The asking side ----

Error not_there(std::string detail) {
  return {ErrorCode::unavailable,
          "The signer does not answer, so the ledger is not signed. Look at whether it runs and whether its socket is "
          "ours to open.",
          std::move(detail)};
}

class Asking : public app::Signer {
 public:
  Result<Standing> standing() const override {
    CANDOUR_TRY(answer, ask("tell\n"));
    const std::size_t end = answer.find('\n');
    CANDOUR_TRY(key, ledger::read_verifier_key(answer.substr(0, end)));
    CANDOUR_TRY(memory, ledger::read_signer_memory(answer.substr(std::min(answer.size(), end + 1))));
    return Standing{std::move(key), std::move(memory)};
  }
  Result<std::string> sign(const ledger::Checkpoint& next, const ledger::Advance& advance) const override {
    return ask("sign\n" + ledger::write_add_checkpoint({advance, ledger::write_checkpoint(next)}));
  }

 protected:
  virtual Result<std::string> exchange(std::string_view request) const = 0;

 private:
  Result<std::string> ask(std::string_view request) const {
    CANDOUR_TRY(answer, exchange(request));
    const std::size_t end = std::min(answer.find('\n'), answer.size());
    const std::string outcome = answer.substr(0, end);
    answer.erase(0, end + 1);
    if (outcome == "ok") return answer;
    return fail(outcome == "conflict"  ? ErrorCode::conflict
                : outcome == "refused" ? ErrorCode::refused
                                       : ErrorCode::unavailable,
                answer);
  }
};

class AtSocket final : public Asking {
 public:
  explicit AtSocket(fs::path path) : path_(std::move(path)) {}

 private:
  Result<std::string> exchange(std::string_view request) const override {
    CANDOUR_TRY(address, address_of(path_));
    const Socket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket.number() < 0) return fail(not_there(std::generic_category().message(errno)));
    be_patient(socket.number());
    if (::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      return fail(not_there(std::generic_category().message(errno)));
    if (!put_frame(socket.number(), request)) return fail(not_there("the request was not taken"));
    auto answer = take_frame(socket.number());
    if (!answer) return fail(not_there("no answer"));
    return *std::move(answer);
  }
  fs::path path_;
};

// A program and its arguments, started with one end of a pair of sockets as its standard input.
struct Child {
  Socket socket;
  pid_t process = -1;
};
Result<Child> started(std::vector<std::string> command) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return fail(not_there(std::generic_category().message(errno)));
  Child child{Socket(ends[0])};
  const Socket theirs(ends[1]);
  be_patient(child.socket.number());
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, theirs.number(), STDIN_FILENO);
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::array<char*, 1> environment{nullptr};
  const int failed =
      posix_spawn(&child.process, command.front().c_str(), &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return fail(not_there(std::generic_category().message(failed)));
  return child;
}

// A child that was killed is begun anew with the next question. One that ended by itself had a reason, such as a memory
// that could not be written, and stays away.
class InChild final : public Asking {
 public:
  InChild(std::vector<std::string> command, Child child) : command_(std::move(command)), child_(std::move(child)) {}
  ~InChild() override {
    child_.socket = Socket();  // it ends when it finds this shut
    if (child_.process >= 0) reap(0);
  }

 private:
  Result<std::string> exchange(std::string_view request) const override {
    const std::lock_guard lock(mutex_);
    if (child_.socket.number() < 0 && child_.process < 0 && was_killed_) {
      CANDOUR_TRY(child, started(command_));
      child_ = std::move(child);
    }
    if (child_.socket.number() >= 0 && put_frame(child_.socket.number(), request))
      if (auto answer = take_frame(child_.socket.number())) return *std::move(answer);
    child_.socket = Socket();  // an answer that came late would be taken for another's
    // One that was killed shuts its end a moment before it can be reaped; one that is only stuck is not waited for.
    for (int looks = 0; looks < 50 && child_.process >= 0 && !reap(WNOHANG); ++looks)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return fail(not_there("the child does not answer"));
  }
  bool reap(int how) const {
    int status = 0;
    pid_t ended = -1;
    while ((ended = waitpid(child_.process, &status, how)) < 0 && errno == EINTR) {
    }
    if (ended == 0) return false;
    was_killed_ = ended > 0 && WIFSIGNALED(status);
    child_.process = -1;
    return true;
  }
  const std::vector<std::string> command_;
  mutable std::mutex mutex_;
  mutable Child child_;
  mutable bool was_killed_ = false;
};

}  // namespace

Result<ledger::VerifierKey> make_key(const Files& files, std::string_view origin) {
  // An empty memory without a key is what is left where this was broken off.
  const auto memory = read_whole(files.state);
  const bool is_empty = memory && *memory == ledger::write_signer_memory({});
  std::error_code trouble;
  for (const fs::path& file : {files.key, files.state}) {
    if (fs::exists(file, trouble) && !(file == files.state && is_empty))
      return fail(ErrorCode::conflict, "“" + file.string() + "” is there already, and a key is never made twice.");
    if (!file.parent_path().empty()) CANDOUR_CHECK(make_folder(file.parent_path()));
  }
  const auto seed = random_32_bytes();
  CANDOUR_TRY(key, ledger::SigningKey::make(origin, ledger::Algorithm::signature, seed));
  // The key last: where it is, its memory is.
  CANDOUR_CHECK(keep_durably(files.state, ledger::write_signer_memory({})));
  CANDOUR_CHECK(keep_durably(files.key, key.write() + "\n"));
  return key.verifier();
}

Result<void> remember(const Files& files, std::string_view checkpoint) {
  std::error_code trouble;
  if (fs::exists(files.state, trouble))
    return fail(ErrorCode::conflict, "The signer has a memory: “" + files.state.string() + "”. It stands.");
  CANDOUR_TRY(key, read_key(files.key));
  CANDOUR_TRY(opened, ledger::open_checkpoint(checkpoint, key.verifier()));
  return keep_durably(files.state, ledger::write_signer_memory({opened.checkpoint}));
}

Result<ledger::VerifierKey> public_key(const fs::path& key) {
  CANDOUR_TRY(read, read_key(key));
  return read.verifier();
}

Result<void> serve(const Files& files, int socket) {
  // Ctrl+C at a terminal is for whoever started this; their end is seen by the socket.
  std::signal(SIGINT, SIG_IGN);
  CANDOUR_TRY(serving, Serving::begin(files));
  return serve_one(serving, socket);
}

Result<void> serve(const Files& files, const fs::path& socket, const std::function<void()>& ready) {
  CANDOUR_TRY(serving, Serving::begin(files));
  CANDOUR_TRY(address, address_of(socket));
  const auto failed = [&](std::string_view what) {
    return fail(ErrorCode::unavailable, "The signer cannot be asked at “" + socket.string() + "”: " + std::string(what),
                std::generic_category().message(errno));
  };
  const Socket listening(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  ::unlink(socket.c_str());  // left by one that was killed: the memory's lock says that none runs
  // For its owner and group: the site is run by another user of that group.
  const mode_t mask = ::umask(0117);
  const bool bound = listening.number() >= 0 &&
                     ::bind(listening.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                     ::listen(listening.number(), 16) == 0;
  ::umask(mask);
  if (!bound) return failed("look at whether its folder is there and who owns it.");
  struct sigaction action {};
  action.sa_handler = end_soon;
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
  ready();
  while (!asked_to_end) {
    pollfd waiting{listening.number(), POLLIN, 0};
    if (::poll(&waiting, 1, 1000) <= 0) continue;
    const Socket asking(::accept4(listening.number(), nullptr, nullptr, SOCK_CLOEXEC));
    if (asking.number() < 0) continue;
    be_patient(asking.number());
    CANDOUR_CHECK(serve_one(serving, asking.number()));
  }
  ::unlink(socket.c_str());
  return {};
}

std::unique_ptr<app::Signer> at(fs::path socket) {
  return std::make_unique<AtSocket>(std::move(socket));
}

Result<std::unique_ptr<app::Signer>> in_child(std::vector<std::string> command) {
  CANDOUR_TRY(child, started(command));
  std::unique_ptr<app::Signer> signer = std::make_unique<InChild>(std::move(command), std::move(child));
  CANDOUR_CHECK(signer->standing());
  return signer;
}

}  // namespace candour::signing
