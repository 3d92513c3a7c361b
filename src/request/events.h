#pragma once
// What has happened to a request, as facts that never change. apply() folds one into the state; it never fails and
// never decides. Pure.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/event.h"
#include "request/request.h"

namespace candour::request {

struct Composed {
  RequestId request;
  plan::AgencyId agency;
  std::vector<Asked> rows;  // numbered from 1 in this order
  std::string asked_by;
  std::string reply_to;
  Date deadline;
  std::string meeting;
  std::string note;
  bool accept_at_once = false;
  bool restricted = false;
  Chasing chasing;
  std::vector<Told> lead;  // one or none
  std::vector<Told> board_member;
  bool operator==(const Composed&) const = default;
};
struct PersonAdded {
  Number number = 0;
  Role role = Role::contact;
  std::string name;
  std::string email;
  std::string signs_in_as = {};  // a person's id; empty where nobody signs in with that address, and in old records
  bool operator==(const PersonAdded&) const = default;
};
struct RowsHandedOn {  // to a person who was added just before
  Number from = 0;
  Number to = 0;
  std::vector<Number> rows;
  std::string because;
  bool operator==(const RowsHandedOn&) const = default;
};
struct LetterQueued {
  Number letter = 0;
  Number to = 0;
  LetterKind kind = LetterKind::asking;
  bool operator==(const LetterQueued&) const = default;
};
struct LetterAttempted {
  Number letter = 0;
  bool operator==(const LetterAttempted&) const = default;
};
// state: sent, refused, may_have_been_sent, returned; queued where it is tried again later.
struct LetterSettled {
  Number letter = 0;
  LetterState state = LetterState::sent;
  std::string words;
  bool operator==(const LetterSettled&) const = default;
};
struct LinkContinued {
  Number person = 0;
  bool operator==(const LinkContinued&) const = default;
};
struct RowAnswer {
  Number row = 0;
  Answer answer;
  bool operator==(const RowAnswer&) const = default;
};
struct AnswersSent {
  Number person = 0;
  std::string reference;
  std::vector<RowAnswer> answers;
  std::string signs_in_as = {};  // as of PersonAdded, at that moment
  bool operator==(const AnswersSent&) const = default;
};
// state: accepted, changed (to `answer`) or returned. `together`: the id of what it did to its plan (plan::StepTaken).
struct RowDecided {
  Number row = 0;
  RowState state = RowState::accepted;
  std::vector<Answer> answer;  // what was taken; of changed alone
  std::string reason;
  bool at_once = false;
  std::string together = {};
  bool operator==(const RowDecided&) const = default;
};
// What was decided together was undone: its rows wait to be decided again.
struct RowsUndecided {
  std::string together;
  std::string reason;
  bool operator==(const RowsUndecided&) const = default;
};
// By somebody whose link no longer opens anything.
struct NewLinkAsked {
  Number person = 0;
  bool operator==(const NewLinkAsked&) const = default;
};
struct RequestClosed {
  std::string reason;
  bool operator==(const RequestClosed&) const = default;
};
struct RequestRevoked {
  std::string reason;
  bool operator==(const RequestRevoked&) const = default;
};
// Another body has taken the agency's place: it answers from now on. Who was asked stays, and their links with them.
struct AgencySucceeded {
  plan::AgencyId agency;
  std::string reason;
  bool operator==(const AgencySucceeded&) const = default;
};
// A plan of it was restricted after it was made: from now on codes travel apart.
struct CodesSetApart {
  bool operator==(const CodesSetApart&) const = default;
};
using RequestBody = std::variant<Composed, PersonAdded, RowsHandedOn, LetterQueued, LetterAttempted, LetterSettled,
                                 LinkContinued, AnswersSent, RowDecided, RequestClosed, RequestRevoked, NewLinkAsked,
                                 RowsUndecided, AgencySucceeded, CodesSetApart>;
using RequestEvent = Event<RequestBody>;

// Total: one that names what is not there changes nothing but the version. Call it as request::apply.
void apply(Request& request, const RequestEvent& event);

}  // namespace candour::request
