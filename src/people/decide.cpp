#include <algorithm>
#include <set>
#include <utility>

#include "base/mail_address.h"
#include "base/refusal.h"
#include "base/text.h"
#include "people/events.h"

namespace candour::people {
namespace {

using Events = Result<std::vector<PeopleEvent>>;

// Room for a name with titles in two languages; not for a text.
constexpr std::size_t longest_name = 200;

struct Decision {
  const People& people;
  const Stamp& stamp;

  Events one(PeopleBody body) const {
    std::vector<PeopleEvent> events;
    events.push_back({stamp, std::move(body)});
    return events;
  }
  Date today() const { return stamp.recorded.date(); }

  Result<const Person*> found(const PersonId& id) const {
    if (const Person* person = find_person(people, id)) return person;
    return fail(ErrorCode::not_found, "There is no such person here.");
  }
  Result<const Person*> found_here(const PersonId& id) const {
    CANDOUR_TRY(person, found(id));
    if (!person->left) return person;
    return conflict(person->name + " has left. Say that they are back first.");
  }

  Result<std::string> name_in(std::string_view typed) const {
    std::string name = collapsed(typed);
    if (name.empty()) return bad_input("Enter the name, as others know it.");
    if (name.size() > longest_name) return bad_input("The name is too long. Use at most 200 characters.");
    return name;
  }
  Result<std::string> email_in(std::string_view typed) const {
    std::string email(trimmed(typed));
    if (email.empty()) return bad_input("Enter the e-mail address.");
    if (!is_mail_address(email))
      return bad_input("“" + shortened(email, 60) +
                       "” is no e-mail address. Write it like jo.park@harrowvale.example.");
    return email;
  }
  Result<void> nobody_else_has(const std::string& email, const PersonId& person) const {
    const Person* other = find_person_by_email(people, email);
    if (!other || other->id == person) return {};
    return conflict(email + " is the address of " + other->name + (other->left ? ", who has left." : ".") +
                    " Each person has an address of their own.");
  }

  // What a role needs to be complete, and nothing that it has no use for.
  Result<Grant> grant_in(const Person* person, Grant grant) const {
    const auto partnership = [&]() -> Result<void> {
      if (grant.partnership.empty()) return bad_input("Choose the partnership.");
      if (find_partnership(people, grant.partnership)) return {};
      return fail(ErrorCode::not_found, "There is no such partnership here.");
    };
    const bool of_agency = grant.role == Role::agency_lead || grant.role == Role::contributor;
    const bool of_plan = grant.role == Role::inspector || grant.role == Role::contributor;
    if (grant.role == Role::administrator)
      grant.partnership = {};
    else
      CANDOUR_CHECK(partnership());
    if (!of_agency) grant.agency = {};
    if (!of_plan) grant.plan = {};
    if (grant.role != Role::contributor) grant.actions.clear();
    if (of_agency && grant.agency.empty()) return bad_input("Choose the agency.");
    if (of_agency && !sits_in(people, grant.agency, grant.partnership))
      return bad_input("This agency does not sit in that partnership.");
    if (of_plan && grant.plan.empty()) return bad_input("Choose the plan.");
    if (of_plan && partnership_of(people, thing_of(grant.plan)) != grant.partnership)
      return bad_input("This plan belongs to another partnership.");
    if (grant.role == Role::contributor && grant.actions.empty()) return bad_input("Choose the rows.");
    std::sort(grant.actions.begin(), grant.actions.end());
    grant.actions.erase(std::unique(grant.actions.begin(), grant.actions.end()), grant.actions.end());
    if (grant.role == Role::inspector && !grant.until) return bad_input("Say until which day the inspector may read.");
    if (grant.until && *grant.until < today()) return bad_input("The last day has gone by. Choose a later one.");
    if (person)
      for (Grant same : person->grants) {
        same.number = grant.number;
        if (same == grant) return conflict(person->name + " has this role already.");
      }
    return grant;
  }

