#include "request/request.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace candour::request {
namespace {

template <class Thing>
const Thing* numbered(const std::vector<Thing>& things, Number number) {
  const auto found =
      std::find_if(things.begin(), things.end(), [&](const Thing& each) { return each.number == number; });
  return found == things.end() ? nullptr : &*found;
}

template <class E, std::size_t N>
using Words = std::array<std::pair<E, std::string_view>, N>;

template <class E, std::size_t N>
std::string_view word_of(const Words<E, N>& words, E value) {
  for (const auto& [each, word] : words)
    if (each == value) return word;
  return {};
}
template <class E, std::size_t N>
std::optional<E> value_of(const Words<E, N>& words, std::string_view text) {
  for (const auto& [value, word] : words)
    if (word == text) return value;
  return std::nullopt;
}

constexpr Words<Saying, 3> sayings{
    {{Saying::update, "update"}, {Saying::no_change, "no_change"}, {Saying::complete, "complete"}}};
constexpr Words<Saying, 3> sayings_in_words{
    {{Saying::update, "An update"}, {Saying::no_change, "No change"}, {Saying::complete, "Complete"}}};
constexpr Words<Role, 4> roles{{{Role::contact, "contact"},
                                {Role::lead, "lead"},
                                {Role::board_member, "board_member"},
                                {Role::colleague, "colleague"}}};
constexpr Words<Role, 4> roles_in_words{{{Role::contact, "Contact"},
                                         {Role::lead, "Agency lead"},
                                         {Role::board_member, "Board member"},
                                         {Role::colleague, "Colleague"}}};
constexpr Words<RowState, 5> row_states{{{RowState::awaited, "awaited"},
                                         {RowState::answered, "answered"},
                                         {RowState::accepted, "accepted"},
                                         {RowState::changed, "changed"},
                                         {RowState::returned, "returned"}}};
constexpr Words<RowState, 5> row_states_in_words{{{RowState::awaited, "Awaiting an answer"},
                                                  {RowState::answered, "Answered, to be decided"},
                                                  {RowState::accepted, "Accepted"},
                                                  {RowState::changed, "Accepted with a change"},
                                                  {RowState::returned, "Sent back with a question"}}};
constexpr Words<LetterKind, 7> letter_kinds{{{LetterKind::asking, "asking"},
                                             {LetterKind::reminder, "reminder"},
                                             {LetterKind::escalation, "escalation"},
                                             {LetterKind::handing_over, "handing_over"},
                                             {LetterKind::new_link, "new_link"},
                                             {LetterKind::code, "code"},
                                             {LetterKind::decided, "decided"}}};
constexpr Words<LetterKind, 7> letter_kinds_in_words{{{LetterKind::asking, "Request"},
                                                      {LetterKind::reminder, "Reminder"},
                                                      {LetterKind::escalation, "Escalation"},
                                                      {LetterKind::handing_over, "Handed on"},
                                                      {LetterKind::new_link, "New link"},
                                                      {LetterKind::code, "Code, apart"},
                                                      {LetterKind::decided, "What was decided"}}};
constexpr Words<LetterState, 6> letter_states{{{LetterState::queued, "queued"},
                                               {LetterState::attempted, "attempted"},
                                               {LetterState::sent, "sent"},
                                               {LetterState::refused, "refused"},
                                               {LetterState::may_have_been_sent, "may_have_been_sent"},
                                               {LetterState::returned, "returned"}}};
constexpr Words<LetterState, 6> letter_states_in_words{{{LetterState::queued, "Waiting to be sent"},
                                                        {LetterState::attempted, "Being sent"},
                                                        {LetterState::sent, "Sent"},
                                                        {LetterState::refused, "Refused by the mail server"},
                                                        {LetterState::may_have_been_sent, "May have been sent"},
                                                        {LetterState::returned, "Came back"}}};
constexpr Words<State, 3> states{{{State::open, "open"}, {State::closed, "closed"}, {State::revoked, "revoked"}}};
constexpr Words<State, 3> states_in_words{
    {{State::open, "Open"}, {State::closed, "Closed"}, {State::revoked, "Revoked"}}};

bool failed(const Letter& letter) {
  return letter.state == LetterState::refused || letter.state == LetterState::returned;
}
bool went(const Letter& letter) {
  return letter.state == LetterState::sent || letter.state == LetterState::may_have_been_sent;
}
// A link whose code travels apart has come where both have.
bool arrived(const Request& request, const Letter& letter) {
  if (!went(letter) || !has_link(letter.kind)) return false;
  const Letter* code = find_letter(request, letter.number + 1);
  return !code || code->kind != LetterKind::code || code->to != letter.to || went(*code);
}

}  // namespace

