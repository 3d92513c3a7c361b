#include "http/router.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "http/inside/dispatch.h"

namespace candour::http {
namespace {

constexpr std::size_t method_count = 7;

std::size_t slot(Method method) {
  return static_cast<std::size_t>(method);
}

}  // namespace

struct Routes::Node {
  struct Endpoint {
    const Route* route = nullptr;
    std::vector<std::string> names;
  };
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  std::unique_ptr<Node> rest;
  std::array<Endpoint, method_count> endpoints;

  const Endpoint* endpoint(Method method) const {
    const auto& own = endpoints[slot(method)];
    if (own.route != nullptr) return &own;
    const auto& get = endpoints[slot(Method::get)];
    return method == Method::head && get.route != nullptr ? &get : nullptr;
  }
  bool has_any() const {
    for (const auto& one : endpoints)
      if (one.route != nullptr) return true;
    return false;
  }
};

namespace {

// Walks the tree, literal first, and goes back where a branch ends without the method. Whatever node the path reaches
// is noted for Allow.
template <class Node>
class Walk {
 public:
  Walk(Method method, const std::vector<std::string>& segments, std::size_t size)
      : method_(method), segments_(segments), size_(size) {}

  const typename Node::Endpoint* from(const Node& node, std::size_t at) {
    if (at == size_) return arrive(node);
    const std::string& segment = segments_[at];
    if (segment.empty()) return nullptr;
    if (const auto found = node.literals.find(segment); found != node.literals.end())
      if (const auto* endpoint = from(*found->second, at + 1)) return endpoint;
    if (node.parameter) {
      values_.push_back(segment);
      if (const auto* endpoint = from(*node.parameter, at + 1)) return endpoint;
      values_.pop_back();
    }
    if (node.rest) {
      std::string rest = segment;
      for (std::size_t i = at + 1; i < size_; ++i) {
        if (segments_[i].empty()) return nullptr;
        rest += '/' + segments_[i];
      }
      values_.push_back(std::move(rest));
      if (const auto* endpoint = arrive(*node.rest)) return endpoint;
      values_.pop_back();
    }
    return nullptr;
  }

  std::vector<std::string> values_;
  std::array<bool, method_count> known_ = {};
  bool reached_ = false;

 private:
  const typename Node::Endpoint* arrive(const Node& node) {
    for (std::size_t i = 0; i < method_count; ++i)
      if (node.endpoints[i].route != nullptr) known_[i] = reached_ = true;
    return node.endpoint(method_);
  }

  Method method_;
  const std::vector<std::string>& segments_;
  std::size_t size_;
};

std::string allow_text(const std::array<bool, method_count>& known) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < method_count; ++i) {
    const auto method = static_cast<Method>(i);
    if (known[i] || (method == Method::head && known[slot(Method::get)]) || method == Method::options)
      names.emplace_back(name(method));
  }
  return join(names, ", ");
}

}  // namespace

Routes::Routes() : root_(std::make_unique<Node>()) {}
Routes::Routes(Routes&&) noexcept = default;
Routes& Routes::operator=(Routes&&) noexcept = default;
Routes::~Routes() = default;

Routes& Routes::get(std::string_view pattern, Handler handler, RouteOptions options) {
  return add(Method::get, pattern, std::move(handler), std::move(options));
}

Routes& Routes::post(std::string_view pattern, Handler handler, RouteOptions options) {
  return add(Method::post, pattern, std::move(handler), std::move(options));
}

Routes& Routes::add(Method method, std::string_view pattern, Handler handler, RouteOptions options) {
  const std::string title = std::string(name(method)) + " " + std::string(pattern);
  const auto note = [&](std::string what) {
    if (fault_.empty()) fault_ = title + " " + std::move(what);
  };
  if (!handler) note("has no handler");
  if (!pattern.starts_with('/')) note("does not begin with a slash");
  auto* node = root_.get();
  std::vector<std::string> names;
  const auto parts = pattern.size() > 1 ? split(pattern.substr(1), '/') : std::vector<std::string_view>{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto part = parts[i];
    if (part.empty()) note("has an empty segment");
    std::unique_ptr<Node>* next = nullptr;
    if (part.size() > 2 && part.front() == '{' && part.back() == '}') {
      part = part.substr(1, part.size() - 2);
      if (part.ends_with("...")) {
        if (i + 1 != parts.size()) note("has something behind {rest...}");
        part.remove_suffix(3);
        next = &node->rest;
      } else {
        next = &node->parameter;
      }
      for (const auto& earlier : names)
        if (earlier == part) note("names {" + std::string(part) + "} twice");
      names.emplace_back(part);
    } else {
      if (part.find_first_of("{}") != std::string_view::npos) note("has a brace inside a segment");
      next = &node->literals[std::string(part)];
    }
    if (!*next) *next = std::make_unique<Node>();
    node = next->get();
  }
  if (options.logged == LoggedPath::pattern && !parts.empty()) secret_.emplace_back(parts.front());
  auto& endpoint = node->endpoints[slot(method)];
  if (endpoint.route != nullptr) note("is declared twice, the other time as " + endpoint.route->pattern);
  all_.push_back(std::make_unique<Route>(Route{method, std::string(pattern), std::move(handler), std::move(options)}));
  endpoint = {all_.back().get(), std::move(names)};
  return *this;
}

Routes& Routes::set_guard(Guard guard) {
  guard_ = std::move(guard);
  return *this;
}

Match Routes::find(const Request& request) const {
  const auto& segments = request.segments();
  Match match;
  Walk<Node> walk(request.method(), segments, segments.size());
  if (const auto* endpoint = walk.from(*root_, 0)) {
    match.route = endpoint->route;
    for (std::size_t i = 0; i < endpoint->names.size(); ++i)
      match.parameters.emplace_back(endpoint->names[i], std::move(walk.values_[i]));
    return match;
  }
  if (walk.reached_) {
    match.allow = allow_text(walk.known_);
    return match;
  }
  if (segments.size() > 1 && segments.back().empty()) {
    Walk<Node> shorter(request.method(), segments, segments.size() - 1);
    if (shorter.from(*root_, 0) != nullptr || shorter.reached_) {
      match.moved_to = std::string(request.path().substr(0, request.path().size() - 1));
      if (!request.query_text().empty()) match.moved_to += '?' + std::string(request.query_text());
    }
  }
  return match;
}

std::string Routes::logged_path(const Request& request, const Match& match) const {
  if (match.route != nullptr && match.route->options.logged == LoggedPath::pattern) return match.route->pattern;
  // However it was mistyped: "/U/…" and "//u/…" lead nowhere, and are as secret.
  std::string path;
  for (const std::string& segment : request.segments()) {
    path += "/" + segment;
    if (std::any_of(secret_.begin(), secret_.end(),
                    [&](const std::string& secret) { return equal_ignoring_case(secret, segment); }))
      return path + "/…";
  }
  return std::string(request.path());
}

Response Routes::answer(Request request, const ErrorPage& page) const {
  auto match = find(request);
  request.set_parameters(std::move(match.parameters));
  if (auto answered = admit(guard_, match, request, page, {})) return std::move(*answered);
  if (auto answered = take(guard_, match, request, page, {})) return std::move(*answered);
  return dispatch(match, request, page, {});
}

}  // namespace candour::http
