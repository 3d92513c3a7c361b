// What owners say of their actions, and what others make of it: updates, claims, evidence, challenges, re-tests, and a
// body's decision over many rows. Tables of cases.

#include "plan/trade_test.h"

namespace candour::plan {
namespace {

constexpr const char* owner = "police-lead";
constexpr const char* second = "scrutineer";
constexpr const char* third = "chair";

Evidence of_practice(const char* dated) {
  Evidence evidence;
  evidence.description = "Observation of ten handovers";
  evidence.link = "https://harrowvale.example/observations";
  evidence.date = day(dated);
  evidence.of_practice = true;
  evidence.about = "night shift";
  return evidence;
}
Update says(const char* as_at, std::string narrative, std::optional<Date> forecast = {}) {
  return {day(as_at), "", std::move(narrative), forecast};
}
GiveUpdate unchanged(const char* as_at, std::string why) {
  GiveUpdate command{1, says(as_at, std::move(why))};
  command.no_change = true;
  return command;
}
GiveUpdate rated_as(const char* rating, const char* as_at = "2016-02-01") {
  return {1, says(as_at, "The second session is put off"), rating};
}
// Claimed by its owner on 31 January, accepted by a second person two days later.
Plan accepted() {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  act(plan, ClaimCompletion{1, day("2016-01-31"), "Register"}, at("2016-02-01", owner));
  act(plan, AcceptClaim{1, ""}, at("2016-02-02", second));
  return plan;
}
const Action& first_of(const Plan& plan) {
  return plan.actions[0];
}

// ---- Updates ----

TEST(AnUpdate, SaysRatingAndNarrativeInOneAndConfirmsFreshness) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  GiveUpdate command = rated_as("a");
  command.update.forecast = day("2016-06-30");
  EXPECT_EQ(act(plan, command, at("2016-02-01", owner)).size(), 2u);
  EXPECT_EQ(first_of(plan).rating.as_written, "A");
  EXPECT_EQ(first_of(plan).rating.status, Status::at_risk);
  EXPECT_EQ(first_of(plan).updates.back().by, owner);
  EXPECT_EQ(first_of(plan).updates.back().forecast, day("2016-06-30"));
  EXPECT_EQ(facts_of(plan, 1, "2016-05-01").freshness, Freshness::confirmed);
  EXPECT_EQ(act(plan, rated_as("A"), at("2016-02-02", owner)).size(), 1u) << "a rating that stands is not given again";
}

TEST(AnUpdate, OfNoChangeSaysSinceWhenAndWhy) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track)), row("Audit")});
  act(plan, GiveUpdate{1, says("2016-01-25", "Half are briefed", day("2016-06-30"))}, at("2016-02-01", owner));
  act(plan, unchanged("2016-04-01", "The trainer is on leave"), at("2016-04-01", owner));
  const Update& last = first_of(plan).updates.back();
  EXPECT_EQ(last.unchanged_since, day("2016-01-25"));
  EXPECT_EQ(last.forecast, day("2016-06-30")) << "what was expected still is";
  EXPECT_EQ(first_of(plan).confirmed, day("2016-04-01"));
  EXPECT_EQ(first_of(plan).history.back().what, "confirmed unchanged");
  EXPECT_EQ(first_of(plan).history.back().to, "No change since 25 January 2016: The trainer is on leave");
}

