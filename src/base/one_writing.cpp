#include "base/one_writing.h"

#include "base/text.h"

namespace candour {
namespace {

// Often a leaving of a word processor, and hides nothing.
bool is_harmless(char32_t c) {
  return c == 0xAD || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x200C && c <= 0x200D);
}
bool is_blank_space(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}
char32_t plain(char32_t c) {
  if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032 || c == 0x02BC || c == 0x00B4 || c == 0x60 ||
      c == 0xFF07)
    return '\'';
  if (c == 0x201C || c == 0x201D || c == 0x2033 || c == 0xAB || c == 0xBB) return '"';
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0x00AF) return '-';
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;  // wide letters and digits
  return c;
}

}  // namespace

bool is_unseen(char32_t c) {
  return c == 0xAD || c == 0x034F || c == 0x061C || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 ||
         (c >= 0x180B && c <= 0x180E) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

OneWriting one_writing(std::string_view written) {
  OneWriting made;
  made.text.reserve(written.size());
  made.begins.reserve(written.size());
  made.ends.reserve(written.size());
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t begin = at;
    char32_t c = next_code_point(written, at);
    if (is_unseen(c)) {
      if (!is_harmless(c)) made.unseen.push_back(begin);
      continue;
    }
    if (c >= 0x0300 && c <= 0x036F) {  // the accent of the letter before it
      if (!made.ends.empty()) made.ends.back() = static_cast<std::uint32_t>(at);
      continue;
    }
    c = is_blank_space(c) ? U' ' : plain(c);
    if (c == ' ' && made.text.ends_with(' ')) {
      made.ends.back() = static_cast<std::uint32_t>(at);
      continue;
    }
    append_utf8(made.text, c);
    made.begins.resize(made.text.size(), static_cast<std::uint32_t>(begin));
    made.ends.resize(made.text.size(), static_cast<std::uint32_t>(at));
  }
  return made;
}

std::string without_unseen(std::string_view text) {
  std::string made;
  made.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (!is_unseen(next_code_point(text, at))) made.append(text.substr(begin, at - begin));
  }
  return made;
}

char32_t lower_case(char32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 0x20;
  if (c < 0x100) return c;
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x1E00 && c <= 0x1EFF) ||
      (c >= 0x1E0 && c <= 0x21F))
    return c | 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c % 2 == 1 ? c + 1 : c;
  if (c == 0x178) return 0xFF;
  if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 0x20;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  return c;
}

std::string lower_case(std::string_view text) {
  std::string made;
  made.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) append_utf8(made, lower_case(next_code_point(text, at)));
  return made;
}

}  // namespace candour
