#include "people/may.h"

#include <gtest/gtest.h>
#include <map>

namespace candour::people {
namespace {

Date day(const char* iso) {
  return *Date::parse(iso);
}
const Date today = day("2026-03-02");
const PartnershipId other{"s7m2qx9dab"};
const plan::AgencyId police{"police"}, housing{"housing"}, health{"health"};
const plan::PlanId rowan{"k7m2qx9dab"}, linnet{"n7m2qx9dab"};

Person person(const char* id, Grant grant) {
  grant.number = 1;
  return {PersonId(id), id, std::string(id) + "@harrowvale.example", {grant}, 1, {}};
}
Grant role(Role role) {
  Grant grant;
  grant.role = role;
  grant.partnership = role == Role::administrator ? PartnershipId() : first_partnership;
  if (role == Role::agency_lead || role == Role::contributor) grant.agency = police;
  if (role == Role::contributor || role == Role::inspector) grant.plan = rowan;
  if (role == Role::contributor) grant.actions = {3, 17};
  if (role == Role::inspector) grant.until = day("2026-03-31");
  return grant;
}

// Where an act is done, from a person's own place outwards.
const About own_row{first_partnership, rowan, 17, {police}};
const About supported_row{first_partnership, rowan, 17, {housing, police}};
const About row_not_handed{first_partnership, rowan, 18, {police}};
const About other_agency{first_partnership, rowan, 17, {housing}};
const About other_plan{first_partnership, linnet, 17, {police}};
const About other_partnership{other, rowan, 17, {police}};

// Who may on their own row; then each place one step away from it.
struct Case {
  Act act;
  const char* own_row;  // the roles' first letters: Coordinator, Lead, coNtributor, Scrutineer, aPprover, Member,
                        // Inspector, adminisTrator
  const char* row_not_handed;
  const char* other_agency;
  const char* other_plan;
};
const Case cases[] = {
    {Act::see_plan, "CSPMI", "CSPMI", "CSPMI", "CSPM"},
    {Act::see_row, "CLNSPMI", "CLSPMI", "CSPMI", "CLSPM"},
    {Act::see_meeting, "CSPM", "CSPM", "CSPM", "CSPM"},
    {Act::see_register, "CSPM", "CSPM", "CSPM", "CSPM"},
    {Act::run_plan, "C", "C", "C", "C"},
    {Act::give_update, "CLN", "CL", "C", "CL"},
    {Act::respond, "CL", "CL", "C", "CL"},
    {Act::moderate, "CS", "CS", "CS", "CS"},
    {Act::challenge, "CS", "CS", "CS", "CS"},
    {Act::test_evidence, "CS", "CS", "CS", "CS"},
    {Act::sign_off, "CS", "CS", "CS", "CS"},
    {Act::answer_remark, "CS", "CS", "CS", "CS"},
    {Act::ask_for_updates, "C", "C", "C", "C"},
    {Act::see_paper, "CSP", "CSP", "CSP", "CSP"},
    {Act::prepare_paper, "C", "C", "C", "C"},
    {Act::approve, "P", "P", "P", "P"},
    {Act::restrict_plan, "C", "C", "C", "C"},
    {Act::run_meeting, "C", "C", "C", "C"},
    {Act::ask_question, "CSM", "CSM", "CSM", "CSM"},
    {Act::run_register, "C", "C", "C", "C"},
    {Act::keep_agencies, "CT", "CT", "CT", "CT"},
    {Act::see_people, "CLT", "CLT", "CT", "CLT"},
    {Act::keep_people, "CT", "CT", "CT", "CT"},
    {Act::give_any_role, "T", "T", "T", "T"},
    {Act::keep_partnerships, "T", "T", "T", "T"},
    {Act::keep_settings, "T", "T", "T", "T"},
};
const std::map<Role, char> letters{{Role::coordinator, 'C'}, {Role::agency_lead, 'L'},  {Role::contributor, 'N'},
                                   {Role::scrutineer, 'S'},  {Role::approver, 'P'},     {Role::member, 'M'},
                                   {Role::inspector, 'I'},   {Role::administrator, 'T'}};

std::string who(Act act, const About& about, const People& people = {}) {
  std::string allowed;
  for (const auto& [each, letter] : letters)
    if (may(people, person("jo", role(each)), act, about, today)) allowed += letter;
  return allowed;
}

TEST(May, IsWhatTheTableSaysForEveryActAndEveryPlace) {
  EXPECT_EQ(std::size(cases), static_cast<std::size_t>(Act::keep_settings) + 1) << "every act has its case";
  for (const Case& each : cases) {
    const auto words = in_words(each.act);
    EXPECT_EQ(who(each.act, own_row), each.own_row) << words;
    EXPECT_EQ(who(each.act, supported_row), each.own_row) << words << ", a row that the agency supports";
    EXPECT_EQ(who(each.act, row_not_handed), each.row_not_handed) << words;
    EXPECT_EQ(who(each.act, other_agency), each.other_agency) << words;
    EXPECT_EQ(who(each.act, other_plan), each.other_plan) << words;
    // In another partnership nobody may anything but who keeps the installation.
    const std::string elsewhere = who(each.act, other_partnership);
    EXPECT_TRUE(elsewhere.empty() || elsewhere == "T") << words << ": " << elsewhere;
  }
}

TEST(May, IsNothingForWhoHasNoRoleOrHasLeftOrWhoseTimeIsOver) {
  for (const Case& each : cases) {
    EXPECT_FALSE(may({}, {PersonId("jo"), "Jo", "jo@harrowvale.example", {}, 0, {}}, each.act, own_row, today));
    for (const Role every : every_role) {
      Person left = person("jo", role(every));
      left.left = day("2026-03-01");
      EXPECT_FALSE(may({}, left, each.act, own_row, today)) << in_words(each.act);
      Grant over = role(every);
      over.until = day("2026-03-01");
      EXPECT_FALSE(may({}, person("jo", over), each.act, own_row, today)) << in_words(each.act);
    }
  }
  EXPECT_TRUE(may({}, person("jo", role(Role::inspector)), Act::see_plan, own_row, day("2026-03-31")));
  EXPECT_FALSE(may({}, person("jo", role(Role::inspector)), Act::see_plan, own_row, day("2026-04-01")));
}

TEST(May, OfARestrictedPlanIsForThoseItNamesAndOnlyWhatTheirRoleSays) {
  People people;
  people.restrictions[rowan] = {{PersonId("jo")}, "A police investigation"};
  for (const Case& each : cases) EXPECT_EQ(who(each.act, own_row, people), each.own_row) << in_words(each.act);
  people.restrictions[rowan] = {{PersonId("sam")}, "A police investigation"};
  for (const Case& each : cases) EXPECT_EQ(who(each.act, own_row, people), "") << in_words(each.act);
  EXPECT_EQ(who(Act::run_plan, other_plan, people), "C") << "and of that plan alone";
}

TEST(May, GiveARoleIsForThoseWhoAnswerForIt) {
  const auto givers = [](Role given, const plan::AgencyId& agency, const PartnershipId& partnership) {
    Grant grant = role(given);
    if (!grant.agency.empty()) grant.agency = agency;
    if (!grant.partnership.empty()) grant.partnership = partnership;
    std::string allowed;
    for (const auto& [each, letter] : letters)
      if (may_give(person("jo", role(each)), PersonId("sam"), grant, today)) allowed += letter;
    return allowed;
  };
  const std::map<Role, std::string> expected{
      {Role::coordinator, "T"}, {Role::agency_lead, "CT"}, {Role::contributor, "CLT"}, {Role::scrutineer, "T"},
      {Role::approver, "T"},    {Role::member, "CT"},      {Role::inspector, "CT"},    {Role::administrator, "T"}};
  for (const auto& [given, allowed] : expected) {
    EXPECT_EQ(givers(given, police, first_partnership), allowed) << in_words(given);
    EXPECT_EQ(givers(given, police, other), "T") << in_words(given);
  }
  const std::map<Role, std::size_t> roles{{Role::administrator, 8}, {Role::coordinator, 4}, {Role::agency_lead, 1}};
  for (const auto& [each, letter] : letters)
    EXPECT_EQ(roles_to_give(person("jo", role(each)), today).size(), roles.contains(each) ? roles.at(each) : 0u)
        << in_words(each);
  EXPECT_EQ(givers(Role::contributor, housing, first_partnership), "CT") << "a lead names their own agency's alone";
  EXPECT_FALSE(may_give(person("jo", role(Role::administrator)), PersonId("jo"), role(Role::approver), today))
      << "nobody gives a role to themselves";
}

TEST(May, NamesThePlacesWhereAPersonMay) {
  Person jo = person("jo", role(Role::coordinator));
  Grant there = role(Role::coordinator), seen = role(Role::member);
  there.partnership = other;
  seen.partnership = PartnershipId("t7m2qx9dab");
  jo.grants = {seen, there, jo.grants.front(), there};
  EXPECT_EQ(places_to({}, jo, Act::run_plan, today), (std::vector<PartnershipId>{other, first_partnership}));
  EXPECT_TRUE(places_to({}, jo, Act::sign_off, day("2026-01-01")).size() == 2u);
  EXPECT_TRUE(places_to({}, person("sam", role(Role::member)), Act::run_plan, today).empty());
}

TEST(May, SaysWhomToAsk) {
  People people;
  people.people = {person("ada", role(Role::agency_lead)), person("ben", role(Role::coordinator)),
                   person("cy", role(Role::scrutineer))};
  std::string names;
  for (const Person* each : who_may(people, Act::sign_off, own_row, today)) names += each->name + " ";
  EXPECT_EQ(names, "ben cy ");
  EXPECT_TRUE(who_may(people, Act::approve, own_row, today).empty());
}

TEST(Sight, HoldsThePlacesAPersonSeesAndIsEqualForEquals) {
  People people;
  people.restrictions[linnet] = {{PersonId("sam")}, "x"};
  Person both = person("jo", role(Role::agency_lead));
  both.grants.push_back(role(Role::contributor));
  both.grants.push_back(role(Role::agency_lead));
  const Sight sight = sight_of(people, both, today);
  EXPECT_EQ(sight.rows, (std::vector<Sight::Rows>{{first_partnership, police}}));
  EXPECT_EQ(sight.handed, (std::vector<Sight::Handed>{{first_partnership, police, rowan, {3, 17}}}));
  EXPECT_TRUE(sight.plans.empty() && sight.meetings.empty() && sight.registers.empty() && sight.reviews.empty());
  EXPECT_EQ(sight.hidden, std::vector<plan::PlanId>{linnet});
  EXPECT_EQ(sight_of(people, person("a", role(Role::approver)), today),
            sight_of(people, person("b", role(Role::coordinator)), today));
  EXPECT_TRUE(sight_of(people, person("a", role(Role::administrator)), today).plans.empty());
  Person left = both;
  left.left = day("2026-02-28");
  EXPECT_EQ(sight_of(people, left, today), Sight());
}

}  // namespace
}  // namespace candour::people
