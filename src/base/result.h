#pragma once
// What can fail returns a Result<T>: the value, or an Error with a sentence for the person apart from the
// detail for the log. One table turns a code into an HTTP status (src/http) and one into an exit status
// (src/cli). Exceptions stay inside the file that wraps a throwing library.

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace candour {

enum class ErrorCode {
  bad_input,    // the person can mend it: a wrong field, a messy command line
  unreadable,   // a document that holds no readable data
  refused,      // a document refused for safety, or protected by a password
  not_found,    // missing, or not this person's to see: the two look alike
  not_allowed,  // seen, but this act is not theirs
  conflict,     // somebody else changed it first
  too_large,    // over a stated limit
  unavailable,  // a part that is needed is absent or down; may work later
  internal,     // our fault
};

struct Error {
  ErrorCode code = ErrorCode::internal;
  // Plain English for the person: what, where, what to do. Never a stack trace, never a secret.
  std::string sentence;
  // For the log alone; may be empty. Never personal data.
  std::string detail;
};

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

// fail(ErrorCode::conflict, "Somebody changed it first.") converts to any Result<T>.
inline tl::unexpected<Error> fail(ErrorCode code, std::string sentence, std::string detail = {}) {
  return tl::unexpected<Error>(Error{code, std::move(sentence), std::move(detail)});
}
inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace candour

// Hands an Error to the caller, else goes on: CANDOUR_TRY(plan, load(id)); declares `plan`.
#define CANDOUR_TRY(name, expression)                                           \
  auto name##_result = (expression);                                            \
  if (!name##_result) return ::candour::fail(std::move(name##_result.error())); \
  auto& name = *name##_result
#define CANDOUR_CHECK(expression)                                                   \
  do {                                                                              \
    auto checked_result = (expression);                                             \
    if (!checked_result) return ::candour::fail(std::move(checked_result.error())); \
  } while (false)
