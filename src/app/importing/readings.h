#pragma once
// The readings that people are deciding on, as parsed, so that a click in the wizard does not parse them again. A
// reading never changes under its name (drafts.h), so that what is kept cannot be stale. Any thread.

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "intake/reading.h"

namespace candour::app {

class Readings {
 public:
  // nullptr where it is not at hand.
  std::shared_ptr<const intake::Reading> find(std::string_view name);
  // The last asked for stay: at most four, and together no more rows than one large workbook has, but always one.
  void keep(std::string name, std::shared_ptr<const intake::Reading> reading);
  void forget(std::string_view prefix);

 private:
  std::mutex mutex_;
  std::vector<std::pair<std::string, std::shared_ptr<const intake::Reading>>> kept_;  // the last asked for first
};

}  // namespace candour::app
