// What changed between two days, as a page and as files.

#include <utility>

#include "base/text.h"
#include "report/sheet.h"
#include "web/form_reading.h"
#include "web/pages/asked.h"
#include "web/pages/parts.h"
#include "web/pages_compare.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;

// What the address says of one of the two days: a day, a meeting's id, or three fields. Told in `notice` where it says
// something that is none.
std::optional<Date> day_asked(const Request& request, const view::Picture& now, const std::string& name,
                              std::string& notice) {
  const std::string_view said = trimmed(request.query(name));
  const auto day = number<int>(request.query(name + "-day")), month = number<int>(request.query(name + "-month")),
             year = number<int>(request.query(name + "-year"));
  if (day && month && year)
    if (const auto date = Date::from_calendar(*year, *month, *day)) return date;
  if (!said.empty()) {
    if (const auto date = Date::parse(said)) return date;
    if (is_id_text(said))
      if (const auto* meeting = view::find_meeting(now, meeting::MeetingId(std::string(said)))) return meeting->date;
  }
  if (!said.empty() || !request.query(name + "-day").empty() || !request.query(name + "-month").empty() ||
      !request.query(name + "-year").empty())
    notice = "What the address says of the day “" + name + "” is no day and no meeting, so another was taken.";
  return std::nullopt;
}

// Since the last meeting; without one, since the plans began to be known: as known then the day of their import, as
// known now the day of their documents; else since three months ago.
Date likely_start(const view::Picture& now, const view::Filter& filter, Date to, app::Knowledge known) {
  for (const auto& meeting : now.meetings)
    if (meeting->date && *meeting->date < to) return *meeting->date;
  std::optional<Date> first;
  for (const auto& each : now.plans) {
    const plan::Plan& plan = *each->plan;
    const Date began = known == app::Knowledge::now && plan.as_at ? *plan.as_at : plan.started.date();
    if (began < to && (!filter.plan || plan.id == *filter.plan)) first = first ? std::min(*first, began) : began;
  }
  return first ? *first : to.plus_months(-3);
}

struct Compared {
  view::Filter filter;
  std::shared_ptr<const view::Picture> from, to;
  view::Comparison comparison;
  std::string notice;
  std::string_view known;
};

Result<Compared> compared(const app::Candour& candour, const Request& request) {
  const Asked asked = read_query(request);
  const app::Actor actor = actor_of(request);
  CANDOUR_TRY(now, candour.picture(actor));
  Compared made;
  made.filter.plan = asked.filter.plan;
  made.filter.agency = asked.filter.agency;
  made.filter.finding = asked.filter.finding;
  made.filter.recommendation = asked.filter.recommendation;
  made.known = asked.known == app::Knowledge::now ? "now" : "then";
  if (made.filter.plan && !view::find_plan(*now, *made.filter.plan))
    return fail(ErrorCode::not_found, "There is no such plan.");
  Date to = day_asked(request, *now, "to", made.notice).value_or(now->as_at);
  Date from = day_asked(request, *now, "from", made.notice).value_or(likely_start(*now, made.filter, to, asked.known));
  if (from > to) std::swap(from, to);
  CANDOUR_TRY(earlier, candour.picture_as_at(actor, from, asked.known));
  CANDOUR_TRY(later, candour.picture_as_at(actor, to, asked.known));
  made.from = std::move(earlier);
  made.to = std::move(later);
  made.comparison = view::compare(*made.from, *made.to, made.filter);
  return made;
}

}  // namespace

void add_compare_routes(http::Routes& routes, app::Candour& candour) {
  const auto problem = [&candour](const Request& request, const Error& error) {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  };
  routes.get("/compare", [&candour, problem](const Request& request) {
    auto made = compared(candour, request);
    if (!made) return problem(request, made.error());
    Around around = around_of(request);
    around.notice = made->notice;
    around.known = made->known;
    return http::html(compare_page(around, *made->to, made->comparison, made->filter));
  });
  for (const char* ending : {".xlsx", ".csv", ".json"})
    routes.get(std::string("/compare") + ending, [&candour, problem,
                                                  ending = std::string_view(ending)](const Request& request) {
      auto made = compared(candour, request);
      if (!made) return problem(request, made.error());
      const report::Sheet sheet = report::comparison_sheet(made->comparison);
      const std::string name = "compare-" + made->comparison.from.iso() + "-" + made->comparison.to.iso();
      if (ending == ".json") return http::json(report::json(sheet));
      if (ending == ".csv") return http::attachment(report::csv(sheet), "text/csv; charset=utf-8", name + ".csv");
      auto bytes = report::xlsx({sheet}, {sheet.title, made->to->name, made->comparison.to});
      if (!bytes) return problem(request, bytes.error());
      return http::attachment(std::move(*bytes), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                              name + ".xlsx");
    });
}

}  // namespace candour::web
