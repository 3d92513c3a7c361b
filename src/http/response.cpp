#include "http/response.h"

#include <algorithm>
#include <cstdio>

#include "base/sha256.h"
#include "base/text.h"
#include "http/inside/deflate.h"

namespace candour::http {
namespace {

std::string json_text(std::string_view text) {
  std::string out = "\"";
  const std::string clean = repaired_utf8(text);
  for (char c : clean) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string html_text(std::string_view text) {
  std::string out = replaced(std::string(text), "&", "&amp;");
  out = replaced(std::move(out), "<", "&lt;");
  return replaced(std::move(out), ">", "&gt;");
}

std::string title_of(const Problem& problem) {
  return problem.title.empty() ? std::string(reason(problem.status)) : problem.title;
}

Response bare_page(const Problem& problem) {
  const std::string title = html_text(title_of(problem));
  std::string page = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>" + title +
                     "</title>\n<main>\n<h1>" + title + "</h1>\n<p>" + html_text(problem.sentence) + "</p>\n";
  if (!problem.reference.empty()) page += "<p>Reference: " + html_text(problem.reference) + "</p>\n";
  page += "</main>\n</html>\n";
  return html(std::move(page), problem.status);
}

}  // namespace

bool is_path_here(std::string_view location) {
  return location.starts_with('/') && !location.starts_with("//") &&
         std::none_of(location.begin(), location.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x21 || c == 0x7F || c == '\\'; });
}

std::shared_ptr<const Asset> make_asset(std::string bytes, std::string_view content_type) {
  auto asset = std::make_shared<Asset>();
  asset->content_type = content_type;
  asset->tag = '"' + sha256_hex(bytes).substr(0, 32) + '"';
  if (is_compressible(content_type)) {
    gzip(bytes, 9, asset->gzipped);
    if (asset->gzipped.size() >= bytes.size()) asset->gzipped.clear();
  }
  asset->bytes = std::move(bytes);
  return asset;
}

Response::Response(Status status, std::string_view content_type, Body body) : status_(status), body_(std::move(body)) {
  headers_.add("Content-Type", content_type);
}

std::string_view Response::text() const {
  if (const auto* text = std::get_if<std::string>(&body_)) return *text;
  if (const auto* asset = std::get_if<std::shared_ptr<const Asset>>(&body_)) return (*asset)->bytes;
  return {};
}

Response& Response::set(std::string_view name, std::string_view value) & {
  headers_.set(name, value);
  return *this;
}
Response&& Response::set(std::string_view name, std::string_view value) && {
  return std::move(set(name, value));
}
Response& Response::add(std::string_view name, std::string_view value) & {
  headers_.add(name, value);
  return *this;
}
Response&& Response::add(std::string_view name, std::string_view value) && {
  return std::move(add(name, value));
}
Response& Response::set_status(Status status) & {
  status_ = status;
  return *this;
}
Response&& Response::set_status(Status status) && {
  return std::move(set_status(status));
}

Response html(std::string body, Status status) {
  return Response(status, "text/html; charset=utf-8", std::move(body));
}
Response plain(std::string body, Status status) {
  return Response(status, "text/plain; charset=utf-8", std::move(body));
}
Response json(std::string body, Status status) {
  return Response(status, "application/json", std::move(body));
}
Response bytes(std::string body, std::string_view content_type) {
  return Response(Status::ok, content_type, std::move(body));
}

Response attachment(Body body, std::string_view content_type, std::string_view file_name) {
  const std::string unicode = repaired_utf8(file_name);
  std::string ascii;
  for (std::size_t at = 0; at < unicode.size();) {
    const char32_t c = next_code_point(unicode, at);
    ascii += c < 0x20 || c > 0x7E || c == '"' || c == '\\' || c == '/' || c == '%' ? '_' : static_cast<char>(c);
  }
  std::string disposition = "attachment; filename=\"" + ascii + "\"";
  if (ascii != unicode) disposition += "; filename*=UTF-8''" + percent_encoded(unicode);
  Response response(Status::ok, content_type, std::move(body));
  response.set("Content-Disposition", disposition).set("Content-Security-Policy", sandboxed_policy);
  return response;
}

Response asset(std::shared_ptr<const Asset> asset) {
  Response response(Status::ok, asset->content_type, asset);
  // Kept by the browser and asked about each time; an address that names its version may say more.
  response.set("ETag", asset->tag).set("Cache-Control", "no-cache");
  return response;
}

Response no_content() {
  return Response(Status::no_content);
}

Response redirect(std::string_view location) {
  return Response(Status::see_other).set("Location", is_path_here(location) ? location : "/");
}

Response moved(std::string_view location) {
  return Response(Status::permanent_redirect).set("Location", is_path_here(location) ? location : "/");
}

Response not_modified(std::string_view tag) {
  return Response(Status::not_modified).set("ETag", tag);
}

Response problem_json(const Problem& problem) {
  std::string text = "{\"type\":\"about:blank\",\"title\":" + json_text(title_of(problem)) +
                     ",\"status\":" + std::to_string(static_cast<int>(problem.status)) +
                     ",\"detail\":" + json_text(problem.sentence);
  if (!problem.reference.empty()) text += ",\"reference\":" + json_text(problem.reference);
  return Response(problem.status, "application/problem+json", text + "}\n");
}

Response answer_problem(const Request& request, const Problem& problem, const ErrorPage& page) {
  if (!request.prefers_html()) return problem_json(problem);
  if (!page) return bare_page(problem);
  Response response = page(request, problem);
  response.set_status(problem.status);
  return response;
}

Problem problem_of(const Error& error) {
  return {status_of(error.code), "", error.sentence, ""};
}

}  // namespace candour::http
