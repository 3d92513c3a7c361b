#include "base/sha256.h"

#include <array>
#include <cstdlib>
#include <openssl/evp.h>

namespace candour {

std::string sha256_hex(std::string_view bytes) {
  // Found once: finding it anew costs more than hashing a short text.
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  std::array<unsigned char, 32> digest;
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, algorithm, nullptr) != 1 || length != 32)
    std::abort();  // the library is broken; no hash is better than a wrong one
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(64);
  for (unsigned char byte : digest) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace candour
