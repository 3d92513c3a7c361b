// What a plan tells elsewhere than in the cell it belongs to: the recommendation by its number, the response in a line
// under a heading, a day that is none. All names are invented.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "document/document.h"
#include "intake/action_plan/numbers.h"
#include "intake/reading.h"

namespace candour::intake {
namespace {

using action_plan::numbers_of_recommendations;
using action_plan::recommendations_named_in;
using action_plan::Under;
using testing::ElementsAre;
using testing::IsEmpty;

Reading reading_of(const std::string& text, const std::string& name) {
  const auto document = document::read(text, name);
  EXPECT_TRUE(document) << document.error().sentence;
  return document ? draft(*document) : Reading();
}
std::vector<std::string> codes(const Reading& reading) {
  std::vector<std::string> all;
  for (const Anomaly& anomaly : reading.anomalies) all.push_back(anomaly.code);
  return all;
}

TEST(Numbers, of_recommendations_are_read_as_people_write_them) {
  const struct {
    const char* text;
    std::vector<std::string> numbers;
  } cases[] = {
      {"Rec 3", {"3"}},
      {"Rec. 3", {"3"}},
      {"REC3", {"3"}},
      {"Recommendation 2.1", {"2.1"}},
      {"Recommendation no. 7", {"7"}},
      {"Recs 4 and 5", {"4", "5"}},
      {"Recs 4, 5 & 7", {"4", "5", "7"}},
      {"Recommendations 1.7, 2.18 and 3.8", {"1.7", "2.18", "3.8"}},
      {"Recs 1-3", {"1", "2", "3"}},
      {"Rec 2.1 to 2.3", {"2.1", "2.2", "2.3"}},
      {"Recommendation R4", {"R4"}},
      {"R2.1", {}},  // under another header it may be the action's own
      {"3", {}},
      {"Record 3", {}},
      {"Rec 3 of the police review", {}},
      {"Recommendation", {}},
      {"Rec 3-", {}},
      {"Rec 2024", {}},
  };
  for (const auto& one : cases)
    EXPECT_EQ(numbers_of_recommendations(one.text, Under::another_header), one.numbers) << one.text;
  EXPECT_THAT(numbers_of_recommendations("R2.1", Under::recommendations), ElementsAre("R2.1"));
  EXPECT_THAT(numbers_of_recommendations("3", Under::recommendations), ElementsAre("3"));
  EXPECT_THAT(numbers_of_recommendations("1, 4", Under::recommendations), ElementsAre("1", "4"));
  EXPECT_THAT(numbers_of_recommendations("3 nurses were trained", Under::recommendations), IsEmpty());
  EXPECT_THAT(numbers_of_recommendations("All", Under::recommendations), IsEmpty());
}

TEST(Numbers, that_an_action_names_are_before_its_words_or_in_brackets) {
  EXPECT_THAT(recommendations_named_in("Rec 3: Brief staff"), ElementsAre("3"));
  EXPECT_THAT(recommendations_named_in("Recommendations 3 and 4 – Brief staff"), ElementsAre("3", "4"));
  EXPECT_THAT(recommendations_named_in("Brief staff (Rec 2.1)"), ElementsAre("2.1"));
  EXPECT_THAT(recommendations_named_in("Brief staff [Recs 1 & 2] by June"), ElementsAre("1", "2"));
  EXPECT_THAT(recommendations_named_in("Brief staff (all 3 wards)"), IsEmpty());
  EXPECT_THAT(recommendations_named_in("Recommendation 3 of the inquiry was already met"), IsEmpty());
}

TEST(Numbers, alone_are_recommendations_without_words) {
  const Reading reading = reading_of(
      "Action plan\nRecommendation,Action,Lead,Due,Status\nRec 3,Teach it,Head,30/06/2026,Complete\n"
      "R2.1,Test it,Deputy,30/07/2026,On track\n4 and 5,Tell it,Deputy,30/07/2026,On track\n",
      "plan.csv");
  ASSERT_EQ(reading.recommendations.size(), 4U);
  for (const Recommendation& one : reading.recommendations) EXPECT_EQ(one.text, "") << one.ref;
  ASSERT_EQ(reading.actions.size(), 3U);
  EXPECT_THAT(reading.actions[0].recommendations, ElementsAre("3"));
  EXPECT_THAT(reading.actions[1].recommendations, ElementsAre("R2.1"));
  EXPECT_THAT(reading.actions[2].recommendations, ElementsAre("4", "5"));
  EXPECT_THAT(codes(reading), testing::Contains("recommendation.number-only"));
}

TEST(Numbers, of_recommendations_told_elsewhere_are_theirs) {
  const Reading reading = reading_of(
      "Rec no,Recommendation,Action,Lead,Due,Status\n1,Brief all staff of the school,Teach "
      "it,Head,30/06/2026,Complete\n"
      "2,Tell all parents of the school,Test it,Deputy,30/07/2026,On track\n,Recs 1 and 2,Tell both,Deputy,30/07/2026,"
      "On track\n",
      "plan.csv");
  ASSERT_EQ(reading.recommendations.size(), 2U);
  ASSERT_EQ(reading.actions.size(), 3U);
  EXPECT_THAT(reading.actions[2].recommendations, ElementsAre("1", "2"));
  EXPECT_THAT(codes(reading), testing::Not(testing::Contains("recommendation.number-only")));
}

// A list of recommendations in front of the table that gives their numbers, as reviews print them.
TEST(Numbers, of_a_list_before_the_table_are_its_recommendations) {
  const std::string table =
      "## Plan\n\n| Rec | Action | Lead | Due | Status |\n|---|---|---|---|---|\n| 1 | Teach it | Head | 30/06/2026 | "
      "Complete |\n| 1, 3 | Test it | Head | 30/06/2026 | Complete |\n| 5 | Tell it | Head | 30/06/2026 | Complete |\n";
  const char* lists[] = {
      "## Recommendation 1: Share notices early\n\n## Recommendation 2: Ask about sleep\n\n## Recommendation 3: Visit "
      "at "
      "home\n\n",
      "## Recommendations\n\n1. Share notices early\n\n2. Ask about sleep\n\n3. Visit at home\n\n",
      "## What was recommended\n\n| No | Recommendation |\n|---|---|\n| 1 | Share notices early |\n| 2 | Ask about "
      "sleep "
      "|\n| 3 | Visit at home |\n\n"};
  for (const char* list : lists) {
    const Reading reading = reading_of("# Review of case K\n\n" + std::string(list) + table, "plan.md");
    ASSERT_EQ(reading.actions.size(), 3U) << list;
    EXPECT_THAT(reading.actions[0].recommendations, ElementsAre("1")) << list;
    EXPECT_THAT(reading.actions[1].recommendations, ElementsAre("1", "3")) << list;
    EXPECT_THAT(reading.actions[2].recommendations, ElementsAre("5")) << list;
    EXPECT_THAT(codes(reading), testing::Contains("recommendation.not-listed")) << list;
    for (const Recommendation& one : reading.recommendations) {
      if (one.ref == "3") {
        EXPECT_EQ(one.text, "Visit at home") << list;
      }
    }
  }
}

TEST(Numbers, that_no_row_gives_leave_it_untied_to_a_list) {
  const Reading reading = reading_of(
      "# Review of case K\n\n## Recommendation 1: Share notices early\n\n## Recommendation 2: Ask about sleep\n\n## "
      "Recommendation 3: Visit at home\n\n## Plan\n\n| Action | Lead | Due | Status |\n|---|---|---|---|\n| Teach it | "
      "Head | 30/06/2026 | Complete |\n| Test it | Head | 30/06/2026 | Complete |\n",
      "plan.md");
  ASSERT_EQ(reading.actions.size(), 2U);
  for (const Action& action : reading.actions) EXPECT_EQ(action.recommendation, "");
  EXPECT_THAT(codes(reading), testing::Contains("recommendation.list-untied"));
}

TEST(LabelsBelowAHeading, are_told_of_every_row_under_it) {
  const Reading reading = reading_of(
      "# Action plan\n\n## Recommendation 1: Schools should be told.\n\n**Response:** Accepted\n\n"
      "Lead officer: Head of Schools\n\n| Action | Due | Status |\n|---|---|---|\n| Tell schools | 30 June 2025 | "
      "Complete |\n| Tell heads | 30 June 2025 | Complete |\n\n## Recommendation 2: Homes should be told.\n\n"
      "Partially accepted.\n\n| Action | Lead | Due | Status |\n|---|---|---|---|\n| Tell homes | | 30 June 2025 | "
      "Complete |\n",
      "plan.md");
  ASSERT_EQ(reading.recommendations.size(), 2U);
  EXPECT_EQ(reading.recommendations[0].text, "Schools should be told.");
  EXPECT_EQ(reading.recommendations[1].text, "Homes should be told.");
  ASSERT_EQ(reading.actions.size(), 3U);
  for (std::size_t at : {0U, 1U}) {
    EXPECT_EQ(reading.actions[at].response, "Accepted");
    EXPECT_EQ(reading.actions[at].lead, "Head of Schools");
  }
  EXPECT_EQ(reading.actions[2].response, "Partially accepted.");
  EXPECT_EQ(reading.actions[2].lead, "");
}

TEST(LabelsBelowAHeading, with_no_rows_below_stay_in_its_text) {
  const Reading reading = reading_of(
      "# Action plan\n\n## Recommendation 1: Schools should be told.\n\n| Action | Lead | Due | Status "
      "|\n|---|---|---|---|"
      "\n| Tell schools | Head | 30 June 2025 | Complete |\n\n## Recommendation 2: Homes should be told.\n\n"
      "Response: Not accepted, as this is for the ICB.\n\n## Recommendation 3: Vets should be told.\n\n"
      "Council response: Accepted\n\n| Action | Lead | Due | Status |\n|---|---|---|---|\n| Tell vets | Head | "
      "30 June 2025 | Complete |\n",
      "plan.md");
  ASSERT_EQ(reading.actions.size(), 2U);
  EXPECT_EQ(reading.actions[1].response, "Accepted");
  ASSERT_EQ(reading.recommendations.size(), 3U);
  EXPECT_EQ(reading.recommendations[1].text, "Homes should be told.\nResponse: Not accepted, as this is for the ICB.");
}

TEST(DaysThatAreNone, are_told_wherever_they_stand) {
  const Reading plan = reading_of(
      "Action plan updated 31 June 2025\nAction,Lead,Due,Status,Evidence\n"
      "Teach it,Head,\"31 June 2025, revised 30 September 2025\",Complete,Taught on 31/04/2025 to all\n"
      "Test it,Deputy,29/02/2025,On track,\nTest more,Deputy,29/02/2024,On track,\n",
      "plan.csv");
  EXPECT_FALSE(plan.as_at.has_value());
  std::vector<std::string> told;
  for (const Anomaly& anomaly : plan.anomalies)
    if (anomaly.code == "date.no-such-day" || anomaly.code == "date.unread")
      told.push_back(anomaly.code + " " + (anomaly.action ? std::to_string(*anomaly.action + 1) : "-") + " " +
                     anomaly.field);
  EXPECT_THAT(told, testing::UnorderedElementsAre("date.no-such-day - ", "date.no-such-day 1 target",
                                                  "date.no-such-day 1 evidence", "date.unread 2 target"));

  const Reading minutes = reading_of(
      "Minutes of the Partnership Board meeting held on 31 June 2025\n\nPresent: Ada Finch (Chair)\nApologies: Cy "
      "Noon\n\n1. Plan\nCouncillor Okoro asked when it would be done.\nRESOLVED: That the plan be noted.\n",
      "minutes.txt");
  ASSERT_EQ(minutes.kind, Kind::minutes);
  EXPECT_FALSE(minutes.meeting->date.has_value());
  EXPECT_THAT(codes(minutes), testing::Contains("date.no-such-day"));

  const Reading risks = reading_of(
      "Risk register\nRef,Risk,Likelihood,Impact,Score,Owner,Controls,Review date\nR1,Staff leave,4,4,16,Head,Pay,31 "
      "September 2025\nR2,Money goes,3,4,12,Head,Budget,30/09/2025\n",
      "risks.csv");
  ASSERT_EQ(risks.kind, Kind::risk_register);
  EXPECT_THAT(codes(risks), testing::Contains("date.no-such-day"));
}

}  // namespace
}  // namespace candour::intake
