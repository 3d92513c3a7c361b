#pragma once
// How word processors write the numbers of lists, and what the signs of their symbol fonts look like.

#include <string>
#include <string_view>

namespace candour::document {

enum class Numerals { decimal, decimal_zero, lower_letter, upper_letter, lower_roman, upper_roman };
// 4 -> "4", "04", "d", "D", "iv", "IV". After z come aa, bb, cc. A number below 1 is always decimal.
std::string numeral(int number, Numerals numerals);

// A sign of a symbol font as a character that looks like it: Wingdings 0xFC is a tick. A code that is not in our table
// stays as it is.
char32_t symbol(char32_t code, std::string_view font);
// The same of a font that is not told: codes of the private use area from U+F000, as most such fonts have them.
char32_t symbol(char32_t code);
// Whether text in this font is signs and not letters.
bool is_symbol_font(std::string_view font);
// Text in a symbol font ("ü" in Wingdings) as its reader sees it ("✓").
std::string symbols(std::string_view text, std::string_view font);

}  // namespace candour::document
