#include "app/candour.h"

#include <algorithm>
#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "app/handing_over.h"
#include "app/requests.h"
#include "app/sample_test.h"

namespace candour::app {
namespace {

using sample::World;
using testing::HasSubstr;

// Counts what is read of the record: the folding that a picture costs.
class CountingStore final : public Store {
 public:
  explicit CountingStore(Store& store) : store_(store) {}
  mutable std::atomic<std::size_t> events_read{0};
  mutable std::atomic<std::size_t> looks{0};

  std::size_t appends_made = 0;
  Result<std::uint64_t> append(const std::vector<Append>& appends) override {
    ++appends_made;
    return store_.append(appends);
  }
  Result<std::uint64_t> erase(const Erasure& erasure, const std::vector<Append>& appends) override {
    return store_.erase(erasure, appends);
  }
  Result<void> fill(const NextEntry& next) override { return store_.fill(next); }
  Result<std::vector<StoredEvent>> read(std::string_view stream, std::uint64_t after) const override {
    return store_.read(stream, after);
  }
  Result<std::vector<StoredEvent>> read_all(std::uint64_t after, std::size_t most) const override {
    auto events = store_.read_all(after, most);
    if (events) events_read += events->size();
    return events;
  }
  Result<std::vector<StreamHead>> streams(std::string_view prefix) const override { return store_.streams(prefix); }
  Result<std::uint64_t> last_position() const override {
    ++looks;
    return store_.last_position();
  }
  Result<std::string> keep_original(std::string_view bytes) override { return store_.keep_original(bytes); }
  Result<std::string> original(std::string_view sha256) const override { return store_.original(sha256); }
  Result<std::vector<std::string>> originals() const override { return store_.originals(); }
  Result<std::uint64_t> save_draft(std::string_view name, std::uint64_t expected, std::string_view content,
                                   Moment now) override {
    return store_.save_draft(name, expected, content, now);
  }
  Result<Draft> draft(std::string_view name) const override { return store_.draft(name); }
  Result<std::vector<Draft>> drafts(std::string_view prefix) const override { return store_.drafts(prefix); }
  Result<void> forget_draft(std::string_view name) override { return store_.forget_draft(name); }
  Vault& vault() override { return store_.vault(); }
  const Ledger& ledger() const override { return store_.ledger(); }

