#include "plan/commands.h"
#include "plan/trade_test.h"

namespace candour::plan {
namespace {

template <class Body>
std::size_t count(const std::vector<PlanEvent>& events) {
  std::size_t n = 0;
  for (const PlanEvent& event : events) n += std::holds_alternative<Body>(event.body);
  return n;
}

Evidence practice(const char* date) {
  Evidence evidence;
  evidence.description = "Audit of ten cases";
  evidence.sha256 = std::string(64, 'b');
  evidence.date = day(date);
  evidence.of_practice = true;
  return evidence;
}

// ---- Import ----

TEST(ImportingAPlan, TellsOneEventForEachThingAndNumbersActionsFromOne) {
  std::vector<Action> rows{row("Brief all staff", rated("G", Status::on_track)), row("Write a policy"),
                           row("", rated("P", Status::unclear))};
  rows[0].response = "We agree.";
  rows[1].response = "We agree.";
  rows[2].response = "And will report.";
  Plan plan;
  const auto events = act(plan, rowan(rows), at("2016-01-20"));
  EXPECT_EQ(count<PlanStarted>(events), 1u);
  EXPECT_EQ(count<DocumentImported>(events), 1u);
  EXPECT_EQ(count<KeySet>(events), 1u);
  EXPECT_EQ(count<FindingAdded>(events), 1u);
  EXPECT_EQ(count<RecommendationAdded>(events), 1u);
  EXPECT_EQ(count<ResponseGiven>(events), 1u);  // one agency, one question
  EXPECT_EQ(count<ActionAdded>(events), 3u);
  EXPECT_EQ(count<Rated>(events), 2u);  // a blank is silence, not a rating
  EXPECT_EQ(count<ImportFinished>(events), 1u);
  EXPECT_EQ(events.size(), 12u);

  EXPECT_EQ(plan.version, 12u);
  EXPECT_EQ(plan.responses.at({"1a", AgencyId("police")}).text, "We agree.\n\nAnd will report.");
  ASSERT_EQ(plan.actions.size(), 3u);
  for (Number number = 1; number <= 3; ++number) EXPECT_EQ(plan.actions[number - 1].number, number);
  EXPECT_EQ(plan.actions[0].rating.as_at, day("2016-01-07"));
  EXPECT_EQ(plan.actions[0].rating.key_version, 1u);
  EXPECT_EQ(plan.actions[0].confirmed, day("2016-01-07"));
  EXPECT_FALSE(plan.actions[1].confirmed);
  EXPECT_EQ(plan.actions[0].original_wording, "Brief all staff");
  for (const PlanEvent& event : events) {
    EXPECT_EQ(event.stamp.speaks_of, day("2016-01-07"));
    EXPECT_EQ(event.stamp.recorded, Moment::at_start_of(day("2016-01-20")));
  }
}

TEST(ImportingAPlan, KeepsWhatAPersonDecidedAsTheReasonOfTheRating) {
  ImportPlan command = rowan({row("Brief all staff", rated("P", Status::complete)), row("Write a policy")});
  command.reasons = {"Purple was read as complete", "Left blank on purpose"};
  Plan plan;
  const auto events = act(plan, command);
  EXPECT_EQ(count<Rated>(events), 2u);
  EXPECT_EQ(plan.actions[0].history.back().reason, "Purple was read as complete");
  EXPECT_EQ(plan.actions[1].history.back().reason, "Left blank on purpose");
  EXPECT_FALSE(plan.actions[1].confirmed);
  command.reasons.pop_back();
  EXPECT_EQ(refusal_code(Plan{}, command), ErrorCode::bad_input);
}

TEST(ImportingAPlan, ReadsItsTargetDates) {
  Action both = row("Brief all staff", {}, "30/09/2014  31/12/14");
  Action done = row("Write a policy", {}, "Completed 30/09/2014");
  Action given = row("Audit");
  given.target = "soon";
  given.due = day("2016-05-01");
  const Plan plan = plan_of({both, done, given});
  EXPECT_EQ(plan.actions[0].due, day("2014-12-31"));
  EXPECT_EQ(plan.actions[0].original_due, day("2014-09-30"));
  EXPECT_EQ(plan.actions[0].slips, 1u);
  EXPECT_EQ(plan.actions[0].target, "30/09/2014  31/12/14");
  EXPECT_EQ(plan.actions[0].evidence, "30/09/2014  31/12/14");
  EXPECT_FALSE(plan.actions[1].due);
  EXPECT_EQ(plan.actions[2].due, day("2016-05-01"));
  EXPECT_EQ(plan.actions[2].original_due, day("2016-05-01"));
}

TEST(ImportingAPlan, IsRefusedWithASentenceThatNamesWhatIsWrong) {
  const auto with = [](auto change) {
    ImportPlan command = rowan({row("Brief all staff")});
    change(command);
    return refusal(Plan{}, command);
  };
  EXPECT_EQ(with([](ImportPlan&) {}), "");
  EXPECT_EQ(with([](ImportPlan& c) { c.title = " "; }), "Give the plan a title.");
  EXPECT_EQ(with([](ImportPlan& c) { c.plan = PlanId("No Id"); }), "The plan has no valid id.");
  EXPECT_EQ(with([](ImportPlan& c) { c.document.document_sha256 = "abc"; }),
            "The hash of the document is not a SHA-256.");
  EXPECT_EQ(with([](ImportPlan& c) {
              c.key.push_back({"g ", "", Status::complete});
            }),
            "“g ” stands twice in the key.");
  EXPECT_EQ(with([](ImportPlan& c) { c.cycle_months = 0; }), "The reporting cycle must be at least one month.");
  EXPECT_EQ(refusal_code(plan_of({}), rowan({})), ErrorCode::conflict);
}

TEST(ImportingAPlan, TakesMessyRowsAsTheyAre) {
  Action bare;
  EXPECT_EQ(plan_of({bare, bare}).actions.size(), 2u);
}

// ---- A newer version ----

ImportRevision revision() {
  ImportRevision command;
  command.document = document("second");
  command.as_at = day("2016-04-07");
  return command;
}

TEST(ImportingANewerVersion, TellsOnlyTheFieldsThatDiffer) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track), "30/09/2014"), row("Write a policy")});
  Action changed = row("Brief all staff and volunteers", rated("A", Status::at_risk), "30/09/2014 31/12/2016");
  changed.agency = AgencyId("health");
  ImportRevision command = revision();
  command.changed.push_back({1, changed, "Accepted by the coordinator"});
  const auto events = act(plan, command, at("2016-04-20"));
  const Action& action = plan.actions[0];
  EXPECT_EQ(count<ActionChanged>(events), 2u);  // wording, evidence
  EXPECT_EQ(count<ActionMoved>(events), 1u);
  EXPECT_EQ(count<DateChanged>(events), 1u);
  EXPECT_EQ(count<Rated>(events), 1u);
  EXPECT_EQ(action.wording, "Brief all staff and volunteers");
  EXPECT_EQ(action.original_wording, "Brief all staff");
  EXPECT_EQ(action.agency, AgencyId("health"));
  EXPECT_EQ(action.due, day("2016-12-31"));
  EXPECT_EQ(action.original_due, day("2014-09-30"));
  EXPECT_EQ(action.slips, 1u);
  EXPECT_EQ(action.rating.status, Status::at_risk);
  EXPECT_EQ(action.rating.as_at, day("2016-04-07"));
  ASSERT_EQ(action.earlier_ratings.size(), 1u);
  EXPECT_EQ(action.earlier_ratings[0].status, Status::on_track);
  EXPECT_EQ(action.history.back().reason, "Accepted by the coordinator");
  EXPECT_EQ(plan.as_at, day("2016-04-07"));
}

