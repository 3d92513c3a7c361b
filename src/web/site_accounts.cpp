// Signing in, and a person's own account.

#include <utility>

#include "app/feeds.h"
#include "base/text.h"
#include "credentials/one_time_code.h"
#include "web/done.h"
#include "web/pages_accounts.h"
#include "web/pages_people.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

Status status_of(const Error& error) {
  if (error.code == ErrorCode::unavailable) return Status::too_many_requests;
  return error.code == ErrorCode::not_allowed ? Status::unprocessable : http::problem_of(error).status;
}

struct Door {
  app::Candour& candour;
  std::shared_ptr<app::Accounts> accounts;
  Cookie cookie;

  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }
  // As the person knows it; before anybody has said who they are, the record's own.
  std::string partnership(const app::Actor& actor = {}) const {
    const auto picture = candour.picture(actor);
    return picture ? (*picture)->name : std::string();
  }
  std::string partnership(const Request& request) const {
    const auto& session = who_asks(request).session;
    return session ? partnership(app::Actor{.name = {}, .person = session->person}) : partnership();
  }
  static std::string_view said(const Request& request, std::string_view name) {
    return http::is_safe(request.method()) ? request.query(name) : request.form(name);
  }
  // Whoever sends somebody here may say where they go afterwards, within this site alone.
  static std::string_view onward_path(const Request& request) {
    const std::string_view to = said(request, "to");
    return http::is_path_here(to) ? to : std::string_view();
  }
  static Onward onward(const Request& request) { return {onward_path(request), said(request, "typed")}; }

  // On to where the session may go: a step that is still missing, or what was wanted.
  Response go_on(const Request& request, const app::Accounts::Entered& entered) const {
    const Onward to = onward(request);
    std::string query;
    if (!to.to.empty()) query += "?to=" + http::percent_encoded(to.to);
    if (!to.typed.empty()) query += (query.empty() ? "?typed=" : "&typed=") + http::percent_encoded(to.typed);
    std::string next = "/";
    if (entered.stage == app::Stage::code)
      next = "/sign-in/code" + query;
    else if (entered.stage == app::Stage::set_up)
      next = "/account/codes" + query;
    else if (!to.typed.empty())
      next = "/account/typed/" + http::percent_encoded(to.typed);
    else if (!to.to.empty())
      next = std::string(to.to);
    return http::redirect(next).add("Set-Cookie", cookie.set(entered.secret));
  }

  // Two fields that must say the same; the sentence where they do not.
  static NotTaken passwords_differ(const Request& request) {
    if (request.form("new-password") == request.form("new-password-again")) return {};
    return {"new-password-again", "The two passwords are not the same. Type the new one twice."};
  }

  AccountShown shown(const people::Person& person) const {
    AccountShown account;
    account.name = person.name;
    account.email = person.email;
    const auto picture = candour.picture({});
    for (const people::Grant& grant : person.grants)
      if (picture) account.roles.push_back(grant_in_words(**picture, grant));
    account.has_codes = accounts->has_codes(person.id);
    account.needs_codes = people::needs_codes(person, candour.clock().now().date());
    account.recovery_codes_left = accounts->recovery_codes_left(person.id);
    account.weekly_letter = person.weekly.wanted;
    account.last_weekly_letter = weekly_letter_in_words(person.weekly);
    account.has_feed = app::has_feed(candour, person.id);
    return account;
  }
  Response account(const Request& request, const NotTaken& refused, Status status) const {
    const auto people = candour.people();
    if (!people) return problem(request, people.error());
    const auto& session = who_asks(request).session;
    const people::Person* person = session ? people::find_person(**people, session->person) : nullptr;
    if (!person) return problem(request, {ErrorCode::not_found, {}, {}});
    return http::html(account_page(around_of(request, "/account"), partnership(request), shown(*person), refused),
                      status);
  }

  Response codes(const Request& request, const NotTaken& refused, Status status) const {
    const auto& session = who_asks(request).session;
    if (!session) return http::redirect("/sign-in");
    const auto key = accounts->key_to_set_up(session->person);
    if (!key) return http::redirect("/account");
    const auto people = candour.people();
    const people::Person* person = people ? people::find_person(**people, session->person) : nullptr;
    if (!person) return problem(request, {ErrorCode::not_found, {}, {}});
    const std::string name = partnership(request);
    const credentials::Square square =
        credentials::square_of(credentials::address_of_key(*key, name.empty() ? "Candour" : name, person->email));
    const std::string words = credentials::key_in_words(*key);
    return http::html(set_up_codes_page(around_of(request, "/account/codes"), name, {words, square.path, square.side},
                                        onward(request), refused),
                      status);
  }
};

}  // namespace

