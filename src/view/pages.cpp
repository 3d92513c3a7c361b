#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "view/view.h"

namespace candour::view {
namespace {

// Agencies that have a row anywhere on the plan, in the order in which they first appear.
std::vector<const plan::Agency*> agencies_on(const PlanPicture& plan) {
  std::vector<const plan::Agency*> found;
  std::set<const plan::Agency*> seen;
  for (const Row& row : plan.rows)
    if (row.agency && seen.insert(row.agency).second) found.push_back(row.agency);
  return found;
}

// Which agencies answer, alone or jointly, each recommendation of the plan.
std::unordered_map<std::string, std::set<plan::AgencyId>> answered(const PlanPicture& plan) {
  std::unordered_map<std::string, std::set<plan::AgencyId>> found;
  for (const Row& row : plan.rows) {
    for (const std::string& ref : row.action->recommendations) {
      auto& agencies = found[ref];
      agencies.insert(row.action->agency);
      agencies.insert(row.action->supporting.begin(), row.action->supporting.end());
    }
  }
  return found;
}

RecommendationGroup group_of(const plan::Recommendation* recommendation, const std::vector<const Row*>& rows) {
  RecommendationGroup group;
  group.recommendation = recommendation;
  for (const Row* row : rows) {
    auto same = std::find_if(group.agencies.begin(), group.agencies.end(),
                             [&](const AgencyOnQuestion& each) { return each.agency == row->agency; });
    if (same == group.agencies.end()) same = group.agencies.insert(same, AgencyOnQuestion{row->agency, {}});
    same->rows.push_back(row);
  }
  group.totals = totals(rows);
  return group;
}

std::vector<FindingGroup> by_finding(const PlanPicture& picture, const std::vector<const Row*>& rows, bool with_silent,
                                     bool with_empty) {
  const plan::Plan& plan = *picture.plan;
  const auto agencies = agencies_on(picture);
  const auto answers = answered(picture);
  // Rows by (finding, recommendation) in one pass.
  std::map<std::pair<std::string, std::string>, std::vector<const Row*>> placed;
  for (const Row* row : rows)
    placed[{row->action->finding, row->action->recommendations.empty() ? "" : row->action->recommendations.front()}]
        .push_back(row);

  std::vector<FindingGroup> groups;
  const auto add_finding = [&](const plan::Finding* finding, const std::string& ref) {
    FindingGroup group;
    group.finding = finding;
    std::vector<const Row*> of_finding;
    const auto take = [&](const plan::Recommendation* recommendation, const std::string& recommendation_ref) {
      std::vector<const Row*> of_recommendation;
      if (const auto it = placed.find({ref, recommendation_ref}); it != placed.end()) {
        of_recommendation = std::move(it->second);
        placed.erase(it);
      }
      if (of_recommendation.empty() && !(recommendation && with_empty)) return;
      RecommendationGroup added = group_of(recommendation, of_recommendation);
      if (recommendation && with_silent) {
        const auto who = answers.find(recommendation->ref);
        for (const plan::Agency* agency : agencies)
          if (who == answers.end() || !who->second.contains(agency->id)) added.silent.push_back(agency);
      }
      of_finding.insert(of_finding.end(), of_recommendation.begin(), of_recommendation.end());
      group.recommendations.push_back(std::move(added));
    };
    for (const plan::Recommendation& recommendation : plan.recommendations)
      if (recommendation.finding == ref) take(&recommendation, recommendation.ref);
    // Rows of this finding under a recommendation that stands elsewhere, or under none.
    std::vector<std::string> others;
    for (const auto& [where, unused] : placed)
      if (where.first == ref) others.push_back(where.second);
    for (const std::string& other : others) take(plan::find_recommendation(plan, other), other);
    group.totals = totals(of_finding);
    if (!group.recommendations.empty() || (finding && with_empty)) groups.push_back(std::move(group));
  };
  for (const plan::Finding& finding : plan.findings) add_finding(&finding, finding.ref);
  std::vector<std::string> outside;
  for (const auto& [where, unused] : placed)
    if (outside.empty() || outside.back() != where.first) outside.push_back(where.first);
  for (const plan::Recommendation& recommendation : plan.recommendations)
    if (!plan::find_finding(plan, recommendation.finding) &&
        std::find(outside.begin(), outside.end(), recommendation.finding) == outside.end() && with_empty)
      outside.push_back(recommendation.finding);
  for (const std::string& ref : outside) add_finding(nullptr, ref);
  return groups;
}

std::vector<AgencyGroup> by_agency(const Picture& picture, const std::vector<const Row*>& rows) {
  std::unordered_map<const plan::Agency*, std::vector<const Row*>> placed;
  for (const Row* row : rows) placed[row->agency].push_back(row);
  std::vector<AgencyGroup> groups;
  const auto add = [&](const plan::Agency* agency) {
    const auto it = placed.find(agency);
    if (it == placed.end()) return;
    AgencyGroup group{agency, std::move(it->second), {}};
    group.totals = totals(group.rows);
    groups.push_back(std::move(group));
    placed.erase(it);
  };
  for (const plan::Agency& agency : picture.partnership->agencies) add(&agency);
  // Agencies of an earlier picture cannot be here; rows without one come last.
  add(nullptr);
  return groups;
}

std::vector<DueGroup> by_due(const std::vector<const Row*>& rows) {
  DueGroup overdue{"Overdue", {}}, soon{"Due within 28 days", {}}, none{"No date", {}}, done{"Done or closed", {}};
  std::map<std::pair<int, int>, std::vector<const Row*>> months;
  for (const Row* row : rows) {
    switch (row->facts.schedule) {
      case plan::Schedule::overdue:
        overdue.rows.push_back(row);
        break;
      case plan::Schedule::due_soon:
        soon.rows.push_back(row);
        break;
      case plan::Schedule::not_due:
        months[{row->facts.due->year(), row->facts.due->month()}].push_back(row);
        break;
      case plan::Schedule::no_date:
        (row->facts.open ? none : done).rows.push_back(row);
        break;
      case plan::Schedule::done:
      case plan::Schedule::done_late:
        done.rows.push_back(row);
        break;
    }
  }
  const auto by_date = [](const Row* left, const Row* right) { return *left->facts.due < *right->facts.due; };
  std::stable_sort(overdue.rows.begin(), overdue.rows.end(), by_date);
  std::stable_sort(soon.rows.begin(), soon.rows.end(), by_date);
  std::vector<DueGroup> groups;
  const auto add = [&](DueGroup group) {
    if (!group.rows.empty()) groups.push_back(std::move(group));
  };
  add(std::move(overdue));
  add(std::move(soon));
  for (auto& [month, of_month] : months) {
    std::stable_sort(of_month.begin(), of_month.end(), by_date);
    const std::string day = Date::from_calendar(month.first, month.second, 1)->words();
    add({day.substr(2), std::move(of_month)});
  }
  add(std::move(none));
  add(std::move(done));
  return groups;
}

// Every row of the picture that has the need, the most pressing first.
std::vector<const Row*> in_need(const std::vector<const Row*>& rows, Need need) {
  std::vector<const Row*> found;
  for (const Row* row : rows)
    if (wants(*row, need)) found.push_back(row);
  if (need == Need::overdue || need == Need::due_soon)
    std::stable_sort(found.begin(), found.end(),
                     [](const Row* left, const Row* right) { return *left->facts.due < *right->facts.due; });
  return found;
}

std::vector<const Row*> all_rows(const PlanPicture& plan) {
  return matching(plan, {});
}

bool contains_all(const std::string& text, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

}  // namespace

std::optional<PlanPage> plan_page(const Picture& picture, const plan::PlanId& id, Grouping grouping,
                                  const Filter& filter) {
  const PlanPicture* plan = find_plan(picture, id);
  if (!plan) return std::nullopt;
  PlanPage page;
  page.plan = plan;
  const std::vector<const Row*> rows = matching(*plan, filter);
  page.totals = totals(rows);
  const bool whole = rows.size() == plan->rows.size();
  switch (grouping) {
    case Grouping::finding:
      page.findings = by_finding(*plan, rows, whole, whole);
      break;
    case Grouping::agency:
      page.agencies = by_agency(picture, rows);
      break;
    case Grouping::due:
      page.due = by_due(rows);
      break;
  }
  return page;
}

std::optional<AgencyPage> agency_page(const Picture& picture, const plan::AgencyId& id) {
  const plan::Agency* agency = plan::find_agency(*picture.partnership, id);
  if (!agency || std::find(picture.agencies.begin(), picture.agencies.end(), agency) == picture.agencies.end())
    return std::nullopt;
  AgencyPage page;
  page.agency = agency;
  std::vector<const Row*> everywhere;
  Filter of_agency;
  of_agency.agency = id;
  for (const auto& plan : picture.plans) {
    const std::vector<const Row*> rows = matching(*plan, of_agency);
    if (rows.empty()) continue;
    everywhere.insert(everywhere.end(), rows.begin(), rows.end());
    page.plans.push_back({plan.get(), rows, totals(rows)});
  }
  page.totals = totals(everywhere);
  return page;
}

std::vector<DueResolution> resolutions_due(const Picture& picture) {
  const Date soon = picture.as_at.plus_days(28);
  std::vector<DueResolution> due;
  for (const auto& meeting : picture.meetings)
    for (const meeting::Resolution& resolution : meeting->resolutions)
      if (meeting::is_due(resolution, soon)) due.push_back({meeting.get(), &resolution});
  std::stable_sort(due.begin(), due.end(), [](const DueResolution& left, const DueResolution& right) {
    return *left.resolution->report_back < *right.resolution->report_back;
  });
  return due;
}

std::vector<Awaited> awaited_from(const Picture& picture, const plan::AgencyId& agency) {
  std::vector<Awaited> awaited;
  for (const auto& plan : picture.plans)
    for (const AwaitedOf& each : plan->awaited)
      if (std::find(each.agencies.begin(), each.agencies.end(), agency) != each.agencies.end())
        awaited.push_back({plan.get(), each.recommendation});
  return awaited;
}

std::map<std::string, std::vector<const Row*>> rows_tied_to(const Picture& picture, const plan::PlanId& plan) {
  std::map<std::string, std::vector<const Row*>> tied;
  for (const auto& other : picture.plans)
    for (const Row& row : other->rows)
      for (const plan::Tie& tie : row.action->ties)
        if (tie.plan == plan) tied[tie.recommendation].push_back(&row);
  return tied;
}

SearchPage search(const Picture& picture, std::string_view text) {
  SearchPage page;
  const std::vector<std::string> wanted = words(text);
  if (wanted.empty()) return page;
  std::vector<std::pair<int, const Row*>> scored;
  for (const auto& plan : picture.plans) {
    if (contains_all(plan->search_text, wanted)) page.plans.push_back(plan.get());
    for (const Row& row : plan->rows) {
      if (row.id != text && !contains_all(row.search_text, wanted)) continue;
      // What the action says counts more than what is said about it.
      int score = row.id == text ? 100 : 0;
      const std::string_view wording = std::string_view(row.search_text).substr(0, row.wording_length);
      for (const std::string& word : wanted) score += wording.find(word) != std::string_view::npos ? 2 : 1;
      if (row.facts.open) ++score;
      scored.emplace_back(score, &row);
    }
  }
  page.total = scored.size();
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& left, const auto& right) { return left.first > right.first; });
  for (std::size_t i = 0; i < std::min<std::size_t>(100, scored.size()); ++i) page.rows.push_back(scored[i].second);
  for (const plan::Agency* agency : picture.agencies) {
    std::string names = agency->name;
    for (const std::string& alias : agency->aliases) names += ' ' + alias;
    if (contains_all(matching_key(names), wanted)) page.agencies.push_back(agency);
  }
  return page;
}

