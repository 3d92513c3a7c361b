#include "http/status.h"

namespace candour::http {

std::string_view reason(Status status) {
  switch (status) {
    case Status::ok:
      return "OK";
    case Status::created:
      return "Created";
    case Status::accepted:
      return "Accepted";
    case Status::no_content:
      return "No Content";
    case Status::see_other:
      return "See Other";
    case Status::not_modified:
      return "Not Modified";
    case Status::permanent_redirect:
      return "Permanent Redirect";
    case Status::bad_request:
      return "Bad Request";
    case Status::forbidden:
      return "Forbidden";
    case Status::not_found:
      return "Not Found";
    case Status::method_not_allowed:
      return "Method Not Allowed";
    case Status::request_timeout:
      return "Request Timeout";
    case Status::conflict:
      return "Conflict";
    case Status::gone:
      return "Gone";
    case Status::length_required:
      return "Length Required";
    case Status::too_large:
      return "Content Too Large";
    case Status::target_too_long:
      return "URI Too Long";
    case Status::unsupported_media_type:
      return "Unsupported Media Type";
    case Status::expectation_failed:
      return "Expectation Failed";
    case Status::misdirected:
      return "Misdirected Request";
    case Status::unprocessable:
      return "Unprocessable Content";
    case Status::too_many_requests:
      return "Too Many Requests";
    case Status::headers_too_large:
      return "Request Header Fields Too Large";
    case Status::internal_error:
      return "Internal Server Error";
    case Status::not_implemented:
      return "Not Implemented";
    case Status::unavailable:
      return "Service Unavailable";
    case Status::insufficient_storage:
      return "Insufficient Storage";
  }
  return "Unknown";
}

Status status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_input:
    case ErrorCode::unreadable:
    case ErrorCode::refused:
      return Status::unprocessable;
    case ErrorCode::not_found:
      return Status::not_found;
    case ErrorCode::not_allowed:
      return Status::forbidden;
    case ErrorCode::conflict:
      return Status::conflict;
    case ErrorCode::too_large:
      return Status::too_large;
    case ErrorCode::unavailable:
      return Status::unavailable;
    case ErrorCode::internal:
      return Status::internal_error;
  }
  return Status::internal_error;
}

}  // namespace candour::http
