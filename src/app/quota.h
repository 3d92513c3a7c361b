#pragma once
// How much one person may send in on a day: files of evidence, documents to import, workbooks that come back. What is
// taken is kept for years, so that nobody fills the disk by mistake or by will.

#include <cstdint>

#include "app/candour.h"

namespace candour::app {

inline constexpr std::uint32_t files_a_day = 100;
inline constexpr std::uint64_t bytes_a_day = 500u << 20;

// Counts one more file, which is to be kept next, as sent by the actor today (UTC): a person, or somebody by their
// link. too_large, with a sentence for them, where it would be more than a day's; nothing is counted then. The operator
// at this machine is not counted.
Result<void> count_sent(Candour& candour, const Actor& actor, std::uint64_t bytes);

}  // namespace candour::app
