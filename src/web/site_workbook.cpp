// Workbooks that agencies fill in: fetched, sent back, looked at, taken in.

#include <utility>

#include "app/workbook.h"
#include "base/text.h"
#include "report/workbook.h"
#include "web/done.h"
#include "web/pages_workbook.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

// Every cell of a large workbook may be answered for, and each is three fields.
constexpr http::BodyLimits answers{.text = 16u << 20, .file = 0, .total = 16u << 20, .fields = 100'000};

struct Desk {
  app::Candour& candour;

  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }

  // Of a plan, and there of one agency where the address or the form says so; or of an agency.
  static workbook::Scope scope_of(const Request& request) {
    workbook::Scope scope;
    if (const auto plan = request.parameter("plan"); !plan.empty()) {
      scope.plan = plan::PlanId(std::string(plan));
      const std::string_view agency = request.form("agency").empty() ? request.query("agency") : request.form("agency");
      if (is_id_text(agency)) scope.agency = plan::AgencyId(std::string(agency));
    } else {
      scope.agency = plan::AgencyId(std::string(request.parameter("agency")));
    }
    return scope;
  }

  Response desk(const Request& request, std::string refused, Status status) const {
    const app::Actor actor = actor_of(request);
    auto picture = candour.picture(actor);
    if (!picture) return problem(request, picture.error());
    WorkbookDesk desk{scope_of(request), 0, std::move(refused), {}};
    auto form = app::workbook_to_fill_in(candour, actor, desk.scope);
    if (!form && form.error().code != ErrorCode::bad_input) return problem(request, form.error());
    if (form)
      for (const workbook::FormSheet& sheet : form->sheets) desk.rows += sheet.rows.size();
    for (app::WaitingWorkbook& each : app::waiting_workbooks(candour, actor))
      if (desk.scope.plan ? each.scope.plan == desk.scope.plan : each.scope == desk.scope)
        desk.waiting.push_back(std::move(each));
    return http::html(workbook_desk_page(around_of(request), **picture, desk), status);
  }

  Response download(const Request& request) const {
    auto form = app::workbook_to_fill_in(candour, actor_of(request), scope_of(request));
    if (!form) return problem(request, form.error());
    auto bytes = report::xlsx(*form);
    if (!bytes) return problem(request, bytes.error());
    std::string name = form->sheets.size() == 1 ? form->sheets.front().name : "action-plans";
    if (!form->agency.empty()) name += "-" + form->agency;
    return http::attachment(std::move(*bytes), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            replaced(folded(name), " ", "-") + "-" + form->made.iso() + ".xlsx");
  }

  Response receive(const Request& request) const {
    const http::Upload* file = request.file("workbook");
    if (!file || file->size() == 0)
      return desk(request, "Choose the workbook to send back. It must not be empty.", Status::unprocessable);
    auto waiting =
        app::receive_workbook(candour, actor_of(request), file->bytes(),
                              file->file_name().empty() ? "workbook.xlsx" : file->file_name(), scope_of(request));
    if (!waiting && waiting.error().code == ErrorCode::not_found) return problem(request, waiting.error());
    if (!waiting) return desk(request, waiting.error().sentence, http::problem_of(waiting.error()).status);
    return http::redirect("/workbooks/" + waiting->id);
  }

  // What a workbook proposes now.
  struct Open {
    app::WaitingWorkbook waiting;
    workbook::Returned returned;
    std::shared_ptr<const view::Picture> picture;
    workbook::Comparison comparison;
  };
  Result<Open> open(const Request& request) const {
    const app::Actor actor = actor_of(request);
    CANDOUR_TRY(waiting, app::waiting_workbook(candour, actor, request.parameter("workbook")));
    CANDOUR_TRY(bytes, app::workbook_as_sent(candour, waiting));
    CANDOUR_TRY(returned, app::read_workbook(candour, bytes, waiting.file_name));
    CANDOUR_TRY(picture, candour.picture(actor));
    CANDOUR_TRY(comparison, app::compare_workbook(candour, actor, returned, waiting.scope));
    return Open{std::move(waiting), std::move(returned), std::move(picture), std::move(comparison)};
  }

  Response look(const Request& request) const {
    auto opened = open(request);
    if (!opened) return problem(request, opened.error());
    return http::html(workbook_page(around_of(request), *opened->picture, opened->waiting, opened->comparison,
                                    {workbook::likely(opened->comparison), {}, {}, {}}));
  }

  static WorkbookChoices chosen_in(const Request& request, const workbook::Comparison& comparison) {
    WorkbookChoices chosen;
    for (const workbook::RowProposals& row : comparison.rows)
      for (const workbook::Proposal& each : row.cells) {
        const std::string key = workbook::key_of(each);
        const std::string_view take = request.form(take_field(key));
        if (take.empty()) {
          if (each.kind == workbook::Case::conflict)
            chosen.errors[key] = each.cell + ": choose which of the two stands.";
          continue;
        }
        workbook::Choice choice;
        choice.take = take == "theirs"  ? workbook::Take::theirs
                      : take == "typed" ? workbook::Take::typed
                                        : workbook::Take::now;
        choice.typed = std::string(request.form(typed_field(key)));
        choice.now_mark = std::string(request.form(mark_field(key)));
        chosen.choices[key] = std::move(choice);
      }
    for (const std::string& id : comparison.vanished)
      if (request.form(leave_field(id)) == "leaves")
        chosen.withdraw[id] = std::string(trimmed(request.form(reason_field(id))));
    return chosen;
  }

  // A refusal belongs to the cell that its sentence begins with, else to the row.
  static void tell(const app::RowRefused& refused, const workbook::Comparison& comparison, WorkbookChoices& chosen) {
    for (const workbook::RowProposals& row : comparison.rows) {
      if (row.id != refused.id) continue;
      for (const workbook::Proposal& each : row.cells) {
        const std::string& sentence = refused.error.sentence;
        if (sentence.starts_with(each.cell) && sentence.size() > each.cell.size() &&
            std::string_view(" :").find(sentence[each.cell.size()]) != std::string_view::npos) {
          chosen.errors[workbook::key_of(each)] = sentence;
          return;
        }
      }
    }
    chosen.errors[refused.id] = refused.error.sentence;
  }

  static std::string done_in_words(const app::TakenIn& taken) {
    const auto count = [](std::size_t number, std::string_view one, std::string_view many) {
      return grouped(static_cast<long long>(number)) + " " + std::string(number == 1 ? one : many);
    };
    if (taken.rows == 0 && taken.withdrawn == 0) return "Nothing was taken in.";
    std::string words = count(taken.rows, "row was", "rows were") + " brought up to date";
    if (taken.added > 0) words += ", " + grouped(static_cast<long long>(taken.added)) + " of them new";
    if (taken.withdrawn > 0) words += ", and " + count(taken.withdrawn, "row left", "rows left") + " the plan";
    return words + ".";
  }

  Response take(const Request& request) const {
    auto opened = open(request);
    if (!opened) return problem(request, opened.error());
    WorkbookChoices chosen = chosen_in(request, opened->comparison);
    const std::string address = "/workbooks/" + opened->waiting.id;
    const auto again = [&](Status status) {
      if (chosen.sentence.empty()) chosen.sentence = "Some of it could not be taken in.";
      return http::html(
          workbook_page(around_of(request, address), *opened->picture, opened->waiting, opened->comparison, chosen),
          status);
    };
    if (!chosen.errors.empty()) return again(Status::unprocessable);
    const app::Actor actor = actor_of(request);
    auto taken = app::take_in(candour, actor, opened->returned, opened->waiting.scope, opened->waiting.file_name,
                              chosen.choices, chosen.withdraw);
    if (!taken && taken.error().code != ErrorCode::conflict && taken.error().code != ErrorCode::bad_input)
      return problem(request, taken.error());
    if (!taken) {
      chosen.sentence = taken.error().sentence;
      return again(http::problem_of(taken.error()).status);
    }
    if (!taken->refused.empty()) {
      Status status = Status::unprocessable;
      for (const app::RowRefused& each : taken->refused)
        if (each.error.code == ErrorCode::conflict) status = Status::conflict;
      // What stands may have changed, and with it what is proposed.
      if (auto now = open(request)) opened = std::move(now);
      for (const app::RowRefused& each : taken->refused) tell(each, opened->comparison, chosen);
      return again(status);
    }
    (void)app::drop_workbook(candour, actor, opened->waiting.id);
    return tell_done(request, desk_address(opened->waiting.scope), done_in_words(*taken));
  }
};

}  // namespace

