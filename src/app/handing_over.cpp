#include "app/handing_over.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.h"
#include "people/may.h"
#include "request/commands.h"

namespace candour::app {
namespace {

using Commands = std::function<std::vector<plan::PlanCommand>(const plan::Action& action)>;

// Adds what the commands on each open row come to. Each is decided against the row as it stands: they touch different
// rows, or different fields of one.
Result<void> decide_rows(const Candour::Standing& standing, const plan::Stamp& stamp, const Commands& commands,
                         Candour::Decided& decided, HandedOver& done) {
  done = {};
  for (const auto& [id, stands] : standing.plans) {
    std::size_t rows = 0;
    for (const plan::Action& action : stands->actions) {
      if (action.closure) continue;
      bool touched = false;
      for (const plan::PlanCommand& command : commands(action)) {
        CANDOUR_TRY(events, plan::decide(*stands, command, stamp));
        touched = touched || !events.empty();
        auto& all = decided.plans[id];
        all.insert(all.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
      }
      if (touched) ++rows;
    }
    done.rows += rows;
    if (rows > 0) ++done.plans;
  }
  return {};
}

const people::Person* person_of(const view::Picture& picture, const Actor& actor) {
  return actor.person ? people::find_person(*picture.people, *actor.person) : nullptr;
}
// Whether the actor may in that place; the operator may everywhere.
bool may(const view::Picture& picture, const Actor& actor, people::Act act, const people::About& about, Date day) {
  const people::Person* person = person_of(picture, actor);
  return !actor.person || (person && people::may(*picture.people, *person, act, about, day));
}
people::About place_of(const view::Picture& picture, const plan::PlanId& id) {
  return {people::partnership_of(*picture.people, people::thing_of(id)), id, 0, {}};
}

// The plans of the picture that have a row for which there is something to do, and that the actor runs; counted.
Candour::Streams plans_with(const view::Picture& picture, const Actor& actor, Date today, const Commands& commands,
                            HandedOver& counted) {
  Candour::Streams streams;
  for (const auto& plan : picture.plans) {
    const plan::PlanId& id = plan->plan->id;
    if (!may(picture, actor, people::Act::run_plan, place_of(picture, id), today)) continue;
    std::size_t rows = 0;
    for (const plan::Action& action : plan->plan->actions)
      if (!action.closure && !commands(action).empty()) ++rows;
    if (rows == 0) continue;
    streams.plans.emplace(id, std::nullopt);
    counted.rows += rows;
    ++counted.plans;
  }
  return streams;
}

// Decides what is to become of people, each on what those before it leave. What stands already is passed over.
Result<void> decide_people(const Candour::Standing& standing, const plan::Stamp& stamp,
                           const std::vector<people::PeopleCommand>& commands, Candour::Decided& decided) {
  people::People then = standing.people;
  for (const people::PeopleCommand& command : commands) {
    auto events = people::decide(then, command, stamp);
    const bool gives = std::holds_alternative<people::GiveRole>(command);
    if (!events && gives && events.error().code == ErrorCode::conflict) continue;  // they have it already
    if (!events) return fail(std::move(events.error()));
    for (people::PeopleEvent& event : *events) {
      people::apply(then, event);
      decided.people.push_back(std::move(event));
    }
  }
  return {};
}

// The leads of a row with one name in place of another, where it is one of those that are named there.
std::string with_another(std::string_view leads, std::string_view former, std::string_view next) {
  std::string said;
  while (true) {
    std::size_t end = leads.size(), length = 0;
    for (const std::string_view between : {";", "/", "&", "\n", " and "})
      if (const std::size_t at = leads.find(between); at < end) end = at, length = between.size();
    const std::string_view one = leads.substr(0, end), name = trimmed(one);
    if (!name.empty() && matching_key(name) == matching_key(former)) {
      const auto before = static_cast<std::size_t>(name.data() - one.data());
      said.append(one.substr(0, before)).append(next).append(one.substr(before + name.size()));
    } else {
      said += one;
    }
    said += leads.substr(end, length);
    if (length == 0) return said;
    leads.remove_prefix(end + length);
  }
}

Result<HandedOver> pass_on(Candour& candour, const Actor& actor, const people::PersonId& id,
                           const std::optional<Date>& last_day, const people::PersonId& successor,
                           const std::string& reason) {
  CANDOUR_TRY(picture, candour.picture(actor));
  const people::People& people = *picture->people;
  const people::Person* from = people::find_person(people, id);
  if (!from) return fail(ErrorCode::not_found, "There is no such person here.");
  const people::PeopleCommand touching = last_day
                                             ? people::PeopleCommand(people::Leave{id, *last_day, reason})
                                             : people::PeopleCommand(people::ChangePerson{id, from->name, from->email});
  CANDOUR_CHECK(candour.may(actor, touching));
  const people::Person* to = successor.empty() ? nullptr : people::find_person(people, successor);
  const Date today = candour.clock().now().date();
  const people::Person* asks = person_of(*picture, actor);
  const bool may_follow =
      to && people::may_follow(*from, *to) && (!asks || people::knows_of(people, *asks, *to, today));
  if ((!last_day && successor.empty()) || (!successor.empty() && !may_follow))
    return fail(ErrorCode::bad_input, "Choose somebody else, who is still here, to take over their rows.");
  std::vector<people::PeopleCommand> all;
  HandedOver of_people;
  for (const people::Grant& grant : from->grants) {
    const bool answers = grant.role == people::Role::contributor || grant.role == people::Role::agency_lead;
    if (!to || !answers || !people::counts_on(grant, today)) continue;
    const people::GiveRole given{successor, grant};
    // Who takes them over themselves may answer for them already, as whoever may hand them on does.
    if (actor.person != successor) {
      CANDOUR_CHECK(candour.may(actor, given));
      all.emplace_back(given);
      ++of_people.roles;
    }
    if (!last_day) all.emplace_back(people::EndRole{id, grant.number, reason});
  }
  // Where requests reached them, they reach who follows; not where that is for somebody else to say.
  if (to)
    for (const auto& [of, contacts] : people.contacts)
      for (const people::Contact& contact : contacts) {
        if (folded(contact.email) != folded(from->email)) continue;
        const people::NameContact named{of.first, {contact.kind, to->name, to->email}, of.second};
        if (!candour.may(actor, named)) continue;
        all.emplace_back(named);
        ++of_people.contacts;
      }
  if (last_day) all.push_back(touching);

  const std::string said(trimmed(reason));
  const std::string why =
      from->name + (last_day || from->left ? " has left" : " does other work now") + (said.empty() ? "" : ": " + said);
  const Commands commands = [&](const plan::Action& action) -> std::vector<plan::PlanCommand> {
    std::string lead = to ? with_another(action.lead, from->name, to->name) : action.lead;
    if (lead == action.lead) return {};
    return {plan::ChangeAction{action.number, "lead", action.lead, std::move(lead), why}};
  };
  HandedOver done;
  Candour::Streams streams = plans_with(*picture, actor, today, commands, done);
  streams.people = true;
  const auto acted =
      candour.act_on(actor, streams, std::nullopt,
                     [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
                       Candour::Decided decided;
                       CANDOUR_CHECK(decide_rows(standing, stamp, commands, decided, done));
                       CANDOUR_CHECK(decide_people(standing, stamp, all, decided));
                       return decided;
                     });
  if (!acted) return fail(acted.error());
  done.roles = of_people.roles;
  done.contacts = of_people.contacts;
  return done;
}

// One body in place of another, as far as the actor may.
struct Succession {
  Candour::Streams streams;
  Commands commands;
  std::vector<people::PeopleCommand> people;
  HandedOver counted;
};

std::string lines_of(const std::vector<plan::AgencyId>& agencies) {
  std::string text;
  for (const plan::AgencyId& each : agencies) text += (text.empty() ? "" : "\n") + each.text();
  return text;
}

Result<Succession> succession(Candour& candour, const Actor& actor, const plan::AgencyId& former,
                              const plan::AgencyId& successor, Date from, const std::string& reason) {
  const Date today = candour.clock().now().date();
  if (from > today) return fail(ErrorCode::bad_input, "That day has not come yet. Come back on that day.");
  if (trimmed(reason).empty()) return fail(ErrorCode::bad_input, "Say why another agency takes its place.");
  if (former == successor || successor.empty()) return fail(ErrorCode::bad_input, "Choose another agency.");
  CANDOUR_TRY(picture, candour.picture(actor));
  const people::People& people = *picture->people;
  for (const plan::AgencyId& each : {former, successor})
    if (!view::find_agency(*picture, each)) return fail(ErrorCode::not_found, "There is no such agency here.");

  Succession all;
  all.commands = [former, successor, reason](const plan::Action& action) {
    std::vector<plan::PlanCommand> commands;
    if (action.agency == former) commands.emplace_back(plan::MoveAction{action.number, successor, reason});
    std::vector<plan::AgencyId> after;
    for (const plan::AgencyId& each : action.supporting) {
      const plan::AgencyId& next = each == former ? successor : each;
      if (next != action.agency && std::find(after.begin(), after.end(), next) == after.end()) after.push_back(next);
    }
    if (std::find(action.supporting.begin(), action.supporting.end(), former) != action.supporting.end())
      commands.emplace_back(
          plan::ChangeAction{action.number, "supporting", lines_of(action.supporting), lines_of(after), reason});
    return commands;
  };
  all.streams = plans_with(*picture, actor, today, all.commands, all.counted);

  // Elsewhere it may go on, with the contacts that it has there.
  for (const people::Partnership& each : people.partnerships) {
    if (!may(*picture, actor, people::Act::run_plan, {each.id, {}, 0, {}}, today)) continue;
    for (const people::ContactKind kind : people::every_contact_kind)
      if (const people::Contact* contact = people::find_contact(people, former, each.id, kind)) {
        if (!people::find_contact(people, successor, each.id, kind))
          all.people.emplace_back(people::NameContact{successor, *contact, each.id});
        all.people.emplace_back(people::RemoveContact{former, kind, each.id});
        ++all.counted.contacts;
      }
  }
  const people::Person* asks = person_of(*picture, actor);
  for (const people::Person& each : people.people)
    for (people::Grant grant : each.grants) {
      if (each.left || grant.agency != former || !people::counts_on(grant, today)) continue;
      grant.agency = successor;
      if (asks && !people::may_give(*asks, each.id, grant, today)) continue;
      all.people.emplace_back(people::GiveRole{each.id, grant});
      ++all.counted.roles;
    }
  all.streams.people = !all.people.empty();
  for (const auto& each : picture->requests)
    if (each->agency == former && each->state == request::State::open && !each->rows.empty() &&
        may(*picture, actor, people::Act::ask_for_updates, place_of(*picture, each->rows.front().asked.plan), today))
      all.streams.other_requests.push_back(each->id);
  std::sort(all.streams.other_requests.begin(), all.streams.other_requests.end());
  all.counted.requests = all.streams.other_requests.size();
  return all;
}

}  // namespace

Result<HandedOver> leave(Candour& candour, const Actor& actor, const people::PersonId& leaver, Date last_day,
                         const people::PersonId& successor, const std::string& reason) {
  return pass_on(candour, actor, leaver, last_day, successor, reason);
}

Result<HandedOver> hand_over(Candour& candour, const Actor& actor, const people::PersonId& from,
                             const people::PersonId& successor, const std::string& reason) {
  return pass_on(candour, actor, from, std::nullopt, successor, reason);
}

Result<HandedOver> would_succeed(Candour& candour, const Actor& actor, const plan::AgencyId& former,
                                 const plan::AgencyId& successor, Date from, const std::string& reason) {
  CANDOUR_TRY(all, succession(candour, actor, former, successor, from, reason));
  return all.counted;
}

Result<HandedOver> succeed(Candour& candour, const Actor& actor, const plan::AgencyId& former,
                           const plan::AgencyId& successor, Date from, const std::string& reason) {
  CANDOUR_TRY(all, succession(candour, actor, former, successor, from, reason));
  if (all.streams.plans.empty() && !all.streams.people && all.streams.other_requests.empty()) return all.counted;
  const auto acted = candour.act_on(
      actor, all.streams, from,
      [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
        Candour::Decided decided;
        HandedOver rows;
        CANDOUR_CHECK(decide_rows(standing, stamp, all.commands, decided, rows));
        CANDOUR_CHECK(decide_people(standing, stamp, all.people, decided));
        all.counted.rows = rows.rows;
        all.counted.plans = rows.plans;
        all.counted.requests = 0;
        for (const auto& [id, request] : standing.other_requests) {
          if (request->agency != former || request->state != request::State::open) continue;  // meanwhile
          CANDOUR_TRY(events, request::decide(*request, request::SucceedAgency{successor, reason}, stamp));
          decided.other_requests[id] = std::move(events);
          ++all.counted.requests;
        }
        return decided;
      });
  if (!acted) return fail(acted.error());
  return all.counted;
}

Result<void> move_plan(Candour& candour, const Actor& actor, const plan::PlanId& plan,
                       const people::PartnershipId& partnership) {
  const people::PlaceThing placing{people::thing_of(plan), partnership};
  CANDOUR_TRY(picture, candour.picture(actor));
  const view::PlanPicture* found = view::find_plan(*picture, plan);
  if (!found) return fail(ErrorCode::not_found, "There is no such plan.");
  CANDOUR_CHECK(candour.may(actor, placing));
  std::vector<people::PeopleCommand> all;
  const auto seat = [&](const plan::AgencyId& agency) {
    if (!agency.empty()) all.emplace_back(people::SeatAgency{partnership, agency});
  };
  for (const plan::Action& action : found->plan->actions) {
    seat(action.agency);
    for (const plan::AgencyId& each : action.supporting) seat(each);
  }
  for (const plan::Recommendation& each : found->plan->recommendations)
    for (const plan::AgencyId& agency : each.addressed_to) seat(agency);
  all.emplace_back(placing);
  return candour.act_on(actor, {.people = true}, std::nullopt,
                        [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
                          Candour::Decided decided;
                          CANDOUR_CHECK(decide_people(standing, stamp, all, decided));
                          return decided;
                        });
}

}  // namespace candour::app
