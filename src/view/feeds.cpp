#include "view/feeds.h"

#include <algorithm>

#include "view/history.h"

namespace candour::view {

std::vector<Deadline> deadlines(const Picture& picture, std::size_t most) {
  const Date from = picture.as_at.plus_days(-90);
  std::vector<Deadline> all;
  const auto add = [&](std::string_view kind, const std::string& id, std::string what, std::string href,
                       std::optional<Date> day, Moment changed) {
    if (day && *day >= from)
      all.push_back({std::string(kind) + "." + id, std::move(what), std::move(href), *day, changed});
  };
  for (const auto& plan : picture.plans) {
    const std::string id = plan->plan->id.text();
    const Moment changed = plan->plan->changed;
    for (const Row& row : plan->rows) {
      const std::string href = "/actions/" + row.id;
      if (row.facts.open) add("due", row.id, "Action " + row.id + " is due", href, row.facts.due, changed);
      add("retest", row.id, "Re-test of action " + row.id, href, row.facts.retest_due, changed);
      if (!row.facts.challenge_answered)
        add("challenge", row.id, "Answer about action " + row.id, href, row.facts.challenge_due, changed);
    }
    if (plan->plan->clock && !plan->awaited.empty())
      add("answer", id, "Answer to the inspection " + id, "/plans/" + id, plan::answer_due(*plan->plan->clock),
          changed);
  }
  for (const auto& meeting : picture.meetings)
    for (const meeting::Resolution& resolution : meeting->resolutions) {
      if (resolution.state != meeting::ResolutionState::open) continue;
      const std::string id = meeting->id.text() + "-" + std::to_string(resolution.number);
      add("report-back", id, "Report back on resolution " + id, "/meetings/" + meeting->id.text(),
          resolution.report_back, meeting->changed);
    }
  for (const auto& request : picture.requests) {
    if (request->state != request::State::open || request::awaited(*request).empty()) continue;
    const std::string id = request->id.text();
    add("request", id, "Updates asked for, request " + id, "/requests/" + id, request->deadline, request->made);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Deadline& left, const Deadline& right) { return left.day < right.day; });
  if (all.size() > most) all.resize(most);
  return all;
}

std::vector<Change> changes(const Picture& picture, std::size_t most) {
  std::vector<const plan::Plan*> plans;
  for (const auto& plan : picture.plans) plans.push_back(plan->plan.get());
  std::stable_sort(plans.begin(), plans.end(),
                   [](const plan::Plan* left, const plan::Plan* right) { return left->changed > right->changed; });
  std::vector<Change> all;
  for (const plan::Plan* plan : plans) {
    // Nothing of a plan is newer than its last change: the rest adds nothing.
    if (all.size() >= most && plan->changed < all.back().recorded) break;
    const std::string id = plan->id.text();
    std::size_t of_plan = 0;
    for (const HistoryStep& step : history_of(*plan)) {
      if (++of_plan > most) break;
      all.push_back(
          {"plan/" + id + (step.document ? "/import/" + step.document->id.text() : "/step/" + std::to_string(step.id)),
           "Plan " + id + ": " + in_words(step), "/plans/" + id + "/history", step.recorded});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Change& left, const Change& right) { return left.recorded > right.recorded; });
    if (all.size() > most) all.resize(most);
  }
  return all;
}

}  // namespace candour::view
