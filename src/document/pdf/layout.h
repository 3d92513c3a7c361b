#pragma once
// One page taken apart: its tables, and the text that flows between them.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "document/pdf/lines.h"
#include "document/pdf/pages.h"

namespace candour::document::pdf {

struct LaidCell {
  std::vector<Line> lines;
  Box box;
  std::size_t column = 0, columns = 1, rows = 1;
  bool continues_above = false;
};

struct LaidRow {
  std::vector<LaidCell> cells;
  float top = 0, bottom = 0;
};

struct LaidTable {
  std::vector<float> xs;  // where columns begin, and the end of the last
  std::vector<LaidRow> rows;
  Box box;
  bool drawn = false;   // by rules or fills on all sides of its cells
  bool unsure = false;  // two rows may stand in one: only the space between lines tells them apart
};

// What stands on a page before it is known what of it is repeated on every page.
struct Draft {
  std::vector<LaidTable> tables;
  std::vector<Line> lines;  // outside of tables, over the whole width
};
Draft draft_of(Page& page);

// A table, or the lines of one paragraph.
struct Piece {
  std::optional<LaidTable> table;
  std::vector<Line> lines;
  Box column;  // of the text around it
  Box box() const;
};

// The pieces of a page in the order of reading: column by column where prose stands in columns, tables found by
// the white space between their columns where nothing is drawn.
std::vector<Piece> pieces_of(Page& page, Draft draft);

}  // namespace candour::document::pdf
