#pragma once
// Ed25519 (RFC 8032), by OpenSSL.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace candour::ledger::inside {

using Key = std::array<std::uint8_t, 32>;

Key ed25519_public(const Key& seed);
std::string ed25519_sign(const Key& seed, std::string_view message);
// False also for a key or a signature that is none.
bool ed25519_verifies(const Key& point, std::string_view message, std::string_view signature);
// Overwrites in a way that no compiler leaves out.
void forget(void* bytes, std::size_t count);

}  // namespace candour::ledger::inside
