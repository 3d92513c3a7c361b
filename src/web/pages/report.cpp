// The committee's report, on the screen, on paper and as a file.

#include "base/text.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

using enum RowColumn;

void write_totals_table(Html& html, const std::string& plan, std::string_view caption, std::string_view first,
                        const view::Totals& whole,
                        const std::vector<std::pair<std::string, const view::Totals*>>& rows) {
  // One column for each word of the plan's own key (and for what stands outside it), so that every line adds up.
  std::vector<Column> columns{{.title = first}};
  for (const view::Totals::Line& line : whole.by_rating)
    columns.push_back(
        {.title = line.as_written.empty() ? std::string("Blank") : std::string(rating_words(line.as_written)),
         .align = Align::number});
  columns.push_back({.title = "Total", .align = Align::number});
  html << ScrollRegion{
      .label = std::string(caption) + ", " + plan, .content = [&](Html& inside) {
        Table table(
            inside,
            {.caption = caption, .columns = columns, .caption_kind = CaptionKind::small, .narrow = NarrowTable::table});
        const auto write = [&](const std::string& name, const view::Totals& totals) {
          table.row();
          table.heading() << name;
          for (const view::Totals::Line& line : whole.by_rating) {
            std::size_t count = 0;
            for (const view::Totals::Line& own : totals.by_rating)
              if (own.as_written == line.as_written) count += own.count;
            table.cell() << count;
          }
          table.cell() << totals.total;
        };
        for (const auto& [name, totals] : rows) write(name, *totals);
        write("Total", whole);
        table.end();
      }};
}

void write_section(Html& html, std::string_view title, std::string_view id, const std::vector<const view::Row*>& rows,
                   std::string_view none) {
  html << Heading{
      .text = std::string(title) + " (" + std::to_string(rows.size()) + ")", .level = HeadingLevel::part, .id = id};
  if (rows.empty())
    html << Paragraph{.content = none};
  else
    write_rows(html, rows, {number, agency, question, action, rating_or_silence, due, lead}, title);
}

void write_plan(Html& html, const view::PlanReport& part, std::size_t index) {
  const plan::Plan& plan = *part.plan->plan;
  const std::string id = "plan-" + std::to_string(index + 1);
  html << Heading{.text = plan_name(plan), .level = HeadingLevel::section, .id = id};
  if (plan.as_at)
    html << Paragraph{.content = "The plan reports as at " + plan.as_at->words() + ".", .kind = ParagraphKind::quiet};
  html << rating_bar(part.totals, RatingBar::Size::full);
  if (!plan.key.entries.empty()) html << rating_key(plan);
  std::size_t sum = 0;
  for (const view::Totals::Line& line : part.totals.by_rating) sum += line.count;
  html << Paragraph{.content = "The counts add up: " + grouped(static_cast<long long>(sum)) + " of " +
                               count_of(part.totals.total, "row", "rows") + "."};
  if (part.totals.silent > 0)
    html << Paragraph{
        .content = (part.totals.silent == 1
                        ? std::string("Of 1 row the rating is nobody’s word for today: its owner was asked and has ")
                        : "Of " + grouped(static_cast<long long>(part.totals.silent)) +
                              " rows the rating is nobody’s word for today: their owners were asked and have ") +
                   "not answered. Below it says “No answer”."};

  std::vector<std::pair<std::string, const view::Totals*>> lines;
  for (const view::FindingGroup& group : part.by_finding)
    lines.emplace_back(
        group.finding
            ? shortened(group.finding->ref + (group.finding->title.empty() ? "" : ". " + group.finding->title), 90)
            : std::string("Outside any finding"),
        &group.totals);
  write_totals_table(html, plan_name(plan), "By finding", "Finding", part.totals, lines);
  lines.clear();
  for (const view::AgencyGroup& group : part.by_agency) lines.emplace_back(agency_name(group.agency), &group.totals);
  write_totals_table(html, plan_name(plan), "By agency", "Agency", part.totals, lines);

  write_section(html, "Overdue, the longest first", id + "-overdue", part.overdue, "Nothing open has passed its date.");
  write_section(html, "Open and not confirmed within the cycle", id + "-unconfirmed", part.unconfirmed,
                "Every open row was confirmed within the cycle.");
  write_section(html, "Open with no lead", id + "-unowned", part.unowned, "Every open row has a lead.");

  html << Heading{.text = "Questions without a row from an agency", .level = HeadingLevel::part, .id = id + "-silent"};
  if (part.silent.empty()) {
    html << Paragraph{.content = "Every agency on the plan has a row for every question."};
  } else {
    Table table(html, {.caption = "Questions without a row from an agency",
                       .columns = {{.title = "Agency"}, {.title = "Questions"}},
                       .caption_kind = CaptionKind::hidden});
    for (const view::SilentAgency& silent : part.silent) {
      std::vector<std::string> refs;
      for (const plan::Recommendation* question : silent.questions) refs.push_back(question->ref);
      table.row();
      table.heading() << agency_name(silent.agency);
      table.cell() << join(refs, ", ");
    }
    table.end();
  }
  html << Heading{.text = "Every row", .level = HeadingLevel::part, .id = id + "-rows"};
  std::vector<const view::Row*> rows;
  for (const view::Row& row : part.plan->rows) rows.push_back(&row);
  if (rows.empty())
    html << Paragraph{.content = "The plan has no rows."};
  else
    write_rows(html, rows, {number, question, agency, action, rating_or_silence, due, evidence, lead},
               "Every row of " + plan_name(plan));
}

