#include <algorithm>

#include "base/text.h"
#include "view/view.h"

namespace candour::view {
namespace {

template <class Enum, std::size_t size>
struct Names {
  std::array<std::pair<Enum, std::string_view>, size> table;
  std::string_view text(Enum value) const {
    for (const auto& [key, name] : table)
      if (key == value) return name;
    return {};
  }
  std::optional<Enum> value(std::string_view text) const {
    for (const auto& [key, name] : table)
      if (name == text) return key;
    return std::nullopt;
  }
};
constexpr Names<Need, 10> need_names{{{{Need::overdue, "overdue"},
                                       {Need::due_soon, "due-soon"},
                                       {Need::unconfirmed, "unconfirmed"},
                                       {Need::unowned, "unowned"},
                                       {Need::mismatch, "mismatch"},
                                       {Need::remark, "remark"},
                                       {Need::claim, "claim"},
                                       {Need::challenge, "challenge"},
                                       {Need::retest, "retest"},
                                       {Need::at_risk_twice, "at-risk-twice"}}}};
constexpr Names<Order, 5> order_names{{{{Order::document, "document"},
                                        {Order::agency, "agency"},
                                        {Order::due, "due"},
                                        {Order::status, "status"},
                                        {Order::changed, "changed"}}}};

bool matches_all_but_plan_and_words(const Row& row, const Filter& filter) {
  const plan::Action& action = *row.action;
  if (filter.agency && action.agency != *filter.agency &&
      std::find(action.supporting.begin(), action.supporting.end(), *filter.agency) == action.supporting.end())
    return false;
  if (!filter.finding.empty() && action.finding != filter.finding) return false;
  if (!filter.recommendation.empty() && std::find(action.recommendations.begin(), action.recommendations.end(),
                                                  filter.recommendation) == action.recommendations.end())
    return false;
  if (!filter.statuses.empty() &&
      std::find(filter.statuses.begin(), filter.statuses.end(), action.rating.status) == filter.statuses.end())
    return false;
  if (filter.open_only && !row.facts.open) return false;
  return std::all_of(filter.needs.begin(), filter.needs.end(), [&](Need need) { return wants(row, need); });
}

bool matches_words(const Row& row, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const std::string& word) { return row.search_text.find(word) != std::string::npos; });
}

bool asks_nothing_of_a_row(const Filter& filter) {
  return !filter.agency && filter.finding.empty() && filter.recommendation.empty() && filter.statuses.empty() &&
         filter.needs.empty() && !filter.open_only && filter.words.empty();
}

void add_matching(const PlanPicture& plan, const Filter& filter, const std::vector<std::string>& wanted,
                  std::vector<const Row*>& rows) {
  if (filter.plan && plan.plan->id != *filter.plan) return;
  const bool every = asks_nothing_of_a_row(filter);
  for (const Row& row : plan.rows)
    if (every || (matches_all_but_plan_and_words(row, filter) && matches_words(row, wanted))) rows.push_back(&row);
}

Moment last_change(const Row& row) {
  return row.action->history.empty() ? Moment() : row.action->history.back().recorded;
}

bool is_before(const Row& left, const Row& right, Order order) {
  switch (order) {
    case Order::document:
      return false;
    case Order::agency: {
      if (!left.agency || !right.agency) return left.agency && !right.agency;
      return left.agency->name < right.agency->name;
    }
    case Order::due: {
      if (!left.facts.due || !right.facts.due) return left.facts.due && !right.facts.due;
      return *left.facts.due < *right.facts.due;
    }
    case Order::status:
      return left.action->rating.status < right.action->rating.status;
    case Order::changed:
      return last_change(left) > last_change(right);
  }
  return false;
}

}  // namespace

std::string_view to_text(Need need) {
  return need_names.text(need);
}
std::optional<Need> need_from_text(std::string_view text) {
  return need_names.value(text);
}
std::string_view to_text(Order order) {
  return order_names.text(order);
}
std::optional<Order> order_from_text(std::string_view text) {
  return order_names.value(text);
}

