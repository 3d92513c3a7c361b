// The import wizard, page by page.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "web/pages/import_parts.h"
#include "web/pages_people.h"

namespace candour::web {
namespace {

constexpr std::size_t per_page = 25;

// The columns a person can choose, in their words.
constexpr std::pair<intake::Column, std::string_view> column_words[] = {
    {intake::Column::finding, "Finding"},
    {intake::Column::recommendation, "Recommendation or question"},
    {intake::Column::reference, "The row’s own number"},
    {intake::Column::agency, "Agency"},
    {intake::Column::response, "Response"},
    {intake::Column::action, "Action"},
    {intake::Column::rating, "Rating or status"},
    {intake::Column::constraints, "Constraints or problems"},
    {intake::Column::target, "Target date"},
    {intake::Column::evidence, "Evidence, progress or update"},
    {intake::Column::lead, "Lead person or post"},
    {intake::Column::outcome, "Desired outcome"},
    {intake::Column::percent, "Per cent complete"},
    {intake::Column::other, "Something else: keep it with the row"},
};

struct RatingUse {
  std::string as_written;
  std::string meaning;
  plan::Status status = plan::Status::unclear;
  std::size_t count = 0;
  bool in_key = false;
};

// Every rating that the document's key names or a row carries, the key's own first, then by how often it is used.
std::vector<RatingUse> ratings_of(const app::ImportDraft& draft) {
  std::vector<RatingUse> uses;
  std::map<std::string, std::size_t> index;
  for (const intake::ScaleEntry& entry : draft.reading().scale)
    if (index.emplace(entry.as_written, uses.size()).second)
      uses.push_back({entry.as_written, entry.meaning, entry.status, 0, true});
  for (const intake::Action& action : draft.reading().actions) {
    if (action.rating.as_written.empty()) continue;
    const auto [found, fresh] = index.emplace(action.rating.as_written, uses.size());
    if (fresh) uses.push_back({action.rating.as_written, {}, action.rating.status, 0, false});
    ++uses[found->second].count;
  }
  const auto outside = std::stable_partition(uses.begin(), uses.end(), [](const RatingUse& use) { return use.in_key; });
  std::stable_sort(outside, uses.end(),
                   [](const RatingUse& left, const RatingUse& right) { return left.count > right.count; });
  return uses;
}

// What the document says of a rating; for one that its key does not spell so, the key's own word that it was read as.
std::string meaning_of(const RatingUse& use, const std::vector<RatingUse>& uses) {
  if (!use.meaning.empty()) return use.meaning;
  if (use.in_key) return "The key gives no words for it";
  if (use.status != plan::Status::unclear)
    for (const RatingUse& other : uses)
      if (other.in_key && other.status == use.status) return "Read as “" + other.as_written + "”";
  return use.status == plan::Status::unclear ? "Not in the key" : "Not in the key; read by its own words";
}

std::string severity_words(intake::Severity severity, std::size_t count) {
  switch (severity) {
    case intake::Severity::ask:
      return count_of(count, "thing for you to decide", "things for you to decide");
    case intake::Severity::check:
      return count_of(count, "thing read as written, worth a look", "things read as written, worth a look");
    case intake::Severity::note:
      return count_of(count, "note", "notes");
  }
  return {};
}

std::string as_written_for(const app::ImportDraft& draft, const intake::Anomaly& anomaly) {
  if (!anomaly.action || *anomaly.action >= draft.reading().actions.size()) return {};
  const intake::Action& action = draft.reading().actions[*anomaly.action];
  if (anomaly.field == "rating") return action.rating.as_written;
  if (anomaly.field == "agency") return action.agency_as_written;
  if (anomaly.field == "lead") return action.lead;
  if (anomaly.field == "evidence") return action.evidence;
  if (anomaly.field == "action") return action.action;
  if (anomaly.field == "response") return action.response;
  if (anomaly.field == "constraints") return action.constraints;
  if (anomaly.field == "target") return action.target;
  if (anomaly.field == "outcome") return action.outcome;
  return {};
}

std::string decision_words(const app::Decision& decision, const intake::Anomaly& anomaly) {
  switch (decision.kind) {
    case app::DecisionKind::accept:
      return anomaly.suggestion.empty() ? "Accepted" : "Accepted: " + anomaly.suggestion;
    case app::DecisionKind::fix:
      return "Set to: " + decision.value;
    case app::DecisionKind::keep:
      return decision.reason.empty() ? std::string("Kept as written") : "Kept as written, because: " + decision.reason;
  }
  return {};
}

// Of a test of what the row claims: it stands as written, with the reason, or something else is put.
void write_remark_form(Html& html, const app::ImportDraft& draft, const intake::Anomaly& anomaly,
                       std::vector<Hidden> hidden, const std::string& action, const std::string& id,
                       const Refused& refused) {
  html << Form{
      .action = action, .hidden = std::move(hidden), .content = [&](Html& inside) {
        if (!anomaly.suggestion.empty())
          inside << Paragraph{.content = "Suggested: " + anomaly.suggestion, .kind = ParagraphKind::small};
        const std::string where = ", " + std::string(document::in_words(anomaly.place));
        inside << TextArea{.label = "Keep as written, because",
                           .name = "reason",
                           .hint = "Your reason answers this in the plan. It is asked again only if the facts change.",
                           .error = refused.field == id + "-reason" ? refused.sentence : std::string(),
                           .id = id + "-reason",
                           .rows = 2}
               << "<div class=\"c-inline-choice\">"_html
               << Button{.text = "Keep as written",
                         .kind = ButtonKind::secondary,
                         .name = "kind",
                         .value = "keep",
                         .hidden = where}
               << Details{.summary = "Put something else",
                          .content =
                              [&](Html& fix) {
                                if (anomaly.field == "rating") {
                                  Select status{.label = "Status", .name = "value", .id = id + "-status"};
                                  for (plan::Status each : plan::every_status)
                                    status.choices.push_back(
                                        {.text = plan::in_words(each), .value = plan::to_text(each)});
                                  fix << status;
                                } else {
                                  fix << TextField{.label = "What the row should say",
                                                   .name = "value",
                                                   .value = as_written_for(draft, anomaly),
                                                   .id = id + "-value"};
                                }
                                fix << Button{
                                    .text = "Use this", .kind = ButtonKind::secondary, .name = "kind", .value = "fix"};
                              }}
               << "</div>"_html;
      }};
}

// "rating.outside-key" as people read it: "Rating: outside key".
std::string kind_in_words(std::string_view code) {
  std::string words;
  for (const char c : code) words += c == '.' ? std::string(": ") : std::string(1, c == '-' ? ' ' : c);
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 32);
  return words;
}

void write_anomaly(Html& html, const app::ImportDraft& draft, std::size_t index, std::string_view back,
                   const std::map<std::pair<std::string, std::string>, std::size_t>& alike, const Refused& refused) {
  const intake::Anomaly& anomaly = draft.reading().anomalies[index];
  const auto decided = draft.decisions.find(index);
  const std::string id = "anomaly-" + std::to_string(index + 1);
  // What is refused is drawn again as it was listed.
  const std::size_t query = back.find('?');
  const std::string decide =
      draft_address(draft, "decide") + std::string(query == std::string_view::npos ? "" : back.substr(query));
  const auto hidden_fields = [&] {
    std::vector<Hidden> hidden = version_of(draft);
    hidden.push_back({.name = "anomaly", .value = std::to_string(index)});
    hidden.push_back({.name = "back", .value = back});
    return hidden;
  };
  html << "<article class=\"c-anomaly\""_html;
  html.attribute("id"_html, id) << ">"_html;
  html << Heading{.text = std::string_view(anomaly.message), .level = HeadingLevel::part};
  html << "<p class=\"govuk-body-s c-quiet\">"_html << document::in_words(anomaly.place) << "</p>"_html;
  if (anomaly.action && *anomaly.action < draft.reading().actions.size()) {
    const intake::Action& source = draft.reading().actions[*anomaly.action];
    html << Details{
        .summary = "Source and reading side by side",
        .content = SideBySide{
            .left = [&](Html& left) { write_action_source(left, source); },
            .right = [&](Html& right) { write_action_reading(right, app::as_decided(draft, *anomaly.action)); }},
        .state = anomaly.severity == intake::Severity::ask && decided == draft.decisions.end() ? DetailsState::open
                                                                                               : DetailsState::closed};
  }
  if (decided != draft.decisions.end()) {
    html << "<div class=\"c-decided\"><p class=\"govuk-body\"><strong>"_html << decision_words(decided->second, anomaly)
         << "</strong></p>"_html
         << Form{.action = draft_address(draft, "undecide"),
                 .hidden = {{.name = "version", .value = std::to_string(draft.version)},
                            {.name = "anomaly", .value = std::to_string(index)},
                            {.name = "back", .value = back}},
                 .content = Button{.text = "Change", .kind = ButtonKind::secondary, .hidden = " this decision"}}
         << "</div>"_html;
  } else if (app::is_remark(anomaly)) {
    if (anomaly.severity != intake::Severity::note)
      write_remark_form(html, draft, anomaly, hidden_fields(), decide, id, refused);
  } else if (anomaly.action && anomaly.field == "rating") {
    html << Form{.action = decide, .hidden = hidden_fields(), .content = [&](Html& inside) {
                   Radios choices{.legend = "What should be imported?", .name = "kind", .id = id + "-kind"};
                   if (const auto suggested = plan::status_from_text(anomaly.suggestion))
                     choices.choices.push_back({.text = "Take it as “" + std::string(plan::in_words(*suggested)) + "”",
                                                .value = "accept",
                                                .hint = "What the rest of the row says"});
                   Select status{.label = "Status", .name = "value", .id = id + "-status"};
                   for (plan::Status each : plan::every_status)
                     status.choices.push_back({.text = plan::in_words(each), .value = plan::to_text(each)});
                   choices.choices.push_back(
                       {.text = "Take it as another status", .value = "fix", .reveals = std::move(status)});
                   choices.choices.push_back(
                       {.text = "Keep it as written",
                        .value = "keep",
                        .hint = "The words stay; the status is “unclear” until somebody says what they mean"});
                   inside << choices;
                   const std::string written = as_written_for(draft, anomaly);
                   const auto same = alike.find({anomaly.code, written});
                   if (same != alike.end() && same->second > 1)
                     inside << Checkboxes{.legend = "Do the same elsewhere",
                                          .name = "all",
                                          .choices = {{.text = "Apply to all " + std::to_string(same->second) +
                                                               " rows that say “" + shortened(written, 40) + "”",
                                                       .value = "yes"}},
                                          .id = id + "-all",
                                          .legend_kind = LabelKind::hidden};
                   inside << Button{.text = "Save this decision", .kind = ButtonKind::secondary};
                 }};
  } else if (anomaly.severity != intake::Severity::note) {
    const bool can_fix = anomaly.action && !anomaly.field.empty();
    html << Form{
        .action = decide, .hidden = hidden_fields(), .content = [&](Html& inside) {
          if (!anomaly.suggestion.empty())
            inside << Paragraph{.content = "Suggested: " + anomaly.suggestion, .kind = ParagraphKind::small};
          inside << "<div class=\"c-inline-choice\">"_html
                 << Button{.text = "Keep as written",
                           .kind = ButtonKind::secondary,
                           .name = "kind",
                           .value = "keep",
                           .hidden = ", " + std::string(document::in_words(anomaly.place))};
          if (can_fix)
            inside << Details{
                .summary = "Put something else", .content = [&](Html& fix) {
                  fix << TextField{.label = "What the row should say",
                                   .name = "value",
                                   .value = as_written_for(draft, anomaly),
                                   .id = id + "-value"}
                      << Button{.text = "Use this", .kind = ButtonKind::secondary, .name = "kind", .value = "fix"};
                }};
          inside << "</div>"_html;
        }};
  }
  html << "</article>"_html;
}

struct Slice {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t page = 1;
  std::size_t pages = 1;
};
Slice slice_of(std::size_t total, std::size_t page) {
  Slice slice;
  slice.pages = std::max<std::size_t>(1, (total + per_page - 1) / per_page);
  slice.page = std::clamp<std::size_t>(page, 1, slice.pages);
  slice.first = (slice.page - 1) * per_page;
  slice.last = std::min(total, slice.first + per_page);
  return slice;
}

}  // namespace

