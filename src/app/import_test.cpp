#include "app/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

#include "app/sample_test.h"

namespace candour::app {
namespace {

using sample::World;
using testing::ElementsAre;
using testing::HasSubstr;

// ---- A new plan ----

TEST(Import, brings_the_plan_its_rows_and_its_agencies_in_one_step) {
  World world;
  const plan::PlanId id = world.import();
  const plan::Plan plan = world.plan(id);
  EXPECT_EQ(plan.title, "Serious Case Review ‘Rowan’ action plan");
  EXPECT_EQ(plan.review.kind, plan::ReviewKind::serious_case_review);
  EXPECT_EQ(plan.review.name, "Rowan");
  EXPECT_EQ(plan.as_at, sample::day("2016-01-07"));
  ASSERT_EQ(plan.actions.size(), 6u);
  EXPECT_EQ(plan.actions[0].wording, "Share intelligence weekly with the hub");
  EXPECT_EQ(plan.actions[0].agency.text(), "police");
  EXPECT_EQ(plan.actions[0].place, "line 10");
  EXPECT_EQ(plan.actions[0].as_imported,
            "Police | Share intelligence weekly with the hub | G | Minutes of the board | Head of Service");
  EXPECT_EQ(plan.actions[2].due, sample::day("2016-03-31"));
  EXPECT_EQ(plan.actions[5].response, "Housing does not see children");
  EXPECT_EQ(plan.findings.size(), 2u);
  EXPECT_EQ(plan.recommendations.size(), 2u);
  EXPECT_EQ(plan.recommendations[0].addressed_to.size(), 2u);
  EXPECT_EQ(plan.key.entries.size(), 2u);
  ASSERT_EQ(plan.imports.size(), 1u);
  EXPECT_EQ(plan.imports[0].rows_imported, 6u);
  EXPECT_EQ(plan.imports[0].actor, "jo.park");
  const auto picture = world.candour.picture({});
  EXPECT_EQ((*picture)->partnership->agencies.size(), 3u);
  EXPECT_TRUE(open_imports(world.candour)->empty()) << "the draft is finished";
}

TEST(Import, keeps_the_original_by_its_hash) {
  World world;
  const ImportDraft draft = world.start("bytes of the plan");
  EXPECT_EQ(*world.store->original(draft.document_sha256), "bytes of the plan");
}

TEST(Import, of_a_document_that_cannot_be_read_keeps_nothing) {
  World world;
  const sample::FakeReader refusing([](std::string_view, const intake::Choices&) -> Result<intake::Reading> {
    return fail(ErrorCode::refused, "This file is protected by a password.");
  });
  Candour candour(*world.store, &refusing, world.clock);
  const auto draft = start_import(candour, world.actor, "locked", "locked.docx");
  ASSERT_FALSE(draft);
  EXPECT_EQ(draft.error().sentence, "This file is protected by a password.");
  EXPECT_FALSE(world.store->original(sha256_hex("locked")));
  EXPECT_TRUE(open_imports(candour)->empty());
}

TEST(Import, speaks_of_the_documents_own_date) {
  World world;
  const plan::PlanId id = world.import();
  const auto events = world.store->read("plan/" + id.text());
  ASSERT_FALSE(events->empty());
  for (const StoredEvent& event : *events) {
    EXPECT_EQ(event.speaks_of, sample::day("2016-01-07"));
    EXPECT_EQ(event.recorded, sample::morning("2026-03-02"));
  }
}

TEST(Import, of_a_document_dated_in_the_future_speaks_of_today) {
  World world;
  world.next.as_at = sample::day("2061-01-07");
  const plan::PlanId id = world.import();
  const auto events = world.store->read("plan/" + id.text());
  for (const StoredEvent& event : *events) EXPECT_EQ(event.speaks_of, sample::day("2026-03-02"));
}

TEST(Import, knows_an_agency_under_its_other_spellings) {
  World world;
  world.next.actions[2].agency_as_written = "Housing Dept.";
  world.next.actions[5].agency_as_written = "HOUSING";
  world.import();
  const auto picture = world.candour.picture({});
  const plan::Agency* housing = plan::find_agency(*(*picture)->partnership, "housing dept");
  ASSERT_TRUE(housing);
  EXPECT_EQ(housing->name, "Housing");
  EXPECT_THAT(housing->aliases, ElementsAre("Housing Dept."));
}

TEST(Import, makes_the_first_of_several_bodies_accountable) {
  World world;
  world.next.actions[0].agencies = {"Police", "Housing"};
  world.next.actions[0].agency_as_written = "Police and Housing";
  const plan::Plan plan = world.plan(world.import());
  EXPECT_EQ(plan.actions[0].agency.text(), "police");
  ASSERT_EQ(plan.actions[0].supporting.size(), 1u);
  EXPECT_EQ(plan.actions[0].supporting[0].text(), "housing");
  EXPECT_FALSE(plan::find_agency(*(*world.candour.picture({}))->partnership, "Police and Housing"));
}

TEST(Import, takes_what_nobody_decided_as_written) {
  World world;
  const plan::Plan plan = world.plan(world.import());
  EXPECT_EQ(plan.actions[1].rating.as_written, "P");
  EXPECT_EQ(plan.actions[1].rating.status, plan::Status::unclear);
}

// ---- Deciding ----

TEST(Decision, to_accept_puts_the_suggested_status_and_keeps_their_word) {
  World world;
  ImportDraft draft = world.start();
  draft = *decide_anomaly(world.candour, draft.id, draft.version, 0, {DecisionKind::accept, ""}, false);
  EXPECT_EQ(as_decided(draft, 1).rating.status, plan::Status::complete);
  EXPECT_EQ(as_decided(draft, 1).rating.as_written, "P");
  EXPECT_EQ(as_decided(draft, 3).rating.status, plan::Status::unclear) << "the other one is still undecided";
  EXPECT_EQ(tally(draft).undecided, 1u);
}

TEST(Decision, for_all_like_it_reaches_the_same_word_only) {
  World world;
  world.next.actions.push_back(sample::row(16, "2a", "Police", "Another thing to do", "Purple", plan::Status::unclear));
  world.next.anomalies.push_back(
      sample::anomaly("rating.outside-key", intake::Severity::ask, 16, 6, "rating", "complete"));
  ImportDraft draft = world.start();
  draft = *decide_anomaly(world.candour, draft.id, draft.version, 0, {DecisionKind::fix, "embedded"}, true);
  EXPECT_EQ(as_decided(draft, 1).rating.status, plan::Status::embedded);
  EXPECT_EQ(as_decided(draft, 3).rating.status, plan::Status::embedded);
  EXPECT_EQ(as_decided(draft, 6).rating.status, plan::Status::unclear);
}

TEST(Decision, can_be_taken_back) {
  World world;
  ImportDraft draft = world.start();
  draft = *decide_anomaly(world.candour, draft.id, draft.version, 0, {DecisionKind::keep, ""}, false);
  EXPECT_EQ(tally(draft).undecided, 1u);
  draft = *undecide_anomaly(world.candour, draft.id, draft.version, 0);
  EXPECT_EQ(tally(draft).undecided, 2u);
}

TEST(Decision, that_the_field_cannot_take_is_refused_in_a_sentence) {
  struct Case {
    std::size_t anomaly;
    Decision decision;
    const char* says;
  };
  const Case cases[] = {
      {0, {DecisionKind::fix, "nearly there"}, "no status"},
      {2, {DecisionKind::accept, ""}, "Nothing is suggested"},
      {3, {DecisionKind::fix, "Red"}, "not about one field"},
      {99, {DecisionKind::keep, ""}, "no such question"},
  };
  World world;
  const ImportDraft draft = world.start();
  for (const Case& each : cases) {
    const auto refused = decide_anomaly(world.candour, draft.id, draft.version, each.anomaly, each.decision, false);
    ASSERT_FALSE(refused) << each.says;
    EXPECT_THAT(refused.error().sentence, HasSubstr(each.says));
  }
}

TEST(Decision, becomes_part_of_the_record) {
  World world;
  ImportDraft draft = world.start();
  draft = *decide_anomaly(world.candour, draft.id, draft.version, 0, {DecisionKind::accept, ""}, false);
  draft = *decide_anomaly(world.candour, draft.id, draft.version, 1, {DecisionKind::keep, ""}, false);
  draft = *decide_anomaly(world.candour, draft.id, draft.version, 2, {DecisionKind::fix, "Director of Housing"}, false);
  draft = *skip_row(world.candour, draft.id, draft.version, 5, "Not an action");
  const auto id = confirm_import(world.candour, world.actor, draft.id, draft.version);
  ASSERT_TRUE(id) << id.error().sentence;
  const plan::Plan plan = world.plan(id->plan());
  const auto reason = [&](plan::Number number) { return plan::find_action(plan, number)->history.back().reason; };
  EXPECT_THAT(reason(2), HasSubstr("“P” taken as “complete”, as suggested"));
  EXPECT_THAT(reason(4), HasSubstr("Kept as written at import: rating “P”"));
  EXPECT_THAT(reason(3), HasSubstr("lead “Head of Service” taken as “Director of Housing”"));
  EXPECT_EQ(plan::find_action(plan, 3)->lead, "Director of Housing");
  EXPECT_THAT(plan::find_action(plan, 3)->as_imported, HasSubstr("Head of Service"));
  EXPECT_EQ(plan.imports[0].rows_imported, 5u);
  EXPECT_EQ(plan.imports[0].rows_skipped, 1u);
  const auto events = world.store->read("plan/" + id->id);
  EXPECT_THAT((*events)[1].words, HasSubstr("Left out, line 15: Not an action"));
}

// The sample with a row that is complete on a promise; where its remark stands among the anomalies.
struct Claimed {
  static constexpr std::string_view code = "complete.evidence-is-a-plan";
  const std::string promise = "Training will be held in June.";
  World world;
  ImportDraft draft;
  std::size_t remark = 0;
  Claimed() {
    world.next.actions[0].rating = {"Done", plan::Status::complete};
    world.next.actions[0].evidence = promise;
    draft = world.start();
    const auto& anomalies = draft.reading().anomalies;
    while (remark < anomalies.size() && anomalies[remark].code != code) ++remark;
  }
  const view::Remark* living(const plan::PlanId& id) {
    const view::Row* row = view::find_row(**world.candour.picture(world.actor), plan::action_id(id, 1));
    for (const view::Remark& each : row->remarks)
      if (each.code == code) return &each;
    return nullptr;
  }
};

TEST(Decision, to_keep_what_a_remark_asks_about_needs_a_reason) {
  Claimed claimed;
  ASSERT_LT(claimed.remark, claimed.draft.reading().anomalies.size());
  const auto refused = decide_anomaly(claimed.world.candour, claimed.draft.id, claimed.draft.version, claimed.remark,
                                      {DecisionKind::keep, "", " "}, false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::bad_input);
  EXPECT_THAT(refused.error().sentence, HasSubstr("Say why the row stands as written"));
}

TEST(Decision, on_a_remark_is_its_answer_in_the_plan_until_the_facts_change) {
  Claimed claimed;
  World& world = claimed.world;
  claimed.draft = *decide_anomaly(world.candour, claimed.draft.id, claimed.draft.version, claimed.remark,
                                  {DecisionKind::keep, "", "Seen at the visit of 3 May"}, false);
  // Another process reads the draft from the store.
  Candour again(*world.store, &world.reader, world.clock);
  const auto id = confirm_import(again, world.actor, claimed.draft.id, claimed.draft.version);
  ASSERT_TRUE(id) << id.error().sentence;
  const view::Remark* remark = claimed.living(id->plan());
  ASSERT_TRUE(remark);
  ASSERT_TRUE(remark->answer);
  EXPECT_EQ(remark->answer->reason, "Seen at the visit of 3 May");
  EXPECT_EQ(remark->answer->by, "jo.park");
  // What it rests on is the living plan's: another lead is no such fact, other evidence is.
  ASSERT_TRUE(again.act(world.actor, id->plan(),
                        plan::ChangeAction{1, "lead", "Head of Service", "Chief Inspector", "Left"}, std::nullopt));
  EXPECT_TRUE(claimed.living(id->plan())->answer);
  ASSERT_TRUE(again.act(world.actor, id->plan(),
                        plan::ChangeAction{1, "evidence", claimed.promise, "Training will be held in July.", "Moved"},
                        std::nullopt));
  ASSERT_TRUE(claimed.living(id->plan()));
  EXPECT_FALSE(claimed.living(id->plan())->answer);
  EXPECT_TRUE(claimed.living(id->plan())->former);
}

TEST(Decision, on_a_remark_does_not_keep_the_import_from_being_withdrawn) {
  Claimed claimed;
  World& world = claimed.world;
  claimed.draft = *decide_anomaly(world.candour, claimed.draft.id, claimed.draft.version, claimed.remark,
                                  {DecisionKind::keep, "", "Seen at the visit"}, false);
  const auto id = confirm_import(world.candour, world.actor, claimed.draft.id, claimed.draft.version);
  ASSERT_TRUE(id);
  EXPECT_TRUE(withdraw_import(world.candour, world.actor, id->plan(), claimed.draft.id, "Sent by mistake"));
}

TEST(Decision, survives_reading_the_document_anew_where_its_anomaly_is_still_there) {
  World world;
  ImportDraft draft = world.start();
  draft = *decide_anomaly(world.candour, draft.id, draft.version, 2, {DecisionKind::fix, "Director of Housing"}, false);
  draft = *skip_row(world.candour, draft.id, draft.version, 5, "Not an action");
  // A row above is found now that was not before, and the word P is explained.
  world.next.actions.insert(world.next.actions.begin(),
                            sample::row(9, "1a", "Housing", "A row before all others", "G", plan::Status::on_track));
  for (intake::Anomaly& each : world.next.anomalies)
    if (each.action) ++*each.action;
  intake::Choices choices;
  choices.statuses["P"] = plan::Status::complete;
  const auto chosen = choose(world.candour, draft.id, draft.version, choices);
  ASSERT_TRUE(chosen) << chosen.error().sentence;
  EXPECT_EQ(chosen->reading().actions.size(), 7u);
  ASSERT_EQ(chosen->decisions.size(), 1u);
  EXPECT_EQ(as_decided(*chosen, 3).lead, "Director of Housing");
  ASSERT_EQ(chosen->skipped.size(), 1u);
  EXPECT_EQ(chosen->skipped.begin()->first, 6u);
  EXPECT_EQ(tally(*chosen).undecided, 0u);
  const auto id = confirm_import(world.candour, world.actor, draft.id, chosen->version);
  ASSERT_TRUE(id) << id.error().sentence;
  const plan::Plan plan = world.plan(id->plan());
  ASSERT_EQ(plan.key.entries.size(), 3u) << "a word that a person explained belongs to the plan's key";
  EXPECT_EQ(plan.key.entries[2].as_written, "P");
}

TEST(Decision, of_a_draft_seen_in_another_window_is_a_conflict) {
  World world;
  const ImportDraft draft = world.start();
  ASSERT_TRUE(skip_row(world.candour, draft.id, draft.version, 5, "Not an action"));
  const auto refused = skip_row(world.candour, draft.id, draft.version, 4, "Not an action either");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_THAT(refused.error().sentence, HasSubstr("another window"));
  EXPECT_FALSE(confirm_import(world.candour, world.actor, draft.id, draft.version));
  EXPECT_EQ(open_import(world.candour, draft.id)->skipped.size(), 1u);
}

// ---- Left, resumed, finished ----

TEST(Draft, is_resumed_whole_by_another_process) {
  World world;
  ImportDraft draft = world.start();
  draft = *decide_anomaly(world.candour, draft.id, draft.version, 0, {DecisionKind::accept, ""}, true);
  draft = *skip_row(world.candour, draft.id, draft.version, 5, "Not an action");
  draft = *name_plan(world.candour, draft.id, draft.version, "Rowan",
                     {plan::ReviewKind::practice_review, "Rowan", plan::ReviewStage::published});
  Candour later(*world.store, &world.reader, world.clock);
  const auto resumed = open_import(later, draft.id);
  ASSERT_TRUE(resumed) << resumed.error().sentence;
  EXPECT_EQ(resumed->decisions, draft.decisions);
  EXPECT_EQ(resumed->skipped, draft.skipped);
  EXPECT_EQ(resumed->title, "Rowan");
  EXPECT_EQ(resumed->review, draft.review);
  EXPECT_EQ(resumed->version, draft.version);
  EXPECT_EQ(intake::to_json(resumed->reading()), intake::to_json(draft.reading()));
  const auto listed = open_imports(later);
  ASSERT_EQ(listed->size(), 1u);
  EXPECT_EQ((*listed)[0].title, "Rowan");
  EXPECT_TRUE(confirm_import(later, world.actor, draft.id, draft.version));
}

// A store that dies after so many writes, as a kill would have it.
class DyingStore final : public Store {
 public:
  explicit DyingStore(Store& store) : store_(store) {}
  int writes_left = 1'000;

