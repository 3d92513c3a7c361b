#include "web/pages/parts.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "http/form.h"
#include "web/assets.h"
#include "web/pages/printed.h"
#include "web/pages/references.h"

namespace candour::web {
namespace {

constexpr std::pair<std::string_view, std::string_view> sections[] = {{"Home", "/"},
                                                                      {"Plans", "/plans"},
                                                                      {"Actions", "/actions"},
                                                                      {"Requests", "/requests"},
                                                                      {"Meetings", "/meetings"},
                                                                      {"Risk registers", "/registers"},
                                                                      {"Agencies", "/agencies"},
                                                                      {"What changed", "/compare"},
                                                                      {"Report", "/report"},
                                                                      {"Papers", "/papers"},
                                                                      {"Import", "/import"},
                                                                      {"People", "/people"}};

// 31 Dec 2014: short enough for the column of a table, with spaces that do not break.
std::string short_day(Date date) {
  const std::string words = date.words();
  const std::size_t first = words.find(' '), second = words.rfind(' ');
  return words.substr(0, first) + "\u00A0" + words.substr(first + 1, 3) + "\u00A0" + words.substr(second + 1);
}

Fact evidence_fact(const plan::Facts& facts) {
  const FactTone tone = facts.evidence == plan::EvidenceState::tested    ? FactTone::good
                        : facts.evidence == plan::EvidenceState::expired ? FactTone::problem
                                                                         : FactTone::plain;
  return {.value = plan::in_words(facts.evidence), .tone = tone};
}

Fact freshness_fact(const plan::Facts& facts) {
  Fact fact{.value = plan::in_words(facts.freshness)};
  if (facts.freshness == plan::Freshness::stale && facts.open) fact.tone = FactTone::attention;
  std::string note;
  if (facts.last_confirmed) note = "last confirmed " + facts.last_confirmed->words();
  if (const std::string asked = view::asked_in_words(facts); !asked.empty()) {
    if (!note.empty()) note += "; ";
    note += asked;
  }
  if (!note.empty()) fact.note = std::move(note);
  return fact;
}

Fact delivery_fact(const plan::Facts& facts) {
  Fact fact{.value = plan::in_words(facts.delivery)};
  if (facts.delivery == plan::Delivery::complete || facts.delivery == plan::Delivery::embedded)
    fact.tone = FactTone::good;
  if (facts.closure) {
    std::string note = "closed as " + lower_first(plan::in_words(facts.closure->kind));
    if (!facts.closure->body.empty()) note += " by " + facts.closure->body;
    fact.note = std::move(note);
  }
  return fact;
}

}  // namespace

std::string lower_first(std::string_view words) {
  std::string text(words);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z' && (text.size() < 2 || text[1] < 'A' || text[1] > 'Z'))
    text[0] = static_cast<char>(text[0] + 32);
  return text;
}

std::string count_of(std::size_t number, std::string_view one, std::string_view many) {
  return grouped(static_cast<long long>(number)) + " " + std::string(number == 1 ? one : many);
}

std::string times_of(std::size_t number) {
  return number == 1 ? "once" : number == 2 ? "twice" : count_of(number, "time", "times");
}

std::string plan_name(const plan::Plan& plan) {
  if (!plan.title.empty()) return plan.title;
  return plan.review.name.empty() ? "Untitled plan" : plan.review.name;
}
std::string plan_address(const plan::Plan& plan) {
  return "/plans/" + plan.id.text();
}
std::string action_address(const view::Row& row) {
  return "/actions/" + row.id;
}
std::string agency_name(const plan::Agency* agency) {
  return agency ? agency->name : "No agency named";
}
std::string agency_address(const plan::Agency& agency) {
  return "/agencies/" + agency.id.text();
}
std::string action_name(const plan::Action& action) {
  return "Action " + (action.reference.empty() ? std::to_string(action.number) : action.reference);
}

std::string address_with(std::string_view path, std::string_view query,
                         const std::vector<std::pair<std::string_view, std::string_view>>& fields) {
  http::Fields read;
  (void)http::read_urlencoded(query, 500, read);
  http::Fields kept;
  for (const auto& [name, value] : read.all()) {
    bool replaced = name == "done";  // said once
    for (const auto& field : fields) replaced = replaced || field.first == name;
    if (!replaced && !value.empty()) kept.add(name, value);
  }
  for (const auto& [name, value] : fields)
    if (!value.empty()) kept.add(std::string(name), std::string(value));
  std::string address(path);
  if (!kept.empty()) address += '?' + kept.encoded();
  return address;
}

std::vector<NavigationItem> navigation(const Around& around, std::string_view section) {
  std::vector<NavigationItem> items;
  for (const auto& [text, href] : sections) {
    // Before there are accounts, people are added by the command line.
    if (around.person.empty() && href == std::string_view("/people")) continue;
    NavigationItem item{.text = text, .href = href};
    if (section == href) item.where = around.path == href ? NavigationItem::Where::here : NavigationItem::Where::inside;
    items.push_back(std::move(item));
  }
  return items;
}

std::string show(const Around& around, const view::Picture& picture, Shown shown) {
  Page page;
  page.title = std::move(shown.title);
  page.partnership = std::string_view(picture.name);
  page.navigation = navigation(around, shown.section);
  page.breadcrumbs = std::move(shown.breadcrumbs);
  page.width = shown.width;
  page.room = shown.room;
  page.search_href = "/search";
  page.person = around.person;
  page.form_token = around.form_token;
  page.offers = around.offers;
  page.held = around.held;
  page.address = address_with(around.path, around.query, {});
  page.as_at = "As at " + picture.as_at.words();
  page.main = [&](Html& html) {
    if (!around.done.empty())
      html << NotificationBanner{.content = around.done, .kind = BannerKind::success};
    else if (!around.notice.empty())
      html << NotificationBanner{.content = around.notice};
    if (picture.past) {
      html << Inset{.content = [&](Html& inside) {
        inside << "You are looking at the record as at "_html << Day{picture.as_at}
               << (around.known == "then" ? ", as it was known then. "_html : ", with what is known now. "_html)
               << Link{.text = "Show it as it stands today",
                       .href = address_with(around.path, around.query, {{"as-at", ""}, {"known", ""}})};
      }};
    }
    html << shown.main;
  };
  return write(page);
}

namespace {

// Under the rating, that its owner was asked and said nothing; or, in a report, in its place: what stands there was
// last said too long ago to be told as how things are.
RatingChip chip_of(const view::Row& row, bool silence_first) {
  const plan::Rating& rating = row.action->rating;
  RatingChip chip{.status = rating.status, .as_written = std::string_view(rating.as_written)};
  std::string note = view::beside_in_words(row.facts);
  if (silence_first && view::is_silent(row)) {
    note = view::asked_in_words(row.facts);
    chip.status = plan::Status::not_stated;
    chip.as_written = "No answer";
    note = note.substr(0, note.rfind(','));
    if (!rating.as_written.empty())
      note += "; rated " + std::string(rating_words(rating.as_written)) +
              (row.facts.last_confirmed ? " on " + row.facts.last_confirmed->words()
                                        : std::string(", and never confirmed"));
  }
  if (!note.empty()) chip.note = std::move(note);
  return chip;
}

// Under a row's rating, that something in what it claims does not hold up.
void write_remarked(Html& cell, const view::Row& row) {
  if (row.open_remarks == 0) return;
  cell << "<span class=\"c-note\"><a class=\"govuk-link\" href=\""_html << action_address(row) << "#remarks\">"_html
       << row.open_remarks << (row.open_remarks == 1 ? "&nbsp;remark"_html : "&nbsp;remarks"_html)
       << "<span class=\"govuk-visually-hidden\"> on "_html << lower_first(action_name(*row.action))
       << "</span></a></span>"_html;
}

}  // namespace

void write_told(Html& html, const view::Row& row, std::size_t limit, std::size_t longest, std::string_view by) {
  const plan::Told told = plan::told(*row.action);
  if (told.words.empty() && !told.confirm) {
    html << "<span class=\"c-quiet\">None stated</span>"_html;
    return;
  }
  if (told.update)
    html << ClampedText{.text = told.words, .limit = limit};
  else
    write_with_references(html, row, "evidence", told.words, limit, longest);
  if (told.update) {
    html << "<span class=\"c-note\">"_html;
    if (!by.empty()) html << by << ", "_html;
    html << "as at "_html << Day{told.update->as_at} << "</span>"_html;
  }
  if (told.confirm)
    html << "<span class=\"c-note\">no change since, as at "_html << Day{told.confirm->as_at} << ": "_html
         << shortened(told.confirm->narrative, limit) << "</span>"_html;
}

void write_original(Html& html, const std::string& address, std::string_view sha256) {
  if (sha256.empty()) {
    html << "Erased"_html;
    return;
  }
  html << Link{.text = "Download the document as it was given", .href = address + "/original"}
       << "<span class=\"c-note c-hash\">SHA-256 "_html << sha256 << "</span>"_html;
}

void write_rows(Html& html, const std::vector<const view::Row*>& rows, const std::vector<RowColumn>& columns,
                std::string_view caption, CaptionKind kind) {
  std::vector<Column> heads;
  for (RowColumn column : columns) {
    switch (column) {
      case RowColumn::number:
        heads.push_back({.title = "Row", .narrow = Narrow::bare});
        break;
      case RowColumn::plan:
        heads.push_back({.title = "Plan"});
        break;
      case RowColumn::question:
        heads.push_back({.title = "Answers"});
        break;
      case RowColumn::agency:
        heads.push_back({.title = "Agency"});
        break;
      case RowColumn::action:
        heads.push_back({.title = "Action"});
        break;
      case RowColumn::rating:
      case RowColumn::rating_or_silence:
        heads.push_back({.title = "Rating"});
        break;
      case RowColumn::due:
        heads.push_back({.title = "Schedule"});
        break;
      case RowColumn::evidence:
        heads.push_back({.title = "Evidence and progress"});
        break;
      case RowColumn::lead:
        heads.push_back({.title = "Lead"});
        break;
      case RowColumn::confirmed:
        heads.push_back({.title = "Last confirmed"});
        break;
    }
  }
  Table table(html, {.caption = caption, .columns = std::move(heads), .caption_kind = kind});
  const plan::Plan* named = nullptr;  // rows of one plan mostly stand together
  std::string name, plan_href;
  for (const view::Row* row : rows) {
    const plan::Action& action = *row->action;
    table.row();
    for (RowColumn column : columns) {
      switch (column) {
        case RowColumn::number:
          table.heading() << "<span class=\"c-card-number\">"_html
                          << Link{.text = action.reference.empty() ? std::to_string(action.number) : action.reference,
                                  .href = action_address(*row),
                                  .hidden = " " + action_name(action)}
                          << "</span>"_html;
          break;
        case RowColumn::plan:
          if (named != row->plan) {
            named = row->plan;
            name = shortened(plan_name(*named), 48);
            plan_href = plan_address(*named);
          }
          table.cell() << Link{.text = std::string_view(name), .href = std::string_view(plan_href)};
          break;
        case RowColumn::question:
          table.cell() << join(action.recommendations, ", ");
          break;
        case RowColumn::agency:
          if (row->agency)
            table.cell() << Link{.text = std::string_view(row->agency->name), .href = agency_address(*row->agency)};
          else
            table.cell() << "No agency named";
          break;
        case RowColumn::action: {
          Html& cell = table.cell();
          if (!action.wording.empty()) {
            write_with_references(cell, *row, "action", action.wording, 160, 160);
          } else if (!action.response.empty()) {
            cell << "<span class=\"c-quiet\">Response: </span>"_html;
            write_with_references(cell, *row, "response", action.response, 160, 160);
          } else {
            cell << "<span class=\"c-quiet\">No action stated</span>"_html;
          }
          break;
        }
        case RowColumn::rating:
        case RowColumn::rating_or_silence:
          write_remarked(table.cell() << chip_of(*row, column == RowColumn::rating_or_silence), *row);
          break;
        case RowColumn::due:
          table.cell() << schedule_fact(row->facts);
          break;
        case RowColumn::evidence:
          write_told(table.cell(), *row, 120, 120);
          break;
        case RowColumn::lead: {
          Html& cell = table.cell();
          if (action.lead.empty())
            cell << "<span class=\"c-quiet\">No lead</span>"_html;
          else
            write_with_references(cell, *row, "lead", action.lead, 60, 60);
          break;
        }
        case RowColumn::confirmed: {
          Html& cell = table.cell();
          if (row->facts.last_confirmed)
            cell << Day{*row->facts.last_confirmed};
          else
            cell << "<span class=\"c-quiet\">Never</span>"_html;
          break;
        }
      }
    }
  }
  table.end();
}

RatingBar rating_bar(const view::Totals& totals, RatingBar::Size size, std::string_view base) {
  RatingBar bar{.parts = {}, .size = size, .what = {}};
  const auto href = [&](plan::Status status) {
    if (base.empty()) return std::string();
    const std::size_t mark = base.find('?');
    return address_with(base.substr(0, mark), mark == base.npos ? "" : base.substr(mark + 1),
                        {{"status", plan::to_text(status)}});
  };
  if (!totals.by_rating.empty()) {
    for (const view::Totals::Line& line : totals.by_rating)
      bar.parts.push_back(
          {.status = line.status, .as_written = line.as_written, .count = line.count, .href = href(line.status)});
  } else {
    for (plan::Status status : plan::every_status)
      if (const std::size_t count = totals.by_status[static_cast<std::size_t>(status)]; count > 0)
        bar.parts.push_back({.status = status, .as_written = {}, .count = count, .href = href(status)});
  }
  return bar;
}

RatingKey rating_key(const plan::Plan& plan) {
  RatingKey key;
  for (const plan::KeyEntry& entry : plan.key.entries)
    key.entries.push_back({.status = entry.status, .as_written = entry.as_written, .meaning = entry.meaning});
  return key;
}

Fact schedule_fact(const plan::Facts& facts) {
  Fact fact{.value = plan::in_words(facts.schedule)};
  if (facts.schedule == plan::Schedule::overdue) fact.tone = FactTone::problem;
  if (facts.schedule == plan::Schedule::due_soon) fact.tone = FactTone::attention;
  std::string note;
  if (facts.due) note = short_day(*facts.due);
  if (facts.slips > 0) note += ", moved " + times_of(facts.slips);
  if (!note.empty()) fact.note = std::move(note);
  return fact;
}

FactsStrip facts_strip(const view::Row& row) {
  return {.delivery = delivery_fact(row.facts),
          .schedule = schedule_fact(row.facts),
          .evidence = evidence_fact(row.facts),
          .freshness = freshness_fact(row.facts)};
}

Content place_in_words(std::string_view place) {
  return [place](Html& html) { html << "<span class=\"c-place\">"_html << place << "</span>"_html; };
}

Downloads downloads(std::string_view path, std::string_view query, std::string_view what, Documents documents) {
  Downloads files{.items = {}, .what = what};
  const auto add = [&](std::string_view format, const char* ending) {
    files.items.push_back({.format = format, .href = address_with(std::string(path) + ending, query, {{"page", ""}})});
  };
  if (documents == Documents::word_and_pdf) add("PDF", ".pdf");
  if (documents != Documents::none) add("Word", ".docx");
  add("Excel", ".xlsx");
  add("CSV", ".csv");
  add("JSON", ".json");
  return files;
}

void write_square(Html& html, std::string_view path, int side, std::string_view label) {
  html << "<svg class=\"c-square\" role=\"img\""_html;
  html.attribute("aria-label"_html, label)
      << " viewBox=\"0 0 "_html << side << " "_html << side << "\"><rect class=\"c-square__light\" width=\""_html
      << side << "\" height=\""_html << side << "\"/><path class=\"c-square__dark\""_html;
  html.attribute("d"_html, path) << "/></svg>"_html;
}

namespace {
// A text within the quotation marks of a style sheet: what could end it, or the sheet, is written as its code.
std::string style_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string made;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || c == '<' || c == '>' || byte < 0x20)
      (made += "\\0000") += {digits[byte >> 4], digits[byte & 15]};
    else
      made += c;
  }
  return made;
}
}  // namespace

