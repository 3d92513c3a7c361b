#pragma once
// From a match to its answer, the same with and without a network.

#include <functional>
#include <optional>
#include <string_view>

#include "http/router.h"

namespace candour::http {

using FaultLog = std::function<void(std::string_view reference, std::string_view detail)>;

// answer_problem, or problem_json when the page that draws it throws.
Response draw(const Request& request, const Problem& problem, const ErrorPage& page);

// What the guard answers in the handler's place, if anything; a 500 where it throws.
std::optional<Response> admit(const Guard& guard, const Match& match, Request& request, const ErrorPage& page,
                              const FaultLog& fault_log);
// The same once the form is read; nothing for a request that is safe or has no route.
std::optional<Response> take(const Guard& guard, const Match& match, const Request& request, const ErrorPage& page,
                             const FaultLog& fault_log);

// Calls the handler of the match, or answers OPTIONS (204), 405, 308 or 404 in its place. What a handler throws becomes
// a 500 with a reference that `fault_log`, if any, is told with the detail.
Response dispatch(const Match& match, const Request& request, const ErrorPage& page, const FaultLog& fault_log);

}  // namespace candour::http
