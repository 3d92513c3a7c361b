#pragma once
// How minutes mark what was decided: by a word ("RESOLVED:", "It was agreed that"), by an action, or in plain words.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "intake/minutes/passages.h"

namespace candour::intake::minutes {

struct Marker {
  std::size_t length = 0;     // of the marker and the marks behind it
  bool resolved = false;      // says that something was resolved or recommended, not only agreed
  std::string_view ref = {};  // of "Resolution 5/25:": its number
};
// "RESOLVED:", "It was agreed that …", "The Board AGREED to …" at the beginning of a text.
std::optional<Marker> resolution_marker(std::string_view text);
// Of a paragraph that tells what somebody moved or proposed and, in a sentence of its own, that it was carried: what
// was proposed ("that a further report be brought in May"). Empty where it was lost, or where nobody says.
std::string_view carried_proposal(std::string_view text);
// "ACTION: KO to …", "Action point 3 – …", "Action (JP): …": how long the marker is; 0 where there is none.
std::size_t action_marker(std::string_view text);
// "The Board noted the report.", "Governors approved the budget.": what the body did, in plain words.
bool is_decision_of_body(std::string_view sentence);

// "noted the report", "agreed that …": begins with what a body does.
bool begins_with_a_decision(std::string_view text);
// "The Board:", "Having considered the report, Members:" before a list of what they did.
bool leads_decisions(std::string_view text, std::string_view next);

// The parts "(a) …", "(b) …" or "(i)", "(1)" within one text, each with its ref; none where it is one.
struct Part {
  std::string_view ref, text;
};
std::vector<Part> parts_of(std::string_view text);

}  // namespace candour::intake::minutes
