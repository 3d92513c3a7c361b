#pragma once
// Secrets that a program makes: links, sessions, recovery codes. Kept as their digest, compared in time that tells
// nothing. Any thread.

#include <string>
#include <string_view>

namespace candour::credentials {

// 256 random bits as 43 characters of A-Z, a-z, 0-9, - and _.
std::string fresh_token();
// Fifty bits as “k7m2q-x9dab”, from letters and digits that nobody takes for one another.
std::string fresh_recovery_code();
// As it is typed: case, blanks and dashes aside.
std::string typed_recovery_code(std::string_view typed);
// What is kept in place of a secret of so many bits.
std::string digest(std::string_view secret);
bool same(std::string_view left, std::string_view right);

}  // namespace candour::credentials
