#pragma once
// Comma-separated values as RFC 4180 has them, with commas, semicolons, tabs or bars, and as programs write them.

#include <optional>
#include <string_view>

#include "document/parts/composer.h"

namespace candour::document {

// The separator by which the text falls into records of one width; empty where it does by none.
std::optional<char> find_separator(std::string_view source);
// The separator that the file itself names on its first line.
std::optional<char> told_separator(std::string_view source);
// The separator of a file that is CSV by its name, whatever it looks like.
char likely_separator(std::string_view source);
// Whether a quoted field holds a line break.
bool has_quoted_lines(std::string_view source, char separator);

// `source` is valid UTF-8; every record is a row of one table, numbered by record and line.
Result<void> read_csv(std::string_view source, char separator, Composer& composer);

}  // namespace candour::document
