#pragma once
// What every reader of a workbook begins with: its sheets, the looks of its cells, the strings that cells share.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/parts/archive.h"
#include "document/parts/xml.h"
#include "document/xlsx/looks.h"

namespace candour::document {

struct Reference {
  std::uint32_t column = 0;  // from 1; 0 where it is no reference
  std::uint32_t row = 0;
};
// "C5" -> 3, 5. Columns beyond those that Excel has are read as well.
Reference reference_in(std::string_view text);
std::uint32_t number_in(std::string_view text, std::uint32_t otherwise);

// Strings that cells share, one behind the other.
struct SharedStrings {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> spans;
  // "7" is the eighth of them; empty where there is none.
  std::string_view at(std::string_view index) const;
};
// The text of <si> or <is>, just opened: plain or in runs, without the reading aids of Japanese.
// What is struck through stands between two characters that no XML can hold.
inline constexpr char struck_begins = '\x01', struck_ends = '\x02';
void append_string(XmlReader& xml, std::string& out);
std::string without_struck(std::string_view text);
// "_x000D_" is how Excel writes a character that XML cannot hold.
std::string without_escapes(std::string_view text);

struct SheetPart {
  std::string name;
  std::string path;
  bool hidden = false;
};
struct Package {
  Epoch epoch = Epoch::year_1900;
  std::vector<SheetPart> sheets;  // in the order of their tabs, one at least
  bool charts = false;            // a sheet is a chart
  bool outside = false;           // it takes values from other files
  std::vector<Look> looks;        // one at least
  std::vector<std::string> rule_fills;
  SharedStrings strings;
};
// `part` is the workbook's own part. Fails as document::read does.
Result<Package> read_package(const Archive& archive, const std::string& part, const Limits& limits);

}  // namespace candour::document
