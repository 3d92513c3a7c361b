#include "http/inside/dispatch.h"

#include <exception>
#include <string>

#include "base/id.h"

namespace candour::http {
namespace {

Response broken(const Request& request, const ErrorPage& page, const FaultLog& fault_log, std::string_view detail) {
  Problem problem;
  problem.status = Status::internal_error;
  problem.title = "Something went wrong here";
  problem.sentence = "This is our fault, not yours. Try again; if it happens again, quote the reference.";
  problem.reference = fresh_id();
  if (fault_log) fault_log(problem.reference, detail);
  return draw(request, problem, page);
}

}  // namespace

Response draw(const Request& request, const Problem& problem, const ErrorPage& page) {
  try {
    return answer_problem(request, problem, page);
  } catch (...) {
    return problem_json(problem);
  }
}

std::optional<Response> admit(const Guard& guard, const Match& match, Request& request, const ErrorPage& page,
                              const FaultLog& fault_log) {
  if (!guard.admit) return std::nullopt;
  try {
    return guard.admit(match.route, request);
  } catch (const std::exception& fault) {
    return broken(request, page, fault_log, fault.what());
  } catch (...) {
    return broken(request, page, fault_log, "an exception of no known kind");
  }
}

std::optional<Response> take(const Guard& guard, const Match& match, const Request& request, const ErrorPage& page,
                             const FaultLog& fault_log) {
  if (!guard.take || match.route == nullptr || is_safe(request.method())) return std::nullopt;
  try {
    return guard.take(*match.route, request);
  } catch (const std::exception& fault) {
    return broken(request, page, fault_log, fault.what());
  } catch (...) {
    return broken(request, page, fault_log, "an exception of no known kind");
  }
}

Response dispatch(const Match& match, const Request& request, const ErrorPage& page, const FaultLog& fault_log) {
  try {
    if (match.route != nullptr) return match.route->handler(request);
    if (!match.moved_to.empty()) return moved(match.moved_to);
    if (match.allow.empty())
      return draw(request,
                  {Status::not_found, "Page not found",
                   "There is nothing at this address. Check that it is complete and typed as it was given.", ""},
                  page);
    if (request.method() == Method::options) return no_content().set("Allow", match.allow);
    return draw(request,
                {Status::method_not_allowed, "",
                 "This address does not take " + std::string(name(request.method())) +
                     " requests. It takes: " + match.allow + ".",
                 ""},
                page)
        .set("Allow", match.allow);
  } catch (const std::exception& fault) {
    return broken(request, page, fault_log, fault.what());
  } catch (...) {
    return broken(request, page, fault_log, "an exception of no known kind");
  }
}

}  // namespace candour::http