TEST(ImportingANewerVersion, ConfirmsARowThatSaysTheSameAgain) {
  const Action same = row("Brief all staff", rated("G", Status::on_track));
  Plan plan = plan_of({same});
  ImportRevision command = revision();
  command.changed.push_back({1, same, ""});
  const auto events = act(plan, command, at("2016-04-20"));
  EXPECT_EQ(count<ActionChanged>(events), 0u);
  EXPECT_EQ(plan.actions[0].confirmed, day("2016-04-07"));
}

TEST(ImportingANewerVersion, WithoutARatingKeepsTheOldOneUnconfirmed) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  ImportRevision command = revision();
  command.changed.push_back({1, row("Brief all staff", {}), ""});
  act(plan, command, at("2016-04-20"));
  EXPECT_EQ(plan.actions[0].rating.status, Status::on_track);
  EXPECT_EQ(plan.actions[0].confirmed, day("2016-01-07"));
}

TEST(ImportingANewerVersion, NeverGivesANumberTwice) {
  Plan plan = plan_of({row("Brief all staff"), row("Write a policy")});
  act(plan, WithdrawAction{2, "It never was one"});
  ImportRevision command = revision();
  command.added = {row("Audit ten cases")};
  act(plan, command, at("2016-04-20"));
  ASSERT_EQ(plan.actions.size(), 2u);
  EXPECT_EQ(plan.actions[1].number, 3u);
  EXPECT_EQ(find_action(plan, 3)->wording, "Audit ten cases");
  EXPECT_EQ(find_action(plan, 2), nullptr);
  EXPECT_EQ(find_withdrawn_action(plan, 2)->wording, "Write a policy");
}

TEST(ImportingANewerVersion, IsRefusedWhereItDoesNotFitThePlan) {
  const Plan plan = plan_of({row("Brief all staff")});
  ImportRevision older = revision();
  older.as_at = day("2015-12-01");
  EXPECT_EQ(refusal(plan, older),
            "This document is as at 1 December 2015, older than the plan, which is as at 7 January 2016.");
  ImportRevision again = revision();
  again.document.import = ImportId("first");
  EXPECT_EQ(refusal(plan, again), "This import has already been taken into the plan.");
  ImportRevision stranger = revision();
  stranger.changed.push_back({9, row("Brief"), ""});
  EXPECT_EQ(refusal_code(plan, stranger), ErrorCode::not_found);
  ImportRevision twice = revision();
  twice.changed.push_back({1, row("Brief"), ""});
  twice.withdrawn.push_back({1, "gone"});
  EXPECT_EQ(refusal(plan, twice), "Action 1 is named twice in this import.");
  ImportRevision silent = revision();
  silent.withdrawn.push_back({1, ""});
  EXPECT_EQ(refusal(plan, silent), "Say why Action 1 is withdrawn.");
  EXPECT_EQ(refusal_code(Plan{}, revision()), ErrorCode::not_found);
}

// ---- Withdrawing an import ----

TEST(WithdrawingAnImport, OfTheFirstLeavesThePlanWithdrawn) {
  Plan plan = plan_of({row("Brief all staff")});
  act(plan, WithdrawImport{ImportId("first"), "Wrong file"});
  EXPECT_EQ(plan.withdrawn, "Wrong file");
  EXPECT_TRUE(plan.imports.empty());
  EXPECT_EQ(refusal(plan, RetitlePlan{"Other", {}}), "This plan was withdrawn: Wrong file");
}

TEST(WithdrawingAnImport, OfANewerVersionLeavesWhatStoodBefore) {
  const Plan before =
      plan_of({row("Brief all staff", rated("G", Status::on_track)), row("Write a policy"), row("Audit")});
  Plan plan = before;
  ImportRevision command = revision();
  command.key = {{"G", "Done", Status::complete}};
  command.findings = {{"1", "Reworded", ""}, {"2", "New", ""}};
  command.recommendations = {{"2a", "2", "New", {}, {}}};
  command.changed.push_back({1, row("Brief everybody", rated("G", Status::complete)), ""});
  command.withdrawn.push_back({2, "No longer in the document"});
  command.added = {row("Survey the staff")};
  act(plan, command, at("2016-04-20"));
  EXPECT_EQ(plan.actions.size(), 3u);
  act(plan, GiveUpdate{3, {day("2016-04-21"), "", "Ten cases audited", {}}}, at("2016-04-21"));  // not one of its rows
  act(plan, WithdrawImport{ImportId("second"), "A draft, sent by mistake"}, at("2016-04-22"));

  EXPECT_EQ(plan.key, before.key);
  EXPECT_EQ(plan.earlier_keys, before.earlier_keys);
  EXPECT_EQ(plan.findings, before.findings);
  EXPECT_EQ(plan.recommendations, before.recommendations);
  EXPECT_EQ(plan.responses, before.responses);
  EXPECT_EQ(plan.as_at, before.as_at);
  ASSERT_EQ(plan.actions.size(), 3u);
  for (Number number : {1u, 2u}) {
    Action now = *find_action(plan, number), then = *find_action(before, number);
    EXPECT_GT(now.history.size(), then.history.size());
    EXPECT_EQ(now.history.back().what, "import withdrawn");
    now.history = then.history;
    EXPECT_EQ(now, then) << number;
  }
  EXPECT_EQ(plan.actions[2].updates.size(), 1u);
  EXPECT_EQ(find_withdrawn_action(plan, 4)->wording, "Survey the staff");
  EXPECT_EQ(plan.last_number, 4u);
  EXPECT_EQ(plan.imports.size(), 1u);
}

