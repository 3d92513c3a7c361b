#pragma once
// Reading texts that have one spelling: whole lines, decimals without leading zeros, hashes in base64.

#include <cstdint>
#include <optional>
#include <string_view>

#include "ledger/tree.h"

namespace candour::ledger::inside {

// Takes the first line off `rest`, without its newline; nothing, and `rest` as it was, where no newline ends one.
std::optional<std::string_view> take_line(std::string_view& rest);
// "0" or digits without a leading zero, up to 2^63 - 1 (what every other implementation can hold).
std::optional<std::uint64_t> read_decimal(std::string_view text);
std::optional<Hash> read_hash(std::string_view base64_text);
// What stands behind "name " where the line begins with it.
std::optional<std::string_view> value_of(std::string_view line, std::string_view name);

}  // namespace candour::ledger::inside
