#pragma once
// What a cell looks like, whatever column it stands in: a rating, an agency, a post, a date, prose. Shifted rows
// are put right by these looks.

#include <array>
#include <string>
#include <string_view>
#include <unordered_set>

#include "intake/reading.h"

namespace candour::intake::action_plan {

enum class Looks { blank, pointer, not_applicable, rating, reference, date, agency, post, numbered, brief, prose };
inline constexpr std::size_t looks_count = 11;

// The label at the start of a heading or question: "1a.", "R3:", "Recommendation 2 –", "Finding 1:".
struct Label {
  std::string ref;         // "1a", "R3", "2", "1"; empty where there is none
  std::string_view word;   // "Finding", as written; empty where only a number stands
  std::size_t length = 0;  // bytes of the label with the mark and blanks behind it
};
Label label_of(std::string_view text);

// What is known of this document so far.
struct Knowledge {
  std::unordered_set<std::string> ratings;   // matching keys of the key's own words and of known ratings
  std::unordered_set<std::string> agencies;  // agency keys of what stands in that column
};

// An agency's name without what its spellings differ in: case, apostrophes, "&", what stands in brackets.
std::string agency_key(std::string_view name);

Looks looks_of(std::string_view text, const Knowledge& knowledge);
bool names_known_agency(std::string_view text, const Knowledge& knowledge);

// Whether a short text names a body ("Harrow Vale Police"), by its words alone.
bool names_a_body(std::string_view text);
// Whether a short text names a person or a post ("Designated Nurse", "NL/AC").
bool names_a_post(std::string_view text);

// Whether a heading or a row of its own is a body's name and nothing else: "Harrow Vale Police", "Children’s Services".
bool is_name_of_a_body(std::string_view text);
// Whether a cell names bodies only: "ICB", "Police / Council", "All partners".
bool names_only_bodies(std::string_view cell);

}  // namespace candour::intake::action_plan
