#include "web/pages/in_time.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "view/answers.h"
#include "view/timeline.h"
#include "web/components.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

using view::Station;

// A long line shows where it began and how it went on; all of it is in the history.
constexpr std::size_t first_shown = 6, last_shown = 34;
constexpr std::size_t most_requests = 12;

Markup class_of(view::Happened happened) {
  switch (happened) {
    case view::Happened::promised:
      return "c-line__what c-line__what--promised"_html;
    case view::Happened::asked:
      return "c-line__what c-line__what--asked"_html;
    case view::Happened::told:
      return "c-line__what c-line__what--told"_html;
    case view::Happened::slipped:
      return "c-line__what c-line__what--slipped"_html;
    case view::Happened::challenged:
      return "c-line__what c-line__what--challenged"_html;
    case view::Happened::decided:
      break;
  }
  return "c-line__what c-line__what--decided"_html;
}

void write_station(Html& html, const view::Picture& picture, const Station& station, bool new_day) {
  html << "<li class=\"c-line__station\"><p class=\"c-line__day\">"_html;
  if (new_day)
    html << Day{station.day};
  else
    html << "<span class=\"govuk-visually-hidden\">The same day</span>"_html;
  html << "</p><p class=\""_html << class_of(station.happened) << "\">"_html << view::in_words(station.happened)
       << "</p><p class=\"c-line__said\">"_html << station.sentence;
  if (!station.actor.empty())
    html << " <span class=\"c-line__by\">"_html << view::who(picture, station.actor) << "</span>"_html;
  html << "</p></li>"_html;
}

// "3 days", "the same day".
std::string days_in_words(std::int32_t days) {
  return days == 0 ? std::string("the same day") : count_of(static_cast<std::size_t>(days), "day", "days");
}
// Of several in order: "3 to 9 days", "3 days", "from the same day to 9 days".
std::string days_in_words(const std::vector<std::int32_t>& days) {
  if (days.front() == days.back()) return days_in_words(days.front());
  if (days.front() == 0) return "from the same day to " + days_in_words(days.back());
  return std::to_string(days.front()) + " to " + days_in_words(days.back());
}

void write_request(Table& table, const view::AnsweredRequest& each) {
  table.row();
  Html& asked = table.heading();
  const std::string day = each.asked ? each.asked->words() : "Not asked yet";
  const std::string address = "/requests/" + each.request->id.text();
  if (asked.offers_page(address))
    asked << Link{.text = day, .href = address, .hidden = each.asked ? ", the request" : ", the letter has not left"};
  else
    asked << day;
  table.cell() << Day{each.request->deadline};
  table.cell() << each.days.size() << " of "_html << each.updates;
  Html& days = table.cell();
  if (each.days.empty())
    days << "<span class=\"c-quiet\">None yet</span>"_html;
  else
    days << days_in_words(each.days);
  Html& now = table.cell();
  if (each.waiting > 0)
    now << count_of(each.waiting, "update is", "updates are") << " awaited; asked "_html << times_of(each.times)
        << " since "_html << Day{*each.asked};
  else if (each.never > 0)
    now << count_of(each.never, "update", "updates") << " had not come when it was "_html
        << request::to_text(each.request->state);
  else if (!each.asked)
    now << "<span class=\"c-quiet\">Nothing is awaited yet</span>"_html;
  else
    now << "Nothing is awaited";
}

}  // namespace

void write_line_in_time(Html& html, const view::Picture& picture, const view::Row& row) {
  const std::vector<Station> line = view::line_of(picture, row);
  if (line.empty()) return;
  html << Heading{.text = "Timeline", .level = HeadingLevel::section, .id = "timeline"} << "<ol class=\"c-line\">"_html;
  const bool all = line.size() <= first_shown + last_shown + 1;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!all && i == first_shown) {
      const std::size_t between = line.size() - first_shown - last_shown;
      html << "<li class=\"c-line__between\">"_html << grouped(static_cast<long long>(between))
           << " more, told in the "_html << Link{.text = "history", .href = "#history"} << "</li>"_html;
      i += between;
    }
    const bool after_gap = !all && i == line.size() - last_shown;
    write_station(html, picture, line[i], i == 0 || after_gap || line[i].day != line[i - 1].day);
  }
  html << "</ol>"_html;
}

void write_answers(Html& html, const view::Picture& picture, const plan::Agency& agency) {
  const view::Answers answers = view::answers_of(picture, agency.id);
  if (answers.requests.empty()) return;
  html << Heading{.text = "Asked and answered", .level = HeadingLevel::section, .id = "answers"};
  SummaryList facts;
  facts.rows.push_back({.key = "Answered", .value = [&](Html& cell) {
                          cell << count_of(answers.answered, "update", "updates");
                          if (!answers.median) return;
                          cell << "<span class=\"c-note\">"_html;
                          if (*answers.median < *answers.longest)
                            cell << "half of them within "_html << days_in_words(*answers.median) << ", "_html;
                          cell << (answers.answered == 1 ? "within "_html : "all within "_html)
                               << days_in_words(*answers.longest) << "</span>"_html;
                        }});
  facts.rows.push_back({.key = "Awaited now", .value = [&](Html& cell) {
                          if (answers.waiting == 0) {
                            cell << "Nothing";
                            return;
                          }
                          cell << count_of(answers.waiting, "update", "updates");
                          cell << "<span class=\"c-note\">the first of them asked for on "_html
                               << Day{*answers.waiting_since} << "</span>"_html;
                        }});
  if (answers.never > 0)
    facts.rows.push_back({.key = "Not answered", .value = [&](Html& cell) {
                            cell << count_of(answers.never, "update", "updates")
                                 << "<span class=\"c-note\">when their request was closed</span>"_html;
                          }});
  html << facts;
  Table table(html, {.caption = "Requests to " + agency.name,
                     .columns = {{.title = "Asked"},
                                 {.title = "Answer by"},
                                 {.title = "Answered"},
                                 {.title = "After"},
                                 {.title = "Now"}},
                     .caption_kind = CaptionKind::hidden});
  for (std::size_t i = 0; i < std::min(most_requests, answers.requests.size()); ++i)
    write_request(table, answers.requests[i]);
  table.end();
  if (answers.requests.size() > most_requests)
    html << Paragraph{
        .content = count_of(answers.requests.size() - most_requests, "earlier request is", "earlier requests are") +
                   " counted above and not listed.",
        .kind = ParagraphKind::small};
  html << Paragraph{.content =
                        "Days are counted from the day the first letter left to the day the answer came, by link, "
                        "account or workbook. Requests that you may see are counted, and no others.",
                    .kind = ParagraphKind::quiet};
}

}  // namespace candour::web
