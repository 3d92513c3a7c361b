#pragma once
// Everybody and everything that decides who may do what: people with their roles, partnerships with their agencies,
// contacts, which partnership a thing belongs to, and which plans are restricted. Built by folding events and by
// nothing else. Holds no secret. Pure.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "people/person.h"
#include "plan/partnership.h"

namespace candour::people {

// The partnership that the record began with. It has what belongs to no other, and its name is the record's own
// (plan::Partnership).
inline const PartnershipId first_partnership{"first"};

// How an agency that does not answer a request is chased by itself, where a request says nothing else. Days; 0: not.
struct Reminders {
  std::uint32_t before = 3;               // the deadline, the first reminder
  std::uint32_t every = 7;                // after it
  std::uint32_t most = 3;                 // in all, also those by hand
  std::uint32_t lead_after = 7;           // the deadline, the agency's lead is told
  std::uint32_t board_member_after = 14;  // and its board member
  bool operator==(const Reminders&) const = default;
};
inline constexpr std::uint32_t most_reminders_ever = 5, longest_reminder_days = 60;

struct Partnership {
  PartnershipId id;
  std::string name;                      // empty for the first
  std::vector<plan::AgencyId> agencies;  // that were given a seat in it by name
  Reminders reminders = {};
  bool operator==(const Partnership&) const = default;
};

// A plan, a meeting or a risk register, by the name of its stream: "plan/k7m2qx9dab".
using Thing = std::string;
Thing thing_of(const plan::PlanId& plan);

// Only these people see the plan, whatever their roles; what they may do with it their roles say.
struct Restriction {
  std::vector<PersonId> people;
  std::string reason;
  bool operator==(const Restriction&) const = default;
};

struct People {
  std::uint64_t version = 0;   // events folded
  std::vector<Person> people;  // in the order they were added
  std::vector<Partnership> partnerships{{first_partnership, {}, {}, {}}};
  // Of an agency in a partnership, by kind: where it sits in several, each has its own.
  std::map<std::pair<plan::AgencyId, PartnershipId>, std::vector<Contact>> contacts;
  std::map<Thing, PartnershipId> places;  // only of things that are not the first's
  std::map<plan::PlanId, Restriction> restrictions;
  bool operator==(const People&) const = default;
};

// nullptr where there is none. By e-mail address in any case; of those who have left, too.
const Person* find_person(const People& people, const PersonId& id);
const Person* find_person_by_email(const People& people, std::string_view email);
const Grant* find_grant(const Person& person, std::uint32_t number);
const Partnership* find_partnership(const People& people, const PartnershipId& id);
const Contact* find_contact(const People& people, const plan::AgencyId& agency, const PartnershipId& partnership,
                            ContactKind kind);
const Restriction* find_restriction(const People& people, const plan::PlanId& plan);

PartnershipId partnership_of(const People& people, const Thing& thing);
// An agency sits where it was given a seat; one that never was given any sits in the first.
bool sits_in(const People& people, const plan::AgencyId& agency, const PartnershipId& partnership);
std::vector<PartnershipId> seats_of(const People& people, const plan::AgencyId& agency);

// The name of whoever an event says acted: a person's as it is now, else the text itself ("operator").
std::string_view name_of(const People& people, std::string_view actor);

}  // namespace candour::people
