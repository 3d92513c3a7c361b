#pragma once
// A document that is printed, with a line on the foot of each page.

#include <string>
#include <string_view>

#include "web/html.h"

namespace candour::web {

// As document() of parts.h. `foot`: a text; empty for none.
std::string document_with_foot(std::string_view title, const Html& main, std::string_view foot);

}  // namespace candour::web
