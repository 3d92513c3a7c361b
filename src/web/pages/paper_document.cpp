// A paper as it is published: one HTML file that needs no server, and the same tables as files.

#include "base/text.h"
#include "report/paper.h"
#include "web/assets.h"
#include "web/pages/parts.h"
#include "web/pages_papers.h"

namespace candour::web {
namespace {

constexpr std::string_view opening = "<main class=\"govuk-main-wrapper\" id=\"main-content\">";
constexpr std::string_view closing = "</main>";

RatingBar bar_of(const view::PaperPlan& plan) {
  RatingBar bar{.what = "actions"};
  for (const view::PaperCount& each : plan.totals)
    bar.parts.push_back({.status = each.status, .as_written = each.name, .count = each.count});
  return bar;
}

void write_lines(Html& html, const view::PaperPlan& plan, std::string_view caption, std::string_view first,
                 const std::vector<view::PaperLine>& lines) {
  std::vector<Column> columns{{.title = first}};
  for (const view::PaperCount& each : plan.totals)
    columns.push_back({.title = each.name.empty() ? std::string("Blank") : each.name, .align = Align::number});
  columns.push_back({.title = "Total", .align = Align::number});
  html << ScrollRegion{
      .label = std::string(caption) + ", " + plan.title, .content = [&](Html& inside) {
        Table table(
            inside,
            {.caption = caption, .columns = columns, .caption_kind = CaptionKind::small, .narrow = NarrowTable::table});
        for (const view::PaperLine& line : lines) {
          table.row();
          table.heading() << line.name;
          for (std::size_t count : line.counts) table.cell() << count;
          table.cell() << line.total;
        }
        table.row();
        table.heading() << "Total";
        for (const view::PaperCount& each : plan.totals) table.cell() << each.count;
        table.cell() << plan.total;
        table.end();
      }};
}

void write_facts(Html& html, const view::PaperPlan& plan) {
  html << Heading{.text = "The four facts", .level = HeadingLevel::part};
  Table table(html, {.caption = "The four facts, counted",
                     .columns = {{.title = "Fact"}, {.title = "How many actions"}},
                     .caption_kind = CaptionKind::hidden});
  for (const view::PaperFact& fact : plan.facts) {
    std::vector<std::string> parts;
    for (const view::PaperCount& each : fact.counts)
      parts.push_back(grouped(static_cast<long long>(each.count)) + " " + lower_first(each.name));
    table.row();
    table.heading() << fact.name;
    table.cell() << join(parts, ", ");
  }
  table.end();
}

void write_silent(Html& html, const view::PaperPlan& plan) {
  html << Heading{.text = "Who has not answered", .level = HeadingLevel::part};
  if (plan.no_answer > 0)
    html << Paragraph{.content = "The owners of " + count_of(plan.no_answer, "action", "actions") +
                                 " were asked and have not answered, so what stands there is nobody’s word for today."};
  if (plan.silent.empty()) {
    html << Paragraph{.content = "Every agency on the plan has an action for every question."};
    return;
  }
  Table table(html, {.caption = "Questions to which an agency has no action",
                     .columns = {{.title = "Agency"}, {.title = "Questions"}},
                     .caption_kind = CaptionKind::small});
  for (const view::PaperSilent& each : plan.silent) {
    table.row();
    table.heading() << each.agency;
    table.cell() << join(each.questions, ", ");
  }
  table.end();
}

void write_rows(Html& html, const view::PaperPlan& plan, bool leads) {
  html << Heading{.text = "Every action", .level = HeadingLevel::part};
  std::vector<Column> columns{{.title = "Action", .narrow = Narrow::bare},
                              {.title = "Answers"},
                              {.title = "Agency"},
                              {.title = "What is to be done"},
                              {.title = "Rating"},
                              {.title = "The four facts"},
                              {.title = "Evidence stated"}};
  if (leads) columns.push_back({.title = "Lead"});
  Table table(
      html,
      {.caption = "Every action of " + plan.title, .columns = std::move(columns), .caption_kind = CaptionKind::hidden});
  for (const view::PaperRow& row : plan.rows) {
    table.row();
    table.heading() << row.number;
    table.cell() << row.question;
    table.cell() << row.agency;
    Html& wording = table.cell();
    if (row.wording.empty())
      wording << "<span class=\"c-quiet\">No action stated</span>"_html;
    else
      wording << ClampedText{.text = std::string_view(row.wording), .limit = 400};
    RatingChip chip{.status = row.status, .as_written = std::string_view(row.rating), .meaning = Meaning::shown};
    if (row.no_answer) {
      chip.status = plan::Status::not_stated;
      chip.as_written = "No answer";
      chip.note = row.asked + (row.rating.empty() ? std::string() : "; rated " + row.rating + " before");
    } else if (!row.asked.empty()) {
      chip.note = std::string_view(row.asked);
    }
    table.cell() << chip;
    std::vector<std::string> facts{row.delivery, lower_first(row.schedule)};
    if (row.due)
      facts.back() += " (" + row.due->words() +
                      (row.slips > 0 ? ", put back " + count_of(row.slips, "time", "times") : std::string()) + ")";
    facts.push_back("evidence " + lower_first(row.evidence_state));
    facts.push_back(lower_first(row.freshness) +
                    (row.confirmed ? ", last confirmed " + row.confirmed->words() : std::string()));
    table.cell() << join(facts, "; ");
    table.cell() << ClampedText{.text = std::string_view(row.evidence), .limit = 400};
    if (leads) table.cell() << row.lead;
  }
  table.end();
}

void write_plan(Html& html, const view::PaperContent& content, const view::PaperPlan& plan, std::size_t number) {
  html << Heading{
      .text = std::string_view(plan.title), .level = HeadingLevel::section, .id = "plan-" + std::to_string(number)};
  if (plan.as_at)
    html << Paragraph{.content = "The plan reports as at " + plan.as_at->words() + ".", .kind = ParagraphKind::quiet};
  html << bar_of(plan);
  if (!plan.key.empty()) {
    RatingKey key;
    for (const plan::KeyEntry& entry : plan.key)
      key.entries.push_back({.status = entry.status,
                             .as_written = std::string_view(entry.as_written),
                             .meaning = std::string_view(entry.meaning)});
    html << key;
  }
  std::size_t sum = 0;
  for (const view::PaperCount& each : plan.totals) sum += each.count;
  html << Paragraph{.content = "The counts add up: " + grouped(static_cast<long long>(sum)) + " of " +
                               count_of(plan.total, "action", "actions") + ". " + count_of(plan.overdue, "is", "are") +
                               " overdue, " + grouped(static_cast<long long>(plan.unconfirmed)) +
                               " open and not confirmed within the cycle."};
  write_lines(html, plan, "By finding", "Finding", plan.by_finding);
  write_lines(html, plan, "By agency", "Agency", plan.by_agency);
  if (content.shows(paper::Section::facts)) write_facts(html, plan);
  if (content.shows(paper::Section::silent)) write_silent(html, plan);
  if (content.shows(paper::Section::rows)) write_rows(html, plan, content.shows(paper::Section::leads));
}

void write_since(Html& html, const view::PaperContent& content) {
  if (!content.shows(paper::Section::changes)) return;
  html << Heading{
      .text = "What changed since the last paper to this body", .level = HeadingLevel::section, .id = "changes"};
  if (!content.since) {
    html << Paragraph{.content = "No earlier paper to this body was published here."};
    return;
  }
  html << Paragraph{.content = "Since “" + content.since->title + "”, as at " + content.since->as_at.words() + ". " +
                               content.since->sentence};
  if (content.since->changes.empty()) return;
  Table table(html, {.caption = "What changed",
                     .columns = {{.title = "Action", .narrow = Narrow::bare},
                                 {.title = "Agency"},
                                 {.title = "How"},
                                 {.title = "What"}},
                     .caption_kind = CaptionKind::hidden});
  std::string group;
  for (const view::PaperChange& change : content.since->changes) {
    if (change.group != group) table.group(std::string_view(group = change.group));
    table.row();
    table.heading() << change.number;
    table.cell() << change.agency;
    table.cell() << change.group;
    Html& cell = table.cell();
    cell << shortened(change.wording, 120);
    for (const view::PaperChange::Field& field : change.fields)
      cell << "<span class=\"c-note\">"_html << field.name << ": "_html
           << (field.before.empty() ? "nothing" : shortened(field.before, 160)) << " → "_html
           << (field.after.empty() ? "nothing" : shortened(field.after, 160)) << "</span>"_html;
  }
  table.end();
}

void write_imprint(Html& html, const app::Imprint& imprint) {
  html << Heading{.text = "About this document", .level = HeadingLevel::section, .id = "imprint"};
  SummaryList list;
  list.rows = {{.key = "Version", .value = std::to_string(imprint.number)},
               {.key = "Document", .value = std::string_view(imprint.document)},
               {.key = "Where", .value = std::string_view(imprint.address)}};
  if (imprint.record_size > 0)
    list.rows.push_back(
        {.key = "The record it shows",
         .value = count_of(imprint.record_size, "entry", "entries") + " in the ledger, root " + imprint.record_root});
  for (const paper::File& file : imprint.others)
    list.rows.push_back({.key = std::string_view(file.name), .value = "SHA-256 " + file.sha256});
  html << list;
}

Result<std::vector<app::Made>> others(const view::PaperContent& content) {
  const std::vector<report::Sheet> sheets = report::paper_sheets(content);
  CANDOUR_TRY(workbook, report::xlsx(sheets));
  return std::vector<app::Made>{
      {"paper.csv", "text/csv; charset=utf-8", report::csv(sheets.back())},
      {"paper.json", "application/json", report::json(sheets)},
      {"paper.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", std::move(workbook)}};
}

Result<app::Made> document(const view::PaperContent& content, const app::Imprint& imprint) {
  Html head;
  head << "<!DOCTYPE html>\n<html lang=\"en-GB\" class=\"govuk-template\"><head><meta charset=\"utf-8\"><title>"_html
       << content.cover.title
       << "</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>"_html;
  Html body(4000 * (content.total + 64));
  const paper::Cover& cover = content.cover;
  body << Heading{.text = std::string_view(cover.title),
                  .caption = "For " + cover.body + (cover.meeting ? ", " + cover.meeting->words() : std::string())};
  if (!imprint.what.empty()) {
    body << Inset{.content = [&](Html& inside) {
      inside << "<p class=\"govuk-body\"><strong>Corrected.</strong> This is version "_html << imprint.number
             << ". What changed: "_html << imprint.what << "</p><p class=\"govuk-body\">Why: "_html << imprint.why
             << "</p>"_html;
      if (!imprint.why_eased.empty())
        inside << "<p class=\"govuk-body\">Ratings that were published look better in this version, because: "_html
               << imprint.why_eased << "</p>"_html;
    }};
  }
  if (!content.partnership.empty())
    body << Paragraph{.content = std::string_view(content.partnership), .kind = ParagraphKind::quiet};
  body << Paragraph{.content = "How things stood on " + cover.scope.as_at.words() +
                               (cover.scope.agencies.empty() ? std::string(".") : ", of the agencies named below."),
                    .kind = ParagraphKind::lead};
  if (content.plans.size() > 1) {
    Contents contents{.items = {}, .title = "Plans"};
    for (std::size_t i = 0; i < content.plans.size(); ++i)
      contents.items.push_back(
          {.text = std::string_view(content.plans[i].title), .href = "#plan-" + std::to_string(i + 1)});
    body << contents
         << Paragraph{.content = "Each plan is counted in its own key. Colours are not added up across plans."};
  }
  for (std::size_t i = 0; i < content.plans.size(); ++i) write_plan(body, content, content.plans[i], i + 1);
  write_since(body, content);
  write_imprint(body, imprint);
  const auto sheet = find_asset(asset_path("candour.css"));
  std::string bytes(head.bytes());
  if (sheet) bytes += sheet->bytes;
  bytes += "</style></head><body class=\"govuk-template__body\"><div class=\"govuk-width-container\">";
  bytes += opening;
  bytes += body.bytes();
  bytes += closing;
  bytes += "</div></body></html>\n";
  return app::Made{"paper.html", "text/html; charset=utf-8", std::move(bytes)};
}

}  // namespace

app::Writing paper_writing() {
  return {others, document};
}

std::optional<std::string_view> main_part(std::string_view document) {
  const std::size_t from = document.find(opening), to = document.rfind(closing);
  if (from == std::string_view::npos || to == std::string_view::npos || to < from) return std::nullopt;
  return document.substr(from + opening.size(), to - from - opening.size());
}

}  // namespace candour::web
