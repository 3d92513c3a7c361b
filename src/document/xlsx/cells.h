#pragma once
// The cells of a workbook as they were filled in; see workbook.h.

#include <string>

#include "document/parts/archive.h"
#include "document/workbook.h"

namespace candour::document {

// `part` is the workbook's own part.
Result<FilledWorkbook> read_cells(const Archive& archive, const std::string& part, const Limits& limits);

}  // namespace candour::document
