// A plan, by finding, agency or date; the list of actions; one action.

#include "base/text.h"
#include "http/form.h"
#include "web/pages/by_hand.h"
#include "web/pages/history.h"
#include "web/pages/in_time.h"
#include "web/pages/inspection.h"
#include "web/pages/parts.h"
#include "web/pages/references.h"
#include "web/pages/remarks.h"
#include "web/pages/updates.h"

namespace candour::web {
namespace {

using enum RowColumn;

// References in the words of an action are shown in a text of any length on its own page.
constexpr std::size_t whole = std::string_view::npos;

// Fields of the filter panel. `fixed` is the address's own plan, which is not chosen again.
Content filter_fields(const view::Picture& picture, const view::Filter& filter, bool with_plan) {
  return [&picture, &filter, with_plan](Html& html) {
    html << TextField{.label = "Words", .name = "words", .value = filter.words};
    if (with_plan) {
      Select plans{.label = "Plan", .name = "plan", .choices = {{.text = "Any plan", .value = ""}}};
      plans.choices.reserve(picture.plans.size() + 1);
      for (const auto& plan : picture.plans)
        plans.choices.push_back({.text = plan_name(*plan->plan),
                                 .value = std::string_view(plan->plan->id.text()),
                                 .chosen = filter.plan == plan->plan->id ? Chosen::yes : Chosen::no});
      html << plans;
    }
    Select agencies{.label = "Agency", .name = "agency", .choices = {{.text = "Any agency", .value = ""}}};
    agencies.choices.reserve(picture.agencies.size() + 1);
    for (const plan::Agency* agency : picture.agencies)
      agencies.choices.push_back({.text = std::string_view(agency->name),
                                  .value = std::string_view(agency->id.text()),
                                  .chosen = filter.agency == agency->id ? Chosen::yes : Chosen::no});
    html << agencies;
    const auto one_of = [](bool chosen) { return chosen ? Chosen::yes : Chosen::no; };
    Select statuses{.label = "Status", .name = "status", .choices = {{.text = "Any status", .value = ""}}};
    statuses.choices.reserve(plan::every_status.size() + 1);
    for (plan::Status status : plan::every_status)
      statuses.choices.push_back({.text = plan::in_words(status),
                                  .value = plan::to_text(status),
                                  .chosen = one_of(!filter.statuses.empty() && filter.statuses.front() == status)});
    html << statuses;
    Select needs{.label = "Needs attention", .name = "need", .choices = {{.text = "Any or none", .value = ""}}};
    needs.choices.reserve(view::every_need.size() + 1);
    for (view::Need need : view::every_need)
      needs.choices.push_back({.text = view::in_words(need),
                               .value = view::to_text(need),
                               .chosen = one_of(!filter.needs.empty() && filter.needs.front() == need)});
    html << needs
         << Select{.label = "Open or closed",
                   .name = "open",
                   .choices = {{.text = "All rows", .value = ""},
                               {.text = "Only open rows", .value = "yes", .chosen = one_of(filter.open_only)}}};
  };
}

// What was chosen, each with the address that takes it away again.
std::vector<AppliedFilter> applied(const Around& around, const view::Picture& picture, const view::Filter& filter,
                                   bool with_plan) {
  std::vector<AppliedFilter> chosen;
  http::Fields asked;
  (void)http::read_urlencoded(around.query, 500, asked);
  const auto without = [&](std::string_view name, std::string_view value) {
    http::Fields kept;
    for (const auto& [each, text] : asked.all())
      if (!(each == name && text == value) && each != "page" && each != "done" && !text.empty()) kept.add(each, text);
    return std::string(around.path) + (kept.empty() ? "" : "?" + kept.encoded());
  };
  if (!filter.words.empty())
    chosen.push_back({.text = "Words: " + filter.words, .remove_href = without("words", filter.words)});
  if (with_plan && filter.plan)
    if (const view::PlanPicture* plan = view::find_plan(picture, *filter.plan))
      chosen.push_back(
          {.text = "Plan: " + plan_name(*plan->plan), .remove_href = without("plan", filter.plan->text())});
  if (filter.agency)
    if (const plan::Agency* agency = view::find_agency(picture, *filter.agency))
      chosen.push_back({.text = "Agency: " + agency->name, .remove_href = without("agency", filter.agency->text())});
  if (!filter.finding.empty())
    chosen.push_back({.text = "Finding: " + filter.finding, .remove_href = without("finding", filter.finding)});
  if (!filter.recommendation.empty())
    chosen.push_back({.text = "Question: " + filter.recommendation,
                      .remove_href = without("recommendation", filter.recommendation)});
  for (plan::Status status : filter.statuses)
    chosen.push_back({.text = "Status: " + std::string(plan::in_words(status)),
                      .remove_href = without("status", plan::to_text(status))});
  for (view::Need need : filter.needs)
    chosen.push_back({.text = view::in_words(need), .remove_href = without("need", view::to_text(need))});
  if (filter.open_only) chosen.push_back({.text = "Only open rows", .remove_href = without("open", "yes")});
  return chosen;
}

bool is_whole(const view::Filter& filter) {
  return !filter.agency && filter.finding.empty() && filter.recommendation.empty() && filter.statuses.empty() &&
         filter.needs.empty() && !filter.open_only && filter.words.empty();
}

// Where the document says a field of an action: its own place, or the action's. A link to the row as written, which a
// keyboard reaches; the place is always there as quiet text, so that nobody must hover to see it.
Content written_at(const view::Row& row, std::string_view field) {
  const plan::Action& action = *row.action;
  std::string place = action.place;
  for (const plan::FieldPlace& each : action.places)
    if (each.field == field) place = each.place;
  std::string document;
  for (const plan::Import& import : row.plan->imports)
    if (import.id == action.import) document = import.document_name;
  return [place, document, field](Html& html) {
    if (place.empty()) return;
    html << "<span class=\"c-place\"><a class=\"govuk-link c-place__link\" href=\"#as-written\">"_html << place
         << "<span class=\"govuk-visually-hidden\">, where the document says the "_html << field << "</span></a>"_html;
    if (!document.empty()) html << "<span class=\"c-place__document\"> of "_html << document << "</span>"_html;
    html << "</span>"_html;
  };
}

std::string finding_title(const view::FindingGroup& group, bool inspection) {
  if (!group.finding) return inspection ? "Recommendations" : "Outside any finding";
  const std::string& ref = group.finding->ref;
  std::string name =
      !ref.empty() && (ref[0] == 'L' || ref[0] == 'l') ? "Further lesson " + ref.substr(1) : "Finding " + ref;
  if (ref.empty()) name = "Finding";
  return group.finding->title.empty() ? name : name + ": " + group.finding->title;
}
std::string finding_anchor(std::size_t index) {
  return "finding-" + std::to_string(index + 1);
}

void write_by_finding(Html& html, const view::Picture& picture, const view::PlanPage& page,
                      const RefusedResponse& refused) {
  const Tied tied = view::rows_tied_to(picture, page.plan->plan->id);
  const bool inspection = page.plan->plan->review.kind == plan::ReviewKind::inspection;
  Contents contents{.items = {}, .title = "Findings"};
  for (std::size_t i = 0; i < page.findings.size(); ++i) {
    const view::FindingGroup& group = page.findings[i];
    contents.items.push_back({.text = shortened(finding_title(group, inspection), 110),
                              .href = "#" + finding_anchor(i),
                              .note = rating_bar(group.totals, RatingBar::Size::small)});
  }
  if (contents.items.size() > 1) html << contents;
  for (std::size_t i = 0; i < page.findings.size(); ++i) {
    const view::FindingGroup& group = page.findings[i];
    html << Heading{.text = finding_title(group, inspection), .level = HeadingLevel::section, .id = finding_anchor(i)};
    if (group.finding && !group.finding->text.empty())
      html << Passage{.content = ClampedText{.text = group.finding->text, .limit = 300}, .kind = ParagraphKind::quiet};
    if (group.finding && !picture.past) write_finding_by_hand(html, *page.plan->plan, *group.finding);
    for (const view::RecommendationGroup& question : group.recommendations) {
      const plan::Recommendation* recommendation = question.recommendation;
      const std::string title =
          !recommendation ? "Rows that answer no question"
          : recommendation->text.empty()
              ? "Recommendation " + recommendation->ref
              : (recommendation->ref.empty() ? "" : recommendation->ref + ". ") + recommendation->text;
      html << Heading{.text = title,
                      .level = HeadingLevel::part,
                      .id = recommendation && !recommendation->ref.empty() ? "q-" + recommendation->ref : ""};
      if (recommendation && !inspection && !recommendation->place.empty())
        html << Paragraph{.content = place_in_words(recommendation->place), .kind = ParagraphKind::quiet};
      if (recommendation) write_recommendation(html, picture, *page.plan->plan, *recommendation, tied, refused);
      if (recommendation && !picture.past) write_recommendation_by_hand(html, *page.plan->plan, *recommendation);
      std::vector<const view::Row*> rows;
      for (const view::AgencyOnQuestion& agency : question.agencies)
        rows.insert(rows.end(), agency.rows.begin(), agency.rows.end());
      if (!rows.empty())
        write_rows(html, rows, {number, agency, action, rating, due, evidence, lead},
                   "Rows for " + shortened(title, 100));
      if (!question.silent.empty()) {
        std::vector<std::string> names;
        for (const plan::Agency* agency : question.silent) names.push_back(agency->name);
        html << Paragraph{.content = "No row of their own: " + join(names, ", "), .kind = ParagraphKind::quiet};
      }
    }
  }
}

}  // namespace

std::string plan_page(const Around& around, const view::Picture& picture, const view::PlanPage& page,
                      view::Grouping grouping, const view::Filter& filter, const RefusedResponse& refused) {
  const plan::Plan& plan = *page.plan->plan;
  const std::string name = plan_name(plan);
  return show(
      around, picture,
      {.title = (refused.sentence.empty() ? "" : "Error: ") + name,
       .section = "/plans",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Plans", .href = "/plans"}, {.text = name}},
       .main =
           [&](Html& html) {
             if (!refused.sentence.empty())
               html << ErrorSummary{
                   .errors = {{.text = refused.sentence, .field = response_field(refused.recommendation)}}};
             std::string caption(plan::in_words(plan.review.kind));
             if (!plan.review.name.empty()) caption += ": " + plan.review.name;
             html << Heading{.text = name, .caption = caption};
             if (plan.as_at)
               html << Paragraph{.content = "The document reports as at " + plan.as_at->words() +
                                            ". Dates are judged as at " + picture.as_at.words() + ".",
                                 .kind = ParagraphKind::quiet};
             // An inspection is its recommendations, though no action stands on it.
             const bool awaits = plan.review.kind == plan::ReviewKind::inspection && is_whole(filter) &&
                                 grouping == view::Grouping::finding && !plan.recommendations.empty();
             const std::string list = "/actions?plan=" + plan.id.text();
             const auto number_of = [](std::size_t count) { return static_cast<long long>(count); };
             if (awaits) write_inspection(html, picture, plan);
             const auto write_head = [&] {
               html << rating_bar(page.plan->totals, RatingBar::Size::full, list);
               if (!plan.key.entries.empty())
                 html << Details{.summary = "What the ratings mean in this plan",
                                 .content = rating_key(plan),
                                 .state = DetailsState::closed};
               html << Tallies{
                   .items = {{.count = number_of(page.plan->totals.total),
                              .what = page.plan->totals.total == 1 ? "row" : "rows",
                              .href = list},
                             {.count = number_of(page.plan->totals.overdue),
                              .what = "overdue",
                              .href = list + "&need=overdue"},
                             {.count = number_of(page.plan->totals.unconfirmed),
                              .what = "not confirmed",
                              .href = list + "&need=unconfirmed"},
                             {.count = number_of(page.plan->totals.unowned),
                              .what = "open with no lead",
                              .href = list + "&need=unowned"},
                             {.count = number_of(page.plan->totals.remarked),
                              .what = page.plan->totals.remarked == 1 ? "does not hold up" : "do not hold up",
                              .href = list + "&need=remark"}}};
               const auto grouped_by = [&](std::string_view words, std::string_view value, view::Grouping each) {
                 if (each == grouping)
                   html << "<strong class=\"c-grouping__here\" aria-current=\"true\">"_html << words
                        << "</strong>"_html;
                 else
                   html << Link{.text = words, .href = address_with(around.path, around.query, {{"by", value}})};
               };
               html
                   << "<nav class=\"c-grouping\" aria-label=\"Group the rows\"><span class=\"c-grouping__label\">Grouped</span> "_html;
               grouped_by("by finding", "", view::Grouping::finding);
               html << " "_html;
               grouped_by("by agency", "agency", view::Grouping::agency);
               html << " "_html;
               grouped_by("by date", "date", view::Grouping::due);
               html << "</nav>"_html;
               html << FilterPanel{.action = around.path,
                                   .fields = filter_fields(picture, filter, false),
                                   .applied = applied(around, picture, filter, false),
                                   .clear_href = around.path};
               if (!is_whole(filter))
                 html << Paragraph{.content = count_of(page.totals.total, "row is", "rows are") + " shown of " +
                                              grouped(number_of(page.plan->totals.total)) + "."};
             };
             const bool blank = plan.findings.empty() && plan.recommendations.empty() && plan.actions.empty();
             if (!picture.past && !blank) write_plan_by_hand(html, plan);
             if (blank && is_whole(filter)) {
               write_blank_plan(html, picture, plan);
               html << as_at_form(around, picture);
               return;
             }
             if (!awaits || page.plan->totals.total > 0) write_head();
             if (page.totals.total == 0 && !awaits) {
               html << EmptyState{
                   .what = is_whole(filter) ? "This plan has no rows." : "No row is like that.",
                   .why = is_whole(filter) ? "No action has been added to it yet."
                                           : "Every row fails at least one of the choices above.",
                   .next = Link{.text = is_whole(filter) ? "See all plans" : "Show all rows",
                                .href = is_whole(filter) ? std::string("/plans") : std::string(around.path)}};
               if (!is_whole(filter)) return;
             }
             switch (grouping) {
               case view::Grouping::finding:
                 write_by_finding(html, picture, page, refused);
                 break;
               case view::Grouping::agency:
                 for (const view::AgencyGroup& group : page.agencies) {
                   html << Heading{.text = agency_name(group.agency),
                                   .level = HeadingLevel::section,
                                   .id = group.agency ? "agency-" + group.agency->id.text() : "no-agency"}
                        << rating_bar(group.totals, RatingBar::Size::small);
                   write_rows(html, group.rows, {number, question, action, rating, due, evidence, lead},
                              "Rows of " + agency_name(group.agency));
                 }
                 break;
               case view::Grouping::due:
                 for (const view::DueGroup& group : page.due) {
                   html << Heading{.text = group.name + " (" + std::to_string(group.rows.size()) + ")",
                                   .level = HeadingLevel::section};
                   write_rows(html, group.rows, {number, due, agency, question, action, rating, lead}, group.name);
                 }
                 break;
             }
             html << downloads("/actions",
                               address_with("", around.query, {{"plan", plan.id.text()}, {"by", ""}}).substr(1),
                               "these rows")
                  << Paragraph{.content = Link{.text = "What changed on this plan since a day or a meeting",
                                               .href = "/compare?plan=" + plan.id.text()}}
                  << Paragraph{.content = Link{.text = "Have these rows filled in by Excel",
                                               .href = plan_address(plan) + "/excel" +
                                                       (filter.agency ? "?agency=" + filter.agency->text() : "")}};
             if (!picture.past)
               html << Paragraph{.content =
                                     Link{.text = "Change many of its actions at once, or record a body’s decision",
                                          .href = "/actions/change?plan=" + plan.id.text()}}
                    << Paragraph{.content =
                                     Link{.text = "Who may see this plan", .href = plan_address(plan) + "/people"}};
             if (!plan.imports.empty() && !picture.past)
               html << Paragraph{.content = Link{.text = "Where this plan comes from, and withdrawing an import",
                                                 .href = plan_address(plan) + "/imports"}};
             html << as_at_form(around, picture);
           },
       .room = 2600 * (page.totals.total + 24)});
}

std::string actions_page(const Around& around, const view::Picture& picture, const view::List& list,
                         const view::Filter& filter, view::Order order) {
  return show(
      around, picture,
      {.title = "Actions",
       .section = "/actions",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Actions"}},
       .main =
           [&](Html& html) {
             html << Heading{.text = "Actions"};
             const bool some = !is_whole(filter) || filter.plan;
             html << FilterPanel{.action = around.path,
                                 .fields = filter_fields(picture, filter, true),
                                 .applied = applied(around, picture, filter, true),
                                 .clear_href = around.path};
             if (list.total == 0) {
               html << EmptyState{.what = some ? "No action is like that." : "There are no actions yet.",
                                  .why = some ? "Every action fails at least one of the choices."
                                              : "Actions come with the plans that are imported.",
                                  .next = [some](Html& next) {
                                    if (some)
                                      next << Link{.text = "Show all actions", .href = "/actions"};
                                    else
                                      next << Button{.text = "Import a plan", .href = "/import"};
                                  }};
               return;
             }
             html << "<div class=\"c-list-head\"><p class=\"govuk-body\">"_html
                  << count_of(list.total, "action", "actions");
             if (list.pages > 1) html << ", page "_html << list.page << " of "_html << list.pages;
             html
                 << "</p><nav class=\"c-grouping\" aria-label=\"Order of the list\"><span class=\"c-grouping__label\">In order of</span> "_html;
             for (const auto& [words, each] : {std::pair{"document", view::Order::document},
                                               {"agency", view::Order::agency},
                                               {"due date", view::Order::due},
                                               {"status", view::Order::status},
                                               {"last change", view::Order::changed}}) {
               if (each == order)
                 html << "<strong class=\"c-grouping__here\" aria-current=\"true\">"_html << words << "</strong> "_html;
               else
                 html << Link{.text = words,
                              .href = address_with(
                                  around.path, around.query,
                                  {{"order", each == view::Order::document ? std::string_view() : view::to_text(each)},
                                   {"page", ""}})}
                      << " "_html;
             }
             html << "</nav></div>"_html;
             if (!picture.past)
               html << Paragraph{.content = Link{.text = "Change many of these at once",
                                                 .href = address_with("/actions/change", around.query,
                                                                      {{"page", ""}, {"order", ""}, {"done", ""}})}};
             write_rows(html, list.rows, {number, action, plan, agency, rating, due, lead}, "Actions");
             html << pages_of(around, list.page, list.pages) << downloads("/actions", around.query, "all of this list")
                  << as_at_form(around, picture);
           },
       .room = 2048 * (list.rows.size() + 16)});
}

std::string action_page(const Around& around, const view::Picture& picture, const view::Row& row,
                        const RefusedTie& refused, const RefusedAnswer& refused_answer) {
  const plan::Action& action = *row.action;
  const plan::Plan& plan = *row.plan;
  const std::string name = action_name(action);
  return show(
      around, picture,
      {.title = (refused.sentence.empty() && refused_answer.sentence.empty() ? "" : "Error: ") + name + ", " +
                plan_name(plan),
       .section = "/plans",
       .breadcrumbs = {{.text = "Home", .href = "/"},
                       {.text = "Plans", .href = "/plans"},
                       {.text = plan_name(plan), .href = plan_address(plan)},
                       {.text = name}},
       .main = [&](Html& html) {
         if (!refused.sentence.empty())
           html << ErrorSummary{.errors = {{.text = refused.sentence,
                                            .field = refused.act == RefusedTie::Act::tie ? "tie-reason" : "ties"}}};
         if (!refused_answer.sentence.empty())
           html << ErrorSummary{.errors = {{.text = refused_answer.sentence, .field = field_of(row, refused_answer)}}};
         html << Heading{.text = name, .caption = agency_name(row.agency) + " · " + plan_name(plan)};
         html << "<div class=\"c-action-words\">"_html;
         if (!action.wording.empty())
           html << Passage{
               .content =
                   [&](Html& words) { write_with_references(words, row, "action", action.wording, 1200, whole); },
               .kind = ParagraphKind::lead};
         else
           html << Paragraph{.content = "This row states no action, only a response.", .kind = ParagraphKind::lead};
         html << "</div>"_html;
         if (!action.place.empty())
           html << Paragraph{.content = written_at(row, "action"), .kind = ParagraphKind::quiet};
         html << RatingChip{.status = action.rating.status,
                            .as_written = action.rating.as_written,
                            .meaning = Meaning::shown,
                            .note =
                                [&](Html& note) {
                                  if (row.facts.last_confirmed)
                                    note << "last confirmed "_html << Day{*row.facts.last_confirmed};
                                  else
                                    note << "never confirmed"_html;
                                  if (!row.facts.moderated.empty()) note << "; "_html << row.facts.moderated;
                                }}
              << facts_strip(row);
         if (!row.facts.mismatches.empty()) {
           html << Warning{.content = [&](Html& inside) {
             if (row.facts.mismatches.size() == 1) {
               inside << row.facts.mismatches.front();
             } else {
               bool first = true;
               for (const std::string& sentence : row.facts.mismatches) {
                 if (!first) inside << "<br>"_html;
                 inside << sentence;
                 first = false;
               }
             }
           }};
         }
         write_acts(html, picture, row);
         write_remarks(html, picture, row, refused_answer);
         SummaryList facts{.rows = {}, .title = "As it stands"};
         const auto add = [&](std::string_view key, const std::string& value, std::string_view when_empty,
                              std::string_view field, std::string_view change = {}) {
           if (value.empty() && when_empty.empty()) return;
           facts.rows.push_back({.key = key, .value = [&row, &value, when_empty, field](Html& cell) {
                                   if (value.empty())
                                     cell << "<span class=\"c-quiet\">"_html << when_empty << "</span>"_html;
                                   else {
                                     write_with_references(cell, row, field, value, 1500, whole);
                                     cell << written_at(row, field);
                                   }
                                 }});
           if (!change.empty())
             facts.rows.back().actions = change_link(picture, row, change, " the " + lower_first(key));
         };
         facts.rows.push_back({.key = "Agency", .value = [&](Html& cell) {
                                 if (row.agency)
                                   cell << Link{.text = row.agency->name, .href = agency_address(*row.agency)};
                                 else
                                   cell << "No agency named";
                                 for (const plan::AgencyId& id : action.supporting)
                                   if (const plan::Agency* other = plan::find_agency(*picture.partnership, id))
                                     cell << ", with "_html
                                          << Link{.text = other->name, .href = agency_address(*other)};
                                 cell << written_at(row, "agency");
                               }});
         facts.rows.back().actions = change_link(picture, row, "agency", " the agency");
         add("Lead", action.lead, "No lead is named", "lead", "lead");
         add("Response", action.response, "", "response");
         if (action.wording != action.original_wording) add("First worded as", action.original_wording, "", "action");
         const plan::Told told = plan::told(action);
         facts.rows.push_back({.key = "Evidence and progress", .value = [&](Html& cell) {
                                 write_told(cell, row, 1500, whole,
                                            told.update ? view::who(picture, told.update->by) : std::string());
                                 if (!told.update && !action.evidence.empty()) cell << written_at(row, "evidence");
                               }});
         if (told.update) add("Evidence before that", action.evidence, "", "evidence");
         add("Constraints", action.constraints, "", "constraints");
         add("Desired outcome", action.outcome, "None is stated", "outcome", "wording");
         facts.rows.push_back({.key = "Date", .value = [&](Html& cell) {
                                 if (!row.facts.due) {
                                   cell << "<span class=\"c-quiet\">No date is stated</span>"_html;
                                 } else {
                                   cell << Day{*row.facts.due};
                                   if (row.facts.original_due && *row.facts.original_due != *row.facts.due)
                                     cell << "<span class=\"c-note\">first "_html << Day{*row.facts.original_due}
                                          << ", moved "_html << times_of(row.facts.slips) << "</span>"_html;
                                 }
                                 if (!action.target.empty())
                                   cell << "<span class=\"c-note\">as written: “"_html << action.target
                                        << "”</span>"_html << written_at(row, "target");
                               }});
         facts.rows.back().actions = change_link(picture, row, "date", " the date");
         for (const std::string& ref : action.recommendations) {
           const plan::Recommendation* recommendation = plan::find_recommendation(plan, ref);
           facts.rows.push_back({.key = "Answers", .value = [&plan, recommendation, ref](Html& cell) {
                                   cell << Link{.text = "Question " + ref, .href = plan_address(plan) + "#q-" + ref};
                                   if (recommendation)
                                     cell << "<span class=\"c-note\">"_html
                                          << ClampedText{.text = recommendation->text, .limit = 400} << "</span>"_html;
                                 }});
         }
         if (const plan::Finding* finding = plan::find_finding(plan, action.finding))
           facts.rows.push_back({.key = "Finding", .value = [finding](Html& cell) {
                                   cell << finding->ref << (finding->title.empty() ? ""_html : ": "_html)
                                        << finding->title;
                                 }});
         html << facts;
         if (!picture.past) write_action_by_hand(html, row);
         write_evidence_and_challenges(html, picture, row);
         write_same_action(html, row);
         write_ties(html, picture, row, refused);

         if (!action.import.empty() || !action.place.empty() || !action.as_imported.empty()) {
           html << Heading{.text = "As written in the document", .level = HeadingLevel::section, .id = "as-written"};
           SummaryList source;
           source.rows.push_back({.key = "Rating", .value = [&](Html& cell) {
                                    cell << (action.rating.as_written.empty() ? std::string("(blank)")
                                                                              : action.rating.as_written)
                                         << written_at(row, "rating");
                                  }});
           if (!action.place.empty()) source.rows.push_back({.key = "Place", .value = std::string_view(action.place)});
           if (!action.as_imported.empty())
             source.rows.push_back({.key = "The row", .value = ClampedText{.text = action.as_imported, .limit = 1500}});
           html << source;
         }

         write_line_in_time(html, picture, row);
         html << Heading{.text = "History", .level = HeadingLevel::section, .id = "history"};
         Timeline timeline;
         for (auto each = action.history.rbegin(); each != action.history.rend(); ++each)
           timeline.items.push_back(happening_item(picture, plan, *each));
         if (timeline.items.empty())
           html << Paragraph{.content = "No updates since import."};
         else
           html << timeline;
         html << as_at_form(around, picture);
       }});
}

}  // namespace candour::web
