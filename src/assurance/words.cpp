#include "assurance/words.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "plan/dates.h"

namespace candour::assurance {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool starts(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with && (text.size() == with.size() || text[with.size()] == ' ');
}
bool holds(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const bool left = at == 0 || text[at - 1] == ' ';
    const bool right = at + phrase.size() == text.size() || text[at + phrase.size()] == ' ';
    if (left && right) return true;
  }
  return false;
}

constexpr std::size_t longest_short_answer = 160;  // bytes; what is longer is prose

std::string key_of_short(std::string_view text) {
  return text.size() > longest_short_answer ? std::string("(prose)") : matching_key(text);
}

}  // namespace

Sign sign_of(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > 10) return Sign::none;
  if (text.ends_with("\uFE0F")) text.remove_suffix(3);  // drawn in colour
  for (std::string_view tick : {"✓", "✔", "☑", "✅", "√", "🗸", "🗹", "[x]", "[X]", "(x)", "(X)", "[✓]", "[✔]"})
    if (text == tick) return Sign::ticked;
  for (std::string_view crossed : {"☒", "⊠", "🗷"})
    if (text == crossed) return Sign::crossed_box;
  for (std::string_view cross : {"✗", "✘", "✖", "✕", "❌", "×"})
    if (text == cross) return Sign::cross;
  for (std::string_view box : {"☐", "□", "▢", "◻", "[ ]", "[]", "( )"})
    if (text == box) return Sign::empty_box;
  return Sign::none;
}

bool is_blank_answer(std::string_view text) {
  static constexpr std::array<std::string_view, 21> blank{
      "",    "n a",      "na",           "none",      "nil",        "not applicable",  "tbc",          "tba",
      "tbd", "no",       "not known",    "unknown",   "x",          "to be confirmed", "to be agreed", "to be decided",
      "n",   "not seen", "not attached", "none seen", "no evidence"};
  if (const Sign sign = sign_of(text); sign != Sign::none) return sign == Sign::cross || sign == Sign::empty_box;
  return is_one_of(key_of_short(text), blank);
}

bool is_no_action(std::string_view action) {
  static constexpr std::array<std::string_view, 17> none{"n a",
                                                         "na",
                                                         "none",
                                                         "nil",
                                                         "not applicable",
                                                         "no action",
                                                         "no actions",
                                                         "no action required",
                                                         "no actions required",
                                                         "no action needed",
                                                         "no actions needed",
                                                         "no actions offered",
                                                         "no further action",
                                                         "no further action required",
                                                         "not relevant",
                                                         "not required",
                                                         "nothing required"};
  const std::string key = key_of_short(action);
  return is_one_of(key, none) || starts(key, "not relevant to") || starts(key, "not applicable to") ||
         starts(key, "this is not applicable");
}

bool takes_no_part(std::string_view response) {
  if (response.size() > 600) return false;
  const std::string key = matching_key(response);
  for (std::string_view phrase :
       {"not an active participant", "not relevant to", "not applicable to", "no actions offered", "no action offered",
        "takes no part", "take no part", "does not take part", "unable to comment", "not able to comment",
        "not feel able to comment", "not a recognised issue", "not within the remit", "outside the remit",
        "outside our remit", "no role in"})
    if (holds(key, phrase)) return true;
  return is_no_action(response);
}

bool is_pointer(std::string_view text) {
  if (text.size() > 60) return false;
  std::string key = matching_key(text);
  if (starts(key, "please")) key.erase(0, std::min<std::size_t>(7, key.size()));
  const auto words = split(key, ' ');
  if (key.empty() || words.size() > 6) return false;
  static constexpr std::array<std::string_view, 9> whole{"as above", "as before", "as below", "same as above", "above",
                                                         "below",    "ditto",     "same",     "as previous"};
  if (is_one_of(key, whole)) return true;
  const std::string_view first = words.front();
  if (first != "see" && first != "refer" && first != "ref" && first != "as" && first != "same" && first != "cross")
    return false;
  if (first == "see" && words.size() >= 2 && (words[1] == "attached" || words[1] == "embedded")) return true;
  const bool place = std::any_of(words.begin() + 1, words.end(), [](std::string_view word) {
    const bool reference =
        word.size() <= 4 && std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    return word == "above" || word == "below" || word == "column" || word == "previous" || word == "before" ||
           reference;
  });
  return place;
}

