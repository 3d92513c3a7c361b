#pragma once
// The pages of a PDF as they are drawn: words with their places, rules, filled areas. Everything is in points, from the
// top left corner of the page as it is looked at. poppler is used in pages.cpp and nowhere else.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"

namespace candour::document::pdf {

struct Box {
  float left = 0, top = 0, right = 0, bottom = 0;
  float width() const { return right - left; }
  float height() const { return bottom - top; }
  float middle_x() const { return (left + right) / 2; }
  float middle_y() const { return (top + bottom) / 2; }
  bool holds(float x, float y) const { return x >= left && x < right && y >= top && y < bottom; }
  void take_in(const Box& other);
};

// Which way the line runs.
enum class Turn : std::uint8_t { level, down, upside_down, up, askew };

struct Word {
  Box box;
  float baseline = 0;                // as `top` is counted; for words that run up or down, from the left
  float size = 0;                    // of the font
  std::uint32_t begin = 0, end = 0;  // of Page::text
  Turn turn = Turn::level;
  bool bold = false;
  bool space_before = false;  // the file itself has a space there
};

struct Rule {
  bool level = true;
  float at = 0;            // y of a level rule, x of an upright one
  float from = 0, to = 0;  // along it
};

struct Fill {
  Box box;
  std::uint32_t colour = 0;  // 0xRRGGBB
  bool shape = false;        // a disc or the like: its box is larger than it is
};

struct Page {
  float width = 0, height = 0;
  std::string text;
  std::vector<Word> words;  // in the order in which they are drawn
  std::vector<Rule> rules;
  std::vector<Fill> fills;  // later ones lie over earlier ones
  bool has_pictures = false;
  std::string_view at(const Word& word) const {
    return std::string_view(text).substr(word.begin, word.end - word.begin);
  }
};

struct Pages {
  std::vector<Page> pages;
  std::string title;             // of the file's properties
  std::size_t without_text = 0;  // characters that the file draws without saying which they are
  bool has_files = false;        // attached
};

// Refuses: a password that is asked for before reading, no PDF that can be made sense of, more pages or characters than
// can be read.
Result<Pages> read_pages(std::string_view bytes, const Limits& limits);

}  // namespace candour::document::pdf
