#pragma once
// Looking for harmful content in a file before anybody is given it. The edge (src/scanner) asks a ClamAV daemon.

#include <string>
#include <string_view>

#include "base/result.h"

namespace candour::app {

class Scanner {
 public:
  virtual ~Scanner() = default;
  // What was found by its name, empty where the file is clean. Any thread; may take seconds. Unavailable where nobody
  // could be asked, or the answer was none: then nothing is known of the file.
  virtual Result<std::string> scan(std::string_view bytes) const = 0;
};

}  // namespace candour::app
