#include "printer/printer.h"

#include <array>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <grp.h>
#include <iterator>
#include <linux/landlock.h>
#include <list>
#include <mutex>
#include <optional>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/sha256.h"
#include "base/text.h"

namespace candour::printer {
namespace {

using Clock = std::chrono::steady_clock;

constexpr uid_t nobody = 65534;
// The browser was not begun: this machine does not let a process give up the network, or itself.
constexpr int not_confined = 71;

Error not_printed(std::string detail) {
  return {ErrorCode::unavailable,
          "The PDF could not be printed just now. Try again in a minute; if it goes on, whoever runs Candour finds the "
          "reason in its log. The other forms are not affected.",
          std::move(detail)};
}
std::string not_done(const Confines& confines) {
  return "not done after " + std::to_string(confines.time.count()) + " ms";
}

// A folder of its own, gone with this.
class Folder {
 public:
  Folder() {
    std::error_code error;
    std::string pattern = (std::filesystem::temp_directory_path(error) / "candour-print-XXXXXX").string();
    if (!error && mkdtemp(pattern.data())) path_ = pattern;
  }
  ~Folder() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Nothing is fetched and nothing runs, whatever stands in the page. (Chromium prints by a script of its own, so that
// scripts cannot be switched off as a whole.)
constexpr std::string_view policy =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:\">";

bool write_page(const std::string& path, std::string_view html) {
  std::string page(html);
  constexpr std::string_view head = "<head>";
  const std::size_t at = page.find(head);
  if (at == std::string::npos) return false;
  page.insert(at + head.size(), policy);
  // Addresses of a server that is not named lead nowhere: they are text.
  page = replaced(std::move(page), " href=\"/", " data-place=\"/");
  std::ofstream file(path, std::ios::binary);
  file.write(page.data(), static_cast<std::streamsize>(page.size()));
  return static_cast<bool>(file.flush());
}

// Between fork() and exec() in a program of many threads: nothing but calls to the system, on what was made before.
struct Begin {
  std::vector<char*> arguments, environment;
  std::string folder, users, groups;
  Confines confines;
  bool as_root = false;

  static bool say(const char* file, const std::string& text) {
    const int descriptor = open(file, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool done = write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    close(descriptor);
    return done;
  }
  static bool limit(__rlimit_resource which, rlim_t most) {
    const rlimit value{most, most};
    return setrlimit(which, &value) == 0;
  }
  // Of files, only what a program needs to run, and its folder (Landlock): not the record, not the settings.
  bool wall_off_files() const {
    constexpr std::uint64_t read =
        LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    constexpr std::uint64_t every = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // of Landlock's first version
    landlock_ruleset_attr rules{};
    rules.handled_access_fs = every;
    const int set = static_cast<int>(syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0));
    if (set < 0) return false;
    const auto allow = [&](const char* path, std::uint64_t access) {
      const int descriptor = open(path, O_PATH | O_CLOEXEC);
      if (descriptor < 0) return true;  // it is not there
      struct stat about {};
      if (fstat(descriptor, &about) != 0) return false;
      landlock_path_beneath_attr beneath{};
      beneath.allowed_access =
          S_ISDIR(about.st_mode)
              ? access
              : access & (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
      beneath.parent_fd = descriptor;
      const bool done = syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
      close(descriptor);
      return done;
    };
    for (const char* path : {"/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/ld.so.cache", "/etc/chromium",
                             "/etc/localtime", "/var/cache/fontconfig", "/sys"})
      if (!allow(path, read)) return false;
    // Chromium's own sandbox says there who its processes are.
    for (const char* path : {"/proc", "/dev"})
      if (!allow(path, read | LANDLOCK_ACCESS_FS_WRITE_FILE)) return false;
    return allow(folder.c_str(), every) && allow(arguments.front(), read) &&
           syscall(SYS_landlock_restrict_self, set, 0) == 0;
  }
  bool confine() const {
    if (as_root) {
      if (unshare(CLONE_NEWNET) != 0 || setgroups(0, nullptr) != 0 || setresgid(nobody, nobody, nobody) != 0 ||
          setresuid(nobody, nobody, nobody) != 0)
        return false;
    } else if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0 || !say("/proc/self/setgroups", "deny") ||
               !say("/proc/self/uid_map", users) || !say("/proc/self/gid_map", groups)) {
      return false;
    }
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
           limit(RLIMIT_CORE, 0) && limit(RLIMIT_CPU, static_cast<rlim_t>(confines.computing.count())) &&
           limit(RLIMIT_FSIZE, confines.file_bytes) && chdir(folder.c_str()) == 0 && wall_off_files();
  }
  [[noreturn]] void go() const {
    setpgid(0, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    const int nowhere = open("/dev/null", O_RDWR);
    for (int descriptor = 0; descriptor < 3; ++descriptor) dup2(nowhere, descriptor);
    syscall(SYS_close_range, 3u, ~0u, 0u);
    if (confine()) execve(arguments.front(), arguments.data(), environment.data());
    _exit(not_confined);
  }
};

// What the browser left in its folder, which it could write as it liked: a file there, no longer than it could print,
// and no link to another. Empty for anything else.
std::string what_was_made(const std::string& path, std::uint64_t most) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return {};
  struct stat about {};
  std::string bytes;
  if (fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && static_cast<std::uint64_t>(about.st_size) <= most) {
    bytes.resize(static_cast<std::size_t>(about.st_size));
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const ssize_t got = read(descriptor, bytes.data() + filled, bytes.size() - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
  }
  close(descriptor);
  return bytes;
}

Result<std::string> print_once(const std::string& browser, std::string_view html, Date as_at, const Confines& confines,
                               std::chrono::milliseconds time) {
  const Folder folder;
  if (folder.path().empty()) return fail(not_printed(std::string("mkdtemp: ") + std::strerror(errno)));
  const std::string page = folder.path() + "/page.html", made = folder.path() + "/page.pdf";
  if (!write_page(page, html)) return fail(not_printed("the page could not be written"));

  Begin begin;
  begin.folder = folder.path();
  begin.confines = confines;
  begin.as_root = geteuid() == 0;
  if (begin.as_root)
    for (const std::string& each : {folder.path(), page})
      if (chown(each.c_str(), nobody, nobody) != 0)
        return fail(not_printed(std::string("chown: ") + std::strerror(errno)));
  begin.users = std::to_string(geteuid()) + " " + std::to_string(geteuid()) + " 1";
  begin.groups = std::to_string(getegid()) + " " + std::to_string(getegid()) + " 1";
  std::vector<std::string> words{browser,
                                 "--headless",
                                 "--disable-gpu",
                                 "--disable-dev-shm-usage",
                                 "--disable-breakpad",
                                 "--disable-crash-reporter",
                                 "--disable-extensions",
                                 "--disable-background-networking",
                                 "--disable-component-update",
                                 "--disable-sync",
                                 "--no-first-run",
                                 "--no-pdf-header-footer",
                                 "--generate-pdf-document-outline",
                                 "--user-data-dir=" + folder.path() + "/profile",
                                 "--print-to-pdf=" + made,
                                 "file://" + page};
  std::vector<std::string> variables{"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=" + folder.path(),
                                     "TMPDIR=" + folder.path(), "XDG_RUNTIME_DIR=" + folder.path()};
  for (std::string& word : words) begin.arguments.push_back(word.data());
  begin.arguments.push_back(nullptr);
  for (std::string& variable : variables) begin.environment.push_back(variable.data());
  begin.environment.push_back(nullptr);

  const Clock::time_point deadline = Clock::now() + time;
  const pid_t process = fork();
  if (process < 0) return fail(not_printed(std::string("fork: ") + std::strerror(errno)));
  if (process == 0) begin.go();
  int status = 0;
  bool ended = false;
  while (!ended && Clock::now() < deadline) {
    const pid_t got = waitpid(process, &status, WNOHANG);
    ended = got == process || (got < 0 && errno != EINTR);
    if (!ended) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  // Those it began end with it.
  kill(-process, SIGKILL);
  if (!ended) {
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return fail(not_printed(not_done(confines)));
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == not_confined)
    return fail(not_printed(
        "this machine does not let a process give up the network and its files (user namespaces, Landlock)"));
  const std::string printed = what_was_made(made, confines.file_bytes);
  if (printed.empty())
    return fail(not_printed(browser +
                            (WIFSIGNALED(status) ? " ended by signal " + std::to_string(WTERMSIG(status))
                                                 : " ended with status " + std::to_string(WEXITSTATUS(status))) +
                            " and printed nothing (its own sandbox needs user namespaces)"));
  return finished(printed, as_at);
}

class Chromium final : public app::Printer {
 public:
  Chromium(std::string browser, Confines confines) : browser_(std::move(browser)), confines_(confines) {}

  Result<std::string> print(std::string_view html, Date as_at) const override {
    const std::string key = sha256_hex(html) + as_at.iso();
    std::unique_lock lock(mutex_);
    if (auto known = kept(key)) return *known;
    if (waiting_ >= confines_.waiting)
      return fail(ErrorCode::unavailable, "Others are printing just now. Try again in a minute.", "no turn to print");
    ++waiting_;
    const bool mine = freed_.wait_for(lock, confines_.turn, [&] { return !busy_; });
    --waiting_;
    if (!mine)
      return fail(ErrorCode::unavailable, "Others are printing just now. Try again in a minute.", "no turn to print");
    // Whoever was before may have printed the same.
    if (auto known = kept(key)) {
      freed_.notify_one();
      return *known;
    }
    busy_ = true;
    lock.unlock();
    // Once in a while a browser hangs as it begins; the next one does not.
    const auto first = confines_.time / 3;
    auto printed = print_once(browser_, html, as_at, confines_, first);
    if (!printed && printed.error().detail == not_done(confines_))
      printed = print_once(browser_, html, as_at, confines_, confines_.time - first);
    lock.lock();
    busy_ = false;
    freed_.notify_one();
    if (printed) keep(key, *printed);
    return printed;
  }

 private:
  std::optional<std::string> kept(const std::string& key) const {
    for (const auto& [name, bytes] : kept_)
      if (name == key) return bytes;
    return std::nullopt;
  }
  void keep(const std::string& key, const std::string& bytes) const {
    kept_.emplace_front(key, bytes);
    std::size_t all = 0;
    for (auto each = kept_.begin(); each != kept_.end();)
      each = (all += each->second.size()) > confines_.kept_bytes ? kept_.erase(each) : std::next(each);
  }

  std::string browser_;
  Confines confines_;
  mutable std::mutex mutex_;
  mutable std::condition_variable freed_;
  mutable bool busy_ = false;
  mutable std::size_t waiting_ = 0;
  mutable std::list<std::pair<std::string, std::string>> kept_;  // the newest first
};

}  // namespace

std::string find_browser() {
  for (const char* path : {"/usr/lib/chromium/chromium-headless-shell", "/usr/lib/chromium/chromium"})
    if (access(path, X_OK) == 0) return path;
  return {};
}

std::unique_ptr<app::Printer> make_printer(std::string browser, Confines confines) {
  return std::make_unique<Chromium>(std::move(browser), confines);
}

}  // namespace candour::printer