std::string import_page(const Around& around, const view::Picture& picture,
                        const std::vector<UnfinishedImport>& unfinished, const Refused& refused) {
  return show(
      around, picture,
      {.title = refused.empty() ? "Import a document" : "Error: Import a document",
       .section = "/import",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Import"}},
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         if (!refused.empty()) html << ErrorSummary{.errors = {{.text = refused.sentence, .field = "document"}}};
         html << Heading{.text = "Import a document"}
              << Paragraph{.content =
                               "Give the action plan, inspector’s report, minutes or risk register as it is, however "
                               "messy. "
                               "Nothing enters the record until you have "
                               "seen how it was read and confirm it.",
                           .kind = ParagraphKind::lead}
              << Form{.action = "/import", .encoding = Encoding::with_files, .content = [&](Html& inside) {
                        inside
                            << FileField{.label = "The document",
                                         .name = "document",
                                         .hint =
                                             "Word (.docx), Excel (.xlsx), PDF, LibreOffice (.odt, .ods), a web page, "
                                             "CSV or text, up to 50 MB. A "
                                             "newer version of a plan that is already here shows what changed.",
                                         .error = refused.sentence,
                                         .accept = ".docx,.xlsx,.odt,.ods,.pdf,.html,.htm,.csv,.txt,.md"}
                            << Button{.text = "Read the document"};
                      }};
         if (!unfinished.empty()) {
           html << Heading{.text = "Left unfinished", .level = HeadingLevel::section};
           SummaryList list;
           for (const UnfinishedImport& each : unfinished)
             list.rows.push_back(
                 {.key = each.document_name,
                  .value = "started " + each.started,
                  .actions = {
                      {.text = "Go on", .href = "/import/" + each.id, .hidden = " with " + each.document_name}}});
           html << list;
         }
         html << Details{
             .summary = "What happens next", .content = [](Html& inside) {
               inside
                   << "<ol class=\"govuk-list govuk-list--number\"><li>You see what kind of document it is and how its columns were understood, and can change each.</li><li>You see the key: what each rating means, from the document’s own words.</li><li>You see what is unclear, the source beside the reading, and decide.</li><li>You see the count: rows in, rows kept, rows left out and why.</li><li>You import it, all of it or nothing.</li></ol>"_html;
             }};
       }});
}