  Result<std::uint64_t> append(const std::vector<Append>& appends) override {
    if (writes_left-- <= 0) return dead();
    return store_.append(appends);
  }
  Result<std::uint64_t> erase(const Erasure& erasure, const std::vector<Append>& appends) override {
    if (writes_left-- <= 0) return dead();
    return store_.erase(erasure, appends);
  }
  Result<void> fill(const NextEntry& next) override {
    if (writes_left-- <= 0) return dead();
    return store_.fill(next);
  }
  Result<std::vector<StoredEvent>> read(std::string_view stream, std::uint64_t after) const override {
    return store_.read(stream, after);
  }
  Result<std::vector<StoredEvent>> read_all(std::uint64_t after, std::size_t most) const override {
    return store_.read_all(after, most);
  }
  Result<std::vector<StreamHead>> streams(std::string_view prefix) const override { return store_.streams(prefix); }
  Result<std::uint64_t> last_position() const override { return store_.last_position(); }
  Result<std::string> keep_original(std::string_view bytes) override {
    if (writes_left-- <= 0) return dead();
    return store_.keep_original(bytes);
  }
  Result<std::string> original(std::string_view sha256) const override { return store_.original(sha256); }
  Result<std::vector<std::string>> originals() const override { return store_.originals(); }
  Result<std::uint64_t> save_draft(std::string_view name, std::uint64_t expected, std::string_view content,
                                   Moment now) override {
    if (writes_left-- <= 0) return dead();
    return store_.save_draft(name, expected, content, now);
  }
  Result<Draft> draft(std::string_view name) const override { return store_.draft(name); }
  Result<std::vector<Draft>> drafts(std::string_view prefix) const override { return store_.drafts(prefix); }
  Result<void> forget_draft(std::string_view name) override {
    if (writes_left-- <= 0) return dead();
    return store_.forget_draft(name);
  }
  Vault& vault() override { return store_.vault(); }
  const Ledger& ledger() const override { return store_.ledger(); }

