#include "web/site.h"

#include <algorithm>
#include <utility>

#include "app/attesting.h"
#include "app/workbook.h"
#include "base/text.h"
#include "report/sheet.h"
#include "web/assets.h"
#include "web/pages.h"
#include "web/pages/asked.h"
#include "web/pages/by_hand.h"
#include "web/pages_meeting.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

// A look at the record: the query read, the picture chosen, the page drawn; the same for every page that only shows.
template <class Draw>
http::Handler look(app::Candour& candour, Draw draw) {
  return [&candour, draw = std::move(draw)](const Request& request) -> Response {
    const Asked asked = read_query(request);
    auto picture = picture_for(candour, actor_of(request), asked);
    if (!picture) return http::answer_problem(request, http::problem_of(picture.error()), error_page(candour));
    Around around = around_of(request);
    around.notice = asked.notice;
    around.known = asked.known == app::Knowledge::now ? "now" : "then";
    return draw(request, asked, around, **picture);
  };
}

Response missing(const Request& request, app::Candour& candour) {
  return http::answer_problem(request, {.status = Status::not_found, .title = {}, .sentence = {}, .reference = {}},
                              error_page(candour));
}

enum class Form { xlsx, csv, json };

Response file(const Request& request, app::Candour& candour, Form form, std::string_view name,
              const view::Picture& picture, const std::vector<report::Sheet>& sheets) {
  switch (form) {
    case Form::csv:
      return http::attachment(report::csv(sheets.front()), "text/csv; charset=utf-8", std::string(name) + ".csv");
    case Form::json:
      return http::json(sheets.size() == 1 ? report::json(sheets.front()) : report::json(sheets));
    case Form::xlsx:
      break;
  }
  auto bytes = report::xlsx(sheets, {sheets.front().title, picture.name, picture.as_at});
  if (!bytes) return http::answer_problem(request, http::problem_of(bytes.error()), error_page(candour));
  return http::attachment(std::move(*bytes), excel_media, std::string(name) + ".xlsx");
}

// GET /plans.xlsx, .csv, .json: one list in each form.
template <class Sheets>
void exports(http::Routes& routes, app::Candour& candour, const std::string& path, Sheets sheets) {
  for (const auto& [form, ending] : {std::pair{Form::xlsx, ".xlsx"}, {Form::csv, ".csv"}, {Form::json, ".json"}})
    routes.get(path + ending,
               look(candour, [&candour, path, form = form, sheets](const Request& request, const Asked& asked,
                                                                   const Around&, const view::Picture& picture) {
                 return file(request, candour, form, path.substr(1) + "-" + picture.as_at.iso(), picture,
                             sheets(request, asked, picture));
               }));
}

std::vector<plan::PlanId> plans_asked(const Request& request) {
  std::vector<plan::PlanId> plans;
  for (std::string_view id : request.query().all("plan"))
    if (is_id_text(id)) plans.emplace_back(std::string(id));
  return plans;
}

// A CSV holds one table: the rows, unless ?table= names another of the report's.
std::vector<report::Sheet> report_sheets(const Request& request, const view::Picture& picture) {
  std::vector<report::Sheet> sheets = report::report_sheets(view::report(picture, plans_asked(request)));
  if (!request.path().ends_with(".csv")) return sheets;
  const std::string_view wanted = request.query("table").empty() ? "rows" : request.query("table");
  for (report::Sheet& sheet : sheets)
    if (sheet.key == wanted) return {std::move(sheet)};
  return {std::move(sheets.back())};
}

Response serve_asset(const Request& request) {
  const auto found = find_asset(request.path());
  if (!found) return http::plain("There is nothing here.\n", Status::not_found);
  static const auto assets = [] {
    std::vector<std::pair<std::string_view, std::shared_ptr<const http::Asset>>> made;
    for (const Asset& each : every_asset())
      made.emplace_back(each.path, std::make_shared<const http::Asset>(
                                       http::Asset{std::string(each.content_type), std::string(each.bytes),
                                                   std::string(each.gzipped), std::string(each.etag)}));
    return made;
  }();
  for (const auto& [path, asset] : assets)
    if (path == found->path) return http::asset(asset).set("Cache-Control", asset_cache_control);
  return http::plain("There is nothing here.\n", Status::not_found);
}

}  // namespace

