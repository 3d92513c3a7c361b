#include "intake/repeats.h"

#include <gtest/gtest.h>
#include <string>

namespace candour::intake {
namespace {

using plan::Status;

Action row(std::uint32_t line, std::string question, std::string agency, std::string response, std::string action,
           Status status = Status::not_stated, std::string evidence = {}) {
  Action out;
  out.place.line = line;
  out.recommendation = std::move(question);
  out.agency = std::move(agency);
  out.response = std::move(response);
  out.action = std::move(action);
  out.rating.status = status;
  if (status != Status::not_stated) out.rating.as_written = std::string(plan::in_words(status));
  out.evidence = std::move(evidence);
  return out;
}

std::vector<std::string> told(std::vector<Action> actions) {
  Reading reading;
  reading.actions = std::move(actions);
  std::vector<std::string> out;
  for (const Anomaly& anomaly : find_repeats(reading)) {
    EXPECT_EQ(anomaly.message.back(), '.') << anomaly.message;
    out.push_back(anomaly.code + " " + std::to_string(anomaly.place.line) + " " + anomaly.field);
  }
  return out;
}
using Told = std::vector<std::string>;

const std::string audit = "Audit the case files of all children who were reported missing";
const std::string briefing = "Brief every front line practitioner on the new threshold document";
const std::string survey = "Survey schools on how they take part in child in need meetings";
const std::string forum = "Raise the findings at the forum of named professionals";

TEST(Repeats, a_block_copied_row_for_row_is_told_once) {
  EXPECT_EQ(told({row(1, "1a", "CCG", "", audit), row(2, "1a", "CCG", "", briefing), row(3, "1a", "CCG", "", survey),
                  row(4, "1a", "Police", "", forum), row(5, "1b", "CCG", "", audit), row(6, "1b", "CCG", "", briefing),
                  row(7, "1b", "CCG", "", survey)}),
            (Told{"repeat.block 5 action"}));
  // Two rows are no block: each is a repeated text.
  EXPECT_EQ(told({row(1, "1a", "CCG", "", audit), row(2, "1a", "CCG", "", briefing), row(5, "1b", "CCG", "", audit),
                  row(6, "1b", "CCG", "", briefing)}),
            (Told{"repeat.text 5 action", "repeat.text 6 action"}));
}

TEST(Repeats, one_text_in_several_rows_is_told_once_for_the_group) {
  EXPECT_EQ(
      told({row(1, "1a", "CCG", audit, ""), row(2, "1b", "Police", audit, ""), row(3, "2a", "NHS Trust", audit, "")}),
      (Told{"repeat.text 2 response"}));
  EXPECT_EQ(told({row(1, "1a", "CCG", "", audit, Status::complete, briefing),
                  row(2, "1b", "CCG", "", audit, Status::complete, briefing)}),
            (Told{"repeat.text 2 action"}));
}

TEST(Repeats, a_slip_of_the_pen_or_a_cut_text_is_the_same_text) {
  EXPECT_EQ(told({row(1, "1a", "CCG", "It is referred to as a failure to bring the child to appointments", ""),
                  row(2, "1b", "Police", "It is refereed to as a failure to bring the child to appointments", "")}),
            (Told{"repeat.text 2 response"}));
  EXPECT_EQ(
      told({row(1, "1a", "CCG", "", "", Status::not_stated,
                "Training content is under review and an email was sent to every named nurse in the county in May"),
            row(2, "1b", "CCG", "", "", Status::not_stated,
                "Training content is under review and an email was sent to every named nurse in the")}),
      (Told{"repeat.text 2 evidence"}));
}

TEST(Repeats, short_texts_figures_and_merged_cells_are_no_repeats) {
  // A figure that goes on is another figure, not a text cut short.
  EXPECT_EQ(
      told(
          {row(1, "1a", "CCG", "", "Make sure that every practitioner who works with families knows topic number 1"),
           row(2, "1b", "CCG", "", "Make sure that every practitioner who works with families knows topic number 10")}),
      Told{});
  EXPECT_EQ(told({row(1, "1a", "CCG", "Yes", ""), row(2, "1b", "CCG", "Yes", ""),
                  row(3, "1c", "CCG", "Not relevant to this agency", ""),
                  row(4, "1d", "CCG", "Not relevant to this agency", "")}),
            Told{});
  EXPECT_EQ(told({row(1, "1a", "CCG", "", "Deliver level 2 safeguarding training to all front line staff"),
                  row(2, "1b", "CCG", "", "Deliver level 3 safeguarding training to all front line staff")}),
            Told{});
  Action first = row(1, "1a", "CCG", audit, "Train"), second = row(2, "1a", "CCG", audit, "Brief");
  first.places["response"].line = second.places["response"].line = 1;  // one cell, merged over two rows
  EXPECT_EQ(told({first, second}), Told{});
  Action outcome = row(1, "1a", "CCG", "", "Train"), same = row(2, "1b", "CCG", "", "Brief");
  outcome.outcome = same.outcome = audit;
  EXPECT_EQ(told({outcome, same}), Told{});
}

TEST(Repeats, an_action_that_says_the_response_again_is_told) {
  EXPECT_EQ(told({row(1, "1a", "CCG", audit, audit)}), (Told{"repeat.response-as-action 1 action"}));
  EXPECT_EQ(told({row(1, "1a", "CCG", audit + ".", audit)}), (Told{"repeat.response-as-action 1 action"}));
  EXPECT_EQ(told({row(1, "1a", "CCG", "N/A", "N/A")}), Told{});
  EXPECT_EQ(told({row(1, "1a", "CCG", audit, briefing)}), Told{});
  Action disclaimer = row(1, "1a", "CCG", forum, forum, Status::unclear, forum);
  disclaimer.constraints = disclaimer.lead = disclaimer.outcome = forum;
  EXPECT_EQ(told({disclaimer}), Told{});  // copied through every cell: another matter
}

TEST(Repeats, one_action_with_two_ratings_is_told) {
  EXPECT_EQ(
      told({row(1, "1a", "Police", "", audit, Status::complete), row(2, "1b", "Police", "", audit, Status::on_track)}),
      (Told{"repeat.text 2 action", "repeat.two-ratings 2 rating"}));
  // A row left blank by the agency that rated the other.
  EXPECT_EQ(told({row(1, "1a", "Police", briefing, "", Status::complete), row(2, "1b", "Police", briefing, "")}),
            (Told{"repeat.text 2 response", "repeat.two-ratings 2 rating"}));
  EXPECT_EQ(
      told({row(1, "1a", "Police", "", audit, Status::complete), row(2, "1b", "Police", "", audit, Status::complete)}),
      (Told{"repeat.text 2 action"}));
  // Agencies may stand differently with a short action that is each one's own.
  EXPECT_EQ(told({row(1, "1a", "Police", "", "Attend audit meetings monthly", Status::complete),
                  row(2, "1a", "CCG", "", "Attend audit meetings monthly", Status::on_track)}),
            Told{});
  EXPECT_EQ(told({row(1, "1a", "Police", "", audit, Status::complete), row(2, "1a", "CCG", "", audit)}),
            (Told{"repeat.text 2 action"}));
}

}  // namespace
}  // namespace candour::intake
