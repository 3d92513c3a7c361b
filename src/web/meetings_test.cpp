// What a person does on a meeting's page, through the site: done, refused, changed meanwhile.

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

struct World {
  FixedClock clock{*Moment::parse("2026-06-30T09:00:00Z")};
  std::unique_ptr<app::Store> store = memory::make_store();
  app::Candour candour{*store, nullptr, clock};
  http::Routes routes = site(candour);

  World() {
    meeting::ImportMeeting minutes;
    minutes.minutes.meeting = meeting::MeetingId("m7m2qx9dab");
    minutes.minutes.body = "Scrutiny Committee";
    minutes.minutes.date = *Date::parse("2026-04-21");
    minutes.minutes.import = meeting::ImportId("first");
    minutes.minutes.document_sha256 = std::string(64, 'a');
    minutes.questions.resize(1);
    minutes.questions[0].text = "Who checks?";
    minutes.resolutions.resize(1);
    minutes.resolutions[0].text = "That an update come back";
    EXPECT_TRUE(candour.act({}, minutes.minutes.meeting, minutes, 0));
  }
  http::Response get(const std::string& target) {
    return routes.answer(
        http::Request::make(http::Method::get, target, {{"Accept", "text/html"}, {"Host", "127.0.0.1"}}),
        error_page(candour));
  }
  http::Response post(const std::string& path, http::Fields fields) {
    return routes.answer(http::Request::make_form("/meetings/m7m2qx9dab/" + path, std::move(fields)),
                         error_page(candour));
  }
  meeting::Meeting meeting() { return *view::find_meeting(**candour.picture({}), meeting::MeetingId("m7m2qx9dab")); }
};

TEST(MeetingPage, SetsADateMarksMetAndReopens) {
  World world;
  EXPECT_EQ(world
                .post("resolutions/1/report-back",
                      {{"version", "3"}, {"date-day", "21"}, {"date-month", "7"}, {"date-year", "2026"}})
                .status(),
            http::Status::see_other);
  EXPECT_THAT(std::string(world.get("/").text()), HasSubstr("Resolutions to report back on"));
  EXPECT_EQ(world
                .post("resolutions/1/met", {{"version", "4"},
                                            {"date-day", "29"},
                                            {"date-month", "6"},
                                            {"date-year", "2026"},
                                            {"shown-by", "Report of June"}})
                .status(),
            http::Status::see_other);
  EXPECT_EQ(world.meeting().resolutions[0].state, meeting::ResolutionState::met);
  EXPECT_THAT(std::string(world.get("/").text()), Not(HasSubstr("Resolutions to report back on")));
  EXPECT_EQ(world.post("resolutions/1/reopen", {{"version", "5"}, {"reason", "It was another"}}).status(),
            http::Status::see_other);
  EXPECT_EQ(world.meeting().resolutions[0].state, meeting::ResolutionState::open);
  EXPECT_EQ(
      world.post("questions/1/answer", {{"version", "6"}, {"answered-by", "The Director"}, {"answer", "The board."}})
          .status(),
      http::Status::see_other);
  EXPECT_EQ(world.meeting().questions[0].answer, "The board.");
}

TEST(MeetingPage, KeepsWhatWasTypedWhereItIsRefused) {
  World world;
  const auto refused = world.post("resolutions/1/met", {{"version", "3"},
                                                        {"date-day", "40"},
                                                        {"date-month", "6"},
                                                        {"date-year", "2026"},
                                                        {"shown-by", "Report of June & July"}});
  EXPECT_EQ(refused.status(), http::Status::unprocessable);
  const std::string page(refused.text());
  EXPECT_THAT(page, HasSubstr("<title>Error: "));
  EXPECT_THAT(page, HasSubstr("Enter the day it was met"));
  EXPECT_THAT(page, HasSubstr("Report of June &amp; July"));
  EXPECT_THAT(page, HasSubstr("value=\"40\""));
  EXPECT_EQ(world.meeting().version, 3u);
}

