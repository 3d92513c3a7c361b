// HTML: always as a page, however little it looks like one.
#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string page = "<!DOCTYPE html>" + std::string(reinterpret_cast<const char*>(data), size);
  candour::fuzz::read_and_look(page, "plan.html");
  return 0;
}
