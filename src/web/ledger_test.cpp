// The ledger and erasure as people and programs meet them: addresses, headers, and what a record that is held says.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/candour.h"
#include "app/checkpoints.h"
#include "app/erasure.h"
#include "app/signer_test.h"
#include "base/clock.h"
#include "memory/memory_store.h"
#include "web/site.h"

namespace candour::web {
namespace {

using app::trial::AnySigner;
using http::Method;
using http::Request;
using http::Response;
using http::Status;
using testing::HasSubstr;
using testing::Not;

struct Site {
  std::unique_ptr<app::Store> store = memory::make_store();
  FixedClock clock{*Moment::parse("2026-03-02T09:00:00Z")};
  AnySigner signer;
  app::Candour candour{*store, nullptr, clock, {}, nullptr, &signer};
  http::Routes routes = site(candour);

  Site() {
    EXPECT_TRUE(candour.act({}, plan::PlanId("k7m2qx9dab"),
                            plan::StartPlan{plan::PlanId("k7m2qx9dab"), "Rowan", {}, 3, {}}, std::nullopt));
  }
  Response get(std::string_view target) {
    return routes.answer(Request::make(Method::get, target, {{"Accept", "text/html"}}), error_page(candour));
  }
  Response post(std::string_view target, http::Fields form) {
    return routes.answer(Request::make_form(target, std::move(form)), error_page(candour));
  }
};

TEST(Ledger, IsServedAsItsReadersExpect) {
  Site site;
  EXPECT_EQ(site.get("/ledger/checkpoint").status(), Status::not_found);
  EXPECT_THAT(std::string(site.get("/ledger").text()), HasSubstr("not signed here yet"));
  ASSERT_TRUE(app::sign_now(site.candour));
  const Response checkpoint = site.get("/ledger/checkpoint");
  EXPECT_EQ(checkpoint.status(), Status::ok);
  EXPECT_TRUE(ledger::open_checkpoint(checkpoint.text(), site.signer.key.verifier()));
  EXPECT_EQ(checkpoint.headers().get("Cache-Control"), "no-cache");
  EXPECT_EQ(checkpoint.headers().get("Content-Type"), "text/plain; charset=utf-8");
  const std::string width = std::to_string(*site.store->ledger().size());
  const Response tile = site.get("/ledger/tile/0/000.p/" + width);
  EXPECT_EQ(tile.text().size(), 32 * *site.store->ledger().size());
  EXPECT_EQ(tile.headers().get("Content-Type"), "application/octet-stream");
  EXPECT_THAT(std::string(tile.headers().get("Cache-Control")), HasSubstr("immutable"));
  EXPECT_EQ(site.get("/ledger/tile/entries/000.p/1").status(), Status::ok);
  for (const char* none : {"/ledger/tile/0/000", "/ledger/tile/0/00%30.p/1", "/ledger/tile/x", "/ledger/witness.vkey",
                           "/ledger/checkpoint.tsr", "/ledger/state"})
    EXPECT_EQ(site.get(none).status(), Status::not_found) << none;
  const std::string page(site.get("/ledger").text());
  EXPECT_THAT(page, HasSubstr("plans.harrowvale.example/log/1"));
  EXPECT_THAT(page, HasSubstr("None is set up: whoever runs this site alone vouches"));
}

TEST(ARecordThatIsHeld, SaysSoOnEveryPageAndRefusesEveryChange) {
  Site site;
  ASSERT_EQ(site.get("/healthz").text(), "ok\n");
  site.candour.hold("This record is read-only: it has 3 entries, but 6 entries were signed before.");
  for (const char* address : {"/", "/plans", "/actions", "/agencies", "/search?q=x", "/help", "/ledger", "/plans/new",
                              "/nowhere", "/import", "/p"})
    EXPECT_THAT(std::string(site.get(address).text()), HasSubstr("This record is read-only")) << address;
  EXPECT_EQ(site.get("/healthz").text(),
            "read-only\nThis record is read-only: it has 3 entries, but 6 entries were signed before.\n");
  EXPECT_EQ(site.get("/readyz").text(), "ready, read-only\n");
  const auto before = *site.store->last_position();
  const Response refused = site.post("/agencies/new", {{"name", "Police"}});
  EXPECT_THAT(std::string(refused.text()), HasSubstr("This record is read-only"));
  EXPECT_NE(refused.status(), Status::see_other);
  EXPECT_EQ(*site.store->last_position(), before);
}

TEST(Erasing, IsFoundChosenSaidWhyAndDone) {
  Site site;
  ASSERT_TRUE(site.candour.act({}, plan::PlanId("k7m2qx9dab"), plan::AddFinding{{"1", "Jessamine was not seen", ""}},
                               std::nullopt));
  EXPECT_THAT(std::string(site.get("/erase").text()), HasSubstr("Words to look for"));
  const auto traces = *app::find_traces(site.candour, {}, "jessamine");
  ASSERT_FALSE(traces.empty());
  const std::string chosen = "event " + std::to_string(traces.events[0].position);
  const Response found = site.post("/erase", {{"words", "jessamine"}, {"act", "find"}});
  EXPECT_EQ(found.status(), Status::ok);
  EXPECT_THAT(std::string(found.text()), HasSubstr("Jessamine was not seen"));
  EXPECT_THAT(std::string(found.text()), HasSubstr(chosen));
  // What is beside what can be chosen is told by number.
  EXPECT_THAT(std::string(found.text()), testing::Not(HasSubstr("cannot be searched here")));
  ASSERT_TRUE(site.store->keep_original("PK compressed"));
  ASSERT_TRUE(site.store->vault().keep(app::kind_of_typed, "a", 0, R"({"fields":[["why","About jessamine"]]})"));
  const Response beside = site.post("/erase", {{"words", "jessamine"}, {"act", "find"}});
  EXPECT_THAT(std::string(beside.text()), HasSubstr("1 Word, Excel or PDF file cannot be searched here"));
  EXPECT_THAT(std::string(beside.text()), HasSubstr("1 text that somebody had typed when their session ended"));
  EXPECT_THAT(std::string(site.post("/erase", {{"words", "nobody at all"}, {"act", "find"}}).text()),
              HasSubstr("stand nowhere"));

  struct Case {
    const char* says;
    http::Fields form;
  };
  for (const Case& each :
       {Case{"at least three letters", {{"words", "a"}, {"act", "find"}}},
        Case{"Choose what is to be erased",
             {{"words", "jessamine"}, {"act", "erase"}, {"basis", "unlawful"}, {"reason", "By mistake"}}},
        Case{"no longer there",
             {{"words", "jessamine"}, {"act", "erase"}, {"erase", "event 1"}, {"basis", "unlawful"}, {"reason", "x"}}},
        Case{"by which right", {{"words", "jessamine"}, {"act", "erase"}, {"erase", chosen}, {"reason", "By mistake"}}},
        Case{"Say why it is erased",
             {{"words", "jessamine"}, {"act", "erase"}, {"erase", chosen}, {"basis", "unlawful"}}}}) {
    const Response refused = site.post("/erase", each.form);
    EXPECT_EQ(refused.status(), Status::unprocessable) << each.says;
    EXPECT_THAT(std::string(refused.text()), HasSubstr(each.says));
  }
  EXPECT_FALSE(app::find_traces(site.candour, {}, "jessamine")->empty());
  http::Fields all{{"words", "jessamine"}, {"act", "erase"}, {"basis", "unlawful"}, {"reason", "By mistake"}};
  for (const auto& each : traces.events) all.add("erase", "event " + std::to_string(each.position));
  const Response done = site.post("/erase", all);
  EXPECT_EQ(done.status(), Status::see_other);
  EXPECT_TRUE(app::find_traces(site.candour, {}, "jessamine")->empty());
  EXPECT_THAT(std::string(site.get("/plans/k7m2qx9dab").text()), Not(HasSubstr("Jessamine")));
}

}  // namespace
}  // namespace candour::web
