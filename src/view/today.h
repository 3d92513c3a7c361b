#pragma once
// What needs somebody today: one table of rules, read by the home page of every role and by the weekly letter. The
// picture is theirs already (what they may not see is not in it), so that a rule says only for whom it is. Pure.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/people.h"
#include "view/view.h"

namespace candour::view {

// ---- The rules ----

// What a rule counts beside rows in need.
enum class Counts { rows, responses, answer_clocks, resolutions, answers, unreached, imports, workbooks };
struct TodayRule {
  std::string_view key;  // "overdue"
  Counts counts = Counts::rows;
  Need need = Need::overdue;  // of rows
  std::vector<people::Role> roles;
  std::string_view one, many;  // behind the number: "action is overdue", "actions are overdue"
  std::string_view heading;
  std::string_view href;    // the list of them
  bool shows_rows = false;  // the first few, on the page itself
};
// In the order in which they press.
const std::vector<TodayRule>& today_rules();

// ---- What they say of one person's day ----

// Who looks. Without an account it is the one at this machine, who coordinates and scrutinises.
struct Viewer {
  std::vector<people::Role> roles;
  std::vector<plan::AgencyId> agencies;  // that they lead
};
Viewer viewer_of(const people::People& people, const std::optional<people::PersonId>& person, Date day);

// What waits beside the record.
struct Waiting {
  std::size_t imports = 0;    // left unfinished
  std::size_t workbooks = 0;  // sent back, and not yet looked at
};
struct TodayItem {
  const TodayRule* rule = nullptr;
  std::size_t count = 0;
  std::vector<const Row*> rows;            // at most five, the most pressing first, where the rule shows them
  std::vector<DueResolution> resolutions;  // of that rule
};
struct Today {
  std::vector<TodayItem> items;           // those that count something, in the order of the rules
  std::optional<Date> next;               // where nothing needs them: the next date that will
  Totals totals;                          // of all that they see, in the common statuses
  std::vector<const PlanPicture*> plans;  // at most twenty, the newest first
  std::size_t plan_count = 0;
};
Today today(const Picture& picture, const Viewer& viewer, const Waiting& waiting);

// ---- The weekly letter ----

struct Digest {
  std::string subject;             // neutral: no case, no name
  std::vector<std::string> lines;  // "3 actions are overdue": counts, no wording of any row
};
// Nothing where nothing needs them.
std::optional<Digest> digest(const Today& today, std::string_view name);

}  // namespace candour::view
