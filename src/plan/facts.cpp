#include "plan/facts.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace candour::plan {
namespace {

constexpr std::int32_t soon_days = 28;

template <class Enum>
struct Row {
  Enum value;
  std::string_view text;
  std::string_view words;
};
constexpr std::array<Row<Delivery>, 5> deliveries{{
    {Delivery::not_started, "not_started", "Not started"},
    {Delivery::in_progress, "in_progress", "In progress"},
    {Delivery::claimed_complete, "claimed_complete", "Claimed complete"},
    {Delivery::complete, "complete", "Complete"},
    {Delivery::embedded, "embedded", "Embedded"},
}};
constexpr std::array<Row<Schedule>, 6> schedules{{
    {Schedule::no_date, "no_date", "No date"},
    {Schedule::not_due, "not_due", "Not due"},
    {Schedule::due_soon, "due_soon", "Due within 28 days"},
    {Schedule::overdue, "overdue", "Overdue"},
    {Schedule::done, "done", "Done"},
    {Schedule::done_late, "done_late", "Done late"},
}};
constexpr std::array<Row<EvidenceState>, 5> evidence_states{{
    {EvidenceState::none, "none", "None"},
    {EvidenceState::stated, "stated", "Stated in words"},
    {EvidenceState::attached, "attached", "Attached"},
    {EvidenceState::tested, "tested", "Tested"},
    {EvidenceState::expired, "expired", "Expired"},
}};
constexpr std::array<Row<Freshness>, 3> freshnesses{{
    {Freshness::confirmed, "confirmed", "Confirmed"},
    {Freshness::stale, "stale", "Not confirmed lately"},
    {Freshness::never, "never", "Never confirmed"},
}};

bool is_blank_text(const std::string& text) {
  return trimmed(text).empty();
}

bool is_stated(const Action& action) {
  if (!is_blank_text(action.evidence) && trimmed(action.evidence) != trimmed(action.target)) return true;
  return std::any_of(action.updates.begin(), action.updates.end(),
                     [](const Update& update) { return !is_blank_text(update.narrative); });
}

EvidenceState evidence_state(const Action& action, Date as_at) {
  bool any = false, attached = false;
  for (const Evidence& evidence : action.evidence_items) {
    if (!evidence.withdrawn.empty()) continue;
    any = true;
    if (!counts(evidence, as_at)) continue;
    if (evidence.tested && !evidence.failed) return EvidenceState::tested;
    attached = true;
  }
  if (attached) return EvidenceState::attached;
  if (any) return EvidenceState::expired;
  return is_stated(action) || !is_blank_text(action.claim_text) ? EvidenceState::stated : EvidenceState::none;
}

Delivery delivery_of(const Action& action) {
  switch (action.delivery) {
    case DeliveryClaim::claimed_complete:
      return Delivery::claimed_complete;
    case DeliveryClaim::accepted_complete:
      return Delivery::complete;
    case DeliveryClaim::embedded:
      return Delivery::embedded;
    case DeliveryClaim::returned:
    case DeliveryClaim::reopened:
      return Delivery::in_progress;
    case DeliveryClaim::none:
      break;
  }
  switch (action.rating.status) {
    case Status::not_started:
      return Delivery::not_started;
    case Status::on_track:
    case Status::at_risk:
    case Status::off_track:
    case Status::unclear:
      return Delivery::in_progress;
    // apply() has made these a claim; they stand here only where a claim never came with them.
    case Status::complete:
    case Status::embedded:
      return Delivery::claimed_complete;
    case Status::closed:
    case Status::not_applicable:
    case Status::not_stated:
      break;
  }
  const bool has_evidence = std::any_of(action.evidence_items.begin(), action.evidence_items.end(),
                                        [](const Evidence& evidence) { return evidence.withdrawn.empty(); });
  return is_stated(action) || has_evidence ? Delivery::in_progress : Delivery::not_started;
}

std::optional<Closure> closure_of(const Action& action) {
  if (action.closure) return action.closure;
  if (action.delivery != DeliveryClaim::none) return std::nullopt;
  const Rating& rating = action.rating;
  if (rating.status == Status::closed) return Closure{ClosureKind::unstated, "", rating.as_at, rating.as_written};
  if (rating.status == Status::not_applicable)
    return Closure{ClosureKind::not_applicable, "", rating.as_at, rating.as_written};
  return std::nullopt;
}

bool is_done(Delivery delivery) {
  return delivery >= Delivery::claimed_complete;
}

bool is_rated_done(Status status) {
  return status == Status::complete || status == Status::embedded;
}

Schedule schedule_of(const Action& action, const Facts& facts, Date as_at) {
  if (is_done(facts.delivery))
    return action.due && action.completed && *action.completed > *action.due ? Schedule::done_late : Schedule::done;
  if (!action.due) return Schedule::no_date;
  if (facts.closure) return Schedule::not_due;
  if (*action.due < as_at) return Schedule::overdue;
  return *action.due <= as_at.plus_days(soon_days) ? Schedule::due_soon : Schedule::not_due;
}

bool is_nobody(const std::string& lead) {
  static constexpr std::array<std::string_view, 12> nobody{"",
                                                           "tbc",
                                                           "tba",
                                                           "tbd",
                                                           "n a",
                                                           "na",
                                                           "none",
                                                           "vacant",
                                                           "vacancy",
                                                           "to be confirmed",
                                                           "to be agreed",
                                                           "to be advised"};
  const std::string key = matching_key(lead);
  return std::find(nobody.begin(), nobody.end(), key) != nobody.end();
}

std::string quoted(const std::string& text) {
  return "“" + text + "”";
}

// "Rated on track", in the common status, so that the sentence reads the same under every key.
std::string rated(const Rating& rating) {
  std::string words(in_words(rating.status));
  words.front() = static_cast<char>(words.front() - 'A' + 'a');
  return "Rated " + words;
}

// What does not fit between the owner's rating and the facts.
void add_of_rating(std::vector<std::string>& sentences, const Action& action, const Plan& plan, const Facts& facts) {
  const Rating& rating = action.rating;
  const Status status = rating.status;
  if (status == Status::not_stated) return;

  if (status == Status::unclear) {
    if (plan.key.version == 0)
      sentences.push_back("Rated " + quoted(rating.as_written) +
                          ", but the plan has no key that says what this means.");
    else
      sentences.push_back("Rated " + quoted(rating.as_written) + ", which is not in the plan's key.");
  }
  const bool going_well = status == Status::on_track || status == Status::not_started;
  const bool rated_open = going_well || status == Status::at_risk || status == Status::off_track;
  const bool rated_done = is_rated_done(status);

  if (going_well && facts.schedule == Schedule::overdue)
    sentences.push_back(rated(rating) + ", but its date (" + action.due->words() + ") has passed.");
  if (rated_done && is_done(facts.delivery) && facts.evidence == EvidenceState::none)
    sentences.push_back(rated(rating) + ", but no evidence is stated.");
  if (rated_done && is_done(facts.delivery) && facts.evidence == EvidenceState::expired)
    sentences.push_back(rated(rating) + ", but its evidence has expired.");
  if (status == Status::embedded && facts.delivery != Delivery::embedded)
    sentences.push_back("Reported as embedded, not tested here.");
  if (rated_done && action.delivery == DeliveryClaim::returned)
    sentences.push_back(rated(rating) + ", but the claim of completion was returned.");
  if (rated_done && action.delivery == DeliveryClaim::reopened)
    sentences.push_back(rated(rating) + ", but it was reopened.");
  if (rated_open && facts.delivery == Delivery::claimed_complete)
    sentences.push_back(rated(rating) + ", but it is claimed complete.");
  if (rated_open && facts.delivery >= Delivery::complete)
    sentences.push_back(rated(rating) + ", but its completion was accepted.");
  if (action.closure && (rated_open || (rated_done && action.closure->kind != ClosureKind::done)))
    sentences.push_back(rated(rating) + ", but it was closed on " + action.closure->date.words() + ".");
}

// What its owner expects, beside the date it has. One rated at risk or off track already says that it will be late.
void add_of_forecast(std::vector<std::string>& sentences, const Action& action, const Facts& facts, Date as_at) {
  if (!facts.open || action.updates.empty() || !action.updates.back().forecast) return;
  const Date forecast = *action.updates.back().forecast;
  const Status status = action.rating.status;
  const bool says_late = status == Status::at_risk || status == Status::off_track;
  if (action.due && forecast > *action.due && !says_late) {
    const bool going_well = status == Status::on_track || status == Status::not_started;
    sentences.push_back((going_well ? rated(action.rating) + ", but its owner" : std::string("Its owner")) +
                        " expects it on " + forecast.words() + ", after its date (" + action.due->words() + ").");
  }
  if (forecast < as_at)
    sentences.push_back("Its owner expected it by " + forecast.words() + ", which has passed, and has not said more.");
}

// What was embedded rests on tested evidence of practice for as long as it stands. That it was dated after completion
// was asked when it was embedded.
void add_of_practice(std::vector<std::string>& sentences, const Action& action, Date as_at) {
  bool withdrawn = false, expired = false;
  for (const Evidence& evidence : action.evidence_items) {
    if (!evidence.of_practice || !evidence.tested || evidence.failed) continue;
    if (counts(evidence, as_at)) return;
    (evidence.withdrawn.empty() ? expired : withdrawn) = true;
  }
  const char* why = withdrawn && expired ? "was withdrawn or has expired"
                    : withdrawn          ? "was withdrawn"
                    : expired            ? "has expired"
                                         : "does not show it";
  sentences.push_back("Confirmed as embedded, but the evidence of practice that it rested on " + std::string(why) +
                      ".");
}

// Where what is claimed is open to doubt, whatever its rating.
void add_doubts(std::vector<std::string>& sentences, const Action& action, const Facts& facts, Date as_at) {
  if (is_done(facts.delivery) && !is_rated_done(action.rating.status) && facts.evidence == EvidenceState::expired)
    sentences.push_back(std::string(in_words(facts.delivery)) + ", but its evidence has expired.");
  if (facts.delivery == Delivery::embedded) add_of_practice(sentences, action, as_at);
  if (is_done(facts.delivery))
    for (const Evidence& evidence : action.evidence_items)
      if (evidence.failed && evidence.withdrawn.empty())
        sentences.push_back("Evidence " + quoted(evidence.description) +
                            " was tested and does not show it: " + evidence.test_finding);
  if (const Challenge* challenge = open_challenge(action)) {
    std::string sentence = "Challenged on " + challenge->raised.words();
    if (challenge->answered)
      sentence += " and answered on " + challenge->answered->words() + "; it is neither upheld nor withdrawn yet.";
    else if (challenge->answer_due < as_at)
      sentence += ", and the answer that was due by " + challenge->answer_due.words() + " has not come.";
    else
      sentence += "; an answer is due by " + challenge->answer_due.words() + ".";
    sentences.push_back(std::move(sentence));
  }
  if (facts.retest_due && *facts.retest_due < as_at)
    sentences.push_back(std::string(in_words(facts.delivery)) + ", but the re-test that was due by " +
                        facts.retest_due->words() + " has not been recorded.");
}

std::string moderated_in_words(const Action& action) {
  if (!action.moderation) return {};
  const Moderation& moderation = *action.moderation;
  if (moderation.since)
    return "rated " + action.rating.as_written + " by the owner on " + action.rating.as_at.words() + "; moderated " +
           moderation.rating.as_written + " by the " + moderation.as + " on " + moderation.rating.as_at.words() +
           ", before it";
  std::string words = "moderated by the " + moderation.as + " on " + moderation.rating.as_at.words();
  if (const Rating& owner = moderation.of_owner; owner.status != Status::not_stated)
    words += "; rated " + owner.as_written + " by the owner on " + owner.as_at.words();
  return words;
}

std::vector<std::string> mismatches_of(const Action& action, const Plan& plan, const Facts& facts, Date as_at) {
  std::vector<std::string> sentences;
  add_of_rating(sentences, action, plan, facts);
  if (action.moderation && action.moderation->since) {
    sentences.push_back(facts.moderated + ".");
    sentences.back().front() = 'R';
  }
  add_of_forecast(sentences, action, facts, as_at);
  add_doubts(sentences, action, facts, as_at);
  return sentences;
}

}  // namespace

