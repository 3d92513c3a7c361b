#pragma once
// Who is asking: the guard against other web sites. A page elsewhere can make a person's browser send requests here;
// it cannot choose the Host it resolved, nor forge Origin and Sec-Fetch-Site.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"

namespace candour::http {

// The Host values of a server that listens on loopback: 127.0.0.1, [::1] and localhost with the port (and without, on
// port 80). Any other name was resolved to this machine by somebody else's DNS (rebinding).
std::vector<std::string> loopback_hosts(std::uint16_t port);
// A host name or address with an optional port, as RFC 9112, 3.2 wants it.
bool is_host_text(std::string_view host);
bool is_allowed_host(std::string_view host, const std::vector<std::string>& allowed);

enum class Sender {
  this_site,   // a page of ours, or the person directly
  elsewhere,   // a page of another origin
  no_browser,  // neither Origin nor Sec-Fetch-Site, which every browser sends with a POST: a program
};
// Judges by Sec-Fetch-Site (W3C Fetch Metadata) and Origin (RFC 6454) against the request's own Host. `scheme` is how
// people reach the site: "http" or "https".
Sender sender_of(const Request& request, std::string_view scheme);

}  // namespace candour::http
