// The plan by hand: what a person adds, rewords, splits, merges, withdraws and undoes.
#include "plan/steps.h"
#include "plan/trade_test.h"

namespace candour::plan {
namespace {

Plan started() {
  Plan plan;
  act(plan,
      StartPlan{PlanId("h7m2qx9dab"), " Heron  action plan ", {ReviewKind::inspection, "Heron", {}}, 3, rowan_key()});
  act(plan, AddFinding{{"1", "Records were not shared", ""}});
  act(plan, AddFinding{{"2", "Visits were missed", "In three of five files"}});
  act(plan, AddRecommendation{{"1a", "1", "Share records", {AgencyId("police")}, {}}});
  act(plan, AddRecommendation{{"1b", "1", "Tell the board", {AgencyId("health")}, {}}});
  act(plan, AddRecommendation{{"2a", "2", "Make the visits", {AgencyId("health")}, {}}});
  for (const char* ref : {"1a", "1b", "2a"}) {
    Action action = row("Do what " + std::string(ref) + " asks");
    action.recommendations = {ref};
    action.finding = std::string(1, ref[0]);
    action.target = "30 September 2016";
    act(plan, AddAction{action});
  }
  return plan;
}
const Happening& last_line(const Plan& plan, Number number) {
  const Action* action = find_action(plan, number);
  return (action ? action : find_withdrawn_action(plan, number))->history.back();
}

TEST(StartPlan, StandsWithItsKeyAndTakesWhatIsAdded) {
  const Plan plan = started();
  EXPECT_EQ(plan.title, "Heron action plan");
  EXPECT_EQ(plan.key.version, 1u);
  EXPECT_EQ(plan.actions.size(), 3u);
  EXPECT_EQ(refusal(Plan(), StartPlan{PlanId("h7m2qx9dab"), " ", {}, 3, {}}), "Give the plan a title.");
  EXPECT_EQ(refusal(plan, StartPlan{PlanId("h7m2qx9dab"), "Heron", {}, 3, {}}), "This plan already exists.");
}

TEST(WithdrawPlan, WaitsUntilNoActionStandsOnIt) {
  Plan plan = started();
  EXPECT_EQ(refusal_code(plan, WithdrawPlan{"Begun twice"}), ErrorCode::conflict);
  for (Number number : {1, 2, 3}) act(plan, WithdrawAction{number, "Begun twice"});
  EXPECT_EQ(refusal(plan, WithdrawPlan{" "}), "Say why the plan is withdrawn.");
  act(plan, WithdrawPlan{"Begun twice"});
  EXPECT_EQ(plan.withdrawn, "Begun twice");
}

TEST(ByHand, RefusesWithASentenceThatNamesWhatIsWrong) {
  const Plan plan = started();
  const struct {
    PlanCommand command;
    const char* sentence;
  } cases[] = {
      {AddFinding{{"3", "", " "}}, "Say what was found."},
      {AddFinding{{"1", "Again", ""}}, "The plan already has a finding “1”."},
      {RewordFinding{{"9", "Other", ""}, ""}, "The plan has no finding “9”."},
      {RewordFinding{{"1", "Records were not shared", ""}, ""}, "Nothing was changed."},
      {WithdrawFinding{"1", "Twice"},
       "Recommendation 1a stands under this finding. Withdraw it, or move it to another finding, first."},
      {MergeFindings{"1", {"1", "Same", ""}, "Twice"}, "Choose another finding to merge it with."},
      {MergeFindings{"1", {"2", "Same", ""}, ""}, "Say why the two are one."},
      {SplitFinding{{"1", "First", ""}, {"3", "Second", ""}, {"2a"}, {}, ""},
       "Recommendation 2a does not stand under finding 1."},
      {WithdrawRecommendation{"1a", "Twice"},
       "Action 1 answers this recommendation. Withdraw it, or let it answer another, first."},
      {RewordRecommendation{{"1a", "7", "Share", {}, {}}, ""}, "The plan has no finding “7”."},
      {SplitRecommendation{"1a", "Share", {"1b", "1", "Second", {}, {}}, {}, ""},
       "The plan already has a recommendation “1b”."},
      {SplitRecommendation{"1a", "Share", {"1c", "1", "Second", {}, {}}, {2}, ""},
       "Action 2 does not answer recommendation 1a."},
      {AddAction{row("")}, "Say what is to be done."},
      {SplitAction{1, "First", row(""), ""}, "Say what is to be done."},
      {MergeActions{1, 1, "One", "Twice"}, "Choose another action to merge it with."},
      {ChangeAction{1, "lead", "Head of Safeguarding", "A Person", ""}, "Say why the lead changes."},
      {ChangeAction{1, "recommendations", "1a", "1a\n9z", ""}, "The plan has no recommendation “9z”."},
      {ChangeDate{1, "31 October 2016", ""}, "Say why the date changes."},
      {GiveResponse{"1a", AgencyId("police"), {ResponseKind::not_accepted, ""}},
       "Give the answer, or the reason for it, in words."},
      {UndoStep{3, ""}, "Something has been built on this change."},
      {UndoStep{77, "Why"}, "There is no such change in this plan."},
  };
  for (const auto& [command, sentence] : cases) {
    const std::string said = refusal(plan, command);
    EXPECT_EQ(said.substr(0, std::string_view(sentence).size()), sentence) << said;
  }
}

TEST(References, OfWhatWasWithdrawnAreNotUsedAgain) {
  Plan plan = started();
  EXPECT_EQ(next_finding_ref(plan), "3");
  EXPECT_EQ(next_recommendation_ref(plan, "1"), "1c");
  EXPECT_EQ(next_recommendation_ref(plan, "2"), "2b");
  EXPECT_EQ(next_recommendation_ref(plan, ""), "1");
  act(plan, AddFinding{{"3", "Third", ""}});
  act(plan, WithdrawFinding{"3", "A heading"});
  EXPECT_EQ(next_finding_ref(plan), "4");
  EXPECT_EQ(refusal(plan, AddFinding{{"3", "Third", ""}}),
            "The reference “3” was a withdrawn finding’s, and is not used again.");
  ASSERT_TRUE(find_withdrawn_finding(plan, "3"));
  for (const auto& [last, next] :
       {std::pair{"9", "10"}, {"1.9", "1.10"}, {"3y", "3z"}, {"R12", "R13"}, {"4.1a", "4.1b"}}) {
    Plan other;
    act(other, StartPlan{PlanId("h7m2qx9dab"), "Heron", {}, 3, {}});
    act(other, AddFinding{{last, "It", ""}});
    EXPECT_EQ(next_finding_ref(other), next);
  }
}

TEST(Split, LeavesTheFirstItsRestAndTellsBothHistories) {
  Plan plan = started();
  Action second = row("Audit the log each quarter");
  second.recommendations = {"1b"};
  act(plan, SplitAction{1, "Share the log", second, "Two things in one"});
  EXPECT_EQ(find_action(plan, 1)->wording, "Share the log");
  EXPECT_EQ(find_action(plan, 1)->original_wording, "Do what 1a asks");
  EXPECT_EQ(find_action(plan, 4)->recommendations, std::vector<std::string>{"1b"});
  EXPECT_EQ(last_line(plan, 1).what, "split");
  EXPECT_EQ(last_line(plan, 1).to, "action 4");
  EXPECT_EQ(last_line(plan, 4).reason, "Split from action 1. Two things in one");

  act(plan, SplitRecommendation{"1a", "Share records", {"1c", "1", "Keep a log", {AgencyId("police")}, {}}, {1}, ""});
  EXPECT_EQ(find_action(plan, 1)->recommendations, std::vector<std::string>{"1c"});
  act(plan, SplitFinding{{"1", "Records were not shared", ""}, {"3", "No log was kept", ""}, {"1c"}, {}, "Separate"});
  EXPECT_EQ(find_recommendation(plan, "1c")->finding, "3");
  EXPECT_EQ(find_action(plan, 1)->finding, "3");
  EXPECT_EQ(find_action(plan, 2)->finding, "1");
  EXPECT_TRUE(broken_references(plan).empty());
}

TEST(Merge, GathersWhatBothHadAndWithdrawsOne) {
  Plan plan = started();
  act(plan, GiveResponse{"1a", AgencyId("police"), {ResponseKind::accepted, ""}});
  act(plan, MoveAction{2, AgencyId("health"), "Theirs"});
  act(plan, MergeActions{2, 1, "Share records and tell the board", "Said twice"});
  const Action& one = *find_action(plan, 1);
  EXPECT_EQ(one.recommendations, (std::vector<std::string>{"1a", "1b"}));
  EXPECT_EQ(one.supporting, std::vector<AgencyId>{AgencyId("health")});
  EXPECT_EQ(last_line(plan, 1).what, "merged with another");
  EXPECT_EQ(last_line(plan, 2).reason, "Merged into action 1. Said twice");
  act(plan, MergeRecommendations{"1a", "1b", "Share records and tell the board", "The same"});
  EXPECT_EQ(find_action(plan, 1)->recommendations, std::vector<std::string>{"1b"});
  EXPECT_EQ(find_recommendation(plan, "1b")->addressed_to,
            (std::vector<AgencyId>{AgencyId("health"), AgencyId("police")}));
  EXPECT_EQ(plan.responses.at({"1b", AgencyId("police")}).kind, ResponseKind::accepted);
  act(plan, MergeFindings{"1", {"2", "Visits were missed and records not shared", ""}, "One matter"});
  EXPECT_EQ(find_action(plan, 1)->finding, "2");
  EXPECT_EQ(plan.findings.size(), 1u);
  EXPECT_TRUE(broken_references(plan).empty());
}

TEST(Merge, IsRefusedWhereOneIsFurtherThanTheOther) {
  Plan plan = started();
  act(plan, ClaimCompletion{1, day("2016-01-31"), "Register of attendance"});
  EXPECT_EQ(refusal(plan, MergeActions{2, 1, "Both", "Twice"}),
            "One of the two is further than the other: action 2 is not started, action 1 is claimed complete.");
}

TEST(SetKey, LeavesEarlierRatingsTheirMeaningUnlessTheFormerKeyWasWrong) {
  const std::vector<KeyEntry> turned{{"G", "Done", Status::complete}, {"A", "Begun", Status::on_track}};
  Plan plan = plan_of({row("One", rated("G", Status::on_track)), row("Two", rated("A", Status::at_risk)),
                       row("Three", rated("Blue", Status::embedded))});
  Plan kept = plan;
  act(kept, SetKey{turned});
  EXPECT_EQ(find_action(kept, 1)->rating.status, Status::on_track);
  EXPECT_EQ(kept.key.version, 2u);
  EXPECT_EQ(kept.history.back().happening.what, "set");
  EXPECT_EQ(refusal(plan, SetKey{turned, EarlierRatings::are_read_again, ""}),
            "Say why earlier ratings are read again.");
  act(plan, SetKey{turned, EarlierRatings::are_read_again, "The legend was misread"});
  EXPECT_EQ(find_action(plan, 1)->rating.status, Status::complete);
  EXPECT_EQ(facts_of(plan, 1).delivery, Delivery::claimed_complete) << "a document's rating is a claim";
  EXPECT_EQ(last_line(plan, 1).what, "rating read again");
  EXPECT_EQ(last_line(plan, 1).reason, "The legend was misread");
  EXPECT_EQ(find_action(plan, 3)->rating.status, Status::embedded) << "its word is not in the new key";
  EXPECT_EQ(find_action(plan, 3)->rating.key_version, 1u);
}

TEST(Undo, PutsADateBackWithItsSlips) {
  Plan plan = started();
  const Action before = *find_action(plan, 1);
  act(plan, ChangeDate{1, "31 December 2016", "The college closed"});
  EXPECT_EQ(find_action(plan, 1)->slips, 1u);
  const std::uint64_t step = plan.version;
  EXPECT_FALSE(why_not_undone(plan, step));
  EXPECT_EQ(refusal(plan, UndoStep{step, " "}), "Say why it is undone.");
  act(plan, UndoStep{step, "It was another action"});
  const Action& now = *find_action(plan, 1);
  EXPECT_EQ(now.due, before.due);
  EXPECT_EQ(now.slips, 0u);
  EXPECT_EQ(now.target, before.target);
  EXPECT_EQ(now.history.size(), before.history.size() + 2) << "the history keeps both";
  EXPECT_EQ(last_line(plan, 1).what, "undone: date changed");
  EXPECT_EQ(last_line(plan, 1).reason, "It was another action");
  act(plan, UndoStep{plan.version, "It was this one"});
  EXPECT_EQ(last_line(plan, 1).what, "done again: date changed");
  EXPECT_EQ(find_action(plan, 1)->slips, 1u);
}

TEST(Undo, IsRefusedOnceSomethingElseHasHappenedToTheSame) {
  Plan plan = started();
  act(plan, ChangeAction{1, "lead", "Head of Safeguarding", "Deputy Head", "She left"});
  const std::uint64_t step = plan.version;
  act(plan, GiveUpdate{1, {day("2016-02-01"), "", "Begun", {}}}, at("2016-02-03", "police-lead"));
  EXPECT_EQ(refusal(plan, UndoStep{step, "Wrong"}),
            "Action 1 has changed since: “updated”, by police-lead on 3 February 2016. Undo that first, or make a "
            "change of your own.");
  EXPECT_EQ(refusal(plan, UndoStep{plan.version, "Wrong"}).substr(0, 40), "A change of this kind is not undone: it ")
      << "an update is followed by another";
  act(plan, ChangeAction{2, "lead", "Head of Safeguarding", "Deputy Head", "She left"});
  EXPECT_FALSE(why_not_undone(plan, plan.version)) << "what happens to others does not matter";
}

TEST(Undo, LeavesNothingHanging) {
  Plan plan = started();
  act(plan, AddRecommendation{{"2b", "2", "And more", {}, {}}});
  const std::uint64_t added = plan.version;
  Action action = row("More of it");
  action.recommendations = {"2b"};
  action.finding = "2";
  act(plan, AddAction{action});
  const std::uint64_t answered = plan.version;
  EXPECT_EQ(refusal(plan, UndoStep{added, "Wrong"}),
            "Something has been built on this change. Action 4 answers recommendation 2b. Change that first.");
  act(plan, UndoStep{answered, "Wrong"});
  EXPECT_FALSE(find_action(plan, 4));
  ASSERT_TRUE(find_withdrawn_action(plan, 4));
  EXPECT_EQ(last_line(plan, 4).what, "undone: added");
  act(plan, UndoStep{added, "Wrong"});
  EXPECT_FALSE(find_recommendation(plan, "2b"));
  ASSERT_TRUE(find_withdrawn_recommendation(plan, "2b"));

  Plan keyed = started();
  act(keyed, SetKey{{{"G", "Going well", Status::on_track}}});
  const std::uint64_t set = keyed.version;
  act(keyed, RateAction{1, "G", day("2016-02-01"), ""});
  EXPECT_EQ(refusal(keyed, UndoStep{set, "Wrong"}),
            "Something has been built on this change. Action 1 has been rated by this key since. Change that first.");
}

TEST(Undo, OfARecommendationEndsWhereItIsAnswered) {
  Plan plan = started();
  act(plan, RewordRecommendation{{"1a", "1", "Share every record", {AgencyId("police")}, {}}, ""});
  const std::uint64_t step = plan.version;
  act(plan, GiveResponse{"1a", AgencyId("police"), {ResponseKind::accepted, ""}});
  EXPECT_EQ(refusal(plan, UndoStep{step, "Wrong"}),
            "Recommendation 1a has changed since: “response given”, by coordinator on 1 February 2016. Undo that "
            "first, or make "
            "a change of your own.");
}

TEST(Undo, TakesBackManyRowsOfOneStepInOne) {
  Plan plan = started();
  const Plan before = plan;
  std::vector<PlanCommand> commands;
  for (Number number : {1, 2, 3}) commands.push_back(ChangeDate{number, "31 December 2016", "All moved"});
  const auto events = decide(plan, commands, "All moved", at("2016-02-01"));
  ASSERT_TRUE(events.has_value());
  for (const PlanEvent& event : *events) apply(plan, event);
  const std::uint64_t step = before.version + 1;
  EXPECT_EQ(lines_of(plan, step).size(), 3u);
  act(plan, UndoStep{step, "The wrong meeting"});
  for (Number number : {1, 2, 3}) EXPECT_EQ(find_action(plan, number)->due, find_action(before, number)->due);

  commands.push_back(ChangeDate{9, "31 December 2016", "All moved"});
  EXPECT_FALSE(decide(plan, commands, "All moved", at("2016-02-01")).has_value()) << "all of them or none";
}

TEST(Undo, PutsAWithdrawnFindingBackInItsPlace) {
  Plan plan = started();
  act(plan, AddFinding{{"3", "Third", ""}});
  act(plan, AddFinding{{"4", "Fourth", ""}});
  act(plan, WithdrawFinding{"3", "A heading"});
  const std::uint64_t step = plan.version;
  act(plan, RewordFinding{{"4", "Fourth, in other words", ""}, "Clearer"});
  EXPECT_EQ(plan.history.back().happening.reason, "Clearer");
  act(plan, UndoStep{step, "It was none"});
  ASSERT_EQ(plan.findings.size(), 4u);
  EXPECT_EQ(plan.findings[2].ref, "3");
  EXPECT_TRUE(plan.withdrawn_findings.empty());
}

TEST(Undo, EndsWhereADocumentBegins) {
  Plan plan = plan_of({row("One")});
  act(plan, ChangeAction{1, "outcome", "", "All know", ""});
  const std::uint64_t step = plan.version;
  ImportRevision revision;
  revision.document = document("second");
  act(plan, revision);
  EXPECT_TRUE(why_not_undone(plan, step));
}

}  // namespace
}  // namespace candour::plan