namespace {

constexpr std::pair<intake::Kind, std::string_view> kinds_to_choose[] = {
    {intake::Kind::action_plan, "An action plan"},
    {intake::Kind::inspection, "An inspector’s report"},
    {intake::Kind::minutes, "Minutes of a meeting"},
    {intake::Kind::risk_register, "A risk register"},
};

std::string kind_in_a_list(intake::Kind kind) {
  for (const auto& [each, words] : kinds_to_choose)
    if (each == kind) return std::string(words);
  return "Not known";
}

std::string_view title_of_columns(const app::ImportDraft& draft) {
  return draft.reading().kind == intake::Kind::action_plan ? "How the columns were understood"
                                                           : "How the document was understood";
}

DateField date_field(std::string_view legend, std::string_view name, const std::optional<Date>& date,
                     std::string_view hint, const Refused& refused) {
  return {.legend = legend,
          .name = name,
          .day = date ? std::to_string(date->day()) : "",
          .month = date ? std::to_string(date->month()) : "",
          .year = date ? std::to_string(date->year()) : "",
          .hint = hint,
          .error = refused.field == name ? refused.sentence : std::string(),
          .id = name};
}

}  // namespace

std::string import_columns_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                                const std::vector<plan::PlanId>& likely, const Refused& refused) {
  return show_step(around, picture, draft, "columns", title_of_columns(draft), refused, [&](Html& html) {
    const intake::Reading& reading = draft.reading();
    std::string found = rows_counted(reading.kind, app::row_count(reading));
    if (reading.kind == intake::Kind::action_plan)
      found += ", " + count_of(reading.findings.size(), "finding", "findings") + " and " +
               count_of(reading.recommendations.size(), "recommendation or question", "recommendations or questions");
    if (reading.kind == intake::Kind::inspection)
      found += ", " + count_of(reading.paragraphs.size(), "numbered paragraph", "numbered paragraphs") + " and " +
               count_of(reading.attention.size(), "passage for attention", "passages for attention");
    html << Paragraph{.content = "This was read as " + kind_words(reading.kind) +
                                 (reading.kind == intake::Kind::unknown ? "" : " with " + found) + ". Of its " +
                                 count_of(reading.coverage.characters, "character", "characters") + ", " +
                                 grouped(static_cast<long long>(reading.coverage.lost)) + " were lost.",
                      .kind = ParagraphKind::lead};
    if (reading.kind == intake::Kind::unknown)
      html << Inset{.content =
                        "It could not be told what kind of document this is, so nothing of it can be imported yet. "
                        "Choose the kind, and it is read again; or drop the import."};
    else if (app::row_count(reading) == 0)
      html << Inset{.content = reading.kind == intake::Kind::action_plan
                                   ? "No rows of a plan were found. If the document is a plan, say below what its "
                                     "columns are; if it is something else, choose its kind."
                                   : "Nothing of that kind was found in it. If the document is something else, choose "
                                     "its kind."};
    html << Form{.action = draft_address(draft, "kind"), .hidden = version_of(draft), .content = [&](Html& inside) {
                   Select kind{.label = "What kind of document it is", .name = "kind"};
                   if (reading.kind == intake::Kind::unknown)
                     kind.choices.push_back({.text = "Choose the kind", .value = ""});
                   for (const auto& [each, words] : kinds_to_choose)
                     kind.choices.push_back({.text = words,
                                             .value = intake::to_text(each),
                                             .chosen = each == reading.kind ? Chosen::yes : Chosen::no});
                   inside << kind << Button{.text = "Read it again as this", .kind = ButtonKind::secondary};
                 }};
    if (reading.kind == intake::Kind::unknown) return;
    html << Form{
        .action = draft_address(draft, "columns"), .hidden = version_of(draft), .content = [&](Html& inside) {
          inside << TextField{
              .label = reading.kind == intake::Kind::minutes         ? "What the meeting was about"
                       : reading.kind == intake::Kind::inspection    ? "Title of the inspection"
                       : reading.kind == intake::Kind::risk_register ? "Title of the register"
                                                                     : "Title of the plan",
              .name = "title",
              .value = draft.title,
              .error = refused.field == "title" ? std::string_view(refused.sentence) : std::string_view()};
          if (reading.kind == intake::Kind::minutes)
            inside << TextField{
                .label = "The body that met",
                .name = "body",
                .value = draft.body,
                .error = refused.field == "body" ? std::string_view(refused.sentence) : std::string_view()};
          const bool of_review = reading.kind == intake::Kind::action_plan || reading.kind == intake::Kind::inspection;
          Select kind{.label = "What it comes from", .name = "review-kind"};
          for (plan::ReviewKind each :
               {plan::ReviewKind::serious_case_review, plan::ReviewKind::practice_review,
                plan::ReviewKind::domestic_abuse_related_death_review, plan::ReviewKind::safeguarding_adults_review,
                plan::ReviewKind::inspection, plan::ReviewKind::peer_review, plan::ReviewKind::audit,
                plan::ReviewKind::self_assessment, plan::ReviewKind::other})
            kind.choices.push_back({.text = plan::in_words(each),
                                    .value = plan::to_text(each),
                                    .chosen = each == draft.review.kind ? Chosen::yes : Chosen::no});
          if (of_review) inside << kind;
          if (reading.kind == intake::Kind::action_plan)
            inside << TextField{.label = "Name of the review",
                                .name = "review-name",
                                .value = draft.review.name,
                                .hint = "A pseudonym, such as Rowan. Never a child’s name.",
                                .width = FieldWidth::characters_20};
          const std::optional<Date> as_at = app::day_of(draft);
          inside << date_field(
              reading.kind == intake::Kind::minutes ? "The day of the meeting" : "The day the document reports as at",
              "as-at", as_at,
              as_at ? "As read in the document; change it if it is not right"
                    : "The document does not say; leave it empty if you do not know",
              refused);
          if (reading.kind == intake::Kind::inspection) {
            if (reading.clock)
              inside << Inset{.content = "The report says: “" + shortened(reading.clock->text, 400) + "”"};
            inside << date_field("The day the report was received", "received", draft.received,
                                 "The time for the answer runs from it. Leave it empty if you do not know", refused);
          }
          if (reading.kind == intake::Kind::action_plan && (!likely.empty() || draft.revises)) {
            Radios revises{.legend = "Is this a newer version of a plan that is already here?", .name = "revises"};
            revises.choices.push_back(
                {.text = "No, it is a new plan", .value = "", .chosen = draft.revises ? Chosen::no : Chosen::yes});
            std::set<plan::PlanId> named;
            const auto add = [&](const plan::PlanId& id) {
              const view::PlanPicture* plan = view::find_plan(picture, id);
              if (plan && named.insert(id).second)
                revises.choices.push_back(
                    {.text = "Yes, of " + plan_name(*plan->plan),
                     .value = id.text(),
                     .chosen = draft.revises == id ? Chosen::yes : Chosen::no,
                     .hint = count_of(plan->totals.total, "row", "rows") + "; you will see what changed, row by row"});
            };
            if (draft.revises) add(*draft.revises);
            for (const plan::PlanId& id : likely) add(id);
            inside << revises;
          }
          if (!reading.columns.empty()) {
            Table table(
                inside,
                {.caption = "Columns",
                 .columns = {{.title = "Heading in the document"}, {.title = "For example"}, {.title = "Taken as"}},
                 .caption_kind = CaptionKind::heading,
                 .density = Density::comfortable});
            for (std::size_t i = 0; i < reading.columns.size(); ++i) {
              const intake::UnderstoodColumn& column = reading.columns[i];
              table.row();
              table.heading() << column.header;
              table.cell() << shortened(column.sample, 80);
              Select taken{.label = "“" + column.header + "” is",
                           .name = "column-" + std::to_string(i),
                           .label_kind = LabelKind::hidden};
              for (const auto& [value, words] : column_words)
                taken.choices.push_back({.text = words,
                                         .value = intake::to_text(value),
                                         .chosen = value == column.column ? Chosen::yes : Chosen::no});
              table.cell() << taken;
            }
            table.end();
          }
          inside << Button{.text = "Save and go on"};
        }};
  });
}

