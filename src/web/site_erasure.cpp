// Erasing words of the record. What is looked for goes in a form, not in an address: an address is kept in many places.

#include <algorithm>
#include <charconv>
#include <utility>

#include "app/erasure.h"
#include "base/text.h"
#include "web/done.h"
#include "web/pages_erasure.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

struct Desk {
  app::Candour& candour;
  std::shared_ptr<app::Accounts> accounts;

  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }
  Response page(const Request& request, const ErasureAsked& asked, Status status = Status::ok) const {
    auto picture = candour.picture(actor_of(request));
    if (!picture) return problem(request, picture.error());
    return http::html(erasure_page(around_of(request), **picture, asked), status).set("Cache-Control", "no-store");
  }

  Response look(const Request& request) const {
    if (auto first = confirm_first(request, *accounts)) return *std::move(first);
    return page(request, {});
  }

  Response take(const Request& request) const {
    if (auto first = confirm_first(request, *accounts)) return *std::move(first);
    ErasureAsked asked;
    asked.words = request.form("words");
    asked.basis = request.form("basis");
    asked.reason = request.form("reason");
    app::Erasure erasure;
    for (const auto& [name, value] : request.form().all()) {
      if (name != "erase") continue;
      asked.chosen.insert(value);
      const std::size_t blank = value.find(' ');
      const std::string kind = value.substr(0, blank), what = value.substr(std::min(value.size(), blank + 1));
      std::uint64_t position = 0;
      if (kind == "file") erasure.originals.push_back(what);
      if (kind == "draft") erasure.drafts.push_back(what);
      if (kind == "event" && std::from_chars(what.data(), what.data() + what.size(), position).ec == std::errc())
        erasure.words_of.push_back(position);
    }
    const app::Actor actor = actor_of(request);
    auto traces = app::find_traces(candour, actor, asked.words);
    if (!traces && traces.error().code != ErrorCode::bad_input) return problem(request, traces.error());
    const auto refuse = [&](std::string field, std::string sentence) {
      asked.fault_field = std::move(field);
      asked.fault = std::move(sentence);
      return page(request, asked, Status::unprocessable);
    };
    if (!traces) return refuse("words", traces.error().sentence);
    asked.traces = &*traces;
    if (request.form("act") != "erase") return page(request, asked);
    // Only what was found for these words: nobody erases by a number alone.
    const auto was_found = [&](const std::string& value) {
      return std::any_of(traces->events.begin(), traces->events.end(),
                         [&](const auto& each) { return value == "event " + std::to_string(each.position); }) ||
             std::any_of(traces->files.begin(), traces->files.end(),
                         [&](const auto& each) { return value == "file " + each.sha256; }) ||
             std::any_of(traces->drafts.begin(), traces->drafts.end(),
                         [&](const auto& each) { return value == "draft " + each.name; });
    };
    if (asked.chosen.empty()) return refuse("erase", "Choose what is to be erased.");
    if (!std::all_of(asked.chosen.begin(), asked.chosen.end(), was_found))
      return refuse("erase", "Something you chose is no longer there. Look at what was found, and choose again.");
    const auto basis = people::erasure_basis_from_text(asked.basis);
    if (!basis) return refuse("basis", "Say by which right it is erased.");
    if (auto erased = candour.erase(actor, erasure, *basis, asked.reason); !erased) {
      if (erased.error().code == ErrorCode::bad_input)
        return refuse(trimmed(asked.reason).empty() ? "reason" : "erase", erased.error().sentence);
      return problem(request, erased.error());
    }
    return tell_done(request, "/erase", "What you chose is erased for ever.");
  }
};

}  // namespace

void add_erasure_routes(http::Routes& routes, app::Candour& candour, std::shared_ptr<app::Accounts> accounts) {
  const Desk desk{candour, std::move(accounts)};
  routes.get("/erase", [desk](const Request& request) { return desk.look(request); });
  routes.post("/erase", [desk](const Request& request) { return desk.take(request); },
              {.body = {}, .logged = http::LoggedPath::as_sent, .pace = http::Pace::slow});
}

}  // namespace candour::web
