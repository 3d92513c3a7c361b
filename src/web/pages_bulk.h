#pragma once
// Many actions changed in one go: choose them and the change, check what it does to each, do it; and what was done
// together, with the way to undo it. Pure functions of the picture and of what was typed.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/together.h"
#include "view/view.h"
#include "web/pages.h"
#include "web/pages_updates.h"

namespace candour::web {

// More than these are narrowed first: a list that nobody reads is not a choice.
inline constexpr std::size_t most_rows_at_once = 500;

// `query` is the filter, as the address has it; `rows` what it finds.
std::string bulk_page(const Around& around, const view::Picture& picture, std::string_view query,
                      const std::vector<const view::Row*>& rows, const Typed& typed);

struct CheckedRow {
  const view::Row* row = nullptr;
  std::size_t seen = 0;  // lines of its history that were in sight when it was chosen
  std::string why_not;   // empty: it can be changed so
};
std::string bulk_check_page(const Around& around, const view::Picture& picture, std::string_view query,
                            const app::BulkChange& change, const std::vector<CheckedRow>& rows, const Typed& typed);

// What was done together as far as it is seen. `why_not`: why it cannot be undone; empty: it can.
std::string together_page(const Around& around, const view::Picture& picture, const app::Together& parts,
                          std::string_view why_not, const Typed& typed);
std::string together_address(std::string_view id);

}  // namespace candour::web
