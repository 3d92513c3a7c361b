#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <exception>
#include <fcntl.h>
#include <linux/close_range.h>
#include <new>
#include <seccomp.h>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "document/document.h"
#include "document/workbook.h"
#include "intake/reading.h"
#include "sandbox/sandbox.h"
#include "sandbox/wire/wire.h"

// The sanitizers keep a shadow of all memory and open files of their own: with them the child is not confined.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CANDOUR_CONFINED 0
#else
#define CANDOUR_CONFINED 1
#endif

namespace candour::sandbox {
namespace {

bool limit(__rlimit_resource which, rlim_t most) {
  const rlimit value{most, most};
  return setrlimit(which, &value) == 0;
}

// From here on: memory, the answer on descriptor 1, and the end. Asking for a file is answered with no, as a library
// may do that looks for tables it can do without; any other call ends the process at once.
bool close_the_doors() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (filter == nullptr) return false;
  int failed = 0;
  for (int call : {SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(exit),
                   SCMP_SYS(exit_group), SCMP_SYS(futex), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday)})
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
  for (int call : {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(stat),
                   SCMP_SYS(newfstatat), SCMP_SYS(readlink)})
    failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0);
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_EQ, 1));
  // Memory of its own, never to be run.
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                             SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  if (failed == 0) failed = seccomp_load(filter);
  seccomp_release(filter);
  return failed == 0;
}

// The time it may compute was limited by the one who asked.
bool confine(std::uint64_t memory) {
#if CANDOUR_CONFINED
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0) != 0) return false;
  return limit(RLIMIT_AS, memory) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, 0) &&
         close_the_doors();
#else
  (void)memory;
  return true;
#endif
}

bool answer(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool answer(const Error& error) {
  WireWriter wire;
  wire.number(0);
  carry(wire, error);
  return answer(wire.out());
}

bool read_and_answer(Task task, std::string_view bytes, const std::string& name, const intake::Choices& choices) {
  WireWriter wire;
  wire.number(1);
  if (task == Task::cells) {
    const auto workbook = document::read_filled(bytes, name);
    if (!workbook) return answer(workbook.error());
    carry(wire, *workbook);
    return answer(wire.out());
  }
  if (task == Task::judging) {
    const auto kind = document::attachment_of(bytes, name);
    if (!kind) return answer(kind.error());
    carry(wire, *kind);
    return answer(wire.out());
  }
  {
    intake::Reading reading;
    document::Format format = document::Format::text;
    std::size_t size = 0;
    {
      auto document = document::read(bytes, name);
      if (!document) return answer(document.error());
      reading = intake::draft(*document, choices);
      format = document->format;
      size = document->text.size();
    }
    // A row's fields and its cells as written, with how long each is: to grow by doubling would hold it three times.
    wire.out().reserve(size * 2 + reading.actions.size() * 512 + 4096);
    carry(wire, reading);
    wire.text(to_text(format));
  }
  return answer(wire.out());
}

}  // namespace

int work() {
  // libzip turns the dates of a container into moments; with a zone known by now, no file is opened for that later.
  setenv("TZ", "UTC0", 1);
  tzset();
  // Not to outlive the one who asked.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  syscall(SYS_close_range, 3u, ~0u, 0u);
  struct stat file {};
  if (fstat(STDIN_FILENO, &file) != 0 || file.st_size <= 0) return 70;
  const auto size = static_cast<std::size_t>(file.st_size);
  void* mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (mapped == MAP_FAILED) return 70;

  WireReader request(std::string_view(static_cast<const char*>(mapped), size));
  std::uint64_t memory = 0;
  Task task = Task::reading;
  std::string name;
  intake::Choices choices;
  carry_all(request, memory, task, name, choices);
  const std::string_view bytes = request.text();
  if (!request.at_end()) return 70;

  if (!confine(memory)) {
    answer(Error{ErrorCode::unavailable,
                 "This machine cannot read documents safely: it does not let a program confine itself.",
                 std::string("confine: ") + std::strerror(errno)});
    return 0;
  }
  try {
    return read_and_answer(task, bytes, name, choices) ? 0 : 74;
  } catch (const std::bad_alloc&) {
    return answer(Error{ErrorCode::refused,
                        "The file needs more memory to be read than is allowed. Split it and send it in parts.",
                        "out of memory"})
               ? 0
               : 74;
  } catch (const std::exception& exception) {
    return answer(Error{ErrorCode::refused,
                        "The file could not be read safely. Open it in Word or Excel, save it again and send that.",
                        exception.what()})
               ? 0
               : 74;
  }
}

}  // namespace candour::sandbox
