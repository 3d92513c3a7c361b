// Many actions changed in one go, as a person does it in a browser: chosen, checked, done, undone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/by_hand.h"
#include "base/clock.h"
#include "http/request.h"
#include "http/response.h"
#include "memory/memory_store.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Status;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Two plans with three actions each: police, police, housing; the first of each plan is claimed complete.
struct World {
  FixedClock clock{*Moment::parse("2026-06-30T09:00:00Z")};
  std::unique_ptr<app::Store> store = memory::make_store();
  app::Candour candour{*store, nullptr, clock};
  http::Routes routes = site(candour);
  plan::PlanId heron = plan("Heron"), linnet = plan("Linnet");

  plan::PlanId plan(const char* title) {
    app::BlankPlan blank;
    blank.title = title;
    blank.agencies = {"Police", "Housing"};
    const auto id = app::start_plan(candour, {}, blank);
    EXPECT_TRUE(id);
    for (const char* agency : {"police", "police", "housing"}) {
      plan::Action action;
      action.wording = std::string("Brief the team of ") + agency;
      action.agency = plan::AgencyId(agency);
      action.lead = "Head of Safeguarding";
      action.target = "30 September 2026";
      EXPECT_TRUE(candour.act({}, *id, plan::AddAction{action}, std::nullopt));
    }
    EXPECT_TRUE(candour.act({.name = "lead"}, *id, plan::ClaimCompletion{1, *Date::parse("2026-06-01"), "Register", {}},
                            std::nullopt));
    return *id;
  }
  http::Response get(const std::string& target) {
    return routes.answer(
        http::Request::make(http::Method::get, target, {{"Accept", "text/html"}, {"Host", "127.0.0.1"}}),
        error_page(candour));
  }
  std::string page(const std::string& target) { return std::string(get(target).text()); }
  http::Response post(const std::string& path, Fields form) {
    return routes.answer(http::Request::make_form(path, std::move(form)), error_page(candour));
  }
  static std::string to(const http::Response& response) { return std::string(response.headers().get("Location")); }
  std::string id(const plan::PlanId& plan, plan::Number number) const { return plan::action_id(plan, number); }
  // As the check page carries it: with what is in sight.
  std::string seen(const plan::PlanId& plan, plan::Number number) {
    return id(plan, number) + "@" + std::to_string(action(plan, number).history.size());
  }
  plan::Action action(const plan::PlanId& plan, plan::Number number) {
    held = *candour.picture({});
    return *view::find_row(*held, id(plan, number))->action;
  }
  std::shared_ptr<const view::Picture> held;
};

