// A zip container as it comes: what is not whole, not honest or not ours.
#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  candour::fuzz::read_and_look({reinterpret_cast<const char*>(data), size}, "plan.docx");
  return 0;
}
