#pragma once
// Whether a PDF opens.

#include <string_view>

namespace candour::document::pdf {

// It is not opened without a password that somebody types. No for one whose password only keeps it from being printed
// or changed, and for one that is damaged.
bool needs_password(std::string_view bytes);

}  // namespace candour::document::pdf
