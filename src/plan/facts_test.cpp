#include "plan/facts.h"

#include <algorithm>

#include "plan/trade_test.h"

namespace candour::plan {
namespace {

TEST(Facts, AnImportedRatingIsAClaimAndNeverMore) {
  const struct {
    Status status;
    const char* evidence;
    Delivery delivery;
    std::optional<ClosureKind> closure;
    bool open;
  } cases[] = {
      {Status::not_started, "", Delivery::not_started, {}, true},
      {Status::on_track, "", Delivery::in_progress, {}, true},
      {Status::at_risk, "", Delivery::in_progress, {}, true},
      {Status::off_track, "", Delivery::in_progress, {}, true},
      {Status::complete, "Policy issued", Delivery::claimed_complete, {}, false},
      {Status::embedded, "Audit shows it", Delivery::claimed_complete, {}, false},
      {Status::closed, "", Delivery::not_started, ClosureKind::unstated, false},
      {Status::not_applicable, "", Delivery::not_started, ClosureKind::not_applicable, false},
      {Status::unclear, "", Delivery::in_progress, {}, true},
      {Status::not_stated, "", Delivery::not_started, {}, true},
      {Status::not_stated, "Training has begun", Delivery::in_progress, {}, true},
      {Status::not_stated, "31/12/2016", Delivery::not_started, {}, true},  // a target, not evidence
  };
  for (const auto& c : cases) {
    const std::string written = c.status == Status::not_stated ? "" : "as written";
    const Plan plan = plan_of({row("Brief all staff", rated(written, c.status), c.evidence)});
    const Facts facts = facts_of(plan, 1);
    const std::string name = std::string(to_text(c.status)) + " " + c.evidence;
    EXPECT_EQ(facts.delivery, c.delivery) << name;
    EXPECT_EQ(facts.open, c.open) << name;
    ASSERT_EQ(facts.closure.has_value(), c.closure.has_value()) << name;
    if (c.closure) {
      EXPECT_EQ(facts.closure->kind, *c.closure) << name;
      EXPECT_EQ(facts.closure->date, day("2016-01-07")) << name;
      EXPECT_EQ(facts.closure->body, "") << name;
    }
  }
}

TEST(Facts, ScheduleIsComputedFromTheLastTargetAsAtADay) {
  const struct {
    const char* target;
    const char* as_at;
    Schedule schedule;
  } cases[] = {
      {"", "2016-02-01", Schedule::no_date},
      {"ongoing", "2016-02-01", Schedule::no_date},
      {"31/03/2016", "2016-03-02", Schedule::not_due},
      {"31/03/2016", "2016-03-03", Schedule::due_soon},  // 28 days before
      {"31/03/2016", "2016-03-31", Schedule::due_soon},  // the day itself
      {"31/03/2016", "2016-04-01", Schedule::overdue},
      {"30/09/2015 31/03/2016", "2016-02-01", Schedule::not_due},
      {"March 2016", "2016-03-31", Schedule::due_soon},
  };
  for (const auto& c : cases) {
    Action action = row("Brief all staff", rated("G", Status::on_track));
    action.target = c.target;
    EXPECT_EQ(facts_of(plan_of({action}), 1, c.as_at).schedule, c.schedule) << c.target << " as at " << c.as_at;
  }
}

TEST(Facts, WhatIsDoneIsLateOnlyWhereItsDaySaysSo) {
  const struct {
    const char* completed;
    Schedule schedule;
  } cases[] = {{"2015-12-31", Schedule::done}, {"2016-01-01", Schedule::done_late}};
  for (const auto& c : cases) {
    Action action = row("Brief all staff", rated("G", Status::on_track));
    action.target = "31/12/2015";
    Plan plan = plan_of({action});
    act(plan, ClaimCompletion{1, day(c.completed), "Register of attendance"});
    EXPECT_EQ(facts_of(plan, 1).schedule, c.schedule) << c.completed;
  }
  Action imported = row("Brief all staff", rated("Action complete", Status::complete), "Policy");
  imported.target = "31/12/2014";
  EXPECT_EQ(facts_of(plan_of({imported}), 1).schedule, Schedule::done);
}

TEST(Facts, NothingIsDueOnceItIsClosedWithoutBeingDone) {
  Action action = row("Brief all staff", rated("No longer needed", Status::closed));
  action.target = "31/12/2014";
  EXPECT_EQ(facts_of(plan_of({action}), 1).schedule, Schedule::not_due);
}

TEST(Facts, EvidenceIsRankedByWhatCanBeLookedAt) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  EXPECT_EQ(facts_of(plan, 1).evidence, EvidenceState::none);
  act(plan, GiveUpdate{1, {day("2016-01-25"), "", "Half of the staff were briefed", {}}});
  EXPECT_EQ(facts_of(plan, 1).evidence, EvidenceState::stated);
  Evidence item;
  item.description = "Attendance register";
  item.link = "https://harrowvale.example/register";
  item.date = day("2016-01-25");
  item.expires = day("2016-06-30");
  act(plan, AddEvidence{1, item});
  EXPECT_EQ(facts_of(plan, 1).evidence, EvidenceState::attached);
  act(plan, TestEvidence{1, 1, day("2016-01-30"), "It names all staff"}, at("2016-02-01", "scrutineer"));
  EXPECT_EQ(facts_of(plan, 1).evidence, EvidenceState::tested);
  EXPECT_EQ(facts_of(plan, 1, "2016-06-30").evidence, EvidenceState::tested);
  EXPECT_EQ(facts_of(plan, 1, "2016-07-01").evidence, EvidenceState::expired);
}

TEST(Facts, FreshnessFollowsThePlansCycle) {
  const struct {
    Status status;
    const char* as_at;
    Freshness freshness;
  } cases[] = {
      {Status::on_track, "2016-01-07", Freshness::confirmed}, {Status::on_track, "2016-04-07", Freshness::confirmed},
      {Status::on_track, "2016-04-08", Freshness::stale},     {Status::unclear, "2016-04-07", Freshness::confirmed},
      {Status::not_stated, "2016-01-08", Freshness::never},
  };
  for (const auto& c : cases) {
    const Plan plan = plan_of({row("Brief all staff", rated(c.status == Status::not_stated ? "" : "G", c.status))});
    EXPECT_EQ(facts_of(plan, 1, c.as_at).freshness, c.freshness) << to_text(c.status) << " as at " << c.as_at;
  }
}

TEST(Facts, SilenceIsCountedUntilSomebodyAnswers) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  act(plan, AskForUpdate{{1}, day("2016-02-15")}, at("2016-02-01"));
  act(plan, AskForUpdate{{1}, day("2016-03-15")}, at("2016-03-01"));
  EXPECT_EQ(facts_of(plan, 1).asked, 2u);
  EXPECT_EQ(facts_of(plan, 1).asked_since, day("2016-02-01"));
  EXPECT_EQ(facts_of(plan, 1).answer_due, day("2016-02-15")) << "who is reminded is no less late";
  act(plan, GiveUpdate{1, {day("2016-03-02"), "Police", "No change since January", {}}}, at("2016-03-02"));
  EXPECT_EQ(facts_of(plan, 1).asked, 0u);
  EXPECT_FALSE(facts_of(plan, 1).asked_since);
  EXPECT_EQ(facts_of(plan, 1).last_confirmed, day("2016-03-02"));
}

