// Permission at the one way in and the one way out: what each role sees, and may do, of a record that two partnerships
// share.

#include <algorithm>
#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <thread>

#include "app/candour.h"
#include "app/sample_test.h"
#include "plan/steps.h"
#include "view/today.h"

namespace candour::app {
namespace {

using people::Grant;
using people::PartnershipId;
using people::PersonId;
using people::Role;
using testing::ElementsAre;
using testing::HasSubstr;

const PartnershipId first = people::first_partnership;
const PartnershipId other{"s7m2qx9dab"};
const plan::AgencyId police{"police"}, housing{"housing"}, health{"harrow-vale-icb"};

// Two partnerships, each with the sample plan (six rows: police 1 and 4, the ICB 2 and 5, housing 3 and 6), and one
// person for each role of the first, named after it; "there" coordinates the other.
struct Shared : sample::World {
  plan::PlanId rowan, linnet;
  std::map<std::string, Actor> by_name;

  Shared() {
    rowan = import();
    EXPECT_TRUE(candour.act({}, people::StartPartnership{other, "Brackenford"}));
    person("administrator", role(Role::administrator));
    Grant there = role(Role::coordinator);
    there.partnership = other;
    person("there", there);
    actor = by_name.at("there");
    linnet = import("another document");
    actor = {};
    for (const Role each : people::every_role)
      if (each != Role::administrator) person(std::string(people::to_text(each)), role(each));
  }

