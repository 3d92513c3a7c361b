// What a person does on the page of an action about what does not hold up there: answers, reopens, is refused, comes
// too late; and what its words and its likes lead to.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/import.h"
#include "base/clock.h"
#include "http/request.h"
#include "http/response.h"
#include "memory/memory_store.h"
#include "web/site.h"

namespace candour::web {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* to_come = "Training to be delivered by the police lead in the autumn.";

struct World {
  FixedClock clock{*Moment::parse("2026-06-30T09:00:00Z")};
  std::unique_ptr<app::Store> store = memory::make_store();
  app::Candour candour{*store, nullptr, clock};
  http::Routes routes = site(candour);
  plan::PlanId id{"k7m2qx9dab"};

  World() {
    EXPECT_TRUE(candour.act({}, plan::AddAgency{"Harrow Vale Police", {}}));
    plan::ImportPlan command;
    command.plan = id;
    command.title = "Rowan";
    command.as_at = Date::parse("2026-05-31");
    command.document.import = plan::ImportId("first");
    command.document.document_sha256 = std::string(64, 'a');
    command.recommendations = {{"1a", "", "Are staff trained?", {}, {}}, {"5b", "", "Are records kept?", {}, {}}};
    for (const auto& [question, rating, wording, evidence] :
         {std::tuple{"1a", "Done", "Brief every team leader on the new referral form", to_come},
          {"1a", "Amber", "Brief every team leader on the new referral form", "See 5b"},
          {"5b", "Amber", "Keep the record of each visit with the plan", "As above, see 5z & <b>1a</b>"},
          {"5b", "Amber", "Report to the board each quarter", "As 5z"}}) {
      plan::Action action;
      action.agency = plan::AgencyId("harrow-vale-police");
      action.recommendations = {question};
      action.lead = command.actions.size() == 3 ? "As above" : "Head of Safeguarding";
      action.wording = action.original_wording = wording;
      action.evidence = evidence;
      action.rating = {rating, rating[0] == 'D' ? plan::Status::complete : plan::Status::on_track, 0, {}};
      command.actions.push_back(action);
    }
    EXPECT_TRUE(candour.act({}, id, command, 0));
  }
  http::Response get(const std::string& target) {
    return routes.answer(
        http::Request::make(http::Method::get, target, {{"Accept", "text/html"}, {"Host", "127.0.0.1"}}),
        error_page(candour));
  }
  std::string page(const std::string& target) { return std::string(get(target).text()); }
  http::Response post(const std::string& path, http::Fields fields) {
    return routes.answer(http::Request::make_form("/actions/k7m2qx9dab-1/remarks/" + path, std::move(fields)),
                         error_page(candour));
  }
  view::Row row(const char* action = "k7m2qx9dab-1") {
    held = *candour.picture({});
    return *view::find_row(*held, action);
  }
  view::Remark remark() {
    for (const view::Remark& each : row().remarks)
      if (each.code == "complete.evidence-is-a-plan") return each;
    ADD_FAILURE() << "the row has no such remark";
    return {};
  }
  http::Fields form(std::string reason) {
    const view::Remark asked = remark();
    return {{"version", std::to_string(row().plan->version)},
            {"code", asked.code},
            {"facts", asked.facts},
            {"reason", std::move(reason)}};
  }
  std::shared_ptr<const view::Picture> held;
};

TEST(RemarksOnAnAction, AreAnsweredWithAReasonAndReopened) {
  World world;
  EXPECT_THAT(world.page("/actions/k7m2qx9dab-1"),
              testing::AllOf(HasSubstr("What does not hold up"), HasSubstr("Reviewed: it stands because …"),
                             HasSubstr("What is planned is not yet done")));
  EXPECT_THAT(world.page("/actions?need=remark"), HasSubstr("href=\"/actions/k7m2qx9dab-1#remarks\">1&nbsp;remark"));
  const std::size_t remarked = world.row().open_remarks;
  const auto answered = world.post("answer", world.form("Held on 3 May & minuted"));
  EXPECT_EQ(answered.status(), http::Status::see_other);
  EXPECT_EQ(world.row().open_remarks, remarked - 1);
  EXPECT_THAT(world.page("/actions/k7m2qx9dab-1"),
              testing::AllOf(HasSubstr("reviewed, and stands"), HasSubstr("by operator: Held on 3 May &amp; minuted"),
                             HasSubstr("Remark answered"), Not(HasSubstr("complete.evidence-is-a-plan</p>"))));
  EXPECT_EQ(world.post("reopen", world.form("")).status(), http::Status::unprocessable);
  EXPECT_EQ(world.post("reopen", world.form("It was put off")).status(), http::Status::see_other);
  EXPECT_EQ(world.row().open_remarks, remarked);
}

TEST(RemarksOnAnAction, KeepWhatWasTypedWhereTheAnswerIsRefused) {
  World world;
  const auto without = world.post("answer", world.form("  "));
  EXPECT_EQ(without.status(), http::Status::unprocessable);
  EXPECT_THAT(std::string(without.text()),
              testing::AllOf(HasSubstr("Say why it stands."), HasSubstr("href=\"#remark-1-reason\"")));
  // Somebody else changed the plan meanwhile.
  http::Fields stale = world.form("Held on 3 May");
  ASSERT_TRUE(world.candour.act(
      {"chair"}, world.id,
      plan::ChangeAction{1, "evidence", to_come, "Training to be delivered in the spring.", "The lead wrote"},
      std::nullopt));
  const auto late = world.post("answer", std::move(stale));
  EXPECT_EQ(late.status(), http::Status::conflict);
  EXPECT_THAT(std::string(late.text()),
              testing::AllOf(HasSubstr("Held on 3 May</textarea>"), HasSubstr("what you typed is still below")));
  // The right version with facts that are not those of any remark.
  http::Fields forged{{"version", std::to_string(world.row().plan->version)},
                      {"code", "complete.evidence-is-a-plan"},
                      {"facts", std::string(64, 'f')},
                      {"reason", "Held on 3 May"}};
  EXPECT_EQ(world.post("answer", std::move(forged)).status(), http::Status::conflict);
  EXPECT_TRUE(world.row().action->remark_answers.empty());
}

// Reads whatever it is given as one row that is complete on a promise.
struct ReadsAPromise : app::Reader {
  Result<intake::Reading> read(std::string_view, std::string name, const intake::Choices&) const override {
    intake::Reading reading;
    reading.source.name = std::move(name);
    reading.kind = intake::Kind::action_plan;
    reading.title = "Linnet";
    intake::Action row;
    row.place.line = 4;
    row.agency = row.agency_as_written = "Harrow Vale Police";
    row.agencies = {row.agency};
    row.action = "Brief every team leader on the new referral form";
    row.rating = {"Done", plan::Status::complete};
    row.evidence = to_come;
    row.lead = "Head of Safeguarding";
    reading.actions = {row};
    return reading;
  }
  Result<document::Attachment> judge(std::string_view bytes, std::string name) const override {
    return document::attachment_of(bytes, name);
  }
  Result<document::FilledWorkbook> read_filled(std::string_view bytes, std::string name) const override {
    return document::read_filled(bytes, name);
  }
};

TEST(RemarksInAnImport, AreKeptAsWrittenWithTheReasonThatAnswersThemInThePlan) {
  const FixedClock clock{*Moment::parse("2026-06-30T09:00:00Z")};
  const std::unique_ptr<app::Store> store = memory::make_store();
  const ReadsAPromise reader;
  app::Candour candour{*store, &reader, clock};
  const http::Routes routes = site(candour);
  const auto draft = app::start_import(candour, {}, "the plan", "linnet.docx");
  ASSERT_TRUE(draft);
  const std::string address = "/import/" + draft->id.text();
  const auto page = [&] {
    return std::string(routes
                           .answer(http::Request::make(http::Method::get, address + "/review?severity=check",
                                                       {{"Accept", "text/html"}, {"Host", "127.0.0.1"}}),
                                   error_page(candour))
                           .text());
  };
  const auto& anomalies = draft->reading().anomalies;
  std::size_t promise = 0;
  while (anomalies.at(promise).code != "complete.evidence-is-a-plan") ++promise;
  const std::string field = "anomaly-" + std::to_string(promise + 1) + "-reason";
  EXPECT_THAT(page(), testing::AllOf(HasSubstr("Keep as written, because"), HasSubstr("id=\"" + field + "\"")));
  const auto keep = [&](std::string reason) {
    return routes.answer(
        http::Request::make_form(address + "/decide?severity=check", {{"version", std::to_string(draft->version)},
                                                                      {"anomaly", std::to_string(promise)},
                                                                      {"kind", "keep"},
                                                                      {"reason", std::move(reason)},
                                                                      {"back", address + "/review?severity=check"}}),
        error_page(candour));
  };
  const auto refused = keep(" ");
  EXPECT_EQ(refused.status(), http::Status::unprocessable);
  EXPECT_THAT(std::string(refused.text()),
              testing::AllOf(HasSubstr("href=\"#" + field + "\""), HasSubstr("Say why the row stands as written")));
  EXPECT_EQ(keep("Held on 3 May & minuted").status(), http::Status::see_other);
  EXPECT_THAT(page(), HasSubstr("Kept as written, because: Held on 3 May &amp; minuted"));
  const auto now = app::open_import(candour, draft->id);
  const auto into = app::confirm_import(candour, {}, draft->id, now->version);
  ASSERT_TRUE(into) << into.error().sentence;
  const auto picture = *candour.picture({});
  const view::Row* row = view::find_row(*picture, plan::action_id(into->plan(), 1));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->action->remark_answers.at(0).reason, "Held on 3 May & minuted");
}

