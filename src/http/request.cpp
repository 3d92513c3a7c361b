#include "http/request.h"

#include <algorithm>
#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <cctype>
#include <charconv>

#include "base/text.h"

namespace candour::http {
namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> method_names = {{{Method::get, "GET"},
                                                                              {Method::head, "HEAD"},
                                                                              {Method::post, "POST"},
                                                                              {Method::put, "PUT"},
                                                                              {Method::patch, "PATCH"},
                                                                              {Method::remove, "DELETE"},
                                                                              {Method::options, "OPTIONS"}}};

tl::unexpected<Error> bad_target(std::string detail) {
  return fail(ErrorCode::bad_input, "This address is not one that this site can read. Check how it is written.",
              std::move(detail));
}

// Browsers send some characters raw that RFC 3986 wants escaped (WHATWG URL, 1.3), and a lone '%' in a query as a
// person typed it.
std::string escaped_where_browsers_do_not(std::string_view target) {
  std::string out;
  bool in_query = false;
  for (std::size_t at = 0; at < target.size(); ++at) {
    const auto c = target[at];
    const auto byte = static_cast<unsigned char>(c);
    const bool lone_percent = c == '%' && in_query &&
                              (at + 2 >= target.size() || !std::isxdigit(static_cast<unsigned char>(target[at + 1])) ||
                               !std::isxdigit(static_cast<unsigned char>(target[at + 2])));
    if (c == '?') in_query = true;
    if (byte >= 0x80 || lone_percent || std::string_view("\"<>[\\]^`{|}").find(c) != std::string_view::npos)
      out += percent_encoded(std::string_view(&c, 1));
    else
      out += c;
  }
  return out;
}

// The tag between its quotes, without W/.
std::string_view opaque(std::string_view tag) {
  tag = trimmed(tag);
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return tag;
}

// The weight of a media type named outright in Accept (RFC 9110, 12.5.1); -1 when it is not named.
double weight_of(std::string_view accept, std::string_view type) {
  for (auto range : split(accept, ',')) {
    const auto parts = split(range, ';');
    if (!equal_ignoring_case(trimmed(parts.front()), type)) continue;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const auto parameter = trimmed(parts[i]);
      if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
      double weight = 0;
      std::from_chars(parameter.data() + 2, parameter.data() + parameter.size(), weight);
      return weight;
    }
    return 1;
  }
  return -1;
}

}  // namespace

std::string_view name(Method method) {
  for (const auto& [known, text] : method_names)
    if (known == method) return text;
  return {};
}

std::optional<Method> method_of(std::string_view name) {
  for (const auto& [known, text] : method_names)
    if (text == name) return known;
  return std::nullopt;
}

bool is_safe(Method method) {
  return method == Method::get || method == Method::head || method == Method::options;
}

Request Request::make(Method method, std::string_view target, std::initializer_list<Header> headers, std::string body) {
  Request request;
  request.set_method(method);
  // A target that cannot be read leaves "/", as the door says of ErrorPage.
  (void)request.set_target(target);
  for (const auto& header : headers) request.add_header(header.name, header.value);
  request.set_body(std::move(body));
  return request;
}

Request Request::make_form(std::string_view target, Fields form, std::vector<Upload> files) {
  Request request = make(Method::post, target);
  request.set_form(std::move(form), std::move(files));
  return request;
}

std::string_view Request::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters_)
    if (key == name) return value;
  return {};
}

std::string_view Request::query_text() const {
  return path_size_ < target_.size() ? std::string_view(target_).substr(path_size_ + 1) : std::string_view();
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& span : headers_)
    if (span.name_size == name.size() && equal_ignoring_case(name_of(span), name)) return value_of(span);
  return {};
}

bool Request::has_header(std::string_view name) const {
  return count_headers(name) > 0;
}

std::size_t Request::count_headers(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(headers_.begin(), headers_.end(), [&](const Span& span) {
    return span.name_size == name.size() && equal_ignoring_case(name_of(span), name);
  }));
}

