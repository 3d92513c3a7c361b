#include "app/remarks.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <iostream>
#include <set>

#include "support/real_documents.h"

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

// What a careful person found in a real plan; neither is part of the project.
std::string shared(const char* name) {
  return support::bytes_of(support::real_documents() / name);
}
// The lines that one numbered entry of the gold names: "15. [S] …: 29 (workshop "planned"), 103/129, 245/260 (…)".
std::set<std::uint32_t> gold_lines(const std::string& gold, const std::string& entry) {
  std::set<std::uint32_t> lines;
  std::size_t at = gold.find("\n" + entry + ". [");
  if (at == std::string::npos) return lines;
  const std::string text = gold.substr(at + 1, gold.find('\n', at + 1) - at - 1);
  int depth = 0;
  for (std::size_t i = text.find(": "); i < text.size(); ++i) {
    depth += text[i] == '(';
    depth -= text[i] == ')';
    if (depth > 0 || text[i] < '0' || text[i] > '9') continue;
    std::size_t end = i;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end - i <= 3) lines.insert(static_cast<std::uint32_t>(std::stoul(text.substr(i, end - i))));
    i = end - 1;
  }
  return lines;
}

TEST(Remarks, on_a_real_plan_are_those_of_a_careful_reader) {
  const std::string seed = shared("seeds/002_8fc208b9af7d185f.txt"), gold = shared("gold/anomalies.md");
  if (seed.empty() || gold.empty()) GTEST_SKIP() << "the real plan is not here";
  const auto document = document::read(seed, "plan.txt");
  ASSERT_TRUE(document);
  const auto told = with_remarks(intake::draft(*document));
  const auto lines_of = [&](std::string_view code) {
    std::set<std::uint32_t> lines;
    for (const intake::Anomaly& anomaly : told.anomalies)
      if (anomaly.code == code && anomaly.action) lines.insert(told.actions[*anomaly.action].place.line);
    return lines;
  };
  const auto plans = gold_lines(gold, "15"), unfinished = gold_lines(gold, "16"), constraints = gold_lines(gold, "17");
  ASSERT_GE(plans.size(), 40u);
  const auto found = lines_of("complete.evidence-is-a-plan");
  std::size_t right = 0, wrong = 0;
  for (const std::uint32_t line : plans) right += found.contains(line);
  for (const std::uint32_t line : found)
    wrong += !plans.contains(line) && !unfinished.contains(line) && !constraints.contains(line);
  std::cout << "evidence that is a plan: " << right << " of " << plans.size() << " found, " << wrong << " of "
            << found.size() << " wrong\n";
  EXPECT_GE(right * 10, plans.size() * 9);
  EXPECT_LE(wrong * 10, found.size());
}

}  // namespace
}  // namespace candour::app