TEST(WithdrawingAnImport, IsRefusedOnceSomebodyAnsweredOneOfItsRows) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  act(plan, AskForUpdate{{1}, day("2016-02-15")});  // asking is not answering
  EXPECT_EQ(refusal(plan, WithdrawImport{ImportId("first"), "Wrong file"}), "");
  act(plan, GiveUpdate{1, {day("2016-02-01"), "", "Under way", {}}});
  EXPECT_EQ(refusal_code(plan, WithdrawImport{ImportId("first"), "Wrong file"}), ErrorCode::conflict);
  // A newer version may still be taken back: it was not its row that was answered since.
  ImportRevision command = revision();
  command.changed.push_back({1, row("Brief everybody"), ""});
  act(plan, command, at("2016-04-20"));
  EXPECT_EQ(refusal(plan, WithdrawImport{ImportId("second"), "Wrong file"}), "");
  EXPECT_EQ(refusal_code(plan, WithdrawImport{ImportId("first"), "Wrong file"}), ErrorCode::conflict);
  act(plan, GiveUpdate{1, {day("2016-04-20"), "", "Done", {}}}, at("2016-04-21"));
  EXPECT_EQ(refusal_code(plan, WithdrawImport{ImportId("second"), "Wrong file"}), ErrorCode::conflict);
  EXPECT_EQ(refusal_code(plan, WithdrawImport{ImportId("third"), "Wrong file"}), ErrorCode::not_found);
}

TEST(WithdrawingAnImport, OfANewerVersionIsRefusedOnceTheKeyWasBuiltOn) {
  Plan plan = plan_of({row("Brief all staff")});
  act(plan, revision(), at("2016-04-20"));
  act(plan, SetKey{{{"G", "Fine", Status::on_track}}});
  EXPECT_EQ(refusal_code(plan, WithdrawImport{ImportId("second"), "Wrong file"}), ErrorCode::conflict);
}

// ---- An inspector's report ----

ImportPlan inspection() {
  ImportPlan command = rowan({});
  command.review = {ReviewKind::inspection, "", {}};
  command.recommendations = {{"1.1", "", "Record each contact", {AgencyId("police"), AgencyId("health")}, {"2.3"}, ""},
                             {"1.2", "", "Review the rota", {AgencyId("health")}, {"2.4", "9.9"}, "page 4"}};
  command.attention = {{{"2.5"}, "Public Health", AgencyId("public-health"), "commissioner", "page 5"}};
  command.paragraphs = {{"2.3", "Contacts were not recorded.", false, {"1.1"}, "page 2"},
                        {"2.3", "A family waited.", true, {}, "page 2"}};
  command.clock = AnswerClock{"Within 20 working days.", 20, ClockUnit::working_days, "receipt", {}, "page 1"};
  return command;
}

TEST(AnInspection, BringsWhatItSaysBesideItsRecommendationsAndNeedsNoAction) {
  Plan plan;
  act(plan, inspection(), at("2016-01-20"));
  EXPECT_EQ(plan.attention, inspection().attention);
  EXPECT_EQ(plan.paragraphs, inspection().paragraphs);
  EXPECT_EQ(plan.clock, inspection().clock);
  ASSERT_NE(find_paragraph(plan, "2.3"), nullptr);
  EXPECT_EQ(find_paragraph(plan, "2.3")->text, "Contacts were not recorded.");
  EXPECT_EQ(find_paragraph(plan, "9.9"), nullptr);
}

TEST(AnInspection, AwaitsAResponseFromEachAgencyItAddresses) {
  Plan plan;
  act(plan, inspection(), at("2016-01-20"));
  const auto awaited = [&](std::size_t index) { return awaiting_response(plan, plan.recommendations[index]); };
  EXPECT_EQ(awaited(0), (std::vector{AgencyId("police"), AgencyId("health")}));
  EXPECT_EQ(awaited(1), std::vector{AgencyId("health")});
  act(plan, GiveResponse{"1.1", AgencyId("police"), {ResponseKind::accepted, ""}});
  EXPECT_EQ(awaited(0), std::vector{AgencyId("health")});
  Action own = row("Check the rota");
  own.agency = AgencyId("health");
  own.recommendations = {"1.2"};
  act(plan, AddAction{own});
  EXPECT_TRUE(awaited(1).empty());
  plan.review.kind = ReviewKind::audit;
  EXPECT_TRUE(awaited(0).empty()) << "only an inspection awaits responses";
}

TEST(AnInspection, CanBeWithdrawnUntilAnAgencyHasAnswered) {
  Plan plan;
  act(plan, inspection(), at("2016-01-20"));
  EXPECT_EQ(refusal(plan, WithdrawImport{ImportId("first"), "Wrong file"}), "");
  act(plan, GiveResponse{"1.1", AgencyId("police"), {ResponseKind::accepted, ""}});
  EXPECT_EQ(refusal_code(plan, WithdrawImport{ImportId("first"), "Wrong file"}), ErrorCode::conflict);
}

TEST(AnInspection, WantsItsAnswerByADayThatCountsFromReceipt) {
  struct Case {
    std::uint32_t count;
    ClockUnit unit;
    const char* received;
    const char* due;
  };
  const Case cases[] = {{20, ClockUnit::working_days, "2016-01-07", "2016-02-04"},
                        {10, ClockUnit::days, "2016-01-07", "2016-01-17"},
                        {6, ClockUnit::weeks, "2016-01-07", "2016-02-18"},
                        {3, ClockUnit::months, "2015-11-30", "2016-02-29"},
                        {0, ClockUnit::days, "2016-01-07", ""},
                        {4000000000u, ClockUnit::months, "2016-01-07", ""}};
  for (const Case& each : cases) {
    const auto due = answer_due({"", each.count, each.unit, "", day(each.received), ""});
    EXPECT_EQ(due ? due->iso() : "", each.due) << each.count;
  }
  EXPECT_FALSE(answer_due({"", 20, ClockUnit::working_days, "receipt", {}, ""}).has_value());
}

