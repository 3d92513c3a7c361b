#pragma once
// What becomes public of words that were typed. Pure.

#include <string>
#include <string_view>

#include "paper/paper.h"

namespace candour::paper {

// What stands in the place of others may itself be decided about; so often, at most.
inline constexpr int rounds_of_decisions = 4;

// Without what nobody sees in it, the text with all words in it that somebody decided about left out or replaced, whole
// and however their apostrophes, blanks and dashes are written. So a version's title, whose meeting it is for, what its
// correction changes and why are told by whatever tells them.
std::string as_decided(const Paper& paper, std::string_view text);

}  // namespace candour::paper
