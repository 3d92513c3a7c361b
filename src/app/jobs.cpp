#include "app/jobs.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "app/attesting.h"
#include "app/checkpoints.h"
#include "app/evidence.h"
#include "app/letters.h"
#include "app/links.h"
#include "app/requests.h"
#include "app/vault.h"
#include "app/weekly_letters.h"
#include "base/text.h"

namespace candour::app {
namespace {

// In the record, what the program does by itself is done by this actor.
const Actor by_rule{"by-rule"};

struct Due {
  request::RequestId request;
  request::Number letter = 0;
};

std::vector<Due> letters_ready(const Requests& requests, Moment now) {
  std::vector<Due> due;
  for (auto each = requests.rbegin(); each != requests.rend(); ++each) {
    const request::Request& request = **each;
    if (request.state != request::State::open) continue;
    for (const request::Letter& letter : request.letters)
      if (letter.state == request::LetterState::queued && request::ready_at(letter) <= now)
        due.push_back({request.id, letter.number});
  }
  return due;
}

request::LetterState state_after(Sending outcome) {
  switch (outcome) {
    case Sending::accepted:
      return request::LetterState::sent;
    case Sending::refused:
      return request::LetterState::refused;
    case Sending::try_later:
      return request::LetterState::queued;
    case Sending::unknown:
      break;
  }
  return request::LetterState::may_have_been_sent;
}

// The link and the code that this letter brings, made now.
Result<Link> link_for(Candour& candour, const request::Request& request, const request::Letter& letter) {
  if (letter.kind == request::LetterKind::code) {
    CANDOUR_TRY(code, make_code(candour, request, letter));
    return Link{{}, code};
  }
  CANDOUR_TRY(made, make_link(candour, request, letter, !request.restricted));
  return Link{candour.post().site + "/u/" + made.token, made.code};
}

// Whether it was sent. A letter that somebody else has taken meanwhile is passed over.
Result<bool> send_one(Candour& candour, const Due& due) {
  CANDOUR_TRY(before, candour.picture(Actor{}));
  const request::Request* request = view::find_request(*before, due.request);
  const request::Letter* letter = request ? request::find_letter(*request, due.letter) : nullptr;
  if (!letter || letter->state != request::LetterState::queued) return false;
  // A code travels behind its link; without the link there is nothing that it could open.
  if (letter->kind == request::LetterKind::code) {
    const request::Letter* with_link = request::find_letter(*request, due.letter - 1);
    if (with_link &&
        (with_link->state == request::LetterState::queued || with_link->state == request::LetterState::attempted))
      return false;
  }
  CANDOUR_TRY(link, link_for(candour, *request, *letter));
  if (auto attempted = candour.act(by_rule, due.request, request::AttemptLetter{due.letter}, std::nullopt);
      !attempted) {
    if (attempted.error().code == ErrorCode::conflict) return false;
    return fail(std::move(attempted.error()));
  }
  CANDOUR_TRY(after, candour.picture(Actor{}));
  const request::Request& now = *view::find_request(*after, due.request);
  auto sent = candour.post().mailer->send(
      write_letter(*after, now, *request::find_letter(now, due.letter), link, domain_of(candour.post().site)));
  // What is no letter at all (an address that the mail cannot carry) is refused by us.
  const request::SettleLetter settle{due.letter, sent ? state_after(sent->outcome) : request::LetterState::refused,
                                     sent ? sent->words : sent.error().sentence};
  CANDOUR_CHECK(settle_letters(candour, by_rule, due.request, settle, std::nullopt));
  return settle.state == request::LetterState::sent;
}

}  // namespace

Result<std::size_t> settle_interrupted(Candour& candour) {
  CANDOUR_TRY(requests, candour.requests());
  std::size_t settled = 0;
  for (const auto& request : requests)
    for (const request::Letter& letter : request->letters)
      if (letter.state == request::LetterState::attempted) {
        CANDOUR_CHECK(settle_letters(candour, by_rule, request->id,
                                     request::SettleLetter{letter.number, request::LetterState::may_have_been_sent,
                                                           "The program ended while this letter was being sent."},
                                     std::nullopt));
        ++settled;
      }
  CANDOUR_TRY(weekly, settle_interrupted_weekly_letters(candour));
  return settled + weekly;
}

namespace {

// A plan that was restricted after its request was made: no code goes with its link any more.
Result<void> set_codes_apart(Candour& candour, const Requests& requests) {
  CANDOUR_TRY(people, candour.people());
  for (const auto& request : requests) {
    if (request->state != request::State::open || request->restricted) continue;
    if (std::any_of(request->rows.begin(), request->rows.end(), [&](const request::Row& row) {
          return people::find_restriction(*people, row.asked.plan) != nullptr;
        }))
      CANDOUR_CHECK(candour.act(by_rule, request->id, request::SetCodesApart{}, std::nullopt));
  }
  return {};
}

}  // namespace

Result<Round> run_jobs(Candour& candour, const std::function<bool()>& stop) {
  Round round;
  CANDOUR_TRY(as_made, candour.requests());
  CANDOUR_CHECK(set_codes_apart(candour, as_made));
  CANDOUR_TRY(requests, candour.requests());
  std::shared_ptr<const view::Picture> picture;  // drawn where somebody may be chased, not at every update of a plan
  const Moment now = candour.clock().now();
  for (const auto& request : requests)
    for (const request::RequestCommand& command : request::due_by_rule(*request, now.date())) {
      if (stop && stop()) return round;
      const bool chases =
          std::holds_alternative<request::Remind>(command) || std::holds_alternative<request::Escalate>(command);
      if (chases && !picture) {
        CANDOUR_TRY(drawn, candour.picture(Actor{}));
        picture = std::move(drawn);
      }
      if (chases && !still_waits(*picture, *request)) continue;
      const auto done = std::holds_alternative<request::Remind>(command)
                            ? remind(candour, by_rule, request->id, std::nullopt)
                            : candour.act(by_rule, request->id, command, std::nullopt);
      if (done)
        ++round.chased;
      else if (done.error().code == ErrorCode::unavailable || done.error().code == ErrorCode::internal)
        return fail(done.error());
    }
  if (candour.post().mailer == nullptr) return round;
  CANDOUR_TRY(chased, candour.requests());
  for (const Due& due : letters_ready(chased, now)) {
    if (stop && stop()) return round;
    CANDOUR_TRY(sent, send_one(candour, due));
    ++(sent ? round.sent : round.not_sent);
  }
  CANDOUR_TRY(weekly, send_weekly_letters(candour, stop));
  round.sent += weekly.sent;
  round.not_sent += weekly.not_sent;
  return round;
}

Jobs::Jobs(Candour& candour, std::function<void(std::string_view)> log, std::chrono::minutes between_checkpoints)
    : candour_(candour), log_(std::move(log)), between_checkpoints_(between_checkpoints) {
  thread_ = std::thread([this] { work(); });
}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  waking_.notify_all();
  thread_.join();
}

