#pragma once
// What nobody can guess: the system's cryptographic source, by OpenSSL. Any thread.

#include <array>
#include <cstdint>

namespace candour {

// Ends the program where the source fails: nothing secret is ever guessed.
std::array<std::uint8_t, 32> random_32_bytes();

}  // namespace candour
