#include "meeting/meeting.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace candour::meeting {
namespace {

template <class Thing>
const Thing* by_number(const std::vector<Thing>& things, Number number) {
  const auto found =
      std::find_if(things.begin(), things.end(), [&](const Thing& thing) { return thing.number == number; });
  return found == things.end() ? nullptr : &*found;
}

struct StateWords {
  ResolutionState state;
  std::string_view text;
  std::string_view words;
};
constexpr std::array<StateWords, 4> resolution_words{{{ResolutionState::open, "open", "Open"},
                                                      {ResolutionState::met, "met", "Met"},
                                                      {ResolutionState::superseded, "superseded", "Superseded"},
                                                      {ResolutionState::withdrawn, "withdrawn", "Withdrawn"}}};

const StateWords& words_of(ResolutionState state) {
  return *std::find_if(resolution_words.begin(), resolution_words.end(),
                       [&](const StateWords& each) { return each.state == state; });
}

}  // namespace

QuestionState state_of(const Question& question) {
  return trimmed(question.answer).empty() ? QuestionState::awaiting_answer : QuestionState::answered;
}

std::uint64_t sum_of_parts(const Count& count) {
  std::uint64_t sum = 0;
  for (const CountPart& part : count.parts) sum += part.count;
  return sum;
}

SumCheck sum_check(const Count& count) {
  if (!count.total || count.parts.empty()) return SumCheck::nothing_to_compare;
  return sum_of_parts(count) == *count.total ? SumCheck::adds_up : SumCheck::differs;
}

const Question* find_question(const Meeting& meeting, Number number) {
  return by_number(meeting.questions, number);
}
const Resolution* find_resolution(const Meeting& meeting, Number number) {
  return by_number(meeting.resolutions, number);
}

bool is_due(const Resolution& resolution, Date day) {
  return resolution.state == ResolutionState::open && resolution.report_back && *resolution.report_back <= day;
}

std::string_view to_text(QuestionState state) {
  return state == QuestionState::answered ? "answered" : "awaiting_answer";
}
std::string_view in_words(QuestionState state) {
  return state == QuestionState::answered ? "Answered" : "Awaiting an answer";
}
std::string_view to_text(ResolutionState state) {
  return words_of(state).text;
}
std::string_view in_words(ResolutionState state) {
  return words_of(state).words;
}
std::optional<ResolutionState> resolution_state_from_text(std::string_view text) {
  for (const StateWords& each : resolution_words)
    if (each.text == text) return each.state;
  return std::nullopt;
}

}  // namespace candour::meeting
