// Who asks, and whether they may: stands before every handler.

#include "web/site.h"

namespace candour::web {
namespace {

const Asking* asking_of(const http::Request& request) {
  return dynamic_cast<const Asking*>(request.asker().get());
}

}  // namespace

app::Actor actor_of(const http::Request& request) {
  if (const Asking* asking = asking_of(request)) return asking->actor;
  return {.name = {}, .person = people::PersonId()};
}

Around around_of(const http::Request& request) {
  Around around = around_of(request, request.path());
  around.query = request.query_text();
  around.done = request.query("done");
  return around;
}

Around around_of(const http::Request& request, std::string_view path) {
  Around around{.path = path, .query = {}, .done = {}, .notice = {}, .known = {}};
  if (const Asking* asking = asking_of(request)) {
    around.person = asking->name;
    around.form_token = asking->form_token;
  }
  return around;
}

http::Guard guard_of(app::Candour&) {
  http::Guard guard;
  guard.admit = [](const http::Route*, http::Request& request) -> std::optional<http::Response> {
    request.set_asker(std::make_shared<const Asking>());
    return std::nullopt;
  };
  return guard;
}

}  // namespace candour::web
