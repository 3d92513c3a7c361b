// Many actions changed in one go (a body's decision is one of these changes), and what was done together.

#include <algorithm>
#include <utility>

#include "app/together.h"
#include "base/id.h"
#include "plan/steps.h"
#include "web/done.h"
#include "web/form_reading.h"
#include "web/pages/asked.h"
#include "web/pages/parts.h"
#include "web/pages_bulk.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

// Letters are asked for by address, which has an end.
constexpr std::size_t most_to_ask = 200;

struct Chosen {
  const view::Row* row = nullptr;
  std::size_t seen = 0;
};

struct Reading {
  std::string what;  // "lead", "ask" …
  app::BulkChange change;
};
// Nothing of a change that is none: asking and merging lead to pages of their own.
Reading change_of(FormReading& in) {
  Reading read;
  app::BulkChange& change = read.change;
  read.what = in.chosen("do", "Say what changes.");
  change.reason = in.text("reason");
  if (read.what == "lead") {
    change.to = in.text("lead");
    if (change.to.empty()) in.wrong("lead", "Enter the new lead.");
  } else if (read.what == "agency") {
    change.kind = app::BulkKind::agency;
    change.to = in.text("to-agency");
    if (change.to.empty()) in.wrong("to-agency", "Choose the new agency.");
    if (change.reason.empty()) in.wrong("reason", "Say why the actions move to another agency.");
  } else if (read.what == "date") {
    change.kind = app::BulkKind::date;
    change.to = in.text("target");
    if (change.to.empty()) in.wrong("target", "Enter the new date, such as 31 March 2027.");
    if (change.reason.empty()) in.wrong("reason", "Say why the date changes.");
  } else if (read.what == "close") {
    change.kind = app::BulkKind::close;
    change.closure = closure_of(in);
    change.accept_claims = in.text("accept") == "yes";
    change.reason.clear();  // it is the closure's
  } else if (read.what == "retest") {
    change.kind = app::BulkKind::retest;
    change.day = in.needed_date("retest", "The day of the re-test");
  } else if (read.what == "withdraw") {
    change.kind = app::BulkKind::withdraw;
    if (change.reason.empty()) in.wrong("reason", "Say why the actions are withdrawn.");
  } else if (read.what != "ask" && read.what != "merge" && !read.what.empty()) {
    in.wrong("do", "Say what changes.");
  }
  return read;
}

