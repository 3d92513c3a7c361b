// What changed between two days, as people ask for it by address.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/clock.h"
#include "http/request.h"
#include "http/response.h"
#include "memory/memory_store.h"
#include "web/site.h"

namespace candour::web {
namespace {

using testing::HasSubstr;
using testing::Not;

class MovingClock final : public Clock {
 public:
  Moment moment;
  Moment now() const override { return moment; }
};

struct ComparePages : ::testing::Test {
  MovingClock clock;
  std::unique_ptr<app::Store> store = memory::make_store();
  app::Candour candour{*store, nullptr, clock};
  http::Routes routes = site(candour);
  plan::PlanId id{"k7m2qx9dab"};

  void at(const char* moment) { clock.moment = *Moment::parse(moment); }
  void act(const plan::PlanCommand& command) {
    const auto done = candour.act({}, id, command, std::nullopt);
    ASSERT_TRUE(done) << done.error().sentence;
  }
  ComparePages() {
    at("2026-01-07T09:00:00Z");
    EXPECT_TRUE(candour.act({}, plan::AddAgency{"Harrow Vale Police", {}}));
    plan::ImportPlan command;
    command.plan = id;
    command.title = "Rowan action plan";
    command.as_at = Date::parse("2026-01-05");
    command.document.import = plan::ImportId("first");
    command.document.document_sha256 = std::string(64, 'a');
    command.key = {{"Green", "On track", plan::Status::on_track}, {"Amber", "Slipping", plan::Status::at_risk}};
    for (const char* wording : {"Brief every team leader", "Keep the record of each visit", "Report to the board"}) {
      plan::Action action;
      action.agency = plan::AgencyId("harrow-vale-police");
      action.wording = action.original_wording = wording;
      action.target = "30 June 2026";
      action.rating = {"Amber", plan::Status::at_risk, 0, {}};
      command.actions.push_back(action);
    }
    act(command);
    at("2026-02-10T09:00:00Z");
    act(plan::ChangeAction{2, "wording", "Keep the record of each visit", "Keep a record of each visit", "clearer"});
    at("2026-03-10T09:00:00Z");
    act(plan::RateAction{1, "Green", *Date::parse("2026-02-01"), "told late"});
    at("2026-06-01T09:00:00Z");
  }
  std::string page(const std::string& target) {
    return std::string(
        routes
            .answer(http::Request::make(http::Method::get, target, {{"Accept", "text/html"}, {"Host", "127.0.0.1"}}),
                    error_page(candour))
            .text());
  }
};

TEST_F(ComparePages, begin_with_a_sentence_and_show_the_words_that_differ) {
  const std::string whole = page("/compare?from=2026-01-08");
  EXPECT_THAT(whole, HasSubstr("2 of 3 moved: 1 forward, 1 reworded. 1 not confirmed since 8 January 2026."));
  EXPECT_THAT(whole, HasSubstr("<del"));
  EXPECT_THAT(whole, HasSubstr("<ins"));
  EXPECT_THAT(whole, HasSubstr("Unchanged and unconfirmed (1)"));
  EXPECT_THAT(whole, HasSubstr("/compare.xlsx?from=2026-01-08"));
}

TEST_F(ComparePages, tell_what_was_known_then_from_what_is_known_now) {
  // The rating of February was recorded in March.
  EXPECT_THAT(page("/compare?from=2026-01-08&to=2026-02-15"), HasSubstr("1 of 3 moved: 1 reworded."));
  EXPECT_THAT(page("/compare?from=2026-01-08&to=2026-02-15&known=now"),
              HasSubstr("2 of 3 moved: 1 forward, 1 reworded."));
}

TEST_F(ComparePages, read_days_however_they_are_said_and_put_them_in_order) {
  EXPECT_THAT(page("/compare?from-day=8&from-month=1&from-year=2026"),
              HasSubstr("From <time datetime=\"2026-01-08\">"));
  EXPECT_THAT(page("/compare?from=2026-05-01&to=2026-01-08"), HasSubstr("From <time datetime=\"2026-01-08\">"));
  EXPECT_THAT(page("/compare?from=yesterday%21"), HasSubstr("is no day and no meeting"));
  EXPECT_THAT(page("/compare?from=2026-05-01"), HasSubstr("Nothing changed."));
  EXPECT_THAT(page("/compare?plan=zzzzzzzzzz"), Not(HasSubstr("moved")));
  EXPECT_THAT(page("/compare.csv?from=2026-01-08"), HasSubstr("Moved forward,k7m2qx9dab-1"));
}

TEST_F(ComparePages, a_past_day_is_told_anew_when_something_new_speaks_of_it) {
  EXPECT_THAT(page("/compare?from=2026-01-08&to=2026-05-01&known=now"),
              HasSubstr("2 of 3 moved: 1 forward, 1 reworded."));
  act(plan::RateAction{3, "Green", *Date::parse("2026-04-01"), "told later still"});
  EXPECT_THAT(page("/compare?from=2026-01-08&to=2026-05-01&known=now"),
              HasSubstr("3 of 3 moved: 2 forward, 1 reworded."));
  EXPECT_THAT(page("/compare?from=2026-01-08&to=2026-05-01"), HasSubstr("2 of 3 moved: 1 forward, 1 reworded."));
}

}  // namespace
}  // namespace candour::web
