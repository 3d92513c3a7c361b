// The parts of an OpenDocument text, or of a workbook where they say so, in a container that is in order.
#include "fuzz/fuzz.h"
#include "support/grid.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using candour::support::Part;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const bool workbook = input.find("<office:spreadsheet") != std::string_view::npos;
  std::vector<Part> parts{
      {"mimetype", std::string("application/vnd.oasis.opendocument.") + (workbook ? "spreadsheet" : "text")}};
  static constexpr const char* names[] = {"content.xml", "styles.xml"};
  std::size_t next = 0;
  for (std::string_view piece : candour::fuzz::pieces(input, std::size(names)))
    parts.push_back({names[next++], std::string(piece)});
  candour::fuzz::read_and_look(candour::support::to_zip(parts), workbook ? "plan.ods" : "plan.odt");
  return 0;
}
