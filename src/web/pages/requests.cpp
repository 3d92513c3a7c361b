// What whoever asks sees of requests.

#include "app/requests.h"

#include <algorithm>

#include "app/letters.h"
#include "base/text.h"
#include "http/form.h"
#include "web/pages/parts.h"
#include "web/pages_people.h"
#include "web/pages_requests.h"

namespace candour::web {
namespace {

using request::LetterState;
using request::RowState;

std::string agency_of(const view::Picture& picture, const request::Request& request) {
  return agency_name(plan::find_agency(*picture.partnership, request.agency));
}
std::string address_of(const request::Request& request) {
  return "/requests/" + request.id.text();
}
std::string clock_of(Moment moment) {
  return moment.iso().substr(11, 5) + " UTC on " + moment.date().words();
}

std::size_t answered(const request::Request& request) {
  return static_cast<std::size_t>(std::count_if(request.rows.begin(), request.rows.end(), [](const request::Row& row) {
    return row.state != RowState::awaited && row.state != RowState::returned;
  }));
}

TagColour colour_of(LetterState state) {
  switch (state) {
    case LetterState::sent:
      return TagColour::green;
    case LetterState::refused:
    case LetterState::returned:
      return TagColour::red;
    case LetterState::may_have_been_sent:
      return TagColour::yellow;
    case LetterState::queued:
    case LetterState::attempted:
      break;
  }
  return TagColour::grey;
}
TagColour colour_of(RowState state) {
  switch (state) {
    case RowState::answered:
      return TagColour::blue;
    case RowState::accepted:
    case RowState::changed:
      return TagColour::green;
    case RowState::returned:
      return TagColour::yellow;
    case RowState::awaited:
      break;
  }
  return TagColour::grey;
}

// What the last letters came to, in few words; what went wrong goes before what went well.
void write_letters_briefly(Html& html, const request::Request& request) {
  for (const LetterState state : {LetterState::refused, LetterState::returned, LetterState::may_have_been_sent,
                                  LetterState::queued, LetterState::attempted, LetterState::sent}) {
    // Of each person the last letter speaks.
    std::size_t count = 0;
    for (const request::Person& person : request.people) {
      const request::Letter* last = nullptr;
      for (const request::Letter& letter : request.letters)
        if (letter.to == person.number && letter.kind != request::LetterKind::code) last = &letter;
      count += last != nullptr && last->state == state;
    }
    if (count == 0) continue;
    html << "<span class=\"c-note\">"_html << request::in_words(state);
    if (request.people.size() > 1) html << " ("_html << count << ")"_html;
    html << "</span>"_html;
  }
}

// Silence is only said of who was reached, and once the day by which they were to answer is over.
void write_standing(Html& html, const view::Picture& picture, const request::Request& request) {
  if (request.state != request::State::open) {
    html << request::in_words(request.state);
    return;
  }
  const auto never = request::unreached(request);
  const auto rows = request::awaited(request);
  const bool asked = std::any_of(rows.begin(), rows.end(),
                                 [&](const request::Row* row) { return !request::askings(request, *row).empty(); });
  if (rows.empty() || (asked && !app::still_waits(picture, request))) {
    html << "Nothing is awaited any more"_html;
  } else if (!asked) {
    html << (never.empty() ? "The letters are still to go"_html : "Nobody was reached"_html);
  } else if (const auto since = request::unanswered_since(request); !since) {
    html << "Open"_html;
  } else if (request.deadline < picture.as_at) {
    html << "Silent since "_html << Day{*since};
  } else {
    html << "Asked on "_html << Day{*since} << ", answer due "_html << Day{request.deadline};
  }
  for (const request::Letter* letter : never)
    if (const request::Person* person = request::find_person(request, letter->to))
      html << "<span class=\"c-note\">Could not be reached: "_html << person->name << "</span>"_html;
}

void write_table(Html& html, const view::Picture& picture, const std::vector<const request::Request*>& requests,
                 std::string_view caption) {
  Table table(html, {.caption = caption,
                     .columns = {{.title = "Agency"},
                                 {.title = "Asked"},
                                 {.title = "By"},
                                 {.title = "Letters"},
                                 {.title = "Answered"},
                                 {.title = "To decide", .align = Align::number},
                                 {.title = "How it stands"}},
                     .caption_kind = CaptionKind::hidden,
                     .density = Density::comfortable});
  for (const request::Request* request : requests) {
    table.row();
    Html& name = table.heading();
    name << Link{.text = agency_of(picture, *request),
                 .href = address_of(*request),
                 .hidden = ", asked on " + request->made.date().words()};
    if (!request->meeting.empty()) name << "<span class=\"c-note\">for "_html << request->meeting << "</span>"_html;
    table.cell() << Day{request->made.date()};
    Html& by = table.cell();
    by << Day{request->deadline};
    if (request->state == request::State::open && request->deadline < picture.as_at &&
        !request::awaited(*request).empty())
      by << "<span class=\"c-note\">passed</span>"_html;
    write_letters_briefly(table.cell(), *request);
    table.cell() << answered(*request) << " of "_html << request->rows.size();
    table.cell() << request::to_decide(*request).size();
    Html& stands = table.cell();
    write_standing(stands, picture, *request);
    if (const std::uint32_t count = request::reminders(*request); count > 0)
      stands << "<span class=\"c-note\">"_html << count_of(count, "reminder", "reminders") << "</span>"_html;
  }
  table.end();
}

Content no_mail() {
  return [](Html& html) {
    html << "<p class=\"govuk-body\">No mail server is set up here, so letters wait until there is one. The "
            "administrator names it when the site is started: --smtp.</p>"_html;
  };
}

std::string title_of(const view::Picture& picture, const request::Row& row) {
  const view::Row* action = view::find_row(picture, plan::action_id(row.asked.plan, row.asked.number));
  if (!action) return "An action that is no longer in its plan";
  return shortened(action->action->wording.empty() ? action->action->response : action->action->wording, 160);
}

std::string typed_in(const std::map<std::string, std::string>& typed, const std::string& name,
                     std::string otherwise = {}) {
  const auto found = typed.find(name);
  return found == typed.end() ? otherwise : found->second;
}

// `files`: where its files are given out.
void write_answer(Html& html, const request::Answer& answer, const plan::Action* action, const std::string& files) {
  SummaryList list;
  list.rows.push_back({.key = "They say", .value = request::in_words(answer.saying)});
  if (!answer.narrative.empty())
    list.rows.push_back(
        {.key = answer.saying == request::Saying::no_change ? "Why nothing has changed" : "How it stands",
         .value = ClampedText{.text = std::string_view(answer.narrative), .limit = 800}});
  if (!answer.rating.empty()) {
    std::string rating = answer.rating;
    if (action && action->rating.as_written != answer.rating)
      rating = (action->rating.as_written.empty() ? "not rated" : action->rating.as_written) + " → " + answer.rating;
    list.rows.push_back({.key = "Rating", .value = std::move(rating)});
  }
  if (answer.completed) list.rows.push_back({.key = "Completed on", .value = Day{*answer.completed}});
  if (answer.forecast) list.rows.push_back({.key = "Expected to be done by", .value = Day{*answer.forecast}});
  if (!answer.evidence.empty())
    list.rows.push_back(
        {.key = "What shows it", .value = ClampedText{.text = std::string_view(answer.evidence), .limit = 600}});
  if (!answer.evidence_items.empty())
    list.rows.push_back({.key = "Files and links", .value = [&](Html& cell) {
                           std::size_t number = 0;
                           for (const request::Evidence& each : answer.evidence_items) {
                             ++number;
                             cell << "<span class=\"c-note\">"_html
                                  << Link{.text = std::string_view(each.description),
                                          .href = each.link.empty() ? files + std::to_string(number) : each.link}
                                  << ", of "_html << Day{each.date} << ": "_html
                                  << (each.of_practice ? "shows practice"_html : "a document"_html);
                             if (!each.about.empty()) cell << ", "_html << each.about;
                             if (!each.name.empty()) cell << " ("_html << each.name << ")"_html;
                             cell << "</span>"_html;
                           }
                         }});
  html << list;
}

struct Acts {
  const request::Request& request;
  const RefusedAct& refused;