 private:
  static tl::unexpected<Error> dead() { return fail(ErrorCode::unavailable, "The store is gone."); }
  Store& store_;
};

TEST(Import, killed_between_any_two_writes_is_resumed_and_never_doubled) {
  for (int writes = 0;; ++writes) {
    World world;
    DyingStore dying(*world.store);
    dying.writes_left = writes;
    bool finished = false;
    {
      Candour candour(dying, &world.reader, world.clock);
      auto draft = start_import(candour, world.actor, "the document", "harrow-vale.txt");
      if (draft) draft = choose(candour, draft->id, draft->version, {});
      if (draft) draft = skip_row(candour, draft->id, draft->version, 5, "Not an action");
      if (draft) finished = confirm_import(candour, world.actor, draft->id, draft->version).has_value();
    }
    // Begun again by another process: whatever is left open is confirmed; where nothing is left and nothing stands, the
    // person uploads once more.
    Candour again(*world.store, &world.reader, world.clock);
    const auto left = open_imports(again);
    ASSERT_TRUE(left) << left.error().sentence;
    for (const ImportDraft& outline : *left) {
      const auto draft = open_import(again, outline.id);
      ASSERT_TRUE(draft) << draft.error().sentence;
      EXPECT_EQ(draft->reading().actions.size(), 6u);
      ASSERT_TRUE(confirm_import(again, world.actor, draft->id, draft->version));
    }
    if ((*again.picture({}))->plans.empty()) {
      const auto draft = start_import(again, world.actor, "the document", "harrow-vale.txt");
      ASSERT_TRUE(confirm_import(again, world.actor, draft->id, draft->version));
    }
    EXPECT_EQ((*again.picture({}))->plans.size(), 1u) << "after " << writes << " writes";
    EXPECT_TRUE(open_imports(again)->empty());
    if (finished) break;
    ASSERT_LT(writes, 100);
  }
}

TEST(Import, confirmed_twice_is_imported_once) {
  World world;
  const ImportDraft draft = world.start();
  const auto first = confirm_import(world.candour, world.actor, draft.id, draft.version);
  const auto second = confirm_import(world.candour, world.actor, draft.id, draft.version);
  ASSERT_TRUE(second) << second.error().sentence;
  EXPECT_EQ(*first, *second);
  EXPECT_EQ((*world.candour.picture({}))->plans.size(), 1u);
}

TEST(Import, dropped_leaves_no_plan_and_no_draft) {
  World world;
  const ImportDraft draft = world.start();
  ASSERT_TRUE(drop_import(world.candour, draft.id));
  EXPECT_TRUE(open_imports(world.candour)->empty());
  EXPECT_TRUE(world.store->drafts("")->empty()) << "its reading is forgotten too";
  EXPECT_FALSE(confirm_import(world.candour, world.actor, draft.id, draft.version));
  EXPECT_EQ(*world.store->last_position(), 0u);
}

TEST(Import, without_a_row_is_refused) {
  World world;
  ImportDraft draft = world.start();
  for (std::size_t row = 0; row < 6; ++row) draft = *skip_row(world.candour, draft.id, draft.version, row, "No");
  const auto refused = confirm_import(world.candour, world.actor, draft.id, draft.version);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::bad_input);
  EXPECT_EQ(*world.store->last_position(), 0u);
}

TEST(Import, whatever_is_decided_rows_in_are_rows_kept_and_rows_skipped) {
  std::mt19937 random(20260302);
  const auto below = [&](std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
  };
  const char* values[] = {"complete", "G", "Director", "nonsense", ""};
  for (int round = 0; round < 60; ++round) {
    World world;
    ImportDraft draft = world.start();
    for (int step = 0; step < 12; ++step) {
      auto next = [&]() -> Result<ImportDraft> {
        switch (below(6)) {
          case 0:
            return skip_row(world.candour, draft.id, draft.version, below(7), "Left out");
          case 1:
            return keep_row(world.candour, draft.id, draft.version, below(7));
          case 2:
            return undecide_anomaly(world.candour, draft.id, draft.version, below(5));
          case 3:
            return choose(world.candour, draft.id, draft.version, {});
          default:
            return decide_anomaly(world.candour, draft.id, draft.version, below(5),
                                  {static_cast<DecisionKind>(below(3)), values[below(5)]}, below(2) == 0);
        }
      }();
      if (next) draft = *next;
      const Tally sums = tally(draft);
      ASSERT_EQ(sums.rows, 6u);
      ASSERT_EQ(sums.rows, sums.kept + sums.skipped);
    }
    const Tally sums = tally(draft);
    const auto id = confirm_import(world.candour, world.actor, draft.id, draft.version);
    if (sums.kept == 0) {
      ASSERT_FALSE(id);
      continue;
    }
    ASSERT_TRUE(id) << id.error().sentence;
    const plan::Plan plan = world.plan(id->plan());
    ASSERT_EQ(plan.actions.size(), sums.kept);
    ASSERT_EQ(plan.imports[0].rows_imported, sums.kept);
    ASSERT_EQ(plan.imports[0].rows_skipped, sums.skipped);
  }
}

// ---- A newer version ----

TEST(Revision, of_the_very_same_document_says_that_every_row_is_the_same) {
  World world;
  ImportDraft first = world.start();
  first = *decide_anomaly(world.candour, first.id, first.version, 0, {DecisionKind::accept, ""}, true);
  first = *decide_anomaly(world.candour, first.id, first.version, 2, {DecisionKind::fix, "Director of Housing"}, false);
  const plan::PlanId id = confirm_import(world.candour, world.actor, first.id, first.version)->plan();
  ImportDraft again = world.start();
  EXPECT_EQ(same_document(**world.candour.picture({}), again.document_sha256)->plan(), id);
  EXPECT_THAT(likely_plans(**world.candour.picture({}), again.reading()), ElementsAre(id));
  again = *revise(world.candour, again.id, again.version, id);
  const Tally sums = tally(again);
  EXPECT_EQ(sums.same, 6u);
  EXPECT_EQ(sums.changed + sums.added + sums.vanished, 0u);
  EXPECT_EQ(sums.rows, sums.kept + sums.skipped);
  const auto refused = confirm_import(world.candour, world.actor, again.id, again.version);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().sentence, HasSubstr("Every row of this document is the same"));
}

