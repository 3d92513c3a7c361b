#include "app/candour.h"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "app/erasure.h"
#include "app/held.h"
#include "app/importing/readings.h"
#include "app/permission/acts.h"
#include "app/permission/seen.h"
#include "app/sealing.h"
#include "base/text.h"
#include "plan/second_person.h"
#include "record/record.h"

namespace candour::app {
namespace {

constexpr std::string_view partnership_stream = "partnership";
constexpr std::string_view plan_prefix = "plan/";
constexpr std::string_view meeting_prefix = "meeting/";
constexpr std::string_view register_prefix = "register/";
constexpr std::string_view request_prefix = "request/";
constexpr std::string_view paper_prefix = "paper/";
constexpr std::string_view people_stream = "people";
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
  std::unordered_map<std::string, Folded<paper::Paper>> papers;
  Folded<people::People> people;
  Date as_at;                   // of the plans' pictures
  std::uint64_t erased_at = 0;  // the position of the last erasure folded
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
  } else if (stored.stream.starts_with(paper_prefix)) {
    CANDOUR_TRY(event, record::read_paper_event(stored.core, stored.words));
    fold_one(fold.papers[stored.stream], stored, event);
  } else if (stored.stream == people_stream) {
    CANDOUR_TRY(event, record::read_people_event(stored.core, stored.words));
    fold_one(fold.people, stored, event);
    if (std::holds_alternative<people::WordsErased>(event.body)) fold.erased_at = stored.position;
  }
  return {};
}

// Whether events, read from the first on, are what was committed to when they were recorded.
class Commitments {
 public:
  // Looks at the next events of the store. Where one is found to be altered, and still is when it is read again (an
  // erasure may have come between), says so in a sentence, once.
  Result<std::string> look_at(const Store& store, const std::vector<StoredEvent>& events) {
    CANDOUR_TRY(seals, store.ledger().seals(events.front().position - 1, events.size()));
    for (std::size_t i = 0; i < events.size() && i < seals.size(); ++i) {
      auto& last = last_of_[events[i].stream];
      const std::optional<ledger::Hash> previous = std::exchange(last, seals[i].commitment);
      if (seals[i].position != events[i].position || what_was_altered(events[i], seals[i], previous).empty()) continue;
      CANDOUR_TRY(event, store.read_all(events[i].position - 1, 1));
      CANDOUR_TRY(seal, store.ledger().seals(events[i].position - 1, 1));
      if (event.empty() || seal.empty()) continue;
      if (const std::string_view altered = what_was_altered(event.front(), seal.front(), previous); !altered.empty())
        return name_of(event.front()) + std::string(altered);
    }
    return std::string();
  }

 private:
  std::unordered_map<std::string, std::optional<ledger::Hash>> last_of_;
};