  bool is(std::string_view form) const { return refused.form == form; }
  std::string error(std::string_view form) const { return is(form) ? refused.sentence : std::string(); }
  std::string typed(std::string_view form, const std::string& name, std::string otherwise = {}) const {
    return is(form) ? typed_in(refused.typed, name) : otherwise;
  }
  Form form(const std::string& act, Content content) const {
    return {.action = address_of(request) + "/" + act,
            .hidden = {{.name = "version", .value = std::to_string(request.version)}},
            .content = std::move(content)};
  }
  DetailsState state(std::string_view form) const { return is(form) ? DetailsState::open : DetailsState::closed; }
};

// Where the page says what was refused about an answer; empty where that answer is decided already.
std::string place_of(const Acts& acts) {
  for (const request::Row* row : request::to_decide(acts.request))
    if (acts.is("decide-" + std::to_string(row->number))) return acts.refused.form + "-error";
  return {};
}

// What was typed into a form that is no longer on the page, for somebody else was quicker: not saved, and not lost.
void write_typed(Html& html, const Acts& acts) {
  const std::string& form = acts.refused.form;
  const auto decide = request::to_decide(acts.request);
  const bool is_there =
      (acts.request.state == request::State::open || form.starts_with("decide-")) &&
      (!form.starts_with("decide-") || std::any_of(decide.begin(), decide.end(), [&](const request::Row* row) {
        return form == "decide-" + std::to_string(row->number);
      }));
  if (is_there) return;
  for (const char* field : {"narrative", "reason", "words"})
    if (const std::string typed = typed_in(acts.refused.typed, field); !typed.empty())
      html << Inset{.content = "You typed, and it is not saved: " + typed};
}

void write_to_decide(Html& html, const view::Picture& picture, const Acts& acts) {
  const request::Request& request = acts.request;
  const std::vector<const request::Row*> rows = request::to_decide(request);
  if (rows.empty() || request.state == request::State::revoked) return;
  html << Heading{.text = "Answers to decide", .level = HeadingLevel::section, .id = "to-decide"};
  if (rows.size() > 1)
    html << acts.form("accept-all", [&](Html& form) {
      form << Button{.text = "Accept all " + std::to_string(rows.size()), .kind = ButtonKind::secondary};
    });
  for (const request::Row* row : rows) {
    const std::string number = std::to_string(row->number), form_id = "decide-" + number;
    const view::Row* action = view::find_row(picture, plan::action_id(row->asked.plan, row->asked.number));
    const request::Person* by = request::find_person(request, row->answered_by);
    html << "<article class=\"c-anomaly\""_html;
    html.attribute("id"_html, "row-" + number) << ">"_html;
    html << Heading{.text = title_of(picture, *row), .level = HeadingLevel::part};
    html << Paragraph{.content =
                          [&](Html& words) {
                            words << (by ? by->name : std::string("Somebody")) << ", "_html << clock_of(row->answered)
                                  << ", reference "_html << row->reference;
                            if (action)
                              words << ". "_html
                                    << Link{.text = "The action as it stands",
                                            .href = "/actions/" + action->id,
                                            .hidden = ": " + title_of(picture, *row)};
                          },
                      .kind = ParagraphKind::small};
    write_answer(html, *row->answer, action ? action->action : nullptr,
                 address_of(request) + "/rows/" + number + "/evidence/");
    if (const std::string error = acts.error(form_id); !error.empty())
      html << "<p class=\"govuk-error-message\""_html,
          html.attribute("id"_html, form_id + "-error")
              << "><span class=\"govuk-visually-hidden\">Error:</span> "_html << error << "</p>"_html;
    html << acts.form("rows/" + number + "/accept",
                      [&](Html& form) { form << Button{.text = "Accept", .hidden = ": " + title_of(picture, *row)}; });
    html << Details{
        .summary = "Accept with a change",
        .content =
            [&](Html& inside) {
              inside << acts.form("rows/" + number + "/change", [&](Html& form) {
                form << TextArea{.label = "How it stands",
                                 .name = "narrative",
                                 .value = acts.typed(form_id, "narrative", row->answer->narrative),
                                 .id = "narrative-" + number};
                if (action && action->plan->key.version > 0) {
                  Select rating{.label = "Rating",
                                .name = "rating",
                                .choices = {{.text = "As it stands", .value = ""}},
                                .id = "rating-" + number};
                  const std::string chosen = acts.typed(form_id, "rating", row->answer->rating);
                  for (const plan::KeyEntry& entry : action->plan->key.entries)
                    rating.choices.push_back({.text = std::string_view(entry.as_written),
                                              .value = std::string_view(entry.as_written),
                                              .chosen = chosen == entry.as_written ? Chosen::yes : Chosen::no});
                  form << rating;
                }
                form << TextField{.label = "Why it is changed",
                                  .name = "reason",
                                  .value = acts.typed(form_id, "reason"),
                                  .hint = "The agency sees this.",
                                  .id = "change-reason-" + number}
                     << Button{.text = "Accept with this change", .kind = ButtonKind::secondary};
              });
            },
        .state = acts.state(form_id)};
    if (request.state == request::State::open)
      html << Details{.summary = "Send back with a question",
                      .content =
                          [&](Html& inside) {
                            inside << acts.form("rows/" + number + "/return", [&](Html& form) {
                              form << TextArea{.label = "Your question",
                                               .name = "reason",
                                               .value = acts.typed(form_id, "reason"),
                                               .hint = "The agency sees this on its link. No letter holds it.",
                                               .id = "question-" + number,
                                               .rows = 3}
                                   << Button{.text = "Send back", .kind = ButtonKind::secondary};
                            });
                          },
                      .state = acts.state(form_id)};
    html << "</article>"_html;
  }
}

void write_rows_asked(Html& html, const view::Picture& picture, const request::Request& request) {
  html << Heading{.text = "What was asked", .level = HeadingLevel::section, .id = "rows"};
  Table table(html,
              {.caption = "Actions asked about",
               .columns = {{.title = "Action"}, {.title = "With"}, {.title = "How it stands"}, {.title = "Decided"}},
               .caption_kind = CaptionKind::hidden});
  for (const request::Row& row : request.rows) {
    table.row();
    const view::Row* action = view::find_row(picture, plan::action_id(row.asked.plan, row.asked.number));
    Html& name = table.heading();
    if (action)
      name << Link{.text = title_of(picture, row), .href = "/actions/" + action->id};
    else
      name << title_of(picture, row);
    const request::Person* holder = request::find_person(request, row.holder);
    Html& with = table.cell();
    if (holder) {
      with << holder->name;
      if (!holder->handed_because.empty())
        with << "<span class=\"c-note\">"_html << holder->handed_because << "</span>"_html;
    } else {
      with << "<span class=\"c-quiet\">Whoever was asked</span>"_html;
    }
    table.cell() << Tag{.text = request::in_words(row.state), .colour = colour_of(row.state)};
    Html& decided = table.cell();
    if (request::is_settled(row) || row.state == RowState::returned) {
      decided << (row.at_once ? std::string("At once, as this partnership chose") : view::who(picture, row.decided_by))
              << ", "_html << Day{row.decided.date()};
      if (!row.reason.empty()) decided << "<span class=\"c-note\">"_html << row.reason << "</span>"_html;
    }
  }
  table.end();
}

void write_letters(Html& html, const Acts& acts) {
  const request::Request& request = acts.request;
  html << Heading{.text = "Letters", .level = HeadingLevel::section, .id = "letters"};
  Table table(
      html, {.caption = "Letters and what became of them",
             .columns = {{.title = "To"}, {.title = "Letter"}, {.title = "What became of it"}, {.title = "What to do"}},
             .caption_kind = CaptionKind::hidden});
  for (auto letter = request.letters.rbegin(); letter != request.letters.rend(); ++letter) {
    const request::Person* to = request::find_person(request, letter->to);
    table.row();
    Html& who = table.heading();
    if (to) {
      who << to->name << "<span class=\"c-note\">"_html << to->email;
      if (to->role != request::Role::contact) who << ", "_html << lower_first(request::in_words(to->role));
      who << "</span>"_html;
      if (to->continued)
        who << "<span class=\"c-note\">continued "_html << Day{to->continued->date()} << "</span>"_html;
    }
    table.cell() << request::in_words(letter->kind);
    Html& became = table.cell();
    became << Tag{.text = request::in_words(letter->state), .colour = colour_of(letter->state)}
           << "<span class=\"c-note\">"_html << clock_of(letter->changed) << "</span>"_html;
    if (!letter->words.empty() && letter->state != LetterState::sent)
      became << "<span class=\"c-note\">"_html << letter->words << "</span>"_html;
    Html& what = table.cell();
    if (request.state != request::State::open || !to) continue;
    const std::string number = std::to_string(letter->number);
    const bool again = letter->state == LetterState::refused || letter->state == LetterState::returned ||
                       letter->state == LetterState::may_have_been_sent;
    if (again)
      what << acts.form("letters/" + number + "/again", [&](Html& form) {
        form << Button{.text = "Send again", .kind = ButtonKind::secondary, .hidden = " to " + to->name};
      });
    if (letter->state == LetterState::sent || letter->state == LetterState::may_have_been_sent)
      what << Details{.summary = "It came back",
                      .content =
                          [&](Html& inside) {
                            inside << acts.form("letters/" + number + "/returned", [&](Html& form) {
                              form << TextField{.label = "What the returned letter says",
                                                .name = "words",
                                                .value = acts.typed("letter-" + number, "words"),
                                                .error = acts.error("letter-" + number),
                                                .id = "words-" + number}
                                   << Button{.text = "Record that it came back", .kind = ButtonKind::secondary};
                            });
                          },
                      .state = acts.state("letter-" + number)};
  }
  table.end();
}

// "a reminder 3 days before the deadline, then one every 7 days after it, 3 at most"
std::string reminders_in_words(const request::Chasing& chasing) {
  if (chasing.most_reminders == 0 || (chasing.remind_before == 0 && chasing.remind_every == 0)) return "no reminder";
  std::string words;
  if (chasing.remind_before > 0)
    words = "a reminder " + count_of(chasing.remind_before, "day", "days") + " before the deadline";
  if (chasing.remind_every > 0)
    words += (words.empty() ? "a reminder every " : ", then one every ") +
             count_of(chasing.remind_every, "day", "days") + " after it";
  return words + ", " + std::to_string(chasing.most_reminders) + " at most";
}

void write_chasing(Html& html, const Acts& acts) {
  const request::Request& request = acts.request;
  if (request.state != request::State::open) return;
  html << Heading{.text = "Chasing", .level = HeadingLevel::section, .id = "chasing"};
  const request::Chasing& chasing = request.chasing;
  const std::uint32_t sent = request::reminders(request);
  if (chasing.by_hand) {
    html << Paragraph{.content = "Nothing goes by itself: reminders and escalation are yours to send."};
  } else {
    std::string rule = "By itself: " + reminders_in_words(chasing) + ".";
    if (request.lead && chasing.lead_after > 0)
      rule += " " + request.lead->name + " is told " + count_of(chasing.lead_after, "day", "days") + " after it.";
    if (request.board_member && chasing.board_member_after > 0)
      rule += " " + request.board_member->name + " is told " + count_of(chasing.board_member_after, "day", "days") +
              " after it.";
    html << Paragraph{.content = std::move(rule)};
  }
  html << Paragraph{.content = count_of(sent, "reminder has", "reminders have") + " gone out, of " +
                               std::to_string(chasing.most_reminders) + ".",
                    .kind = ParagraphKind::quiet};
  if (const std::string error = acts.error("chase"); !error.empty())
    html
        << "<p class=\"govuk-error-message\" id=\"chase-error\"><span class=\"govuk-visually-hidden\">Error:</span> "_html
        << error << "</p>"_html;
  html << ButtonGroup{.content = [&](Html& group) {
    if (!request::awaited(request).empty() && sent < chasing.most_reminders)
      group << acts.form(
          "remind", [](Html& form) { form << Button{.text = "Send a reminder now", .kind = ButtonKind::secondary}; });
    group << acts.form("tell", [](Html& form) {
      form << Button{.text = "Tell them what was decided", .kind = ButtonKind::secondary};
    });
  }};
  if (!request::awaited(request).empty())
    html << Details{
        .summary = "Escalate",
        .content =
            [&](Html& inside) {
              inside << acts.form("escalate", [&](Html& form) {
                const std::string role = acts.typed("escalate", "role", "lead");
                form << Radios{.legend = "To whom",
                               .name = "role",
                               .choices = {{.text = "The agency’s lead",
                                            .value = "lead",
                                            .chosen = role == "lead" ? Chosen::yes : Chosen::no},
                                           {.text = "The agency’s board member",
                                            .value = "board_member",
                                            .chosen = role == "board_member" ? Chosen::yes : Chosen::no}},
                               .error = acts.error("escalate"),
                               .kind = ChoicesKind::inline_}
                     << TextField{.label = "Name",
                                  .name = "name",
                                  .value = acts.typed("escalate", "name", request.lead ? request.lead->name : ""),
                                  .id = "escalate-name",
                                  .width = FieldWidth::half,
                                  .autocomplete = "off"}
                     << TextField{.label = "E-mail address",
                                  .name = "email",
                                  .value = acts.typed("escalate", "email", request.lead ? request.lead->email : ""),
                                  .id = "escalate-email",
                                  .width = FieldWidth::half,
                                  .kind = InputKind::email,
                                  .autocomplete = "off"}
                     << Button{.text = "Escalate", .kind = ButtonKind::secondary};
              });
            },
        .state = acts.state("escalate")};
  html << Details{.summary = "Send somebody a new link",
                  .content =
                      [&](Html& inside) {
                        inside << acts.form("new-link", [&](Html& form) {
                          Select whom{.label = "To whom", .name = "person", .error = acts.error("new-link")};
                          for (const request::Person& person : request.people)
                            whom.choices.push_back(
                                {.text = person.name + ", " + person.email, .value = std::to_string(person.number)});
                          form << whom << Button{.text = "Send a new link", .kind = ButtonKind::secondary};
                        });
                      },
                  .state = acts.state("new-link")};
  for (const auto& [act, summary, button, hint] :
       {std::tuple<const char*, const char*, const char*, const char*>{
            "close", "Close this request", "Close", "Its links open nothing any more. What was sent is kept."},
        {"revoke", "Take this request back", "Take it back",
         "For a request that went to the wrong people: its links say that it was taken back."}})
    html << Details{.summary = summary,
                    .content =
                        [&, act = act, button = button, hint = hint](Html& inside) {
                          inside << acts.form(act, [&](Html& form) {
                            form << TextField{.label = "Why",
                                              .name = "reason",
                                              .value = acts.typed(act, "reason"),
                                              .hint = hint,
                                              .error = acts.error(act),
                                              .id = std::string(act) + "-reason"}
                                 << Button{.text = button, .kind = ButtonKind::warning};
                          });
                        },
                    .state = acts.state(act)};
}

void write_history(Html& html, const view::Picture& picture, const request::Request& request) {
  html << Heading{.text = "History", .level = HeadingLevel::section, .id = "history"};
  Timeline timeline;
  for (auto each = request.history.rbegin(); each != request.history.rend(); ++each) {
    std::string title = each->what;
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 32);
    if (each->row > 0) title = "Row " + std::to_string(each->row) + " " + each->what;
    timeline.items.push_back({.title = std::move(title),
                              .by = view::who(picture, each->actor),
                              .when = When{.moment = each->recorded, .words = clock_of(each->recorded)},
                              .content = [words = each->words](Html& inside) {
                                if (!words.empty())
                                  inside << "<p class=\"govuk-body-s\">"_html
                                         << ClampedText{.text = words, .limit = 300} << "</p>"_html;
                              }});
  }
  html << timeline;
}

Shown shell(std::string title, std::vector<Crumb> crumbs, PageWidth width, Content main) {
  crumbs.insert(crumbs.begin(), {{.text = "Home", .href = "/"}, {.text = "Requests", .href = "/requests"}});
  return {.title = std::move(title),
          .section = "/requests",
          .breadcrumbs = std::move(crumbs),
          .width = width,
          .main = std::move(main)};
}

}  // namespace

