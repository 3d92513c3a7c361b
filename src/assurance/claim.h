#pragma once
// What somebody says of one action, whether read from a document or held in the living plan: the input of every
// test of assurance. Words are as written; only the status has been understood, by the plan's own key. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/date.h"
#include "plan/plan.h"
#include "plan/status.h"

namespace candour::assurance {

struct PastRating {
  Date as_at;
  plan::Status status = plan::Status::not_stated;
};

struct Claim {
  std::string where;  // "line 28", "action 1a-3": for sentences that speak of another row
  std::string finding;
  std::string question;  // recommendation or question to the board
  std::string agency;
  std::string response;
  std::string action;
  std::string rating;  // as written, without markup
  plan::Status status = plan::Status::not_stated;
  std::string constraints;
  std::string evidence;  // evidence, progress or update
  std::string target;    // the target date as written, where the plan keeps it apart
  std::string lead;
  std::string outcome;
  bool whole_done = false;  // a share of the work beside the rating says 100%

  // Known of the living plan alone; a document states neither.
  std::optional<Date> confirmed;    // when the owner last said how it stands
  std::optional<Date> rated;        // the day the rating speaks of
  std::vector<PastRating> earlier;  // ratings before it, oldest first
};

// A set of words that answers to a view of one.
struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const noexcept { return std::hash<std::string_view>()(word); }
};
using CommonWords = std::unordered_set<std::string, WordHash, std::equal_to<>>;

// What the plan as a whole has, without which a test would blame a row for the shape of its document.
enum class Column { absent, present, with_target_dates };
struct Setting {
  std::optional<Date> as_at;          // the date the plan speaks of; no test of dates without it
  Column action = Column::present;    // absent of a plan that tracks recommendations alone
  Column evidence = Column::present;  // with_target_dates: one column for target date and evidence
  Column target = Column::present;
  Column lead = Column::present;
  Column rating = Column::present;
  // Most rows have one, so that a row without one can be asked why.
  bool most_have_target = false;
  bool most_have_outcome = false;
  // The rows are standards, and those judged met have nothing left to do: a section 11 or section 175 audit.
  bool standards = false;
  // Its cells hold ticks beside crossed boxes: there a crossed box is a no.
  bool crossed_box_is_no = false;
  std::uint32_t cycle_months = 3;  // an open action not confirmed for longer is stale
  // Words that the plan writes in lower case, and words of its agencies' names: none of them is a person's name.
  CommonWords common_words;
};
// A column that no claim fills is absent. `evidence` says with_target_dates only if told so.
Setting setting_of(const std::vector<Claim>& claims, std::optional<Date> as_at, Column evidence = Column::present);

// What an action of the living plan says today. Its evidence is what is stated, then what was attached, then the last
// update; its history comes with it. `agency` is the name to ask by.
Claim claim_of(const plan::Action& action, std::string agency);
// One for each action that stands, in order of number; and what the plan has, as at the day given.
std::vector<Claim> claims_of(const plan::Plan& plan, const plan::Partnership& partnership);
Setting setting_of(const plan::Plan& plan, const std::vector<Claim>& claims, Date as_at);

// The day after which the action is late: the last of its target dates, or in a shared column of targets and
// evidence the date by which something is still to be done there. Nothing where no year is told.
std::optional<Date> due(const Claim& claim, const Setting& setting);

}  // namespace candour::assurance