Facts facts(const Action& action, const Plan& plan, Date as_at) {
  Facts facts;
  facts.as_at = as_at;
  facts.delivery = delivery_of(action);
  facts.closure = closure_of(action);
  facts.due = action.due;
  facts.original_due = action.original_due;
  facts.slips = action.slips;
  facts.schedule = schedule_of(action, facts, as_at);
  facts.evidence = evidence_state(action, as_at);
  facts.last_confirmed = action.confirmed;
  if (action.confirmed)
    facts.freshness = action.confirmed->plus_months(static_cast<int>(plan.cycle_months)) >= as_at ? Freshness::confirmed
                                                                                                  : Freshness::stale;
  for (const SentAnswer& answer : action.sent_answers)
    facts.answered = std::max(answer.on, facts.answered.value_or(answer.on));
  for (const Asking& asking : action.askings) {
    if (facts.answered && asking.on <= *facts.answered) continue;
    ++facts.asked;
    facts.asked_since = std::min(asking.on, facts.asked_since.value_or(asking.on));
    facts.answer_due = std::min(asking.due, facts.answer_due.value_or(asking.due));
  }
  facts.open = !facts.closure && !is_done(facts.delivery);
  facts.unowned = is_nobody(action.lead);
  if (const Challenge* challenge = open_challenge(action)) {
    facts.challenge_due = challenge->answer_due;
    facts.challenge_answered = challenge->answered.has_value();
  }
  facts.retest_due = action.retest_due;
  facts.moderated = moderated_in_words(action);
  facts.mismatches = mismatches_of(action, plan, facts, as_at);
  return facts;
}