// The sample three months on: one row reworded, one rated anew, one gone, one new.
intake::Reading later_version() {
  intake::Reading made = sample::reading();
  made.as_at = sample::day("2016-04-07");
  made.actions[0].action = "Share intelligence weekly with the safeguarding hub";
  made.actions[0].cells[1] = made.actions[0].action;
  made.actions[2].rating = {"G", plan::Status::on_track};
  made.actions[2].cells[2] = "G";
  made.actions[4] = sample::row(20, "2a", "Education", "Schools appoint a named lead", "A", plan::Status::at_risk);
  return made;
}
const RowChange* change_of(const ImportDraft& draft, Change change) {
  for (const RowChange& each : draft.changes)
    if (each.change == change) return &each;
  return nullptr;
}

TEST(Revision, shows_row_by_row_what_changed) {
  World world;
  const plan::PlanId id = world.import();
  world.next = later_version();
  ImportDraft draft = world.start("the newer document");
  EXPECT_THAT(likely_plans(**world.candour.picture({}), draft.reading()), ElementsAre(id));
  draft = *revise(world.candour, draft.id, draft.version, id);
  const Tally sums = tally(draft);
  EXPECT_EQ(sums.same, 3u);
  EXPECT_EQ(sums.changed, 2u);
  EXPECT_EQ(sums.added, 1u);
  EXPECT_EQ(sums.vanished, 1u);
  ASSERT_EQ(draft.changes[0].fields.size(), 1u);
  EXPECT_EQ(draft.changes[0].fields[0].name, "wording");
  EXPECT_EQ(draft.changes[0].fields[0].before, "Share intelligence weekly with the hub");
  EXPECT_EQ(draft.changes[0].fields[0].after, "Share intelligence weekly with the safeguarding hub");
  ASSERT_EQ(draft.changes[2].fields.size(), 1u);
  EXPECT_EQ(draft.changes[2].fields[0].before, "A (At risk)");
  EXPECT_EQ(draft.changes[2].fields[0].after, "G (On track)");
  EXPECT_EQ(change_of(draft, Change::vanished)->number, 5u);
}

