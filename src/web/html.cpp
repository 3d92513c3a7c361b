#include "web/html.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

#include "base/text.h"

namespace candour::web {
namespace {

constexpr std::array<bool, 256> special = [] {
  std::array<bool, 256> table{};
  for (unsigned char character : {'&', '<', '>', '"', '\''}) table[character] = true;
  return table;
}();

constexpr std::uint64_t every_byte(unsigned char value) {
  return 0x0101010101010101ULL * value;
}

// Not zero where a byte of the word is `value`.
constexpr std::uint64_t bytes_equal_to(std::uint64_t word, unsigned char value) {
  const std::uint64_t difference = word ^ every_byte(value);
  return (difference - every_byte(1)) & ~difference & every_byte(0x80);
}

// How many bytes from `at` on need no escaping. Text is mostly plain, so eight bytes are looked at together.
std::size_t plain_run(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at + 8 <= text.size()) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    // '&' 0x26 and '\'' 0x27 differ in one bit, as do '<' 0x3c and '>' 0x3e.
    const std::uint64_t hit = bytes_equal_to(word | every_byte(0x01), 0x27) |
                              bytes_equal_to(word | every_byte(0x02), 0x3e) | bytes_equal_to(word, '"');
    if (hit) break;
    at += 8;
  }
  while (at < text.size() && !special[static_cast<unsigned char>(text[at])]) ++at;
  return at - begin;
}

std::string_view entity(char character) {
  switch (character) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return "&#39;";
  }
}

}  // namespace

void Html::append_escaped(std::string_view text) {
  std::size_t at = 0;
  while (true) {
    const std::size_t run = plain_run(text, at);
    bytes_.append(text.data() + at, run);
    at += run;
    if (at == text.size()) return;
    bytes_.append(entity(text[at]));
    ++at;
  }
}

void Html::append_number(long long number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  bytes_.append(digits.data(), end.ptr);
}

Html& Html::attribute(Markup name, std::string_view value) {
  return value.empty() ? *this : attribute_even_empty(name, value);
}

Html& Html::attribute_even_empty(Markup name, std::string_view value) {
  return *this << " "_html << name << "=\""_html << value << "\""_html;
}

Html& Html::address(Markup name, std::string_view value) {
  return attribute(name, is_safe_address(value) ? value : std::string_view("#"));
}

bool is_safe_address(std::string_view address) {
  // A browser drops control characters and leading blanks before it looks for the scheme (URL standard, 4.4).
  for (const char character : address)
    if (static_cast<unsigned char>(character) <= 0x20 || character == 0x7f) return false;
  const std::size_t colon = address.find(':');
  if (colon == std::string_view::npos || address.find_first_of("/?#") < colon) return true;
  const std::string_view scheme = address.substr(0, colon);
  for (const std::string_view known : {"http", "https", "mailto"})
    if (equal_ignoring_case(scheme, known)) return true;
  return false;
}

}  // namespace candour::web