  // Without one, nobody could let anybody in; the command line still can.
  Result<void> an_administrator_stays(const PersonId& without, std::optional<std::uint32_t> ending) const {
    const auto administers = [&](const Person& person) {
      return !person.left && std::any_of(person.grants.begin(), person.grants.end(), [&](const Grant& grant) {
        return grant.role == Role::administrator && counts_on(grant, today()) &&
               !(person.id == without && (!ending || *ending == grant.number));
      });
    };
    const Person* person = find_person(people, without);
    const bool takes_one = person && std::any_of(person->grants.begin(), person->grants.end(), [&](const Grant& grant) {
                             return grant.role == Role::administrator && (!ending || *ending == grant.number);
                           });
    if (!takes_one || std::any_of(people.people.begin(), people.people.end(), administers)) return {};
    return conflict("This would leave nobody who administers. Give that role to somebody else first.");
  }

  Events operator()(const AddPerson& command) const {
    if (!is_id_text(command.person.text()) || find_person(people, command.person))
      return bad_input("The person has no valid id.");
    CANDOUR_TRY(name, name_in(command.name));
    CANDOUR_TRY(email, email_in(command.email));
    CANDOUR_CHECK(nobody_else_has(email, command.person));
    std::vector<PeopleEvent> events;
    events.push_back({stamp, PersonAdded{command.person, name, email}});
    Person so_far{command.person, name, email, {}, 0, {}};
    for (const Grant& each : command.grants) {
      CANDOUR_TRY(grant, grant_in(&so_far, each));
      grant.number = ++so_far.last_grant;
      so_far.grants.push_back(grant);
      events.push_back({stamp, RoleGiven{command.person, grant}});
    }
    return events;
  }
  Events operator()(const ChangePerson& command) const {
    CANDOUR_TRY(person, found(command.person));
    CANDOUR_TRY(name, name_in(command.name));
    CANDOUR_TRY(email, email_in(command.email));
    CANDOUR_CHECK(nobody_else_has(email, command.person));
    if (name == person->name && email == person->email) return std::vector<PeopleEvent>();
    return one(PersonChanged{command.person, name, email});
  }
  Events operator()(const GiveRole& command) const {
    CANDOUR_TRY(person, found_here(command.person));
    CANDOUR_TRY(grant, grant_in(person, command.grant));
    grant.number = person->last_grant + 1;
    return one(RoleGiven{command.person, grant});
  }
  Events operator()(const EndRole& command) const {
    CANDOUR_TRY(person, found(command.person));
    if (!find_grant(*person, command.number))
      return fail(ErrorCode::not_found, person->name + " has no such role, or no longer.");
    CANDOUR_CHECK(an_administrator_stays(command.person, command.number));
    return one(RoleEnded{command.person, command.number, std::string(trimmed(command.reason))});
  }
  Events operator()(const Leave& command) const {
    CANDOUR_TRY(person, found_here(command.person));
    (void)person;
    if (command.last_day > today())
      return bad_input("Their last day has not come yet. Come back on that day, or end their roles now.");
    CANDOUR_CHECK(an_administrator_stays(command.person, std::nullopt));
    return one(PersonLeft{command.person, command.last_day, std::string(trimmed(command.reason))});
  }
  Events operator()(const Return& command) const {
    CANDOUR_TRY(person, found(command.person));
    if (!person->left) return conflict(person->name + " has not left.");
    return one(PersonReturned{command.person});
  }

  Result<PartnershipId> place_of_contact(const plan::AgencyId& agency, const PartnershipId& named) const {
    if (!named.empty()) {
      if (!find_partnership(people, named)) return fail(ErrorCode::not_found, "There is no such partnership.");
      return named;
    }
    const std::vector<PartnershipId> seats = seats_of(people, agency);
    if (seats.size() != 1) return bad_input("Choose the partnership whose contact it is: the agency sits in several.");
    return seats.front();
  }
  Result<Contact> contact_in(const NameContact& command) const {
    if (!is_id_text(command.agency.text())) return bad_input("Choose the agency.");
    Contact contact = command.contact;
    CANDOUR_TRY(name, name_in(contact.name));
    CANDOUR_TRY(email, email_in(contact.email));
    contact.name = name;
    contact.email = email;
    return contact;
  }
  Events operator()(const NameContact& command) const { return (*this)(NameContacts{{command}}); }
  Events operator()(const NameContacts& command) const {
    std::vector<PeopleEvent> events;
    for (const NameContact& each : command.contacts) {
      CANDOUR_TRY(contact, contact_in(each));
      CANDOUR_TRY(partnership, place_of_contact(each.agency, each.partnership));
      const Contact* stands = find_contact(people, each.agency, partnership, contact.kind);
      if (!stands || *stands != contact) events.push_back({stamp, ContactNamed{each.agency, contact, partnership}});
    }
    return events;
  }
  Events operator()(const RemoveContact& command) const {
    CANDOUR_TRY(partnership, place_of_contact(command.agency, command.partnership));
    if (!find_contact(people, command.agency, partnership, command.kind))
      return fail(ErrorCode::not_found, "This agency has no such contact, or no longer.");
    return one(ContactRemoved{command.agency, command.kind, partnership});
  }

