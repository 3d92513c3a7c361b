#pragma once
// SHA-256 (FIPS 180-4), by OpenSSL. Any thread.

#include <string>
#include <string_view>

namespace candour {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace candour
