#pragma once
// From a draft to what the plan room is asked to decide. Pure; any thread.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/import.h"
#include "plan/commands.h"

namespace candour::app {

// The agencies that a document names, found by name or alias among those known; those nobody goes by are added, and
// another spelling of one becomes its alias.
class Agencies {
 public:
  explicit Agencies(const plan::Partnership& partnership) : partnership_(partnership) {}
  // Takes in every agency of the rows and recommendations that are given to it; `stamp` goes on the events.
  Result<void> take_in(const std::string& name, const std::string& spelling, const plan::Stamp& stamp);
  // An empty id for an empty or an unknown name.
  plan::AgencyId id_of(const std::string& name) const;
  // Those known and those taken in.
  const plan::Partnership& partnership() const { return partnership_; }
  std::vector<plan::PartnershipEvent> give_events() { return std::move(events_); }

 private:
  plan::Partnership partnership_;
  mutable std::unordered_map<std::string, plan::AgencyId> known_;  // by name as given
  std::vector<plan::PartnershipEvent> events_;
};
// Every agency that the rows (and the recommendations) name, taken in.
Result<void> take_in_all(Agencies& agencies, const std::vector<const intake::Action*>& rows,
                         const std::vector<intake::Recommendation>& recommendations, const plan::Stamp& stamp);

// The source row as a person reads it across, cells separated by " | "; where the reading kept no cells, its fields in
// the order of a plan's columns.
std::string row_as_written(const intake::Action& row);

// `decided` is the row with the decisions applied, `read` as the document has it.
plan::Action to_plan(const intake::Action& decided, const intake::Action& read, const Agencies& agencies, Date as_at);
std::vector<plan::KeyEntry> key_of(const ImportDraft& draft);
plan::Finding to_plan(const intake::Finding& finding);
plan::Recommendation to_plan(const intake::Recommendation& recommendation, const Agencies& agencies);

// What kind of review the title speaks of, and its pseudonym where one stands in quotation marks.
plan::Review review_of(std::string_view title);

}  // namespace candour::app
