#pragma once
// What is to be done with a request, by a person or by the rules of chasing. decide() answers with the events that
// follow, or with a sentence why not; it changes nothing and asks nothing of the world. Every rule is a row in
// decide_test.cpp. Pure.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "request/events.h"

namespace candour::request {

// Needs rows, one person at least, and a deadline after today and within longest_days. One letter is queued for each
// person, two where the plan is restricted: the code travels apart.
struct Compose {
  Composed request;
  std::vector<Told> people;
};
// One more letter to everybody who was asked and still holds a row that waits. Refused where nothing waits, beyond
// the cap, and twice on one day.
struct Remind {};
// The agency's lead or board member is told, once each, and gets a link of their own.
struct Escalate {
  Role role = Role::lead;
  Told to;
};
struct AttemptLetter {
  Number letter = 0;
};
// What the mail server said: sent, refused, may_have_been_sent, or queued for a later try, which after most_tries is
// refused. Also what a restart makes of an attempt without an outcome: may_have_been_sent.
struct SettleLetter {
  Number letter = 0;
  LetterState state = LetterState::sent;
  std::string words;
};
// It came back to the coordinator's own address.
struct EnterReturned {
  Number letter = 0;
  std::string words;
};
// Again to the same person, by a person's own word: one that was refused, came back, or may have been sent.
struct SendAgain {
  Number letter = 0;
};
struct ContinueLink {
  Number person = 0;
};
// Each answer must be whole (faults()) and of a row this person holds that is not settled.
struct SendAnswers {
  Number person = 0;
  std::string reference;
  std::vector<RowAnswer> answers;
};
// Not mine: somebody else of the agency answers these, by a link of their own.
struct HandOn {
  Number person = 0;
  std::vector<Number> rows;
  Told to;
  std::string because;
};
// To somebody who was asked and has lost the letter, by a person's word; three a day at most.
struct SendNewLink {
  Number person = 0;
};
// By somebody whose link no longer opens anything, for the request is closed: whoever asked is told, and nothing is
// sent. `address`: what they typed; nothing is recorded unless it is their own. Once a day.
struct AskForNewLink {
  Number person = 0;
  std::string address;
};
// Of an answered row. To change it needs a reason and the answer as changed; to send it back a question.
struct DecideRow {
  Number row = 0;
  RowState state = RowState::accepted;
  std::optional<Answer> answer;
  std::string reason;
  bool at_once = false;
  std::string together = {};  // the id of what it does to its plan
};
// What was decided together and stands is undone, as its plans undo it: its rows wait to be decided again.
struct UndoDecisions {
  std::string together;
  std::string reason;
};
// Tells everybody whose answers were decided since they were last told.
struct TellDecided {};
// From now on codes travel apart, for a plan of it is restricted. A letter that has not gone yet and would bring both
// is given up, and goes anew in two.
struct SetCodesApart {};
struct CloseRequest {
  std::string reason;
};
struct RevokeRequest {
  std::string reason;
};
// Another body has taken the agency's place: it answers from now on.
struct SucceedAgency {
  plan::AgencyId agency;
  std::string reason;
};
using RequestCommand =
    std::variant<Compose, Remind, Escalate, AttemptLetter, SettleLetter, EnterReturned, SendAgain, ContinueLink,
                 SendAnswers, HandOn, SendNewLink, AskForNewLink, DecideRow, TellDecided, CloseRequest, RevokeRequest,
                 UndoDecisions, SucceedAgency, SetCodesApart>;

// Fails with bad_input (the sentence names the field), not_found, not_allowed (a cap) or conflict (it is not as the
// command believes; closed or revoked).
Result<std::vector<RequestEvent>> decide(const Request& request, const RequestCommand& command, const Stamp& stamp);

// What the rules of chasing ask for today, in order; nothing for a request that is not open. Each is to be decided in
// turn; one that is refused is passed over.
std::vector<RequestCommand> due_by_rule(const Request& request, Date today);

}  // namespace candour::request
