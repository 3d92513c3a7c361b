#include "web/offered.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "http/form.h"
#include "web/access.h"

namespace candour::web {
namespace {

using people::About;
using people::Act;

// An address taken apart as the table of access has it.
struct Named {
  const Access* access = nullptr;
  std::vector<std::pair<std::string_view, std::string_view>> parameters;
  std::string_view operator[](std::string_view name) const {
    for (const auto& [each, value] : parameters)
      if (each == name) return value;
    return {};
  }
};

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{');
}

// The table by its first segment, which is always a literal; among those of one shape, literals before parameters.
class Map {
 public:
  Map() {
    for (const Access& each : every_access()) {
      std::vector<std::string_view> segments = split(each.pattern.substr(1), '/');
      by_first_[segments.front()].push_back({&each, std::move(segments)});
    }
    for (auto& [first, entries] : by_first_)
      std::stable_sort(entries.begin(), entries.end(), [](const Entry& left, const Entry& right) {
        return std::lexicographical_compare(
            left.segments.begin(), left.segments.end(), right.segments.begin(), right.segments.end(),
            [](std::string_view a, std::string_view b) { return is_parameter(a) < is_parameter(b); });
      });
  }

  Named find(http::Method method, std::string_view path) const {
    const std::vector<std::string_view> segments = split(path.substr(1), '/');
    const auto entries = by_first_.find(segments.front());
    if (entries == by_first_.end()) return {};
    for (const Entry& entry : entries->second) {
      if (entry.access->method != method || entry.segments.size() != segments.size()) continue;
      Named named{entry.access, {}};
      bool same = true;
      for (std::size_t i = 0; same && i < segments.size(); ++i) {
        const std::string_view segment = entry.segments[i];
        if (is_parameter(segment))
          named.parameters.emplace_back(segment.substr(1, segment.size() - 2), segments[i]);
        else
          same = segment == segments[i];
      }
      if (same) return named;
    }
    return {};
  }

