#include <algorithm>
#include <random>
#include <set>

#include "plan/steps.h"
#include "plan/trade_test.h"

namespace candour::plan {
namespace {

// Commands as a careless crowd would give them: most are refused, and what is not must fit together.
class Crowd {
 public:
  explicit Crowd(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  Number number() { return static_cast<Number>(below(7)); }
  std::string person() { return pick({"coordinator", "police-lead", "scrutineer"}); }
  std::string pick(std::vector<std::string> texts) { return texts[below(texts.size())]; }
  std::string text() {
    return pick({"", "G", "Brief all staff", "none", "30/09/2016 31/12/2016", "TBC", "1a", "Blue"});
  }
  Date some_day() { return day("2016-01-01").plus_days(static_cast<std::int32_t>(below(200))); }
  Rating rating() {
    return {text(), every_status[below(every_status.size())], static_cast<std::uint32_t>(below(3)), some_day()};
  }
  Action action() {
    Action action = row(text(), rating(), text());
    action.agency = AgencyId(pick({"police", "health", ""}));
    action.target = text();
    action.response = text();
    return action;
  }
  std::vector<Action> actions() {
    std::vector<Action> rows;
    for (std::size_t i = below(4); i > 0; --i) rows.push_back(action());
    return rows;
  }
  Evidence evidence() {
    Evidence evidence;
    evidence.description = text();
    evidence.link = pick({"", "https://harrowvale.example/a"});
    evidence.date = some_day();
    evidence.of_practice = below(2) == 0;
    return evidence;
  }
  std::string finding(const Plan& plan) {
    return plan.findings.empty() ? "1" : plan.findings[below(plan.findings.size())].ref;
  }
  std::string recommendation(const Plan& plan) {
    return plan.recommendations.empty() ? "1a" : plan.recommendations[below(plan.recommendations.size())].ref;
  }
  PlanCommand command(const Plan& plan) {
    switch (below(37)) {
      case 0:
        return rowan(actions());
      case 1:
      case 2: {
        ImportRevision revision;
        revision.document = document("import-" + std::to_string(below(1000)));
        revision.as_at = below(2) ? std::optional(some_day()) : std::nullopt;
        if (below(2)) revision.key = rowan_key();
        revision.findings = {{text(), text(), text()}};
        revision.recommendations = {{text(), text(), text(), {}, {}}};
        revision.added = actions();
        for (const Action& there : plan.actions) {
          if (below(3) == 0)
            revision.changed.push_back({there.number, action(), text()});
          else if (below(4) == 0)
            revision.withdrawn.push_back({there.number, "gone"});
        }
        return revision;
      }
      case 29:
        return RewordFinding{{"1", text(), text()}, text()};
      case 30:
        return below(2) ? PlanCommand(WithdrawFinding{finding(plan), text()})
                        : PlanCommand(WithdrawRecommendation{recommendation(plan), text()});
      case 31:
        return SplitFinding{
            {finding(plan), text(), "x"}, {next_finding_ref(plan), text(), "y"}, {recommendation(plan)}, {}, text()};
      case 32:
        return MergeFindings{finding(plan), {finding(plan), text(), "z"}, text()};
      case 33:
        return below(2) ? PlanCommand(SplitRecommendation{recommendation(plan),
                                                          text(),
                                                          {next_recommendation_ref(plan, "1"), "1", text(), {}, {}},
                                                          {number()},
                                                          text()})
                        : PlanCommand(MergeRecommendations{recommendation(plan), recommendation(plan), text(), text()});
      case 34:
        return below(2) ? PlanCommand(SplitAction{number(), text(), action(), text()})
                        : PlanCommand(MergeActions{number(), number(), text(), text()});
      case 35:
      case 36: {
        if (plan.steps.empty()) return UndoStep{below(100), text()};
        auto step = plan.steps.begin();
        std::advance(step, static_cast<std::ptrdiff_t>(below(plan.steps.size())));
        return UndoStep{step->first, "Mistaken"};
      }
      case 3:
        return RetitlePlan{text(), {}};
      case 4:
        return SetKey{{{"G", text(), below(2) ? Status::on_track : Status::complete}, {"Blue", "", Status::embedded}},
                      below(2) ? EarlierRatings::keep_their_meaning : EarlierRatings::are_read_again,
                      text()};
      case 5:
        return AddFinding{{text(), text(), ""}};
      case 6:
        return AddRecommendation{{text(), "", text(), {}, {}}};
      case 7:
        return GiveResponse{text(), AgencyId("police"), {ResponseKind::accepted, text()}};
      case 8:
        return AddAction{action()};
      case 9: {
        const Action* there = find_action(plan, number());
        return ChangeAction{there ? there->number : 0, "wording", there ? there->wording : "", text(), ""};
      }
      case 10:
        return MoveAction{number(), AgencyId(pick({"police", "health"})), text()};
      case 11:
        return ChangeDate{number(), text(), text()};
      case 12:
        return RateAction{number(), text(), some_day(), text()};
      case 13:
        return GiveUpdate{number(), {some_day(), person(), text(), some_day()}, below(2) ? text() : "", below(3) == 0};
      case 14:
        return ClaimCompletion{number(), some_day(), text()};
      case 15:
        return AcceptClaim{number(), text()};
      case 16:
        return ReturnClaim{number(), text()};
      case 17:
        return AddEvidence{number(), evidence()};
      case 18:
        return TestEvidence{number(), static_cast<std::uint32_t>(below(3)), some_day(), text()};
      case 19:
        return ConfirmEmbedded{number(), text()};
      case 20:
        return CloseAction{number(), {static_cast<ClosureKind>(below(6)), text(), some_day(), text()}};
      case 21:
        return below(2) ? PlanCommand(ReopenAction{number(), text()}) : PlanCommand(WithdrawAction{number(), text()});
      case 22:
        if (below(3) == 0) return WithdrawAnswer{number(), "open.no-lead", pick({"a", "b"}), text()};
        return AnswerRemark{number(), "open.no-lead", pick({"a", "b"}), text()};
      case 24:
        return ChallengeAction{number(), text(), some_day()};
      case 25:
        return AnswerChallenge{number(), static_cast<std::uint32_t>(below(3)), text()};
      case 26:
        return EndChallenge{number(), static_cast<std::uint32_t>(below(3)), static_cast<ChallengeEnd>(below(3)),
                            text()};
      case 27:
        if (below(2)) return ScheduleRetest{number(), some_day(), text()};
        return RecordRetest{number(), some_day(), below(2) == 0, text(), {}};
      case 28:
        if (below(2)) return WithdrawEvidence{number(), static_cast<std::uint32_t>(below(3)), text()};
        return CloseActions{
            {number(), number()}, {static_cast<ClosureKind>(below(6)), text(), some_day(), text()}, true};
      default:
        if (below(2) && !plan.imports.empty()) return WithdrawImport{plan.imports.back().id, text()};
        return AskForUpdate{{number(), number()}, some_day()};
    }
  }
  Stamp stamp(Date today) { return {Moment::at_start_of(today), today, person()}; }

 private:
  std::mt19937 random_;
};

// What holds of every plan that was folded from decided events.
void expect_whole(const Plan& plan) {
  Number last = 0;
  for (const Action& action : plan.actions) {
    ASSERT_GT(action.number, last) << "actions stand by number";
    last = action.number;
    ASSERT_EQ(find_action(plan, action.number), &action);
    ASSERT_EQ(find_withdrawn_action(plan, action.number), nullptr);
    ASSERT_FALSE(action.history.empty());
    ASSERT_EQ(action.history.front().what, "added");
    ASSERT_TRUE(!action.due || action.original_due) << "a date has a first one";
    const bool accepted =
        action.delivery == DeliveryClaim::embedded || action.delivery == DeliveryClaim::accepted_complete;
    ASSERT_TRUE(!accepted || action.accepted_by != action.claimed_by) << "a second person accepts";
    std::set<std::uint32_t> evidence;
    for (const Evidence& item : action.evidence_items) {
      ASSERT_TRUE(evidence.insert(item.number).second);
      ASSERT_TRUE(!item.tested || item.tested_by != item.added_by) << "a second person tests";
    }
    for (const Challenge& challenge : action.challenges) {
      ASSERT_EQ(find_challenge(action, challenge.number), &challenge);
      ASSERT_TRUE(!challenge.answered || challenge.answered_by != challenge.by) << "another answers";
      ASSERT_TRUE(!challenge.ended || !challenge.answered || challenge.ended_by != challenge.answered_by)
          << "who answered does not settle it";
    }
    ASSERT_TRUE(!action.retest_due || accepted) << "what was never accepted is not tested again";
    for (const RemarkAnswer& answer : action.remark_answers) {
      ASSERT_EQ(find_remark_answer(action, answer.code, answer.facts), &answer) << "one answer to one question";
      ASSERT_LT(answer.happening, action.history.size());
      ASSERT_EQ(action.history[answer.happening].reason, answer.reason) << "what came behind it happened since";
    }
    const Facts facts = candour::plan::facts(action, plan, day("2016-07-20"));
    ASSERT_TRUE(!facts.open || facts.delivery < Delivery::claimed_complete);
    const bool closed_as_done = action.closure && action.closure->kind == ClosureKind::done;
    ASSERT_TRUE(!closed_as_done || facts.delivery >= Delivery::complete);
  }
  ASSERT_LE(last, plan.last_number);
  for (const auto& [thing, step] : plan.last_steps) ASSERT_TRUE(plan.steps.contains(step)) << in_words(thing);
  for (const auto& [id, step] : plan.steps)
    for (const auto& [thing, stood] : step.before) {
      const auto last_step = plan.last_steps.find(thing);
      ASSERT_TRUE(last_step != plan.last_steps.end() && last_step->second == id)
          << in_words(thing) << ": a step is the last of all it touched";
    }
  ASSERT_FALSE(plan.open_step) << "a step ends where it began";
  ASSERT_FALSE(plan.importing) << "an import ends where it began";
}

TEST(Apply, KeepsThePlanWholeWhateverACrowdDecides) {
  std::size_t taken = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    Crowd crowd(seed);
    Plan plan;
    Date today = day("2016-02-01");
    for (int step = 0; step < 60; ++step) {
      today = today.plus_days(static_cast<std::int32_t>(crowd.below(4)));
      const PlanCommand command = step == 0 ? PlanCommand(rowan(crowd.actions())) : crowd.command(plan);
      const auto events = decide(plan, command, crowd.stamp(today));
      if (!events) {
        ASSERT_FALSE(events.error().sentence.empty());
        continue;
      }
      ++taken;
      const std::uint64_t before = plan.version;
      for (const PlanEvent& event : *events) apply(plan, event);
      ASSERT_EQ(plan.version, before + events->size());
      ASSERT_NO_FATAL_FAILURE(expect_whole(plan))
          << "seed " << seed << " step " << step << " command " << command.index();
    }
  }
  EXPECT_GT(taken, 1000u) << "the crowd must get something through";
}

// What stands, without what only grows.
Plan standing(Plan plan) {
  plan.version = 0;
  plan.last_number = 0;
  plan.history.clear();
  plan.steps.clear();
  plan.last_steps.clear();
  plan.changed = {};
  plan.withdrawn_actions.clear();
  plan.withdrawn_findings.clear();
  plan.withdrawn_recommendations.clear();
  for (Action& action : plan.actions) {
    action.history.clear();
    action.answered = true;
  }
  for (Import& import : plan.imports) {
    import.changed_since = import.responded_since = true;
    if (import.before) import.before->actions.clear();
  }
  return plan;
}

TEST(Undo, PutsBackWhatStoodAndCanItselfBeUndone) {
  std::size_t undone = 0;
  std::set<std::size_t> kinds;
  for (unsigned seed = 0; seed < 120; ++seed) {
    Crowd crowd(5000 + seed);
    Plan plan = plan_of({row("Brief staff"), row("Audit files"), row("Train all", rated("G", Status::on_track))});
    act(plan, AddFinding{{"2", "Visits were missed", ""}});
    act(plan, AddRecommendation{{"2a", "2", "Are visits made?", {}, {}}});
    for (int step = 0; step < 60; ++step) {
      const PlanCommand command = crowd.command(plan);
      const auto events = decide(plan, command, crowd.stamp(day("2016-02-01").plus_days(step)));
      if (!events || events->empty()) continue;
      const Plan before = plan;
      for (const PlanEvent& event : *events) apply(plan, event);
      if (plan.withdrawn) break;
      if (!plan.steps.contains(before.version + 1)) continue;
      const UndoStep undo{before.version + 1, "Mistaken"};
      const auto back = decide(plan, undo, at("2016-09-01"));
      if (!back) continue;  // it would leave something hanging
      Plan again = plan;
      for (const PlanEvent& event : *back) apply(again, event);
      ASSERT_EQ(standing(again), standing(before)) << "seed " << seed << " command " << command.index();
      ++undone;
      kinds.insert(command.index());
      const auto redo = decide(again, UndoStep{again.version, "It was right"}, at("2016-09-02"));
      ASSERT_TRUE(redo.has_value()) << redo.error().sentence;
      for (const PlanEvent& event : *redo) apply(again, event);
      ASSERT_EQ(standing(again), standing(plan)) << "seed " << seed << " command " << command.index();
    }
  }
  EXPECT_GT(undone, 500u);
  EXPECT_GT(kinds.size(), 15u) << "the crowd must undo things of many kinds";
}

TEST(Apply, IsTotal) {
  // Any selection of the events, in any order, folds: as a view does that leaves some out.
  for (unsigned seed = 0; seed < 60; ++seed) {
    Crowd crowd(1000 + seed);
    Plan plan;
    std::vector<PlanEvent> all;
    for (int step = 0; step < 40; ++step)
      if (const auto events = decide(plan, step == 0 ? PlanCommand(rowan(crowd.actions())) : crowd.command(plan),
                                     crowd.stamp(day("2016-03-01"))))
        for (const PlanEvent& event : *events) {
          apply(plan, event);
          all.push_back(event);
        }
    for (int round = 0; round < 5; ++round) {
      std::vector<PlanEvent> some;
      for (const PlanEvent& event : all)
        if (crowd.below(3) > 0) some.push_back(event);
      if (round > 2)
        for (std::size_t i = some.size(); i > 1; --i) std::swap(some[i - 1], some[crowd.below(i)]);
      Plan folded;
      for (const PlanEvent& event : some) apply(folded, event);
      ASSERT_EQ(folded.version, some.size());
      for (const Action& action : folded.actions) {
        ASSERT_EQ(find_action(folded, action.number), &action);
        facts(action, folded, day("2016-03-01"));
      }
    }
  }
}

TEST(Apply, GivesTheSamePlanForTheSameEventsAndGoesOnFromAnyPrefix) {
  Crowd crowd(7);
  Plan plan;
  std::vector<PlanEvent> all;
  for (int step = 0; step < 80; ++step)
    for (PlanEvent& event : act(plan, step == 0 ? PlanCommand(rowan({crowd.action(), crowd.action()}))
                                                : PlanCommand(AddAction{row("Audit", crowd.rating())})))
      all.push_back(std::move(event));
  for (std::size_t cut : {std::size_t{0}, all.size() / 2, all.size()}) {
    Plan folded;
    for (std::size_t i = 0; i < cut; ++i) candour::plan::apply(folded, all[i]);
    Plan copy = folded;
    for (std::size_t i = cut; i < all.size(); ++i) candour::plan::apply(copy, PlanEvent(all[i]));
    EXPECT_EQ(copy, plan);
  }
}

}  // namespace
}  // namespace candour::plan
