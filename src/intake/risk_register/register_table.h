#pragma once
// The tables of a document, and which of their rows are the header of a register: what its columns mean, at which
// level.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "intake/parts/flow.h"
#include "intake/risk_register/register_columns.h"

namespace candour::intake::risk_register {

// Likelihood, impact or score.
bool is_measure(Field field);
bool says_the_risk(Field field);

struct Column {
  std::string header;  // with its group's, where the header has two rows: "Inherent risk – Likelihood"
  Meaning meaning;
};
using Layout = std::vector<Column>;
bool has_reference(const Layout& layout);
bool row_has(const FlowLine& row, const Layout& layout, Field field);

// The rows [begin, end) of the flow are one table.
struct Table {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<Table> tables_of(const std::vector<FlowLine>& flow);

struct Header {
  Layout layout;
  std::size_t row = 0;   // its first in the flow
  std::size_t rows = 0;  // one or two
};
// The header that begins in row `r`, where there is one. Looks at a bounded number of rows below it.
std::optional<Header> header_at(const std::vector<FlowLine>& flow, const Table& table, std::size_t r);
// The first header of a table, which a few lines may stand above.
std::optional<Header> header_of(const std::vector<FlowLine>& flow, const Table& table);
// Whether a table without a header goes on with the rows of the one before it, as over a page.
bool goes_on(const std::vector<FlowLine>& flow, const Table& table, const Layout& layout);
// Whether a row says the header again; `keys` are the matching keys of its columns.
bool repeats_header(const FlowLine& row, const std::vector<std::string>& keys);

}  // namespace candour::intake::risk_register