 private:
  struct Entry {
    const Access* access = nullptr;
    std::vector<std::string_view> segments;
  };
  std::map<std::string_view, std::vector<Entry>> by_first_;
};

std::uint64_t number_in(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class Offered final : public Offers {
 public:
  Offered(app::Candour& candour, std::shared_ptr<const people::People> people, const people::PersonId& person)
      : candour_(candour),
        people_(std::move(people)),
        person_(people::find_person(*people_, person)),
        actor_{.name = {}, .person = person},
        today_(candour.clock().now().date()) {}

  bool page(std::string_view address) const override { return is_theirs(http::Method::get, address); }
  bool form(std::string_view address) const override { return is_theirs(http::Method::post, address); }

 private:
  bool is_theirs(http::Method method, std::string_view address) const {
    if (!address.starts_with('/') || address.starts_with("//")) return true;  // within the page, or another's site
    const std::string_view whole = address.substr(0, address.find('#'));
    const std::string_view path = whole.substr(0, whole.find('?'));
    static const Map map;
    const Named named = map.find(method, path);
    if (!named.access) return false;
    if (named.access->who != Who::signed_in || named.access->any_of.empty()) return true;
    if (!person_ || !somewhere(*named.access)) return false;
    return there(named, path.size() == whole.size() ? std::string_view() : whole.substr(path.size() + 1));
  }

  bool somewhere(const Access& access) const {
    return std::any_of(access.any_of.begin(), access.any_of.end(),
                       [&](Act act) { return people::may_somewhere(*person_, act, today_); });
  }
  bool may(const Access& access, const About& about) const {
    return std::any_of(access.any_of.begin(), access.any_of.end(),
                       [&](Act act) { return people::may(*people_, *person_, act, about, today_); });
  }

  // In the place that the address names. What names none is theirs if it is somewhere.
  bool there(const Named& named, std::string_view query) const {
    const Access& access = *named.access;
    if (const auto person = named["person"]; !person.empty()) return may_keep(named, std::string(person));
    if (const auto step = named["step"]; !step.empty())
      return candour_.may(actor_, plan::PlanId(std::string(named["plan"])), plan::UndoStep{number_in(step), {}})
          .has_value();
    std::string_view row = named["action"];
    // An evidence's id is its row's with a number more.
    if (const auto evidence = named["evidence"]; !evidence.empty()) row = evidence.substr(0, evidence.rfind('-'));
    if (!row.empty()) return may_on_row(access, row);
    if (const auto plan = named["plan"]; !plan.empty())
      return may_on_plan(access, plan::PlanId(std::string(plan)), query);
    if (const auto agency = named["agency"]; !agency.empty())
      return may_on_agency(access, plan::AgencyId(std::string(agency)));
    if (const auto meeting = named["meeting"]; !meeting.empty()) return may_on_thing(access, "meeting/", meeting);
    if (const auto reg = named["register"]; !reg.empty()) return may_on_thing(access, "register/", reg);
    if (const auto request = named["request"]; !request.empty()) return may_on_request(access, request);
    return true;
  }

  static About place_of(const view::Row& row, people::PartnershipId partnership) {
    About about{std::move(partnership), row.plan->id, row.action->number, row.action->supporting};
    about.agencies.push_back(row.action->agency);
    return about;
  }
  people::PartnershipId partnership_of(const plan::PlanId& plan) const {
    return people::partnership_of(*people_, people::thing_of(plan));
  }

  bool may_on_row(const Access& access, std::string_view id) const {
    const view::Row* row = row_of(id);
    return row && may(access, place_of(*row, partnership_of(row->plan->id)));
  }
  // On the plan whole, else on what of it is theirs: as the agency that the address names, or on any row.
  bool may_on_plan(const Access& access, const plan::PlanId& id, std::string_view query) const {
    const people::PartnershipId partnership = partnership_of(id);
    if (may(access, {partnership, id, 0, {}})) return true;
    const view::PlanPicture* plan = picture() ? view::find_plan(*picture(), id) : nullptr;
    if (!plan) return false;
    http::Fields asked;
    (void)http::read_urlencoded(query, 500, asked);
    if (asked.has("agency"))
      return may(access, {partnership, id, 0, {plan::AgencyId(std::string(asked.get("agency")))}});
    return std::any_of(plan->rows.begin(), plan->rows.end(),
                       [&](const view::Row& row) { return may(access, place_of(row, partnership)); });
  }
  bool may_on_agency(const Access& access, const plan::AgencyId& id) const {
    for (const people::Partnership& each : people_->partnerships)
      if (people::sits_in(*people_, id, each.id) && may(access, {each.id, {}, 0, {id}})) return true;
    if (!picture()) return false;
    for (const auto& plan : picture()->plans)
      for (const view::Row& row : plan->rows)
        if (row.action->agency == id && may(access, place_of(row, partnership_of(plan->plan->id)))) return true;
    return false;
  }
  bool may_on_thing(const Access& access, std::string_view prefix, std::string_view id) const {
    return may(access, {people::partnership_of(*people_, std::string(prefix) + std::string(id)), {}, 0, {}});
  }
  bool may_on_request(const Access& access, std::string_view id) const {
    const request::Request* request =
        picture() ? view::find_request(*picture(), request::RequestId(std::string(id))) : nullptr;
    if (!request || request->rows.empty()) return false;
    const plan::PlanId& plan = request->rows.front().asked.plan;
    return may(access, {partnership_of(plan), plan, 0, {request->agency}});
  }
  // What is done about a person is judged by the roles they have (app/permission/acts.h).
  bool may_keep(const Named& named, const std::string& id) const {
    if (named.access->method == http::Method::get) return true;
    const people::PersonId person{id};
    const people::Person* kept = people::find_person(*people_, person);
    const std::string_view pattern = named.access->pattern;
    if (!kept) return false;
    if (pattern == "/people/{person}/roles") return person != person_->id;
    people::PeopleCommand command = people::ChangePerson{person, kept->name, kept->email};
    if (pattern == "/people/{person}/roles/{number}/end")
      command = people::EndRole{person, static_cast<std::uint32_t>(number_in(named["number"])), {}};
    return candour_.may(actor_, command).has_value();
  }

  // Alone the first time, which costs no look at other rows: the page on which something is done about one action names
  // no second. Where a page does, in all that they see.
  const view::Row* row_of(std::string_view id) const {
    if (picture_ || (alone_ && id != alone_id_)) return picture() ? view::find_row(*picture(), id) : nullptr;
    if (!alone_) alone_ = candour_.picture_of_action(actor_, id).value_or(nullptr);
    alone_id_ = id;
    return alone_ ? view::find_row(*alone_, id) : nullptr;
  }
  // What they see, fetched once and only where a place must be looked up.
  const view::Picture* picture() const {
    if (!picture_) picture_ = candour_.picture(actor_).value_or(nullptr);
    return picture_.get();
  }

  app::Candour& candour_;
  std::shared_ptr<const people::People> people_;
  const people::Person* person_;  // in people_
  app::Actor actor_;
  Date today_;
  mutable std::shared_ptr<const view::Picture> picture_;
  mutable std::shared_ptr<const view::Picture> alone_;  // of the one row
  mutable std::string alone_id_;
};

}  // namespace

std::shared_ptr<const Offers> offers_to(app::Candour& candour, std::shared_ptr<const people::People> people,
                                        const people::PersonId& person) {
  return std::make_shared<Offered>(candour, std::move(people), person);
}

}  // namespace candour::web