std::string requests_page(const Around& around, const view::Picture& picture, bool mail) {
  std::vector<const request::Request*> decide, open, ended;
  for (const auto& request : picture.requests) {
    if (request->state != request::State::open)
      ended.push_back(request.get());
    else
      (request::to_decide(*request).empty() ? open : decide).push_back(request.get());
  }
  return show(around, picture,
              {.title = "Requests",
               .section = "/requests",
               .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Requests"}},
               .main = [&](Html& html) {
                 html << Heading{.text = "Requests"};
                 if (!mail) html << Inset{.content = no_mail()};
                 if (picture.requests.empty()) {
                   html << EmptyState{
                       .what = "Nobody has been asked yet.",
                       .why =
                           "Agencies are asked by letter how their actions stand, and answer by its link, "
                           "without an account. What they say waits for you before it becomes part of a plan.",
                       .next = Button{.text = "Ask for updates", .href = "/requests/new"}};
                   return;
                 }
                 html << ButtonGroup{.content = [](Html& group) {
                   group << Button{.text = "Ask for updates", .href = "/requests/new"}
                         << Link{.text = "How agencies are reminded", .href = "/requests/chasing"};
                 }};
                 for (const auto& [title, id, rows] :
                      {std::tuple<const char*, const char*, const std::vector<const request::Request*>*>{
                           "Answers to decide", "to-decide", &decide},
                       {"Open", "open", &open},
                       {"Ended", "ended", &ended}}) {
                   if (rows->empty()) continue;
                   html << Heading{.text = title, .level = HeadingLevel::section, .id = id};
                   write_table(html, picture, *rows, title);
                 }
               }});
}

