#pragma once
// OpenDocument texts (ISO/IEC 26300, .odt), as LibreOffice writes them. Tracked changes are read as accepted; headers,
// footers, notes, comments and text boxes are furniture; a table within a cell follows the table it stands in.

#include "document/parts/archive.h"
#include "document/parts/composer.h"

namespace candour::document {

Result<void> read_odt(const Archive& archive, Composer& composer);

// For both kinds of OpenDocument files: whether the container is protected by a password, and the title in its
// properties.
bool is_encrypted_odf(const Archive& archive);
std::string odf_title(const Archive& archive, const Limits& limits);

}  // namespace candour::document
