#pragma once
// What white space says: columns of a table or of prose, and where its rows begin.

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "document/pdf/layout.h"

namespace candour::document::pdf {

// The pieces of text that stand at one height, from left to right.
using Band = std::vector<Line>;

// Pieces put into bands from the top down.
std::vector<Band> bands_of(std::vector<Line> pieces);

// A table that begins with band `first`, where one does, and how many bands it takes.
struct FoundTable {
  LaidTable table;
  std::size_t bands = 0;
};
std::optional<FoundTable> table_at(const Page& page, const std::vector<Band>& bands, std::size_t first);

// What says where rows begin: level rules between them, or the edges of cells filled one below the other.
struct Rungs {
  std::vector<float> ys;                             // from the top down
  std::vector<std::pair<float, float>> filled = {};  // from top to bottom: each is one row of the table
  bool within_a_fill(float y) const;
};

// A table in these bands; `rungs` are between its rows, where there are any. None where no column shows.
std::optional<LaidTable> table_in(const Page& page, const std::vector<Band>& bands, const Rungs& rungs);

// Two columns of prose side by side: the pieces from `begin` to `end`, in the order of their tops, keep clear of `x`.
struct ProseColumns {
  float x = 0;
  std::size_t begin = 0, end = 0;
};
std::optional<ProseColumns> prose_columns(const Page& page, const std::vector<Line>& pieces);

}  // namespace candour::document::pdf
