#include "app/remarks.h"

#include <gtest/gtest.h>

namespace candour::app {
namespace {

intake::Reading reading_of_one_row() {
  intake::Reading reading;
  reading.kind = intake::Kind::action_plan;
  reading.as_at = Date::from_calendar(2016, 1, 7);
  reading.columns = {{"Target Date/Evidence", intake::Column::evidence, ""}, {"Lead", intake::Column::lead, ""}};
  intake::Action action;
  action.place.line = 7;
  action.places["evidence"].line = 8;
  action.agency = "Harrow Vale Police";
  action.action = "Set up the panel";
  action.rating = {"G", plan::Status::on_track};
  action.evidence = "31/12/14";
  action.lead = "Chair of the panel";
  reading.actions = {action};
  reading.anomalies.push_back({"date.order", intake::Severity::note, {}, "A note.", {}, {}, {}});
  return reading;
}

TEST(Remarks, stand_behind_what_intake_said_with_their_row_field_and_place) {
  auto reading = reading_of_one_row();
  reading.actions[0].rating = {"G", plan::Status::on_track};
  const auto told = with_remarks(reading);
  ASSERT_EQ(told.anomalies.size(), 2u);
  EXPECT_EQ(told.anomalies[0].code, "date.order");
  EXPECT_EQ(told.anomalies[1].code, "open.after-date");
  EXPECT_EQ(told.anomalies[1].severity, intake::Severity::check);  // shown, and imported as read
  EXPECT_EQ(told.anomalies[1].place.line, 7u);                     // the rating lies with its row
  EXPECT_EQ(told.anomalies[1].action, std::size_t{0});
  EXPECT_EQ(told.anomalies[1].field, "rating");
}

TEST(Remarks, take_the_place_of_a_field_that_lies_elsewhere) {
  auto reading = reading_of_one_row();
  reading.actions[0].rating = {"Done", plan::Status::complete};
  const auto told = with_remarks(reading);
  ASSERT_EQ(told.anomalies.size(), 2u);
  EXPECT_EQ(told.anomalies[1].code, "complete.evidence-is-pointer");
  EXPECT_EQ(told.anomalies[1].place.line, 8u);
}

TEST(Remarks, are_made_only_of_action_plans) {
  auto reading = reading_of_one_row();
  reading.kind = intake::Kind::minutes;
  EXPECT_EQ(with_remarks(reading).anomalies.size(), 1u);
}

TEST(Remarks, know_from_the_header_whether_evidence_holds_target_dates) {
  auto reading = reading_of_one_row();
  EXPECT_EQ(setting_of(reading, claims_of(reading)).evidence, assurance::Column::with_target_dates);
  reading.columns[0].header = "Evidence and updates";
  EXPECT_EQ(setting_of(reading, claims_of(reading)).evidence, assurance::Column::present);
}

}  // namespace
}  // namespace candour::app
