// What a person answers to the remarks on an action.

#include <charconv>
#include <utility>

#include "app/answer.h"
#include "base/text.h"
#include "web/done.h"
#include "web/pages.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;

std::uint64_t version_in(const Request& request) {
  const std::string_view text = request.form("version");
  std::uint64_t version = 0;
  (void)std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

// Does it and goes back to the remark's section; refused, the page stands as it is now with the form open and what was
// typed in it.
template <class Command, class Act>
Response answer(app::Candour& candour, const Request& request, std::string_view done, const Act& act) {
  const auto problem = [&](const Error& error) {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  };
  const std::string id(request.parameter("action"));
  const auto parsed = plan::parse_action_id(id);
  if (!parsed) return problem({ErrorCode::not_found, {}, {}});
  RefusedAnswer refused{
      {}, std::string(request.form("code")), std::string(request.form("facts")), std::string(request.form("reason"))};
  const Command command{parsed->second, refused.code, refused.facts, std::string(trimmed(refused.reason))};
  const auto acted = act(candour, actor_of(request), parsed->first, command, version_in(request));
  if (acted) return tell_done(request, "/actions/" + id + "#remarks", done);
  if (acted.error().code == ErrorCode::not_found) return problem(acted.error());
  auto picture = candour.picture(actor_of(request));
  const view::Row* row = picture ? view::find_row(**picture, id) : nullptr;
  if (!row) return problem(acted.error());
  refused.sentence = acted.error().sentence;
  if (const std::size_t lost = refused.sentence.find(" Nothing of yours was saved"); lost != std::string::npos)
    refused.sentence =
        refused.sentence.substr(0, lost) + " Nothing of yours was saved yet: what you typed is still below.";
  const std::string path = "/actions/" + id;
  return http::html(action_page(around_of(request, path), **picture, *row, {}, refused),
                    http::problem_of(acted.error()).status);
}

}  // namespace

void add_answer_routes(http::Routes& routes, app::Candour& candour) {
  routes.post("/actions/{action}/remarks/answer", [&candour](const Request& request) {
    return answer<plan::AnswerRemark>(candour, request, "Your answer is part of the record.", app::answer_remark);
  });
  routes.post("/actions/{action}/remarks/reopen", [&candour](const Request& request) {
    return answer<plan::WithdrawAnswer>(candour, request, "The remark is asked again.", app::reopen_remark);
  });
}

}  // namespace candour::web
