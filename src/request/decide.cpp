#include <algorithm>
#include <utility>

#include "base/mail_address.h"
#include "base/refusal.h"
#include "base/text.h"
#include "request/commands.h"

namespace candour::request {
namespace {

using Events = Result<std::vector<RequestEvent>>;

constexpr std::size_t longest_name = 120;
constexpr std::size_t longest_note = 1'000;

struct Decision {
  const Request& request;
  const Stamp& stamp;

  Date today() const { return stamp.recorded.date(); }
  void add(std::vector<RequestEvent>& events, RequestBody body) const { events.push_back({stamp, std::move(body)}); }
  Events one(RequestBody body) const {
    std::vector<RequestEvent> events;
    add(events, std::move(body));
    return events;
  }
  Number next_letter() const { return static_cast<Number>(request.letters.size() + 1); }
  Number next_person() const { return static_cast<Number>(request.people.size() + 1); }

  // A letter with a link; where the plan is restricted its code follows in another.
  void queue(std::vector<RequestEvent>& events, Number& letter, Number to, LetterKind kind, bool restricted) const {
    add(events, LetterQueued{letter++, to, kind});
    if (restricted && has_link(kind)) add(events, LetterQueued{letter++, to, LetterKind::code});
  }

  static Result<Told> as_told(const Told& told) {
    Told clean{collapsed(told.name), std::string(trimmed(told.email))};
    if (clean.name.empty()) return bad_input("Give the name of the person the letter goes to.");
    if (clean.name.size() > longest_name) return bad_input("The name is too long: 120 letters at most.");
    if (!is_mail_address(clean.email))
      return bad_input("“" + shortened(collapsed(clean.email), 80) +
                       "” is no e-mail address. Write it as jo.park@police.example.");
    return clean;
  }
  Result<const Letter*> letter_of(Number number) const {
    if (const Letter* letter = find_letter(request, number)) return letter;
    return not_found("This request has no letter " + std::to_string(number) + ".");
  }
  Result<const Person*> person_of(Number number) const {
    if (const Person* person = find_person(request, number)) return person;
    return not_found("This request has nobody of that number.");
  }

  Events operator()(const Compose& command) const {
    if (request.version > 0) return conflict("There is already a request of this id.");
    Composed composed = command.request;
    if (!is_id_text(composed.request.text())) return bad_input("The request has no valid id.");
    if (composed.agency.empty()) return bad_input("Say which agency is asked.");
    if (composed.rows.empty()) return bad_input("Choose one action at least to ask about.");
    for (std::size_t i = 0; i < composed.rows.size(); ++i)
      if (std::find(composed.rows.begin(), composed.rows.begin() + static_cast<std::ptrdiff_t>(i), composed.rows[i]) !=
          composed.rows.begin() + static_cast<std::ptrdiff_t>(i))
        return bad_input("One action is asked about twice.");
    composed.asked_by = collapsed(composed.asked_by);
    composed.meeting = collapsed(composed.meeting);
    composed.reply_to = std::string(trimmed(composed.reply_to));
    if (composed.asked_by.empty()) return bad_input("Say who asks, as the letter is to say it.");
    if (composed.asked_by.size() > longest_name) return bad_input("Who asks is too long: 120 letters at most.");
    if (!composed.reply_to.empty() && !is_mail_address(composed.reply_to))
      return bad_input("“" + shortened(collapsed(composed.reply_to), 80) +
                       "”, where replies go, is no e-mail address.");
    if (composed.note.size() > longest_note) return bad_input("The words of your own are too long: 1,000 at most.");
    if (composed.deadline <= today()) return bad_input("The deadline must be after today.");
    if (composed.deadline > today().plus_days(longest_days))
      return bad_input("The deadline must be within 60 days, for no link lives longer: " +
                       today().plus_days(longest_days).words() + " at the latest.");
    if (composed.chasing.most_reminders > most_reminders_ever) return bad_input("At most 5 reminders can be sent.");
    if (command.people.empty()) return bad_input("Say whom to ask.");
    for (std::vector<Told>* told : {&composed.lead, &composed.board_member}) {
      if (told->empty()) continue;
      CANDOUR_TRY(clean, as_told(told->front()));
      *told = {clean};
    }
    std::vector<Told> people;
    for (const Told& told : command.people) {
      CANDOUR_TRY(clean, as_told(told));
      for (const Told& other : people)
        if (equal_ignoring_case(other.email, clean.email)) return bad_input("“" + clean.email + "” is asked twice.");
      people.push_back(std::move(clean));
    }
    std::vector<RequestEvent> events;
    const bool restricted = composed.restricted;
    add(events, std::move(composed));
    Number number = 0, letter = 1;
    for (Told& told : people)
      add(events, PersonAdded{++number, Role::contact, std::move(told.name), std::move(told.email)});
    for (Number to = 1; to <= number; ++to) queue(events, letter, to, LetterKind::asking, restricted);
    return events;
  }

