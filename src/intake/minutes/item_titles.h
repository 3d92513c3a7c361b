#pragma once
// The titles of agenda items, and the labels within an item that are none.

#include <string_view>

namespace candour::intake::minutes {

// What every meeting has and nobody would call the subject of one: apologies, declarations, minutes.
bool is_formal(std::string_view title);
// "Discussion", "Key points", "Supporting documents": a label on a line of its own.
bool is_label_line(std::string_view text);

}  // namespace candour::intake::minutes