 private:
  Store& store_;
};

plan::GiveUpdate update(plan::Number number, const char* iso) {
  return plan::GiveUpdate{number, {sample::day(iso), "", "It goes on.", {}}};
}

// ---- The newest picture ----

TEST(Picture, of_an_empty_record_is_empty) {
  World world;
  const auto picture = world.candour.picture({});
  ASSERT_TRUE(picture);
  EXPECT_TRUE((*picture)->plans.empty());
  EXPECT_EQ((*picture)->as_at, sample::day("2026-03-02"));
  EXPECT_EQ((*picture)->version, 0u);
}

TEST(Picture, is_the_same_one_while_nothing_is_new) {
  World world;
  world.import();
  const auto first = world.candour.picture({});
  const auto second = world.candour.picture({});
  EXPECT_EQ(*first, *second);
}

TEST(Picture, reads_only_what_is_new) {
  World world;
  const plan::PlanId id = world.import();
  CountingStore counting(*world.store);
  Candour candour(counting, nullptr, world.clock);
  ASSERT_TRUE(candour.picture({}));
  EXPECT_EQ(counting.events_read, *world.store->last_position());
  ASSERT_TRUE(world.candour.act(world.actor, id, update(1, "2026-03-01"), std::nullopt));
  counting.events_read = 0;
  ASSERT_TRUE(candour.picture({}));
  EXPECT_EQ(counting.events_read, 1u);
  counting.looks = 0;
  ASSERT_TRUE(candour.picture({}));
  EXPECT_EQ(counting.looks, 1u);
  EXPECT_EQ(counting.events_read, 1u);
}

TEST(Picture, once_given_never_changes) {
  World world;
  const plan::PlanId id = world.import();
  const auto before = *world.candour.picture({});
  const plan::Plan kept = *view::find_plan(*before, id)->plan;
  ASSERT_TRUE(world.candour.act(world.actor, id, update(1, "2026-03-01"), std::nullopt));
  ASSERT_TRUE(world.candour.act(world.actor, plan::RenameAgency{plan::AgencyId("police"), "Harrow Vale Police"}));
  const auto after = *world.candour.picture({});
  EXPECT_EQ(*view::find_plan(*before, id)->plan, kept);
  EXPECT_EQ(view::find_plan(*before, id)->rows[0].agency->name, "Police");
  EXPECT_EQ(view::find_plan(*after, id)->rows[0].agency->name, "Harrow Vale Police");
  EXPECT_EQ(view::find_plan(*after, id)->plan->actions[0].updates.size(), 1u);
}

TEST(Picture, of_a_plan_that_did_not_change_is_not_made_anew) {
  World world;
  const plan::PlanId first = world.import("one");
  const plan::PlanId second = world.import("two");
  const auto before = *world.candour.picture({});
  ASSERT_TRUE(world.candour.act(world.actor, second, update(1, "2026-03-01"), std::nullopt));
  const auto after = *world.candour.picture({});
  EXPECT_EQ(view::find_plan(*before, first), view::find_plan(*after, first));
  EXPECT_NE(view::find_plan(*before, second), view::find_plan(*after, second));
}

TEST(Picture, shows_the_newest_plan_first) {
  World world;
  const plan::PlanId first = world.import("one");
  const plan::PlanId second = world.import("two");
  const auto picture = *world.candour.picture({});
  ASSERT_EQ(picture->plans.size(), 2u);
  EXPECT_EQ(picture->plans[0]->plan->id, second);
  EXPECT_EQ(picture->plans[1]->plan->id, first);
}

TEST(Picture, of_a_new_day_works_out_the_facts_anew_and_reads_nothing) {
  World world;
  world.clock.set(sample::morning("2016-03-30"));
  const plan::PlanId id = world.import();
  CountingStore counting(*world.store);
  Candour candour(counting, nullptr, world.clock);
  EXPECT_EQ(view::find_plan(**candour.picture({}), id)->rows[2].facts.schedule, plan::Schedule::due_soon);
  counting.events_read = 0;
  world.clock.set(sample::morning("2016-04-01"));
  EXPECT_EQ(view::find_plan(**candour.picture({}), id)->rows[2].facts.schedule, plan::Schedule::overdue);
  EXPECT_EQ(counting.events_read, 0u);
}

TEST(Picture, asked_for_by_eight_threads_at_once_is_folded_once) {
  World world;
  for (int i = 0; i < 20; ++i) world.import("document " + std::to_string(i));
  CountingStore counting(*world.store);
  Candour candour(counting, nullptr, world.clock);
  std::vector<std::jthread> threads;
  std::atomic<std::size_t> right{0};
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      const auto picture = candour.picture({});
      if (picture && (*picture)->plans.size() == 20) ++right;
    });
  threads.clear();
  EXPECT_EQ(right, 8u);
  EXPECT_EQ(counting.events_read, *world.store->last_position());
}

// ---- Acting ----

TEST(Act, on_a_plan_that_has_moved_on_is_a_conflict_that_tells_who_and_when) {
  World world;
  const plan::PlanId id = world.import();
  const std::uint64_t seen = world.plan(id).version;
  ASSERT_TRUE(world.candour.act({"sam.lee"}, id, update(1, "2026-03-01"), seen));
  const auto refused = world.candour.act(world.actor, id, update(2, "2026-03-01"), seen);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_THAT(refused.error().sentence, HasSubstr("changed by sam.lee at 09:00 on 2 March 2026"));
  EXPECT_TRUE(world.plan(id).actions[1].updates.empty());
}

TEST(Act, on_no_plan_is_not_found) {
  World world;
  for (const std::optional<std::uint64_t> expected :
       {std::optional<std::uint64_t>(), std::optional<std::uint64_t>(3)}) {
    const auto refused = world.candour.act(world.actor, plan::PlanId("nowhere"), update(1, "2026-03-01"), expected);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::not_found);
  }
}

TEST(Act, of_many_at_once_on_one_plan_loses_nothing) {
  World world;
  const plan::PlanId id = world.import();
  // Two processes on one store: they queue within themselves and meet only in the store.
  Candour other(*world.store, nullptr, world.clock);
  std::atomic<int> done{0};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      for (int j = 0; j < 10; ++j)
        if ((i % 2 ? other : world.candour).act(world.actor, id, update(1, "2026-03-01"), std::nullopt)) ++done;
    });
  threads.clear();
  EXPECT_GT(done, 0);
  EXPECT_EQ(world.plan(id).actions[0].updates.size(), static_cast<std::size_t>(done));
}

TEST(Act, is_recorded_with_the_person_and_the_moment) {
  World world;
  const plan::PlanId id = world.import();
  world.clock.set(sample::morning("2026-03-09"));
  ASSERT_TRUE(world.candour.act({"sam.lee"}, id, update(1, "2026-03-01"), std::nullopt));
  const plan::Happening& last = world.plan(id).actions[0].history.back();
  EXPECT_EQ(last.actor, "sam.lee");
  EXPECT_EQ(last.recorded, sample::morning("2026-03-09"));
  EXPECT_EQ(last.speaks_of, sample::day("2026-03-01"));
}

