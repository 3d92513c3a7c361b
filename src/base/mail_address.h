#pragma once
// Addresses of e-mail as people type them. Pure.

#include <string_view>

namespace candour {

// One address that a letter can go to: RFC 5321, 4.1.2 without quoted local parts, address literals and letters beyond
// ASCII, which hardly any server takes; at most 254 bytes (RFC 3696, erratum 1690). The domain has a dot, or is
// "localhost".
bool is_mail_address(std::string_view text);

}  // namespace candour