  Grant role(Role role) const {
    Grant grant;
    grant.role = role;
    if (role != Role::administrator) grant.partnership = first;
    if (role == Role::agency_lead || role == Role::contributor) grant.agency = police;
    if (role == Role::contributor || role == Role::inspector) grant.plan = rowan;
    if (role == Role::contributor) grant.actions = {4};
    if (role == Role::inspector) grant.until = sample::day("2026-03-31");
    return grant;
  }
  void person(const std::string& name, const Grant& grant) {
    std::string id = name;
    std::replace(id.begin(), id.end(), '_', '-');
    const auto added = candour.act({}, people::AddPerson{PersonId(id), name, id + "@harrowvale.example", {grant}});
    EXPECT_TRUE(added) << (added ? "" : added.error().sentence);
    by_name[name] = {.name = {}, .person = PersonId(id)};
  }
  const Actor& as(const std::string& name) const { return by_name.at(name); }
  std::string sees(const std::string& name) {
    const auto picture = *candour.picture(as(name));
    std::string seen;
    for (const auto& plan : picture->plans) {
      seen += plan->plan->id == rowan ? "rowan" : "linnet";
      for (const view::Row& row : plan->rows) seen += " " + std::to_string(row.action->number);
      seen += "; ";
    }
    return seen;
  }
  std::string agencies(const std::string& name) {
    std::string seen;
    for (const plan::Agency* agency : (*candour.picture(as(name)))->agencies) seen += agency->id.text() + " ";
    return seen;
  }
};

TEST(Permission, EachRoleSeesWhatIsTheirsAndTheRestIsNotThere) {
  Shared shared;
  const std::pair<const char*, const char*> cases[] = {
      {"coordinator", "rowan 1 2 3 4 5 6; "}, {"agency_lead", "rowan 1 4; "},
      {"contributor", "rowan 4; "},           {"scrutineer", "rowan 1 2 3 4 5 6; "},
      {"approver", "rowan 1 2 3 4 5 6; "},    {"member", "rowan 1 2 3 4 5 6; "},
      {"inspector", "rowan 1 2 3 4 5 6; "},   {"administrator", ""},
      {"there", "linnet 1 2 3 4 5 6; "}};
  for (const auto& [name, seen] : cases) EXPECT_EQ(shared.sees(name), seen) << name;
  const Actor nobody{.name = {}, .person = PersonId("nobody")};
  EXPECT_TRUE((*shared.candour.picture(nobody))->plans.empty());
  EXPECT_EQ((*shared.candour.picture(shared.as("there")))->name, "Brackenford");
}

// The picture of one action holds that action, and it alone, for those and only those whose own picture holds it.
TEST(Permission, APictureOfOneActionShowsWhatTheWholePictureShows) {
  Shared shared;
  std::vector<std::string> actions;
  for (const auto& plan : (*shared.candour.picture({}))->plans)
    for (const view::Row& row : plan->rows) actions.push_back(row.id);
  ASSERT_EQ(actions.size(), 12u);
  for (const auto& [name, actor] : shared.by_name) {
    const auto whole = *shared.candour.picture(actor);
    for (const std::string& action : actions) {
      const view::Row* seen = view::find_row(*whole, action);
      const auto alone = *shared.candour.picture_of_action(actor, action);
      const view::Row* row = view::find_row(*alone, action);
      EXPECT_EQ(row != nullptr, seen != nullptr) << name << " " << action;
      EXPECT_EQ(alone->plans.size(), seen ? 1u : 0u);
      EXPECT_EQ(alone->name, whole->name);
      if (!row || !seen) continue;
      EXPECT_EQ(alone->plans.front()->rows.size(), 1u);
      EXPECT_EQ(row->plan->actions, seen->plan->actions);
      EXPECT_EQ(row->agency ? row->agency->name : "", seen->agency ? seen->agency->name : "");
      EXPECT_EQ(row->facts.delivery, seen->facts.delivery);
    }
    for (const char* none : {"nothing", "k7m2qx9dab-99", "zzzzzzzzzz-1", ""})
      EXPECT_TRUE((*shared.candour.picture_of_action(actor, none))->plans.empty());
  }
}

TEST(Permission, CountsSearchAndReportsHoldOnlyWhatIsSeen) {
  Shared shared;
  const auto lead = *shared.candour.picture(shared.as("agency_lead"));
  EXPECT_EQ(view::today(*lead, {}, {}).totals.total, 2u);
  EXPECT_EQ(view::search(*lead, "nurses").total, 0u);
  EXPECT_EQ(view::search(*(*shared.candour.picture(shared.as("coordinator"))), "nurses").total, 1u);
  EXPECT_EQ(view::report(*lead, {}).total, 2u);
  EXPECT_EQ(view::report(*lead, {shared.linnet}).plans.size(), 0u);
  EXPECT_FALSE(view::agency_page(*lead, housing));
  EXPECT_EQ(shared.agencies("agency_lead"), "police ");
  EXPECT_EQ(shared.agencies("administrator"), "police harrow-vale-icb housing ");
  const plan::Plan& part = *lead->plans.front()->plan;
  EXPECT_TRUE(part.imports.empty()) << "the document holds every agency's rows";
  EXPECT_EQ(part.version, shared.plan(shared.rowan).version) << "what they change is checked against the plan itself";
}

TEST(Permission, ARowThatMovesIsSeenByTheNextAgencyAndNoLongerByTheFormer) {
  Shared shared;
  ASSERT_TRUE(shared.candour.act({}, shared.rowan, plan::MoveAction{3, police, "It is theirs"}, std::nullopt));
  EXPECT_EQ(shared.sees("agency_lead"), "rowan 1 3 4; ");
  ASSERT_TRUE(shared.candour.act({}, shared.rowan, plan::MoveAction{4, housing, "It is theirs"}, std::nullopt));
  EXPECT_EQ(shared.sees("agency_lead"), "rowan 1 3; ");
  EXPECT_EQ(shared.sees("contributor"), "") << "what was handed on was the agency's to hand on";
}

TEST(Permission, WhatSomebodyMaySeeTheyMaySeeNowAlsoOfAPastDay) {
  Shared shared;
  shared.clock.set(sample::morning("2026-03-05"));
  const auto past = [&](const char* name) {
    return (*shared.candour.picture_as_at(shared.as(name), sample::day("2026-03-03"), Knowledge::then))->plans.size();
  };
  EXPECT_EQ(past("coordinator"), 1u);
  ASSERT_TRUE(shared.candour.act({}, people::Leave{PersonId("coordinator"), sample::day("2026-03-04"), ""}));
  EXPECT_EQ(past("coordinator"), 0u);
  EXPECT_EQ(past("administrator"), 0u);
}

TEST(Permission, ARestrictedPlanIsAbsentForEverybodyItDoesNotName) {
  Shared shared;
  const Actor& coordinator = shared.as("coordinator");
  ASSERT_TRUE(shared.candour.act(
      coordinator,
      people::RestrictPlan{shared.rowan, {{PersonId("coordinator"), PersonId("agency-lead")}, "A trial"}}));
  for (const char* name : {"scrutineer", "approver", "member", "inspector", "contributor"})
    EXPECT_EQ(shared.sees(name), "") << name;
  EXPECT_EQ(shared.sees("agency_lead"), "rowan 1 4; ") << "their role says what of it";
  const auto refused = shared.candour.act(shared.as("scrutineer"), shared.rowan, plan::ReturnClaim{1, "x"}, 1);
  EXPECT_EQ(refused.error().code, ErrorCode::not_found) << refused.error().sentence;
  ASSERT_TRUE(shared.candour.act(coordinator, people::OpenPlan{shared.rowan, "The trial is over"}));
  EXPECT_EQ(shared.sees("member"), "rowan 1 2 3 4 5 6; ");
}

TEST(Permission, AnActIsDoneOrRefusedAsTheTableSays) {
  Shared shared;
  using plan::PlanCommand;
  const auto outcome = [&](const char* name, const PlanCommand& command, const plan::PlanId& plan) -> std::string {
    const auto done = shared.candour.act(shared.as(name), plan, command, std::nullopt);
    if (done) return "done";
    switch (done.error().code) {
      case ErrorCode::not_found:
        return "404";
      case ErrorCode::not_allowed:
        return done.error().sentence.starts_with("You may not") ? "403" : "done";
      default:
        return "done";  // it was theirs to do; the plan says what stands in the way
    }
  };
  plan::Update update{sample::day("2026-03-02"), "", "It goes on.", {}};
  struct Case {
    PlanCommand command;
    const char* expected;  // coordinator, agency_lead, contributor, scrutineer, approver, member, inspector
  };
  plan::Evidence evidence;
  evidence.description = "Minutes";
  evidence.link = "https://harrowvale.example/m";
  evidence.date = sample::day("2026-02-01");
  const Case own_row[] = {
      {plan::GiveUpdate{4, update}, "done done done 403 403 403 403"},
      {plan::RateAction{4, "G", sample::day("2026-03-02"), ""}, "done done done 403 403 403 403"},
      {plan::RateAction{4, "A", sample::day("2026-03-02"), "Seen", "scrutineer"}, "done 403 403 done 403 403 403"},
      {plan::ClaimCompletion{4, sample::day("2026-03-01"), "none, because it is new"},
       "done done done 403 403 403 403"},
      {plan::AddEvidence{4, evidence}, "done done done 403 403 403 403"},
      {plan::TestEvidence{4, 1, sample::day("2026-03-01"), "It holds"}, "done 403 403 done 403 403 403"},
      {plan::AcceptClaim{4, ""}, "done 403 403 done 403 403 403"},
      {plan::ChallengeAction{4, "Show us", sample::day("2026-03-20")}, "done 403 403 done 403 403 403"},
      {plan::AnswerChallenge{4, 1, "Here"}, "done done done 403 403 403 403"},
      {plan::CloseAction{4, {plan::ClosureKind::duplicate, "Board", sample::day("2026-03-01"), "Twice"}},
       "done 403 403 done 403 403 403"},
      {plan::ReopenAction{4, "Again"}, "done 403 403 done 403 403 403"},
      {plan::AnswerRemark{4, "green.late", "0a", "Seen"}, "done 403 403 done 403 403 403"},
      {plan::ChangeAction{4, "lead", "Head of Service", "Sgt Reed", "New"}, "done 403 403 403 403 403 403"},
      {plan::ChangeDate{4, "31/03/2027", "Late"}, "done 403 403 403 403 403 403"},
      {plan::AskForUpdate{{4}, sample::day("2026-03-20")}, "done 403 403 403 403 403 403"},
      {plan::GiveResponse{"1a", police, {plan::ResponseKind::accepted, "Yes"}}, "done done 403 403 403 403 403"},
      {plan::SetKey{{{"G", "On track", plan::Status::on_track}}}, "done 403 403 403 403 403 403"},
  };
  const char* names[] = {"coordinator", "agency_lead", "contributor", "scrutineer", "approver", "member", "inspector"};
  for (const Case& each : own_row) {
    std::string outcomes;
    for (const char* name : names)
      outcomes += (outcomes.empty() ? "" : " ") + outcome(name, each.command, shared.rowan);
    EXPECT_EQ(outcomes, each.expected) << "command " << each.command.index();
    for (const char* name : names)
      EXPECT_EQ(outcome(name, each.command, shared.linnet), "404") << name << ", another partnership";
    EXPECT_EQ(outcome("administrator", each.command, shared.rowan), "404");
    EXPECT_EQ(outcome("there", each.command, shared.rowan), "404");
  }
  // Another agency's row, a row that was not handed, a row that never was: all look alike.
  for (const plan::Number number : {2u, 3u, 99u}) {
    EXPECT_EQ(outcome("agency_lead", plan::GiveUpdate{number, update}, shared.rowan), "404") << number;
    EXPECT_EQ(outcome("contributor", plan::GiveUpdate{number, update}, shared.rowan), "404") << number;
    EXPECT_EQ(outcome("agency_lead", plan::AskForUpdate{{4, number}, sample::day("2026-03-20")}, shared.rowan), "403");
  }
  EXPECT_EQ(outcome("contributor", plan::GiveUpdate{1, update}, shared.rowan), "404") << "their agency's, not theirs";
  EXPECT_EQ(outcome("agency_lead", plan::GiveResponse{"1a", housing, {}}, shared.rowan), "403");
}

const char* const everybody[] = {"coordinator", "agency_lead", "contributor", "scrutineer",
                                 "approver",    "member",      "inspector",   "administrator"};

// Who may what is contrary to a step may undo it, and may undo the undoing.
TEST(Permission, ToUndoAStepIsForWhoeverMayDoWhatItUndoes) {
  Shared shared;
  const auto may_undo = [&](const plan::Thing& thing) {
    const auto& steps = shared.plan(shared.rowan).last_steps;
    EXPECT_TRUE(steps.contains(thing)) << plan::in_words(thing);
    const plan::UndoStep undo{steps.contains(thing) ? steps.at(thing) : 999, "Not so"};
    std::string outcomes;
    for (const char* name : everybody) {
      const auto may = shared.candour.may(shared.as(name), shared.rowan, undo);
      outcomes += may ? "may " : may.error().code == ErrorCode::not_allowed ? "403 " : "404 ";
      EXPECT_EQ(shared.candour.may(shared.as("there"), shared.rowan, undo).error().code, ErrorCode::not_found);
    }
    return outcomes;
  };
  const auto act = [&](const plan::PlanCommand& command) {
    const auto done = shared.candour.act({}, shared.rowan, command, std::nullopt);
    ASSERT_TRUE(done) << done.error().sentence;
  };
  const plan::Thing row{plan::Subject::action, "4", {}}, others_row{plan::Subject::action, "2", {}};
  const char* const its_owner = "may may may 403 403 403 403 404 ";
  act(plan::RateAction{4, "A", sample::day("2026-03-02"), "Late"});
  EXPECT_EQ(may_undo(row), its_owner);
  act(plan::UndoStep{shared.plan(shared.rowan).last_steps.at(row), "Not so"});
  EXPECT_EQ(may_undo(row), its_owner);
  act(plan::RateAction{2, "A", sample::day("2026-03-02"), "Late"});
  EXPECT_EQ(may_undo(others_row), "may 404 404 403 403 403 403 404 ") << "another agency’s is missing";
  act(plan::RateAction{4, "G", sample::day("2026-03-02"), "Seen", "scrutineer"});
  EXPECT_EQ(may_undo(row), "may 403 403 may 403 403 403 404 ");
  act(plan::ChangeDate{4, "31/03/2027", "Late"});
  EXPECT_EQ(may_undo(row), "may 403 403 403 403 403 403 404 ");
  act(plan::CloseAction{4, {plan::ClosureKind::duplicate, "Board", sample::day("2026-03-01"), "Twice"}});
  EXPECT_EQ(may_undo(row), "may 403 403 may 403 403 403 404 ");
  act(plan::GiveResponse{"1a", police, {plan::ResponseKind::accepted, "Yes"}});
  EXPECT_EQ(may_undo({plan::Subject::response, "1a", police}), "may may 403 403 403 403 403 404 ");
  act(plan::GiveResponse{"1a", housing, {plan::ResponseKind::accepted, "Yes"}});
  EXPECT_EQ(may_undo({plan::Subject::response, "1a", housing}), "may 403 403 403 403 403 403 404 ");
  // Two things in one step are judged each.
  const auto both = shared.candour.act(
      {}, shared.rowan,
      {plan::RateAction{1, "A", sample::day("2026-03-02"), "Late"}, plan::ChangeDate{1, "31/03/2027", "Late"}}, "Late",
      std::nullopt);
  ASSERT_TRUE(both) << both.error().sentence;
  EXPECT_EQ(may_undo({plan::Subject::action, "1", {}}), "may 403 404 403 403 403 403 404 ");
}

TEST(Permission, ANewLinkIsSentByWhoAskedAndAskedForByTheAgency) {
  Shared shared;
  request::Compose compose;
  compose.request.request = request::RequestId("q7m2qx9dab");
  compose.request.agency = police;
  compose.request.rows = {{shared.rowan, 4}};
  compose.request.asked_by = "Ann Bell, Harrow Vale Partnership";
  compose.request.reply_to = "ann.bell@harrowvale.example";
  compose.request.deadline = sample::day("2026-03-30");
  compose.people = {{"Jo Park", "jo.park@police.example"}};
  const request::RequestId id = compose.request.request;
  const auto outcomes = [&](const request::RequestCommand& command) {
    std::string all;
    for (const char* name : everybody) {
      const auto done = shared.candour.act(shared.as(name), id, command, std::nullopt);
      const bool refused =
          !done && (done.error().code == ErrorCode::not_found || done.error().sentence.starts_with("You may not"));
      all += !refused ? "may " : done.error().code == ErrorCode::not_allowed ? "403 " : "404 ";
    }
    EXPECT_EQ(shared.candour.act(shared.as("there"), id, command, std::nullopt).error().code, ErrorCode::not_found);
    return all;
  };
  ASSERT_TRUE(shared.candour.act(shared.as("coordinator"), id, compose, std::nullopt));
  EXPECT_EQ(outcomes(request::SendNewLink{1}), "may 403 404 403 403 403 404 404 ");
  EXPECT_EQ(outcomes(request::SendAnswers{1, "ref2345678", {}}), "may may 404 403 403 403 404 404 ");
  ASSERT_TRUE(shared.candour.act(shared.as("coordinator"), id, request::CloseRequest{"Done"}, std::nullopt));
  EXPECT_EQ(outcomes(request::AskForNewLink{1, "jo.park@police.example"}), "may may 404 403 403 403 404 404 ");
}

TEST(Permission, WhoMayNotIsToldWhomToAskAndNothingOfWhatStands) {
  Shared shared;
  const auto refused = shared.candour.act(shared.as("agency_lead"), shared.rowan, plan::AcceptClaim{4, ""}, 1);
  EXPECT_EQ(refused.error().code, ErrorCode::not_allowed);
  EXPECT_EQ(refused.error().sentence, "You may not sign off. Ask coordinator or scrutineer.");
  // A version that was never theirs to know tells them nothing.
  const auto unseen = shared.candour.act(shared.as("there"), shared.rowan, plan::AcceptClaim{4, ""}, 1);
  EXPECT_EQ(unseen.error().code, ErrorCode::not_found);
  EXPECT_EQ(unseen.error().sentence.find("changed by"), std::string::npos);
}

TEST(Permission, WhatADecisionBringsAboutIsAskedTooWhoeverDecided) {
  Shared shared;
  const Candour::Deciding accept = [&](const Candour::Standing& standing,
                                       const plan::Stamp& stamp) -> Result<Candour::Decided> {
    EXPECT_EQ(standing.plan(shared.rowan).id, shared.rowan);
    return Candour::Decided{.plans = {{shared.rowan, {{stamp, plan::ClaimAccepted{4, stamp.actor, ""}}}}}};
  };
  const auto decide = [&](const char* name) {
    const auto done = shared.candour.act_on(shared.as(name), {.plans = {{shared.rowan, {}}}}, {}, accept);
    return done ? ErrorCode::internal : done.error().code;
  };
  EXPECT_EQ(decide("agency_lead"), ErrorCode::not_allowed);
  EXPECT_EQ(decide("member"), ErrorCode::not_allowed);
  EXPECT_EQ(decide("there"), ErrorCode::not_found);
  EXPECT_TRUE(shared.plan(shared.rowan).actions[3].accepted_by.empty());
  EXPECT_EQ(decide("scrutineer"), ErrorCode::internal) << "done";
  EXPECT_EQ(shared.plan(shared.rowan).actions[3].accepted_by, "scrutineer") << "the record holds the person's id";
}

TEST(Permission, WhatSomebodyStartsBelongsWhereTheyMayAndSoDoItsAgencies) {
  Shared shared;
  const auto people = *shared.candour.people();
  EXPECT_EQ(people::partnership_of(*people, people::thing_of(shared.linnet)), other);
  EXPECT_EQ(people::partnership_of(*people, people::thing_of(shared.rowan)), first);
  shared.next.actions[0].agency = shared.next.actions[0].agency_as_written = "Coastguard";
  shared.next.actions[0].agencies = {"Coastguard"};
  shared.actor = shared.as("there");
  shared.import("a third document");
  EXPECT_THAT(shared.agencies("there"), HasSubstr("coastguard"));
  EXPECT_THAT(shared.agencies("coordinator"), testing::Not(HasSubstr("coastguard")));
  shared.actor = shared.as("scrutineer");
  EXPECT_TRUE(shared.import("a fourth document").empty());
}

// An agency's names are read in every partnership in which it sits.
TEST(Permission, NamesOfAnAgencyOfSeveralPartnershipsAreAnAdministrators) {
  Shared shared;
  const auto changes = [&](const std::string& name) {
    const auto renamed = shared.candour.act(shared.as(name), plan::RenameAgency{police, "Police of " + name});
    const auto called = shared.candour.act(shared.as(name), plan::AddAgencyAlias{police, "Force of " + name});
    EXPECT_EQ(renamed.has_value(), called.has_value()) << name;
    return renamed ? std::string("done") : renamed.error().sentence;
  };
  EXPECT_EQ(changes("coordinator"), "done") << "it sits in theirs alone";
  EXPECT_THAT(changes("there"), HasSubstr("not yours to see"));
  for (const PartnershipId& each : {first, other})
    ASSERT_TRUE(shared.candour.act({}, people::SeatAgency{each, police}));
  EXPECT_THAT(changes("coordinator"), HasSubstr("sits in several partnerships"));
  EXPECT_THAT(changes("there"), HasSubstr("Ask whoever administers Candour here"));
  EXPECT_EQ(changes("administrator"), "done");
  // A plan that spells it otherwise is imported all the same; the spelling is not remembered for everybody.
  shared.next.actions[0].agency_as_written = "Polcie";
  shared.actor = shared.as("there");
  EXPECT_FALSE(shared.import("a fifth document").empty());
  const plan::Agency* agency = plan::find_agency(*(*shared.candour.picture({}))->partnership, police);
  EXPECT_THAT(agency->aliases, testing::Not(testing::Contains("Polcie")));
}

TEST(Permission, RolesAreGivenByThoseWhoAnswerForThem) {
  Shared shared;
  const auto give = [&](const char* giver, Grant grant, const char* to = "member") -> std::string {
    const auto done = shared.candour.act(shared.as(giver), people::GiveRole{PersonId(to), std::move(grant)});
    return done ? "given" : done.error().sentence;
  };
  Grant contributor = shared.role(Role::contributor);
  EXPECT_EQ(give("coordinator", shared.role(Role::approver)), "You may not give or end this role. Ask administrator.");
  EXPECT_EQ(give("coordinator", shared.role(Role::inspector)), "given");
  EXPECT_EQ(give("administrator", shared.role(Role::approver)), "given");
  EXPECT_EQ(give("administrator", shared.role(Role::approver), "administrator"),
            "Nobody decides over their own roles, name or address. Ask somebody else who may.");
  EXPECT_EQ(give("agency_lead", contributor), "given");
  contributor.actions = {2};
  EXPECT_EQ(give("agency_lead", contributor), "Only rows of the agency that you see can be handed on.");
  contributor.agency = health;
  EXPECT_EQ(give("agency_lead", contributor), "You may not give or end this role. Ask administrator.");
  // Who could not have given the role does not change the address it is reached by.
  const auto change = [&](const char* by, const char* whom) {
    const auto done = shared.candour.act(
        shared.as(by), people::ChangePerson{PersonId(whom), "A", std::string(whom) + ".new@harrowvale.example"});
    return done ? "changed" : done.error().code == ErrorCode::not_allowed ? "403" : "404";
  };
  EXPECT_STREQ(change("coordinator", "administrator"), "403");
  EXPECT_STREQ(change("coordinator", "approver"), "403");
  EXPECT_STREQ(change("coordinator", "there"), "404") << "who is only of another partnership is as if not here";
  EXPECT_STREQ(change("coordinator", "agency-lead"), "changed");
  EXPECT_STREQ(change("agency_lead", "contributor"), "changed") << "they named them";
  EXPECT_STREQ(change("agency_lead", "member"), "403");
  EXPECT_STREQ(change("administrator", "approver"), "changed");
}

TEST(Permission, ManyAskAtOnceWhileTheRecordMoves) {
  Shared shared;
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (const char* name : {"agency_lead", "contributor", "coordinator", "there"})
    threads.emplace_back([&, name] {
      for (int i = 0; i < 100; ++i) {
        const auto picture = shared.candour.picture(shared.as(name));
        if (!picture || (*picture)->plans.size() != 1) ++wrong;
      }
    });
  for (int i = 0; i < 20; ++i)
    ASSERT_TRUE(shared.candour.act(
        {}, shared.rowan, plan::GiveUpdate{1, {sample::day("2026-03-02"), "", "It goes on.", {}}}, std::nullopt));
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace candour::app
