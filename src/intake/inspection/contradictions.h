#pragma once
// Paragraphs that say two things that do not go together. What is looked for is narrow, and quoted, so that a person
// can see at once whether it is so. Pure.

#include <optional>
#include <string>
#include <string_view>

namespace candour::intake::inspection {

struct Contradiction {
  std::string about;          // "level 3", "Think Family"
  std::string_view one, two;  // the words of the paragraph that do not go together
};

// A grade that must be had, and the same grade called too little: "must be trained to level 3 … only supported by level
// 3 training".
std::optional<Contradiction> same_grade_needed_and_too_little(std::string_view paragraph);

// A named way of working that is denied in one sentence and plainly affirmed in another: "is not working on the …
// “Think Family” model", "has clearly been informed by Think Family principles".
std::optional<Contradiction> denied_and_affirmed(std::string_view paragraph);

}  // namespace candour::intake::inspection
