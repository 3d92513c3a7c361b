#include "document/pdf/strikes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace candour::document::pdf {
namespace {

// How far above the line that letters stand on a strike is drawn, in sizes of the font: between an underline and the
// tops of small letters (Word, LibreOffice and browsers draw it at a quarter to a third).
constexpr float lowest = 0.12F, highest = 0.48F;
// How far it may reach beyond the words it goes through: a rule of a table goes on to the next cell.
constexpr float overhang = 1.2F;
constexpr float share_of_word = 0.8F;
constexpr std::size_t most_looks = 4'000'000;  // at a rule beside a word: no page that a person made needs more

struct Strike {
  std::size_t rule = 0;
  float left = 0, right = 0;  // of the words on its height that it touches
  std::vector<std::size_t> words;
};

}  // namespace

std::vector<std::string> take_struck_words(Page& page) {
  std::vector<std::size_t> level;
  for (std::size_t i = 0; i < page.rules.size(); ++i)
    if (page.rules[i].level) level.push_back(i);
  if (level.empty() || page.words.empty()) return {};
  const auto height = [&](std::size_t rule) { return page.rules[rule].at; };
  std::sort(level.begin(), level.end(),
            [&](std::size_t one, std::size_t other) { return height(one) < height(other); });
  std::vector<Strike> strikes(page.rules.size());
  std::size_t looks = 0;
  for (std::size_t w = 0; w < page.words.size(); ++w) {
    const Word& word = page.words[w];
    if (word.turn != Turn::level) continue;
    const auto first = std::lower_bound(level.begin(), level.end(), word.baseline - highest * word.size,
                                        [&](std::size_t rule, float at) { return height(rule) < at; });
    for (auto rule = first; rule != level.end() && height(*rule) <= word.baseline - lowest * word.size; ++rule) {
      if (++looks > most_looks) return {};
      const Rule& drawn = page.rules[*rule];
      if (drawn.to <= word.box.left || drawn.from >= word.box.right) continue;
      Strike& strike = strikes[*rule];
      if (strike.words.empty()) strike = {*rule, word.box.left, word.box.right, {}};
      strike.left = std::min(strike.left, word.box.left);
      strike.right = std::max(strike.right, word.box.right);
      strike.words.push_back(w);
    }
  }
  // What of each word lies under strikes that end where their words do.
  std::vector<std::vector<std::pair<float, float>>> covered(page.words.size());
  for (Strike& strike : strikes) {
    if (strike.words.empty()) continue;
    const Rule& drawn = page.rules[strike.rule];
    const float room = overhang * page.words[strike.words.front()].size;
    if (drawn.from < strike.left - room || drawn.to > strike.right + room) {
      strike.words.clear();
      continue;
    }
    for (const std::size_t w : strike.words) covered[w].emplace_back(drawn.from, drawn.to);
  }
  std::vector<bool> struck(page.words.size(), false);
  for (std::size_t w = 0; w < page.words.size(); ++w) {
    const Box& box = page.words[w].box;
    std::sort(covered[w].begin(), covered[w].end());
    float at = box.left, length = 0;
    for (const auto& [from, to] : covered[w]) {
      const float begin = std::max(at, from), end = std::min(box.right, to);
      if (end > begin) length += end - begin, at = end;
    }
    struck[w] = length > 0 && length >= share_of_word * box.width();
  }
  std::vector<bool> gone(page.rules.size(), false);
  for (const Strike& strike : strikes)
    if (!strike.words.empty())
      gone[strike.rule] =
          std::any_of(strike.words.begin(), strike.words.end(), [&](std::size_t w) { return struck[w]; });

  std::vector<std::string> texts;
  std::vector<Word> left;
  const Word* before = nullptr;  // the struck word before this one, where no other stands between
  for (std::size_t w = 0; w < page.words.size(); ++w) {
    const Word& word = page.words[w];
    if (!struck[w]) {
      left.push_back(word);
      before = nullptr;
      continue;
    }
    const bool same_line = before != nullptr && std::fabs(before->baseline - word.baseline) < 0.5F * word.size &&
                           word.box.left - before->box.right < 2 * word.size;
    if (!same_line) texts.emplace_back();
    texts.back() += texts.back().empty() ? "" : " ";
    texts.back() += page.at(word);
    before = &word;
  }
  if (texts.empty()) return texts;
  page.words = std::move(left);
  std::vector<Rule> rules;
  for (std::size_t i = 0; i < page.rules.size(); ++i)
    if (!gone[i]) rules.push_back(page.rules[i]);
  page.rules = std::move(rules);
  return texts;
}

}  // namespace candour::document::pdf
