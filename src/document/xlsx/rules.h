#pragma once
// The rules by which a sheet colours its cells by what they say (conditional formatting).

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace candour::document {

class ColourRules {
 public:
  // The source of the sheet, and the fills that rules give by their number.
  static ColourRules parse(std::string_view sheet, const std::vector<std::string>& fills, const Limits& limits);
  // The colour of a cell by the first rule that its text meets; empty where none does. `text_of` gives the text of
  // another cell of the same row, by column.
  std::string colour(std::uint32_t column, std::uint32_t row, std::string_view text,
                     const std::function<std::string(std::uint32_t)>& text_of) const;
  // Whether some rules are of a kind that is not worked out (scales of colour, formulas).
  bool has_others() const { return others_; }
  bool empty() const { return rules_.empty(); }

 private:
  struct Area {
    std::uint32_t first_column = 0, first_row = 0, last_column = 0, last_row = 0;
  };
  enum class Test { equals, contains, begins, ends };
  struct Rule {
    std::vector<Area> areas;
    int priority = 0;
    Test test = Test::equals;
    std::string text;          // folded
    std::uint32_t column = 0;  // that is looked at; 0: the cell's own
    bool relative = false;     // that column moves with the cell
    std::string fill;
  };
  std::vector<Rule> rules_;
  bool others_ = false;
};

}  // namespace candour::document
