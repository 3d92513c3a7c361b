#pragma once
// One request as a handler sees it: whole, checked, decoded. Its views live as long as the Request, which lives
// for the handler's call; keep copies of what outlives it. Handlers only read it, so any number of threads may.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "http/form.h"
#include "http/headers.h"

namespace candour::http {

enum class Method { get, head, post, put, patch, remove, options };  // `remove` is DELETE

std::string_view name(Method method);                    // "GET"
std::optional<Method> method_of(std::string_view name);  // case matters, as in RFC 9110, 9.1
// GET, HEAD and OPTIONS change nothing (RFC 9110, 9.2.1).
bool is_safe(Method method);

// Who asks, as the site's own guard found out (router.h). Opaque to the server; immutable.
class Asker {
 public:
  virtual ~Asker() = default;
};

class Request {
 public:
  // For tests, the gallery and whoever has no network: Request::make(Method::get, "/plans?by=agency"). The target
  // must be one that the server would take (see set_target).
  static Request make(Method method, std::string_view target, std::initializer_list<Header> headers = {},
                      std::string body = {});
  static Request make_form(std::string_view target, Fields form, std::vector<Upload> files = {});

  Method method() const { return method_; }
  // Path and query as sent, percent-encoded: for links back to this very page.
  std::string_view target() const { return target_; }
  // The path as sent, percent-encoded, without the query.
  std::string_view path() const { return std::string_view(target_).substr(0, path_size_); }
  // The path's segments, decoded: "/plans/a%2Fb" is {"plans", "a/b"}; "/" is empty; "/plans/" ends with "".
  const std::vector<std::string>& segments() const { return segments_; }
  // What the route calls {name}, decoded; "" when it has none of that name.
  std::string_view parameter(std::string_view name) const;
  // The query as sent, without '?'.
  std::string_view query_text() const;
  const Fields& query() const { return query_; }
  std::string_view query(std::string_view name) const { return query_.get(name); }

  // The first header of the name, without case; "" when absent.
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const;
  std::size_t count_headers(std::string_view name) const;
  // The value of the cookie; "" when absent (RFC 6265).
  std::string_view cookie(std::string_view name) const;
  // "127.0.0.1:8080", as the client wrote it and the server allowed it.
  std::string_view host() const { return header("host"); }
  // The media type of the body in lower case, without parameters: "multipart/form-data"; "" when absent.
  std::string content_type() const;

  // The fields of an urlencoded or multipart form.
  const Fields& form() const { return form_; }
  std::string_view form(std::string_view name) const { return form_.get(name); }
  // The files of a multipart form, in the order sent. A file control left empty is not among them.
  const std::vector<Upload>& files() const { return files_; }
  const Upload* file(std::string_view field) const;  // the first of this field; null when there is none
  // A body that is no form, such as JSON; "" for forms.
  const std::string& body() const { return body_; }

  // True when the client holds this version already (If-None-Match, weak comparison, RFC 9110, 13.1.2): answer
  // not_modified(tag) and spare the rendering. `tag` with its quotes.
  bool has_version(std::string_view tag) const;
  // True when the first choice of Accept is HTML: a person with a browser.
  bool prefers_html() const;

  // The client's address, without port; "" where there is no network.
  const std::string& remote() const { return remote_; }
  // nullptr where no guard looked.
  const std::shared_ptr<const Asker>& asker() const { return asker_; }

  // ---- For the server and the router ----
  void clear();
  void set_remote(std::string remote) { remote_ = std::move(remote); }
  void set_asker(std::shared_ptr<const Asker> asker) { asker_ = std::move(asker); }
  void set_method(Method method) { method_ = method; }
  // Takes "/path?query" (RFC 9112, 3.2.1). bad_input when it is none, or when the decoded path holds U+0000, bad UTF-8,
  // or the segments "." or "..".
  Result<void> set_target(std::string_view target);
  void add_header(std::string_view name, std::string_view value);
  void set_parameters(std::vector<std::pair<std::string, std::string>> parameters);
  void set_form(Fields form, std::vector<Upload> files);
  void set_body(std::string body);

 private:
  struct Span {
    std::uint32_t name_at, name_size, value_at, value_size;
  };
  std::string_view name_of(const Span& span) const { return {header_text_.data() + span.name_at, span.name_size}; }
  std::string_view value_of(const Span& span) const { return {header_text_.data() + span.value_at, span.value_size}; }

  Method method_ = Method::get;
  std::string target_ = "/";
  std::size_t path_size_ = 1;
  std::vector<std::string> segments_;
  std::vector<std::pair<std::string, std::string>> parameters_;
  Fields query_;
  // All header text in one buffer that keeps its capacity from request to request.
  std::string header_text_;
  std::vector<Span> headers_;
  Fields form_;
  std::vector<Upload> files_;
  std::string body_;
  std::string remote_;
  std::shared_ptr<const Asker> asker_;
};

}  // namespace candour::http
