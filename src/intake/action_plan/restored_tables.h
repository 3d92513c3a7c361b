#pragma once
// Text in which a converter left the words of a plan's table but not its cells: columns run together with blanks, or
// one cell on each line. Where the shape allows, the rows are put together again.

#include <cstddef>
#include <optional>

#include "document/document.h"

namespace candour::intake::action_plan {

struct Restored {
  document::Document document;  // the same characters in the order that a table says them, rows and cells as a table
  std::size_t rows = 0;         // below the header
  document::Place place;        // of the header
};

// Nothing where no header of a plan stands in the text, or its rows cannot be told apart; then `header` is where the
// header stands, if one does. A document with a table of its own is left as it is; linear in the text.
std::optional<Restored> with_tables_restored(const document::Document& document,
                                             std::optional<document::Place>& header);

}  // namespace candour::intake::action_plan
