#pragma once
// A finished page, so that it can be looked at once more. Pure.

#include <string_view>
#include <vector>

#include "privacy/privacy.h"

namespace candour::privacy {

// What somebody reads in HTML, block by block.
std::vector<Passage> passages_of_page(std::string_view html);

}  // namespace candour::privacy