TEST(Facts, WhatReachedNobodyIsNoAskingAndWhoIsStillAskedIsAskedAsBefore) {
  Plan plan =
      plan_of({row("Brief all staff", rated("G", Status::on_track)), row("Train", rated("G", Status::on_track))});
  act(plan, AskForUpdate{{1, 2}, day("2016-02-15"), "q7m2qx9dab-1"}, at("2016-02-01"));
  act(plan, AskForUpdate{{1}, day("2016-03-15"), "n7m2qx9dab-1"}, at("2016-03-01"));
  act(plan, TakeBackAsking{{1}, "q7m2qx9dab-1", "The letter came back"}, at("2016-03-02"));
  EXPECT_EQ(facts_of(plan, 1).asked, 1u);
  EXPECT_EQ(facts_of(plan, 1).asked_since, day("2016-03-01"));
  EXPECT_EQ(facts_of(plan, 1).answer_due, day("2016-03-15"));
  EXPECT_EQ(find_action(plan, 1)->history.back().what, "not asked after all");
  EXPECT_EQ(facts_of(plan, 2).asked, 1u) << "of another action nothing is said";
  EXPECT_FALSE(decide(plan, TakeBackAsking{{1}, "q7m2qx9dab-1", "Twice"}, at("2016-03-02")));
}

