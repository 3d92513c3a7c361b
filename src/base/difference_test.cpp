#include "base/difference.h"

#include <gtest/gtest.h>
#include <string>

namespace candour {
namespace {

std::string marked(std::string_view before, std::string_view after) {
  std::string out;
  for (const DifferentPiece& piece : differences(before, after)) {
    const std::string text(piece.text);
    out += piece.kind == Difference::kept      ? text
           : piece.kind == Difference::removed ? "[-" + text + "-]"
                                               : "{+" + text + "+}";
  }
  return out;
}

TEST(Differences, are_told_word_by_word) {
  const struct {
    const char* before;
    const char* after;
    const char* expected;
  } cases[] = {
      {"", "", ""},
      {"one two", "one two", "one two"},
      {"one  two", "one\ntwo", "one  two"},
      {"", "one two", "{+one two+}"},
      {"one two", "", "[-one two-]"},
      {"share it weekly with the hub", "share it monthly with the hub", "share it [-weekly -]{+monthly +}with the hub"},
      {"train all staff", "train all staff and volunteers", "train all staff{+and volunteers+}"},
      {"one two three four", "one three two four", "one [-two -]three {+two +}four"},
      {"a b", "c d", "[-a b-]{+c d+}"},
      {" led by Jo", "by Jo", "[- led -]by Jo"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(marked(one.before, one.after), one.expected) << one.before << " | " << one.after;
  }
}

TEST(Differences, hold_every_word_of_both_texts_once) {
  std::string before, after;
  for (int i = 0; i < 3000; ++i) {
    before += "w" + std::to_string(i * 7 % 1000) + " ";
    after += "w" + std::to_string(i * 11 % 1000) + " ";
  }
  std::string left, right;
  for (const DifferentPiece& piece : differences(before, after)) {
    if (piece.kind != Difference::added) left += piece.text;
    if (piece.kind == Difference::added) right += piece.text;
  }
  EXPECT_EQ(left, before) << "what is long is told as taken out and put in";
  EXPECT_FALSE(right.empty());
}

}  // namespace
}  // namespace candour