  Events operator()(const Remind&) const {
    if (awaited(request).empty()) return conflict("Nothing is awaited any more, so there is nothing to remind of.");
    if (reminders(request) >= request.chasing.most_reminders)
      return fail(ErrorCode::not_allowed, "This request has had " + std::to_string(reminders(request)) +
                                              " reminders, which is its limit. Escalate it, or close it and ask anew.");
    std::vector<RequestEvent> events;
    Number letter = next_letter();
    for (const Letter& each : request.letters) {
      if (each.kind == LetterKind::reminder && each.queued.date() == today())
        return conflict("A reminder has gone out today already.");
      if (each.kind == LetterKind::asking && each.queued.date() == today())
        return conflict("They were asked only today. A reminder can go tomorrow at the earliest.");
    }
    for (const Person& person : request.people) {
      const std::vector<const Row*> rows = rows_of(request, person.number);
      if (std::any_of(rows.begin(), rows.end(), [](const Row* row) {
            return row->state == RowState::awaited || row->state == RowState::returned;
          }))
        queue(events, letter, person.number, LetterKind::reminder, request.restricted);
    }
    return events;
  }

  Events operator()(const Escalate& command) const {
    if (command.role != Role::lead && command.role != Role::board_member)
      return bad_input("Escalate to the agency's lead or to its board member.");
    if (awaited(request).empty()) return conflict("Nothing is awaited any more, so there is nothing to escalate.");
    CANDOUR_TRY(told, as_told(command.to));
    for (const Person& person : request.people)
      if (person.role == command.role)
        return conflict(person.name + " was told on an earlier day. One " + std::string(in_words(command.role)) +
                        " is told once.");
    std::vector<RequestEvent> events;
    Number letter = next_letter();
    const Number number = next_person();
    add(events, PersonAdded{number, command.role, told.name, told.email});
    queue(events, letter, number, LetterKind::escalation, request.restricted);
    return events;
  }

  Events operator()(const AttemptLetter& command) const {
    CANDOUR_TRY(letter, letter_of(command.letter));
    if (letter->state != LetterState::queued) return conflict("This letter is not waiting to be sent.");
    if (stamp.recorded < ready_at(*letter)) return conflict("This letter is tried again later.");
    return one(LetterAttempted{command.letter});
  }

  Events operator()(const SettleLetter& command) const {
    CANDOUR_TRY(letter, letter_of(command.letter));
    if (letter->state != LetterState::attempted) return conflict("This letter is not being sent.");
    if (command.state == LetterState::attempted || command.state == LetterState::returned)
      return bad_input("That is no outcome of sending.");
    if (command.state == LetterState::queued && letter->tries >= most_tries)
      return one(
          LetterSettled{command.letter, LetterState::refused,
                        "Given up after " + std::to_string(letter->tries) + " tries. The last: " + command.words});
    return one(LetterSettled{command.letter, command.state, command.words});
  }

  Events operator()(const EnterReturned& command) const {
    CANDOUR_TRY(letter, letter_of(command.letter));
    if (letter->state != LetterState::sent && letter->state != LetterState::may_have_been_sent)
      return conflict("Only a letter that was sent, or may have been, can come back.");
    if (is_missing(command.words)) return bad_input("Say what the returned letter said, in a few words.");
    return one(LetterSettled{command.letter, LetterState::returned, std::string(trimmed(command.words))});
  }