TEST(TheEvidenceTold, IsWhatWasLastSaidAndTellsOfConfirmations) {
  const auto words = [](const Plan& plan) { return in_words(told(first_of(plan))); };
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track), "A register of January")});
  EXPECT_EQ(words(plan), "A register of January");
  EXPECT_EQ(told(first_of(plan)).update, nullptr);
  act(plan, unchanged("2016-02-01", "The college is closed"), at("2016-02-01", owner));
  EXPECT_EQ(words(plan),
            "A register of January\nNo change since 7 January 2016, as at 1 February 2016: The college is closed");
  act(plan, GiveUpdate{1, says("2016-02-02", "Two of three teams")}, at("2016-02-02", owner));
  EXPECT_EQ(words(plan), "Two of three teams");
  EXPECT_EQ(told(first_of(plan)).update->by, owner);
  act(plan, unchanged("2016-02-03", "The trainer is ill"), at("2016-02-03", owner));
  act(plan, unchanged("2016-02-04", "She still is"), at("2016-02-04", owner));
  EXPECT_EQ(words(plan), "Two of three teams\nNo change since 3 February 2016, as at 4 February 2016: She still is");
  act(plan, ChangeAction{1, "evidence", "A register of January", "A register of February", "It was wrong"},
      at("2016-02-06"));
  EXPECT_EQ(words(plan), "A register of February") << "corrected after the last update";
  act(plan, GiveUpdate{1, says("2016-02-07", "All three teams")}, at("2016-02-07", owner));
  EXPECT_EQ(words(plan), "All three teams");
  EXPECT_EQ(words(plan_of({row("Audit")})), "");
}

TEST(AnUpdate, IsRefusedWithASentence) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track)), row("Audit")});
  GiveUpdate blank_row = unchanged("2016-02-01", "Nothing yet");
  blank_row.number = 2;
  GiveUpdate both = unchanged("2016-02-01", "On leave");
  both.rating = "A";
  const struct {
    GiveUpdate command;
    const char* sentence;
  } cases[] = {
      {{1, says("2016-02-01", " ")}, "Say how it stands, in a word at least."},
      {{1, says("2016-02-01", std::string(most_said + 1, 'x'))},
       "What you say is longer than the 20,000 letters that are kept. Say the main points here, and add the rest as a "
       "file of evidence."},
      {{1, says("2016-02-02", "Done soon")}, "The date of the update (2 February 2016) is still to come."},
      {{1, says("2016-02-01", "Done soon", day("2016-01-31"))},
       "The day on which you expect it to be done (31 January 2016) is before the date of the update."},
      {unchanged("2016-02-01", ""), "Say in a word why nothing has changed."},
      {both, "You say that nothing has changed, and give another rating. Say one or the other."},
      {unchanged("2016-01-06", "On leave"), "Action 1 has been confirmed since, on 7 January 2016."},
      {blank_row,
       "Nobody has said yet how Action 2 stands, so there is nothing that could be unchanged. Say how it stands."},
      {rated_as("Purple"), "“Purple” is not in this plan's key."},
      {rated_as("Action complete"),
       "“Action complete” means it is done: claim its completion first, with the day and what shows it."},
      {rated_as("A", "2016-01-06"), "Action 1 has a later rating, as at 7 January 2016."},
  };
  for (const auto& each : cases) EXPECT_EQ(refusal(plan, each.command), each.sentence);
  EXPECT_EQ(refusal(plan, GiveUpdate{1, says("2016-02-01", std::string(most_said, 'x'))}), "");
  const std::string too_long(most_said + 1, 'x');
  for (const PlanCommand& command : {PlanCommand(ClaimCompletion{1, day("2016-02-01"), too_long, {}}),
                                     PlanCommand(ChallengeAction{1, too_long, day("2016-02-10")})})
    EXPECT_TRUE(refusal(plan, command).starts_with("What you say is longer")) << refusal(plan, command);
}

// ---- What somebody should know before they act ----

