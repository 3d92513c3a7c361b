// A plan made and changed by hand, as a person does it in a browser: the form that is offered, filled in and sent.

#include "app/by_hand.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/text.h"
#include "http/request.h"
#include "http/response.h"
#include "memory/memory_store.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Status;
using testing::HasSubstr;
using testing::Not;

struct World {
  FixedClock clock{*Moment::parse("2026-06-30T09:00:00Z")};
  std::unique_ptr<app::Store> store = memory::make_store();
  app::Candour candour{*store, nullptr, clock};
  http::Routes routes = site(candour);
  std::string plan;  // "/plans/…"

  World() {
    const http::Response started = send("/plans/new", {{"title", "Heron action plan"},
                                                       {"review-kind", "inspection"},
                                                       {"review-name", "Heron"},
                                                       {"key", "blue-embedded"},
                                                       {"agencies", "Harrow Vale Police\nHarrow Vale NHS Trust"}});
    plan = place(started);
    send(plan + "/findings/new", {{"ref", "1"}, {"title", "Records were not shared"}, {"text", ""}});
    send(
        plan + "/recommendations/new",
        {{"ref", "1a"}, {"finding", "1"}, {"text", "Share records within a day"}, {"addressed", "harrow-vale-police"}});
    add_action("Share the log with every partner");
  }
  void add_action(const std::string& wording) {
    send(plan + "/actions/new", {{"wording", wording},
                                 {"agency", "harrow-vale-police"},
                                 {"lead", "Head of Safeguarding"},
                                 {"target", "30 September 2026"},
                                 {"outcome", "No visit without the history"},
                                 {"recommendation", "1a"}});
  }

