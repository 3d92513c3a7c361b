#pragma once
// The one table that says who may do what, refused by default. Source: the roles of a safeguarding partnership as its
// own published arrangements name them (Working Together to Safeguard Children 2023, chapter 2: lead safeguarding
// partners, delegates, independent scrutiny), and the rule that a second person decides. Pure; any thread.

#include <optional>
#include <string>
#include <vector>

#include "people/events.h"

namespace candour::people {

enum class Act {
  // Looking
  see_plan,  // all of it: every row, the document it came from
  see_row,   // one row, with what its plan says around it
  see_meeting,
  see_register,
  // The plan
  run_plan,     // import, wording, key, findings, leads, agencies, dates, ties, withdrawal
  give_update,  // what the owner says: updates, ratings, claims, evidence, an answer to a challenge
  respond,      // an agency's response to a recommendation
  moderate,     // rate a row on what was seen, in place of what its owner says
  challenge,
  test_evidence,
  sign_off,  // accept or return a claim, confirm as embedded, close, reopen, re-test
  answer_remark,
  ask_for_updates,
  see_paper,      // one that is being prepared; published ones are everybody's
  prepare_paper,  // draft, privacy check, propose, correct
  approve,        // publication, corrections, lowering of a published risk, erasure
  restrict_plan,
  // Meetings and registers
  run_meeting,
  ask_question,
  run_register,
  // People and the installation
  keep_agencies,  // their names, aliases and contacts
  see_people,
  keep_people,        // add, correct, say that they left, hand over what was theirs
  give_any_role,      // also those that decide over others' work; see may_give()
  keep_partnerships,  // several partnerships, and who sits in them
  keep_settings,
};
std::string_view in_words(Act act);  // "run the plan": completes “You may not …”

// What an act is about; what does not apply is empty.
struct About {
  PartnershipId partnership;
  plan::PlanId plan;
  plan::Number action = 0;
  std::vector<plan::AgencyId> agencies;  // the row's own and those that support it; the one that responds
};

// Whether the person may, on the day. No for who has left, for a restricted plan that does not name them, and for
// everything that the table does not give to one of their roles in this place.
bool may(const People& people, const Person& person, Act act, const About& about, Date day);
// The partnerships in all of which they may, in the order of their roles, each once.
std::vector<PartnershipId> places_to(const People& people, const Person& person, Act act, Date day);
// Anywhere at all: for what a page offers.
bool may_somewhere(const Person& person, Act act, Date day);

// Whether they see that somebody has this role; and that the person is here: by a role of theirs, or, for who keeps
// people, because they have none yet.
bool sees_role(const People& people, const Person& person, const Grant& grant, Date day);
bool knows_of(const People& people, const Person& person, const Person& other, Date day);
// Who may take over from somebody: another, who is here, of a partnership of theirs or of none yet.
bool may_follow(const Person& from, const Person& to);

// Whether `giver` may give (and end) this role. Nobody gives one to themselves; a coordinator gives those that do the
// work, an agency lead names contributors of the agency, and only an administrator gives those that decide over others'
// work or over people. That the rows handed to a contributor are the giver's to hand is for the caller to see.
bool may_give(const Person& giver, const PersonId& receiver, const Grant& grant, Date day);

// The roles that they may give to somebody else somewhere: for what a page offers.
std::vector<Role> roles_to_give(const Person& giver, Date day);
// And the partnerships in which.
std::vector<PartnershipId> places_to_give(const People& people, const Person& giver, Date day);

// The people who may, at most three, in the order they were added; for “Ask Jo Park.”
std::vector<const Person*> who_may(const People& people, Act act, const About& about, Date day);

// What a person sees of the plans, meetings, registers and papers. Two people with equal sights see the same.
struct Sight {
  struct Rows {  // of an agency's lead
    PartnershipId partnership;
    plan::AgencyId agency;
    auto operator<=>(const Rows&) const = default;
  };
  struct Handed {
    PartnershipId partnership;
    plan::AgencyId agency;
    plan::PlanId plan;
    std::vector<plan::Number> actions;
    auto operator<=>(const Handed&) const = default;
  };
  std::vector<PartnershipId> plans;  // whole plans of these partnerships
  std::vector<PartnershipId> meetings;
  std::vector<PartnershipId> registers;
  std::vector<PartnershipId> papers;
  std::vector<Rows> rows;
  std::vector<Handed> handed;
  std::vector<plan::PlanId> reviews;     // whole, of an inspector
  std::vector<PartnershipId> member_of;  // every partnership they are of: whose agencies they may know
  std::vector<plan::PlanId> hidden;      // restricted, without their name
  bool every_agency = false;             // keeps the agencies of the installation
  auto operator<=>(const Sight&) const = default;
};
// Each list sorted, without repeats.
Sight sight_of(const People& people, const Person& person, Date day);

}  // namespace candour::people
