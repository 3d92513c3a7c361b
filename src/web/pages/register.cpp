// Home, the registers of plans and agencies, search: where people start.

#include "base/text.h"
#include "web/pages/in_time.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

using enum RowColumn;

void write_few(Html& html, std::string_view title, std::string_view id, const std::vector<const view::Row*>& rows,
               std::size_t total, std::string_view all) {
  if (rows.empty()) return;
  html << Heading{.text = title, .level = HeadingLevel::section, .id = id};
  write_rows(html, rows, {number, action, plan, agency, rating, due}, title);
  if (total > rows.size())
    html << Paragraph{.content = Link{.text = "See all " + grouped(static_cast<long long>(total)),
                                      .href = all,
                                      .hidden = std::string(" in ") + std::string(title)}};
}

void write_plan_rows(Html& html, const std::vector<const view::PlanPicture*>& plans, std::string_view caption) {
  Table table(html, {.caption = caption,
                     .columns = {{.title = "Plan"},
                                 {.title = "Review"},
                                 {.title = "How it stands, in its own key"},
                                 {.title = "Rows", .align = Align::number},
                                 {.title = "Overdue", .align = Align::number},
                                 {.title = "Not confirmed", .align = Align::number},
                                 {.title = "No lead", .align = Align::number}},
                     .caption_kind = CaptionKind::hidden,
                     .density = Density::comfortable});
  for (const view::PlanPicture* picture : plans) {
    const plan::Plan& plan = *picture->plan;
    const std::string address = "/actions?plan=" + plan.id.text();
    table.row();
    table.heading() << Link{.text = plan_name(plan), .href = plan_address(plan)};
    Html& review = table.cell();
    review << plan::in_words(plan.review.kind);
    if (!plan.review.name.empty()) review << ": "_html << plan.review.name;
    if (plan.as_at) review << "<span class=\"c-note\">Document as at "_html << Day{*plan.as_at} << "</span>"_html;
    if (picture->totals.total == 0)
      table.cell() << "<span class=\"c-quiet\">No actions yet</span>"_html;
    else
      table.cell() << rating_bar(picture->totals, RatingBar::Size::small);
    table.cell() << picture->totals.total;
    const auto counted = [&](std::size_t count, std::string_view need) {
      Html& cell = table.cell();
      if (count == 0)
        cell << 0;
      else
        cell << Link{.text = std::to_string(count), .href = address + "&need=" + std::string(need), .hidden = " rows"};
    };
    counted(picture->totals.overdue, "overdue");
    counted(picture->totals.unconfirmed, "unconfirmed");
    counted(picture->totals.unowned, "unowned");
  }
  table.end();
}

EmptyState no_plans(const Html& page) {
  if (!page.offers_page("/import"))
    return {.what = "There is no plan that you may see.",
            .why = "Plans are shown to those who have a part in them. Ask your coordinator where you miss one."};
  return {.what = "There are no plans yet.",
          .why =
              "A plan begins with the document you already have: the action plan as Word, Excel, PDF, a web page, "
              "CSV or text.",
          .next = [](Html& html) {
            html << ButtonGroup{.content = [](Html& group) {
              group << Button{.text = "Import a plan", .href = "/import"}
                    << Button{.text = "Start a blank plan", .kind = ButtonKind::secondary, .href = "/plans/new"};
            }};
          }};
}

}  // namespace

