#pragma once
// The site map on one screen:
//
//   http::Routes routes;
//   routes.get("/", home);
//   routes.get("/plans/{plan}", show_plan);
//   routes.post("/import", take_upload, {.body = http::files_up_to(50 << 20)});
//
// A pattern is made of literal segments and {parameters}, each a whole segment; the last may be {rest...}, which takes
// one or more segments. A literal goes before a parameter, a parameter before the rest, segment by segment. GET
// answers HEAD. A path known by other methods only is 405 with Allow. "/plans/" leads to "/plans" (308).

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request.h"
#include "http/response.h"

namespace candour::http {

// Called on the server's threads, several at once; may block briefly (a read of the database), unless its route's
// Pace says that it takes its time.
// What it throws becomes a 500 and a line in the log.
using Handler = std::function<Response(const Request&)>;

// What the access log may write of a path: itself, or the pattern alone because it holds a secret (/u/{token}).
enum class LoggedPath { as_sent, pattern };

// Where its handler runs: a brief one on the network's own threads; a slow one (reading a large document again) on
// others, a few at a time, so that the pages stay quick however many wait there; one that is dear on purpose (checking
// a password) on others again, so that nothing slow keeps people from signing in. Where too many wait for the one or
// the other, the next is told so at once (503), whoever it is.
enum class Pace { brief, slow, dear };

struct RouteOptions {
  BodyLimits body = {};
  LoggedPath logged = LoggedPath::as_sent;
  Pace pace = Pace::brief;
};

struct Route {
  Method method = Method::get;
  std::string pattern;
  Handler handler;
  RouteOptions options;
};

// Stands before every handler. Called on the server's threads, several at once; may block briefly. What either throws
// becomes a 500, and no handler is called.
struct Guard {
  // Once the head of a request is read, before any of its body: tells the request who asks (Request::set_asker), and
  // may answer in the handler's place (sign in first; not yours). nullptr: a path that leads nowhere, so that also its
  // error page knows who asks.
  std::function<std::optional<Response>(const Route*, Request&)> admit = {};
  // Of a request that is not safe, once its form is read: may answer in the handler's place (the token is missing).
  std::function<std::optional<Response>(const Route&, const Request&)> take = {};
};

// What the map says about a request.
struct Match {
  const Route* route = nullptr;  // null: not this method, or not this path
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string allow;     // when the path is known: "GET, HEAD, POST"
  std::string moved_to;  // when only the path without its last slash is known: where to go, with the query
};

// Filled by one thread before the server listens; then only read.
class Routes {
 public:
  Routes();
  Routes(Routes&&) noexcept;
  Routes& operator=(Routes&&) noexcept;
  ~Routes();

  Routes& get(std::string_view pattern, Handler handler, RouteOptions options = {});
  Routes& post(std::string_view pattern, Handler handler, RouteOptions options = {});
  Routes& add(Method method, std::string_view pattern, Handler handler, RouteOptions options = {});

  Routes& set_guard(Guard guard);
  const Guard& guard() const { return guard_; }

  Match find(const Request& request) const;
  // What the log may hold of this request's path. A route with LoggedPath::pattern hides all paths that share its first
  // segment, also those that match nothing: a mistyped secret link is a secret still.
  std::string logged_path(const Request& request, const Match& match) const;
  // Finds and calls without a network: for tests and the gallery. Errors are drawn by `page` as the server would.
  Response answer(Request request, const ErrorPage& page = {}) const;
  // What is wrong with the map, in a sentence ("GET /plans is declared twice"); "" when nothing. Server::listen refuses
  // a map with a fault.
  const std::string& fault() const { return fault_; }
  // In the order declared.
  const std::vector<std::unique_ptr<Route>>& all() const { return all_; }

 private:
  struct Node;
  std::unique_ptr<Node> root_;
  std::vector<std::unique_ptr<Route>> all_;
  std::vector<std::string> secret_;  // first segments
  std::string fault_;
  Guard guard_;
};

}  // namespace candour::http
