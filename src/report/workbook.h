#pragma once
// The workbook that an agency fills in (workbook/form.h), as a file. Any thread.

#include <string>

#include "base/result.h"
#include "workbook/form.h"

namespace candour::report {

// Read me first; a sheet for each plan, with its title, one table whose locked cells tell and whose open cells are
// filled in, drop-downs of that plan's own ratings, dates that are dates, and a note on every column; the ratings and
// what they mean; and, hidden, what was downloaded. Text is text and never a formula, also where somebody edits it. The
// sheets are protected against slips, without a password. Fails with ErrorCode::internal where the library does.
Result<std::string> xlsx(const workbook::Form& form);

}  // namespace candour::report
