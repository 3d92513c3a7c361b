#pragma once
// From the bytes of a file to UTF-8, whatever it was saved in.

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace candour::document {

struct Decoded {
  std::string text;         // valid UTF-8, without a byte-order mark
  std::vector<Note> notes;  // where it was not plain UTF-8
  bool binary = false;      // no text at all
};

// UTF-8, with or without a mark; UTF-16 with a mark or plainly so; else Windows-1252, byte by byte, so that nothing
// is lost. U+0000 becomes U+FFFD.
Decoded decoded(std::string_view bytes);
// What a byte from 0x80 on means in Windows-1252.
char32_t windows_1252_character(unsigned char byte);
// UTF-16 with a byte-order mark only (the parts of a zip container); anything else comes back as it is.
std::string without_utf16(std::string&& bytes);

}  // namespace candour::document
