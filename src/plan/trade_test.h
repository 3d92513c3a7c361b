#pragma once
// A small plan that the tests of this room act on: Harrow Vale's, after the review "Rowan". Tests only.

#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "plan/commands.h"
#include "plan/events.h"
#include "plan/facts.h"

namespace candour::plan {

inline Date day(const char* iso) {
  return *Date::parse(iso);
}

inline Stamp at(const char* iso, std::string actor = "coordinator") {
  return {Moment::at_start_of(day(iso)), day(iso), std::move(actor)};
}

inline const std::vector<KeyEntry>& rowan_key() {
  static const std::vector<KeyEntry> key{{"R", "Not on track", Status::off_track},
                                         {"A", "Slipping", Status::at_risk},
                                         {"G", "On track", Status::on_track},
                                         {"Action complete", "Done", Status::complete},
                                         {"Blue", "Embedded", Status::embedded}};
  return key;
}

inline Rating rated(std::string as_written, Status status) {
  return {std::move(as_written), status, 0, {}};
}

inline Action row(std::string wording, Rating rating = {}, std::string evidence = {}) {
  Action action;
  action.recommendations = {"1a"};
  action.finding = "1";
  action.agency = AgencyId("police");
  action.lead = "Head of Safeguarding";
  action.wording = std::move(wording);
  action.rating = std::move(rating);
  action.evidence = std::move(evidence);
  action.place = "line 28";
  return action;
}

inline DocumentImported document(std::string import) {
  DocumentImported imported;
  imported.import = ImportId(std::move(import));
  imported.document_name = "rowan.docx";
  imported.document_sha256 = std::string(64, 'a');
  return imported;
}

inline ImportPlan rowan(std::vector<Action> actions) {
  ImportPlan command;
  command.plan = PlanId("k7m2qx9dab");
  command.title = "Rowan action plan";
  command.review = {ReviewKind::serious_case_review, "Rowan", ReviewStage::published};
  command.as_at = day("2016-01-07");
  command.document = document("first");
  command.key = rowan_key();
  command.findings = {{"1", "Agencies held back what they knew", ""}};
  command.recommendations = {{"1a", "1", "How will the board know?", {}, {}}};
  command.actions = std::move(actions);
  return command;
}

// Does it, or fails the test with the sentence.
inline std::vector<PlanEvent> act(Plan& plan, const PlanCommand& command, const Stamp& stamp = at("2016-02-01")) {
  auto events = decide(plan, command, stamp);
  EXPECT_TRUE(events.has_value()) << (events ? "" : events.error().sentence);
  if (!events) return {};
  for (const PlanEvent& event : *events) apply(plan, event);
  return *events;
}

inline Plan plan_of(std::vector<Action> actions) {
  Plan plan;
  act(plan, rowan(std::move(actions)), at("2016-01-20", "operator"));
  return plan;
}

// The sentence with which it is refused; "" where it is not.
inline std::string refusal(const Plan& plan, const PlanCommand& command, const Stamp& stamp = at("2016-02-01")) {
  const auto events = decide(plan, command, stamp);
  return events ? "" : events.error().sentence;
}
inline std::optional<ErrorCode> refusal_code(const Plan& plan, const PlanCommand& command,
                                             const Stamp& stamp = at("2016-02-01")) {
  const auto events = decide(plan, command, stamp);
  if (events) return std::nullopt;
  return events.error().code;
}

inline Facts facts_of(const Plan& plan, Number number, const char* as_at = "2016-02-01") {
  return facts(*find_action(plan, number), plan, day(as_at));
}

}  // namespace candour::plan