TEST(WhatHappenedSince, IsMindedByWhoeverWouldActOtherwiseKnowingIt) {
  const PlanCommand update = GiveUpdate{1, says("2016-02-01", "Under way")}, judgement = AcceptClaim{1, ""};
  const struct {
    const char* name;
    PlanCommand happened;
    bool by_an_update, by_a_judgement;
  } cases[] = {
      {"another update", GiveUpdate{1, says("2016-02-01", "Half done")}, true, true},
      {"another rating", RateAction{1, "A", day("2016-02-01"), ""}, true, true},
      {"a confirmation", unchanged("2016-02-01", "On leave"), true, true},
      {"evidence", AddEvidence{1, of_practice("2016-01-20")}, false, true},
      {"a new wording", ChangeAction{1, "wording", "Brief all staff", "Brief everybody", ""}, false, true},
      {"a claim", ClaimCompletion{1, day("2016-01-31"), "Register"}, false, true},
      {"a request", AskForUpdate{{1}, day("2016-03-01")}, false, false},
      {"an answered remark", AnswerRemark{1, "open.no-lead", "aa", "Vacant"}, false, false},
  };
  for (const auto& each : cases) {
    Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
    const std::size_t seen = first_of(plan).history.size();
    act(plan, each.happened, at("2016-02-01", owner));
    EXPECT_EQ(first_unseen(first_of(plan), seen, update) != nullptr, each.by_an_update) << each.name;
    EXPECT_EQ(first_unseen(first_of(plan), seen, judgement) != nullptr, each.by_a_judgement) << each.name;
    EXPECT_EQ(first_unseen(first_of(plan), first_of(plan).history.size(), judgement), nullptr) << each.name;
  }
}

// ---- A second person ----

TEST(ASecondPerson, IsNamedAndNotTheFirst) {
  const struct {
    const char *first, *second;
    bool taken;
  } cases[] = {
      {owner, owner, false},      {owner, second, true},      {"operator", "operator", false},
      {owner, "operator", false}, {"operator", second, true},
  };
  for (const auto& each : cases) {
    const std::string name = std::string(each.first) + ", then " + each.second;
    Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
    act(plan, ClaimCompletion{1, day("2016-01-31"), "Register"}, at("2016-02-01", each.first));
    act(plan, AddEvidence{1, of_practice("2016-01-20")}, at("2016-02-01", each.first));
    const std::optional<ErrorCode> wanted = each.taken ? std::nullopt : std::optional(ErrorCode::not_allowed);
    const Stamp by = at("2016-02-02", each.second);
    EXPECT_EQ(refusal_code(plan, AcceptClaim{1, ""}, by), wanted) << name;
    EXPECT_EQ(refusal_code(plan, TestEvidence{1, 1, day("2016-02-02"), "Seen"}, by), wanted) << name;
    EXPECT_EQ(
        refusal_code(plan, CloseActions{{1}, {ClosureKind::done, "Audit Group", day("2016-02-02"), "Seen"}, true}, by),
        wanted)
        << name;
  }
  const Plan imported =
      plan_of({row("Brief all staff", rated("Action complete", Status::complete), "Register of attendance")});
  EXPECT_EQ(refusal(imported, AcceptClaim{1, ""}, at("2016-02-02", "operator")), "")
      << "a document's claim was made elsewhere, and by nobody here";
  Plan mine = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  act(mine, ClaimCompletion{1, day("2016-01-31"), "Register"}, at("2016-02-01", "operator"));
  EXPECT_EQ(refusal(mine, AcceptClaim{1, ""}, at("2016-02-02", "operator")),
            "You made this claim. A second person must accept it: the operator cannot be the second person to the "
            "operator.");
}

// ---- Claims ----

TEST(AClaim, MayBringTheRatingThatMeansDone) {
  const Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  const auto with = [&](const char* rating) { return ClaimCompletion{1, day("2016-01-31"), "Register", rating}; };
  Plan claimed = plan;
  act(claimed, with("Action complete"), at("2016-02-01", owner));
  EXPECT_EQ(first_of(claimed).rating.status, Status::complete);
  EXPECT_EQ(facts_of(claimed, 1).delivery, Delivery::claimed_complete);
  EXPECT_TRUE(facts_of(claimed, 1).mismatches.empty());
  EXPECT_EQ(refusal(plan, with("A")), "“A” does not mean that it is done.");
  EXPECT_EQ(refusal(plan, with("Purple")), "“Purple” is not in this plan's key.");
}

