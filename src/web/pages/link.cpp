// What somebody sees who answers by a letter's link.

#include <algorithm>
#include <charconv>
#include <utility>

#include "app/letters.h"
#include "base/mail_address.h"
#include "base/text.h"
#include "web/pages/evidence.h"
#include "web/pages/parts.h"
#include "web/pages_link.h"

namespace candour::web {
namespace {

using Typed = std::map<std::string, std::string>;

std::string in(const Typed& typed, const std::string& name) {
  const auto found = typed.find(name);
  return found == typed.end() ? std::string() : found->second;
}

int number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

// A day typed in three fields; nothing where all are empty. `wrong` where they are no day.
std::optional<Date> day_in(const Typed& typed, const std::string& name, bool& wrong) {
  const std::string day(trimmed(in(typed, name + "-day"))), month(trimmed(in(typed, name + "-month"))),
      year(trimmed(in(typed, name + "-year")));
  wrong = false;
  if (day.empty() && month.empty() && year.empty()) return std::nullopt;
  const auto date = Date::from_calendar(std::clamp(number(year), -1, 99'999), std::clamp(number(month), -1, 99),
                                        std::clamp(number(day), -1, 99));
  wrong = !date;
  return date;
}

std::string page_of(const LinkAround& around, Text title, PageState state, Content before, Content main) {
  Page page;
  page.title = std::move(title);
  page.partnership = std::string_view(around.partnership);
  page.state = state;
  page.before_main = std::move(before);
  page.form_token = std::string_view(around.form_token);
  page.held = std::string_view(around.held);
  page.main = [&](Html& html) {
    if (!around.done.empty()) html << NotificationBanner{.content = around.done, .kind = BannerKind::success};
    html << main;
  };
  return write(page);
}

// "Ann Bell, Harrow Vale Partnership," as the beginning of a sentence.
std::string asker(const request::Request& request) {
  return request.asked_by + (request.asked_by.find(',') == std::string::npos ? "" : ",");
}

std::string who_asks(const request::Request& request, std::size_t updates) {
  return asker(request) + " asks for " + count_of(updates, "update", "updates") + " by " +
         app::day_in_words(request.deadline) + (request.meeting.empty() ? "" : ", before " + request.meeting) + ".";
}

std::string action_title(const LinkRow& row) {
  return row.action ? shortened(row.action->action->wording.empty() ? row.action->action->response
                                                                    : row.action->action->wording,
                                140)
                    : "An action that is no longer in its plan";
}

std::string row_address(const LinkAround& around, const LinkRow& row) {
  return around.base + "/rows/" + std::to_string(row.row->number);
}

Tag tag_of(const LinkRow& row) {
  using request::RowState;
  if (!row.draft.empty()) return {.text = "Not sent yet", .colour = TagColour::blue};
  switch (row.row->state) {
    case RowState::awaited:
      return {.text = "To answer", .colour = TagColour::blue};
    case RowState::answered:
      return {.text = "Sent", .colour = TagColour::grey};
    case RowState::accepted:
      return {.text = "Accepted", .colour = TagColour::green};
    case RowState::changed:
      return {.text = "Accepted with a change", .colour = TagColour::green};
    case RowState::returned:
      return {.text = "A question for you", .colour = TagColour::yellow};
  }
  return {};
}

// What is refused in handing on is said at its field: an address where that is none, else the name.
bool is_about_name(const HandingOn& handing) {
  return trimmed(handing.name).empty() || is_mail_address(trimmed(handing.email));
}

// "Register of the briefing, of 12 March 2026 (register.pdf)"
std::string evidence_in_words(const request::Evidence& evidence) {
  return evidence.description + ", of " + evidence.date.words() + " (" +
         (evidence.link.empty() ? evidence.name : evidence.link) + ")";
}

void write_answer(Html& html, const request::Answer& answer) {
  SummaryList list;
  list.rows.push_back({.key = "What you say", .value = request::in_words(answer.saying)});
  if (!answer.narrative.empty())
    list.rows.push_back(
        {.key = answer.saying == request::Saying::no_change ? "Why nothing has changed" : "How it stands",
         .value = ClampedText{.text = std::string_view(answer.narrative), .limit = 600}});
  if (!answer.rating.empty()) list.rows.push_back({.key = "Rating", .value = std::string_view(answer.rating)});
  if (answer.completed) list.rows.push_back({.key = "Completed on", .value = Day{*answer.completed}});
  if (answer.forecast) list.rows.push_back({.key = "Expected to be done by", .value = Day{*answer.forecast}});
  if (!answer.evidence.empty())
    list.rows.push_back(
        {.key = "What shows it", .value = ClampedText{.text = std::string_view(answer.evidence), .limit = 600}});
  if (!answer.evidence_items.empty())
    list.rows.push_back({.key = "Files and links", .value = [&](Html& cell) {
                           for (const request::Evidence& each : answer.evidence_items)
                             cell << "<span class=\"c-note\">"_html << evidence_in_words(each) << "</span>"_html;
                         }});
  html << list;
}

// What was decided about an answer, by whom and why.
void write_decision(Html& html, const request::Row& row, std::string_view by) {
  using request::RowState;
  if (row.state != RowState::accepted && row.state != RowState::changed && row.state != RowState::returned) return;
  html << Inset{.content = [&](Html& inside) {
    inside << "<p class=\"govuk-body\">"_html;
    if (row.state == RowState::returned)
      inside << "Sent back by "_html << by << " on "_html << Day{row.decided.date()} << " with this question: "_html
             << row.reason;
    else if (row.at_once)
      inside << "Accepted when you sent it, on "_html << Day{row.decided.date()}
             << ", as this partnership chose to do."_html;
    else
      inside << (row.state == RowState::changed ? "Accepted with a change by "_html : "Accepted by "_html) << by
             << " on "_html << Day{row.decided.date()} << "."_html;
    if (row.state != RowState::returned && !row.reason.empty()) inside << " Why: "_html << row.reason;
    inside << "</p>"_html;
    if (row.state == RowState::changed && row.taken) {
      inside << "<p class=\"govuk-body\">What was accepted:</p>"_html;
      write_answer(inside, *row.taken);
    }
  }};
}

void write_as_it_stands(Html& html, const view::Row& row, std::string_view title, std::string_view last_by) {
  const plan::Action& action = *row.action;
  SummaryList list;
  list.rows.push_back({.key = "Plan", .value = plan_name(*row.plan)});
  // The heading says it already, unless it had to be shortened.
  const std::string& wording = action.wording.empty() ? action.response : action.wording;
  if (title != wording)
    list.rows.push_back({.key = "Action", .value = ClampedText{.text = std::string_view(wording), .limit = 1'000}});
  if (!action.outcome.empty())
    list.rows.push_back({.key = "To achieve", .value = ClampedText{.text = std::string_view(action.outcome)}});
  if (!action.lead.empty()) list.rows.push_back({.key = "Lead", .value = std::string_view(action.lead)});
  list.rows.push_back({.key = "Due", .value = [&](Html& cell) {
                         if (row.facts.due)
                           cell << Day{*row.facts.due};
                         else
                           cell << "No date"_html;
                       }});
  list.rows.push_back({.key = "Rated", .value = [&](Html& cell) {
                         cell << RatingChip{.status = action.rating.status,
                                            .as_written = std::string_view(action.rating.as_written),
                                            .meaning = Meaning::shown};
                         if (action.confirmed) cell << " on "_html << Day{*action.confirmed};
                       }});
  if (const plan::Told told = plan::told(action); !told.words.empty() || told.confirm)
    list.rows.push_back({.key = told.update ? "Last update" : "Last known",
                         .value = [&](Html& cell) { write_told(cell, row, 600, 0, last_by); }});
  html << list;
}

// Each button saves what was typed, too.
void write_draft_evidence(Html& html, const AnswerDraft& draft) {
  html << Heading{.text = "Files and links that show it", .level = HeadingLevel::part, .id = "files-and-links"};
  if (!draft.evidence.empty()) html << "<ul class=\"govuk-list\">"_html;
  for (const NumberedEvidence& each : draft.evidence)
    html << "<li>"_html << evidence_in_words(each.evidence) << " "_html
         << Button{.text = "Remove",
                   .kind = ButtonKind::secondary,
                   .name = "then",
                   .value = "remove-" + std::to_string(each.number),
                   .hidden = " " + each.evidence.description}
         << "</li>"_html;
  if (!draft.evidence.empty()) html << "</ul>"_html;
  html << Button{
      .text = "Save and add a file or a link", .kind = ButtonKind::secondary, .name = "then", .value = "evidence"};
}

std::string fault_of(const std::vector<LinkFault>& faults, std::string_view field) {
  for (const LinkFault& fault : faults)
    if (fault.field == field) return fault.sentence;
  return {};
}

}  // namespace

request::Answer answer_in(const std::map<std::string, std::string>& typed, std::vector<request::Evidence> evidence,
                          Date today, std::vector<LinkFault>& faults) {
  request::Answer answer;
  answer.evidence_items = std::move(evidence);
  const auto saying = request::saying_from_text(in(typed, "saying"));
  if (!saying) faults.push_back({"saying", "Say whether this is an update, no change, or that it is complete."});
  answer.saying = saying.value_or(request::Saying::update);
  answer.narrative = std::string(trimmed(in(typed, "narrative")));
  answer.rating = std::string(trimmed(in(typed, "rating")));
  answer.evidence = std::string(trimmed(in(typed, "evidence")));
  bool wrong = false;
  answer.forecast = day_in(typed, "forecast", wrong);
  if (wrong)
    faults.push_back({"forecast", "The day on which you expect it to be done must be a real date, such as 27 3 2026."});
  // Belongs to one choice alone; what was typed before another was chosen says nothing.
  bool completed_wrong = false;
  if (answer.saying == request::Saying::complete) {
    answer.completed = day_in(typed, "completed", completed_wrong);
    if (completed_wrong)
      faults.push_back({"completed", "The day on which it was completed must be a real date, such as 27 3 2026."});
  }
  if (!saying) return answer;
  for (const request::Fault& fault : request::faults(answer, today))
    if (fault.field != "completed" || !completed_wrong) faults.push_back({fault.field, fault.sentence});
  return answer;
}

std::map<std::string, std::string> fields_of(const request::Answer& answer) {
  Typed typed{{"saying", std::string(request::to_text(answer.saying))},
              {"narrative", answer.narrative},
              {"rating", answer.rating},
              {"evidence", answer.evidence}};
  for (const auto& [name, day] :
       {std::pair<std::string, std::optional<Date>>{"forecast", answer.forecast}, {"completed", answer.completed}})
    if (day) {
      typed[name + "-day"] = std::to_string(day->day());
      typed[name + "-month"] = std::to_string(day->month());
      typed[name + "-year"] = std::to_string(day->year());
    }
  return typed;
}

std::string link_gate_page(const LinkAround& around, const request::Request& request, std::size_t updates,
                           std::string_view fault, const std::map<std::string, std::string>& carried) {
  std::vector<Hidden> hidden;
  for (const auto& [name, value] : carried)
    hidden.push_back({.name = std::string_view(name), .value = std::string_view(value)});
  return page_of(
      around, "Updates asked for", fault.empty() ? PageState::ordinary : PageState::with_errors, {}, [&](Html& html) {
        if (!fault.empty()) html << ErrorSummary{.errors = {{.text = fault, .field = "code"}}};
        html << Heading{.text = "Updates asked for"}
             << Paragraph{.content = who_asks(request, updates), .kind = ParagraphKind::lead};
        if (!carried.empty())
          html << Inset{.content = "What you typed is kept on this page. Type the code again, and it is saved."};
        html << Form{.action = std::string_view(around.base),
                     .hidden = std::move(hidden),
                     .content =
                         [&](Html& form) {
                           form << TextField{.label = "Code",
                                             .name = "code",
                                             .hint = request.restricted
                                                         ? "The six letters and digits in the other e-mail you got. "
                                                           "You can paste them."
                                                         : "The six letters and digits under the link in your "
                                                           "e-mail. You can paste them.",
                                             .error = fault,
                                             .width = FieldWidth::characters_10,
                                             .autocomplete = "one-time-code"}
                                << Button{.text = "Continue"};
                         }}
             << Paragraph{.content =
                              "This page can be opened any number of times. It shows what is asked "
                              "once the code is typed, and until then it changes nothing.",
                          .kind = ParagraphKind::quiet};
      });
}

std::string link_ended_page(const LinkAround& around, const request::Request& request, std::string_view fault,
                            bool told) {
  const bool revoked = request.state == request::State::revoked;
  return page_of(
      around, "This request is closed", fault.empty() ? PageState::ordinary : PageState::with_errors, {},
      [&](Html& html) {
        if (!fault.empty()) html << ErrorSummary{.errors = {{.text = fault, .field = "email"}}};
        html << Heading{.text = "This request is closed"}
             << Paragraph{.content = asker(request) + (revoked ? " has taken this request back. There is nothing to "
                                                                 "answer here."
                                                               : " has closed this request. What you sent is kept."),
                          .kind = ParagraphKind::lead};
        if (revoked) return;
        if (told) {
          html << NotificationBanner{.content = asker(request) + " is told that you would like a new link.",
                                     .kind = BannerKind::success};
          return;
        }
        html << Heading{.text = "Still something to say?", .level = HeadingLevel::section}
             << Form{.action = around.base + "/new-link", .content = [&](Html& form) {
                       form << TextField{.label = "Your e-mail address",
                                         .name = "email",
                                         .hint = "The one at which you were asked.",
                                         .error = fault,
                                         .width = FieldWidth::half,
                                         .kind = InputKind::email,
                                         .autocomplete = "email"}
                            << Button{.text = "Ask for a new link", .kind = ButtonKind::secondary};
                     }};
      });
}

std::string link_tasks_page(const LinkAround& around, const request::Request& request, const request::Person& person,
                            const std::vector<LinkRow>& rows, std::string_view fault) {
  const auto drafts = static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const LinkRow& row) { return !row.draft.empty(); }));
  const auto waiting = static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [](const LinkRow& row) {
    return row.row->state == request::RowState::awaited || row.row->state == request::RowState::returned;
  }));
  const bool open = std::any_of(rows.begin(), rows.end(), [](const LinkRow& row) {
    return row.action && row.action->facts.open && !request::is_settled(*row.row);
  });
  const PageState state = fault.empty() ? PageState::ordinary : PageState::with_errors;
  return page_of(around, "Your updates", state, {}, [&](Html& html) {
    if (!fault.empty()) html << ErrorSummary{.errors = {{.text = fault, .field = "workbook"}}};
    html << Heading{.text = "Your updates", .caption = person.name}
         << Paragraph{.content = who_asks(request, rows.size()), .kind = ParagraphKind::lead};
    if (rows.empty()) {
      html << EmptyState{.what = "Nothing is left for you here.",
                         .why = "What you were asked about was handed to somebody else."};
      return;
    }
    if (waiting == 0 && drafts == 0)
      html << Inset{.content = "All answered, thank you. You can still look here at what was decided."};
    html << "<ul class=\"govuk-task-list\">"_html;
    for (const LinkRow& row : rows) {
      html << "<li class=\"govuk-task-list__item govuk-task-list__item--with-link\"><div "
              "class=\"govuk-task-list__name-and-hint\"><a class=\"govuk-link govuk-task-list__link\""_html;
      html.address("href"_html, row_address(around, row)) << ">"_html << action_title(row) << "</a>"_html;
      if (row.action) {
        html << "<div class=\"govuk-task-list__hint\">"_html;
        if (!row.draft.saved.empty())
          html << "Saved "_html << row.draft.saved << ". "_html;
        else if (row.row->state == request::RowState::returned)
          html << row.row->reason << " "_html;
        html << (row.action->action->confirmed ? "Last confirmed "_html : "Never confirmed"_html);
        if (row.action->action->confirmed) html << Day{*row.action->action->confirmed};
        html << "</div>"_html;
      }
      html << "</div><div class=\"govuk-task-list__status\">"_html << tag_of(row) << "</div></li>"_html;
    }
    html << "</ul>"_html;
    if (drafts > 0)
      html << ButtonGroup{.content = Button{.text = drafts == 1 ? "Check your answer" : "Check your answers",
                                            .href = around.base + "/check"}};
    if (std::any_of(rows.begin(), rows.end(), [](const LinkRow& row) { return !row.row->reference.empty(); }))
      html << Paragraph{.content = Link{.text = "Your receipt", .href = around.base + "/receipt"}};
    if (open)
      html << Details{
          .summary = "Answer in Excel instead",
          .content =
              [&](Html& inside) {
                inside << Paragraph{.content =
                                        "Take what you are asked about away as a workbook, type into its columns, "
                                        "and send it back here. What you typed is then shown to you, to be "
                                        "checked and sent. It is not sent before that."}
                       << Button{.text = "Download the workbook (.xlsx)",
                                 .kind = ButtonKind::secondary,
                                 .href = around.base + "/workbook.xlsx"}
                       << Form{.action = around.base + "/workbook",
                               .encoding = Encoding::with_files,
                               .content = [&](Html& form) {
                                 form << FileField{.label = "The workbook, filled in",
                                                   .name = "workbook",
                                                   .hint = "An Excel workbook (.xlsx) of at most 10 MB.",
                                                   .error = fault,
                                                   .accept = ".xlsx"}
                                      << Button{.text = "Send the workbook back", .kind = ButtonKind::secondary};
                               }};
              },
          .state = fault.empty() ? DetailsState::closed : DetailsState::open};
    html << Form{.action = around.base + "/leave",
                 .content = [](Html& form) { form << Button{.text = "Leave", .kind = ButtonKind::secondary}; }};
  });
}

