#include "document/parts/numerals.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace candour::document {
namespace {

std::string roman(int number) {
  static constexpr std::pair<int, std::string_view> digits[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string out;
  if (number > 3999) return std::to_string(number);
  for (const auto& [value, text] : digits)
    for (; number >= value; number -= value) out += text;
  return out;
}

std::string letters(int number) {
  return std::string(static_cast<std::size_t>(std::min((number - 1) / 26 + 1, 10)),
                     static_cast<char>('a' + (number - 1) % 26));
}

struct Sign {
  char32_t code, looks_like;
};
// The signs of Microsoft's fonts that ticks, boxes, bullets and arrows are made of, by the low byte of their code.
constexpr std::array<Sign, 26> wingdings = {
    {{0x4A, 0x263A}, {0x4C, 0x2639}, {0x6C, 0x25CF}, {0x6D, 0x274D}, {0x6E, 0x25A0}, {0x6F, 0x2610}, {0x70, 0x2610},
     {0x71, 0x2751}, {0x72, 0x2752}, {0x73, 0x2B27}, {0x74, 0x29EB}, {0x75, 0x25C6}, {0x76, 0x2756}, {0x9F, 0x2022},
     {0xA1, 0x25CB}, {0xA7, 0x25AA}, {0xA8, 0x2610}, {0xD8, 0x27A2}, {0xDF, 0x2190}, {0xE0, 0x2192}, {0xE8, 0x2794},
     {0xF0, 0x21E8}, {0xFB, 0x2717}, {0xFC, 0x2713}, {0xFD, 0x2612}, {0xFE, 0x2611}}};
constexpr std::array<Sign, 9> wingdings_2 = {{{0x4F, 0x2717},
                                              {0x50, 0x2713},
                                              {0x51, 0x2612},
                                              {0x52, 0x2611},
                                              {0x53, 0x2612},
                                              {0x54, 0x2612},
                                              {0x97, 0x25CF},
                                              {0xA2, 0x25A0},
                                              {0xA3, 0x2610}}};
constexpr std::array<Sign, 5> webdings = {
    {{0x3D, 0x25CF}, {0x61, 0x2713}, {0x63, 0x25A1}, {0x67, 0x25A0}, {0x72, 0x2717}}};

template <std::size_t size>
char32_t look_up(const std::array<Sign, size>& signs, char32_t code) {
  // Word keeps the codes of symbol fonts in the private use area, from U+F000.
  const char32_t low = code >= 0xF000 && code <= 0xF0FF ? code & 0xFF : code;
  for (const Sign& sign : signs)
    if (sign.code == low) return sign.looks_like;
  return code;
}

}  // namespace

std::string numeral(int number, Numerals numerals) {
  if (number <= 0) return std::to_string(number);
  std::string out;
  switch (numerals) {
    case Numerals::decimal:
      return std::to_string(number);
    case Numerals::decimal_zero:
      return number < 10 ? "0" + std::to_string(number) : std::to_string(number);
    case Numerals::lower_letter:
    case Numerals::upper_letter:
      out = letters(number);
      break;
    case Numerals::lower_roman:
    case Numerals::upper_roman:
      out = roman(number);
      break;
  }
  if (numerals == Numerals::upper_letter || numerals == Numerals::upper_roman)
    for (char& c : out)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

char32_t symbol(char32_t code, std::string_view font) {
  if (font == "Wingdings") return look_up(wingdings, code);
  if (font == "Wingdings 2") return look_up(wingdings_2, code);
  if (font == "Webdings") return look_up(webdings, code);
  if (font == "Symbol" && (code & 0xFF) == 0xB7) return 0x2022;
  return code;
}

char32_t symbol(char32_t code) {
  if (code < 0xF000 || code > 0xF0FF) return code;
  return symbol(code, code == 0xF0B7 ? "Symbol" : "Wingdings");
}

bool is_symbol_font(std::string_view font) {
  return font == "Wingdings" || font == "Wingdings 2" || font == "Webdings";
}

std::string symbols(std::string_view text, std::string_view font) {
  if (!is_symbol_font(font)) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_utf8(out, symbol(next_code_point(text, at), font));
  return out;
}

}  // namespace candour::document
