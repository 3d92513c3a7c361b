#pragma once
// Serving the site until somebody stops it.

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "app/candour.h"
#include "base/result.h"
#include "credentials/password.h"
#include "web/writers.h"

namespace candour::web {

struct Listen {
  std::string address = "127.0.0.1";  // IPv4 or IPv6, without brackets
  std::uint16_t port = 8080;          // 0: any free one
};
// "127.0.0.1:8080", "[::1]:8080", "localhost:8080", ":8080" or "8080". bad_input for another text; a name other than
// localhost is none.
Result<Listen> parse_listen(std::string_view text);

// The address by which people reach the site, without a slash at its end; where none is given, the one it listens on,
// by this scheme. bad_input for a text that is no http or https address of a host alone.
Result<std::string> parse_site(std::string_view text, const Listen& listen, std::string_view scheme = "http");

// How people reach it from elsewhere, beside the address it listens on.
struct Reach {
  std::string site;   // as parse_site() gives it
  std::string proxy;  // the address of the proxy that ends TLS before it; empty: there is none
  credentials::Breached breached = {};
  // PEM files, where Candour speaks TLS itself; else both are empty.
  std::string tls_certificate = {};
  std::string tls_key = {};
  Writers writers = {};
};
// not_allowed, in a sentence that says what is missing, where others than this machine could reach the site while
// anybody may do everything (no account yet), or without TLS: an address that is not loopback, or a proxy. bad_input
// where what is said of TLS does not go together.
Result<void> check_reach(const Listen& listen, const Reach& reach, bool has_accounts);

// How often the ledger is signed where anything has come.
struct Rhythm {
  std::chrono::minutes between_checkpoints{15};
};

// Serves until SIGTERM or SIGINT; what is in flight is answered first, and the letter that is being sent is finished.
// What was signed before is checked first (app/checkpoints.h): a record that is behind it, or another, is served
// read-only. Meanwhile the jobs run (app/jobs.h). `ready` is called once with the address to open.
// `log` gets one line for each exchange and each fault, without queries, secrets or content; from several threads.
Result<void> serve(app::Candour& candour, const Listen& listen, const Reach& reach, const Rhythm& rhythm,
                   const std::function<void(std::string_view address)>& ready,
                   const std::function<void(std::string_view line)>& log);

}  // namespace candour::web
