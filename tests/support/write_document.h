#pragma once
// Writes one document, held in memory, in every form that Candour reads, so that a test can say "the same plan
// written as docx, xlsx, html and csv reads the same", and the samples can be made from one source.
//
// The bytes are the same each time: no clock, no chance. The OOXML is like Word's and Excel's own (styles, runs
// broken in the middle of a sentence, numbering, shading, merges, shared strings), and opens in LibreOffice.
// Any thread.
//
// What a word processor adds to a text is marked within it. Forms that have no such thing show what a reader would
// see with every change accepted:
//   [+inserted+] [-deleted-]   tracked changes
//   [@Author: comment@]        a comment
//   [^note^]                   a footnote
//   [=text=]                   a content control
//   [!text!]                   a text box
//   [&name.docx&]              a file put into the document, shown as an icon with its name
//   [~text~]                   struck through: docx, odt and pdf; the others leave it out

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace candour::support {

enum class Content {
  text,
  date,    // the text is "30/06/2026"; a workbook keeps it as a real date, other forms as the text
  number,  // the text is a decimal number; a workbook keeps it as a number
};

struct Cell {
  std::string text;  // lines are separated by \n; a line that begins with "• " is an item of a list
  bool bold = false;
  std::string fill;         // RRGGBB in capitals; empty for none
  std::size_t columns = 1;  // merged across
  std::size_t rows = 1;     // merged down: the rows below do not list the place it covers, as in HTML
  Content content = Content::text;
  std::shared_ptr<const struct Table> inside;  // a table within the cell, after its text; null for none
};

struct Row {
  std::vector<Cell> cells;
  bool header = false;  // repeated at the top of every page, and th in HTML
};

struct Table {
  std::vector<Row> rows;
};

struct Paragraph {
  std::string text;
  int heading = 0;  // 1 to 6; 0 for none
  bool bold = false;
  bool list_item = false;
};

struct PageBreak {};

using Block = std::variant<Paragraph, Table, PageBreak>;

// One sheet of a workbook. Forms without sheets write one after the other.
struct Sheet {
  std::string name = "Plan";  // at most 31 characters, none of []:*?/\ (Excel's rule)
  std::vector<Block> blocks;
};

struct Document {
  std::string title;   // of the file's properties (docx, xlsx) and <title> (html); no part of its text
  std::string header;  // at the head of every page (docx, odt, pdf); empty for none
  std::string footer;  // at the foot of every page (docx, odt, pdf), followed by "Page N of M"; empty for none
  std::vector<Sheet> sheets;
};

// One line for each row, its cells separated by tabs, as converters leave a Word file: lines within a cell
// joined by two blanks, headings marked with #, bold paragraphs with **, page breaks as a line with one blank.
// A place covered by a merge is an empty cell. Fills and bold cells are lost.
std::string to_text(const Document& document);

// RFC 4180, UTF-8 without a mark. A paragraph is a record of one field, a page break none at all.
std::string to_csv(const Document& document, char separator = ',');

// Markdown with pipe tables; lines within a cell are joined by <br>, a merge leaves empty cells.
std::string to_markdown(const Document& document);

// One page, with th, colspan, rowspan, lists, and fills as style attributes.
std::string to_html(const Document& document);

// Word's container. Landscape A4.
std::string to_docx(const Document& document);

// Excel's container. Paragraphs are the first cell of a row of their own, page breaks an empty row.
std::string to_xlsx(const Document& document);

// OpenDocument text, as LibreOffice writes it.
std::string to_odt(const Document& document);

// OpenDocument spreadsheet: as to_xlsx, every cell a text.
std::string to_ods(const Document& document);

// PDF 1.4, landscape A4: every line of a cell is text at a place of its own, a row goes on over the end of a page, and
// header rows stand again at the top of each. Letters outside Windows-1252 are lost but for ✓ and ✔.
// With no rules only fills are drawn, and white space tells cells apart.
enum class Rules { drawn, none };
std::string to_pdf(const Document& document, Rules rules = Rules::drawn);

// The form named by its file extension: "txt", "csv", "md", "html", "docx", "xlsx", "odt", "ods" or "pdf". Any other
// gives an empty string.
std::string to_bytes(const Document& document, std::string_view extension);

// The text without marks, every change accepted: what a form without them shows.
std::string without_marks(std::string_view text);

}  // namespace candour::support