std::string link_workbook_page(const LinkAround& around, std::size_t taken, const std::vector<std::string>& told) {
  return page_of(around, "From your workbook", PageState::ordinary, {}, [&](Html& html) {
    html << Heading{.text = "From your workbook"}
         << Paragraph{.content = taken == 0
                                     ? std::string("The workbook says nothing that was not there before.")
                                     : count_of(taken, "answer is", "answers are") +
                                           " filled in from it. Nothing is sent yet: check what it says, then send.",
                      .kind = ParagraphKind::lead};
    if (!told.empty()) {
      html << Heading{.text = "Not taken from it", .level = HeadingLevel::section}
           << "<ul class=\"govuk-list "
              "govuk-list--bullet\">"_html;
      for (const std::string& each : told) html << "<li>"_html << each << "</li>"_html;
      html << "</ul>"_html;
    }
    if (taken > 0)
      html << Button{.text = taken == 1 ? "Check your answer" : "Check your answers", .href = around.base + "/check"};
    html << Paragraph{.content = Link{.text = "Back to your updates", .href = around.base}};
  });
}

std::string link_row_page(const LinkAround& around, const LinkRow& row, std::size_t place, std::size_t others,
                          const HandingOn& handing) {
  const request::Row& asked = *row.row;
  const std::string caption = "Update " + std::to_string(place) + " of " + std::to_string(others);
  const std::string address = row_address(around, row);
  const bool settled = request::is_settled(asked);
  const bool faulty = !row.faults.empty() || handing.open();
  return page_of(
      around, action_title(row), faulty ? PageState::with_errors : PageState::ordinary,
      BackLink{.href = std::string_view(around.base), .text = "Your updates"}, [&](Html& html) {
        ErrorSummary summary;
        for (const LinkFault& fault : row.faults)
          summary.errors.push_back({.text = std::string_view(fault.sentence), .field = std::string_view(fault.field)});
        if (handing.open())
          summary.errors.push_back(
              {.text = std::string_view(handing.fault), .field = is_about_name(handing) ? "name" : "email"});
        html << summary << Heading{.text = action_title(row), .caption = caption};
        if (!row.action) {
          html << EmptyState{.what = "This action is no longer in its plan.",
                             .why = "It was withdrawn since you were asked. There is nothing to answer."};
          return;
        }
        write_decision(html, asked, row.decided_by);
        write_as_it_stands(html, *row.action, action_title(row), row.last_by);
        if (asked.answer && asked.state != request::RowState::awaited) {
          html << Details{.summary = "What you sent on " + asked.answered.date().words(),
                          .content = [&](Html& inside) { write_answer(inside, *asked.answer); },
                          .state = row.draft.empty() ? DetailsState::open : DetailsState::closed};
        }
        if (settled) return;
        const plan::Action& action = *row.action->action;
        const auto typed = [&](const std::string& name) { return in(row.draft.typed, name); };
        const auto chosen = [&](std::string_view value) { return typed("saying") == value ? Chosen::yes : Chosen::no; };
        html << Heading{.text = asked.state == request::RowState::answered ? "Send something else" : "Your answer",
                        .level = HeadingLevel::section};
        html << "<div data-autosave=\""_html << address << "/autosave"_html
             << "\">"_html;
        html << Form{
            .action = address,
            .hidden = {{.name = "version", .value = std::to_string(row.draft.version)}},
            .content = [&](Html& form) {
              Radios saying{
                  .legend = "What do you want to say?", .name = "saying", .error = fault_of(row.faults, "saying")};
              saying.choices.push_back({.text = "An update", .value = "update", .chosen = chosen("update")});
              if (action.confirmed)
                saying.choices.push_back({.text = "No change since " + action.confirmed->words(),
                                          .value = "no_change",
                                          .chosen = chosen("no_change"),
                                          .hint = "Say below in a word why."});
              saying.choices.push_back({.text = "It is complete",
                                        .value = "complete",
                                        .chosen = chosen("complete"),
                                        .hint = "A second person will look at what shows it.",
                                        .reveals = DateField{.legend = "When was it completed?",
                                                             .name = "completed",
                                                             .day = typed("completed-day"),
                                                             .month = typed("completed-month"),
                                                             .year = typed("completed-year"),
                                                             .error = fault_of(row.faults, "completed")}});
              form << saying
                   << TextArea{.label = "In your words",
                               .name = "narrative",
                               .value = typed("narrative"),
                               .hint =
                                   "How it stands; if nothing has changed, a word why. Do not name a child or a "
                                   "family.",
                               .error = fault_of(row.faults, "narrative")};
              if (row.action->plan->key.version > 0) {
                Select rating{
                    .label = "Rating, in this plan’s own key",
                    .name = "rating",
                    .choices = {{.text = action.rating.as_written.empty()
                                             ? std::string("As it stands: not rated")
                                             : "As it stands: " + std::string(rating_words(action.rating.as_written)),
                                 .value = ""}},
                    .error = fault_of(row.faults, "rating")};
                for (const plan::KeyEntry& entry : row.action->plan->key.entries)
                  rating.choices.push_back(
                      {.text = entry.meaning.empty() ? entry.as_written : entry.as_written + ": " + entry.meaning,
                       .value = std::string_view(entry.as_written),
                       .chosen = typed("rating") == entry.as_written ? Chosen::yes : Chosen::no});
                form << rating;
              }
              form << DateField{.legend = "When do you expect it to be done?",
                                .name = "forecast",
                                .day = typed("forecast-day"),
                                .month = typed("forecast-month"),
                                .year = typed("forecast-year"),
                                .hint = "Leave it empty if it is done, or if the agreed date stands.",
                                .error = fault_of(row.faults, "forecast")}
                   << TextArea{.label = "What shows it",
                               .name = "evidence",
                               .value = typed("evidence"),
                               .hint =
                                   "In words. A file or a link is added below. If it is complete and nothing shows "
                                   "it: none, because …",
                               .error = fault_of(row.faults, "evidence"),
                               .rows = 3};
              form << "<p class=\"c-quiet\" role=\"status\" data-autosave-status>"_html;
              if (!row.draft.saved.empty()) form << "Saved "_html << row.draft.saved;
              form << "</p>"_html;
              form << ButtonGroup{.content = [&](Html& buttons) {
                buttons << Button{.text = "Save and continue", .name = "then", .value = "next"}
                        << Button{.text = "Save", .kind = ButtonKind::secondary, .name = "then", .value = "stay"};
              }};
              // Behind the button that saves: that is the one which the Enter key presses.
              write_draft_evidence(form, row.draft);
            }};
        html << "</div>"_html;
        html << Details{
            .summary = "This is not mine to answer",
            .content =
                [&](Html& inside) {
                  inside << Paragraph{.content =
                                          "Somebody else at your agency then gets an e-mail with a link of their "
                                          "own, and this update leaves your list."}
                         << Form{.action = address + "/hand-on", .content = [&](Html& form) {
                                   form << TextField{.label = "Their name",
                                                     .name = "name",
                                                     .value = std::string_view(handing.name),
                                                     .error = is_about_name(handing) ? handing.fault : std::string(),
                                                     .width = FieldWidth::half,
                                                     .autocomplete = "off"}
                                        << TextField{.label = "Their e-mail address",
                                                     .name = "email",
                                                     .value = std::string_view(handing.email),
                                                     .error = is_about_name(handing) ? std::string() : handing.fault,
                                                     .width = FieldWidth::half,
                                                     .kind = InputKind::email,
                                                     .autocomplete = "off"}
                                        << TextField{.label = "A word for the record",
                                                     .name = "because",
                                                     .value = std::string_view(handing.because),
                                                     .hint =
                                                         "For example, they now run the training. It may stay empty."}
                                        << Button{.text = "Hand this on", .kind = ButtonKind::secondary};
                                 }};
                },
            .state = handing.open() ? DetailsState::open : DetailsState::closed};
      });
}

