// Text, Markdown and CSV, as their name says or as they look. The first byte chooses the name.
#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view names[] = {"plan.txt", "plan.csv", "plan.md", "plan"};
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  candour::fuzz::read_and_look(bytes.substr(1), names[data[0] % 4]);
  return 0;
}
