// The register of meetings; one meeting with its questions and resolutions.

#include "base/text.h"
#include "web/pages/parts.h"
#include "web/pages_meeting.h"

namespace candour::web {
namespace {

std::string meeting_name(const meeting::Meeting& meeting) {
  return meeting.body + (meeting.date ? ", " + meeting.date->words() : "");
}
std::string meeting_address(const meeting::Meeting& meeting) {
  return "/meetings/" + meeting.id.text();
}
std::string resolution_name(const meeting::Resolution& resolution) {
  return "Resolution " + (resolution.ref.empty() ? std::to_string(resolution.number) : resolution.ref);
}

Tag tag_of(meeting::ResolutionState state) {
  switch (state) {
    case meeting::ResolutionState::open:
      return {.text = meeting::in_words(state), .colour = TagColour::blue};
    case meeting::ResolutionState::met:
      return {.text = meeting::in_words(state), .colour = TagColour::green};
    case meeting::ResolutionState::superseded:
    case meeting::ResolutionState::withdrawn:
      break;
  }
  return {.text = meeting::in_words(state), .colour = TagColour::grey};
}

// One form of the page: what was typed into it stands in it again, and why it was refused.
struct OpenForm {
  const meeting::Meeting& meeting;
  const Sent& sent;
  std::string id;  // "met-1"

