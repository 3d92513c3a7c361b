#pragma once
// A document as a person can read and write it, to be made into files that cannot be read without a program:
//
//   forms: docx odt csv-semicolon        what is made of it
//   title: …  header: …  footer: …       as in Document; absent for none
//   ---
//   # Heading        ## Heading          **bold**          - item          any other line is a paragraph
//   === sheet Name                       what follows stands on a sheet of its own
//   === page                             a page ends
//   |= Ref | Action | RAG                a header row
//   | 1 | Teach it ¶ and test it | {#FFC000} Amber
//     | a row goes on in lines that begin with two blanks and a bar
//
// Rows that follow one another are one table; a blank line ends it. A cell may begin with {…}: a fill (#RRGGBB), across
// and down (2x1), b for bold, d for a date, n for a number. ¶ begins a new line within a cell; \| is a bar.
// {{a ; b // c ; d}} is a table within a cell.

#include <string>
#include <string_view>
#include <vector>

#include "support/write_document.h"

namespace candour::support {

struct Drawing {
  std::vector<std::string> forms;
  Document document;
};

// Throws std::runtime_error with the line that it could not understand.
Drawing read_drawing(std::string_view text);

// A form is a file extension, or one with how it is encoded: "csv-semicolon", "csv-utf16", "txt-utf16",
// "txt-windows1252", "csv-windows1252", "html-windows1252"; or "pdf-unruled", whose tables have no rules. Throws
// std::runtime_error for any other.
struct Made {
  std::string extension;  // "csv"
  std::string bytes;
};
Made make(const Document& document, std::string_view form);

}  // namespace candour::support
