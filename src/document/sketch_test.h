#pragma once
// A document as a person would sketch it, for tables of cases.

#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "base/text.h"
#include "document/document.h"
#include "support/grid.h"

namespace candour::document {

// One line for each paragraph or row, cells between bars; furniture begins with ~, a cell reached from above with ^.
inline std::string sketch(const Document& document) {
  std::string out;
  for (const Block& block : document.blocks) {
    if (block.kind == BlockKind::table) {
      for (const Row& row : block.rows) {
        std::string line;
        for (const Cell& cell : row.cells) {
          line += line.empty() ? "[" : "|";
          if (cell.continues_above) line += "^";
          line += replaced(std::string(document.at(cell.span)), "\n", "/");
          if (cell.columns > 1) line += "{" + std::to_string(cell.columns) + " wide}";
          if (cell.rows > 1) line += "{" + std::to_string(cell.rows) + " deep}";
          if (!cell.fill.empty()) line += "#" + cell.fill;
        }
        out += line + "]\n";
      }
      out += "--\n";
      continue;
    }
    if (block.kind == BlockKind::furniture) out += "~";
    if (block.heading > 0) out += std::string(static_cast<std::size_t>(block.heading), '#') + " ";
    out += replaced(std::string(document.at(block.span)), "\n", "/");
    if (block.bold) out += " (bold)";
    out += "\n";
  }
  return out;
}

inline std::string sketch_of(std::string_view bytes, std::string_view name) {
  const auto document = read(bytes, name);
  return document ? sketch(*document) : "refused: " + document.error().sentence;
}

struct Case {
  const char* what;
  std::string source;
  std::string expected;
  std::string notes = {};  // what the message of some note says; empty: not looked at; "none": no note at all
};

// Whether the document says so; every visible character lies in a block, once and in order, or the case fails.
inline void expect_case(const Case& one, std::string_view bytes, std::string_view name) {
  const auto document = read(bytes, name);
  ASSERT_TRUE(document) << one.what << ": " << document.error().sentence << document.error().detail;
  EXPECT_EQ(sketch(*document), one.expected) << one.what;
  std::size_t seen = 0;
  for (const Block& block : document->blocks) {
    if (block.kind != BlockKind::table) seen += document->visible(block.span);
    for (const Row& row : block.rows)
      for (const Cell& cell : row.cells) seen += document->visible(cell.span);
  }
  EXPECT_EQ(seen, document->visible({0, document->text.size()})) << one.what;
  std::string notes;
  for (const Note& note : document->notes) notes += note.code + ": " + note.message + "\n";
  if (one.notes == "none") {
    EXPECT_EQ(notes, "") << one.what;
  } else {
    EXPECT_NE(notes.find(one.notes), std::string::npos) << one.what << ": " << notes;
  }
  const auto again = read(bytes, name);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->text, document->text) << one.what;
  EXPECT_EQ(sketch(*again), sketch(*document)) << one.what;
}

}  // namespace candour::document