std::string request_agencies_page(const Around& around, const view::Picture& picture, const view::Filter& filter,
                                  const std::vector<AgencyToAsk>& agencies) {
  return show(
      around, picture, shell("Ask for updates", {{.text = "Ask for updates"}}, PageWidth::full, [&](Html& html) {
        html << Heading{.text = "Ask for updates"}
             << Paragraph{.content = "Choose what to ask about, then the agency. Each agency gets a letter of its own.",
                          .kind = ParagraphKind::lead};
        html << "<nav class=\"c-grouping\" aria-label=\"What to ask about\">"_html;
        const std::string_view here = filter.needs.empty() ? std::string_view() : view::to_text(filter.needs.front());
        // What a resolution wants stays wanted, whatever is chosen here.
        http::Fields asked;
        (void)http::read_urlencoded(around.query, 100, asked);
        const std::string for_resolution =
            asked.has("resolution") ? "&resolution=" + http::percent_encoded(asked.get("resolution")) : "";
        for (const auto& [text, need] : {std::pair<const char*, std::string_view>{"Everything that is open", ""},
                                         {"Not confirmed within the cycle", "unconfirmed"},
                                         {"At risk in two rounds running", "at-risk-twice"},
                                         {"Overdue", "overdue"}}) {
          if (need == here) {
            html << "<strong class=\"c-grouping__here\" aria-current=\"true\">"_html << text << "</strong> "_html;
            continue;
          }
          const std::string href = "open=yes" + (need.empty() ? "" : "&need=" + std::string(need));
          html << Link{.text = text,
                       .href = address_with(around.path, around.query, {{"need", ""}}).find('?') == std::string::npos
                                   ? std::string(around.path) + "?" + href
                                   : std::string(around.path) + "?" + href +
                                         (filter.plan ? "&plan=" + filter.plan->text() : "") + for_resolution}
               << " "_html;
        }
        html << "</nav>"_html;
        if (agencies.empty()) {
          html << EmptyState{
              .what = "No open action is like that.",
              .why = "Only actions that are open can be asked about.",
              .next = Link{.text = "Ask about everything that is open", .href = "/requests/new?open=yes"}};
          return;
        }
        Table table(html, {.caption = "Agencies with actions to ask about",
                           .columns = {{.title = "Agency"}, {.title = "Open actions", .align = Align::number}},
                           .caption_kind = CaptionKind::small});
        for (const AgencyToAsk& each : agencies) {
          table.row();
          table.heading() << Link{
              .text = std::string_view(each.agency->name),
              .href = address_with("/requests/new", around.query, {{"agency", each.agency->id.text()}}),
              .hidden = ": ask for updates"};
          table.cell() << each.rows;
        }
        table.end();
      }));
}

