// People, agencies and partnerships by their pages: one body in the place of another, rows handed over, plans moved.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/sides_test.h"

namespace candour::web {
namespace {

using namespace trial;
using testing::HasSubstr;
using testing::Not;

const plan::Action& row(const Site& site, plan::Number number) {
  return *plan::find_action(*view::find_plan(**site.candour.picture({}), own_plan)->plan, number);
}

TEST(Succession, IsSeenBeforeItIsDoneAndLeavesThePastAsItWas) {
  Site site;
  ASSERT_TRUE(
      site.candour.act({}, people::NameContact{police, {people::ContactKind::lead, "Jo Park", "jo@police.example"}}));
  request::Compose compose;
  compose.request.request = request::RequestId("q7m2qx9dab");
  compose.request.agency = police;
  compose.request.rows = {{own_plan, 1}};
  compose.request.asked_by = "Name of coordinator";
  compose.request.reply_to = "coordinator@harrowvale.example";
  compose.request.deadline = *Date::parse("2026-03-30");
  compose.people = {{"Jo Park", "jo@police.example"}};
  ASSERT_TRUE(site.candour.act({}, compose.request.request, compose, std::nullopt));
  site.clock.set(*Moment::parse("2026-03-05T09:00:00Z"));
  site.sign_in("coordinator");

  const std::string address = "/agencies/police/succeed";
  Fields form{{"successor", "housing"},       {"from-day", "4"}, {"from-month", "3"}, {"from-year", "2026"},
              {"reason", "They have merged"}, {"act", "check"}};
  const Response checked = site.ask("coordinator", Method::post, address, form);
  ASSERT_EQ(checked.status(), Status::ok) << checked.text();
  for (const char* said : {"1 row on 1 plan", "1 contact", "2 roles", "1 request", "Hand all of it over"})
    EXPECT_THAT(std::string(checked.text()), HasSubstr(said));
  EXPECT_EQ(row(site, 1).agency, police) << "nothing is changed by looking";

  Fields confirmed{{"successor", "housing"},       {"from-day", "4"}, {"from-month", "3"}, {"from-year", "2026"},
                   {"reason", "They have merged"}, {"act", "confirm"}};
  const Response done = site.ask("coordinator", Method::post, address, confirmed);
  ASSERT_EQ(done.status(), Status::see_other) << done.text();
  EXPECT_EQ(row(site, 1).agency, housing);
  const auto picture = *site.candour.picture({});
  const people::People& people = *picture->people;
  EXPECT_EQ(people::find_contact(people, housing, people::first_partnership, people::ContactKind::lead)->name,
            "Jo Park");
  EXPECT_EQ(people::find_contact(people, police, people::first_partnership, people::ContactKind::lead), nullptr);
  EXPECT_EQ(people::find_person(people, PersonId("agency-lead"))->grants.back().agency, housing);
  EXPECT_EQ(picture->requests.front()->agency, housing);
  const auto before = *site.candour.picture_as_at({}, *Date::parse("2026-03-03"), app::Knowledge::now);
  EXPECT_EQ(plan::find_action(*view::find_plan(*before, own_plan)->plan, 1)->agency, police);

  const struct {
    Fields form;
    const char* said;
  } refused[] = {
      {{{"successor", "housing"}, {"reason", "x"}}, "Enter the day"},
      {{{"successor", "housing"}, {"from-day", "9"}, {"from-month", "3"}, {"from-year", "2026"}, {"reason", "x"}},
       "not come yet"},
      {{{"successor", "housing"}, {"from-day", "4"}, {"from-month", "3"}, {"from-year", "2026"}}, "Say why"},
      {{{"successor", "police"}, {"from-day", "4"}, {"from-month", "3"}, {"from-year", "2026"}, {"reason", "x"}},
       "Choose another agency"}};
  for (const auto& each : refused) {
    const Response response = site.ask("coordinator", Method::post, address, each.form);
    EXPECT_EQ(response.status(), Status::unprocessable);
    EXPECT_THAT(std::string(response.text()), HasSubstr(each.said));
  }
}

TEST(HandingOver, IsAlsoForWhoChangesJobAndForWhoLeftTheirRowsWithNobody) {
  Site site;
  site.sign_in("coordinator");
  ASSERT_TRUE(
      site.candour.act({}, own_plan, plan::ChangeAction{1, "lead", "", "Name of contributor", "Named"}, std::nullopt));
  const Response nobody = site.ask("coordinator", Method::post, "/people/contributor/hand-over", {{"successor", ""}});
  EXPECT_EQ(nobody.status(), Status::unprocessable);
  const Response moved =
      site.ask("coordinator", Method::post, "/people/contributor/hand-over", {{"successor", "agency-lead"}});
  ASSERT_EQ(moved.status(), Status::see_other) << moved.text();
  EXPECT_EQ(row(site, 1).lead, "Name of agency-lead");
  const auto people = *site.candour.people();
  EXPECT_TRUE(people::find_person(*people, PersonId("contributor"))->grants.empty());
  EXPECT_FALSE(people::find_person(*people, PersonId("contributor"))->left);
  EXPECT_EQ(people::find_person(*people, PersonId("agency-lead"))->grants.size(), 2u);

  ASSERT_TRUE(site.candour.act({}, people::Leave{PersonId("agency-lead"), *Date::parse("2026-03-01"), ""}));
  EXPECT_THAT(std::string(site.ask("coordinator", Method::get, "/people/agency-lead").text()),
              HasSubstr("Hand over rows that still name them"));
  ASSERT_EQ(site.ask("coordinator", Method::post, "/people/agency-lead/hand-over", {{"successor", "member"}}).status(),
            Status::see_other);
  EXPECT_EQ(row(site, 1).lead, "Name of member");

  // Whoever may hand them on may take them over, and is given no role by it.
  EXPECT_THAT(std::string(site.ask("coordinator", Method::get, "/people/member").text()),
              HasSubstr("<option value=\"coordinator\""));
  ASSERT_EQ(site.ask("coordinator", Method::post, "/people/member/hand-over", {{"successor", "coordinator"}}).status(),
            Status::see_other);
  EXPECT_EQ(row(site, 1).lead, "Name of coordinator");
  EXPECT_EQ(people::find_person(**site.candour.people(), PersonId("coordinator"))->grants.size(), 1u);
}

// A lead's leaving leaves nobody without whom the agency is reached or answered for.
TEST(HandingOver, OfAnAgencysLeadGivesTheirRoleTheirPlaceAsContactAndWhatNamesThemAmongOthers) {
  Site site;
  site.sign_in("coordinator");
  ASSERT_TRUE(site.candour.act(
      {}, own_plan, plan::ChangeAction{1, "lead", "", "Name of agency-lead and Sam Reed", "Named"}, std::nullopt));
  ASSERT_TRUE(site.candour.act(
      {}, people::NameContact{police,
                              {people::ContactKind::lead, "Name of agency-lead", "Agency-Lead@harrowvale.example"}}));
  const Response left = site.ask(
      "coordinator", Method::post, "/people/agency-lead/leave",
      {{"last-day-day", "1"}, {"last-day-month", "3"}, {"last-day-year", "2026"}, {"successor", "contributor"}});
  ASSERT_EQ(left.status(), Status::see_other) << left.text();
  EXPECT_THAT(std::string(left.headers().get("Location")), HasSubstr("1%2C%20roles%3A%201%2C%20contacts%3A%201"));
  EXPECT_EQ(row(site, 1).lead, "Name of contributor and Sam Reed");
  const auto people = *site.candour.people();
  const Grant& given = people::find_person(*people, PersonId("contributor"))->grants.back();
  EXPECT_EQ(given.role, Role::agency_lead);
  EXPECT_EQ(given.agency, police);
  const people::Contact* contact =
      people::find_contact(*people, police, people::first_partnership, people::ContactKind::lead);
  EXPECT_EQ(contact->name + " " + contact->email, "Name of contributor contributor@harrowvale.example");
}

// What each partnership has alone is nobody's choice in another, whatever is typed.
TEST(Partnerships, AreApartWherePeopleAndContactsAreKept) {
  Site site;
  found(site, theirs);
  site.sign_in("coordinator");
  const std::string page(site.ask("coordinator", Method::get, "/people/agency-lead").text());
  EXPECT_THAT(page, HasSubstr("Who takes over their rows"));
  EXPECT_THAT(page, HasSubstr("Name of member"));
  EXPECT_THAT(page, Not(HasSubstr("Linnet")));
  EXPECT_EQ(
      site.ask("coordinator", Method::post, "/people/agency-lead/hand-over", {{"successor", theirs.lead}}).status(),
      Status::unprocessable);
  EXPECT_THAT(std::string(site.ask("coordinator", Method::get, "/people/new").text()), Not(HasSubstr("Brackenford")));
  EXPECT_EQ(site.status("coordinator", Method::get, "/agencies/linnet-constabulary/excel"), 404);
  const Response same = site.ask("coordinator", Method::post, "/people",
                                 {{"name", "Ivy"}, {"email", theirs.lead + "@harrowvale.example"}, {"role", "member"}});
  EXPECT_EQ(same.status(), Status::conflict);
  EXPECT_THAT(std::string(same.text()), HasSubstr("is the address of somebody else on this site."));
  EXPECT_THAT(std::string(same.text()), Not(HasSubstr("Linnet")));
  // Whom else of both somebody is told of are their own.
  Grant there;
  there.role = Role::member;
  there.partnership = other;
  ASSERT_TRUE(site.candour.act({}, people::GiveRole{PersonId("member"), there}));
  EXPECT_THAT(std::string(site.ask("coordinator", Method::get, "/people").text()), Not(HasSubstr("Brackenford")));
  const Response elsewhere = site.ask("coordinator", Method::post, "/requests/chasing",
                                      {{"partnership", other.text()},
                                       {"before", "1"},
                                       {"every", "1"},
                                       {"most", "1"},
                                       {"lead-after", "1"},
                                       {"board-member-after", "1"}});
  EXPECT_EQ(elsewhere.status(), Status::not_found);
  EXPECT_THAT(std::string(elsewhere.text()), Not(HasSubstr("Linnet")));

  // Where an agency sits in both, each has its own contacts of it, and sees and changes no other.
  ASSERT_TRUE(site.candour.act({}, people::SeatAgency{people::first_partnership, police}));
  ASSERT_TRUE(site.candour.act({}, people::SeatAgency{other, police}));
  ASSERT_TRUE(site.candour.act(
      {}, people::NameContact{police, {people::ContactKind::lead, "Lin Heron", "lin@police.example"}, other}));
  const auto named = [&](const char* who, const char* name, const char* partnership = "") {
    return site.ask(who, Method::post, "/contacts",
                    {{"agency", "police"},
                     {"kind", "lead"},
                     {"name", name},
                     {"email", "jo@police.example"},
                     {"partnership", partnership}});
  };
  EXPECT_EQ(named("coordinator", "Jo Park").status(), Status::see_other);
  EXPECT_EQ(named("coordinator", "Al Reed", other.text().c_str()).status(), Status::not_found);
  EXPECT_EQ(site.ask("coordinator", Method::post, "/contacts/remove",
                     {{"agency", "police"}, {"kind", "lead"}, {"partnership", other.text()}})
                .status(),
            Status::not_found);
  for (const char* address : {"/contacts", "/contacts.csv"}) {
    const std::string seen(site.ask("coordinator", Method::get, address).text());
    EXPECT_THAT(seen, HasSubstr("Jo Park")) << address;
    EXPECT_THAT(seen, Not(HasSubstr("Lin Heron"))) << address;
  }
  EXPECT_THAT(std::string(site.ask("coordinator", Method::get, "/requests/new?agency=police").text()),
              Not(HasSubstr("Lin Heron")));
  const auto lead_in = [&](const people::PartnershipId& partnership) {
    const auto* contact = people::find_contact(**site.candour.people(), police, partnership, people::ContactKind::lead);
    return contact ? contact->name : std::string();
  };
  EXPECT_EQ(lead_in(people::first_partnership) + ", " + lead_in(other), "Jo Park, Lin Heron");
  site.sign_in("administrator");
  const Response which = named("administrator", "Al Reed");
  EXPECT_EQ(which.status(), Status::unprocessable);
  EXPECT_THAT(std::string(which.text()), HasSubstr("Choose the partnership whose contact it is"));
  EXPECT_EQ(named("administrator", "Al Reed", other.text().c_str()).status(), Status::see_other);
  EXPECT_EQ(lead_in(people::first_partnership) + ", " + lead_in(other), "Jo Park, Al Reed");
  // An invitation is of where its reader works.
  EXPECT_EQ((*site.candour.picture({.name = {}, .person = PersonId(theirs.lead)}))->name, "Brackenford");
}

TEST(Partnerships, AreChosenRenamedAndMovedBetweenByWhoRunsBoth) {
  Site site;
  site.sign_in("coordinator");
  const std::string address = "/plans/" + own_plan.text();
  EXPECT_THAT(std::string(site.ask("coordinator", Method::get, address + "/people").text()),
              Not(HasSubstr("Move this plan")))
      << "they run plans in one";
  EXPECT_THAT(std::string(site.ask("coordinator", Method::get, "/plans/new").text()),
              Not(HasSubstr("Which partnership")));
  EXPECT_EQ(site.ask("coordinator", Method::post, address + "/partnership", {{"partnership", other.text()}}).status(),
            Status::not_found);
  EXPECT_NE(site.ask("coordinator", Method::post, "/plans/new",
                     {{"title", "Elsewhere"}, {"kind", "audit"}, {"key", "none"}, {"partnership", other.text()}})
                .status(),
            Status::see_other)
      << "nobody starts a plan where they run none";
  Grant there;
  there.role = Role::coordinator;
  there.partnership = other;
  ASSERT_TRUE(site.candour.act({}, people::GiveRole{PersonId("coordinator"), there}));
  EXPECT_THAT(std::string(site.ask("coordinator", Method::get, address + "/people").text()),
              HasSubstr("Move this plan"));
  EXPECT_THAT(std::string(site.ask("coordinator", Method::get, "/plans/new").text()), HasSubstr("Which partnership"));
  const Response moved =
      site.ask("coordinator", Method::post, address + "/partnership", {{"partnership", other.text()}});
  ASSERT_EQ(moved.status(), Status::see_other) << moved.text();
  const auto people = *site.candour.people();
  EXPECT_EQ(people::partnership_of(*people, people::thing_of(own_plan)), other);
  EXPECT_TRUE(people::sits_in(*people, police, other) && people::sits_in(*people, police, people::first_partnership));

  const Response started =
      site.ask("coordinator", Method::post, "/plans/new",
               {{"title", "Another"}, {"kind", "audit"}, {"key", "none"}, {"partnership", other.text()}});
  ASSERT_EQ(started.status(), Status::see_other) << started.text();
  const std::string id(started.headers().get("Location").substr(7, 10));
  EXPECT_EQ(people::partnership_of(**site.candour.people(), people::thing_of(plan::PlanId(id))), other);

  site.sign_in("administrator");
  for (const std::string& each : {std::string("first"), other.text()}) {
    const Response renamed =
        site.ask("administrator", Method::post, "/partnerships/" + each + "/name", {{"name", "Renamed " + each}});
    ASSERT_EQ(renamed.status(), Status::see_other) << renamed.text();
  }
  const std::string page(site.ask("administrator", Method::get, "/partnerships").text());
  EXPECT_THAT(page, HasSubstr("Renamed first"));
  EXPECT_THAT(page, HasSubstr("Renamed " + other.text()));
}

TEST(Invitations, ThatCannotBeSentAreShownAtOnceAndSaidPlainly) {
  Site site;
  site.sign_in("coordinator");
  const Response added = site.ask(
      "coordinator", Method::post, "/people",
      {{"name", "Pat Moor"}, {"email", "pat@harrowvale.example"}, {"role", "agency_lead"}, {"agency", "police"}});
  ASSERT_EQ(added.status(), Status::ok) << added.text();
  const std::string page(added.text());
  EXPECT_THAT(page, HasSubstr("No mail is set up here, so no letter was sent."));
  EXPECT_THAT(page, HasSubstr("/invite/"));
  EXPECT_THAT(page, HasSubstr("Make a link to choose a password"));
}

}  // namespace
}  // namespace candour::web