// ---- The past ----

// A plan as at 7 January 2016, imported on 2 March 2026 and worked on since.
struct History : World {
  plan::PlanId id = import();
  History() {
    clock.set(sample::morning("2026-03-10"));
    EXPECT_TRUE(candour.act(actor, id, plan::ChangeAction{1, "lead", "Head of Service", "Chief Inspector", "Left"},
                            std::nullopt));
    clock.set(sample::morning("2026-03-20"));
    // Told late: how it stood on the 5th.
    EXPECT_TRUE(candour.act(actor, id, update(1, "2026-03-05"), std::nullopt));
    clock.set(sample::morning("2026-03-30"));
  }
};

TEST(PictureAsAt, tells_what_was_known_then_from_what_is_known_now) {
  struct Case {
    const char* day;
    Knowledge knowledge;
    std::size_t plans;
    const char* lead;
    std::size_t updates;
  };
  const Case cases[] = {
      {"2015-12-31", Knowledge::then, 0, "", 0},
      {"2015-12-31", Knowledge::now, 0, "", 0},
      {"2016-01-07", Knowledge::then, 0, "", 0},
      {"2016-01-07", Knowledge::now, 1, "Head of Service", 0},
      {"2026-03-01", Knowledge::then, 0, "", 0},
      {"2026-03-02", Knowledge::then, 1, "Head of Service", 0},
      {"2026-03-06", Knowledge::then, 1, "Head of Service", 0},
      {"2026-03-06", Knowledge::now, 1, "Head of Service", 1},
      {"2026-03-10", Knowledge::then, 1, "Chief Inspector", 0},
      {"2026-03-20", Knowledge::then, 1, "Chief Inspector", 1},
      {"2026-03-29", Knowledge::now, 1, "Chief Inspector", 1},
  };
  History history;
  for (const Case& each : cases) {
    const auto picture = history.candour.picture_as_at({}, sample::day(each.day), each.knowledge);
    ASSERT_TRUE(picture);
    const std::string which = std::string(each.day) + (each.knowledge == Knowledge::then ? " then" : " now");
    EXPECT_EQ((*picture)->as_at, sample::day(each.day)) << which;
    EXPECT_TRUE((*picture)->past) << which;
    ASSERT_EQ((*picture)->plans.size(), each.plans) << which;
    if (each.plans == 0) continue;
    const plan::Action& action = (*picture)->plans[0]->plan->actions[0];
    EXPECT_EQ(action.lead, each.lead) << which;
    EXPECT_EQ(action.updates.size(), each.updates) << which;
  }
}

TEST(PictureAsAt, today_is_the_picture_itself) {
  History history;
  for (const Knowledge knowledge : {Knowledge::then, Knowledge::now})
    EXPECT_EQ(*history.candour.picture_as_at({}, sample::day("2026-03-30"), knowledge), *history.candour.picture({}));
  EXPECT_FALSE((*history.candour.picture({}))->past);
}

TEST(PictureAsAt, yesterday_with_nothing_since_holds_the_same_plans_as_today) {
  History history;
  for (const Knowledge knowledge : {Knowledge::then, Knowledge::now}) {
    const auto past = *history.candour.picture_as_at({}, sample::day("2026-03-29"), knowledge);
    const auto now = *history.candour.picture({});
    ASSERT_EQ(past->plans.size(), now->plans.size());
    EXPECT_EQ(*past->plans[0]->plan, *now->plans[0]->plan);
  }
}

TEST(PictureAsAt, reads_every_event_once_as_the_first_picture_does) {
  History history;
  CountingStore counting(*history.store);
  Candour candour(counting, nullptr, history.clock);
  ASSERT_TRUE(candour.picture({}));
  const std::size_t current = counting.events_read;
  for (const Knowledge knowledge : {Knowledge::then, Knowledge::now}) {
    counting.events_read = 0;
    ASSERT_TRUE(candour.picture_as_at({}, sample::day("2026-03-12"), knowledge));
    EXPECT_LE(counting.events_read, current);
    ASSERT_TRUE(candour.picture_as_at({}, sample::day("2026-03-12"), knowledge));
    EXPECT_LE(counting.events_read, current) << "kept while nothing new is recorded";
  }
}

TEST(PictureAsAt, is_made_anew_once_something_is_recorded) {
  History history;
  const auto before = *history.candour.picture_as_at({}, sample::day("2026-03-12"), Knowledge::now);
  ASSERT_TRUE(history.candour.act(history.actor, history.id, update(2, "2026-03-11"), std::nullopt));
  const auto after = *history.candour.picture_as_at({}, sample::day("2026-03-12"), Knowledge::now);
  EXPECT_EQ(before->plans[0]->plan->actions[1].updates.size(), 0u);
  EXPECT_EQ(after->plans[0]->plan->actions[1].updates.size(), 1u);
}