std::string request_chasing_page(const Around& around, const view::Picture& picture,
                                 const std::vector<const people::Partnership*>& partnerships,
                                 const RefusedAct& refused) {
  return show(
      around, picture, shell("Reminders", {{.text = "Reminders"}}, PageWidth::reading, [&](Html& html) {
        const std::string wrong =
            refused.sentence.find("reminders can be sent") == std::string::npos ? "before" : "most";
        if (!refused.sentence.empty())
          html << ErrorSummary{
              .errors = {{.text = std::string_view(refused.sentence), .field = wrong + "-" + refused.form}}};
        html << Heading{.text = "Reminders"}
             << Paragraph{
                    .content =
                        "How agencies that do not answer are reminded without anybody doing it, in requests made from "
                        "now on. A single request can still be reminded by hand alone.",
                    .kind = ParagraphKind::lead};
        for (const people::Partnership* each : partnerships) {
          const std::string id = each->id.text();
          const bool is_refused = refused.form == id;
          if (partnerships.size() > 1)
            html << Heading{.text = partnership_name(picture, each->id), .level = HeadingLevel::section};
          html << Form{
              .action = "/requests/chasing",
              .hidden = {{.name = "partnership", .value = id}},
              .content = [&](Html& form) {
                const auto field = [&](std::string_view label, const std::string& name, std::uint32_t stands,
                                       std::string_view hint) {
                  form << TextField{.label = label,
                                    .name = name,
                                    .value = is_refused ? typed_in(refused.typed, name) : std::to_string(stands),
                                    .hint = hint,
                                    .error = is_refused && name == wrong ? refused.sentence : std::string(),
                                    .id = name + "-" + id,
                                    .width = FieldWidth::characters_5,
                                    .kind = InputKind::number};
                };
                const people::Reminders& reminders = each->reminders;
                field("Days before the deadline", "before", reminders.before,
                      "When the first reminder goes. 0: none before the deadline");
                field("Days between reminders after it", "every", reminders.every, "0: none after the deadline");
                field("Reminders at most", "most", reminders.most,
                      "Also those that are sent by hand; never more than five");
                field("Days until the agency’s lead is told", "lead-after", reminders.lead_after,
                      "After the deadline. 0: not by itself");
                field("Days until its board member is told", "board-member-after", reminders.board_member_after,
                      "After the deadline. 0: not by itself");
                form << Button{
                    .text = "Save",
                    .hidden = partnerships.size() > 1 ? " for " + partnership_name(picture, each->id) : std::string()};
              }};
        }
      }));
}

