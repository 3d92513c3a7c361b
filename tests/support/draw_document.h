#pragma once
// A document drawn in characters, so that a test shows the layout it is about.

#include <string_view>

#include "support/write_document.h"

namespace candour::support {

// A document as people see it, a line each:
//   # Heading      ** bold line **      plain paragraph
//   | a | b |      a row; "^" belongs to the cell above, "<" to the cell on its left, "{FF0000} text" has a fill,
//                  "/" between blanks within a cell is a new line
//   ---            the table ends
//   == Name        another sheet
Document drawn(std::string_view drawing);

}  // namespace candour::support
