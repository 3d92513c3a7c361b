#pragma once
// What every event carries, whatever room it belongs to: who, when it was recorded, and the date it speaks of, so that
// a view can be as known then or as known now. Pure values.

#include <string>

#include "base/date.h"

namespace candour {

struct Stamp {
  Moment recorded;
  Date speaks_of;
  std::string actor;  // "operator", or the person's id
  bool operator==(const Stamp&) const = default;
};
template <class Body>
struct Event {
  Stamp stamp;
  Body body;
  bool operator==(const Event&) const = default;
};

}  // namespace candour
