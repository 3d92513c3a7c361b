#pragma once
// Letters and digits of ASCII, whatever the locale.

#include <string>
#include <string_view>

namespace candour::intake {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_letter(char c) {
  return is_lower(c) || is_upper(c);
}
// In lower case and as long in bytes as it was, so that places in one are places in the other.
inline std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (is_upper(c)) c = static_cast<char>(c + 32);
  return low;
}

}  // namespace candour::intake
