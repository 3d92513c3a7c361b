#pragma once
// Is this word one of a list of them? Asked of every word of a document, and mostly no.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace candour::intake {

// Words of a list, and a mark for how each begins and ends and how long it is: most words of a document are seen to be
// none of them by that alone.
template <std::size_t Size>
struct Listed {
  std::array<std::string_view, Size> words;
  std::array<bool, 256> marks{};
  constexpr explicit Listed(const std::array<std::string_view, Size>& list) : words(list) {
    for (const std::string_view word : list) marks[mark_of(word)] = true;
  }
  static constexpr std::size_t mark_of(std::string_view word) {
    return (static_cast<unsigned char>(word.front()) * 7u + static_cast<unsigned char>(word.back()) * 31u +
            word.size() * 53u) %
           256u;
  }
};

template <std::size_t Size>
constexpr bool has(const Listed<Size>& list, std::string_view word) {
  return !word.empty() && list.marks[Listed<Size>::mark_of(word)] &&
         std::find(list.words.begin(), list.words.end(), word) != list.words.end();
}

}  // namespace candour::intake