  http::Response get(const std::string& target) {
    return routes.answer(
        http::Request::make(http::Method::get, target, {{"Accept", "text/html"}, {"Host", "127.0.0.1"}}),
        error_page(candour));
  }
  std::string page(const std::string& target) { return std::string(get(target).text()); }
  http::Response send(const std::string& path, Fields fields) {
    return routes.answer(http::Request::make_form(path, std::move(fields)), error_page(candour));
  }
  // The form of the page as a browser sends it, but for what is typed: its hidden fields.
  Fields hidden(const std::string& target) {
    const std::string html = page(target);
    Fields fields;
    const std::string begin = "<input type=\"hidden\" name=\"";
    for (std::size_t at = html.find(begin); at != std::string::npos; at = html.find(begin, at + 1)) {
      const std::size_t name = at + begin.size(), name_end = html.find('"', name);
      const std::size_t value = html.find("value=\"", name_end) + 7, value_end = html.find('"', value);
      std::string text = html.substr(value, value_end - value);
      for (const auto& [from, to] :
           {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
        text = replaced(std::move(text), from, to);
      fields.add(html.substr(name, name_end - name), std::move(text));
    }
    return fields;
  }
  http::Response fill(const std::string& path, const Fields& typed) {
    Fields fields = hidden(path);
    for (const auto& [name, value] : typed.all()) fields.add(name, value);
    return send(path.substr(0, path.find('?')), std::move(fields));
  }
  static std::string place(const http::Response& response) {
    const std::string to(response.headers().get("Location"));
    return to.substr(0, to.find('?'));
  }
  const plan::Plan& now() {
    held = *candour.picture({});
    return *held->plans.front()->plan;
  }
  const plan::Action& action(plan::Number number = 1) { return *plan::find_action(now(), number); }
  std::string at(plan::Number number = 1) { return "/actions/" + plan.substr(7) + "-" + std::to_string(number); }
  std::shared_ptr<const view::Picture> held;
};

TEST(ByHand, APlanIsStartedBlankAndSaysWhatToAddFirst) {
  World world;
  const http::Response started =
      world.send("/plans/new", {{"title", "Linnet"}, {"review-kind", "audit"}, {"key", "none"}});
  ASSERT_EQ(started.status(), Status::see_other);
  const std::string page = world.page(World::place(started));
  EXPECT_THAT(page, HasSubstr("No findings yet"));
  EXPECT_THAT(page, HasSubstr("/findings/new"));
  EXPECT_EQ(world.now().key.version, 0u);
  const http::Response refused = world.send("/plans/new", {{"title", " "}, {"review-name", "Typed & kept"}});
  EXPECT_EQ(refused.status(), Status::unprocessable);
  EXPECT_THAT(std::string(refused.text()), HasSubstr("Typed &amp; kept"));
  EXPECT_THAT(std::string(refused.text()), HasSubstr("Give the plan a title."));
}

TEST(ByHand, WhatIsAddedStandsOnThePlanAndOnPagesOfItsOwn) {
  World world;
  const std::string page = world.page(world.plan);
  EXPECT_THAT(page, HasSubstr("Records were not shared"));
  EXPECT_THAT(page, HasSubstr("Share records within a day"));
  EXPECT_THAT(page, HasSubstr("Share the log with every partner"));
  EXPECT_THAT(world.page(world.plan + "/findings/1"), HasSubstr("Share records within a day"));
  const std::string recommendation = world.page(world.plan + "/recommendations/1a");
  EXPECT_THAT(recommendation, HasSubstr("No response yet"));
  EXPECT_THAT(recommendation, HasSubstr("Share the log with every partner"));
  EXPECT_EQ(world.action().due, Date::parse("2026-09-30"));
  EXPECT_EQ(world.action().finding, "1");
  EXPECT_EQ(world.get(world.plan + "/findings/9").status(), Status::not_found);
  EXPECT_EQ(world.get(world.plan + "/recommendations/9/wording").status(), Status::not_found);
  EXPECT_EQ(world.get("/plans/nothing/key").status(), Status::not_found);
}

TEST(ByHand, EveryFormIsOfferedAndIsRefusedWithWhatWasTyped) {
  World world;
  world.add_action("Audit the log each quarter");
  const std::string a = world.at(), f = world.plan + "/findings/1", r = world.plan + "/recommendations/1a";
  const struct {
    std::string path;
    Fields typed;
    Status status;
    const char* sentence;
  } cases[] = {
      {a + "/wording",
       {{"wording", " "}, {"outcome", "Kept & typed"}, {"constraints", ""}},
       Status::unprocessable,
       "Say what is to be done."},
      {a + "/lead", {{"lead", "Kept & typed"}, {"reason", ""}}, Status::unprocessable, "Say why the lead changes."},
      {a + "/agency",
       {{"agency", "harrow-vale-nhs-trust"}, {"reason", ""}},
       Status::unprocessable,
       "Say why the action"},
      {a + "/date", {{"target", "Kept & typed"}, {"reason", "x"}}, Status::unprocessable, "There is no date in"},
      {a + "/date",
       {{"target", "31 December 2026"}, {"reason", ""}},
       Status::unprocessable,
       "Say why the date changes."},
      {a + "/answers", {{"recommendations", "1a"}, {"finding", "1"}}, Status::unprocessable, "Nothing was changed."},
      {a + "/split", {{"wording", "Kept & typed"}, {"second", ""}}, Status::unprocessable, "Say what the second"},
      {a + "/merge", {{"with", "77"}}, Status::unprocessable, "This plan has no action with that number."},
      {a + "/merge?with=2",
       {{"wording", "Kept & typed"}, {"reason", ""}},
       Status::unprocessable,
       "Say why the two are one."},
      {a + "/withdraw", {{"reason", ""}}, Status::unprocessable, "Say why the action is withdrawn."},
      {f + "/wording", {{"title", ""}, {"text", ""}}, Status::unprocessable, "Say what was found."},
      {f + "/split", {{"title", "Kept & typed"}, {"second-title", ""}}, Status::unprocessable, "Say what the second"},
      {f + "/merge", {{"title", "Kept & typed"}, {"from", ""}}, Status::unprocessable, "Choose the finding that goes."},
      {f + "/withdraw", {{"reason", "Kept & typed"}}, Status::conflict, "Recommendation 1a stands under this finding."},
      {r + "/wording", {{"text", ""}, {"finding", "1"}}, Status::unprocessable, "Say what is recommended."},
      {r + "/split", {{"text", "Kept & typed"}, {"second", ""}}, Status::unprocessable, "Say what the second"},
      {r + "/merge", {{"text", "Kept & typed"}, {"from", ""}}, Status::unprocessable, "Choose the recommendation"},
      {r + "/withdraw", {{"reason", "Kept & typed"}}, Status::conflict, "answers this recommendation."},
      {r + "/response?agency=harrow-vale-police",
       {{"kind", "not_accepted"}, {"text", ""}},
       Status::unprocessable,
       "Give the answer, or the reason for it, in words."},
      {r + "/response",
       {{"kind", "accepted"}, {"text", "Kept & typed"}},
       Status::unprocessable,
       "Say which agency answers."},
      {world.plan + "/title",
       {{"title", ""}, {"review-name", "Kept & typed"}},
       Status::unprocessable,
       "Give the plan a title."},
      {world.plan + "/answer-date",
       {{"received", "soon"}, {"reason", "Kept & typed"}},
       Status::unprocessable,
       "“soon” is no day."},
      {world.plan + "/answer-date", {{"received", ""}, {"due", ""}}, Status::unprocessable, "Enter the day the report"},
      {world.plan + "/key", {{"key", "Green, kept & typed"}}, Status::unprocessable, "does not say a status"},
      {world.plan + "/findings/new",
       {{"ref", "1"}, {"title", "Kept & typed"}},
       Status::conflict,
       "already has a finding"},
      {world.plan + "/recommendations/new", {{"ref", "1a"}, {"text", "Kept & typed"}}, Status::conflict, "already has"},
      {world.plan + "/actions/new",
       {{"wording", "Kept & typed"}, {"agency", ""}},
       Status::unprocessable,
       "Say which agency"},
      {world.plan + "/withdraw-plan", {{"reason", "Kept & typed"}}, Status::conflict, "Actions stand on this plan."},
      {"/agencies/new",
       {{"name", "Harrow Vale Police"}, {"aliases", "Kept & typed"}},
       Status::conflict,
       "is already a name"},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(world.get(each.path).status(), Status::ok) << each.path;
    EXPECT_THAT(world.page(each.path), HasSubstr("action=\"" + each.path.substr(0, each.path.find('?')) + "\""))
        << "it is sent to where it stands";
    const std::uint64_t before = world.now().version;
    const http::Response answer = world.fill(each.path, each.typed);
    const std::string page(answer.text());
    EXPECT_EQ(answer.status(), each.status) << each.path;
    EXPECT_THAT(page, HasSubstr(each.sentence)) << each.path;
    EXPECT_THAT(page, HasSubstr("<title>Error: ")) << each.path;
    for (const auto& [name, value] : each.typed.all()) {
      if (value.starts_with("Kept")) {
        EXPECT_THAT(page, HasSubstr("Kept &amp; typed")) << each.path;
      }
    }
    EXPECT_EQ(world.now().version, before) << each.path;
  }
}

TEST(ByHand, TheDayOfAnInspectionsAnswerIsEnteredAndPutRight) {
  World world;
  const std::string form = world.plan + "/answer-date";
  EXPECT_THAT(world.page(world.plan), HasSubstr("href=\"" + form + "\""));
  EXPECT_EQ(world.fill(form, {{"received", ""}, {"due", "31 July 2026"}}).status(), Status::see_other);
  EXPECT_THAT(world.page(world.plan), HasSubstr("The answer is due on "));
  const http::Response silent = world.fill(form, {{"due", "14 August 2026"}, {"reason", ""}});
  EXPECT_EQ(silent.status(), Status::unprocessable);
  EXPECT_THAT(std::string(silent.text()), HasSubstr("Say why the day of the answer is another."));
  EXPECT_EQ(world.fill(form, {{"due", "14 August 2026"}, {"reason", "Two weeks more"}}).status(), Status::see_other);
  EXPECT_EQ(plan::answer_due(*world.now().clock), Date::parse("2026-08-14"));
  EXPECT_THAT(world.page(world.plan + "/history"), HasSubstr("Two weeks more"));
}

TEST(ByHand, LeadAgencyAndDateChangeWithAReasonAndTheFirstDateIsKept) {
  World world;
  EXPECT_EQ(world.fill(world.at() + "/lead", {{"lead", "Deputy Chief"}, {"reason", "She left"}}).status(),
            Status::see_other);
  EXPECT_EQ(
      world
          .fill(world.at() + "/agency",
                {{"agency", "harrow-vale-nhs-trust"}, {"supporting", "harrow-vale-police"}, {"reason", "Theirs to do"}})
          .status(),
      Status::see_other);
  EXPECT_EQ(
      world.fill(world.at() + "/date", {{"target", "31 December 2026"}, {"reason", "The system is late"}}).status(),
      Status::see_other);
  const plan::Action& action = world.action();
  EXPECT_EQ(action.lead, "Deputy Chief");
  EXPECT_EQ(action.agency.text(), "harrow-vale-nhs-trust");
  EXPECT_EQ(action.supporting, std::vector<plan::AgencyId>{plan::AgencyId("harrow-vale-police")});
  EXPECT_EQ(action.original_due, Date::parse("2026-09-30"));
  EXPECT_EQ(action.slips, 1u);
  const std::string page = world.page(world.at());
  EXPECT_THAT(page, HasSubstr("The system is late"));
  EXPECT_THAT(page, HasSubstr("Harrow Vale NHS Trust")) << "the history tells agencies by name";
  EXPECT_THAT(page, Not(HasSubstr("To: harrow-vale")));
}

TEST(ByHand, AChangeIsUndoneFromTheHistoryWithAReason) {
  World world;
  world.fill(world.at() + "/date", {{"target", "31 December 2026"}, {"reason", "The wrong row"}});
  const std::string undo = world.plan + "/undo/" + std::to_string(world.now().version);
  EXPECT_THAT(world.page(world.at()), HasSubstr("href=\"" + undo + "\""));
  EXPECT_THAT(world.page(world.plan + "/history"), HasSubstr("href=\"" + undo + "\""));
  EXPECT_THAT(world.page(undo), HasSubstr("date changed"));
  EXPECT_EQ(world.fill(undo, {{"reason", ""}}).status(), Status::unprocessable);
  EXPECT_EQ(world.fill(undo, {{"reason", "It was action 2"}}).status(), Status::see_other);
  EXPECT_EQ(world.action().slips, 0u);
  EXPECT_THAT(world.page(world.at()), HasSubstr("Undone: date changed"));
  const http::Response again = world.send(undo, {{"reason", "Once more"}});
  EXPECT_EQ(again.status(), Status::conflict);
  EXPECT_THAT(std::string(again.text()), HasSubstr("has changed since"));
  EXPECT_THAT(world.page(undo), HasSubstr("This cannot be undone"));
  EXPECT_THAT(world.page(undo), Not(HasSubstr("Undo it")));
}

TEST(ByHand, TwoWhoChangeOneFieldChooseAndTwoWhoChangeDifferentFieldsDoNot) {
  World world;
  const Fields opened = world.hidden(world.at() + "/wording");
  const auto with = [&](const Fields& typed) {
    Fields fields = opened;
    for (const auto& [name, value] : typed.all()) fields.add(name, value);
    return fields;
  };
  world.fill(world.at() + "/date", {{"target", "31 December 2026"}, {"reason", "Late"}});
  world.fill(world.at() + "/wording", {{"wording", "Theirs"}, {"outcome", "No visit without the history"}});
  const http::Response clash = world.send(
      world.at() + "/wording", with({{"wording", "Mine & typed"}, {"outcome", "No visit without the history"}}));
  EXPECT_EQ(clash.status(), Status::conflict);
  EXPECT_THAT(std::string(clash.text()), HasSubstr("Mine &amp; typed"));
  EXPECT_THAT(std::string(clash.text()), HasSubstr("Theirs"));
  EXPECT_EQ(world.action().wording, "Theirs");
  const http::Response other =
      world.send(world.at() + "/wording",
                 with({{"wording", "Share the log with every partner"}, {"outcome", "Every visitor knows"}}));
  EXPECT_EQ(other.status(), Status::see_other) << "a field that nobody else changed is saved";
  EXPECT_EQ(world.action().outcome, "Every visitor knows");
}

TEST(ByHand, WhatWasTypedToAnActionThatHasGoneIsShown) {
  World world;
  world.fill(world.at() + "/withdraw", {{"reason", "Never one"}});
  const http::Response late = world.send(world.at() + "/lead", {{"lead", "Kept & typed"}, {"reason", "x"}});
  EXPECT_EQ(late.status(), Status::not_found);
  EXPECT_THAT(std::string(late.text()), HasSubstr("Kept &amp; typed"));
  const std::string gone = world.page(world.at());
  EXPECT_THAT(gone, HasSubstr("This action was withdrawn: Never one."));
  EXPECT_THAT(gone, HasSubstr("Undo this"));
}

TEST(ByHand, ANewKeyIsToldBeforeItIsSaved) {
  World world;
  EXPECT_TRUE(world.candour.act({}, world.now().id, plan::RateAction{1, "Amber", *Date::parse("2026-06-30"), ""},
                                std::nullopt));
  const std::string key = "Green = Complete\nAmber = At risk = Behind its plan";
  const http::Response check = world.fill(world.plan + "/key", {{"key", key}});
  EXPECT_EQ(check.status(), Status::ok);
  EXPECT_EQ(world.now().key.version, 1u) << "nothing is saved yet";
  const std::string page(check.text());
  EXPECT_THAT(page, HasSubstr("What it does to the ratings that stand"));
  EXPECT_THAT(page, HasSubstr("Keep the meaning they were given under"));
  const auto save = [&](const char* earlier, const char* reason) {
    Fields fields{{"step", "save"}, {"key", key}, {"earlier", earlier}, {"reason", reason}};
    return world.send(world.plan + "/key", std::move(fields));
  };
  EXPECT_EQ(save("again", "").status(), Status::unprocessable);
  EXPECT_EQ(save("again", "It was misread").status(), Status::see_other);
  EXPECT_EQ(world.now().key.version, 2u);
  EXPECT_EQ(world.action().rating.status, plan::Status::at_risk);
}

TEST(ByHand, SplitMergeAndWithdrawGoThroughAndAreTold) {
  World world;
  EXPECT_EQ(world
                .fill(world.at() + "/split", {{"wording", "Share the log"},
                                              {"second", "Audit the log"},
                                              {"agency", "harrow-vale-police"},
                                              {"lead", "Auditor"},
                                              {"target", "31 October 2026"},
                                              {"reason", "Two in one"}})
                .status(),
            Status::see_other);
  EXPECT_EQ(world.action(2).wording, "Audit the log");
  EXPECT_EQ(world.action(2).recommendations, std::vector<std::string>{"1a"});
  EXPECT_EQ(World::place(world.fill(world.at() + "/merge", {{"with", "2"}})), world.at() + "/merge");
  EXPECT_EQ(
      world.fill(world.at() + "/merge?with=2", {{"wording", "Share and audit the log"}, {"reason", "One after all"}})
          .status(),
      Status::see_other);
  EXPECT_EQ(world.now().actions.size(), 1u);
  EXPECT_THAT(world.page(world.at(2)), HasSubstr("Merged into action 1. One after all"));
  EXPECT_EQ(world
                .fill(world.plan + "/findings/1/split", {{"title", "Records were not shared"},
                                                         {"ref", "2"},
                                                         {"second-title", "No log was kept"},
                                                         {"recommendations", "1a"}})
                .status(),
            Status::see_other);
  EXPECT_EQ(plan::find_recommendation(world.now(), "1a")->finding, "2");
  EXPECT_EQ(world.action().finding, "2");
  EXPECT_EQ(world.fill(world.plan + "/findings/1/withdraw", {{"reason", "Said by the other"}}).status(),
            Status::see_other);
  EXPECT_THAT(world.page(world.plan + "/findings/1"), HasSubstr("This finding was withdrawn."));
  const std::string history = world.page(world.plan + "/history");
  for (const char* told : {"merged with another", "split", "Finding 1: withdrawn", "Said by the other"})
    EXPECT_THAT(history, HasSubstr(told));
}

TEST(ByHand, TheReplyHoldsResponsesActionsLeadsAndDatesInEveryForm) {
  World world;
  EXPECT_EQ(world
                .fill(world.plan + "/recommendations/1a/response?agency=harrow-vale-police",
                      {{"kind", "partly_accepted"}, {"text", "In the city first"}})
                .status(),
            Status::see_other);
  for (const char* form : {"/reply", "/reply.html"}) {
    const std::string page = world.page(world.plan + form);
    for (const char* told : {"Recommendation 1a", "Share records within a day", "Harrow Vale Police", "Partly accepted",
                             "In the city first", "Share the log with every partner", "Head of Safeguarding",
                             "30 September 2026", "No visit without the history"})
      EXPECT_THAT(page, HasSubstr(told)) << form;
  }
  EXPECT_THAT(world.page(world.plan + "/reply.html"), Not(HasSubstr("href="))) << "a file leads nowhere";
  const http::Response word = world.get(world.plan + "/reply.docx");
  EXPECT_EQ(word.status(), Status::ok);
  EXPECT_EQ(word.text().substr(0, 2), "PK");
  EXPECT_THAT(std::string(word.headers().get("Content-Disposition")), HasSubstr(".docx"));
}

}  // namespace
}  // namespace candour::web
