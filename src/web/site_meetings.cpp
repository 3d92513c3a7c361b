// What a person can do about a meeting, a risk register and an inspector's recommendations.

#include <functional>
#include <utility>

#include "app/import.h"
#include "base/text.h"
#include "web/done.h"
#include "web/form_reading.h"
#include "web/pages/asked.h"
#include "web/pages_meeting.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

struct Desk {
  app::Candour& candour;

  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }

  static std::map<std::string, std::string> typed_in(const Request& request) {
    std::map<std::string, std::string> typed;
    for (const auto& [name, value] : request.form().all()) typed.emplace(name, value);
    return typed;
  }

  // The meeting as it stands, with the form open and what was typed still in it.
  Response meeting_again(const Request& request, Sent sent, Status status) const {
    auto picture = candour.picture(actor_of(request));
    if (!picture) return problem(request, picture.error());
    const meeting::Meeting* meeting =
        view::find_meeting(**picture, meeting::MeetingId(std::string(request.parameter("meeting"))));
    if (!meeting) return problem(request, {ErrorCode::not_found, {}, {}});
    sent.typed = typed_in(request);
    const std::string path = "/meetings/" + meeting->id.text();
    return http::html(meeting_page(around_of(request, path), **picture, *meeting, sent), status);
  }

  // Does it, and goes back to the meeting; a refusal or a clash is told beside the form.
  Response act(const Request& request, const std::string& form, std::string_view field,
               const meeting::MeetingCommand& command, std::string_view done, std::string_view anchor) const {
    const meeting::MeetingId id{std::string(request.parameter("meeting"))};
    const auto acted =
        candour.act(actor_of(request), id, command, number<std::uint32_t>(request.form("version")).value_or(0));
    if (acted) return tell_done(request, "/meetings/" + id.text() + std::string(anchor), done);
    if (acted.error().code == ErrorCode::not_found) return problem(request, acted.error());
    const bool clash = acted.error().code == ErrorCode::conflict;
    std::string sentence = acted.error().sentence;
    if (clash && sentence.find("Nothing of yours was saved") != std::string::npos)
      sentence = sentence.substr(0, sentence.find(" Nothing of yours")) +
                 " Nothing of yours was saved yet: what you typed is still below.";
    return meeting_again(request, {form, clash ? "" : std::string(field), std::move(sentence), {}},
                         http::problem_of(acted.error()).status);
  }
};

using Act = std::function<Response(const Desk&, const Request&, std::uint32_t number, const std::string& anchor)>;

void add_act(http::Routes& routes, const Desk& desk, const std::string& path, const char* what, const Act& act) {
  routes.post("/meetings/{meeting}/" + path, [desk, what, act](const Request& request) {
    const auto which = number<std::uint32_t>(request.parameter("number"));
    if (!which) return desk.problem(request, {ErrorCode::not_found, {}, {}});
    return act(desk, request, *which, "#" + std::string(what) + "-" + std::to_string(*which));
  });
}

}  // namespace

