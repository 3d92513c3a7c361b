#include "http/origin.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace candour::http {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::vector<std::string> loopback_hosts(std::uint16_t port) {
  std::vector<std::string> hosts;
  for (const char* name : {"127.0.0.1", "[::1]", "localhost"}) {
    hosts.push_back(name + (":" + std::to_string(port)));
    // Browsers leave out the port that http has by itself.
    if (port == 80) hosts.push_back(name);
  }
  return hosts;
}

bool is_host_text(std::string_view host) {
  std::string_view port;
  if (host.starts_with('[')) {
    const auto end = host.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    for (char c : host.substr(1, end - 1))
      if (std::string_view("0123456789abcdefABCDEF:.").find(c) == std::string_view::npos) return false;
    port = host.substr(end + 1);
  } else {
    const auto colon = std::min(host.find(':'), host.size());
    const auto name = host.substr(0, colon);
    if (name.empty() || name.size() > 255) return false;
    for (char c : name)
      if (!is_letter_or_digit(c) && c != '-' && c != '.' && c != '_') return false;
    port = host.substr(colon);
  }
  if (port.empty()) return true;
  if (port.front() != ':' || port.size() < 2 || port.size() > 6) return false;
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data() + 1, port.data() + port.size(), number);
  return error == std::errc() && end == port.data() + port.size() && number <= 65535;
}

bool is_allowed_host(std::string_view host, const std::vector<std::string>& allowed) {
  return std::any_of(allowed.begin(), allowed.end(),
                     [&](const std::string& one) { return equal_ignoring_case(one, host); });
}

Sender sender_of(const Request& request, std::string_view scheme) {
  // Sec-Fetch-Site goes first: it is right also where Origin is "null" because of a page's referrer policy.
  if (request.has_header("sec-fetch-site")) {
    const auto site = request.header("sec-fetch-site");
    return site == "same-origin" || site == "none" ? Sender::this_site : Sender::elsewhere;
  }
  if (!request.has_header("origin")) return Sender::no_browser;
  const std::string ours = std::string(scheme) + "://" + std::string(request.host());
  return equal_ignoring_case(request.header("origin"), ours) ? Sender::this_site : Sender::elsewhere;
}

}  // namespace candour::http