TEST(Revision, imports_only_what_a_person_accepted) {
  World world;
  const plan::PlanId id = world.import();
  world.next = later_version();
  ImportDraft draft = world.start("the newer document");
  draft = *revise(world.candour, draft.id, draft.version, id);
  draft = *accept_changes(world.candour, draft.id, draft.version, {2, 4}, true);
  EXPECT_EQ(tally(draft).kept, 5u);
  EXPECT_EQ(tally(draft).skipped, 1u);
  const auto confirmed = confirm_import(world.candour, world.actor, draft.id, draft.version);
  ASSERT_TRUE(confirmed) << confirmed.error().sentence;
  EXPECT_EQ(confirmed->plan(), id);
  const plan::Plan plan = world.plan(id);
  EXPECT_EQ(plan::find_action(plan, 1)->wording, "Share intelligence weekly with the hub") << "not accepted";
  EXPECT_EQ(plan::find_action(plan, 3)->rating.as_written, "G");
  EXPECT_EQ(plan::find_action(plan, 3)->rating.as_at, sample::day("2016-04-07"));
  ASSERT_TRUE(plan::find_action(plan, 5)) << "what vanished stands until somebody accepts that";
  ASSERT_TRUE(plan::find_action(plan, 7));
  EXPECT_EQ(plan::find_action(plan, 7)->agency.text(), "education");
  ASSERT_EQ(plan.imports.size(), 2u);
}