TEST(AClaim, IsNotShownByEvidenceThatNoLongerCounts) {
  const char* const needed = "Say what shows that it was done, or write “none, because …”.";
  const struct {
    const char* name;
    bool expired, withdrawn, failed;
    const char* sentence;
  } cases[] = {{"that counts", false, false, false, ""},
               {"expired", true, false, false, needed},
               {"withdrawn", false, true, false, needed},
               {"found wanting", false, false, true, needed}};
  for (const auto& each : cases) {
    Plan plan = plan_of({row("Brief all staff")});
    Evidence evidence = of_practice("2016-01-20");
    if (each.expired) evidence.expires = day("2016-01-25");
    act(plan, AddEvidence{1, evidence}, at("2016-01-21", owner));
    if (each.withdrawn) act(plan, WithdrawEvidence{1, 1, "Of another team"}, at("2016-01-22", owner));
    if (each.failed)
      act(plan, TestEvidence{1, 1, day("2016-01-22"), "It names nobody", true}, at("2016-01-22", second));
    EXPECT_EQ(refusal(plan, ClaimCompletion{1, day("2016-01-31"), ""}), each.sentence) << each.name;
  }
}

// ---- Evidence ----

TEST(Evidence, ThatFailsItsTestShowsNothing) {
  Plan plan = accepted();
  act(plan, AddEvidence{1, of_practice("2016-03-01")}, at("2016-03-02", owner));
  act(plan, TestEvidence{1, 1, day("2016-03-03"), "Two of ten", true}, at("2016-03-03", second));
  EXPECT_EQ(facts_of(plan, 1, "2016-03-03").evidence, EvidenceState::attached);
  EXPECT_EQ(refusal_code(plan, ConfirmEmbedded{1, ""}, at("2016-03-04", second)), ErrorCode::bad_input);
  EXPECT_EQ(facts_of(plan, 1, "2016-03-03").mismatches,
            (std::vector<std::string>{
                "Rated on track, but its completion was accepted.",
                "Evidence “Observation of ten handovers” was tested and does not show it: Two of ten"}));
  EXPECT_EQ(first_of(plan).history.back().what, "evidence tested, and found wanting");
  act(plan, TestEvidence{1, 1, day("2016-03-10"), "Nine of ten, seen again"}, at("2016-03-10", second));
  EXPECT_EQ(facts_of(plan, 1, "2016-03-10").evidence, EvidenceState::tested) << "the last test holds";
}

TEST(Evidence, IsWithdrawnForAReasonAndKeepsItsNumber) {
  Plan plan = plan_of({row("Brief all staff")});
  act(plan, AddEvidence{1, of_practice("2016-01-20")}, at("2016-02-01", owner));
  EXPECT_EQ(refusal(plan, WithdrawEvidence{1, 1, ""}), "Say why the evidence is withdrawn.");
  EXPECT_EQ(refusal(plan, WithdrawEvidence{1, 2, "x"}), "Action 1 has no evidence 2.");
  act(plan, WithdrawEvidence{1, 1, "It names a child"});
  EXPECT_EQ(facts_of(plan, 1).evidence, EvidenceState::none);
  EXPECT_EQ(facts_of(plan, 1).delivery, Delivery::not_started);
  EXPECT_EQ(refusal(plan, TestEvidence{1, 1, day("2016-02-01"), "x"}, at("2016-02-01", second)),
            "That evidence was withdrawn: It names a child");
  EXPECT_EQ(refusal(plan, WithdrawEvidence{1, 1, "x"}), "That evidence was withdrawn: It names a child");
  act(plan, AddEvidence{1, of_practice("2016-01-20")}, at("2016-02-01", owner));
  EXPECT_EQ(first_of(plan).evidence_items.back().number, 2u);
}

// ---- Challenge ----

Plan challenged(Plan plan) {
  act(plan, ChallengeAction{1, "Nobody on the night shift knew of it", day("2016-02-20")}, at("2016-02-05", second));
  return plan;
}

