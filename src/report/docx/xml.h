#pragma once
// As much of XML as finding and changing an element of a Word file takes: start and end tags, attributes, text. It
// reads what Word and LibreOffice write; what it does not understand, it says.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace candour::report::docx {

// "&", "<", ">" and quotes escaped; what XML cannot hold becomes U+FFFD.
void append_escaped(std::string& xml, std::string_view text);
std::string escaped(std::string_view text);

struct Tag {
  std::size_t begin = 0, end = 0;                                   // of "<w:p …>", the angle brackets included
  std::string_view name;                                            // "w:p"
  enum class Kind { start, end, alone, other } kind = Kind::other;  // other: a comment, a declaration, CDATA
};
// The next tag from `at` on; nothing where there is none or it never ends.
std::optional<Tag> next_tag(std::string_view xml, std::size_t at);
// The next start of an element of this name.
std::optional<Tag> next_element(std::string_view xml, std::size_t at, std::string_view name);
// Behind the end tag that closes the element that `tag` starts; nothing where none does.
std::optional<std::size_t> end_of(std::string_view xml, const Tag& tag);
// The value as it stands in the file (entities and all); nothing where the tag has no such attribute.
std::optional<std::string_view> attribute(std::string_view xml, const Tag& tag, std::string_view name);
// Every start tag is closed by its own end tag, and there is one element around all.
bool is_well_formed(std::string_view xml);
// Every element of this name taken out, with all that is in it.
std::string without(std::string xml, std::string_view name);

}  // namespace candour::report::docx
