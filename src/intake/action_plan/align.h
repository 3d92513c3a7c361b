#pragma once
// Puts the cells of every row under their columns by what they hold. A row that lost its first cells over a page,
// holds an empty cell too many, or two cells run together, is the cheapest way to lay its cells on the columns;
// rows near each other tend to have lost the same first cells. No row of a well-kept table moves.

#include <cstddef>
#include <string_view>
#include <vector>

#include "intake/action_plan/cells.h"
#include "intake/parts/flow.h"

namespace candour::intake::action_plan {

struct AlignedRow {
  const FlowLine* line = nullptr;
  bool breaks_before = false;  // a blank line, another table or a paragraph stands between it and the row above
  // For each column the text under it; empty where there is none.
  std::vector<std::string_view> values;
  // For each column the index of the cell it came from, or -1.
  std::vector<int> cells;
  std::vector<std::string_view> unplaced;  // text that fits under no column
  std::size_t lost_before = 0;             // columns before the first cell that the row has no cell for
  bool shifted = false;                    // a cell stands elsewhere than its position says
  bool merged = false;                     // one cell held two columns
  std::size_t merged_column = 0;           // the first of the two
};

// `meanings` gives the columns; `knowledge` is what is known so far and learns the agencies of well-formed rows.
void align(std::vector<AlignedRow>& rows, const std::vector<Column>& meanings, Knowledge& knowledge);

}  // namespace candour::intake::action_plan
