#include "web/pages/history.h"

#include "base/text.h"
#include "view/history.h"
#include "web/pages/by_hand.h"
#include "web/pages/parts.h"
#include "web/pages_bulk.h"

namespace candour::web {
namespace {

// Agencies are kept by their ids; people know their names.
std::string in_names(const view::Picture& picture, const plan::Happening& happening, const std::string& value) {
  const bool of_agencies =
      happening.what == "moved" || happening.what == "supporting changed" || happening.what == "addressed to others";
  if (!of_agencies) return value;
  std::vector<std::string> names;
  for (const std::string_view id : lines(value)) {
    const plan::Agency* agency = plan::find_agency(*picture.partnership, plan::AgencyId(std::string(id)));
    names.push_back(agency ? agency->name : std::string(id));
  }
  return join(names, ", ");
}

// Where a step is undone: what was decided together is, on a page of its own.
Link undo_link(const plan::Plan& plan, std::uint64_t step, std::string_view what) {
  const auto together = plan.together.find(step);
  if (together != plan.together.end())
    return {.text = "Undo all that was done together",
            .href = together_address(together->second),
            .hidden = ": " + std::string(what)};
  return {.text = "Undo this",
          .href = plan_address(plan) + "/undo/" + std::to_string(step),
          .hidden = ": " + std::string(what)};
}

Content when_of(const plan::Happening& happening) {
  return [&happening](Html& when) {
    when << Day{happening.speaks_of};
    if (happening.recorded.date() != happening.speaks_of) when << ", recorded "_html << Day{happening.recorded.date()};
  };
}

Link link_to(const plan::Plan& plan, const plan::Thing& thing, std::string text) {
  switch (thing.subject) {
    case plan::Subject::action:
      return {.text = std::move(text), .href = "/actions/" + plan.id.text() + "-" + thing.ref};
    case plan::Subject::finding:
      return {.text = std::move(text), .href = finding_address(plan, thing.ref)};
    case plan::Subject::recommendation:
    case plan::Subject::response:
      return {.text = std::move(text), .href = recommendation_address(plan, thing.ref)};
    case plan::Subject::plan:
    case plan::Subject::key:
      break;
  }
  return {.text = std::move(text), .href = plan_address(plan)};
}

}  // namespace

void write_step_lines(Html& html, const plan::Plan& plan, const std::vector<plan::StepLine>& lines, std::size_t most) {
  html << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
  for (std::size_t i = 0; i < std::min(most, lines.size()); ++i)
    html << "<li>"_html << link_to(plan, lines[i].thing, plan::in_words(lines[i].thing)) << ": "_html
         << lines[i].happening->what << "</li>"_html;
  if (lines.size() > most) html << "<li>and "_html << lines.size() - most << " more</li>"_html;
  html << "</ul>"_html;
}

std::string happening_title(const plan::Happening& happening) {
  std::string title = happening.what;
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 32);
  return title;
}

void write_happening(Html& words, const view::Picture& picture, const plan::Happening& event) {
  const std::string_view asked = view::why_asked(event.what == "remark reopened" ? event.from : event.to);
  if (event.what.starts_with("remark ") && !asked.empty()) {
    words << "<p class=\"govuk-body-s\">"_html << asked << "</p>"_html;
  } else {
    const std::string from = in_names(picture, event, event.from), to = in_names(picture, event, event.to);
    if (!from.empty())
      words << "<div class=\"govuk-body-s\">From: "_html << ClampedText{.text = from, .limit = 300} << "</div>"_html;
    if (!to.empty())
      words << "<div class=\"govuk-body-s\">"_html << (from.empty() ? ""_html : "To: "_html)
            << ClampedText{.text = to, .limit = 300} << "</div>"_html;
  }
  if (!event.reason.empty()) words << "<p class=\"govuk-body-s\">"_html << event.reason << "</p>"_html;
}

TimelineItem happening_item(const view::Picture& picture, const plan::Plan& plan, const plan::Happening& event) {
  return {.title = happening_title(event),
          .by = view::who(picture, event.actor),
          .when = when_of(event),
          .content = [&picture, &plan, &event](Html& words) {
            write_happening(words, picture, event);
            if (!picture.past && plan.steps.contains(event.step))
              words << Paragraph{.content = undo_link(plan, event.step, event.what), .kind = ParagraphKind::small};
          }};
}

