#pragma once
// Where a sentence was torn: what a piece of text says of itself by how it begins and ends.

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace candour::intake::action_plan {

inline bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool starts_small(std::string_view text);
bool ends_a_sentence(std::string_view text);
// The last word asks for another: "attached to", "on the CCG and".
bool ends_hanging(std::string_view text);
// How many bytes at the start of `tail` repeat the end of `head`, word by word.
std::size_t repeated_start(std::string_view head, std::string_view tail);

}  // namespace candour::intake::action_plan
