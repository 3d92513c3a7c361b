#include "people/may.h"

#include <algorithm>
#include <array>
#include <utility>

namespace candour::people {
namespace {

// How far a role reaches with an act.
enum class Reach {
  nowhere,
  partnership,  // all of it
  agency,       // what is their own agency's in the partnership
  rows,         // the rows they were handed
  review,       // the one plan
  everywhere,   // the installation
};

struct Row {
  Act act;
  std::string_view words;
  std::array<Reach, 8> reaches;  // by role
};

constexpr Reach no = Reach::nowhere, P = Reach::partnership, A = Reach::agency, H = Reach::rows, V = Reach::review,
                E = Reach::everywhere;
// The table. A coordinator's own sign-off, and anybody's of what they claimed themselves, is refused by the plan's own
// rule of a second person.
constexpr Row table[] = {
    //                                                        coord lead contr scrut appr member insp admin
    {Act::see_plan, "see the whole plan", {P, no, no, P, P, P, V, no}},
    {Act::see_row, "see this action", {P, A, H, P, P, P, V, no}},
    {Act::see_meeting, "see the meetings", {P, no, no, P, P, P, no, no}},
    {Act::see_register, "see the risk registers", {P, no, no, P, P, P, no, no}},
    {Act::run_plan, "change the plan", {P, no, no, no, no, no, no, no}},
    {Act::give_update, "answer for this action", {P, A, H, no, no, no, no, no}},
    {Act::respond, "respond for this agency", {P, A, no, no, no, no, no, no}},
    {Act::moderate, "moderate a rating", {P, no, no, P, no, no, no, no}},
    {Act::challenge, "challenge what is said", {P, no, no, P, no, no, no, no}},
    {Act::test_evidence, "test evidence", {P, no, no, P, no, no, no, no}},
    {Act::sign_off, "sign off", {P, no, no, P, no, no, no, no}},
    {Act::answer_remark, "answer a remark", {P, no, no, P, no, no, no, no}},
    {Act::ask_for_updates, "ask agencies for updates", {P, no, no, no, no, no, no, no}},
    {Act::see_paper, "see the papers that are being prepared", {P, no, no, P, P, no, no, no}},
    {Act::prepare_paper, "prepare papers", {P, no, no, no, no, no, no, no}},
    {Act::approve, "approve what is published", {no, no, no, no, P, no, no, no}},
    {Act::restrict_plan, "say who may see a plan", {P, no, no, no, no, no, no, no}},
    {Act::run_meeting, "keep the meetings", {P, no, no, no, no, no, no, no}},
    {Act::ask_question, "ask a question", {P, no, no, P, no, P, no, no}},
    {Act::run_register, "keep the risk registers", {P, no, no, no, no, no, no, no}},
    {Act::keep_agencies, "keep the agencies", {P, no, no, no, no, no, no, E}},
    {Act::see_people, "see the people", {P, A, no, no, no, no, no, E}},
    {Act::keep_people, "add and change people", {P, no, no, no, no, no, no, E}},
    {Act::give_any_role, "give or end this role", {no, no, no, no, no, no, no, E}},
    {Act::keep_partnerships, "keep the partnerships", {no, no, no, no, no, no, no, E}},
    {Act::keep_settings, "keep the settings", {no, no, no, no, no, no, no, E}},
};
constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(table); ++i)
    if (table[i].act != static_cast<Act>(i)) return false;
  return std::size(table) == static_cast<std::size_t>(Act::keep_settings) + 1;
}
static_assert(in_order(), "every act has its row, in the order of the acts");

Reach reach_of(Role role, Act act) {
  return table[static_cast<std::size_t>(act)].reaches[static_cast<std::size_t>(role)];
}

bool contains(const std::vector<plan::AgencyId>& agencies, const plan::AgencyId& agency) {
  return std::find(agencies.begin(), agencies.end(), agency) != agencies.end();
}

bool covers(const Grant& grant, Reach reach, const About& about) {
  switch (reach) {
    case Reach::nowhere:
      return false;
    case Reach::everywhere:
      return true;
    case Reach::partnership:
      return grant.partnership == about.partnership;
    case Reach::agency:
      return grant.partnership == about.partnership && contains(about.agencies, grant.agency);
    case Reach::rows:
      return grant.partnership == about.partnership && grant.plan == about.plan && about.action != 0 &&
             contains(about.agencies, grant.agency) &&
             std::binary_search(grant.actions.begin(), grant.actions.end(), about.action);
    case Reach::review:
      return grant.partnership == about.partnership && !about.plan.empty() && grant.plan == about.plan;
  }
  return false;
}

bool is_hidden_from(const People& people, const PersonId& person, const plan::PlanId& plan) {
  const Restriction* restriction = plan.empty() ? nullptr : find_restriction(people, plan);
  return restriction &&
         std::find(restriction->people.begin(), restriction->people.end(), person) == restriction->people.end();
}

