#include "app/permission/seen.h"

#include <algorithm>
#include <set>
#include <utility>

namespace candour::app {
namespace {

using people::PartnershipId;
using people::People;
using people::Sight;

// So many different sights are kept at hand: every agency of a large partnership, and some past days.
constexpr std::size_t sights_kept = 96;

template <class T>
bool contains(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Which rows of a plan are seen where not all are.
struct Rows {
  std::vector<plan::AgencyId> agencies;
  std::vector<const Sight::Handed*> handed;

  bool empty() const { return agencies.empty() && handed.empty(); }
  static bool is_of(const plan::Action& action, const plan::AgencyId& agency) {
    return action.agency == agency || contains(action.supporting, agency);
  }
  bool holds(const plan::Action& action) const {
    return std::any_of(agencies.begin(), agencies.end(), [&](const auto& agency) { return is_of(action, agency); }) ||
           std::any_of(handed.begin(), handed.end(), [&](const Sight::Handed* each) {
             return contains(each->actions, action.number) && is_of(action, each->agency);
           });
  }
  bool is_own(const plan::AgencyId& agency) const { return contains(agencies, agency); }
};
Rows rows_of(const Sight& sight, const plan::PlanId& plan, const PartnershipId& partnership) {
  Rows rows;
  for (const Sight::Rows& each : sight.rows)
    if (each.partnership == partnership) rows.agencies.push_back(each.agency);
  for (const Sight::Handed& each : sight.handed)
    if (each.partnership == partnership && each.plan == plan) rows.handed.push_back(&each);
  return rows;
}

// Names what is taken over, so that what is added to a plan one day is not shown by default. Nothing where no row is
// seen and no recommendation is for the agencies.
std::shared_ptr<const plan::Plan> part_of(const plan::Plan& whole, const Rows& rows) {
  auto part = std::make_shared<plan::Plan>();
  for (std::size_t i = 0; i < whole.actions.size(); ++i)
    if (rows.holds(whole.actions[i])) part->actions.share(whole.actions, i);
  for (std::size_t i = 0; i < whole.withdrawn_actions.size(); ++i)
    if (rows.holds(whole.withdrawn_actions[i])) part->withdrawn_actions.share(whole.withdrawn_actions, i);
  std::set<std::string> cited;
  bool is_asked = false;
  for (const plan::Recommendation& recommendation : whole.recommendations)
    if (std::any_of(recommendation.addressed_to.begin(), recommendation.addressed_to.end(),
                    [&](const auto& agency) { return rows.is_own(agency); })) {
      is_asked = true;
      cited.insert(recommendation.cited_by.begin(), recommendation.cited_by.end());
    }
  if (part->actions.empty() && part->withdrawn_actions.empty() && !is_asked) return nullptr;
  part->id = whole.id;
  part->version = whole.version;
  part->title = whole.title;
  part->review = whole.review;
  part->as_at = whole.as_at;
  part->cycle_months = whole.cycle_months;
  part->key = whole.key;
  part->earlier_keys = whole.earlier_keys;
  part->findings = whole.findings;
  part->recommendations = whole.recommendations;
  for (const plan::Attention& each : whole.attention)
    if (rows.is_own(each.agency)) part->attention.push_back(each);
  for (const plan::ReportParagraph& each : whole.paragraphs)
    if (cited.contains(each.ref)) part->paragraphs.push_back(each);
  part->clock = whole.clock;
  for (const auto& [key, response] : whole.responses)
    if (rows.is_own(key.second)) part->responses.emplace(key, response);
  part->last_number = whole.last_number;
  part->started = whole.started;
  part->changed = whole.changed;
  return part;
}

}  // namespace

std::shared_ptr<const plan::Plan> seen_for_action(const std::shared_ptr<const plan::Plan>& whole, plan::Number number,
                                                  const People& people, const Sight& sight) {
  const plan::Action* action = plan::find_action(*whole, number);
  if (!action || contains(sight.hidden, whole->id)) return nullptr;
  const PartnershipId partnership = people::partnership_of(people, people::thing_of(whole->id));
  if (contains(sight.plans, partnership) || contains(sight.reviews, whole->id)) return whole;
  const Rows rows = rows_of(sight, whole->id, partnership);
  return rows.holds(*action) ? part_of(*whole, rows) : nullptr;
}

bool sees_request(const People& people, const Sight& sight, const request::Request& request) {
  const auto is_hidden = [&](const request::Row& row) { return contains(sight.hidden, row.asked.plan); };
  if (request.rows.empty() || std::any_of(request.rows.begin(), request.rows.end(), is_hidden)) return false;
  const PartnershipId partnership = people::partnership_of(people, people::thing_of(request.rows.front().asked.plan));
  return contains(sight.plans, partnership) || contains(sight.rows, Sight::Rows{partnership, request.agency});
}

std::string name_seen(const std::string& whole, const People& people, const Sight& sight) {
  if (sight.member_of.empty() || contains(sight.member_of, people::first_partnership)) return whole;
  const people::Partnership* theirs = people::find_partnership(people, sight.member_of.front());
  return theirs && !theirs->name.empty() ? theirs->name : whole;
}

std::shared_ptr<Seen::Kept> Seen::kept_for(const std::shared_ptr<const view::Picture>& whole, const Sight& sight) {
  const std::lock_guard lock(mutex_);
  const auto same = std::find_if(kept_.begin(), kept_.end(), [&](const auto& each) {
    return each->past == whole->past && (!whole->past || each->whole == whole) && each->sight == sight;
  });
  std::shared_ptr<Kept> found;
  if (same != kept_.end()) {
    found = *same;
    if (same != kept_.begin())
      kept_.erase(same);
    else
      return found;
  } else {
    found = std::make_shared<Kept>();
    found->sight = sight;
    found->past = whole->past;
    if (whole->past) found->whole = whole;
  }
  kept_.insert(kept_.begin(), found);
  if (kept_.size() > sights_kept) kept_.pop_back();
  return found;
}

std::shared_ptr<const view::Picture> Seen::of(const std::shared_ptr<const view::Picture>& whole, const People& people,
                                              const Sight& sight) {
  const std::shared_ptr<Kept> kept = kept_for(whole, sight);
  const std::lock_guard making(kept->making);
  if (kept->seen && kept->whole == whole && kept->people_version == people.version) return kept->seen;
  // An older picture than the one at hand, asked for by somebody slow: drawn, but not kept.
  auto seen = std::make_shared<view::Picture>();
  seen->as_at = whole->as_at;
  seen->version = whole->version;
  seen->past = whole->past;
  seen->partnership = whole->partnership;
  seen->people = whole->people;
  seen->name = name_seen(whole->name, people, sight);

  std::set<const plan::Agency*> known;
  std::unordered_map<const view::PlanPicture*, Kept::Part> parts;
  for (const auto& plan : whole->plans) {
    const plan::PlanId& id = plan->plan->id;
    if (contains(sight.hidden, id)) continue;
    const PartnershipId partnership = people::partnership_of(people, people::thing_of(id));
    if (contains(sight.plans, partnership) || contains(sight.reviews, id)) {
      seen->plans.push_back(plan);
      if (!contains(sight.plans, partnership))
        for (const view::Row& row : plan->rows)
          if (row.agency) known.insert(row.agency);
      continue;
    }
    const Rows rows = rows_of(sight, id, partnership);
    if (rows.empty()) continue;
    Kept::Part part{plan, nullptr};
    if (const auto former = kept->parts.find(plan.get());
        former != kept->parts.end() && kept->people_version == people.version) {
      part = former->second;
    } else if (auto drawn = part_of(*plan->plan, rows)) {
      part.part = view::make_plan_picture(std::move(drawn), whole->partnership, whole->as_at);
    }
    if (part.part) {
      seen->plans.push_back(part.part);
      for (const view::Row& row : part.part->rows)
        if (row.agency) known.insert(row.agency);
    }
    parts.emplace(plan.get(), std::move(part));
  }
  for (const auto& meeting : whole->meetings)
    if (contains(sight.meetings, people::partnership_of(people, "meeting/" + meeting->id.text())))
      seen->meetings.push_back(meeting);
  for (const auto& reg : whole->registers)
    if (contains(sight.registers, people::partnership_of(people, "register/" + reg->id.text())))
      seen->registers.push_back(reg);
  for (const auto& paper : whole->papers)
    if (contains(sight.papers, people::partnership_of(people, "paper/" + paper->id.text())))
      seen->papers.push_back(paper);
  for (const auto& request : whole->requests)
    if (sees_request(people, sight, *request)) seen->requests.push_back(request);
  for (const plan::Agency& agency : whole->partnership->agencies) {
    const bool own = std::any_of(sight.rows.begin(), sight.rows.end(),
                                 [&](const Sight::Rows& each) { return each.agency == agency.id; });
    const bool seated = std::any_of(sight.plans.begin(), sight.plans.end(), [&](const PartnershipId& partnership) {
      return people::sits_in(people, agency.id, partnership);
    });
    if (sight.every_agency || own || seated || known.contains(&agency)) seen->agencies.push_back(&agency);
  }
  if (!kept->seen || kept->past || whole->version >= kept->seen->version) {
    kept->whole = whole;
    kept->people_version = people.version;
    kept->seen = seen;
    kept->parts = std::move(parts);
  }
  return seen;
}

}  // namespace candour::app