std::string link_evidence_page(const LinkAround& around, const LinkRow& row, const http::Fields& fields,
                               const std::vector<FieldError>& errors) {
  const std::string back = row_address(around, row);
  return page_of(
      around, "Add a file or a link", errors.empty() ? PageState::ordinary : PageState::with_errors,
      BackLink{.href = std::string_view(back), .text = "Your answer"}, [&](Html& html) {
        html << ErrorSummary{.errors = errors} << Heading{.text = "Add a file or a link", .caption = action_title(row)}
             << Paragraph{.content =
                              "It goes with your answer when you send it. Whoever asks looks at it before it "
                              "becomes part of the plan."}
             << Form{.action = back + "/evidence", .encoding = Encoding::with_files, .content = [&](Html& form) {
                       write_evidence_fields(form, fields, errors);
                       form << Button{.text = "Add it to your answer"};
                     }};
      });
}

std::string link_check_page(const LinkAround& around, const request::Request& request, const std::vector<LinkRow>& rows,
                            std::string_view fault) {
  std::vector<const LinkRow*> ready, faulty;
  for (const LinkRow& row : rows)
    if (!row.draft.empty()) (row.faults.empty() ? ready : faulty).push_back(&row);
  return page_of(
      around, "Check your answers", fault.empty() ? PageState::ordinary : PageState::with_errors,
      BackLink{.href = std::string_view(around.base), .text = "Your updates"}, [&](Html& html) {
        if (!fault.empty()) html << ErrorSummary{.errors = {{.text = fault}}};
        html << Heading{.text = "Check your answers"};
        if (ready.empty() && faulty.empty()) {
          html << EmptyState{.what = "There is nothing to send.",
                             .why = "No answer of yours waits.",
                             .next = Link{.text = "Your updates", .href = std::string_view(around.base)}};
          return;
        }
        if (!faulty.empty()) {
          html << Warning{.content = count_of(faulty.size(), "answer is", "answers are") +
                                     " not whole yet and will stay here, saved, until you finish."};
          html << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
          for (const LinkRow* row : faulty)
            html << "<li>"_html << Link{.text = action_title(*row), .href = row_address(around, *row)} << ": "_html
                 << row->faults.front().sentence << "</li>"_html;
          html << "</ul>"_html;
        }
        for (const LinkRow* row : ready) {
          html << Heading{.text = action_title(*row), .level = HeadingLevel::section};
          write_answer(html, row->answer);
          html << Paragraph{.content = Link{.text = "Change",
                                            .href = row_address(around, *row),
                                            .hidden = " the answer to " + action_title(*row)}};
        }
        if (ready.empty()) return;
        html << Form{
            .action = around.base + "/send", .content = [&](Html& form) {
              form << Paragraph{.content = request.accept_at_once
                                               ? "This partnership takes your answers into the plan at once, and its "
                                                 "record says so."
                                               : asker(request) +
                                                     " looks at your answers before they become part of the plan. You "
                                                     "will see here what was accepted, changed or sent back, and why."};
              form << Button{.text = "Send " + count_of(ready.size(), "answer", "answers")};
            }};
      });
}

