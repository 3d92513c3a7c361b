#pragma once
// Lays out a Document piece by piece, in reading order, so that every reader keeps the same promise: each visible
// character of the source once in the text, each span on it, each character of our own marked as added.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.h"

namespace candour::document {

class Composer {
 public:
  explicit Composer(const Limits& limits) : limits_(limits) {}

  // ---- Text, into the block or cell that is open ----
  // As it stands, blanks and all; valid UTF-8.
  void put(std::string_view text);
  // As HTML flows: a run of blanks is one space, and none begins a line.
  void flow(std::string_view text);
  // What follows begins a new line, where there is text before it.
  void line();
  // What follows is an item of a list: a new line that begins with `mark` ("•", "3."), which is ours, unless the
  // item carries a mark of its own. An item without text leaves no trace.
  void item(std::string_view mark);
  // Visible characters that are ours: numbers that a program draws and the file does not hold.
  void put_ours(std::string_view text);
  void set_bold(bool on) { bold_now_ = on; }
  bool bold() const { return bold_now_; }
  // What is put while this is on is struck through: no text of the block or cell, but kept aside as furniture behind
  // the block or table, with a note.
  void set_struck(bool on) { struck_now_ = on; }
  bool struck() const { return struck_now_; }
  // What the open block or cell, or those of cells that no table has taken yet, have struck through.
  bool has_struck() const { return !struck_.empty() || !waiting_.empty(); }
  std::vector<std::string> take_struck();
  // Whether visible text lies in the open block or cell.
  bool has_text() const { return saw_bold_ || saw_plain_; }

  // ---- Blocks ----
  // A block without visible text is dropped, and end_block() then says false.
  void begin_block(BlockKind kind, Place place);
  bool end_block();
  Block& open_block() { return block_; }
  void furniture(std::string_view text, Place place);
  // What a reader found struck through, kept aside with a note; between blocks.
  void keep_struck(std::string text, const Place& place);

  void begin_table(Place place);
  void begin_row(Place place);
  // Of the open cell: its table and row, and as the column which of the row's cells it is, from 1.
  Place place_of_open_cell() const;
  void begin_cell(Place place);
  Cell& open_cell() { return cell_; }
  void end_cell();
  Row& open_row() { return row_; }
  void end_row();
  bool end_table();  // false where no row was left in it

  void note(std::string code, std::string message, Place place = {});
  void note_once(std::string code, std::string message, Place place = {});

  // Everything of another document, behind what is here.
  void append(Document&& other);

  bool beyond_limits() const { return cells_ > limits_.cells; }
  const Limits& limits() const { return limits_; }
  Document& document() { return document_; }
  Document take() { return std::move(document_); }

 private:
  void begin_text();
  void strike(std::string_view text);
  Span end_text();
  void before(std::string_view text, bool visible);

  const Limits& limits_;
  Document document_;
  Block block_;
  Row row_;
  Cell cell_;
  std::string mark_;                                    // of an item whose text has not come yet
  std::string struck_;                                  // of the open block or cell
  std::vector<std::pair<std::string, Place>> waiting_;  // struck in cells of the open table
  std::size_t begin_ = 0;                               // of the open block or cell
  std::size_t cells_ = 0;
  bool line_due_ = false;
  bool space_due_ = false;
  bool item_due_ = false;
  bool struck_now_ = false;
  bool bold_now_ = false;
  bool saw_bold_ = false;
  bool saw_plain_ = false;
};

// Whether text of an item begins with a mark of its own: a bullet, a dash, "◆", "1.", "a)".
bool carries_mark(std::string_view text);
bool has_visible(std::string_view text);

}  // namespace candour::document
