#include "credentials/token.h"

#include <array>
#include <sodium.h>

#include "base/id.h"
#include "base/sha256.h"

namespace candour::credentials {

std::string fresh_token() {
  // sodium_init() is not needed for random bytes on a system with getrandom(); it is harmless and makes sure.
  static const bool begun = sodium_init() >= 0;
  (void)begun;
  std::array<unsigned char, 32> random;
  randombytes_buf(random.data(), random.size());
  std::array<char, 64> text;
  sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

std::string fresh_recovery_code() {
  std::string code = fresh_id();
  code.insert(5, "-");
  return code;
}

std::string typed_recovery_code(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c >= 'A' && c <= 'Z') code += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) code += c;
  }
  if (code.size() == 10) code.insert(5, "-");
  return code;
}

std::string digest(std::string_view secret) {
  return sha256_hex(secret);
}

bool same(std::string_view left, std::string_view right) {
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace candour::credentials