TEST(MeetingPage, ToldOfAChangeMeanwhileKeepsWhatWasTypedAndCanBeSentAgain) {
  World world;
  const auto clash =
      world.post("questions/1/answer", {{"version", "2"}, {"answered-by", ""}, {"answer", "In September."}});
  EXPECT_EQ(clash.status(), http::Status::conflict);
  const std::string page(clash.text());
  EXPECT_THAT(page, HasSubstr("This meeting was changed by"));
  EXPECT_THAT(page, HasSubstr("In September."));
  EXPECT_THAT(page, HasSubstr("name=\"version\" value=\"3\""));
  EXPECT_TRUE(world.meeting().questions[0].answer.empty());
}

TEST(MeetingPage, OfNothingIsNotFound) {
  World world;
  EXPECT_EQ(world.get("/meetings/none").status(), http::Status::not_found);
  EXPECT_EQ(world.get("/registers/none").status(), http::Status::not_found);
  EXPECT_EQ(world.post("questions/9/answer", {{"version", "3"}, {"answer", "x"}}).status(), http::Status::not_found);
  EXPECT_EQ(world.post("questions/x/answer", {{"version", "3"}, {"answer", "x"}}).status(), http::Status::not_found);
}

TEST(MeetingPage, AsAtAnEarlierDayOffersNothingToDo) {
  World world;
  const std::string page(world.get("/meetings/m7m2qx9dab?as-at=2026-05-01&known=now").text());
  EXPECT_THAT(page, HasSubstr("Scrutiny Committee"));
  EXPECT_THAT(page, Not(HasSubstr("Record an answer")));
}

TEST(MeetingPage, IsListedAndTakenAway) {
  World world;
  EXPECT_THAT(std::string(world.get("/meetings").text()), HasSubstr("Scrutiny Committee, 21 April 2026"));
  EXPECT_THAT(std::string(world.get("/meetings.csv").text()), HasSubstr("That an update come back"));
  EXPECT_THAT(std::string(world.get("/meetings.json").text()), HasSubstr("\"awaiting_answer\""));
  EXPECT_EQ(world.get("/meetings.xlsx").status(), http::Status::ok);
}

// ---- Ties of an action to an inspector's recommendation ----

struct TieWorld : World {
  TieWorld() {
    EXPECT_TRUE(candour.act({}, plan::AddAgency{"Police", {}}));
    plan::ImportPlan inspection;
    inspection.plan = plan::PlanId("n7m2qx9dab");
    inspection.title = "Review of health services";
    inspection.review.kind = plan::ReviewKind::inspection;
    inspection.document.import = plan::ImportId("inspection");
    inspection.document.document_sha256 = std::string(64, 'b');
    inspection.recommendations = {{"1.1", "", "Record every contact", {plan::AgencyId("police")}, {"2.3"}, "page 4"}};
    inspection.paragraphs = {{"2.3", "Contacts were not recorded.", false, {"1.1"}, "page 2"}};
    EXPECT_TRUE(candour.act({}, inspection.plan, inspection, 0));
    plan::ImportPlan answer;
    answer.plan = plan::PlanId("k7m2qx9dab");
    answer.title = "Action plan";
    answer.document.import = plan::ImportId("answer");
    answer.document.document_name = "answer.docx";
    answer.document.document_sha256 = std::string(64, 'c');
    answer.actions.resize(1);
    answer.actions[0].wording = "Change the template";
    answer.actions[0].lead = "Head of Safeguarding";
    answer.actions[0].place = "line 10";
    answer.actions[0].places = {{"lead", "line 61"}};
    EXPECT_TRUE(candour.act({}, answer.plan, answer, 0));
  }
  plan::Plan plan() { return *view::find_plan(**candour.picture({}), plan::PlanId("k7m2qx9dab"))->plan; }
  http::Response send(const std::string& act, http::Fields fields) {
    return routes.answer(http::Request::make_form("/actions/k7m2qx9dab-1/" + act, std::move(fields)),
                         error_page(candour));
  }
};

