// Asking agencies for updates: composing from a filter, the preview, sending; one request and what is done with it.

#include <algorithm>
#include <charconv>
#include <utility>

#include "app/evidence.h"
#include "app/letters.h"
#include "app/requests.h"
#include "base/id.h"
#include "base/text.h"
#include "people/may.h"
#include "web/done.h"
#include "web/pages/asked.h"
#include "web/pages_requests.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

template <class Number>
Number whole(std::string_view text) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

std::map<std::string, std::string> typed_in(const Request& request) {
  std::map<std::string, std::string> typed;
  for (const auto& [name, value] : request.form().all())
    if (name != "row" && name != "act" && name != "id" && name != "session-token") typed.emplace(name, value);
  return typed;
}

struct RequestDesk {
  app::Candour& candour;

  bool mail() const { return candour.post().mailer != nullptr; }
  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }

  // ---- Composing ----

  // Open rows that the address asks for, by agency.
  static std::vector<const view::Row*> rows_asked(const view::Picture& picture, view::Filter filter) {
    filter.open_only = true;
    std::vector<const view::Row*> rows;
    for (const view::Row* row : view::list(picture, filter, view::Order::document, 1, 0).rows)
      if (row->facts.open && row->agency) rows.push_back(row);
    return rows;
  }

  // What was sent to the agency the last time stands in the form, and what a resolution wants.
  Composing begun(const Request& request, const view::Picture& picture, const plan::AgencyId& agency,
                  const people::PartnershipId& partnership) const {
    Composing composing;
    auto& typed = composing.typed;
    const auto put_day = [&](Date day) {
      typed["deadline-day"] = std::to_string(day.day());
      typed["deadline-month"] = std::to_string(day.month());
      typed["deadline-year"] = std::to_string(day.year());
    };
    put_day(picture.as_at.plus_days(21));
    for (const auto& last : picture.requests) {
      if (typed["asked-by"].empty()) typed["asked-by"] = last->asked_by, typed["reply-to"] = last->reply_to;
      if (last->agency != agency) continue;
      int number = 0;
      for (const request::Person& person : last->people)
        if (person.role == request::Role::contact && ++number <= 3) {
          typed["name-" + std::to_string(number)] = person.name;
          typed["email-" + std::to_string(number)] = person.email;
        }
      if (last->lead) typed["lead-name"] = last->lead->name, typed["lead-email"] = last->lead->email;
      if (last->board_member)
        typed["board-name"] = last->board_member->name, typed["board-email"] = last->board_member->email;
      break;
    }
    // Whoever is named as the agency's contact goes before whoever was asked the last time.
    for (const auto& [kind, name] : {std::pair<people::ContactKind, const char*>{people::ContactKind::lead, "lead"},
                                     {people::ContactKind::board_member, "board"}})
      if (const people::Contact* contact = people::find_contact(*picture.people, agency, partnership, kind)) {
        typed[std::string(name) + "-name"] = contact->name;
        typed[std::string(name) + "-email"] = contact->email;
      }
    int next = 0;
    for (const people::ContactKind kind : {people::ContactKind::lead, people::ContactKind::backup})
      if (const people::Contact* contact = people::find_contact(*picture.people, agency, partnership, kind)) {
        typed["name-" + std::to_string(++next)] = contact->name;
        typed["email-" + std::to_string(next)] = contact->email;
      }
    // ?resolution=<meeting>-<number>: a body wants to hear of it.
    const std::string_view wanted = request.query("resolution");
    if (const std::size_t dash = wanted.rfind('-'); dash != std::string_view::npos) {
      const meeting::Meeting* meeting =
          view::find_meeting(picture, meeting::MeetingId(std::string(wanted.substr(0, dash))));
      const meeting::Resolution* resolution =
          meeting ? meeting::find_resolution(*meeting, whole<std::uint32_t>(wanted.substr(dash + 1))) : nullptr;
      if (resolution) {
        typed["meeting"] = "the " + meeting->body;
        if (resolution->report_back) {
          typed["meeting"] += " on " + resolution->report_back->words();
          const Date before = resolution->report_back->plus_days(-10);
          if (before > picture.as_at && before <= picture.as_at.plus_days(request::longest_days)) put_day(before);
        }
      }
    }
    return composing;
  }

  static request::Compose compose_of(const Request& request, const view::Picture& picture, const plan::AgencyId& agency,
                                     const Composing& composing, std::string& wrong_deadline) {
    request::Compose command;
    request::Composed& made = command.request;
    const auto typed = [&](const std::string& name) {
      const auto found = composing.typed.find(name);
      return found == composing.typed.end() ? std::string() : std::string(trimmed(found->second));
    };
    made.request = request::RequestId(is_id_text(request.form("id")) ? std::string(request.form("id")) : fresh_id());
    made.agency = agency;
    for (const std::string& row : composing.rows)
      if (const auto parsed = plan::parse_action_id(row)) made.rows.push_back({parsed->first, parsed->second});
    const auto deadline =
        Date::from_calendar(static_cast<int>(std::min(whole<std::uint32_t>(typed("deadline-year")), 99'999U)),
                            static_cast<int>(std::min(whole<std::uint32_t>(typed("deadline-month")), 99U)),
                            static_cast<int>(std::min(whole<std::uint32_t>(typed("deadline-day")), 99U)));
    if (!deadline) wrong_deadline = "The deadline must be a real date, such as 27 3 2026.";
    made.deadline = deadline.value_or(Date());
    made.meeting = typed("meeting");
    made.note = typed("note");
    made.asked_by = typed("asked-by");
    made.reply_to = typed("reply-to");
    made.restricted = !typed("restricted").empty();
    made.accept_at_once = !typed("at-once").empty();
    if (!made.rows.empty()) made.chasing = app::chasing_of(picture, made.rows.front().plan);
    made.chasing.by_hand = typed("chasing") == "hand";
    for (const char* number : {"1", "2", "3"}) {
      const request::Told told{typed(std::string("name-") + number), typed(std::string("email-") + number)};
      if (!told.name.empty() || !told.email.empty()) command.people.push_back(told);
    }
    if (const request::Told lead{typed("lead-name"), typed("lead-email")}; !lead.name.empty() || !lead.email.empty())
      made.lead = {lead};
    if (const request::Told member{typed("board-name"), typed("board-email")};
        !member.name.empty() || !member.email.empty())
      made.board_member = {member};
    return command;
  }

  // Which field a refusal is about, from what is wrong in the command itself.
  static std::string field_of(const request::Compose& command, const std::string& sentence) {
    const auto says = [&](std::string_view words) { return sentence.find(words) != std::string::npos; };
    if (says("deadline")) return "deadline";
    if (says("one action at least") || says("asked about twice")) return "rows";
    if (says("who asks") || says("Who asks")) return "asked-by";
    if (says("replies go")) return "reply-to";
    if (says("words of your own")) return "note";
    if (says("whom to ask")) return "name-1";
    const auto faulty = [&](const request::Told& told) {
      return says("“" + shortened(collapsed(told.email), 80) + "”") || (told.name.empty() && says("Give the name")) ||
             (told.email.empty() && says("“”"));
    };
    for (std::size_t i = 0; i < command.people.size(); ++i)
      if (faulty(command.people[i]))
        return (command.people[i].name.empty() ? "name-" : "email-") + std::to_string(i + 1);
    if (!command.request.lead.empty() && faulty(command.request.lead.front())) return "lead-name";
    if (!command.request.board_member.empty() && faulty(command.request.board_member.front())) return "board-name";
    return "rows";
  }

  Response begin(const Request& request) const {
    auto picture = candour.picture(actor_of(request));
    if (!picture) return problem(request, picture.error());
    const Asked asked = read_query(request);
    Around around = around_of(request);
    around.notice = asked.notice;
    std::vector<const view::Row*> rows = rows_asked(**picture, asked.filter);
    // ?row=…: only those that were chosen in a list.
    if (const auto chosen = request.query().all("row"); !chosen.empty())
      std::erase_if(
          rows, [&](const view::Row* row) { return std::find(chosen.begin(), chosen.end(), row->id) == chosen.end(); });
    if (!asked.filter.agency) {
      std::vector<AgencyToAsk> agencies;
      for (const plan::Agency* agency : (*picture)->agencies) {
        const auto count =
            std::count_if(rows.begin(), rows.end(), [&](const view::Row* row) { return row->agency == agency; });
        if (count > 0) agencies.push_back({agency, static_cast<std::size_t>(count)});
      }
      return http::html(request_agencies_page(around, **picture, asked.filter, agencies));
    }
    const plan::Agency* agency = view::find_agency(**picture, *asked.filter.agency);
    if (!agency) return problem(request, {ErrorCode::not_found, {}, {}});
    const auto theirs = of_agency(rows, agency);
    const people::PartnershipId partnership =
        theirs.empty() ? people::first_partnership
                       : people::partnership_of(*(*picture)->people, people::thing_of(theirs.front()->plan->id));
    return http::html(
        request_compose_page(around, **picture, *agency, theirs, begun(request, **picture, agency->id, partnership)));
  }
  // Only what the agency itself answers for: those it supports are asked of whoever is accountable.
  static std::vector<const view::Row*> of_agency(std::vector<const view::Row*> rows, const plan::Agency* agency) {
    std::erase_if(rows, [&](const view::Row* row) { return row->agency != agency; });
    return rows;
  }

  Response compose(const Request& request) const {
    auto picture = candour.picture(actor_of(request));
    if (!picture) return problem(request, picture.error());
    const Asked asked = read_query(request);
    const plan::Agency* agency = asked.filter.agency ? view::find_agency(**picture, *asked.filter.agency) : nullptr;
    if (!agency) return problem(request, {ErrorCode::not_found, {}, {}});
    Composing composing{typed_in(request), {}, true, {}, {}};
    for (const std::string_view row : request.form().all("row")) composing.rows.emplace_back(row);
    for (const std::string_view chosen : request.form().all("and")) composing.typed[std::string(chosen)] = "yes";
    composing.typed.erase("and");
    const auto again = [&](Status status) {
      return http::html(request_compose_page(around_of(request), **picture, *agency,
                                             of_agency(rows_asked(**picture, asked.filter), agency), composing),
                        status);
    };
    if (request.form("act") == "change") return again(Status::ok);
    std::string wrong;
    const request::Compose command =
        app::as_composed(**picture, compose_of(request, **picture, agency->id, composing, wrong));
    const Moment now = candour.clock().now();
    const plan::Stamp stamp{now, now.date(), actor_of(request).recorded_as()};
    request::Request tried;
    if (wrong.empty()) {
      auto events = request::decide({}, command, stamp);
      if (!events) wrong = events.error().sentence;
      if (events)
        for (const request::RequestEvent& event : *events) request::apply(tried, event);
    }
    if (!wrong.empty()) {
      composing.sentence = wrong;
      composing.field = field_of(command, wrong);
      return again(Status::unprocessable);
    }
    if (request.form("act") == "send") {
      const auto composed = app::compose_request(candour, actor_of(request), command);
      // A second press of the button: it is there already.
      const bool twice = !composed && view::find_request(**picture, command.request.request) != nullptr;
      if (composed || twice)
        return tell_done(
            request, "/requests/" + command.request.request.text(),
            mail() ? "The letters are on their way." : "The request is made. Its letters wait for a mail server.");
      if (composed.error().code == ErrorCode::not_allowed) return problem(request, composed.error());
      composing.sentence = composed.error().sentence;
      composing.field = "rows";
      return again(http::problem_of(composed.error()).status);
    }
    std::vector<app::Letter> letters;
    const app::Link shown{candour.post().site + "/u/(made when it is sent)", "······"};
    for (const request::Letter& letter : tried.letters) {
      const bool code = letter.kind == request::LetterKind::code;
      letters.push_back(app::write_letter(
          **picture, tried, letter,
          {code ? std::string() : shown.address, code || !tried.restricted ? shown.code : std::string()}, "preview"));
    }
    return http::html(request_preview_page(around_of(request), **picture, *agency, tried, letters, composing, mail()));
  }

  // ---- How it is chased ----

  // Those whose requests are theirs to make.
  std::vector<const people::Partnership*> partnerships_of(const Request& request, const view::Picture& picture) const {
    std::vector<const people::Partnership*> theirs;
    const app::Actor actor = actor_of(request);
    const people::Person* person = actor.person ? people::find_person(*picture.people, *actor.person) : nullptr;
    for (const people::Partnership& each : picture.people->partnerships)
      if (!actor.person || (person && people::may(*picture.people, *person, people::Act::ask_for_updates,
                                                  {each.id, {}, 0, {}}, picture.as_at)))
        theirs.push_back(&each);
    return theirs;
  }
  Response reminders(const Request& request, const RefusedAct& refused = {}, Status status = Status::ok) const {
    auto picture = candour.picture(actor_of(request));
    if (!picture) return problem(request, picture.error());
    Around around = around_of(request, "/requests/chasing");
    return http::html(request_chasing_page(around, **picture, partnerships_of(request, **picture), refused), status);
  }
  Response choose_reminders(const Request& request) const {
    const people::PartnershipId partnership(std::string(request.form("partnership")));
    const auto days = [&](std::string_view name) { return whole<std::uint32_t>(trimmed(request.form(name))); };
    for (const char* name : {"before", "every", "most", "lead-after", "board-member-after"})
      if (const std::string_view text = trimmed(request.form(name));
          text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos || text.size() > 3)
        return reminders(
            request, {partnership.text(), "Write a whole number in each field; 0 for not at all.", typed_in(request)},
            Status::unprocessable);
    const auto chosen =
        candour.act(actor_of(request), people::ChooseReminders{partnership,
                                                               {days("before"), days("every"), days("most"),
                                                                days("lead-after"), days("board-member-after")}});
    if (chosen) return tell_done(request, "/requests/chasing", "Requests that are made from now on are chased so.");
    if (chosen.error().code != ErrorCode::bad_input) return problem(request, chosen.error());
    return reminders(request, {partnership.text(), chosen.error().sentence, typed_in(request)}, Status::unprocessable);
  }

  // ---- One request ----

  Response show(const Request& request, const RefusedAct& refused = {}, Status status = Status::ok) const {
    auto picture = candour.picture(actor_of(request));
    if (!picture) return problem(request, picture.error());
    const request::Request* found =
        view::find_request(**picture, request::RequestId(std::string(request.parameter("request"))));
    if (!found) return problem(request, {ErrorCode::not_found, {}, {}});
    if (status == Status::ok) return http::html(request_page(around_of(request), **picture, *found, refused, mail()));
    const std::string path = "/requests/" + found->id.text();
    return http::html(request_page(around_of(request, path), **picture, *found, refused, mail()), status);
  }

  // A file that came with an answer, before or after it was decided.
  Response give_evidence(const Request& request) const {
    auto picture = candour.picture(actor_of(request));
    if (!picture) return problem(request, picture.error());
    const request::Request* found = view::find_request(**picture, id_of(request));
    const request::Row* row =
        found ? request::find_row(*found, whole<request::Number>(request.parameter("row"))) : nullptr;
    const auto number = whole<std::size_t>(request.parameter("number"));
    const view::Row* action =
        row ? view::find_row(**picture, plan::action_id(row->asked.plan, row->asked.number)) : nullptr;
    const bool there = action && row->answer && number > 0 && number <= row->answer->evidence_items.size();
    const request::Evidence* evidence = there ? &row->answer->evidence_items[number - 1] : nullptr;
    if (!evidence || evidence->sha256.empty()) return problem(request, {ErrorCode::not_found, {}, {}});
    plan::Evidence sent;
    sent.sensitive = evidence->sensitive;
    if (!app::may_open(candour, actor_of(request), *action, sent))
      return problem(request, {ErrorCode::not_allowed,
                               "This file is kept for those who answer for the action and those who test what is said "
                               "of it. Ask whoever coordinates the plan.",
                               {}});
    auto file = app::kept_file(candour, evidence->sha256, evidence->name);
    if (!file) return problem(request, file.error());
    return http::attachment(std::move(file->bytes), file->media_type, file->name)
        .set("Cache-Control", "private, no-store");
  }

  Response acted(const Request& request, const Result<void>& done, const std::string& form, std::string_view sentence,
                 std::string_view anchor = {}) const {
    if (done)
      return tell_done(request, "/requests/" + std::string(request.parameter("request")) + std::string(anchor),
                       sentence);
    if (done.error().code == ErrorCode::not_found) return problem(request, done.error());
    std::string why = done.error().sentence;
    if (const std::size_t lost = why.find(" Nothing of yours was saved"); lost != std::string::npos)
      why = why.substr(0, lost) + " Nothing of yours was saved yet: what you typed is still below.";
    return show(request, {form, std::move(why), typed_in(request)}, http::problem_of(done.error()).status);
  }

  static request::RequestId id_of(const Request& request) {
    return request::RequestId(std::string(request.parameter("request")));
  }
  static std::optional<std::uint64_t> version_of(const Request& request) {
    return whole<std::uint64_t>(request.form("version"));
  }
  Result<void> act(const Request& request, const request::RequestCommand& command) const {
    return candour.act(actor_of(request), id_of(request), command, version_of(request));
  }
  Result<void> settle(const Request& request, const request::RequestCommand& command) const {
    return app::settle_letters(candour, actor_of(request), id_of(request), command, version_of(request));
  }
};

}  // namespace

