#include "signed_in.h"

#include <cstdio>
#include <cstdlib>

#include "base/id.h"
#include "credentials/one_time_code.h"

namespace candour::load {
namespace {

constexpr std::string_view password = "sixty-four gulls at the harbour";

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", result.error().sentence.c_str());
  std::exit(1);
}
void must(Result<void> result) {
  if (result) return;
  std::fprintf(stderr, "%s\n", result.error().sentence.c_str());
  std::exit(1);
}

std::string session_of(app::Candour& candour, app::Accounts& accounts, const people::PersonId& person,
                       const std::string& email) {
  app::Accounts::Entered entered = must(accounts.sign_in(email, password, ""));
  if (entered.stage != app::Stage::set_up) return entered.secret;
  const std::string key = must(accounts.key_to_set_up(person));
  const std::string code = credentials::code_at(key, credentials::step_at(candour.clock().now()));
  return must(accounts.set_up_codes(entered.secret, code, "")).entered.secret;
}

}  // namespace

std::vector<SignedIn> sign_people_in(app::Candour& candour, std::size_t sessions) {
  app::Accounts accounts(candour);
  const auto picture = must(candour.picture({}));
  std::vector<SignedIn> people;
  const auto add = [&](people::Role role, const plan::AgencyId& agency) {
    SignedIn made{people::PersonId(fresh_id()), role, agency, {}, {}};
    const std::string email = made.person.text() + "@load.example";
    people::Grant grant;
    grant.role = role;
    grant.partnership = people::first_partnership;
    grant.agency = agency;
    must(candour.act({}, people::AddPerson{made.person, "Person " + made.person.text(), email, {grant}}));
    must(accounts.set_password(made.person, password));
    people.push_back(std::move(made));
  };
  add(people::Role::coordinator, {});
  for (const plan::Agency* agency : picture->agencies) add(people::Role::agency_lead, agency->id);
  std::vector<SignedIn> all;
  for (std::size_t round = 0; round < sessions; ++round)
    for (const SignedIn& person : people) {
      // A code counts once: one session is enough of who needs it.
      if (round > 0 && person.role == people::Role::coordinator) continue;
      SignedIn in = person;
      in.secret = session_of(candour, accounts, in.person, in.person.text() + "@load.example");
      const auto session = accounts.session(in.secret);
      if (!session || session->stage != app::Stage::full) {
        std::fprintf(stderr, "A session was made that is none.\n");
        std::exit(1);
      }
      in.form_token = session->form_token;
      all.push_back(std::move(in));
    }
  return all;
}

}  // namespace candour::load
