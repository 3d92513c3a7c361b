#pragma once
// Minutes as passages: paragraphs put together from wrapped lines, cells of tables, and the sentences within. Every
// text is a view into Document::text.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "intake/parts/flow.h"
#include "intake/parts/sentences.h"

namespace candour::intake::minutes {

struct Passage {
  std::string_view text;
  document::Place place;
  bool marked = false;      // a heading, or bold as a whole
  bool in_row = false;      // a cell of a table
  bool furniture = false;   // page headers and footers, notes
  std::size_t line = 0;     // the first of the flow's lines that it is made of
  std::size_t table = 0;    // of a cell, the line of its table's first row
  std::string_view column;  // of a cell, the header above it
};

// Wrapped lines of a text file are one passage; lines of a paragraph or cell that its author broke are several.
std::vector<Passage> passages_of(const document::Document& document, const std::vector<FlowLine>& flow);

bool ends_a_sentence(std::string_view text);
// Nearly all in capitals: "RESOLVED", "SAFEGUARDING REPORT (2024)".
bool is_shouted(std::string_view text);

// The number or mark before an item: "1.", "(iv)", "b)", "•", "24/057", "Item 5 –".
struct ItemLabel {
  std::string_view ref;    // without its marks; empty for a bullet
  std::size_t length = 0;  // 0 where there is none
  bool numbered = false;   // by figures: an agenda item may be
};
ItemLabel item_label(std::string_view text);
std::string_view without_label(std::string_view text);

// `key` is a matching key: whether it begins with the whole words of `words`.
bool begins_with(std::string_view key, std::string_view words);
bool has_words(std::string_view key, std::string_view words);

}  // namespace candour::intake::minutes
