#include <algorithm>

#include "base/text.h"
#include "view/view.h"

namespace candour::view {
namespace {

struct NeedWords {
  Need need;
  std::string_view text;
  std::string_view words;
};
constexpr std::array<NeedWords, every_need.size()> need_words{{
    {Need::overdue, "overdue", "Overdue"},
    {Need::due_soon, "due-soon", "Due within 28 days"},
    {Need::unconfirmed, "unconfirmed", "Not confirmed within the cycle"},
    {Need::unowned, "unowned", "No lead"},
    {Need::mismatch, "mismatch", "Rating does not fit the facts"},
    {Need::remark, "remark", "Does not hold up"},
    {Need::claimed, "claimed", "Claimed complete, not yet accepted"},
    {Need::untested, "untested", "Evidence not tested"},
    {Need::asked, "asked", "Asked, answer awaited"},
    {Need::answered, "answered", "Answered, to be decided"},
    {Need::challenged, "challenged", "A challenge to answer"},
    {Need::settle, "settle", "An answer to a challenge to settle"},
    {Need::retest, "retest", "A re-test is set"},
    {Need::at_risk_twice, "at-risk-twice", "At risk in two rounds running"},
}};

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
  if (asks_nothing_of_a_row(filter)) {
    for (const Row& row : plan.rows) rows.push_back(&row);
    return;
  }
  const auto add = [&](const Row& row) {
    if (matches_all_but_plan_and_words(row, filter) && matches_words(row, wanted)) rows.push_back(&row);
  };
  // Of the agency's rows, or of those in need, where that is asked: both were gathered when the picture was made.
  if (filter.agency) {
    const auto of_agency = plan.by_agency.find(*filter.agency);
    if (of_agency == plan.by_agency.end()) return;
    for (const Row* row : of_agency->second) add(*row);
  } else if (!filter.needs.empty()) {
    const std::size_t first = rows.size();
    for (const Row* row : plan.in_need[static_cast<std::size_t>(filter.needs.front())]) add(*row);
    std::sort(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end());  // rows lie in document order
  } else {
    for (const Row& row : plan.rows) add(row);
  }
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
  return need_words[static_cast<std::size_t>(need)].text;
}
std::string_view in_words(Need need) {
  return need_words[static_cast<std::size_t>(need)].words;
}
std::optional<Need> need_from_text(std::string_view text) {
  for (const NeedWords& each : need_words)
    if (each.text == text) return each.need;
  return std::nullopt;
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
    case Need::claimed:
      return row.facts.delivery == plan::Delivery::claimed_complete && !row.action->claimed_by.empty() &&
             !row.facts.closure;
    case Need::untested:
      return !row.facts.closure && std::any_of(row.action->evidence_items.begin(), row.action->evidence_items.end(),
                                               [](const plan::Evidence& each) { return !each.tested; });
    case Need::asked:
      return row.facts.open && row.facts.asked > 0;
    case Need::answered:
      return row.facts.answered.has_value();
    case Need::challenged:
      return row.facts.challenge_due && !row.facts.challenge_answered;
    case Need::settle:
      return row.facts.challenge_due && row.facts.challenge_answered;
    case Need::retest:
      return row.facts.retest_due.has_value();
    case Need::at_risk_twice: {
      const plan::Action& action = *row.action;
      return action.rating.status == plan::Status::at_risk && !action.earlier_ratings.empty() &&
             action.earlier_ratings.back().status == plan::Status::at_risk;
    }
  }
  return false;
}

bool is_silent(const Row& row) {
  return row.facts.open && row.facts.answer_due && *row.facts.answer_due < row.facts.as_at &&
         row.facts.freshness != plan::Freshness::confirmed && !row.facts.answered;
}

std::string asked_in_words(const plan::Facts& facts) {
  if (facts.answered) {
    const std::string words = "answered on " + facts.answered->words() + ", waiting for the coordinator";
    return facts.asked_since ? words + "; asked again on " + facts.asked_since->words() : words;
  }
  if (facts.asked == 0) return {};
  std::string words = facts.asked == 1 ? "asked" : "asked " + std::to_string(facts.asked) + " times";
  if (facts.asked_since) words += (facts.asked == 1 ? " on " : " since ") + facts.asked_since->words();
  if (facts.answer_due && facts.as_at <= *facts.answer_due) return words + ", answer due " + facts.answer_due->words();
  return words + ", no answer";
}

std::string beside_in_words(const plan::Facts& facts) {
  std::string words = asked_in_words(facts);
  if (!words.empty() && !facts.moderated.empty()) words += "; ";
  return words + facts.moderated;
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
