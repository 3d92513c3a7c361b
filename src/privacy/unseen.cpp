#include "privacy/unseen.h"

#include "base/one_writing.h"
#include "base/text.h"

namespace candour::privacy {
namespace {

// “[U+200B]”; a tag is the letter that it stands for.
std::string told(char32_t point) {
  if (point > 0xE0020 && point < 0xE007F) return std::string(1, static_cast<char>(point - 0xE0000));
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string code;
  for (int shift = point > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4) code += digits[(point >> shift) & 15];
  return "[U+" + code + "]";
}

}  // namespace

std::vector<Unseen> unseen_in(std::string_view text) {
  std::vector<Unseen> found;
  std::size_t last = 0;
  for (const std::size_t place : one_writing(text).unseen) {
    if (place < last) continue;
    const std::size_t before = text.find_last_of(" \n\r\t", place), behind = text.find_first_of(" \n\r\t", place);
    Unseen each;
    each.begin = before == std::string_view::npos ? 0 : before + 1;
    last = behind == std::string_view::npos ? text.size() : behind;
    each.length = last - each.begin;
    const std::string_view word = text.substr(each.begin, each.length);
    for (std::size_t at = 0; at < word.size() && each.words.size() < 200;) {
      const std::size_t from = at;
      const char32_t point = next_code_point(word, at);
      each.words += is_unseen(point) ? told(point) : std::string(word.substr(from, at - from));
    }
    found.push_back(std::move(each));
  }
  return found;
}

}  // namespace candour::privacy
