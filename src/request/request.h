#pragma once
// A request as it stands: an agency is asked by letter how some of its actions stand, by a day. What became of every
// letter, who continued, what was answered row by row and what was decided about it. Built by folding events (events.h)
// and by nothing else. It knows actions by plan and number alone. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "plan/partnership.h"
#include "plan/plan.h"

namespace candour::request {

using RequestId = Id<struct RequestTag>;  // ten letters; in URLs
// A row's, a person's and a letter's own number in their request, each counted from 1. 0: none.
using Number = std::uint32_t;

// ---- What is said ----

enum class Saying { update, no_change, complete };
struct Evidence {      // a file that is kept already, or a link; as in plan::Evidence
  std::string sha256;  // empty for a link
  std::string name;    // of the file
  std::string description;
  Date date;  // of the evidence itself
  std::string link = {};
  bool of_practice = false;
  std::string about = {};
  std::optional<Date> expires = {};
  bool sensitive = false;
  bool operator==(const Evidence&) const = default;
};
inline constexpr std::size_t most_evidence = 10;  // of one answer
// Of an answer's narrative and of its words of evidence, in bytes: together what a plan takes (plan::most_said).
inline constexpr std::size_t most_narrative = 12'000;
inline constexpr std::size_t most_shown = 7'000;

// What somebody says of one action: a proposal until it is accepted.
struct Answer {
  Saying saying = Saying::update;
  std::string narrative;  // how it stands; of no_change the word why
  std::string rating;     // as the plan's key writes it; empty: as it stands
  std::optional<Date> forecast;
  std::optional<Date> completed;  // of complete
  std::string evidence;           // what shows it, or "none, because …"
  std::vector<Evidence> evidence_items;
  bool operator==(const Answer&) const = default;
};
// What is missing or cannot be, for the person who writes it: a sentence that names the field; empty where it can be
// sent. `today` bounds the day of completion.
struct Fault {
  std::string field;  // "narrative", "completed", "evidence", "forecast"
  std::string sentence;
};
std::vector<Fault> faults(const Answer& answer, Date today);

// ---- Whom ----

enum class Role { contact, lead, board_member, colleague };
struct Person {
  Number number = 0;
  Role role = Role::contact;
  std::string name;
  std::string email;
  Number handed_by = 0;             // of a colleague: who named them
  std::string handed_because;       // the word with it; may be empty
  std::optional<Moment> continued;  // the first time the code was typed rightly
  // Who signs in with that address, as it was when they were asked and each time they answered; addresses change.
  std::vector<std::string> signs_in_as = {};
  bool operator==(const Person&) const = default;
};

// ---- What is asked ----

struct Asked {  // an action
  plan::PlanId plan;
  plan::Number number = 0;
  bool operator==(const Asked&) const = default;
};
enum class RowState { awaited, answered, accepted, changed, returned };
struct Row {
  Number number = 0;
  Asked asked;
  Number holder = 0;  // the colleague it was handed to
  RowState state = RowState::awaited;
  std::optional<Answer> answer;  // the last that was sent
  Number answered_by = 0;
  Moment answered;
  std::string reference;        // on the receipt
  std::optional<Answer> taken;  // what was accepted: the answer, or as it was changed
  std::string decided_by;
  Moment decided;
  std::string reason;         // for changing it, or the question with which it was sent back
  bool at_once = false;       // accepted as it came, as the partnership chose
  std::string together = {};  // the id of what deciding it did to its plan
  std::vector<Answer> earlier;
  bool operator==(const Row&) const = default;
};
// Nobody waits for the agency any more: accepted as it came or changed.
bool is_settled(const Row& row);

// ---- Letters ----

// new_link: to somebody who has lost the letter. code: alone, where the plan is restricted. decided: what became of the
// answers.
enum class LetterKind { asking, reminder, escalation, handing_over, new_link, code, decided };
// attempted: handed to the mail server, and nothing is known yet. After a restart that is may_have_been_sent.
// returned: it came back later, as a person has entered by hand.
enum class LetterState { queued, attempted, sent, refused, may_have_been_sent, returned };
struct Letter {
  Number number = 0;
  Number to = 0;  // a person of the request
  LetterKind kind = LetterKind::asking;
  LetterState state = LetterState::queued;
  Moment queued;
  std::optional<Moment> attempted;  // the last time
  std::uint32_t tries = 0;
  std::string words;  // the mail server's own, or what came back
  Moment changed;
  bool operator==(const Letter&) const = default;
};
// It carries a link of its own: all but code.
bool has_link(LetterKind kind);
// The earliest moment for the next try: at once, then after 5, 10, 20 … minutes, never more than 4 hours.
Moment ready_at(const Letter& letter);
inline constexpr std::uint32_t most_tries = 12;  // a day and a half; then it is refused

// ---- Chasing by rule ----

struct Chasing {
  bool by_hand = false;                   // nothing goes by rule
  std::uint32_t remind_before = 3;        // days before the deadline
  std::uint32_t remind_every = 7;         // days, after the deadline
  std::uint32_t most_reminders = 3;       // by rule and by hand together
  std::uint32_t lead_after = 7;           // days after the deadline the agency's lead is told
  std::uint32_t board_member_after = 14;  // and its board member
  bool operator==(const Chasing&) const = default;
};
inline constexpr std::uint32_t most_reminders_ever = 5;
// Links and codes live no longer than this after the request was made, and a deadline lies within it.
inline constexpr std::int32_t longest_days = 60;
// Once everything is settled the agency can still look at what was decided for so long.
inline constexpr std::int32_t days_to_look = 14;

// Somebody who is told when nothing comes, and who is asked then too.
struct Told {
  std::string name;
  std::string email;
  bool operator==(const Told&) const = default;
};

enum class State { open, closed, revoked };

// One line of the history, newest last; `what` is a verb phrase: "sent", "continued", "row 3 accepted".
struct Happening {
  Moment recorded;
  std::string actor;
  std::string what;
  std::string words;
  Number row = 0;
  bool operator==(const Happening&) const = default;
};

struct Request {
  RequestId id;
  std::uint64_t version = 0;  // events folded; 0: there is no such request
  plan::AgencyId agency;
  std::string asked_by;  // who asks, as the letter says it: "Ann Bell, Harrow Vale Partnership"
  std::string reply_to;  // their address
  Date deadline;
  std::string meeting;  // that it is for: "Audit Group, 4 March 2026"; may be empty
  std::string note;     // words of the coordinator in the letter; no case detail
  bool accept_at_once = false;
  bool restricted = false;  // the code travels apart
  Chasing chasing;
  std::optional<Told> lead;
  std::optional<Told> board_member;
  std::vector<Row> rows;
  std::vector<Person> people;
  std::vector<Letter> letters;
  std::vector<Happening> history;
  State state = State::open;
  std::string ended_because;
  Moment made;
  Moment changed;
  std::string made_by;  // the actor
  bool operator==(const Request&) const = default;
};

// nullptr where there is none.
const Row* find_row(const Request& request, Number number);
const Person* find_person(const Request& request, Number number);
const Letter* find_letter(const Request& request, Number number);

// The rows this person may see and answer: a colleague those they were handed; the lead and the board member who were
// told all; whoever was asked all but those handed on.
std::vector<const Row*> rows_of(const Request& request, Number person);
// Rows that still wait for the agency: awaited or sent back.
std::vector<const Row*> awaited(const Request& request);
// Rows that wait for the coordinator.
std::vector<const Row*> to_decide(const Request& request);
std::uint32_t reminders(const Request& request);  // how many rounds of them
// The day after which no link of it opens.
Date last_day(const Request& request);
// The actor whom the record names for what a person of a request does by their link: "link-q7m2qx9dab-2". And back;
// nothing for any other actor.
std::string link_actor(const RequestId& request, Number person);
std::optional<std::pair<RequestId, Number>> read_link_actor(std::string_view actor);
// How the history says that somebody asked for a new link once the request was closed.
std::string new_link_asked_by(const Person& person);
// What went of the letters that ask about this row: by the number of the first of them, the first asking (1) and each
// round of reminders that reached somebody who answers it: it was sent, or may have been, with its code where that
// travels apart. Nothing where the request was revoked. An escalation tells somebody else.
std::vector<Number> askings(const Request& request, const Row& row);
// What each is called in the plan's record (plan::Asking::of): "q7m2qx9dab-1".
std::string asking_name(const RequestId& request, Number asking);
// The last letters that never came to those who still are to answer: refused, or they came back. In the order of
// people.
std::vector<const Letter*> unreached(const Request& request);
// When they were asked who have never answered: the first letter that went and did not come back. Nothing otherwise. It
// is silence once the deadline is over.
std::optional<Date> unanswered_since(const Request& request);

std::string_view to_text(Saying saying);
std::string_view in_words(Saying saying);
std::optional<Saying> saying_from_text(std::string_view text);
std::string_view to_text(Role role);
std::string_view in_words(Role role);
std::optional<Role> role_from_text(std::string_view text);
std::string_view to_text(RowState state);
std::string_view in_words(RowState state);
std::optional<RowState> row_state_from_text(std::string_view text);
std::string_view to_text(LetterKind kind);
std::string_view in_words(LetterKind kind);
std::optional<LetterKind> letter_kind_from_text(std::string_view text);
std::string_view to_text(LetterState state);
std::string_view in_words(LetterState state);
std::optional<LetterState> letter_state_from_text(std::string_view text);
std::string_view to_text(State state);
std::string_view in_words(State state);

}  // namespace candour::request
