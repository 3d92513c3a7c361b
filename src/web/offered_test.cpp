// What pages offer to each role: every link and form leads to what they may use, and what they may use is offered.

#include "web/offered.h"

#include <deque>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "base/text.h"
#include "web/access.h"
#include "web/sides_test.h"

namespace candour::web {
namespace {

using namespace trial;

TEST(EveryPage, OffersEachRoleOnlyWhatTheyMayUse) {
  for (const Role role : people::every_role) {
    Site site;
    fill(site, ours);
    const std::string id = Site::id_of(role);
    site.sign_in(id);
    const std::set<std::string> signs_out{"/sign-out", "/sign-out/everywhere"};
    std::set<std::string> seen = signs_out;
    std::map<std::string, Sending> forms;  // every one, by where it goes and what it sends
    std::deque<std::pair<std::string, std::string>> waiting{
        {"/", "nothing"}};  // an address, and the page that leads to it
    std::size_t pages = 0;
    for (; !waiting.empty() && pages < 300; ++pages) {
      const auto [address, from] = waiting.front();
      waiting.pop_front();
      const Response response = site.ask(id, Method::get, address);
      ASSERT_LT(static_cast<int>(response.status()), 400) << id << " is shown a link to " << address << " on " << from;
      if (!response.headers().get("Content-Type").starts_with("text/html")) continue;
      const std::string html(response.text());
      for (const std::string_view link : tags(html, "a", ">")) {
        const std::string href = attribute(link, "href");
        // Each path once: what a query filters is the same to everybody.
        if (href.starts_with('/') && seen.insert(href.substr(0, href.find_first_of("?#"))).second)
          waiting.emplace_back(href.substr(0, href.find('#')), address);
      }
      for (const std::string_view form : tags(html, "form", "</form>"))
        if (attribute(form, "method") == "post")
          if (Sending sending = filled_in(form, ours); !signs_out.contains(sending.action)) {
            std::string key = sending.action;
            for (const auto& [name, value] : sending.fields.all()) key += " " + name;
            forms.emplace(std::move(key), std::move(sending));
          }
    }
    EXPECT_GT(pages, 10u) << id;
    EXPECT_TRUE(waiting.empty()) << id;
    for (const auto& [key, sending] : forms) {
      const std::string& action = sending.action;
      Site fresh;  // so that what one form takes away another still finds
      fill(fresh, ours);
      fresh.sign_in(id);
      Fields fields;
      for (const auto& [name, value] : sending.fields.all())
        if (name != "session-token") fields.add(name, value);
      const int status = static_cast<int>(fresh.ask(id, Method::post, action, fields).status());
      EXPECT_TRUE(status < 500 && status != 403 && status != 404)
          << id << " is shown a form to " << action << ", which answers " << status;
    }
  }
}

// Erasure takes all texts and names of an event; what is left of it is still shown.
TEST(EveryPage, StandsWhereAllWordsAreErased) {
  Site site;
  fill(site, ours);
  const std::string id = Site::id_of(Role::coordinator);
  site.sign_in(id);
  app::Erasure all;
  for (std::uint64_t position = 1; position <= *site.store->last_position(); ++position)
    all.words_of.push_back(position);
  const auto erased = site.candour.erase({}, all, people::ErasureBasis::objected, "It is a trial");
  ASSERT_TRUE(erased) << erased.error().sentence;
  std::set<std::string> seen{"/sign-out", "/sign-out/everywhere"};
  std::deque<std::string> waiting{"/"};
  std::size_t pages = 0;
  for (; !waiting.empty() && pages < 300; ++pages) {
    const std::string address = waiting.front();
    waiting.pop_front();
    const Response response = site.ask(id, Method::get, address);
    EXPECT_LT(static_cast<int>(response.status()), 400) << address;
    const std::string html(response.text());
    EXPECT_EQ(html.find("Secret work"), std::string::npos) << address;
    if (!response.headers().get("Content-Type").starts_with("text/html")) continue;
    for (const std::string_view link : tags(html, "a", ">")) {
      const std::string href = attribute(link, "href");
      if (href.starts_with('/') && seen.insert(href.substr(0, href.find_first_of("?#"))).second)
        waiting.push_back(href.substr(0, href.find('#')));
    }
  }
  EXPECT_GT(pages, 50u);
}

// Who is offered what: on the row of the contributor, on another of the same agency's plan, and on whole pages.
TEST(ChangingMany, OffersOnlyWhatIsTheirsToDo) {
  Site site;
  const std::vector<std::string> every{"lead", "agency", "date", "close", "retest", "ask", "merge", "withdraw"};
  for (const auto& [who, theirs] :
       {std::pair<std::string, std::vector<std::string>>{"coordinator", every}, {"scrutineer", {"close", "retest"}}}) {
    site.sign_in(who);
    const Response page = site.ask(who, Method::get, "/actions/change");
    std::vector<std::string> offered;
    for (const std::string_view input : tags(page.text(), "input", ">"))
      if (attribute(input, "name") == "do") offered.push_back(attribute(input, "value"));
    EXPECT_EQ(offered, theirs) << who;
  }
}

TEST(EveryAct, IsOfferedToThoseWhoMayDoItThere) {
  Site site;
  fill(site, ours);
  const std::string own = "/actions/" + own_plan.text() + "-1", housings = "/actions/" + own_plan.text() + "-2";
  const std::string plan = "/plans/" + own_plan.text(), elsewhere = "/plans/" + other_plan.text();
  const struct {
    const char* method;
    std::string address;
    const char* who;  // the roles’ letters, as in people/may_test.cpp
  } cases[] = {
      {"page", own + "/update", "CLN"},
      {"form", own + "/claim", "CLN"},
      {"page", housings + "/update", "C"},
      {"page", own + "/claim/decision", "CS"},
      {"page", own + "/challenge", "CS"},
      {"page", own + "/challenges/1/answer", "CLN"},
      {"page", own + "/rate", "CLNS"},
      {"page", own + "/wording", "C"},
      {"form", own + "/remarks/answer", "CS"},
      {"form", own + "/tie", "C"},
      {"page", "/evidence/" + own_plan.text() + "-1-1/test", "CS"},
      {"page", "/evidence/" + own_plan.text() + "-1-1/withdraw", "CLN"},
      {"page", plan + "/title", "C"},
      {"page", elsewhere + "/title", ""},
      {"page", "/actions/change", "CS"},
      {"page", plan + "/people", "C"},
      {"page", plan + "/imports", "CSPMI"},
      {"page", plan + "/excel", "CLN"},
      {"form", plan + "/responses?agency=police", "CL"},
      {"form", plan + "/responses?agency=housing", "C"},
      {"page", "/agencies/police/excel", "CLN"},
      {"page", "/agencies/housing/excel", "C"},
      {"page", "/agencies/police/succeed", "C"},
      {"form", plan + "/partnership", "C"},
      {"form", "/people/contributor/hand-over", "C"},
      {"form", "/partnerships/first/name", "T"},
      {"page", "/meetings", "CSPM"},
      {"form", "/meetings/m7m2qx9dab/withdraw", "C"},
      {"page", "/requests/q7m2qx9dab", "CLS"},
      {"form", "/requests/q7m2qx9dab/remind", "C"},
      {"page", "/import", "C"},
      {"page", "/people", "CLT"},
      {"form", "/people/contributor/roles/1/end", "CLT"},
      {"form", "/people/scrutineer", "T"},
      {"form", "/people/agency-lead/leave", "CT"},
      {"page", "/contacts", "CT"},
      {"page", "/partnerships", "T"},
      {"page", "/account", "CLNSPMIT"},
      {"page", "#main-content", "CLNSPMIT"},
      {"page", "https://harrowvale.example/", "CLNSPMIT"},
      {"page", "/nowhere/at/all", ""},
  };
  const std::pair<const char*, Role> letters[] = {
      {"C", Role::coordinator}, {"L", Role::agency_lead}, {"N", Role::contributor}, {"S", Role::scrutineer},
      {"P", Role::approver},    {"M", Role::member},      {"I", Role::inspector},   {"T", Role::administrator}};
  for (const auto& each : cases) {
    std::string who;
    for (const auto& [letter, role] : letters) {
      const auto offers = offers_to(site.candour, *site.candour.people(), PersonId(Site::id_of(role)));
      if (each.method == std::string("page") ? offers->page(each.address) : offers->form(each.address)) who += letter;
    }
    EXPECT_EQ(who, each.who) << each.method << " " << each.address;
  }
}

// The one who may do what is contrary to a step is offered to undo it.
TEST(Undoing, IsOfferedToWhoeverMayUndoThatStep) {
  Site site;
  const auto act = [&](const plan::PlanCommand& command) {
    const auto acted = site.candour.act({}, own_plan, command, std::nullopt);
    ASSERT_TRUE(acted) << acted.error().sentence;
  };
  act(plan::ChangeAction{1, "lead", "", "Jo Park", "Named"});
  act(plan::GiveResponse{"1a", police, {plan::ResponseKind::accepted, ""}});
  const auto plan = view::find_plan(**site.candour.picture({}), own_plan)->plan;
  const auto step_of = [&](const plan::Thing& thing) { return std::to_string(plan->last_steps.at(thing)); };
  const std::string undo = "/plans/" + own_plan.text() + "/undo/";
  const auto offered = [&](const char* id, const std::string& step) {
    return offers_to(site.candour, *site.candour.people(), PersonId(id))->page(undo + step);
  };
  const std::string lead = step_of({plan::Subject::action, "1", plan::AgencyId()});
  const std::string response = step_of({plan::Subject::response, "1a", police});
  EXPECT_TRUE(offered("coordinator", lead) && offered("coordinator", response));
  EXPECT_FALSE(offered("agency-lead", lead));
  EXPECT_TRUE(offered("agency-lead", response));
  EXPECT_FALSE(offered("member", lead) || offered("member", response));
}

}  // namespace
}  // namespace candour::web
