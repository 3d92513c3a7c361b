#include "app/importing/answers.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "assurance/tests.h"

namespace candour::app {

bool answers_remarks(const ImportDraft& draft) {
  return std::any_of(draft.decisions.begin(), draft.decisions.end(), [&](const auto& each) {
    return each.first < draft.reading().anomalies.size() && each.second.kind == DecisionKind::keep &&
           !each.second.reason.empty() && is_remark(draft.reading().anomalies[each.first]);
  });
}

std::vector<plan::AnswerRemark> answers_to_remarks(const ImportDraft& draft,
                                                   const std::map<std::size_t, plan::Number>& numbers,
                                                   const plan::Plan& stands, const plan::Partnership& partnership,
                                                   Date day) {
  std::map<std::pair<plan::Number, std::string>, const std::string*> reasons;
  for (const auto& [index, decision] : draft.decisions) {
    if (index >= draft.reading().anomalies.size()) continue;
    const intake::Anomaly& anomaly = draft.reading().anomalies[index];
    if (decision.kind != DecisionKind::keep || decision.reason.empty() || !is_remark(anomaly)) continue;
    if (const auto number = numbers.find(*anomaly.action); number != numbers.end())
      reasons.emplace(std::pair(number->second, anomaly.code), &decision.reason);
  }
  std::vector<plan::AnswerRemark> answers;
  std::set<std::tuple<plan::Number, std::string, std::string>> given;
  const auto claims = assurance::claims_of(stands, partnership);
  for (assurance::Remark& each : assurance::remarks_on(claims, assurance::setting_of(stands, claims, day))) {
    const plan::Number number = stands.actions[each.claim].number;
    const auto reason = reasons.find({number, each.code});
    if (reason == reasons.end() || !given.emplace(number, each.code, each.facts).second) continue;
    answers.push_back({number, std::move(each.code), std::move(each.facts), *reason->second});
  }
  return answers;
}

}  // namespace candour::app
