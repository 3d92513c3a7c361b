// Who asks, and whether they may: stands before every handler.

#include <algorithm>

#include "app/import.h"
#include "app/links.h"
#include "web/access.h"
#include "web/components_form.h"
#include "web/done.h"
#include "web/offered.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

const Asking* asking_of(const Request& request) {
  return dynamic_cast<const Asking*>(request.asker().get());
}

// Back to where somebody wanted to go. Only a page is gone back to: what a POST was sent to is left to typed().
Response to_sign_in(const Request& request, std::string_view typed = {}) {
  std::string address = "/sign-in";
  char mark = '?';
  if (http::is_safe(request.method()) && request.target() != "/") {
    address += "?to=" + http::percent_encoded(request.target());
    mark = '&';
  }
  if (!typed.empty()) address += mark + ("typed=" + http::percent_encoded(typed));
  return http::redirect(address);
}

Response refuse(const Request& request, app::Candour& candour, const Access& access, const people::People& people,
                const people::Person& asks, Date day) {
  const people::Act act = access.any_of.front();
  // A list of what one has no part in is as if missing; for what is done, whom to ask.
  const bool looking = act == people::Act::see_plan || act == people::Act::see_meeting ||
                       act == people::Act::see_register || act == people::Act::see_paper;
  if (looking)
    return http::answer_problem(request, {.status = Status::not_found, .title = {}, .sentence = {}, .reference = {}},
                                error_page(candour));
  // Of their own partnerships: who works elsewhere is nobody they know of.
  std::string names;
  for (const people::PartnershipId& each : people::sight_of(people, asks, day).member_of)
    for (const people::Person* person : people::who_may(people, act, {each, {}, 0, {}}, day))
      if (names.find(person->name) == std::string::npos && std::count(names.begin(), names.end(), ',') < 2)
        names += (names.empty() ? "" : ", ") + person->name;
  return http::answer_problem(request,
                              {.status = Status::forbidden,
                               .title = {},
                               .sentence = "You may not " + std::string(people::in_words(act)) + ". Ask " +
                                           (names.empty() ? "whoever administers Candour here" : names) + ".",
                               .reference = {}},
                              error_page(candour));
}

struct Keeper {
  app::Candour& candour;
  std::shared_ptr<app::Accounts> accounts;
  Cookie cookie;
  std::shared_ptr<app::Links> links = std::make_shared<app::Links>(candour);

  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }

  std::optional<Response> admit(const http::Route* route, Request& request) const {
    const Access* access = route ? access_of(*route) : nullptr;
    // Before a large body is taken, and whether or not there are accounts: back to the field for the code.
    if (access && access->who == Who::by_link &&
        !links->session(request.cookie(link_cookie(candour, request.parameter("token")))))
      return http::redirect("/u/" + std::string(request.parameter("token"))).set("Referrer-Policy", "no-referrer");
    const auto in_use = accounts->in_use();
    if (!in_use) return problem(request, in_use.error());
    auto asking = std::make_shared<Asking>();
    asking->held = candour.held();
    if (!*in_use) {
      request.set_asker(std::move(asking));
      return std::nullopt;
    }
    asking->actor = nobody();
    asking->secret = std::string(request.cookie(cookie.name()));
    const std::optional<app::Session> session =
        asking->secret.empty() ? std::nullopt : accounts->session(asking->secret);
    const auto people = candour.people();
    if (!people) return problem(request, people.error());
    const Date today = candour.clock().now().date();
    const people::Person* person = session ? people::find_person(**people, session->person) : nullptr;
    if (session && person) {
      asking->session = session;
      asking->form_token = session->form_token;
      if (session->stage == app::Stage::full) {
        asking->actor.person = session->person;
        asking->name = person->name;
        asking->offers = offers_to(candour, *people, session->person);
      }
    }
    request.set_asker(asking);
    if (!route) return std::nullopt;
    if (!access)  // a route that nobody has said anything about is nobody's
      return http::answer_problem(request, {.status = Status::not_found, .title = {}, .sentence = {}, .reference = {}},
                                  error_page(candour));
    if (access->who == Who::anybody || access->who == Who::by_link) return std::nullopt;
    if (!session || !person) {
      // What was typed while the session ended is read and kept, for the person it belonged to.
      if (!http::is_safe(request.method()) && accounts->lapsed(asking->secret)) return std::nullopt;
      return to_sign_in(request);
    }
    if (session->stage != app::Stage::full) {
      if (access->who == Who::half) return std::nullopt;
      const std::string next = session->stage == app::Stage::code ? "/sign-in/code" : "/account/codes";
      return http::redirect(
          next + (http::is_safe(request.method()) ? "?to=" + http::percent_encoded(request.target()) : std::string()));
    }
    if (!access->any_of.empty() && std::none_of(access->any_of.begin(), access->any_of.end(), [&](people::Act act) {
          return people::may_somewhere(*person, act, today);
        }))
      return refuse(request, candour, *access, **people, *person, today);
    if (!request.parameter("import").empty() && access->pattern.starts_with("/import/") &&
        !app::may_open_import(candour, asking->actor, plan::ImportId(std::string(request.parameter("import")))))
      return http::answer_problem(request, {.status = Status::not_found, .title = {}, .sentence = {}, .reference = {}},
                                  error_page(candour));
    return std::nullopt;
  }

  std::optional<Response> take(const http::Route& route, const Request& request) const {
    const Asking* asking = asking_of(request);
    const auto in_use = accounts->in_use();
    if (!asking || !in_use) return problem(request, {ErrorCode::unavailable, {}, {}});
    const Access* access = access_of(route);
    if (!*in_use || (access && (access->who == Who::anybody || access->who == Who::by_link))) return std::nullopt;
    if (asking->session) {
      if (request.form(form_token_field) == asking->form_token) return std::nullopt;
      return http::answer_problem(request,
                                  {.status = Status::forbidden,
                                   .title = {},
                                   .sentence = "This form belongs to an earlier sign-in, so nothing was changed. Go "
                                               "back, reload the page and send it again.",
                                   .reference = {}},
                                  error_page(candour));
    }
    const auto lapsed = accounts->lapsed(asking->secret);
    if (!lapsed || request.form(form_token_field) != lapsed->form_token) return to_sign_in(request);
    app::Accounts::Typed typed{std::string(request.path()), {}, !request.files().empty()};
    for (const auto& [name, value] : request.form().all())
      // A password is typed anew.
      if (name != form_token_field && name.find("password") == std::string::npos && name != "code")
        typed.fields.emplace_back(name, value);
    const auto kept = accounts->keep_typed(lapsed->person, typed);
    if (!kept) return problem(request, kept.error());
    return to_sign_in(request, *kept);
  }
};

}  // namespace

