#include "app/candour.h"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "app/importing/readings.h"
#include "base/text.h"
#include "record/record.h"

namespace candour::app {
namespace {

constexpr std::string_view partnership_stream = "partnership";
constexpr std::string_view plan_prefix = "plan/";
constexpr std::string_view meeting_prefix = "meeting/";
constexpr std::string_view register_prefix = "register/";
constexpr std::string_view request_prefix = "request/";
// Events asked of the store at a time: enough to make its own cost small, few enough to hold in memory.
constexpr std::size_t batch = 2'000;
// Writers who do not mind what stands are decided anew when somebody was quicker, but not for ever.
constexpr int attempts = 16;
constexpr std::size_t past_pictures_kept = 4;

std::string stream_of(const plan::PlanId& id) {
  return std::string(plan_prefix) + id.text();
}

// A plan as folded so far. The plan is changed in place until a Picture shares it; the next event then changes a copy.
struct FoldedPlan {
  std::shared_ptr<plan::Plan> plan = std::make_shared<plan::Plan>();
  bool shared = false;
  std::uint64_t sequence = 0;
  std::uint64_t first_position = 0;
  std::shared_ptr<const view::PlanPicture> picture;  // of `plan` as it stands; nullptr where it is to be made anew
  std::string last_actor;
  Moment last_recorded;
};

// A meeting or a register as folded so far; a Picture shares it in the same way.
template <class State>
struct Folded {
  std::shared_ptr<State> state = std::make_shared<State>();
  bool shared = false;
  std::uint64_t sequence = 0;
  std::uint64_t first_position = 0;
  std::string last_actor;
  Moment last_recorded;
};

// The record folded up to a position.
struct Fold {
  std::uint64_t position = 0;
  std::shared_ptr<plan::Partnership> partnership = std::make_shared<plan::Partnership>();
  bool partnership_shared = false;
  std::uint64_t partnership_sequence = 0;
  std::unordered_map<std::string, FoldedPlan> plans;  // by stream
  std::unordered_map<std::string, Folded<meeting::Meeting>> meetings;
  std::unordered_map<std::string, Folded<risk::Register>> registers;
  std::unordered_map<std::string, Folded<request::Request>> requests;
  Date as_at;  // of the plans' pictures
};

template <class State, class Event>
void fold_one(Folded<State>& folded, const StoredEvent& stored, const Event& event) {
  if (folded.first_position == 0) folded.first_position = stored.position;
  if (folded.shared) {
    folded.state = std::make_shared<State>(*folded.state);
    folded.shared = false;
  }
  folded.sequence = stored.sequence;
  folded.last_actor = event.stamp.actor;
  folded.last_recorded = event.stamp.recorded;
  apply(*folded.state, event);
}

Result<void> fold_in(Fold& fold, const StoredEvent& stored) {
  if (stored.stream == partnership_stream) {
    CANDOUR_TRY(event, record::read_partnership_event(stored.core, stored.words));
    if (fold.partnership_shared) {
      fold.partnership = std::make_shared<plan::Partnership>(*fold.partnership);
      fold.partnership_shared = false;
      // The rows of every picture point to the agencies of the partnership they were made with.
      for (auto& [stream, plan] : fold.plans) plan.picture = nullptr;
    }
    plan::apply(*fold.partnership, event);
    fold.partnership_sequence = stored.sequence;
  } else if (stored.stream.starts_with(plan_prefix)) {
    CANDOUR_TRY(event, record::read_plan_event(stored.core, stored.words));
    FoldedPlan& folded = fold.plans[stored.stream];
    if (folded.first_position == 0) folded.first_position = stored.position;
    if (folded.shared) {
      folded.plan = std::make_shared<plan::Plan>(*folded.plan);
      folded.shared = false;
    }
    folded.picture = nullptr;
    folded.sequence = stored.sequence;
    folded.last_actor = event.stamp.actor;
    folded.last_recorded = event.stamp.recorded;
    plan::apply(*folded.plan, std::move(event));
  } else if (stored.stream.starts_with(meeting_prefix)) {
    CANDOUR_TRY(event, record::read_meeting_event(stored.core, stored.words));
    fold_one(fold.meetings[stored.stream], stored, event);
  } else if (stored.stream.starts_with(register_prefix)) {
    CANDOUR_TRY(event, record::read_register_event(stored.core, stored.words));
    fold_one(fold.registers[stored.stream], stored, event);
  } else if (stored.stream.starts_with(request_prefix)) {
    CANDOUR_TRY(event, record::read_request_event(stored.core, stored.words));
    fold_one(fold.requests[stored.stream], stored, event);
  }
  return {};
}

// Folds what the store has after the fold's position and `lets_through` lets through, up to `until` at least.
template <class LetsThrough>
Result<void> catch_up(Fold& fold, const Store& store, std::uint64_t until, const LetsThrough& lets_through) {
  while (fold.position < until) {
    CANDOUR_TRY(events, store.read_all(fold.position, batch));
    if (events.empty()) break;
    for (const StoredEvent& event : events) {
      if (lets_through(event)) CANDOUR_CHECK(fold_in(fold, event));
      fold.position = event.position;
    }
  }
  return {};
}

template <class State>
bool stands(const State& state) {
  return !state.id.empty() && !state.withdrawn;
}
// A request ends, but it is never taken back.
bool stands(const request::Request& request) {
  return !request.id.empty();
}

// Those that stand, the newest first.
template <class State>
std::vector<std::shared_ptr<const State>> standing_of(std::unordered_map<std::string, Folded<State>>& all) {
  std::vector<Folded<State>*> standing;
  for (auto& [stream, folded] : all)
    if (stands(*folded.state)) standing.push_back(&folded);
  std::sort(standing.begin(), standing.end(), [](const Folded<State>* left, const Folded<State>* right) {
    return left->first_position > right->first_position;
  });
  std::vector<std::shared_ptr<const State>> states;
  for (Folded<State>* folded : standing) {
    folded->shared = true;
    states.push_back(folded->state);
  }
  return states;
}

std::shared_ptr<const view::Picture> picture_of(Fold& fold, Date as_at, bool past) {
  if (fold.as_at != as_at) {
    for (auto& [stream, plan] : fold.plans) plan.picture = nullptr;
    fold.as_at = as_at;
  }
  auto picture = std::make_shared<view::Picture>();
  picture->as_at = as_at;
  picture->version = fold.position;
  picture->past = past;
  picture->partnership = fold.partnership;
  fold.partnership_shared = true;
  std::vector<FoldedPlan*> standing;
  for (auto& [stream, folded] : fold.plans)
    if (!folded.plan->id.empty() && !folded.plan->withdrawn) standing.push_back(&folded);
  std::sort(standing.begin(), standing.end(), [](const FoldedPlan* left, const FoldedPlan* right) {
    return left->first_position > right->first_position;
  });
  picture->plans.reserve(standing.size());
  for (FoldedPlan* folded : standing) {
    if (!folded->picture) folded->picture = view::make_plan_picture(folded->plan, fold.partnership, as_at);
    folded->shared = true;
    picture->plans.push_back(folded->picture);
  }
  picture->meetings = standing_of(fold.meetings);
  std::stable_sort(picture->meetings.begin(), picture->meetings.end(),
                   [](const auto& left, const auto& right) { return left->date > right->date; });
  picture->registers = standing_of(fold.registers);
  picture->requests = standing_of(fold.requests);
  return picture;
}

NewEvent to_store(record::Parts parts, const plan::Stamp& stamp) {
  return NewEvent{std::move(parts.core), std::move(parts.words), stamp.recorded, stamp.speaks_of};
}
template <class Event>
Append append_of(std::string stream, std::uint64_t expected, const std::vector<Event>& events) {
  Append append{std::move(stream), expected, {}};
  append.events.reserve(events.size());
  for (const Event& event : events) append.events.push_back(to_store(record::write(event), event.stamp));
  return append;
}

std::string time_of(Moment moment) {
  return moment.iso().substr(11, 5) + " on " + moment.date().words();
}

template <class FoldedThing>
tl::unexpected<Error> moved_on(const FoldedThing& folded, std::string_view what) {
  const std::string who = folded.last_actor.empty() ? "Somebody" : folded.last_actor;
  return fail(ErrorCode::conflict, "This " + std::string(what) + " was changed by " + who + " at " +
                                       time_of(folded.last_recorded) +
                                       " (UTC), after you opened it. Nothing of yours was saved: look at it as it now "
                                       "stands, then make your change again.");
}

tl::unexpected<Error> no_such_plan() {
  return fail(ErrorCode::not_found, "There is no such plan.");
}

// One mutex for each stream that is written to, so that writers of one plan queue here instead of clashing in the
// store, and writers of different plans do not wait for each other.
class Queues {
 public:
  std::shared_ptr<std::mutex> of(const std::string& stream) {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<std::mutex>& queue = queues_[stream];
    if (!queue) queue = std::make_shared<std::mutex>();
    return queue;
  }

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<std::mutex>> queues_;
};

}  // namespace

struct Candour::Inside {
  Inside(Store& the_store, const Reader* the_reader, const Clock& the_clock, Post the_post)
      : store(the_store), reader(the_reader), clock(the_clock), post(std::move(the_post)) {}

