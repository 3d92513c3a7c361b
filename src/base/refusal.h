#pragma once
// What a rule of the trade refuses a command with, in a sentence for the person who sent it. Converts to any Result.

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "base/text.h"

namespace candour {

// What was typed cannot be so.
inline auto bad_input(std::string sentence) {
  return fail(ErrorCode::bad_input, std::move(sentence));
}
// It cannot be so as things stand now.
inline auto conflict(std::string sentence) {
  return fail(ErrorCode::conflict, std::move(sentence));
}
inline auto not_found(std::string sentence) {
  return fail(ErrorCode::not_found, std::move(sentence));
}
// A field that was left empty, or holds blanks alone.
inline bool is_missing(std::string_view text) {
  return trimmed(text).empty();
}

}  // namespace candour
