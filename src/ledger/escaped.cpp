#include "ledger/escaped.h"

#include <algorithm>

#include "base/text.h"

namespace candour::ledger {
namespace {

constexpr std::string_view digits = "0123456789ABCDEF";

std::string one(char32_t point) {
  if (point == '\\') return "\\\\";
  if (point >= 0x20 && point < 0x7F) return {static_cast<char>(point)};
  if (point == 0x2018 || point == 0x2019) return "'";
  if (point == 0x201C || point == 0x201D) return "\"";
  if (point >= 0x2010 && point <= 0x2015) return "-";
  if (point == 0x2026) return "...";
  std::string code;
  for (char32_t rest = point; rest > 0; rest >>= 4) code += digits[rest & 15];
  std::reverse(code.begin(), code.end());
  return "\\u{" + code + "}";
}

}  // namespace

std::string escaped(std::string_view text, std::size_t most) {
  std::string out;
  const std::string flat = collapsed(text);
  for (std::size_t at = 0; at < flat.size();) {
    const std::string next = one(next_code_point(flat, at));
    if (out.size() + next.size() > most) break;
    out += next;
  }
  const std::string_view whole = trimmed(out);
  return whole.empty() ? "-" : std::string(whole);
}

std::string unescaped(std::string_view entry_text) {
  std::string out;
  while (!entry_text.empty()) {
    if (entry_text.starts_with("\\\\")) {
      out += '\\';
      entry_text.remove_prefix(2);
      continue;
    }
    const std::size_t end = entry_text.find('}');
    if (entry_text.starts_with("\\u{") && end != std::string_view::npos && end > 3 && end <= 9) {
      char32_t point = 0;
      bool fine = true;
      for (const char c : entry_text.substr(3, end - 3)) {
        const std::size_t digit = digits.find(c);
        fine = fine && digit != std::string_view::npos;
        point = point * 16 + static_cast<char32_t>(digit & 15);
      }
      if (fine && point >= 0x80 && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF)) {
        append_utf8(out, point);
        entry_text.remove_prefix(end + 1);
        continue;
      }
    }
    out += entry_text.front();
    entry_text.remove_prefix(1);
  }
  return out;
}

}  // namespace candour::ledger
