#pragma once
// Asks a ClamAV daemon, over its socket, what it finds in a file (clamd(8), INSTREAM). The file goes there as it is,
// piece by piece; nothing is written to disk here.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "app/scanner.h"

namespace candour::scanner {

// "/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310" or "scanner.example:3310". Fails with bad_input for another
// text. Nobody is asked before the first file. `most` is for connecting, sending and the answer together.
Result<std::unique_ptr<app::Scanner>> clamd(std::string_view address,
                                            std::chrono::milliseconds most = std::chrono::seconds(60));

}  // namespace candour::scanner