TEST(Facts, AnAnswerThatWaitsToBeDecidedIsNoSilenceAndWhatGoesBackIsAwaitedAgain) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  act(plan, AskForUpdate{{1}, day("2016-02-15"), "q7m2qx9dab-1"}, at("2016-02-01"));
  const Action asked = *find_action(plan, 1);
  act(plan, SendAnswer{{1}, "q7m2qx9dab"}, at("2016-02-10"));
  EXPECT_EQ(facts_of(plan, 1).answered, day("2016-02-10"));
  EXPECT_EQ(facts_of(plan, 1).asked, 0u);
  EXPECT_EQ(facts_of(plan, 1).last_confirmed, day("2016-01-07")) << "it is no fact yet";
  act(plan, AskForUpdate{{1}, day("2016-03-15"), "n7m2qx9dab-1"}, at("2016-03-01"));
  EXPECT_EQ(facts_of(plan, 1).asked, 1u) << "of another request";
  EXPECT_EQ(facts_of(plan, 1).asked_since, day("2016-03-01"));

  Plan back = plan;
  act(back, SettleAnswer{{1}, "q7m2qx9dab", AnswerEnd::returned, day("2016-03-20"), "Which teams?"}, at("2016-03-05"));
  EXPECT_FALSE(facts_of(back, 1).answered);
  EXPECT_EQ(facts_of(back, 1).asked, 2u) << "what was answered is not counted";
  EXPECT_EQ(find_action(back, 1)->askings.back(),
            (Asking{day("2016-03-05"), day("2016-03-20"), "q7m2qx9dab-returned"}));
  EXPECT_EQ(find_action(back, 1)->history.back().reason, "Which teams?");
  EXPECT_FALSE(decide(back, SettleAnswer{{1}, "q7m2qx9dab"}, at("2016-03-06"))) << "nothing waits";

  Plan aside = plan;
  act(aside, SettleAnswer{{1}, "q7m2qx9dab", AnswerEnd::set_aside, {}, "Revoked"}, at("2016-03-05"));
  EXPECT_EQ(facts_of(aside, 1).asked, 2u) << "asked as before";
  EXPECT_EQ(facts_of(aside, 1).asked_since, day("2016-02-01"));
  EXPECT_EQ(find_action(aside, 1)->askings.front(), asked.askings.front());
}

TEST(Facts, WhatWasDecidedTogetherAndIsUndoneWaitsAgainAndAnAnswerHindersNoUndoing) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  act(plan, ChangeAction{1, "outcome", "", "Staff know", ""}, at("2016-02-01"));
  act(plan, SendAnswer{{1}, "q7m2qx9dab"}, at("2016-02-10"));
  ASSERT_EQ(plan.steps.size(), 1u);
  act(plan, UndoStep{plan.steps.begin()->first, "Mistaken"}, at("2016-02-11"));
  EXPECT_EQ(find_action(plan, 1)->outcome, "");
  EXPECT_EQ(facts_of(plan, 1).answered, day("2016-02-10"));
  const auto taken = decide(plan,
                            std::vector<PlanCommand>{SettleAnswer{{1}, "q7m2qx9dab"},
                                                     GiveUpdate{1, {day("2016-02-10"), "Jo", "Half are briefed", {}}}},
                            "", at("2016-02-12"), "t7m2qx9dab");
  ASSERT_TRUE(taken) << taken.error().sentence;
  for (const PlanEvent& event : *taken) apply(plan, event);
  EXPECT_FALSE(facts_of(plan, 1).answered);
  act(plan, UndoStep{plan.steps.rbegin()->first, "Too early", true}, at("2016-02-13"));
  EXPECT_EQ(facts_of(plan, 1).answered, day("2016-02-10"));
}