  bool is_sent() const { return sent.form == id; }
  std::string typed(const std::string& field, std::string otherwise = {}) const {
    if (!is_sent()) return otherwise;
    const auto found = sent.typed.find(field);
    return found == sent.typed.end() ? std::string() : found->second;
  }
  std::string error(std::string_view field) const {
    return is_sent() && sent.field == field ? sent.sentence : std::string();
  }
  TextField text(std::string_view label, const std::string& name, std::string otherwise = {},
                 std::string_view hint = {}) const {
    return {.label = label,
            .name = name,
            .value = typed(name, std::move(otherwise)),
            .hint = hint,
            .error = error(name),
            .id = id + "-" + name};
  }
  TextArea area(std::string_view label, const std::string& name, std::string otherwise = {},
                std::string_view hint = {}) const {
    return {.label = label,
            .name = name,
            .value = typed(name, std::move(otherwise)),
            .hint = hint,
            .error = error(name),
            .id = id + "-" + name,
            .rows = 3};
  }
  DateField date(std::string_view legend, const std::string& name, const std::optional<Date>& otherwise,
                 std::string_view hint) const {
    const auto part = [&](const char* which, int (Date::*of)() const) {
      return typed(name + "-" + which, otherwise ? std::to_string(((*otherwise).*of)()) : std::string());
    };
    return {.legend = legend,
            .name = name,
            .day = part("day", &Date::day),
            .month = part("month", &Date::month),
            .year = part("year", &Date::year),
            .hint = hint,
            .error = error(name),
            .id = id + "-" + name};
  }
  Details details(std::string_view summary, std::string_view act, Content fields) const {
    return {.summary = summary,
            .content = Form{.action = meeting_address(meeting) + "/" + std::string(act),
                            .hidden = {{.name = "version", .value = std::to_string(meeting.version)}},
                            .content = std::move(fields)},
            .state = is_sent() ? DetailsState::open : DetailsState::closed};
  }
};

void write_history(Html& html, const std::vector<meeting::Happening>& history, std::string_view of,
                   const view::Picture& picture) {
  html << Details{
      .summary = "History of " + std::string(of), .content = [&](Html& inside) {
        Timeline timeline;
        for (auto it = history.rbegin(); it != history.rend(); ++it) {
          const meeting::Happening& each = *it;
          std::string title = each.what;
          if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 32);
          timeline.items.push_back({.title = std::move(title),
                                    .by = view::who(picture, each.actor),
                                    .when =
                                        [&each](Html& when) {
                                          when << Day{each.speaks_of};
                                          if (each.recorded.date() != each.speaks_of)
                                            when << ", recorded "_html << Day{each.recorded.date()};
                                        },
                                    .content =
                                        [&each](Html& words) {
                                          for (const auto& [label, text] :
                                               {std::pair<std::string_view, std::string_view>{"From: ", each.from},
                                                {each.from.empty() ? "" : "To: ", each.to},
                                                {"", each.reason}})
                                            if (!text.empty())
                                              words << "<p class=\"govuk-body-s\">"_html << label
                                                    << ClampedText{.text = text, .limit = 300} << "</p>"_html;
                                        }});
        }
        inside << timeline;
      }};
}

void write_questions(Html& html, const view::Picture& picture, const meeting::Meeting& meeting, const Sent& sent,
                     bool can_act) {
  html << Heading{.text = "Questions and answers", .level = HeadingLevel::section, .id = "questions"};
  if (meeting.questions.empty()) {
    html << Paragraph{.content = "The minutes record no question.", .kind = ParagraphKind::quiet};
    return;
  }
  for (const meeting::Question& question : meeting.questions) {
    const std::string number = std::to_string(question.number);
    const bool answered = meeting::state_of(question) == meeting::QuestionState::answered;
    html << "<article class=\"c-anomaly\""_html;
    html.attribute("id"_html, "question-" + number) << ">"_html;
    html << Heading{.text = "Question " + number, .level = HeadingLevel::part}
         << Paragraph{.content = Tag{.text = meeting::in_words(meeting::state_of(question)),
                                     .colour = answered ? TagColour::grey : TagColour::yellow},
                      .kind = ParagraphKind::small};
    SummaryList list;
    list.rows.push_back({.key = "Asked by",
                         .value = question.asked_by.empty() ? Content("Nobody is named")
                                                            : Content(std::string_view(question.asked_by))});
    list.rows.push_back({.key = "Question", .value = ClampedText{.text = question.text, .limit = 800}});
    if (!question.answered_by.empty())
      list.rows.push_back({.key = "Answered by", .value = std::string_view(question.answered_by)});
    list.rows.push_back({.key = "Answer",
                         .value = answered ? Content(ClampedText{.text = question.answer, .limit = 800})
                                           : Content("None is recorded")});
    if (!question.item.empty()) list.rows.push_back({.key = "Item", .value = std::string_view(question.item)});
    if (!question.place.empty()) list.rows.push_back({.key = "Where", .value = place_in_words(question.place)});
    html << list;
    if (can_act) {
      const OpenForm form{meeting, sent, "answer-" + number};
      html << form.details(
          answered ? "Correct the answer to question " + number : "Record an answer to question " + number,
          "questions/" + number + "/answer", [&](Html& inside) {
            inside << form.text("Answered by", "answered-by", question.answered_by)
                   << form.area("Answer", "answer", question.answer)
                   << Button{.text = "Record this answer",
                             .kind = ButtonKind::secondary,
                             .hidden = " to question " + number};
          });
    }
    if (question.history.size() > 1) write_history(html, question.history, "question " + number, picture);
    html << "</article>"_html;
  }
}

void write_resolution_forms(Html& html, const meeting::Meeting& meeting, const meeting::Resolution& resolution,
                            const Sent& sent, Date today) {
  const std::string number = std::to_string(resolution.number), name = resolution_name(resolution),
                    address = "resolutions/" + number + "/";
  if (resolution.state == meeting::ResolutionState::open) {
    const OpenForm date{meeting, sent, "report-back-" + number};
    html << date.details(
        (resolution.report_back ? "Change the report-back date of " : "Set a report-back date for ") +
            lower_first(name),
        address + "report-back", [&](Html& inside) {
          inside << date.date("When the body wants to hear of it", "date", resolution.report_back,
                              "For example, 19 7 2026. Leave it empty to take a date away")
                 << date.text("Why", "reason", {}, "Needed where a date that stands is changed")
                 << Button{.text = "Save the date", .kind = ButtonKind::secondary, .hidden = " of " + name};
        });
    const OpenForm met{meeting, sent, "met-" + number};
    html << met.details("Mark " + lower_first(name) + " as met", address + "met", [&](Html& inside) {
      inside << met.date("The day it was met", "date", today, "For example, 19 7 2026")
             << met.area("What shows that it was met", "shown-by", {}, "Such as a report, a minute or a letter")
             << Button{.text = "Mark as met", .kind = ButtonKind::secondary, .hidden = ", " + name};
    });
    const OpenForm aside{meeting, sent, "set-aside-" + number};
    html << aside.details("Set " + lower_first(name) + " aside", address + "set-aside", [&](Html& inside) {
      const std::string state = aside.typed("state", "superseded");
      inside << Radios{.legend = "It is",
                       .name = "state",
                       .choices = {{.text = "Superseded by a later one",
                                    .value = "superseded",
                                    .chosen = state == "superseded" ? Chosen::yes : Chosen::no},
                                   {.text = "Withdrawn",
                                    .value = "withdrawn",
                                    .chosen = state == "withdrawn" ? Chosen::yes : Chosen::no}},
                       .id = aside.id + "-state"}
             << aside.text("Why", "reason")
             << Button{.text = "Set it aside", .kind = ButtonKind::secondary, .hidden = ", " + name};
    });
  } else {
    const OpenForm reopen{meeting, sent, "reopen-" + number};
    html << reopen.details("Reopen " + lower_first(name), address + "reopen", [&](Html& inside) {
      inside << reopen.text("Why it is reopened", "reason")
             << Button{.text = "Reopen", .kind = ButtonKind::secondary, .hidden = " " + name};
    });
  }
}

void write_resolutions(Html& html, const view::Picture& picture, const meeting::Meeting& meeting, const Sent& sent,
                       Date today, bool can_act) {
  html << Heading{.text = "Resolutions", .level = HeadingLevel::section, .id = "resolutions"};
  if (meeting.resolutions.empty()) {
    html << Paragraph{.content = "The minutes record no resolution.", .kind = ParagraphKind::quiet};
    return;
  }
  for (const meeting::Resolution& resolution : meeting.resolutions) {
    const std::string number = std::to_string(resolution.number), name = resolution_name(resolution);
    html << "<article class=\"c-anomaly\""_html;
    html.attribute("id"_html, "resolution-" + number) << ">"_html;
    html << Heading{.text = name, .level = HeadingLevel::part}
         << Paragraph{.content = tag_of(resolution.state), .kind = ParagraphKind::small}
         << Passage{.content = ClampedText{.text = resolution.text, .limit = 1000}};
    SummaryList list;
    list.rows.push_back({.key = "Report back", .value = [&](Html& cell) {
                           if (!resolution.report_back) {
                             cell << "No date is set";
                             return;
                           }
                           cell << Day{*resolution.report_back};
                           if (meeting::is_due(resolution, today))
                             cell << "<span class=\"c-note\">"_html
                                  << (*resolution.report_back == today ? "due today" : "the day has come")
                                  << "</span>"_html;
                         }});
    if (resolution.settled)
      list.rows.push_back(
          {.key = resolution.state == meeting::ResolutionState::met ? "Met" : "Set aside", .value = [&](Html& cell) {
             cell << Day{*resolution.settled} << "<span class=\"c-note\">"_html << resolution.shown_by
                  << "</span>"_html;
           }});
    if (!resolution.item.empty()) list.rows.push_back({.key = "Item", .value = std::string_view(resolution.item)});
    if (!resolution.place.empty()) list.rows.push_back({.key = "Where", .value = place_in_words(resolution.place)});
    html << list;
    if (can_act && resolution.state == meeting::ResolutionState::open)
      html << Paragraph{.content = Link{.text = "Ask agencies for updates",
                                        .href = "/requests/new?resolution=" + meeting.id.text() + "-" +
                                                std::to_string(resolution.number),
                                        .hidden = " for " + lower_first(name)}};
    if (can_act) write_resolution_forms(html, meeting, resolution, sent, today);
    if (resolution.history.size() > 1) write_history(html, resolution.history, lower_first(name), picture);
    html << "</article>"_html;
  }
}

void write_counts(Html& html, const meeting::Meeting& meeting) {
  if (meeting.counts.empty()) return;
  html << Heading{.text = "What was counted", .level = HeadingLevel::section, .id = "counts"};
  Table table(html, {.caption = "Counts stated in the minutes, and whether they add up",
                     .columns = {{.title = "Of what"},
                                 {.title = "Stated in all", .align = Align::number},
                                 {.title = "Its parts"},
                                 {.title = "The sum"},
                                 {.title = "Where"}}});
  for (const meeting::Count& count : meeting.counts) {
    table.row();
    table.heading() << (count.review.empty() ? std::string("Not named") : count.review);
    table.cell() << (count.total ? std::to_string(*count.total) : std::string("Not stated"));
    std::vector<std::string> parts;
    for (const meeting::CountPart& part : count.parts) parts.push_back(std::to_string(part.count) + " " + part.word);
    table.cell() << join(parts, ", ");
    Html& sum = table.cell();
    switch (meeting::sum_check(count)) {
      case meeting::SumCheck::adds_up:
        sum << "Adds up";
        break;
      case meeting::SumCheck::differs:
        sum << Fact{.value = "Does not add up",
                    .note = "the parts make " + std::to_string(meeting::sum_of_parts(count)),
                    .tone = FactTone::problem};
        break;
      case meeting::SumCheck::nothing_to_compare:
        sum << "Nothing to compare";
        break;
    }
    table.cell() << (count.place.empty() ? std::string("Not known") : count.place);
  }
  table.end();
}

}  // namespace