TEST(Bulk, ALeadIsChangedOnRowsOfTwoPlansAndUndoneInOne) {
  World world;
  const std::string list = world.page("/actions?agency=police");
  EXPECT_THAT(list, HasSubstr("href=\"/actions/change?agency=police\""));
  const std::string choose = world.page("/actions/change?agency=police");
  EXPECT_THAT(choose, AllOf(HasSubstr("value=\"" + world.id(world.heron, 2) + "\""), HasSubstr("All 4 actions below"),
                            Not(HasSubstr("value=\"" + world.id(world.heron, 3) + "\""))));
  Fields form{{"do", "lead"},      {"lead", "Superintendent & deputy"}, {"reason", "The post was renamed"},
              {"which", "chosen"}, {"row", world.id(world.heron, 2)},   {"row", world.id(world.linnet, 2)}};
  const auto before = *world.store->last_position();
  const auto checked = world.post("/actions/change/check?agency=police", form);
  EXPECT_EQ(checked.status(), Status::ok);
  EXPECT_EQ(*world.store->last_position(), before);
  EXPECT_THAT(std::string(checked.text()),
              AllOf(HasSubstr("Head of Safeguarding"), HasSubstr("Superintendent &amp; deputy"),
                    HasSubstr("The post was renamed"), HasSubstr("Change the lead of 2 actions"), HasSubstr("Linnet"),
                    HasSubstr("value=\"" + world.seen(world.heron, 2) + "\"")));
  Fields sent{{"do", "lead"}, {"lead", "Superintendent & deputy"}, {"reason", "The post was renamed"}};
  sent.add("row", world.seen(world.heron, 2));
  sent.add("row", world.seen(world.linnet, 2));
  const auto done = world.post("/actions/change?agency=police", sent);
  ASSERT_EQ(done.status(), Status::see_other) << done.text();
  EXPECT_EQ(world.action(world.linnet, 2).lead, "Superintendent & deputy");
  const std::string change = World::to(done).substr(0, World::to(done).find('?'));
  EXPECT_THAT(world.page(change), AllOf(HasSubstr("Heron"), HasSubstr("Linnet"), HasSubstr("Undo all of it")));
  EXPECT_THAT(world.page("/actions/" + world.id(world.heron, 2)), HasSubstr("href=\"" + change + "\""));
  EXPECT_THAT(world.page("/plans/" + world.heron.text() + "/history"), HasSubstr("href=\"" + change + "\""));
  EXPECT_EQ(world.post(change, {{"reason", " "}}).status(), Status::unprocessable);
  const auto undone = world.post(change, {{"reason", "It was not"}});
  ASSERT_EQ(undone.status(), Status::see_other) << undone.text();
  EXPECT_EQ(world.action(world.heron, 2).lead, "Head of Safeguarding");
  EXPECT_EQ(world.action(world.linnet, 2).lead, "Head of Safeguarding");
  EXPECT_THAT(world.page(change), HasSubstr("It cannot be undone any more."));
}

TEST(Bulk, ABodyDecidesOverTwoPlansAndEachRowSaysWhatComesOfIt) {
  World world;
  const auto decision = [](const char* kind) {
    return Fields{{"do", "close"},   {"kind", kind},      {"body", "Audit Group"},
                  {"date-day", "4"}, {"date-month", "6"}, {"date-year", "2026"},
                  {"accept", "yes"}, {"which", "all"},    {"reason", "Seen at the meeting"}};
  };
  // The operator is nobody in particular, and no second person to who claimed it.
  const std::string done(world.post("/actions/change/check", decision("done")).text());
  EXPECT_THAT(done, AllOf(HasSubstr("6 actions cannot be changed so"), HasSubstr("must accept it"),
                          HasSubstr("can be closed as done only once"), Not(HasSubstr("Record the decision: close"))));
  const std::string checked(world.post("/actions/change/check", decision("superseded")).text());
  EXPECT_THAT(checked, AllOf(HasSubstr("Audit Group"), HasSubstr("Closed as superseded"),
                             HasSubstr("Record the decision: close 6 actions")));
  const auto closed = world.post("/actions/change", decision("superseded"));
  ASSERT_EQ(closed.status(), Status::see_other) << closed.text();
  EXPECT_EQ(world.action(world.heron, 3).closure->body, "Audit Group");
  EXPECT_TRUE(world.action(world.linnet, 1).closure);
  const std::string change = World::to(closed).substr(0, World::to(closed).find('?'));
  ASSERT_EQ(world.post(change, {{"reason", "Not decided"}}).status(), Status::see_other);
  EXPECT_FALSE(world.action(world.heron, 3).closure);
  EXPECT_FALSE(world.action(world.linnet, 1).closure);
}

