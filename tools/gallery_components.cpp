#include <array>
#include <string>

#include "gallery.h"
#include "web/components.h"
#include "web/components_form.h"
#include "web/components_page.h"
#include "web/components_plan.h"

namespace candour::gallery {
namespace {

using namespace candour::web;
using plan::Status;

constexpr std::string_view long_wording =
    "All practitioners in universal and targeted services will know how to recognise and record the daily lived "
    "experience "
    "of a child who does not yet speak, will be able to say in supervision what a day is like for that child, and will "
    "escalate within two working days where agencies disagree about the level of need. Managers will confirm this by "
    "dip "
    "sample each quarter and report the result to the learning subgroup.";
constexpr std::string_view long_evidence =
    "Training log (142 of 161 staff, 88%).\nDip sample of 20 files, March 2026: 17 show the child's day in their own "
    "words "
    "or by observation; 3 returned to managers.\nMinutes of the learning subgroup, item 6.";
constexpr std::string_view unbroken =
    "https://intranet.harrowvale.example/safeguarding/learning/2026/spring/"
    "EscalationProcedure_v7_FINAL_approved(2).docx";

Page page(std::string_view title, Content main, PageWidth width = PageWidth::full) {
  return Page{.title = title,
              .partnership = "Harrow Vale Safeguarding Children Partnership",
              .navigation = {{"Home", "/"},
                             {"Plans", "/plans", NavigationItem::Where::inside},
                             {"Agencies", "/agencies"},
                             {"Import", "/import"},
                             {"Report", "/report"}},
              .breadcrumbs = {{"Home", "/"}, {"Plans", "/plans"}, {title, ""}},
              .width = width,
              .main = std::move(main),
              .address = "http://127.0.0.1:8080/plans/child-r",
              .as_at = "As at 12 May 2026",
              .search_href = "/search"};
}

Picture picture(std::string name, const Page& shown) {
  return {std::move(name), write(shown)};
}

void section(Html& html, std::string_view title) {
  html << Heading{.text = title, .level = HeadingLevel::section};
}

Date day(int year, int month, int number) {
  return *Date::from_calendar(year, month, number);
}

// ---- The pages ----

Picture words() {
  return picture(
      "words", page(
                   "Words",
                   [](Html& html) {
                     html << Heading{.text = "Learning from the review of Child R", .caption = "Action plan"}
                          << Paragraph{.content = "What the partnership said it would do, and what it can show.",
                                       .kind = ParagraphKind::lead}
                          << Paragraph{.content =
                                           [](Html& inner) {
                                             inner << "Agreed on "_html << Day{day(2025, 11, 4)}
                                                   << ". The plan is reviewed "
                                                   << Link{.text = "every three months", .href = "/plans/child-r/cycle"}
                                                   << "; the next paper is due on " << Day{day(2026, 6, 12)} << ".";
                                           }}
                          << Paragraph{.content = "Small print, said once.", .kind = ParagraphKind::small}
                          << Paragraph{.content = "Quiet words beside the point.", .kind = ParagraphKind::quiet};
                     section(html, "A section");
                     html << Heading{.text = "A part of a section", .level = HeadingLevel::part};
                     for (const std::string_view text : {long_wording, std::string_view("Short enough."), unbroken})
                       html << Passage{.content = ClampedText{.text = text}};
                     section(html, "Reworded");
                     html << Rewording{.pieces = {{Rewording::Kind::kept, "All schools will "},
                                                  {Rewording::Kind::removed, "be made aware of"},
                                                  {Rewording::Kind::added, "have used"},
                                                  {Rewording::Kind::kept, " the neglect toolkit by "},
                                                  {Rewording::Kind::removed, "April"},
                                                  {Rewording::Kind::added, "July 2026"},
                                                  {Rewording::Kind::kept, "."}}};
                     section(html, "Tags");
                     html << "<p class=\"govuk-body\">"_html;
                     for (const auto& [text, colour] : {std::pair{"Draft", TagColour::grey},
                                                        {"Imported", TagColour::blue},
                                                        {"Ratified", TagColour::green},
                                                        {"Published", TagColour::teal},
                                                        {"Slipped", TagColour::orange},
                                                        {"Asked twice", TagColour::yellow},
                                                        {"Restricted", TagColour::red},
                                                        {"Needs a decision", TagColour::purple}})
                       html << Tag{.text = text, .colour = colour} << " ";
                     html << "</p>"_html
                          << Details{.summary = "How dates are read",
                                     .content = Paragraph{.content = "Day first, as in the United Kingdom."}};
                   },
                   PageWidth::reading));
}

Picture told() {
  return picture(
      "told",
      page(
          "Told",
          [](Html& html) {
            html << NotificationBanner{.content = "62 rows are now in the plan. Three were left out, with reasons.",
                                       .kind = BannerKind::success}
                 << Heading{.text = "Telling people something"}
                 << Warning{.content = "A restricted plan is seen by the people it names and by nobody else."}
                 << Inset{.content = "Complete is claimed, accepted by a second person, and shown by practice."}
                 << EmptyState{.what = "No plans yet",
                               .why =
                                   "Bring the plan you have: a Word table, a workbook or plain text. Nothing is "
                                   "changed until you say so.",
                               .next = [](Html& inner) { inner << Button{.text = "Import a plan", .href = "/import"}; }}
                 << EmptyState{.what = "Nothing needs you", .why = "Next: the paper for 12 June."};
          },
          PageWidth::reading));
}

Picture important() {
  return picture("important",
                 page(
                     "Important",
                     [](Html& html) {
                       html << NotificationBanner{.content =
                                                      [](Html& inner) {
                                                        inner << "This is the plan as it stood on 4 November 2025. "
                                                              << Link{.text = "See it as it stands now",
                                                                      .href = "/plans/child-r"};
                                                      }}
                            << Heading{.text =
                                           "Harrow Vale Safeguarding Children Partnership – learning from the review "
                                           "of Child R and what followed",
                                       .caption = "As at another day"};
                     },
                     PageWidth::reading));
}

void form(Html& html, bool wrong) {
  const auto error = [wrong](const char* text) { return wrong ? Text(text) : Text(); };
  html << Form{
      .action = "/actions/12",
      .encoding = Encoding::with_files,
      .hidden = {{"token", "t"}, {"version", "7"}},
      .content = [&](Html& inner) {
        inner << TextField{.label = "Lead",
                           .name = "lead",
                           .value = "Team manager, early help",
                           .hint = "A role rather than a name",
                           .error = error("Enter who leads this action"),
                           .width = FieldWidth::half}
              << TextField{.label = "How many times was it asked for?",
                           .name = "asked",
                           .value = wrong ? "often" : "2",
                           .error = error("How many times must be a whole number, like 2"),
                           .width = FieldWidth::characters_5,
                           .kind = InputKind::number}
              << TextArea{.label = "What has changed",
                          .name = "narrative",
                          .value = std::string(long_evidence),
                          .hint = "Say what people do differently now",
                          .error = error("Say what has changed")}
              << Select{.label = "Agency",
                        .name = "agency",
                        .choices = {{"Choose an agency", ""},
                                    {"Harrow Vale Police", "police", Chosen::yes},
                                    {"Harrow Vale and Upper Wending Integrated Care Board, Safeguarding Team", "icb"}},
                        .error = error("Choose an agency")}
              << Radios{.legend = "Is it done?",
                        .name = "done",
                        .choices = {{.text = "Not yet", .value = "no", .chosen = Chosen::yes},
                                    {.text = "Done, with evidence",
                                     .value = "evidence",
                                     .hint = "Name the file or the link",
                                     .reveals = TextField{.label = "Where is the evidence?", .name = "where"}},
                                    {.text = "Done, with none, because", .value = "none"}},
                        .error = error("Say whether it is done")}
              << Radios{.legend = "Keep as written?",
                        .name = "keep",
                        .choices = {{.text = "Keep", .value = "keep"},
                                    {.text = "Fix", .value = "fix"},
                                    {.text = "Apply to all like it", .value = "all"}},
                        .kind = ChoicesKind::inline_}
              << Checkboxes{.legend = "Themes",
                            .name = "theme",
                            .choices = {{.text = "Child's voice", .value = "voice", .chosen = Chosen::yes},
                                        {.text = "Escalation", .value = "escalation", .hint = "Between agencies"}},
                            .error = error("Choose at least one theme")}
              << DateField{.legend = "Forecast",
                           .name = "forecast",
                           .day = "31",
                           .month = wrong ? "13" : "3",
                           .year = "2026",
                           .error = error("Forecast must be a real date")}
              << FileField{.label = "Evidence",
                           .name = "file",
                           .hint = "Word, Excel, PDF or a picture, up to 20 MB",
                           .error = error("The file is empty"),
                           .accept = ".docx,.xlsx,.pdf,.png,.jpeg"}
              << ButtonGroup{.content = [](Html& buttons) {
                   buttons << Button{.text = "Save the update"}
                           << Button{.text = "Save and ask for sign-off",
                                     .kind = ButtonKind::secondary,
                                     .name = "then",
                                     .value = "claim"}
                           << Button{.text = "Withdraw", .kind = ButtonKind::warning}
                           << Link{.text = "Cancel", .href = "/actions/12"};
                 }};
      }};
}

Picture form_plain() {
  return picture("form", page(
                             "Update an action",
                             [](Html& html) {
                               html << Heading{.text = "Update action 12",
                                               .caption = "Learning from the review of Child R"};
                               form(html, false);
                             },
                             PageWidth::reading));
}

Picture form_wrong() {
  Page shown = page(
      "Update an action",
      [](Html& html) {
        html << ErrorSummary{.errors = {{"Enter who leads this action", "lead"},
                                        {"How many times must be a whole number, like 2", "asked"},
                                        {"Say what has changed", "narrative"},
                                        {"Choose an agency", "agency"},
                                        {"Say whether it is done", "done"},
                                        {"Choose at least one theme", "theme"},
                                        {"Forecast must be a real date", "forecast"},
                                        {"The file is empty", "file"}}}
             << Heading{.text = "Update action 12", .caption = "Learning from the review of Child R"};
        form(html, true);
      },
      PageWidth::reading);
  shown.state = PageState::with_errors;
  return picture("form-errors", shown);
}

Picture question() {
  Page shown = page(
      "One question",
      [](Html& html) {
        html << Form{.action = "/import", .encoding = Encoding::with_files, .content = [](Html& inner) {
                       inner << FileField{.label = "Which plan do you want to import?",
                                          .name = "plan",
                                          .hint = "Word, Excel, HTML, CSV or plain text, up to 20 MB"}
                             << Button{.text = "Read the plan"};
                     }};
        html << Steps{.items = {{"Upload", "/import"},
                                {"Columns", "/import/2"},
                                {"Key", "/import/3"},
                                {"Review", ""},
                                {"Check", ""},
                                {"Confirm", ""}},
                      .current = 3}
             << Form{.action = "/import/3", .content = [](Html& inner) {
                       inner << TextField{.label = "Your name", .name = "name", .label_kind = LabelKind::heading}
                             << Button{.text = "Continue"};
                     }};
      },
      PageWidth::reading);
  shown.before_main = BackLink{.href = "/import"};
  shown.breadcrumbs.clear();
  return picture("question", shown);
}

constexpr std::array<std::pair<Status, std::string_view>, 10> ratings{{{Status::complete, "Complete"},
                                                                       {Status::on_track, "Green"},
                                                                       {Status::at_risk, "Amber"},
                                                                       {Status::complete, "Action completed"},
                                                                       {Status::off_track, "Red"},
                                                                       {Status::unclear, "P"},
                                                                       {Status::embedded, "Blue"},
                                                                       {Status::not_stated, ""},
                                                                       {Status::not_applicable, "N/A"},
                                                                       {Status::complete, "COMPLETE"}}};

Picture plan_components() {
  return picture(
      "ratings", page("Ratings", [](Html& html) {
        html << Heading{.text = "Ratings and facts"}
             << FactsStrip{.delivery = {.value = "Claimed complete",
                                        .note = "not yet accepted by a second person",
                                        .tone = FactTone::attention},
                           .schedule = {.value = "Overdue",
                                        .note = "due 31 March 2026, moved twice",
                                        .tone = FactTone::problem},
                           .evidence = {.value = "Tested", .note = "2 of 3 files", .tone = FactTone::good},
                           .freshness = {.value = "Confirmed", .note = "12 May 2026"}};
        section(html, "One plan's ratings");
        html << RatingBar{.parts = {{Status::complete, "Complete", 174, "/plans/child-r?status=complete"},
                                    {Status::on_track, "Green", 50, "/plans/child-r?status=on_track"},
                                    {Status::at_risk, "Amber", 11, "/plans/child-r?status=at_risk"},
                                    {Status::off_track, "Red", 4, "/plans/child-r?status=off_track"},
                                    {Status::unclear, "P", 3, "/plans/child-r?status=unclear"},
                                    {Status::not_stated, "", 31, "/plans/child-r?status=not_stated"}},
                          .what = "actions"}
             << RatingBar{.parts = {{Status::embedded, "embedded", 11}, {Status::at_risk, "started", 3}}}
             << RatingBar{.parts = {{Status::embedded, "Blue", 5},
                                    {Status::complete, "Green", 6},
                                    {Status::at_risk, "Amber", 3}},
                          .size = RatingBar::Size::small}
             << RatingBar{.what = "actions"};
        section(html, "The plan's own key");
        html << RatingKey{.entries = {{Status::off_track, "Red", "Not on track; remedial action is needed"},
                                      {Status::at_risk, "Amber", "Being watched so that it stays on track"},
                                      {Status::complete, "Green", "Complete, but not yet embedded"},
                                      {Status::embedded, "Blue", "Embedded"},
                                      {Status::unclear, "P", "Not in the plan's key"}}};
        section(html, "Every status");
        html << "<p class=\"govuk-body\">"_html;
        for (const Status status : plan::every_status) html << RatingChip{.status = status} << " &#160; "_html;
        html << "</p><p class=\"govuk-body\">"_html;
        for (const auto& [status, word] : ratings)
          html << RatingChip{.status = status, .as_written = word, .meaning = Meaning::shown} << " &#160; "_html;
        html << "</p><p class=\"govuk-body\">"_html
             << RatingChip{.status = Status::at_risk, .as_written = "Amber", .note = "last confirmed 7 January 2026"}
             << "</p>"_html;
      }));
}

Picture registers() {
  return picture(
      "register", page("Learning from the review of Child R", [](Html& html) {
        html << Heading{.text = "Learning from the review of Child R", .caption = "Action plan"}
             << RatingBar{.parts = {{Status::complete, "Complete", 134, "?status=complete"},
                                    {Status::on_track, "Green", 33, "?status=on_track"},
                                    {Status::at_risk, "Amber", 33, "?status=at_risk"},
                                    {Status::off_track, "Red", 33, "?status=off_track"},
                                    {Status::unclear, "P", 33, "?status=unclear"},
                                    {Status::embedded, "Blue", 34, "?status=embedded"},
                                    {Status::not_stated, "", 33, "?status=not_stated"}},
                          .what = "actions"}
             << FilterPanel{.action = "/plans/child-r",
                            .fields =
                                [](Html& fields) {
                                  fields << Select{.label = "Agency",
                                                   .name = "agency",
                                                   .choices = {{"Every agency", ""},
                                                               {"Harrow Vale Police", "police", Chosen::yes}}}
                                         << Select{.label = "Status",
                                                   .name = "status",
                                                   .choices = {{"Every status", ""}, {"At risk", "at_risk"}}}
                                         << Select{.label = "Due",
                                                   .name = "due",
                                                   .choices = {{"Any date", ""}, {"Overdue", "overdue"}}}
                                         << TextField{.label = "Words", .name = "words", .kind = InputKind::search}
                                         << Checkboxes{.legend = "Wants attention",
                                                       .name = "need",
                                                       .choices = {{"No lead", "unowned"},
                                                                   {"Not confirmed within the cycle", "unconfirmed"}},
                                                       .kind = ChoicesKind::inline_};
                                },
                            .applied = {{"Agency: Harrow Vale Police", "/plans/child-r"},
                                        {"Words: supervision", "/plans/child-r?agency=police"}},
                            .clear_href = "/plans/child-r"}
             << Downloads{.items = {{"Excel", "/plans/child-r.xlsx"},
                                    {"CSV", "/plans/child-r.csv"},
                                    {"JSON", "/plans/child-r.json"}},
                          .what = "these rows"};
        Table table(html,
                    {.caption = "333 actions, by finding",
                     .columns = {{.title = "No.", .sort_href = "?sort=number", .sorted = SortDirection::ascending},
                                 {.title = "Agency", .sort_href = "?sort=agency", .narrow = Narrow::bare},
                                 {.title = "Action", .narrow = Narrow::bare},
                                 {.title = "Rating"},
                                 {.title = "Due", .sort_href = "?sort=due"},
                                 {.title = "Slips", .align = Align::number},
                                 {.title = "Lead"},
                                 {.title = "Evidence"}}});
        constexpr std::array<std::string_view, 5> agencies{"Harrow Vale Police", "Children's social care",
                                                           "Harrow Vale and Upper Wending Integrated Care Board",
                                                           "Wending Hospitals NHS Foundation Trust", "Housing"};
        constexpr std::array<std::string_view, 5> wordings{
            "Brief every team on the escalation procedure.", long_wording,
            "Dip sample 20 files a quarter; report to the learning subgroup.",
            "Add the child's daily life to the supervision template.", "N/A"};
        for (int number = 1; number <= 333; ++number) {
          const auto at = static_cast<std::size_t>(number);
          if (number % 48 == 1)
            table.group("Finding " + std::to_string(number / 48 + 1) +
                        ": what a day is like for the child was not known to those who met the family");
          table.row("action-" + std::to_string(number));
          const auto& [status, word] = ratings[at % ratings.size()];
          table.heading() << Link{
              .text = std::to_string(number), .href = "/actions/" + std::to_string(number), .hidden = "open action"};
          table.cell() << agencies[at % agencies.size()];
          table.cell() << ClampedText{.text = wordings[at % 7 % wordings.size()], .limit = 140};
          table.cell() << RatingChip{.status = status, .as_written = word};
          if (number % 6 == 0)
            table.cell() << Fact{.value = "Overdue", .note = Day{day(2026, 3, 31)}, .tone = FactTone::problem};
          else
            table.cell() << Day{day(2026, 1 + number % 12, 1 + number % 28)};
          table.cell() << number % 4;
          table.cell() << (number % 3 == 0 ? "" : "Team manager");
          table.cell() << ClampedText{.text = number % 5 == 0   ? unbroken
                                              : number % 2 == 0 ? long_evidence
                                                                : "Minutes",
                                      .limit = 90};
        }
        table.end();
        html << Pagination{.current = 2,
                           .pages = {{1, "?page=1"}, {2, "?page=2"}, {3, "?page=3"}, {0, ""}, {14, "?page=14"}},
                           .previous_href = "?page=1",
                           .next_href = "?page=3"};
      }));
}

Picture layout() {
  return picture(
      "layout", page("Layout", [](Html& html) {
        html << Heading{.text = "Needs you today"}
             << Tallies{.items = {{14, "actions are overdue", "/actions?due=overdue", "5 more than a month ago"},
                                  {3, "claims await a second person", "/actions?delivery=claimed"},
                                  {1234, "rows have not been confirmed for three months", "/actions?fresh=stale"},
                                  {0, "imports wait to be finished", ""}}}
             << Contents{.items = {{"Finding 1: what a day is like for the child", "#finding-1",
                                    RatingBar{
                                        .parts = {{Status::complete, "Complete", 30}, {Status::at_risk, "Amber", 4}},
                                        .size = RatingBar::Size::small}},
                                   {"Finding 2: disagreement between agencies was not escalated", "#finding-2",
                                    "12 actions"}}}
             << SummaryList{.rows = {{"Agency", "Harrow Vale Police", {{"Change", "/actions/12/agency", "the agency"}}},
                                     {"Wording",
                                      ClampedText{.text = long_wording},
                                      {{"Change", "/actions/12/wording", "the wording"}}},
                                     {"Evidence", Content(unbroken), {}}}}
             << SummaryList{.rows = {{"Findings", "7"}, {"Actions", "333"}},
                            .title = "What was read",
                            .actions = {{"See the anomalies", "#anomalies"}}};
        section(html, "Side by side");
        html << SideBySide{
            .id = "row-7",
            .left_title = "Row 7 in the document",
            .left = Paragraph{.content = long_wording},
            .right = SummaryList{.rows = {{"Agency", "Harrow Vale Police"},
                                          {"Rating", RatingChip{.status = Status::unclear, .as_written = "P"}},
                                          {"Due", Day{day(2026, 3, 31)}}}}};
        section(html, "History");
        html << Timeline{
            .items = {{"Claimed complete", "Team manager, early help",
                       When{Moment::at_start_of(day(2026, 5, 12)), "10:04 on 12 May 2026"},
                       Paragraph{.content = "Training log attached."}},
                      {"Date moved from 31 December 2025 to 31 March 2026", "operator", Day{day(2026, 1, 7)}},
                      {"Imported", "operator", Day{day(2025, 11, 4)}, Content(unbroken)}}};
        section(html, "Wide");
        html << ScrollRegion{
            .label = "Actions by agency and status", .content = [](Html& inner) {
              Table table(inner, {.caption = "Actions by agency and status",
                                  .columns = {{.title = "Agency"},
                                              {.title = "Not started", .align = Align::number},
                                              {.title = "On track", .align = Align::number},
                                              {.title = "At risk", .align = Align::number},
                                              {.title = "Off track", .align = Align::number},
                                              {.title = "Complete", .align = Align::number},
                                              {.title = "Embedded", .align = Align::number},
                                              {.title = "Not stated", .align = Align::number},
                                              {.title = "Total", .align = Align::number}},
                                  .narrow = NarrowTable::table,
                                  .density = Density::comfortable});
              for (const std::string_view agency : {"Harrow Vale Police", "Children's social care", "Housing"}) {
                table.row();
                table.heading() << agency;
                for (int number = 0; number < 8; ++number) table.cell() << number * 7 % 23;
              }
            }};
        html << Steps{.items = {{"Upload", "/import"},
                                {"Columns", "/import/2"},
                                {"Key", "/import/3"},
                                {"Review", ""},
                                {"Check", ""},
                                {"Confirm", ""}},
                      .current = 4};
        Html choices;
        Table table(choices, {.caption = "Choose rows", .columns = {{.title = "Choose"}, {.title = "Action"}}});
        for (int number = 1; number <= 3; ++number) {
          table.row();
          table.cell() << RowChoice{
              .name = "action", .value = std::to_string(number), .label = "Action " + std::to_string(number)};
          table.heading() << "Brief every team on the escalation procedure";
        }
        table.end();
        html << Form{.action = "/actions/bulk", .content = choices};
      }));
}

}  // namespace

std::vector<Picture> components() {
  return {words(),           told(),      important(), form_plain(), form_wrong(), question(),
          plan_components(), registers(), layout()};
}

}  // namespace candour::gallery
