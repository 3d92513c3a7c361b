#pragma once
// Boxes to tick beside the options of one cell: "☐ Not started ☒ In progress ☐ Complete".

#include <string_view>
#include <vector>

namespace candour::intake::action_plan {

struct Options {
  bool found = false;                    // the cell offers options, each with a box, or one among them is ticked
  bool unsure = false;                   // it does not tell which is ticked: a cross among empty boxes, no box at all
  std::vector<std::string_view> labels;  // of all, in their order, into the text
  std::vector<std::string_view> ticked;  // of these
};

// A box drawn or typed ("☒", "[x]", "( )"), before its option or behind it, an option a line or all in one; one tick
// alone with a word is no choice among options, an empty box alone with a word is an option not taken.
Options options_in(std::string_view text);

}  // namespace candour::intake::action_plan