void add_meeting_routes(http::Routes& routes, app::Candour& candour) {
  const Desk desk{candour};

  add_act(routes, desk, "questions/{number}/answer", "question",
          [](const Desk& at, const Request& request, std::uint32_t which, const std::string& anchor) {
            return at.act(request, "answer-" + std::to_string(which), "answer",
                          meeting::AnswerQuestion{which, std::string(request.form("answered-by")),
                                                  std::string(request.form("answer"))},
                          "The answer was recorded.", anchor);
          });
  add_act(routes, desk, "resolutions/{number}/report-back", "resolution",
          [](const Desk& at, const Request& request, std::uint32_t which, const std::string& anchor) {
            const std::string form = "report-back-" + std::to_string(which);
            const auto day = day_in(request.form(), "date");
            if (!day)
              return at.meeting_again(
                  request, {form, "date", "The report-back date must be a real date, such as 19 7 2026.", {}},
                  Status::unprocessable);
            const bool moved = trimmed(request.form("reason")).empty();
            return at.act(request, form, moved ? "reason" : "date",
                          meeting::SetReportBack{which, *day, std::string(trimmed(request.form("reason")))},
                          "The report-back date was saved.", anchor);
          });
  add_act(routes, desk, "resolutions/{number}/met", "resolution",
          [](const Desk& at, const Request& request, std::uint32_t which, const std::string& anchor) {
            const std::string form = "met-" + std::to_string(which);
            const auto day = day_in(request.form(), "date");
            if (!day || !*day)
              return at.meeting_again(request, {form, "date", "Enter the day it was met, such as 19 7 2026.", {}},
                                      Status::unprocessable);
            const std::string shown(trimmed(request.form("shown-by")));
            return at.act(request, form, shown.empty() ? "shown-by" : "date",
                          meeting::MeetResolution{which, **day, shown}, "The resolution is met.", anchor);
          });
  add_act(routes, desk, "resolutions/{number}/set-aside", "resolution",
          [](const Desk& at, const Request& request, std::uint32_t which, const std::string& anchor) {
            const auto state = meeting::resolution_state_from_text(request.form("state"));
            return at.act(request, "set-aside-" + std::to_string(which), state ? "reason" : "state",
                          meeting::SetAsideResolution{which, state.value_or(meeting::ResolutionState::open),
                                                      std::string(trimmed(request.form("reason")))},
                          "The resolution was set aside.", anchor);
          });
  add_act(routes, desk, "resolutions/{number}/reopen", "resolution",
          [](const Desk& at, const Request& request, std::uint32_t which, const std::string& anchor) {
            return at.act(request, "reopen-" + std::to_string(which), "reason",
                          meeting::ReopenResolution{which, std::string(trimmed(request.form("reason")))},
                          "The resolution is open again.", anchor);
          });
  routes.post("/meetings/{meeting}/withdraw", [desk](const Request& request) {
    const std::string reason(trimmed(request.form("reason")));
    auto withdrawn = app::withdraw_import(desk.candour, actor_of(request),
                                          meeting::MeetingId(std::string(request.parameter("meeting"))), reason);
    if (withdrawn)
      return tell_done(request, "/meetings", "The import was withdrawn. It stays in the record, with your reason.");
    if (withdrawn.error().code == ErrorCode::not_found) return desk.problem(request, withdrawn.error());
    return desk.meeting_again(request, {"withdraw", "reason", withdrawn.error().sentence, {}},
                              http::problem_of(withdrawn.error()).status);
  });
  routes.post("/registers/{register}/withdraw", [desk](const Request& request) {
    const risk::RegisterId id{std::string(request.parameter("register"))};
    auto withdrawn =
        app::withdraw_import(desk.candour, actor_of(request), id, std::string(trimmed(request.form("reason"))));
    if (withdrawn)
      return tell_done(request, "/registers", "The import was withdrawn. It stays in the record, with your reason.");
    auto picture = desk.candour.picture(actor_of(request));
    const risk::Register* reg = picture ? view::find_register(**picture, id) : nullptr;
    if (!reg) return desk.problem(request, withdrawn.error());
    const std::string path = "/registers/" + id.text();
    return http::html(register_page(around_of(request, path), **picture, *reg,
                                    {"withdraw", "reason", withdrawn.error().sentence, {}}),
                      http::problem_of(withdrawn.error()).status);
  });

  // Ties of an action to an inspector's recommendation.
  const auto tie = [desk](const Request& request, const plan::PlanCommand& command, RefusedTie refused,
                          std::string_view done) {
    const std::string id(request.parameter("action"));
    const auto parsed = plan::parse_action_id(id);
    if (!parsed) return desk.problem(request, {ErrorCode::not_found, {}, {}});
    const auto acted = desk.candour.act(actor_of(request), parsed->first, command,
                                        number<std::uint32_t>(request.form("version")).value_or(0));
    if (acted) return tell_done(request, "/actions/" + id + "#ties", done);
    auto picture = desk.candour.picture(actor_of(request));
    const view::Row* row = picture ? view::find_row(**picture, id) : nullptr;
    if (!row || acted.error().code == ErrorCode::not_found) return desk.problem(request, acted.error());
    refused.sentence = acted.error().sentence;
    refused.reason = std::string(request.form("reason"));
    const std::string path = "/actions/" + id;
    return http::html(action_page(around_of(request, path), **picture, *row, refused),
                      http::problem_of(acted.error()).status);
  };
  routes.post("/actions/{action}/tie", [tie](const Request& request) {
    const std::string_view chosen = request.form("recommendation");
    const std::size_t slash = std::min(chosen.find('/'), chosen.size());
    const auto parsed = plan::parse_action_id(request.parameter("action"));
    return tie(request,
               plan::TieAction{parsed ? parsed->second : 0,
                               {plan::PlanId(std::string(chosen.substr(0, slash))),
                                std::string(chosen.substr(std::min(slash + 1, chosen.size()))),
                                std::string(trimmed(request.form("reason")))}},
               {RefusedTie::Act::tie, {}, std::string(chosen), {}}, "The action is tied to the recommendation.");
  });
  routes.post("/actions/{action}/untie", [tie](const Request& request) {
    const auto parsed = plan::parse_action_id(request.parameter("action"));
    return tie(
        request,
        plan::UntieAction{parsed ? parsed->second : 0, plan::PlanId(std::string(request.form("plan"))),
                          std::string(request.form("recommendation")), std::string(trimmed(request.form("reason")))},
        {RefusedTie::Act::untie,
         {},
         std::string(request.form("plan")) + "/" + std::string(request.form("recommendation")),
         {}},
        "The action is no longer tied to it.");
  });

  routes.post("/plans/{plan}/responses", [desk](const Request& request) {
    const plan::PlanId id{std::string(request.parameter("plan"))};
    RefusedResponse sent{{},
                         std::string(request.form("recommendation")),
                         std::string(request.form("agency")),
                         std::string(request.form("kind")),
                         std::string(request.form("text"))};
    const plan::Response response{plan::response_kind_from_text(sent.kind).value_or(plan::ResponseKind::in_words),
                                  std::string(trimmed(sent.text))};
    const auto acted = desk.candour.act(actor_of(request), id,
                                        plan::GiveResponse{sent.recommendation, plan::AgencyId(sent.agency), response},
                                        number<std::uint32_t>(request.form("version")).value_or(0));
    if (acted) return tell_done(request, "/plans/" + id.text(), "The response was recorded.");
    auto picture = desk.candour.picture(actor_of(request));
    const auto page =
        picture ? view::plan_page(**picture, id, view::Grouping::finding, {}) : std::optional<view::PlanPage>();
    if (!page || acted.error().code == ErrorCode::not_found) return desk.problem(request, acted.error());
    sent.sentence = acted.error().sentence;
    const std::string path = "/plans/" + id.text();
    return http::html(plan_page(around_of(request, path), **picture, *page, view::Grouping::finding, {}, sent),
                      http::problem_of(acted.error()).status);
  });

  const auto original = [desk](const Request& request, const std::string& sha256, const std::string& name) {
    auto bytes = desk.candour.store().original(sha256);
    if (!bytes) return desk.problem(request, bytes.error());
    return http::attachment(std::move(*bytes), "application/octet-stream", name);
  };
  routes.get("/meetings/{meeting}/original", [desk, original](const Request& request) {
    auto picture = desk.candour.picture(actor_of(request));
    if (!picture) return desk.problem(request, picture.error());
    const auto* meeting = view::find_meeting(**picture, meeting::MeetingId(std::string(request.parameter("meeting"))));
    if (!meeting) return desk.problem(request, {ErrorCode::not_found, {}, {}});
    return original(request, meeting->import.document_sha256, meeting->import.document_name);
  });
  routes.get("/registers/{register}/original", [desk, original](const Request& request) {
    auto picture = desk.candour.picture(actor_of(request));
    if (!picture) return desk.problem(request, picture.error());
    const auto* reg = view::find_register(**picture, risk::RegisterId(std::string(request.parameter("register"))));
    if (!reg) return desk.problem(request, {ErrorCode::not_found, {}, {}});
    return original(request, reg->import.document_sha256, reg->import.document_name);
  });
}

}  // namespace candour::web
