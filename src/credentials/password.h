#pragma once
// Passwords: kept as argon2id writes them (RFC 9106; m = 64 MiB, t = 3, p = 1, by libsodium), and never otherwise. At
// least twelve characters, any sixty-four allowed and more, none that is common or known from a breach, no other rule
// and no change by the calendar (OWASP ASVS 5.0, 6.2; NIST SP 800-63B, 5.1.1.2). Any thread.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::credentials {

inline constexpr std::size_t shortest_password = 12;   // characters
inline constexpr std::size_t longest_password = 1024;  // bytes: beyond any person's, and bounded

// Takes a tenth of a second and 64 MiB: at most two are worked out at a time, others wait their turn. unavailable where
// there is not enough memory.
Result<std::string> hash_password(std::string_view password);
// The same cost whether it matches or not. With an empty hash it costs the same and never matches: for a name that
// nobody has.
bool matches(std::string_view hash, std::string_view password);

// Passwords known from breaches: a file of one a line, as themselves or as the SHA-1 that breach lists give
// (40 hexadecimal digits, anything behind them on the line ignored, such as “:3”). Kept in memory as 20 bytes each.
class Breached {
 public:
  Breached() = default;  // none
  // not_found where the file cannot be read, too_large above 50 million lines.
  static Result<Breached> read(const std::filesystem::path& file);
  bool holds(std::string_view password) const;
  std::size_t size() const;

 private:
  struct List;
  std::shared_ptr<const List> list_;
};

// Why this cannot be somebody's password, in a sentence; "" where it can. `own`: their name and address, and the site's
// name, none of which is a password with digits around it.
std::string refusal_of(std::string_view password, const std::vector<std::string>& own, const Breached& breached);

}  // namespace candour::credentials
