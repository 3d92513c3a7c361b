// Every address of the site against every role, in their own and in others' agency and partnership; sessions, their
// cookie, the token of forms, and what is kept of a form that came too late.

#include "web/access.h"

#include <deque>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "app/together.h"
#include "base/encoding.h"
#include "web/sides_test.h"

namespace candour::web {
namespace {

using namespace trial;
using testing::HasSubstr;
using testing::Not;

std::string cookie_in(const Response& response) {
  const std::string set(response.headers().get("Set-Cookie"));
  const std::size_t from = set.find('=') + 1;
  return set.substr(from, set.find(';') - from);
}

// A row that an address can stand for, with all else that is its partnership's.
struct Target {
  const Side& side;
  plan::PlanId plan = side.plan;
  std::string row = side.row;
  plan::AgencyId agency = side.agency;
  std::string request = side.id('q');
};
// The address that a route stands for there: each names what the site holds.
std::string filled(std::string pattern, const Target& target, const std::string& change) {
  const Side& side = target.side;
  const std::string action = target.plan.text() + "-" + target.row;
  const bool draft = pattern.starts_with("/import/");
  const std::pair<std::string, std::string> values[] = {{"{plan}", target.plan.text()},
                                                        {"{action}", action},
                                                        {"{agency}", target.agency.text()},
                                                        {"{meeting}", side.id('m')},
                                                        {"{register}", side.id('r')},
                                                        {"{import}", draft ? side.id('i') : "first"},
                                                        {"{number}", "1"},
                                                        {"{letter}", "1"},
                                                        {"{person}", side.lead},
                                                        {"{partnership}", side.partnership.text()},
                                                        {"{token}", "nonsense"},
                                                        {"{name}", "none.css"},
                                                        {"{tile...}", "0/000"},
                                                        {"{request}", target.request},
                                                        {"{workbook}", side.id('w')},
                                                        {"{paper}", side.id('a')},
                                                        {"{change}", change},
                                                        {"{version}", "1"},
                                                        {"{file}", "paper.html"},
                                                        {"{row}", "1"},
                                                        {"{step}", "1"},
                                                        {"{finding}", "1"},
                                                        {"{recommendation}", "1a"},
                                                        {"{evidence}", action + "-1"}};
  for (const auto& [name, value] : values)
    for (std::size_t at; (at = pattern.find(name)) != std::string::npos;) pattern.replace(at, name.size(), value);
  EXPECT_EQ(pattern.find('{'), std::string::npos) << pattern;
  return pattern;
}
std::string filled(const std::string& pattern) {
  return filled(pattern, Target{ours}, "c7m2qx9dab");
}

// Both partnerships, with all that each can have; and a plan of the first that nobody here may see, with a request.
struct Full : Site {
  std::string change_ours, change_theirs;
  Full() {
    found(*this, theirs);
    EXPECT_TRUE(candour.act({}, plan::NamePartnership{"Harrow Vale"}));
    for (const Side* side : {&ours, &theirs}) {
      fill(*this, *side);
      fill_up(*this, *side);
      const auto row = static_cast<plan::Number>(std::stoul(side->row));
      const auto& action = *view::find_row(**candour.picture({}), side->action())->action;
      const auto changed = app::change_together(candour, {}, {{side->plan, {row, action.history.size()}}},
                                                {.kind = app::BulkKind::lead, .to = "Lead", .reason = "Named"});
      EXPECT_TRUE(changed) << (changed ? "" : changed.error().sentence);
      (side == &ours ? change_ours : change_theirs) = changed ? *changed : std::string();
    }
    const request::Compose hidden = asking(*this, ours, hidden_plan, "q9m2qx9dab");
    EXPECT_TRUE(candour.act({}, hidden.request.request, hidden, std::nullopt));
  }
};

TEST(EveryRoute, IsNamedOnceInTheTableOfAccess) {
  Site site;
  std::set<std::string> named;
  for (const auto& route : site.routes.all()) {
    EXPECT_NE(access_of(*route), nullptr)
        << name(route->method) << " " << route->pattern << ": say in access.cpp who may ask for it";
  }
  for (const Access& each : every_access()) {
    const std::string route = std::string(name(each.method)) + " " + std::string(each.pattern);
    EXPECT_TRUE(named.insert(route).second) << route << " is named twice";
  }
}

TEST(EveryRoute, WithoutASessionLeadsToSigningInAndTellsNothing) {
  Site site;
  site.sign_in("member");
  for (const auto& route : site.routes.all()) {
    const Access* access = access_of(*route);
    if (!access || access->who == Who::anybody || access->who == Who::by_link) continue;
    const Response response = site.ask("", route->method, filled(route->pattern));
    EXPECT_EQ(response.status(), Status::see_other) << route->pattern;
    EXPECT_THAT(std::string(response.headers().get("Location")), HasSubstr("/sign-in")) << route->pattern;
    EXPECT_THAT(std::string(response.text()), Not(HasSubstr("Secret work"))) << route->pattern;
  }
}

// What each role is answered for each route: nothing that is another partnership's, hidden, or another agency's where
// they see their own alone, ever shows its words, its title or its count; what the table refuses is refused.
TEST(EveryRoute, ShowsEachRoleWhatIsTheirsAndNothingElse) {
  for (const Role role : people::every_role) {
    Full site;
    const std::string id = Site::id_of(role);
    site.sign_in(id);
    const people::Person person = *people::find_person(**site.candour.people(), PersonId(id));
    const bool sees_all = role == Role::coordinator || role == Role::scrutineer || role == Role::approver ||
                          role == Role::member || role == Role::inspector;
    const bool sees_police = sees_all || role == Role::agency_lead || role == Role::contributor;
    for (const auto& route : site.routes.all()) {
      const Access* named = access_of(*route);
      if (!named) continue;  // told by the test above
      const Access& access = *named;
      if (access.who == Who::anybody || access.who == Who::by_link || route->pattern.starts_with("/sign-out")) continue;
      const bool allowed =
          access.any_of.empty() || std::any_of(access.any_of.begin(), access.any_of.end(), [&](people::Act act) {
            return people::may_somewhere(person, act, site.clock.now().date());
          });
      const struct {
        Target at;
        bool seen;
      } targets[] = {{{ours}, sees_police},
                     {{.side = ours, .row = "2", .agency = housing}, sees_all},
                     {{theirs}, false},
                     {{.side = ours, .plan = hidden_plan, .request = "q9m2qx9dab"}, false}};
      for (const auto& [at, seen] : targets) {
        const std::string address =
            filled(route->pattern, at, &at.side == &ours ? site.change_ours : site.change_theirs);
        const std::uint64_t before = *site.store->last_position();
        const Response response = site.ask(id, route->method, address);
        const int status = static_cast<int>(response.status());
        const std::string where =
            id + ": " + std::string(name(route->method)) + " " + address + " -> " + std::to_string(status);
        // Nothing here reads what a workbook holds; that it may be opened was judged before.
        const bool unread = status == 503 && route->pattern.starts_with("/workbooks/{workbook}");
        EXPECT_TRUE(status < 500 || unread) << where;
        if (!allowed) {
          EXPECT_TRUE(status == 403 || status == 404) << where;
        }
        const auto names = [&](const char* parameter) { return route->pattern.find(parameter) != std::string::npos; };
        const bool names_row = names("{action}") || names("{evidence}");
        const bool not_ours = &at.side == &theirs;
        const bool elsewhere =
            not_ours && role != Role::administrator &&
            (names("{agency}") || names("{meeting}") || names("{register}") || names("{paper}") ||
             names("{workbook}") || names("{change}") || names("{import}") || names("{person}") || names("{request}"));
        const bool hidden = elsewhere || (names("{request}") && at.plan == hidden_plan) ||
                            (names_row ? !seen : names("{plan}") && (at.plan != own_plan || !sees_police));
        if (hidden) {
          EXPECT_TRUE(status == 404 || (!allowed && status == 403)) << where;
          EXPECT_EQ(*site.store->last_position(), before) << where;
        }
        if (!hidden && allowed && (route->pattern == "/plans/{plan}" || route->pattern == "/actions/{action}")) {
          EXPECT_EQ(status, 200) << where;
        }
        const std::string text(response.text());
        // Whoever keeps the installation knows its partnerships, people and agencies by name.
        if (role != Role::administrator) {
          EXPECT_THAT(text, Not(HasSubstr("Linnet"))) << where;
          EXPECT_THAT(text, Not(HasSubstr("Brackenford"))) << where;
        }
        EXPECT_THAT(text, Not(HasSubstr(other_plan.text() + "\""))) << where;
        EXPECT_THAT(text, Not(HasSubstr("in " + other_plan.text()))) << where;
        EXPECT_THAT(text, Not(HasSubstr("in " + hidden_plan.text()))) << where;
        EXPECT_THAT(text, Not(HasSubstr("Plan " + hidden_plan.text()))) << where;
        if (!sees_all) {
          EXPECT_THAT(text, Not(HasSubstr("Secret work of housing"))) << where;
        }
        if (!sees_police) {
          EXPECT_THAT(text, Not(HasSubstr("Secret work"))) << where;
        }
      }
    }
  }
}

// What another partnership's own coordinator is offered, sent with the same words by whoever is not of it: the address
// is missing, or what it would be about is, and nothing is recorded. So with every list that takes a filter.
TEST(EveryForm, OfAnotherPartnershipIsAsIfItWereNotThere) {
  Full site;
  site.sign_in(theirs.coordinator);
  std::map<std::string, Sending> forms;
  std::set<std::string> seen{"/p"};  // that is everybody's
  std::deque<std::string> waiting{"/", "/actions/" + theirs.action(), "/agencies/" + theirs.agency.text()};
  for (int pages = 0; !waiting.empty() && pages < 400; ++pages) {
    const std::string address = waiting.front();
    waiting.pop_front();
    const std::string html(site.ask(theirs.coordinator, Method::get, address).text());
    EXPECT_THAT(html, Not(HasSubstr("Harrow"))) << address;
    for (const char* name : {"Name of coordinator", "Name of agency-lead", "Name of member", "Name of scrutineer"})
      EXPECT_THAT(html, Not(HasSubstr(name))) << address;
    for (const std::string_view link : tags(html, "a", ">")) {
      const std::string href = attribute(link, "href");
      if (href.starts_with('/') && seen.insert(href.substr(0, href.find_first_of("?#"))).second)
        waiting.push_back(href.substr(0, href.find('#')));
    }
    for (const std::string_view form : tags(html, "form", "</form>")) {
      Sending sending = filled_in(form, theirs);
      if (attribute(form, "method") == "post" && !sending.action.starts_with("/sign-out"))
        forms.emplace(sending.action, std::move(sending));
    }
  }
  EXPECT_GT(forms.size(), 60u);
  std::size_t sent = 0;
  for (const Role role : {Role::coordinator, Role::agency_lead, Role::scrutineer, Role::approver}) {
    const std::string who = Site::id_of(role);
    site.sign_in(who);
    for (const auto& [action, sending] : forms) {
      Fields fields;
      bool about_theirs = action.find("m2qx9dab") != std::string::npos || action.find("-li") != std::string::npos;
      for (const auto& [name, value] : sending.fields.all())
        if (name != "session-token") {
          fields.add(name, value);
          about_theirs = about_theirs || value.find(theirs.plan.text()) != std::string::npos ||
                         value == theirs.agency.text() || value == theirs.partnership.text();
        }
      if (!about_theirs) continue;  // begins something of their own
      ++sent;
      const std::uint64_t before = *site.store->last_position();
      const int status = static_cast<int>(site.ask(who, Method::post, action, fields).status());
      EXPECT_TRUE(status == 404 || status == 403 || status == 422) << who << ": " << action << " -> " << status;
      EXPECT_EQ(*site.store->last_position(), before) << who << ": " << action;
    }
    for (const Access& access : every_access()) {
      if (access.method != Method::get || access.pattern.find('{') != std::string::npos ||
          access.pattern.starts_with("/account"))
        continue;
      for (const std::string& query :
           {"agency=" + theirs.agency.text(), "plan=" + theirs.plan.text(), "partnership=" + theirs.partnership.text(),
            "resolution=" + theirs.id('m') + "-1", std::string("words=secret&from=2025-01-01&to=2026-03-02")}) {
        const std::string address = std::string(access.pattern) + "?" + query;
        const std::string text(site.ask(who, Method::get, address).text());
        EXPECT_THAT(text, Not(HasSubstr("Linnet"))) << who << ": " << address;
        EXPECT_THAT(text, Not(HasSubstr("Brackenford"))) << who << ": " << address;
      }
    }
  }
  EXPECT_GT(sent, 200u);
}

// Whoever sends a form must hold the token of the session: of every address that takes one, whatever it is about.
TEST(EveryRoute, TakesNoFormWithoutTheTokenOfTheSession) {
  Site site;
  for (const char* who : {"coordinator", "administrator"}) {
    site.sign_in(who);
    for (const auto& route : site.routes.all()) {
      const Access* access = access_of(*route);
      // A link's own token is asked for by the table of its addresses (link_test.cpp).
      if (!access || access->who == Who::anybody || access->who == Who::by_link || route->method != Method::post)
        continue;
      const std::uint64_t before = *site.store->last_position();
      for (const std::string& token : {std::string(), std::string("of another"), site.token(who) + "x"}) {
        const Response response = site.ask(who, Method::post, filled(route->pattern), {{"session-token", token}});
        EXPECT_TRUE(response.status() == Status::forbidden || response.status() == Status::not_found)
            << who << ": " << route->pattern << " -> " << static_cast<int>(response.status());
      }
      EXPECT_EQ(*site.store->last_position(), before) << who << ": " << route->pattern;
      EXPECT_TRUE(site.accounts.session(site.secrets.at(who))) << who << ": " << route->pattern;
    }
  }
}

// GET and HEAD change nothing, and what they answer is kept by no browser and no proxy but for the files of the pages.
TEST(EveryRoute, OnlyShowsWhereItIsOnlyAskedFor) {
  Site site;
  site.sign_in("coordinator");
  const std::uint64_t before = *site.store->last_position();
  for (const auto& route : site.routes.all()) {
    if (route->method != Method::get) continue;
    for (const char* who : {"coordinator", ""}) {
      const std::string address = filled(route->pattern);
      for (const Method method : {Method::get, Method::head}) {
        const Response response = site.ask(who, method, address);
        const std::string_view kept = response.headers().get("Cache-Control");
        if (!address.starts_with("/assets/")) {
          EXPECT_TRUE(kept.empty() || kept.find("no-store") != std::string_view::npos) << address << " " << kept;
        }
        const std::string_view policy = response.headers().get("Content-Security-Policy");
        EXPECT_TRUE(policy.empty() || policy.find("sandbox") != std::string_view::npos) << address << " " << policy;
        const bool page = response.headers().get("Content-Type").starts_with("text/html");
        const bool saved = response.headers().get("Content-Disposition").starts_with("attachment");
        EXPECT_TRUE(page || saved || policy.empty()) << address;
      }
    }
  }
  EXPECT_EQ(*site.store->last_position(), before);
}

TEST(Refusals, NameWhomToAsk) {
  Site site;
  site.sign_in("agency-lead");
  const Response response = site.ask("agency-lead", Method::get, "/import");
  EXPECT_EQ(response.status(), Status::forbidden);
  EXPECT_THAT(std::string(response.text()), HasSubstr("You may not change the plan. Ask Name of coordinator."));
  EXPECT_EQ(site.status("agency-lead", Method::get, "/meetings"), 404);
  const std::string home(site.ask("agency-lead", Method::get, "/").text());
  EXPECT_THAT(home, Not(HasSubstr("href=\"/import\"")));
  EXPECT_THAT(home, HasSubstr("Name of agency-lead"));
}

TEST(Sessions, BeginWithACookieThatScriptsAndOtherSitesDoNotGet) {
  Site site;
  EXPECT_TRUE(site.accounts.set_password(PersonId("member"), password));
  const auto sign_in = [&](const char* typed) {
    return site.routes.answer(Request::make_form(
        "/sign-in", {{"email", "member@harrowvale.example"}, {"password", typed}, {"to", "/plans"}}));
  };
  const Response wrong = sign_in("not the right one");
  EXPECT_EQ(wrong.status(), Status::unprocessable);
  EXPECT_EQ(wrong.headers().get("Set-Cookie"), "");
  EXPECT_THAT(std::string(wrong.text()), HasSubstr("member@harrowvale.example"));
  EXPECT_THAT(std::string(wrong.text()), Not(HasSubstr("not the right one")));
  const Response right = sign_in(password);
  EXPECT_EQ(right.headers().get("Location"), "/plans");
  const std::string cookie(right.headers().get("Set-Cookie"));
  EXPECT_THAT(cookie, testing::MatchesRegex("candour=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax"));
  const Cookie by_tls{true};
  EXPECT_EQ(by_tls.set("x"), "__Host-candour=x; Path=/; HttpOnly; SameSite=Lax; Secure");
  // It is rotated at every sign-in, and the former is over.
  site.secrets["member"] = cookie_in(right);
  Request again = Request::make_form("/sign-in", {{"email", "member@harrowvale.example"}, {"password", password}});
  again.add_header("Cookie", "candour=" + site.secrets["member"]);
  const Response anew = site.routes.answer(std::move(again));
  EXPECT_NE(cookie_in(anew), site.secrets["member"]);
  EXPECT_FALSE(site.accounts.session(site.secrets["member"]));
  // No way out of the site by “to”.
  const Response away = site.routes.answer(Request::make_form(
      "/sign-in", {{"email", "member@harrowvale.example"}, {"password", password}, {"to", "//evil.example/"}}));
  EXPECT_EQ(away.headers().get("Location"), "/");
}

// Where somebody is sent after signing in is said by an address that anybody can write: it leads within this site
// alone.
TEST(SigningIn, LeadsToNoOtherSiteOnAnyOfItsPages) {
  for (const std::string to : {"https://evil.example/", "//evil.example/", "/\\evil.example/", "/\t/evil.example/",
                               "\nhttps://evil.example/", "javascript:alert(1)", "evil.example"}) {
    Site site;
    const std::string query = "?to=" + http::percent_encoded(to);
    const auto leads_away = [&](const Response& response) {
      EXPECT_THAT(std::string(response.headers().get("Location")), Not(HasSubstr("evil"))) << to;
      EXPECT_THAT(std::string(response.text()), Not(HasSubstr("evil.example"))) << to;
    };
    EXPECT_TRUE(site.accounts.set_password(PersonId("approver"), password));
    leads_away(site.ask("", Method::get, "/sign-in" + query));
    const Response in = site.routes.answer(
        Request::make_form("/sign-in", {{"email", "approver@harrowvale.example"}, {"password", password}, {"to", to}}));
    ASSERT_EQ(in.status(), Status::see_other);
    leads_away(in);
    site.secrets["approver"] = cookie_in(in);
    leads_away(site.ask("approver", Method::get, "/account/codes" + query));
    const std::string key = *site.accounts.key_to_set_up(PersonId("approver"));
    const std::string code = credentials::code_at(key, credentials::step_at(site.clock.now()));
    const Response set_up = site.ask("approver", Method::post, "/account/codes", {{"code", code}, {"to", to}});
    ASSERT_EQ(set_up.status(), Status::ok);
    leads_away(set_up);
    site.secrets["approver"] = cookie_in(set_up);
    leads_away(site.ask("approver", Method::get, "/account/confirm" + query));
    leads_away(site.ask("approver", Method::post, "/account/confirm", {{"code", "000000"}, {"to", to}}));
  }
}

TEST(Sessions, EndOnTheServerWhenSigningOut) {
  Site site;
  site.sign_in("member");
  const std::string secret = site.secrets["member"];
  const Response out = site.ask("member", Method::post, "/sign-out");
  EXPECT_THAT(std::string(out.headers().get("Set-Cookie")), HasSubstr("Max-Age=0"));
  EXPECT_FALSE(site.accounts.session(secret));
  EXPECT_EQ(site.status("member", Method::get, "/"), 303);
}

TEST(Forms, WithoutTheTokenOfTheSessionChangeNothing) {
  Site site;
  site.sign_in("coordinator");
  const Fields response{
      {"recommendation", "1a"}, {"agency", "police"}, {"kind", "accepted"}, {"text", "Yes"}, {"version", "99"}};
  Fields wrong = response;
  wrong.add("session-token", "of another");
  EXPECT_EQ(site.ask("coordinator", Method::post, "/plans/" + own_plan.text() + "/responses", wrong).status(),
            Status::forbidden);
  EXPECT_EQ(site.ask("coordinator", Method::post, "/plans/" + own_plan.text() + "/responses", response).status(),
            Status::conflict)
      << "with the token the handler judges it";
  const std::string page(site.ask("coordinator", Method::get, "/account").text());
  EXPECT_THAT(page, HasSubstr("name=\"session-token\" value=\"" + site.token("coordinator") + "\""));
}

TEST(Forms, ThatComeWhenTheSessionIsOverAreKeptForWhoTypedThem) {
  Site site;
  site.sign_in("coordinator");
  const std::string address = "/plans/" + own_plan.text() + "/responses";
  Fields form{{"recommendation", "1a"},
              {"agency", "police"},
              {"kind", "accepted"},
              {"text", "A long answer <b>"},
              {"version", "4"}};
  form.add("session-token", site.token("coordinator"));
  site.clock.set(*Moment::parse("2026-03-02T10:00:00Z"));
  const std::string old_secret = site.secrets["coordinator"];
  const Response late = site.ask("coordinator", Method::post, address, form);
  ASSERT_EQ(late.status(), Status::see_other);
  const std::string to(late.headers().get("Location"));
  ASSERT_THAT(to, HasSubstr("/sign-in?typed="));
  const std::string token = to.substr(to.find('=') + 1);
  // Without the session's token nothing is kept for anybody.
  Fields forged = form;
  forged = Fields{{"text", "x"}, {"session-token", "guess"}};
  EXPECT_EQ(site.ask("coordinator", Method::post, address, forged).headers().get("Location"), "/sign-in");
  // The same person gets it back, filled in, to send again.
  EXPECT_TRUE(site.accounts.reset_codes({}, PersonId("coordinator")));
  site.sign_in("coordinator");
  const Response kept = site.ask("coordinator", Method::get, "/account/typed/" + token);
  EXPECT_EQ(kept.status(), Status::ok);
  EXPECT_THAT(std::string(kept.text()), HasSubstr("value=\"A long answer &lt;b&gt;\""));
  EXPECT_THAT(std::string(kept.text()), HasSubstr("action=\"" + address + "\""));
  site.sign_in("member");
  EXPECT_EQ(site.status("member", Method::get, "/account/typed/" + token), 404);
}

TEST(Invitations, OpenedAnyNumberOfTimesChangeNothingUntilAPasswordIsSent) {
  Site site;
  site.sign_in("administrator");
  const std::string link = *site.accounts.make_link({}, PersonId("member"));
  for (int i = 0; i < 3; ++i) {
    const Response page = site.ask("", Method::get, "/invite/" + link);
    EXPECT_EQ(page.status(), Status::ok);
    EXPECT_EQ(page.headers().get("Referrer-Policy"), "no-referrer");
    EXPECT_THAT(std::string(page.text()), Not(HasSubstr("Secret work")));
    EXPECT_EQ(
        site.ask("", Method::post, "/invite/" + link, {{"new-password", "x"}, {"new-password-again", "x"}}).status(),
        Status::unprocessable);
  }
  EXPECT_FALSE(site.accounts.has_password(PersonId("member")));
  EXPECT_EQ(
      site.ask("", Method::post, "/invite/" + link, {{"new-password", password}, {"new-password-again", "another"}})
          .status(),
      Status::unprocessable);
  EXPECT_EQ(
      site.ask("", Method::post, "/invite/" + link, {{"new-password", password}, {"new-password-again", password}})
          .status(),
      Status::see_other);
  EXPECT_TRUE(site.accounts.has_password(PersonId("member")));
  EXPECT_EQ(site.status("", Method::get, "/invite/" + link), 404);
}

TEST(BeforeThereAreAccounts, TheSiteIsTheOperators) {
  Site site;
  EXPECT_EQ(site.status("", Method::get, "/"), 200);
  EXPECT_EQ(site.status("", Method::get, "/plans/" + hidden_plan.text()), 200);
  EXPECT_EQ(site.status("", Method::get, "/sign-in"), 303);
  site.sign_in("member");
  EXPECT_EQ(site.status("", Method::get, "/"), 303);
}

TEST(People, AreAddedByPageAndHandOverWhatWasTheirs) {
  Site site;
  site.sign_in("coordinator");
  const Response added = site.ask(
      "coordinator", Method::post, "/people",
      {{"name", "Pat Moor"}, {"email", "pat@harrowvale.example"}, {"role", "agency_lead"}, {"agency", "police"}});
  ASSERT_EQ(added.status(), Status::ok) << added.text();  // the link that no letter took is shown
  EXPECT_EQ(site.ask("coordinator", Method::post, "/people",
                     {{"name", "Pat"}, {"email", "pat2@harrowvale.example"}, {"role", "approver"}})
                .status(),
            Status::forbidden);
  EXPECT_EQ(
      site.ask("coordinator", Method::post, "/people", {{"name", "Pat"}, {"email", "no address"}, {"role", "member"}})
          .status(),
      Status::unprocessable);
  ASSERT_TRUE(
      site.candour.act({}, own_plan, plan::ChangeAction{1, "lead", "", "Name of agency-lead", "Named"}, std::nullopt));
  const Response left = site.ask(
      "coordinator", Method::post, "/people/agency-lead/leave",
      {{"last-day-day", "1"}, {"last-day-month", "3"}, {"last-day-year", "2026"}, {"successor", "contributor"}});
  ASSERT_EQ(left.status(), Status::see_other) << left.text();
  const auto picture = *site.candour.picture({});
  EXPECT_EQ(view::find_plan(*picture, own_plan)->plan->actions[0].lead, "Name of contributor");
  EXPECT_TRUE(people::find_person(*picture->people, PersonId("agency-lead"))->left);
}

// ---- The private calendar and feed ----

std::string secret_in(const Response& shown) {
  const std::string text(shown.text());
  const std::size_t at = text.find("/feeds/") + 7;
  return text.substr(at, text.find('/', at) - at);
}

TEST(Feeds, AreAPersonsOwnAndHoldKeysAndNeutralWordsAlone) {
  Site site;
  site.sign_in("agency-lead");
  for (const auto& id : {own_plan, other_plan, hidden_plan})
    for (const plan::Number number : {1u, 2u})
      ASSERT_TRUE(site.candour.act({}, id, plan::ChangeDate{number, "30/06/2026", "Agreed"}, std::nullopt));
  EXPECT_THAT(std::string(site.ask("agency-lead", Method::get, "/account").text()),
              HasSubstr("Make private addresses"));
  const Response made = site.ask("agency-lead", Method::post, "/account/feeds");
  EXPECT_EQ(made.headers().get("Cache-Control"), "no-store");
  const std::string secret = secret_in(made);
  ASSERT_EQ(secret.size(), 43u);
  const auto calendar = [&](const std::string& of) {
    return site.ask("", Method::get, "/feeds/" + of + "/deadlines.ics");
  };
  const auto changes = [&](const std::string& of) {
    return site.ask("", Method::get, "/feeds/" + of + "/changes.atom");
  };

  const Response deadlines = calendar(secret);
  EXPECT_EQ(deadlines.headers().get("Content-Type"), "text/calendar; charset=utf-8");
  EXPECT_EQ(deadlines.headers().get("Referrer-Policy"), "no-referrer");
  const std::string of_calendar(deadlines.text()), of_feed(changes(secret).text());
  EXPECT_THAT(of_calendar, HasSubstr("SUMMARY:Action k7m2qx9dab-1 is due\r\n"));
  EXPECT_THAT(of_calendar, HasSubstr("DTSTART;VALUE=DATE:20260630\r\n"));
  EXPECT_THAT(of_feed, HasSubstr("Plan k7m2qx9dab: "));
  for (const std::string* text : {&of_calendar, &of_feed}) {
    for (const char* not_theirs : {"k7m2qx9dab-2", "n7m2qx9dab", "h7m2qx9dab"})
      EXPECT_THAT(*text, Not(HasSubstr(not_theirs)));
    for (const char* of_a_case : {"Secret", "work", "Police", "police", "Plan Plan", "plan.docx", "Name of", "Agreed"})
      EXPECT_THAT(*text, Not(HasSubstr(of_a_case)));
    EXPECT_THAT(*text, Not(HasSubstr(secret)));
  }

  // Kept hashed.
  for (const char* kind : {"feed", "feed-of"})
    for (const app::Kept& kept : *site.store->vault().all(kind))
      EXPECT_THAT(kept.key + kept.content, Not(HasSubstr(secret)));
  // A program that has it is told so, and a change is told.
  Request again = Request::make(Method::get, "/feeds/" + secret + "/deadlines.ics",
                                {{"If-None-Match", std::string(deadlines.headers().get("ETag"))}});
  EXPECT_EQ(site.routes.answer(std::move(again), {}).status(), Status::not_modified);

  // Renewed, taken away, of somebody who has left, and of nobody.
  const std::string renewed = secret_in(site.ask("agency-lead", Method::post, "/account/feeds"));
  EXPECT_NE(renewed, secret);
  EXPECT_EQ(calendar(secret).status(), Status::not_found);
  EXPECT_EQ(calendar(renewed).status(), Status::ok);
  EXPECT_EQ(site.ask("agency-lead", Method::post, "/account/feeds/stop").status(), Status::see_other);
  for (const std::string& gone : {secret, renewed, std::string("nonsense"), std::string(300, 'a')}) {
    EXPECT_EQ(calendar(gone).status(), Status::not_found);
    EXPECT_EQ(changes(gone).status(), Status::not_found);
  }
  const std::string last = secret_in(site.ask("agency-lead", Method::post, "/account/feeds"));
  EXPECT_EQ(calendar(last).status(), Status::ok);
  ASSERT_TRUE(site.candour.act({}, people::Leave{PersonId("agency-lead"), *Date::parse("2026-03-01"), "Retired"}));
  EXPECT_EQ(calendar(last).status(), Status::not_found);
}

TEST(TheWeeklyLetter, IsSwitchedOffAndOnByThemselves) {
  Site site;
  site.sign_in("member");
  EXPECT_THAT(std::string(site.ask("member", Method::get, "/account").text()),
              HasSubstr("Switch the weekly letter off"));
  const auto wanted = [&] { return people::find_person(**site.candour.people(), PersonId("member"))->weekly.wanted; };
  for (const bool yes : {false, false, true}) {
    EXPECT_EQ(site.ask("member", Method::post, "/account/weekly-letter", {{"wanted", yes ? "yes" : "no"}}).status(),
              Status::see_other);
    EXPECT_EQ(wanted(), yes);
  }
}

TEST(AModeratedRating, IsInTheRoleOfWhoGaveItAndStandsBesideWhatTheOwnerSaysSince) {
  Site site;
  const auto act = [&](const app::Actor& actor, const plan::PlanCommand& command) {
    const auto acted = site.candour.act(actor, own_plan, command, std::nullopt);
    ASSERT_TRUE(acted) << acted.error().sentence;
  };
  const app::Actor lead{.name = {}, .person = PersonId("agency-lead")};
  const Date day = *Date::parse("2026-03-02");
  act({}, plan::SetKey{{{"Green", "On track", plan::Status::on_track}, {"Amber", "At risk", plan::Status::at_risk}}});
  act(lead, plan::GiveUpdate{1, {day, "", "All are briefed", {}}, "Green"});
  const std::string page = "/actions/" + own_plan.text() + "-1";
  const auto rate = [&](const char* who, const char* rating) {
    site.sign_in(who);
    return static_cast<int>(
        site.ask(who, Method::post, page + "/rate", {{"rating", rating}, {"reason", "Seen"}, {"seen", "99"}}).status());
  };
  EXPECT_EQ(rate("scrutineer", "Amber"), 303);
  EXPECT_EQ(rate("member", "Amber"), 403);
  const auto says = [&](const char* words) {
    return site.ask("scrutineer", Method::get, page).text().find(words) != std::string_view::npos;
  };
  EXPECT_TRUE(says("moderated by the scrutineer on 2 March 2026; rated Green by the owner on 2 March 2026"));
  act(lead, plan::GiveUpdate{1, {day, "", "All are briefed, again", {}}, "Green"});
  EXPECT_TRUE(
      says("rated Green by the owner on 2 March 2026; moderated Amber by the scrutineer on 2 March 2026, before "
           "it"));
  EXPECT_EQ(rate("coordinator", "Green"), 303);
  EXPECT_FALSE(says("by the scrutineer"));
}

// A member of the committee sees that it is there, and whom it opens to; the others may open it.
TEST(ASensitiveFile, OpensToWhoAnswersForItAndWhoTestsItAlone) {
  Site site;
  plan::Evidence evidence;
  evidence.description = "Twelve visits, in the workers' words";
  evidence.sha256 = *site.store->keep_original("Twelve visits");
  evidence.file_name = "visits.txt";
  evidence.date = *Date::parse("2026-02-01");
  evidence.sensitive = true;
  ASSERT_TRUE(site.candour.act({}, own_plan, plan::AddEvidence{1, evidence}, std::nullopt));
  const std::string page = "/evidence/" + own_plan.text() + "-1-1";
  const std::pair<Role, int> cases[] = {{Role::coordinator, 200}, {Role::agency_lead, 200},  {Role::contributor, 200},
                                        {Role::scrutineer, 200},  {Role::inspector, 200},    {Role::member, 403},
                                        {Role::approver, 403},    {Role::administrator, 404}};
  for (const auto& [role, file] : cases) {
    const std::string id = Site::id_of(role);
    site.sign_in(id);
    const Response shown = site.ask(id, Method::get, page);
    EXPECT_EQ(static_cast<int>(shown.status()), file == 404 ? 404 : 200) << id;
    EXPECT_EQ(shown.text().find("Save the file") != std::string_view::npos, file == 200) << id;
    EXPECT_EQ(site.status(id, Method::get, page + "/file"), file) << id;
  }
}

TEST(Contacts, ComeFromAFileAllOrNone) {
  Site site;
  site.sign_in("coordinator");
  const auto send = [&](const std::string& text) {
    Request request = Request::make_form("/contacts/file", {{"session-token", site.token("coordinator")}},
                                         {{"file", "contacts.csv", "text/csv", text}});
    request.add_header("Cookie", "candour=" + site.secrets.at("coordinator"));
    request.add_header("Accept", "text/html");
    return site.routes.answer(std::move(request), error_page(site.candour));
  };
  const Response wrong =
      send("agency,kind,name,email\nPolice,lead,A,a@harrowvale.example\nNobody,lead,B,b@harrowvale.example\n");
  EXPECT_EQ(wrong.status(), Status::unprocessable);
  EXPECT_THAT(std::string(wrong.text()), HasSubstr("Row 3: no agency here goes by the name “Nobody”."));
  EXPECT_TRUE((*site.candour.people())->contacts.empty());
  EXPECT_EQ(send("\xEF\xBB\xBF"
                 "Name,E-mail,Agency,Kind\r\n\"Lea, Ada\",ada@harrowvale.example,police,Board member\r\n")
                .status(),
            Status::see_other);
  EXPECT_EQ(people::find_contact(**site.candour.people(), police, people::first_partnership,
                                 people::ContactKind::board_member)
                ->name,
            "Lea, Ada");
  EXPECT_THAT(std::string(site.ask("coordinator", Method::get, "/contacts.csv").text()), HasSubstr("\"Lea, Ada\""));
}

}  // namespace
}  // namespace candour::web
