#pragma once
// Texts in the cells of a workbook.

#include <string>
#include <string_view>

namespace candour::report {

// “_x000D_” is read as a line end where it is written as it is (ECMA-376, part 1, 22.9.2.19, ST_Xstring): its first
// sign is written as a code itself.
inline std::string without_codes(const std::string& text) {
  std::string made;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = std::string_view(text).substr(at, 7);
    const bool code = rest.size() == 7 && rest.starts_with("_x") && rest[6] == '_' &&
                      rest.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    if (code)
      made += "_x005F_";
    else
      made += text[at];
  }
  return made;
}

}  // namespace candour::report