app::Actor actor_of(const Request& request) {
  if (const Asking* asking = asking_of(request)) return asking->actor;
  return nobody();
}

app::Actor actor_at(const Request& request) {
  app::Actor actor = actor_of(request);
  if (const std::string_view home = request.form("partnership"); is_id_text(home))
    actor.home = people::PartnershipId(std::string(home));
  return actor;
}

std::vector<people::PartnershipId> homes_of(const Request& request, const people::People& people, people::Act act,
                                            Date today) {
  const app::Actor actor = actor_of(request);
  std::vector<people::PartnershipId> homes;
  if (!actor.person) {
    for (const people::Partnership& each : people.partnerships) homes.push_back(each.id);
  } else if (const people::Person* person = people::find_person(people, *actor.person)) {
    homes = people::places_to(people, *person, act, today);
  }
  if (homes.size() < 2) homes.clear();
  // What was chosen stands first when the form is shown again.
  std::stable_partition(homes.begin(), homes.end(),
                        [&](const people::PartnershipId& each) { return each.text() == request.form("partnership"); });
  return homes;
}

const Asking& who_asks(const Request& request) {
  static const Asking nobody = [] {
    Asking made;
    made.actor = {.name = {}, .person = people::PersonId()};
    return made;
  }();
  const Asking* asking = asking_of(request);
  return asking ? *asking : nobody;
}

Around around_of(const Request& request) {
  Around around = around_of(request, request.path());
  around.query = request.query_text();
  return around;
}

Around around_of(const Request& request, std::string_view path) {
  Around around{.path = path, .query = {}, .done = done_in(request), .notice = {}, .known = {}};
  if (const Asking* asking = asking_of(request)) {
    around.person = asking->name;
    around.form_token = asking->form_token;
    around.offers = asking->offers.get();
    around.held = asking->held;
  }
  return around;
}

std::string_view Cookie::name() const {
  return secure ? "__Host-candour" : "candour";
}
// RFC 6265, 4.1.1; “__Host-” binds it to this very host and to TLS (RFC 6265bis, 4.1.3.2).
std::string Cookie::set(std::string_view secret) const {
  return std::string(name()) + "=" + std::string(secret) + "; Path=/; HttpOnly; SameSite=Lax" +
         (secure ? "; Secure" : "");
}
std::string Cookie::gone() const {
  return set("") + "; Max-Age=0";
}

std::optional<Response> confirm_first(const Request& request, const app::Accounts& accounts) {
  const Asking& asking = who_asks(request);
  if (!asking.actor.person || (asking.session && accounts.is_fresh(*asking.session))) return std::nullopt;
  const std::string back(http::is_safe(request.method()) ? request.target() : request.path());
  return http::redirect("/account/confirm?to=" + http::percent_encoded(back));
}

http::Guard guard_of(app::Candour& candour, std::shared_ptr<app::Accounts> accounts, Cookie cookie) {
  const Keeper keeper{candour, std::move(accounts), cookie};
  http::Guard guard;
  guard.admit = [keeper](const http::Route* route, Request& request) { return keeper.admit(route, request); };
  guard.take = [keeper](const http::Route& route, const Request& request) { return keeper.take(route, request); };
  return guard;
}

}  // namespace candour::web
