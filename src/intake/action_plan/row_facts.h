#pragma once
// What is remembered of the row that an action was read from.

#include <cstddef>
#include <string>

#include "intake/action_plan/plan_rows.h"

namespace candour::intake::action_plan {

struct RowFacts {
  const AlignedRow* row = nullptr;
  std::size_t layout = 0;
  std::size_t key = 0;  // the key it is read by, in Keys::all
  bool rating_bold = false;
  std::string fill;      // of the cell whose word is the rating, where the cells beside it have another
  std::string told;      // the status that a tick under its header, or a share of the work done, tells
  bool percent = false;  // the rating is a share of the work done
  std::size_t rated_by = static_cast<std::size_t>(-1);  // the column that rates the row
  std::size_t also_by =
      static_cast<std::size_t>(-1);  // another that rates it as well, and nothing says which is today's
  bool several = false;              // several options are ticked, or it is not to be seen which
};

}  // namespace candour::intake::action_plan