  Events operator()(const SendAgain& command) const {
    CANDOUR_TRY(letter, letter_of(command.letter));
    if (letter->state == LetterState::queued || letter->state == LetterState::attempted)
      return conflict("This letter is on its way already.");
    if (letter->state == LetterState::sent) return conflict("This letter was sent. To write again, send a reminder.");
    for (const Letter& later : request.letters)
      if (later.number > letter->number && later.to == letter->to && later.kind == letter->kind)
        return conflict("It was sent again already.");
    // A code alone belongs to a link that nobody may have: both go again.
    std::vector<RequestEvent> events;
    Number number = next_letter();
    queue(events, number, letter->to, letter->kind == LetterKind::code ? LetterKind::asking : letter->kind,
          request.restricted);
    return events;
  }

  Events operator()(const ContinueLink& command) const {
    CANDOUR_TRY(person, person_of(command.person));
    if (person->continued) return std::vector<RequestEvent>();
    return one(LinkContinued{command.person});
  }

  Events operator()(const SendAnswers& command) const {
    CANDOUR_TRY(person, person_of(command.person));
    if (command.answers.empty()) return bad_input("Answer one of the actions at least.");
    if (!is_id_text(command.reference)) return bad_input("The receipt has no reference.");
    const std::vector<const Row*> theirs = rows_of(request, person->number);
    std::vector<Number> seen;
    for (const RowAnswer& each : command.answers) {
      const auto row =
          std::find_if(theirs.begin(), theirs.end(), [&](const Row* mine) { return mine->number == each.row; });
      if (row == theirs.end() || std::find(seen.begin(), seen.end(), each.row) != seen.end())
        return not_found("There is no such action among those you were asked about.");
      seen.push_back(each.row);
      if (is_settled(**row))
        return conflict("What you said of action " + std::to_string(each.row) +
                        " has been accepted meanwhile. It cannot be answered again here.");
      if (const std::vector<Fault> wrong = faults(each.answer, today()); !wrong.empty())
        return bad_input("Action " + std::to_string(each.row) + ": " + wrong.front().sentence);
    }
    return one(AnswersSent{command.person, command.reference, command.answers});
  }

  Events operator()(const HandOn& command) const {
    CANDOUR_TRY(person, person_of(command.person));
    if (command.rows.empty()) return bad_input("Choose what is not yours to answer.");
    CANDOUR_TRY(told, as_told(command.to));
    if (command.because.size() > longest_note) return bad_input("The word with it is too long: 1,000 letters at most.");
    for (const Person& other : request.people)
      if (equal_ignoring_case(other.email, told.email) && other.number == person->number)
        return bad_input("That is your own address.");
    const std::vector<const Row*> theirs = rows_of(request, person->number);
    for (const Number number : command.rows) {
      const auto row =
          std::find_if(theirs.begin(), theirs.end(), [&](const Row* mine) { return mine->number == number; });
      if (row == theirs.end()) return not_found("There is no such action among those you were asked about.");
      if (is_settled(**row)) return conflict("What was said of it has been accepted, so there is nothing to hand on.");
    }
    // Enough for any agency; what is beyond it is somebody sending letters with us.
    if (request.people.size() >= 20)
      return fail(ErrorCode::not_allowed, "This request has been handed on to as many people as it can be.");
    std::vector<RequestEvent> events;
    Number letter = next_letter();
    const Number number = next_person();
    add(events, PersonAdded{number, Role::colleague, told.name, told.email});
    add(events, RowsHandedOn{person->number, number, command.rows, std::string(trimmed(command.because))});
    queue(events, letter, number, LetterKind::handing_over, request.restricted);
    return events;
  }

