#pragma once
// The page of what changed between two days.

#include <string>

#include "view/compare.h"
#include "web/pages.h"

namespace candour::web {

// `to` is the picture of the later day, whose agencies, meetings and plans the page offers.
std::string compare_page(const Around& around, const view::Picture& to, const view::Comparison& comparison,
                         const view::Filter& filter);

}  // namespace candour::web