TEST(Revision, takes_out_what_vanished_when_that_is_accepted) {
  World world;
  const plan::PlanId id = world.import();
  world.next = later_version();
  ImportDraft draft = world.start("the newer document");
  draft = *revise(world.candour, draft.id, draft.version, id);
  draft = *accept_changes(world.candour, draft.id, draft.version, {6}, true);
  ASSERT_TRUE(confirm_import(world.candour, world.actor, draft.id, draft.version));
  EXPECT_FALSE(plan::find_action(world.plan(id), 5));
}

TEST(Revision, leaves_alone_what_was_changed_here_since_and_is_no_news_in_the_document) {
  World world;
  const plan::PlanId id = world.import();
  ASSERT_TRUE(world.candour.act(world.actor, id,
                                plan::ChangeAction{1, "lead", "Head of Service", "Chief Inspector", "She took over"},
                                std::nullopt));
  world.next = later_version();
  ImportDraft draft = world.start("the newer document");
  draft = *revise(world.candour, draft.id, draft.version, id);
  ASSERT_EQ(draft.changes[0].fields.size(), 1u) << "the wording alone";
  draft = *accept_changes(world.candour, draft.id, draft.version, {0}, true);
  ASSERT_TRUE(confirm_import(world.candour, world.actor, draft.id, draft.version));
  EXPECT_EQ(plan::find_action(world.plan(id), 1)->lead, "Chief Inspector");
}

