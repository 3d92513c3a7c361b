// Risk registers as they were read.

#include <array>

#include "base/text.h"
#include "web/pages/parts.h"
#include "web/pages_meeting.h"

namespace candour::web {
namespace {

std::string register_address(const risk::Register& reg) {
  return "/registers/" + reg.id.text();
}

std::size_t mismatches_in(const risk::Register& reg) {
  std::size_t count = 0;
  for (const risk::Risk& each : reg.risks)
    for (const risk::Score& score : each.scores) count += risk::mismatch(score).empty() ? 0 : 1;
  return count;
}

void write_score(Html& cell, const risk::Score* score) {
  if (!score) {
    cell << "<span class=\"c-quiet\">Not stated</span>"_html;
    return;
  }
  const std::string wrong = risk::mismatch(*score);
  std::string value = score->as_written;
  if (trimmed(value).empty() && score->score) value = std::to_string(*score->score);
  if (trimmed(value).empty()) value = "No score";
  Fact fact{.value = value, .tone = wrong.empty() ? FactTone::plain : FactTone::problem};
  std::string note;
  if (score->likelihood) note = "likelihood " + std::to_string(*score->likelihood);
  if (score->impact) note += (note.empty() ? "impact " : ", impact ") + std::to_string(*score->impact);
  if (!wrong.empty()) note += (note.empty() ? "" : ". ") + wrong;
  if (!note.empty()) fact.note = note;
  cell << fact;
}

}  // namespace

std::string registers_page(const Around& around, const view::Picture& picture) {
  return show(around, picture,
              {.title = "Risk registers",
               .section = "/registers",
               .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Risk registers"}},
               .main = [&](Html& html) {
                 html << Heading{.text = "Risk registers"};
                 if (picture.registers.empty()) {
                   html << EmptyState{.what = "There are no risk registers yet.",
                                      .why = "A register is read, remarked on and kept as it is.",
                                      .next = Button{.text = "Import a register", .href = "/import"}};
                   return;
                 }
                 Table table(html, {.caption = "Risk registers",
                                    .columns = {{.title = "Register"},
                                                {.title = "Document as at"},
                                                {.title = "Risks", .align = Align::number},
                                                {.title = "Remarks", .align = Align::number},
                                                {.title = "Scores that do not fit", .align = Align::number}},
                                    .caption_kind = CaptionKind::hidden,
                                    .density = Density::comfortable});
                 for (const auto& reg : picture.registers) {
                   table.row();
                   table.heading() << Link{.text = reg->title, .href = register_address(*reg)};
                   Html& day = table.cell();
                   if (reg->as_at)
                     day << Day{*reg->as_at};
                   else
                     day << "<span class=\"c-quiet\">Not stated</span>"_html;
                   table.cell() << reg->risks.size();
                   table.cell() << reg->remarks.size();
                   table.cell() << mismatches_in(*reg);
                 }
                 table.end();
                 html << downloads("/registers", around.query, "the list of registers") << as_at_form(around, picture);
               }});
}

std::string register_page(const Around& around, const view::Picture& picture, const risk::Register& reg,
                          const Sent& sent) {
  return show(
      around, picture,
      {.title = (sent.sentence.empty() ? "" : "Error: ") + reg.title,
       .section = "/registers",
       .breadcrumbs = {{.text = "Home", .href = "/"},
                       {.text = "Risk registers", .href = "/registers"},
                       {.text = reg.title}},
       .main =
           [&](Html& html) {
             if (!sent.sentence.empty())
               html << ErrorSummary{.errors = {{.text = sent.sentence, .field = "withdraw-reason"}}};
             html << Heading{.text = reg.title, .caption = "Risk register"};
             if (reg.as_at)
               html << Paragraph{.content = "The document reports as at " + reg.as_at->words() + ".",
                                 .kind = ParagraphKind::quiet};
             const std::size_t wrong = mismatches_in(reg);
             html << Paragraph{
                 .content =
                     count_of(reg.risks.size(), "risk", "risks") + ", " +
                     (wrong == 0 ? std::string("and every score is what likelihood and impact give.")
                                 : count_of(wrong, "score is", "scores are") + " not what likelihood and impact give."),
                 .kind = ParagraphKind::lead};
             constexpr std::array<risk::Level, 3> levels{risk::Level::inherent, risk::Level::current,
                                                         risk::Level::target};
             Table table(html, {.caption = "Risks as written",
                                .columns = {{.title = "Reference", .narrow = Narrow::bare},
                                            {.title = "Risk"},
                                            {.title = "Inherent"},
                                            {.title = "Current"},
                                            {.title = "Target"},
                                            {.title = "Controls"},
                                            {.title = "Owner"},
                                            {.title = "Review"},
                                            {.title = "Where"}},
                                .caption_kind = CaptionKind::hidden});
             for (const risk::Risk& each : reg.risks) {
               table.row("risk-" + std::to_string(each.number));
               table.heading() << (each.ref.empty() ? std::to_string(each.number) : each.ref);
               Html& title = table.cell();
               title << ClampedText{.text = each.title, .limit = 200};
               for (const risk::OtherField& field : each.other)
                 if (!trimmed(field.value).empty())
                   title << "<span class=\"c-note\">"_html << field.header << ": "_html << field.value
                         << "</span>"_html;
               for (const risk::Level level : levels) write_score(table.cell(), risk::find_score(each, level));
               table.cell() << ClampedText{.text = each.controls, .limit = 160};
               table.cell() << each.owner;
               Html& review = table.cell();
               review << each.review_date;
               if (!each.appetite.empty())
                 review << "<span class=\"c-note\">appetite: "_html << each.appetite << "</span>"_html;
               table.cell() << each.place;
             }
             table.end();
             if (!reg.remarks.empty()) {
               html << Heading{.text = "What was remarked", .level = HeadingLevel::section, .id = "remarks"}
                    << "<ul class=\"govuk-list govuk-list--spaced\">"_html;
               for (const risk::Remark& remark : reg.remarks)
                 html << "<li>"_html << remark.message << "<span class=\"c-note\">"_html << remark.place
                      << "</span></li>"_html;
               html << "</ul>"_html;
             }
             html << Heading{.text = "Where it comes from", .level = HeadingLevel::section, .id = "source"};
             SummaryList source;
             source.rows.push_back({.key = "Document", .value = std::string_view(reg.import.document_name)});
             source.rows.push_back({.key = "Imported", .value = [&](Html& cell) {
                                      cell << Day{reg.import.recorded.date()} << " by "_html
                                           << view::who(picture, reg.import.actor);
                                    }});
             source.rows.push_back({.key = "Rows",
                                    .value = count_of(reg.import.rows_imported, "scored risk", "scored risks") +
                                             " kept, " + std::to_string(reg.import.rows_skipped) + " left out"});
             source.rows.push_back({.key = "Original", .value = [&](Html& cell) {
                                      write_original(cell, register_address(reg), reg.import.document_sha256);
                                    }});
             if (!reg.import.decisions.empty())
               source.rows.push_back({.key = "Decided on the way in", .value = [&](Html& cell) {
                                        cell << "<ul class=\"govuk-list\">"_html;
                                        for (const std::string& each : reg.import.decisions)
                                          cell << "<li>"_html << each << "</li>"_html;
                                        cell << "</ul>"_html;
                                      }});
             html << source;
             if (!picture.past)
               html << Details{.summary = "Withdraw this import",
                               .content = Form{.action = register_address(reg) + "/withdraw",
                                               .hidden = {{.name = "version", .value = std::to_string(reg.version)}},
                                               .content =
                                                   [&](Html& inside) {
                                                     inside << TextField{.label = "Why it is withdrawn",
                                                                         .name = "reason",
                                                                         .error = std::string_view(sent.sentence),
                                                                         .id = "withdraw-reason"}
                                                            << Button{.text = "Withdraw this import",
                                                                      .kind = ButtonKind::warning};
                                                   }},
                               .state = sent.sentence.empty() ? DetailsState::closed : DetailsState::open};
             html << as_at_form(around, picture);
           },
       .room = 2048 * (reg.risks.size() + 16)});
}

}  // namespace candour::web
