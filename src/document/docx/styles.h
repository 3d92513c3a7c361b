#pragma once
// What the styles and the numbering of a Word document say about its paragraphs.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace candour::document {

struct NumberingRef {
  std::string list;  // "" where nothing is said, "0" where numbering is taken away
  int level = 0;
};

// A style with everything it inherits.
struct Style {
  int heading = 0;
  std::optional<bool> bold;
  std::optional<bool> struck;  // through
  NumberingRef numbering;
  std::string fill;  // behind its paragraphs
  std::string based_on;
};

class Styles {
 public:
  // The source of word/styles.xml.
  static Result<Styles> parse(std::string_view source, const Limits& limits);
  // An unknown style is plain.
  const Style& at(std::string_view id) const;
  const Style& usual() const { return at(usual_); }

 private:
  std::map<std::string, Style, std::less<>> styles_;
  std::string usual_;
};

// Counts the numbers that Word draws before paragraphs and does not keep in the text.
class Numbering {
 public:
  // The source of word/numbering.xml.
  static Result<Numbering> parse(std::string_view source, const Limits& limits);
  // The mark of the next paragraph of a list: "•", "3.", "2.1"; empty where the list has none.
  std::string next_mark(const NumberingRef& reference);

 private:
  static constexpr std::size_t levels = 9;
  struct Level {
    std::string format;
    std::string text;
    int start = 1;
  };
  struct List {
    std::array<Level, levels> levels_of;
    std::array<int, levels> counts{};
    std::array<bool, levels> begun{};
  };
  struct Instance {
    std::string list;
    std::array<std::optional<int>, levels> starts;
  };
  std::map<std::string, List, std::less<>> lists_;
  std::map<std::string, Instance, std::less<>> instances_;
};

}  // namespace candour::document