std::string home_page(const Around& around, const view::Picture& picture, const view::Today& today,
                      const std::vector<UnfinishedImport>& unfinished) {
  return show(
      around, picture,
      {.title = "What needs you today", .section = "/", .main = [&](Html& html) {
         html << Heading{.text = "What needs you today", .caption = picture.as_at.words()};
         if (!unfinished.empty()) {
           html << Inset{.content = [&](Html& inside) {
             inside << "<p class=\"govuk-body\">"_html
                    << (unfinished.size() == 1 ? "An import was left unfinished. Nothing of it is in a plan yet."_html
                                               : "Imports were left unfinished. Nothing of them is in a plan yet."_html)
                    << "</p><ul class=\"govuk-list\">"_html;
             for (const UnfinishedImport& each : unfinished)
               inside << "<li>"_html << Link{.text = "Go on with " + each.document_name, .href = "/import/" + each.id}
                      << " <span class=\"c-quiet\">started "_html << each.started << "</span></li>"_html;
             inside << "</ul>"_html;
           }};
         }
         if (today.plan_count == 0 && today.items.empty()) {
           html << no_plans(html);
           return;
         }
         if (today.items.empty())
           html << EmptyState{.what = "Nothing needs you.",
                              .why = today.next ? "The next date is " + today.next->words() + "."
                                                : std::string("Nothing that you see has a date to come."),
                              .next = Link{.text = "See all plans", .href = "/plans"}};
         Tallies tallies;
         for (const view::TodayItem& item : today.items)
           tallies.items.push_back({.count = static_cast<long long>(item.count),
                                    .what = item.count == 1 ? item.rule->one : item.rule->many,
                                    .href = item.rule->href});
         if (!tallies.items.empty()) html << tallies;
         for (const view::TodayItem& item : today.items)
           write_few(html, item.rule->heading, item.rule->key, item.rows, item.count, item.rule->href);
         for (const view::TodayItem& item : today.items) {
           if (item.resolutions.empty()) continue;
           html << Heading{.text = item.rule->heading, .level = HeadingLevel::section, .id = "resolutions"};
           Table table(html, {.caption = "Resolutions whose report-back date has come or comes within 28 days",
                              .columns = {{.title = "Report back"}, {.title = "Resolution"}, {.title = "Meeting"}},
                              .caption_kind = CaptionKind::hidden});
           for (const view::DueResolution& each : item.resolutions) {
             table.row();
             Html& day = table.cell();
             day << Day{*each.resolution->report_back};
             if (*each.resolution->report_back < picture.as_at)
               day << "<span class=\"c-note\">the day has passed</span>"_html;
             table.cell() << Link{.text = shortened(each.resolution->text, 160),
                                  .href = "/meetings/" + each.meeting->id.text() + "#resolution-" +
                                          std::to_string(each.resolution->number)};
             table.cell() << each.meeting->body;
           }
           table.end();
         }
         if (today.plans.empty()) return;
         html << Heading{.text = "Plans", .level = HeadingLevel::section, .id = "plans"};
         write_plan_rows(html, today.plans, "Plans");
         if (today.plan_count > today.plans.size())
           html << Paragraph{
               .content = Link{.text = "See all " + count_of(today.plan_count, "plan", "plans"), .href = "/plans"}};
       }});
}

std::string plans_page(const Around& around, const view::Picture& picture) {
  return show(around, picture,
              {.title = "Plans",
               .section = "/plans",
               .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Plans"}},
               .main = [&](Html& html) {
                 html << Heading{.text = "Plans"};
                 if (picture.plans.empty()) {
                   html << no_plans(html);
                   return;
                 }
                 html << Paragraph{
                     .content =
                         "Each bar is in the plan’s own words. The same colour can mean different things in two "
                         "plans, so colours are never added up across them.",
                     .kind = ParagraphKind::lead};
                 std::vector<const view::PlanPicture*> plans;
                 for (const auto& plan : picture.plans) plans.push_back(plan.get());
                 write_plan_rows(html, plans, "Plans");
                 html << ButtonGroup{.content =
                                         [](Html& group) {
                                           group << Button{.text = "Import a plan",
                                                           .kind = ButtonKind::secondary,
                                                           .href = "/import"}
                                                 << Button{.text = "Start a blank plan",
                                                           .kind = ButtonKind::secondary,
                                                           .href = "/plans/new"};
                                         }}
                      << downloads("/plans", around.query, "the register of plans") << as_at_form(around, picture);
               }});
}

