#include <algorithm>

#include "base/text.h"
#include "view/inside/references.h"
#include "view/inside/remarks.h"
#include "view/inside/same_action.h"
#include "view/view.h"

namespace candour::view {
namespace {

void count(Totals& totals, const Row& row) {
  ++totals.total;
  ++totals.by_status[static_cast<std::size_t>(row.action->rating.status)];
  if (row.facts.open) ++totals.open;
  if (wants(row, Need::overdue)) ++totals.overdue;
  if (wants(row, Need::unconfirmed)) ++totals.unconfirmed;
  if (wants(row, Need::unowned)) ++totals.unowned;
  if (is_silent(row)) ++totals.silent;
  if (wants(row, Need::remark)) ++totals.remarked;
}

// The plan's own words in the order of its key, then those outside it in the order they appear, blank last.
std::vector<Totals::Line> lines_of(const plan::Plan& plan, const std::vector<const Row*>& rows) {
  std::vector<Totals::Line> lines;
  std::map<std::string, std::size_t> index;
  for (const plan::KeyEntry& entry : plan.key.entries)
    if (index.emplace(entry.as_written, lines.size()).second) lines.push_back({entry.as_written, entry.status, 0});
  Totals::Line blank;
  // A rating means what its status says; the key's line for that status takes it, however it is spelled.
  std::map<plan::Status, std::size_t> by_status;
  for (std::size_t i = 0; i < lines.size(); ++i) by_status.emplace(lines[i].status, i);
  for (const Row* row : rows) {
    const plan::Rating& rating = row->action->rating;
    if (rating.as_written.empty()) {
      ++blank.count;
      continue;
    }
    auto found = index.find(rating.as_written);
    if (found == index.end()) {
      const bool in_key = rating.status != plan::Status::unclear && rating.status != plan::Status::not_applicable;
      const auto same = by_status.find(rating.status);
      if (in_key && same != by_status.end()) {
        found = index.emplace(rating.as_written, same->second).first;
      } else {
        // Outside the key: prose and tokens are gathered by what they were taken to mean, or the report would have a
        // line for every sentence.
        const std::string name(plan::in_words(rating.status));
        found = index.find(name);
        if (found == index.end()) {
          found = index.emplace(name, lines.size()).first;
          lines.push_back({name, rating.status, 0});
        }
        index.emplace(rating.as_written, found->second);
      }
    }
    ++lines[found->second].count;
  }
  if (blank.count > 0) lines.push_back(blank);
  return lines;
}

bool of_one_plan(const std::vector<const Row*>& rows) {
  return std::all_of(rows.begin(), rows.end(), [&](const Row* row) { return row->plan == rows.front()->plan; });
}

// The day by which a need presses; nothing where it has none.
std::optional<Date> pressing(const Row& row, Need need) {
  switch (need) {
    case Need::overdue:
    case Need::due_soon:
      return row.facts.due;
    case Need::asked:
      return row.facts.asked_since;
    case Need::challenged:
    case Need::settle:
      return row.facts.challenge_due;
    case Need::retest:
      return row.facts.retest_due;
    default:
      return std::nullopt;
  }
}

void gather(PlanPicture& picture) {
  for (const Row& row : picture.rows) {
    for (const Need need : every_need)
      if (wants(row, need)) picture.in_need[static_cast<std::size_t>(need)].push_back(&row);
    const plan::Action& action = *row.action;
    picture.by_agency[action.agency].push_back(&row);
    for (const plan::AgencyId& id : action.supporting)
      if (auto& of_agency = picture.by_agency[id]; of_agency.empty() || of_agency.back() != &row)
        of_agency.push_back(&row);
  }
  for (const Need need : {Need::overdue, Need::due_soon, Need::asked, Need::challenged, Need::settle, Need::retest}) {
    auto& rows = picture.in_need[static_cast<std::size_t>(need)];
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const Row* left, const Row* right) { return pressing(*left, need) < pressing(*right, need); });
  }
  for (const plan::Recommendation& recommendation : picture.plan->recommendations)
    if (auto agencies = plan::awaiting_response(*picture.plan, recommendation); !agencies.empty())
      picture.awaited.push_back({&recommendation, std::move(agencies)});
}

}  // namespace

namespace {

Row row_of(const plan::Plan& plan, const plan::Action& action, const plan::Agency* agency, Date as_at) {
  Row row;
  row.plan = &plan;
  row.action = &action;
  row.agency = agency;
  row.id = plan::action_id(plan.id, action.number);
  row.facts = plan::facts(action, plan, as_at);
  return row;
}

}  // namespace

Totals totals(const std::vector<const Row*>& rows) {
  Totals sums;
  for (const Row* row : rows) count(sums, *row);
  if (!rows.empty() && of_one_plan(rows)) sums.by_rating = lines_of(*rows.front()->plan, rows);
  return sums;
}

