// PDF: always with its mark in front.
#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string file = "%PDF-1.7\n" + std::string(reinterpret_cast<const char*>(data), size);
  candour::fuzz::read_and_look(file, "plan.pdf");
  return 0;
}
