#pragma once
// The four facts of an action (delivery, schedule, evidence, freshness), computed as at a day and never typed in; and
// what does not fit between them and the owner's own rating, in words. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "plan/plan.h"

namespace candour::plan {

enum class Delivery { not_started, in_progress, claimed_complete, complete, embedded };
enum class Schedule { no_date, not_due, due_soon, overdue, done, done_late };  // due_soon: within 28 days
enum class EvidenceState { none, stated, attached, tested, expired };
enum class Freshness { confirmed, stale, never };

struct Facts {
  Delivery delivery = Delivery::not_started;
  std::optional<Closure> closure;
  Schedule schedule = Schedule::no_date;
  std::optional<Date> due;
  std::optional<Date> original_due;
  std::uint32_t slips = 0;
  EvidenceState evidence = EvidenceState::none;
  Freshness freshness = Freshness::never;
  std::optional<Date> last_confirmed;
  std::uint32_t asked = 0;
  std::optional<Date> asked_since;
  bool open = true;       // still asks something of somebody
  bool unowned = false;   // no lead
  // Where the owner's rating does not fit the facts, each a sentence: "Rated on track, but its date (31 December
  // 2014) has passed."
  std::vector<std::string> mismatches;
};

Facts facts(const Action& action, const Plan& plan, Date as_at);

std::string_view to_text(Delivery delivery);
std::string_view in_words(Delivery delivery);
std::string_view to_text(Schedule schedule);
std::string_view in_words(Schedule schedule);
std::string_view to_text(EvidenceState evidence);
std::string_view in_words(EvidenceState evidence);
std::string_view to_text(Freshness freshness);
std::string_view in_words(Freshness freshness);

}  // namespace candour::plan
