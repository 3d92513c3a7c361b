#pragma once
// One-time codes by the clock: TOTP (RFC 6238) with SHA-1, six digits and steps of thirty seconds, which is what every
// authenticator app takes. A step's code counts once; the step before and after the present one count too, for clocks
// that differ. Pure values but for fresh_key(); any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace candour::credentials {

// 20 fresh random bytes (RFC 4226, 4 R6).
std::string fresh_key();
// As base32 (RFC 4648, 6) in groups of four: for those who cannot scan.
std::string key_in_words(std::string_view key);

std::uint64_t step_at(Moment moment);
// Six digits.
std::string code_at(std::string_view key, std::uint64_t step);
// The step that the code belongs to, if it is one of the three that count and later than `used`, the last that was
// used. Blanks in the code are nothing.
std::optional<std::uint64_t> step_of(std::string_view key, std::string_view code, Moment now, std::uint64_t used);

// otpauth://totp/…: what the picture holds.
std::string address_of_key(std::string_view key, std::string_view issuer, std::string_view account);
// The square of an address as the path of an SVG drawing in modules, and how many modules its side has, four of quiet
// on every side with it. Empty where it is too long.
struct Square {
  std::string path;
  int side = 0;
};
Square square_of(std::string_view text);

}  // namespace candour::credentials
