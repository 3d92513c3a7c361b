#include "base/difference.h"

#include <algorithm>
#include <cstdint>

namespace candour {
namespace {

// Words of the two changed parts multiplied: a table of this many small numbers is made at most.
constexpr std::size_t most_pairs = 1'000'000;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Each word with the blanks behind it.
struct Words {
  std::vector<std::string_view> whole;
  std::vector<std::string_view> bare;
};
Words words_of(std::string_view text) {
  Words words;
  std::size_t at = 0;
  while (at < text.size() && is_space(text[at])) ++at;
  std::size_t begin = 0;  // blanks before the first word go with it
  while (at < text.size()) {
    const std::size_t word = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    const std::size_t end = at;
    while (at < text.size() && is_space(text[at])) ++at;
    words.whole.push_back(text.substr(begin, at - begin));
    words.bare.push_back(text.substr(word, end - word));
    begin = at;
  }
  return words;
}

// Neighbours of one kind lie behind each other in their text, so that they can be told as one.
void add(std::vector<DifferentPiece>& pieces, Difference kind, std::string_view text) {
  if (!pieces.empty() && pieces.back().kind == kind &&
      pieces.back().text.data() + pieces.back().text.size() == text.data()) {
    pieces.back().text = {pieces.back().text.data(), pieces.back().text.size() + text.size()};
    return;
  }
  pieces.push_back({kind, text});
}

}  // namespace

std::vector<DifferentPiece> differences(std::string_view before, std::string_view after) {
  const Words left = words_of(before), right = words_of(after);
  std::size_t first = 0;
  while (first < left.bare.size() && first < right.bare.size() && left.bare[first] == right.bare[first]) ++first;
  std::size_t left_end = left.bare.size(), right_end = right.bare.size();
  while (left_end > first && right_end > first && left.bare[left_end - 1] == right.bare[right_end - 1])
    --left_end, --right_end;

  std::vector<DifferentPiece> pieces;
  for (std::size_t i = 0; i < first; ++i) add(pieces, Difference::kept, left.whole[i]);
  const std::size_t rows = left_end - first, columns = right_end - first;
  if (rows * columns <= most_pairs) {
    // common[i][j]: how many words the parts from i and from j on have in common.
    std::vector<std::uint32_t> common((rows + 1) * (columns + 1), 0);
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return common[i * (columns + 1) + j]; };
    for (std::size_t i = rows; i-- > 0;)
      for (std::size_t j = columns; j-- > 0;)
        at(i, j) =
            left.bare[first + i] == right.bare[first + j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    std::vector<std::string_view> added;  // behind what they stand in the place of
    const auto flush = [&] {
      for (std::string_view word : added) add(pieces, Difference::added, word);
      added.clear();
    };
    std::size_t i = 0, j = 0;
    while (i < rows || j < columns) {
      if (i < rows && j < columns && left.bare[first + i] == right.bare[first + j]) {
        flush();
        add(pieces, Difference::kept, left.whole[first + i]);
        ++i, ++j;
      } else if (j < columns && (i == rows || at(i, j + 1) > at(i + 1, j))) {
        added.push_back(right.whole[first + j++]);
      } else {
        add(pieces, Difference::removed, left.whole[first + i++]);
      }
    }
    flush();
  } else {
    for (std::size_t i = first; i < left_end; ++i) add(pieces, Difference::removed, left.whole[i]);
    for (std::size_t j = first; j < right_end; ++j) add(pieces, Difference::added, right.whole[j]);
  }
  for (std::size_t i = left_end; i < left.bare.size(); ++i) add(pieces, Difference::kept, left.whole[i]);
  return pieces;
}

}  // namespace candour