void write_body(Html& html, const view::Report& report) {
  html << Heading{.text = "Progress report", .caption = "As at " + report.as_at.words()};
  if (report.plans.size() > 1) {
    view::Totals all;
    all.total = report.total;
    all.by_status = report.by_status;
    html << Paragraph{.content = "Over " + count_of(report.plans.size(), "plan", "plans") +
                                 ", by what each plan’s own key means. Colours are not added up across plans.",
                      .kind = ParagraphKind::lead}
         << rating_bar(all, RatingBar::Size::full);
    Contents contents{.items = {}, .title = "Plans"};
    for (std::size_t i = 0; i < report.plans.size(); ++i)
      contents.items.push_back({.text = plan_name(*report.plans[i].plan->plan),
                                .href = "#plan-" + std::to_string(i + 1),
                                .note = rating_bar(report.plans[i].totals, RatingBar::Size::small)});
    html << contents;
  }
  for (std::size_t i = 0; i < report.plans.size(); ++i) write_plan(html, report.plans[i], i);
}

}  // namespace

std::string report_page(const Around& around, const view::Picture& picture, const view::Report& report, Pdf pdf) {
  return show(around, picture,
              {.title = "Progress report",
               .section = "/report",
               .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Report"}},
               .main =
                   [&](Html& html) {
                     if (picture.plans.empty()) {
                       html << Heading{.text = "Progress report"}
                            << EmptyState{.what = "There is nothing to report yet.",
                                          .why = "A report is made of plans.",
                                          .next = Button{.text = "Import a plan", .href = "/import"}};
                       return;
                     }
                     write_body(html, report);
                     html << downloads("/report", around.query, "this report",
                                       pdf == Pdf::offered ? Documents::word_and_pdf : Documents::word);
                     Checkboxes plans{.legend = "Plans in the report", .name = "plan"};
                     for (const auto& plan : picture.plans) {
                       bool in = false;
                       for (const view::PlanReport& part : report.plans) in = in || part.plan == plan.get();
                       plans.choices.push_back({.text = plan_name(*plan->plan),
                                                .value = plan->plan->id.text(),
                                                .chosen = in ? Chosen::yes : Chosen::no});
                     }
                     html << Details{.summary = "Choose the plans",
                                     .content = Form{.action = "/report",
                                                     .method = Method::get,
                                                     .content =
                                                         [&](Html& inside) {
                                                           inside << plans
                                                                  << Button{.text = "Show the report",
                                                                            .kind = ButtonKind::secondary};
                                                         }}}
                          << as_at_form(around, picture);
                   },
               .room = 3000 * (report.total + 64)});
}

std::string report_document(const view::Picture& picture, const view::Report& report) {
  Html body(3000 * (report.total + 64));
  if (!picture.name.empty()) body << Paragraph{.content = std::string_view(picture.name), .kind = ParagraphKind::quiet};
  write_body(body, report);
  return document("Progress report as at " + report.as_at.words(), body);
}

}  // namespace candour::web
