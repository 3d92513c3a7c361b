// How a paper is prepared: meeting, scope and sections; privacy check; preview; a second person; published.

#include <algorithm>

#include "base/text.h"
#include "web/pages/parts.h"
#include "web/pages_papers.h"

namespace candour::web {
namespace {

std::string address_of(const paper::Paper& paper) {
  return "/papers/" + paper.id.text();
}
std::string_view typed(const SentPaper& sent, std::string_view name, std::string_view stands = {}) {
  return sent.fields ? sent.fields->get(name) : stands;
}
Text error_at(const SentPaper& sent, std::string_view field) {
  return !sent.sentence.empty() && sent.field == field ? Text(std::string_view(sent.sentence)) : Text();
}
Hidden version_of(const paper::Paper& paper) {
  return {"version", std::to_string(paper.version)};
}

void write_steps(Html& html, const paper::Paper& paper, std::size_t current) {
  const bool draft = paper.stage == paper::Stage::draft;
  const std::string base = address_of(paper);
  html << Steps{.items = {{.text = "Meeting, scope and sections", .href = draft ? base + "/scope" : std::string()},
                          {.text = "Privacy check", .href = draft ? base + "/check" : std::string()},
                          {.text = "Preview", .href = base + "/preview"},
                          {.text = "A second person"},
                          {.text = "Published"}},
                .current = current};
}
std::size_t step_of(const paper::Paper& paper) {
  switch (paper.stage) {
    case paper::Stage::draft:
      return 2;
    case paper::Stage::proposed:
      return 4;
    case paper::Stage::approved:
    case paper::Stage::published:
    case paper::Stage::discarded:
      break;
  }
  return 5;
}

void write_errors(Html& html, const SentPaper& sent) {
  if (!sent.sentence.empty())
    html << ErrorSummary{.errors = {{.text = std::string_view(sent.sentence), .field = std::string_view(sent.field)}}};
}

Shown page_of(const paper::Paper& paper, std::string title, const SentPaper& sent) {
  Shown shown{.title = sent.sentence.empty() ? title : "Error: " + title, .section = "/papers"};
  shown.breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Papers", .href = "/papers"}};
  if (title == paper.cover.title)
    shown.breadcrumbs.push_back({.text = title});
  else {
    shown.breadcrumbs.push_back({.text = std::string_view(paper.cover.title), .href = address_of(paper)});
    shown.breadcrumbs.push_back({.text = title});
  }
  return shown;
}

// One reason and one button: of what is returned, given up, corrected.
void write_reason_form(Html& html, const paper::Paper& paper, const SentPaper& sent, const char* act,
                       const char* summary, const char* label, const char* button,
                       ButtonKind kind = ButtonKind::secondary) {
  if (!html.offers_form(address_of(paper) + "/" + act)) return;
  const std::string field = std::string(act) + "-reason";
  html << Details{.summary = summary,
                  .content = Form{.action = address_of(paper) + "/" + act,
                                  .hidden = {version_of(paper)},
                                  .content =
                                      [&](Html& form) {
                                        form << TextArea{.label = label,
                                                         .name = field,
                                                         .value = typed(sent, field),
                                                         .error = error_at(sent, field),
                                                         .rows = 3}
                                             << Button{.text = button, .kind = kind};
                                      }},
                  .state = sent.field == field ? DetailsState::open : DetailsState::closed};
}

}  // namespace

std::string papers_page(const Around& around, const view::Picture& picture) {
  return show(
      around, picture,
      {.title = "Papers",
       .section = "/papers",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Papers"}},
       .main = [&](Html& html) {
         html << Heading{.text = "Papers"};
         if (picture.papers.empty()) {
           html << EmptyState{.what = "No paper has been prepared yet.",
                              .why =
                                  "A paper shows a committee how plans stand on a day. It is checked for names, "
                                  "approved by a second person, and never changes once it is published.",
                              .next = Button{.text = "Prepare a paper", .href = "/papers/new"}};
           return;
         }
         html << Button{.text = "Prepare a paper", .href = "/papers/new"};
         Table table(html, {.caption = "Papers, the newest first",
                            .columns = {{.title = "Paper"},
                                        {.title = "For"},
                                        {.title = "As at"},
                                        {.title = "Stage"},
                                        {.title = "Published"}},
                            .caption_kind = CaptionKind::hidden});
         for (const auto& paper : picture.papers) {
           table.row();
           table.heading() << Link{.text = std::string_view(paper->cover.title), .href = address_of(*paper)};
           table.cell() << paper->cover.body +
                               (paper->cover.meeting ? ", " + paper->cover.meeting->words() : std::string());
           table.cell() << Day{paper->cover.scope.as_at};
           table.cell() << paper::in_words(paper->stage);
           Html& cell = table.cell();
           if (const paper::Version* version = paper::latest(*paper))
             cell << Link{.text = "Version " + std::to_string(version->number), .href = "/p/" + paper->id.text()};
         }
         table.end();
         html << "<p class=\"govuk-body\">"_html << Link{.text = "What the public sees", .href = "/p"} << "</p>"_html;
       }});
}

std::string paper_form_page(const Around& around, const view::Picture& picture, const paper::Paper* paper,
                            const paper::Cover& cover, const SentPaper& sent) {
  static const paper::Paper none;
  const char* title = paper ? "Meeting, scope and sections" : "Prepare a paper";
  Shown shown = page_of(paper ? *paper : none, title, sent);
  if (!paper)
    shown.breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Papers", .href = "/papers"}, {.text = title}};
  shown.width = PageWidth::reading;
  shown.main = [&](Html& html) {
    write_errors(html, sent);
    if (paper) write_steps(html, *paper, 1);
    html << Heading{.text = title};
    if (std::none_of(picture.plans.begin(), picture.plans.end(),
                     [&](const auto& plan) { return app::may_be_published(picture, plan->plan->id); })) {
      html << EmptyState{.what = "There is no plan that a paper could show.",
                         .why = "A restricted plan is never published.",
                         .next = Button{.text = "See the plans", .href = "/plans"}};
      return;
    }
    Form form{.action = paper ? address_of(*paper) + "/scope" : std::string("/papers/new")};
    if (paper) form.hidden = {version_of(*paper)};
    form.content = [&](Html& inside) {
      const auto date = [&](std::string_view legend, const char* name, const std::optional<Date>& day,
                            std::string_view hint) {
        const std::string base = name;
        return DateField{
            .legend = legend,
            .name = name,
            .day = std::string(typed(sent, base + "-day", day ? std::to_string(day->day()) : std::string())),
            .month = std::string(typed(sent, base + "-month", day ? std::to_string(day->month()) : std::string())),
            .year = std::string(typed(sent, base + "-year", day ? std::to_string(day->year()) : std::string())),
            .hint = hint,
            .error = error_at(sent, name)};
      };
      inside << TextField{.label = "Title",
                          .name = "title",
                          .value = cover.title,
                          .hint = "The public reads it. Name no child and no officer.",
                          .error = error_at(sent, "title")}
             << TextField{.label = "Whose meeting is it for?",
                          .name = "body",
                          .value = cover.body,
                          .hint =
                              "Such as “Children’s Services Scrutiny Committee”. What changed is told since the last "
                              "paper to the same body.",
                          .error = error_at(sent, "body")}
             << date("When do they meet?", "meeting", cover.meeting,
                     "Leave it empty where the day is not known. For example, 27 3 2026")
             << date("As at which day?", "as-at", cover.scope.as_at,
                     "The paper shows how things stood at the end of that day. For example, 27 3 2026");
      Checkboxes plans{.legend = "Plans",
                       .name = "plan",
                       .hint = "A restricted plan is never published, and is not offered.",
                       .error = error_at(sent, "plan")};
      for (const auto& plan : picture.plans)
        if (app::may_be_published(picture, plan->plan->id))
          plans.choices.push_back({.text = plan_name(*plan->plan),
                                   .value = std::string_view(plan->plan->id.text()),
                                   .chosen = std::find(cover.scope.plans.begin(), cover.scope.plans.end(),
                                                       plan->plan->id.text()) != cover.scope.plans.end()
                                                 ? Chosen::yes
                                                 : Chosen::no});
      Checkboxes agencies{.legend = "Agencies", .name = "agency", .hint = "Choose none for every agency."};
      for (const plan::Agency* agency : picture.agencies)
        agencies.choices.push_back({.text = std::string_view(agency->name),
                                    .value = std::string_view(agency->id.text()),
                                    .chosen = std::find(cover.scope.agencies.begin(), cover.scope.agencies.end(),
                                                        agency->id.text()) != cover.scope.agencies.end()
                                                  ? Chosen::yes
                                                  : Chosen::no});
      Checkboxes sections{.legend = "Sections",
                          .name = "section",
                          .hint = "The position, each plan’s own key and totals that add up are in every paper."};
      for (paper::Section section : paper::every_section)
        sections.choices.push_back({.text = paper::in_words(section),
                                    .value = paper::to_text(section),
                                    .chosen = paper::shows(cover.scope, section) ? Chosen::yes : Chosen::no,
                                    .hint = section == paper::Section::leads
                                                ? Text("Only where it must be: a role says as much as a name.")
                                                : Text()});
      inside << plans << agencies << sections << Button{.text = "Go on to the privacy check"};
    };
    html << form;
  };
  return show(around, picture, std::move(shown));
}

std::string paper_page(const Around& around, const view::Picture& picture, const paper::Paper& paper,
                       const SentPaper& sent) {
  Shown shown = page_of(paper, paper.cover.title, sent);
  shown.main = [&](Html& html) {
    write_errors(html, sent);
    if (paper.stage != paper::Stage::discarded) write_steps(html, paper, step_of(paper));
    html << Heading{.text = std::string_view(paper.cover.title), .caption = "Paper"};
    SummaryList list;
    list.rows = {
        {.key = "Stage", .value = paper::in_words(paper.stage)},
        {.key = "For",
         .value = paper.cover.body + (paper.cover.meeting ? ", " + paper.cover.meeting->words() : std::string())},
        {.key = "As at", .value = Day{paper.cover.scope.as_at}}};
    if (!paper.what.empty()) {
      list.rows.push_back({.key = "The correction changes", .value = std::string_view(paper.what)});
      list.rows.push_back({.key = "Because", .value = std::string_view(paper.why)});
    }
    html << list;
    switch (paper.stage) {
      case paper::Stage::draft:
        html << Button{.text = "Go on to the privacy check", .href = address_of(paper) + "/check"};
        write_reason_form(html, paper, sent, "discard", "Give this draft up", "Why is it given up?",
                          "Give the draft up", ButtonKind::warning);
        break;
      case paper::Stage::proposed:
      case paper::Stage::approved:
        html << Paragraph{.content = "Proposed by " + view::who(picture, paper.proposal->proposed_by) +
                                     (paper.stage == paper::Stage::approved
                                          ? ", approved by " + view::who(picture, paper.proposal->approved_by) + "."
                                          : std::string(". A second person reads it and approves these very bytes."))}
             << Button{.text = paper.stage == paper::Stage::proposed ? "Read it, then approve or return it"
                                                                     : "Read it, then publish it",
                       .href = address_of(paper) + "/preview"};
        break;
      case paper::Stage::published:
        html << Button{.text = "See it as the public does", .href = "/p/" + paper.id.text()};
        if (html.offers_form(address_of(paper) + "/correct"))
          html << Details{
              .summary = "Correct it in a new version",
              .content = Form{.action = address_of(paper) + "/correct",
                              .hidden = {version_of(paper)},
                              .content =
                                  [&](Html& form) {
                                    form << TextArea{.label = "What is to be corrected?",
                                                     .name = "what",
                                                     .value = typed(sent, "what"),
                                                     .hint = "The public reads it in a banner on both versions.",
                                                     .error = error_at(sent, "what"),
                                                     .rows = 3}
                                         << TextArea{.label = "Why?",
                                                     .name = "why",
                                                     .value = typed(sent, "why"),
                                                     .error = error_at(sent, "why"),
                                                     .rows = 3}
                                         << Button{.text = "Begin the correction", .kind = ButtonKind::secondary};
                                  }},
              .state = sent.field == "what" || sent.field == "why" ? DetailsState::open : DetailsState::closed};
        break;
      case paper::Stage::discarded:
        break;
    }
    for (const paper::Version& version : paper.versions) {
      if (version.withdrawn || !html.offers_form(address_of(paper) + "/withdraw")) continue;
      const std::string number = std::to_string(version.number), field = "withdraw-" + number;
      html << Details{
          .summary = "Withdraw version " + number,
          .content = Form{.action = address_of(paper) + "/withdraw",
                          .hidden = {version_of(paper), {"number", number}},
                          .content =
                              [&](Html& form) {
                                form << Paragraph{.content =
                                                      "It is no longer shown; in its place stands a dated notice with "
                                                      "the reason. Only an approver may do this."}
                                     << TextArea{.label = "Why is it withdrawn? The public reads it.",
                                                 .name = field,
                                                 .value = typed(sent, field),
                                                 .error = error_at(sent, field),
                                                 .rows = 3}
                                     << Button{.text = "Withdraw version " + number, .kind = ButtonKind::warning};
                              }},
          .state = sent.field == field ? DetailsState::open : DetailsState::closed};
    }
    html << Heading{.text = "History", .level = HeadingLevel::section};
    Timeline timeline;
    for (auto each = paper.history.rbegin(); each != paper.history.rend(); ++each) {
      std::string what = each->what;
      if (!what.empty() && what[0] >= 'a' && what[0] <= 'z') what[0] = static_cast<char>(what[0] - 32);
      timeline.items.push_back({.title = std::move(what),
                                .by = view::who(picture, each->actor),
                                .when = Day{each->recorded.date()},
                                .content = std::string_view(each->reason)});
    }
    html << timeline;
  };
  return show(around, picture, std::move(shown));
}

std::string paper_check_page(const Around& around, const view::Picture& picture, const paper::Paper& paper,
                             const app::Composed& composed, const SentPaper& sent) {
  Shown shown = page_of(paper, "Privacy check", sent);
  shown.main = [&](Html& html) {
    write_errors(html, sent);
    write_steps(html, paper, 2);
    html << Heading{.text = "Privacy check", .caption = std::string_view(paper.cover.title)}
         << Paragraph{.content =
                          "Candour finds what can be told by its form: names, initials, dates of birth, addresses, "
                          "NHS and telephone numbers, small counts. It does not see a story that only one family can "
                          "be in. Read the "
                          "preview as their neighbour would."};
    if (composed.found.empty())
      html << Inset{.content = "Nothing was found."};
    else
      html << Paragraph{.content = composed.open == 0
                                       ? "Somebody has decided about each of the " +
                                             count_of(composed.found.size(), "finding", "findings") + "."
                                       : count_of(composed.open, "finding waits", "findings wait") +
                                             " for somebody to decide. Until then the paper cannot be proposed.",
                        .kind = ParagraphKind::lead};
    std::size_t number = 0;
    for (const app::Found& found : composed.found) {
      const std::string n = std::to_string(++number);
      const bool mine =
          sent.fields && sent.fields->get("words") == found.words && sent.fields->get("kind") == found.kind;
      const auto answer = mine             ? paper::answer_from_text(sent.fields->get("answer"))
                          : found.decision ? std::optional(found.decision->answer)
                                           : std::nullopt;
      const std::string text = mine             ? std::string(sent.fields->get("text"))
                               : found.decision ? found.decision->text
                                                : std::string();
      html << Heading{.text = "“" + found.words + "”",
                      .caption = found.kind_words + ", " + count_of(found.times, "place", "places"),
                      .level = HeadingLevel::section,
                      .id = "found-" + n};
      html << Paragraph{.content = std::string_view(found.why)} << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
      for (const app::Found::Place& place : found.places)
        html << "<li>"_html << place.where << ": …"_html << place.before << "<mark>"_html << place.words
             << "</mark>"_html << place.after << "…</li>"_html;
      html << "</ul>"_html;
      if (found.decision)
        html << Inset{.content = std::string(paper::in_words(found.decision->answer)) +
                                 (found.decision->text.empty() ? std::string() : ": " + found.decision->text) + " (" +
                                 view::who(picture, found.decision->by) + ")"};
      Form form{.action = address_of(paper) + "/check",
                .hidden = {version_of(paper), {"kind", found.kind}, {"words", found.words}}};
      form.content = [&](Html& inside) {
        Radios radios{.legend = found.decision ? "Change what was decided" : "What is done with it?",
                      .name = "answer",
                      .error = mine ? error_at(sent, "answer") : Text(),
                      .id = "answer-" + n,
                      .kind = ChoicesKind::inline_,
                      .legend_hidden = " about “" + found.words + "”"};
        for (paper::Answer each : {paper::Answer::redact, paper::Answer::replace, paper::Answer::keep})
          radios.choices.push_back({.text = paper::in_words(each),
                                    .value = paper::to_text(each),
                                    .chosen = answer == each ? Chosen::yes : Chosen::no});
        inside << radios
               << TextField{.label = "The words in its place, or why it is kept",
                            .name = "text",
                            .value = text,
                            .error = mine ? error_at(sent, "text") : Text(),
                            .id = "text-" + n}
               << Button{.text = "Decide", .kind = ButtonKind::secondary, .hidden = " about “" + found.words + "”"};
      };
      if (found.decision)
        html << Details{.summary = "Change what was decided about “" + found.words + "”",
                        .content = form,
                        .state = mine ? DetailsState::open : DetailsState::closed};
      else
        html << form;
    }
    html << Button{.text = "Go on to the preview", .href = address_of(paper) + "/preview"};
  };
  return show(around, picture, std::move(shown));
}

std::string paper_preview_page(const Around& around, const view::Picture& picture, const paper::Paper& paper,
                               std::string_view main, const std::vector<paper::Eased>& eased, const SentPaper& sent) {
  static constexpr std::string_view mark = "<!--the document-->";
  Shown shown = page_of(paper, "Preview", sent);
  shown.main = [&](Html& html) {
    write_errors(html, sent);
    write_steps(html, paper, paper.stage == paper::Stage::draft ? 3 : step_of(paper));
    html << Paragraph{
        .content = paper.stage == paper::Stage::draft
                       ? "Below is the paper as the public will read it. Nothing is published yet."
                       : "Below is exactly what was proposed. It cannot be changed any more, only returned.",
        .kind = ParagraphKind::lead};
    if (!eased.empty())
      html << Warning{.content = count_of(eased.size(), "rating that was published looks",
                                          "ratings that were published look") +
                                 " better in this paper."}
           << Details{.summary = "Which ratings look better", .content = [&](Html& inside) {
                        inside << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
                        for (const paper::Eased& each : eased)
                          inside << "<li>"_html << each.row << ": "_html << each.from << " → "_html
                                 << (each.to.empty() ? std::string("not shown") : each.to) << "</li>"_html;
                        inside << "</ul>"_html;
                      }};
    switch (paper.stage) {
      case paper::Stage::draft:
        html << Form{
            .action = address_of(paper) + "/propose", .hidden = {version_of(paper)}, .content = [&](Html& form) {
              if (!eased.empty())
                form << TextArea{.label = "Why do they look better? The public reads it.",
                                 .name = "why-eased",
                                 .value = typed(sent, "why-eased"),
                                 .error = error_at(sent, "why-eased"),
                                 .rows = 3};
              form << Button{.text = "Propose this paper for publication"};
            }};
        break;
      case paper::Stage::proposed:
        html << Form{.action = address_of(paper) + "/approve",
                     .hidden = {version_of(paper), {"document", paper.proposal->document}},
                     .content = [&](Html& form) {
                       form << Paragraph{.content = "Proposed by " + view::who(picture, paper.proposal->proposed_by) +
                                                    ". Somebody else approves it."};
                       if (!paper.proposal->why_eased.empty())
                         form << Inset{.content = "Why ratings look better: " + paper.proposal->why_eased};
                       form << Button{.text = "Approve this paper"};
                     }};
        break;
      case paper::Stage::approved:
        html << Form{
            .action = address_of(paper) + "/publish", .hidden = {version_of(paper)}, .content = [&](Html& form) {
              form << Warning{.content =
                                  "Once it is published it never changes. It can only be corrected by a new version, "
                                  "or withdrawn with a notice."}
                   << Button{.text = "Publish this paper"};
            }};
        break;
      case paper::Stage::published:
      case paper::Stage::discarded:
        break;
    }
    if (paper.proposal)
      write_reason_form(html, paper, sent, "return", "Return it to whoever prepared it", "What is to be changed?",
                        "Return it");
    html << "<div class=\"c-preview\"><!--the document--></div>"_html;
  };
  std::string page = show(around, picture, std::move(shown));
  const std::size_t at = page.find(mark);
  if (at != std::string::npos) page.replace(at, mark.size(), main);
  return page;
}

}  // namespace candour::web
