#include "privacy/words.h"

#include <algorithm>

#include "base/one_writing.h"
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
bool ends_a_sentence(std::string_view between) {
  if (between.find_first_of("!?;\n\r\t|") != std::string_view::npos ||
      between.find("\xE2\x80\xA2") != std::string_view::npos)
    return true;
  const std::size_t dot = between.find('.');
  return dot != std::string_view::npos && dot + 1 < between.size();
}
// Each run without blanks in it that is an address or the name of a file: “a@b.example”, “www.b.example/a”, “a.docx”.
void mark_addresses(std::string_view text, std::vector<Token>& found) {
  auto token = found.begin();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = std::min(text.find_first_not_of(" \n\r\t", at), text.size());
    const std::size_t end = std::min(text.find_first_of(" \n\r\t", begin), text.size());
    const std::string_view run = text.substr(begin, end - begin);
    bool address = run.find('@') != std::string_view::npos || run.find("://") != std::string_view::npos;
    for (std::size_t k = 1; !address && k + 1 < run.size(); ++k)
      address = run[k] == '.' && k > 1 && letter_at(run, k - 1) > 0 && letter_at(run, k - 2) > 0 && run[k + 1] >= 'a' &&
                run[k + 1] <= 'z';
    while (token != found.end() && token->begin < end) {
      token->address = address;
      ++token;
    }
    at = end;
  }
}

}  // namespace

bool Token::capital() const {
  if (raw.empty() || number) return false;
  std::size_t at = 0;
  const char32_t first = next_code_point(raw, at);
  return lower_case(first) != first;
}
bool Token::all_capitals() const {
  for (std::size_t at = 0; at < raw.size();) {
    const char32_t point = next_code_point(raw, at);
    if (point != '\'' && lower_case(point) == point) return false;
  }
  return !raw.empty();
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
        if (end + 1 < text.size() && text[end] == '\'' && letter_at(text, end + 1) > 0) ++end;
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
    token.key = lower_case(token.raw);
    token.before = text.substr(last, at - last);
    token.number = number;
    token.opens = found.empty() || ends_a_sentence(token.before);
    if (token.key.ends_with("'s")) {
      token.possessive = true;
      token.key.resize(token.key.size() - 2);
      token.end -= 2;
      token.raw = text.substr(at, token.end - at);
      // What stands behind begins behind the “'s”.
    } else if (end < text.size() && text[end] == '\'' && token.key.ends_with("s")) {
      token.possessive = true;  // “the parents'”
    }
    found.push_back(std::move(token));
    at = last = end;
  }
  mark_addresses(text, found);
  return found;
}

}  // namespace candour::privacy