std::string agencies_page(const Around& around, const view::Picture& picture) {
  return show(
      around, picture,
      {.title = "Agencies",
       .section = "/agencies",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Agencies"}},
       .main = [&](Html& html) {
         html << Heading{.text = "Agencies"};
         if (picture.agencies.empty()) {
           html << EmptyState{.what = "There are no agencies yet.",
                              .why = "Agencies come with the plans that are imported, or are added here.",
                              .next = Button{.text = "Add an agency", .href = "/agencies/new"}};
           return;
         }
         html << Paragraph{.content = Link{.text = "Add an agency", .href = "/agencies/new"}}
              << Paragraph{.content = Link{.text = "Contacts of agencies, whom requests go to", .href = "/contacts"}};
         Table table(html, {.caption = "Agencies and their rows over all plans",
                            .columns = {{.title = "Agency"},
                                        {.title = "How its rows stand"},
                                        {.title = "Rows", .align = Align::number},
                                        {.title = "Open", .align = Align::number},
                                        {.title = "Overdue", .align = Align::number},
                                        {.title = "Not confirmed", .align = Align::number}},
                            .caption_kind = CaptionKind::hidden,
                            .density = Density::comfortable});
         for (const plan::Agency* each : picture.agencies) {
           const plan::Agency& agency = *each;
           const auto page = view::agency_page(picture, agency.id);
           table.row();
           Html& name = table.heading();
           name << Link{.text = agency.name, .href = agency_address(agency)};
           if (!agency.aliases.empty())
             name << "<span class=\"c-note\">Also written: "_html << join(agency.aliases, "; ") << "</span>"_html;
           view::Totals totals = page->totals;
           totals.by_rating.clear();
           table.cell() << rating_bar(totals, RatingBar::Size::small);
           table.cell() << totals.total;
           table.cell() << totals.open;
           table.cell() << totals.overdue;
           table.cell() << totals.unconfirmed;
         }
         table.end();
         html << downloads("/agencies", around.query, "the list of agencies") << as_at_form(around, picture);
       }});
}

std::string agency_page(const Around& around, const view::Picture& picture, const view::AgencyPage& page) {
  const plan::Agency& agency = *page.agency;
  return show(
      around, picture,
      {.title = agency.name,
       .section = "/agencies",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Agencies", .href = "/agencies"}, {.text = agency.name}},
       .main =
           [&](Html& html) {
             html << Heading{.text = agency.name, .caption = "Agency"};
             if (!agency.aliases.empty())
               html << Paragraph{.content = "Also written: " + join(agency.aliases, "; "),
                                 .kind = ParagraphKind::quiet};
             const std::vector<view::Awaited> awaited = view::awaited_from(picture, agency.id);
             if (!awaited.empty()) {
               html << Heading{.text = "Awaiting a response (" + std::to_string(awaited.size()) + ")",
                               .level = HeadingLevel::section,
                               .id = "awaiting"};
               Table table(html, {.caption = "Recommendations awaiting a response of " + agency.name,
                                  .columns = {{.title = "Number"},
                                              {.title = "Recommendation"},
                                              {.title = "Inspection"},
                                              {.title = "Due"}},
                                  .caption_kind = CaptionKind::hidden});
               for (const view::Awaited& each : awaited) {
                 const plan::Plan& plan = *each.plan->plan;
                 table.row();
                 table.heading() << Link{.text = each.recommendation->ref,
                                         .href = plan_address(plan) + "#q-" + each.recommendation->ref,
                                         .hidden = " of " + plan_name(plan)};
                 table.cell() << ClampedText{.text = each.recommendation->text, .limit = 240};
                 table.cell() << Link{.text = plan_name(plan), .href = plan_address(plan)};
                 Html& due = table.cell();
                 if (const auto day = plan.clock ? plan::answer_due(*plan.clock) : std::nullopt)
                   due << Day{*day};
                 else
                   due << "<span class=\"c-quiet\">Not known</span>"_html;
               }
               table.end();
             }
             if (page.plans.empty()) {
               write_answers(html, picture, agency);
               if (!awaited.empty()) return;
               html << EmptyState{.what = "This agency has no actions.",
                                  .why = "It is known to the partnership, but no plan that stands gives it a row.",
                                  .next = Link{.text = "See all agencies", .href = "/agencies"}};
               return;
             }
             const std::string list = "/actions?agency=" + agency.id.text();
             const auto number_of = [](std::size_t count) { return static_cast<long long>(count); };
             html << Tallies{
                 .items = {{.count = number_of(page.totals.total),
                            .what = page.totals.total == 1 ? "row" : "rows",
                            .href = list},
                           {.count = number_of(page.totals.open), .what = "open", .href = list + "&open=yes"},
                           {.count = number_of(page.totals.overdue), .what = "overdue", .href = list + "&need=overdue"},
                           {.count = number_of(page.totals.unconfirmed),
                            .what = "not confirmed",
                            .href = list + "&need=unconfirmed"}}};
             for (const view::AgencyPage::OnPlan& on : page.plans) {
               html << Heading{.text = plan_name(*on.plan->plan),
                               .level = HeadingLevel::section,
                               .id = on.plan->plan->id.text()}
                    << rating_bar(on.totals, RatingBar::Size::full, list + "&plan=" + on.plan->plan->id.text());
               write_rows(html, on.rows,
                          {RowColumn::number, RowColumn::question, RowColumn::action, RowColumn::rating, RowColumn::due,
                           RowColumn::evidence, RowColumn::lead},
                          agency.name + " on " + plan_name(*on.plan->plan));
               html << Paragraph{.content = Link{.text = "Go to this plan",
                                                 .href = plan_address(*on.plan->plan),
                                                 .hidden = ", " + plan_name(*on.plan->plan)}};
             }
             write_answers(html, picture, agency);
             html << downloads("/actions", "agency=" + agency.id.text(), "these rows")
                  << Paragraph{.content = Link{.text = "Have these rows filled in by Excel",
                                               .href = agency_address(agency) + "/excel"}};
             if (!picture.past)
               html << Paragraph{.content = Link{.text = "Another body takes its place",
                                                 .href = agency_address(agency) + "/succeed"}};
             html << as_at_form(around, picture);
           },
       .room = 2048 * (page.totals.total + 16)});
}