void add_workbook_routes(http::Routes& routes, app::Candour& candour) {
  const Desk desk{candour};
  for (const char* base : {"/plans/{plan}", "/agencies/{agency}"}) {
    routes.get(std::string(base) + "/excel",
               [desk](const Request& request) { return desk.desk(request, {}, Status::ok); });
    routes.get(std::string(base) + "/fill-in.xlsx", [desk](const Request& request) { return desk.download(request); });
    routes.post(std::string(base) + "/excel", [desk](const Request& request) { return desk.receive(request); },
                {.body = http::files_up_to(50u << 20), .pace = http::Pace::slow});
  }
  routes.get("/workbooks", [desk](const Request& request) {
    const app::Actor actor = actor_of(request);
    auto picture = desk.candour.picture(actor);
    if (!picture) return desk.problem(request, picture.error());
    return http::html(workbooks_page(around_of(request), **picture, app::waiting_workbooks(desk.candour, actor)));
  });
  routes.get("/workbooks/{workbook}", [desk](const Request& request) { return desk.look(request); });
  routes.post("/workbooks/{workbook}", [desk](const Request& request) { return desk.take(request); },
              {.body = answers, .pace = http::Pace::slow});
  routes.get("/workbooks/{workbook}/as-sent.xlsx", [desk](const Request& request) {
    auto waiting = app::waiting_workbook(desk.candour, actor_of(request), request.parameter("workbook"));
    if (!waiting) return desk.problem(request, waiting.error());
    auto bytes = app::workbook_as_sent(desk.candour, *waiting);
    if (!bytes) return desk.problem(request, bytes.error());
    return http::attachment(std::move(*bytes), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            waiting->file_name);
  });
  routes.post("/workbooks/{workbook}/drop", [desk](const Request& request) {
    const app::Actor actor = actor_of(request);
    auto waiting = app::waiting_workbook(desk.candour, actor, request.parameter("workbook"));
    if (!waiting) return desk.problem(request, waiting.error());
    auto dropped = app::drop_workbook(desk.candour, actor, waiting->id);
    if (!dropped) return desk.problem(request, dropped.error());
    return http::redirect(desk_address(waiting->scope));
  });
}

}  // namespace candour::web
