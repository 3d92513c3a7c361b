#pragma once
// OpenDocument spreadsheets (ISO/IEC 26300, .ods), as LibreOffice writes them. Each sheet is one table; formulas are
// not computed, their stored results are read; hidden sheets, rows and columns are read with a note.

#include "document/parts/archive.h"
#include "document/parts/composer.h"

namespace candour::document {

Result<void> read_ods(const Archive& archive, Composer& composer);

}  // namespace candour::document
