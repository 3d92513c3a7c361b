// Fetching a workbook, sending it back, and what it proposes.

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "web/pages/parts.h"
#include "web/pages_workbook.h"

namespace candour::web {
namespace {

using workbook::Case;
using workbook::Proposal;
using workbook::RowProposals;
using workbook::Take;

std::string scope_query(const workbook::Scope& scope) {
  return scope.plan && scope.agency ? "?agency=" + scope.agency->text() : std::string();
}
std::string base_of(const workbook::Scope& scope) {
  if (scope.plan) return "/plans/" + scope.plan->text();
  return "/agencies/" + (scope.agency ? scope.agency->text() : std::string());
}

struct Of {
  std::string name;  // "Rowan action plan"
  std::string href;
  std::string_view section;
};
Of what_of(const view::Picture& picture, const workbook::Scope& scope) {
  if (scope.plan)
    if (const view::PlanPicture* plan = view::find_plan(picture, *scope.plan))
      return {plan_name(*plan->plan), plan_address(*plan->plan), "/plans"};
  if (scope.agency)
    if (const plan::Agency* agency = view::find_agency(picture, *scope.agency))
      return {agency->name, agency_address(*agency), "/agencies"};
  return {"Plans", "/plans", "/plans"};
}

std::vector<Crumb> crumbs_to(const Of& of, std::vector<Crumb> below) {
  std::vector<Crumb> crumbs{{.text = "Home", .href = "/"}};
  if (of.href != of.section)
    crumbs.push_back({.text = of.section == "/agencies" ? "Agencies" : "Plans", .href = std::string(of.section)});
  crumbs.push_back({.text = of.name, .href = of.href});
  crumbs.insert(crumbs.end(), std::make_move_iterator(below.begin()), std::make_move_iterator(below.end()));
  return crumbs;
}

// A cell as people read it: a day in words.
std::string shown(const Proposal& proposal, const std::string& text) {
  if (workbook::column_of(proposal.field).holds == workbook::Holds::day)
    if (const auto day = Date::parse(text)) return day->words();
  return text;
}
Content value(const Proposal& proposal, const std::string& text, std::string_view when_empty) {
  return [words = shown(proposal, text), when_empty](Html& cell) {
    if (words.empty())
      cell << "<span class=\"c-quiet\">"_html << when_empty << "</span>"_html;
    else
      cell << ClampedText{.text = words, .limit = 240};
  };
}

// An id of the document's own that no dot or space is in.
std::string anchor(std::string_view field) {
  std::string id(field);
  std::replace(id.begin(), id.end(), '.', '-');
  return id;
}

void write_choice(Html& cell, const Proposal& proposal, const WorkbookChoices& chosen) {
  const std::string key = workbook::key_of(proposal);
  const auto made = chosen.choices.find(key);
  const auto error = chosen.errors.find(key);
  const bool undecided = made == chosen.choices.end() && proposal.kind == Case::conflict;
  const Take take = made == chosen.choices.end() ? Take::now : made->second.take;
  const auto is = [&](Take each) { return !undecided && take == each ? Chosen::yes : Chosen::no; };
  const std::string heading(workbook::column_of(proposal.field).heading);
  std::string typed = made == chosen.choices.end() ? std::string() : made->second.typed;
  if (typed.empty() && proposal.suggestion) typed = *proposal.suggestion;
  Radios radios{.legend = "What becomes of it",
                .name = take_field(key),
                .choices = {},
                .error = error == chosen.errors.end() ? std::string() : error->second,
                .id = anchor(take_field(key)),
                .kind = ChoicesKind::stacked,
                .legend_kind = LabelKind::hidden,
                .legend_hidden = " " + heading + ", " + proposal.cell};
  if (proposal.kind == Case::changed || proposal.kind == Case::conflict)
    radios.choices.push_back({.text = "Take theirs", .value = "theirs", .chosen = is(Take::theirs)});
  radios.choices.push_back({.text = "Leave it as it is now", .value = "now", .chosen = is(Take::now)});
  const bool day = workbook::column_of(proposal.field).holds == workbook::Holds::day;
  radios.choices.push_back(
      {.text = "Write something else", .value = "typed", .chosen = is(Take::typed), .reveals = [&](Html& inside) {
         const std::string label = heading + " instead of " + proposal.cell;
         if (day)
           inside << TextField{.label = label,
                               .name = typed_field(key),
                               .value = typed,
                               .hint = "For example, 2026-09-30",
                               .id = anchor(typed_field(key)),
                               .width = FieldWidth::characters_10,
                               .autocomplete = "off"};
         else
           inside << TextArea{
               .label = label, .name = typed_field(key), .value = typed, .id = anchor(typed_field(key)), .rows = 2};
       }});
  cell << Hidden{.name = mark_field(key), .value = workbook::mark_of(proposal.now)} << radios;
}

void write_row(Html& html, const view::Picture& picture, const RowProposals& row, const WorkbookChoices& chosen) {
  const view::Row* action = row.number > 0 ? view::find_row(picture, row.id) : nullptr;
  const std::string title =
      action ? action_name(*action->action) : "A new row, line " + std::to_string(row.row) + " of the sheet";
  html << Heading{
      .text = title, .caption = shortened(row.name, 140), .level = HeadingLevel::section, .id = "row-" + row.id};
  if (action)
    html << Paragraph{
        .content =
            [&](Html& words) {
              words << agency_name(action->agency) << ", "_html << plan_name(*action->plan) << ". "_html
                    << Link{.text = "See the action", .href = action_address(*action), .hidden = ", " + title};
            },
        .kind = ParagraphKind::small};
  if (const auto error = chosen.errors.find(row.id); error != chosen.errors.end())
    html << Warning{.content = error->second};
  html << "<div class=\"c-proposals\">"_html;
  Table table(html, {.caption = "What the workbook proposes for " + title,
                     .columns = {{.title = "Cell", .narrow = Narrow::bare},
                                 {.title = "As downloaded"},
                                 {.title = "Now"},
                                 {.title = "Theirs"},
                                 {.title = "What becomes of it"}},
                     .caption_kind = CaptionKind::hidden});
  for (const Proposal& proposal : row.cells) {
    table.row();
    Html& head = table.heading();
    head << std::string_view(workbook::column_of(proposal.field).heading) << "<span class=\"c-note\">"_html
         << proposal.cell;
    head << " of "_html << proposal.sheet;
    head << "</span>"_html;
    table.cell() << value(proposal, proposal.as_downloaded, "Empty");
    table.cell() << value(proposal, proposal.now, "Empty");
    Html& theirs = table.cell();
    theirs << value(proposal, proposal.theirs, proposal.kind == Case::needed ? "Nothing typed" : "Emptied");
    if (!proposal.sentence.empty()) {
      theirs << "<span class=\"c-note\">"_html
             << Tag{.text = proposal.kind == Case::conflict ? "Both changed it"
                            : proposal.kind == Case::needed ? "Needed"
                                                            : "Cannot be taken as it is",
                    .colour = proposal.kind == Case::conflict ? TagColour::orange
                              : proposal.kind == Case::needed ? TagColour::yellow
                                                              : TagColour::red}
             << " "_html << proposal.sentence << "</span>"_html;
    }
    write_choice(table.cell(), proposal, chosen);
  }
  table.end();
  html << "</div>"_html;
}

void write_vanished(Html& html, const view::Picture& picture, const workbook::Comparison& comparison,
                    const WorkbookChoices& chosen) {
  if (comparison.vanished.empty()) return;
  html << Heading{.text = "Rows that are not in the workbook any more",
                  .level = HeadingLevel::section,
                  .id = "vanished"}
       << Paragraph{.content =
                        "They stay in the plan. A row leaves it only where you say so, and why; what it was stays in "
                        "the record."};
  for (const std::string& id : comparison.vanished) {
    const view::Row* row = view::find_row(picture, id);
    if (!row) continue;
    const auto reason = chosen.withdraw.find(id);
    const bool leaves = reason != chosen.withdraw.end();
    const auto error = chosen.errors.find(id);
    html << Radios{.legend = action_name(*row->action) + ": " + shortened(collapsed(row->action->wording), 120),
                   .name = leave_field(id),
                   .choices = {{.text = "It stays", .value = "stays", .chosen = leaves ? Chosen::no : Chosen::yes},
                               {.text = "It leaves the plan",
                                .value = "leaves",
                                .chosen = leaves ? Chosen::yes : Chosen::no,
                                .reveals =
                                    [&](Html& inside) {
                                      inside << TextField{
                                          .label = "Why " + lower_first(action_name(*row->action)) + " leaves the plan",
                                          .name = reason_field(id),
                                          .value = leaves ? std::string_view(reason->second) : std::string_view(),
                                          .id = anchor(reason_field(id))};
                                    }}},
                   .error = error == chosen.errors.end() ? std::string() : error->second,
                   .id = anchor(leave_field(id))};
  }
}

void write_sentences(Html& html, std::string_view title, const std::vector<std::string>& sentences,
                     std::string_view id) {
  if (sentences.empty()) return;
  html << Heading{.text = title, .level = HeadingLevel::section, .id = id}
       << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
  for (const std::string& sentence : sentences) html << "<li>"_html << sentence << "</li>"_html;
  html << "</ul>"_html;
}

// "5 of 76 rows propose something: 6 cells that you can take in, 2 that both changed, 1 that cannot be taken as it is."
std::string summary(const workbook::Comparison& comparison) {
  std::size_t changed = 0, conflict = 0, trouble = 0, added = 0;
  for (const RowProposals& row : comparison.rows) {
    if (row.number == 0) ++added;
    for (const Proposal& each : row.cells) {
      if (each.kind == Case::changed) ++changed;
      if (each.kind == Case::conflict) ++conflict;
      if (each.kind == Case::trouble) ++trouble;
    }
  }
  if (comparison.rows.empty())
    return "No changes found: the " + count_of(comparison.compared, "row says", "rows say") + " what stands now.";
  const std::size_t rows = comparison.rows.size() - added;
  std::vector<std::string> parts;
  if (changed > 0) parts.push_back(count_of(changed, "cell that differs", "cells that differ"));
  if (conflict > 0) parts.push_back(count_of(conflict, "that both changed", "that both changed"));
  if (trouble > 0)
    parts.push_back(count_of(trouble, "that cannot be taken as it is", "that cannot be taken as they are"));
  return count_of(rows, "row", "rows") + " of " + grouped(static_cast<long long>(comparison.compared)) +
         (rows == 1 ? " proposes" : " propose") + " something" +
         (added > 0 ? ", and " + count_of(added, "row is", "rows are") + " new" : "") + ": " + join(parts, ", ") + ".";
}

}  // namespace

std::string take_field(std::string_view key) {
  return "take." + std::string(key);
}
std::string typed_field(std::string_view key) {
  return "typed." + std::string(key);
}
std::string mark_field(std::string_view key) {
  return "mark." + std::string(key);
}
std::string leave_field(std::string_view row_id) {
  return "leave." + std::string(row_id);
}
std::string reason_field(std::string_view row_id) {
  return "reason." + std::string(row_id);
}

std::string desk_address(const workbook::Scope& scope) {
  return base_of(scope) + "/excel" + scope_query(scope);
}

std::string workbook_desk_page(const Around& around, const view::Picture& picture, const WorkbookDesk& desk) {
  const Of of = what_of(picture, desk.scope);
  const plan::Agency* agency = desk.scope.agency ? view::find_agency(picture, *desk.scope.agency) : nullptr;
  const std::string title = "Fill in by Excel";
  return show(
      around, picture,
      {.title = (desk.refused.empty() ? "" : "Error: ") + title + ", " + of.name,
       .section = of.section,
       .breadcrumbs = crumbs_to(of, {{.text = title}}),
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         if (!desk.refused.empty()) html << ErrorSummary{.errors = {{.text = desk.refused, .field = "workbook"}}};
         html << Heading{.text = title, .caption = of.name};
         html << Paragraph{
             .content =
                 "Whoever would rather work in Excel takes the rows away as a workbook, fills it in and sends it "
                 "back. Nothing changes until you have looked at what it proposes, cell by cell.",
             .kind = ParagraphKind::lead};
         html << Heading{.text = "1. Download", .level = HeadingLevel::section};
         if (desk.scope.plan) {
           Select agencies{.label = "Whose rows", .name = "agency", .choices = {{.text = "Every agency", .value = ""}}};
           if (const view::PlanPicture* plan = view::find_plan(picture, *desk.scope.plan))
             for (const plan::Agency& each : picture.partnership->agencies)
               if (std::any_of(plan->rows.begin(), plan->rows.end(),
                               [&](const view::Row& row) { return row.agency && row.agency->id == each.id; }))
                 agencies.choices.push_back({.text = std::string_view(each.name),
                                             .value = std::string_view(each.id.text()),
                                             .chosen = agency && agency->id == each.id ? Chosen::yes : Chosen::no});
           html << Form{.action = base_of(desk.scope) + "/excel", .method = Method::get, .content = [&](Html& form) {
                          form << agencies << Button{.text = "Choose these rows", .kind = ButtonKind::secondary};
                        }};
         }
         if (desk.rows > 0) {
           html << Paragraph{.content = "The workbook holds " + count_of(desk.rows, "row that is", "rows that are") +
                                        " not closed" + (agency ? ", those of " + agency->name : "") +
                                        ". Its first sheet says what goes into each column."}
                << Button{.text = "Download the workbook (.xlsx)",
                          .href = base_of(desk.scope) + "/fill-in.xlsx" + scope_query(desk.scope)};
         } else {
           html << EmptyState{.what = "No row to fill in",
                              .why = "Every row is closed, or there is none.",
                              .next = Link{.text = "Back to " + of.name, .href = of.href}};
         }
         html << Heading{.text = "2. Send it back", .level = HeadingLevel::section};
         html << Form{
             .action = base_of(desk.scope) + "/excel",
             .encoding = Encoding::with_files,
             .hidden = desk.scope.plan && agency
                           ? std::vector<Hidden>{{.name = "agency", .value = std::string_view(agency->id.text())}}
                           : std::vector<Hidden>{},
             .content = [&](Html& form) {
               form << FileField{.label = "The workbook, filled in",
                                 .name = "workbook",
                                 .hint =
                                     "An Excel workbook (.xlsx) of at most 50 MB. It may have been sorted, filtered, "
                                     "renamed or "
                                     "saved by another program.",
                                 .error = desk.refused,
                                 .accept = ".xlsx"}
                    << Button{.text = "Look at what it proposes"};
             }};
         if (!desk.waiting.empty()) {
           html << Heading{.text = "Waiting to be looked at", .level = HeadingLevel::section}
                << "<ul class=\"govuk-list\">"_html;
           for (const app::WaitingWorkbook& each : desk.waiting)
             html << "<li>"_html << Link{.text = each.file_name, .href = "/workbooks/" + each.id} << ", sent "_html
                  << Day{each.sent.date()} << "</li>"_html;
           html << "</ul>"_html;
         }
       }});
}

