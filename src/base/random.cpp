#include "base/random.h"

#include <cstdlib>
#include <openssl/rand.h>

namespace candour {

std::array<std::uint8_t, 32> random_32_bytes() {
  std::array<std::uint8_t, 32> bytes;
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) std::abort();
  return bytes;
}

}  // namespace candour
