#include "base/encoding.h"

#include <array>
#include <cstdint>

#include "base/text.h"

namespace candour {
namespace {

constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::uint8_t no_digit = 0xff;

constexpr std::array<std::uint8_t, 256> values_of(std::string_view digits) {
  std::array<std::uint8_t, 256> values{};
  values.fill(no_digit);
  for (std::size_t i = 0; i < digits.size(); ++i)
    values[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
  return values;
}
constexpr auto base64_values = values_of(base64_digits);
constexpr auto hex_values = values_of(hex_digits);

}  // namespace

std::string base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i)
      three = three << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    for (std::size_t i = 0; i < 4; ++i) text += at + i > bytes.size() ? '=' : base64_digits[three >> (18 - 6 * i) & 63];
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t kept = 0;
  unsigned bits = 0;
  for (char c : text.substr(0, text.size() - padding)) {
    const std::uint8_t value = base64_values[static_cast<unsigned char>(c)];
    if (value == no_digit) return std::nullopt;
    kept = kept << 6 | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(kept >> bits & 0xff);
  }
  if ((kept & ((1u << bits) - 1)) != 0) return std::nullopt;  // bits beyond the last byte
  return bytes;
}

std::string hex(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (unsigned char byte : bytes) {
    text += hex_digits[byte >> 4];
    text += hex_digits[byte & 15];
  }
  return text;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size(); at += 2) {
    const std::uint8_t high = hex_values[static_cast<unsigned char>(text[at])];
    const std::uint8_t low = hex_values[static_cast<unsigned char>(text[at + 1])];
    if (high == no_digit || low == no_digit) return std::nullopt;
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

std::string escaped_markup(std::string_view text) {
  std::string out;
  const std::string clean = repaired_utf8(text);
  for (std::size_t at = 0; at < clean.size();) {
    const std::size_t from = at;
    const char32_t code_point = next_code_point(clean, at);
    if ((code_point < 0x20 && code_point != '\t' && code_point != '\n') || code_point == 0xFFFE || code_point == 0xFFFF)
      continue;
    switch (code_point) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out.append(clean, from, at - from);
    }
  }
  return out;
}

}  // namespace candour