std::string search_page(const Around& around, const view::Picture& picture, const view::SearchPage& page,
                        std::string_view words) {
  return show(around, picture,
              {.title = words.empty() ? std::string("Search") : "Search: " + std::string(words),
               .section = {},
               .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Search"}},
               .main = [&](Html& html) {
                 html << Heading{.text = "Search"}
                      << Form{.action = "/search", .method = Method::get, .content = [&](Html& inside) {
                                inside << TextField{.label = "Words to look for",
                                                    .name = "q",
                                                    .value = words,
                                                    .hint =
                                                        "Every word must appear: in an action, its response, its "
                                                        "evidence, its lead, or a row’s own number",
                                                    .width = FieldWidth::half,
                                                    .kind = InputKind::search}
                                       << Button{.text = "Search"};
                              }};
                 if (words.empty()) return;
                 if (page.rows.empty() && page.plans.empty() && page.agencies.empty()) {
                   html << EmptyState{.what = "Nothing has all of these words.",
                                      .why = "Try fewer words, or the beginning of a word.",
                                      .next = Link{.text = "See all actions", .href = "/actions"}};
                   return;
                 }
                 if (!page.plans.empty()) {
                   html << Heading{.text = "Plans", .level = HeadingLevel::section} << "<ul class=\"govuk-list\">"_html;
                   for (const view::PlanPicture* plan : page.plans)
                     html << "<li>"_html << Link{.text = plan_name(*plan->plan), .href = plan_address(*plan->plan)}
                          << "</li>"_html;
                   html << "</ul>"_html;
                 }
                 if (!page.agencies.empty()) {
                   html << Heading{.text = "Agencies", .level = HeadingLevel::section}
                        << "<ul class=\"govuk-list\">"_html;
                   for (const plan::Agency* agency : page.agencies)
                     html << "<li>"_html << Link{.text = agency->name, .href = agency_address(*agency)} << "</li>"_html;
                   html << "</ul>"_html;
                 }
                 if (!page.rows.empty()) {
                   html << Heading{.text = page.total == 1 ? std::string("1 action")
                                                           : grouped(static_cast<long long>(page.total)) + " actions",
                                   .level = HeadingLevel::section};
                   if (page.total > page.rows.size())
                     html << Paragraph{.content = "The first " + std::to_string(page.rows.size()) +
                                                  " are shown. Add a word to narrow the search."};
                   write_rows(html, page.rows,
                              {RowColumn::number, RowColumn::action, RowColumn::plan, RowColumn::agency,
                               RowColumn::rating, RowColumn::due},
                              "Actions found");
                   html << downloads("/actions", address_with("", "", {{"words", words}}).substr(1), "these actions");
                 }
               }});
}

}  // namespace candour::web
