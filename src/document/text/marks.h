#pragma once
// The marks that people and programs leave in text: Markdown's, and the debris of HTML.

#include <string>
#include <string_view>
#include <vector>

#include "document/parts/composer.h"

namespace candour::document {

// Which marks are kept out of text that is written.
enum class Marks {
  html,      // tags and entities
  emphasis,  // and Markdown's marks for bold and italic: what is left of them in the cells of a text
  markdown,  // all that Markdown has within a line: links, pictures, code, escapes, crossed out
};
// Writes text that may hold such marks into the open block or cell. One line of Markdown at a time.
void write_marked(std::string_view text, Marks marks, Composer& composer);

// "|---|:-:|", "--- | ---": what stands under the header of a table.
bool is_table_rule(std::string_view text);
// "| a | b |".
bool is_piped(std::string_view text);
// The cells of such a line; "\|" is a character of its cell.
std::vector<std::string> pipe_cells(std::string_view text);

}  // namespace candour::document
