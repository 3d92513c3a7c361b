#include "view/answers.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace candour::view {
namespace {

// When the first letter left.
std::optional<Moment> asked_at(const request::Request& request) {
  std::optional<Moment> asked;
  for (const request::Letter& letter : request.letters)
    if (letter.kind == request::LetterKind::asking && letter.state == request::LetterState::sent)
      asked = asked ? std::min(*asked, letter.changed) : letter.changed;
  return asked;
}

// What an owner says on the action itself is an answer too, however it came there.
bool is_word_of_the_owner(const plan::Happening& line) {
  static constexpr std::array<std::string_view, 4> words{"updated", "confirmed unchanged", "rated", "claimed complete"};
  return std::find(words.begin(), words.end(), line.what) != words.end();
}

std::optional<Moment> answered_at(const Picture& picture, const request::Request& request, const request::Row& row,
                                  Moment asked) {
  std::optional<Moment> answered;
  const auto take = [&](Moment when) {
    if (when > asked && (!answered || when < *answered)) answered = when;
  };
  for (const request::Happening& line : request.history)
    if (line.row == row.number && line.what.starts_with("answered by ")) take(line.recorded);
  const Row* action = find_row(picture, plan::action_id(row.asked.plan, row.asked.number));
  if (!action) return answered;
  const bool open = request.state == request::State::open;
  for (const plan::Happening& line : action->action->history)
    // What was said once the request had ended is no answer to it.
    if (is_word_of_the_owner(line) && (open || line.recorded <= request.changed)) take(line.recorded);
  return answered;
}

AnsweredRequest answered(const Picture& picture, const request::Request& request) {
  AnsweredRequest made;
  made.request = &request;
  made.updates = request.rows.size();
  const std::optional<Moment> asked = asked_at(request);
  if (!asked) return made;
  made.asked = asked->date();
  made.times = 1 + request::reminders(request);
  for (const request::Row& row : request.rows) {
    if (const auto when = answered_at(picture, request, row, *asked))
      made.days.push_back(when->date().days_since_1970() - made.asked->days_since_1970());
    else if (request.state == request::State::open)
      ++made.waiting;
    else
      ++made.never;
  }
  std::sort(made.days.begin(), made.days.end());
  return made;
}

}  // namespace

Answers answers_of(const Picture& picture, const plan::AgencyId& agency) {
  Answers all;
  std::vector<std::int32_t> days;
  for (const auto& request : picture.requests) {
    if (request->agency != agency) continue;
    AnsweredRequest made = answered(picture, *request);
    days.insert(days.end(), made.days.begin(), made.days.end());
    all.waiting += made.waiting;
    all.never += made.never;
    if (made.waiting > 0 && (!all.waiting_since || *made.asked < *all.waiting_since)) all.waiting_since = made.asked;
    all.requests.push_back(std::move(made));
  }
  all.answered = days.size();
  if (days.empty()) return all;
  std::sort(days.begin(), days.end());
  const std::size_t middle = days.size() / 2;
  all.median = days.size() % 2 == 1 ? days[middle] : (days[middle - 1] + days[middle] + 1) / 2;
  all.longest = days.back();
  return all;
}

}  // namespace candour::view
