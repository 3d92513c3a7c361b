#include "base/id.h"

#include <array>
#include <cstdlib>
#include <openssl/rand.h>

namespace candour {

bool is_id_text(std::string_view text) {
  if (text.empty() || text.size() > 40) return false;
  for (char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  return true;
}

std::string fresh_id() {
  // 32 letters: no l, o, 0, 1, which people misread.
  static constexpr std::string_view alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
  static_assert(alphabet.size() == 32);
  std::array<unsigned char, 10> bytes;
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) std::abort();  // no entropy: never guess an id
  std::string text;
  for (unsigned char byte : bytes) text += alphabet[byte & 31];
  return text;
}

}  // namespace candour
