#pragma once
// Plain text and Markdown. A line with tabs is a row of a table, and so is "| a | b |"; rows on consecutive lines
// are one table; any other line of plain text is a paragraph. In Markdown a paragraph goes on over lines that were
// broken for their width. Marks of Markdown and the debris of HTML are kept out of the text.

#include <string_view>

#include "document/parts/composer.h"

namespace candour::document {

enum class Written {
  plain,     // with what other programs left in it: headings, bold, tables of bars
  markdown,  // whole: lists, links, quotations, code, front matter
};

// Whether a text whose name does not say so is Markdown: it has marks of two kinds that nothing else has.
bool is_markdown(std::string_view source);

// `source` is valid UTF-8; rows and paragraphs are numbered by line, and by page where form feeds end pages.
Result<void> read_text(std::string_view source, Written written, Composer& composer);

}  // namespace candour::document
