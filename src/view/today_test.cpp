#include "view/today.h"

#include <gtest/gtest.h>
#include <set>

namespace candour::view {
namespace {

const Date day = *Date::parse("2026-06-30");

// Rows that want each something else, of two agencies.
Picture picture() {
  Picture made;
  made.as_at = day;
  auto partnership = std::make_shared<plan::Partnership>();
  partnership->agencies = {{plan::AgencyId("police"), "Harrow Vale Police", {}},
                           {plan::AgencyId("schools"), "Education", {}}};
  made.partnership = partnership;
  auto plan = std::make_shared<plan::Plan>();
  plan->id = plan::PlanId("k7m2qx9dab");
  plan->title = "Rowan action plan";
  const auto add = [&](const char* agency) -> plan::Action& {
    plan::Action action;
    action.number = static_cast<plan::Number>(plan->actions.size() + 1);
    action.agency = plan::AgencyId(agency);
    action.wording = "Do what row " + std::to_string(action.number) + " says by the end of the term";
    action.lead = "Head of Service";
    action.rating = {"Amber", plan::Status::at_risk, 1, day};
    action.confirmed = day;
    plan->actions.push_back(action);
    return plan->actions.back();
  };
  add("police").due = Date::parse("2026-06-01");   // overdue
  add("police").due = Date::parse("2026-05-01");   // longer overdue
  add("schools").due = Date::parse("2026-07-10");  // due soon
  plan::Action& claimed = add("schools");
  claimed.delivery = plan::DeliveryClaim::claimed_complete;
  claimed.claimed_by = "sam";
  claimed.claim_text = "Minutes";
  claimed.completed = day;
  const Date asked = *Date::parse("2026-05-20");  // three times, no answer
  add("schools").askings = {3, {asked, asked.plus_days(14), {}}};
  add("police").retest_due = Date::parse("2026-07-20");  // a re-test soon
  add("police").retest_due = Date::parse("2026-12-20");  // and one that is far
  add("police").due = Date::parse("2027-06-30");         // nothing yet
  made.plans.push_back(make_plan_picture(plan, partnership, day));
  return made;
}

std::string told(const Today& today) {
  std::string out;
  for (const TodayItem& item : today.items) {
    out += std::string(item.rule->key) + " " + std::to_string(item.count);
    for (const Row* row : item.rows) out += " " + std::to_string(row->action->number);
    out += "\n";
  }
  return out;
}

// Only the rules that this fixture has rows for; what assurance remarks is looked at in view_test.
std::string told_of(const Picture& picture, std::vector<people::Role> roles) {
  Today made = today(picture, {std::move(roles), {}}, {});
  std::erase_if(made.items,
                [](const TodayItem& item) { return item.rule->key == "remark" || item.rule->key == "mismatch"; });
  return told(made);
}

TEST(Today, says_to_each_role_what_is_theirs_the_most_pressing_first) {
  const Picture whole = picture();
  using enum people::Role;
  const struct {
    people::Role role;
    const char* expected;
  } cases[] = {
      {coordinator, "overdue 2 2 1\nclaimed 1 4\nretest 1 6\nasked 1 5\ndue-soon 1 3\n"},
      {agency_lead, "overdue 2 2 1\nasked 1 5\ndue-soon 1 3\n"},
      {contributor, "overdue 2 2 1\nasked 1 5\ndue-soon 1 3\n"},
      {scrutineer, "overdue 2 2 1\nclaimed 1 4\nretest 1 6\n"},
      {approver, ""},
      {member, ""},
      {inspector, ""},
      {administrator, ""},
  };
  for (const auto& one : cases) EXPECT_EQ(told_of(whole, {one.role}), one.expected) << people::in_words(one.role);
}

TEST(Today, counts_what_waits_beside_the_record_for_the_coordinator) {
  const Today made = today(Picture(), viewer_of({}, std::nullopt, day), {2, 1});
  EXPECT_EQ(told(made), "imports 2\nworkbooks 1\n");
  EXPECT_TRUE(today(Picture(), {{people::Role::member}, {}}, {2, 1}).items.empty());
}

TEST(Today, where_nothing_needs_anybody_the_next_date_is_told) {
  const Picture whole = picture();
  const Today made = today(whole, {{people::Role::administrator}, {}}, {});
  EXPECT_TRUE(made.items.empty());
  EXPECT_EQ(made.next, Date::parse("2027-06-30"));
}

TEST(Today, every_rule_has_somebody_and_words_of_its_own) {
  std::set<std::string_view> keys;
  for (const TodayRule& rule : today_rules()) {
    EXPECT_TRUE(keys.insert(rule.key).second) << rule.key;
    EXPECT_FALSE(rule.roles.empty()) << rule.key;
    EXPECT_FALSE(rule.one.empty() || rule.many.empty() || rule.heading.empty()) << rule.key;
    EXPECT_EQ(rule.href.front(), '/') << rule.key;
  }
}

TEST(Digest, holds_counts_and_no_word_of_any_row) {
  const Picture whole = picture();
  const auto letter = digest(today(whole, {{people::Role::agency_lead}, {}}, {}), "Harrow Vale");
  ASSERT_TRUE(letter);
  EXPECT_NE(letter->subject.find("Harrow Vale: "), std::string::npos);
  const auto says = [&](std::string_view line) {
    return std::find(letter->lines.begin(), letter->lines.end(), line) != letter->lines.end();
  };
  EXPECT_TRUE(says("2 actions are overdue"));
  EXPECT_TRUE(says("1 action is due within 28 days"));
  for (const std::string& line : letter->lines)
    for (const char* word : {"Do what row", "Rowan", "Police", "http"})
      EXPECT_EQ(line.find(word), std::string::npos) << line;
  EXPECT_FALSE(digest(today(whole, {{people::Role::inspector}, {}}, {}), "Harrow Vale"));
}

}  // namespace
}  // namespace candour::view