TEST(AChallenge, IsAnsweredByAnotherAndThenUpheldOrWithdrawn) {
  Plan plan = challenged(accepted());
  EXPECT_EQ(facts_of(plan, 1, "2016-02-20").challenge_due, day("2016-02-20"));
  EXPECT_EQ(facts_of(plan, 1, "2016-02-20").mismatches.back(),
            "Challenged on 5 February 2016; an answer is due by 20 February 2016.");
  EXPECT_EQ(facts_of(plan, 1, "2016-02-21").mismatches.back(),
            "Challenged on 5 February 2016, and the answer that was due by 20 February 2016 has not come.");
  act(plan, AnswerChallenge{1, 1, "They were briefed on 10 February"}, at("2016-02-11", owner));
  EXPECT_TRUE(facts_of(plan, 1, "2016-02-21").challenge_answered);
  EXPECT_EQ(facts_of(plan, 1, "2016-02-21").mismatches.back(),
            "Challenged on 5 February 2016 and answered on 11 February 2016; it is neither upheld nor withdrawn yet.");
  act(plan, EndChallenge{1, 1, ChallengeEnd::withdrawn, "Seen on the ward"}, at("2016-02-22", second));
  EXPECT_FALSE(facts_of(plan, 1, "2016-02-22").challenge_due);
  EXPECT_EQ(facts_of(plan, 1, "2016-02-22").delivery, Delivery::complete) << "what was accepted stands";
  EXPECT_EQ(first_of(plan).challenges[0].ended_by, second);
}

TEST(AChallenge, ThatIsUpheldPutsBackWhatWasSaid) {
  const auto open = [] { return plan_of({row("Brief all staff", rated("G", Status::on_track))}); };
  const auto claimed = [&] {
    Plan plan = open();
    act(plan, ClaimCompletion{1, day("2016-01-31"), "Register"}, at("2016-02-01", owner));
    return plan;
  };
  const auto closed = [&] {
    Plan plan = open();
    act(plan, CloseAction{1, {ClosureKind::duplicate, "Audit Group", day("2016-02-01"), "As 7"}}, at("2016-02-01"));
    return plan;
  };
  const struct {
    const char* name;
    Plan plan;
    std::size_t events;
    DeliveryClaim delivery;
  } cases[] = {{"open", open(), 1, DeliveryClaim::none},
               {"claimed", claimed(), 2, DeliveryClaim::returned},
               {"accepted", accepted(), 2, DeliveryClaim::reopened},
               {"closed", closed(), 2, DeliveryClaim::reopened}};
  for (const auto& each : cases) {
    Plan plan = challenged(each.plan);
    act(plan, AnswerChallenge{1, 1, "We will"}, at("2016-02-11", owner));
    EXPECT_EQ(act(plan, EndChallenge{1, 1, ChallengeEnd::upheld, "Two of ten"}, at("2016-02-22", second)).size(),
              each.events)
        << each.name;
    EXPECT_EQ(first_of(plan).delivery, each.delivery) << each.name;
    EXPECT_FALSE(first_of(plan).closure) << each.name;
    EXPECT_TRUE(facts_of(plan, 1).open) << each.name;
  }
}

TEST(Embedded, RestsOnItsEvidenceOfPracticeForAsLongAsThatStands) {
  Plan plan = accepted();
  Evidence audit = of_practice("2016-03-01");
  audit.expires = day("2016-09-01");
  act(plan, AddEvidence{1, audit}, at("2016-03-02", owner));
  act(plan, AddEvidence{1, of_practice("2016-03-01")}, at("2016-03-02", owner));
  for (const std::uint32_t evidence : {1u, 2u})
    act(plan, TestEvidence{1, evidence, day("2016-03-03"), "Nine of ten"}, at("2016-03-03", second));
  act(plan, ConfirmEmbedded{1, ""}, at("2016-03-04", second));
  const auto told = [&](const char* as_at) {
    const std::string last = facts_of(plan, 1, as_at).mismatches.back();
    return last == "Rated on track, but its completion was accepted." ? std::string() : last;
  };
  EXPECT_EQ(told("2016-03-05"), "");
  EXPECT_EQ(told("2016-09-02"), "") << "the other still stands";
  act(plan, WithdrawEvidence{1, 2, "It was of another team"}, at("2016-03-06", owner));
  EXPECT_EQ(told("2016-03-07"), "");
  EXPECT_EQ(told("2016-09-02"),
            "Confirmed as embedded, but the evidence of practice that it rested on was withdrawn or has expired.");
  act(plan, WithdrawEvidence{1, 1, "It was of another team"}, at("2016-03-08", owner));
  EXPECT_EQ(told("2016-03-09"), "Confirmed as embedded, but the evidence of practice that it rested on was withdrawn.");
}

