#include "intake/inspection/contradictions.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "intake/parts/ascii.h"
#include "intake/parts/sentences.h"

namespace candour::intake::inspection {
namespace {

constexpr std::size_t longest = 8000;  // bytes of a paragraph that is looked at
constexpr std::size_t most_mentions = 40;

// The words before `at` of the same sentence, the nearest first, in small letters.
std::vector<std::string> words_before(std::string_view text, std::size_t at, std::size_t most) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 120 && text[begin - 1] != '.' && text[begin - 1] != ';') --begin;
  std::vector<std::string> all = words(text.substr(begin, at - begin));
  std::reverse(all.begin(), all.end());
  if (all.size() > most) all.resize(most);
  return all;
}
bool holds(const std::vector<std::string>& words, std::initializer_list<std::string_view> any) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return std::find(any.begin(), any.end(), word) != any.end(); });
}

}  // namespace

std::optional<Contradiction> same_grade_needed_and_too_little(std::string_view paragraph) {
  paragraph = paragraph.substr(0, longest);
  struct Mention {
    std::string grade;
    std::size_t begin = 0, end = 0;
    bool needed = false, too_little = false;
  };
  std::vector<Mention> mentions;
  const std::string low = folded(paragraph);
  if (low.size() != paragraph.size()) return std::nullopt;
  for (std::string_view noun : {"level ", "grade ", "band ", "tier ", "stage "})
    for (std::size_t at = low.find(noun); at != std::string::npos; at = low.find(noun, at + 1)) {
      if (mentions.size() >= most_mentions) break;
      if (at > 0 && is_lower(low[at - 1])) continue;
      std::size_t end = at + noun.size();
      while (end < low.size() && is_digit(low[end])) ++end;
      if (end == at + noun.size() || end - at > noun.size() + 2) continue;
      const std::vector<std::string> before = words_before(paragraph, at, 8);
      Mention mention{low.substr(at, end - at), at, end, false, false};
      const bool denied = holds(before, {"not", "no", "never", "than", "beyond", "above", "below"});
      mention.too_little =
          !denied &&
          holds({before.begin(), before.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(5, before.size()))},
                {"only", "just", "merely"});
      mention.needed = !denied && !mention.too_little &&
                       holds(before, {"must", "should", "need", "needs", "require", "requires", "required"});
      mentions.push_back(std::move(mention));
    }
  for (const Mention& needed : mentions)
    for (const Mention& little : mentions)
      if (needed.needed && little.too_little && needed.grade == little.grade) {
        const auto around = [&](const Mention& mention) {
          std::size_t begin = mention.begin;
          for (std::size_t blanks = 0; begin > 0 && blanks < 6; --begin)
            if (paragraph[begin - 1] == ' ' && ++blanks == 6) break;
          return trimmed(paragraph.substr(begin, mention.end - begin));
        };
        return Contradiction{needed.grade, around(needed), around(little)};
      }
  return std::nullopt;
}

std::optional<Contradiction> denied_and_affirmed(std::string_view paragraph) {
  paragraph = paragraph.substr(0, longest);
  const std::vector<std::string_view> sentences = sentences_of(paragraph);
  // Names of two words or more, in quotes: "Think Family", “See the Adult, See the Child”.
  std::vector<std::string_view> names;
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"“", "”"}, {"‘", "’"}})
    for (std::size_t at = paragraph.find(open); at != std::string_view::npos && names.size() < 12;) {
      const std::size_t from = at + open.size(), end = paragraph.find(close, from);
      if (end == std::string_view::npos) break;
      const std::string_view name = paragraph.substr(from, end - from);
      if (name.size() <= 40 && is_upper(name.empty() ? ' ' : name.front()) && words(name).size() >= 2)
        names.push_back(name);
      at = paragraph.find(open, end + close.size());
    }
  for (const std::string_view name : names) {
    std::string_view denied, affirmed;
    for (const std::string_view sentence : sentences) {
      const std::size_t at = sentence.find(name);
      if (at == std::string_view::npos) continue;
      const std::vector<std::string> before = words_before(sentence, at, 12);
      const bool denies = holds(before, {"not", "no", "never", "neither", "without"});
      const bool affirms = holds(before, {"clearly", "fully", "firmly", "strongly", "well", "consistently"});
      if (denies && !affirms && denied.empty()) denied = sentence;
      if (affirms && !denies && affirmed.empty()) affirmed = sentence;
    }
    if (!denied.empty() && !affirmed.empty()) return Contradiction{std::string(name), denied, affirmed};
  }
  return std::nullopt;
}

}  // namespace candour::intake::inspection