TEST(AnInspection, HasTheDayOfItsAnswerFromAPersonWhereTheReportCannotSay) {
  const auto due = [](const Plan& plan) {
    const auto when = plan.clock ? answer_due(*plan.clock) : std::nullopt;
    return when ? when->iso() : std::string();
  };
  Plan plan;
  act(plan, inspection(), at("2016-01-20"));
  EXPECT_EQ(due(plan), "") << "received on no day that is known";
  act(plan, SetAnswerDate{day("2016-01-07"), {}, ""}, at("2016-02-01"));
  EXPECT_EQ(due(plan), "2016-02-04") << "by the report's own time";
  act(plan, SetAnswerDate{day("2016-01-07"), day("2016-02-19"), "Two weeks more"}, at("2016-02-02"));
  EXPECT_EQ(due(plan), "2016-02-19");
  EXPECT_EQ(plan.history.back().happening.from, "4 February 2016");
  EXPECT_EQ(plan.history.back().happening.to, "19 February 2016");
  act(plan, UndoStep{plan.version, "Not agreed"}, at("2016-02-02"));
  EXPECT_EQ(due(plan), "2016-02-04");
  EXPECT_EQ(plan.clock->text, inspection().clock->text) << "what the report says stays";

  const struct {
    SetAnswerDate command;
    const char* sentence;
  } cases[] = {
      {{day("2016-01-07"), {}, ""}, "Nothing was changed."},
      {{day("2016-01-08"), {}, " "}, "Say why the day of the answer is another."},
      {{{}, {}, ""}, "Say why the day of the answer is another."},
      {{day("2016-02-02"), {}, "Late"}, "The day the report was received (2 February 2016) is still to come."},
      {{day("2016-01-07"), day("2016-01-06"), "Early"},
       "The day the answer is due (6 January 2016) is before the report was received."},
  };
  for (const auto& each : cases) EXPECT_EQ(refusal(plan, each.command), each.sentence);
  Plan without = plan_of({row("Audit")});
  EXPECT_EQ(refusal(without, SetAnswerDate{{}, day("2016-03-01"), ""}),
            "Only the report of an inspection is answered by a day. Say first that this review is one.");
  without.review.kind = ReviewKind::inspection;
  act(without, SetAnswerDate{{}, day("2016-03-01"), ""});
  EXPECT_EQ(due(without), "2016-03-01") << "of a plan by hand, which has no report";
}

// ---- Ties to an inspector's recommendations ----

TEST(ATie, ComesWithTheImportOrByHandAndIsTakenBackWithAReason) {
  const Tie tie{PlanId("n7m2qx9dab"), "1.1", "The same number, and worded alike"};
  ImportPlan command = rowan({row("Record contacts"), row("Audit")});
  command.ties = {{tie}, {}};
  Plan plan;
  act(plan, command, at("2016-01-20"));
  EXPECT_EQ(plan.actions[0].ties, std::vector{tie});
  EXPECT_FALSE(plan.actions[0].answered) << "what came with the import can still be withdrawn";
  act(plan, TieAction{2, tie});
  EXPECT_EQ(plan.actions[1].ties, std::vector{tie});
  EXPECT_EQ(plan.actions[1].history.back().reason, tie.reason);
  EXPECT_TRUE(plan.actions[1].answered);
  act(plan, UntieAction{1, tie.plan, "1.1", "It is about something else"});
  EXPECT_TRUE(plan.actions[0].ties.empty());
  EXPECT_EQ(plan.actions[0].history.back().reason, "It is about something else");
}

TEST(ATie, IsRefusedWithASentence) {
  const Tie tie{PlanId("n7m2qx9dab"), "1.1", "Alike"};
  Plan plan = plan_of({row("Record contacts")});
  act(plan, TieAction{1, tie});
  EXPECT_EQ(refusal(plan, TieAction{1, tie}), "Action 1 is tied to that recommendation already.");
  EXPECT_EQ(refusal(plan, TieAction{1, {tie.plan, "1.2", " "}}), "Say why the two belong together.");
  EXPECT_EQ(refusal(plan, TieAction{1, {PlanId(), "1.2", "x"}}),
            "Say which recommendation of which plan the action serves.");
  EXPECT_EQ(refusal(plan, TieAction{1, {plan.id, "1a", "x"}}),
            "An action serves its own plan’s recommendations by their references.");
  EXPECT_EQ(refusal(plan, UntieAction{1, tie.plan, "1.2", "x"}), "Action 1 is not tied to that recommendation.");
  EXPECT_EQ(refusal(plan, UntieAction{1, tie.plan, "1.1", ""}), "Say why the two do not belong together.");
  ImportPlan command = rowan({row("Record contacts")});
  command.ties = {{tie}, {tie}};
  EXPECT_EQ(refusal(Plan{}, command), "The ties do not stand beside the rows they belong to.");
}

// ---- Answers to remarks ----

TEST(AnAnswerToARemark, StandsForItsFactsAloneAndIsTakenBackWithAReason) {
  const std::string then(64, 'a'), now(64, 'b');
  Plan plan = plan_of({row("Brief all staff", rated("Action complete", Status::complete))});
  act(plan, AnswerRemark{1, "complete.no-evidence", then, "The audit is kept by the trust"}, at("2016-02-01", "chair"));
  const Action& action = plan.actions[0];
  ASSERT_EQ(action.remark_answers.size(), 1u);
  EXPECT_EQ(action.remark_answers[0].by, "chair");
  EXPECT_EQ(action.remark_answers[0].recorded, Moment::at_start_of(day("2016-02-01")));
  EXPECT_EQ(action.history[action.remark_answers[0].happening].what, "remark answered");
  EXPECT_EQ(action.history.back().to, "complete.no-evidence");
  EXPECT_EQ(action.history.back().reason, "The audit is kept by the trust");
  EXPECT_TRUE(find_remark_answer(action, "complete.no-evidence", then));
  EXPECT_FALSE(find_remark_answer(action, "complete.no-evidence", now)) << "other facts are another question";
  act(plan, AnswerRemark{1, "complete.no-evidence", now, "Still so"});
  act(plan, WithdrawAnswer{1, "complete.no-evidence", then, "It was of another team"});
  ASSERT_EQ(action.remark_answers.size(), 1u);
  EXPECT_EQ(action.remark_answers[0].facts, now);
  EXPECT_EQ(action.history.back().what, "remark reopened");
  EXPECT_EQ(action.history.back().reason, "It was of another team");
}

