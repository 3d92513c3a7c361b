#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <map>

namespace candour {
namespace {

// Length of the sequence at `at`, or 0 where it is not valid.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return 1;
  std::size_t length = 0;
  unsigned char low = 0x80, high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  if (at + length > bytes.size()) return 0;
  if (byte(at + 1) < low || byte(at + 1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  return length;
}

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return false;
  if (c == 0xD7 || c == 0xF7) return false;
  if (c >= 0x2000 && c <= 0x2BFF) return false;  // punctuation, arrows, box drawing, symbols
  if (c >= 0x3000 && c <= 0x303F) return false;
  return !is_blank(c) && c != 0xFFFD;
}

void append_folded(std::string& out, char32_t c) {
  if (c >= 'A' && c <= 'Z') {
    out += static_cast<char>(c + 32);
  } else if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032 || c == 0x02BC || c == 0x00B4) {
    out += '\'';
  } else if (c == 0x201C || c == 0x201D || c == 0x2033) {
    out += '"';
  } else if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) {
    out += '-';
  } else if (c >= 0xC0 && c <= 0xDE && c != 0xD7) {
    append_utf8(out, c + 0x20);
  } else {
    append_utf8(out, c);
  }
}

// What an ASCII character is in a matching key: itself in lower case, nothing (joined) or a gap (0).
constexpr char joined = 1;
constexpr std::array<char, 128> ascii_key = [] {
  std::array<char, 128> keys{};
  for (char c = 'a'; c <= 'z'; ++c) keys[static_cast<std::size_t>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) keys[static_cast<std::size_t>(c)] = static_cast<char>(c + 32);
  for (char c = '0'; c <= '9'; ++c) keys[static_cast<std::size_t>(c)] = c;
  keys['\''] = joined;
  return keys;
}();

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    // Most text is ASCII: eight bytes at a time.
    for (std::uint64_t eight = 0; at + 8 <= bytes.size(); at += 8) {
      std::memcpy(&eight, bytes.data() + at, 8);
      if ((eight & 0x8080808080808080u) != 0) break;
    }
    if (at >= bytes.size()) break;
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

char32_t next_code_point(std::string_view bytes, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(bytes[i])); };
  const char32_t first = byte(at);
  if (first < 0x80) {
    ++at;
    return first;
  }
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (at + length > bytes.size()) {  // only on text that breaks the promise of validity
    at = bytes.size();
    return 0xFFFD;
  }
  char32_t value = first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) value = (value << 6) | (byte(at + i) & 0x3F);
  at += length;
  return value;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string repaired_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0 || bytes[at] == '\0') {
      out += "\xEF\xBF\xBD";
      ++at;
    } else {
      out.append(bytes.substr(at, length));
      at += length;
    }
  }
  return out;
}

bool is_blank(char32_t c) {
  if (c <= 0x20) return true;
  if (c < 0x7F) return false;
  return c <= 0xA0 || c == 0xAD || c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x2064) || c == 0x3000 || c == 0xFEFF;
}

namespace {

// Of no width: a soft hyphen, a zero-width space, a mark of direction. Within a word it parts nothing.
bool is_without_width(char32_t c) {
  return c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

}  // namespace

std::size_t count_visible(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size();)
    if (!is_blank(next_code_point(utf8, at))) ++count;
  return count;
}

std::string_view trimmed(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    if (text[begin] > ' ' && text[begin] < 0x7F) break;  // plain ASCII: visible
    std::size_t next = begin;
    if (!is_blank(next_code_point(text, next))) break;
    begin = next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    if (text[end - 1] > ' ' && text[end - 1] < 0x7F) break;
    std::size_t start = end - 1;
    while (start > begin && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    std::size_t at = start;
    if (!is_blank(next_code_point(text, at))) break;
    end = start;
  }
  return text.substr(begin, end - begin);
}

std::string collapsed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    while (at < text.size() && text[at] > ' ' && text[at] < 0x7F) ++at;  // a word of ASCII, whole
    if (at == start) {
      const char32_t c = next_code_point(text, at);
      if (is_without_width(c)) continue;
      if (is_blank(c)) {
        gap = !out.empty();
        continue;
      }
    }
    if (gap) out += ' ';
    gap = false;
    out.append(text.substr(start, at - start));
  }
  return out;
}

std::string without_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (!is_blank(next_code_point(text, at))) out.append(text.substr(start, at - start));
  }
  return out;
}

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char byte = text[at];
    if (static_cast<unsigned char>(byte) < 0x80) {  // nearly all of a document: no need to decode
      out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
      ++at;
    } else {
      append_folded(out, next_code_point(text, at));
    }
  }
  return out;
}