  Store& store;
  const Reader* reader;
  const Clock& clock;
  const Post post;

  std::mutex folding;  // guards fold; whoever holds it folds for all who wait
  Fold fold;
  std::mutex showing;  // guards newest, for a moment only
  std::shared_ptr<const view::Picture> newest;
  Queues queues;
  Readings readings;

  // A past picture, made by the first who asks while the others wait.
  struct Past {
    Date day;
    Knowledge knowledge;
    std::uint64_t position;
    std::mutex making;
    std::shared_ptr<const view::Picture> picture;
  };
  std::mutex remembering;                   // guards the list, not what is in it
  std::vector<std::shared_ptr<Past>> past;  // the latest asked for first

  Result<void> write(const Actor& actor, const Streams& streams, std::optional<Date> speaks_of,
                     const Deciding& deciding);

  template <class State, class Command>
  Result<void> write_one(const Actor& actor, std::unordered_map<std::string, Folded<State>>& all, std::string stream,
                         std::string_view what, const Command& command, std::optional<std::uint64_t> expected);

  Result<std::shared_ptr<const view::Picture>> whole_picture();
  Result<std::shared_ptr<const view::Picture>> whole_picture_as_at(Date day, Knowledge knowledge);
  std::shared_ptr<const view::Picture> seen_by(const Actor& actor, const std::shared_ptr<const view::Picture>& whole);

