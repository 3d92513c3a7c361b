#include "privacy/words.h"

#include <algorithm>

#include "base/text.h"

namespace candour::privacy {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
// The letter of one code point at `at`; 0 where there is none. Above ASCII: European letters, all that is no mark.
std::size_t letter_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z' ? 1 : 0;
  std::size_t next = at;
  const char32_t point = next_code_point(text, next);
  const bool mark =
      point < 0xC0 || point == 0xD7 || point == 0xF7 || (point >= 0x2000 && point < 0x2C00) || point >= 0xFE00;
  return mark ? 0 : next - at;
}
std::size_t apostrophe_at(std::string_view text, std::size_t at) {
  if (text[at] == '\'') return 1;
  return text.substr(at).starts_with("\xE2\x80\x99") ? 3 : 0;
}
bool ends_a_sentence(std::string_view between) {
  if (between.find_first_of("!?;\n\r\t|") != std::string_view::npos ||
      between.find("\xE2\x80\xA2") != std::string_view::npos)
    return true;
  const std::size_t dot = between.find('.');
  return dot != std::string_view::npos && dot + 1 < between.size();
}

}  // namespace

bool Token::capital() const {
  if (raw.empty()) return false;
  if (static_cast<unsigned char>(raw[0]) < 0x80) return raw[0] >= 'A' && raw[0] <= 'Z';
  return !std::string_view(key).starts_with(raw.substr(0, 2));  // it has a small letter of its own
}
bool Token::all_capitals() const {
  return !raw.empty() && std::all_of(raw.begin(), raw.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::vector<Token> tokens(std::string_view text) {
  std::vector<Token> found;
  std::size_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const bool number = is_digit(text[at]);
    std::size_t end = at;
    if (number) {
      while (end < text.size() && is_digit(text[end])) ++end;
    } else {
      for (std::size_t step; end < text.size() && (step = letter_at(text, end)) > 0;) {
        end += step;
        // An apostrophe within a word belongs to it: “O'Neill”, “Rowan's”.
        const std::size_t mark = end < text.size() ? apostrophe_at(text, end) : 0;
        if (mark > 0 && end + mark < text.size() && letter_at(text, end + mark) > 0) end += mark;
      }
    }
    if (end == at) {
      next_code_point(text, at);
      continue;
    }
    Token token;
    token.begin = at;
    token.end = end;
    token.raw = text.substr(at, end - at);
    token.key = folded(token.raw);
    token.before = text.substr(last, at - last);
    token.number = number;
    token.opens = found.empty() || ends_a_sentence(token.before);
    if (token.key.ends_with("'s")) {
      token.possessive = true;
      token.key.resize(token.key.size() - 2);
      token.end -= token.raw.ends_with("\xE2\x80\x99s") ? 4 : 2;
      token.raw = text.substr(at, token.end - at);
      // What stands behind begins behind the “'s”.
    } else if (end < text.size() && apostrophe_at(text, end) > 0 && token.key.ends_with("s")) {
      token.possessive = true;  // “the parents'”
    }
    found.push_back(std::move(token));
    at = last = end;
  }
  return found;
}

}  // namespace candour::privacy
