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
};

// From the sources of xl/styles.xml and xl/theme/theme1.xml; either may be empty.
Result<std::vector<Look>> parse_looks(std::string_view styles, std::string_view theme, const Limits& limits);

}  // namespace candour::document
