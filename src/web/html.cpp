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

// Bytes that the processor compares together (a vector extension of GCC and Clang).
using EightBytes = unsigned char __attribute__((vector_size(8)));
using SixteenBytes = unsigned char __attribute__((vector_size(16)));

// Whether one of the bytes needs escaping. '&' 0x26 and '\'' 0x27 differ in one bit, as do '<' 0x3c and '>' 0x3e.
template <class Bytes>
bool has_special(const char* at) {
  Bytes bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  const auto found = ((bytes | 0x01) == 0x27) | ((bytes | 0x02) == 0x3e) | (bytes == '"');
  std::array<std::uint64_t, sizeof bytes / 8> words;
  std::memcpy(&words, &found, sizeof words);
  return (words.front() | words.back()) != 0;
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

// In steps, so that a page which turns out shorter than was foreseen costs no more than it is.
void Html::make_room(std::size_t more) {
  constexpr std::size_t step = 4096;
  made_.resize(size_ + more + (made_.capacity() >= size_ + more + step ? step : 64));
}

void Html::append_escaped(std::string_view text) {
  const char* from = text.data();
  const char* const end = from + text.size();
  while (from != end) {
    // Text is mostly plain: it is copied in the same look that finds what is not.
    char* to = room_for(static_cast<std::size_t>(end - from));
    char* const begin = to;
    for (; end - from >= 16 && !has_special<SixteenBytes>(from); from += 16, to += 16) std::memcpy(to, from, 16);
    for (; end - from >= 8 && !has_special<EightBytes>(from); from += 8, to += 8) std::memcpy(to, from, 8);
    while (from != end && !special[static_cast<unsigned char>(*from)]) *to++ = *from++;
    size_ += static_cast<std::size_t>(to - begin);
    if (from != end) append(entity(*from++));
  }
}

void Html::append_number(long long number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  append({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
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
  for (std::size_t at = 0; at < address.size(); ++at) {
    const char character = address[at];
    // A browser drops control characters and leading blanks before it looks for the scheme (URL standard, 4.4).
    if (static_cast<unsigned char>(character) <= 0x20 || character == 0x7f) return false;
    if (character == '/' || character == '?' || character == '#') return true;  // what follows is no scheme any more
    if (character != ':') continue;
    const std::string_view scheme = address.substr(0, at);
    return equal_ignoring_case(scheme, "http") || equal_ignoring_case(scheme, "https") ||
           equal_ignoring_case(scheme, "mailto");
  }
  return true;
}

}  // namespace candour::web