// Folds what the store has after the fold's position and `lets_through` lets through, up to `until` at least. Where it
// folds all of it anew, it looks whether the bytes are those that were recorded: where they are not, the record is
// held.
template <class LetsThrough>
Result<void> catch_up(Fold& fold, HeldStore& store, std::uint64_t until, const LetsThrough& lets_through) {
  std::optional<Commitments> commitments;
  if (fold.position == 0) commitments.emplace();
  while (fold.position < until) {
    CANDOUR_TRY(events, store.read_all(fold.position, batch));
    if (events.empty()) break;
    if (commitments) {
      CANDOUR_TRY(altered, commitments->look_at(store, events));
      if (!altered.empty()) {
        store.hold("This record is read-only: its bytes were changed where they are kept. " + altered +
                   " Look with “candour verify”, and restore a copy that holds.");
        commitments.reset();
      }
    }
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

// One that was given up stays to be told of.
bool stands(const paper::Paper& paper) {
  return !paper.id.empty();
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

// A picture whose plans are yet to be drawn, which takes its time and needs nothing of the fold.
struct Sketch {
  struct Part {
    FoldedPlan* folded = nullptr;
    std::shared_ptr<const plan::Plan> plan;
    std::shared_ptr<const view::PlanPicture> picture;  // nullptr: to be made
  };
  std::shared_ptr<view::Picture> picture;
  std::vector<Part> parts;
};

Sketch sketch_of(Fold& fold, Date as_at, bool past) {
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
  picture->name = fold.partnership->name;
  picture->agencies = view::every_agency(*fold.partnership);
  picture->people = fold.people.state;
  fold.people.shared = true;
  std::vector<FoldedPlan*> standing;
  for (auto& [stream, folded] : fold.plans)
    if (!folded.plan->id.empty() && !folded.plan->withdrawn) standing.push_back(&folded);
  std::sort(standing.begin(), standing.end(), [](const FoldedPlan* left, const FoldedPlan* right) {
    return left->first_position > right->first_position;
  });
  Sketch sketch{picture, {}};
  sketch.parts.reserve(standing.size());
  for (FoldedPlan* folded : standing) {
    folded->shared = true;
    sketch.parts.push_back({folded, folded->plan, folded->picture});
  }
  picture->meetings = standing_of(fold.meetings);
  std::stable_sort(picture->meetings.begin(), picture->meetings.end(),
                   [](const auto& left, const auto& right) { return left->date > right->date; });
  picture->registers = standing_of(fold.registers);
  picture->requests = standing_of(fold.requests);
  picture->papers = standing_of(fold.papers);
  return sketch;
}

std::shared_ptr<const view::Picture> drawn(Sketch& sketch) {
  view::Picture& picture = *sketch.picture;
  picture.plans.reserve(sketch.parts.size());
  for (Sketch::Part& part : sketch.parts) {
    if (!part.picture) part.picture = view::make_plan_picture(part.plan, picture.partnership, picture.as_at);
    picture.plans.push_back(part.picture);
  }
  return sketch.picture;
}

// For the next sketch, where the fold has not gone on meanwhile.
void keep(Fold& fold, const Sketch& sketch) {
  if (fold.as_at != sketch.picture->as_at || fold.partnership != sketch.picture->partnership) return;
  for (const Sketch::Part& part : sketch.parts)
    if (part.folded->plan == part.plan) part.folded->picture = part.picture;
}

NewEvent to_store(record::Parts parts, const plan::Stamp& stamp) {
  return NewEvent{std::move(parts.core), std::move(parts.words), stamp.recorded, stamp.speaks_of};
}
template <class Event>
Append append_of(std::string stream, std::uint64_t expected, const std::vector<Event>& events) {
  Append append{std::move(stream), expected, {}};
  append.events.reserve(events.size());
  for (const Event& event : events) {
    append.events.push_back(to_store(record::write(event), event.stamp));
    if constexpr (std::is_same_v<Event, paper::PaperEvent>)
      append.events.back().entry = std::string(paper::entry_of(event));
  }
  return append;
}

std::string time_of(Moment moment) {
  return moment.iso().substr(11, 5) + " on " + moment.date().words();
}

// For a sentence of conflict. Who answers by a link is named where the request is shown.
std::string who_changed(const people::People& people, std::string_view actor) {
  return request::read_link_actor(actor) ? "somebody by a link" : std::string(people::name_of(people, actor));
}

template <class FoldedThing>
tl::unexpected<Error> moved_on(const FoldedThing& folded, const people::People& people, std::string_view what) {
  const std::string who = folded.last_actor.empty() ? "Somebody" : who_changed(people, folded.last_actor);
  return fail(ErrorCode::conflict, "This " + std::string(what) + " was changed by " + who + " at " +
                                       time_of(folded.last_recorded) +
                                       " (UTC), after you opened it. Nothing of yours was saved: look at it as it now "
                                       "stands, then make your change again.");
}

Asked approval_anywhere(const people::People& people) {
  Asked asked{{people::Act::approve}, {}, {}};
  for (const people::Partnership& each : people.partnerships) asked.places.push_back({each.id, {}, 0, {}});
  return asked;
}

// Whether what an act is about is in the picture.
bool sees(const view::Picture& picture, const people::About& about) {
  if (about.action != 0) return view::find_row(picture, plan::action_id(about.plan, about.action)) != nullptr;
  return view::find_plan(picture, about.plan) != nullptr;
}

tl::unexpected<Error> no_such_plan() {
  return fail(ErrorCode::not_found, "There is no such plan.");
}

// A link goes to an address, and an address may change hands: whose it is at the moment is written down with it.
void name_who_signs_in(std::vector<request::RequestEvent>& events, const request::Request& request,
                       const people::People& people) {
  const auto id_of = [&](std::string_view email) {
    const people::Person* person = people::find_person_by_email(people, email);
    return person ? person->id.text() : std::string();
  };
  for (request::RequestEvent& event : events) {
    if (auto* added = std::get_if<request::PersonAdded>(&event.body)) added->signs_in_as = id_of(added->email);
    if (auto* sent = std::get_if<request::AnswersSent>(&event.body))
      if (const request::Person* person = request::find_person(request, sent->person))
        sent->signs_in_as = id_of(person->email);
  }
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
  Inside(Store& the_store, const Reader* the_reader, const Clock& the_clock, Post the_post, const Scanner* the_scanner,
         const Signer* the_signer, const Attestor* the_attestor)
      : store(the_store),
        reader(the_reader),
        clock(the_clock),
        post(std::move(the_post)),
        scanner(the_scanner),
        signer(the_signer),
        attestor(the_attestor) {}

  HeldStore store;
  const Reader* reader;
  const Clock& clock;
  const Post post;
  const Scanner* scanner;
  const Signer* signer;
  const Attestor* attestor;

  std::mutex drawing;  // whoever holds it makes the newest picture for all who wait; taken before folding
  std::mutex folding;  // guards fold; whoever holds it folds for all who wait
  Fold fold;
  std::mutex showing;  // guards newest, for a moment only
  std::shared_ptr<const view::Picture> newest;
  Queues queues;
  ErasureList* erasures = nullptr;
  Readings readings;
  Seen seen;

  // A past picture, made by the first who asks while the others wait.
  struct Past {
    Date day;
    Knowledge knowledge;
    std::mutex making;  // guards what follows
    Fold fold;
    std::size_t let_through = 0;  // events, so far
    std::size_t shown = 0;        // of them, that the picture was made of
    std::shared_ptr<const view::Picture> picture;
  };
  std::mutex remembering;                   // guards the list, not what is in it
  std::vector<std::shared_ptr<Past>> past;  // the latest asked for first

  using PartnershipOf = std::function<people::PartnershipId(const plan::PlanId&)>;
  using Asks = std::function<std::vector<Asked>(const Standing&, const PartnershipOf&)>;
  enum class Recording { no, yes };  // no: only whether it would be done
  Result<void> write(const Actor& actor, const Streams& streams, std::optional<Date> speaks_of, const Asks& asking,
                     const Deciding& deciding, Recording recording = Recording::yes);
  Result<void> act_as_seen(const Actor& actor, const plan::PlanId& id, const plan::PlanCommand& command,
                           const std::vector<InSight>& in_sight, Recording recording);

  Result<void> erase(const Actor& actor, const Erasure& erasure, people::ErasureBasis basis, const std::string& reason);
  // Under `folding`.
  bool is_published(std::string_view sha256) const;

  Result<void> write_people(const Actor& actor, const view::Picture& seen_by_actor,
                            const people::PeopleCommand& command, const Deciding& deciding);

  template <class State, class Command, class AsksIt, class SeesIt>
  Result<void> write_one(const Actor& actor, std::unordered_map<std::string, Folded<State>>& all,
                         const std::string& stream, std::string_view what, const Command& command,
                         std::optional<std::uint64_t> expected, people::Act starting, const AsksIt& asks,
                         const SeesIt& sees_it);

  Result<std::shared_ptr<const view::Picture>> whole_picture();
  Result<std::shared_ptr<const view::Picture>> whole_picture_as_at(Date day, Knowledge knowledge);
  Result<std::shared_ptr<const view::Picture>> seen_by(const Actor& actor,
                                                       const std::shared_ptr<const view::Picture>& whole);

  // Where what the actor starts belongs: where they say, else the first partnership in which they may. Under `folding`,
  // as is the next.
  people::PartnershipId home_of(const Actor& actor, people::Act act) const;
  // The first thing asked that the actor may not do; nothing where they may do all of it.
  std::optional<Asked> first_refused(const Actor& actor, const std::vector<Asked>& asked) const;
  Result<void> second_to_own_link(const people::PersonId& id, const plan::Plan& plan,
                                  const plan::PlanEvent& event) const;
  // Not under it. Whether the actor sees what they were refused.
  using Sees = std::function<bool(const view::Picture&, const people::About&)>;
  Error refusal(const Actor& actor, const Asked& refused, const Sees& sees_it);
  Error refusal(const Actor& actor, const view::Picture& whole, const view::Picture& seen_by_them, const Asked& refused,
                const Sees& sees_it) const;

  // Under `folding`. Where words that were folded have been erased since, here or by another process, all is folded
  // anew: what is in memory is never more than what is kept.
  Result<void> catch_up_with(std::uint64_t position) {
    for (;;) {
      const std::uint64_t from = fold.position, erased_at = fold.erased_at;
      CANDOUR_CHECK(catch_up(fold, store, position, [](const StoredEvent&) { return true; }));
      const bool read_before = from > 0 || fold.erased_at > position;
      if (fold.erased_at == erased_at || !read_before) return {};
      position = std::max(position, fold.position);
      fold = Fold();
      const std::lock_guard lock(remembering);
      past.clear();
    }
  }

  std::shared_ptr<const view::Picture> newest_from(std::uint64_t position, Date today) {
    const std::lock_guard lock(showing);
    return newest && newest->version >= position && newest->as_at >= today ? newest : nullptr;
  }

  std::shared_ptr<Past> remembered(Date day, Knowledge knowledge) {
    const std::lock_guard lock(remembering);
    const auto same = std::find_if(past.begin(), past.end(),
                                   [&](const auto& each) { return each->day == day && each->knowledge == knowledge; });
    std::shared_ptr<Past> found;
    if (same != past.end()) {
      found = *same;
      past.erase(same);
    } else {
      found = std::make_shared<Past>();
      found->day = day;
      found->knowledge = knowledge;
    }
    past.insert(past.begin(), found);
    if (past.size() > past_pictures_kept) past.pop_back();
    return found;
  }
};

Candour::Candour(Store& store, const Reader* reader, const Clock& clock, Post post, const Scanner* scanner,
                 const Signer* signer, const Attestor* attestor)
    : inside_(std::make_unique<Inside>(store, reader, clock, std::move(post), scanner, signer, attestor)) {}
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
const Scanner* Candour::scanner() const {
  return inside_->scanner;
}
const Signer* Candour::signer() const {
  return inside_->signer;
}
const Attestor* Candour::attestor() const {
  return inside_->attestor;
}
void Candour::hold(std::string sentence) {
  inside_->store.hold(std::move(sentence));
}
std::string Candour::held() const {
  return inside_->store.held();
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
  const std::lock_guard turn(drawing);
  if (auto at_hand = newest_from(position, today)) return at_hand;
  Sketch sketch;
  {
    const std::lock_guard lock(folding);
    CANDOUR_CHECK(catch_up_with(position));
    sketch = sketch_of(fold, today, false);
  }
  std::shared_ptr<const view::Picture> picture = drawn(sketch);
  {
    const std::lock_guard lock(folding);
    keep(fold, sketch);
  }
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
  const std::shared_ptr<Past> wanted = remembered(day, knowledge);
  const std::lock_guard making(wanted->making);
  // Only what is new since the last look is read, and where none of it speaks of that day the picture stands.
  CANDOUR_CHECK(catch_up(wanted->fold, store, position, [&](const StoredEvent& event) {
    const bool wanted_then = knowledge == Knowledge::then ? event.recorded.date() <= day : event.speaks_of <= day;
    if (wanted_then) ++wanted->let_through;
    return wanted_then;
  }));
  if (!wanted->picture || wanted->let_through != wanted->shown) {
    Sketch sketch = sketch_of(wanted->fold, day, true);
    wanted->picture = drawn(sketch);
    keep(wanted->fold, sketch);
    wanted->shown = wanted->let_through;
  }
  return wanted->picture;
}

Result<std::shared_ptr<const view::Picture>> Candour::Inside::seen_by(
    const Actor& actor, const std::shared_ptr<const view::Picture>& whole) {
  if (!actor.person) return whole;
  // What they may see they may see now, also of a past day.
  std::shared_ptr<const people::People> people = whole->people;
  if (whole->past) {
    CANDOUR_TRY(now, whole_picture());
    people = now->people;
  }
  const people::Person* person = people::find_person(*people, *actor.person);
  return seen.of(whole, *people, person ? people::sight_of(*people, *person, clock.now().date()) : people::Sight());
}

Result<std::shared_ptr<const people::People>> Candour::people() const {
  Inside& inside = *inside_;
  CANDOUR_TRY(position, inside.store.last_position());
  if (const auto at_hand = inside.newest_from(position, Date())) return at_hand->people;
  const std::lock_guard turn(inside.folding);
  CANDOUR_CHECK(inside.catch_up_with(position));
  inside.fold.people.shared = true;
  return inside.fold.people.state;
}

Result<Requests> Candour::requests() const {
  Inside& inside = *inside_;
  CANDOUR_TRY(position, inside.store.last_position());
  if (const auto at_hand = inside.newest_from(position, Date())) return at_hand->requests;
  const std::lock_guard turn(inside.folding);
  CANDOUR_CHECK(inside.catch_up_with(position));
  return standing_of(inside.fold.requests);
}

Result<std::shared_ptr<const view::Picture>> Candour::picture_of_action(const Actor& actor,
                                                                        std::string_view action_id) const {
  Inside& inside = *inside_;
  const auto id = plan::parse_action_id(action_id);
  auto picture = std::make_shared<view::Picture>();
  picture->as_at = inside.clock.now().date();
  CANDOUR_TRY(position, inside.store.last_position());
  std::shared_ptr<const plan::Plan> plan;
  // Requests about the action, for the names of those who answered by their links.
  const auto asks = [&](const request::Request& request) {
    return id && std::any_of(request.rows.begin(), request.rows.end(), [&](const request::Row& row) {
             return row.asked.plan == id->first && row.asked.number == id->second;
           });
  };
  if (const auto at_hand = inside.newest_from(position, picture->as_at)) {
    picture->version = at_hand->version;
    for (const auto& each : at_hand->requests)
      if (asks(*each)) picture->requests.push_back(each);
    picture->partnership = at_hand->partnership;
    picture->people = at_hand->people;
    if (const view::PlanPicture* found = id ? view::find_plan(*at_hand, id->first) : nullptr) plan = found->plan;
  } else {
    const std::lock_guard turn(inside.folding);
    CANDOUR_CHECK(inside.catch_up_with(position));
    Fold& fold = inside.fold;
    picture->version = fold.position;
    picture->partnership = fold.partnership;
    fold.partnership_shared = true;
    picture->people = fold.people.state;
    fold.people.shared = true;
    if (const auto found = id ? fold.plans.find(stream_of(id->first)) : fold.plans.end();
        found != fold.plans.end() && !found->second.plan->id.empty() && !found->second.plan->withdrawn) {
      plan = found->second.plan;
      found->second.shared = true;
    }
    for (auto& [stream, folded] : fold.requests)
      if (asks(*folded.state)) {
        folded.shared = true;
        picture->requests.push_back(folded.state);
      }
  }
  picture->name = picture->partnership->name;
  if (actor.person) {
    const people::Person* person = people::find_person(*picture->people, *actor.person);
    const people::Sight sight = person ? people::sight_of(*picture->people, *person, picture->as_at) : people::Sight();
    picture->name = name_seen(picture->name, *picture->people, sight);
    if (plan) plan = seen_for_action(plan, id->second, *picture->people, sight);
    std::erase_if(picture->requests, [&](const auto& each) { return !sees_request(*picture->people, sight, *each); });
  }
  if (!plan) return picture;
  if (auto row = view::make_row_picture(std::move(plan), picture->partnership, picture->as_at, id->second))
    picture->plans.push_back(std::move(row));
  return picture;
}

// Whoever answered by a link sent to their own address is no second person to that answer when they are signed in.
Result<void> Candour::Inside::second_to_own_link(const people::PersonId& id, const plan::Plan& plan,
                                                 const plan::PlanEvent& event) const {
  for (const plan::First& first : plan::first_people(plan, event)) {
    const auto by_link = request::read_link_actor(first.who);
    const auto asked =
        by_link ? fold.requests.find(std::string(request_prefix) + by_link->first.text()) : fold.requests.end();
    const request::Person* answered =
        asked == fold.requests.end() ? nullptr : request::find_person(*asked->second.state, by_link->second);
    const people::Person* same = answered ? people::find_person_by_email(*fold.people.state, answered->email) : nullptr;
    const bool was_theirs = answered && std::find(answered->signs_in_as.begin(), answered->signs_in_as.end(),
                                                  id.text()) != answered->signs_in_as.end();
    if (was_theirs || (same && same->id == id))
      return fail(ErrorCode::not_allowed, "You " + std::string(first.did) +
                                              ", by a link that was sent to your address. A second person must " +
                                              std::string(first.must) + ".");
  }
  return {};
}

std::optional<Asked> Candour::Inside::first_refused(const Actor& actor, const std::vector<Asked>& asked) const {
  if (!actor.person) return std::nullopt;
  const people::People& people = *fold.people.state;
  const people::Person* person = people::find_person(people, *actor.person);
  const Date today = clock.now().date();
  for (const Asked& each : asked) {
    const bool allowed = person && std::any_of(each.places.begin(), each.places.end(), [&](const people::About& about) {
                           return std::any_of(each.any_of.begin(), each.any_of.end(), [&](people::Act act) {
                             return people::may(people, *person, act, about, today);
                           });
                         });
    if (!allowed) return each;
  }
  return std::nullopt;
}

// What they may not see is missing, as if it were not there; of what they see, whom to ask.
Error Candour::Inside::refusal(const Actor& actor, const Asked& refused, const Sees& sees_it) {
  const auto whole = whole_picture();
  if (!whole) return whole.error();
  const auto picture = seen_by(actor, *whole);
  if (!picture) return picture.error();
  return refusal(actor, **whole, **picture, refused, sees_it);
}

Error Candour::Inside::refusal(const Actor& actor, const view::Picture& whole, const view::Picture& seen_by_them,
                               const Asked& refused, const Sees& sees_it) const {
  // A partnership that is none of theirs is as if it were not there, and so is whoever works for it.
  const people::Person* person = actor.person ? people::find_person(*whole.people, *actor.person) : nullptr;
  const people::Sight sight = person ? people::sight_of(*whole.people, *person, clock.now().date()) : people::Sight();
  std::vector<people::About> places = refused.places;
  std::erase_if(places, [&](const people::About& about) {
    return !about.partnership.empty() && !sight.every_agency &&
           std::find(sight.member_of.begin(), sight.member_of.end(), about.partnership) == sight.member_of.end();
  });
  if (places.empty() || !sees_it(seen_by_them, places.front()))
    return {ErrorCode::not_found, "There is nothing here, or it is not yours to see.", {}};
  if (!refused.sentence.empty()) return {ErrorCode::not_allowed, refused.sentence, {}};
  const people::Act act = refused.any_of.front();
  std::string sentence = "You may not " + std::string(people::in_words(act)) + ".";
  std::vector<std::string> names;
  for (const people::About& about : places)
    for (const people::Person* each : people::who_may(*whole.people, act, about, clock.now().date()))
      if (names.size() < 3 && std::find(names.begin(), names.end(), each->name) == names.end())
        names.push_back(each->name);
  if (names.empty()) {
    sentence += " Ask whoever administers Candour here.";
  } else {
    const std::string last = std::move(names.back());
    names.pop_back();
    sentence += " Ask " + (names.empty() ? last : join(names, ", ") + " or " + last) + ".";
  }
  return {ErrorCode::not_allowed, std::move(sentence), {}};
}

people::PartnershipId Candour::Inside::home_of(const Actor& actor, people::Act act) const {
  const people::People& people = *fold.people.state;
  // Whether they may there is asked of it as of any place.
  if (actor.home && people::find_partnership(people, *actor.home)) return *actor.home;
  const people::Person* person = actor.person ? people::find_person(people, *actor.person) : nullptr;
  const auto places =
      person ? people::places_to(people, *person, act, clock.now().date()) : std::vector<people::PartnershipId>();
  return places.empty() ? people::first_partnership : places.front();
}

// The one way in which anything enters the record. `asking` is what a command asks for, and is answered before anything
// is told of what stands; what the decided events are is asked too.
Result<void> Candour::Inside::write(const Actor& actor, const Streams& streams, std::optional<Date> speaks_of,
                                    const Asks& asking, const Deciding& deciding, Recording recording) {
  // Always in one order, so that two writers who need the same cannot wait for each other: the partnership, the people,
  // the plans by id, the request or the requests by id.
  std::vector<std::string> names;
  if (streams.partnership) names.emplace_back(partnership_stream);
  if (streams.people) names.emplace_back(people_stream);
  for (const auto& [id, expected] : streams.plans) names.push_back(stream_of(id));
  const std::string request_stream =
      streams.request ? std::string(request_prefix) + streams.request->text() : std::string();
  if (streams.request) names.push_back(request_stream);
  const auto stream_of_request = [](const request::RequestId& id) { return std::string(request_prefix) + id.text(); };
  for (const request::RequestId& id : streams.other_requests) names.push_back(stream_of_request(id));
  std::vector<std::shared_ptr<std::mutex>> waiting;
  std::vector<std::unique_lock<std::mutex>> turns;
  for (const std::string& name : names) {
    waiting.push_back(queues.of(name));
    turns.emplace_back(*waiting.back());
  }
  static const plan::Plan no_plan;
  static const request::Request no_request;
  std::optional<Asked> refused;
  for (int attempt = 0; attempt < attempts && !refused; ++attempt) {
    std::vector<Append> appends;
    {
      const std::lock_guard lock(folding);
      CANDOUR_TRY(position, store.last_position());
      CANDOUR_CHECK(catch_up_with(position));
      const people::People& people = *fold.people.state;
      const auto found_request = streams.request ? fold.requests.find(request_stream) : fold.requests.end();
      const Folded<request::Request>* folded_request =
          found_request == fold.requests.end() ? nullptr : &found_request->second;
      Standing standing{*fold.partnership, people, folded_request ? *folded_request->state : no_request, {}};
      std::map<plan::PlanId, const FoldedPlan*> plans;
      for (const auto& [id, expected] : streams.plans) {
        const auto found = fold.plans.find(stream_of(id));
        plans[id] = found == fold.plans.end() ? nullptr : &found->second;
        standing.plans[id] = plans[id] ? plans[id]->plan.get() : &no_plan;
      }
      std::map<request::RequestId, std::uint64_t> sequences;  // of the other requests
      for (const request::RequestId& id : streams.other_requests) {
        const auto found = fold.requests.find(stream_of_request(id));
        if (found == fold.requests.end()) return fail(ErrorCode::not_found, "There is no such request.");
        standing.other_requests[id] = found->second.state.get();
        sequences[id] = found->second.sequence;
      }
      const people::PartnershipId home = home_of(actor, people::Act::run_plan);
      const auto partnership = [&](const plan::PlanId& id) {
        return standing.plan(id).version > 0 ? people::partnership_of(people, stream_of(id)) : home;
      };
      refused = first_refused(actor, asking(standing, partnership));
      if (refused) break;

      if (streams.request_expected && *streams.request_expected != standing.request.version) {
        if (folded_request) return moved_on(*folded_request, people, "request");
        return fail(ErrorCode::not_found, "There is no such request.");
      }
      for (const auto& [id, expected] : streams.plans) {
        if (!expected || *expected == standing.plan(id).version) continue;
        if (plans[id]) return moved_on(*plans[id], people, "plan");
        return no_such_plan();
      }
      const Moment now = clock.now();
      const plan::Stamp stamp{now, std::min(speaks_of.value_or(now.date()), now.date()), actor.recorded_as()};
      CANDOUR_TRY(decided, deciding(standing, stamp));
      name_who_signs_in(decided.request, standing.request, people);
      std::vector<Asked> done;
      const auto is = [&](std::vector<Asked> asked) {
        done.insert(done.end(), std::make_move_iterator(asked.begin()), std::make_move_iterator(asked.end()));
      };
      // The spelling that a plan has for an agency is remembered where the agency is theirs to keep; the plan does not
      // wait for it.
      if (actor.person && !decided.plans.empty())
        std::erase_if(decided.partnership, [&](const plan::PartnershipEvent& event) {
          return std::holds_alternative<plan::AgencyAliasAdded>(event.body) &&
                 first_refused(actor, asked_by(event, people));
        });
      for (const plan::PartnershipEvent& event : decided.partnership) {
        if (actor.person) is(asked_by(event, people));
        // An agency that comes with a plan sits where the plan belongs.
        const auto* added = std::get_if<plan::AgencyAdded>(&event.body);
        if (added && home != people::first_partnership)
          decided.people.push_back({event.stamp, people::AgencySeated{home, added->agency}});
      }
      for (auto& [id, events] : decided.plans) {
        if (!plans.contains(id))
          return fail(ErrorCode::internal, "Something went wrong inside Candour.", "a plan was decided unasked");
        for (plan::PlanEvent& event : events) {
          if (actor.person) is(asked_by(event, standing.plan(id), id, partnership(id)));
          if (actor.person) CANDOUR_CHECK(second_to_own_link(*actor.person, standing.plan(id), event));
          // Nothing can speak of a day that has not come, whatever date a document bears.
          event.stamp.speaks_of = std::min(event.stamp.speaks_of, now.date());
        }
        if (!plans[id] && !events.empty() && home != people::first_partnership)
          decided.people.push_back({stamp, people::ThingPlaced{stream_of(id), home}});
      }
      if (actor.person)
        for (const request::RequestEvent& event : decided.request) is(asked_by(event, standing.request, people));
      if (actor.person)
        for (const auto& [id, events] : decided.other_requests)
          for (const request::RequestEvent& event : events)
            is(asked_by(event, *standing.other_requests.at(id), people));
      refused = first_refused(actor, done);
      if (refused) break;
      if (recording == Recording::no) return {};

      if (!decided.partnership.empty())
        appends.push_back(append_of(std::string(partnership_stream), fold.partnership_sequence, decided.partnership));
      if (!decided.people.empty())
        appends.push_back(append_of(std::string(people_stream), fold.people.sequence, decided.people));
      for (const auto& [id, events] : decided.plans)
        if (!events.empty()) appends.push_back(append_of(stream_of(id), plans[id] ? plans[id]->sequence : 0, events));
      if (!decided.request.empty())
        appends.push_back(append_of(request_stream, folded_request ? folded_request->sequence : 0, decided.request));
      for (const auto& [id, events] : decided.other_requests)
        if (!events.empty()) appends.push_back(append_of(stream_of_request(id), sequences.at(id), events));
    }
    if (appends.empty()) return {};
    auto appended = store.append(appends);
    if (appended) return {};
    if (appended.error().code != ErrorCode::conflict) return fail(std::move(appended.error()));
    // Another process was quicker: what stands is folded again, and what was expected is tried against it.
  }
  if (refused)
    return fail(refusal(actor, *refused, [&](const view::Picture& picture, const people::About& about) {
      if (streams.request && streams.plans.empty())
        return std::any_of(picture.requests.begin(), picture.requests.end(),
                           [&](const auto& each) { return each->id == *streams.request; });
      return about.plan.empty() || sees(picture, about);
    }));
  return fail(ErrorCode::unavailable,
              "Other changes kept coming first, so nothing of yours was saved. Try again in a moment.",
              "append lost the race " + std::to_string(attempts) + " times on " + join(names, ", "));
}

Result<void> Candour::Inside::erase(const Actor& actor, const Erasure& erasure, people::ErasureBasis basis,
                                    const std::string& reason) {
  if (const std::string sentence = store.held(); !sentence.empty()) return fail(ErrorCode::unavailable, sentence);
  std::vector<std::string> streams;
  std::vector<EventSeal> seals;
  for (const std::uint64_t position : erasure.words_of) {
    const auto no_such = [] { return fail(ErrorCode::not_found, "There is no such event."); };
    if (position == 0) return no_such();
    CANDOUR_TRY(events, store.read_all(position - 1, 1));
    CANDOUR_TRY(seal, store.ledger().seals(position - 1, 1));
    if (events.empty() || events.front().position != position || seal.empty()) return no_such();
    streams.push_back(events.front().stream);
    seals.push_back(seal.front());
  }
  const std::shared_ptr<std::mutex> queue = queues.of(std::string(people_stream));
  const std::lock_guard turn(*queue);
  // However it ends, the list says what the record says. Where it cannot, what was meant stays so until it can.
  bool meant = false;
  struct Settling {
    const Inside& inside;
    const bool& meant;
    ~Settling() {
      if (inside.erasures && meant) (void)inside.erasures->settle(inside.store);
    }
  } const settling{*this, meant};
  std::optional<Asked> refused;
  for (int attempt = 0; attempt < attempts && !refused; ++attempt) {
    std::vector<Append> appends;
    {
      const std::lock_guard lock(folding);
      CANDOUR_TRY(position, store.last_position());
      CANDOUR_CHECK(catch_up_with(position));
      const people::People& people = *fold.people.state;
      std::vector<Asked> asked;
      // Files alone are of no one place.
      if (streams.empty() && erasure.drafts.empty()) asked.push_back(approval_anywhere(people));
      std::vector<std::string> places = streams;
      for (const std::string& draft : erasure.drafts) places.push_back(stream_of_draft(draft));
      for (const std::string& stream : places) {
        const auto request = fold.requests.find(stream);
        for (Asked& each :
             asked_to_erase(stream, people, request == fold.requests.end() ? nullptr : request->second.state.get()))
          asked.push_back(std::move(each));
      }
      refused = first_refused(actor, asked);
      if (refused) break;
      for (const std::string& sha256 : erasure.originals)
        if (is_published(sha256))
          return fail(ErrorCode::bad_input,
                      "A file that you chose is a paper that is published. Withdraw that version of the paper first, "
                      "so that a dated notice stands in its place.");
      const Moment now = clock.now();
      const auto files = static_cast<std::uint32_t>(erasure.originals.size() + erasure.drafts.size());
      CANDOUR_TRY(events, people::decide(people, people::EraseWords{erasure.words_of, files, basis, reason},
                                         {now, now.date(), actor.recorded_as()}));
      appends.push_back(append_of(std::string(people_stream), fold.people.sequence, events));
    }
    if (erasures && !meant) CANDOUR_CHECK(erasures->mean(write_erased(seals, erasure, clock.now())));
    meant = true;
    auto erased = store.erase(erasure, appends);
    if (erased) {
      auto settled = erasures ? erasures->settle(store) : Result<void>();
      meant = false;
      const std::lock_guard lock(folding);
      CANDOUR_CHECK(catch_up_with(*erased));
      if (settled) return {};
      return fail(
          ErrorCode::unavailable,
          "The words are erased. The list of what was erased could not be written beside the record; it will be "
          "with the next start, and a copy is not to be restored before. Look at the disk's health.",
          settled.error().detail);
    }
    if (erased.error().code != ErrorCode::conflict) return fail(std::move(erased.error()));
  }
  if (refused)
    return fail(refusal(actor, *refused, [](const view::Picture& picture, const people::About& about) {
      return about.plan.empty() || sees(picture, about);
    }));
  return fail(ErrorCode::unavailable, "Other changes kept coming first, so nothing was erased. Try again in a moment.");
}

bool Candour::Inside::is_published(std::string_view sha256) const {
  for (const auto& [stream, folded] : fold.papers)
    for (const paper::Version& version : folded.state->versions)
      for (const paper::File& file : version.files)
        if (!version.withdrawn && file.sha256 == sha256) return true;
  return false;
}

void Candour::note_erasures(ErasureList* list) {
  inside_->erasures = list;
}
Result<void> Candour::erase_again(const Erasure& erasure) {
  Inside& inside = *inside_;
  CANDOUR_TRY(shown, people());
  const Moment now = inside.clock.now();
  const auto files = static_cast<std::uint32_t>(erasure.originals.size() + erasure.drafts.size());
  CANDOUR_TRY(events, people::decide(*shown,
                                     people::EraseWords{erasure.words_of, files, people::ErasureBasis::legal_obligation,
                                                        "Erased before, and erased again from an older copy."},
                                     {now, now.date(), Actor{}.recorded_as()}));
  const std::string stream(people_stream);
  CANDOUR_TRY(read, inside.store.read(stream, 0));
  CANDOUR_TRY(erased, inside.store.erase(erasure, {append_of(stream, read.size(), events)}));
  const std::lock_guard lock(inside.folding);
  return inside.catch_up_with(erased);
}
Result<void> Candour::erase(const Actor& actor, const Erasure& erasure, people::ErasureBasis basis,
                            std::string reason) {
  CANDOUR_CHECK(files_are_theirs(*this, actor, erasure.originals));
  return inside_->erase(actor, erasure, basis, reason);
}

// As write(), for what has one stream and no agencies. `asks` is told which partnership it belongs to.
template <class State, class Command, class AsksIt, class SeesIt>
Result<void> Candour::Inside::write_one(const Actor& actor, std::unordered_map<std::string, Folded<State>>& all,
                                        const std::string& stream, std::string_view what, const Command& command,
                                        std::optional<std::uint64_t> expected, people::Act starting, const AsksIt& asks,
                                        const SeesIt& sees_it) {
  const std::shared_ptr<std::mutex> queue = queues.of(stream);
  const std::lock_guard turn(*queue);
  static const State none;
  std::optional<Asked> refused;
  for (int attempt = 0; attempt < attempts && !refused; ++attempt) {
    std::vector<Append> appends;
    {
      const std::lock_guard lock(folding);
      CANDOUR_TRY(position, store.last_position());
      CANDOUR_CHECK(catch_up_with(position));
      const people::People& people = *fold.people.state;
      const auto found = all.find(stream);
      const Folded<State>* folded = found == all.end() ? nullptr : &found->second;
      const State& stands = folded ? *folded->state : none;
      const people::PartnershipId partnership =
          folded ? people::partnership_of(people, stream) : home_of(actor, starting);
      refused = first_refused(actor, asks(partnership));
      if (refused) break;
      if (expected && *expected != stands.version) {
        if (folded) return moved_on(*folded, people, what);
        return fail(ErrorCode::not_found, "There is no such " + std::string(what) + ".");
      }
      const Moment now = clock.now();
      const Stamp stamp{now, now.date(), actor.recorded_as()};
      CANDOUR_TRY(events, decide(stands, command, stamp));
      if (!events.empty()) {
        if (!folded && partnership != people::first_partnership)
          appends.push_back(
              append_of(std::string(people_stream), fold.people.sequence,
                        std::vector<people::PeopleEvent>{{stamp, people::ThingPlaced{stream, partnership}}}));
        appends.push_back(append_of(stream, folded ? folded->sequence : 0, events));
      }
    }
    if (appends.empty()) return {};
    auto appended = store.append(appends);
    if (appended) return {};
    if (appended.error().code != ErrorCode::conflict) return fail(std::move(appended.error()));
  }
  if (refused) return fail(refusal(actor, *refused, sees_it));
  return fail(ErrorCode::unavailable,
              "Other changes kept coming first, so nothing of yours was saved. Try again in a moment.",
              "append lost the race " + std::to_string(attempts) + " times on " + stream);
}

Result<void> Candour::act(const Actor& actor, const meeting::MeetingId& id, const meeting::MeetingCommand& command,
                          std::optional<std::uint64_t> expected) {
  const bool starts = std::holds_alternative<meeting::ImportMeeting>(command);
  return inside_->write_one(
      actor, inside_->fold.meetings, std::string(meeting_prefix) + id.text(), "meeting", command, expected,
      people::Act::run_meeting,
      [&](const people::PartnershipId& partnership) { return asked_by(command, partnership); },
      [&](const view::Picture& picture, const people::About&) {
        return starts || view::find_meeting(picture, id) != nullptr;
      });
}

Result<void> Candour::act(const Actor& actor, const risk::RegisterId& id, const risk::RegisterCommand& command,
                          std::optional<std::uint64_t> expected) {
  const bool starts = std::holds_alternative<risk::ImportRegister>(command);
  return inside_->write_one(
      actor, inside_->fold.registers, std::string(register_prefix) + id.text(), "register", command, expected,
      people::Act::run_register,
      [&](const people::PartnershipId& partnership) { return asked_by(command, partnership); },
      [&](const view::Picture& picture, const people::About&) {
        return starts || view::find_register(picture, id) != nullptr;
      });
}

Result<void> Candour::act(const Actor& actor, const paper::PaperId& id, const paper::PaperCommand& command,
                          std::optional<std::uint64_t> expected) {
  const bool starts = std::holds_alternative<paper::StartPaper>(command);
  return inside_->write_one(
      actor, inside_->fold.papers, std::string(paper_prefix) + id.text(), "paper", command, expected,
      people::Act::prepare_paper,
      [&](const people::PartnershipId& partnership) { return asked_by(command, partnership); },
      [&](const view::Picture& picture, const people::About&) {
        return starts || view::find_paper(picture, id) != nullptr;
      });
}

Result<void> Candour::act(const Actor& actor, const request::RequestId& id, const request::RequestCommand& command,
                          std::optional<std::uint64_t> expected) {
  return inside_->write(
      actor, {.request = id, .request_expected = expected}, std::nullopt,
      [&](const Standing& standing, const Inside::PartnershipOf&) {
        return asked_by(command, standing.request, standing.people);
      },
      [&](const Standing& standing, const plan::Stamp& stamp) -> Result<Decided> {
        CANDOUR_TRY(events, request::decide(standing.request, command, stamp));
        return Decided{.request = std::move(events)};
      });
}

Result<void> Candour::act_on(const Actor& actor, const Streams& streams, std::optional<Date> speaks_of,
                             const Deciding& deciding) {
  return inside_->write(
      actor, streams, speaks_of,
      [&](const Standing& standing, const Inside::PartnershipOf& partnership) {
        std::vector<Asked> asked;
        for (const auto& [id, stands] : standing.plans)
          if (actor.person && stands->version > 0) asked.push_back(any_sight_of(*stands, partnership(id)));
        return asked;
      },
      deciding);
}

Result<void> Candour::act(const Actor& actor, const plan::PlanId& id, const plan::PlanCommand& command,
                          std::optional<std::uint64_t> expected) {
  return inside_->write(
      actor, {.plans = {{id, expected}}}, std::nullopt,
      [&](const Standing& standing, const Inside::PartnershipOf& partnership) {
        return asked_by(command, standing.plan(id), id, partnership(id));
      },
      [&](const Standing& standing, const plan::Stamp& stamp) -> Result<Decided> {
        const plan::Plan& plan = standing.plan(id);
        const bool starts =
            std::holds_alternative<plan::ImportPlan>(command) || std::holds_alternative<plan::StartPlan>(command);
        if (plan.version == 0 && !starts) return no_such_plan();
        CANDOUR_TRY(events, plan::decide(plan, command, stamp));
        return Decided{.plans = {{id, std::move(events)}}};
      });
}

Result<void> Candour::act(const Actor& actor, const plan::PlanId& id, const std::vector<plan::PlanCommand>& commands,
                          std::string_view reason, std::optional<std::uint64_t> expected) {
  return inside_->write(
      actor, {.plans = {{id, expected}}}, std::nullopt,
      [&](const Standing& standing, const Inside::PartnershipOf& partnership) {
        std::vector<Asked> all;
        for (const plan::PlanCommand& command : commands)
          for (Asked& each : asked_by(command, standing.plan(id), id, partnership(id))) all.push_back(std::move(each));
        return all;
      },
      [&](const Standing& standing, const plan::Stamp& stamp) -> Result<Decided> {
        const plan::Plan& plan = standing.plan(id);
        if (plan.version == 0) return no_such_plan();
        CANDOUR_TRY(events, plan::decide(plan, commands, reason, stamp));
        return Decided{.plans = {{id, std::move(events)}}};
      });
}

namespace {

// Whoever had these actions in sight is told where one of them is no longer as they saw it, to what this command minds.
Result<void> still_as_seen(const plan::Plan& plan, const people::People& people, const plan::PlanCommand& command,
                           const std::vector<InSight>& in_sight) {
  for (const InSight& each : in_sight)
    if (const plan::Action* action = plan::find_action(plan, each.number))
      if (const plan::Happening* unseen = plan::first_unseen(*action, each.happenings, command))
        return fail(ErrorCode::conflict,
                    "Action " + std::to_string(each.number) + " was changed by " + who_changed(people, unseen->actor) +
                        " at " + time_of(unseen->recorded) +
                        " (UTC), after you opened it. Nothing of yours was saved: look at it as it "
                        "now stands, then do it again.");
  return {};
}

}  // namespace

Result<void> Candour::Inside::act_as_seen(const Actor& actor, const plan::PlanId& id, const plan::PlanCommand& command,
                                          const std::vector<InSight>& in_sight, Recording recording) {
  return write(
      actor, {.plans = {{id, std::nullopt}}}, std::nullopt,
      [&](const Standing& standing, const PartnershipOf& partnership) {
        return asked_by(command, standing.plan(id), id, partnership(id));
      },
      [&](const Standing& standing, const plan::Stamp& stamp) -> Result<Decided> {
        const plan::Plan& plan = standing.plan(id);
        if (plan.version == 0) return no_such_plan();
        CANDOUR_CHECK(still_as_seen(plan, standing.people, command, in_sight));
        CANDOUR_TRY(events, plan::decide(plan, command, stamp));
        return Decided{.plans = {{id, std::move(events)}}};
      },
      recording);
}

Result<void> Candour::act(const Actor& actor, const plan::PlanId& id, const plan::PlanCommand& command,
                          const std::vector<InSight>& in_sight) {
  return inside_->act_as_seen(actor, id, command, in_sight, Inside::Recording::yes);
}

Result<void> Candour::would(const Actor& actor, const plan::PlanId& id, const plan::PlanCommand& command,
                            const std::vector<InSight>& in_sight) const {
  return inside_->act_as_seen(actor, id, command, in_sight, Inside::Recording::no);
}

Result<void> Candour::may(const Actor& actor, const plan::PlanId& id, const plan::PlanCommand& command) const {
  return inside_->write(
      actor, {.plans = {{id, std::nullopt}}}, std::nullopt,
      [&](const Standing& standing, const Inside::PartnershipOf& partnership) {
        return asked_by(command, standing.plan(id), id, partnership(id));
      },
      [](const Standing&, const plan::Stamp&) -> Result<Decided> { return Decided{}; }, Inside::Recording::no);
}

Result<std::vector<std::optional<Error>>> Candour::would_each(const Actor& actor,
                                                              const std::vector<OnPlan>& commands) const {
  std::vector<std::optional<Error>> answers(commands.size());
  std::vector<std::pair<std::size_t, Asked>> refused;
  {
    const std::lock_guard lock(inside_->folding);
    CANDOUR_TRY(position, inside_->store.last_position());
    CANDOUR_CHECK(inside_->catch_up_with(position));
    const Fold& fold = inside_->fold;
    const Moment now = inside_->clock.now();
    const plan::Stamp stamp{now, now.date(), actor.recorded_as()};
    for (std::size_t i = 0; i < commands.size(); ++i) {
      const auto& [id, command] = commands[i];
      const auto found = fold.plans.find(stream_of(id));
      if (found == fold.plans.end()) {
        answers[i] = no_such_plan().value();
        continue;
      }
      const plan::Plan& plan = *found->second.plan;
      const auto partnership = people::partnership_of(*fold.people.state, stream_of(id));
      if (auto asked = inside_->first_refused(actor, asked_by(command, plan, id, partnership)))
        refused.emplace_back(i, std::move(*asked));
      else if (auto decided = plan::decide(plan, command, stamp); !decided)
        answers[i] = std::move(decided.error());
    }
  }
  if (refused.empty()) return answers;
  CANDOUR_TRY(whole, inside_->whole_picture());
  CANDOUR_TRY(seen, inside_->seen_by(actor, whole));
  for (const auto& [i, asked] : refused) answers[i] = inside_->refusal(actor, *whole, *seen, asked, sees);
  return answers;
}

Result<void> Candour::act(const Actor& actor, const plan::PartnershipCommand& command) {
  return inside_->write(
      actor, {.partnership = true}, std::nullopt,
      [&](const Standing& standing, const Inside::PartnershipOf&) { return asked_by(command, standing.people); },
      [&](const Standing& standing, const plan::Stamp& stamp) -> Result<Decided> {
        CANDOUR_TRY(events, plan::decide(standing.partnership, command, stamp));
        return Decided{.partnership = std::move(events)};
      });
}

Result<void> Candour::Inside::write_people(const Actor& actor, const view::Picture& seen_by_actor,
                                           const people::PeopleCommand& command, const Deciding& deciding) {
  return write(
      actor, {.people = true}, std::nullopt,
      [&](const Standing& standing, const PartnershipOf&) -> std::vector<Asked> {
        if (!actor.person) return {};
        return asked_by(command, standing.people, *actor.person, seen_by_actor, clock.now().date());
      },
      deciding);
}

Result<void> Candour::act(const Actor& actor, const people::PeopleCommand& command) {
  CANDOUR_TRY(shown, picture(actor));
  return inside_->write_people(actor, *shown, command,
                               [&](const Standing& standing, const plan::Stamp& stamp) -> Result<Decided> {
                                 CANDOUR_TRY(events, people::decide(standing.people, command, stamp));
                                 return Decided{.people = std::move(events)};
                               });
}

Result<void> Candour::may(const Actor& actor, const people::PeopleCommand& command) const {
  CANDOUR_TRY(shown, picture(actor));
  return inside_->write_people(actor, *shown, command,
                               [](const Standing&, const plan::Stamp&) -> Result<Decided> { return Decided{}; });
}

}  // namespace candour::app
