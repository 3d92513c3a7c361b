#include "base/clock.h"

#include <atomic>
#include <chrono>

namespace candour {

Moment SystemClock::now() const {
  static std::atomic<std::int64_t> latest{0};
  std::int64_t now =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  std::int64_t seen = latest.load();
  while (seen < now && !latest.compare_exchange_weak(seen, now)) {
  }
  return Moment::from_microseconds(seen > now ? seen : now);
}

}  // namespace candour