bool is_placeholder(std::string_view text) {
  static constexpr std::array<std::string_view, 40> filling{
      "complete",  "completed", "done",      "achieved", "in",          "place",       "now",     "yes",
      "available", "document",  "documents", "evidence", "attached",    "embedded",    "action",  "actions",
      "this",      "is",        "are",       "all",      "on",          "request",     "file",    "files",
      "has",       "been",      "met",       "closed",   "established", "implemented", "ongoing", "track",
      "to",        "follow",    "held",      "provided", "upon",        "fully",       "have",    "enclosed"};
  if (const Sign sign = sign_of(text); sign == Sign::ticked || sign == Sign::crossed_box) return true;
  const std::string key = key_of_short(text);
  if (key.empty()) return false;
  if (key == "y" || key == "seen" || key == "yes seen") return true;
  const auto words = split(key, ' ');
  if (words.size() <= 6 &&
      std::all_of(words.begin(), words.end(), [](std::string_view word) { return is_one_of(word, filling); }))
    return true;
  for (std::string_view unable :
       {"unable to insert", "unable to attach", "unable to embed", "unable to upload", "cannot insert",
        "could not insert", "to be inserted", "document to be attached", "insert document", "insert evidence",
        "evidence to follow", "evidence to be provided"})
    if (starts(key, unable)) return true;
  return false;
}

bool is_file_names(std::string_view text) {
  if (text.size() > 400) return false;
  const std::string lower = folded(text);
  std::size_t at = 0, names = 0;
  while (at < lower.size()) {
    std::size_t best = std::string::npos, length = 0;
    for (std::string_view ending : {".docx", ".doc", ".pdf", ".xlsx", ".xls", ".pptx", ".ppt", ".msg", ".eml", ".jpg",
                                    ".jpeg", ".png", ".rtf", ".odt", ".zip"}) {
      const std::size_t found = lower.find(ending, at);
      if (found != std::string::npos && (found < best || (found == best && ending.size() > length))) {
        best = found;
        length = ending.size();
      }
    }
    if (best == std::string::npos) break;
    const auto words = candour::words(std::string_view(lower).substr(at, best - at));
    if (words.size() > 10) return false;
    // "Guide published February 2025 Talking with fathers.docx" says what was done, too.
    for (const std::string& word : words)
      if (word.size() > 4 && word.ends_with("ed") && word != "embed") return false;
    ++names;
    at = best + length;
  }
  return names > 0 && count_visible(std::string_view(lower).substr(at)) == 0;
}

bool says_complete(std::string_view evidence) {
  const std::string key = matching_key(evidence.substr(0, 200));
  for (std::string_view word : {"complete", "completed", "action complete", "action completed", "achieved", "done",
                                "this is complete", "this has been completed", "now complete", "now completed"}) {
    if (!starts(key, word)) continue;
    const std::string_view rest = trimmed(std::string_view(key).substr(word.size()));
    if (rest.empty()) return true;
    if (evidence.size() > 200) return word != "complete" && word != "done";
    // "Complete July 2013" is done; "Complete by March", "Complete the audit" and "Complete & review" are not.
    const std::string_view next = rest.substr(0, rest.find(' '));
    if (next == "by" || next == "before" || next == "when" || next == "once" || next == "in" || next == "if")
      return false;
    const auto dates = plan::find_dates(evidence);
    const std::size_t word_at =
        folded(evidence).find(word.substr(word.rfind(' ') == std::string_view::npos ? 0 : word.rfind(' ') + 1));
    if (word_at == std::string::npos) return false;
    std::size_t after = word_at + word.size() - (word.rfind(' ') == std::string_view::npos ? 0 : word.rfind(' ') + 1);
    while (after < evidence.size() && evidence[after] == ' ') ++after;
    if (after < evidence.size() &&
        (evidence[after] == '.' || evidence[after] == '-' || evidence[after] == ':' || evidence[after] == ',' ||
         evidence[after] == ';' || evidence[after] == '\n' || evidence[after] == '('))
      return true;
    for (const plan::WrittenDate& date : dates)
      if (date.begin == after) return true;
    return word == "this has been completed" || word == "this is complete";
  }
  return false;
}

bool hands_on(std::string_view evidence) {
  if (evidence.size() > 300) return false;
  const std::string key = matching_key(evidence);
  for (std::string_view need : {"needs to be", "need to be", "should be", "to be"})
    for (std::string_view deed : {"given to", "passed to", "handed to", "transferred to", "allocated to",
                                  "reallocated to", "assigned to", "reassigned to", "taken on by", "picked up by"})
      if (holds(key, std::string(need) + " " + std::string(deed)) &&
          (holds(key, "this action") || holds(key, "action") || starts(key, need) || holds(key, "this")))
        return true;
  return false;
}

}  // namespace candour::assurance