std::string workbooks_page(const Around& around, const view::Picture& picture,
                           const std::vector<app::WaitingWorkbook>& waiting) {
  return show(around, picture,
              {.title = "Workbooks that came back",
               .section = "/plans",
               .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Workbooks that came back"}},
               .width = PageWidth::reading,
               .main = [&](Html& html) {
                 html << Heading{.text = "Workbooks that came back"};
                 if (waiting.empty()) {
                   html << EmptyState{.what = "No workbook waits to be looked at.",
                                      .why = "One appears here when it is sent back, until it is taken in or put away.",
                                      .next = Link{.text = "See all plans", .href = "/plans"}};
                   return;
                 }
                 Table table(html, {.caption = "Workbooks that came back",
                                    .columns = {{.title = "Workbook"}, {.title = "Of"}, {.title = "Sent"}},
                                    .caption_kind = CaptionKind::hidden});
                 for (const app::WaitingWorkbook& each : waiting) {
                   const Of of = what_of(picture, each.scope);
                   table.row();
                   table.heading() << Link{.text = each.file_name, .href = "/workbooks/" + each.id};
                   table.cell() << Link{.text = of.name, .href = of.href};
                   table.cell() << Day{each.sent.date()};
                 }
                 table.end();
               }});
}

std::string workbook_page(const Around& around, const view::Picture& picture, const app::WaitingWorkbook& waiting,
                          const workbook::Comparison& comparison, const WorkbookChoices& chosen) {
  const Of of = what_of(picture, waiting.scope);
  const std::string address = "/workbooks/" + waiting.id;
  const bool nothing = comparison.rows.empty() && comparison.vanished.empty();
  return show(
      around, picture,
      {.title = (chosen.sentence.empty() ? "" : "Error: ") + waiting.file_name + ", " + of.name,
       .section = of.section,
       .breadcrumbs = crumbs_to(
           of, {{.text = "Fill in by Excel", .href = desk_address(waiting.scope)}, {.text = "What it proposes"}}),
       .main =
           [&](Html& html) {
             if (!chosen.sentence.empty()) {
               ErrorSummary errors;
               for (const auto& [key, sentence] : chosen.errors) {
                 const bool of_row = key.find('.') == std::string::npos;
                 const bool vanished = std::find(comparison.vanished.begin(), comparison.vanished.end(), key) !=
                                       comparison.vanished.end();
                 errors.errors.push_back({.text = std::string_view(sentence),
                                          .field = vanished ? anchor(leave_field(key))
                                                   : of_row ? "row-" + key
                                                            : anchor(take_field(key))});
               }
               if (errors.errors.empty()) errors.errors.push_back({.text = std::string_view(chosen.sentence)});
               html << errors;
             }
             html << Heading{.text = waiting.file_name, .caption = "A workbook that came back"}
                  << Paragraph{.content = summary(comparison), .kind = ParagraphKind::lead};
             html << Paragraph{.content =
                                   [&](Html& words) {
                                     words
                                         << "Sent "_html << Day{waiting.sent.date()} << ". "_html
                                         << Link{.text = "The file as it was sent", .href = address + "/as-sent.xlsx"};
                                   },
                               .kind = ParagraphKind::quiet};
             write_sentences(html, "Not taken in", comparison.troubles, "not-taken-in");
             write_sentences(html, "Worth knowing", comparison.notes, "notes");
             if (nothing) {
               html << Form{.action = address + "/drop", .content = Button{.text = "Put this workbook away"}};
               return;
             }
             if (!comparison.rows.empty())
               html << Inset{.content =
                                 "What nobody else has changed since the download is chosen already. What both "
                                 "changed, you decide."};
             html << Form{.action = address, .content = [&](Html& form) {
                            for (const RowProposals& row : comparison.rows) write_row(form, picture, row, chosen);
                            write_vanished(form, picture, comparison, chosen);
                            form << Button{.text = "Take in what is chosen"};
                          }};
             html << Details{
                 .summary = "Put this workbook away without taking anything in",
                 .content = Form{.action = address + "/drop", .content = [](Html& form) {
                                   form << Paragraph{.content =
                                                         "Nothing of it comes into the plan. It can be sent again."}
                                        << Button{.text = "Put it away", .kind = ButtonKind::warning};
                                 }}};
           },
       .room = 4096 * (comparison.rows.size() + 8)});
}

}  // namespace candour::web
