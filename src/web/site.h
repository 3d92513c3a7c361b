#pragma once
// The site: every address, on one screen in site.cpp, over the application. Handlers read a request, ask the
// application, and hand a model to a page. Any number of threads.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/accounts.h"
#include "app/candour.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "people/may.h"
#include "web/pages.h"
#include "web/writers.h"

namespace candour::web {

// Who asks, as the guard of the site found out: the session's person, or the operator while there are no accounts.
struct Asking final : http::Asker {
  app::Actor actor;
  std::string name;        // as people read it; empty for the operator
  std::string form_token;  // of the session; empty where there is none
  std::string held;        // why nothing can be changed just now; empty where it can
  std::string secret;      // of the session, as its cookie has it
  std::optional<app::Session> session;
  std::shared_ptr<const Offers> offers;  // nullptr: the operator, to whom everything is offered
};
// Of a request that no guard looked at: nobody.
const Asking& who_asks(const http::Request& request);
// A request that no guard looked at is somebody's who may see and do nothing.
app::Actor actor_of(const http::Request& request);
// The same, for whom what they start belongs to the partnership that a form names.
app::Actor actor_at(const http::Request& request);
// The partnerships to choose from where who asks may start something in several; nothing where there is one.
std::vector<people::PartnershipId> homes_of(const http::Request& request, const people::People& people, people::Act act,
                                            Date today);
// What a page needs to know of the request beyond its model, with who asks. Of the first, with what the address asks;
// of the second, a page that is shown again at another address than the one that was asked. Views of the request, and
// of `path`.
Around around_of(const http::Request& request);
Around around_of(const http::Request& request, std::string_view path);

// How sessions are kept by browsers: bound to this very host where the site is reached by TLS; under a plain name on
// loopback, where there is none.
struct Cookie {
  bool secure = false;
  std::string_view name() const;
  std::string set(std::string_view secret) const;  // for Set-Cookie
  std::string gone() const;
};
// For what cannot be taken back (publishing, erasing, taking everything away): an answer that asks for a code first, or
// nothing where one was typed within ten minutes. The operator needs none. Afterwards they are back at this address.
std::optional<http::Response> confirm_first(const http::Request& request, const app::Accounts& accounts);

struct SiteSettings {
  bool secure = false;  // people reach it by TLS
  credentials::Breached breached = {};
  Writers writers = {};
  app::Accounts::Log log = {};  // of sign-ins
};
// `candour` must outlive the routes.
http::Routes site(app::Candour& candour, SiteSettings settings = {});

// Stands before every handler of site(): tells the request who asks. `candour` must outlive it.
http::Guard guard_of(app::Candour& candour, std::shared_ptr<app::Accounts> accounts, Cookie cookie);

// Signing in and one's own account, people, contacts and partnerships; site() adds them.
void add_account_routes(http::Routes& routes, app::Candour& candour, std::shared_ptr<app::Accounts> accounts,
                        Cookie cookie);
void add_people_routes(http::Routes& routes, app::Candour& candour, std::shared_ptr<app::Accounts> accounts);
// Papers: how they are prepared, and the public's pages under /p.
void add_paper_routes(http::Routes& routes, app::Candour& candour, std::shared_ptr<app::Accounts> accounts,
                      const Writers& writers);

void add_erasure_routes(http::Routes& routes, app::Candour& candour, std::shared_ptr<app::Accounts> accounts);

// The import wizard's addresses; site() adds them.
void add_import_routes(http::Routes& routes, app::Candour& candour);
// What a person can do about a meeting, a register and an inspector's recommendations, and originals; site() adds them
// beside the pages.
void add_answer_routes(http::Routes& routes, app::Candour& candour);
void add_update_routes(http::Routes& routes, app::Candour& candour);
// Many actions changed at once, a body's decision, and what was done together.
void add_bulk_routes(http::Routes& routes, app::Candour& candour);
// A plan made and changed by hand, its history, and the reply to its recommendations.
void add_by_hand_routes(http::Routes& routes, app::Candour& candour, const Writers& writers);
void add_meeting_routes(http::Routes& routes, app::Candour& candour);
// What changed between two days, as a page and as files.
void add_compare_routes(http::Routes& routes, app::Candour& candour);
// Workbooks that agencies fill in: fetched, sent back, looked at cell by cell.
void add_workbook_routes(http::Routes& routes, app::Candour& candour);
// Asking agencies for updates, and what comes of it; and the links by which they answer.
void add_request_routes(http::Routes& routes, app::Candour& candour);
void add_link_routes(http::Routes& routes, app::Candour& candour);
// A person's private calendar and feed.
void add_feed_routes(http::Routes& routes, app::Candour& candour);
// The cookie that the session of this link is kept in: each person of a request has one, so that links that are opened
// beside each other end nobody's session.
std::string link_cookie(app::Candour& candour, std::string_view token);
// The ledger, for anybody: its page, and the files by which it is checked (docs/reference/formats/ledger.md).
void add_ledger_routes(http::Routes& routes, app::Candour& candour);
std::vector<UnfinishedImport> unfinished_imports(app::Candour& candour, const app::Actor& actor);

// How errors are drawn for a person, with the navigation of the site.
http::ErrorPage error_page(app::Candour& candour);

}  // namespace candour::web