TEST(AnAnswerToARemark, IsWorkOnTheRowAndOutlastsANewerVersionThatIsWithdrawn) {
  const std::string facts(64, 'a');
  Plan plan = plan_of({row("Brief all staff")});
  act(plan, AnswerRemark{1, "open.no-lead", facts, "The post is vacant"});
  EXPECT_EQ(refusal_code(plan, WithdrawImport{ImportId("first"), "Wrong file"}), ErrorCode::conflict);
  ImportRevision command = revision();
  command.changed.push_back({1, row("Brief all staff and volunteers"), ""});
  act(plan, command, at("2016-04-20"));
  act(plan, WithdrawImport{ImportId("second"), "A draft, sent by mistake"}, at("2016-04-22"));
  EXPECT_EQ(plan.actions[0].wording, "Brief all staff");
  EXPECT_TRUE(find_remark_answer(plan.actions[0], "open.no-lead", facts));
}

TEST(AnAnswerToARemark, IsRefusedWithASentence) {
  const std::string facts(64, 'a');
  Plan plan = plan_of({row("Brief all staff")});
  act(plan, AnswerRemark{1, "open.no-lead", facts, "The post is vacant"});
  const struct {
    PlanCommand command;
    const char* sentence;
  } cases[] = {
      {AnswerRemark{1, "open.no-lead", facts, "Again"}, "That remark on action 1 has been answered already."},
      {AnswerRemark{1, "action.not-smart", facts, " "}, "Say why it stands."},
      {AnswerRemark{1, "", facts, "x"}, "Say which remark is answered."},
      {AnswerRemark{1, "Open no lead!", facts, "x"}, "Say which remark is answered."},
      {AnswerRemark{1, std::string(81, 'a'), facts, "x"}, "Say which remark is answered."},
      {AnswerRemark{1, "action.not-smart", "", "x"}, "Say which remark is answered."},
      {AnswerRemark{9, "open.no-lead", facts, "x"}, "This plan has no action 9."},
      {WithdrawAnswer{1, "open.no-lead", std::string(64, 'b'), "x"},
       "That remark on action 1 has no answer that stands."},
      {WithdrawAnswer{1, "open.no-lead", facts, ""}, "Say why it is asked again."},
      {WithdrawAnswer{9, "open.no-lead", facts, "x"}, "This plan has no action 9."},
  };
  for (const auto& each : cases) EXPECT_EQ(refusal(plan, each.command), each.sentence);
}

TEST(AnAnswerToARemark, WhoseWordsWereErasedAnswersNothing) {
  Plan plan = plan_of({row("Brief all staff")});
  apply(plan, {at("2016-02-01"), RemarkAnswered{1, "open.no-lead", "", "chair", ""}});
  EXPECT_FALSE(find_remark_answer(plan.actions[0], "open.no-lead", std::string(64, 'a')));
}

TEST(PlacesOfFields, FollowTheNewerDocumentAndMakeNoHistory) {
  Action first = row("Brief all staff");
  first.places = {{"lead", "line 31"}};
  Plan plan = plan_of({first});
  EXPECT_EQ(plan.actions[0].places, first.places);
  ImportRevision command = revision();
  first.places = {{"lead", "line 40"}, {"evidence", "line 41"}};
  command.changed.push_back({1, first, ""});
  const std::size_t history = plan.actions[0].history.size();
  act(plan, command, at("2016-04-20"));
  EXPECT_EQ(plan.actions[0].places, first.places);
  EXPECT_EQ(plan.actions[0].history.size(), history);
}

// ---- Claim, acceptance, practice, closure ----

TEST(AClaimOfComplete, NeedsEvidenceOrNoneBecause) {
  const struct {
    const char* text;
    bool taken;
  } cases[] = {{"", false},
               {"None", false},
               {"n/a", false},
               {"No evidence", false},
               {"none, because", false},
               {"None, because the post was abolished", true},
               {"Register of attendance", true}};
  for (const auto& c : cases) {
    const Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
    EXPECT_EQ(refusal(plan, ClaimCompletion{1, day("2016-01-31"), c.text}),
              c.taken ? "" : "Say what shows that it was done, or write “none, because …”.")
        << c.text;
  }
  Plan plan = plan_of({row("Brief all staff")});
  act(plan, AddEvidence{1, practice("2016-01-20")});
  EXPECT_EQ(refusal(plan, ClaimCompletion{1, day("2016-01-31"), ""}), "");
  EXPECT_EQ(refusal(plan, ClaimCompletion{1, day("2016-02-02"), "Register"}),
            "The day of completion (2 February 2016) is still to come.");
}

TEST(AClaimOfComplete, IsAcceptedByASecondPerson) {
  Plan plan = plan_of({row("Brief all staff")});
  EXPECT_EQ(refusal(plan, AcceptClaim{1, ""}), "Action 1 has no claim that waits for an answer.");
  act(plan, ClaimCompletion{1, day("2016-01-31"), "Register"}, at("2016-02-01", "police-lead"));
  EXPECT_EQ(facts_of(plan, 1).delivery, Delivery::claimed_complete);
  EXPECT_EQ(refusal_code(plan, AcceptClaim{1, ""}, at("2016-02-01", "police-lead")), ErrorCode::not_allowed);
  EXPECT_EQ(refusal_code(plan, ClaimCompletion{1, day("2016-01-31"), "Again"}), ErrorCode::conflict);
  act(plan, AcceptClaim{1, ""}, at("2016-02-02", "scrutineer"));
  EXPECT_EQ(facts_of(plan, 1).delivery, Delivery::complete);
  EXPECT_EQ(plan.actions[0].accepted_by, "scrutineer");
}

TEST(AClaimOfComplete, OfADocumentIsAcceptedWithAReasonWhereItStatesNoEvidence) {
  Plan plan = plan_of({row("Brief all staff", rated("Action complete", Status::complete)),
                       row("Write a policy", rated("Action complete", Status::complete), "Policy issued")});
  EXPECT_EQ(refusal(plan, AcceptClaim{1, ""}), "Say why it is accepted, as the document states no evidence.");
  EXPECT_EQ(refusal(plan, AcceptClaim{1, "Seen in the minutes"}), "");
  EXPECT_EQ(refusal(plan, AcceptClaim{2, ""}), "");
}

