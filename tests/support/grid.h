#pragma once
// Where the cells of a table stand once its merges are laid out.

#include <cstddef>
#include <vector>

#include "support/write_document.h"

namespace candour::support {

struct Placed {
  const Cell* cell = nullptr;  // never null
  std::size_t row = 0;
  std::size_t column = 0;
};

struct Grid {
  std::size_t columns = 0;
  std::size_t rows = 0;
  std::vector<Placed> cells;  // in reading order
  // The cell that covers a place, or null where the row ends before it.
  const Placed* at(std::size_t row, std::size_t column) const;
};

Grid lay_out(const Table& table);

// "a\nb\n" gives a, b and an empty line.
std::vector<std::string_view> lines_of(std::string_view text);

inline constexpr std::string_view bullet = "• ";

// A text in pieces, by its marks (write_document.h).
enum class Mark { none, inserted, deleted, comment, note, control, box, object, struck };
struct Piece {
  Mark mark = Mark::none;
  std::string_view text;
};
std::vector<Piece> pieces_of(std::string_view text);

// The document without marks; with `Nested::folded` a table within a cell becomes lines of its text.
enum class Nested { kept, folded };
Document without_marks(Document document, Nested nested);

// Text that may stand in XML or HTML, also within an attribute's quotes.
std::string escape(std::string_view text);

// A zip container; the same bytes for the same parts.
struct Part {
  std::string name;
  std::string bytes;
};
std::string to_zip(const std::vector<Part>& parts);

}  // namespace candour::support