  Events operator()(const SendNewLink& command) const {
    CANDOUR_TRY(person, person_of(command.person));
    const auto of_today = std::count_if(request.letters.begin(), request.letters.end(), [&](const Letter& letter) {
      return letter.kind == LetterKind::new_link && letter.to == person->number && letter.queued.date() == today();
    });
    if (of_today >= 3)
      return fail(ErrorCode::not_allowed, person->name + " has been sent three new links today, which is the limit.");
    std::vector<RequestEvent> events;
    Number letter = next_letter();
    queue(events, letter, person->number, LetterKind::new_link, request.restricted);
    return events;
  }

  Events operator()(const AskForNewLink& command) const {
    CANDOUR_TRY(person, person_of(command.person));
    if (request.state == State::open) return conflict("This request is open: the link that you were sent still opens.");
    if (!equal_ignoring_case(trimmed(command.address), person->email))
      return bad_input("Type the address at which you were asked.");
    for (const Happening& each : request.history)
      if (each.what == new_link_asked_by(*person) && each.recorded.date() == today())
        return std::vector<RequestEvent>();
    return one(NewLinkAsked{command.person});
  }

  Events operator()(const DecideRow& command) const {
    const Row* row = find_row(request, command.row);
    if (!row) return not_found("This request has no row " + std::to_string(command.row) + ".");
    if (row->state != RowState::answered)
      return conflict(row->answer ? "What was said of this action has been decided already."
                                  : "Nothing has been said of this action yet.");
    if (command.at_once && (!request.accept_at_once || command.state != RowState::accepted))
      return fail(ErrorCode::not_allowed, "Answers to this request wait for a person to accept them.");
    RowDecided decided{command.row,     command.state,   {}, std::string(trimmed(command.reason)),
                       command.at_once, command.together};
    switch (command.state) {
      case RowState::accepted:
        break;
      case RowState::changed:
        if (decided.reason.empty()) return bad_input("Say why the answer is changed.");
        if (!command.answer || *command.answer == *row->answer)
          return bad_input("Nothing of the answer is changed. Accept it as it is.");
        if (const std::vector<Fault> wrong = faults(*command.answer, today()); !wrong.empty())
          return bad_input(wrong.front().sentence);
        decided.answer.push_back(*command.answer);
        break;
      case RowState::returned:
        if (request.state != State::open)
          return conflict("This request is closed, so nobody can answer a question. Accept the answer, or change it.");
        if (decided.reason.empty()) return bad_input("Say what you ask them: the question goes back with the row.");
        break;
      case RowState::awaited:
      case RowState::answered:
        return bad_input("Accept the answer, change it or send it back.");
    }
    return one(std::move(decided));
  }

  Events operator()(const UndoDecisions& command) const {
    if (is_missing(command.reason)) return bad_input("Say why it is undone.");
    const bool stands = std::any_of(request.rows.begin(), request.rows.end(), [&](const Row& row) {
      return !command.together.empty() && row.together == command.together && is_settled(row);
    });
    if (!stands) return conflict("What was accepted then does not stand any more.");
    return one(RowsUndecided{command.together, std::string(trimmed(command.reason))});
  }

  Events operator()(const TellDecided&) const {
    std::vector<RequestEvent> events;
    Number letter = next_letter();
    for (const Person& person : request.people) {
      Moment told;  // the last time
      for (const Letter& each : request.letters)
        if (each.to == person.number && each.kind == LetterKind::decided) told = std::max(told, each.queued);
      const bool news = std::any_of(request.rows.begin(), request.rows.end(), [&](const Row& row) {
        return row.answered_by == person.number && !row.at_once && row.decided > told &&
               (is_settled(row) || row.state == RowState::returned);
      });
      if (news) queue(events, letter, person.number, LetterKind::decided, request.restricted);
    }
    return events;
  }

