#include "web/pages/asked.h"

#include "base/text.h"
#include "web/form_reading.h"

namespace candour::web {

Asked read_query(const http::Request& request) {
  Asked asked;
  const auto ignored = [&](std::string_view what, std::string_view value) {
    asked.notice = "“" + shortened(value, 40) + "” is not " + std::string(what) + ", so it was left out.";
  };
  for (const auto& [name, value] : request.query().all()) {
    if (value.empty()) continue;
    if (name == "plan") {
      if (is_id_text(value))
        asked.filter.plan = plan::PlanId(value);
      else
        ignored("a plan", value);
    } else if (name == "agency") {
      if (is_id_text(value))
        asked.filter.agency = plan::AgencyId(value);
      else
        ignored("an agency", value);
    } else if (name == "finding") {
      asked.filter.finding = value;
    } else if (name == "recommendation") {
      asked.filter.recommendation = value;
    } else if (name == "status") {
      if (const auto status = plan::status_from_text(value))
        asked.filter.statuses.push_back(*status);
      else
        ignored("a status", value);
    } else if (name == "need") {
      if (const auto need = view::need_from_text(value))
        asked.filter.needs.push_back(*need);
      else
        ignored("something that can want attention", value);
    } else if (name == "open") {
      asked.filter.open_only = value == "yes";
    } else if (name == "words") {
      asked.filter.words = shortened(value, 200);
    } else if (name == "order") {
      if (const auto order = view::order_from_text(value))
        asked.order = *order;
      else
        ignored("an order", value);
    } else if (name == "by") {
      if (value == "agency")
        asked.grouping = view::Grouping::agency;
      else if (value == "date")
        asked.grouping = view::Grouping::due;
      else if (value != "finding")
        ignored("a way to group rows", value);
    } else if (name == "page") {
      const auto page = number<int>(value);
      if (page && *page > 0)
        asked.page = static_cast<std::size_t>(*page);
      else
        ignored("the number of a page", value);
    } else if (name == "as-at") {
      asked.as_at = Date::parse(value);
      if (!asked.as_at) ignored("a date", value);
    } else if (name == "known") {
      asked.known = value == "now" ? app::Knowledge::now : app::Knowledge::then;
    }
  }
  const auto day = request.query("as-at-day"), month = request.query("as-at-month"), year = request.query("as-at-year");
  if (!day.empty() || !month.empty() || !year.empty()) {
    const auto d = number<int>(trimmed(day)), m = number<int>(trimmed(month)), y = number<int>(trimmed(year));
    const auto date = d && m && y ? Date::from_calendar(*y, *m, *d) : std::nullopt;
    if (date)
      asked.as_at = date;
    else
      ignored("a date", std::string(day) + " " + std::string(month) + " " + std::string(year));
  }
  return asked;
}

Result<std::shared_ptr<const view::Picture>> picture_for(const app::Candour& candour, const app::Actor& actor,
                                                         const Asked& asked) {
  if (!asked.as_at || *asked.as_at >= candour.clock().now().date()) return candour.picture(actor);
  return candour.picture_as_at(actor, *asked.as_at, asked.known);
}

}  // namespace candour::web