  Result<void> catch_up_with(std::uint64_t position) {
    return catch_up(fold, store, position, [](const StoredEvent&) { return true; });
  }

  std::shared_ptr<const view::Picture> newest_from(std::uint64_t position, Date today) {
    const std::lock_guard lock(showing);
    return newest && newest->version >= position && newest->as_at >= today ? newest : nullptr;
  }

  std::shared_ptr<Past> remembered(Date day, Knowledge knowledge, std::uint64_t position) {
    const std::lock_guard lock(remembering);
    const auto same = std::find_if(past.begin(), past.end(), [&](const auto& each) {
      return each->day == day && each->knowledge == knowledge && each->position == position;
    });
    std::shared_ptr<Past> found;
    if (same != past.end()) {
      found = *same;
      past.erase(same);
    } else {
      found = std::make_shared<Past>();
      found->day = day;
      found->knowledge = knowledge;
      found->position = position;
    }
    past.insert(past.begin(), found);
    if (past.size() > past_pictures_kept) past.pop_back();
    return found;
  }
};

Candour::Candour(Store& store, const Reader* reader, const Clock& clock, Post post)
    : inside_(std::make_unique<Inside>(store, reader, clock, std::move(post))) {}
Candour::~Candour() = default;

Readings& Candour::readings() const {
  return inside_->readings;
}
Store& Candour::store() const {
  return inside_->store;
}
const Reader* Candour::reader() const {
  return inside_->reader;
}
const Clock& Candour::clock() const {
  return inside_->clock;
}
const Post& Candour::post() const {
  return inside_->post;
}

Result<std::shared_ptr<const view::Picture>> Candour::picture(const Actor& actor) const {
  Inside& inside = *inside_;
  CANDOUR_TRY(whole, inside.whole_picture());
  return inside.seen_by(actor, whole);
}

Result<std::shared_ptr<const view::Picture>> Candour::Inside::whole_picture() {
  CANDOUR_TRY(position, store.last_position());
  const Date today = clock.now().date();
  if (auto at_hand = newest_from(position, today)) return at_hand;
  const std::lock_guard turn(folding);
  if (auto at_hand = newest_from(position, today)) return at_hand;
  CANDOUR_CHECK(catch_up_with(position));
  std::shared_ptr<const view::Picture> picture = picture_of(fold, today, false);
  // The picture that was the newest goes when its last reader does, or here, but not under the lock.
  std::shared_ptr<const view::Picture> former = picture;
  {
    const std::lock_guard lock(showing);
    std::swap(newest, former);
  }
  return picture;
}

Result<std::shared_ptr<const view::Picture>> Candour::picture_as_at(const Actor& actor, Date day,
                                                                    Knowledge knowledge) const {
  Inside& inside = *inside_;
  CANDOUR_TRY(whole, inside.whole_picture_as_at(day, knowledge));
  return inside.seen_by(actor, whole);
}

Result<std::shared_ptr<const view::Picture>> Candour::Inside::whole_picture_as_at(Date day, Knowledge knowledge) {
  if (day >= clock.now().date()) return whole_picture();
  CANDOUR_TRY(position, store.last_position());
  const std::shared_ptr<Past> wanted = remembered(day, knowledge, position);
  const std::lock_guard making(wanted->making);
  if (wanted->picture) return wanted->picture;
  Fold folded;
  if (knowledge == Knowledge::then)
    CANDOUR_CHECK(
        catch_up(folded, store, position, [&](const StoredEvent& event) { return event.recorded.date() <= day; }));
  else
    CANDOUR_CHECK(catch_up(folded, store, position, [&](const StoredEvent& event) { return event.speaks_of <= day; }));
  wanted->picture = picture_of(folded, day, true);
  return wanted->picture;
}

// Nobody has been given anything to see yet.
std::shared_ptr<const view::Picture> Candour::Inside::seen_by(const Actor& actor,
                                                              const std::shared_ptr<const view::Picture>& whole) {
  if (!actor.person) return whole;
  auto nothing = std::make_shared<view::Picture>();
  nothing->as_at = whole->as_at;
  nothing->version = whole->version;
  nothing->past = whole->past;
  return nothing;
}

// The one way in which anything enters the record.
Result<void> Candour::Inside::write(const Actor& actor, const Streams& streams, std::optional<Date> speaks_of,
                                    const Deciding& deciding) {
  if (actor.person) return fail(ErrorCode::not_found, "There is nothing here that is yours to change.");
  // Always in one order, so that two writers who need the same cannot wait for each other: the partnership, the plans
  // by id, the request.
  std::vector<std::string> names;
  if (streams.partnership) names.emplace_back(partnership_stream);
  for (const auto& [id, expected] : streams.plans) names.push_back(stream_of(id));
  const std::string request_stream =
      streams.request ? std::string(request_prefix) + streams.request->text() : std::string();
  if (streams.request) names.push_back(request_stream);
  std::vector<std::shared_ptr<std::mutex>> waiting;
  std::vector<std::unique_lock<std::mutex>> turns;
  for (const std::string& name : names) {
    waiting.push_back(queues.of(name));
    turns.emplace_back(*waiting.back());
  }
  static const plan::Plan no_plan;
  static const request::Request no_request;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    std::vector<Append> appends;
    {
      const std::lock_guard lock(folding);
      CANDOUR_TRY(position, store.last_position());
      CANDOUR_CHECK(catch_up_with(position));
      const auto asked = streams.request ? fold.requests.find(request_stream) : fold.requests.end();
      const Folded<request::Request>* folded_request = asked == fold.requests.end() ? nullptr : &asked->second;
      if (streams.request_expected &&
          *streams.request_expected != (folded_request ? folded_request->state->version : 0)) {
        if (folded_request) return moved_on(*folded_request, "request");
        return fail(ErrorCode::not_found, "There is no such request.");
      }
      Standing standing{*fold.partnership, folded_request ? *folded_request->state : no_request, {}};
      std::map<plan::PlanId, std::uint64_t> sequences;
      for (const auto& [id, expected] : streams.plans) {
        const auto found = fold.plans.find(stream_of(id));
        const FoldedPlan* folded = found == fold.plans.end() ? nullptr : &found->second;
        if (expected && *expected != (folded ? folded->plan->version : 0)) {
          if (folded) return moved_on(*folded, "plan");
          return no_such_plan();
        }
        standing.plans[id] = folded ? folded->plan.get() : &no_plan;
        sequences[id] = folded ? folded->sequence : 0;
      }
      const Moment now = clock.now();
      const plan::Stamp stamp{now, std::min(speaks_of.value_or(now.date()), now.date()), actor.recorded_as()};
      CANDOUR_TRY(decided, deciding(standing, stamp));
      if (!decided.partnership.empty())
        appends.push_back(append_of(std::string(partnership_stream), fold.partnership_sequence, decided.partnership));
      for (auto& [id, events] : decided.plans) {
        const auto sequence = sequences.find(id);
        if (sequence == sequences.end())
          return fail(ErrorCode::internal, "Something went wrong inside Candour.", "a plan was decided unasked");
        // Nothing can speak of a day that has not come, whatever date a document bears.
        for (plan::PlanEvent& event : events) event.stamp.speaks_of = std::min(event.stamp.speaks_of, now.date());
        if (!events.empty()) appends.push_back(append_of(stream_of(id), sequence->second, events));
      }
      if (!decided.request.empty())
        appends.push_back(append_of(request_stream, folded_request ? folded_request->sequence : 0, decided.request));
    }
    if (appends.empty()) return {};
    auto appended = store.append(appends);
    if (appended) return {};
    if (appended.error().code != ErrorCode::conflict) return fail(std::move(appended.error()));
    // Another process was quicker: what stands is folded again, and what was expected is tried against it.
  }
  return fail(ErrorCode::unavailable,
              "Other changes kept coming first, so nothing of yours was saved. Try again in a moment.",
              "append lost the race " + std::to_string(attempts) + " times on " + join(names, ", "));
}

