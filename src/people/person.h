#pragma once
// A person, what they may do where, and until when. Pure values.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "plan/plan.h"

namespace candour::people {

// A person's id stands for them in every event, so that a name can be corrected, or one day erased, while the history
// still stands.
using PersonId = Id<struct PersonTag>;            // ten letters
using PartnershipId = Id<struct PartnershipTag>;  // "first", or ten letters

enum class Role {
  coordinator,   // everything in the partnership, but approve what they asked for themselves
  agency_lead,   // the rows of their own agency; names its contributors
  contributor,   // the rows they were handed
  scrutineer,    // sees all, challenges, moderates, signs off, tests evidence
  approver,      // approves publication, corrections, the lowering of a published risk, erasure
  member,        // reads what is for the committee, asks questions
  inspector,     // reads everything of one review, for a stated time
  administrator  // people, settings, backups; no content
};
inline constexpr Role every_role[] = {Role::coordinator, Role::agency_lead, Role::contributor, Role::scrutineer,
                                      Role::approver,    Role::member,      Role::inspector,   Role::administrator};
std::string_view to_text(Role role);   // "agency_lead"
std::string_view in_words(Role role);  // "Agency lead"
std::optional<Role> role_from_text(std::string_view text);
// Those who can publish, sign off or administer: they sign in with a one-time code too.
bool needs_codes(Role role);

// One role in one place. Which of the places a role has is in holds(); the others are empty.
struct Grant {
  std::uint32_t number = 0;  // of this person, from 1; never used again for another
  Role role = Role::member;
  PartnershipId partnership;          // all but an administrator
  plan::AgencyId agency;              // an agency lead and a contributor
  plan::PlanId plan;                  // a contributor and an inspector
  std::vector<plan::Number> actions;  // a contributor: the rows they were handed
  std::optional<Date> until;          // the last day it counts; an inspector always has one
  bool operator==(const Grant&) const = default;
};
bool counts_on(const Grant& grant, Date day);

// The weekly letter of what needs them (view/today.h): at most one a week, and none that nobody wants.
enum class LetterState { attempted, sent, refused, put_off, may_have_been_sent };
std::string_view to_text(LetterState state);
std::string_view in_words(LetterState state);  // "refused by the mail server": completes “The last was …”
std::optional<LetterState> letter_state_from_text(std::string_view text);
struct WeeklyLetter {
  bool wanted = true;
  std::uint32_t number = 0;  // the last one's, from 1; 0: there was none
  LetterState state = LetterState::sent;
  Moment attempted;  // the last time it was handed to the mail server
  std::uint32_t tries = 0;
  std::string words;  // the mail server's own
  bool operator==(const WeeklyLetter&) const = default;
};
inline constexpr std::uint32_t most_letter_tries = 12;

struct Person {
  PersonId id;
  std::string name;
  std::string email;
  std::vector<Grant> grants;  // that stand, by number
  std::uint32_t last_grant = 0;
  std::optional<Date> left;  // the last day they were here
  WeeklyLetter weekly = {};
  bool operator==(const Person&) const = default;
};
bool has_left(const Person& person, Date day);
// Whether any role of theirs that counts on the day needs one-time codes.
bool needs_codes(const Person& person, Date day);

// Whether the week's letter may go to them now: from six on Monday, and on Tuesday where that was missed (UTC); tried
// again after 5, 10, 20 … minutes where the mail server put it off. Never again once it may have been sent.
bool weekly_letter_due(const Person& person, Moment now);
bool is_of_week(const WeeklyLetter& letter, Moment now);  // the last one is of this week

// Whom an agency is reached by; an account is not needed. One of each kind.
enum class ContactKind { lead, backup, board_member };
inline constexpr ContactKind every_contact_kind[] = {ContactKind::lead, ContactKind::backup, ContactKind::board_member};
std::string_view to_text(ContactKind kind);   // "board_member"
std::string_view in_words(ContactKind kind);  // "Board member"
std::optional<ContactKind> contact_kind_from_text(std::string_view text);
struct Contact {
  ContactKind kind = ContactKind::lead;
  std::string name;
  std::string email;
  bool operator==(const Contact&) const = default;
};

}  // namespace candour::people