struct Bulk {
  app::Candour& candour;

  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }
  // The filter as the address has it.
  static std::string filter_of(const Request& request) {
    const std::string query = address_with("", around_of(request).query, {{"page", ""}, {"order", ""}});
    return query.empty() ? query : query.substr(1);
  }
  static std::vector<const view::Row*> found(const Request& request, const view::Picture& picture) {
    return view::list(picture, read_query(request).filter, view::Order::document, 1, 0).rows;
  }
  // In the order of the list; each once.
  static std::vector<Chosen> chosen(const Request& request, const view::Picture& picture) {
    std::vector<Chosen> rows;
    if (request.form("which") == "all") {
      for (const view::Row* row : found(request, picture)) rows.push_back({row, row->action->history.size()});
      return rows;
    }
    for (const std::string_view each : request.form().all("row")) {
      const std::size_t at = each.find('@');
      const view::Row* row = view::find_row(picture, each.substr(0, at));
      if (!row || std::any_of(rows.begin(), rows.end(), [&](const Chosen& other) { return other.row == row; }))
        continue;
      const auto seen = at == std::string_view::npos ? std::nullopt : number<std::size_t>(each.substr(at + 1));
      rows.push_back({row, seen.value_or(row->action->history.size())});
    }
    return rows;
  }

  Response choose(const Request& request, const http::Fields& form, std::vector<FieldError> errors,
                  Status status) const {
    auto picture = candour.picture(actor_of(request));
    if (!picture) return problem(request, picture.error());
    const Typed typed{form, !form.empty(), std::move(errors), 0, {}};
    return http::html(bulk_page(around_of(request), **picture, filter_of(request), found(request, **picture), typed),
                      status);
  }

  Response check_page(const Request& request, const view::Picture& picture, const app::BulkChange& change,
                      const std::vector<Chosen>& rows, std::vector<FieldError> errors, Status status) const {
    std::vector<app::ChosenRow> asked;
    for (const Chosen& each : rows) asked.push_back({each.row->plan->id, {each.row->action->number, each.seen}});
    const auto would = app::would_change(candour, actor_of(request), asked, change);
    if (!would) return problem(request, would.error());
    std::vector<CheckedRow> checked;
    for (std::size_t i = 0; i < rows.size(); ++i)
      checked.push_back({rows[i].row, rows[i].seen, (*would)[i] ? (*would)[i]->sentence : std::string()});
    const Typed typed{request.form(), true, std::move(errors), 0, {}};
    return http::html(bulk_check_page(around_of(request), picture, filter_of(request), change, checked, typed), status);
  }

  // The change and its rows as the form has them; where something is missing the form is shown again.
  template <class Then>
  Response with_change(const Request& request, const Then& then) const {
    auto picture = candour.picture(actor_of(request));
    if (!picture) return problem(request, picture.error());
    FormReading in{request.form()};
    const Reading read = change_of(in);
    const std::vector<Chosen> rows = chosen(request, **picture);
    const bool everything = request.form("which") == "all";
    if (rows.empty()) in.wrong("rows", "Choose the actions that change.");
    if (rows.size() > most_rows_at_once)
      in.wrong("rows", "At most " + std::to_string(most_rows_at_once) + " actions are changed at once.");
    if (read.what == "ask" && !everything && rows.size() > most_to_ask)
      in.wrong("rows", "At most " + std::to_string(most_to_ask) +
                           " chosen actions are asked about at once; all that a filter finds may be more.");
    if (read.what == "merge" && (rows.size() != 2 || rows[0].row->plan != rows[1].row->plan))
      in.wrong("rows", "Choose two actions of one plan to merge.");
    if (!in.errors.empty()) return choose(request, request.form(), std::move(in.errors), Status::unprocessable);
    if (read.what == "merge")
      return http::redirect(action_address(*rows[0].row) +
                            "/merge?with=" + std::to_string(rows[1].row->action->number));
    if (read.what == "ask") return http::redirect(address_to_ask(request, everything, rows));
    return then(**picture, read.change, rows);
  }
  static std::string address_to_ask(const Request& request, bool everything, const std::vector<Chosen>& rows) {
    http::Fields query;
    if (everything) return "/requests/new?" + filter_of(request);
    const plan::Agency* agency = rows.front().row->agency;
    if (agency && std::all_of(rows.begin(), rows.end(), [&](const Chosen& each) { return each.row->agency == agency; }))
      query.add("agency", agency->id.text());
    for (const Chosen& each : rows) query.add("row", each.row->id);
    return "/requests/new?" + query.encoded();
  }

  Response check(const Request& request) const {
    return with_change(
        request, [&](const view::Picture& picture, const app::BulkChange& change, const std::vector<Chosen>& rows) {
          return check_page(request, picture, change, rows, {}, Status::ok);
        });
  }

  Response act(const Request& request) const {
    return with_change(
        request, [&](const view::Picture&, const app::BulkChange& change, const std::vector<Chosen>& rows) -> Response {
          std::vector<app::ChosenRow> asked;
          for (const Chosen& each : rows) asked.push_back({each.row->plan->id, {each.row->action->number, each.seen}});
          const auto done = app::change_together(candour, actor_of(request), asked, change);
          if (done)
            return tell_done(request, together_address(*done),
                             count_of(rows.size(), "action was ", "actions were ") + done_words(change.kind));
          if (done.error().code == ErrorCode::not_found) return problem(request, done.error());
          // As it stands now, with what each makes of the change.
          auto now = candour.picture(actor_of(request));
          if (!now) return problem(request, now.error());
          return check_page(request, **now, change, chosen(request, **now),
                            {{.text = done.error().sentence, .field = {}}}, http::problem_of(done.error()).status);
        });
  }
  static std::string done_words(app::BulkKind kind) {
    switch (kind) {
      case app::BulkKind::close:
        return "closed: the decision was recorded.";
      case app::BulkKind::withdraw:
        return "withdrawn.";
      default:
        return "changed.";
    }
  }

  // ---- What was done together ----

  Response together(const Request& request, std::vector<FieldError> errors, Status status) const {
    auto picture = candour.picture(actor_of(request));
    if (!picture) return problem(request, picture.error());
    const app::Together parts = app::parts_of(**picture, request.parameter("change"));
    if (parts.steps.empty()) return problem(request, {ErrorCode::not_found, {}, {}});
    std::string why_not;
    for (const auto& [plan, step] : parts.steps)
      if (auto why = plan::why_not_undone(*plan->plan, step); why && why_not.empty()) why_not = std::move(*why);
    const Typed typed{request.form(), !errors.empty(), std::move(errors), 0, {}};
    return http::html(together_page(around_of(request), **picture, parts, why_not, typed), status);
  }

  Response undo(const Request& request) const {
    const std::string reason = text_in(request.form(), "reason");
    const auto undone = app::undo_together(candour, actor_of(request), request.parameter("change"), reason);
    if (undone) return tell_done(request, together_address(*undone), "It was undone: everything stands as before.");
    if (undone.error().code == ErrorCode::not_found) return problem(request, undone.error());
    const bool missing = undone.error().code == ErrorCode::bad_input;
    return together(request, {{.text = undone.error().sentence, .field = missing ? "reason" : ""}},
                    http::problem_of(undone.error()).status);
  }
};

}  // namespace

void add_bulk_routes(http::Routes& routes, app::Candour& candour) {
  const Bulk bulk{candour};
  routes.get("/actions/change", [bulk](const Request& request) { return bulk.choose(request, {}, {}, Status::ok); });
  routes.post("/actions/change/again",
              [bulk](const Request& request) { return bulk.choose(request, request.form(), {}, Status::ok); });
  routes.post("/actions/change/check", [bulk](const Request& request) { return bulk.check(request); });
  routes.post("/actions/change", [bulk](const Request& request) { return bulk.act(request); });
  routes.get("/changes/{change}", [bulk](const Request& request) { return bulk.together(request, {}, Status::ok); });
  routes.post("/changes/{change}", [bulk](const Request& request) { return bulk.undo(request); });
}

}  // namespace candour::web
