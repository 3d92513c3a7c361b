// The meaning of tables and prose. The first byte insists on a kind, or leaves it to the document; the second says
// whether columns are chosen by hand. The rest is drawn as a document: lines of cells parted by tabs.
#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candour;
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  const auto document = document::read(text, "plan.txt");
  if (!document) return 0;
  intake::Choices choices;
  constexpr intake::Kind kinds[] = {intake::Kind::action_plan, intake::Kind::inspection, intake::Kind::minutes,
                                    intake::Kind::risk_register};
  if (data[0] % 8 < std::size(kinds)) choices.kind = kinds[data[0] % 8];
  if (data[1] % 4 == 0)
    choices.columns = {
        {"Action", intake::Column::evidence}, {"RAG", intake::Column::rating}, {"A", intake::Column::action}};
  fuzz::look_at_meaning(*document, choices);
  return 0;
}
