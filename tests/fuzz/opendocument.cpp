// The parts of an OpenDocument text, in a container that is in order.
#include "fuzz/fuzz.h"
#include "support/grid.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using candour::support::Part;
  std::vector<Part> parts{{"mimetype", "application/vnd.oasis.opendocument.text"}};
  static constexpr const char* names[] = {"content.xml", "styles.xml"};
  std::size_t next = 0;
  for (std::string_view piece : candour::fuzz::pieces({reinterpret_cast<const char*>(data), size}, std::size(names)))
    parts.push_back({names[next++], std::string(piece)});
  candour::fuzz::read_and_look(candour::support::to_zip(parts), "plan.odt");
  return 0;
}