TEST(Facts, AModeratedRatingStandsBesideTheOwnersUntilTheyAreTheSame) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  const Date asked = day("2016-02-01");
  EXPECT_EQ(facts_of(plan, 1).moderated, "");
  EXPECT_FALSE(decide(plan, RateAction{1, "A", asked, "", "scrutineer"}, at("2016-02-01"))) << "not without a reason";
  EXPECT_FALSE(decide(plan, RateAction{1, "A", asked, "Seen", "chair"}, at("2016-02-01")));
  act(plan, RateAction{1, "A", asked, "Two teams were not", "scrutineer"}, at("2016-02-01", "scrutineer"));
  EXPECT_EQ(find_action(plan, 1)->rating.as_written, "A");
  EXPECT_EQ(find_action(plan, 1)->history.back().what, "moderated");
  EXPECT_EQ(facts_of(plan, 1).moderated,
            "moderated by the scrutineer on 1 February 2016; rated G by the owner on 7 January 2016");
  EXPECT_EQ(facts_of(plan, 1).last_confirmed, day("2016-01-07")) << "it is not the owner who says so";
  act(plan, GiveUpdate{1, {day("2016-02-20"), "Police", "All are", {}}, "G"}, at("2016-02-20", "lead"));
  EXPECT_EQ(find_action(plan, 1)->rating.as_written, "G");
  const Facts both = facts_of(plan, 1);
  EXPECT_EQ(both.moderated,
            "rated G by the owner on 20 February 2016; moderated A by the scrutineer on 1 February "
            "2016, before it");
  const std::string said =
      "Rated G by the owner on 20 February 2016; moderated A by the scrutineer on 1 February 2016, "
      "before it.";
  EXPECT_EQ(std::count(both.mismatches.begin(), both.mismatches.end(), said), 1);
  Plan agreed = plan;
  act(agreed, RateAction{1, "G", day("2016-03-01"), "Shown", "coordinator"}, at("2016-03-01", "coordinator"));
  EXPECT_EQ(facts_of(agreed, 1).moderated, "");
  act(plan, GiveUpdate{1, {day("2016-03-02"), "Police", "One is not", {}}, "A"}, at("2016-03-02", "lead"));
  EXPECT_EQ(facts_of(plan, 1).moderated, "") << "the owner says the same now";
}

TEST(Facts, ALeadWhoIsNobodyLeavesTheActionUnowned) {
  const struct {
    const char* lead;
    bool unowned;
  } cases[] = {{"", true},
               {" ", true},
               {"TBC", true},
               {"n/a", true},
               {"Vacant", true},
               {"NL/AC", false},
               {"Head of Nursing", false}};
  for (const auto& c : cases) {
    Action action = row("Brief all staff");
    action.lead = c.lead;
    EXPECT_EQ(facts_of(plan_of({action}), 1).unowned, c.unowned) << c.lead;
  }
}

TEST(Facts, SayInWordsWhereTheRatingDoesNotFit) {
  const struct {
    Rating rating;
    const char* target;
    const char* evidence;
    std::vector<std::string> mismatches;
  } cases[] = {
      {rated("G", Status::on_track), "31/12/2014", "", {"Rated on track, but its date (31 December 2014) has passed."}},
      {rated("G", Status::on_track), "31/12/2016", "", {}},
      {rated("A", Status::at_risk), "31/12/2014", "", {}},
      {rated("Action complete", Status::complete), "", "", {"Rated complete, but no evidence is stated."}},
      {rated("Action complete", Status::complete), "", "Policy issued", {}},
      {rated("Blue", Status::embedded), "", "Audit", {"Reported as embedded, not tested here."}},
      {rated("P", Status::unclear), "", "", {"Rated “P”, which is not in the plan's key."}},
      {rated("", Status::not_stated), "31/12/2014", "", {}},
  };
  for (const auto& c : cases) {
    Action action = row("Brief all staff", c.rating, c.evidence);
    action.target = c.target;
    EXPECT_EQ(facts_of(plan_of({action}), 1).mismatches, c.mismatches) << c.rating.as_written << " " << c.target;
  }
}

TEST(Facts, SayWhereARatingLagsBehindWhatWasDecidedHere) {
  Plan plan = plan_of({row("Brief all staff", rated("A", Status::at_risk))});
  act(plan, ClaimCompletion{1, day("2016-01-31"), "Register"}, at("2016-02-01", "police-lead"));
  EXPECT_EQ(facts_of(plan, 1).mismatches, std::vector<std::string>{"Rated at risk, but it is claimed complete."});
  act(plan, AcceptClaim{1, ""}, at("2016-02-02", "scrutineer"));
  EXPECT_EQ(facts_of(plan, 1).mismatches, std::vector<std::string>{"Rated at risk, but its completion was accepted."});
  act(plan, RateAction{1, "Action complete", day("2016-02-02"), ""}, at("2016-02-03"));
  EXPECT_EQ(facts_of(plan, 1).mismatches, std::vector<std::string>{});
  act(plan, ReopenAction{1, "Re-tested: half of the staff do not know it"}, at("2016-02-04"));
  EXPECT_EQ(facts_of(plan, 1).mismatches, std::vector<std::string>{"Rated complete, but it was reopened."});
  EXPECT_TRUE(facts_of(plan, 1).open);
}

}  // namespace
}  // namespace candour::plan