TEST(RemarksOnAnAction, ComeBackWhenTheFactsChangeAndSayWhatWasAnsweredThen) {
  World world;
  ASSERT_EQ(world.post("answer", world.form("Held on 3 May")).status(), http::Status::see_other);
  ASSERT_TRUE(world.candour.act(
      {}, world.id,
      plan::ChangeAction{1, "evidence", to_come, "Training to be delivered in the spring.", "The lead wrote"},
      std::nullopt));
  EXPECT_THAT(world.page("/actions/k7m2qx9dab-1"),
              testing::AllOf(HasSubstr("Answered on"), HasSubstr("by operator: Held on 3 May"),
                             HasSubstr(std::string("The evidence then read: <span class=\"c-text\">") + to_come),
                             HasSubstr("The facts have changed since"), HasSubstr("evidence changed on")));
}

TEST(CrossReferences, LeadToTheQuestionOrTheRowOrAreSaidToBeBroken) {
  World world;
  EXPECT_THAT(world.page("/actions/k7m2qx9dab-2"), HasSubstr("href=\"/plans/k7m2qx9dab#q-5b\""));
  const std::string third = world.page("/actions/k7m2qx9dab-3");
  EXPECT_THAT(third, testing::AllOf(HasSubstr("href=\"/actions/k7m2qx9dab-1\""), Not(HasSubstr("<b>1a"))));
  EXPECT_THAT(world.page("/actions/k7m2qx9dab-4"), HasSubstr("5z: there is no such question"));
  // Its lead is that of the row above, on its own page and in the plan.
  for (const char* page : {"/actions/k7m2qx9dab-4", "/plans/k7m2qx9dab"})
    EXPECT_THAT(world.page(page), HasSubstr("href=\"/actions/k7m2qx9dab-3\">As above<")) << page;
  EXPECT_THAT(world.page("/plans/k7m2qx9dab"),
              testing::AllOf(HasSubstr("href=\"/plans/k7m2qx9dab#q-5b\""), HasSubstr("5z: there is no such question")));
}

TEST(TheSameAction, IsShownBesideTheRowWithItsOwnRating) {
  World world;
  EXPECT_THAT(world.page("/actions/k7m2qx9dab-1"),
              testing::AllOf(HasSubstr("The same action elsewhere in this plan"),
                             HasSubstr("The same action is rated in more than one way"), HasSubstr("Go to action 2")));
  EXPECT_THAT(world.page("/actions/k7m2qx9dab-3"), Not(HasSubstr("The same action elsewhere")));
}

TEST(Remarks, AreAColumnOfTheExport) {
  World world;
  EXPECT_THAT(world.page("/actions.csv"), HasSubstr("Remarks"));
  EXPECT_THAT(world.page("/actions.json"), HasSubstr("\"remarks\":"));
}

}  // namespace
}  // namespace candour::web
