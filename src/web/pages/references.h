#pragma once
// Cross references in the words of an action, as links: "see 5b" to the question, "as above" to the row that it means.
// One that leads nowhere is said to, beside its words.

#include <cstddef>
#include <string_view>

#include "view/view.h"
#include "web/html.h"

namespace candour::web {

// Writes the text of one field ("evidence", "action", "response" …) of a row, clamped as ClampedText is
// where it points nowhere. With references it is written whole, or, where it is longer than `longest` bytes, clamped
// and without links.
void write_with_references(Html& html, const view::Row& row, std::string_view field, std::string_view text,
                           std::size_t limit, std::size_t longest);

}  // namespace candour::web
