#include "people/people.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace candour::people {
namespace {

struct RoleWords {
  Role role;
  std::string_view text;
  std::string_view words;
};
constexpr std::array<RoleWords, 8> roles{{{Role::coordinator, "coordinator", "Coordinator"},
                                          {Role::agency_lead, "agency_lead", "Agency lead"},
                                          {Role::contributor, "contributor", "Contributor"},
                                          {Role::scrutineer, "scrutineer", "Scrutineer"},
                                          {Role::approver, "approver", "Approver"},
                                          {Role::member, "member", "Member"},
                                          {Role::inspector, "inspector", "Inspector"},
                                          {Role::administrator, "administrator", "Administrator"}}};
struct ContactWords {
  ContactKind kind;
  std::string_view text;
  std::string_view words;
};
constexpr std::array<ContactWords, 3> contacts{{{ContactKind::lead, "lead", "Lead"},
                                                {ContactKind::backup, "backup", "Backup"},
                                                {ContactKind::board_member, "board_member", "Board member"}}};

struct LetterWords {
  LetterState state;
  std::string_view text;
  std::string_view words;
};
constexpr std::array<LetterWords, 5> letters{
    {{LetterState::attempted, "attempted", "being sent"},
     {LetterState::sent, "sent", "sent"},
     {LetterState::refused, "refused", "refused by the mail server"},
     {LetterState::put_off, "put_off", "put off by the mail server, and is tried again"},
     {LetterState::may_have_been_sent, "may_have_been_sent",
      "perhaps sent: the connection broke, so it is not sent again"}}};

template <class List, class Id>
auto* find_by_id(List& list, const Id& id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.id == id; });
  return found == list.end() ? nullptr : &*found;
}

bool has_seat(const Partnership& partnership, const plan::AgencyId& agency) {
  return std::find(partnership.agencies.begin(), partnership.agencies.end(), agency) != partnership.agencies.end();
}

}  // namespace

std::string_view to_text(Role role) {
  return roles[static_cast<std::size_t>(role)].text;
}
std::string_view in_words(Role role) {
  return roles[static_cast<std::size_t>(role)].words;
}
std::optional<Role> role_from_text(std::string_view text) {
  for (const RoleWords& each : roles)
    if (each.text == text) return each.role;
  return std::nullopt;
}
bool needs_codes(Role role) {
  return role == Role::coordinator || role == Role::scrutineer || role == Role::approver || role == Role::administrator;
}

std::string_view to_text(ContactKind kind) {
  return contacts[static_cast<std::size_t>(kind)].text;
}
std::string_view in_words(ContactKind kind) {
  return contacts[static_cast<std::size_t>(kind)].words;
}
std::optional<ContactKind> contact_kind_from_text(std::string_view text) {
  for (const ContactWords& each : contacts)
    if (each.text == text) return each.kind;
  return std::nullopt;
}

std::string_view to_text(LetterState state) {
  return letters[static_cast<std::size_t>(state)].text;
}
std::string_view in_words(LetterState state) {
  return letters[static_cast<std::size_t>(state)].words;
}
std::optional<LetterState> letter_state_from_text(std::string_view text) {
  for (const LetterWords& each : letters)
    if (each.text == text) return each.state;
  return std::nullopt;
}

namespace {
Date monday_of(Date day) {
  return day.plus_days(1 - day.weekday());
}
constexpr std::int64_t minute = 60'000'000;
}  // namespace

bool is_of_week(const WeeklyLetter& letter, Moment now) {
  return letter.number > 0 && letter.attempted.date() >= monday_of(now.date());
}
bool weekly_letter_due(const Person& person, Moment now) {
  const Date today = now.date();
  if (!person.weekly.wanted || person.left) return false;
  if (std::none_of(person.grants.begin(), person.grants.end(),
                   [&](const Grant& grant) { return counts_on(grant, today); }))
    return false;
  const Moment from = Moment::from_microseconds(Moment::at_start_of(monday_of(today)).microseconds() + 6 * 60 * minute);
  if (today.weekday() > 2 || now < from) return false;
  if (!is_of_week(person.weekly, now)) return true;
  if (person.weekly.state != LetterState::put_off || person.weekly.tries >= most_letter_tries) return false;
  std::int64_t wait = 5;
  for (std::uint32_t i = 1; i < person.weekly.tries && wait < 240; ++i) wait *= 2;
  return now.microseconds() >= person.weekly.attempted.microseconds() + std::min<std::int64_t>(wait, 240) * minute;
}

bool counts_on(const Grant& grant, Date day) {
  return !grant.until || day <= *grant.until;
}
bool has_left(const Person& person, Date day) {
  return person.left && day > *person.left;
}
bool needs_codes(const Person& person, Date day) {
  return std::any_of(person.grants.begin(), person.grants.end(),
                     [&](const Grant& grant) { return counts_on(grant, day) && needs_codes(grant.role); });
}

Thing thing_of(const plan::PlanId& plan) {
  return "plan/" + plan.text();
}

const Person* find_person(const People& people, const PersonId& id) {
  return find_by_id(people.people, id);
}
const Person* find_person_by_email(const People& people, std::string_view email) {
  if (email.empty()) return nullptr;
  for (const Person& person : people.people)
    if (equal_ignoring_case(person.email, email)) return &person;
  return nullptr;
}
const Grant* find_grant(const Person& person, std::uint32_t number) {
  for (const Grant& grant : person.grants)
    if (grant.number == number) return &grant;
  return nullptr;
}
const Partnership* find_partnership(const People& people, const PartnershipId& id) {
  return find_by_id(people.partnerships, id);
}
const Contact* find_contact(const People& people, const plan::AgencyId& agency, const PartnershipId& partnership,
                            ContactKind kind) {
  const auto found = people.contacts.find({agency, partnership});
  if (found == people.contacts.end()) return nullptr;
  for (const Contact& contact : found->second)
    if (contact.kind == kind) return &contact;
  return nullptr;
}
const Restriction* find_restriction(const People& people, const plan::PlanId& plan) {
  const auto found = people.restrictions.find(plan);
  return found == people.restrictions.end() ? nullptr : &found->second;
}

PartnershipId partnership_of(const People& people, const Thing& thing) {
  const auto found = people.places.find(thing);
  return found == people.places.end() ? first_partnership : found->second;
}

bool sits_in(const People& people, const plan::AgencyId& agency, const PartnershipId& partnership) {
  const Partnership* wanted = find_partnership(people, partnership);
  if (!wanted) return false;
  if (has_seat(*wanted, agency)) return true;
  return partnership == first_partnership &&
         std::none_of(people.partnerships.begin(), people.partnerships.end(),
                      [&](const Partnership& each) { return has_seat(each, agency); });
}

std::vector<PartnershipId> seats_of(const People& people, const plan::AgencyId& agency) {
  std::vector<PartnershipId> seats;
  for (const Partnership& each : people.partnerships)
    if (sits_in(people, agency, each.id)) seats.push_back(each.id);
  return seats;
}

std::string_view name_of(const People& people, std::string_view actor) {
  for (const Person& person : people.people)
    if (person.id.text() == actor) return person.name.empty() ? std::string_view("a former member") : person.name;
  return actor;
}

}  // namespace candour::people
