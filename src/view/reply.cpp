#include "view/reply.h"

#include <algorithm>
#include <set>

namespace candour::view {

std::optional<Reply> reply(const Picture& picture, const plan::PlanId& id) {
  const PlanPicture* found = find_plan(picture, id);
  if (!found) return std::nullopt;
  const plan::Plan& plan = *found->plan;
  Reply reply;
  reply.plan = found;
  if (plan.clock) reply.due = plan::answer_due(*plan.clock);
  const auto agency = [&](const plan::AgencyId& each) { return plan::find_agency(*picture.partnership, each); };
  const auto tied = rows_tied_to(picture, id);
  std::set<const Row*> counted;
  const auto answer_to = [&](const plan::Recommendation& recommendation) {
    Reply::Answer answer;
    answer.recommendation = &recommendation;
    for (const auto& [who, response] : plan.responses)
      if (who.first == recommendation.ref) answer.responses.push_back({agency(who.second), &response});
    for (const Row& row : found->rows) {
      const std::vector<std::string>& serves = row.action->recommendations;
      if (std::find(serves.begin(), serves.end(), recommendation.ref) != serves.end()) answer.rows.push_back(&row);
    }
    if (const auto others = tied.find(recommendation.ref); others != tied.end())
      answer.rows.insert(answer.rows.end(), others->second.begin(), others->second.end());
    for (const plan::AgencyId& each : recommendation.addressed_to) {
      const plan::Agency* addressed = agency(each);
      const auto is_theirs = [&](const Row* row) { return row->agency == addressed; };
      if (addressed && !plan.responses.contains({recommendation.ref, each}) &&
          std::none_of(answer.rows.begin(), answer.rows.end(), is_theirs))
        answer.awaiting.push_back(addressed);
    }
    for (const Row* row : answer.rows) {
      if (!counted.insert(row).second) continue;
      reply.without_date += row->facts.open && !row->facts.due;
      reply.without_lead += row->facts.open && row->action->lead.empty();
    }
    ++reply.recommendations;
    reply.without_response += answer.responses.empty() && answer.rows.empty();
    return answer;
  };
  const auto part_of = [&](const plan::Finding* finding, const auto& belongs) {
    Reply::Part part{finding, {}};
    for (const plan::Recommendation& each : plan.recommendations)
      if (belongs(each)) part.answers.push_back(answer_to(each));
    if (!part.answers.empty()) reply.parts.push_back(std::move(part));
  };
  for (const plan::Finding& finding : plan.findings)
    part_of(&finding, [&](const plan::Recommendation& each) { return each.finding == finding.ref; });
  part_of(nullptr, [&](const plan::Recommendation& each) { return plan::find_finding(plan, each.finding) == nullptr; });
  reply.actions = counted.size();
  return reply;
}

}  // namespace candour::view
