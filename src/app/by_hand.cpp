#include "app/by_hand.h"

#include <utility>

#include "base/text.h"

namespace candour::app {
namespace {

// The recommendation that a command would take away; nothing where it takes none.
const std::string* taken_away_by(const plan::PlanCommand& command) {
  if (const auto* withdrawn = std::get_if<plan::WithdrawRecommendation>(&command)) return &withdrawn->ref;
  if (const auto* merged = std::get_if<plan::MergeRecommendations>(&command)) return &merged->from;
  return nullptr;
}

}  // namespace

Result<plan::PlanId> start_plan(Candour& candour, const Actor& actor, const BlankPlan& blank) {
  const plan::PlanId id(fresh_id());
  const auto deciding = [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
    Candour::Decided decided;
    plan::Partnership with = standing.partnership;
    for (const std::string& name : blank.agencies) {
      if (trimmed(name).empty() || plan::find_agency(with, name)) continue;
      CANDOUR_TRY(events, plan::decide(with, plan::AddAgency{name, {}}, stamp));
      for (plan::PartnershipEvent& event : events) {
        plan::apply(with, event);
        decided.partnership.push_back(std::move(event));
      }
    }
    const plan::StartPlan start{id, blank.title, blank.review, blank.cycle_months, blank.key};
    CANDOUR_TRY(events, plan::decide(standing.plan(id), start, stamp));
    decided.plans[id] = std::move(events);
    return decided;
  };
  CANDOUR_CHECK(candour.act_on(actor, {.partnership = true, .plans = {{id, 0}}}, std::nullopt, deciding));
  return id;
}

Result<void> change_plan(Candour& candour, const Actor& actor, const plan::PlanId& plan,
                         const std::vector<plan::PlanCommand>& commands, std::string_view reason,
                         std::optional<std::uint64_t> expected) {
  for (const plan::PlanCommand& command : commands) {
    const std::string* ref = taken_away_by(command);
    if (!ref) continue;
    // Plans that this actor does not see are tied to it, too; they are not named.
    CANDOUR_TRY(whole, candour.picture({}));
    const auto tied = view::rows_tied_to(*whole, plan);
    if (tied.contains(*ref))
      return fail(ErrorCode::conflict, "Actions of other plans are tied to this recommendation. Untie them first.");
  }
  if (commands.size() == 1) return candour.act(actor, plan, commands.front(), expected);
  return candour.act(actor, plan, commands, reason, expected);
}

}  // namespace candour::app
