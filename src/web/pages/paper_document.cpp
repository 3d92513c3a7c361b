// A paper as it is published: one HTML file that needs no server, and the same tables as files.

#include "base/text.h"
#include "credentials/one_time_code.h"
#include "report/paper.h"
#include "web/pages/parts.h"
#include "web/pages/printed.h"
#include "web/pages_papers.h"

namespace candour::web {
namespace {

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
    columns.push_back({.title = each.name.empty() ? std::string("Blank") : std::string(rating_words(each.name)),
                       .align = Align::number});
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
    html << Paragraph{
        .content = (plan.no_answer == 1
                        ? std::string("The owner of 1 action was asked and has ")
                        : "The owners of " + count_of(plan.no_answer, "action", "actions") + " were asked and have ") +
                   "not answered, so what stands there is nobody’s word for today."};
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
    table.heading() << "<span class=\"c-card-number\">"_html << row.number << "</span>"_html;
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
    } else if (!row.asked.empty() || !row.moderated.empty()) {
      chip.note = row.asked + (row.asked.empty() || row.moderated.empty() ? "" : "; ") + row.moderated;
    }
    table.cell() << chip;
    table.cell() << view::facts_in_words(row);
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
  html << Paragraph{.content = view::sum_in_words(plan)};
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

// What a document says of itself at its end, name and value.
std::vector<std::pair<std::string, std::string>> told(const app::Imprint& imprint) {
  std::vector<std::pair<std::string, std::string>> lines{
      {"Version", std::to_string(imprint.number)}, {"Document", imprint.document}, {"Where", imprint.address}};
  if (imprint.record_size > 0)
    lines.emplace_back("The record it shows", count_of(imprint.record_size, "entry", "entries") +
                                                  " in the ledger, root " + imprint.record_root);
  for (const paper::File& file : imprint.others) lines.emplace_back(file.name, "SHA-256 " + file.sha256);
  return lines;
}

// The same and whether it corrects another, as the forms say it that hold tables.
std::vector<std::pair<std::string, std::string>> of_itself(const app::Imprint& imprint) {
  auto lines = told(imprint);
  lines.emplace(lines.begin() + 1, "Correction",
                imprint.what.empty() ? std::string("None: as first published")
                                     : "Corrected. What changed: " + imprint.what + " Why: " + imprint.why);
  return lines;
}
// On the foot of each printed page.
std::string foot_of(const app::Imprint& imprint) {
  return (imprint.what.empty() ? "Version " : "Corrected, version ") + std::to_string(imprint.number) + " · " +
         imprint.document + (imprint.address.empty() ? std::string() : " · " + imprint.address);
}

// What the square on a paper says: three lines.
std::string checkpoint_of(const app::Imprint& imprint) {
  return imprint.address + "\n" + std::to_string(imprint.record_size) + "\n" + imprint.record_root + "\n";
}

void write_imprint(Html& html, const app::Imprint& imprint) {
  html << Heading{.text = "About this document", .level = HeadingLevel::section, .id = "imprint"};
  SummaryList list;
  const auto lines = told(imprint);
  for (const auto& [name, value] : lines)
    list.rows.push_back({.key = std::string_view(name), .value = std::string_view(value)});
  html << list;
  if (imprint.record_size == 0) return;
  const credentials::Square square = credentials::square_of(checkpoint_of(imprint));
  write_square(
      html, square.path, square.side,
      "This paper’s address, and how many entries the ledger had and their root, as a square to scan. They stand "
      "above in letters, too.");
  html << Paragraph{.content =
                        "The square holds this paper’s address and the ledger’s size and root. With a copy of it, "
                        "also on paper, anybody can tell years later whether the ledger still stands on them.",
                    .kind = ParagraphKind::quiet};
}

Result<app::Made> write_document(const view::PaperContent& content, const app::Imprint& imprint);

// Each names the hashes of those before it; the paper, at last, those of all.
Result<std::vector<app::Made>> others(const view::PaperContent& content, app::Imprint imprint, const Writers& writers) {
  std::vector<app::Made> made;
  const auto add = [&](const char* name, const char* media, std::string bytes) {
    made.push_back({name, media, std::move(bytes)});
    imprint.others.push_back(app::file_of(made.back()));
  };
  const paper::Cover& cover = content.cover;
  std::vector<report::Sheet> sheets = report::paper_sheets(content);
  report::Sheet actions = sheets.back();
  report::add_to_rows(actions, of_itself(imprint));
  report::add_about(sheets, of_itself(imprint));
  CANDOUR_TRY(workbook, report::xlsx(sheets, {cover.title, content.partnership, cover.scope.as_at}));
  add("paper.csv", "text/csv; charset=utf-8", report::csv(actions));
  add("paper.json", "application/json", report::json(sheets));
  add("paper.xlsx", excel_media, std::move(workbook));
  CANDOUR_TRY(
      word, report::paper_docx(
                content, {imprint.number, imprint.address, imprint.what, imprint.why, imprint.why_eased, told(imprint)},
                writers.word));
  add("paper.docx", word_media, std::move(word));
  if (writers.printer) {
    CANDOUR_TRY(page, write_document(content, imprint));
    CANDOUR_TRY(pdf, writers.printer->print(page.bytes, cover.scope.as_at));
    add("paper.pdf", "application/pdf", std::move(pdf));
  }
  return made;
}

Result<app::Made> write_document(const view::PaperContent& content, const app::Imprint& imprint) {
  Html body(4000 * (content.total + 64));
  const paper::Cover& cover = content.cover;
  body << Heading{.text = std::string_view(cover.title),
                  .caption = "For " + cover.body + (cover.meeting ? ", " + cover.meeting->words() : std::string())};
  if (!imprint.what.empty() || !imprint.why_eased.empty()) {
    body << Inset{.content = [&](Html& inside) {
      if (!imprint.what.empty())
        inside << "<p class=\"govuk-body\"><strong>Corrected.</strong> This is version "_html << imprint.number
               << ". What changed: "_html << imprint.what << "</p><p class=\"govuk-body\">Why: "_html << imprint.why
               << "</p>"_html;
      if (!imprint.why_eased.empty())
        inside << "<p class=\"govuk-body\">Ratings that were published look better in this paper, because: "_html
               << imprint.why_eased << "</p>"_html;
    }};
  }
  if (!content.partnership.empty())
    body << Paragraph{.content = std::string_view(content.partnership), .kind = ParagraphKind::quiet};
  body << Paragraph{.content = view::as_at_in_words(cover), .kind = ParagraphKind::lead};
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
  return app::Made{"paper.html", "text/html; charset=utf-8", document_with_foot(cover.title, body, foot_of(imprint))};
}

}  // namespace

app::Writing paper_writing(const Writers& writers) {
  return {[&writers](const view::PaperContent& content, const app::Imprint& imprint) {
            return others(content, imprint, writers);
          },
          write_document};
}

std::optional<std::string_view> main_part(std::string_view document) {
  const std::size_t from = document.find(document_opening), to = document.rfind(document_closing);
  if (from == std::string_view::npos || to == std::string_view::npos || to < from) return std::nullopt;
  return document.substr(from + document_opening.size(), to - from - document_opening.size());
}

}  // namespace candour::web