Timeline timeline_of(const view::Picture& picture, const plan::Plan& plan, plan::Subject subject,
                     std::string_view ref) {
  Timeline timeline;
  for (auto each = plan.history.rbegin(); each != plan.history.rend(); ++each) {
    const bool is_response = subject == plan::Subject::recommendation && each->thing.subject == plan::Subject::response;
    if ((each->thing.subject != subject && !is_response) || each->thing.ref != ref) continue;
    TimelineItem item = happening_item(picture, plan, each->happening);
    if (is_response)
      if (const plan::Agency* agency = plan::find_agency(*picture.partnership, each->thing.agency))
        item.title = agency->name + ": " + each->happening.what;
    timeline.items.push_back(std::move(item));
  }
  return timeline;
}

std::string plan_history_page(const Around& around, const view::Picture& picture, const view::PlanPicture& of,
                              std::size_t page) {
  constexpr std::size_t per_page = 40;
  const plan::Plan& plan = *of.plan;
  const std::vector<view::HistoryStep> steps = view::history_of(plan);
  const std::size_t pages = std::max<std::size_t>(1, (steps.size() + per_page - 1) / per_page);
  page = std::min(std::max<std::size_t>(1, page), pages);
  return show(around, picture,
              {.title = "History of " + plan_name(plan),
               .section = "/plans",
               .breadcrumbs = {{.text = "Home", .href = "/"},
                               {.text = "Plans", .href = "/plans"},
                               {.text = plan_name(plan), .href = plan_address(plan)},
                               {.text = "History"}},
               .width = PageWidth::reading,
               .main = [&](Html& html) {
                 html << Heading{.text = "History", .caption = plan_name(plan)}
                      << Paragraph{.content =
                                       "What people did to this plan, the newest first. What a document brought "
                                       "is told by the document. A change can be undone while it is the last "
                                       "that happened to everything it touched."};
                 Timeline timeline;
                 for (std::size_t i = (page - 1) * per_page; i < std::min(steps.size(), page * per_page); ++i) {
                   const view::HistoryStep& step = steps[i];
                   const Date day = step.lines.empty() ? step.recorded.date() : step.lines.front().happening->speaks_of;
                   timeline.items.push_back(
                       {.title = view::in_words(step),
                        .by = view::who(picture, step.actor),
                        .when = [day](Html& when) { when << Day{day}; },
                        .content =
                            [&, i](Html& words) {
                              const view::HistoryStep& each = steps[i];
                              if (each.document) {
                                words << Paragraph{.content = each.document->document_name + ": " +
                                                              count_of(each.document->rows_imported, "row", "rows"),
                                                   .kind = ParagraphKind::small};
                                return;
                              }
                              if (each.lines.size() == 1) {
                                write_happening(words, picture, *each.lines.front().happening);
                              } else {
                                write_step_lines(words, plan, each.lines, 12);
                                const std::string& reason = each.lines.front().happening->reason;
                                if (!reason.empty())
                                  words << Paragraph{.content = reason, .kind = ParagraphKind::small};
                              }
                              const bool one = each.lines.size() == 1, undone = each.last && !picture.past;
                              if (one || undone)
                                words << Paragraph{.content =
                                                       [&](Html& links) {
                                                         if (one) {
                                                           Link see = link_to(plan, each.lines.front().thing, "See it");
                                                           see.hidden = ": " + view::in_words(each);
                                                           links << see << "<span class=\"c-gap\"></span>"_html;
                                                         }
                                                         if (undone)
                                                           links << undo_link(plan, each.id, view::in_words(each));
                                                       },
                                                   .kind = ParagraphKind::small};
                            }});
                 }
                 if (timeline.items.empty())
                   html << EmptyState{.what = "Nothing has happened yet.",
                                      .why = "The plan was started and not yet changed.",
                                      .next = Link{.text = "Go to the plan", .href = plan_address(plan)}};
                 else
                   html << Heading{.text = "Changes", .level = HeadingLevel::section} << timeline
                        << pages_of(around, page, pages);
               }});
}

}  // namespace candour::web
