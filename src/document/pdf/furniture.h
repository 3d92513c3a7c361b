#pragma once
// What stands on every page and is not of the text: heads, feet, page numbers, watermarks.

#include <vector>

#include "document/pdf/layout.h"

namespace candour::document::pdf {

struct Furniture {
  std::vector<Line> above, below;  // before the text of the page and behind it
};

// Takes the furniture out of the drafts; one for each page.
std::vector<Furniture> take_furniture(const std::vector<Page>& pages, std::vector<Draft>& drafts);

}  // namespace candour::document::pdf