std::string request_compose_page(const Around& around, const view::Picture& picture, const plan::Agency& agency,
                                 const std::vector<const view::Row*>& rows, const Composing& composing) {
  const auto typed = [&](const std::string& name, std::string otherwise = {}) {
    return typed_in(composing.typed, name, std::move(otherwise));
  };
  const auto error = [&](std::string_view field) {
    return composing.field == field ? composing.sentence : std::string();
  };
  const request::Chasing chasing = rows.empty() ? request::Chasing() : app::chasing_of(picture, rows.front()->plan->id);
  std::string by_rule = "As your partnership has chosen: " + reminders_in_words(chasing) + ".";
  for (const auto& [days, whom] : {std::pair{chasing.lead_after, "lead"}, {chasing.board_member_after, "board member"}})
    if (days > 0)
      by_rule += std::string(" The ") + whom + " is told " + count_of(days, "day", "days") + " after the deadline.";
  return show(
      around, picture,
      shell(
          "Ask " + agency.name, {{.text = "Ask for updates", .href = "/requests/new"}, {.text = agency.name}},
          PageWidth::full, [&](Html& html) {
            if (!composing.sentence.empty())
              html << ErrorSummary{.errors = {{.text = std::string_view(composing.sentence),
                                               .field = std::string_view(composing.field)}}};
            html << Heading{.text = "Ask " + agency.name + " for updates"};
            html << Form{
                .action = address_with("/requests/new", around.query, {{"agency", agency.id.text()}}),
                .content = [&](Html& form) {
                  form << Heading{.text = "About what", .level = HeadingLevel::section, .id = "rows"};
                  if (const std::string wrong = error("rows"); !wrong.empty())
                    form << "<p class=\"govuk-error-message\"><span class=\"govuk-visually-hidden\">Error:</span> "_html
                         << wrong << "</p>"_html;
                  Table table(form, {.caption = "Open actions of " + agency.name,
                                     .columns = {{.title = "Ask"},
                                                 {.title = "Action"},
                                                 {.title = "Plan"},
                                                 {.title = "Rated"},
                                                 {.title = "Due"},
                                                 {.title = "Last confirmed"}},
                                     .caption_kind = CaptionKind::hidden});
                  for (const view::Row* row : rows) {
                    const bool chosen = !composing.sent || std::find(composing.rows.begin(), composing.rows.end(),
                                                                     row->id) != composing.rows.end();
                    const std::string words =
                        shortened(row->action->wording.empty() ? row->action->response : row->action->wording, 160);
                    table.row();
                    table.cell() << RowChoice{.name = "row",
                                              .value = std::string_view(row->id),
                                              .label = action_name(*row->action) + ": " + shortened(words, 60),
                                              .chosen = chosen ? Chosen::yes : Chosen::no};
                    table.heading() << Link{.text = words, .href = action_address(*row)};
                    table.cell() << plan_name(*row->plan);
                    table.cell() << RatingChip{.status = row->action->rating.status,
                                               .as_written = std::string_view(row->action->rating.as_written)};
                    table.cell() << schedule_fact(row->facts);
                    Html& confirmed = table.cell();
                    if (row->action->confirmed)
                      confirmed << Day{*row->action->confirmed};
                    else
                      confirmed << "<span class=\"c-quiet\">Never</span>"_html;
                    if (const std::string asked = view::asked_in_words(row->facts); !asked.empty())
                      confirmed << "<span class=\"c-note\">"_html << asked << "</span>"_html;
                  }
                  table.end();

                  form << Heading{.text = "By when", .level = HeadingLevel::section}
                       << DateField{.legend = "Deadline",
                                    .name = "deadline",
                                    .day = typed("deadline-day"),
                                    .month = typed("deadline-month"),
                                    .year = typed("deadline-year"),
                                    .hint =
                                        "Within 60 days, and early enough before the meeting to decide on the answers.",
                                    .error = error("deadline")}
                       << TextField{.label = "The meeting it is for",
                                    .name = "meeting",
                                    .value = typed("meeting"),
                                    .hint = "As the letter says it: the Audit Group on 4 March. It may stay empty.",
                                    .width = FieldWidth::half};

                  form << Heading{.text = "Whom", .level = HeadingLevel::section};
                  for (const char* number : {"1", "2", "3"}) {
                    const std::string which = number;
                    form << "<div class=\"c-pair\">"_html
                         << TextField{.label = which == "1" ? "Name" : "Name of another (" + which + ")",
                                      .name = "name-" + which,
                                      .value = typed("name-" + which),
                                      .error = error("name-" + which),
                                      .width = FieldWidth::half,
                                      .autocomplete = "off"}
                         << TextField{.label = "E-mail address (" + which + ")",
                                      .name = "email-" + which,
                                      .value = typed("email-" + which),
                                      .error = error("email-" + which),
                                      .width = FieldWidth::half,
                                      .kind = InputKind::email,
                                      .autocomplete = "off"}
                         << "</div>"_html;
                  }
                  form << Details{
                      .summary = "If nothing comes: reminders and escalation",
                      .content =
                          [&](Html& inside) {
                            inside << Radios{
                                .legend = "Reminders and escalation",
                                .name = "chasing",
                                .choices = {{.text = "By rule",
                                             .value = "rule",
                                             .chosen = typed("chasing", "rule") == "rule" ? Chosen::yes : Chosen::no,
                                             .hint = by_rule},
                                            {.text = "Only by hand",
                                             .value = "hand",
                                             .chosen = typed("chasing", "rule") == "hand" ? Chosen::yes : Chosen::no}}};
                            for (const auto& [role, words] :
                                 {std::pair<const char*, const char*>{"lead", "agency’s lead"},
                                  {"board", "agency’s board member"}})
                              inside << TextField{.label = std::string("Name of the ") + words,
                                                  .name = std::string(role) + "-name",
                                                  .value = typed(std::string(role) + "-name"),
                                                  .error = error(std::string(role) + "-name"),
                                                  .width = FieldWidth::half,
                                                  .autocomplete = "off"}
                                     << TextField{.label = std::string("E-mail address of the ") + words,
                                                  .name = std::string(role) + "-email",
                                                  .value = typed(std::string(role) + "-email"),
                                                  .width = FieldWidth::half,
                                                  .kind = InputKind::email,
                                                  .autocomplete = "off"};
                          },
                      .state = DetailsState::open};

                  form << Heading{.text = "The letter", .level = HeadingLevel::section}
                       << TextField{.label = "Who asks",
                                    .name = "asked-by",
                                    .value = typed("asked-by"),
                                    .hint = "Your name, and for whom you ask.",
                                    .error = error("asked-by"),
                                    .width = FieldWidth::half}
                       << TextField{.label = "Where replies go",
                                    .name = "reply-to",
                                    .value = typed("reply-to"),
                                    .hint = "Your e-mail address. Letters that come back go there too.",
                                    .error = error("reply-to"),
                                    .width = FieldWidth::half,
                                    .kind = InputKind::email,
                                    .autocomplete = "email"}
                       << TextArea{.label = "Words of your own",
                                   .name = "note",
                                   .value = typed("note"),
                                   .hint =
                                       "They stand in the letter, which travels like a postcard: nothing of a case, no "
                                       "names of children or families. It may stay empty.",
                                   .error = error("note"),
                                   .rows = 3}
                       << Checkboxes{.legend = "And",
                                     .name = "and",
                                     .choices = {{.text = "Send the code in a letter of its own",
                                                  .value = "restricted",
                                                  .chosen = typed("restricted").empty() ? Chosen::no : Chosen::yes,
                                                  .hint = "As for every restricted plan."},
                                                 {.text = "Take what they answer into the plan at once",
                                                  .value = "at-once",
                                                  .chosen = typed("at-once").empty() ? Chosen::no : Chosen::yes,
                                                  .hint = "Nobody looks at it first, and the record says so."}}}
                       << Button{.text = "See the letter", .name = "act", .value = "preview"};
                }};
          }));
}

