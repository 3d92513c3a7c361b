// A reading that comes back from where it was kept: as JSON, and over the wire from the child that read.
#include "fuzz/fuzz.h"
#include "sandbox/wire/wire.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candour;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto reading = intake::from_json(bytes)) {
    const std::string json = intake::to_json(*reading);
    const auto again = intake::from_json(json);
    fuzz::must(again && intake::to_json(*again) == json, "what can be read is written as it can be read");
  }
  sandbox::WireReader in(bytes);
  intake::Reading told;
  sandbox::carry(in, told);
  if (in.at_end()) fuzz::must(is_utf8(intake::to_json(told)), "what the child tells is text");
  return 0;
}
