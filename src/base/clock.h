#pragma once
// The one door to the time. Everything that needs "now" is given a Clock or a Moment; tests give a FixedClock.

#include "base/date.h"

namespace candour {

class Clock {
 public:
  virtual ~Clock() = default;
  // May be called from any thread. Never goes backwards within one process.
  virtual Moment now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Moment now() const override;
};

class FixedClock final : public Clock {
 public:
  explicit FixedClock(Moment moment) : moment_(moment) {}
  Moment now() const override { return moment_; }
  void set(Moment moment) { moment_ = moment; }

 private:
  Moment moment_;
};

}  // namespace candour
