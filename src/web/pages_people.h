#pragma once
// People and what they may do, contacts of agencies, partnerships, and who may see a plan: pure functions of the
// picture.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/handing_over.h"
#include "people/may.h"
#include "view/view.h"
#include "web/pages.h"
#include "web/pages_accounts.h"

namespace candour::web {

// "Agency lead of Police, Harrow Vale Partnership": what a role is, where, and until when.
std::string grant_in_words(const view::Picture& picture, const people::Grant& grant);
// "Sent on Monday 2 March 2026"; what became of the last weekly letter, if there was one.
std::string weekly_letter_in_words(const people::WeeklyLetter& letter);
// The name of a partnership, the first of which the record itself is.
std::string partnership_name(const view::Picture& picture, const people::PartnershipId& id);

using Typed = std::map<std::string, std::string>;  // what was sent, to fill the form again

// Those that who asks may know of, with the roles that they may know of.
std::string people_page(const Around& around, const view::Picture& picture, const std::vector<people::Person>& shown);
// What who asks may give, and in which partnerships.
struct ToGive {
  std::vector<people::Role> roles;
  std::vector<people::PartnershipId> places;
};
std::string new_person_page(const Around& around, const view::Picture& picture, const ToGive& to_give,
                            const Typed& typed, const NotTaken& refused);
struct PersonShown {
  people::Person person;
  std::vector<people::Person> successors;  // who may take over what is theirs
  bool can_sign_in = false;                // has a password
  bool has_codes = false;
  std::string form;  // whose refusal it is: "change", "role", "leave", "hand-over"
  ToGive to_give;
  std::string link;  // to be handed over, shown once
  std::string link_sentence;
  bool by_letter = true;  // mail is set up here
};
std::string person_page(const Around& around, const view::Picture& picture, const PersonShown& shown,
                        const Typed& typed, const NotTaken& refused);

// `places`: the partnerships whose contacts they keep; each has its own.
std::string contacts_page(const Around& around, const view::Picture& picture,
                          const std::vector<people::PartnershipId>& places, const Typed& typed,
                          const NotTaken& refused);
std::string partnerships_page(const Around& around, const view::Picture& picture, const Typed& typed,
                              const NotTaken& refused);
// `elsewhere`: the other partnerships to which who asks may move the plan.
std::string plan_people_page(const Around& around, const view::Picture& picture, const view::PlanPicture& plan,
                             const std::vector<const people::Person*>& choices,
                             const std::vector<people::PartnershipId>& elsewhere, const Typed& typed,
                             const NotTaken& refused);

// One body in the place of another: what is asked, and, once it is whole, what it would come to.
std::string succession_page(const Around& around, const view::Picture& picture, const plan::Agency& former,
                            const Typed& typed, const std::optional<app::HandedOver>& checked, const NotTaken& refused);

}  // namespace candour::web