std::string meetings_page(const Around& around, const view::Picture& picture) {
  return show(
      around, picture,
      {.title = "Meetings",
       .section = "/meetings",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Meetings"}},
       .main = [&](Html& html) {
         html << Heading{.text = "Meetings"};
         if (picture.meetings.empty()) {
           html << EmptyState{.what = "There are no meetings yet.",
                              .why = "A meeting begins with its minutes: what was asked, answered and resolved.",
                              .next = Button{.text = "Import minutes", .href = "/import"}};
           return;
         }
         Table table(html, {.caption = "Meetings",
                            .columns = {{.title = "Meeting"},
                                        {.title = "About"},
                                        {.title = "Awaiting an answer", .align = Align::number},
                                        {.title = "Open resolutions", .align = Align::number},
                                        {.title = "Next report back"}},
                            .caption_kind = CaptionKind::hidden,
                            .density = Density::comfortable});
         for (const auto& meeting : picture.meetings) {
           std::size_t awaiting = 0, open = 0;
           std::optional<Date> next;
           for (const meeting::Question& question : meeting->questions)
             awaiting += meeting::state_of(question) == meeting::QuestionState::awaiting_answer ? 1 : 0;
           for (const meeting::Resolution& resolution : meeting->resolutions) {
             if (resolution.state != meeting::ResolutionState::open) continue;
             ++open;
             if (resolution.report_back && (!next || *resolution.report_back < *next)) next = resolution.report_back;
           }
           table.row();
           table.heading() << Link{.text = meeting_name(*meeting), .href = meeting_address(*meeting)};
           table.cell() << (meeting->item.empty() ? std::string("Not stated") : meeting->item);
           table.cell() << awaiting;
           table.cell() << open;
           Html& cell = table.cell();
           if (next)
             cell << Day{*next};
           else
             cell << "<span class=\"c-quiet\">No date</span>"_html;
         }
         table.end();
         html << ButtonGroup{.content =
                                 Button{.text = "Import minutes", .kind = ButtonKind::secondary, .href = "/import"}}
              << downloads("/meetings", around.query, "the list of meetings") << as_at_form(around, picture);
       }});
}

