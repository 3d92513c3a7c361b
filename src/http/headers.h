#pragma once
// Header fields that cannot be split: what is set here goes to the wire as one line each (RFC 9110, 5.5). And
// the security headers that every response carries unless its handler says otherwise.

#include <string>
#include <string_view>
#include <vector>

namespace candour::http {

struct Header {
  std::string name;
  std::string value;
};

class Headers {
 public:
  // Replaces every header of this name. Control characters in the value (CR, LF, NUL …) become spaces; a name
  // that is no token is a mistake of the program and is not set.
  void set(std::string_view name, std::string_view value);
  // Adds one more of the same name (Set-Cookie).
  void add(std::string_view name, std::string_view value);
  void remove(std::string_view name);
  // Nothing ("") when absent; names compare without case.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  const std::vector<Header>& all() const { return all_; }

 private:
  std::vector<Header> all_;
};

// What every response carries: a content security policy without anything inline, nosniff, no framing, the
// referrer kept within the site, no sharing with other origins, and `Cache-Control: no-store`. A response that
// sets a header of one of these names itself (an asset its Cache-Control, a secret link its Referrer-Policy)
// keeps its own.
const std::vector<Header>& default_headers();

// The policy of default_headers(); evidence served as attachment uses sandboxed_policy instead.
inline constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'none'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
inline constexpr std::string_view sandboxed_policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

}  // namespace candour::http
