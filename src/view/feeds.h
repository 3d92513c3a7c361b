#pragma once
// What leaves the house for a person's own calendar and feed reader: deadlines, and what changed, as keys and neutral
// words. No wording, no name of a plan, a person or an agency stands in them, for calendars are shown to others and
// kept by strangers. The picture is theirs already. Pure.

#include <cstddef>
#include <string>
#include <vector>

#include "view/view.h"

namespace candour::view {

struct Deadline {
  std::string key;   // "due.k7m2qx9dab-17": the same as long as it is the same deadline, whatever its day
  std::string what;  // "Action k7m2qx9dab-17 is due"
  std::string href;  // "/actions/k7m2qx9dab-17"
  Date day;
  Moment changed;  // of what it belongs to
};
// Of what is open: dates of actions, re-tests, answers to challenges and to inspections, resolutions to report back on,
// requests. From ninety days ago on, the earliest first, at most so many.
std::vector<Deadline> deadlines(const Picture& picture, std::size_t most = 1'000);

struct Change {
  std::string key;   // "plan/k7m2qx9dab/step/12"
  std::string what;  // "Plan k7m2qx9dab: Action 12: rated"
  std::string href;
  Moment recorded;
};
// What was recorded of plans, each step once, the newest first.
std::vector<Change> changes(const Picture& picture, std::size_t most = 50);

}  // namespace candour::view