std::string request_preview_page(const Around& around, const view::Picture& picture, const plan::Agency& agency,
                                 const request::Request& request, const std::vector<app::Letter>& letters,
                                 const Composing& composing, bool mail) {
  return show(
      around, picture,
      shell("Check the letter", {{.text = "Ask for updates", .href = "/requests/new"}, {.text = agency.name}},
            PageWidth::reading, [&](Html& html) {
              html << Heading{.text = "Check the letter"};
              if (!mail) html << Inset{.content = no_mail()};
              html << Paragraph{.content =
                                    count_of(letters.size(), "letter goes", "letters go") + " to " + agency.name +
                                    " about " + count_of(request.rows.size(), "action", "actions") +
                                    ". The link and the code are made when it is sent, and nobody here sees them."};
              for (const app::Letter& letter : letters) {
                SummaryList list;
                list.rows.push_back({.key = "To", .value = letter.to_name + " <" + letter.to + ">"});
                list.rows.push_back({.key = "Subject", .value = std::string_view(letter.subject)});
                html << list << "<pre class=\"c-letter\" tabindex=\"0\" role=\"group\""_html;
                html.attribute("aria-label"_html, "The letter to " + letter.to_name)
                    << ">"_html << letter.text << "</pre>"_html;
              }
              std::vector<Hidden> hidden{{.name = "id", .value = std::string_view(request.id.text())}};
              for (const auto& [name, value] : composing.typed)
                hidden.push_back({.name = std::string_view(name), .value = std::string_view(value)});
              for (const std::string& row : composing.rows)
                hidden.push_back({.name = "row", .value = std::string_view(row)});
              html << Form{.action = address_with("/requests/new", around.query, {{"agency", agency.id.text()}}),
                           .hidden = std::move(hidden),
                           .content = [&](Html& form) {
                             form << ButtonGroup{.content = [&](Html& group) {
                               group << Button{.text = "Send " + count_of(letters.size(), "letter", "letters"),
                                               .name = "act",
                                               .value = "send"}
                                     << Button{.text = "Change it",
                                               .kind = ButtonKind::secondary,
                                               .name = "act",
                                               .value = "change"};
                             }};
                           }};
            }));
}