std::string import_key_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                            const Refused& refused) {
  return show_step(around, picture, draft, "key", "What the ratings mean", refused, [&](Html& html) {
    const std::vector<RatingUse> uses = ratings_of(draft);
    if (draft.reading().scale.empty())
      html << Inset{.content =
                        "This document has no key of its own. A bare colour is taken as “unclear”: Candour does not "
                        "guess what a colour means. Say below what each stands for, if you know."};
    else
      html << Paragraph{.content =
                            "The meaning comes from the document’s own key, never from the colour. Change any line "
                            "that is not right, and the reading is done again.",
                        .kind = ParagraphKind::lead};
    if (uses.empty()) {
      html << EmptyState{.what = "No row carries a rating.",
                         .why = "Every row will be imported as “not stated”.",
                         .next = Button{.text = "Go on", .href = draft_address(draft, "review")}};
      return;
    }
    html << Form{.action = draft_address(draft, "key"), .hidden = version_of(draft), .content = [&](Html& inside) {
                   Table table(inside, {.caption = "Ratings as written",
                                        .columns = {{.title = "As written"},
                                                    {.title = "What the document says it means"},
                                                    {.title = "Rows", .align = Align::number},
                                                    {.title = "Taken as"}},
                                        .caption_kind = CaptionKind::hidden,
                                        .density = Density::comfortable});
                   std::size_t i = 0;
                   for (const RatingUse& use : uses) {
                     if (i >= 60) break;
                     table.row();
                     Html& name = table.heading();
                     name << RatingChip{.status = use.status, .as_written = shortened(use.as_written, 60)};
                     table.cell() << meaning_of(use, uses);
                     table.cell() << use.count;
                     Select taken{.label = "“" + shortened(use.as_written, 60) + "” means",
                                  .name = "status-" + std::to_string(i),
                                  .label_kind = LabelKind::hidden};
                     for (plan::Status each : plan::every_status)
                       taken.choices.push_back({.text = plan::in_words(each),
                                                .value = plan::to_text(each),
                                                .chosen = each == use.status ? Chosen::yes : Chosen::no});
                     Html& cell = table.cell();
                     cell << Hidden{.name = "written-" + std::to_string(i), .value = use.as_written} << taken;
                     ++i;
                   }
                   table.end();
                   if (uses.size() > 60)
                     inside << Paragraph{.content = "Another " + std::to_string(uses.size() - 60) +
                                                    " are used by one row each and are decided in the review.",
                                         .kind = ParagraphKind::small};
                   inside << Button{.text = "Save and go on"};
                 }};
  });
}

