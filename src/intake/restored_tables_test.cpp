// Plans of which a converter left the words and not the cells. All names are invented.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/document.h"
#include "intake/reading.h"

namespace candour::intake {
namespace {

struct Case {
  std::string name;
  std::string text;
  std::vector<std::string> actions;  // "line: recommendation or reference | action | lead | target | status"
  std::string anomaly;
};

void PrintTo(const Case& each, std::ostream* out) {
  *out << each.name;
}

std::string told(const Action& action) {
  return std::to_string(action.place.line) + ": " + action.recommendation + action.reference + " | " + action.action +
         " | " + action.lead + " | " + action.target + " | " + std::string(plan::to_text(action.rating.status));
}

std::vector<Case> cases() {
  return {
      {"columns_that_keep_their_distance_over_two_pages",
       "FENLAND COUNCIL                                                                  Page 1\n"
       "CHILDREN'S SERVICES ACTION PLAN\n"
       "\n"
       "Ref  Action                              Lead                    Due         Status\n"
       "1.1  Review all open child in need       Head of Assessment      31/05/2024  Complete\n"
       "     plans over nine months\n"
       "1.2  Weekly performance meeting          Service Director        30/04/2024  On track\n"
       "                                                                             Page 2\n"
       "Ref  Action                              Lead                    Due         Status\n"
       "2.2  Exit interviews for all leavers     Principal Social        31/07/2024  Not started\n"
       "                                         Worker\n",
       {"5: 1.1 | Review all open child in need plans over nine months | Head of Assessment | 31/05/2024 | complete",
        "7: 1.2 | Weekly performance meeting | Service Director | 30/04/2024 | on_track",
        "10: 2.2 | Exit interviews for all leavers | Principal Social Worker | 31/07/2024 | not_started"},
       "text.table-restored"},

      {"columns_that_touch",
       "Action                    Lead            By when     Status\n"
       "Write to every school now Education lead  31/05/2024  Complete\n"
       "\n"
       "Hold an audit             Quality manager 30/06/2024  Overdue\n"
       "of twenty cases\n",
       {"2:  | Write to every school now | Education lead | 31/05/2024 | complete",
        "4:  | Hold an audit of twenty cases | Quality manager | 30/06/2024 | off_track"},
       "text.table-restored"},

      {"a_cell_on_each_line_and_an_empty_line_behind_each_row",
       "Fenland: Action plan\n\nRecommendation\nAction\nLead\nTimescale\nStatus\n\n"
       "1. Schools should hold chronologies.\nIssue a form\nEducation lead\n30 June 2023\nComplete\n\n"
       "2. Children should be heard.\nSet up a group\nParticipation officer\n31 December 2023\nIn progress\n",
       {"9: 1 | Issue a form | Education lead | 30 June 2023 | complete",
        "15: 2 | Set up a group | Participation officer | 31 December 2023 | on_track"},
       "text.table-restored"},

      {"a_cell_on_each_line_and_nothing_between",
       "Recommendation\nAction\nLead\nTimescale\nStatus\n"
       "Hold chronologies\nIssue a form\nEducation lead\n30 June 2023\nComplete\n"
       "Hear children\nSet up a group\nParticipation officer\n31 December 2023\nIn progress\n",
       {"6: 1 | Issue a form | Education lead | 30 June 2023 | complete",
        "11: 2 | Set up a group | Participation officer | 31 December 2023 | on_track"},
       "text.table-restored"},

      {"a_cell_on_each_line_and_an_empty_line_for_an_empty_cell",
       "Ref\nAction\nLead\nTimescale\nStatus\n"
       "1\nIssue a form\n\n30 June 2023\nComplete\n"
       "2\nSet up a group\nParticipation officer\n\nIn progress\n",
       {"6: 1 | Issue a form |  | 30 June 2023 | complete",
        "11: 2 | Set up a group | Participation officer |  | on_track"},
       "text.table-restored"},

      {"a_key_below_is_no_row",
       "No   Recommendation            Action                  Owner            When        RAG\n\n"
       "1    Share what is known       Sign an agreement       Named GP         March 2024  Green\n"
       "     at every transfer.\n\n"
       "2    Ask families.             Survey 200 of them      Officer          June 2024   Red\n\n"
       "Key: Red = not started; Amber = in progress; Green = done\n",
       {"3: 1 | Sign an agreement | Named GP | March 2024 | complete",
        "6: 2 | Survey 200 of them | Officer | June 2024 | not_started"},
       "text.table-restored"},

      {"rows_that_cannot_be_told_apart_are_kept_and_said",
       "Recommendation\nAction\nLead\nTimescale\nStatus\n"
       "Hold chronologies\nIssue a form\nand a guide\nEducation lead\nComplete\n"
       "Hear children\nSet up a group\n31 December 2023\n",
       {},
       "text.table-lost"},
  };
}

class RestoredTables : public testing::TestWithParam<Case> {};

TEST_P(RestoredTables, are_read_where_their_shape_allows_and_lose_nothing) {
  const Case& each = GetParam();
  const auto document = document::read(each.text, "plan.txt");
  ASSERT_TRUE(document.has_value());
  const Reading reading = draft(*document);
  std::vector<std::string> actions, codes;
  for (const Action& action : reading.actions) actions.push_back(told(action));
  for (const Anomaly& anomaly : reading.anomalies) codes.push_back(anomaly.code);
  EXPECT_THAT(actions, testing::ElementsAreArray(each.actions));
  EXPECT_THAT(codes, testing::Contains(each.anomaly));
  EXPECT_EQ(reading.coverage.lost, 0u);
  EXPECT_EQ(reading.coverage.characters, count_visible(each.text));
}

INSTANTIATE_TEST_SUITE_P(Every, RestoredTables, testing::ValuesIn(cases()),
                         [](const auto& each) { return each.param.name; });

TEST(RestoredTables, prose_with_wide_gaps_is_left_as_it_is) {
  const auto document = document::read(
      "Dear Ada,\n\nThe action   the lead   and the status   were discussed.\nWe meet again on 3 May.\n", "letter.txt");
  ASSERT_TRUE(document.has_value());
  const Reading reading = draft(*document);
  EXPECT_EQ(reading.kind, Kind::unknown);
  EXPECT_TRUE(reading.actions.empty());
  EXPECT_EQ(reading.coverage.lost, 0u);
}

}  // namespace
}  // namespace candour::intake
