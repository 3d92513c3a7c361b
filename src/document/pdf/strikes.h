#pragma once
// Words with a line drawn through them: in a PDF nothing else says that they are struck.

#include <string>
#include <vector>

#include "document/pdf/pages.h"

namespace candour::document::pdf {

// Takes them off the page, with the lines through them, and returns their text, line by line.
std::vector<std::string> take_struck_words(Page& page);

}  // namespace candour::document::pdf
