#include "intake/action_plan/sentences.h"

#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace candour::intake::action_plan {

bool starts_small(std::string_view text) {
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z';
}

bool ends_a_sentence(std::string_view text) {
  text = trimmed(text);
  while (!text.empty() && (text.back() == '"' || text.back() == '\'' || text.back() == ')')) text.remove_suffix(1);
  if (text.size() >= 3 &&
      (text.substr(text.size() - 3) == "\xE2\x80\x9D" || text.substr(text.size() - 3) == "\xE2\x80\x99"))
    text.remove_suffix(3);
  if (text.empty()) return true;
  const char last = text.back();
  return last == '.' || last == '?' || last == '!' || last == ':' || last == ';';
}

bool ends_hanging(std::string_view text) {
  if (ends_a_sentence(text)) return false;
  const std::vector<std::string> all = words(text.size() > 60 ? text.substr(text.size() - 60) : text);
  if (all.empty()) return false;
  // "the database that they have access to" is whole: its own "that" is what the last word asks for.
  if (one_of(all.back(), {"to", "of", "in", "on", "by", "for", "with", "from", "at"})) {
    const std::size_t stop = text.find_last_of(".;");
    const std::vector<std::string> sentence = words(stop == std::string_view::npos ? text : text.substr(stop + 1));
    for (const std::string& word : sentence)
      if (one_of(word, {"that", "which", "who", "whom", "what", "where"})) return false;
  }
  for (std::string_view word :
       {"a",   "an",  "the",   "and", "or",   "of",    "to",  "in",   "on",  "by",   "for",  "with", "from",
        "at",  "as",  "are",   "is",  "was",  "were",  "be",  "been", "has", "have", "will", "that", "which",
        "who", "not", "their", "its", "into", "using", "via", "also", "how", "if",   "when"})
    if (all.back() == word) return true;
  return false;
}

std::size_t repeated_start(std::string_view head, std::string_view tail) {
  std::vector<std::pair<std::string, std::size_t>> start;  // word, end in bytes
  for (std::size_t at = 0; at < tail.size() && start.size() < 12;) {
    while (at < tail.size() && tail[at] == ' ') ++at;
    const std::size_t begin = at;
    while (at < tail.size() && tail[at] != ' ') ++at;
    if (at > begin) start.emplace_back(matching_key(tail.substr(begin, at - begin)), at);
  }
  const std::vector<std::string> end = words(head.size() > 200 ? head.substr(head.size() - 200) : head);
  for (std::size_t count = std::min(start.size(), end.size()); count > 0; --count) {
    bool same = true;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < count && same; ++i) {
      same = start[i].first == end[end.size() - count + i] && !start[i].first.empty();
      letters += start[i].first.size();
    }
    if (same && letters >= 4) return start[count - 1].second;
  }
  return 0;
}

}  // namespace candour::intake::action_plan
