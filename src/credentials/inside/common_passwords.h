#pragma once
// The passwords that most people choose, in lower case, one a line: cmake/passwords.cmake builds them in.

#include <string_view>

namespace candour::credentials {

std::string_view common_passwords();

}  // namespace candour::credentials