  Result<std::string> partnership_name_in(std::string_view typed, const PartnershipId& own) const {
    CANDOUR_TRY(name, name_in(typed));
    for (const Partnership& each : people.partnerships)
      if (each.id != own && matching_key(each.name) == matching_key(name))
        return conflict("There is a partnership of that name already.");
    return name;
  }
  Events operator()(const StartPartnership& command) const {
    if (!is_id_text(command.partnership.text()) || find_partnership(people, command.partnership))
      return bad_input("The partnership has no valid id.");
    CANDOUR_TRY(name, partnership_name_in(command.name, command.partnership));
    return one(PartnershipStarted{command.partnership, name});
  }
  Result<void> there(const PartnershipId& id) const {
    if (find_partnership(people, id)) return {};
    return fail(ErrorCode::not_found, "There is no such partnership here.");
  }
  Events operator()(const RenamePartnership& command) const {
    CANDOUR_CHECK(there(command.partnership));
    if (command.partnership == first_partnership) return bad_input("The first partnership is renamed as the record.");
    CANDOUR_TRY(name, partnership_name_in(command.name, command.partnership));
    return one(PartnershipRenamed{command.partnership, name});
  }
  Events operator()(const SeatAgency& command) const {
    CANDOUR_CHECK(there(command.partnership));
    if (!is_id_text(command.agency.text())) return bad_input("Choose the agency.");
    if (sits_in(people, command.agency, command.partnership)) return std::vector<PeopleEvent>();
    std::vector<PeopleEvent> events;
    if (sits_in(people, command.agency, first_partnership))
      events.push_back({stamp, AgencySeated{first_partnership, command.agency}});
    events.push_back({stamp, AgencySeated{command.partnership, command.agency}});
    return events;
  }
  Events operator()(const UnseatAgency& command) const {
    CANDOUR_CHECK(there(command.partnership));
    if (!sits_in(people, command.agency, command.partnership)) return std::vector<PeopleEvent>();
    const auto seats = std::count_if(people.partnerships.begin(), people.partnerships.end(),
                                     [&](const auto& each) { return sits_in(people, command.agency, each.id); });
    if (seats < 2) return conflict("An agency sits in one partnership at least.");
    return one(AgencyUnseated{command.partnership, command.agency});
  }
  Events operator()(const PlaceThing& command) const {
    CANDOUR_CHECK(there(command.partnership));
    if (partnership_of(people, command.thing) == command.partnership) return std::vector<PeopleEvent>();
    return one(ThingPlaced{command.thing, command.partnership});
  }
  Events operator()(const RestrictPlan& command) const {
    if (!is_id_text(command.plan.text())) return bad_input("Choose the plan.");
    if (command.restriction.people.empty()) return bad_input("Name who may still see it.");
    for (const PersonId& id : command.restriction.people) CANDOUR_CHECK(found_here(id));
    if (is_missing(command.restriction.reason)) return bad_input("Say why the plan is restricted.");
    Restriction restriction{command.restriction.people, std::string(trimmed(command.restriction.reason))};
    std::sort(restriction.people.begin(), restriction.people.end());
    restriction.people.erase(std::unique(restriction.people.begin(), restriction.people.end()),
                             restriction.people.end());
    const Restriction* stands = find_restriction(people, command.plan);
    if (stands && *stands == restriction) return std::vector<PeopleEvent>();
    return one(PlanRestricted{command.plan, std::move(restriction)});
  }
  Events operator()(const ChooseWeeklyLetter& command) const {
    CANDOUR_TRY(person, found_here(command.person));
    if (person->weekly.wanted == command.wanted) return std::vector<PeopleEvent>();
    return one(WeeklyLetterChosen{command.person, !command.wanted});
  }
  Events operator()(const AttemptWeeklyLetter& command) const {
    CANDOUR_TRY(person, found(command.person));
    if (!weekly_letter_due(*person, stamp.recorded)) return conflict("No weekly letter is due to them now.");
    const bool again = person->weekly.state == LetterState::put_off && is_of_week(person->weekly, stamp.recorded);
    return one(WeeklyLetterAttempted{command.person, person->weekly.number + (again ? 0 : 1)});
  }
  Events operator()(const SettleWeeklyLetter& command) const {
    CANDOUR_TRY(person, found(command.person));
    if (person->weekly.state != LetterState::attempted || person->weekly.number == 0)
      return conflict("This letter is not being sent.");
    if (command.state == LetterState::attempted) return bad_input("That is no outcome of sending.");
    if (command.state == LetterState::put_off && person->weekly.tries >= most_letter_tries)
      return one(WeeklyLetterSettled{
          command.person, LetterState::refused,
          "Given up after " + std::to_string(most_letter_tries) + " tries. The last: " + command.words});
    return one(WeeklyLetterSettled{command.person, command.state, command.words});
  }
  Events operator()(const ChooseReminders& command) const {
    CANDOUR_CHECK(there(command.partnership));
    const Reminders& wanted = command.reminders;
    if (wanted.most > most_reminders_ever)
      return bad_input("At most " + std::to_string(most_reminders_ever) + " reminders can be sent.");
    if (std::max({wanted.before, wanted.every, wanted.lead_after, wanted.board_member_after}) > longest_reminder_days)
      return bad_input("Choose " + std::to_string(longest_reminder_days) + " days at most: no link lives longer.");
    if (find_partnership(people, command.partnership)->reminders == wanted) return std::vector<PeopleEvent>();
    return one(RemindersChosen{command.partnership, wanted});
  }
  Events operator()(const OpenPlan& command) const {
    if (!find_restriction(people, command.plan)) return conflict("This plan is open to the partnership already.");
    if (is_missing(command.reason)) return bad_input("Say why the plan is open to the partnership now.");
    return one(PlanOpened{command.plan, std::string(trimmed(command.reason))});
  }
  Events operator()(const EraseWords& command) const {
    if (command.events.empty() && command.files == 0) return bad_input("Choose what is to be erased.");
    if (is_missing(command.reason)) return bad_input("Say why it is erased, without naming anybody.");
    return one(WordsErased{command.events, command.files, command.basis, std::string(trimmed(command.reason))});
  }
  Events operator()(const NoteRestoreWithoutList&) const { return one(RestoredWithoutList{}); }
};

}  // namespace

namespace {

struct BasisRow {
  ErasureBasis basis;
  std::string_view text, words;
};
constexpr BasisRow bases[] = {
    {ErasureBasis::no_longer_needed, "no_longer_needed", "They are no longer needed for what they were collected for"},
    {ErasureBasis::consent_withdrawn, "consent_withdrawn",
     "The person withdrew their consent, and nothing else allows it"},
    {ErasureBasis::objected, "objected", "The person objected, and nothing weighs more"},
    {ErasureBasis::unlawful, "unlawful", "They should never have been recorded"},
    {ErasureBasis::legal_obligation, "legal_obligation", "The law or a court asks for it"}};

}  // namespace

std::string_view to_text(ErasureBasis basis) {
  return bases[static_cast<std::size_t>(basis)].text;
}
std::string_view in_words(ErasureBasis basis) {
  return bases[static_cast<std::size_t>(basis)].words;
}
std::optional<ErasureBasis> erasure_basis_from_text(std::string_view text) {
  for (const BasisRow& row : bases)
    if (row.text == text) return row.basis;
  return std::nullopt;
}

Events decide(const People& people, const PeopleCommand& command, const Stamp& stamp) {
  return std::visit(Decision{people, stamp}, command);
}

}  // namespace candour::people
