// What changed between two days: a sentence, then the groups.

#include <algorithm>

#include "base/difference.h"
#include "base/text.h"
#include "http/form.h"
#include "web/pages/parts.h"
#include "web/pages_compare.h"

namespace candour::web {
namespace {

using view::ChangeGroup;
using view::FieldChange;
using view::RowChange;

Rewording rewording_of(const FieldChange& change) {
  Rewording rewording;
  for (const DifferentPiece& piece : differences(change.before, change.after)) {
    const auto kind = piece.kind == Difference::kept      ? Rewording::Kind::kept
                      : piece.kind == Difference::removed ? Rewording::Kind::removed
                                                          : Rewording::Kind::added;
    if (!rewording.pieces.empty()) rewording.pieces.push_back({.kind = Rewording::Kind::kept, .text = " "});
    rewording.pieces.push_back({.kind = kind, .text = trimmed(piece.text)});
  }
  return rewording;
}

void write_chip(Html& html, const view::Row& row) {
  html << RatingChip{.status = row.action->rating.status,
                     .as_written = std::string_view(row.action->rating.as_written),
                     .meaning = Meaning::shown};
}

void write_change(Html& html, const RowChange& row, const FieldChange& change) {
  html << "<div class=\"c-change\"><span class=\"c-change__field\">"_html << change.field << "</span> "_html;
  if (change.field == "Rating" && row.before && row.after) {
    html << "<span class=\"govuk-visually-hidden\">from </span>"_html;
    write_chip(html, *row.before);
    html << " <span aria-hidden=\"true\">→</span><span class=\"govuk-visually-hidden\"> to </span> "_html;
    write_chip(html, *row.after);
  } else if (change.text) {
    html << rewording_of(change);
  } else {
    const auto said = [](const std::string& text) { return text.empty() ? std::string("none") : text; };
    html << "from "_html << said(change.before) << " to "_html << said(change.after);
  }
  html << "</div>"_html;
}

std::string anchor(ChangeGroup group) {
  return "group-" + std::string(view::to_text(group));
}

// Why a row left its plan, in the words of whoever took it out.
std::string why_withdrawn(const view::Picture& to, const view::Row& row) {
  const view::PlanPicture* plan = view::find_plan(to, row.plan->id);
  const plan::Action* action = plan ? plan::find_withdrawn_action(*plan->plan, row.action->number) : nullptr;
  return action && !action->history.empty() ? action->history.back().reason : std::string();
}

void write_group(Html& html, const view::Picture& to, ChangeGroup group, const RowChange* first, const RowChange* last,
                 bool with_plan) {
  const auto count = static_cast<std::size_t>(last - first);
  html << Heading{.text = std::string(view::in_words(group)) + " (" + grouped(static_cast<long long>(count)) + ")",
                  .level = HeadingLevel::section,
                  .id = anchor(group)};
  const bool silent = group == ChangeGroup::unconfirmed;
  if (silent)
    html << Paragraph{.content = "Open, not changed, and their owners have not said since how they stand.",
                      .kind = ParagraphKind::quiet};
  std::vector<Column> columns{{.title = "Row", .narrow = Narrow::bare}};
  if (with_plan) columns.push_back({.title = "Plan"});
  columns.push_back({.title = "Agency"});
  columns.push_back({.title = "Action"});
  columns.push_back({.title = silent                            ? "Last confirmed"
                              : group == ChangeGroup::added     ? "Due"
                              : group == ChangeGroup::withdrawn ? "Why"
                                                                : "What changed"});
  Table table(html,
              {.caption = view::in_words(group), .columns = std::move(columns), .caption_kind = CaptionKind::hidden});
  for (const RowChange* change = first; change != last; ++change) {
    const view::Row& row = change->row();
    const plan::Action& action = *row.action;
    table.row();
    const std::string number = action.reference.empty() ? std::to_string(action.number) : action.reference;
    if (change->after)
      table.heading() << Link{.text = number, .href = action_address(row), .hidden = " " + action_name(action)};
    else
      table.heading() << number;
    if (with_plan) table.cell() << Link{.text = shortened(plan_name(*row.plan), 48), .href = plan_address(*row.plan)};
    table.cell() << agency_name(row.agency);
    Html& words = table.cell();
    if (action.wording.empty())
      words << "<span class=\"c-quiet\">No action stated</span>"_html;
    else
      words << ClampedText{.text = std::string_view(action.wording), .limit = 160};
    Html& cell = table.cell();
    if (silent) {
      if (row.facts.last_confirmed)
        cell << Day{*row.facts.last_confirmed};
      else
        cell << "<span class=\"c-quiet\">Never</span>"_html;
      if (const std::string asked = view::asked_in_words(row.facts); !asked.empty())
        cell << "<span class=\"c-note\">"_html << asked << "</span>"_html;
    } else if (group == ChangeGroup::added) {
      if (row.facts.due)
        cell << Day{*row.facts.due};
      else
        cell << "<span class=\"c-quiet\">No date</span>"_html;
    } else if (group == ChangeGroup::withdrawn) {
      const std::string why = why_withdrawn(to, row);
      cell << (why.empty() ? std::string("Its plan is not there any more") : why);
    } else {
      for (const FieldChange& field : change->fields) write_change(cell, *change, field);
    }
  }
  table.end();
}

void write_keys(Html& html, const view::Comparison& comparison) {
  for (const view::KeyChange& key : comparison.keys) {
    html << Heading{.text = "The key of " + plan_name(*key.after) + " changed in between",
                    .level = HeadingLevel::section}
         << Paragraph{.content = "Ratings are compared by what each key says they mean, not by their colour."}
         << "<div class=\"c-keys\"><div>"_html
         << Heading{.text = "On " + comparison.from.words(), .level = HeadingLevel::part} << rating_key(*key.before)
         << "</div><div>"_html << Heading{.text = "On " + comparison.to.words(), .level = HeadingLevel::part}
         << rating_key(*key.after) << "</div></div>"_html;
  }
}

Content choices(const Around& around, const view::Picture& to, const view::Comparison& comparison,
                const view::Filter& filter) {
  return [&](Html& html) {
    html << Form{.action = around.path, .method = Method::get, .content = [&](Html& form) {
                   const auto day = [](std::string_view legend, std::string_view name, Date date) {
                     return DateField{.legend = legend,
                                      .name = name,
                                      .day = std::to_string(date.day()),
                                      .month = std::to_string(date.month()),
                                      .year = std::to_string(date.year())};
                   };
                   form << day("From", "from", comparison.from) << day("To", "to", comparison.to);
                   Select plans{.label = "Plan", .name = "plan", .choices = {{.text = "Every plan", .value = ""}}};
                   for (const auto& plan : to.plans)
                     plans.choices.push_back({.text = plan_name(*plan->plan),
                                              .value = std::string_view(plan->plan->id.text()),
                                              .chosen = filter.plan == plan->plan->id ? Chosen::yes : Chosen::no});
                   Select agencies{
                       .label = "Agency", .name = "agency", .choices = {{.text = "Every agency", .value = ""}}};
                   for (const plan::Agency* agency : to.agencies)
                     agencies.choices.push_back({.text = std::string_view(agency->name),
                                                 .value = std::string_view(agency->id.text()),
                                                 .chosen = filter.agency == agency->id ? Chosen::yes : Chosen::no});
                   form << plans << agencies
                        << Radios{.legend = "With what was known",
                                  .name = "known",
                                  .choices = {{.text = "By the end of each day",
                                               .value = "then",
                                               .chosen = around.known != "now" ? Chosen::yes : Chosen::no,
                                               .hint = "As it was known then: only what had been recorded by that day"},
                                              {.text = "Now",
                                               .value = "now",
                                               .chosen = around.known == "now" ? Chosen::yes : Chosen::no,
                                               .hint = "Everything that speaks of that day or an earlier one"}}}
                        << Button{.text = "Compare"};
                 }};
    // The latest meetings, each a day to compare with.
    std::vector<const meeting::Meeting*> meetings;
    for (const auto& meeting : to.meetings)
      if (meeting->date && *meeting->date < comparison.to && meetings.size() < 5) meetings.push_back(meeting.get());
    if (meetings.empty()) return;
    html << "<p class=\"govuk-body\">Since a meeting:</p><ul class=\"govuk-list\">"_html;
    for (const meeting::Meeting* meeting : meetings)
      html << "<li>"_html
           << Link{.text = meeting->body + ", " + meeting->date->words(),
                   .href = address_with(
                       around.path, around.query,
                       {{"from", meeting->date->iso()}, {"from-day", ""}, {"from-month", ""}, {"from-year", ""}})}
           << "</li>"_html;
    html << "</ul>"_html;
  };
}

}  // namespace

std::string compare_page(const Around& around, const view::Picture& to, const view::Comparison& comparison,
                         const view::Filter& filter) {
  const view::PlanPicture* plan = filter.plan ? view::find_plan(to, *filter.plan) : nullptr;
  const plan::Agency* agency = filter.agency ? view::find_agency(to, *filter.agency) : nullptr;
  std::string what = plan ? plan_name(*plan->plan) : std::string("Every plan");
  if (agency) what += ", " + agency->name;
  std::vector<Crumb> crumbs{{.text = "Home", .href = "/"}, {.text = "Plans", .href = "/plans"}};
  if (plan) crumbs.push_back({.text = plan_name(*plan->plan), .href = plan_address(*plan->plan)});
  crumbs.push_back({.text = "What changed"});
  view::Picture around_day = to;  // the page shows two days and is of neither
  around_day.past = false;
  return show(
      around, around_day,
      {.title = "What changed, " + what,
       .section = "/compare",
       .breadcrumbs = std::move(crumbs),
       .main =
           [&](Html& html) {
             html << Heading{.text = "What changed", .caption = what}
                  << Paragraph{.content = view::in_a_sentence(comparison), .kind = ParagraphKind::lead}
                  << Paragraph{.content =
                                   [&](Html& words) {
                                     words << "From "_html << Day{comparison.from} << " to "_html << Day{comparison.to}
                                           << (around.known == "now" ? ", as known now. "_html
                                                                     : ", as known on each day. "_html);
                                     if (comparison.put_back > 0)
                                       words << count_of(comparison.put_back, "date was", "dates were")
                                             << " put back in all. "_html;
                                     if (comparison.unconfirmed > comparison.count(ChangeGroup::unconfirmed))
                                       words << count_of(comparison.unconfirmed, "open row has", "open rows have")
                                             << " not been confirmed since, changed ones among them."_html;
                                   },
                               .kind = ParagraphKind::quiet};
             html << Details{.summary = "Compare other days, or choose a plan or an agency",
                             .content = choices(around, to, comparison, filter),
                             .state = comparison.changes.empty() ? DetailsState::open : DetailsState::closed};
             if (comparison.changes.empty()) {
               html << EmptyState{.what = "There is no row on either day.",
                                  .why = "Nothing had been imported by then, or no row is like that.",
                                  .next = Link{.text = "See all plans", .href = "/plans"}};
               return;
             }
             Contents contents{.items = {}, .title = "Groups"};
             for (const ChangeGroup group : view::every_change_group)
               if (comparison.count(group) > 0)
                 contents.items.push_back({.text = view::in_words(group),
                                           .href = "#" + anchor(group),
                                           .note = grouped(static_cast<long long>(comparison.count(group)))});
             if (contents.items.size() > 1) html << contents;
             write_keys(html, comparison);
             const RowChange* at = comparison.changes.data();
             const RowChange* end = at + comparison.changes.size();
             while (at != end) {
               const ChangeGroup group = at->group;
               const RowChange* last =
                   std::find_if(at, end, [&](const RowChange& each) { return each.group != group; });
               if (group == ChangeGroup::unchanged)
                 html << Heading{.text = std::string(view::in_words(group)) + " (" +
                                         grouped(static_cast<long long>(last - at)) + ")",
                                 .level = HeadingLevel::section,
                                 .id = anchor(group)}
                      << Paragraph{.content =
                                       "They say what they said, and were confirmed since or ask nothing of anybody."};
               else
                 write_group(html, to, group, at, last, !filter.plan);
               at = last;
             }
             html << downloads("/compare", around.query, "this comparison");
           },
       .room = 1200 * (comparison.changes.size() + 32)});
}

}  // namespace candour::web
