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
  bool attached = false;
  for (const Evidence& evidence : action.evidence_items) {
    if (evidence.expires && *evidence.expires < as_at) continue;
    if (evidence.tested) return EvidenceState::tested;
    attached = true;
  }
  if (attached) return EvidenceState::attached;
  if (!action.evidence_items.empty()) return EvidenceState::expired;
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
  return is_stated(action) || !action.evidence_items.empty() ? Delivery::in_progress : Delivery::not_started;
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

std::vector<std::string> mismatches_of(const Action& action, const Plan& plan, const Facts& facts) {
  std::vector<std::string> sentences;
  const Rating& rating = action.rating;
  const Status status = rating.status;
  if (status == Status::not_stated) return sentences;

  if (status == Status::unclear) {
    if (plan.key.version == 0)
      sentences.push_back("Rated " + quoted(rating.as_written) +
                          ", but the plan has no key that says what this means.");
    else
      sentences.push_back("Rated " + quoted(rating.as_written) + ", which is not in the plan's key.");
  }
  const bool going_well = status == Status::on_track || status == Status::not_started;
  const bool rated_open = going_well || status == Status::at_risk || status == Status::off_track;
  const bool rated_done = status == Status::complete || status == Status::embedded;
  const bool claimed = facts.delivery >= Delivery::claimed_complete;

  if (going_well && facts.schedule == Schedule::overdue)
    sentences.push_back(rated(rating) + ", but its date (" + action.due->words() + ") has passed.");
  if (going_well && action.due && !action.updates.empty() && action.updates.back().forecast &&
      *action.updates.back().forecast > *action.due)
    sentences.push_back(rated(rating) + ", but its owner expects it on " + action.updates.back().forecast->words() +
                        ", after its date (" + action.due->words() + ").");
  if (rated_done && claimed && facts.evidence == EvidenceState::none)
    sentences.push_back(rated(rating) + ", but no evidence is stated.");
  if (rated_done && claimed && facts.evidence == EvidenceState::expired)
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
  return sentences;
}

}  // namespace

Facts facts(const Action& action, const Plan& plan, Date as_at) {
  Facts facts;
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
  facts.asked = action.asked;
  facts.asked_since = action.asked_since;
  facts.open = !facts.closure && !is_done(facts.delivery);
  facts.unowned = is_nobody(action.lead);
  facts.mismatches = mismatches_of(action, plan, facts);
  return facts;
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
