#include "support/real_documents.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace candour::support {

std::filesystem::path real_documents() {
  const char* told = std::getenv("CANDOUR_SHARED");
  return told ? std::filesystem::path(told) : std::filesystem::path(CANDOUR_SOURCE_DIR) / ".." / "shared";
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace candour::support
