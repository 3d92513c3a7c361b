#include "app/workbook.h"

#include <gtest/gtest.h>

#include "app/sample_test.h"

namespace candour::app {
namespace {

using sample::World;
using workbook::Field;

// What would come back, had nobody touched the workbook.
workbook::Returned untouched(const workbook::Form& form) {
  workbook::Returned made;
  made.made = form.made;
  if (!form.agency.empty()) made.agency = plan::AgencyId(form.agency);
  std::uint32_t line = 5;
  for (const workbook::FormSheet& sheet : form.sheets)
    for (const workbook::FormRow& row : sheet.rows) {
      workbook::ReturnedRow back{sheet.name, 1, line, {}};
      for (const workbook::Column& column : workbook::columns()) {
        const auto at = static_cast<std::size_t>(column.field);
        back.cells[at].name = document::cell_name(static_cast<std::uint32_t>(at) + 1, line);
        back.cells[at].text = row.cells[at];
        if (column.holds == workbook::Holds::day) back.cells[at].kind = document::ContentKind::date;
      }
      made.rows.push_back(back);
      made.kept[row.id] = {row.updates, row.cells};
      ++line;
    }
  return made;
}
void put(workbook::Returned& returned, std::size_t row, Field field, std::string text) {
  returned.rows[row].cells[static_cast<std::size_t>(field)].text = std::move(text);
}

struct Workbook : ::testing::Test {
  World world;
  plan::PlanId plan = world.import();
  workbook::Scope scope{plan, {}};
  workbook::Returned returned = untouched(*workbook_to_fill_in(world.candour, world.actor, scope));

  workbook::Choices likely() {
    return workbook::likely(*compare_workbook(world.candour, world.actor, returned, scope));
  }
  const plan::Action& action(plan::Number number) {
    stands = world.plan(plan);
    return *plan::find_action(stands, number);
  }
  plan::Plan stands;
};

TEST_F(Workbook, an_untouched_one_proposes_nothing_and_changes_nothing) {
  const auto comparison = compare_workbook(world.candour, world.actor, returned, scope);
  ASSERT_TRUE(comparison);
  EXPECT_TRUE(comparison->rows.empty());
  EXPECT_GT(comparison->unchanged, 0u);
  const auto before = world.store->last_position();
  const auto taken = take_in(world.candour, world.actor, returned, scope, "x.xlsx", {});
  ASSERT_TRUE(taken);
  EXPECT_EQ(*world.store->last_position(), *before);
}

TEST_F(Workbook, what_was_chosen_is_taken_in_one_step_and_the_record_says_from_where) {
  put(returned, 0, Field::lead, "Chief Inspector");
  put(returned, 0, Field::update, "The hub meets on Mondays.");
  put(returned, 1, Field::constraints, "No room");
  const auto taken = take_in(world.candour, world.actor, returned, scope, "police.xlsx", likely());
  ASSERT_TRUE(taken) << taken.error().sentence;
  EXPECT_EQ(taken->rows, 2u);
  EXPECT_TRUE(taken->refused.empty());
  EXPECT_EQ(action(1).lead, "Chief Inspector");
  ASSERT_EQ(action(1).updates.size(), 1u);
  EXPECT_EQ(action(1).updates[0].narrative, "The hub meets on Mondays.");
  EXPECT_EQ(action(2).constraints, "No room");
  bool said = false;
  for (const plan::Happening& each : action(1).history)
    said = said || each.reason.find("From the workbook “police.xlsx”, cell H5.") != std::string::npos;
  EXPECT_TRUE(said);
}

TEST_F(Workbook, one_row_that_cannot_be_taken_in_keeps_the_whole_plan_as_it_was) {
  put(returned, 0, Field::lead, "Chief Inspector");
  put(returned, 1, Field::completed, "2099-01-01");
  put(returned, 1, Field::shown_by, "Minutes");
  const auto taken = take_in(world.candour, world.actor, returned, scope, "x.xlsx", likely());
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->rows, 0u);
  ASSERT_EQ(taken->refused.size(), 1u);
  EXPECT_EQ(taken->refused[0].id, plan::action_id(plan, 2));
  EXPECT_NE(taken->refused[0].error.sentence.find("still to come"), std::string::npos);
  EXPECT_NE(action(1).lead, "Chief Inspector");
}

TEST_F(Workbook, a_cell_changed_by_somebody_else_meanwhile_is_a_conflict) {
  put(returned, 0, Field::lead, "Chief Inspector");
  const workbook::Choices chosen = likely();
  ASSERT_TRUE(world.candour.act(
      world.actor, plan, plan::ChangeAction{1, "lead", action(1).lead, "Somebody else", "She left"}, std::nullopt));
  const auto taken = take_in(world.candour, world.actor, returned, scope, "x.xlsx", chosen);
  ASSERT_TRUE(taken);
  ASSERT_EQ(taken->refused.size(), 1u);
  EXPECT_EQ(taken->refused[0].error.code, ErrorCode::conflict);
  EXPECT_EQ(action(1).lead, "Somebody else");
}

TEST_F(Workbook, a_row_that_vanished_leaves_the_plan_only_where_a_person_says_so_and_why) {
  returned.rows.erase(returned.rows.begin());
  const std::string id = plan::action_id(plan, 1);
  ASSERT_TRUE(take_in(world.candour, world.actor, returned, scope, "x.xlsx", {}));
  action(1);
  EXPECT_TRUE(plan::find_action(stands, 1));
  const auto without = take_in(world.candour, world.actor, returned, scope, "x.xlsx", {}, {{id, " "}});
  ASSERT_TRUE(without);
  EXPECT_EQ(without->refused.size(), 1u) << "a reason is needed";
  const auto taken =
      take_in(world.candour, world.actor, returned, scope, "x.xlsx", {}, {{id, "It is the same as row 2."}});
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->withdrawn, 1u);
  stands = world.plan(plan);
  EXPECT_FALSE(plan::find_action(stands, 1));
}

TEST_F(Workbook, a_sent_one_waits_until_it_is_dropped) {
  const auto refused = receive_workbook(world.candour, world.actor, "no workbook", "x.xlsx", scope);
  ASSERT_FALSE(refused);
  EXPECT_TRUE(waiting_workbooks(world.candour, world.actor).empty());
  EXPECT_EQ(waiting_workbook(world.candour, world.actor, "nothing").error().code, ErrorCode::not_found);
  EXPECT_EQ(waiting_workbook(world.candour, world.actor, "../x").error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace candour::app