std::string import_review_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                               const ReviewChoice& choice, const Refused& refused) {
  return show_step(around, picture, draft, "review", "What is unclear", refused, [&](Html& html) {
    const std::vector<intake::Anomaly>& anomalies = draft.reading().anomalies;
    const app::Tally tally = app::tally(draft);
    std::map<intake::Severity, std::size_t> by_severity;
    std::map<std::string, std::size_t> by_code;
    std::map<std::pair<std::string, std::string>, std::size_t> alike;
    const std::string severity = choice.severity.empty() ? "ask" : choice.severity;
    std::vector<std::size_t> listed;
    for (std::size_t i = 0; i < anomalies.size(); ++i) {
      const intake::Anomaly& anomaly = anomalies[i];
      ++by_severity[anomaly.severity];
      if (anomaly.field == "rating") ++alike[{anomaly.code, as_written_for(draft, anomaly)}];
      if (severity != "all" && intake::to_text(anomaly.severity) != severity) continue;
      ++by_code[anomaly.code];
      if (choice.code.empty() || anomaly.code == choice.code) listed.push_back(i);
    }
    if (tally.undecided > 0)
      html << Paragraph{.content = count_of(tally.undecided, "thing waits", "things wait") +
                                   " for your decision. What you leave is imported as written.",
                        .kind = ParagraphKind::lead};
    else
      html << Paragraph{.content = "Nothing waits for a decision.", .kind = ParagraphKind::lead};

    html << "<nav class=\"c-grouping\" aria-label=\"Which are listed\">"_html;
    for (intake::Severity each : {intake::Severity::ask, intake::Severity::check, intake::Severity::note}) {
      const std::string words = severity_words(each, by_severity[each]);
      if (severity == intake::to_text(each))
        html << "<strong class=\"c-grouping__here\" aria-current=\"true\">"_html << words << "</strong> "_html;
      else
        html << Link{.text = words,
                     .href = draft_address(draft, "review") + "?severity=" + std::string(intake::to_text(each))}
             << " "_html;
    }
    html << "</nav>"_html;
    if (by_code.size() > 1) {
      Contents codes{.items = {}, .title = "By kind"};
      for (const auto& [code, count] : by_code)
        codes.items.push_back({.text = kind_in_words(code),
                               .href = address_with(around.path, around.query, {{"code", code}, {"page", ""}}),
                               .note = std::to_string(count)});
      html << Details{
          .summary = choice.code.empty() ? std::string("List one kind only") : "Listed: " + kind_in_words(choice.code),
          .content = std::move(codes)};
      if (!choice.code.empty())
        html << Paragraph{.content =
                              Link{.text = "List every kind",
                                   .href = address_with(around.path, around.query, {{"code", ""}, {"page", ""}})}};
    }
    if (listed.empty()) {
      html << EmptyState{.what = severity == "ask" ? "There is nothing to decide." : "There is nothing of this kind.",
                         .why = "The document could be read without a doubt of this kind.",
                         .next = Button{.text = "Go on", .href = draft_address(draft, step_after_review(draft))}};
    } else {
      const Slice slice = slice_of(listed.size(), choice.page);
      const std::string back = address_with(around.path, around.query, {});
      html << Heading{.text = slice.pages > 1 ? std::to_string(slice.first + 1) + " to " + std::to_string(slice.last) +
                                                    " of " + std::to_string(listed.size())
                              : listed.size() == 1 ? std::string("One to look at")
                                                   : std::to_string(listed.size()) + " to look at",
                      .level = HeadingLevel::section};
      for (std::size_t i = slice.first; i < slice.last; ++i)
        write_anomaly(html, draft, listed[i], back, alike, refused);
      html << pages_of(around, slice.page, slice.pages);
      html << ButtonGroup{.content = [&](Html& buttons) {
        buttons << Button{.text = "Go on", .href = draft_address(draft, step_after_review(draft))};
      }};
    }
    html << Paragraph{.content = Link{.text = "See every row, source and reading side by side",
                                      .href = draft_address(draft, "rows")}};
    if (!draft.reading().kept.empty()) {
      html << Details{
          .summary = "Kept aside: " +
                     count_of(draft.reading().kept.size(), "piece of text that is", "pieces of text that are") +
                     " in no field",
          .content = [&](Html& inside) {
            inside << "<ul class=\"govuk-list govuk-list--spaced\">"_html;
            for (const intake::Kept& kept : draft.reading().kept)
              inside << "<li><span class=\"c-quiet\">"_html << document::in_words(kept.place) << "</span> "_html
                     << ClampedText{.text = kept.text, .limit = 200} << "</li>"_html;
            inside << "</ul>"_html;
          }};
    }
  });
}

