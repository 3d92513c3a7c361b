#pragma once
// What a handler answers. Values only: the server adds length, date, compression and the default headers.
//
//   return http::html(page(model));
//   return http::redirect("/plans/" + plan.text());

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "http/headers.h"
#include "http/request.h"
#include "http/status.h"

namespace candour::http {

// Bytes made once and served often: a style sheet. Immutable, so any thread.
struct Asset {
  std::string content_type;
  std::string bytes;
  std::string gzipped;  // empty when gzip does not make it smaller
  std::string tag;      // the strong entity tag of `bytes`, with quotes
};
// Compresses (level 9) and hashes once.
std::shared_ptr<const Asset> make_asset(std::string bytes, std::string_view content_type);

// A file sent piece by piece; its size is taken when sending begins.
struct FileBody {
  std::filesystem::path path;
};

using Body = std::variant<std::string, std::shared_ptr<const Asset>, FileBody>;

class Response {
 public:
  explicit Response(Status status = Status::ok) : status_(status) {}
  Response(Status status, std::string_view content_type, Body body);

  Status status() const { return status_; }
  const Headers& headers() const { return headers_; }
  const Body& body() const { return body_; }
  Body& body() { return body_; }
  // The body when it is text or an asset; "" for a file.
  std::string_view text() const;

  // These chain: return html(page).set("Cache-Control", "private, max-age=60");
  Response& set(std::string_view name, std::string_view value) &;
  Response&& set(std::string_view name, std::string_view value) &&;
  Response& add(std::string_view name, std::string_view value) &;
  Response&& add(std::string_view name, std::string_view value) &&;
  Response& set_status(Status status) &;
  Response&& set_status(Status status) &&;

 private:
  Status status_;
  Headers headers_;
  Body body_;
};

Response html(std::string body, Status status = Status::ok);
Response plain(std::string body, Status status = Status::ok);
Response json(std::string body, Status status = Status::ok);
Response bytes(std::string body, std::string_view content_type);
// Offered for saving under `file_name`, any Unicode (RFC 6266, 8187), sandboxed.
Response attachment(Body body, std::string_view content_type, std::string_view file_name);
Response asset(std::shared_ptr<const Asset> asset);
Response no_content();
// A path of this site that no browser takes for another: "//host", "/\\host" and a path with a blank or a control
// character in it are none.
bool is_path_here(std::string_view location);
// 303: after a POST, look there. `location` is a path of this site; anything else ("//elsewhere", "https:…") becomes
// "/".
Response redirect(std::string_view location);
// 308, for addresses that have moved for good. `location` as above.
Response moved(std::string_view location);
// 304 for a client whose Request::has_version(tag).
Response not_modified(std::string_view tag);

// An error as people and programs are told of it.
struct Problem {
  Status status = Status::internal_error;
  std::string title;      // "" takes reason(status)
  std::string sentence;   // plain English: what, where, what to do
  std::string reference;  // quoted by people, found in the log; may be ""
};
// application/problem+json (RFC 9457): type about:blank, title, status, detail, and reference when there is one.
Response problem_json(const Problem& problem);
// Draws a Problem for a person. It may be called with a Request whose target could not be read (then "/").
using ErrorPage = std::function<Response(const Request&, const Problem&)>;
// Through `page` when the request prefers HTML (a bare page when there is no `page`), else as problem_json.
Response answer_problem(const Request& request, const Problem& problem, const ErrorPage& page);
Problem problem_of(const Error& error);

}  // namespace candour::http