TEST(AChallenge, IsSettledBeforeAnythingIsAcceptedOrClosedAsDone) {
  const std::string waits =
      "Action 1 has been challenged, and the challenge is neither upheld nor withdrawn. Settle it first.";
  Plan claimed = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  act(claimed, ClaimCompletion{1, day("2016-01-31"), "Register"}, at("2016-02-01", owner));
  claimed = challenged(claimed);
  EXPECT_EQ(refusal(claimed, AcceptClaim{1, ""}, at("2016-02-06", third)), waits);
  Plan done = challenged(accepted());
  EXPECT_EQ(refusal(done, CloseAction{1, {ClosureKind::done, "Audit Group", day("2016-02-01"), "Seen"}}), waits);
  EXPECT_EQ(refusal(done, CloseAction{1, {ClosureKind::superseded, "Audit Group", day("2016-02-01"), "As 7"}}), "");
  act(done, AddEvidence{1, of_practice("2016-03-01")}, at("2016-03-02", owner));
  act(done, TestEvidence{1, 1, day("2016-03-03"), "Nine of ten"}, at("2016-03-03", second));
  EXPECT_EQ(refusal(done, ConfirmEmbedded{1, ""}, at("2016-03-04", second)), waits);
}

TEST(AChallenge, IsRefusedWithASentence) {
  Plan plan = challenged(accepted());
  const auto end = [](ChallengeEnd how, const char* why = "Seen") { return EndChallenge{1, 1, how, why}; };
  const struct {
    PlanCommand command;
    const char* by;
    const char* sentence;
  } cases[] = {
      {ChallengeAction{1, "", day("2016-02-20")}, second, "Say what is challenged, and why."},
      {ChallengeAction{1, "Is it so?", day("2016-02-05")}, second,
       "The day by which the answer is due (5 February 2016) has passed."},
      {ChallengeAction{1, "Is it so?", day("2016-02-20")}, owner,
       "You claimed its completion. Somebody else must challenge it."},
      {AnswerChallenge{1, 2, "It is"}, owner, "Action 1 has no challenge 2."},
      {AnswerChallenge{1, 1, " "}, owner, "Give the answer."},
      {AnswerChallenge{1, 1, "It is"}, second, "You raised this challenge. A second person must answer it."},
      {end(ChallengeEnd::upheld), second, "That challenge still waits for its answer, due by 20 February 2016."},
      {end(ChallengeEnd::open), second, "Say whether the challenge is upheld or withdrawn."},
      {end(ChallengeEnd::withdrawn, ""), second, "Say why the challenge is withdrawn."},
  };
  for (const auto& each : cases) EXPECT_EQ(refusal(plan, each.command, at("2016-02-06", each.by)), each.sentence);
  EXPECT_EQ(refusal(plan, end(ChallengeEnd::upheld), at("2016-02-21", second)), "")
      << "nobody answered in time, so nobody need be waited for";
  act(plan, AnswerChallenge{1, 1, "It is"}, at("2016-02-11", owner));
  EXPECT_EQ(refusal(plan, AnswerChallenge{1, 1, "It is"}, at("2016-02-12", owner)),
            "That challenge was answered on 11 February 2016.");
  EXPECT_EQ(refusal(plan, end(ChallengeEnd::withdrawn), at("2016-02-12", owner)),
            "You answered this challenge. A second person must uphold or withdraw it.");
  act(plan, end(ChallengeEnd::withdrawn), at("2016-02-12", second));
  EXPECT_EQ(refusal(plan, end(ChallengeEnd::upheld), at("2016-02-12", second)),
            "That challenge was withdrawn already.");
}

// ---- Re-tests ----

