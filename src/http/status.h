#pragma once
// The statuses this server answers with (RFC 9110, 6585, 9457), and the one table from our error codes to them.

#include <string_view>

#include "base/result.h"

namespace candour::http {

enum class Status {
  ok = 200,
  created = 201,
  accepted = 202,
  no_content = 204,
  see_other = 303,
  not_modified = 304,
  permanent_redirect = 308,
  bad_request = 400,
  forbidden = 403,
  not_found = 404,
  method_not_allowed = 405,
  request_timeout = 408,
  conflict = 409,
  gone = 410,
  length_required = 411,
  too_large = 413,
  target_too_long = 414,
  unsupported_media_type = 415,
  expectation_failed = 417,
  misdirected = 421,
  unprocessable = 422,
  too_many_requests = 429,
  headers_too_large = 431,
  internal_error = 500,
  not_implemented = 501,
  unavailable = 503,
  insufficient_storage = 507,
};

// "Not Found"; also a fair title for a page or a problem.
std::string_view reason(Status status);

// bad_input 422, unreadable 422, refused 422, not_found 404, not_allowed 403, conflict 409, too_large 413,
// unavailable 503, internal 500.
Status status_of(ErrorCode code);

}  // namespace candour::http
