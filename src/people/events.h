#pragma once
// What has happened to people and to what they may do, as facts that never change; and what can be wanted. One stream
// holds them all ("people"). apply() never fails and never decides; decide() changes nothing and asks nothing of the
// world. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/event.h"
#include "base/result.h"
#include "people/people.h"

namespace candour::people {

struct PersonAdded {
  PersonId person;
  std::string name;
  std::string email;
  bool operator==(const PersonAdded&) const = default;
};
struct PersonChanged {
  PersonId person;
  std::string name;
  std::string email;
  bool operator==(const PersonChanged&) const = default;
};
struct RoleGiven {
  PersonId person;
  Grant grant;
  bool operator==(const RoleGiven&) const = default;
};
struct RoleEnded {
  PersonId person;
  std::uint32_t number = 0;
  std::string reason;
  bool operator==(const RoleEnded&) const = default;
};
struct PersonLeft {  // their roles end with it
  PersonId person;
  Date last_day;
  std::string reason;
  bool operator==(const PersonLeft&) const = default;
};
struct PersonReturned {  // without roles
  PersonId person;
  bool operator==(const PersonReturned&) const = default;
};
struct ContactNamed {  // in place of the former of this kind
  plan::AgencyId agency;
  Contact contact;
  PartnershipId partnership = {};  // in which; empty in events from before each had its own: all where the agency sat
  bool operator==(const ContactNamed&) const = default;
};
struct ContactRemoved {
  plan::AgencyId agency;
  ContactKind kind = ContactKind::lead;
  PartnershipId partnership = {};  // likewise
  bool operator==(const ContactRemoved&) const = default;
};
struct PartnershipStarted {
  PartnershipId partnership;
  std::string name;
  bool operator==(const PartnershipStarted&) const = default;
};
struct PartnershipRenamed {
  PartnershipId partnership;
  std::string name;
  bool operator==(const PartnershipRenamed&) const = default;
};
struct AgencySeated {
  PartnershipId partnership;
  plan::AgencyId agency;
  bool operator==(const AgencySeated&) const = default;
};
struct AgencyUnseated {
  PartnershipId partnership;
  plan::AgencyId agency;
  bool operator==(const AgencyUnseated&) const = default;
};
struct ThingPlaced {
  Thing thing;
  PartnershipId partnership;
  bool operator==(const ThingPlaced&) const = default;
};
struct PlanRestricted {
  plan::PlanId plan;
  Restriction restriction;
  bool operator==(const PlanRestricted&) const = default;
};
struct PlanOpened {
  plan::PlanId plan;
  std::string reason;
  bool operator==(const PlanOpened&) const = default;
};
struct WeeklyLetterChosen {
  PersonId person;
  bool off = false;
  bool operator==(const WeeklyLetterChosen&) const = default;
};
struct WeeklyLetterAttempted {  // a try at one that was put off has its number
  PersonId person;
  std::uint32_t number = 0;
  bool operator==(const WeeklyLetterAttempted&) const = default;
};
struct WeeklyLetterSettled {
  PersonId person;
  LetterState state = LetterState::sent;
  std::string words;
  bool operator==(const WeeklyLetterSettled&) const = default;
};
struct RemindersChosen {
  PartnershipId partnership;
  Reminders reminders;
  bool operator==(const RemindersChosen&) const = default;
};
// Why somebody's words were erased: the cases of the UK GDPR, Article 17(1), that a public body meets.
enum class ErasureBasis { no_longer_needed, consent_withdrawn, objected, unlawful, legal_obligation };
inline constexpr ErasureBasis every_erasure_basis[] = {ErasureBasis::no_longer_needed, ErasureBasis::consent_withdrawn,
                                                       ErasureBasis::objected, ErasureBasis::unlawful,
                                                       ErasureBasis::legal_obligation};
std::string_view to_text(ErasureBasis basis);   // "no_longer_needed"
std::string_view in_words(ErasureBasis basis);  // "They are no longer needed for what they were collected for"
std::optional<ErasureBasis> erasure_basis_from_text(std::string_view text);

// The words of these events of the record, by position, and so many files went for ever.
struct WordsErased {
  std::vector<std::uint64_t> events;
  std::uint32_t files = 0;
  ErasureBasis basis = ErasureBasis::no_longer_needed;
  std::string reason;
  bool operator==(const WordsErased&) const = default;
};
// The record was put back from a copy, and nobody had the list of what was erased since (app/erasure.h): words that
// were erased may stand in it again.
struct RestoredWithoutList {
  bool operator==(const RestoredWithoutList&) const = default;
};
using PeopleBody =
    std::variant<PersonAdded, PersonChanged, RoleGiven, RoleEnded, PersonLeft, PersonReturned, ContactNamed,
                 ContactRemoved, PartnershipStarted, PartnershipRenamed, AgencySeated, AgencyUnseated, ThingPlaced,
                 PlanRestricted, PlanOpened, WeeklyLetterChosen, WeeklyLetterAttempted, WeeklyLetterSettled,
                 RemindersChosen, WordsErased, RestoredWithoutList>;
using PeopleEvent = Event<PeopleBody>;

// Total: one that names what is not there changes nothing but the version. Call it as people::apply.
void apply(People& people, const PeopleEvent& event);

// ---- Commands ----

// With what they may do from the start. The id is fresh.
struct AddPerson {
  PersonId person;
  std::string name;
  std::string email;
  std::vector<Grant> grants;
};
struct ChangePerson {
  PersonId person;
  std::string name;
  std::string email;
};
struct GiveRole {
  PersonId person;
  Grant grant;  // its number is given by decide()
};
struct EndRole {
  PersonId person;
  std::uint32_t number = 0;
  std::string reason;
};
struct Leave {
  PersonId person;
  Date last_day;
  std::string reason;
};
struct Return {
  PersonId person;
};
// In a partnership; it need not be said where the agency sits in one alone.
struct NameContact {
  plan::AgencyId agency;
  Contact contact;
  PartnershipId partnership = {};
};
struct RemoveContact {
  plan::AgencyId agency;
  ContactKind kind = ContactKind::lead;
  PartnershipId partnership = {};
};
// Many at once, as from a file: all of them or none.
struct NameContacts {
  std::vector<NameContact> contacts;
};
struct StartPartnership {
  PartnershipId partnership;
  std::string name;
};
struct RenamePartnership {  // any but the first, which is renamed as the record itself (plan::NamePartnership)
  PartnershipId partnership;
  std::string name;
};
// An agency keeps the seats it has: one that sat in the first because it had none keeps that one by name.
struct SeatAgency {
  PartnershipId partnership;
  plan::AgencyId agency;
};
struct UnseatAgency {
  PartnershipId partnership;
  plan::AgencyId agency;
};
struct PlaceThing {
  Thing thing;
  PartnershipId partnership;
};
// Also changes who is named.
struct RestrictPlan {
  plan::PlanId plan;
  Restriction restriction;
};
struct OpenPlan {
  plan::PlanId plan;
  std::string reason;
};
struct ChooseWeeklyLetter {  // by themselves alone
  PersonId person;
  bool wanted = true;
};
// By the program alone: before the mail server hears of it, and after. One put off too often is refused.
struct AttemptWeeklyLetter {
  PersonId person;
};
struct SettleWeeklyLetter {
  PersonId person;
  LetterState state = LetterState::sent;
  std::string words;
};
// Of requests that are made from then on.
struct ChooseReminders {
  PartnershipId partnership;
  Reminders reminders;
};
// What is to go is the caller's to find (app/erasure.h); the reason names nobody.
struct EraseWords {
  std::vector<std::uint64_t> events;
  std::uint32_t files = 0;
  ErasureBasis basis = ErasureBasis::no_longer_needed;
  std::string reason;
};
// By whoever restores, at the machine.
struct NoteRestoreWithoutList {};
using PeopleCommand =
    std::variant<AddPerson, ChangePerson, GiveRole, EndRole, Leave, Return, NameContact, RemoveContact, NameContacts,
                 StartPartnership, RenamePartnership, SeatAgency, UnseatAgency, PlaceThing, RestrictPlan, OpenPlan,
                 ChooseWeeklyLetter, AttemptWeeklyLetter, SettleWeeklyLetter, ChooseReminders, EraseWords,
                 NoteRestoreWithoutList>;

// Fails with bad_input (the sentence names the field), not_found or conflict (an e-mail address that somebody has, the
// last administrator). Whether who acts may is asked of may.h, before.
Result<std::vector<PeopleEvent>> decide(const People& people, const PeopleCommand& command, const Stamp& stamp);

}  // namespace candour::people
