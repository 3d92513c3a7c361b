// The ledger, for anybody: no session, nothing of the record but what the ledger says openly.

#include "app/attesting.h"
#include "app/checkpoints.h"
#include "base/encoding.h"
#include "web/pages_ledger.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;

Response problem(const Request& request, app::Candour& candour, const Error& error) {
  return http::answer_problem(request, http::problem_of(error), error_page(candour));
}

// As c2sp.org/tlog-tiles asks: the checkpoint is never kept by a cache, a tile always.
http::Handler file_of(app::Candour& candour, std::string_view media_type, std::string_view kept) {
  return [&candour, media_type, kept](const Request& request) {
    auto bytes = app::ledger_file(candour, request.path().substr(std::string_view("/ledger/").size()));
    if (!bytes) return problem(request, candour, bytes.error());
    return http::bytes(*std::move(bytes), media_type).set("Cache-Control", kept);
  };
}

Result<LedgerShown> shown(const app::Candour& candour) {
  LedgerShown ledger;
  CANDOUR_TRY(key, app::log_key(candour));
  CANDOUR_TRY(latest, app::latest_checkpoint(candour));
  if (!key || !latest) return ledger;
  ledger.origin = latest->checkpoint.origin;
  ledger.size = latest->checkpoint.size;
  ledger.root = base64(ledger::bytes_of(latest->checkpoint.root));
  ledger.key = ledger::write_verifier_key(*key);
  CANDOUR_TRY(first, candour.store().ledger().entries(0, 1));
  if (const auto genesis = ledger::read_genesis(first.empty() ? "" : first.front().bytes); genesis)
    ledger.goes_on_from = genesis->continues;
  CANDOUR_TRY(told, app::attested(candour, *latest));
  ledger.attested = std::move(told);
  CANDOUR_TRY(unwitnessed, app::unwitnessed(candour));
  ledger.unwitnessed = std::move(unwitnessed);
  return ledger;
}

}  // namespace

void add_ledger_routes(http::Routes& routes, app::Candour& candour) {
  routes.get("/ledger", [&candour](const Request& request) {
    auto ledger = shown(candour);
    if (!ledger) return problem(request, candour, ledger.error());
    const auto picture = candour.picture(app::Actor{});
    return http::html(
        ledger_page(around_of(request), picture ? view::name_of_site(**picture) : std::string(), *ledger));
  });
  constexpr std::string_view text = "text/plain; charset=utf-8", asked_anew = "no-cache";
  routes.get("/ledger/checkpoint", file_of(candour, text, asked_anew));
  routes.get("/ledger/log.vkey", file_of(candour, text, asked_anew));
  routes.get("/ledger/log.pem", file_of(candour, "application/x-pem-file", asked_anew));
  routes.get("/ledger/witness.vkey", file_of(candour, text, asked_anew));
  routes.get("/ledger/policy", file_of(candour, text, asked_anew));
  routes.get("/ledger/checkpoint.tsr", file_of(candour, "application/timestamp-reply", asked_anew));
  routes.get("/ledger/tile/{tile...}",
             file_of(candour, "application/octet-stream", "public, max-age=31536000, immutable"));
}

}  // namespace candour::web
