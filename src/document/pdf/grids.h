#pragma once
// Tables that are drawn: their cells found from rules, or from filled areas that lie side by side.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "document/pdf/pages.h"

namespace candour::document::pdf {

struct GridCell {
  std::size_t row = 0, column = 0, rows = 1, columns = 1;
};

struct Grid {
  std::vector<float> xs, ys;  // where columns and rows begin, and the end of the last
  std::vector<GridCell> cells;
  std::vector<std::uint32_t> owner;  // by row and column: which cell lies there
  Box box() const { return {xs.front(), ys.front(), xs.back(), ys.back()}; }
  std::size_t rows() const { return ys.size() - 1; }
  std::size_t columns() const { return xs.size() - 1; }
  Box box_of(const GridCell& cell) const {
    return {xs[cell.column], ys[cell.row], xs[cell.column + cell.columns], ys[cell.row + cell.rows]};
  }
  // The cell at a point within the box.
  std::size_t at(float x, float y) const;
};

// Grids of at least two cells, the smaller first, so that one within the cell of another comes before it.
std::vector<Grid> grids_of(const Page& page);

// Level rules of one width below each other (three or more), that no upright one crosses: the rows of a table whose
// columns are seen only by its text.
struct Ladder {
  float left = 0, right = 0;
  std::vector<float> rungs;
};
std::vector<Ladder> ladders_of(const Page& page, const std::vector<Grid>& grids);

// The colour in which a cell is filled, as RRGGBB; empty for none and for white. `text` is where its words stand, where
// it has some.
std::string fill_of(const Page& page, const Box& cell, const std::optional<Box>& text);

}  // namespace candour::document::pdf
