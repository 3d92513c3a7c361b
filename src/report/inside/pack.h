#pragma once
// A zip archive in memory, by libzip: of a Word document, and of files packed together.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/paper.h"

namespace candour::report {

// `sentence` says what could not be written. The same files give the same bytes. Not for two threads at once.
Result<std::string> pack(const std::vector<PackedFile>& files, std::string_view sentence);

}  // namespace candour::report