void add_request_routes(http::Routes& routes, app::Candour& candour) {
  const RequestDesk desk{candour};
  routes.get("/requests", [desk](const Request& request) {
    auto picture = desk.candour.picture(actor_of(request));
    if (!picture) return desk.problem(request, picture.error());
    return http::html(requests_page(around_of(request), **picture, desk.mail()));
  });
  routes.get("/requests/new", [desk](const Request& request) { return desk.begin(request); });
  routes.post("/requests/new", [desk](const Request& request) { return desk.compose(request); });
  routes.get("/requests/chasing", [desk](const Request& request) { return desk.reminders(request); });
  routes.post("/requests/chasing", [desk](const Request& request) { return desk.choose_reminders(request); });
  routes.get("/requests/{request}/rows/{row}/evidence/{number}",
             [desk](const Request& request) { return desk.give_evidence(request); }, {.pace = http::Pace::slow});
  routes.get("/requests/{request}", [desk](const Request& request) { return desk.show(request); });

  const auto on = [&routes, desk](const std::string& act, auto handler) {
    routes.post("/requests/{request}/" + act,
                [desk, handler](const Request& request) { return handler(desk, request); });
  };
  const auto decide = [](const RequestDesk& at, const Request& request, request::DecideRow decision,
                         std::string_view sentence) {
    decision.row = whole<request::Number>(request.parameter("row"));
    decision.reason = std::string(trimmed(request.form("reason")));
    return at.acted(request,
                    app::decide_row(at.candour, actor_of(request), at.id_of(request), decision, at.version_of(request)),
                    "decide-" + std::to_string(decision.row), sentence, "#to-decide");
  };
  on("rows/{row}/accept", [decide](const RequestDesk& at, const Request& request) {
    return decide(at, request, {0, request::RowState::accepted, {}, {}, false}, "The answer is part of the plan.");
  });
  on("rows/{row}/change", [decide](const RequestDesk& at, const Request& request) {
    request::DecideRow decision{0, request::RowState::changed, {}, {}, false};
    auto picture = at.candour.picture(actor_of(request));
    const request::Request* found = picture ? view::find_request(**picture, at.id_of(request)) : nullptr;
    const request::Row* row =
        found ? request::find_row(*found, whole<request::Number>(request.parameter("row"))) : nullptr;
    if (row && row->answer) {
      decision.answer = row->answer;
      decision.answer->narrative = std::string(trimmed(request.form("narrative")));
      decision.answer->rating = std::string(trimmed(request.form("rating")));
    }
    return decide(at, request, decision, "The answer is part of the plan, as you changed it.");
  });
  on("rows/{row}/return", [decide](const RequestDesk& at, const Request& request) {
    return decide(at, request, {0, request::RowState::returned, {}, {}, false}, "The question is on their link.");
  });
  on("accept-all", [](const RequestDesk& at, const Request& request) {
    return at.acted(request, app::accept_all(at.candour, actor_of(request), at.id_of(request), at.version_of(request)),
                    "accept-all", "The answers are part of their plans.");
  });
  on("remind", [](const RequestDesk& at, const Request& request) {
    return at.acted(request, app::remind(at.candour, actor_of(request), at.id_of(request), at.version_of(request)),
                    "chase", "The reminder is on its way.", "#letters");
  });
  on("tell", [](const RequestDesk& at, const Request& request) {
    return at.acted(request, at.act(request, request::TellDecided{}), "chase",
                    "Whoever has not heard of it yet is told.", "#letters");
  });
  on("escalate", [](const RequestDesk& at, const Request& request) {
    return at.acted(
        request,
        at.act(request,
               request::Escalate{request::role_from_text(request.form("role")).value_or(request::Role::contact),
                                 {std::string(request.form("name")), std::string(request.form("email"))}}),
        "escalate", "The letter is on its way.", "#letters");
  });
  on("new-link", [](const RequestDesk& at, const Request& request) {
    return at.acted(request, at.act(request, request::SendNewLink{whole<request::Number>(request.form("person"))}),
                    "new-link", "A new link is on its way.", "#letters");
  });
  on("letters/{letter}/again", [](const RequestDesk& at, const Request& request) {
    return at.acted(request, at.act(request, request::SendAgain{whole<request::Number>(request.parameter("letter"))}),
                    "letters", "The letter goes again.", "#letters");
  });
  on("letters/{letter}/returned", [](const RequestDesk& at, const Request& request) {
    const auto letter = whole<request::Number>(request.parameter("letter"));
    return at.acted(request, at.settle(request, request::EnterReturned{letter, std::string(request.form("words"))}),
                    "letter-" + std::to_string(letter), "It is recorded that the letter came back.", "#letters");
  });
  on("close", [](const RequestDesk& at, const Request& request) {
    return at.acted(request, at.act(request, request::CloseRequest{std::string(request.form("reason"))}), "close",
                    "The request is closed.");
  });
  on("revoke", [](const RequestDesk& at, const Request& request) {
    return at.acted(request, at.settle(request, request::RevokeRequest{std::string(request.form("reason"))}), "revoke",
                    "The request was taken back.");
  });
}

}  // namespace candour::web