template <class T>
void tidy(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

std::string_view in_words(Act act) {
  return table[static_cast<std::size_t>(act)].words;
}

bool may(const People& people, const Person& person, Act act, const About& about, Date day) {
  if (has_left(person, day) || is_hidden_from(people, person.id, about.plan)) return false;
  return std::any_of(person.grants.begin(), person.grants.end(), [&](const Grant& grant) {
    return counts_on(grant, day) && covers(grant, reach_of(grant.role, act), about);
  });
}

std::vector<PartnershipId> places_to(const People& people, const Person& person, Act act, Date day) {
  std::vector<PartnershipId> places;
  for (const Grant& grant : person.grants)
    if (std::find(places.begin(), places.end(), grant.partnership) == places.end() &&
        may(people, person, act, {grant.partnership, {}, 0, {}}, day))
      places.push_back(grant.partnership);
  return places;
}

bool may_somewhere(const Person& person, Act act, Date day) {
  return !has_left(person, day) && std::any_of(person.grants.begin(), person.grants.end(), [&](const Grant& grant) {
    return counts_on(grant, day) && reach_of(grant.role, act) != Reach::nowhere;
  });
}

bool sees_role(const People& people, const Person& person, const Grant& grant, Date day) {
  return may(people, person, Act::see_people, {grant.partnership, {}, 0, {grant.agency}}, day);
}

bool knows_of(const People& people, const Person& person, const Person& other, Date day) {
  if (other.grants.empty()) return may_somewhere(person, Act::keep_people, day);
  return std::any_of(other.grants.begin(), other.grants.end(),
                     [&](const Grant& grant) { return sees_role(people, person, grant, day); });
}

bool may_follow(const Person& from, const Person& to) {
  if (to.left || to.id == from.id) return false;
  const auto places_of = [](const Person& person) {
    std::vector<PartnershipId> places;
    for (const Grant& grant : person.grants)
      if (!grant.partnership.empty()) places.push_back(grant.partnership);
    return places;
  };
  const std::vector<PartnershipId> of_one = places_of(from), of_other = places_of(to);
  return of_one.empty() || of_other.empty() ||
         std::find_first_of(of_one.begin(), of_one.end(), of_other.begin(), of_other.end()) != of_one.end();
}

bool may_give(const Person& giver, const PersonId& receiver, const Grant& grant, Date day) {
  if (giver.id == receiver || has_left(giver, day)) return false;
  const bool of_work = grant.role == Role::agency_lead || grant.role == Role::contributor ||
                       grant.role == Role::member || grant.role == Role::inspector;
  return std::any_of(giver.grants.begin(), giver.grants.end(), [&](const Grant& own) {
    if (!counts_on(own, day)) return false;
    if (own.role == Role::administrator) return true;
    if (own.partnership != grant.partnership) return false;
    if (own.role == Role::coordinator) return of_work;
    return own.role == Role::agency_lead && grant.role == Role::contributor && own.agency == grant.agency;
  });
}

std::vector<Role> roles_to_give(const Person& giver, Date day) {
  std::vector<Role> roles;
  for (const Role role : every_role)
    if (std::any_of(giver.grants.begin(), giver.grants.end(), [&](const Grant& own) {
          Grant grant = own;  // in a place of their own
          grant.role = role;
          return may_give(giver, PersonId(), grant, day);
        }))
      roles.push_back(role);
  return roles;
}

std::vector<PartnershipId> places_to_give(const People& people, const Person& giver, Date day) {
  std::vector<PartnershipId> places;
  for (const Partnership& each : people.partnerships)
    if (std::any_of(giver.grants.begin(), giver.grants.end(), [&](const Grant& own) {
          Grant grant = own;  // the least that there is to give
          grant.role = Role::contributor;
          grant.partnership = each.id;
          return may_give(giver, PersonId(), grant, day);
        }))
      places.push_back(each.id);
  return places;
}

std::vector<const Person*> who_may(const People& people, Act act, const About& about, Date day) {
  std::vector<const Person*> found;
  for (const Person& person : people.people)
    if (found.size() < 3 && may(people, person, act, about, day)) found.push_back(&person);
  return found;
}

Sight sight_of(const People& people, const Person& person, Date day) {
  Sight sight;
  if (has_left(person, day)) return sight;
  for (const Grant& grant : person.grants) {
    if (!counts_on(grant, day)) continue;
    if (!grant.partnership.empty()) sight.member_of.push_back(grant.partnership);
    if (reach_of(grant.role, Act::keep_agencies) == Reach::everywhere) sight.every_agency = true;
    if (reach_of(grant.role, Act::see_meeting) == Reach::partnership) sight.meetings.push_back(grant.partnership);
    if (reach_of(grant.role, Act::see_register) == Reach::partnership) sight.registers.push_back(grant.partnership);
    if (reach_of(grant.role, Act::see_paper) == Reach::partnership) sight.papers.push_back(grant.partnership);
    switch (reach_of(grant.role, Act::see_row)) {
      case Reach::partnership:
        sight.plans.push_back(grant.partnership);
        break;
      case Reach::agency:
        sight.rows.push_back({grant.partnership, grant.agency});
        break;
      case Reach::rows:
        sight.handed.push_back({grant.partnership, grant.agency, grant.plan, grant.actions});
        break;
      case Reach::review:
        sight.reviews.push_back(grant.plan);
        break;
      case Reach::nowhere:
      case Reach::everywhere:
        break;
    }
  }
  for (const auto& [plan, restriction] : people.restrictions)
    if (is_hidden_from(people, person.id, plan)) sight.hidden.push_back(plan);
  tidy(sight.plans);
  tidy(sight.meetings);
  tidy(sight.registers);
  tidy(sight.papers);
  tidy(sight.rows);
  tidy(sight.handed);
  tidy(sight.reviews);
  tidy(sight.member_of);
  return sight;
}

}  // namespace candour::people