TEST(AClaimOfComplete, ThatIsReturnedIsInProgressAgain) {
  Plan plan = plan_of({row("Brief all staff", rated("Action complete", Status::complete), "Planned for June")});
  EXPECT_EQ(refusal(plan, ReturnClaim{1, ""}), "Say why the claim is returned.");
  act(plan, ReturnClaim{1, "It is still a plan"});
  EXPECT_EQ(facts_of(plan, 1).delivery, Delivery::in_progress);
  EXPECT_EQ(facts_of(plan, 1).mismatches,
            std::vector<std::string>{"Rated complete, but the claim of completion was returned."});
  act(plan, ClaimCompletion{1, day("2016-02-01"), "Now done"});
  EXPECT_EQ(facts_of(plan, 1).delivery, Delivery::claimed_complete);
}

TEST(Embedded, NeedsTestedEvidenceOfPracticeDatedAfterCompletion) {
  const std::string needed =
      "Embedded needs evidence of practice, dated after completion (31 January 2016) and tested by a second person.";
  const struct {
    const char* name;
    bool of_practice;
    const char* date;
    bool tested;
    std::optional<Date> expires;
    bool taken;
  } cases[] = {
      {"all of it", true, "2016-03-01", true, {}, true},
      {"a document", false, "2016-03-01", true, {}, false},
      {"on the day itself", true, "2016-01-31", true, {}, false},
      {"before", true, "2016-01-15", true, {}, false},
      {"not tested", true, "2016-03-01", false, {}, false},
      {"expired", true, "2016-03-01", true, day("2016-03-31"), false},
  };
  for (const auto& c : cases) {
    Plan plan = plan_of({row("Brief all staff")});
    act(plan, ClaimCompletion{1, day("2016-01-31"), "Register"}, at("2016-02-01", "police-lead"));
    EXPECT_EQ(refusal(plan, ConfirmEmbedded{1, ""}), "Action 1 is not yet accepted as complete.");
    act(plan, AcceptClaim{1, ""}, at("2016-02-02", "scrutineer"));
    Evidence evidence = practice(c.date);
    evidence.of_practice = c.of_practice;
    evidence.expires = c.expires;
    act(plan, AddEvidence{1, evidence}, at("2016-03-02", "police-lead"));
    if (c.tested) act(plan, TestEvidence{1, 1, day("2016-03-03"), "Eight of ten"}, at("2016-03-03", "scrutineer"));
    EXPECT_EQ(refusal(plan, ConfirmEmbedded{1, ""}, at("2016-04-01", "scrutineer")), c.taken ? "" : needed) << c.name;
    if (!c.taken) continue;
    EXPECT_EQ(refusal_code(plan, ConfirmEmbedded{1, ""}, at("2016-04-01", "police-lead")), ErrorCode::not_allowed);
    act(plan, ConfirmEmbedded{1, ""}, at("2016-04-01", "scrutineer"));
    EXPECT_EQ(facts_of(plan, 1).delivery, Delivery::embedded);
  }
}

TEST(Evidence, IsAFileOrALinkAndIsTestedBySomebodyElse) {
  Plan plan = plan_of({row("Brief all staff")});
  const auto with = [&](auto change) {
    Evidence evidence = practice("2016-01-20");
    change(evidence);
    return refusal(plan, AddEvidence{1, evidence});
  };
  EXPECT_EQ(with([](Evidence&) {}), "");
  EXPECT_EQ(with([](Evidence& e) { e.description = ""; }), "Say what the evidence is.");
  EXPECT_EQ(with([](Evidence& e) { e.sha256 = ""; }), "Add a file or a link.");
  for (const char* link :
       {"javascript:alert(1)", "https://", "https:///etc/passwd", "//evil.example", "https://a b.example"})
    EXPECT_EQ(with([&](Evidence& e) { e.link = link; }), "The link must be a web address that begins with https://.");
  EXPECT_EQ(with([](Evidence& e) { e.date = day("2017-01-01"); }),
            "The date of the evidence (1 January 2017) is still to come.");
  EXPECT_EQ(with([](Evidence& e) { e.expires = day("2016-01-01"); }), "The evidence expires before its own date.");
  // Nobody tests their own, whatever they write into it.
  Evidence forged = practice("2016-01-20");
  forged.tested = day("2016-01-21");
  forged.tested_by = "scrutineer";
  forged.added_by = "somebody";
  act(plan, AddEvidence{1, forged}, at("2016-02-01", "police-lead"));
  EXPECT_FALSE(plan.actions[0].evidence_items[0].tested);
  EXPECT_EQ(plan.actions[0].evidence_items[0].added_by, "police-lead");
  const TestEvidence test{1, 1, day("2016-01-30"), "It holds"};
  EXPECT_EQ(refusal_code(plan, test, at("2016-02-01", "police-lead")), ErrorCode::not_allowed);
  EXPECT_EQ(refusal(plan, test, at("2016-02-01", "scrutineer")), "");
  EXPECT_EQ(refusal_code(plan, TestEvidence{1, 2, day("2016-01-30"), "It holds"}), ErrorCode::not_found);
  EXPECT_EQ(refusal(plan, TestEvidence{1, 1, day("2016-01-19"), "It holds"}),
            "The test (19 January 2016) is before the evidence itself (20 January 2016).");
}

TEST(Closing, IsByANamedBodyForAReason) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  const auto with = [&](auto change) {
    Closure closure{ClosureKind::superseded, "Audit Group", day("2016-01-31"), "Joined with action 7"};
    change(closure);
    return refusal(plan, CloseAction{1, closure});
  };
  EXPECT_EQ(with([](Closure&) {}), "");
  EXPECT_EQ(with([](Closure& c) { c.body = ""; }), "Name the body that closes it.");
  EXPECT_EQ(with([](Closure& c) { c.reason = ""; }), "Say why it is closed.");
  EXPECT_EQ(with([](Closure& c) { c.date = day("2016-03-01"); }),
            "The day of closure (1 March 2016) is still to come.");
  EXPECT_EQ(with([](Closure& c) { c.kind = ClosureKind::unstated; }),
            "Say how it is closed: as done, a duplicate, superseded, not accepted or not applicable.");
  EXPECT_EQ(with([](Closure& c) { c.kind = ClosureKind::done; }),
            "Action 1 can be closed as done only once a second person has accepted its completion.");
  act(plan, ClaimCompletion{1, day("2016-01-31"), "Register"}, at("2016-02-01", "police-lead"));
  act(plan, AcceptClaim{1, ""}, at("2016-02-02", "scrutineer"));
  EXPECT_EQ(with([](Closure& c) { c.kind = ClosureKind::done; }), "");
}

