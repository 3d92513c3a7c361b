#pragma once
// Plain text and Markdown. A line with tabs is a row of a table, and so is "| a | b |"; rows on consecutive lines
// are one table; any other line is a paragraph. Marks of Markdown and the debris of HTML are kept out of the text.

#include <string_view>

#include "document/parts/composer.h"

namespace candour::document {

// `source` is valid UTF-8; rows and paragraphs are numbered by line.
Result<void> read_text(std::string_view source, Composer& composer);

// Which marks are kept out of text that is written: the debris of HTML alone, or Markdown's marks for bold as well.
enum class Marks { html, markdown };
// Writes text that may hold such marks into the open block or cell.
void write_marked(std::string_view text, Marks marks, Composer& composer);

}  // namespace candour::document