std::string link_receipt_page(const LinkAround& around, const request::Request& request, const std::string& reference,
                              const std::vector<LinkRow>& rows) {
  std::vector<const LinkRow*> sent;
  std::size_t left = 0;
  for (const LinkRow& row : rows) {
    if (row.row->reference == reference) sent.push_back(&row);
    left += row.row->state == request::RowState::awaited || row.row->state == request::RowState::returned;
  }
  return page_of(around, "Sent", PageState::ordinary, {}, [&](Html& html) {
    if (sent.empty()) {
      html << Heading{.text = "Nothing was sent yet"}
           << Paragraph{.content = Link{.text = "Your updates", .href = std::string_view(around.base)}};
      return;
    }
    html << "<div class=\"govuk-panel govuk-panel--confirmation\"><h1 class=\"govuk-panel__title\">Sent</h1><div "
            "class=\"govuk-panel__body\">Your reference<br><strong>"_html
         << reference << "</strong></div></div>"_html;
    html << Paragraph{.content = count_of(sent.size(), "answer", "answers") + " went to " + request.asked_by + " on " +
                                 sent.front()->row->answered.date().words() + "."};
    html << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const LinkRow* row : sent) html << "<li>"_html << action_title(*row) << "</li>"_html;
    html << "</ul>"_html;
    const bool one = sent.size() == 1;
    html << Paragraph{.content =
                          request.accept_at_once
                              ? (one ? "It is part of the plan now." : "They are part of the plan now.")
                              : (one ? "It becomes part of the plan once it is accepted. Open your link again to see "
                                       "what was decided."
                                     : "They become part of the plan once they are accepted. Open your link again to "
                                       "see what was decided.")};
    html << Paragraph{
        .content = Link{.text = left == 0 ? "Look at your updates"
                                          : "Go on: " + count_of(left, "update is", "updates are") + " still to answer",
                        .href = std::string_view(around.base)}};
  });
}

}  // namespace candour::web
