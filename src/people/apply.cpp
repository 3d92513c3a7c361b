#include <algorithm>

#include "people/events.h"

namespace candour::people {
namespace {

template <class List, class Id>
auto* find_by_id(List& list, const Id& id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.id == id; });
  return found == list.end() ? nullptr : &*found;
}

struct Applying {
  People& people;
  Moment recorded;

  Person* person_of(const PersonId& id) const { return find_by_id(people.people, id); }
  Partnership* partnership_of(const PartnershipId& id) const { return find_by_id(people.partnerships, id); }

  void operator()(const PersonAdded& event) const {
    if (person_of(event.person)) return;
    Person person;
    person.id = event.person;
    person.name = event.name;
    person.email = event.email;
    people.people.push_back(std::move(person));
  }
  void operator()(const PersonChanged& event) const {
    Person* person = person_of(event.person);
    if (!person) return;
    person->name = event.name;
    person->email = event.email;
  }
  void operator()(const RoleGiven& event) const {
    Person* person = person_of(event.person);
    if (!person) return;
    person->grants.push_back(event.grant);
    person->last_grant = std::max(person->last_grant, event.grant.number);
  }
  void operator()(const RoleEnded& event) const {
    if (Person* person = person_of(event.person))
      std::erase_if(person->grants, [&](const Grant& grant) { return grant.number == event.number; });
  }
  void operator()(const PersonLeft& event) const {
    if (Person* person = person_of(event.person)) person->left = event.last_day;
  }
  void operator()(const PersonReturned& event) const {
    Person* person = person_of(event.person);
    if (!person) return;
    person->left.reset();
    person->grants.clear();
  }
  void operator()(const WeeklyLetterChosen& event) const {
    if (Person* person = person_of(event.person)) person->weekly.wanted = !event.off;
  }
  void operator()(const WeeklyLetterAttempted& event) const {
    Person* person = person_of(event.person);
    if (!person) return;
    WeeklyLetter& letter = person->weekly;
    letter.tries = letter.number == event.number ? letter.tries + 1 : 1;
    letter.number = event.number;
    letter.state = LetterState::attempted;
    letter.attempted = recorded;
    letter.words.clear();
  }
  void operator()(const WeeklyLetterSettled& event) const {
    Person* person = person_of(event.person);
    if (!person) return;
    person->weekly.state = event.state;
    person->weekly.words = event.words;
  }
  // One that names no partnership, as they once did, speaks of all in which the agency then sat.
  std::vector<PartnershipId> where(const plan::AgencyId& agency, const PartnershipId& partnership) const {
    return partnership.empty() ? seats_of(people, agency) : std::vector<PartnershipId>{partnership};
  }
  void operator()(const ContactNamed& event) const {
    for (const PartnershipId& partnership : where(event.agency, event.partnership)) {
      std::vector<Contact>& contacts = people.contacts[{event.agency, partnership}];
      std::erase_if(contacts, [&](const Contact& each) { return each.kind == event.contact.kind; });
      const auto at = std::find_if(contacts.begin(), contacts.end(),
                                   [&](const Contact& each) { return each.kind > event.contact.kind; });
      contacts.insert(at, event.contact);
    }
  }
  void operator()(const ContactRemoved& event) const {
    for (const PartnershipId& partnership : where(event.agency, event.partnership)) {
      const auto found = people.contacts.find({event.agency, partnership});
      if (found == people.contacts.end()) continue;
      std::erase_if(found->second, [&](const Contact& each) { return each.kind == event.kind; });
      if (found->second.empty()) people.contacts.erase(found);
    }
  }
  void operator()(const PartnershipStarted& event) const {
    if (!partnership_of(event.partnership)) people.partnerships.push_back({event.partnership, event.name, {}});
  }
  void operator()(const PartnershipRenamed& event) const {
    if (Partnership* partnership = partnership_of(event.partnership)) partnership->name = event.name;
  }
  void operator()(const RemindersChosen& event) const {
    if (Partnership* partnership = partnership_of(event.partnership)) partnership->reminders = event.reminders;
  }
  void operator()(const AgencySeated& event) const {
    Partnership* partnership = partnership_of(event.partnership);
    if (!partnership) return;
    if (std::find(partnership->agencies.begin(), partnership->agencies.end(), event.agency) ==
        partnership->agencies.end())
      partnership->agencies.push_back(event.agency);
  }
  void operator()(const AgencyUnseated& event) const {
    if (Partnership* partnership = partnership_of(event.partnership)) std::erase(partnership->agencies, event.agency);
  }
  void operator()(const ThingPlaced& event) const {
    if (event.partnership == first_partnership)
      people.places.erase(event.thing);
    else
      people.places[event.thing] = event.partnership;
  }
  void operator()(const PlanRestricted& event) const { people.restrictions[event.plan] = event.restriction; }
  void operator()(const PlanOpened& event) const { people.restrictions.erase(event.plan); }
  void operator()(const WordsErased&) const {}  // what stands is what their events say without the words
  void operator()(const RestoredWithoutList&) const {}
};

}  // namespace

void apply(People& people, const PeopleEvent& event) {
  ++people.version;
  std::visit(Applying{people, event.stamp.recorded}, event.body);
}

}  // namespace candour::people
