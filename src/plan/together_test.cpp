// What is decided together over many rows: one step, undone in one, with the updates, claims and evidence in it.
#include "plan/steps.h"
#include "plan/trade_test.h"

namespace candour::plan {
namespace {

constexpr const char* id = "d7m2qx9dab";

std::vector<PlanEvent> together(Plan& plan, const std::vector<PlanCommand>& commands, const Stamp& stamp) {
  auto events = decide(plan, commands, "Decided in one go", stamp, id);
  EXPECT_TRUE(events) << (events ? "" : events.error().sentence);
  if (!events) return {};
  for (const PlanEvent& event : *events) apply(plan, event);
  return *events;
}
std::uint64_t step_of(const Plan& plan) {
  EXPECT_EQ(plan.together.size(), 1u);
  return plan.together.begin()->first;
}
Action but_for_history(Action action) {
  action.history.clear();
  action.answered = false;
  return action;
}

Plan claimed() {
  Plan plan = plan_of({row("One", rated("G", Status::on_track)), row("Two", rated("G", Status::on_track))});
  act(plan, ClaimCompletion{1, day("2016-01-25"), "Minutes of the board", {}}, at("2016-01-25", "lead"));
  return plan;
}

TEST(Together, OneRowIsAStepOfItsOwnToo) {
  Plan plan = claimed();
  const auto events = together(plan, {MoveAction{2, AgencyId("health"), "Theirs"}}, at("2016-02-01"));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(std::get<StepTaken>(events.front().body).together, id);
  EXPECT_EQ(lines_of(plan, step_of(plan)).size(), 1u);
}

TEST(Together, ABodysDecisionIsUndoneWithTheClaimsItAccepted) {
  Plan plan = claimed();
  const Action before = *find_action(plan, 1);
  const Closure closure{ClosureKind::done, "Audit Group", day("2016-02-01"), "Seen"};
  together(plan, {CloseActions{{1}, closure, true}}, at("2016-02-01", "chair"));
  ASSERT_TRUE(find_action(plan, 1)->closure);
  EXPECT_EQ(find_action(plan, 1)->accepted_by, "chair");
  const UndoStep undo{step_of(plan), "The wrong row", true};
  EXPECT_EQ(refusal(plan, UndoStep{undo.step, undo.reason}),
            "This was decided together with other changes, and is undone together with them.");
  act(plan, undo, at("2016-02-02", "chair"));
  EXPECT_EQ(but_for_history(*find_action(plan, 1)), but_for_history(before));
  EXPECT_EQ(find_action(plan, 1)->history.back().what, "undone: claim accepted, closed");
  EXPECT_EQ(facts_of(plan, 1).delivery, Delivery::claimed_complete);
}

TEST(Together, WhoeverClaimedDoesNotBringItsAcceptanceBack) {
  Plan plan = claimed();
  const Closure closure{ClosureKind::done, "Audit Group", day("2016-02-01"), "Seen"};
  together(plan, {CloseActions{{1}, closure, true}}, at("2016-02-01", "chair"));
  const auto undone =
      decide(plan, {UndoStep{step_of(plan), "The wrong row", true}}, {}, at("2016-02-02", "chair"), "e7m2qx9dab");
  ASSERT_TRUE(undone);
  for (const PlanEvent& event : *undone) apply(plan, event);
  const std::uint64_t undoing = plan.steps.rbegin()->first;
  const UndoStep again{undoing, "It was right", true};
  EXPECT_EQ(refusal_code(plan, again, at("2016-02-03", "lead")), ErrorCode::not_allowed)
      << "the lead made the claim that this would accept";
  EXPECT_EQ(refusal_code(plan, again, at("2016-02-03", "operator")), ErrorCode::not_allowed);
  EXPECT_EQ(refusal_code(plan, again, at("2016-02-03", "chair")), std::nullopt);
}

TEST(Together, WhereAClaimIsAcceptedAloneItHasAWayBackOfItsOwn) {
  Plan plan = claimed();
  const Closure closure{ClosureKind::done, "Audit Group", day("2016-02-01"), "Seen"};
  act(plan, CloseActions{{1}, closure, true}, at("2016-02-01", "chair"));
  EXPECT_TRUE(plan.together.empty());
  EXPECT_TRUE(plan.steps.empty());
}

TEST(Together, AnswersAreTakenBackAndTheirEvidenceKeepsItsNumber) {
  Plan plan = claimed();
  act(plan, AskForUpdate{{2}, day("2016-02-20")});
  const Action before = *find_action(plan, 2);
  Evidence register_;
  register_.description = "Register";
  register_.sha256 = std::string(64, 'b');
  register_.date = day("2016-01-30");
  Update update;
  update.as_at = day("2016-02-03");
  update.narrative = "Half are trained";
  together(plan,
           {AddEvidence{2, register_}, GiveUpdate{2, update, "A", false},
            ClaimCompletion{2, day("2016-02-03"), "Register", "Action complete"}},
           at("2016-02-03", "lead"));
  EXPECT_EQ(find_action(plan, 2)->askings.size(), 0u);
  act(plan, UndoStep{step_of(plan), "Of another plan", true}, at("2016-02-04"));
  Action after = *find_action(plan, 2);
  EXPECT_EQ(after.askings.size(), 1u) << "it still waits for an answer";
  EXPECT_EQ(after.delivery, DeliveryClaim::none);
  EXPECT_TRUE(after.updates.empty());
  ASSERT_EQ(after.evidence_items.size(), 1u);
  EXPECT_EQ(after.evidence_items[0].withdrawn, "undone: Of another plan");
  after.evidence_items.clear();
  EXPECT_EQ(but_for_history(after), but_for_history(before));
  // And done again, by undoing what undid it.
  const std::uint64_t undoing = find_action(plan, 2)->history.back().step;
  act(plan, UndoStep{undoing, "It was theirs", true}, at("2016-02-05"));
  EXPECT_EQ(find_action(plan, 2)->delivery, DeliveryClaim::claimed_complete);
  EXPECT_EQ(find_action(plan, 2)->evidence_items[0].withdrawn, "");
  EXPECT_EQ(find_action(plan, 2)->updates.size(), 1u);
}

TEST(Together, IsNotUndoneOnceSomethingElseHasHappened) {
  Plan plan = claimed();
  together(plan, {MoveAction{1, AgencyId("health"), "Theirs"}, MoveAction{2, AgencyId("health"), "Theirs"}},
           at("2016-02-01"));
  act(plan, ChangeAction{2, "lead", "Head of Safeguarding", "Head of Nursing", "She left"}, at("2016-02-02"));
  EXPECT_NE(refusal(plan, UndoStep{step_of(plan), "Wrong", true}).find("Action 2 has changed since"),
            std::string::npos);
}

}  // namespace
}  // namespace candour::plan
