#pragma once
// A site for tests: two agencies, three plans, one person for each role, and who asks as one of them.

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "credentials/one_time_code.h"
#include "memory/memory_store.h"
#include "web/site.h"

namespace candour::web::trial {

using http::Fields;
using http::Method;
using http::Request;
using http::Response;
using http::Status;
using people::Grant;
using people::PersonId;
using people::Role;

inline const char* const password = "a quiet winter harbour";
inline const plan::PlanId own_plan{"k7m2qx9dab"}, other_plan{"n7m2qx9dab"}, hidden_plan{"h7m2qx9dab"};
inline const plan::AgencyId police{"police"}, housing{"housing"};
inline const people::PartnershipId other{"s7m2qx9dab"};

// Three plans, each with a row of the police and one of housing: one of the first partnership, one of another, one of
// the first that is restricted to nobody here. One person for each role of the first.
struct Site {
  std::unique_ptr<app::Store> store = memory::make_store();
  FixedClock clock{*Moment::parse("2026-03-02T09:00:00Z")};
  app::Candour candour{*store, nullptr, clock};
  app::Accounts accounts{candour};
  http::Routes routes;
  std::map<std::string, std::string> secrets;  // by role

  explicit Site(bool secure = false) : routes(site(candour, {.secure = secure})) {
    EXPECT_TRUE(candour.act({}, plan::AddAgency{"Police", {}}));
    EXPECT_TRUE(candour.act({}, plan::AddAgency{"Housing", {}}));
    EXPECT_TRUE(candour.act({}, people::StartPartnership{other, "Brackenford"}));
    for (const auto& id : {own_plan, other_plan, hidden_plan}) {
      plan::ImportPlan import;
      import.plan = id;
      import.title = "Plan " + id.text();
      import.document.import = plan::ImportId("first");
      import.document.document_name = "plan.docx";
      import.document.document_sha256 = *store->keep_original("the document " + id.text());
      import.recommendations = {{ "1a", "", "How?", {}, {} }};
      for (const auto& agency : {police, housing}) {
        plan::Action action;
        action.agency = agency;
        action.wording = action.original_wording = "Secret work of " + agency.text() + " in " + id.text();
        action.recommendations = {"1a"};
        import.actions.push_back(action);
      }
      const auto acted = candour.act({}, id, import, std::nullopt);
      EXPECT_TRUE(acted) << (acted ? "" : acted.error().sentence);
    }
    EXPECT_TRUE(candour.act({}, people::PlaceThing{people::thing_of(other_plan), other}));
    for (const Role role : people::every_role) add(role);
    Person("nobody", {});
    EXPECT_TRUE(candour.act({}, people::RestrictPlan{hidden_plan, {{PersonId("nobody")}, "A trial"}}));
  }

  void Person(const std::string& id, std::vector<Grant> grants) {
    const auto added = candour.act(
        {}, people::AddPerson{PersonId(id), "Name of " + id, id + "@harrowvale.example", std::move(grants)});
    EXPECT_TRUE(added) << (added ? "" : added.error().sentence);
  }
  static std::string id_of(Role role) {
    std::string id(people::to_text(role));
    std::replace(id.begin(), id.end(), '_', '-');
    return id;
  }
  void add(Role role) {
    Grant grant;
    grant.role = role;
    if (role != Role::administrator) grant.partnership = people::first_partnership;
    if (role == Role::agency_lead || role == Role::contributor) grant.agency = police;
    if (role == Role::contributor || role == Role::inspector) grant.plan = own_plan;
    if (role == Role::contributor) grant.actions = {1};
    if (role == Role::inspector) grant.until = *Date::parse("2026-12-31");
    Person(id_of(role), {grant});
  }
  // Passwords are slow to make, so only who asks has one.
  void sign_in(const std::string& id) {
    EXPECT_TRUE(accounts.set_password(PersonId(id), password));
    auto entered = accounts.sign_in(id + "@harrowvale.example", password, "");
    ASSERT_TRUE(entered);
    if (entered->stage == app::Stage::set_up) {
      const std::string key = *accounts.key_to_set_up(PersonId(id));
      auto set_up =
          accounts.set_up_codes(entered->secret, credentials::code_at(key, credentials::step_at(clock.now())), "");
      ASSERT_TRUE(set_up);
      secrets[id] = set_up->entered.secret;
    } else {
      secrets[id] = entered->secret;
    }
  }
  std::string token(const std::string& id) { return accounts.session(secrets.at(id))->form_token; }

  Response ask(const std::string& who, Method method, const std::string& target, Fields form = {}) {
    Request request = http::is_safe(method) ? Request::make(method, target, {{"Accept", "text/html"}})
                                            : Request::make_form(target, {});
    if (!http::is_safe(method)) {
      if (!who.empty() && !form.has("session-token")) form.add("session-token", token(who));
      request.set_form(std::move(form), {});
      request.add_header("Accept", "text/html");
    }
    if (!who.empty()) request.add_header("Cookie", "candour=" + secrets.at(who));
    return routes.answer(std::move(request), error_page(candour));
  }
  int status(const std::string& who, Method method, const std::string& target) {
    return static_cast<int>(ask(who, method, target).status());
  }
};

}  // namespace candour::web::trial
