#include "app/requests.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "app/evidence.h"
#include "base/id.h"
#include "base/sha256.h"
#include "base/text.h"

namespace candour::app {
namespace {

using PlanEvents = std::vector<plan::PlanEvent>;

// What `after` asks and `before` did not, of rows that still wait: by plan and by which letters.
std::map<std::pair<plan::PlanId, std::string>, std::vector<plan::Number>> asked_by(const request::Request& before,
                                                                                   const request::Request& after) {
  std::map<std::pair<plan::PlanId, std::string>, std::vector<plan::Number>> asked;
  for (const request::Row* row : request::awaited(after)) {
    const request::Row* earlier = request::find_row(before, row->number);
    const auto had = earlier ? request::askings(before, *earlier) : std::vector<request::Number>();
    for (const request::Number asking : request::askings(after, *row))
      if (std::find(had.begin(), had.end(), asking) == had.end())
        asked[{row->asked.plan, request::asking_name(after.id, asking)}].push_back(row->asked.number);
  }
  return asked;
}

std::string words_of(const request::RequestCommand& command) {
  const auto* returned = std::get_if<request::EnterReturned>(&command);
  return returned ? returned->words : std::string();
}

std::map<plan::PlanId, std::optional<std::uint64_t>> streams_of(const request::Request& request) {
  std::map<plan::PlanId, std::optional<std::uint64_t>> streams;
  for (const request::Row& row : request.rows) streams[row.asked.plan];
  return streams;
}

// What an answer makes of its plan, tried on the plan as it stands: in the name of who gave it and as at the day it
// was sent, whoever accepts it later. `changed_by`: of an answer that was changed, the actor whose words and rating it
// then is; the files that came with it are still of who sent them.
Result<PlanEvents> follow(plan::Plan& plan, plan::Number number, const request::Answer& answer, std::string by,
                          Date said, plan::Stamp stamp, std::string_view changed_by = {}) {
  PlanEvents events;
  const auto add = [&](const plan::PlanCommand& command) -> Result<void> {
    CANDOUR_TRY(decided, plan::decide(plan, command, stamp));
    for (plan::PlanEvent& event : decided) {
      plan::apply(plan, event);
      events.push_back(std::move(event));
    }
    return {};
  };
  for (const request::Evidence& each : answer.evidence_items) {
    plan::Evidence evidence;
    evidence.description = each.description.empty() ? each.name : each.description;
    evidence.sha256 = each.sha256;
    evidence.link = each.link;
    evidence.file_name = each.name;
    evidence.date = each.date;
    evidence.of_practice = each.of_practice;
    evidence.about = each.about;
    evidence.expires = each.expires;
    evidence.sensitive = each.sensitive;
    CANDOUR_CHECK(add(plan::AddEvidence{number, std::move(evidence)}));
  }
  if (!changed_by.empty()) stamp.actor = changed_by;
  plan::Update update{said, std::move(by), std::string(trimmed(answer.narrative)), answer.forecast, {}};
  switch (answer.saying) {
    case request::Saying::update:
      if (!trimmed(answer.evidence).empty())
        update.narrative += "\n\nEvidence: " + std::string(trimmed(answer.evidence));
      CANDOUR_CHECK(add(plan::GiveUpdate{number, std::move(update), answer.rating, false}));
      break;
    case request::Saying::no_change:
      CANDOUR_CHECK(add(plan::GiveUpdate{number, std::move(update), answer.rating, true}));
      break;
    case request::Saying::complete:
      if (!update.narrative.empty()) CANDOUR_CHECK(add(plan::GiveUpdate{number, std::move(update), {}, false}));
      CANDOUR_CHECK(add(plan::ClaimCompletion{number, answer.completed.value_or(said),
                                              std::string(trimmed(answer.evidence)), answer.rating}));
      break;
  }
  return events;
}

plan::Stamp stamp_of(const request::Request& request, const request::Row& row, const plan::Stamp& stamp) {
  return {stamp.recorded, std::min(row.answered.date(), stamp.recorded.date()),
          request::link_actor(request.id, row.answered_by)};
}

std::string said_by(const request::Request& request, request::Number person) {
  const request::Person* who = request::find_person(request, person);
  return who ? who->name : std::string();
}

// "Jo Park, Police,": what is said of an answer that somebody else has changed.
std::string answered_by(const Candour::Standing& standing, const request::Request& request, const request::Row& row) {
  const plan::Agency* agency = plan::find_agency(standing.partnership, request.agency);
  return said_by(request, row.answered_by) + (agency ? ", " + agency->name + "," : std::string()) + " answered";
}

// Why a step changes an answer, with the answer itself: it stands in the history of the action.
std::string why_changed(const Candour::Standing& standing, const request::Request& request, const request::Row& row,
                        const std::string& reason) {
  std::string words = "Changing what " + answered_by(standing, request, row) + ":";
  if (const std::string said = collapsed(row.answer->narrative); !said.empty())
    words += " “" + shortened(said, 400) + "”,";
  else
    words += " " + std::string(request::in_words(row.answer->saying)) + ",";
  words += row.answer->rating.empty() ? " no rating" : " rated " + row.answer->rating;
  return words + ". Why: " + reason;
}

std::string name_of(const people::People& people, const std::string& actor) {
  const people::Person* person = people::find_person(people, people::PersonId(actor));
  return person ? person->name : actor;
}

tl::unexpected<Error> in_row(request::Number row, Error error) {
  error.sentence = "Row " + std::to_string(row) + ": " + error.sentence;
  return fail(std::move(error));
}

// When an answer that went back with a question is awaited again: as long from now as the request waits between
// reminders, and never before its deadline.
Date awaited_again(const request::Request& request, Date today) {
  const std::uint32_t days = request.chasing.remind_every > 0 ? request.chasing.remind_every : 7;
  return std::max(request.deadline, today.plus_days(static_cast<std::int32_t>(days)));
}

// What the plan's record says of the answer that is decided.
Result<void> settle_in_plan(const request::Request& request, const request::Row& row,
                            const request::DecideRow& decision, std::map<plan::PlanId, plan::Plan>& plans,
                            const plan::Stamp& stamp, Candour::Decided& decided) {
  const auto plan = plans.find(row.asked.plan);
  if (plan == plans.end()) return {};
  const plan::Action* action = plan::find_action(plan->second, row.asked.number);
  if (!action || !plan::has_answered(*action, request.id.text())) return {};
  plan::SettleAnswer settle{{row.asked.number}, request.id.text()};
  if (decision.state == request::RowState::returned) {
    settle.end = plan::AnswerEnd::returned;
    settle.due = awaited_again(request, stamp.recorded.date());
    settle.reason = std::string(trimmed(decision.reason));
  }
  CANDOUR_TRY(events, plan::decide(plan->second, settle, stamp));
  for (plan::PlanEvent& event : events) {
    plan::apply(plan->second, event);
    decided.plans[row.asked.plan].push_back(std::move(event));
  }
  return {};
}

// Decides a row and what it does to its plan; `plans` are working copies, so that the next row of the same plan is
// decided on what this one made of it.
Result<void> decide_one(const Candour::Standing& standing, request::Request& request,
                        std::map<plan::PlanId, plan::Plan>& plans, const request::DecideRow& decision,
                        const plan::Stamp& stamp, Candour::Decided& decided) {
  const request::Row* found = request::find_row(request, decision.row);
  const request::Row before = found ? *found : request::Row();
  CANDOUR_TRY(events, request::decide(request, decision, stamp));
  for (request::RequestEvent& event : events) {
    request::apply(request, event);
    decided.request.push_back(std::move(event));
  }
  CANDOUR_CHECK(settle_in_plan(request, before, decision, plans, stamp, decided));
  if (decision.state == request::RowState::returned) return {};
  const bool changed = decision.state == request::RowState::changed;
  const request::Answer& taken = changed ? *decision.answer : *before.answer;
  const auto plan = plans.find(before.asked.plan);
  if (plan == plans.end())
    return fail(ErrorCode::internal, "Something went wrong inside Candour.", "no plan to follow");
  const std::string by =
      changed ? name_of(standing.people, stamp.actor) + ", changing what " + answered_by(standing, request, before)
              : said_by(request, before.answered_by);
  CANDOUR_TRY(follows, follow(plan->second, before.asked.number, taken, by, before.answered.date(),
                              stamp_of(request, before, stamp), changed ? stamp.actor : std::string()));
  PlanEvents& of_plan = decided.plans[before.asked.plan];
  std::move(follows.begin(), follows.end(), std::back_inserter(of_plan));
  return {};
}

// What was decided of the rows is one step in each plan, and is undone with them.
Candour::Decided as_one(Candour::Decided decided, const std::string& together, const plan::Stamp& stamp,
                        const std::string& reason = {}) {
  for (auto& [plan, events] : decided.plans) events = plan::in_one_step(std::move(events), reason, together, stamp);
  return decided;
}

// Of a request that is revoked: answers that wait, with what asked for them, and what went back with a question.
Result<void> set_aside(const Candour::Standing& standing, const std::string& reason, const plan::Stamp& stamp,
                       Candour::Decided& decided) {
  const std::string request = standing.request.id.text(), returned = plan::returned_name(request);
  const auto decide = [&](const plan::PlanId& id, const plan::PlanCommand& command) -> Result<void> {
    CANDOUR_TRY(events, plan::decide(standing.plan(id), command, stamp));
    std::move(events.begin(), events.end(), std::back_inserter(decided.plans[id]));
    return {};
  };
  for (const request::Row& row : standing.request.rows) {
    const auto& [id, number] = row.asked;
    const plan::Action* action = plan::find_action(standing.plan(id), number);
    if (!action) continue;
    if (plan::waits_for(*action, returned)) CANDOUR_CHECK(decide(id, plan::TakeBackAsking{{number}, returned, reason}));
    if (!plan::has_answered(*action, request)) continue;
    CANDOUR_CHECK(decide(id, plan::SettleAnswer{{number}, request, plan::AnswerEnd::set_aside, std::nullopt, reason}));
    for (const request::Number asking : request::askings(standing.request, row))
      if (const std::string of = request::asking_name(standing.request.id, asking); plan::waits_for(*action, of))
        CANDOUR_CHECK(decide(id, plan::TakeBackAsking{{number}, of, reason}));
  }
  return {};
}

std::map<plan::PlanId, plan::Plan> copies(const Candour::Standing& standing) {
  std::map<plan::PlanId, plan::Plan> plans;
  for (const auto& [id, plan] : standing.plans) plans.emplace(id, *plan);
  return plans;
}

// Its link shows an agency what it is asked about: an action that is another's now, or always was, goes with no letter
// of theirs.
Result<void> is_theirs(const plan::Partnership& partnership, const plan::Plan& plan, plan::Number number,
                       const plan::AgencyId& agency) {
  const plan::Action* action = plan::find_action(plan, number);
  if (!action || action->agency == agency ||
      std::find(action->supporting.begin(), action->supporting.end(), agency) != action->supporting.end())
    return {};
  const plan::Agency* asked = plan::find_agency(partnership, agency);
  return fail(ErrorCode::bad_input, "Action " + std::to_string(number) + " is not one of " +
                                        (asked ? asked->name : agency.text()) + "’s. Ask the agency that it is with.");
}

Result<std::shared_ptr<const request::Request>> as_it_stands(Candour& candour, const Actor& actor,
                                                             const request::RequestId& id) {
  CANDOUR_TRY(picture, candour.picture(actor));
  for (const auto& each : picture->requests)
    if (each->id == id) return each;
  return fail(ErrorCode::not_found, "There is no such request.");
}

}  // namespace

request::Compose as_composed(const view::Picture& picture, request::Compose compose) {
  for (const request::Asked& asked : compose.request.rows)
    if (people::find_restriction(*picture.people, asked.plan)) compose.request.restricted = true;
  return compose;
}

request::Chasing chasing_of(const view::Picture& picture, const plan::PlanId& plan) {
  const people::Partnership* partnership =
      people::find_partnership(*picture.people, people::partnership_of(*picture.people, people::thing_of(plan)));
  const people::Reminders chosen = partnership ? partnership->reminders : people::Reminders();
  return {.remind_before = chosen.before,
          .remind_every = chosen.every,
          .most_reminders = chosen.most,
          .lead_after = chosen.lead_after,
          .board_member_after = chosen.board_member_after};
}

Result<void> compose_request(Candour& candour, const Actor& actor, const request::Compose& as_chosen) {
  CANDOUR_TRY(picture, candour.picture(actor));
  const request::Compose compose = as_composed(*picture, as_chosen);
  Candour::Streams streams{.request = compose.request.request, .request_expected = 0};
  std::map<plan::PlanId, std::vector<plan::Number>> asked;
  for (const request::Asked& each : compose.request.rows) {
    streams.plans[each.plan];
    asked[each.plan].push_back(each.number);
  }
  for (const auto& [id, numbers] : asked)
    CANDOUR_CHECK(candour.may(actor, id, plan::AskForUpdate{numbers, compose.request.deadline}));
  return candour.act_on(
      actor, streams, std::nullopt,
      [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
        CANDOUR_TRY(events, request::decide(standing.request, compose, stamp));
        for (const auto& [id, numbers] : asked) {
          const plan::Plan& plan = standing.plan(id);
          if (plan.version == 0 || plan.withdrawn) return fail(ErrorCode::not_found, "There is no such plan.");
          for (const plan::Number number : numbers)
            CANDOUR_CHECK(is_theirs(standing.partnership, plan, number, compose.request.agency));
          CANDOUR_CHECK(plan::decide(plan, plan::AskForUpdate{numbers, compose.request.deadline}, stamp));
        }
        return Candour::Decided{.request = std::move(events)};
      });
}

Result<void> settle_letters(Candour& candour, const Actor& actor, const request::RequestId& id,
                            const request::RequestCommand& command, std::optional<std::uint64_t> expected) {
  CANDOUR_TRY(stands, as_it_stands(candour, actor, id));
  return candour.act_on(
      actor, {.plans = streams_of(*stands), .request = id, .request_expected = expected}, std::nullopt,
      [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
        CANDOUR_TRY(events, request::decide(standing.request, command, stamp));
        request::Request now = standing.request;
        for (const request::RequestEvent& event : events) request::apply(now, event);
        Candour::Decided decided{.request = std::move(events)};
        const bool revoked = now.state == request::State::revoked;
        const std::string taken_back =
            revoked ? "The request was revoked: " + now.ended_because : "The letter came back: " + words_of(command);
        for (const auto& [of, numbers] : asked_by(standing.request, now)) {
          // What was closed, withdrawn or answered meanwhile asks nothing of anybody; the rest is asked all the same.
          std::vector<plan::Number> open;
          const Date deadline = std::max(now.deadline, stamp.recorded.date());
          for (const plan::Number number : numbers)
            if (plan::decide(standing.plan(of.first), plan::AskForUpdate{{number}, deadline}, stamp))
              open.push_back(number);
          if (open.empty()) continue;
          CANDOUR_TRY(asks,
                      plan::decide(standing.plan(of.first), plan::AskForUpdate{open, deadline, of.second}, stamp));
          std::move(asks.begin(), asks.end(), std::back_inserter(decided.plans[of.first]));
        }
        for (const auto& [of, numbers] : asked_by(now, standing.request)) {
          std::vector<plan::Number> waiting;
          for (const plan::Number number : numbers)
            if (const plan::Action* action = plan::find_action(standing.plan(of.first), number);
                action && plan::waits_for(*action, of.second))
              waiting.push_back(number);
          if (waiting.empty()) continue;
          CANDOUR_TRY(
              back, plan::decide(standing.plan(of.first), plan::TakeBackAsking{waiting, of.second, taken_back}, stamp));
          std::move(back.begin(), back.end(), std::back_inserter(decided.plans[of.first]));
        }
        if (revoked) CANDOUR_CHECK(set_aside(standing, taken_back, stamp, decided));
        return decided;
      });
}

bool still_waits(const view::Picture& picture, const request::Request& request) {
  const auto rows = request::awaited(request);
  return std::any_of(rows.begin(), rows.end(), [&](const request::Row* row) {
    const view::Row* action = view::find_row(picture, plan::action_id(row->asked.plan, row->asked.number));
    return action && action->facts.asked > 0;
  });
}

Result<void> remind(Candour& candour, const Actor& actor, const request::RequestId& id,
                    std::optional<std::uint64_t> expected) {
  CANDOUR_TRY(stands, as_it_stands(candour, actor, id));
  return candour.act_on(
      actor, {.plans = streams_of(*stands), .request = id, .request_expected = expected}, std::nullopt,
      [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
        CANDOUR_TRY(events, request::decide(standing.request, request::Remind{}, stamp));
        const auto rows = request::awaited(standing.request);
        const bool waits = std::any_of(rows.begin(), rows.end(), [&](const request::Row* row) {
          const plan::Plan& plan = standing.plan(row->asked.plan);
          const plan::Action* action = plan::find_action(plan, row->asked.number);
          return action && plan::facts(*action, plan, stamp.recorded.date()).asked > 0;
        });
        const bool reached = std::any_of(rows.begin(), rows.end(), [&](const request::Row* row) {
          return !request::askings(standing.request, *row).empty();
        });
        if (!reached)
          return fail(ErrorCode::conflict,
                      "No letter of this request has reached anybody yet, so there is nothing to remind of.");
        if (!waits)
          return fail(ErrorCode::conflict, "Nothing is awaited any more: what was asked about was answered since.");
        return Candour::Decided{.request = std::move(events)};
      });
}

Result<request::Evidence> take_evidence(Candour& candour, const request::Request& request, request::Number person,
                                        const request::Row& row, plan::Evidence evidence,
                                        const std::optional<SentFile>& file) {
  CANDOUR_TRY(picture, candour.picture(Actor{}));
  const view::PlanPicture* plan = view::find_plan(*picture, row.asked.plan);
  if (!plan) return fail(ErrorCode::not_found, "This action is no longer in its plan.");
  if (file) {
    evidence.sha256 = sha256_hex(file->bytes);
    evidence.file_name = file->name;
  }
  const Moment now = candour.clock().now();
  const Actor by_link{request::link_actor(request.id, person)};
  CANDOUR_CHECK(
      plan::decide(*plan->plan, plan::AddEvidence{row.asked.number, evidence}, {now, now.date(), by_link.name}));
  if (file) CANDOUR_CHECK(keep_file(candour, by_link, file->bytes, file->name));
  return request::Evidence{evidence.sha256, evidence.file_name, evidence.description,
                           evidence.date,   evidence.link,      evidence.of_practice,
                           evidence.about,  evidence.expires,   evidence.sensitive};
}

std::vector<FaultyRow> refused_rows(const view::Picture& picture, const request::Request& request,
                                    const request::SendAnswers& answers, Date today) {
  std::vector<FaultyRow> refused;
  std::map<plan::PlanId, plan::Plan> plans;
  for (const request::RowAnswer& each : answers.answers) {
    const request::Row* row = request::find_row(request, each.row);
    const view::PlanPicture* plan = row ? view::find_plan(picture, row->asked.plan) : nullptr;
    if (!plan) {
      refused.push_back({each.row, "This action is no longer in its plan."});
      continue;
    }
    const auto copy = plans.try_emplace(row->asked.plan, *plan->plan).first;
    const plan::Stamp stamp{Moment::at_start_of(today), today, request::link_actor(request.id, answers.person)};
    const auto follows =
        follow(copy->second, row->asked.number, each.answer, said_by(request, answers.person), today, stamp);
    if (!follows) refused.push_back({each.row, follows.error().sentence});
  }
  return refused;
}

Result<void> send_answers(Candour& candour, const request::RequestId& id, const request::SendAnswers& answers) {
  const Actor actor{request::link_actor(id, answers.person)};
  CANDOUR_TRY(stands, as_it_stands(candour, actor, id));
  return candour.act_on(
      actor, {.plans = streams_of(*stands), .request = id}, std::nullopt,
      [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
        CANDOUR_TRY(events, request::decide(standing.request, answers, stamp));
        request::Request request = standing.request;
        for (const request::RequestEvent& event : events) request::apply(request, event);
        Candour::Decided decided{.request = std::move(events)};
        std::map<plan::PlanId, plan::Plan> tried = copies(standing);
        for (const request::RowAnswer& each : answers.answers) {
          const request::Row& row = *request::find_row(request, each.row);
          auto follows = follow(tried.at(row.asked.plan), row.asked.number, each.answer,
                                said_by(request, answers.person), stamp.recorded.date(), stamp);
          if (!follows) return in_row(each.row, std::move(follows.error()));
        }
        if (!request.accept_at_once) {
          std::map<plan::PlanId, std::vector<plan::Number>> answered;
          for (const request::RowAnswer& each : answers.answers) {
            const request::Asked& asked = request::find_row(request, each.row)->asked;
            answered[asked.plan].push_back(asked.number);
          }
          for (const auto& [plan, numbers] : answered) {
            CANDOUR_TRY(sent, plan::decide(standing.plan(plan), plan::SendAnswer{numbers, id.text()}, stamp));
            decided.plans[plan] = std::move(sent);
          }
          return decided;
        }
        std::map<plan::PlanId, plan::Plan> plans = copies(standing);
        const std::string together = fresh_id();
        for (const request::RowAnswer& each : answers.answers)
          CANDOUR_CHECK(decide_one(standing, request, plans,
                                   {each.row, request::RowState::accepted, {}, {}, true, together}, stamp, decided));
        return as_one(std::move(decided), together, stamp);
      });
}

Result<void> decide_row(Candour& candour, const Actor& actor, const request::RequestId& id,
                        const request::DecideRow& decision, std::optional<std::uint64_t> expected) {
  CANDOUR_TRY(stands, as_it_stands(candour, actor, id));
  return candour.act_on(
      actor, {.plans = streams_of(*stands), .request = id, .request_expected = expected}, std::nullopt,
      [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
        request::Request request = standing.request;
        std::map<plan::PlanId, plan::Plan> plans = copies(standing);
        Candour::Decided decided;
        request::DecideRow as_one_step = decision;
        if (decision.state != request::RowState::returned) as_one_step.together = fresh_id();
        CANDOUR_CHECK(decide_one(standing, request, plans, as_one_step, stamp, decided));
        if (decision.state == request::RowState::returned) return decided;
        const bool changed = decision.state == request::RowState::changed;
        return as_one(std::move(decided), as_one_step.together, stamp,
                      changed ? why_changed(standing, request, *request::find_row(request, decision.row),
                                            std::string(trimmed(decision.reason)))
                              : std::string());
      });
}

Result<void> accept_all(Candour& candour, const Actor& actor, const request::RequestId& id,
                        std::optional<std::uint64_t> expected) {
  CANDOUR_TRY(stands, as_it_stands(candour, actor, id));
  return candour.act_on(
      actor, {.plans = streams_of(*stands), .request = id, .request_expected = expected}, std::nullopt,
      [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
        request::Request request = standing.request;
        std::map<plan::PlanId, plan::Plan> plans = copies(standing);
        Candour::Decided decided;
        std::vector<request::Number> rows;
        for (const request::Row* row : request::to_decide(request)) rows.push_back(row->number);
        if (rows.empty()) return fail(ErrorCode::conflict, "No answer waits to be accepted.");
        const std::string together = fresh_id();
        for (const request::Number row : rows)
          if (auto done = decide_one(standing, request, plans,
                                     {row, request::RowState::accepted, {}, {}, false, together}, stamp, decided);
              !done)
            return in_row(row, std::move(done.error()));
        return as_one(std::move(decided), together, stamp);
      });
}

}  // namespace candour::app