std::string document(std::string_view title, const Html& main) {
  return document_with_foot(title, main, {});
}
std::string document_with_foot(std::string_view title, const Html& main, std::string_view foot) {
  Html head;
  head << "<!DOCTYPE html>\n<html lang=\"en-GB\" class=\"govuk-template\"><head><meta charset=\"utf-8\"><title>"_html
       << title << "</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>"_html;
  const auto sheet = find_asset(asset_path("candour.css"));
  std::string bytes(head.bytes());
  bytes.reserve(bytes.size() + (sheet ? sheet->bytes.size() : 0) + main.bytes().size() + 512);
  if (sheet) bytes += sheet->bytes;
  bytes +=
      "@page{size:A4 landscape;margin:14mm 12mm 16mm;@bottom-right{font:9pt Arial,sans-serif;content:\"Page \" "
      "counter(page) \" of \" counter(pages)}";
  if (!foot.empty()) bytes += "@bottom-left{font:9pt Arial,sans-serif;content:\"" + style_text(foot) + "\"}";
  bytes +=
      "}</style></head><body class=\"govuk-template__body\">"
      "<div class=\"govuk-width-container\">";
  bytes += document_opening;
  bytes += main.bytes();
  bytes += document_closing;
  bytes += "</div></body></html>\n";
  return bytes;
}