TEST(ARetest, IsDueOnADayAndReopensWhatNoLongerHolds) {
  Plan plan = accepted();
  act(plan, ScheduleRetest{1, day("2016-08-31"), ""});
  EXPECT_EQ(facts_of(plan, 1, "2016-08-31").retest_due, day("2016-08-31"));
  EXPECT_EQ(facts_of(plan, 1, "2016-08-31").mismatches.size(), 1u);
  EXPECT_EQ(facts_of(plan, 1, "2016-09-01").mismatches.back(),
            "Complete, but the re-test that was due by 31 August 2016 has not been recorded.");
  act(plan, RecordRetest{1, day("2016-09-01"), true, "Nine of ten", day("2017-03-01")}, at("2016-09-01", second));
  EXPECT_EQ(facts_of(plan, 1, "2016-09-01").retest_due, day("2017-03-01"));
  EXPECT_EQ(facts_of(plan, 1).delivery, Delivery::complete);
  act(plan, RecordRetest{1, day("2017-03-01"), false, "Two of ten"}, at("2017-03-01", second));
  EXPECT_TRUE(facts_of(plan, 1).open);
  EXPECT_FALSE(first_of(plan).retest_due);
  EXPECT_EQ(first_of(plan).history.back().reason,
            "The re-test of 1 March 2017 found that it no longer holds: Two of ten");
}

TEST(ARetest, IsRefusedWithASentence) {
  Plan plan = accepted();
  act(plan, ScheduleRetest{1, day("2016-08-31"), ""});
  const Plan open = plan_of({row("Brief all staff", rated("G", Status::on_track))});
  const char* const not_yet = "Action 1 is not yet accepted as complete, so there is nothing of it to be tested again.";
  const struct {
    const Plan* plan;
    PlanCommand command;
    const char* by;
    const char* sentence;
  } cases[] = {
      {&open, ScheduleRetest{1, day("2016-08-31"), ""}, second, not_yet},
      {&open, RecordRetest{1, day("2016-02-01"), true, "x"}, second, not_yet},
      {&plan, ScheduleRetest{1, day("2016-08-31"), ""}, second, "That is the day it has already."},
      {&plan, ScheduleRetest{1, day("2016-02-06"), "x"}, second,
       "The day of the re-test (6 February 2016) is not to come."},
      {&plan, ScheduleRetest{1, day("2016-09-30"), ""}, second, "Say why its day changes."},
      {&plan, ScheduleRetest{1, {}, ""}, second, "Say why it is not tested again."},
      {&plan, RecordRetest{1, day("2016-02-06"), true, ""}, second, "Say what the re-test found."},
      {&plan, RecordRetest{1, day("2016-02-07"), true, "x"}, second,
       "The day of the re-test (7 February 2016) is still to come."},
      {&plan, RecordRetest{1, day("2016-02-06"), true, "x", day("2016-02-06")}, second,
       "The day of the next re-test (6 February 2016) is not to come."},
      {&plan, RecordRetest{1, day("2016-02-06"), false, "x", day("2016-08-06")}, second,
       "What no longer holds is reopened, and is not tested again before it is complete again."},
      {&plan, RecordRetest{1, day("2016-02-06"), true, "x"}, owner,
       "You claimed its completion. A second person must test it again."},
  };
  for (const auto& each : cases) EXPECT_EQ(refusal(*each.plan, each.command, at("2016-02-06", each.by)), each.sentence);
  act(plan, ScheduleRetest{1, {}, "The service was closed"});
  EXPECT_FALSE(first_of(plan).retest_due);
  EXPECT_EQ(refusal(plan, ScheduleRetest{1, {}, "x"}), "No re-test is due.");
}

// ---- A body's decision over many rows ----