Report report(const Picture& picture, const std::vector<plan::PlanId>& plans) {
  Report whole;
  whole.as_at = picture.as_at;
  std::vector<const PlanPicture*> wanted;
  if (plans.empty()) {
    for (const auto& plan : picture.plans) wanted.push_back(plan.get());
  } else {
    for (const plan::PlanId& id : plans)
      if (const PlanPicture* plan = find_plan(picture, id)) wanted.push_back(plan);
  }
  for (const PlanPicture* plan : wanted) {
    PlanReport part;
    part.plan = plan;
    part.totals = plan->totals;
    const std::vector<const Row*> rows = all_rows(*plan);
    part.by_finding = by_finding(*plan, rows, true, true);
    part.by_agency = by_agency(picture, rows);
    part.overdue = in_need(rows, Need::overdue);
    part.unconfirmed = in_need(rows, Need::unconfirmed);
    part.unowned = in_need(rows, Need::unowned);
    const auto answers = answered(*plan);
    for (const plan::Agency* agency : agencies_on(*plan)) {
      SilentAgency silent{agency, {}};
      for (const plan::Recommendation& recommendation : plan->plan->recommendations) {
        const auto who = answers.find(recommendation.ref);
        if (who == answers.end() || !who->second.contains(agency->id)) silent.questions.push_back(&recommendation);
      }
      if (!silent.questions.empty()) part.silent.push_back(std::move(silent));
    }
    for (std::size_t i = 0; i < whole.by_status.size(); ++i) whole.by_status[i] += part.totals.by_status[i];
    whole.total += part.totals.total;
    whole.plans.push_back(std::move(part));
  }
  return whole;
}

}  // namespace candour::view
