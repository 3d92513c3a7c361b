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
  std::string_view body;
  std::string_view role;
};
// "This issue has been drawn to the attention of B as the commissioner of S". What is only promised ("we will bring
// …"), and what somebody within a case told another, are none.
std::vector<AttentionPassage> find_attention(std::string_view text);

struct FoundClock {
  Clock clock;
  int weight = 0;  // how surely it is the time for the answer; 0 and below is another deadline
};
// The weightiest in a text: "An action plan is required within 20 working days of receipt". A day without a number of
// days
// ("by 14 May 2024") is 0 days from that day.
std::optional<FoundClock> find_clock(std::string_view text, bool under_next_steps);

}  // namespace candour::intake::inspection
