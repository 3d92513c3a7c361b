#pragma once
// Bytes as text: base64 (RFC 4648, section 4) and hexadecimal digits; and text within markup. Each sequence of bytes
// has exactly one text and is read from no other, so that what is compared as text was equal as bytes. Pure; any
// thread.

#include <optional>
#include <string>
#include <string_view>

namespace candour {

std::string base64(std::string_view bytes);
// Nothing for white space, missing or superfluous padding, another alphabet, or bits set beyond the last byte.
std::optional<std::string> from_base64(std::string_view text);

std::string hex(std::string_view bytes);  // lower case
// Nothing for upper case or an odd number of digits.
std::optional<std::string> from_hex(std::string_view text);

// For an element or an attribute in double quotes, in XML and HTML. What XML 1.0 (2.2) cannot hold is left out; bytes
// that are no UTF-8 become U+FFFD.
std::string escaped_markup(std::string_view text);

}  // namespace candour
