#include "app/together.h"

#include <algorithm>
#include <utility>

#include "base/id.h"

namespace candour::app {
namespace {

bool is_one_for_each_plan(const BulkChange& change) {
  return change.kind == BulkKind::close;
}

// The commands of one plan, over these rows of it as they stand.
std::vector<plan::PlanCommand> commands_of(const BulkChange& change, const plan::Plan& plan,
                                           const std::vector<InSight>& rows) {
  std::vector<plan::PlanCommand> commands;
  if (is_one_for_each_plan(change)) {
    plan::CloseActions decision{{}, change.closure, change.accept_claims};
    for (const InSight& row : rows) decision.numbers.push_back(row.number);
    commands.emplace_back(std::move(decision));
    return commands;
  }
  for (const InSight& row : rows) {
    plan::Action gone;  // the rules say of it that it is not there
    gone.number = row.number;
    const plan::Action* action = plan::find_action(plan, row.number);
    commands.push_back(command_for(change, action ? *action : gone));
  }
  return commands;
}

std::map<plan::PlanId, std::vector<InSight>> by_plan(const std::vector<ChosenRow>& rows) {
  std::map<plan::PlanId, std::vector<InSight>> all;
  for (const ChosenRow& row : rows) all[row.plan].push_back(row.seen);
  return all;
}

std::size_t changed_since(const plan::Plan& plan, const std::vector<InSight>& rows, const plan::PlanCommand& command) {
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [&](const InSight& row) {
    const plan::Action* action = plan::find_action(plan, row.number);
    return action && plan::first_unseen(*action, row.happenings, command);
  }));
}

}  // namespace

plan::PlanCommand command_for(const BulkChange& change, const plan::Action& action) {
  switch (change.kind) {
    case BulkKind::lead:
      return plan::ChangeAction{action.number, "lead", action.lead, change.to, change.reason};
    case BulkKind::agency:
      return plan::MoveAction{action.number, plan::AgencyId(change.to), change.reason};
    case BulkKind::date:
      return plan::ChangeDate{action.number, change.to, change.reason};
    case BulkKind::close:
      return plan::CloseActions{{action.number}, change.closure, change.accept_claims};
    case BulkKind::retest:
      return plan::ScheduleRetest{action.number, change.day, change.reason};
    case BulkKind::withdraw:
      break;
  }
  return plan::WithdrawAction{action.number, change.reason};
}

Result<std::vector<std::optional<Error>>> would_change(const Candour& candour, const Actor& actor,
                                                       const std::vector<ChosenRow>& rows, const BulkChange& change) {
  CANDOUR_TRY(picture, candour.picture(actor));
  std::vector<Candour::OnPlan> commands;
  for (const ChosenRow& row : rows) {
    plan::Action gone;
    gone.number = row.seen.number;
    const view::Row* stands = view::find_row(*picture, plan::action_id(row.plan, row.seen.number));
    commands.emplace_back(row.plan, command_for(change, stands ? *stands->action : gone));
  }
  return candour.would_each(actor, commands);
}

Result<std::string> change_together(Candour& candour, const Actor& actor, const std::vector<ChosenRow>& rows,
                                    const BulkChange& change) {
  if (rows.empty()) return fail(ErrorCode::bad_input, "Choose the actions that change.");
  const auto of_plans = by_plan(rows);
  Candour::Streams streams;
  for (const auto& [plan, unused] : of_plans) streams.plans[plan];
  std::string together = fresh_id();
  CANDOUR_CHECK(candour.act_on(
      actor, streams, std::nullopt,
      [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
        Candour::Decided decided;
        std::size_t stale = 0;
        for (const auto& [id, of_plan] : of_plans) {
          const plan::Plan& plan = standing.plan(id);
          if (plan.version == 0) return fail(ErrorCode::not_found, "There is no such plan.");
          const std::vector<plan::PlanCommand> commands = commands_of(change, plan, of_plan);
          stale += changed_since(plan, of_plan, commands.front());
          CANDOUR_TRY(events, plan::decide(plan, commands, change.reason, stamp, together));
          decided.plans[id] = std::move(events);
        }
        if (stale > 0)
          return fail(ErrorCode::conflict, (stale == 1 ? std::string("1 of these actions was")
                                                       : std::to_string(stale) + " of these actions were") +
                                               " changed after you looked, so nothing was done yet. Look at the "
                                               "change below, and send it again if it still holds.");
        return decided;
      }));
  return together;
}

Together parts_of(const view::Picture& picture, std::string_view together) {
  Together parts;
  if (together.empty()) return parts;
  for (const auto& plan : picture.plans)
    for (const auto& [step, id] : plan->plan->together)
      if (id == together) parts.steps.emplace_back(plan.get(), step);
  for (const auto& request : picture.requests)
    if (std::any_of(request->rows.begin(), request->rows.end(),
                    [&](const request::Row& row) { return row.together == together; }))
      parts.request = request.get();
  return parts;
}

Result<std::string> undo_together(Candour& candour, const Actor& actor, std::string_view together,
                                  std::string_view reason) {
  CANDOUR_TRY(picture, candour.picture(actor));
  CANDOUR_TRY(whole, candour.picture({}));
  const Together seen = parts_of(*picture, together), parts = parts_of(*whole, together);
  if (seen.steps.empty()) return fail(ErrorCode::not_found, "There is no such change.");
  // What they do not see is not named.
  if (seen.steps.size() != parts.steps.size() || (parts.request && !seen.request))
    return fail(ErrorCode::conflict,
                "This was decided together with changes that are not yours to see. Ask who decided it to undo it.");
  Candour::Streams streams;
  for (const auto& [plan, unused] : parts.steps) streams.plans[plan->plan->id];
  if (parts.request) streams.request = parts.request->id;
  std::string undone = fresh_id();
  CANDOUR_CHECK(candour.act_on(
      actor, streams, std::nullopt,
      [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
        Candour::Decided decided;
        for (const auto& [plan, step] : parts.steps) {
          const plan::UndoStep undo{step, std::string(reason), true};
          CANDOUR_TRY(events, plan::decide(standing.plan(plan->plan->id), {undo}, {}, stamp, undone));
          decided.plans[plan->plan->id] = std::move(events);
        }
        if (parts.request) {
          CANDOUR_TRY(events,
                      request::decide(standing.request,
                                      request::UndoDecisions{std::string(together), std::string(reason)}, stamp));
          decided.request = std::move(events);
        }
        return decided;
      }));
  return undone;
}

}  // namespace candour::app