std::string request_page(const Around& around, const view::Picture& picture, const request::Request& request,
                         const RefusedAct& refused, bool mail) {
  const std::string agency = agency_of(picture, request);
  const Acts acts{request, refused};
  return show(
      around, picture, shell("Request to " + agency, {{.text = agency}}, PageWidth::full, [&](Html& html) {
        if (!refused.sentence.empty())
          html << ErrorSummary{.errors = {{.text = std::string_view(refused.sentence), .field = place_of(acts)}}};
        write_typed(html, acts);
        html << Heading{.text = agency, .caption = "Request of " + request.made.date().words()};
        if (!mail && request.state == request::State::open) html << Inset{.content = no_mail()};
        SummaryList list;
        list.rows.push_back({.key = "How it stands", .value = [&](Html& cell) {
                               write_standing(cell, picture, request);
                               if (request.state != request::State::open)
                                 cell << ": "_html << request.ended_because;
                               else
                                 cell << "<span class=\"c-note\">"_html << answered(request) << " of "_html
                                      << request.rows.size() << " answered here</span>"_html;
                             }});
        list.rows.push_back({.key = "Asked by",
                             .value = request.reply_to.empty()
                                          ? request.asked_by
                                          : request.asked_by + ", replies to " + request.reply_to});
        list.rows.push_back({.key = "Deadline", .value = [&](Html& cell) {
                               cell << Day{request.deadline};
                               if (!request.meeting.empty()) cell << ", before "_html << request.meeting;
                             }});
        list.rows.push_back({.key = "Links open until", .value = Day{request::last_day(request)}});
        list.rows.push_back({.key = "Answers",
                             .value = request.accept_at_once
                                          ? "Become part of the plan at once; nobody looks at them first"
                                          : "Wait for you"});
        if (request.restricted) list.rows.push_back({.key = "Code", .value = "Travels in a letter of its own"});
        html << list;
        write_to_decide(html, picture, acts);
        write_rows_asked(html, picture, request);
        write_letters(html, acts);
        write_chasing(html, acts);
        write_history(html, picture, request);
      }));
}

}  // namespace candour::web
