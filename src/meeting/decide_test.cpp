#include <gtest/gtest.h>

#include "meeting/commands.h"

namespace candour::meeting {
namespace {

Date day(const char* iso) {
  return *Date::parse(iso);
}
const Stamp stamp{*Moment::parse("2016-03-01T09:30:00Z"), day("2016-03-01"), "coordinator"};

ImportMeeting minutes() {
  ImportMeeting command;
  command.minutes.meeting = MeetingId("m7m2qx9dab");
  command.minutes.body = " Children’s  Scrutiny Committee ";
  command.minutes.date = day("2016-01-19");
  command.minutes.item = "Progress on the Rowan plan";
  command.minutes.attendance = {{"A. Person", "Chair", "Harrow Vale Council", true}};
  command.minutes.import = ImportId("first");
  command.minutes.document_name = "minutes.docx";
  command.minutes.document_sha256 = std::string(64, 'a');
  command.questions = {
      {0, "Cllr Birch", "Who checks that it is done?", "The Director", "The board does.", "", "line 4", {}},
      {0, "Cllr Ash", "When will the audit report?", "", "", "", "line 9", {}}};
  command.resolutions.resize(2);
  command.resolutions[0].ref = "(a)";
  command.resolutions[0].text = "That the report be noted";
  command.resolutions[1].ref = "(b)";
  command.resolutions[1].text = "That an update come back in six months";
  return command;
}

Meeting with(const std::vector<MeetingCommand>& commands) {
  Meeting meeting;
  for (const MeetingCommand& command : commands) {
    const auto events = decide(meeting, command, stamp);
    EXPECT_TRUE(events.has_value()) << (events ? "" : events.error().sentence);
    if (events)
      for (const MeetingEvent& event : *events) meeting::apply(meeting, event);
  }
  return meeting;
}

TEST(DecideMeeting, MinutesBecomeAMeetingThatSpeaksOfItsOwnDay) {
  Meeting nothing;
  const auto events = decide(nothing, minutes(), stamp);
  ASSERT_TRUE(events.has_value());
  ASSERT_EQ(events->size(), 5u);
  for (const MeetingEvent& event : *events) EXPECT_EQ(event.stamp.speaks_of, day("2016-01-19"));
  const Meeting meeting = with({minutes()});
  EXPECT_EQ(meeting.body, "Children’s Scrutiny Committee");
  ASSERT_EQ(meeting.questions.size(), 2u);
  EXPECT_EQ(state_of(meeting.questions[0]), QuestionState::answered);
  EXPECT_EQ(state_of(meeting.questions[1]), QuestionState::awaiting_answer);
  ASSERT_EQ(meeting.resolutions.size(), 2u);
  EXPECT_EQ(meeting.resolutions[1].number, 2u);
  EXPECT_EQ(meeting.resolutions[1].state, ResolutionState::open);
  EXPECT_FALSE(meeting.acted_on);
}

TEST(DecideMeeting, AMeetingWhoseDayIsUnknownSpeaksOfTheDayOfTheImport) {
  ImportMeeting command = minutes();
  command.minutes.date.reset();
  const auto events = decide(Meeting(), command, stamp);
  ASSERT_TRUE(events.has_value());
  EXPECT_EQ(events->front().stamp.speaks_of, stamp.speaks_of);
  command.minutes.date = day("2017-01-01");
  EXPECT_EQ(decide(Meeting(), command, stamp)->front().stamp.speaks_of, stamp.speaks_of) << "a day still to come";
}

struct Refusal {
  const char* why;
  std::vector<MeetingCommand> before;
  MeetingCommand command;
  ErrorCode code;
  const char* sentence;
};

TEST(DecideMeeting, WhatIsRefusedAndInWhichWords) {
  ImportMeeting no_body = minutes(), no_hash = minutes(), no_id = minutes();
  no_body.minutes.body = " ";
  no_hash.minutes.document_sha256 = "x";
  no_id.minutes.meeting = MeetingId();
  const MeetResolution meet{1, day("2016-02-01"), "The minutes of the board"};
  const SetReportBack set{2, day("2016-07-19"), ""};
  const std::vector<Refusal> refusals{
      {"no such meeting", {}, meet, ErrorCode::not_found, "There is no such meeting."},
      {"no body", {}, no_body, ErrorCode::bad_input, "Say which body met."},
      {"no hash", {}, no_hash, ErrorCode::bad_input, "The hash of the document is not a SHA-256."},
      {"no id", {}, no_id, ErrorCode::bad_input, "The meeting has no valid id."},
      {"twice", {minutes()}, minutes(), ErrorCode::conflict, "These minutes have already been imported."},
      {"no such question",
       {minutes()},
       AnswerQuestion{3, "", "Yes"},
       ErrorCode::not_found,
       "This meeting has no question 3."},
      {"no words",
       {minutes()},
       AnswerQuestion{2, "The Director", " "},
       ErrorCode::bad_input,
       "Give the answer in words."},
      {"the same answer",
       {minutes()},
       AnswerQuestion{1, "The Director", "The board does."},
       ErrorCode::bad_input,
       "That is the answer it has."},
      {"no such resolution",
       {minutes()},
       SetReportBack{3, day("2016-07-19"), ""},
       ErrorCode::not_found,
       "This meeting has no resolution 3."},
      {"the same date", {minutes(), set}, set, ErrorCode::bad_input, "That is the report-back date it has already."},
      {"no date to take away",
       {minutes()},
       SetReportBack{1, {}, "x"},
       ErrorCode::bad_input,
       "It has no report-back date."},
      {"a date moved without a reason",
       {minutes(), set},
       SetReportBack{2, day("2016-09-19"), ""},
       ErrorCode::bad_input,
       "Say why the report-back date changes."},
      {"before the meeting",
       {minutes()},
       SetReportBack{2, day("2016-01-18"), ""},
       ErrorCode::bad_input,
       "The report-back date (18 January 2016) is before the meeting itself (19 January 2016)."},
      {"nothing shows it",
       {minutes()},
       MeetResolution{1, day("2016-02-01"), " "},
       ErrorCode::bad_input,
       "Say what shows that it was met."},
      {"met tomorrow",
       {minutes()},
       MeetResolution{1, day("2016-03-02"), "x"},
       ErrorCode::bad_input,
       "The day it was met (2 March 2016) is still to come."},
      {"met before it was resolved",
       {minutes()},
       MeetResolution{1, day("2016-01-01"), "x"},
       ErrorCode::bad_input,
       "The day it was met (1 January 2016) is before the meeting itself (19 January 2016)."},
      {"met twice", {minutes(), meet}, meet, ErrorCode::conflict, "Resolution (a) is met. Reopen it first."},
      {"a date for one that is met",
       {minutes(), meet},
       SetReportBack{1, day("2016-07-19"), ""},
       ErrorCode::conflict,
       "Resolution (a) is met. Reopen it first."},
      {"set aside as met",
       {minutes()},
       SetAsideResolution{1, ResolutionState::met, "x"},
       ErrorCode::bad_input,
       "Say whether it is superseded or withdrawn."},
      {"set aside without a reason",
       {minutes()},
       SetAsideResolution{1, ResolutionState::superseded, ""},
       ErrorCode::bad_input,
       "Say why it is set aside."},
      {"reopened while open",
       {minutes()},
       ReopenResolution{1, "x"},
       ErrorCode::conflict,
       "Resolution (a) is open already."},
      {"reopened without a reason",
       {minutes(), meet},
       ReopenResolution{1, ""},
       ErrorCode::bad_input,
       "Say why it is reopened."},
      {"another's import",
       {minutes()},
       WithdrawImport{ImportId("other"), "x"},
       ErrorCode::not_found,
       "This meeting did not come from that import."},
      {"withdrawn without a reason",
       {minutes()},
       WithdrawImport{ImportId("first"), ""},
       ErrorCode::bad_input,
       "Say why the import is withdrawn."},
      {"withdrawn twice",
       {minutes(), WithdrawImport{ImportId("first"), "Wrong file"}},
       WithdrawImport{ImportId("first"), "again"},
       ErrorCode::conflict,
       "The import of this meeting was withdrawn: Wrong file"}};
  for (const Refusal& refusal : refusals) {
    const auto decided = decide(with(refusal.before), refusal.command, stamp);
    ASSERT_FALSE(decided.has_value()) << refusal.why;
    EXPECT_EQ(decided.error().code, refusal.code) << refusal.why;
    EXPECT_EQ(decided.error().sentence, refusal.sentence) << refusal.why;
  }
}

TEST(DecideMeeting, AnImportCanBeWithdrawnUntilSomebodyActed) {
  const WithdrawImport withdraw{ImportId("first"), "Wrong file"};
  EXPECT_EQ(with({minutes(), withdraw}).withdrawn, "Wrong file");
  const std::vector<MeetingCommand> acts{AnswerQuestion{2, "", "In May."}, SetReportBack{2, day("2016-07-19"), ""},
                                         MeetResolution{1, day("2016-02-01"), "Noted"},
                                         SetAsideResolution{1, ResolutionState::withdrawn, "Said twice"}};
  for (const MeetingCommand& act : acts) {
    const auto decided = decide(with({minutes(), act}), withdraw, stamp);
    ASSERT_FALSE(decided.has_value());
    EXPECT_EQ(decided.error().code, ErrorCode::conflict);
  }
  // Known now, a withdrawn import never was.
  EXPECT_EQ(decide(with({minutes()}), withdraw, stamp)->front().stamp.speaks_of, day("2016-01-19"));
}

TEST(DecideMeeting, AResolutionIsMetWithWhatShowsItAndReopenedWithItsHistory) {
  const Meeting met = with({minutes(), SetReportBack{2, day("2016-02-19"), ""},
                            MeetResolution{2, day("2016-02-20"), "Report of 20 February"}});
  const Resolution& resolution = met.resolutions[1];
  EXPECT_EQ(resolution.state, ResolutionState::met);
  EXPECT_EQ(resolution.settled, day("2016-02-20"));
  EXPECT_EQ(resolution.shown_by, "Report of 20 February");
  EXPECT_FALSE(is_due(resolution, day("2016-03-01")));
  const Meeting again = with({minutes(), SetReportBack{2, day("2016-02-19"), ""},
                              MeetResolution{2, day("2016-02-20"), "Report"}, ReopenResolution{2, "It was another"}});
  EXPECT_EQ(again.resolutions[1].state, ResolutionState::open);
  EXPECT_EQ(again.resolutions[1].report_back, day("2016-02-19"));
  EXPECT_TRUE(again.resolutions[1].shown_by.empty());
  EXPECT_TRUE(is_due(again.resolutions[1], day("2016-02-19")));
  EXPECT_FALSE(is_due(again.resolutions[1], day("2016-02-18")));
  std::vector<std::string> history;
  for (const Happening& happening : again.resolutions[1].history) history.push_back(happening.what);
  EXPECT_EQ(history, (std::vector<std::string>{"recorded", "report-back date set", "met", "reopened"}));
}

TEST(DecideMeeting, AnAnswerIsRecordedAndCorrectedAndBothStayInTheHistory) {
  const Meeting meeting =
      with({minutes(), AnswerQuestion{2, " The  Director ", "In May."}, AnswerQuestion{2, "The Director", "In June."}});
  const Question& question = meeting.questions[1];
  EXPECT_EQ(question.answer, "In June.");
  EXPECT_EQ(question.answered_by, "The Director");
  ASSERT_EQ(question.history.size(), 3u);
  EXPECT_EQ(question.history[1].what, "answered");
  EXPECT_EQ(question.history[2].what, "answer corrected");
  EXPECT_EQ(question.history[2].from, "In May.");
}

}  // namespace
}  // namespace candour::meeting
