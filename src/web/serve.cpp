#include "web/serve.h"

#include <algorithm>
#include <charconv>

#include "app/attesting.h"
#include "app/checkpoints.h"
#include "app/jobs.h"
#include "base/text.h"
#include "http/server.h"
#include "web/site.h"

namespace candour::web {
namespace {

bool is_loopback(std::string_view address) {
  if (address == "::1") return true;
  if (!address.starts_with("127.")) return false;
  const auto parts = split(address, '.');
  if (parts.size() != 4) return false;
  for (std::string_view part : parts) {
    int value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (part.empty() || part.size() > 3 || error != std::errc() || end != part.data() + part.size() || value > 255)
      return false;
  }
  return true;
}

// IPv4 or IPv6 in digits.
bool is_address(std::string_view address) {
  const bool v6 = address.find(':') != std::string_view::npos;
  return !address.empty() &&
         address.find_first_not_of(v6 ? "0123456789abcdefABCDEF:." : "0123456789.") == std::string_view::npos &&
         (v6 || split(address, '.').size() == 4);
}

// Nothing of a line may begin another (log forging), and a path may hold what a person typed.
void append_in_line(std::string& line, std::string_view text) {
  for (char c : text) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
}

}  // namespace

Result<Listen> parse_listen(std::string_view text) {
  Listen listen;
  std::string_view port = text;
  if (text.starts_with("[")) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos || end + 1 >= text.size() || text[end + 1] != ':')
      return fail(ErrorCode::bad_input,
                  "“" + std::string(text) + "” is no address to listen on. Write it as 127.0.0.1:8080.");
    listen.address = std::string(text.substr(1, end - 1));
    port = text.substr(end + 2);
  } else if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos) {
    if (colon > 0) listen.address = std::string(text.substr(0, colon));
    port = text.substr(colon + 1);
  }
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (port.empty() || error != std::errc() || end != port.data() + port.size() || number > 65535)
    return fail(ErrorCode::bad_input,
                "“" + std::string(text) + "” is no address to listen on. Write it as 127.0.0.1:8080.");
  listen.port = static_cast<std::uint16_t>(number);
  if (listen.address == "localhost") listen.address = "127.0.0.1";
  if (!is_address(listen.address))
    return fail(ErrorCode::bad_input,
                "“" + listen.address + "” is no address to listen on. Write it as 127.0.0.1:8080.");
  return listen;
}

Result<void> check_reach(const Listen& listen, const Reach& reach, bool has_accounts) {
  const bool by_tls = !reach.tls_certificate.empty();
  if (by_tls != !reach.tls_key.empty())
    return fail(ErrorCode::bad_input, "TLS needs two files: --tls-certificate FILE --tls-key FILE.");
  if (by_tls && !reach.proxy.empty())
    return fail(ErrorCode::bad_input,
                "Either Candour speaks TLS (--tls-certificate, --tls-key) or the proxy before it does "
                "(--behind-proxy). Leave one out.");
  if (by_tls && !reach.site.starts_with("https://"))
    return fail(ErrorCode::bad_input, "By TLS the site is reached by https: --site https://plans.harrowvale.example.");
  const bool others = !is_loopback(listen.address) || !reach.proxy.empty();
  if (!others) return {};
  if (!has_accounts)
    return fail(ErrorCode::not_allowed,
                "Others than this machine could reach “" + listen.address +
                    "”, and there are no accounts yet, so whoever did could read and change everything. Make the first "
                    "one: candour user add. Until then Candour serves 127.0.0.1 or [::1] alone.");
  if (by_tls) {
    if (reach.site != *parse_site("", listen, "https")) return {};
    return fail(ErrorCode::bad_input,
                "Say by which address people reach it: --site https://plans.harrowvale.example, a name that the "
                "certificate has.");
  }
  if (reach.proxy.empty())
    return fail(ErrorCode::not_allowed,
                "Passwords and plans would cross the network unencrypted from “" + listen.address +
                    "”. Give Candour a certificate (--tls-certificate FILE --tls-key FILE), or put a proxy that ends "
                    "TLS before it (--behind-proxy ADDRESS); and say by which address people reach it: --site "
                    "https://plans.harrowvale.example.");
  if (!is_address(reach.proxy))
    return fail(ErrorCode::bad_input, "“" + reach.proxy + "” is no address of a proxy. Write it as 127.0.0.1.");
  if (!reach.site.starts_with("https://"))
    return fail(
        ErrorCode::not_allowed,
        "Say by which address people reach the proxy: --site https://plans.harrowvale.example. It must be https.");
  return {};
}