void add_account_routes(http::Routes& routes, app::Candour& candour, std::shared_ptr<app::Accounts> accounts,
                        Cookie cookie) {
  const Door door{candour, std::move(accounts), cookie};
  const auto from = [](const Request& request) { return request.remote(); };

  const auto sign_in = [door](const Request& request, const NotTaken& refused, Status status) {
    return http::html(sign_in_page(around_of(request, "/sign-in"), door.partnership(), request.form("email"),
                                   Door::onward(request), refused),
                      status);
  };
  routes.get("/sign-in", [door, sign_in](const Request& request) {
    const auto in_use = door.accounts->in_use();
    // Nobody can sign in yet, and nobody has to.
    if (in_use && !*in_use) return http::redirect("/");
    const auto& session = who_asks(request).session;
    if (session && session->stage == app::Stage::full) return http::redirect("/");
    return sign_in(request, {}, Status::ok);
  });
  routes.post("/sign-in",
              [door, sign_in, from](const Request& request) {
                auto entered = door.accounts->sign_in(request.form("email"), request.form("password"), from(request));
                if (!entered) return sign_in(request, {"email", entered.error().sentence}, status_of(entered.error()));
                // Who signs in anew leaves the session they had.
                if (const std::string& former = who_asks(request).secret; !former.empty())
                  (void)door.accounts->sign_out(former);
                return door.go_on(request, *entered);
              },
              {.pace = http::Pace::dear});

  const auto code = [door](const Request& request, const NotTaken& refused, Status status) {
    return http::html(sign_in_code_page(around_of(request, "/sign-in/code"), door.partnership(request),
                                        Door::onward(request), refused),
                      status);
  };
  routes.get("/sign-in/code", [code](const Request& request) { return code(request, {}, Status::ok); });
  routes.post("/sign-in/code", [door, code, from](const Request& request) {
    auto entered = door.accounts->give_code(who_asks(request).secret, request.form("code"), from(request));
    if (!entered) return code(request, {"code", entered.error().sentence}, status_of(entered.error()));
    return door.go_on(request, *entered);
  });

  routes.post("/sign-out", [door](const Request& request) {
    if (auto done = door.accounts->sign_out(who_asks(request).secret); !done)
      return door.problem(request, done.error());
    return http::redirect(address_telling(nobody(), "/sign-in", "You are signed out."))
        .add("Set-Cookie", door.cookie.gone());
  });
  routes.post("/sign-out/everywhere", [door](const Request& request) {
    const auto& session = who_asks(request).session;
    if (session)
      if (auto done = door.accounts->sign_out_everywhere(session->person); !done)
        return door.problem(request, done.error());
    return http::redirect(address_telling(nobody(), "/sign-in", "You are signed out on every computer and telephone."))
        .add("Set-Cookie", door.cookie.gone());
  });

  // ---- One's own account ----
  routes.get("/account", [door](const Request& request) { return door.account(request, {}, Status::ok); });
  routes.post("/account/password",
              [door, from](const Request& request) {
                if (NotTaken differ = Door::passwords_differ(request); !differ.empty())
                  return door.account(request, differ, Status::unprocessable);
                auto entered = door.accounts->change_password(who_asks(request).secret, request.form("password"),
                                                              request.form("new-password"), from(request));
                if (!entered) {
                  const bool old_one = entered.error().code != ErrorCode::bad_input;
                  return door.account(request, {old_one ? "password" : "new-password", entered.error().sentence},
                                      status_of(entered.error()));
                }
                return tell_done(request, "/account", "Your password is changed. Every other session has ended.")
                    .add("Set-Cookie", door.cookie.set(entered->secret));
              },
              {.pace = http::Pace::dear});
  routes.get("/account/codes", [door](const Request& request) { return door.codes(request, {}, Status::ok); });
  routes.post("/account/codes", [door, from](const Request& request) {
    auto set_up = door.accounts->set_up_codes(who_asks(request).secret, request.form("code"), from(request));
    if (!set_up) return door.codes(request, {"code", set_up.error().sentence}, status_of(set_up.error()));
    return http::html(recovery_codes_page(around_of(request, "/account/codes"), door.partnership(request),
                                          set_up->recovery_codes, Door::onward(request)))
        .add("Set-Cookie", door.cookie.set(set_up->entered.secret));
  });
  routes.post("/account/recovery-codes", [door](const Request& request) {
    if (auto first = confirm_first(request, *door.accounts))
      return http::redirect("/account/confirm?to=" + http::percent_encoded("/account"));
    auto codes = door.accounts->new_recovery_codes(who_asks(request).secret);
    if (!codes) return door.problem(request, codes.error());
    return http::html(recovery_codes_page(around_of(request, "/account"), door.partnership(request), *codes,
                                          {.to = "/account", .typed = {}}));
  });
  routes.post("/account/weekly-letter", [door](const Request& request) {
    const auto& session = who_asks(request).session;
    if (!session) return http::redirect("/sign-in");
    const bool wanted = request.form("wanted") == "yes";
    const auto chosen = door.candour.act(actor_of(request), people::ChooseWeeklyLetter{session->person, wanted});
    if (!chosen) return door.problem(request, chosen.error());
    return tell_done(request, "/account",
                     wanted ? "The weekly letter is switched on." : "The weekly letter is switched off.");
  });
  routes.post("/account/feeds", [door](const Request& request) {
    const auto& session = who_asks(request).session;
    if (!session) return http::redirect("/sign-in");
    const auto secret = app::renew_feed(door.candour, session->person);
    if (!secret) return door.problem(request, secret.error());
    const std::string base = door.candour.post().site + "/feeds/" + *secret;
    return http::html(feed_addresses_page(around_of(request, "/account"), door.partnership(request),
                                          base + "/deadlines.ics", base + "/changes.atom"))
        .set("Cache-Control", "no-store");
  });
  routes.post("/account/feeds/stop", [door](const Request& request) {
    const auto& session = who_asks(request).session;
    if (!session) return http::redirect("/sign-in");
    if (const auto dropped = app::drop_feed(door.candour, session->person); !dropped)
      return door.problem(request, dropped.error());
    return tell_done(request, "/account", "The addresses open nothing any more.");
  });
  const auto confirm = [door](const Request& request, NotTaken refused, Status status) {
    const auto& session = who_asks(request).session;
    const bool by_code = session && door.accounts->has_codes(session->person);
    if (!refused.empty()) refused.field = by_code ? "code" : "password";
    return http::html(confirm_page(around_of(request, "/account/confirm"), door.partnership(request), by_code,
                                   Door::onward_path(request), refused),
                      status);
  };
  routes.get("/account/confirm", [confirm](const Request& request) { return confirm(request, {}, Status::ok); });
  routes.post("/account/confirm",
              [door, confirm, from](const Request& request) {
                const std::string_view said =
                    request.form().has("code") ? request.form("code") : request.form("password");
                auto done = door.accounts->confirm(who_asks(request).secret, said, from(request));
                if (!done) return confirm(request, {"code", done.error().sentence}, status_of(done.error()));
                const std::string_view to = request.form("to");
                return http::redirect(to.empty() ? std::string_view("/") : to);
              },
              {.pace = http::Pace::dear});
  routes.get("/account/typed/{token}",
             [door](const Request& request) {
               const auto& session = who_asks(request).session;
               if (!session) return http::redirect("/sign-in");
               auto typed = door.accounts->typed(session->person, request.parameter("token"));
               if (!typed) return door.problem(request, typed.error());
               return http::html(typed_page(around_of(request, "/account"), door.partnership(request), typed->address,
                                            typed->fields, typed->had_files));
             },
             {.logged = http::LoggedPath::pattern});

  // ---- The link by which a password is set ----
  const auto invite = [door](const Request& request, const NotTaken& refused, Status status) {
    const auto holder = door.accounts->holder_of(request.parameter("token"));
    if (!holder) return door.problem(request, holder.error()).set("Referrer-Policy", "no-referrer");
    const auto people = door.candour.people();
    const people::Person* person = people ? people::find_person(**people, *holder) : nullptr;
    if (!person) return door.problem(request, {ErrorCode::not_found, {}, {}});
    return http::html(invite_page(around_of(request, "/invite"),
                                  door.partnership(app::Actor{.name = {}, .person = person->id}), person->name,
                                  request.parameter("token"), refused),
                      status)
        .set("Referrer-Policy", "no-referrer");
  };
  routes.get("/invite/{token}", [invite](const Request& request) { return invite(request, {}, Status::ok); },
             {.logged = http::LoggedPath::pattern});
  routes.post(
      "/invite/{token}",
      [door, invite](const Request& request) {
        if (NotTaken differ = Door::passwords_differ(request); !differ.empty())
          return invite(request, differ, Status::unprocessable);
        auto done = door.accounts->set_password_by(request.parameter("token"), request.form("new-password"));
        if (!done && done.error().code == ErrorCode::bad_input)
          return invite(request, {"new-password", done.error().sentence}, Status::unprocessable);
        if (!done) return door.problem(request, done.error());
        return http::redirect(address_telling(nobody(), "/sign-in", "Your password is set. Sign in with it now."));
      },
      {.logged = http::LoggedPath::pattern, .pace = http::Pace::dear});
}

}  // namespace candour::web
