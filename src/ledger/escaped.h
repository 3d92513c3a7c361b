#pragma once
// Texts in the ledger's plain entries, which are ASCII. Pure; any thread.

#include <cstddef>
#include <string>
#include <string_view>

namespace candour::ledger {

// On one line: quotation marks and dashes made plain, a backslash doubled, and any other letter that is no ASCII as
// \u{141}, its code point in hexadecimal digits. At most `most` characters, cut before an escape; "-" for nothing.
std::string escaped(std::string_view text, std::size_t most);
// As people read it. What is no such escape stays as it stands: entries were once written without any.
std::string unescaped(std::string_view entry_text);

}  // namespace candour::ledger