namespace {

std::chrono::microseconds since(Moment then, Moment now) {
  return std::chrono::microseconds(now.microseconds() - then.microseconds());
}

}  // namespace

bool Jobs::ending() {
  const std::lock_guard lock(mutex_);
  return ending_;
}
void Jobs::tell(const Error& error) {
  log_(candour_.clock().now().iso() + " jobs " + error.sentence + (error.detail.empty() ? "" : " " + error.detail));
}

void Jobs::run_round(Moment now) {
  const auto round = run_jobs(candour_, [this] { return ending(); });
  if (!round) return tell(round.error());
  if (round->sent + round->not_sent + round->chased > 0)
    log_(now.iso() + " jobs " + std::to_string(round->sent) + " letters sent, " + std::to_string(round->not_sent) +
         " not, " + std::to_string(round->chased) + " requests chased");
}

void Jobs::sign(Moment now) {
  const auto before = latest_checkpoint(candour_);
  const auto made = sign_now(candour_);
  if (!made) return tell(made.error());
  if (!before || !*before || (*before)->checkpoint.size != made->checkpoint.size)
    log_(now.iso() + " jobs signed the ledger at " + std::to_string(made->checkpoint.size) + " entries");
}

void Jobs::collect(Moment now) {
  if (auto collected = collect_attestations(candour_); !collected) tell(collected.error());
  const auto sentence = unwitnessed(candour_);
  if (!sentence || sentence->empty() || since(last_told_, now) < std::chrono::hours(24)) return;
  log_(now.iso() + " jobs " + *sentence);
  last_told_ = now;
}

void Jobs::work() {
  if (candour_.held().empty())
    if (auto settled = settle_interrupted(candour_); !settled) tell(settled.error());
  std::uint64_t seen = 0, asked_of = 0;
  Moment last, last_signed, last_asked;
  while (!ending()) {
    const Moment now = candour_.clock().now();
    const bool minute = since(last, now) >= std::chrono::minutes(1);
    const bool held = !candour_.held().empty();
    const auto position = candour_.store().last_position();
    if (position && !held && (*position != seen || minute)) {
      run_round(now);
      // What the round itself has recorded is looked at in the next one: a reminder's letter is sent then.
      seen = *position;
    }
    if (minute) {
      if (auto dropped = candour_.store().vault().drop_expired(now); !dropped) tell(dropped.error());
      if (!held)
        if (auto waiting = scan_waiting(candour_); !waiting) tell(waiting.error());
      last = now;
    }
    if (!held && candour_.signer() && since(last_signed, now) >= between_checkpoints_) {
      sign(now);
      last_signed = now;
    }
    // As soon as something was signed, here or by whoever published; who did not answer is asked again after a minute.
    if (!held && candour_.attestor()) {
      const auto latest = latest_checkpoint(candour_);
      const std::uint64_t signed_size = latest && *latest ? (*latest)->checkpoint.size : 0;
      if (signed_size != asked_of || since(last_asked, now) >= std::chrono::minutes(1)) {
        collect(now);
        asked_of = signed_size;
        last_asked = now;
      }
    }
    std::unique_lock lock(mutex_);
    waking_.wait_for(lock, std::chrono::milliseconds(500), [this] { return ending_; });
  }
}

}  // namespace candour::app
