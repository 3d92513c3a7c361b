// candour user: the people who sign in. The first administrator is made here, before anybody can sign in.

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <termios.h>
#include <unistd.h>

#include "app/accounts.h"
#include "base/id.h"
#include "base/text.h"
#include "cli/commands/command.h"
#include "cli/commands/record.h"

namespace candour::cli {
namespace {

struct Options {
  std::string data;
  std::string email;
  std::string name;
  std::string role = "administrator";
  std::string agency;
  std::string site;
  bool password = false;
  bool codes = false;
};

// One line of standard input, which a terminal does not show while it is typed.
Result<std::string> read_password() {
  const bool terminal = isatty(STDIN_FILENO) != 0;
  termios shown{};
  if (terminal && tcgetattr(STDIN_FILENO, &shown) == 0) {
    std::cerr << "Password (at least 12 characters): " << std::flush;
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  std::string password;
  const bool read = static_cast<bool>(std::getline(std::cin, password));
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    std::cerr << '\n';
  }
  if (!read) return fail(ErrorCode::bad_input, "No password came on standard input.");
  return password;
}

// A role as the options name it, in the first partnership.
Result<people::Grant> grant_of(app::Candour& candour, const Options& options) {
  people::Grant grant;
  const auto role = people::role_from_text(replaced(options.role, "-", "_"));
  if (!role) {
    std::string known;
    for (const people::Role each : people::every_role)
      known += (known.empty() ? "" : ", ") + std::string(people::to_text(each));
    return fail(ErrorCode::bad_input, "“" + options.role + "” is no role. There are: " + known + ".");
  }
  grant.role = *role;
  if (*role != people::Role::administrator) grant.partnership = people::first_partnership;
  if (!options.agency.empty()) {
    CANDOUR_TRY(picture, candour.picture({}));
    const plan::Agency* agency = plan::find_agency(*picture->partnership, options.agency);
    if (!agency) return fail(ErrorCode::bad_input, "No agency here goes by the name “" + options.agency + "”.");
    grant.agency = agency->id;
  }
  return grant;
}

Result<people::Person> person_of(app::Candour& candour, const std::string& email) {
  CANDOUR_TRY(people, candour.people());
  const people::Person* person = people::find_person_by_email(*people, trimmed(email));
  if (!person) return fail(ErrorCode::not_found, "Nobody here has the address “" + email + "”.");
  return *person;
}

// The password from standard input, or the link by which they choose one.
Result<std::string> let_in(app::Accounts& accounts, const people::Person& person, const Options& options) {
  if (options.password) {
    CANDOUR_TRY(password, read_password());
    CANDOUR_CHECK(accounts.set_password(person.id, password));
    return person.name + " signs in as " + person.email + " with this password.\n";
  }
  CANDOUR_TRY(token, accounts.make_link({}, person.id));
  std::string site = options.site;
  if (site.ends_with('/')) site.pop_back();
  return person.name + " chooses a password here, once, within seven days:\n" + site + "/invite/" + token + "\n";
}

template <class Work>
void run(const Wiring& wiring, const std::string& data, Outcome& outcome, const Work& work) {
  auto record = open_record(wiring, data, Opening::to_write);
  if (!record) {
    outcome.result = fail(std::move(record.error()));
    return;
  }
  app::Accounts accounts(*record->candour);
  Result<std::string> output = work(*record->candour, accounts);
  if (output)
    outcome.output = std::move(*output);
  else
    outcome.result = fail(std::move(output.error()));
}

void add_data(CLI::App& command, Options& options) {
  command.add_option("--data", options.data, "The folder that holds the record")->required()->envname("CANDOUR_DATA");
}
void add_email(CLI::App& command, Options& options) {
  command.add_option("email", options.email, "Their e-mail address, with which they sign in")->required();
}
void add_password(CLI::App& command, Options& options) {
  command.add_flag("--password", options.password,
                   "Take their password from standard input, hidden at a terminal, instead of making a link");
  command.add_option("--site", options.site, "The address of the site, with which the link begins")
      ->envname("CANDOUR_SITE")
      ->default_val("http://127.0.0.1:8080");
}
void add_role(CLI::App& command, Options& options) {
  command
      .add_option("--role", options.role,
                  "administrator, coordinator, agency_lead, scrutineer, approver or member; others by the pages")
      ->capture_default_str();
  command.add_option("--agency", options.agency, "Of an agency lead: the agency's name");
}

}  // namespace

void add_user(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  CLI::App& user = *program.add_subcommand("user", "The people who sign in: add, list, reset, grant");
  user.require_subcommand(1);
  const auto options = std::make_shared<Options>();

  CLI::App& add =
      *user.add_subcommand("add", "Add a person, the first administrator say, and let them choose a password");
  add_email(add, *options);
  add.add_option("--name", options->name, "Their name, as others know it")->required();
  add_role(add, *options);
  add_password(add, *options);
  add_data(add, *options);
  add.callback([options, &wiring, &outcome] {
    run(wiring, options->data, outcome, [&](app::Candour& candour, app::Accounts& accounts) -> Result<std::string> {
      CANDOUR_TRY(grant, grant_of(candour, *options));
      const people::PersonId id{fresh_id()};
      CANDOUR_CHECK(candour.act({}, people::AddPerson{id, options->name, options->email, {grant}}));
      CANDOUR_TRY(person, person_of(candour, options->email));
      return let_in(accounts, person, *options);
    });
  });

  CLI::App& list = *user.add_subcommand("list", "Everybody, what they may do, and whether they can sign in");
  add_data(list, *options);
  list.callback([options, &wiring, &outcome] {
    run(wiring, options->data, outcome, [&](app::Candour& candour, app::Accounts& accounts) -> Result<std::string> {
      CANDOUR_TRY(people, candour.people());
      std::string lines;
      for (const people::Person& person : people->people) {
        lines += person.email + "\t" + person.name + "\t";
        std::string roles;
        for (const people::Grant& grant : person.grants)
          roles += (roles.empty() ? "" : ", ") + std::string(people::to_text(grant.role)) +
                   (grant.agency.empty() ? "" : " of " + grant.agency.text());
        lines += (roles.empty() ? "no role" : roles) + "\t" +
                 (person.left                         ? "left " + person.left->iso()
                  : !accounts.has_password(person.id) ? std::string("no password yet")
                  : accounts.has_codes(person.id)     ? std::string("password and codes")
                                                      : std::string("password")) +
                 "\n";
      }
      return lines;
    });
  });

  CLI::App& reset =
      *user.add_subcommand("reset", "Let somebody choose another password; with --codes, set up codes anew");
  add_email(reset, *options);
  reset.add_flag("--codes", options->codes, "Their telephone is lost: their one-time codes end, too");
  add_password(reset, *options);
  add_data(reset, *options);
  reset.callback([options, &wiring, &outcome] {
    run(wiring, options->data, outcome, [&](app::Candour& candour, app::Accounts& accounts) -> Result<std::string> {
      CANDOUR_TRY(person, person_of(candour, options->email));
      if (options->codes) CANDOUR_CHECK(accounts.reset_codes({}, person.id));
      CANDOUR_CHECK(accounts.sign_out_everywhere(person.id));
      return let_in(accounts, person, *options);
    });
  });

  CLI::App& grant = *user.add_subcommand("grant", "Give somebody another role");
  add_email(grant, *options);
  add_role(grant, *options);
  add_data(grant, *options);
  grant.callback([options, &wiring, &outcome] {
    run(wiring, options->data, outcome, [&](app::Candour& candour, app::Accounts&) -> Result<std::string> {
      CANDOUR_TRY(person, person_of(candour, options->email));
      CANDOUR_TRY(given, grant_of(candour, *options));
      CANDOUR_CHECK(candour.act({}, people::GiveRole{person.id, given}));
      return person.name + " is now " + std::string(people::to_text(given.role)) + ".\n";
    });
  });
}

}  // namespace candour::cli
