#pragma once
// A document as its author laid it out: visible text in reading order, paragraphs and tables, every cell with
// its place. No word of the trade: what a cell means is for intake. Pure; any thread.
//
// Every visible character of the source lies exactly once in Document::text, and everything else points into
// that text by Span. So coverage is counted by position and never assumed.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::document {

enum class Format { text, markdown, csv, html, docx, xlsx, odt, ods, pdf };
std::string_view to_text(Format format);  // its name here: "text", "csv" …

// Where something stands, as a person would look for it; which fields are set depends on the format
// (../docs/reference: text, markdown: line; csv: row and line; xlsx, ods: sheet and row; docx, odt, html, pdf: table
// and row, or paragraph; page where the format has pages). All count from 1; 0 is "does not apply".
struct Place {
  std::uint32_t line = 0;
  std::uint32_t table = 0;
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t paragraph = 0;
  std::uint32_t page = 0;
  std::string sheet;
  bool operator==(const Place&) const = default;
};
// "line 28", "sheet Plan, row 4", "table 2, row 7", "paragraph 3": for a sentence.
std::string in_words(const Place& place);

// Bytes [begin, end) of Document::text, on code point boundaries.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin == end; }
  bool operator==(const Span&) const = default;
};

struct Cell {
  Span span;  // the cell's text; lines are separated by \n, items of a list begin with "• "
  Place place;
  std::uint32_t columns = 1;     // merged across
  std::uint32_t rows = 1;        // merged down (given on the first cell of the merge)
  bool continues_above = false;  // the lower part of a cell merged down: empty, but not blank to a reader
  std::string fill;              // RRGGBB in capitals where the cell is filled and not white; else empty
  bool bold = false;             // all of its text
  bool header = false;           // marked as a header cell by the format itself (th, repeated header row)
};

struct Row {
  std::vector<Cell> cells;  // in reading order, without padding for merges (see columns)
  Place place;
};

enum class BlockKind {
  paragraph,
  table,
  furniture,  // page headers and footers, footnotes, comments, text boxes, sheet names: visible, but not of the flow
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span;  // paragraphs and furniture
  Place place;
  int heading = 0;    // 1..6 where the format says so (style, #, h1); 0 otherwise
  bool bold = false;  // all of its text
  bool list_item = false;
  bool struck = false;    // furniture: it was struck through where `place` says, and says nothing any more
  std::vector<Row> rows;  // tables
  // Of a table that stands in a cell of another: that table and row, and as the column which of the row's cells it is,
  // from 1. It follows the table it stands in.
  Place within;
};

// Something about the file itself that its sender or reader should know.
struct Note {
  std::string code;     // "source.misnamed", "source.encoding", "source.tracked-changes", "source.macros" …
  std::string message;  // a sentence
  Place place;
};

struct Document {
  Format format = Format::text;
  // All visible text, valid UTF-8, in reading order; blocks and rows end with \n, cells with \t.
  std::string text;
  // Positions in `text` of visible characters that are ours and not the source's (the "•" put before an item
  // of a list that carried no mark of its own). Ascending.
  std::vector<std::size_t> added;
  std::vector<Block> blocks;
  std::vector<Note> notes;
  std::string title;  // of the file's own properties, where it has one; not part of `text`

  std::string_view at(const Span& span) const {
    return std::string_view(text).substr(span.begin, span.end - span.begin);
  }
  // Visible code points of the source within the span: those that are not blank and not `added`.
  std::size_t visible(const Span& span) const;
};

// Fixed limits; a breach is refused with a sentence, nothing is read in part.
struct Limits {
  std::size_t file_bytes = 50u << 20;
  std::size_t inflated_bytes = 512u << 20;  // all parts of a zip container together
  std::size_t cells = 3'000'000;
  std::size_t depth = 256;  // nesting of XML or HTML elements
};

// What the bytes are, judged by content; the name only breaks a tie (.csv or .txt). Refuses (ErrorCode::refused
// or ::unreadable) with one sentence: empty, binary, encrypted, or an old format to be saved again.
Result<Format> recognise(std::string_view bytes, std::string_view name);

// Reads a document whole. Refuses as recognise() does, and: unreadable (damaged, no readable text), too_large (larger
// than `file_bytes` or `cells`), refused (password, a document type in XML, unpacks beyond `inflated_bytes`, nested
// beyond `depth`). Never follows a link or an entity. Time and memory are linear in what is unpacked.
//
// Numbers of a workbook are text as Excel shows them; its dates are always 31/12/2014, months Dec 2014, times 14:30,
// whatever the country of the file. Tracked changes of Word are read as accepted. The numbers that Word or a browser
// draws before the items of a list are put before them and marked as `added`. A PDF is read as it looks: see pdf/pdf.h.
Result<Document> read(std::string_view bytes, std::string_view name, const Limits& limits = {});

}  // namespace candour::document
