#pragma once
// What is decided over rows of several plans at once (a change of many rows, a body's decision): one step in each plan,
// all of them recorded in one go or not at all, and undone together.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/candour.h"
#include "plan/commands.h"

namespace candour::app {

// One change of many actions. Each kind is one command for each row, but a body's decision, which is one for each plan.
enum class BulkKind { lead, agency, date, close, retest, withdraw };
struct BulkChange {
  BulkKind kind = BulkKind::lead;
  std::string to = {};           // the lead, the agency's id, the date as written
  std::optional<Date> day = {};  // of the re-test
  plan::Closure closure = {};    // of a body's decision
  bool accept_claims = false;    // likewise: what is claimed complete is accepted by it
  std::string reason = {};
};
// Of the action as it stands. Pure.
plan::PlanCommand command_for(const BulkChange& change, const plan::Action& action);

struct ChosenRow {
  plan::PlanId plan;
  InSight seen;
};
// Why each of the rows cannot be changed so, in their order; nothing where it can.
Result<std::vector<std::optional<Error>>> would_change(const Candour& candour, const Actor& actor,
                                                       const std::vector<ChosenRow>& rows, const BulkChange& change);
// All of the rows or, where one is refused or has changed since it was in sight, none (conflict). Returns the id of
// what was done, by which it is found (parts_of) and undone.
Result<std::string> change_together(Candour& candour, const Actor& actor, const std::vector<ChosenRow>& rows,
                                    const BulkChange& change);

// What was done together: its step in each plan of the picture; a request whose answers it accepted.
struct Together {
  std::vector<std::pair<const view::PlanPicture*, std::uint64_t>> steps;
  const request::Request* request = nullptr;
};
Together parts_of(const view::Picture& picture, std::string_view together);

// In every plan and in the request, or nowhere: a further event in each, itself undone in the same way by the id that
// is returned. Conflict where it cannot be undone any more, or where some of it is not this actor's to see.
Result<std::string> undo_together(Candour& candour, const Actor& actor, std::string_view together,
                                  std::string_view reason);

}  // namespace candour::app
