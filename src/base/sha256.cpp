#include "base/sha256.h"

#include <cstdlib>
#include <openssl/evp.h>

#include "base/encoding.h"

namespace candour {

Sha256 sha256(std::string_view bytes) {
  // Found once: finding it anew costs more than hashing a short text.
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  Sha256 digest;
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, algorithm, nullptr) != 1 || length != 32)
    std::abort();  // the library is broken; no hash is better than a wrong one
  return digest;
}

std::string sha256_hex(std::string_view bytes) {
  const Sha256 digest = sha256(bytes);
  return hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace candour