http::ErrorPage error_page(app::Candour& candour) {
  return [&candour](const Request& request, const http::Problem& problem) {
    const Around around = around_of(request, request.path());
    auto picture = candour.picture(actor_of(request));
    const std::string partnership = picture ? (*picture)->name : std::string();
    return http::html(problem_page(around, partnership,
                                   !problem.title.empty()                ? problem.title
                                   : problem.status == Status::not_found ? "Page not found"
                                                                         : std::string(http::reason(problem.status)),
                                   problem.sentence, problem.reference),
                      problem.status);
  };
}

http::Routes site(app::Candour& candour, SiteSettings settings) {
  http::Routes routes;
  const auto accounts = std::make_shared<app::Accounts>(candour, std::move(settings.breached), std::move(settings.log));
  const Cookie cookie{settings.secure};
  routes.set_guard(guard_of(candour, accounts, cookie));

  // ---- Looking ----
  routes.get("/", look(candour, [&candour](const Request& request, const Asked&, const Around& around,
                                           const view::Picture& picture) {
               const app::Actor actor = actor_of(request);
               const view::Viewer viewer = view::viewer_of(*picture.people, actor.person, picture.as_at);
               const auto coordinates = std::find(viewer.roles.begin(), viewer.roles.end(), people::Role::coordinator);
               const auto unfinished = coordinates != viewer.roles.end() ? unfinished_imports(candour, actor)
                                                                         : std::vector<UnfinishedImport>();
               const view::Waiting waiting{
                   0, coordinates != viewer.roles.end() ? app::waiting_workbooks(candour, actor).size() : 0};
               return http::html(home_page(around, picture, view::today(picture, viewer, waiting), unfinished));
             }));
  routes.get("/plans",
             look(candour, [](const Request&, const Asked&, const Around& around, const view::Picture& picture) {
               return http::html(plans_page(around, picture));
             }));
  routes.get("/plans/{plan}", look(candour, [&candour](const Request& request, const Asked& asked, const Around& around,
                                                       const view::Picture& picture) {
               const auto page = view::plan_page(picture, plan::PlanId(std::string(request.parameter("plan"))),
                                                 asked.grouping, asked.filter);
               return page ? http::html(plan_page(around, picture, *page, asked.grouping, asked.filter))
                           : missing(request, candour);
             }));
  routes.get(
      "/actions",
      look(candour, [](const Request&, const Asked& asked, const Around& around, const view::Picture& picture) {
        return http::html(actions_page(around, picture, view::list(picture, asked.filter, asked.order, asked.page),
                                       asked.filter, asked.order));
      }));
  routes.get("/actions/{action}", look(candour, [&candour](const Request& request, const Asked&, const Around& around,
                                                           const view::Picture& picture) {
               const view::Row* row = view::find_row(picture, request.parameter("action"));
               if (row) return http::html(action_page(around, picture, *row));
               const auto id = plan::parse_action_id(request.parameter("action"));
               const view::PlanPicture* plan = id ? view::find_plan(picture, id->first) : nullptr;
               const plan::Action* gone = plan ? plan::find_withdrawn_action(*plan->plan, id->second) : nullptr;
               return gone ? http::html(withdrawn_action_page(around, picture, *plan, *gone))
                           : missing(request, candour);
             }));
  routes.get("/agencies",
             look(candour, [](const Request&, const Asked&, const Around& around, const view::Picture& picture) {
               return http::html(agencies_page(around, picture));
             }));
  routes.get("/agencies/{agency}", look(candour, [&candour](const Request& request, const Asked&, const Around& around,
                                                            const view::Picture& picture) {
               const auto page = view::agency_page(picture, plan::AgencyId(std::string(request.parameter("agency"))));
               return page ? http::html(agency_page(around, picture, *page)) : missing(request, candour);
             }));
  routes.get("/meetings",
             look(candour, [](const Request&, const Asked&, const Around& around, const view::Picture& picture) {
               return http::html(meetings_page(around, picture));
             }));
  routes.get("/meetings/{meeting}", look(candour, [&candour](const Request& request, const Asked&, const Around& around,
                                                             const view::Picture& picture) {
               const auto* meeting =
                   view::find_meeting(picture, meeting::MeetingId(std::string(request.parameter("meeting"))));
               return meeting ? http::html(meeting_page(around, picture, *meeting, {})) : missing(request, candour);
             }));
  routes.get("/registers",
             look(candour, [](const Request&, const Asked&, const Around& around, const view::Picture& picture) {
               return http::html(registers_page(around, picture));
             }));
  routes.get("/registers/{register}", look(candour, [&candour](const Request& request, const Asked&,
                                                               const Around& around, const view::Picture& picture) {
               const auto* reg =
                   view::find_register(picture, risk::RegisterId(std::string(request.parameter("register"))));
               return reg ? http::html(register_page(around, picture, *reg, {})) : missing(request, candour);
             }));
  routes.get(
      "/search",
      look(candour, [](const Request& request, const Asked&, const Around& around, const view::Picture& picture) {
        return http::html(search_page(around, picture, view::search(picture, request.query("q")), request.query("q")));
      }));
  routes.get("/report", look(candour, [pdf = settings.writers.printer ? Pdf::offered : Pdf::absent](
                                          const Request& request, const Asked&, const Around& around,
                                          const view::Picture& picture) {
               return http::html(report_page(around, picture, view::report(picture, plans_asked(request)), pdf));
             }));

  // ---- The same lists as files ----
  exports(routes, candour, "/plans", [](const Request&, const Asked&, const view::Picture& picture) {
    return std::vector{report::plans_sheet(picture)};
  });
  exports(routes, candour, "/actions", [](const Request&, const Asked& asked, const view::Picture& picture) {
    return std::vector{report::actions_sheet(view::list(picture, asked.filter, asked.order, 1, 0).rows, picture.as_at)};
  });
  exports(routes, candour, "/agencies", [](const Request&, const Asked&, const view::Picture& picture) {
    return std::vector{report::agencies_sheet(picture)};
  });
  exports(routes, candour, "/meetings", [](const Request&, const Asked&, const view::Picture& picture) {
    return std::vector{report::meetings_sheet(picture)};
  });
  exports(routes, candour, "/registers", [](const Request&, const Asked&, const view::Picture& picture) {
    return std::vector{report::registers_sheet(picture)};
  });
  exports(routes, candour, "/report", [](const Request& request, const Asked&, const view::Picture& picture) {
    return report_sheets(request, picture);
  });

  for (const char* ending : {".docx", ".pdf"})
    routes.get(std::string("/report") + ending,
               look(candour,
                    [&candour, writers = settings.writers, ending = std::string_view(ending)](
                        const Request& request, const Asked&, const Around&, const view::Picture& picture) {
                      if (ending == ".pdf" && !writers.printer) return missing(request, candour);
                      const view::Report report = view::report(picture, plans_asked(request));
                      auto bytes = ending == ".pdf"
                                       ? writers.printer->print(replaced(report_document(picture, report), " href=\"/",
                                                                         " href=\"" + candour.post().site + "/"),
                                                                picture.as_at)
                                       : report::report_docx(picture.name, report, writers.word);
                      if (!bytes)
                        return http::answer_problem(request, http::problem_of(bytes.error()), error_page(candour));
                      return http::attachment(std::move(*bytes), ending == ".pdf" ? "application/pdf" : word_media,
                                              "report-" + picture.as_at.iso() + std::string(ending));
                    }),
               {.pace = http::Pace::slow});

  add_import_routes(routes, candour);
  add_meeting_routes(routes, candour);
  add_answer_routes(routes, candour);
  add_by_hand_routes(routes, candour, settings.writers);
  add_workbook_routes(routes, candour);
  add_compare_routes(routes, candour);
  add_update_routes(routes, candour);
  add_bulk_routes(routes, candour);
  add_request_routes(routes, candour);
  add_link_routes(routes, candour);
  add_feed_routes(routes, candour);
  add_ledger_routes(routes, candour);

  add_account_routes(routes, candour, accounts, cookie);
  add_people_routes(routes, candour, accounts);
  add_paper_routes(routes, candour, accounts, settings.writers);
  add_erasure_routes(routes, candour, accounts);

  // ---- Words, files of the pages, health ----
  for (const char* name : {"help", "accessibility", "privacy", "source"})
    routes.get(std::string("/") + name,
               look(candour, [name](const Request&, const Asked&, const Around& around, const view::Picture& picture) {
                 return http::html(*words_page(around, picture.name, name));
               }));
  routes.get("/assets/{name}", serve_asset);
  routes.get("/healthz", [&candour](const Request&) {
    const std::string held = candour.held();
    if (!held.empty()) return http::plain("read-only\n" + held + "\n");
    const auto unwitnessed = app::unwitnessed(candour);
    return http::plain("ok\n" + (unwitnessed && !unwitnessed->empty() ? *unwitnessed + "\n" : std::string()));
  });
  routes.get("/readyz", [&candour](const Request&) {
    const auto position = candour.store().last_position();
    if (!position) return http::plain("not ready: the record cannot be read\n", Status::unavailable);
    return http::plain(candour.held().empty() ? "ready\n" : "ready, read-only\n");
  });
  return routes;
}

}  // namespace candour::web