TEST(Closing, StopsOtherChangesUntilItIsReopenedWithAReason) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  EXPECT_EQ(refusal(plan, ReopenAction{1, "?"}), "Action 1 is open already.");
  act(plan, CloseAction{1, {ClosureKind::duplicate, "Audit Group", day("2016-01-31"), "Same as action 7"}});
  EXPECT_FALSE(facts_of(plan, 1).open);
  EXPECT_EQ(refusal(plan, GiveUpdate{1, {day("2016-02-01"), "", "Under way", {}}}),
            "Action 1 was closed on 31 January 2016. Reopen it first.");
  EXPECT_EQ(refusal(plan, ReopenAction{1, ""}), "Say why it is reopened.");
  act(plan, ReopenAction{1, "They differ after all"});
  EXPECT_TRUE(facts_of(plan, 1).open);
  EXPECT_EQ(facts_of(plan, 1).delivery, Delivery::in_progress);
}

TEST(Reopening, OutweighsTheOldRatingUntilANewDocumentRatesItAgain) {
  Plan plan = plan_of({row("Brief all staff", rated("N/A", Status::not_applicable))});
  act(plan, ReopenAction{1, "It does apply"});
  EXPECT_TRUE(facts_of(plan, 1).open);
  ImportRevision command = revision();
  command.changed.push_back({1, row("Brief all staff", rated("N/A", Status::not_applicable)), ""});
  act(plan, command, at("2016-04-20"));
  EXPECT_FALSE(facts_of(plan, 1).open);
}

// ---- Dates, ratings, fields ----

TEST(ChangingADate, CountsASlipAndKeepsTheOriginal) {
  Plan plan = plan_of({row("Brief all staff")});
  act(plan, ChangeDate{1, "31 March 2016", ""});  // the first date needs no reason and is no slip
  EXPECT_EQ(plan.actions[0].slips, 0u);
  EXPECT_EQ(refusal(plan, ChangeDate{1, "30 June 2016", ""}), "Say why the date changes.");
  act(plan, ChangeDate{1, "30 June 2016", "Waiting for the county"});
  act(plan, ChangeDate{1, "31 May 2016", "Brought forward"});
  EXPECT_EQ(plan.actions[0].slips, 1u);
  act(plan, ChangeDate{1, "TBC", "The county has not answered"});
  EXPECT_EQ(plan.actions[0].slips, 2u);
  EXPECT_FALSE(plan.actions[0].due);
  EXPECT_EQ(plan.actions[0].original_due, day("2016-03-31"));
  EXPECT_EQ(refusal(plan, ChangeDate{1, "", "x"}), "Give the new target date.");
  EXPECT_EQ(refusal(plan, ChangeDate{1, "when the cows come home", "x"}),
            "There is no date in “when the cows come home”. Write it like 31 March 2016.");
}

TEST(Rating, MustBeInThePlansKey) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  const Date today = day("2016-02-01");
  EXPECT_EQ(refusal(plan, RateAction{1, "Purple", today, ""}), "“Purple” is not in this plan's key.");
  EXPECT_EQ(refusal(plan, RateAction{1, "A", day("2016-02-02"), ""}),
            "The date of the rating (2 February 2016) is still to come.");
  EXPECT_EQ(refusal(plan, RateAction{1, "A", day("2016-01-06"), ""}),
            "Action 1 has a later rating, as at 7 January 2016.");
  EXPECT_EQ(refusal(plan, RateAction{1, "Action complete", today, ""}),
            "“Action complete” means it is done: claim its completion first, with the day and what shows it.");
  act(plan, RateAction{1, " a", today, "Slipping"});
  EXPECT_EQ(plan.actions[0].rating.as_written, "A");
  EXPECT_EQ(plan.actions[0].rating.status, Status::at_risk);
  EXPECT_EQ(plan.actions[0].confirmed, today);
  ImportPlan keyless = rowan({row("Brief all staff")});
  keyless.key.clear();
  Plan without;
  act(without, keyless);
  EXPECT_EQ(refusal(without, RateAction{1, "G", today, ""}), "This plan has no key. Say first what its ratings mean.");
}

TEST(AKey, IsVersionedAndOldRatingsKeepTheirs) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  act(plan, SetKey{{{"G", "Complete, not embedded", Status::complete}}});
  EXPECT_EQ(plan.key.version, 2u);
  ASSERT_EQ(plan.earlier_keys.size(), 1u);
  EXPECT_EQ(plan.actions[0].rating.key_version, 1u);
  EXPECT_EQ(plan.actions[0].rating.status, Status::on_track);
  EXPECT_EQ(refusal(plan, SetKey{{}}), "A key needs at least one rating.");
}

TEST(ChangingAField, IsToldApartFromAClash) {
  Plan plan = plan_of({row("Brief all staff")});
  act(plan, ChangeAction{1, "wording", "Brief all staff", "Brief everybody", "Plain English"});
  EXPECT_EQ(plan.actions[0].wording, "Brief everybody");
  EXPECT_EQ(plan.actions[0].original_wording, "Brief all staff");
  EXPECT_EQ(plan.actions[0].history.back().what, "reworded");
  EXPECT_EQ(refusal_code(plan, ChangeAction{1, "wording", "Brief all staff", "Brief some", ""}), ErrorCode::conflict);
  EXPECT_EQ(refusal_code(plan, ChangeAction{1, "rating", "", "G", ""}), ErrorCode::bad_input);
  EXPECT_EQ(refusal_code(plan, ChangeAction{1, "as_imported", "", "G", ""}), ErrorCode::bad_input);
  EXPECT_EQ(refusal_code(plan, ChangeAction{1, "wording", "Brief everybody", "", ""}), ErrorCode::bad_input);
  EXPECT_EQ(refusal_code(plan, ChangeAction{2, "lead", "", "Head", ""}), ErrorCode::not_found);
  act(plan, AddRecommendation{{"2b", "1", "And what then?", {}, {}}});
  act(plan, ChangeAction{1, "recommendations", "1a", "1a\n2b", ""});
  EXPECT_EQ(plan.actions[0].recommendations, (std::vector<std::string>{"1a", "2b"}));
}

