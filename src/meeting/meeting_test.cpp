#include "meeting/meeting.h"

#include <gtest/gtest.h>

#include "meeting/events.h"

namespace candour::meeting {
namespace {

TEST(Meeting, ACountIsCheckedAgainstItsParts) {
  struct Case {
    std::optional<std::uint32_t> total;
    std::vector<CountPart> parts;
    SumCheck check;
  };
  const std::vector<Case> cases{{14, {{"blue", 11}, {"amber", 3}}, SumCheck::adds_up},
                                {14, {{"blue", 11}, {"amber", 2}}, SumCheck::differs},
                                {0, {{"blue", 0}}, SumCheck::adds_up},
                                {{}, {{"blue", 11}}, SumCheck::nothing_to_compare},
                                {14, {}, SumCheck::nothing_to_compare},
                                {4294967295u, {{"a", 4294967295u}, {"b", 1}}, SumCheck::differs}};
  for (const Case& each : cases) EXPECT_EQ(sum_check({"", each.total, each.parts, ""}), each.check);
}

TEST(Meeting, EveryStateHasAWordThatReadsBack) {
  for (const ResolutionState state :
       {ResolutionState::open, ResolutionState::met, ResolutionState::superseded, ResolutionState::withdrawn}) {
    EXPECT_EQ(resolution_state_from_text(to_text(state)), state);
    EXPECT_FALSE(in_words(state).empty());
  }
  EXPECT_FALSE(resolution_state_from_text("closed").has_value());
}

// A view as known now leaves events out; those that name what is not there then change nothing but the version.
TEST(Meeting, AnEventAboutWhatIsNotThereChangesNothingButTheVersion) {
  const std::vector<MeetingBody> bodies{
      QuestionAnswered{1, "", "x"},  ReportBackSet{1, {}, Date(), ""},
      ResolutionMet{1, Date(), "x"}, ResolutionSetAside{1, ResolutionState::withdrawn, "x"},
      ResolutionReopened{1, "x"},    QuestionRecorded{},
      ResolutionRecorded{},          ImportWithdrawn{ImportId("other"), "x"}};
  for (const MeetingBody& body : bodies) {
    Meeting meeting;
    meeting::apply(meeting, {{}, body});
    Meeting expected;
    expected.version = 1;
    EXPECT_EQ(meeting, expected);
  }
}

}  // namespace
}  // namespace candour::meeting