std::string import_rows_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                             std::size_t page, const Refused& refused) {
  return show_step(around, picture, draft, "review", "Every row, source and reading", refused, [&](Html& html) {
    const std::size_t rows = app::row_count(draft.reading());
    const Slice slice = slice_of(rows, page);
    html << Heading{.text = rows == 0 ? std::string("No rows")
                                      : "Rows " + std::to_string(slice.first + 1) + " to " +
                                            std::to_string(slice.last) + " of " + std::to_string(rows),
                    .level = HeadingLevel::section};
    const std::string back = address_with(around.path, around.query, {});
    for (std::size_t row = slice.first; row < slice.last; ++row) {
      const auto skipped = draft.skipped.find(row);
      html << "<article class=\"c-anomaly\""_html;
      html.attribute("id"_html, "row-" + std::to_string(row + 1))
          << ">"_html << Heading{.text = row_name(draft, row), .level = HeadingLevel::part}
          << SideBySide{.left = [&](Html& left) { write_row_source(left, draft.reading(), row); },
                        .right = [&](Html& right) { write_row_reading(right, draft, row); }};
      std::vector<Hidden> hidden = version_of(draft);
      hidden.push_back({.name = "row", .value = std::to_string(row)});
      hidden.push_back({.name = "back", .value = back + "#row-" + std::to_string(row + 1)});
      if (skipped != draft.skipped.end()) {
        html << Paragraph{.content = "Left out: " + skipped->second}
             << Form{.action = draft_address(draft, "keep"),
                     .hidden = std::move(hidden),
                     .content = Button{.text = "Take it in after all",
                                       .kind = ButtonKind::secondary,
                                       .hidden = ", " + row_name(draft, row)}};
      } else {
        html << Details{
            .summary = "Leave this row out",
            .content =
                Form{.action = draft_address(draft, "skip"), .hidden = std::move(hidden), .content = [&](Html& inside) {
                       inside << TextField{.label = "Why it is left out",
                                           .name = "reason",
                                           .id = "reason-" + std::to_string(row + 1),
                                           .width = FieldWidth::half}
                              << Button{.text = "Leave it out",
                                        .kind = ButtonKind::secondary,
                                        .hidden = ", " + row_name(draft, row)};
                     }}};
      }
      html << "</article>"_html;
    }
    html << pages_of(around, slice.page, slice.pages)
         << ButtonGroup{.content = Button{.text = "Go on", .href = draft_address(draft, step_after_review(draft))}};
  });
}

std::string import_changes_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                                std::size_t page, const Refused& refused) {
  return show_step(around, picture, draft, "changes", "What changed in this version", refused, [&](Html& html) {
    std::map<app::Change, std::size_t> counts;
    std::vector<std::size_t> listed;
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < draft.changes.size(); ++i) {
      ++counts[draft.changes[i].change];
      if (draft.changes[i].change != app::Change::same) {
        listed.push_back(i);
        accepted += draft.changes[i].accepted ? 1 : 0;
      }
    }
    html << Paragraph{.content = count_of(counts[app::Change::changed], "row changed", "rows changed") + ", " +
                                 count_of(counts[app::Change::added], "is new", "are new") + ", " +
                                 count_of(counts[app::Change::vanished], "is no longer there", "are no longer there") +
                                 ", " + count_of(counts[app::Change::same], "is the same", "are the same") +
                                 ". Only what you accept is imported; nothing is deleted from the record.",
                      .kind = ParagraphKind::lead};
    if (listed.empty()) {
      html << EmptyState{.what = "No changes found.",
                         .why = "Every row of this document is already in the plan as it stands.",
                         .next = Link{.text = "Go to the plan", .href = "/plans/" + draft.revises->text()}};
      return;
    }
    const Slice slice = slice_of(listed.size(), page);
    const std::string back = address_with(around.path, around.query, {});
    std::vector<Hidden> hidden = version_of(draft);
    hidden.push_back({.name = "back", .value = back});
    html << Form{
        .action = draft_address(draft, "changes"), .hidden = std::move(hidden), .content = [&](Html& inside) {
          inside << Paragraph{.content = count_of(accepted, "change is", "changes are") + " accepted of " +
                                         grouped(static_cast<long long>(listed.size())) + "."}
                 << ButtonGroup{.content = [](Html& buttons) {
                      buttons << Button{.text = "Accept every change",
                                        .kind = ButtonKind::secondary,
                                        .name = "every",
                                        .value = "accept"}
                              << Button{.text = "Accept none",
                                        .kind = ButtonKind::secondary,
                                        .name = "every",
                                        .value = "none"};
                    }};
          inside << Heading{.text = "Changes " + std::to_string(slice.first + 1) + " to " + std::to_string(slice.last) +
                                    " of " + std::to_string(listed.size()),
                            .level = HeadingLevel::section};
          for (std::size_t i = slice.first; i < slice.last; ++i) {
            const app::RowChange& change = draft.changes[listed[i]];
            const std::string number = std::to_string(listed[i]);
            std::string title = change.change == app::Change::added      ? "New row"
                                : change.change == app::Change::vanished ? "No longer in the document"
                                                                         : "Changed";
            if (change.number) title += ": action " + std::to_string(*change.number);
            if (change.row)
              title += " (" + std::string(document::in_words(draft.reading().actions[*change.row].place)) + ")";
            inside << "<article class=\"c-anomaly\">"_html << Heading{.text = title, .level = HeadingLevel::part}
                   << Hidden{.name = "listed", .value = number};
            if (change.change == app::Change::added && change.row)
              write_action_reading(inside, app::as_decided(draft, *change.row));
            if (change.change == app::Change::vanished && change.number)
              if (const view::Row* row = view::find_row(picture, plan::action_id(*draft.revises, *change.number)))
                inside << Paragraph{.content =
                                        ClampedText{.text = row->action->wording.empty() ? row->action->response
                                                                                         : row->action->wording}};
            if (!change.fields.empty()) {
              Table table(inside,
                          {.caption = "Fields that differ",
                           .columns = {{.title = "Field"}, {.title = "In the plan"}, {.title = "In this version"}},
                           .caption_kind = CaptionKind::hidden});
              for (const app::RowChange::Field& field : change.fields) {
                table.row();
                table.heading() << field.name;
                table.cell() << ClampedText{.text = field.before};
                table.cell() << ClampedText{.text = field.after};
              }
              table.end();
            }
            inside << Checkboxes{.legend = "Import this change",
                                 .name = "accept",
                                 .choices = {{.text = change.change == app::Change::vanished
                                                          ? "Withdraw this action; it stays in the record"
                                                          : "Import this change",
                                              .value = number,
                                              .chosen = change.accepted ? Chosen::yes : Chosen::no}},
                                 .id = "accept-" + number,
                                 .legend_kind = LabelKind::hidden}
                   << "</article>"_html;
          }
          inside << ButtonGroup{.content = [&](Html& buttons) {
            buttons << Button{.text = "Save this page", .kind = ButtonKind::secondary, .name = "go", .value = "stay"}
                    << Button{.text = "Save and go on", .name = "go", .value = "on"};
          }};
        }};
    html << pages_of(around, slice.page, slice.pages);
  });
}

