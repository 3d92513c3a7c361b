#pragma once
// How the cells of a workbook look: number formats, fills and bold, by the number of their style.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/xlsx/number_format.h"

namespace candour::document {

struct Look {
  NumberFormat format;
  std::string fill;  // RRGGBB; empty for none and white
  bool bold = false;
  bool struck = false;  // through
  std::string font;     // of signs, where it is one: "Wingdings"
};

struct Looks {
  std::vector<Look> cells;         // by the number of the style
  std::vector<std::string> fills;  // that rules on values give, by their number
};

// From the sources of xl/styles.xml and xl/theme/theme1.xml; either may be empty.
Result<Looks> parse_looks(std::string_view styles, std::string_view theme, const Limits& limits);

}  // namespace candour::document