// As write(), for what has one stream and no agencies.
template <class State, class Command>
Result<void> Candour::Inside::write_one(const Actor& actor, std::unordered_map<std::string, Folded<State>>& all,
                                        std::string stream, std::string_view what, const Command& command,
                                        std::optional<std::uint64_t> expected) {
  if (actor.person) return fail(ErrorCode::not_found, "There is nothing here that is yours to change.");
  const std::shared_ptr<std::mutex> queue = queues.of(stream);
  const std::lock_guard turn(*queue);
  static const State none;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    std::vector<Append> appends;
    {
      const std::lock_guard lock(folding);
      CANDOUR_TRY(position, store.last_position());
      CANDOUR_CHECK(catch_up_with(position));
      const auto found = all.find(stream);
      const Folded<State>* folded = found == all.end() ? nullptr : &found->second;
      if (expected && *expected != (folded ? folded->state->version : 0)) {
        if (folded) return moved_on(*folded, what);
        return fail(ErrorCode::not_found, "There is no such " + std::string(what) + ".");
      }
      const Moment now = clock.now();
      CANDOUR_TRY(events, decide(folded ? *folded->state : none, command, Stamp{now, now.date(), actor.recorded_as()}));
      if (!events.empty()) appends.push_back(append_of(stream, folded ? folded->sequence : 0, events));
    }
    if (appends.empty()) return {};
    auto appended = store.append(appends);
    if (appended) return {};
    if (appended.error().code != ErrorCode::conflict) return fail(std::move(appended.error()));
  }
  return fail(ErrorCode::unavailable,
              "Other changes kept coming first, so nothing of yours was saved. Try again in a moment.",
              "append lost the race " + std::to_string(attempts) + " times on " + stream);
}