TEST(Moving, NamesAnotherAgencyAndWhy) {
  Plan plan = plan_of({row("Brief all staff")});
  EXPECT_EQ(refusal(plan, MoveAction{1, AgencyId("police"), "x"}), "That agency is accountable already.");
  EXPECT_EQ(refusal(plan, MoveAction{1, AgencyId("health"), ""}), "Say why the action moves to another agency.");
  act(plan, MoveAction{1, AgencyId("health"), "Commissioned by them"});
  EXPECT_EQ(plan.actions[0].agency, AgencyId("health"));
  EXPECT_EQ(plan.actions[0].history.back().from, "police");
}

TEST(Asking, IsForActionsThatAreThereByADayToCome) {
  const Plan plan = plan_of({row("Brief all staff")});
  EXPECT_EQ(refusal(plan, AskForUpdate{{}, day("2016-03-01")}), "Choose the actions to ask about.");
  EXPECT_EQ(refusal(plan, AskForUpdate{{1}, day("2016-01-31")}), "The deadline (31 January 2016) has passed.");
  EXPECT_EQ(refusal(plan, AskForUpdate{{1, 1}, day("2016-03-01")}), "Action 1 is named twice.");
  EXPECT_EQ(refusal(plan, AskForUpdate{{1, 2}, day("2016-03-01")}), "This plan has no action 2.");
  EXPECT_EQ(refusal(plan, AskForUpdate{{1}, day("2016-03-01")}), "");
}

TEST(FindingsAndRecommendations, AreAddedOnceAndHangTogether) {
  Plan plan = plan_of({});
  EXPECT_EQ(refusal(plan, AddFinding{{"1", "Again", ""}}), "The plan already has a finding “1”.");
  EXPECT_EQ(refusal(plan, AddFinding{{"", "No ref", ""}}), "Give the finding a reference.");
  EXPECT_EQ(refusal(plan, AddRecommendation{{"9a", "9", "Text", {}, {}}}), "The plan has no finding “9”.");
  EXPECT_EQ(refusal(plan, AddRecommendation{{"1a", "1", "Text", {}, {}}}),
            "The plan already has a recommendation “1a”.");
  EXPECT_EQ(refusal(plan, AddRecommendation{{"1b", "1", "", {}, {}}}), "Say what is recommended.");
  EXPECT_EQ(refusal(plan, GiveResponse{"9z", AgencyId("police"), {}}), "The plan has no recommendation “9z”.");
  EXPECT_EQ(refusal(plan, GiveResponse{"1a", AgencyId("police"), {ResponseKind::not_accepted, ""}}),
            "Give the answer, or the reason for it, in words.");
  act(plan, GiveResponse{"1a", AgencyId("police"), {ResponseKind::accepted, ""}});
  EXPECT_EQ(plan.responses.size(), 1u);
}

// ---- The partnership ----

TEST(APartnership, KnowsEachAgencyByAllItsNames) {
  Partnership partnership;
  const auto act_on = [&](const PartnershipCommand& command) -> std::string {
    const auto events = decide(partnership, command, at("2016-01-01"));
    if (!events) return events.error().sentence;
    for (const auto& event : *events) apply(partnership, event);
    return "";
  };
  EXPECT_EQ(act_on(AddAgency{"Children's Social Care", {"CSC"}}), "");
  EXPECT_EQ(act_on(AddAgency{"Police", {}}), "");
  ASSERT_EQ(partnership.agencies.size(), 2u);
  EXPECT_EQ(partnership.agencies[0].id.text(), "childrens-social-care");
  for (const char* name : {"children’s social care", "CHILDRENS SOCIAL CARE", "csc", "Children's  Social-Care"})
    EXPECT_EQ(find_agency(partnership, name), &partnership.agencies[0]) << name;
  EXPECT_EQ(find_agency(partnership, "Health"), nullptr);
  EXPECT_EQ(find_agency(partnership, "?"), nullptr);

  EXPECT_EQ(act_on(AddAgency{"csc", {}}), "“csc” is already a name of Children's Social Care.");
  EXPECT_EQ(act_on(AddAgencyAlias{AgencyId("police"), "CSC"}), "“CSC” is already a name of Children's Social Care.");
  EXPECT_EQ(act_on(RenameAgency{AgencyId("police"), "Harrow Vale Police"}), "");
  EXPECT_EQ(find_agency(partnership, "Police")->name, "Harrow Vale Police");
  EXPECT_EQ(act_on(RenameAgency{AgencyId("police"), "Police"}), "");  // back again: its alias becomes its name
  EXPECT_EQ(partnership.agencies[1].aliases, std::vector<std::string>{"Harrow Vale Police"});
  EXPECT_EQ(act_on(RenameAgency{AgencyId("fire"), "Fire"}), "There is no agency “fire”.");
  EXPECT_EQ(act_on(AddAgency{" ", {}}), "Give the agency a name.");
}

TEST(APartnership, GivesIdsThatArePlainAndNeverTaken) {
  Partnership partnership;
  const struct {
    const char* name;
    const char* id;
  } cases[] = {
      {"Police", "police"},
      {"Police!", "police-2"},
      {"NHS Harrow Vale (ICB)", "nhs-harrow-vale-icb"},
      {"—", "agency"},
      {"A very long name of a body that nobody would ever want to read", "a-very-long-name-of-a-body-that-no"}};
  for (const auto& c : cases) {
    const AgencyId id = agency_id_for(partnership, c.name);
    EXPECT_EQ(id.text(), c.id);
    EXPECT_TRUE(is_id_text(id.text()));
    partnership.agencies.push_back({id, c.name, {}});
  }
}

TEST(AnActionsId, NamesItsPlanAndNumber) {
  EXPECT_EQ(action_id(PlanId("k7m2qx9dab"), 17), "k7m2qx9dab-17");
  const auto parsed = parse_action_id("k7m2qx9dab-17");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->first, PlanId("k7m2qx9dab"));
  EXPECT_EQ(parsed->second, 17u);
  for (const char* text :
       {"", "k7m2qx9dab", "k7m2qx9dab-", "-1", "k7m2qx9dab-0", "k7m2qx9dab-01", "K7-1", "a-4294967296", "a-1x"})
    EXPECT_FALSE(parse_action_id(text)) << text;
}

}  // namespace
}  // namespace candour::plan
