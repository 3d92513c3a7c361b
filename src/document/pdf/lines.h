#pragma once
// Words put into lines, whichever way they run.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "document/pdf/pages.h"

namespace candour::document::pdf {

struct Part {
  std::uint32_t word = 0;  // of Page::words
  bool space = false;      // a space before it
};

struct Line {
  std::vector<Part> parts;  // as they are read
  Box box;
  float baseline = 0;
  float size = 0;  // of most of its characters
  Turn turn = Turn::level;
  bool bold = false;  // all of it
};

// The words as lines, from the top of the page down; in each, from left to right (as they are read, where they run
// another way). What is drawn twice at one place counts once.
std::vector<Line> lines_of(Page& page, std::vector<std::uint32_t> words);

// A line taken apart where the gap between words is wider than so many sizes of its font.
std::vector<Line> parted(const Page& page, const Line& line, float sizes);
// Pieces of one line put together again.
Line joined(const Page& page, const std::vector<Line>& pieces);

std::string text_of(const Page& page, const Line& line);

// The number, letter or bullet with which an item or a numbered paragraph begins ("2.14", "(a)", "•"), in parts of the
// line; 0 where there is none.
std::size_t mark_parts(const Page& page, const Line& line);

float width_of_first_word(const Page& page, const Line& line);

// Whether the first word of the next line would have fitted behind this one, so that the break is the author's.
bool breaks_early(const Page& page, const Line& line, const Line& next, float room);

}  // namespace candour::document::pdf
