#pragma once
// The report as one run of lines, boxes opened and wrapped lines joined, and what the beginning of a line says: its
// mark, its number, the word before the number.

#include <string>
#include <string_view>
#include <vector>

#include "intake/parts/flow.h"

namespace candour::intake::inspection {

struct Line {
  std::string_view text;  // into Document::text; a wrapped paragraph in one piece, with its line ends
  document::Place place;
  int heading = 0;
  bool bold = false;
  bool adjacent = false;          // the line above it is the line before it in the file
  std::size_t box = 0;            // lines of one box share it; 0 outside boxes
  const FlowLine* row = nullptr;  // of a table with several cells: the row, and no text
  std::size_t table = 0;          // its block
};

enum class Numbering { none, chapter, dotted, bracketed, lettered };  // "3." · "3.1" · "(3)" · "(a)"

struct Beginning {
  bool item = false;  // a bullet or dash
  Numbering numbering = Numbering::none;
  std::string word;       // "recommendation", "finding", "area for improvement" before the number; in lower case
  std::string ref;        // "3.1", "3a", "R3"
  bool closed = false;    // a colon, dash or full stop stands between label and text
  std::string_view rest;  // the text behind all this
};
Beginning beginning_of(std::string_view text);

std::vector<Line> lines_of(const document::Document& document, const std::vector<FlowLine>& flow);

// How long a number in words is at the beginning of `low`, and the number in figures: "twenty-one" of "twenty-one of".
std::size_t number_in_words(std::string_view low, std::string& number);

// A line that stands above text: marked so by its format, or short and without the end of a sentence.
bool is_heading(const Line& line);
// Without emphasis marks that a converter left, and without blanks.
std::string_view bare(std::string_view text);
bool ends_a_sentence(std::string_view text);
// "Page 4 of 19", "4", a line of dots or dashes.
bool is_page_furniture(std::string_view text);
// "Leadership and management ..... 35".
bool ends_in_page_number(std::string_view text);

}  // namespace candour::intake::inspection