std::string import_check_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                              const std::vector<people::PartnershipId>& homes, const Refused& refused) {
  return show_step(around, picture, draft, "check", "Check, then import", refused, [&](Html& html) {
    const app::Tally tally = app::tally(draft);
    const std::vector<std::string> fresh = app::new_agencies(draft, *picture.partnership);
    const intake::Kind kind = draft.reading().kind;
    SummaryList list;
    const auto to_change = [&](std::string_view what) {
      return std::vector<Link>{{.text = "Change", .href = draft_address(draft, "columns"), .hidden = what}};
    };
    list.rows.push_back({.key = "Kind of document", .value = kind_in_a_list(kind), .actions = to_change(" the kind")});
    if (kind == intake::Kind::minutes)
      list.rows.push_back({.key = "Body",
                           .value = draft.body.empty()
                                        ? std::string("Not named: say which body met before it is imported")
                                        : draft.body,
                           .actions = to_change(" the body")});
    list.rows.push_back({.key = kind == intake::Kind::minutes         ? "About"
                                : kind == intake::Kind::inspection    ? "Inspection"
                                : kind == intake::Kind::risk_register ? "Register"
                                : kind == intake::Kind::unknown       ? "Title"
                                                                      : "Plan",
                         .value = std::string_view(draft.title),
                         .actions = to_change(" the title")});
    if (kind == intake::Kind::action_plan || kind == intake::Kind::inspection) {
      std::string review(plan::in_words(draft.review.kind));
      if (!draft.review.name.empty()) review += ": " + draft.review.name;
      list.rows.push_back({.key = "Review", .value = review, .actions = to_change(" the review")});
    }
    const std::optional<Date> as_at = app::day_of(draft);
    list.rows.push_back({.key = kind == intake::Kind::minutes ? "Day of the meeting" : "Document as at",
                         .value = as_at                           ? as_at->words()
                                  : kind == intake::Kind::minutes ? std::string("Not known")
                                                                  : std::string("Not stated: taken as today"),
                         .actions = to_change(" the day")});
    if (kind == intake::Kind::inspection)
      list.rows.push_back({.key = "Report received",
                           .value = draft.received ? draft.received->words() : std::string("Not known"),
                           .actions = to_change(" the day it was received")});
    std::size_t tied = 0, untied = 0;
    for (const app::TieProposal& proposal : draft.proposals) ++(app::tie_taken(draft, proposal) ? tied : untied);
    if (!draft.proposals.empty())
      list.rows.push_back(
          {.key = "Inspector’s recommendations",
           .value = std::to_string(tied) + " tied, " + std::to_string(untied) + " not tied",
           .actions = {{.text = "Change", .href = draft_address(draft, "ties"), .hidden = " the ties"}}});
    list.rows.push_back({.key = "Rows in the document", .value = std::to_string(tally.rows)});
    list.rows.push_back({.key = "Kept", .value = std::to_string(tally.kept)});
    list.rows.push_back(
        {.key = "Left out",
         .value =
             [&](Html& cell) {
               cell << tally.skipped;
               if (!draft.skipped.empty()) {
                 cell << "<ul class=\"govuk-list\">"_html;
                 for (const auto& [row, reason] : draft.skipped)
                   cell << "<li>"_html << row_name(draft, row) << ": "_html << reason << "</li>"_html;
                 cell << "</ul>"_html;
               }
             },
         .actions = {{.text = "Change", .href = draft_address(draft, "rows"), .hidden = " which rows are left out"}}});
    list.rows.push_back(
        {.key = "Still to decide",
         .value =
             [&](Html& cell) {
               if (tally.undecided == 0)
                 cell << "Nothing";
               else
                 cell << tally.undecided
                      << (kind == intake::Kind::action_plan ? ", imported as written with the status “unclear”"_html
                                                            : ", imported as written"_html);
             },
         .actions = {{.text = "Review", .href = draft_address(draft, "review"), .hidden = " what is undecided"}}});
    if (kind == intake::Kind::action_plan || kind == intake::Kind::inspection)
      list.rows.push_back(
          {.key = "New agencies", .value = fresh.empty() ? std::string("None: all are known") : join(fresh, ", ")});
    html << list
         << Paragraph{.content = std::to_string(tally.rows) + " rows in = " + std::to_string(tally.kept) + " kept + " +
                                 std::to_string(tally.skipped) + " left out."};
    std::size_t accepted = 0;
    for (const app::RowChange& change : draft.changes) accepted += change.accepted ? 1 : 0;
    const std::string act = draft.revises ? "Import " + count_of(accepted, "change", "changes")
                                          : "Import " + rows_counted(kind, tally.kept);
    if (kind == intake::Kind::unknown)
      html << Inset{.content = "It is not known what kind of document this is, so there is nothing to import."};
    else if (draft.revises && accepted == 0)
      html << Inset{.content = "No change was accepted, so there is nothing to import."};
    else
      html << Form{.action = draft_address(draft, "confirm"),
                   .hidden = version_of(draft),
                   .content =
                       [&](Html& form) {
                         if (!homes.empty() && !draft.revises) {
                           Select home{.label = "Which partnership it belongs to", .name = "partnership"};
                           for (const people::PartnershipId& each : homes)
                             home.choices.push_back(
                                 {.text = partnership_name(picture, each), .value = std::string_view(each.text())});
                           form << home;
                         }
                         form << Button{.text = act};
                       }}
           << Paragraph{.content =
                            "All of it is imported in one step, or nothing. An import can be withdrawn whole until "
                            "somebody has answered or acted on something of it.",
                        .kind = ParagraphKind::small};
  });
}

