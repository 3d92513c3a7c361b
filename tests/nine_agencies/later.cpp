// Loaded before the program (LD_PRELOAD), so that weeks can pass in a test of minutes: the calendar is as many seconds
// ahead as the file named by CANDOUR_TEST_AHEAD says, whenever it is asked. Clocks that only measure are left alone.
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  const long failed = syscall(SYS_clock_gettime, clock, time);
  if (failed != 0 || clock != CLOCK_REALTIME) return static_cast<int>(failed);
  static const int file = [] {
    const char* name = std::getenv("CANDOUR_TEST_AHEAD");
    return name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
  }();
  char digits[24] = {};
  if (file >= 0 && pread(file, digits, sizeof digits - 1, 0) > 0) time->tv_sec += std::strtoll(digits, nullptr, 10);
  return 0;
}