  Events operator()(const SetCodesApart&) const {
    if (request.restricted) return std::vector<RequestEvent>();
    std::vector<RequestEvent> events;
    add(events, CodesSetApart{});
    Number next = next_letter();
    for (const Letter& letter : request.letters) {
      if (letter.state != LetterState::queued || !has_link(letter.kind)) continue;
      add(events, LetterSettled{letter.number, LetterState::refused,
                                "Not sent: the plan was restricted meanwhile. It goes anew, its code apart."});
      queue(events, next, letter.to, letter.kind, true);
    }
    return events;
  }
  Events operator()(const CloseRequest& command) const {
    if (is_missing(command.reason)) return bad_input("Say why the request is closed.");
    return one(RequestClosed{std::string(trimmed(command.reason))});
  }
  Events operator()(const RevokeRequest& command) const {
    if (is_missing(command.reason)) return bad_input("Say why the request is revoked.");
    return one(RequestRevoked{std::string(trimmed(command.reason))});
  }
  Events operator()(const SucceedAgency& command) const {
    if (!is_id_text(command.agency.text()) || command.agency == request.agency)
      return bad_input("Choose another agency.");
    if (is_missing(command.reason)) return bad_input("Say why the request goes to another agency.");
    return one(AgencySucceeded{command.agency, std::string(trimmed(command.reason))});
  }
};

}  // namespace

Events decide(const Request& request, const RequestCommand& command, const Stamp& stamp) {
  if (!std::holds_alternative<Compose>(command)) {
    if (request.version == 0) return fail(ErrorCode::not_found, "There is no such request.");
    // What the mail server said of a letter is a fact whenever it is said, and so is what came back.
    const bool of_a_letter =
        std::holds_alternative<SettleLetter>(command) || std::holds_alternative<EnterReturned>(command);
    // An answer that came in time can be decided for as long as the request was not revoked.
    const bool of_an_answer = request.state == State::closed && (std::holds_alternative<DecideRow>(command) ||
                                                                 std::holds_alternative<UndoDecisions>(command));
    if (!of_a_letter && !of_an_answer && !std::holds_alternative<AskForNewLink>(command) &&
        request.state != State::open)
      return conflict("This request is " + std::string(to_text(request.state)) + ": " + request.ended_because);
  }
  return std::visit(Decision{request, stamp}, command);
}

std::vector<RequestCommand> due_by_rule(const Request& request, Date today) {
  std::vector<RequestCommand> due;
  if (request.state != State::open) return due;
  const bool settled = std::all_of(request.rows.begin(), request.rows.end(), is_settled);
  if (settled) {
    Moment last;
    for (const Row& row : request.rows) last = std::max(last, row.decided);
    if (today > last.date().plus_days(days_to_look))
      due.push_back(CloseRequest{"Everything was answered and accepted."});
    return due;
  }
  if (today > last_day(request)) {
    due.push_back(CloseRequest{awaited(request).empty() ? "Its 60 days are over."
                                                        : "Its 60 days are over, and not everything was answered."});
    return due;
  }
  const Chasing& chasing = request.chasing;
  if (chasing.by_hand || awaited(request).empty()) return due;
  const auto after = [&](std::uint32_t days) { return request.deadline.plus_days(static_cast<std::int32_t>(days)); };
  const auto told = [&](Role role) {
    return std::any_of(request.people.begin(), request.people.end(),
                       [&](const Person& person) { return person.role == role; });
  };
  if (reminders(request) < chasing.most_reminders) {
    Date last = request.made.date();
    for (const Letter& letter : request.letters)
      if (letter.kind == LetterKind::reminder || letter.kind == LetterKind::asking)
        last = std::max(last, letter.queued.date());
    const Date first = request.deadline.plus_days(-static_cast<std::int32_t>(chasing.remind_before));
    const bool reminded = reminders(request) > 0;
    const bool before = chasing.remind_before > 0 && !reminded && today >= first && today <= request.deadline;
    const bool late = chasing.remind_every > 0 && today > request.deadline &&
                      today >= last.plus_days(static_cast<std::int32_t>(chasing.remind_every));
    if (today > last && (before || late)) due.push_back(Remind{});
  }
  if (request.lead && !told(Role::lead) && today >= after(chasing.lead_after) && chasing.lead_after > 0)
    due.push_back(Escalate{Role::lead, *request.lead});
  if (request.board_member && !told(Role::board_member) && today >= after(chasing.board_member_after) &&
      chasing.board_member_after > 0)
    due.push_back(Escalate{Role::board_member, *request.board_member});
  return due;
}

}  // namespace candour::request
