#pragma once
// What somebody says of one action, whether read from a document or held in the living plan: the input of every
// test of assurance. Words are as written; only the status has been understood, by the plan's own key. Pure.

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "plan/status.h"

namespace candour::assurance {

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
};

// What the plan as a whole has, without which a test would blame a row for the shape of its document.
enum class Column { absent, present, with_target_dates };
struct Setting {
  std::optional<Date> as_at;          // the date the plan speaks of; no test of dates without it
  Column evidence = Column::present;  // with_target_dates: one column for target date and evidence
  Column target = Column::present;
  Column lead = Column::present;
  Column rating = Column::present;
};
// A column that no claim fills is absent. `evidence` says with_target_dates only if told so.
Setting setting_of(const std::vector<Claim>& claims, std::optional<Date> as_at, Column evidence = Column::present);

// The day after which the action is late: the last of its target dates, or in a shared column of targets and
// evidence the date by which something is still to be done there. Nothing where no year is told.
std::optional<Date> due(const Claim& claim, const Setting& setting);

}  // namespace candour::assurance
