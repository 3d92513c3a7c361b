#pragma once
// What the styles of an OpenDocument file say about its paragraphs, cells and lists.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/parts/numerals.h"

namespace candour::document {

// A style with everything it inherits.
struct OdfStyle {
  std::optional<bool> bold;
  std::optional<bool> struck;       // through
  std::optional<std::string> fill;  // RRGGBB; "" where it is taken away or white
  std::optional<std::string> font;
  bool title = false;   // it is, or goes back to, the style called Title
  bool hidden = false;  // display is none
  std::string parent;
  std::string format;       // of values: the name of a date style
  std::string master_page;  // of tables of a spreadsheet
};

// How one level of a list is marked.
struct OdfLevel {
  bool bullet = false;
  std::optional<Numerals> numerals;  // none: no number is drawn
  std::string prefix, suffix;
  std::string pattern;  // "%1%.%2%." where the file says it so; else empty
  int start = 1;
  int shown = 1;  // how many levels are shown, this one the last
};
constexpr std::size_t odf_levels = 10;
using OdfList = std::array<OdfLevel, odf_levels>;

class OdfStyles {
 public:
  // Takes in the styles of styles.xml or content.xml; of two with one name the later stands.
  Result<void> add(std::string_view source, const Limits& limits);
  // An unknown style is plain. Families: "paragraph", "text", "table-cell", "table-row", "table", "graphic" …
  const OdfStyle& at(std::string_view family, std::string_view name) const;
  const OdfList* list(std::string_view name) const;  // null where there is none
  const OdfList& outline() const { return outline_; }
  bool has_day(std::string_view date_style) const;

 private:
  std::map<std::string, OdfStyle, std::less<>> written_;
  std::map<std::string, OdfStyle, std::less<>> styles_;
  std::map<std::string, OdfList, std::less<>> lists_;
  std::map<std::string, bool, std::less<>> date_styles_;
  OdfList outline_;
};

// Counts along one list. The mark of its next item on a level (0 is the outermost): "•", "3.", "2.1".
class OdfCount {
 public:
  std::string next(const OdfList& list, std::size_t level, std::optional<int> start);
  // What lies deeper than the level starts anew.
  void leave(std::size_t level);

 private:
  std::array<int, odf_levels> counts_{};
  std::array<bool, odf_levels> begun_{};
};

}  // namespace candour::document