TEST(ActionPage, TiesAndUntiesWithAReasonAndShowsItBothWays) {
  TieWorld world;
  const std::string version = std::to_string(world.plan().version);
  const auto refused = world.send("tie", {{"version", version}, {"recommendation", "n7m2qx9dab/1.1"}, {"reason", ""}});
  EXPECT_EQ(refused.status(), http::Status::unprocessable);
  EXPECT_THAT(std::string(refused.text()), HasSubstr("value=\"n7m2qx9dab/1.1\" selected"));
  EXPECT_EQ(
      world.send("tie", {{"version", version}, {"recommendation", "n7m2qx9dab/1.1"}, {"reason", "The same matter"}})
          .status(),
      http::Status::see_other);
  const std::string action(world.get("/actions/k7m2qx9dab-1").text());
  EXPECT_THAT(action, HasSubstr("Record every contact"));
  EXPECT_THAT(action, HasSubstr("Contacts were not recorded."));
  EXPECT_THAT(action, HasSubstr("The same matter"));
  EXPECT_THAT(std::string(world.get("/plans/n7m2qx9dab").text()), HasSubstr("/actions/k7m2qx9dab-1"));
  // Somebody was quicker: what was typed stays.
  const auto clash = world.send("untie", {{"version", version},
                                          {"plan", "n7m2qx9dab"},
                                          {"recommendation", "1.1"},
                                          {"reason", "Another matter after all"}});
  EXPECT_EQ(clash.status(), http::Status::conflict);
  EXPECT_THAT(std::string(clash.text()), HasSubstr("Another matter after all"));
  EXPECT_EQ(world
                .send("untie", {{"version", std::to_string(world.plan().version)},
                                {"plan", "n7m2qx9dab"},
                                {"recommendation", "1.1"},
                                {"reason", "Another matter after all"}})
                .status(),
            http::Status::see_other);
  EXPECT_TRUE(world.plan().actions[0].ties.empty());
}

TEST(ActionPage, SaysOfEachFieldWhereTheDocumentSaysIt) {
  TieWorld world;
  const std::string page(world.get("/actions/k7m2qx9dab-1").text());
  EXPECT_THAT(page, HasSubstr("href=\"#as-written\">line 61<"));
  EXPECT_THAT(page, HasSubstr("href=\"#as-written\">line 10<"));
  EXPECT_THAT(page, HasSubstr("of answer.docx"));
}

TEST(InspectionPage, RecordsAResponseAndIsNoLongerAwaitingIt) {
  TieWorld world;
  const auto send = [&](const std::string& version, const std::string& kind, const std::string& text) {
    return world.routes.answer(
        http::Request::make_form(
            "/plans/n7m2qx9dab/responses",
            {{"version", version}, {"recommendation", "1.1"}, {"agency", "police"}, {"kind", kind}, {"text", text}}),
        error_page(world.candour));
  };
  const std::string version =
      std::to_string(view::find_plan(**world.candour.picture({}), plan::PlanId("n7m2qx9dab"))->plan->version);
  EXPECT_THAT(std::string(world.get("/agencies/police").text()), HasSubstr("Awaiting a response (1)"));
  EXPECT_THAT(std::string(world.get("/plans/n7m2qx9dab").text()), HasSubstr("1 recommendation, 1 awaiting a response"));
  const auto refused = send(version, "not_accepted", " ");
  EXPECT_EQ(refused.status(), http::Status::unprocessable);
  EXPECT_THAT(std::string(refused.text()), HasSubstr("href=\"#response-1-1\""));
  const auto clash = send("1", "in_words", "We agree & have begun");
  EXPECT_EQ(clash.status(), http::Status::conflict);
  EXPECT_THAT(std::string(clash.text()), HasSubstr("We agree &amp; have begun"));
  EXPECT_EQ(send(version, "accepted", "").status(), http::Status::see_other);
  EXPECT_THAT(std::string(world.get("/plans/n7m2qx9dab").text()), HasSubstr("all answered"));
  EXPECT_THAT(std::string(world.get("/agencies/police").text()), Not(HasSubstr("Awaiting a response")));
}

}  // namespace
}  // namespace candour::web