std::vector<Fault> faults(const Answer& answer, Date today) {
  std::vector<Fault> found;
  const bool said = !trimmed(answer.narrative).empty();
  switch (answer.saying) {
    case Saying::update:
      if (!said) found.push_back({"narrative", "Say how the action stands."});
      break;
    case Saying::no_change:
      if (!said) found.push_back({"narrative", "Say in a word why nothing has changed."});
      break;
    case Saying::complete:
      if (!answer.completed)
        found.push_back({"completed", "Give the day on which it was completed."});
      else if (*answer.completed > today)
        found.push_back(
            {"completed", "The day on which it was completed (" + answer.completed->words() + ") is still to come."});
      if (trimmed(answer.evidence).empty() && answer.evidence_items.empty())
        found.push_back({"evidence", "Say what shows that it is complete, or “none, because …”."});
      break;
  }
  const auto bound = [&](const char* field, const std::string& text, std::size_t most) {
    if (text.size() > most)
      found.push_back({field, "What you say here is longer than the " + grouped(static_cast<long long>(most)) +
                                  " letters that are kept. Say the main points, and add the rest as a file."});
  };
  bound("narrative", answer.narrative, most_narrative);
  bound("evidence", answer.evidence, most_shown);
  return found;
}

bool is_settled(const Row& row) {
  return row.state == RowState::accepted || row.state == RowState::changed;
}

bool has_link(LetterKind kind) {
  return kind != LetterKind::code;
}

Moment ready_at(const Letter& letter) {
  if (letter.tries == 0) return letter.queued;
  std::int64_t minutes = 5;
  for (std::uint32_t i = 1; i < letter.tries && minutes < 240; ++i) minutes *= 2;
  return Moment::from_microseconds(letter.changed.microseconds() + std::min<std::int64_t>(minutes, 240) * 60'000'000);
}

const Row* find_row(const Request& request, Number number) {
  return numbered(request.rows, number);
}
const Person* find_person(const Request& request, Number number) {
  return numbered(request.people, number);
}
const Letter* find_letter(const Request& request, Number number) {
  return numbered(request.letters, number);
}

std::vector<const Row*> rows_of(const Request& request, Number number) {
  std::vector<const Row*> rows;
  const Person* person = find_person(request, number);
  if (!person) return rows;
  for (const Row& row : request.rows) {
    const bool told = person->role == Role::lead || person->role == Role::board_member;
    if (told || (person->role == Role::colleague ? row.holder == number : row.holder == 0)) rows.push_back(&row);
  }
  return rows;
}

std::vector<const Row*> awaited(const Request& request) {
  std::vector<const Row*> rows;
  for (const Row& row : request.rows)
    if (row.state == RowState::awaited || row.state == RowState::returned) rows.push_back(&row);
  return rows;
}

std::vector<const Row*> to_decide(const Request& request) {
  std::vector<const Row*> rows;
  for (const Row& row : request.rows)
    if (row.state == RowState::answered) rows.push_back(&row);
  return rows;
}

std::uint32_t reminders(const Request& request) {
  std::uint32_t rounds = 0;
  std::optional<Moment> last;
  for (const Letter& letter : request.letters)
    if (letter.kind == LetterKind::reminder && letter.queued != last) {
      ++rounds;
      last = letter.queued;
    }
  return rounds;
}

Date last_day(const Request& request) {
  return request.made.date().plus_days(longest_days);
}

std::string link_actor(const RequestId& request, Number person) {
  return "link-" + request.text() + "-" + std::to_string(person);
}