std::shared_ptr<const PlanPicture> make_plan_picture(std::shared_ptr<const plan::Plan> plan,
                                                     std::shared_ptr<const plan::Partnership> partnership, Date as_at) {
  auto picture = std::make_shared<PlanPicture>();
  picture->plan = std::move(plan);
  picture->partnership = std::move(partnership);
  std::map<plan::AgencyId, const plan::Agency*> agencies;
  for (const plan::Agency& agency : picture->partnership->agencies) agencies.emplace(agency.id, &agency);
  picture->rows.reserve(picture->plan->actions.size());
  for (const plan::Action& action : picture->plan->actions) {
    const auto it = agencies.find(action.agency);
    Row row = row_of(*picture->plan, action, it == agencies.end() ? nullptr : it->second, as_at);
    row.search_text = matching_key(action.wording);
    row.wording_length = row.search_text.size();
    std::string words = row.id + ' ' + action.reference + ' ' + action.response + ' ' + action.evidence + ' ' +
                        action.constraints + ' ' + action.lead + ' ' + action.outcome + ' ' + action.rating.as_written;
    if (const plan::Told told = plan::told(action); told.update || told.confirm) words += ' ' + plan::in_words(told);
    for (const std::string& recommendation : action.recommendations) words += ' ' + recommendation;
    if (row.agency) words += ' ' + row.agency->name;
    row.search_text += ' ' + matching_key(words);
    picture->rows.push_back(std::move(row));
  }
  add_remarks(*picture, as_at);
  add_same_actions(*picture);
  add_references(*picture);
  std::vector<const Row*> all;
  all.reserve(picture->rows.size());
  for (const Row& row : picture->rows) all.push_back(&row);
  picture->totals = totals(all);
  gather(*picture);
  std::string about = picture->plan->title + ' ' + picture->plan->review.name;
  for (const plan::Finding& finding : picture->plan->findings) about += ' ' + finding.title;
  for (const plan::Recommendation& recommendation : picture->plan->recommendations) about += ' ' + recommendation.text;
  picture->search_text = matching_key(about);
  return picture;
}

std::shared_ptr<const PlanPicture> make_row_picture(std::shared_ptr<const plan::Plan> plan,
                                                    std::shared_ptr<const plan::Partnership> partnership, Date as_at,
                                                    plan::Number number) {
  const plan::Action* action = plan::find_action(*plan, number);
  if (!action) return nullptr;
  auto picture = std::make_shared<PlanPicture>();
  picture->rows.push_back(row_of(*plan, *action, plan::find_agency(*partnership, action->agency), as_at));
  picture->plan = std::move(plan);
  picture->partnership = std::move(partnership);
  return picture;
}

std::vector<const plan::Agency*> every_agency(const plan::Partnership& partnership) {
  std::vector<const plan::Agency*> agencies;
  agencies.reserve(partnership.agencies.size());
  for (const plan::Agency& agency : partnership.agencies) agencies.push_back(&agency);
  return agencies;
}

const PlanPicture* find_plan(const Picture& picture, const plan::PlanId& id) {
  for (const auto& plan : picture.plans)
    if (plan->plan->id == id) return plan.get();
  return nullptr;
}

const Row* find_row(const Picture& picture, std::string_view action_id) {
  const auto parsed = plan::parse_action_id(action_id);
  if (!parsed) return nullptr;
  const PlanPicture* plan = find_plan(picture, parsed->first);
  if (!plan) return nullptr;
  const auto found = std::lower_bound(plan->rows.begin(), plan->rows.end(), parsed->second,
                                      [](const Row& row, plan::Number number) { return row.action->number < number; });
  return found != plan->rows.end() && found->action->number == parsed->second ? &*found : nullptr;
}

const meeting::Meeting* find_meeting(const Picture& picture, const meeting::MeetingId& id) {
  for (const auto& each : picture.meetings)
    if (each->id == id) return each.get();
  return nullptr;
}

const risk::Register* find_register(const Picture& picture, const risk::RegisterId& id) {
  for (const auto& each : picture.registers)
    if (each->id == id) return each.get();
  return nullptr;
}

const request::Request* find_request(const Picture& picture, const request::RequestId& id) {
  for (const auto& each : picture.requests)
    if (each->id == id) return each.get();
  return nullptr;
}
const paper::Paper* find_paper(const Picture& picture, const paper::PaperId& id) {
  for (const auto& each : picture.papers)
    if (each->id == id) return each.get();
  return nullptr;
}

const plan::Agency* find_agency(const Picture& picture, const plan::AgencyId& id) {
  const auto found = std::find_if(picture.agencies.begin(), picture.agencies.end(),
                                  [&](const plan::Agency* each) { return each->id == id; });
  return found == picture.agencies.end() ? nullptr : *found;
}

std::string name_of(const Picture& picture, const people::PartnershipId& id) {
  const people::Partnership* partnership = people::find_partnership(*picture.people, id);
  return partnership && !partnership->name.empty() ? partnership->name : picture.partnership->name;
}

std::string name_of(const Picture& picture, const request::Request& request) {
  return name_of(picture,
                 request.rows.empty()
                     ? people::first_partnership
                     : people::partnership_of(*picture.people, people::thing_of(request.rows.front().asked.plan)));
}

std::string name_of_site(const Picture& picture) {
  return picture.people->partnerships.size() > 1 ? std::string() : name_of(picture, people::first_partnership);
}

std::string who(const Picture& picture, std::string_view actor) {
  if (actor == "by-rule") return "by rule";
  const auto by_link = request::read_link_actor(actor);
  if (!by_link) return std::string(people::name_of(*picture.people, actor));
  const request::Request* request = find_request(picture, by_link->first);
  const request::Person* person = request ? request::find_person(*request, by_link->second) : nullptr;
  if (!person) return "by link";
  const plan::Agency* agency = plan::find_agency(*picture.partnership, request->agency);
  return person->name + (agency ? ", " + agency->name : std::string()) + ", by link";
}

}  // namespace candour::view
