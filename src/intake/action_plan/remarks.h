#pragma once
// How a remark on a plan is put down and worded.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "intake/reading.h"

namespace candour::intake::action_plan {

void note(Reading& reading, std::string code, Severity severity, const document::Place& place, std::string message,
          std::string suggestion = {}, std::optional<std::size_t> action = {}, std::string field = {});

// In quotation marks, shortened to what a sentence bears.
std::string quoted(std::string_view text);
// "1 row", "1,204 rows".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace candour::intake::action_plan
