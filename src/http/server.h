#pragma once
// Listens, reads, refuses, answers. Everything a client may do wrong is settled here, before a handler runs: RFC 9112
// framing taken strictly, limits on headers, bodies and time, the Host and the sender checked.
//
//   auto server = http::Server::listen(settings, std::move(routes));
//   (*server)->run_until_signal();

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/response.h"
#include "http/router.h"

namespace candour::http {

// One exchange, for the access log. Views are good during the call only. Neither query nor secret paths are in it.
struct Exchange {
  std::string_view remote;   // the client's address, without port
  std::string_view method;   // "GET"; "" when it could not be read
  std::string_view path;     // as Routes::logged_path; "" when it could not be read
  std::string_view pattern;  // of the route; "" when none matched
  Status status = Status::ok;
  std::uint64_t body_bytes = 0;      // of the response, as sent
  std::chrono::microseconds took{};  // from the first byte of the request to the last of the response
};

struct ServerSettings {
  std::string address = "127.0.0.1";  // IPv4 or IPv6, without brackets
  std::uint16_t port = 8080;          // 0: any free one, see Server::port()
  int threads = 0;                    // that run brief handlers and the network; 0: by the machine
  int slow_threads = 2;               // that run slow handlers (Pace::slow)
  int slow_waiting = 256;             // for them, those they run among them; above: 503
  int dear_threads = 2;               // as slow_threads, of Pace::dear
  int dear_waiting = 64;
  // Host values that are answered; others get 421. Empty: loopback_hosts(port).
  std::vector<std::string> hosts = {};
  std::string scheme = "http";  // "https" by TLS of our own or a proxy's; then Strict-Transport-Security is sent too
  // Both given: TLS 1.2 or 1.3 is spoken here, and the scheme is "https". PEM files, read again on SIGHUP.
  std::filesystem::path tls_certificate = {};
  std::filesystem::path tls_key = {};
  // The address of a proxy before this server, whose X-Forwarded-For is believed; from anybody else it is not.
  std::string proxy = {};
  std::filesystem::path spool = {};  // where large uploads wait; empty: the system's folder for temporary files

  std::size_t header_bytes = 16 << 10;            // request line and headers; above: 431
  std::size_t target_bytes = 8 << 10;             // above: 414
  std::size_t connections = 10'000;               // above: closed at once
  std::chrono::milliseconds header_time{10'000};  // from the first byte to the end of the headers; then 408
  std::chrono::milliseconds idle_time{60'000};    // between requests
  // A body or a response may take this long, and a second more for each `slowest_rate` bytes that came through.
  std::chrono::milliseconds transfer_time{30'000};
  std::uint64_t slowest_rate = 4 << 10;
  std::chrono::milliseconds stop_time{10'000};  // for what is in flight when the server stops

  ErrorPage error_page = {};
  // Called on the server's threads after each exchange; must not block.
  std::function<void(const Exchange&)> log_exchange = {};
  // What a handler threw, with the reference that the person was shown.
  std::function<void(std::string_view reference, std::string_view detail)> log_fault = {};
};

class Server {
 public:
  // Binds and listens; connections wait until run(). unavailable when the address is taken or not ours, bad_input when
  // the settings, the site map or the certificate are wrong.
  static Result<std::unique_ptr<Server>> listen(ServerSettings settings, Routes routes);
  virtual ~Server() = default;

  virtual std::uint16_t port() const = 0;
  // http://127.0.0.1:8080
  virtual std::string address() const = 0;
  // Serves until stop(). Returns when what was in flight is answered, or after stop_time.
  virtual void run() = 0;
  // The same; SIGTERM and SIGINT stop it, a second one at once. SIGHUP reads the certificate again.
  virtual void run_until_signal() = 0;
  // For connections that begin from now on; the former goes on where the new one is no good (bad_input). From any
  // thread.
  virtual Result<void> renew_certificate() = 0;
  // From any thread, also before run(). Not from a signal handler.
  virtual void stop() = 0;
};

}  // namespace candour::http