std::optional<std::pair<RequestId, Number>> read_link_actor(std::string_view actor) {
  const std::size_t dash = actor.rfind('-');
  if (!actor.starts_with("link-") || dash <= 5) return std::nullopt;
  const std::string_view id = actor.substr(5, dash - 5);
  Number number = 0;
  const auto [end, error] = std::from_chars(actor.data() + dash + 1, actor.data() + actor.size(), number);
  if (!is_id_text(id) || error != std::errc() || end != actor.data() + actor.size()) return std::nullopt;
  return std::pair{RequestId(std::string(id)), number};
}

std::string new_link_asked_by(const Person& person) {
  return "new link asked for by " + person.name;
}

std::vector<Number> askings(const Request& request, const Row& row) {
  std::vector<Number> went;
  if (request.state == State::revoked) return went;
  for (const Letter& letter : request.letters) {
    const Person* to = find_person(request, letter.to);
    if (!to || !arrived(request, letter)) continue;
    const bool theirs = to->role == Role::colleague
                            ? row.holder == to->number
                            : letter.kind != LetterKind::reminder || to->role != Role::contact || row.holder == 0;
    if (!theirs) continue;
    Number asking = 1;
    if (letter.kind == LetterKind::reminder) {
      for (const Letter& first : request.letters)
        if (first.kind == LetterKind::reminder && first.queued == letter.queued) {
          asking = first.number;
          break;
        }
    } else if (letter.kind != LetterKind::asking && letter.kind != LetterKind::new_link &&
               letter.kind != LetterKind::handing_over) {
      continue;
    }
    if (std::find(went.begin(), went.end(), asking) == went.end()) went.push_back(asking);
  }
  return went;
}

std::string asking_name(const RequestId& request, Number asking) {
  return request.text() + "-" + std::to_string(asking);
}

std::vector<const Letter*> unreached(const Request& request) {
  std::vector<const Letter*> never;
  for (const Person& person : request.people) {
    const std::vector<const Row*> rows = rows_of(request, person.number);
    if (std::all_of(rows.begin(), rows.end(),
                    [](const Row* row) { return row->state != RowState::awaited && row->state != RowState::returned; }))
      continue;
    const Letter* last = nullptr;
    for (const Letter& letter : request.letters)
      if (letter.to == person.number && letter.kind != LetterKind::decided) {
        // A link without the code that goes with it opens nothing, whatever became of the other.
        const bool same = last && letter.kind == LetterKind::code && last->number + 1 == letter.number;
        if (!same || !failed(*last)) last = &letter;
      }
    if (last && failed(*last)) never.push_back(last);
  }
  return never;
}

std::optional<Date> unanswered_since(const Request& request) {
  for (const Row& row : request.rows)
    if (row.answer) return std::nullopt;
  for (const Letter& letter : request.letters)
    if (letter.kind == LetterKind::asking && arrived(request, letter)) return letter.changed.date();
  return std::nullopt;
}

std::string_view to_text(Saying saying) {
  return word_of(sayings, saying);
}
std::string_view in_words(Saying saying) {
  return word_of(sayings_in_words, saying);
}
std::optional<Saying> saying_from_text(std::string_view text) {
  return value_of(sayings, text);
}
std::string_view to_text(Role role) {
  return word_of(roles, role);
}
std::string_view in_words(Role role) {
  return word_of(roles_in_words, role);
}
std::optional<Role> role_from_text(std::string_view text) {
  return value_of(roles, text);
}
std::string_view to_text(RowState state) {
  return word_of(row_states, state);
}
std::string_view in_words(RowState state) {
  return word_of(row_states_in_words, state);
}
std::optional<RowState> row_state_from_text(std::string_view text) {
  return value_of(row_states, text);
}
std::string_view to_text(LetterKind kind) {
  return word_of(letter_kinds, kind);
}
std::string_view in_words(LetterKind kind) {
  return word_of(letter_kinds_in_words, kind);
}
std::optional<LetterKind> letter_kind_from_text(std::string_view text) {
  return value_of(letter_kinds, text);
}
std::string_view to_text(LetterState state) {
  return word_of(letter_states, state);
}
std::string_view in_words(LetterState state) {
  return word_of(letter_states_in_words, state);
}
std::optional<LetterState> letter_state_from_text(std::string_view text) {
  return value_of(letter_states, text);
}
std::string_view to_text(State state) {
  return word_of(states, state);
}
std::string_view in_words(State state) {
  return word_of(states_in_words, state);
}

}  // namespace candour::request
