#pragma once
// Text as people type it: UTF-8 throughout. Pure functions; no word of the trade.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace candour {

// ---- UTF-8 ----
// Strict (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view bytes);
// Reads one code point at `at` and moves `at` behind it. `bytes` must be valid UTF-8 and `at` on a boundary.
char32_t next_code_point(std::string_view bytes, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);
// Bad bytes become U+FFFD; U+0000 too, which no store keeps.
std::string repaired_utf8(std::string_view bytes);

// White space of Unicode, and the invisible: no-break, zero-width, byte-order mark, soft hyphen, word joiner.
bool is_blank(char32_t code_point);
// The number of code points that are not blank.
std::size_t count_visible(std::string_view utf8);

// ---- White space ----
std::string_view trimmed(std::string_view text);    // ASCII and Unicode blanks at both ends
std::string collapsed(std::string_view text);       // trimmed; each run of blanks becomes one space
std::string without_blanks(std::string_view text);  // every blank removed

// ---- Comparing ----
// Lower case (ASCII and Latin-1), curly quotes and dashes made plain: the same length in words.
std::string folded(std::string_view text);
// folded and collapsed, and all that is not a letter or digit becomes one space: for matching names and headers.
std::string matching_key(std::string_view text);
bool equal_ignoring_case(std::string_view left, std::string_view right);
// 0 nothing alike .. 1 the same: the share of common word pairs (Dice), on matching keys.
double similarity(std::string_view left, std::string_view right);
// Insertions, deletions and replacements of bytes; stops counting above `limit` and returns limit + 1.
std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit);

// ---- Taking apart and putting together ----
std::vector<std::string_view> split(std::string_view text, char separator);
std::vector<std::string_view> lines(std::string_view text);  // LF, CRLF or CR; no last empty line
std::vector<std::string> words(std::string_view text);       // of the matching key
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replaced(std::string text, std::string_view from, std::string_view to);
// At most `code_points`, cut at a word where it can, with "…" where something was cut.
std::string shortened(std::string_view text, std::size_t code_points);
// 1,234,567.
std::string grouped(long long number);

}  // namespace candour
