#pragma once
// What every fuzzer asks of the code under it. Inputs are arbitrary bytes; whatever they are, a reader returns a value
// or one sentence, and what it returns keeps these promises. A broken promise aborts, which the fuzzer reports.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "document/document.h"
#include "intake/reading.h"

namespace candour::fuzz {

inline void must(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "Broken: %s\n", promise);
  std::abort();
}

// The meaning of a document of any kind: every character in a field or kept, and the same again as JSON.
inline void look_at_meaning(const document::Document& document, const intake::Choices& choices = {}) {
  const intake::Reading reading = intake::draft(document, choices);
  const intake::Coverage& coverage = reading.coverage;
  must(coverage.lost == 0, "no character is lost");
  must(coverage.characters == coverage.placed + coverage.kept_aside, "the coverage balances");
  must(coverage.characters == document.visible({0, document.text.size()}), "the coverage counts what is visible");
  const std::string json = intake::to_json(reading);
  must(is_utf8(json), "the JSON of a reading is UTF-8");
  const auto back = intake::from_json(json);
  must(back.has_value(), "the JSON of a reading can be read back");
  must(intake::to_json(*back) == json, "a reading survives the way to JSON and back");
}

inline void look_at_document(const document::Document& document) {
  must(is_utf8(document.text), "the text of a document is UTF-8");
  std::size_t at = 0;  // every visible character lies in one block or cell, in the order of the text
  const auto comes_next = [&](const document::Span& span) {
    must(span.begin >= at && span.end >= span.begin && span.end <= document.text.size(), "spans follow one another");
    must(document.visible({at, span.begin}) == 0, "no visible character lies outside the blocks");
    at = span.end;
  };
  for (const document::Block& block : document.blocks) {
    if (block.kind != document::BlockKind::table) comes_next(block.span);
    for (const document::Row& row : block.rows)
      for (const document::Cell& cell : row.cells) comes_next(cell.span);
  }
  must(document.visible({at, document.text.size()}) == 0, "no visible character lies after the blocks");
}

// Reads as a person's file would be read, and looks at all of it.
inline void read_and_look(std::string_view bytes, std::string_view name) {
  document::Limits limits;
  limits.inflated_bytes = 8u << 20;
  const auto document = document::read(bytes, name, limits);
  if (!document) {
    must(!document.error().sentence.empty(), "a refusal says why");
    return;
  }
  look_at_document(*document);
  look_at_meaning(*document);
}

// An input in pieces, parted by the byte 0x1C; the last holds what is left.
inline std::vector<std::string_view> pieces(std::string_view input, std::size_t most) {
  std::vector<std::string_view> found;
  while (found.size() + 1 < most) {
    const std::size_t end = input.find('\x1c');
    if (end == std::string_view::npos) break;
    found.push_back(input.substr(0, end));
    input.remove_prefix(end + 1);
  }
  found.push_back(input);
  return found;
}

}  // namespace candour::fuzz
