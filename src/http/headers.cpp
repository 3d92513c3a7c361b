#include "http/headers.h"

#include <algorithm>

#include "base/text.h"

namespace candour::http {
namespace {

bool is_token(std::string_view name) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  });
}

// A line break in a value would begin a header, or a body, of the sender's choice.
std::string one_line(std::string_view value) {
  std::string line(value);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return line;
}

}  // namespace

void Headers::set(std::string_view name, std::string_view value) {
  remove(name);
  add(name, value);
}

void Headers::add(std::string_view name, std::string_view value) {
  if (is_token(name)) all_.push_back({std::string(name), one_line(value)});
}

void Headers::remove(std::string_view name) {
  std::erase_if(all_, [&](const Header& header) { return equal_ignoring_case(header.name, name); });
}

std::string_view Headers::get(std::string_view name) const {
  for (const auto& header : all_)
    if (equal_ignoring_case(header.name, name)) return header.value;
  return {};
}

bool Headers::has(std::string_view name) const {
  return std::any_of(all_.begin(), all_.end(),
                     [&](const Header& header) { return equal_ignoring_case(header.name, name); });
}

const std::vector<Header>& default_headers() {
  static const std::vector<Header> headers = {
      {"Content-Security-Policy", std::string(page_policy)},
      {"X-Content-Type-Options", "nosniff"},
      // For browsers older than frame-ancestors.
      {"X-Frame-Options", "DENY"},
      // Not no-referrer: that makes browsers send "Origin: null" with our own forms (Fetch, 3.2).
      {"Referrer-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
      {"Cache-Control", "no-store"},
  };
  return headers;
}

}  // namespace candour::http
