#pragma once
// The sentences of a text, as views into it. Pure; linear.

#include <string_view>
#include <vector>

namespace candour::intake {

// A sentence ends at . ? or ! before a blank that no small letter follows, with the quotation marks, brackets and marks
// of emphasis that close behind it; not after an initial, an abbreviation ("Cllr.") or the number of a list.
std::vector<std::string_view> sentences_of(std::string_view text);

}  // namespace candour::intake