Result<void> Candour::act(const Actor& actor, const meeting::MeetingId& id, const meeting::MeetingCommand& command,
                          std::optional<std::uint64_t> expected) {
  return inside_->write_one(actor, inside_->fold.meetings, std::string(meeting_prefix) + id.text(), "meeting", command,
                            expected);
}

Result<void> Candour::act(const Actor& actor, const risk::RegisterId& id, const risk::RegisterCommand& command,
                          std::optional<std::uint64_t> expected) {
  return inside_->write_one(actor, inside_->fold.registers, std::string(register_prefix) + id.text(), "register",
                            command, expected);
}

Result<void> Candour::act(const Actor& actor, const request::RequestId& id, const request::RequestCommand& command,
                          std::optional<std::uint64_t> expected) {
  return inside_->write(actor, {.request = id, .request_expected = expected}, std::nullopt,
                        [&](const Standing& standing, const plan::Stamp& stamp) -> Result<Decided> {
                          CANDOUR_TRY(events, request::decide(standing.request, command, stamp));
                          return Decided{.request = std::move(events)};
                        });
}

Result<void> Candour::act_on(const Actor& actor, const Streams& streams, std::optional<Date> speaks_of,
                             const Deciding& deciding) {
  return inside_->write(actor, streams, speaks_of, deciding);
}

Result<void> Candour::act(const Actor& actor, const plan::PlanId& id, const plan::PlanCommand& command,
                          std::optional<std::uint64_t> expected) {
  return inside_->write(actor, {.plans = {{id, expected}}}, std::nullopt,
                        [&](const Standing& standing, const plan::Stamp& stamp) -> Result<Decided> {
                          const plan::Plan& plan = standing.plan(id);
                          if (plan.version == 0 && !std::holds_alternative<plan::ImportPlan>(command))
                            return no_such_plan();
                          CANDOUR_TRY(events, plan::decide(plan, command, stamp));
                          return Decided{.plans = {{id, std::move(events)}}};
                        });
}

Result<void> Candour::act(const Actor& actor, const plan::PartnershipCommand& command) {
  return inside_->write(actor, {.partnership = true}, std::nullopt,
                        [&](const Standing& standing, const plan::Stamp& stamp) -> Result<Decided> {
                          CANDOUR_TRY(events, plan::decide(standing.partnership, command, stamp));
                          return Decided{.partnership = std::move(events)};
                        });
}

}  // namespace candour::app