bool wants(const Row& row, Need need) {
  switch (need) {
    case Need::overdue:
      return row.facts.schedule == plan::Schedule::overdue;
    case Need::due_soon:
      return row.facts.schedule == plan::Schedule::due_soon;
    case Need::unconfirmed:
      return row.facts.open && row.facts.freshness != plan::Freshness::confirmed;
    case Need::unowned:
      return row.facts.open && row.facts.unowned;
    case Need::mismatch:
      return !row.facts.mismatches.empty();
    case Need::remark:
      return row.open_remarks > 0;
    case Need::claim:
      return row.facts.delivery == plan::Delivery::claimed_complete && !row.facts.closure &&
             !row.action->claimed_by.empty();
    case Need::challenge:
      return row.facts.challenge_due.has_value();
    case Need::retest:
      return row.facts.retest_due && *row.facts.retest_due <= row.facts.as_at.plus_days(28);
    case Need::at_risk_twice: {
      const plan::Action& action = *row.action;
      return action.rating.status == plan::Status::at_risk && !action.earlier_ratings.empty() &&
             action.earlier_ratings.back().status == plan::Status::at_risk;
    }
  }
  return false;
}

bool is_silent(const Row& row) {
  return row.facts.open && row.facts.asked > 0 && row.facts.freshness != plan::Freshness::confirmed;
}

std::string asked_in_words(const plan::Facts& facts) {
  if (facts.asked == 0) return {};
  std::string words = facts.asked == 1 ? "asked once" : "asked " + std::to_string(facts.asked) + " times";
  if (facts.asked_since) words += " since " + facts.asked_since->words();
  return words + ", no answer";
}

std::vector<const Row*> matching(const PlanPicture& plan, const Filter& filter) {
  std::vector<const Row*> rows;
  rows.reserve(plan.rows.size());
  add_matching(plan, filter, words(filter.words), rows);
  return rows;
}

List list(const Picture& picture, const Filter& filter, Order order, std::size_t page, std::size_t per_page) {
  const std::vector<std::string> wanted = words(filter.words);
  List found;
  found.per_page = per_page;
  // Every row in the order of the documents: those of the page are found by counting.
  const bool by_counting = order == Order::document && !filter.plan && asks_nothing_of_a_row(filter);
  std::vector<const Row*> rows;
  if (by_counting)
    for (const auto& plan : picture.plans) found.total += plan->rows.size();
  else {
    for (const auto& plan : picture.plans) add_matching(*plan, filter, wanted, rows);
    found.total = rows.size();
  }
  if (per_page == 0) per_page = std::max<std::size_t>(1, found.total);
  found.pages = std::max<std::size_t>(1, (found.total + per_page - 1) / per_page);
  found.page = std::clamp<std::size_t>(page, 1, found.pages);
  const std::size_t first = (found.page - 1) * per_page;
  const std::size_t last = std::min(found.total, first + per_page);
  if (by_counting) {
    std::size_t before = 0;
    for (const auto& plan : picture.plans) {
      const std::size_t end = before + plan->rows.size();
      for (std::size_t at = std::max(before, first); at < std::min(end, last); ++at)
        found.rows.push_back(&plan->rows[at - before]);
      before = end;
    }
    return found;
  }
  if (order != Order::document) {
    // Only what stands before the end of this page has to be in order; position breaks ties, as a stable sort would.
    std::vector<std::pair<const Row*, std::size_t>> placed;
    placed.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) placed.emplace_back(rows[i], i);
    std::partial_sort(placed.begin(), placed.begin() + static_cast<std::ptrdiff_t>(last), placed.end(),
                      [&](const auto& left, const auto& right) {
                        if (is_before(*left.first, *right.first, order)) return true;
                        if (is_before(*right.first, *left.first, order)) return false;
                        return left.second < right.second;
                      });
    for (std::size_t i = 0; i < last; ++i) rows[i] = placed[i].first;
  }
  found.rows.assign(rows.begin() + static_cast<std::ptrdiff_t>(first),
                    rows.begin() + static_cast<std::ptrdiff_t>(last));
  return found;
}

}  // namespace candour::view