Result<std::string> parse_site(std::string_view text, const Listen& listen, std::string_view scheme) {
  if (text.empty())
    return std::string(scheme) + "://" +
           (listen.address.find(':') == std::string::npos ? listen.address : "[" + listen.address + "]") + ":" +
           std::to_string(listen.port);
  std::string site(text);
  if (site.ends_with('/')) site.pop_back();
  const std::string_view host = std::string_view(site).substr(std::min(site.find("//"), site.size()));
  if ((!site.starts_with("https://") && !site.starts_with("http://")) || host.size() < 3 ||
      host.substr(2).find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") !=
          std::string_view::npos)
    return fail(ErrorCode::bad_input,
                "“" + repaired_utf8(text) + "” is no address of a site. Write it as https://plans.harrowvale.example.");
  return site;
}

Result<void> serve(app::Candour& candour, const Listen& listen, const Reach& reach, const Rhythm& rhythm,
                   const std::function<void(std::string_view)>& ready,
                   const std::function<void(std::string_view)>& log) {
  http::ServerSettings settings;
  settings.address = listen.address;
  settings.port = listen.port;
  settings.error_page = error_page(candour);
  app::Accounts accounts(candour);
  CANDOUR_TRY(has_accounts, accounts.in_use());
  CANDOUR_CHECK(check_reach(listen, reach, has_accounts));
  const bool secure = !reach.proxy.empty() || !reach.tls_certificate.empty();
  if (secure) {
    settings.scheme = "https";
    // On loopback without a name of its own it goes by every name of loopback.
    if (!reach.proxy.empty() || reach.site != *parse_site("", listen, "https"))
      settings.hosts = {reach.site.substr(std::string_view("https://").size())};
    settings.proxy = reach.proxy;
    settings.tls_certificate = reach.tls_certificate;
    settings.tls_key = reach.tls_key;
  }
  settings.log_exchange = [&candour, &log](const http::Exchange& exchange) {
    std::string line = candour.clock().now().iso();
    line.reserve(160 + exchange.path.size());
    append_in_line(line += ' ', exchange.method);
    append_in_line(line += ' ', exchange.path);
    line += ' ' + std::to_string(static_cast<int>(exchange.status)) + ' ' + std::to_string(exchange.body_bytes) +
            " bytes " + std::to_string(exchange.took.count()) + " us";
    log(line);
  };
  settings.log_fault = [&candour, &log](std::string_view reference, std::string_view detail) {
    std::string line = candour.clock().now().iso() + " fault ";
    append_in_line(line, reference);
    append_in_line(line += ' ', detail);
    log(line);
  };
  auto server = http::Server::listen(
      std::move(settings),
      site(candour, {.secure = secure, .breached = reach.breached, .writers = reach.writers, .log = log}));
  if (!server) return fail(server.error());
  // The first reader should not wait for the fold.
  if (auto picture = candour.picture({}); !picture) return fail(picture.error());
  if (auto checked = app::check_what_was_signed(candour); !checked) {
    if (checked.error().code != ErrorCode::unavailable) return fail(checked.error());
    log(checked.error().sentence);
  }
  CANDOUR_CHECK(app::keep_policy(candour));
  if (auto checked = app::check_what_witnesses_saw(candour); !checked) log(checked.error().sentence);
  if (const std::string held = candour.held(); !held.empty()) log(held);
  // Letters are sent and requests chased for as long as the site is served.
  const app::Jobs jobs(candour, log, rhythm.between_checkpoints);
  ready((*server)->address());
  (*server)->run_until_signal();
  return {};
}

}  // namespace candour::web
