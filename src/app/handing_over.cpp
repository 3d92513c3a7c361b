#include "app/handing_over.h"

#include <functional>
#include <utility>

#include "base/text.h"
#include "people/may.h"

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

// The plans of the picture that have a row for which there is something to do, and that the actor runs.
Result<Candour::Streams> plans_with(Candour& candour, const Actor& actor, const Commands& commands) {
  CANDOUR_TRY(picture, candour.picture(actor));
  const Date today = candour.clock().now().date();
  Candour::Streams streams;
  for (const auto& plan : picture->plans) {
    const plan::PlanId& id = plan->plan->id;
    if (actor.person) {
      const people::Person* person = people::find_person(*picture->people, *actor.person);
      const people::About whole{people::partnership_of(*picture->people, people::thing_of(id)), id, 0, {}};
      if (!person || !people::may(*picture->people, *person, people::Act::run_plan, whole, today)) continue;
    }
    for (const plan::Action& action : plan->plan->actions)
      if (!action.closure && !commands(action).empty()) {
        streams.plans.emplace(id, std::nullopt);
        break;
      }
  }
  return streams;
}

}  // namespace

Result<HandedOver> leave(Candour& candour, const Actor& actor, const people::PersonId& leaver, Date last_day,
                         const people::PersonId& successor, const std::string& reason) {
  const people::Leave leaving{leaver, last_day, reason};
  CANDOUR_CHECK(candour.may(actor, leaving));
  CANDOUR_TRY(people, candour.people());
  const people::Person* from = people::find_person(*people, leaver);
  const people::Person* to = successor.empty() ? nullptr : people::find_person(*people, successor);
  if (!from) return fail(ErrorCode::not_found, "There is no such person here.");
  if (!successor.empty() && (!to || to->left || to == from))
    return fail(ErrorCode::bad_input, "Choose somebody else, who is still here, to take over their rows.");
  std::vector<people::GiveRole> handed;
  for (const people::Grant& grant : from->grants)
    if (to && grant.role == people::Role::contributor && people::counts_on(grant, candour.clock().now().date()))
      handed.push_back({successor, grant});
  for (const people::GiveRole& each : handed) CANDOUR_CHECK(candour.may(actor, each));

  const std::string why =
      from->name + " has left" + (trimmed(reason).empty() ? std::string() : ": " + std::string(trimmed(reason)));
  const Commands commands = [&](const plan::Action& action) -> std::vector<plan::PlanCommand> {
    if (!to || action.lead.empty() || matching_key(action.lead) != matching_key(from->name)) return {};
    return {plan::ChangeAction{action.number, "lead", action.lead, to->name, why}};
  };
  CANDOUR_TRY(streams, plans_with(candour, actor, commands));
  streams.people = true;
  HandedOver done;
  const auto acted =
      candour.act_on(actor, streams, std::nullopt,
                     [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
                       Candour::Decided decided;
                       CANDOUR_CHECK(decide_rows(standing, stamp, commands, decided, done));
                       people::People then = standing.people;
                       const auto decide = [&](const people::PeopleCommand& command) -> Result<void> {
                         CANDOUR_TRY(events, people::decide(then, command, stamp));
                         for (people::PeopleEvent& event : events) {
                           people::apply(then, event);
                           decided.people.push_back(std::move(event));
                         }
                         return {};
                       };
                       for (const people::GiveRole& each : handed) {
                         const auto given = decide(each);
                         if (!given && given.error().code != ErrorCode::conflict)
                           return fail(given.error());  // they have it already
                       }
                       CANDOUR_CHECK(decide(leaving));
                       return decided;
                     });
  if (!acted) return fail(acted.error());
  return done;
}

Result<HandedOver> succeed(Candour& candour, const Actor& actor, const plan::AgencyId& former,
                           const plan::AgencyId& successor, Date from, const std::string& reason) {
  if (from > candour.clock().now().date())
    return fail(ErrorCode::bad_input, "That day has not come yet. Come back on that day.");
  if (trimmed(reason).empty()) return fail(ErrorCode::bad_input, "Say why the rows go to another agency.");
  if (former == successor) return fail(ErrorCode::bad_input, "Choose another agency.");
  CANDOUR_TRY(picture, candour.picture(actor));
  if (!plan::find_agency(*picture->partnership, former) || !plan::find_agency(*picture->partnership, successor))
    return fail(ErrorCode::not_found, "There is no such agency here.");
  const Commands commands = [&](const plan::Action& action) {
    std::vector<plan::PlanCommand> all;
    if (action.agency == former) all.emplace_back(plan::MoveAction{action.number, successor, reason});
    std::string before, after;
    bool supports = false;
    for (const plan::AgencyId& each : action.supporting) {
      supports = supports || each == former;
      before += (before.empty() ? "" : "\n") + each.text();
      const plan::AgencyId& next = each == former ? successor : each;
      if (next != action.agency) after += (after.empty() ? "" : "\n") + next.text();
    }
    if (supports) all.emplace_back(plan::ChangeAction{action.number, "supporting", before, after, reason});
    return all;
  };
  CANDOUR_TRY(streams, plans_with(candour, actor, commands));
  HandedOver done;
  if (streams.plans.empty()) return done;
  const auto acted =
      candour.act_on(actor, streams, from,
                     [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
                       Candour::Decided decided;
                       CANDOUR_CHECK(decide_rows(standing, stamp, commands, decided, done));
                       return decided;
                     });
  if (!acted) return fail(acted.error());
  return done;
}

}  // namespace candour::app
