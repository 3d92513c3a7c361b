#include "view/timeline.h"

#include <gtest/gtest.h>

namespace candour::view {
namespace {

struct World {
  std::shared_ptr<plan::Plan> plan = std::make_shared<plan::Plan>();
  plan::Action action;
  World() {
    plan->id = plan::PlanId("k7m2qx9dab");
    action.number = 1;
    action.wording = "Brief all staff";
  }
  void happens(const char* day, const char* what, const char* from = "", const char* to = "", const char* reason = "") {
    action.history.push_back({Moment::at_start_of(*Date::parse(day)), *Date::parse(day), "jo", what, from, to, reason});
  }
  // "2026-01-07 Promised Added to the plan, without a date by jo", a line each.
  std::string line(const char* as_at = "2026-06-30") const {
    auto standing = std::make_shared<plan::Plan>(*plan);
    standing->actions = {action};
    auto partnership = std::make_shared<plan::Partnership>();
    partnership->agencies = {{plan::AgencyId("police"), "Harrow Vale Police", {}}};
    Picture picture;
    picture.as_at = *Date::parse(as_at);
    picture.partnership = partnership;
    picture.plans.push_back(make_plan_picture(standing, partnership, picture.as_at));
    std::string out;
    for (const Station& station : line_of(picture, picture.plans.front()->rows.front()))
      out += station.day.iso() + " " + std::string(in_words(station.happened)) + " " + station.sentence +
             (station.actor.empty() ? "" : " by " + std::string(station.actor)) + "\n";
    return out;
  }
};

TEST(TheLineInTime, SaysWhatEachLineOfTheHistoryIs) {
  const struct {
    const char *what, *from, *to, *reason, *said;
  } cases[] = {
      {"added", "", "", "", "Promised Added to the plan, without a date"},
      {"reworded", "Brief staff", "Brief all staff", "Unclear", "Promised In other words: “Brief all staff”: Unclear"},
      {"split", "", "action 7", "", "Promised Part of it became action 7"},
      {"asked for an update", "", "by 4 March 2026", "", "Asked How it stands, by 4 March 2026"},
      {"updated", "", "Two of three\nteams", "", "Told Said: “Two of three teams”"},
      {"confirmed unchanged", "", "No change since 7 January 2026: On leave", "",
       "Told No change since 7 January 2026: On leave"},
      {"rated", "", "Green", "", "Told Rated “Green”"},
      {"rated", "Green", "Amber", "Late", "Told Rated “Amber”, before “Green”: Late"},
      {"rated", "Green", "", "", "Told Its rating was taken away, before “Green”"},
      {"claimed complete", "", "2026-03-01", "Register", "Told Claimed complete, done on 1 March 2026: Register"},
      {"evidence added", "", "Rota", "", "Told Evidence added: “Rota”"},
      {"challenged", "", "Who checked?", "An answer is due by 4 March 2026.",
       "Challenged “Who checked?”: An answer is due by 4 March 2026."},
      {"challenge upheld", "", "Who checked?", "Nobody", "Decided Challenge upheld: Nobody"},
      {"claim accepted", "", "", "", "Decided The claim was accepted"},
      {"claim returned", "", "", "Not shown", "Decided The claim was returned: Not shown"},
      {"evidence tested, and found wanting", "", "Rota", "", "Decided Evidence tested, and found wanting: “Rota”"},
      {"closed", "", "Done", "Audit Group", "Decided Closed: Done, Audit Group"},
      {"moved", "housing", "police", "Theirs", "Decided Given to Harrow Vale Police: Theirs"},
      {"undone: closed", "", "", "A mistake", "Decided Undone: closed: A mistake"},
      {"date changed", "", "31 March 2026", "", "Promised To be done by 31 March 2026"},
      {"date changed", "31 March 2026", "30 June 2026", "The college is shut",
       "Slipped Put back from 31 March 2026 to 30 June 2026: The college is shut"},
      {"date changed", "30/06/2026", "31/03/2026", "", "Promised Brought forward from 30 June 2026 to 31 March 2026"},
      {"date changed", "31 March 2026", "", "Nobody knows",
       "Slipped The date 31 March 2026 was taken away: Nobody knows"},
      {"date changed", "31 March 2026", "ongoing", "", "Slipped Put back from 31 March 2026 to “ongoing”"},
  };
  for (const auto& each : cases) {
    World world;
    world.happens("2026-02-01", each.what, each.from, each.to, each.reason);
    EXPECT_EQ(world.line(), "2026-02-01 " + std::string(each.said) + " by jo\n") << each.what;
  }
  World quiet;
  for (const char* what : {"lead changed", "remark answered", "tied to an inspector’s recommendation"})
    quiet.happens("2026-02-01", what, "a", "b", "c");
  EXPECT_EQ(quiet.line(), "") << "that is for the history";
}

TEST(TheLineInTime, IsInOrderOfTheDaysSpokenOfAndTellsOfADateThatPassed) {
  World world;
  world.action.original_due = Date::parse("2026-03-31");
  world.action.due = Date::parse("2026-05-31");
  world.happens("2026-01-07", "added");
  world.happens("2026-04-01", "date changed", "31 March 2026", "31 May 2026");
  world.happens("2026-02-01", "updated", "", "Begun");  // recorded later, of an earlier day
  EXPECT_EQ(world.line("2026-05-31"),
            "2026-01-07 Promised Added to the plan, to be done by 31 March 2026 by jo\n"
            "2026-02-01 Told Said: “Begun” by jo\n"
            "2026-04-01 Slipped Put back from 31 March 2026 to 31 May 2026 by jo\n");
  world.happens("2026-06-02", "asked for an update", "", "by 30 June 2026");
  EXPECT_EQ(world.line("2026-06-30"), world.line("2026-06-01").substr(0, world.line("2026-06-01").find("2026-06-02")) +
                                          "2026-06-02 Asked How it stands, by 30 June 2026 by jo\n");
  EXPECT_NE(world.line("2026-06-01").find("2026-05-31 Slipped Its date, 31 May 2026, passed\n"), std::string::npos);
  world.action.closure = plan::Closure{plan::ClosureKind::duplicate, "Audit Group", *Date::parse("2026-06-01"), ""};
  EXPECT_EQ(world.line("2026-06-30").find("passed"), std::string::npos) << "nothing is due of what is closed";
}

}  // namespace
}  // namespace candour::view