std::string meeting_page(const Around& around, const view::Picture& picture, const meeting::Meeting& meeting,
                         const Sent& sent) {
  const std::string name = meeting_name(meeting);
  const bool can_act = !picture.past;
  return show(
      around, picture,
      {.title = (sent.sentence.empty() ? "" : "Error: ") + name,
       .section = "/meetings",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Meetings", .href = "/meetings"}, {.text = name}},
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         if (!sent.sentence.empty())
           html << ErrorSummary{
               .errors = {{.text = sent.sentence, .field = sent.field.empty() ? "" : sent.form + "-" + sent.field}}};
         html << Heading{.text = name, .caption = "Meeting"};
         if (!meeting.item.empty())
           html << Paragraph{.content = std::string_view(meeting.item), .kind = ParagraphKind::lead};
         if (!meeting.date)
           html << Paragraph{.content = "The minutes do not say when it met.", .kind = ParagraphKind::quiet};
         write_resolutions(html, picture, meeting, sent, picture.as_at, can_act);
         write_questions(html, picture, meeting, sent, can_act);
         write_counts(html, meeting);
         if (!meeting.themes.empty()) {
           html << Heading{.text = "Themes", .level = HeadingLevel::section, .id = "themes"}
                << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
           for (const std::string& theme : meeting.themes) html << "<li>"_html << theme << "</li>"_html;
           html << "</ul>"_html;
         }
         if (!meeting.attendance.empty()) {
           html << Heading{.text = "Who was there", .level = HeadingLevel::section, .id = "attendance"};
           Table table(html,
                       {.caption = "Attendance",
                        .columns = {{.title = "Name"}, {.title = "Role"}, {.title = "Agency"}, {.title = "Present"}},
                        .caption_kind = CaptionKind::hidden});
           for (const meeting::Attendance& each : meeting.attendance) {
             table.row();
             table.heading() << each.name;
             table.cell() << each.role;
             table.cell() << each.agency;
             table.cell() << (each.present ? "Present" : "Apologies");
           }
           table.end();
         }
         html << Heading{.text = "Where it comes from", .level = HeadingLevel::section, .id = "source"};
         SummaryList source;
         source.rows.push_back({.key = "Document", .value = std::string_view(meeting.import.document_name)});
         source.rows.push_back({.key = "Imported", .value = [&](Html& cell) {
                                  cell << Day{meeting.import.recorded.date()} << " by "_html
                                       << view::who(picture, meeting.import.actor);
                                }});
         source.rows.push_back({.key = "Questions and resolutions",
                                .value = std::to_string(meeting.import.items_imported) + " kept, " +
                                         std::to_string(meeting.import.items_skipped) + " left out"});
         source.rows.push_back({.key = "Original", .value = [&](Html& cell) {
                                  write_original(cell, meeting_address(meeting), meeting.import.document_sha256);
                                }});
         if (!meeting.import.decisions.empty())
           source.rows.push_back({.key = "Decided on the way in", .value = [&](Html& cell) {
                                    cell << "<ul class=\"govuk-list\">"_html;
                                    for (const std::string& each : meeting.import.decisions)
                                      cell << "<li>"_html << each << "</li>"_html;
                                    cell << "</ul>"_html;
                                  }});
         html << source;
         if (can_act) {
           const OpenForm withdraw{meeting, sent, "withdraw"};
           html << withdraw.details("Withdraw this import", "withdraw", [&](Html& inside) {
             inside << Paragraph{.content =
                                     "The meeting leaves every list, and stays in the record with your reason. It is "
                                     "refused once somebody has acted on it."}
                    << withdraw.text("Why it is withdrawn", "reason")
                    << Button{.text = "Withdraw this import", .kind = ButtonKind::warning};
           });
         }
         html << as_at_form(around, picture);
       }});
}

}  // namespace candour::web