Told told(const Action& action) {
  Told told{action.evidence, nullptr, nullptr};
  if (action.evidence_since) return told;
  for (auto update = action.updates.rbegin(); update != action.updates.rend() && !told.update; ++update) {
    if (is_blank_text(update->narrative)) continue;
    if (!update->unchanged_since) {
      told.words = update->narrative;
      told.update = &*update;
    } else if (!told.confirm) {
      told.confirm = &*update;
    }
  }
  return told;
}

std::string in_words(const Told& told) {
  std::string words(told.words);
  if (!told.confirm) return words;
  if (!words.empty()) words += '\n';
  return words + "No change since " + told.confirm->unchanged_since->words() + ", as at " +
         told.confirm->as_at.words() + ": " + told.confirm->narrative;
}

std::string_view to_text(Delivery delivery) {
  return deliveries[static_cast<std::size_t>(delivery)].text;
}
std::string_view in_words(Delivery delivery) {
  return deliveries[static_cast<std::size_t>(delivery)].words;
}
std::string_view to_text(Schedule schedule) {
  return schedules[static_cast<std::size_t>(schedule)].text;
}
std::string_view in_words(Schedule schedule) {
  return schedules[static_cast<std::size_t>(schedule)].words;
}
std::string_view to_text(EvidenceState evidence) {
  return evidence_states[static_cast<std::size_t>(evidence)].text;
}
std::string_view in_words(EvidenceState evidence) {
  return evidence_states[static_cast<std::size_t>(evidence)].words;
}
std::string_view to_text(Freshness freshness) {
  return freshnesses[static_cast<std::size_t>(freshness)].text;
}
std::string_view in_words(Freshness freshness) {
  return freshnesses[static_cast<std::size_t>(freshness)].words;
}

}  // namespace candour::plan