TEST(Revision, of_a_row_that_was_changed_after_it_was_accepted_is_a_conflict) {
  World world;
  const plan::PlanId id = world.import();
  world.next = later_version();
  ImportDraft draft = world.start("the newer document");
  draft = *revise(world.candour, draft.id, draft.version, id);
  draft = *accept_changes(world.candour, draft.id, draft.version, {0}, true);
  ASSERT_TRUE(world.candour.act(
      world.actor, id,
      plan::ChangeAction{1, "wording", "Share intelligence weekly with the hub", "Share it daily", "Agreed"},
      std::nullopt));
  draft = *open_import(world.candour, draft.id);
  EXPECT_FALSE(draft.changes[0].accepted) << "what was accepted is not what would now change";
  const auto refused = confirm_import(world.candour, world.actor, draft.id, draft.version);
  ASSERT_FALSE(refused);
  EXPECT_EQ(plan::find_action(world.plan(id), 1)->wording, "Share it daily");
}

// ---- Withdrawing ----

TEST(Withdrawal, takes_the_plan_out_of_every_list_and_known_now_it_never_was) {
  World world;
  const plan::PlanId id = world.import();
  const plan::ImportId import = world.plan(id).imports[0].id;
  EXPECT_EQ((*world.candour.picture_as_at({}, sample::day("2016-02-01"), Knowledge::now))->plans.size(), 1u);
  world.clock.set(sample::morning("2026-03-05"));
  ASSERT_TRUE(withdraw_import(world.candour, world.actor, id, import, "The wrong document"));
  EXPECT_TRUE((*world.candour.picture({}))->plans.empty());
  EXPECT_TRUE((*world.candour.picture_as_at({}, sample::day("2016-02-01"), Knowledge::now))->plans.empty());
  EXPECT_EQ((*world.candour.picture_as_at({}, sample::day("2026-03-04"), Knowledge::then))->plans.size(), 1u)
      << "known then, it stood";
}