std::string import_conflict_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                                 std::string_view back, const std::vector<std::pair<std::string, std::string>>& typed) {
  return show(
      around, picture,
      {.title = "Changed meanwhile",
       .section = "/import",
       .breadcrumbs = {{.text = "Home", .href = "/"},
                       {.text = "Import", .href = "/import"},
                       {.text = draft.document_name}},
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         html << Heading{.text = "This import was changed meanwhile", .caption = draft.document_name}
              << Paragraph{.content = "Somebody, perhaps you in another window, changed it at " +
                                      draft.changed.iso().substr(11, 5) + " UTC on " + draft.changed.date().words() +
                                      ". Nothing you sent was saved over it. What you sent is kept below.",
                           .kind = ParagraphKind::lead};
         SummaryList list{.rows = {}, .title = "What you sent"};
         for (const auto& [name, value] : typed)
           if (!value.empty())
             list.rows.push_back({.key = name, .value = ClampedText{.text = std::string_view(value), .limit = 1000}});
         html << list << Button{.text = "See it as it stands now", .href = back};
       }});
}

std::string plan_imports_page(const Around& around, const view::Picture& picture, const plan::Plan& plan,
                              const Refused& refused) {
  const std::string name = plan_name(plan);
  return show(around, picture,
              {.title = (refused.empty() ? "" : "Error: ") + std::string("Where it comes from, ") + name,
               .section = "/plans",
               .breadcrumbs = {{.text = "Home", .href = "/"},
                               {.text = "Plans", .href = "/plans"},
                               {.text = name, .href = plan_address(plan)},
                               {.text = "Imports"}},
               .width = PageWidth::reading,
               .main = [&](Html& html) {
                 if (!refused.empty())
                   html << ErrorSummary{.errors = {{.text = refused.sentence, .field = refused.field}}};
                 html << Heading{.text = "Where this plan comes from", .caption = name};
                 if (plan.imports.empty()) {
                   html << EmptyState{.what = "No import of this plan stands.",
                                      .why = "It was withdrawn, or the plan was begun by hand.",
                                      .next = Link{.text = "See all plans", .href = "/plans"}};
                   return;
                 }
                 for (const plan::Import& import : plan.imports) {
                   const std::string id = import.id.text(), address = plan_address(plan) + "/imports/" + id;
                   html << Heading{.text = import.document_name, .level = HeadingLevel::section};
                   SummaryList list;
                   list.rows.push_back({.key = "Imported", .value = [&](Html& cell) {
                                          cell << Day{import.recorded.date()} << " by "_html
                                               << view::who(picture, import.actor);
                                        }});
                   if (import.as_at) list.rows.push_back({.key = "Reports as at", .value = Day{*import.as_at}});
                   list.rows.push_back({.key = "Rows",
                                        .value = count_of(import.rows_imported, "row", "rows") + " kept, " +
                                                 std::to_string(import.rows_skipped) + " left out"});
                   list.rows.push_back({.key = "Original", .value = [&](Html& cell) {
                                          write_original(cell, address, import.document_sha256);
                                        }});
                   if (!import.decisions.empty())
                     list.rows.push_back({.key = "Decided on the way in", .value = [&](Html& cell) {
                                            cell << "<ul class=\"govuk-list\">"_html;
                                            for (const std::string& decision : import.decisions)
                                              cell << "<li>"_html << decision << "</li>"_html;
                                            cell << "</ul>"_html;
                                          }});
                   const auto withdrawal = [&](Html& inside) {
                     inside << Paragraph{.content =
                                             "Everything it brought leaves the plan, and stays in the record with your "
                                             "reason. It is refused once somebody has answered one of its rows."}
                            << TextField{.label = "Why it is withdrawn",
                                         .name = "reason",
                                         .error = refused.field == "reason-" + id ? std::string_view(refused.sentence)
                                                                                  : std::string_view(),
                                         .id = "reason-" + id}
                            << Button{.text = "Withdraw this import", .kind = ButtonKind::warning};
                   };
                   html << list
                        << Details{.summary = "Withdraw this import",
                                   .content = Form{.action = address + "/withdraw", .content = withdrawal},
                                   .state = refused.empty() ? DetailsState::closed : DetailsState::open};
                 }
               }});
}

}  // namespace candour::web
