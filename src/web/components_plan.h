#pragma once
// How ratings and the four facts look. A rating is shown as its plan writes it, never by colour alone: a shape, a
// letter, the plan's own word, and the colour that the word names. What it means is the status, said in words.

#include <cstddef>
#include <string_view>
#include <vector>

#include "plan/status.h"
#include "web/html.h"

namespace candour::web {

enum class Shape { octagon, triangle, circle, diamond, hexagon, tick, ring, bar, slash, dash, question };
enum class Shade { red, amber, green, blue, purple, grey };
struct Appearance {
  Shape shape = Shape::dash;
  Shade shade = Shade::grey;
  char letter = 0;  // 0: none
  bool operator==(const Appearance&) const = default;
};
// Where the plan's own words name exactly one colour (Amber, "A", "Green - on track"), the shape, shade and letter of
// that colour: octagon R, triangle A, circle G, diamond B, hexagon P. Otherwise those of the status, without a letter.
Appearance appearance_of(plan::Status status, std::string_view as_written);

// The plan's own words for a rating. Where only the fill of a cell spoke ("fill:#FFC000", as documents are read), the
// colour a reader of the document saw: "Amber cell".
std::string_view rating_words(std::string_view as_written);

enum class Meaning { hidden, shown };
struct RatingChip {
  plan::Status status = plan::Status::not_stated;
  Text as_written{};                  // empty: the status's own words
  Meaning meaning = Meaning::hidden;  // shown: the status in words too, where the plan's word does not already say it
  Content note{};                     // beneath: "last confirmed 7 January 2016"
};
Html& operator<<(Html& html, const RatingChip& chip);

struct RatingCount {
  plan::Status status = plan::Status::not_stated;
  Text as_written{};
  std::size_t count = 0;
  Text href{};  // the rows that are counted
};
// A bar of hatched segments, and the same in words: "11 embedded, 3 started: 14 total". Parts that count 0 are left out
// of the bar and kept out of the words.
struct RatingBar {
  std::vector<RatingCount> parts{};
  enum class Size { full, small } size = Size::full;
  Text what{};  // what is counted, for the words: "actions"
};
Html& operator<<(Html& html, const RatingBar& bar);

// The plan's own key, beside every bar: its words and what they mean here.
struct RatingKeyEntry {
  plan::Status status = plan::Status::not_stated;
  Text as_written{};
  Text meaning{};  // as the plan explains it
};
struct RatingKey {
  std::vector<RatingKeyEntry> entries{};
};
Html& operator<<(Html& html, const RatingKey& key);

enum class FactTone { plain, good, attention, problem };
struct Fact {
  Content value{};  // "Overdue"
  Content note{};   // "due 31 March 2016, moved twice"
  FactTone tone = FactTone::plain;
};
// The four facts of an action, always in this order.
struct FactsStrip {
  Fact delivery{};
  Fact schedule{};
  Fact evidence{};
  Fact freshness{};
};
Html& operator<<(Html& html, const FactsStrip& facts);
// One fact in a cell of a table.
Html& operator<<(Html& html, const Fact& fact);

}  // namespace candour::web
