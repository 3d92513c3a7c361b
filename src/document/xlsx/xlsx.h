#pragma once
// Excel workbooks (ISO/IEC 29500 SpreadsheetML, .xlsx). Each sheet is one table; formulas are not computed, their
// stored results are read; hidden sheets, rows and columns are read with a note.

#include "document/parts/archive.h"
#include "document/parts/composer.h"

namespace candour::document {

// `part` is the path of the main part, "xl/workbook.xml".
Result<void> read_xlsx(const Archive& archive, const std::string& part, Composer& composer);

}  // namespace candour::document
