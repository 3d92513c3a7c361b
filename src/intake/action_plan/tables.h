#pragma once
// Finds the tables of a plan and their headers by meaning.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "intake/parts/flow.h"
#include "intake/reading.h"

namespace candour::intake::action_plan {

struct Layout {                      // of the tables that share one header
  std::vector<std::string> headers;  // as written
  std::vector<Column> meanings;
};

enum class Role {
  free,  // not of a table of the plan
  header,
  separator,  // a row of dashes
  heading,    // a row that is one cell across: a finding, a recommendation
  row,
};

struct Tables {
  std::vector<Layout> layouts;
  std::vector<Role> roles;             // beside the flow
  std::vector<std::size_t> layout_of;  // beside the flow; of headers, headings and rows
};

// `columns` are a person's choices, by header as written. With `insist` the widest table is taken for a plan even
// where its header says nothing to us.
Tables find_tables(const std::vector<FlowLine>& flow, const std::map<std::string, Column>& columns, bool insist);

}  // namespace candour::intake::action_plan
