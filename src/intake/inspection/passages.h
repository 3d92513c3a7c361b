#pragma once
// Sentences of a report that bind somebody outside the recommendations: what is drawn to a body's attention, and the
// time within which an answer is owed.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/reading.h"

namespace candour::intake::inspection {

struct AttentionPassage {
  std::vector<std::string> paragraphs;  // named in it; empty where it speaks of its own
  bool and_own = false;                 // of its own beside those that it names
  std::string_view body;
  std::string_view role;
};
// "This issue has been drawn to the attention of B as the commissioner of S", "The attention of B is drawn to this",
// "We have drawn B's attention to it"; one for each body that is named. What is only promised ("we will bring …"), and
// what somebody within a case told another, are none.
std::vector<AttentionPassage> find_attention(std::string_view text);
// "We will draw this to the attention of B": promised of this finding, and not told whether it was done.
std::vector<AttentionPassage> find_promised_attention(std::string_view text);

struct FoundClock {
  Clock clock;
  int weight = 0;  // how surely it is the time for the answer; 0 and below is another deadline
};
// The weightiest in a text: "An action plan is required within 20 working days of receipt". A day without a number of
// days
// ("by 14 May 2024") is 0 days from that day.
std::optional<FoundClock> find_clock(std::string_view text, bool under_next_steps);

}  // namespace candour::intake::inspection
