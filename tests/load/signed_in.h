#pragma once
// People of a record and their sessions, made without a browser: for programs that ask the served site as many people
// at once would. A password and its hash are made once for each person, a session as the site makes it.

#include <string>
#include <vector>

#include "app/accounts.h"

namespace candour::load {

struct SignedIn {
  people::PersonId person;
  people::Role role = people::Role::coordinator;
  plan::AgencyId agency;   // of an agency's lead
  std::string secret;      // of the session: the cookie is “candour=SECRET”
  std::string form_token;  // that its forms carry
};

// One coordinator, then the lead of every agency, `sessions` of each, in turns: lead of the first agency, of the
// second, … and over again. One-time codes are set up where the role wants them. Ends the program with a sentence on
// failure.
std::vector<SignedIn> sign_people_in(app::Candour& candour, std::size_t sessions);

}  // namespace candour::load