std::string matching_key(std::string_view text) {
  // The key is never longer than the text, so it is written in place: this is asked of every cell many times.
  std::string out(text.size(), '\0');
  char* const begin = out.data();
  char* to = begin;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {  // the same rules as below, without decoding
      ++at;
      const char key = ascii_key[byte];
      if (key > joined) {
        if (gap) *to++ = ' ';
        gap = false;
        *to++ = key;
      } else if (key != joined) {
        gap = to != begin;
      }
      continue;
    }
    const char32_t c = next_code_point(text, at);
    if (c == '\'' || c == 0x2019 || c == 0x2018 || is_without_width(c))
      continue;  // "Children's" and "Childrens" are one word
    if (!is_letter_or_digit(c)) {
      gap = to != begin;
      continue;
    }
    if (gap) *to++ = ' ';
    gap = false;
    std::string letter;
    append_folded(letter, c);
    to = std::copy(letter.begin(), letter.end(), to);
  }
  out.resize(static_cast<std::size_t>(to - begin));
  return out;
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  std::size_t at = 0;
  for (; at < left.size() && at < right.size(); ++at) {
    const auto a = static_cast<unsigned char>(left[at]), b = static_cast<unsigned char>(right[at]);
    if ((a | b) >= 0x80) return folded(left.substr(at)) == folded(right.substr(at));
    const auto lower = [](unsigned char byte) { return byte >= 'A' && byte <= 'Z' ? byte + 32 : byte; };
    if (a != b && lower(a) != lower(b)) return false;
  }
  return at == left.size() && at == right.size();
}

double similarity(std::string_view left, std::string_view right) {
  const auto pairs = [](std::string_view text) {
    std::map<std::string, int> found;
    int total = 0;
    std::string previous = "^";
    for (const std::string& word : words(text)) {
      ++found[previous + ' ' + word];
      ++total;
      previous = word;
    }
    if (total > 0) {
      ++found[previous + " $"];
      ++total;
    }
    return std::pair{found, total};
  };
  const auto [one, one_total] = pairs(left);
  const auto [two, two_total] = pairs(right);
  if (one_total + two_total == 0) return 1;
  int common = 0;
  for (const auto& [pair, count] : one)
    if (const auto it = two.find(pair); it != two.end()) common += std::min(count, it->second);
  return 2.0 * common / (one_total + two_total);
}

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit) {
  if (left.size() > right.size()) std::swap(left, right);
  if (right.size() - left.size() > limit) return limit + 1;
  std::vector<std::size_t> row(left.size() + 1);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= right.size(); ++j) {
    std::size_t diagonal = row[0], best = row[0] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
      const std::size_t above = row[i];
      row[i] = std::min({above + 1, row[i - 1] + 1, diagonal + (left[i - 1] != right[j - 1])});
      diagonal = above;
      best = std::min(best, row[i]);
    }
    if (best > limit) return limit + 1;
  }
  return std::min(row.back(), limit + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  parts.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), separator)) + 1);
  std::size_t start = 0;
  for (std::size_t at; (at = text.find(separator, start)) != std::string_view::npos; start = at + 1)
    parts.push_back(text.substr(start, at - start));
  parts.push_back(text.substr(start));
  return parts;
}

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> found;
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t end = start;
    while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
    found.push_back(text.substr(start, end - start));
    start = end + 1;
    if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') ++start;
  }
  return found;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  const std::string key = matching_key(text);
  if (key.empty()) return found;
  found.reserve(static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')) + 1);
  for (std::size_t start = 0; start <= key.size();) {
    const std::size_t end = std::min(key.find(' ', start), key.size());
    found.emplace_back(key, start, end - start);
    start = end + 1;
  }
  return found;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += separator;
    out += parts[i];
  }
  return out;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  if (from.empty()) return text;
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

std::string shortened(std::string_view text, std::size_t code_points) {
  std::size_t at = 0, count = 0, last_gap = 0;
  while (at < text.size() && count < code_points) {
    const std::size_t start = at;
    if (is_blank(next_code_point(text, at))) last_gap = start;
    ++count;
  }
  if (at == text.size()) return std::string(text);
  const std::size_t cut = last_gap > at / 2 ? last_gap : at;
  // What only led on to the words that are cut away goes with them.
  std::string_view kept = trimmed(text.substr(0, cut));
  for (const std::string_view end : {" –", " -", ","})
    if (kept.ends_with(end)) kept = trimmed(kept.substr(0, kept.size() - end.size()));
  return std::string(kept) + "…";
}

std::string grouped(long long number) {
  std::string digits = std::to_string(number);
  const std::size_t first = digits[0] == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace candour
