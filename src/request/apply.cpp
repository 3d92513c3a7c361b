#include <algorithm>
#include <utility>

#include "request/events.h"

namespace candour::request {
namespace {

template <class Thing>
Thing* numbered(std::vector<Thing>& things, Number number) {
  const auto found =
      std::find_if(things.begin(), things.end(), [&](const Thing& each) { return each.number == number; });
  return found == things.end() ? nullptr : &*found;
}

class Fold {
 public:
  Fold(Request& request, const Stamp& stamp) : request_(request), stamp_(stamp) {}

  void operator()(const Composed& event) {
    request_.id = event.request;
    request_.agency = event.agency;
    request_.asked_by = event.asked_by;
    request_.reply_to = event.reply_to;
    request_.deadline = event.deadline;
    request_.meeting = event.meeting;
    request_.note = event.note;
    request_.accept_at_once = event.accept_at_once;
    request_.restricted = event.restricted;
    request_.chasing = event.chasing;
    if (!event.lead.empty()) request_.lead = event.lead.front();
    if (!event.board_member.empty()) request_.board_member = event.board_member.front();
    for (const Asked& asked : event.rows) {
      Row& row = request_.rows.emplace_back();
      row.number = static_cast<Number>(request_.rows.size());
      row.asked = asked;
    }
    request_.made = stamp_.recorded;
    request_.made_by = stamp_.actor;
    note("composed", std::to_string(event.rows.size()) + (event.rows.size() == 1 ? " update" : " updates") + " by " +
                         event.deadline.words());
  }

  void operator()(const PersonAdded& event) {
    if (event.number == 0 || numbered(request_.people, event.number)) return;
    Person& person = request_.people.emplace_back();
    person.number = event.number;
    person.role = event.role;
    person.name = event.name;
    person.email = event.email;
    remember(person, event.signs_in_as);
  }

  void operator()(const RowsHandedOn& event) {
    Person* to = numbered(request_.people, event.to);
    if (!to) return;
    to->handed_by = event.from;
    to->handed_because = event.because;
    for (const Number number : event.rows)
      if (Row* row = numbered(request_.rows, number)) {
        row->holder = event.to;
        note("handed to " + to->name, event.because, number);
      }
  }

  void operator()(const LetterQueued& event) {
    if (event.letter == 0 || numbered(request_.letters, event.letter)) return;
    Letter& letter = request_.letters.emplace_back();
    letter.number = event.letter;
    letter.to = event.to;
    letter.kind = event.kind;
    letter.queued = letter.changed = stamp_.recorded;
    if (event.kind == LetterKind::reminder || event.kind == LetterKind::escalation ||
        event.kind == LetterKind::new_link)
      note(event.kind == LetterKind::reminder     ? "reminded " + name_of(event.to)
           : event.kind == LetterKind::escalation ? "escalated to " + name_of(event.to)
                                                  : "new link for " + name_of(event.to));
  }

  void operator()(const LetterAttempted& event) {
    Letter* letter = numbered(request_.letters, event.letter);
    if (!letter) return;
    letter->state = LetterState::attempted;
    letter->attempted = letter->changed = stamp_.recorded;
    ++letter->tries;
  }

  void operator()(const LetterSettled& event) {
    Letter* letter = numbered(request_.letters, event.letter);
    if (!letter) return;
    letter->state = event.state;
    letter->words = event.words;
    letter->changed = stamp_.recorded;
    const std::string to = name_of(letter->to);
    switch (event.state) {
      case LetterState::sent:
        return note("sent to " + to);
      case LetterState::refused:
        return note("refused by the mail server, for " + to, event.words);
      case LetterState::may_have_been_sent:
        return note("may have been sent to " + to, event.words);
      case LetterState::returned:
        return note("came back from " + to, event.words);
      case LetterState::queued:
      case LetterState::attempted:
        return;
    }
  }

  void operator()(const LinkContinued& event) {
    Person* person = numbered(request_.people, event.person);
    if (!person || person->continued) return;
    person->continued = stamp_.recorded;
    note("continued by " + person->name);
  }

  void operator()(const AnswersSent& event) {
    if (Person* person = numbered(request_.people, event.person)) remember(*person, event.signs_in_as);
    for (const RowAnswer& each : event.answers) {
      Row* row = numbered(request_.rows, each.row);
      if (!row) continue;
      if (row->answer) row->earlier.push_back(std::move(*row->answer));
      row->answer = each.answer;
      row->answered_by = event.person;
      row->answered = stamp_.recorded;
      row->reference = event.reference;
      row->state = RowState::answered;
      row->taken.reset();
      note("answered by " + name_of(event.person), event.reference, each.row);
    }
  }

  void operator()(const RowDecided& event) {
    Row* row = numbered(request_.rows, event.row);
    if (!row) return;
    row->state = event.state;
    row->decided_by = stamp_.actor;
    row->decided = stamp_.recorded;
    row->reason = event.reason;
    row->at_once = event.at_once;
    row->together = event.together;
    if (event.state == RowState::changed && !event.answer.empty())
      row->taken = event.answer.front();
    else if (event.state == RowState::accepted)
      row->taken = row->answer;
    note(event.at_once                       ? "accepted at once, as this partnership chose"
         : event.state == RowState::accepted ? "accepted"
         : event.state == RowState::changed  ? "accepted with a change"
                                             : "sent back",
         event.reason, event.row);
  }

  void operator()(const RowsUndecided& event) {
    for (Row& row : request_.rows) {
      if (event.together.empty() || row.together != event.together || !is_settled(row)) continue;
      row.state = RowState::answered;
      row.taken.reset();
      row.decided_by.clear();
      row.decided = {};
      row.reason.clear();
      row.at_once = false;
      row.together.clear();
      note("acceptance undone", event.reason, row.number);
    }
  }

  void operator()(const NewLinkAsked& event) {
    if (const Person* person = find_person(request_, event.person)) note(new_link_asked_by(*person));
  }

  void operator()(const AgencySucceeded& event) {
    note("another agency takes the place of " + request_.agency.text(), event.reason);
    request_.agency = event.agency;
  }

  void operator()(const CodesSetApart&) {
    request_.restricted = true;
    note("codes travel apart from now on, for a plan was restricted");
  }
  void operator()(const RequestClosed& event) { end(State::closed, event.reason, "closed"); }
  void operator()(const RequestRevoked& event) { end(State::revoked, event.reason, "revoked"); }

 private:
  static void remember(Person& person, const std::string& id) {
    std::vector<std::string>& ids = person.signs_in_as;
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  void end(State state, const std::string& reason, const char* what) {
    request_.state = state;
    request_.ended_because = reason;
    note(what, reason);
  }
  std::string name_of(Number number) const {
    const Person* person = find_person(request_, number);
    return person ? person->name : "somebody";
  }
  void note(std::string what, std::string words = {}, Number row = 0) {
    request_.history.push_back({stamp_.recorded, stamp_.actor, std::move(what), std::move(words), row});
  }

  Request& request_;
  const Stamp& stamp_;
};

}  // namespace

void apply(Request& request, const RequestEvent& event) {
  ++request.version;
  std::visit(Fold(request, event.stamp), event.body);
  request.changed = event.stamp.recorded;
}

}  // namespace candour::request