TEST(Bulk, WhatIsMissingIsSaidBesideItsFieldAndWhatWasTypedIsKept) {
  World world;
  const std::string row = world.id(world.heron, 2), other = world.id(world.linnet, 2);
  const struct {
    Fields form;
    const char* says;
  } cases[] = {{{{"which", "chosen"}, {"row", row}}, "Say what changes."},
               {{{"do", "lead"}, {"row", row}}, "Enter the new lead."},
               {{{"do", "agency"}, {"row", row}, {"reason", "Kept & typed"}}, "Choose the new agency."},
               {{{"do", "date"}, {"target", "31 March 2027"}, {"row", row}}, "Say why the date changes."},
               {{{"do", "withdraw"}, {"row", row}}, "Say why the actions are withdrawn."},
               {{{"do", "close"}, {"row", row}}, "Name the body that closes it."},
               {{{"do", "retest"}, {"row", row}}, "Enter the day"},
               {{{"do", "merge"}, {"row", row}, {"row", other}}, "Choose two actions of one plan to merge."},
               {{{"do", "lead"}, {"lead", "Nobody"}}, "Choose the actions that change."}};
  for (const auto& each : cases) {
    const auto refused = world.post("/actions/change/check", each.form);
    EXPECT_EQ(refused.status(), Status::unprocessable) << each.says;
    EXPECT_THAT(std::string(refused.text()), HasSubstr(each.says));
    if (each.form.has("reason")) {
      EXPECT_THAT(std::string(refused.text()), HasSubstr("Kept &amp; typed"));
    }
  }
  const auto again = world.post("/actions/change/again", {{"which", "chosen"}, {"do", "lead"}, {"row", row + "@3"}});
  EXPECT_THAT(std::string(again.text()), HasSubstr("value=\"" + row + "\" checked"));
}

TEST(Bulk, WhatCannotChangeIsLeftOutAndWhatChangedMeanwhileIsTold) {
  World world;
  EXPECT_TRUE(
      world.candour.act({}, world.heron, plan::MoveAction{2, plan::AgencyId("housing"), "Theirs"}, std::nullopt));
  const Fields form{{"do", "agency"}, {"to-agency", "housing"}, {"reason", "They took it over"}, {"which", "all"}};
  const auto checked = world.post("/actions/change/check?plan=" + world.heron.text(), form);
  EXPECT_THAT(std::string(checked.text()), AllOf(HasSubstr("2 actions cannot be changed so"),
                                                 HasSubstr("Left out: That agency is accountable already."),
                                                 HasSubstr("Change the agency of 1 action")));
  Fields sent{{"do", "agency"}, {"to-agency", "housing"}, {"reason", "They took it over"}, {"which", "chosen"}};
  sent.add("row", world.seen(world.heron, 1));
  sent.add("row", world.seen(world.linnet, 2));
  EXPECT_TRUE(world.candour.act({.name = "jo"}, world.linnet,
                                plan::ChangeAction{2, "lead", "Head of Safeguarding", "Somebody else", "She left"},
                                std::nullopt));
  const auto before = *world.store->last_position();
  const auto stale = world.post("/actions/change", sent);
  EXPECT_EQ(stale.status(), Status::conflict);
  EXPECT_EQ(*world.store->last_position(), before);
  EXPECT_THAT(std::string(stale.text()),
              AllOf(HasSubstr("1 of these actions was changed after you looked"), HasSubstr("lead changed by jo"),
                    HasSubstr("They took it over"), HasSubstr(world.seen(world.linnet, 2))));
}

TEST(Bulk, AskingAndMergingLeadOn) {
  World world;
  const std::string one = world.id(world.heron, 2), two = world.id(world.heron, 3);
  EXPECT_EQ(World::to(world.post("/actions/change/check", {{"do", "merge"}, {"row", one}, {"row", two}})),
            "/actions/" + one + "/merge?with=3");
  EXPECT_EQ(World::to(world.post("/actions/change/check", {{"do", "ask"}, {"row", one}, {"row", two}})),
            "/requests/new?row=" + one + "&row=" + two);
  EXPECT_EQ(World::to(world.post("/actions/change/check", {{"do", "ask"}, {"row", one}})),
            "/requests/new?agency=police&row=" + one);
  EXPECT_EQ(World::to(world.post("/actions/change/check?agency=police", {{"do", "ask"}, {"which", "all"}})),
            "/requests/new?agency=police");
  const std::string asked = world.page("/requests/new?agency=police&row=" + one);
  EXPECT_THAT(asked, AllOf(HasSubstr(one), Not(HasSubstr(world.id(world.linnet, 2)))));
}

}  // namespace
}  // namespace candour::web
