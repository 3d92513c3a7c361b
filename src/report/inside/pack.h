#pragma once
// A zip archive in memory, by libzip: of a Word document, and of files packed together.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/paper.h"

namespace candour::report {

// `sentence` says what could not be written. The same files give the same bytes. Not for two threads at once.
Result<std::string> pack(const std::vector<PackedFile>& files, std::string_view sentence);

// What lies in an archive, in its order; folders are left out. bad_input for what is none, is damaged, or holds more
// bytes or files than these.
Result<std::vector<PackedFile>> unpack(std::string_view bytes, std::size_t most_bytes, std::size_t most_files);

}  // namespace candour::report
