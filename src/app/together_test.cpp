// Many rows of several plans changed in one go, and undone in one.

#include "app/together.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/sample_test.h"

namespace candour::app {
namespace {

using testing::HasSubstr;

struct Two : sample::World {
  plan::PlanId rowan = import(), linnet = import("another document");
  std::shared_ptr<const view::Picture> held;

  const plan::Action& action(const plan::PlanId& plan, plan::Number number) {
    held = *candour.picture({});
    return *view::find_row(*held, plan::action_id(plan, number))->action;
  }
  ChosenRow chosen(const plan::PlanId& plan, plan::Number number) {
    return {plan, {number, action(plan, number).history.size()}};
  }
  std::string done(const std::vector<ChosenRow>& rows, const BulkChange& change) {
    auto made = change_together(candour, actor, rows, change);
    EXPECT_TRUE(made) << (made ? "" : made.error().sentence);
    return made ? *made : std::string();
  }
};

const BulkChange to_the_icb{
    .kind = BulkKind::agency, .to = "harrow-vale-icb", .reason = "They took the service over in April"};

TEST(Together, RowsOfSeveralPlansChangeInOneStepAndAreUndoneInOne) {
  Two world;
  const std::string id = world.done({world.chosen(world.rowan, 1), world.chosen(world.linnet, 3)}, to_the_icb);
  EXPECT_EQ(world.action(world.rowan, 1).agency.text(), "harrow-vale-icb");
  EXPECT_EQ(world.action(world.linnet, 3).agency.text(), "harrow-vale-icb");
  EXPECT_EQ(parts_of(**world.candour.picture({}), id).steps.size(), 2u);
  const auto undone = undo_together(world.candour, world.actor, id, "The service stayed");
  ASSERT_TRUE(undone) << undone.error().sentence;
  EXPECT_EQ(world.action(world.rowan, 1).agency.text(), "police");
  EXPECT_EQ(world.action(world.linnet, 3).agency.text(), "housing");
  ASSERT_TRUE(undo_together(world.candour, world.actor, *undone, "It did not after all"));
  EXPECT_EQ(world.action(world.linnet, 3).agency.text(), "harrow-vale-icb");
}

TEST(Together, OneThatIsRefusedKeepsAllOfThemAsTheyWere) {
  Two world;
  const auto before = *world.store->last_position();
  // Row 2 is the ICB's already.
  const std::vector<ChosenRow> rows{world.chosen(world.rowan, 1), world.chosen(world.linnet, 2)};
  const auto made = change_together(world.candour, world.actor, rows, to_the_icb);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().sentence, "That agency is accountable already.");
  EXPECT_EQ(*world.store->last_position(), before);
  const auto each = would_change(world.candour, world.actor, rows, to_the_icb);
  ASSERT_TRUE(each);
  EXPECT_FALSE((*each)[0]);
  ASSERT_TRUE((*each)[1]);
  EXPECT_EQ((*each)[1]->sentence, "That agency is accountable already.");
}

TEST(Together, WhatChangedSinceItWasInSightIsTold) {
  Two world;
  const std::vector<ChosenRow> rows{world.chosen(world.rowan, 1), world.chosen(world.rowan, 3)};
  ASSERT_TRUE(world.candour.act(
      {}, world.rowan, plan::ChangeAction{3, "lead", world.action(world.rowan, 3).lead, "Head of Homes", "New"},
      std::nullopt));
  const auto made = change_together(world.candour, world.actor, rows, to_the_icb);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::conflict);
  EXPECT_THAT(made.error().sentence, HasSubstr("1 of these actions was changed after you looked"));
  EXPECT_EQ(world.action(world.rowan, 1).agency.text(), "police");
}

TEST(Together, IsUndoneInEveryPlanOrInNone) {
  Two world;
  const std::string id = world.done({world.chosen(world.rowan, 1), world.chosen(world.linnet, 3)}, to_the_icb);
  ASSERT_TRUE(
      world.candour.act({}, world.linnet, plan::MoveAction{3, plan::AgencyId("police"), "To them"}, std::nullopt));
  const auto undone = undo_together(world.candour, world.actor, id, "The service stayed");
  ASSERT_FALSE(undone);
  EXPECT_THAT(undone.error().sentence, HasSubstr("Action 3 has changed since"));
  EXPECT_EQ(world.action(world.rowan, 1).agency.text(), "harrow-vale-icb");
  EXPECT_EQ(undo_together(world.candour, world.actor, "nothing", "Why").error().code, ErrorCode::not_found);
}

TEST(Together, EachRowIsAskedForWhoeverActs) {
  Two world;
  const auto person = [&](const char* name, people::Grant grant) {
    grant.partnership = people::first_partnership;
    EXPECT_TRUE(world.candour.act(
        {}, people::AddPerson{people::PersonId(name), name, std::string(name) + "@harrowvale.example", {grant}}));
    return Actor{.name = {}, .person = people::PersonId(name)};
  };
  people::Grant coordinates, leads;
  coordinates.role = people::Role::coordinator;
  leads.role = people::Role::agency_lead;
  leads.agency = plan::AgencyId("police");
  const Actor coordinator = person("ann", coordinates), lead = person("jo", leads);
  const std::vector<ChosenRow> rows{world.chosen(world.rowan, 1), world.chosen(world.rowan, 3)};
  const auto each = would_change(world.candour, lead, rows, to_the_icb);
  ASSERT_TRUE(each);
  EXPECT_EQ((*each)[0]->code, ErrorCode::not_allowed);
  EXPECT_THAT((*each)[0]->sentence, HasSubstr("Ask ann"));
  EXPECT_EQ((*each)[1]->code, ErrorCode::not_found) << "another agency's row is not there for them";
  EXPECT_FALSE(change_together(world.candour, lead, rows, to_the_icb));
  const auto made = change_together(world.candour, coordinator, rows, to_the_icb);
  ASSERT_TRUE(made);
  // A plan that is not theirs to see holds some of it: nothing is undone, and it is not named.
  const std::string both = world.done({world.chosen(world.rowan, 2), world.chosen(world.linnet, 1)},
                                      {.kind = BulkKind::lead, .to = "Head of Service for Homes", .reason = "New"});
  ASSERT_TRUE(world.candour.act({}, people::RestrictPlan{world.linnet, {{people::PersonId("jo")}, "Police inquiry"}}));
  const auto refused = undo_together(world.candour, coordinator, both, "Wrong");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().sentence, HasSubstr("not yours to see"));
}

TEST(Together, ABodyDecidesOverSeveralPlans) {
  Two world;
  const plan::Closure closure{plan::ClosureKind::superseded, "Audit Group", sample::day("2026-03-02"), "One plan now"};
  const std::string id =
      world.done({world.chosen(world.rowan, 1), world.chosen(world.rowan, 2), world.chosen(world.linnet, 1)},
                 {.kind = BulkKind::close, .closure = closure});
  EXPECT_TRUE(world.action(world.rowan, 2).closure);
  EXPECT_TRUE(world.action(world.linnet, 1).closure);
  ASSERT_TRUE(undo_together(world.candour, world.actor, id, "Not decided"));
  EXPECT_FALSE(world.action(world.rowan, 1).closure);
  EXPECT_FALSE(world.action(world.linnet, 1).closure);
}

}  // namespace
}  // namespace candour::app
