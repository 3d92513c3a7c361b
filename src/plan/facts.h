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

// What has been done, as far as somebody answers for it. A document's own rating is a claim: on track, at risk and off
// track are in progress; complete and embedded are claimed complete, whatever the document says was tested elsewhere.
// A rating nobody can read (outside the key) still says that somebody is at it: in progress. Where nothing is rated, an
// action with evidence, an update or progress in words is in progress, and one without is not started.
enum class Delivery { not_started, in_progress, claimed_complete, complete, embedded };
// due_soon: today or within 28 days. overdue: the day has passed. done: claimed, accepted or embedded; done_late only
// where the claim's own date is known and after the due one. Closed without being done: nothing is due any more
// (not_due, or no_date).
enum class Schedule { no_date, not_due, due_soon, overdue, done, done_late };
// stated: only in words. attached: a file or link that has not expired; tested: by a second person; expired: all have.
// A cell that holds only dates is a target, not evidence.
enum class EvidenceState { none, stated, attached, tested, expired };
// confirmed: the owner said how it stands, by a rating, an update or a claim, within the plan's cycle (three months
// unless set) before the day. A document's rating confirms as at the document's own date, a row without one confirms
// nothing.
enum class Freshness { confirmed, stale, never };

struct Facts {
  Date as_at;  // the day they are worked out for
  Delivery delivery = Delivery::not_started;
  // Stands apart from delivery. Where the owner's rating alone says "closed" or "not applicable" it has no body, and is
  // dated as that rating.
  std::optional<Closure> closure;
  Schedule schedule = Schedule::no_date;
  std::optional<Date> due;
  std::optional<Date> original_due;
  std::uint32_t slips = 0;
  EvidenceState evidence = EvidenceState::none;
  Freshness freshness = Freshness::never;
  std::optional<Date> last_confirmed;
  // The day of the last answer that was sent and waits to be decided.
  std::optional<Date> answered;
  // How often its owner was asked since they last answered, since when, and the first day by which an answer was due.
  std::uint32_t asked = 0;
  std::optional<Date> asked_since;
  std::optional<Date> answer_due;
  // Still asks something of its owner: not closed, and not claimed complete. A claim waits for a second person instead
  // (delivery is claimed_complete).
  bool open = true;
  bool unowned = false;  // no lead, or one that is no one: "TBC", "vacant"
  // When the oldest challenge that is not settled wants its answer, and whether it has come.
  std::optional<Date> challenge_due;
  bool challenge_answered = false;
  std::optional<Date> retest_due;
  // Where its rating and a moderated one stand beside each other: "rated Green by the owner on 5 March 2026; moderated
  // Amber by the scrutineer on 3 March 2026, before it". Empty otherwise.
  std::string moderated;
  // Where the owner's rating does not fit the facts, and where what is claimed is open to doubt, each a sentence:
  // "Rated on track, but its date (31 December 2014) has passed."
  std::vector<std::string> mismatches;
};

// `as_at` is the day to compute for; the action and the plan are folded up to it (events.h).
Facts facts(const Action& action, const Plan& plan, Date as_at);

// The evidence told: what was last said of how an action stands and what shows it, by its owner or by a document.
// Pages, lists, papers and comparisons all show this and nothing else as its evidence. Pointers into the action.
struct Told {
  std::string_view words;           // of the last update that says something new, else the document's; may be empty
  const Update* update = nullptr;   // that said them; nullptr: the document
  const Update* confirm = nullptr;  // said since that nothing had changed, the last time
};
Told told(const Action& action);
// "Two of three teams are briefed.", and on a line of its own where that was confirmed since: "No change since 3 March
// 2026, as at 1 April 2026: the college is closed."
std::string in_words(const Told& told);

std::string_view to_text(Delivery delivery);
std::string_view in_words(Delivery delivery);
std::string_view to_text(Schedule schedule);
std::string_view in_words(Schedule schedule);
std::string_view to_text(EvidenceState evidence);
std::string_view in_words(EvidenceState evidence);
std::string_view to_text(Freshness freshness);
std::string_view in_words(Freshness freshness);

}  // namespace candour::plan
