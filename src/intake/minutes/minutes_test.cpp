// Minutes of many makes: whose meeting, what was asked and answered, what was resolved. The places and people are
// invented; where the real minutes are to be had (CANDOUR_SHARED), they are read as a careful person reads them.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/text.h"
#include "intake/minutes/read_minutes.h"
#include "intake/minutes/speech.h"
#include "intake/reading.h"
#include "support/real_documents.h"

namespace candour::intake {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

Reading read_text(std::string_view text, std::string_view name = "minutes.txt",
                  std::optional<Kind> kind = std::nullopt) {
  auto document = document::read(text, name);
  EXPECT_TRUE(document) << document.error().sentence;
  Choices choices;
  choices.kind = kind;
  Reading reading = draft(*document, choices);
  EXPECT_EQ(reading.coverage.lost, 0u);
  return reading;
}

std::vector<std::string> texts_of(const std::vector<Resolution>& resolutions) {
  std::vector<std::string> texts;
  for (const Resolution& resolution : resolutions) texts.push_back(resolution.text);
  return texts;
}
std::vector<std::pair<std::string, std::string>> speakers_of(const Meeting& meeting) {
  std::vector<std::pair<std::string, std::string>> speakers;
  for (const Question& question : meeting.questions) speakers.emplace_back(question.asked_by, question.answered_by);
  return speakers;
}
std::vector<std::string> codes_of(const Reading& reading) {
  std::vector<std::string> codes;
  for (const Anomaly& anomaly : reading.anomalies) codes.push_back(anomaly.code);
  return codes;
}

TEST(MinutesTest, a_committee_with_numbered_items_is_read_whole) {
  const Reading reading =
      read_text(R"(Minutes of the meeting of the Young People's Scrutiny Committee held on 14 March 2024 at 7.00 pm

Present: Councillors Anna Reed (Chair), Tom Hale (Vice-Chair) and Priya Nair

Apologies: Councillor Beth Quill

In attendance: Maria Stone, Assistant Director for Children's Social Care

23. Minutes

The minutes of the meeting held on 8 January 2024 were approved.

25. Safeguarding Annual Report

The Assistant Director introduced the report.

Councillor Nair asked how many recommendations were open. In response, Maria Stone confirmed that four were open.

Councillor Hale expressed concern that health visitors were not represented.

RESOLVED:

1. That the report be noted.

2. That an update be brought in September 2024.

The meeting closed at 8.45 pm.
)");
  ASSERT_EQ(reading.kind, Kind::minutes);
  ASSERT_TRUE(reading.meeting);
  const Meeting& meeting = *reading.meeting;
  EXPECT_EQ(meeting.body, "Young People's Scrutiny Committee");
  EXPECT_EQ(meeting.date, Date::parse("2024-03-14"));
  EXPECT_EQ(meeting.item, "Safeguarding Annual Report");
  EXPECT_THAT(texts_of(meeting.resolutions),
              ElementsAre("That the report be noted.", "That an update be brought in September 2024."));
  EXPECT_EQ(meeting.resolutions[1].item, "Safeguarding Annual Report");
  EXPECT_THAT(speakers_of(meeting), ElementsAre(Pair("Councillor Nair", "Maria Stone"), Pair("Councillor Hale", "")));
  ASSERT_EQ(meeting.attendance.size(), 5u);
  EXPECT_EQ(meeting.attendance[0].name, "Councillor Anna Reed");
  EXPECT_EQ(meeting.attendance[0].role, "Chair");
  EXPECT_FALSE(meeting.attendance[3].present);
  EXPECT_EQ(meeting.attendance[4].role, "Assistant Director for Children's Social Care");
  // A concern may go without an answer; a question may not.
  EXPECT_THAT(codes_of(reading), testing::Not(testing::Contains("question.no-answer")));
}

struct ResolutionCase {
  const char* name;
  const char* text;
  std::vector<std::string> resolutions;
};
class Resolutions : public testing::TestWithParam<ResolutionCase> {};
TEST_P(Resolutions, are_read_in_order_with_their_text_whole) {
  const std::string text =
      std::string(
          "Minutes of the Safeguarding Board\n\nPresent: Jo Parr (Chair)\n\nThe Head of Service presented the "
          "report.\n\nMembers asked about training. The Head of Service replied that it was booked.\n\n") +
      GetParam().text;
  const Reading reading = read_text(text);
  ASSERT_EQ(reading.kind, Kind::minutes);
  EXPECT_EQ(texts_of(reading.meeting->resolutions), GetParam().resolutions);
}
INSTANTIATE_TEST_SUITE_P(
    EveryMake, Resolutions,
    testing::Values(
        ResolutionCase{"in_one_line", "RESOLVED: That the report be noted.\n", {"That the report be noted."}},
        ResolutionCase{"with_letters_in_one_line",
                       "RESOLVED \xE2\x80\x93 That (a) the report be received; and (b) an update follow.\n",
                       {"the report be received", "an update follow."}},
        ResolutionCase{
            "as_a_list",
            "RESOLVED that:\n\n(i) the plan be approved; and\n\n(ii) progress be reported.\n\nReason: the law.\n",
            {"the plan be approved", "progress be reported."}},
        ResolutionCase{"agreed",
                       "AGREED: that the Board receive an update in July.\n",
                       {"that the Board receive an update in July."}},
        ResolutionCase{"several_that_in_one_line",
                       "Resolved: That the report be noted. That a letter be sent to the schools.\n",
                       {"That the report be noted.", "That a letter be sent to the schools."}},
        ResolutionCase{
            "moved_seconded_and_agreed",
            "It was moved by Councillor Ash, seconded by Councillor Beech and AGREED that the hub be visited.\n",
            {"that the hub be visited."}},
        ResolutionCase{"moved_and_carried_in_a_sentence_of_its_own",
                       "Councillor Ash moved that the hub be visited in May. The motion was carried.\n",
                       {"that the hub be visited in May."}},
        ResolutionCase{
            "moved_and_lost",
            "RESOLVED: That the report be noted.\n\nCouncillor Ash proposed that the hub be closed. The proposal "
            "was put to the vote and was not carried.\n",
            {"That the report be noted."}},
        ResolutionCase{"it_was_agreed", "It was agreed that the audit be repeated.\n", {"that the audit be repeated."}},
        ResolutionCase{"decision",
                       "Decision:\n\n1. To note the report.\n\n2. To write to the ICB.\n",
                       {"To note the report.", "To write to the ICB."}},
        ResolutionCase{"noted_in_capitals", "The Board NOTED the report.\n", {"The Board NOTED the report."}},
        ResolutionCase{
            "in_plain_words", "The Board approved the business plan.\n", {"The Board approved the business plan."}},
        ResolutionCase{"actions_where_nothing_was_resolved",
                       "ACTION: KO to bring a revised date by 31 May.\n",
                       {"KO to bring a revised date by 31 May."}},
        ResolutionCase{"actions_beside_a_resolution",
                       "RESOLVED: That the report be noted.\n\nACTION: KO to bring a date.\n",
                       {"That the report be noted.", "KO to bring a date."}}),
    [](const auto& of) { return of.param.name; });

// How a list of resolutions begins, goes on and ends, and the headings and dates that stand behind it.
struct ListCase {
  const char* name;
  const char* text;  // behind "4. Learning from reviews"
  std::vector<std::string> resolutions;
  const char* items;
};
class ListsOfResolutions : public testing::TestWithParam<ListCase> {};
TEST_P(ListsOfResolutions, end_where_their_numbers_do_and_lose_no_part) {
  const Reading reading = read_text(
      std::string("Minutes of the Safeguarding Panel held on 3 June 2025\n\nPresent: Jo Parr (Chair)\n\n3. Minutes of "
                  "the last meeting\n\nThe minutes were agreed.\n\n4. Learning from reviews\n\nThe Head of Service "
                  "presented the report.\n\n") +
      GetParam().text);
  ASSERT_EQ(reading.kind, Kind::minutes);
  EXPECT_EQ(texts_of(reading.meeting->resolutions), GetParam().resolutions);
  EXPECT_EQ(reading.meeting->item, GetParam().items);
}
INSTANTIATE_TEST_SUITE_P(
    EveryMake, ListsOfResolutions,
    testing::Values(
        ListCase{"an_item_behind_one_resolution",
                 "RESOLVED: That the report be noted.\n\n5. Budget outturn\n\nThe Treasurer spoke to it.\n",
                 {"That the report be noted."},
                 "Learning from reviews; Budget outturn"},
        ListCase{"an_item_whose_number_goes_on_with_the_list",
                 "RESOLVED:\n\n1. That it be noted.\n\n2. That officers report back.\n\n3. That the Panel meet in "
                 "July.\n\n4. That Cabinet be told.\n\n5. Budget outturn\n\nThe Treasurer spoke to it.\n",
                 {"That it be noted.", "That officers report back.", "That the Panel meet in July.",
                  "That Cabinet be told."},
                 "Learning from reviews; Budget outturn"},
        ListCase{"an_item_of_an_agenda_taken_out_of_order",
                 "RESOLVED:\n\n(a) the report be noted; and\n\n(b) Cabinet be told.\n\n8. School places\n\nThe Head of "
                 "Admissions spoke to it.\n",
                 {"the report be noted", "Cabinet be told."},
                 "Learning from reviews; School places"},
        ListCase{"a_date_of_the_next_meeting",
                 "RESOLVED: That the report be noted.\n\n5. Date of next meeting\n\n9 September 2025.\n",
                 {"That the report be noted."},
                 "Learning from reviews"},
        ListCase{"a_date_behind_a_list",
                 "RESOLVED:\n\n1. That the report be noted.\n\nNext meeting\n\n2 October 2025\n",
                 {"That the report be noted."},
                 "Learning from reviews"},
        ListCase{"words_of_speech_within_a_clause",
                 "It was RESOLVED that:\n\n(i) the revised and updated strategy be published;\n\n(ii) an agreed set of "
                 "measures be reported; and\n\n(iii) members raised by officers as unsure be asked again.\n\n5. Any "
                 "other business\n\nNone.\n",
                 {"the revised and updated strategy be published", "an agreed set of measures be reported",
                  "members raised by officers as unsure be asked again."},
                 "Learning from reviews"},
        ListCase{"a_body_and_its_verbs",
                 "Having heard the report, the Panel:\n\n(a) noted it;\n\n(b) agreed to visit two schools; and\n\n(c) "
                 "requested figures by ward.\n\n5. Any other business\n\nNone.\n",
                 {"noted it", "agreed to visit two schools", "requested figures by ward."},
                 "Learning from reviews"},
        ListCase{"a_body_and_its_verbs_in_bullets",
                 "Members:\n\n\xE2\x80\xA2 Noted it\n\n\xE2\x80\xA2 Agreed that the ICB be asked\n\n5. Any other "
                 "business\n\nNone.\n",
                 {"Noted it", "Agreed that the ICB be asked"},
                 "Learning from reviews"},
        ListCase{"sentences_of_the_body_under_a_heading",
                 "Decisions\n\n- The Panel endorsed the plan.\n- The Panel asked for a report in the autumn.\n\n5. Any "
                 "other business\n\nNone.\n",
                 {"The Panel endorsed the plan.", "The Panel asked for a report in the autumn."},
                 "Learning from reviews"},
        ListCase{"lines_without_marks_that_a_semicolon_joins",
                 "RESOLVED that\n\nthe report be noted;\n\nofficers write to schools; and\n\nthe Panel return to it "
                 "in May.\n\nThe Chair thanked all.\n",
                 {"the report be noted", "officers write to schools", "the Panel return to it in May."},
                 "Learning from reviews"},
        ListCase{"a_list_within_a_list",
                 "RESOLVED:\n\n1. That the Police report on:\n\n(a) training; and\n\n(b) delay.\n\n2. That the report "
                 "be noted.\n\n5. Any other business\n\nNone.\n",
                 {"training", "delay.", "That the report be noted."},
                 "Learning from reviews"},
        ListCase{"agreed_is_a_whole_sentence",
                 "AGREED.\n\nThe Panel discussed the order of business.\n\n5. Any other business\n\nNone.\n",
                 {},
                 "Learning from reviews"},
        ListCase{"an_item_whose_number_goes_on_with_a_list_of_things_to_do",
                 "Agreed:\n\n1. Note the report\n\n2. Ask the Police for figures\n\n3. Write to schools\n\n4. Thank "
                 "staff\n\n5. Dates of next meetings\n\n4 August 2025 and 3 November 2025\n",
                 {"Note the report", "Ask the Police for figures", "Write to schools", "Thank staff"},
                 "Learning from reviews"},
        ListCase{"somebody_who_takes_it_on",
                 "Decisions:\n\n- The report was noted.\n- Councillor Lane agreed to visit a hub.\n- Chair to write to "
                 "the Minister\n\nMembers asked about cost. The Head of Service said that it was small.\n",
                 {"The report was noted.", "Councillor Lane agreed to visit a hub.", "Chair to write to the Minister"},
                 "Learning from reviews"},
        ListCase{"resolutions_with_numbers_of_the_year",
                 "Resolution 5/25: That it be noted.\n\nResolution 6/25: That Cabinet be told.\n\n5. Any other "
                 "business\n\nNone.\n",
                 {"That it be noted.", "That Cabinet be told."},
                 "Learning from reviews"},
        ListCase{"run_on_behind_what_was_said",
                 "The Head of Service said that nine were late. RESOLVED: That the report be noted.\n",
                 {"That the report be noted."},
                 "Learning from reviews"},
        ListCase{
            "a_discussion_in_bullets_behind_it",
            "RESOLVED: That the report be noted.\n\n\xE2\x80\xA2 Members asked whether schools were told. The Head "
            "of Service said that they were.\n",
            {"That the report be noted."},
            "Learning from reviews"}),
    [](const auto& of) { return of.param.name; });

TEST(MinutesTest, a_number_behind_resolutions_that_may_be_one_is_told) {
  const Reading reading = read_text(
      "Minutes of the Safeguarding Panel held on 3 June 2025\n\nPresent: Jo Parr (Chair)\n\n4. Learning from "
      "reviews\n\nRESOLVED:\n\n1. That the report be noted.\n\n3. Schools to be written to by the Head of Service.\n");
  EXPECT_THAT(texts_of(reading.meeting->resolutions), ElementsAre("That the report be noted."));
  EXPECT_THAT(codes_of(reading), testing::Contains("resolution.perhaps-one"));
  const Reading said = read_text(
      "Minutes of the Safeguarding Panel held on 3 June 2025\n\nPresent: Jo Parr (Chair)\n\n4. Learning from "
      "reviews\n\nRESOLVED:\n\n1. That the report be noted.\n\n2. Members questioned by parents be given a "
      "briefing.\n");
  EXPECT_THAT(codes_of(said), testing::Contains("resolution.perhaps-one"));
}

TEST(MinutesTest, notes_and_actions_with_who_was_there_in_two_columns_are_minutes) {
  const Reading reading = read_text(
      "<h1>Harbour Safeguarding Group</h1><p>Notes and actions – 12/11/25, "
      "10:00</p><table><tr><th>Attendees<th>Apologies"
      "<tr><td>Chair – Ann Poe<br>DI, Harbour Police – Sam Oake<td>Head of Housing, Harbour Council – Lou Reid</table>"
      "<h2>1. Audit</h2><p>SO asked who had not sent a return. AP explained that three schools had not.</p>"
      "<p>ACTION 1.1: AP to ring the three schools. Owner: Chair. Due: 1/12/25.</p><p>DECISION: the Group agreed the "
      "audit.</p>",
      "notes.html");
  ASSERT_EQ(reading.kind, Kind::minutes);
  EXPECT_EQ(reading.meeting->date, Date::parse("2025-11-12"));
  EXPECT_THAT(texts_of(reading.meeting->resolutions),
              ElementsAre("AP to ring the three schools. Owner: Chair. Due: 1/12/25.", "the Group agreed the audit."));
  ASSERT_EQ(reading.meeting->attendance.size(), 3u);
  EXPECT_EQ(reading.meeting->attendance[1].name, "Sam Oake");
  EXPECT_EQ(reading.meeting->attendance[1].agency, "Harbour Police");
  EXPECT_FALSE(reading.meeting->attendance[2].present);
  EXPECT_EQ(reading.meeting->attendance[2].name, "Lou Reid");
}

TEST(MinutesTest, a_deputy_was_there_and_who_sent_one_was_not_and_initials_are_no_agency) {
  const Reading reading = read_text(
      "<p>Minutes of the Harbour Board meeting held on 4 May 2026</p><table><tr><th>Members<th>Role<th>Attendance"
      "<tr><td>Ann Poe<td>Chair<td>Present<tr><td>Lou Reid<td>Head of Housing<td>Deputy: Kit Moss</table>"
      "<p>Also present: Sam Oake (Inspector) SO, Harbour Police</p><p>HB.12 MINUTES</p><p>RESOLVED: That the "
      "minutes be signed.</p><p>RESOLVED: That the minutes be signed.</p>",
      "minutes.html");
  ASSERT_EQ(reading.kind, Kind::minutes);
  std::vector<std::pair<std::string, bool>> people;
  for (const Attendance& one : reading.meeting->attendance) people.emplace_back(one.name, one.present);
  EXPECT_THAT(people, ElementsAre(Pair("Ann Poe", true), Pair("Lou Reid", false), Pair("Kit Moss", true),
                                  Pair("Sam Oake", true)));
  EXPECT_EQ(reading.meeting->attendance[3].agency, "Harbour Police");
  EXPECT_THAT(codes_of(reading), testing::Contains("resolution.twice"));
}

TEST(MinutesTest, of_a_council_in_old_words_have_their_day_and_a_plan_among_names_is_read_as_one) {
  const Reading council = read_text(
      "HARBOUR DISTRICT COUNCIL\n\nAt a Meeting of the Council held in the Hall on Tuesday the 3rd day of March "
      "2026\n\n"
      "Present: Councillor A. Poe, Chairman; Councillors Reid and Moss.\n\n12. CHILDREN\n\nIt was RESOLVED "
      "(unanimously) "
      "that (a) the report be received; and (b) officers report back in June.\n");
  ASSERT_EQ(council.kind, Kind::minutes);
  EXPECT_EQ(council.meeting->date, Date::parse("2026-03-03"));
  EXPECT_THAT(texts_of(council.meeting->resolutions),
              ElementsAre("the report be received", "officers report back in June."));
  const Reading plan = read_text(
      "<p>Action plan agreed at the meeting of 3 March 2026</p><p>Present: A. Poe, L. Reid</p><p>Apologies: K. Moss</p>"
      "<table><tr><th>Ref<th>Action<th>Lead<th>Due<th>RAG<tr><td>1<td>Train staff<td>Head of Housing<td>1 May "
      "2026<td>Green<tr><td>2<td>Write the guide<td>Chair<td>1 June 2026<td>Amber</table>",
      "plan.html");
  ASSERT_EQ(plan.kind, Kind::action_plan);
  EXPECT_EQ(plan.actions.size(), 2u);
}

TEST(MinutesTest, one_word_beside_a_whole_name_is_where_somebody_is_from) {
  const Reading reading = read_text(
      "Minutes of the Safeguarding Panel held on 3 June 2025\n\nPresent: Cllr Ida Moss (Chair); Ann Lisle, "
      "Healthwatch\nCo-opted: Mr Jim Rowe (Diocese of Harrow)\n\n4. Learning from reviews\n\nCllr Moss asked why "
      "visits were late.\n");
  ASSERT_EQ(reading.meeting->attendance.size(), 3u);
  EXPECT_EQ(reading.meeting->attendance[1].agency, "Healthwatch");
  EXPECT_EQ(reading.meeting->attendance[2].name, "Mr Jim Rowe");
}

struct SpeechCase {
  const char* sentence;
  minutes::Act act;
  const char* who;
};
TEST(MinutesTest, who_says_what_is_told_by_the_sentence) {
  using minutes::Act;
  const SpeechCase cases[]{
      {"Councillor Webb asked whether visits were on time.", Act::asks, "Councillor Webb"},
      {"Cllr J. Webb further queried the figures.", Act::asks, "Cllr J. Webb"},
      {"A parent governor sought clarification on the budget.", Act::asks, "A parent governor"},
      {"Mrs Ames felt that partners should attend.", Act::remarks, "Mrs Ames"},
      {"The Head of Early Help explained that families waited nine days.", Act::says, "Head of Early Help"},
      {"In response, the Director of Children\xE2\x80\x99s Services replied that it would.", Act::replies,
       "Director of Children\xE2\x80\x99s Services"},
      {"Ada Finch, Independent Chair of the Partnership, highlighted the progress made.", Act::says,
       "Ada Finch, Independent Chair of the Partnership"},
      {"It was explained that training was booked.", Act::says, ""},
      {"Members were advised by the Head of Service that training was booked.", Act::says, "Head of Service"},
      {"Concern was raised about the closure of two centres.", Act::asks, ""},
      {"The Chair asked officers to circulate the slides.", Act::requests, "Chair"},
      {"The Panel asked for a further report in the spring.", Act::requests, "Panel"},
      {"The Panel asked for clarification of the figures.", Act::asks, "Panel"},
      {"An updated action plan be brought in March.", Act::none, ""},
      {"The agreed measures be reported to the Board.", Act::none, ""},
      {"The report sets out what was asked of partners.", Act::none, ""},
      {"A brief discussion took place on the matter.", Act::none, ""},
  };
  for (const SpeechCase& each : cases) {
    const minutes::Speech speech = minutes::speech_of(each.sentence);
    EXPECT_EQ(speech.act, each.act) << each.sentence;
    EXPECT_EQ(speech.who, each.who) << each.sentence;
  }
}

TEST(MinutesTest, questions_and_answers_in_pairs_and_in_one_sentence) {
  const Reading reading = read_text(R"(Linnet School
Governing Body Meeting Minutes
Date: Tuesday 11 February 2025

Present: Sue Abbot (Chair), Tim Bond (Headteacher)
Apologies: Will Eden (Staff Governor)

2. Safeguarding report
The Headteacher presented his report.
Q: How many children are on a plan?
A: Seven, two more than last term.
Governors challenged whether the link governor had visited. The Headteacher explained that the visit was booked.
A Member asked whether families had been heard; officers advised that a survey was planned.
In response to a question from Councillor Webb regarding waiting times, the Head of Early Help explained that families waited nine days.
)");
  ASSERT_EQ(reading.kind, Kind::minutes);
  EXPECT_EQ(reading.meeting->body, "Governing Body");
  EXPECT_EQ(reading.meeting->date, Date::parse("2025-02-11"));
  EXPECT_THAT(speakers_of(*reading.meeting),
              ElementsAre(Pair("", ""), Pair("Governors", "Headteacher"), Pair("A Member", "officers"),
                          Pair("Councillor Webb", "Head of Early Help")));
  EXPECT_EQ(reading.meeting->questions[0].answer, "Seven, two more than last term.");
  EXPECT_THAT(codes_of(reading), testing::Contains("question.nobody-named"));
}

TEST(MinutesTest, counts_colours_and_themes_are_read_and_counts_summed) {
  const Reading reading = read_text(R"(Minutes:
The Business Manager stated that there were two reviews underway:
1. Rowan - 14 actions identified (eleven blue and 3 amber)
2. Wren - 9 actions identified (5 blue, 2 green and 3 amber)
3. Linnet - not yet begun.
She explained that blue actions meant the work had been embedded; green meant complete but not yet embedded; and amber meant started.
The reviews had identified three key themes of: late referral; thin records; and missed supervision.
Of the 40 actions in the peer review 30 were complete, 8 on track and 2 overdue.
Councillor Okoro asked if the amber actions had deadlines.
Councillor Okoro left the meeting at 7.45pm.
)");
  ASSERT_EQ(reading.kind, Kind::minutes);
  const Meeting& meeting = *reading.meeting;
  ASSERT_EQ(meeting.counts.size(), 4u);
  EXPECT_EQ(meeting.counts[0].review, "Rowan");
  EXPECT_EQ(meeting.counts[0].total, 14u);
  EXPECT_THAT(meeting.counts[0].by, UnorderedElementsAre(Pair("blue", 11u), Pair("amber", 3u)));
  EXPECT_EQ(meeting.counts[3].total, 40u);
  EXPECT_THAT(meeting.themes, ElementsAre("late referral", "thin records", "missed supervision"));
  ASSERT_EQ(reading.scale.size(), 3u);
  EXPECT_EQ(reading.scale[0].status, plan::Status::embedded);
  std::size_t asks = 0;
  for (const Anomaly& anomaly : reading.anomalies)
    asks += anomaly.code == "counts.do-not-add-up" && anomaly.severity == Severity::ask;
  EXPECT_EQ(asks, 1u);  // Wren: 5 + 2 + 3 is 10
  EXPECT_THAT(codes_of(reading), testing::Contains("question.no-answer"));
  EXPECT_THAT(codes_of(reading), testing::Contains("meeting.date-not-stated"));
}

struct NotMinutes {
  const char* name;
  const char* text;
};
TEST(MinutesTest, of_hostile_text_are_read_in_linear_time_and_lose_nothing) {
  const std::string head = "Minutes of the Quality Committee held on 3 May 2024\n\nPresent: Jane Smith (Chair)\n\n";
  for (const char* rest : {"Members asked the following questions:\n\n1.\n\n2.\n", "7.\n\n(a)\n\nQ\n\nA\n",
                           "At - Jane Smith left the meeting.\n", "RESOLVED\n\n1.\n\n(a) (b) (c)\n"})
    EXPECT_EQ(read_text(head + rest, "a.txt", Kind::minutes).coverage.lost, 0u) << rest;
  std::string themes = head, table = "<h1>" + head + "</h1><table><tr><th>Item<th>Action<th>Lead";
  for (int i = 0; i < 3000; ++i) {
    themes += "- The themes were as below:\n\n";
    table += "<tr><td>" + std::to_string(i) + "<td>Write to the schools<td>Jane Smith";
  }
  EXPECT_EQ(read_text(themes, "a.txt", Kind::minutes).coverage.lost, 0u);
  EXPECT_EQ(read_text(table + "</table>", "a.html", Kind::minutes).coverage.lost, 0u);
}

TEST(MinutesTest, numbers_with_a_body_s_letters_head_items_and_names_stand_in_columns_of_blanks) {
  const Reading reading = read_text(
      "Minutes of the Quality Committee\nHeld on Thursday 12 September 2024\n\nMembers present:\n"
      "Ms Clare Denholm      Director of Nursing\nDr Femi Adeyemi       Chief Medical Officer\n\n"
      "QC/24/61   Safeguarding children: progress\nDr Adeyemi asked why the policy was late. Ms Denholm explained "
      "that it had gone back to staff.\n\nQC/24/62   Complaints\n\nRESOLVED: That the report be noted.\n");
  ASSERT_TRUE(reading.meeting);
  EXPECT_EQ(reading.meeting->item, "Safeguarding children: progress; Complaints");
  ASSERT_EQ(reading.meeting->attendance.size(), 2u);
  EXPECT_EQ(reading.meeting->attendance[1].name, "Dr Femi Adeyemi");
  EXPECT_EQ(reading.meeting->attendance[1].role, "Chief Medical Officer");
  ASSERT_EQ(reading.meeting->resolutions.size(), 1u);
  EXPECT_EQ(reading.meeting->resolutions[0].item, "Complaints");
}

TEST(MinutesTest, a_table_of_discussions_holds_decisions_and_actions_and_no_label_of_the_front_is_an_item) {
  const Reading reading = read_text(
      "<h1>Local Governing Body – Minutes</h1><table><tr><td><b>Date</b><td>6 February 2025, 5.30pm<tr><td><b>Venue</b>"
      "<td>School library<tr><td><b>Present</b><td>Helen Marsden (Chair), Peter Grange (Headteacher)</table>"
      "<table><tr><th>Item<th>Discussion<th>Action<th>By whom<tr><td>1<td>Budget<p>Governors approved the revised "
      "budget.</p><td>Bring a cover plan<td>PG</table>",
      "a.html", Kind::minutes);
  EXPECT_THAT(texts_of(reading.meeting->resolutions),
              ElementsAre("Governors approved the revised budget.", "Bring a cover plan (PG)"));
  EXPECT_EQ(reading.meeting->item, "");
  EXPECT_EQ(reading.meeting->resolutions[1].item, "");
}

TEST(MinutesTest, a_count_is_of_the_name_before_its_verb) {
  const Reading reading = read_text(
      "Minutes of the Harbour Panel held on 4 May 2026\n\nPresent: Ann Poe\n\nRowan: 6 actions, 4 green and 2 amber. "
      "Beech "
      "had 14 actions; 10 complete and 4 outstanding. There had been 9 actions; 8 complete and 1 "
      "outstanding.\n\nRESOLVED: "
      "That it be noted.\n");
  ASSERT_EQ(reading.meeting->counts.size(), 3u);
  EXPECT_EQ(reading.meeting->counts[1].review, "Beech");
  EXPECT_EQ(reading.meeting->counts[2].review, "");
}

TEST(MinutesTest, questions_and_answers_behind_dashes_keep_their_words) {
  const Reading reading = read_text(
      "Minutes of the Quality Committee held on 3 May 2024\n\nQ – Why are visits late?\n\nA – Because of sickness.\n\n"
      "Q– When will they be on time?\n\nA– In June.\n",
      "a.txt", Kind::minutes);
  ASSERT_EQ(reading.meeting->questions.size(), 2u);
  EXPECT_EQ(reading.meeting->questions[0].text, "Why are visits late?");
  EXPECT_EQ(reading.meeting->questions[0].answer, "Because of sickness.");
  EXPECT_EQ(reading.meeting->questions[1].text, "When will they be on time?");
  EXPECT_EQ(reading.meeting->questions[1].answer, "In June.");
}

class OtherPapers : public testing::TestWithParam<NotMinutes> {};
TEST_P(OtherPapers, are_no_minutes) {
  EXPECT_NE(read_text(GetParam().text).kind, Kind::minutes);
}
INSTANTIATE_TEST_SUITE_P(
    Kinds, OtherPapers,
    testing::Values(NotMinutes{"news",
                               "Board admits error\n\nThe trust said the minutes of its meeting would be "
                               "published.\n\nA spokesperson said: “We "
                               "are sorry.”\n\nWhen asked why, the trust claimed it was a mistake.\n"},
                    NotMinutes{"an_agenda",
                               "Agenda\n\nScrutiny Committee, 4 May 2025\n\n1. Apologies for absence\n2. Declarations "
                               "of interest\n3. Minutes "
                               "of the meeting held on 4 March 2025\n4. Neglect strategy\n"},
                    NotMinutes{
                        "a_plan_with_meetings",
                        "Action\tLead\tDate\nHold a team meeting\tHead of Service\t31/03/2025\nShare minutes of the "
                        "meeting\tClerk\t30/04/2025\nReport to board\tClerk\t30/06/2025\n"},
                    NotMinutes{"an_inspection",
                               "Inspection report\n\n1.1 We spoke with staff, who told us that minutes were "
                               "kept.\n\n1.2 Leaders said that "
                               "supervision was regular.\n\n1.3 The board was advised of risks.\n"}),
    [](const auto& of) { return of.param.name; });

// ---- The real minutes ----

class RealMinutes : public testing::TestWithParam<std::pair<const char*, const char*>> {
 protected:
  void SetUp() override {
    const std::filesystem::path seed = support::real_documents() / "seeds" / GetParam().second;
    if (!std::filesystem::exists(seed) || !std::filesystem::exists(support::real_documents() / "gold/minutes.json"))
      GTEST_SKIP() << "The real minutes are not here (set CANDOUR_SHARED to the folder that holds them).";
    gold_ = nlohmann::json::parse(support::bytes_of(support::real_documents() / "gold/minutes.json"))[GetParam().first];
    reading_ = read_text(support::bytes_of(seed));
    ASSERT_EQ(reading_.kind, Kind::minutes);
  }
  // The gold names people and posts with a word on how it knows them.
  static bool same_speaker(const nlohmann::json& gold, const std::string& read) {
    if (gold.is_null()) return read.empty();
    const std::string said = gold.get<std::string>();
    if (read.empty()) return said.rfind("not named", 0) == 0;
    const std::string wanted = matching_key(said), got = matching_key(read);
    const std::string first = wanted.substr(0, wanted.find(" of "));
    return wanted.find(got) != std::string::npos || got.find(wanted) != std::string::npos ||
           got.find(first) != std::string::npos || wanted.find(got.substr(0, 17)) != std::string::npos;
  }
  nlohmann::json gold_;
  Reading reading_;
};

TEST_P(RealMinutes, are_read_as_a_careful_person_reads_them) {
  const Meeting& meeting = *reading_.meeting;
  EXPECT_FALSE(meeting.date);
  ASSERT_EQ(meeting.questions.size(), gold_["questions"].size());
  for (std::size_t i = 0; i < meeting.questions.size(); ++i) {
    const nlohmann::json& gold = gold_["questions"][i];
    EXPECT_EQ(meeting.questions[i].asked_by, gold["by"].get<std::string>()) << i;
    EXPECT_TRUE(same_speaker(gold["answered_by"], meeting.questions[i].answered_by))
        << i << ": " << meeting.questions[i].answered_by;
    EXPECT_EQ(meeting.questions[i].answer.empty(), gold["answer"].is_null()) << i;
  }
  std::vector<std::string> resolutions;
  for (const nlohmann::json& gold : gold_["resolutions"]) resolutions.push_back(gold["text"]);
  EXPECT_EQ(texts_of(meeting.resolutions), resolutions);
  EXPECT_EQ(meeting.themes, gold_["themes"].get<std::vector<std::string>>());
  std::vector<Count> counts;
  for (const nlohmann::json& gold : gold_["plans"]) {
    if (gold["counts_stated"] == false) continue;
    Count count;
    count.review = gold["name"];
    if (!gold["actions_total"].is_null()) count.total = gold["actions_total"];
    count.by = gold["actions_by_colour"].get<std::map<std::string, std::uint32_t>>();
    counts.push_back(std::move(count));
  }
  ASSERT_EQ(meeting.counts.size(), counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    EXPECT_TRUE(equal_ignoring_case(meeting.counts[i].review, counts[i].review)) << meeting.counts[i].review;
    EXPECT_EQ(meeting.counts[i].total, counts[i].total);
    EXPECT_EQ(meeting.counts[i].by, counts[i].by);
  }
  // What the colours mean, where it is said and not implied.
  for (const auto& [colour, meaning] : gold_["colour_meanings"].items()) {
    const std::string said = meaning;
    if (said.rfind("implied", 0) == 0 || said.rfind("not ", 0) == 0) continue;
    bool found = false;
    for (const ScaleEntry& entry : reading_.scale)
      found = found || (entry.as_written == colour && entry.meaning.find(said) != std::string::npos);
    EXPECT_TRUE(found) << colour;
  }
}
INSTANTIATE_TEST_SUITE_P(Seeds, RealMinutes,
                         testing::Values(std::pair{"001", "001_a43781584f59ad29.txt"},
                                         std::pair{"004", "004_82b32e53eb9ba25d.txt"}),
                         [](const auto& of) { return std::string("of_seed_") + of.param.first; });

}  // namespace
}  // namespace candour::intake
