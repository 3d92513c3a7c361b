#pragma once
// Word documents (ISO/IEC 29500 WordprocessingML, .docx). Tracked changes are read as accepted; headers, footers,
// notes, comments and text boxes are furniture; a table within a cell follows the table it stands in.

#include "document/parts/archive.h"
#include "document/parts/composer.h"

namespace candour::document {

// `part` is the path of the main part, "word/document.xml".
Result<void> read_docx(const Archive& archive, const std::string& part, Composer& composer);

}  // namespace candour::document