std::string_view Request::cookie(std::string_view name) const {
  for (const auto& span : headers_) {
    if (!equal_ignoring_case(name_of(span), "cookie")) continue;
    for (auto pair : split(value_of(span), ';')) {
      pair = trimmed(pair);
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      auto value = pair.substr(equals + 1);
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
      return value;
    }
  }
  return {};
}

std::string Request::content_type() const {
  const auto value = header("content-type");
  std::string type(trimmed(value.substr(0, value.find(';'))));
  std::transform(type.begin(), type.end(), type.begin(), [](unsigned char c) { return std::tolower(c); });
  return type;
}

const Upload* Request::file(std::string_view field) const {
  for (const auto& upload : files_)
    if (upload.field() == field) return &upload;
  return nullptr;
}

bool Request::has_version(std::string_view tag) const {
  const auto held = trimmed(header("if-none-match"));
  if (held.empty() || tag.empty()) return false;
  if (held == "*") return true;
  // Tags hold no quotes inside, so each ends at its second one; a comma may stand within (RFC 9110, 8.8.3).
  std::size_t at = 0;
  while (at < held.size()) {
    const auto open = held.find('"', at);
    if (open == std::string_view::npos) return false;
    const auto close = held.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (held.substr(open, close + 1 - open) == opaque(tag)) return true;
    at = close + 1;
  }
  return false;
}

bool Request::prefers_html() const {
  const auto accept = header("accept");
  const double html = std::max(weight_of(accept, "text/html"), weight_of(accept, "application/xhtml+xml"));
  const double json = std::max(weight_of(accept, "application/json"), weight_of(accept, "application/problem+json"));
  return html > 0 && html >= json;
}

void Request::clear() {
  method_ = Method::get;
  target_ = "/";
  path_size_ = 1;
  segments_.clear();
  parameters_.clear();
  query_.clear();
  header_text_.clear();
  headers_.clear();
  form_.clear();
  files_.clear();
  // A connection that rests must not hold the last body's memory.
  if (body_.capacity() > 4096) body_ = {};
  body_.clear();
  remote_.clear();
  asker_.reset();
}

Result<void> Request::set_target(std::string_view target) {
  if (target.empty() || target.front() != '/') return bad_target("not in origin form");
  std::string repaired;
  if (!boost::urls::parse_origin_form(target)) {
    repaired = escaped_where_browsers_do_not(target);
    if (!boost::urls::parse_origin_form(repaired)) return bad_target("not RFC 3986");
    target = repaired;
  }
  const auto path_size = std::min(target.find('?'), target.size());
  std::vector<std::string> segments;
  if (path_size > 1) {
    for (auto part : split(target.substr(1, path_size - 1), '/')) {
      auto segment = part.find('%') == std::string_view::npos ? std::string(part) : percent_decoded(part, false);
      if (segment == "." || segment == "..") return bad_target("dot segment");
      if (segment.find('\0') != std::string::npos || !is_utf8(segment)) return bad_target("bad bytes in the path");
      segments.push_back(std::move(segment));
    }
  }
  Fields query;
  if (path_size < target.size()) {
    constexpr std::size_t most_in_a_query = 1000;
    CANDOUR_CHECK(read_urlencoded(target.substr(path_size + 1), most_in_a_query, query));
  }
  target_ = target;
  path_size_ = path_size;
  segments_ = std::move(segments);
  query_ = std::move(query);
  return {};
}

void Request::add_header(std::string_view name, std::string_view value) {
  const auto at = header_text_.size();
  header_text_ += name;
  header_text_ += value;
  headers_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint32_t>(at + name.size()), static_cast<std::uint32_t>(value.size())});
}

void Request::set_parameters(std::vector<std::pair<std::string, std::string>> parameters) {
  parameters_ = std::move(parameters);
}

void Request::set_form(Fields form, std::vector<Upload> files) {
  form_ = std::move(form);
  files_ = std::move(files);
}

void Request::set_body(std::string body) {
  body_ = std::move(body);
}

}  // namespace candour::http
