#pragma once
// HTML pages and fragments, by tokens and without a tree. Scripts, styles and comments are not text; what CSS hides
// is read, with a note. Nothing is fetched.

#include <cstdint>
#include <string_view>

#include "document/parts/composer.h"

namespace candour::document {

// How places are given: by table, row and paragraph, or (inside a text file) by line.
enum class HtmlPlaces { tables, lines };

// `source` is valid UTF-8. With HtmlPlaces::lines, `first_line` is the number of its first line.
Result<void> read_html(std::string_view source, HtmlPlaces places, std::uint32_t first_line, Composer& composer);

}  // namespace candour::document
