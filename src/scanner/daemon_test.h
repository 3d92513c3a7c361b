#pragma once
// A real clamd for tests, with one signature of our own and no other: it finds `harmful` and nothing else. Everything
// it needs lies in a folder of its own; it is ended with this.

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <spawn.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern "C" char** environ;

namespace candour::scanner {

class Daemon {
 public:
  static constexpr std::string_view harmful = "INVENTED-HARM-OF-BRACKENFORD-1907";
  static constexpr std::string_view found = "Brackenford.Invented.Test.UNOFFICIAL";

  Daemon() {
    char folder[] = "/tmp/candour-clamd-XXXXXX";
    if (mkdtemp(folder) == nullptr) ADD_FAILURE() << "no folder for clamd";
    folder_ = folder;
    std::string hex;
    for (const unsigned char c : harmful) {
      constexpr std::string_view digits = "0123456789abcdef";
      hex += digits[c >> 4];
      hex += digits[c & 15];
    }
    std::ofstream(folder_ / "candour.ndb") << "Brackenford.Invented.Test:0:*:" << hex << "\n";
    std::ofstream(folder_ / "clamd.conf")
        << "DatabaseDirectory " << folder_.string() << "\nLocalSocket " << address() << "\nForeground true\nLogFile "
        << (folder_ / "log").string() << "\nPidFile " << (folder_ / "pid").string()
        << "\nStreamMaxLength 8M\nMaxThreads 2\nTemporaryDirectory " << folder_.string() << "\n";
  }
  ~Daemon() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Daemon(const Daemon&) = delete;

  std::string address() const { return (folder_ / "clamd.ctl").string(); }

  // Returns once it answers; fails the test where it does not.
  void start() {
    const std::string config = "--config-file=" + (folder_ / "clamd.conf").string();
    std::string program = "/usr/sbin/clamd";
    char* arguments[] = {program.data(), const_cast<char*>(config.c_str()), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", 1, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", 1, 0);
    const int failed = posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
      process_ = -1;
      FAIL() << "clamd (Debian package clamav-daemon, brought by bin/setup) cannot be started";
    }
    for (int i = 0; i < 1800; ++i) {
      if (answers()) return;
      if (waitpid(process_, nullptr, WNOHANG) == process_) {
        process_ = -1;
        break;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    std::ifstream log(folder_ / "log");
    FAIL() << "clamd does not answer: " << std::string(std::istreambuf_iterator<char>(log), {});
  }
  void stop() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    std::error_code ignored;
    std::filesystem::remove(address(), ignored);
  }

 private:
  bool answers() const {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    const std::string path = address();
    path.copy(to.sun_path, sizeof to.sun_path - 1);
    const bool connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
    ::close(socket);
    return connected;
  }

  std::filesystem::path folder_;
  pid_t process_ = -1;
};

}  // namespace candour::scanner