TEST(Withdrawal, needs_a_reason_and_is_refused_once_somebody_has_answered) {
  World world;
  const plan::PlanId id = world.import();
  const plan::ImportId import = world.plan(id).imports[0].id;
  const auto silent = withdraw_import(world.candour, world.actor, id, import, " ");
  ASSERT_FALSE(silent);
  EXPECT_EQ(silent.error().code, ErrorCode::bad_input);
  ASSERT_TRUE(world.candour.act(world.actor, id,
                                plan::GiveUpdate{1, {sample::day("2026-03-01"), "", "It goes on.", {}}}, std::nullopt));
  const auto refused = withdraw_import(world.candour, world.actor, id, import, "The wrong document");
  ASSERT_FALSE(refused);
  EXPECT_EQ((*world.candour.picture({}))->plans.size(), 1u);
}

TEST(Withdrawal, of_a_newer_version_leaves_the_plan_as_before) {
  World world;
  const plan::PlanId id = world.import();
  const plan::Plan before = world.plan(id);
  world.next = later_version();
  ImportDraft draft = world.start("the newer document");
  draft = *revise(world.candour, draft.id, draft.version, id);
  draft = *accept_changes(world.candour, draft.id, draft.version, {0, 2, 4, 6}, true);
  ASSERT_TRUE(confirm_import(world.candour, world.actor, draft.id, draft.version));
  ASSERT_TRUE(withdraw_import(world.candour, world.actor, id, draft.id, "It was a draft of theirs"));
  const plan::Plan after = world.plan(id);
  ASSERT_EQ(after.actions.size(), before.actions.size());
  for (std::size_t i = 0; i < after.actions.size(); ++i) {
    EXPECT_EQ(after.actions[i].wording, before.actions[i].wording);
    EXPECT_EQ(after.actions[i].rating, before.actions[i].rating);
  }
}

}  // namespace
}  // namespace candour::app