Details as_at_form(const Around& around, const view::Picture& picture) {
  return {.summary = picture.past ? "Show another day" : "Show as at an earlier day",
          .content = [&around, &picture](Html& html) {
            html << Form{
                .action = around.path, .method = Method::get, .content = [&](Html& inside) {
                  http::Fields fields;
                  (void)http::read_urlencoded(around.query, 500, fields);
                  for (const auto& [name, value] : fields.all())
                    if (name != "as-at" && name != "known" && name != "done" && name != "page" &&
                        !name.starts_with("as-at-"))
                      inside << Hidden{.name = name, .value = value};
                  const bool past = picture.past;
                  inside << DateField{.legend = "Day",
                                      .name = "as-at",
                                      .day = past ? std::to_string(picture.as_at.day()) : "",
                                      .month = past ? std::to_string(picture.as_at.month()) : "",
                                      .year = past ? std::to_string(picture.as_at.year()) : ""}
                         << Radios{.legend = "With what was known",
                                   .name = "known",
                                   .choices = {{.text = "By the end of that day",
                                                .value = "then",
                                                .chosen = around.known != "now" ? Chosen::yes : Chosen::no,
                                                .hint = "Only what had been recorded by then"},
                                               {.text = "Now",
                                                .value = "now",
                                                .chosen = around.known == "now" ? Chosen::yes : Chosen::no,
                                                .hint = "Everything that speaks of that day or an earlier one"}}}
                         << Button{.text = "Show that day", .kind = ButtonKind::secondary};
                }};
          }};
}

Pagination pages_of(const Around& around, std::size_t current, std::size_t pages) {
  Pagination made{.current = current};
  const auto address = [&](std::size_t wanted) {
    return address_with(around.path, around.query, {{"page", wanted == 1 ? std::string() : std::to_string(wanted)}});
  };
  std::size_t last = 0;
  for (std::size_t each = 1; each <= pages; ++each) {
    if (each != 1 && each != pages && (each + 2 < current || each > current + 2)) continue;
    if (each > last + 1) made.pages.push_back({.number = 0});
    made.pages.push_back({.number = each, .href = address(each)});
    last = each;
  }
  if (current > 1) made.previous_href = address(current - 1);
  if (current < pages) made.next_href = address(current + 1);
  return made;
}

}  // namespace candour::web