TEST(ABodysDecision, ClosesManyActionsAtOnceOrNone) {
  Plan plan = plan_of({row("Brief all staff", rated("G", Status::on_track)),
                       row("Write a policy", rated("Action complete", Status::complete), "Policy issued"),
                       row("Audit", rated("G", Status::on_track))});
  act(plan, ClaimCompletion{1, day("2016-01-31"), "Register"}, at("2016-02-01", owner));
  const Closure done{ClosureKind::done, "Audit Group", day("2016-03-04"), "Seen at the meeting"};
  const Stamp by = at("2016-03-05", second);
  EXPECT_EQ(refusal(plan, CloseActions{{1, 2, 3}, done, true}, by),
            "Action 3 can be closed as done only once a second person has accepted its completion.");
  EXPECT_EQ(refusal(plan, CloseActions{{1, 2}, done, false}, by),
            "Action 1 can be closed as done only once a second person has accepted its completion.");
  EXPECT_EQ(refusal_code(plan, CloseActions{{1, 2}, done, true}, at("2016-03-05", owner)), ErrorCode::not_allowed);
  EXPECT_EQ(act(plan, CloseActions{{1, 2}, done, true}, by).size(), 5u);
  for (const Number number : {1u, 2u}) {
    const Action& action = *find_action(plan, number);
    EXPECT_EQ(action.closure, done);
    EXPECT_EQ(action.accepted_by, second);
    EXPECT_EQ(facts_of(plan, number).delivery, Delivery::complete);
  }
  EXPECT_EQ(refusal(plan, CloseActions{{2, 3}, done, true}, by), "Action 2 was closed already, on 4 March 2016.");
  EXPECT_EQ(refusal(plan, CloseActions{{3, 3}, {ClosureKind::superseded, "B", day("2016-03-04"), "x"}, false}, by),
            "Action 3 is named twice.");
  EXPECT_EQ(refusal(plan, CloseActions{{}, done, true}, by), "Choose the actions that the body decided on.");
  EXPECT_EQ(refusal(plan, CloseActions{{3}, {ClosureKind::done, "", day("2016-03-04"), "x"}, true}, by),
            "Name the body that closes it.");
}

// ---- What does not fit, beside the rating ----

TEST(Mismatches, TellOfForecastsAndExpiryWhateverTheRating) {
  const struct {
    const char* name;
    Rating rating;
    const char* forecast;
    const char* as_at;
    std::vector<std::string> sentences;
  } cases[] = {
      {"on track, but expected late",
       rated("G", Status::on_track),
       "2016-06-30",
       "2016-02-01",
       {"Rated on track, but its owner expects it on 30 June 2016, after its date (31 March 2016)."}},
      {"not rated, and expected late",
       {},
       "2016-06-30",
       "2016-02-01",
       {"Its owner expects it on 30 June 2016, after its date (31 March 2016)."}},
      {"at risk says so already", rated("A", Status::at_risk), "2016-06-30", "2016-02-01", {}},
      {"in time", rated("G", Status::on_track), "2016-03-31", "2016-02-01", {}},
      {"the forecast has passed",
       rated("A", Status::at_risk),
       "2016-03-01",
       "2016-03-02",
       {"Its owner expected it by 1 March 2016, which has passed, and has not said more."}},
  };
  for (const auto& each : cases) {
    Action action = row("Brief all staff", each.rating);
    action.target = "31/03/2016";
    Plan plan = plan_of({action});
    act(plan, GiveUpdate{1, says("2016-01-25", "Under way", day(each.forecast))});
    EXPECT_EQ(facts_of(plan, 1, each.as_at).mismatches, each.sentences) << each.name;
  }
  Plan plan = plan_of({row("Brief all staff")});
  Evidence evidence = of_practice("2016-01-20");
  evidence.expires = day("2016-06-30");
  act(plan, AddEvidence{1, evidence}, at("2016-01-25", owner));
  act(plan, ClaimCompletion{1, day("2016-01-31"), ""}, at("2016-02-01", owner));
  EXPECT_TRUE(facts_of(plan, 1, "2016-06-30").mismatches.empty());
  EXPECT_EQ(facts_of(plan, 1, "2016-07-01").mismatches,
            std::vector<std::string>{"Claimed complete, but its evidence has expired."});
}

}  // namespace
}  // namespace candour::plan