TEST(Meetings, AreFoldedShownAsAtAnyDayAndGuardedByTheirVersion) {
  sample::World world;
  meeting::ImportMeeting minutes;
  minutes.minutes.meeting = meeting::MeetingId("m7m2qx9dab");
  minutes.minutes.body = "Scrutiny Committee";
  minutes.minutes.date = sample::day("2026-01-19");
  minutes.minutes.import = meeting::ImportId("first");
  minutes.minutes.document_sha256 = std::string(64, 'a');
  minutes.resolutions.resize(1);
  minutes.resolutions[0].text = "That an update come back";
  const meeting::MeetingId id = minutes.minutes.meeting;
  ASSERT_TRUE(world.candour.act(world.actor, id, minutes, 0));
  auto picture = world.candour.picture({});
  ASSERT_TRUE(picture.has_value());
  const meeting::Meeting* meeting = view::find_meeting(**picture, id);
  ASSERT_NE(meeting, nullptr);
  const std::uint64_t seen = meeting->version;
  ASSERT_TRUE(world.candour.act(world.actor, id, meeting::SetReportBack{1, sample::day("2026-03-20"), ""}, seen));
  const auto stale =
      world.candour.act(world.actor, id, meeting::MeetResolution{1, sample::day("2026-03-02"), "x"}, seen);
  ASSERT_FALSE(stale.has_value());
  EXPECT_EQ(stale.error().code, ErrorCode::conflict);
  EXPECT_TRUE(stale.error().sentence.starts_with("This meeting was changed by jo.park at 09:00"))
      << stale.error().sentence;
  EXPECT_EQ(
      world.candour.act(world.actor, meeting::MeetingId("none"), meeting::ReopenResolution{1, "x"}, 3).error().code,
      ErrorCode::not_found);
  // The picture that was taken before still shows what it showed.
  EXPECT_FALSE(meeting->resolutions[0].report_back.has_value());
  picture = world.candour.picture({});
  const auto due = view::resolutions_due(**picture);
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].resolution->report_back, sample::day("2026-03-20"));
  // Known now, it speaks of January; known then, nothing had been recorded.
  EXPECT_EQ((*world.candour.picture_as_at({}, sample::day("2026-01-31"), Knowledge::now))->meetings.size(), 1u);
  EXPECT_TRUE((*world.candour.picture_as_at({}, sample::day("2026-01-31"), Knowledge::then))->meetings.empty());
}

// ---- Over several streams ----

TEST(Succession, IsOneAppendWithItsOpenRequestsOrNone) {
  World world;
  const plan::PlanId id = world.import();
  CountingStore counting(*world.store);
  Candour candour(counting, nullptr, world.clock);
  for (const auto& [request, number] : {std::pair{"q7m2qx9dab", 1U}, {"n7m2qx9dab", 4U}}) {
    request::Compose compose;
    compose.request.request = request::RequestId(request);
    compose.request.agency = plan::AgencyId("police");
    compose.request.rows = {{id, number}};
    compose.request.asked_by = "Ann Bell";
    compose.request.reply_to = "ann.bell@harrowvale.example";
    compose.request.deadline = sample::day("2026-03-30");
    compose.people = {{"Jo Park", "jo.park@police.example"}};
    const auto made = compose_request(candour, world.actor, compose);
    ASSERT_TRUE(made) << made.error().sentence;
  }
  ASSERT_TRUE(candour.act(world.actor, request::RequestId("n7m2qx9dab"), request::CloseRequest{"Over"}, std::nullopt));
  const auto agencies = (*candour.picture({}))->partnership->agencies;
  const auto other = std::find_if(agencies.begin(), agencies.end(),
                                  [](const plan::Agency& each) { return each.id != plan::AgencyId("police"); });
  ASSERT_NE(other, agencies.end());
  counting.appends_made = 0;
  const auto done =
      succeed(candour, world.actor, plan::AgencyId("police"), other->id, sample::day("2026-03-02"), "They have merged");
  ASSERT_TRUE(done) << done.error().sentence;
  EXPECT_EQ(counting.appends_made, 1u);
  EXPECT_EQ(done->requests, 1u) << "the closed one stays as it was";
  const auto picture = *candour.picture({});
  EXPECT_EQ(view::find_request(*picture, request::RequestId("q7m2qx9dab"))->agency, other->id);
  EXPECT_EQ(view::find_request(*picture, request::RequestId("n7m2qx9dab"))->agency, plan::AgencyId("police"));
  EXPECT_EQ(plan::find_action(*view::find_plan(*picture, id)->plan, 1)->agency, other->id);
}

}  // namespace
}  // namespace candour::app
