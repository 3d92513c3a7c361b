#include "intake/parts/sentences.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "intake/parts/ascii.h"

namespace candour::intake {

std::vector<std::string_view> sentences_of(std::string_view text) {
  static constexpr std::array<std::string_view, 18> abbreviations{"cllr", "cllrs", "mr", "mrs",    "ms",  "dr",
                                                                  "rev",  "revd",  "st", "prof",   "no",  "eg",
                                                                  "e.g",  "i.e",   "ie", "approx", "hon", "para"};
  const auto closes = [](char c) { return c == '"' || c == '\'' || c == ')' || c == '*' || c == '_'; };
  std::vector<std::string_view> sentences;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    if (const std::string_view sentence = trimmed(text.substr(begin, end - begin)); !sentence.empty())
      sentences.push_back(sentence);
    begin = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '.' && text[i] != '?' && text[i] != '!') continue;
    std::size_t end = i + 1;
    while (end < text.size() && closes(text[end])) ++end;
    if (text.substr(end, 3) == "\xE2\x80\x99" || text.substr(end, 3) == "\xE2\x80\x9D") end += 3;
    if (end < text.size() && static_cast<unsigned char>(text[end]) > ' ') continue;
    std::size_t next = end;
    while (next < text.size() && static_cast<unsigned char>(text[next]) <= ' ') ++next;
    if (next < text.size() && is_lower(text[next])) continue;
    if (text[i] == '.') {
      std::size_t word = i;
      while (word > begin && static_cast<unsigned char>(text[word - 1]) > ' ' && text[word - 1] != '(') --word;
      const std::string_view last = text.substr(word, i - word);
      if (last.size() == 1 && is_upper(last.front())) continue;
      if (std::find(abbreviations.begin(), abbreviations.end(), folded(last)) != abbreviations.end()) continue;
      if (word == begin && std::all_of(last.begin(), last.end(), is_digit)) continue;
    }
    add(end);
    i = end - 1;
  }
  add(text.size());
  return sentences;
}

}  // namespace candour::intake
