#pragma once
// The document as one flow of lines: paragraphs and rows in reading order, every piece of text a view into
// Document::text, so that where it came from is never lost.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace candour::intake {

struct FlowCell {
  std::string_view text;  // trimmed, into Document::text
  document::Place place;
  std::string fill;
  bool bold = false;
  bool continues_above = false;
  bool header = false;
  std::size_t columns = 1;
};

struct FlowLine {
  bool is_row = false;
  bool is_furniture = false;
  int heading = 0;
  bool bold = false;
  std::string_view text;        // of a paragraph, trimmed
  std::vector<FlowCell> cells;  // of a row, on the grid of its table: a cell merged across is followed by blanks
  document::Place place;
  std::size_t block = 0;   // rows of one table share it
  document::Place within;  // of a row of a table in a cell of another: document::Block::within

  std::size_t filled() const;         // cells with text
  const FlowCell* only_cell() const;  // the one cell with text, where there is just one
  std::size_t width() const;          // cells up to the last with text, a fill or a merge from above
};

// "Recommendation 2" in one cell and its text across the rest of the row: both in one view; else empty.
std::string_view label_and_text(const FlowLine& line);

std::vector<FlowLine> flow_of(const document::Document& document);

// Where a view into Document::text lies.
document::Span span_of(const document::Document& document, std::string_view text);

}  // namespace candour::intake
