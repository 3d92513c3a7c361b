#include "view/inside/same_action.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "base/text.h"

namespace candour::view {
namespace {

// "Brief all staff" is a heading that several rows may share; an action says more.
constexpr std::size_t fewest_words = 4;
constexpr std::size_t fewest_words_of_alike = 6;
// Of the pairs of words of two wordings: a word or two changed in a sentence.
constexpr double alike = 0.85;
// Rows that one row is held against. Only wordings made of the same few words reach it.
constexpr std::size_t most_compared = 64;

using WordId = std::uint32_t;

struct Wording {
  std::vector<WordId> words;         // in order
  std::vector<std::uint64_t> pairs;  // of neighbouring words, sorted
};

double share_of_pairs(const Wording& left, const Wording& right) {
  std::size_t common = 0;
  for (auto a = left.pairs.begin(), b = right.pairs.begin(); a != left.pairs.end() && b != right.pairs.end();) {
    if (*a == *b) {
      ++common;
      ++a;
      ++b;
    } else {
      (*a < *b ? a : b)++;
    }
  }
  return 2.0 * static_cast<double>(common) / static_cast<double>(left.pairs.size() + right.pairs.size());
}

// Rows joined to groups: the first of a group stands for it.
class Groups {
 public:
  explicit Groups(std::size_t size) : first_(size) { std::iota(first_.begin(), first_.end(), std::size_t{0}); }
  std::size_t of(std::size_t row) {
    while (first_[row] != row) row = first_[row] = first_[first_[row]];
    return row;
  }
  void join(std::size_t one, std::size_t other) {
    one = of(one);
    other = of(other);
    first_[std::max(one, other)] = std::min(one, other);
  }

 private:
  std::vector<std::size_t> first_;
};

// Two wordings that are alike share one of their rarest words: only those that do are held against each other.
void join_alike(const std::vector<Wording>& wordings, std::size_t word_count, const std::vector<std::size_t>& distinct,
                Groups& groups) {
  std::vector<std::size_t> often(word_count);
  for (const std::size_t row : distinct)
    for (const WordId word : wordings[row].words) ++often[word];
  std::unordered_map<WordId, std::vector<std::size_t>> rows_by_word;
  for (const std::size_t row : distinct) {
    const Wording& mine = wordings[row];
    if (mine.words.size() < fewest_words_of_alike) continue;
    std::vector<WordId> rarest = mine.words;
    std::sort(rarest.begin(), rarest.end(),
              [&](WordId a, WordId b) { return often[a] != often[b] ? often[a] < often[b] : a < b; });
    rarest.erase(std::unique(rarest.begin(), rarest.end()), rarest.end());
    rarest.resize(std::min(rarest.size(), rarest.size() / 5 + 2));
    std::size_t compared = 0;
    for (const WordId word : rarest) {
      std::vector<std::size_t>& rows = rows_by_word[word];
      for (auto other = rows.rbegin(); other != rows.rend() && compared < most_compared; ++other, ++compared)
        if (share_of_pairs(mine, wordings[*other]) >= alike) groups.join(*other, row);
      rows.push_back(row);
    }
  }
}

}  // namespace

void add_same_actions(PlanPicture& picture) {
  std::vector<Row>& rows = picture.rows;
  std::vector<Wording> wordings(rows.size());
  std::unordered_map<std::string_view, WordId> ids;
  std::unordered_map<std::string_view, std::size_t> first_worded;
  std::vector<std::size_t> distinct;
  Groups groups(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string_view key = std::string_view(rows[i].search_text).substr(0, rows[i].wording_length);
    Wording& wording = wordings[i];
    for (const std::string_view word : split(key, ' '))
      if (!word.empty()) wording.words.push_back(ids.emplace(word, static_cast<WordId>(ids.size())).first->second);
    if (wording.words.size() < fewest_words) continue;
    if (const auto [first, is_new] = first_worded.emplace(key, i); !is_new) {
      groups.join(first->second, i);
      continue;
    }
    for (std::size_t at = 1; at < wording.words.size(); ++at)
      wording.pairs.push_back(std::uint64_t{wording.words[at - 1]} << 32 | wording.words[at]);
    std::sort(wording.pairs.begin(), wording.pairs.end());
    distinct.push_back(i);
  }
  join_alike(wordings, ids.size(), distinct, groups);

  std::map<std::size_t, std::vector<const Row*>> found;
  for (std::size_t i = 0; i < rows.size(); ++i) found[groups.of(i)].push_back(&rows[i]);
  for (auto& [first, same] : found) {
    if (same.size() < 2) continue;
    const bool two_ratings = std::any_of(same.begin(), same.end(), [&](const Row* row) {
      return row->action->rating.status != same.front()->action->rating.status;
    });
    picture.same_actions.push_back({std::move(same), two_ratings});
  }
  for (const SameAction& each : picture.same_actions)
    for (const Row* row : each.rows) rows[static_cast<std::size_t>(row - rows.data())].same = &each;
}

}  // namespace candour::view
