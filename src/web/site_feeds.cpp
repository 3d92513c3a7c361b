// A person's calendar of deadlines and feed of changes, at private addresses: whoever has one sees what that person may
// see, as keys and neutral words alone (view/feeds.h).

#include "app/feeds.h"
#include "app/letters.h"
#include "base/sha256.h"
#include "report/feeds.h"
#include "view/feeds.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

struct Feeds {
  app::Candour& candour;

  // The same bytes for the same record, so that a program that has them is told so.
  Response give(const Request& request, std::string bytes, std::string_view content_type) const {
    const std::string tag = "\"" + sha256_hex(bytes).substr(0, 32) + "\"";
    Response response = request.has_version(tag) ? http::not_modified(tag)
                                                 : http::bytes(std::move(bytes), content_type).set("ETag", tag);
    return std::move(response)
        .set("Cache-Control", "private, no-cache")
        .set("Referrer-Policy", "no-referrer")
        .set("X-Robots-Tag", "noindex, nofollow");
  }

  template <class Write>
  Response answer(const Request& request, std::string_view content_type, Write write) const {
    const auto person = app::holder_of_feed(candour, request.parameter("token"));
    if (!person) {
      const http::Problem problem = http::problem_of(person.error());
      return http::plain(person.error().sentence + "\n", problem.status);
    }
    auto picture = candour.picture(app::Actor{.name = {}, .person = *person});
    if (!picture) return http::plain("This cannot be read just now. Ask again in a moment.\n", Status::unavailable);
    return give(request, write(**picture, *person), content_type);
  }

  Response calendar(const Request& request) const {
    return answer(request, "text/calendar; charset=utf-8", [&](const view::Picture& picture, const people::PersonId&) {
      const std::string& site = candour.post().site;
      std::vector<report::CalendarEntry> entries;
      for (const view::Deadline& each : view::deadlines(picture))
        entries.push_back({each.key + "@" + app::domain_of(site), each.day, each.what, site + each.href, each.changed});
      return report::calendar("Deadlines" + (picture.name.empty() ? std::string() : ", " + picture.name), entries);
    });
  }

  Response changes(const Request& request) const {
    return answer(request, "application/atom+xml; charset=utf-8",
                  [&](const view::Picture& picture, const people::PersonId& person) {
                    const std::string& site = candour.post().site;
                    const std::string tag = "tag:" + app::domain_of(site) + ",2026:";  // RFC 4151
                    const std::string name = picture.name.empty() ? std::string("Candour") : picture.name;
                    report::Feed feed{
                        tag + "changes/" + person.text(), "Changes, " + name, name, site + "/", Moment(), {}};
                    for (const view::Change& each : view::changes(picture)) {
                      feed.updated = std::max(feed.updated, each.recorded);
                      feed.entries.push_back({tag + each.key, each.what, site + each.href, each.recorded});
                    }
                    return report::atom(feed);
                  });
  }
};

}  // namespace

void add_feed_routes(http::Routes& routes, app::Candour& candour) {
  const Feeds feeds{candour};
  routes.get("/feeds/{token}/deadlines.ics", [feeds](const Request& request) { return feeds.calendar(request); },
             {.logged = http::LoggedPath::pattern, .pace = http::Pace::slow});
  routes.get("/feeds/{token}/changes.atom", [feeds](const Request& request) { return feeds.changes(request); },
             {.logged = http::LoggedPath::pattern, .pace = http::Pace::slow});
}

}  // namespace candour::web
