#include "view/today.h"

#include <algorithm>

#include "base/text.h"

namespace candour::view {
namespace {

using enum people::Role;

constexpr std::size_t most_rows = 5, most_plans = 20;

const std::vector<TodayRule> rules{
    {"challenged",
     Counts::rows,
     Need::challenged,
     {agency_lead, contributor, coordinator},
     "challenge is to be answered",
     "challenges are to be answered",
     "Challenges to answer",
     "/actions?need=challenged&order=due",
     true},
    {"overdue",
     Counts::rows,
     Need::overdue,
     {coordinator, agency_lead, contributor, scrutineer},
     "action is overdue",
     "actions are overdue",
     "Overdue, the longest first",
     "/actions?need=overdue&order=due",
     true},
    {"answers",
     Counts::answers,
     Need::overdue,
     {coordinator},
     "answer waits for your decision",
     "answers wait for your decision",
     "Answers to decide",
     "/requests",
     false},
    {"unreached",
     Counts::unreached,
     Need::overdue,
     {coordinator},
     "request did not reach everybody whom it asks",
     "requests did not reach everybody whom they ask",
     "Could not be reached",
     "/requests",
     false},
    {"claimed",
     Counts::rows,
     Need::claimed,
     {scrutineer, coordinator},
     "claim of completion waits for a second person",
     "claims of completion wait for a second person",
     "Claimed complete, not yet accepted",
     "/actions?need=claimed",
     true},
    {"settle",
     Counts::rows,
     Need::settle,
     {scrutineer},
     "answer to a challenge is to be settled",
     "answers to challenges are to be settled",
     "Answers to challenges",
     "/actions?need=settle",
     true},
    {"retest",
     Counts::rows,
     Need::retest,
     {scrutineer, coordinator},
     "re-test is due within 28 days",
     "re-tests are due within 28 days",
     "Re-tests",
     "/actions?need=retest",
     true},
    {"untested",
     Counts::rows,
     Need::untested,
     {scrutineer},
     "action has evidence that nobody has tested",
     "actions have evidence that nobody has tested",
     "Evidence to test",
     "/actions?need=untested",
     false},
    {"asked",
     Counts::rows,
     Need::asked,
     {coordinator, agency_lead, contributor},
     "action was asked about, and its answer is awaited",
     "actions were asked about, and their answers are awaited",
     "Asked, answer awaited",
     "/actions?need=asked",
     true},
    {"due-soon",
     Counts::rows,
     Need::due_soon,
     {coordinator, agency_lead, contributor},
     "action is due within 28 days",
     "actions are due within 28 days",
     "Due within 28 days",
     "/actions?need=due-soon&order=due",
     true},
    {"answer-clock",
     Counts::answer_clocks,
     Need::overdue,
     {coordinator, approver},
     "answer to an inspection is due within 28 days",
     "answers to inspections are due within 28 days",
     "Answers to inspections",
     "/plans",
     false},
    {"responses",
     Counts::responses,
     Need::overdue,
     {coordinator, agency_lead},
     "recommendation waits for a response",
     "recommendations wait for a response",
     "Awaiting a response",
     "/agencies",
     false},
    {"resolutions",
     Counts::resolutions,
     Need::overdue,
     {coordinator, scrutineer, member, approver},
     "resolution is to be reported back on",
     "resolutions are to be reported back on",
     "Resolutions to report back on",
     "/meetings",
     false},
    {"imports",
     Counts::imports,
     Need::overdue,
     {coordinator},
     "import was left unfinished",
     "imports were left unfinished",
     "Imports left unfinished",
     "/import",
     false},
    {"workbooks",
     Counts::workbooks,
     Need::overdue,
     {coordinator},
     "workbook was sent back, to be looked at",
     "workbooks were sent back, to be looked at",
     "Workbooks that came back",
     "/workbooks",
     false},
    {"unconfirmed",
     Counts::rows,
     Need::unconfirmed,
     {coordinator, agency_lead, contributor, scrutineer},
     "action was not confirmed within the cycle",
     "actions were not confirmed within the cycle",
     "Not confirmed",
     "/actions?need=unconfirmed",
     false},
    {"unowned",
     Counts::rows,
     Need::unowned,
     {coordinator, agency_lead},
     "open action has no lead",
     "open actions have no lead",
     "No lead",
     "/actions?need=unowned",
     false},
    {"mismatch",
     Counts::rows,
     Need::mismatch,
     {coordinator, agency_lead, scrutineer},
     "rating does not fit the facts",
     "ratings do not fit the facts",
     "The rating does not fit the facts",
     "/actions?need=mismatch",
     true},
    {"remark",
     Counts::rows,
     Need::remark,
     {coordinator, scrutineer},
     "action does not hold up",
     "actions do not hold up",
     "Does not hold up",
     "/actions?need=remark",
     false},
};

bool is_for(const TodayRule& rule, const Viewer& viewer) {
  return std::any_of(rule.roles.begin(), rule.roles.end(), [&](people::Role role) {
    return std::find(viewer.roles.begin(), viewer.roles.end(), role) != viewer.roles.end();
  });
}

bool leads_only(const Viewer& viewer) {
  return std::find(viewer.roles.begin(), viewer.roles.end(), coordinator) == viewer.roles.end();
}

std::optional<Date> day_of(const Row& row, Need need) {
  switch (need) {
    case Need::asked:
      return row.facts.asked_since;
    case Need::challenged:
    case Need::settle:
      return row.facts.challenge_due;
    case Need::retest:
      return row.facts.retest_due;
    default:
      return row.facts.due;
  }
}

// Each plan has its rows in order: the first few of all are among the first few of each.
void count_rows(const Picture& picture, TodayItem& item) {
  const Need need = item.rule->need;
  const Date soon = picture.as_at.plus_days(28);
  for (const auto& plan : picture.plans) {
    const auto& rows = plan->in_need[static_cast<std::size_t>(need)];
    std::size_t count = rows.size();
    if (need == Need::retest)  // set for a later day, it does not need anybody yet
      count = static_cast<std::size_t>(
          std::upper_bound(rows.begin(), rows.end(), soon,
                           [](Date day, const Row* row) { return day < *row->facts.retest_due; }) -
          rows.begin());
    item.count += count;
    if (item.rule->shows_rows)
      item.rows.insert(item.rows.end(), rows.begin(),
                       rows.begin() + static_cast<std::ptrdiff_t>(std::min(count, most_rows)));
  }
  std::stable_sort(item.rows.begin(), item.rows.end(), [&](const Row* left, const Row* right) {
    const auto one = day_of(*left, need), other = day_of(*right, need);
    if (!one || !other) return one.has_value() && !other.has_value();
    return *one < *other;
  });
  if (item.rows.size() > most_rows) item.rows.resize(most_rows);
}

std::size_t responses_awaited(const Picture& picture, const Viewer& viewer) {
  std::size_t count = 0;
  for (const auto& plan : picture.plans)
    for (const AwaitedOf& each : plan->awaited)
      if (!leads_only(viewer) || std::any_of(each.agencies.begin(), each.agencies.end(), [&](const plan::AgencyId& id) {
            return std::find(viewer.agencies.begin(), viewer.agencies.end(), id) != viewer.agencies.end();
          }))
        ++count;
  return count;
}

std::size_t answer_clocks(const Picture& picture) {
  std::size_t count = 0;
  for (const auto& plan : picture.plans)
    if (plan->plan->clock && !plan->awaited.empty())
      if (const auto due = plan::answer_due(*plan->plan->clock); due && *due <= picture.as_at.plus_days(28)) ++count;
  return count;
}

std::size_t answers_to_decide(const Picture& picture) {
  std::size_t count = 0;
  for (const auto& request : picture.requests)
    if (request->state != request::State::revoked) count += request::to_decide(*request).size();
  return count;
}

std::size_t not_reached(const Picture& picture) {
  return static_cast<std::size_t>(
      std::count_if(picture.requests.begin(), picture.requests.end(), [](const auto& request) {
        return request->state == request::State::open && !request::unreached(*request).empty();
      }));
}

void add(Totals& sum, const Totals& part) {
  sum.total += part.total;
  for (std::size_t i = 0; i < sum.by_status.size(); ++i) sum.by_status[i] += part.by_status[i];
  sum.overdue += part.overdue;
  sum.unconfirmed += part.unconfirmed;
  sum.unowned += part.unowned;
  sum.open += part.open;
  sum.remarked += part.remarked;
}

}  // namespace

const std::vector<TodayRule>& today_rules() {
  return rules;
}

Viewer viewer_of(const people::People& people, const std::optional<people::PersonId>& person, Date day) {
  if (!person) return {{coordinator, scrutineer}, {}};
  Viewer viewer;
  const people::Person* found = people::find_person(people, *person);
  if (!found || people::has_left(*found, day)) return viewer;
  for (const people::Grant& grant : found->grants) {
    if (!people::counts_on(grant, day)) continue;
    viewer.roles.push_back(grant.role);
    if (!grant.agency.empty()) viewer.agencies.push_back(grant.agency);
  }
  return viewer;
}

Today today(const Picture& picture, const Viewer& viewer, const Waiting& waiting) {
  Today made;
  for (const TodayRule& rule : rules) {
    if (!is_for(rule, viewer)) continue;
    TodayItem item{&rule, 0, {}, {}};
    switch (rule.counts) {
      case Counts::rows:
        count_rows(picture, item);
        break;
      case Counts::responses:
        item.count = responses_awaited(picture, viewer);
        break;
      case Counts::answer_clocks:
        item.count = answer_clocks(picture);
        break;
      case Counts::resolutions:
        item.resolutions = resolutions_due(picture);
        item.count = item.resolutions.size();
        break;
      case Counts::answers:
        item.count = answers_to_decide(picture);
        break;
      case Counts::unreached:
        item.count = not_reached(picture);
        break;
      case Counts::imports:
        item.count = waiting.imports;
        break;
      case Counts::workbooks:
        item.count = waiting.workbooks;
        break;
    }
    if (item.count > 0) made.items.push_back(std::move(item));
  }
  for (const auto& plan : picture.plans) {
    add(made.totals, plan->totals);
    if (made.plans.size() < most_plans) made.plans.push_back(plan.get());
  }
  made.plan_count = picture.plans.size();
  if (made.items.empty())
    for (const auto& plan : picture.plans)
      for (const Row& row : plan->rows)
        if (row.facts.schedule == plan::Schedule::not_due && row.facts.due &&
            (!made.next || *row.facts.due < *made.next))
          made.next = row.facts.due;
  return made;
}

std::optional<Digest> digest(const Today& today, std::string_view name) {
  if (today.items.empty()) return std::nullopt;
  const std::string whose = name.empty() ? "Action plans" : collapsed(name);
  const std::size_t things = today.items.size();
  Digest made;
  made.subject = whose + ": " + (things == 1 ? "one thing needs you" : std::to_string(things) + " things need you");
  for (const TodayItem& item : today.items)
    made.lines.push_back(grouped(static_cast<long long>(item.count)) + " " +
                         std::string(item.count == 1 ? item.rule->one : item.rule->many));
  return made;
}

}  // namespace candour::view
