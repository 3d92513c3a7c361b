#pragma once
// Whose meeting it was: how the names of bodies that meet look, and where minutes give one.

#include <string_view>
#include <vector>

#include "intake/minutes/passages.h"

namespace candour::intake::minutes {

// "committee", "governors", "board" …: a word of a matching key.
bool is_body_noun(std::string_view key);
// A name with such a word in it: "Quality and Safety Committee".
bool names_a_meeting_body(std::string_view text);
// A line that ends in it, with "Meeting" behind it or not.
bool ends_as_a_body(std::string_view text);
// A council or trust has the boards that are named below it …
bool is_parent_body(std::string_view text);
// … and a committee or panel is one of those.
bool is_of_another_body(std::string_view text);

// "Minutes of the meeting of the X held on …", "Minutes of X", "X – Minutes": X, or nothing.
std::string_view body_in_title(std::string_view text);
// "Quality Committee Meeting – held on …" on a line of its own: the name alone, or nothing.
std::string_view body_on_a_line(std::string_view line);
// "That the Overview & Scrutiny Committee continues …": the body speaks of itself where nothing else names it.
std::string_view body_that_resolves(const std::vector<Passage>& passages);

// Without the marks that end a name: commas, colons, dashes, an open bracket.
std::string_view without_end(std::string_view text);

}  // namespace candour::intake::minutes
