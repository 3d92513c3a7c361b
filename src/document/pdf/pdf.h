#pragma once
// PDF with text: pages as they are drawn become paragraphs and tables again.

#include <string_view>

#include "base/result.h"
#include "document/parts/composer.h"

namespace candour::document {

// Tables are found by their rules, their fills and the white space between their columns; they go on over the ends of
// pages, and so do their rows. What comes again on every page, and headers of a table that are repeated, is furniture.
// Refuses: see pdf/pages.h; and a file that holds only pictures of pages.
Result<void> read_pdf(std::string_view bytes, Composer& composer);

}  // namespace candour::document
