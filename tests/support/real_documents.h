#pragma once
// Real documents and what a careful person reads in them: no part of the project, and tests of them skip where they are
// not to be had.

#include <filesystem>
#include <string>

namespace candour::support {

// The folder that CANDOUR_SHARED names, else ../shared beside the sources; it may not be there.
std::filesystem::path real_documents();
// The bytes of a file; none where it is not there.
std::string bytes_of(const std::filesystem::path& file);

}  // namespace candour::support
