#include "app/erasure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/checkpoints.h"
#include "app/exporting.h"
#include "app/sample_test.h"
#include "app/verify.h"
#include "people/may.h"

namespace candour::app {
namespace {

using people::ErasureBasis;
using sample::World;
using testing::HasSubstr;

constexpr const char* why = "It named somebody who is no part of this";

// The sample plan, with a name in one action.
plan::PlanId import_with(World& world, const std::string& name) {
  world.next.actions[0].action = "Share intelligence about " + name + " weekly";
  return world.import();
}

std::vector<std::uint64_t> positions_of(const Traces& traces) {
  std::vector<std::uint64_t> positions;
  for (const auto& each : traces.events) positions.push_back(each.position);
  return positions;
}

// The list as somebody keeps it elsewhere, and how its disk is.
struct KeptList final : ErasureList {
  std::string list, meant;
  bool full = false;
  Result<void> mean(std::string_view lines) override {
    if (full) return fail(ErrorCode::unavailable, "The disk is full.");
    meant += lines;
    return {};
  }
  Result<void> settle(const Store& store) override {
    CANDOUR_TRY(gone, gone_from(store, meant));
    list += gone;
    meant.clear();
    return {};
  }
};

TEST(Traces, are_found_whatever_their_case_and_only_where_they_stand) {
  World world;
  import_with(world, "Jessamine Quillfeather");
  const auto traces = find_traces(world.candour, {}, "jessamine  QUILLfeather");
  ASSERT_TRUE(traces) << traces.error().sentence;
  ASSERT_EQ(traces->events.size(), 1u);
  EXPECT_EQ(traces->events[0].type, "plan.action_added");
  EXPECT_THAT(traces->events[0].excerpt, HasSubstr("Jessamine Quillfeather"));
  EXPECT_TRUE(find_traces(world.candour, {}, "Nobody of that name")->events.empty());
  EXPECT_EQ(find_traces(world.candour, {}, " a ").error().code, ErrorCode::bad_input);
}

// Unfinished work and a file that both partnerships have are no one approver's of them.
TEST(Traces, of_what_is_not_one_partnerships_alone_are_for_who_approves_in_all) {
  World world;
  import_with(world, "Jessamine Quillfeather");
  const people::PartnershipId other{"s7m2qx9dab"};
  ASSERT_TRUE(world.candour.act({}, people::StartPartnership{other, "Brackenford"}));
  ASSERT_TRUE(world.store->save_draft("answer/q7m2qx9dab/1", 0, "About Quillfeather", world.clock.now()));
  people::Grant here, there;
  here.role = there.role = people::Role::approver;
  here.partnership = people::first_partnership;
  there.partnership = other;
  for (const auto& [id, grants] :
       {std::pair<const char*, std::vector<people::Grant>>{"one", {here}}, {"both", {here, there}}})
    ASSERT_TRUE(
        world.candour.act({}, people::AddPerson{people::PersonId(id), id, std::string(id) + "@hv.example", grants}));
  const Actor one{.name = {}, .person = people::PersonId("one")}, both{.name = {}, .person = people::PersonId("both")};
  EXPECT_EQ(find_traces(world.candour, one, "Quillfeather")->drafts.size(), 0u);
  ASSERT_EQ(find_traces(world.candour, both, "Quillfeather")->drafts.size(), 1u);
  const Erasure draft{{}, {}, {"answer/q7m2qx9dab/1"}};
  EXPECT_FALSE(world.candour.erase(one, draft, ErasureBasis::unlawful, why));
  const auto erased = world.candour.erase(both, draft, ErasureBasis::unlawful, why);
  EXPECT_TRUE(erased) << erased.error().sentence;
}

// Of what somebody typed by a link, and of the files that they added and have not sent: the words are kept as a form
// is.
TEST(Traces, are_found_in_answers_that_are_not_sent_yet_by_who_approves_where_they_are_asked) {
  World world;
  const plan::PlanId id = world.import();
  const people::PartnershipId other{"s7m2qx9dab"};
  ASSERT_TRUE(world.candour.act({}, people::StartPartnership{other, "Brackenford"}));
  request::Compose compose;
  compose.request.request = request::RequestId("q7m2qx9dab");
  compose.request.agency = plan::AgencyId((*world.candour.picture({}))->plans[0]->rows[0].action->agency);
  compose.request.rows = {{id, 1}};
  compose.request.asked_by = "Ann Bell, Harrow Vale Partnership";
  compose.request.reply_to = "ann@hv.example";
  compose.request.deadline = world.clock.now().date().plus_days(10);
  compose.people = {{"Jo Park", "jo@police.example"}};
  const auto composed = world.candour.act({}, compose.request.request, compose, std::nullopt);
  ASSERT_TRUE(composed) << composed.error().sentence;
  const std::string photograph = *world.store->keep_original("JFIF of Jessamine Quillfeather"),
                    report = *world.store->keep_original("PK compressed");
  const auto now = world.clock.now();
  ASSERT_TRUE(world.store->save_draft("answer/q7m2qx9dab/1/1", 0, "narrative=We+saw+Jessamine%20Quillfeather", now));
  ASSERT_TRUE(world.store->save_draft("evidence/answer/q7m2qx9dab/1/1", 0,
                                      "taken=2&item=number%3D1%26description%3DJessamine%2BQuillfeather%26sha256%3D" +
                                          photograph + "&item=number%3D2%26sha256%3D" + report,
                                      now));
  ASSERT_TRUE(world.store->save_draft("import/m7m2qx9dab", 0, "{\"title\":\"Jessamine Quillfeather\"}", now));
  const auto add = [&](const char* person, std::vector<people::PartnershipId> places) {
    std::vector<people::Grant> grants;
    for (const auto& place : places) {
      people::Grant& grant = grants.emplace_back();
      grant.role = people::Role::approver;
      grant.partnership = place;
    }
    EXPECT_TRUE(world.candour.act(
        {}, people::AddPerson{people::PersonId(person), person, std::string(person) + "@x.example", grants}));
    return Actor{.name = {}, .person = people::PersonId(person)};
  };
  const Actor here = add("here", {people::first_partnership}), there = add("there", {other}),
              both = add("both", {people::first_partnership, other});
  for (const auto& [actor, drafts, files] : {std::tuple{here, 2u, 2u}, {there, 0u, 0u}, {both, 3u, 2u}}) {
    const auto traces = find_traces(world.candour, actor, "jessamine quillfeather");
    ASSERT_TRUE(traces) << traces.error().sentence;
    EXPECT_EQ(traces->drafts.size(), drafts) << actor.person->text();
    EXPECT_EQ(traces->files.size(), files) << actor.person->text();
    EXPECT_EQ(traces->elsewhere, 0u) << actor.person->text();
  }
  const Erasure answer{{}, {}, {"answer/q7m2qx9dab/1/1"}};
  // Nor a file by the side of what is theirs: not one that nobody named to them, and not another's.
  const std::string stray = *world.store->keep_original("a stray photograph");
  EXPECT_EQ(world.candour.erase(here, {{}, {stray}, answer.drafts}, ErasureBasis::unlawful, why).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(world.candour.erase(there, {{}, {photograph}, {}}, ErasureBasis::unlawful, why).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(world.candour.erase(there, answer, ErasureBasis::unlawful, why).error().code, ErrorCode::not_found);
  EXPECT_FALSE(world.candour.erase(here, {{}, {}, {"import/m7m2qx9dab"}}, ErasureBasis::unlawful, why));
  const auto erased = world.candour.erase(here, answer, ErasureBasis::unlawful, why);
  EXPECT_TRUE(erased) << erased.error().sentence;

  // What is sent has every one of its files told, not the first alone.
  request::SendAnswers sent{1, "ref2345678", {{1, {}}}};
  sent.answers[0].answer.narrative = "Two of three teams are briefed.";
  for (const auto& [sha256, name] : {std::pair{report, "a.docx"}, {photograph, "second.jpg"}})
    sent.answers[0].answer.evidence_items.push_back({sha256, name, "The register", sample::day("2026-03-01")});
  const auto answered = world.candour.act({}, compose.request.request, sent, std::nullopt);
  ASSERT_TRUE(answered) << answered.error().sentence;
  ASSERT_TRUE(world.store->forget_draft("evidence/answer/q7m2qx9dab/1/1"));
  const auto of_answer = find_traces(world.candour, here, "quillfeather");
  ASSERT_EQ(of_answer->files.size(), 1u);
  EXPECT_EQ(of_answer->files[0].name, "second.jpg");
  EXPECT_EQ(of_answer->unsearched, 1u) << "the other is compressed, and nothing of it holds the words";

  // A plan that is restricted without their name: that there is something, and no more; and only for who approves in
  // all.
  ASSERT_TRUE(world.candour.act(
      {}, id, plan::GiveUpdate{1, {sample::day("2026-03-02"), "", "Jessamine Quillfeather came.", {}}}, std::nullopt));
  ASSERT_TRUE(world.candour.act({}, people::RestrictPlan{id, {{people::PersonId("there")}, "A trial"}}));
  EXPECT_EQ(find_traces(world.candour, both, "Quillfeather")->elsewhere, 1u) << "the update";
  EXPECT_EQ(find_traces(world.candour, here, "Quillfeather")->elsewhere, 0u);
}

TEST(Erasing, takes_the_words_out_of_every_picture_and_leaves_the_ratings) {
  World world;
  const plan::PlanId id = import_with(world, "Jessamine Quillfeather");
  const auto before = *world.candour.picture({});
  ASSERT_TRUE(world.candour.picture_as_at({}, sample::day("2026-03-01"), Knowledge::now));
  const auto traces = *find_traces(world.candour, {}, "Quillfeather");
  KeptList noted;
  world.candour.note_erasures(&noted);
  const ledger::Checkpoint held{
      "o", *world.store->ledger().size(),
      *ledger::root_of(*world.store->ledger().size(),
                       [&](unsigned level, std::uint64_t index) { return world.store->ledger().node(level, index); })};
  const auto erased = world.candour.erase({}, {positions_of(traces), {}, {}}, ErasureBasis::unlawful, why);
  ASSERT_TRUE(erased) << erased.error().sentence;
  const auto after = *world.candour.picture({});
  const plan::Action& was = *before->plans[0]->rows[0].action;
  const plan::Action& is = *after->plans[0]->rows[0].action;
  EXPECT_THAT(was.wording, HasSubstr("Quillfeather"));
  EXPECT_EQ(is.wording, "[erased]");
  EXPECT_EQ(is.rating.status, was.rating.status);
  EXPECT_EQ(is.due, was.due);
  EXPECT_EQ(is.agency, was.agency);
  EXPECT_EQ(after->plans[0]->rows[1].action->wording, before->plans[0]->rows[1].action->wording);
  EXPECT_TRUE(find_traces(world.candour, {}, "Quillfeather")->empty());
  const auto audit = verify(*world.store, {held});
  EXPECT_TRUE(audit->holds());
  EXPECT_EQ(audit->erased, 1u);
  EXPECT_THAT(noted.list, HasSubstr("words " + std::to_string(traces.events[0].position) + " "));
  EXPECT_EQ(noted.list, *every_erasure_in(*world.store));

  // The record says that something went, by which right and why.
  const auto last = world.store->read("people")->back();
  EXPECT_THAT(last.core, HasSubstr(R"("basis":"unlawful")"));
  EXPECT_THAT(last.core, HasSubstr("people.words_erased"));
  EXPECT_THAT(last.words, HasSubstr(why));
  // And the plan goes on.
  EXPECT_TRUE(
      world.candour.act({}, id, plan::GiveUpdate{1, {sample::day("2026-03-02"), "", "It goes on.", {}}}, std::nullopt));
}

TEST(Erasing, is_seen_by_a_server_when_another_process_did_it) {
  World world;
  import_with(world, "Jessamine Quillfeather");
  Candour elsewhere(*world.store, nullptr, world.clock);
  ASSERT_TRUE(world.candour.picture({}));
  const auto traces = *find_traces(elsewhere, {}, "Quillfeather");
  ASSERT_TRUE(elsewhere.erase({}, {positions_of(traces), {}, {}}, ErasureBasis::unlawful, why));
  EXPECT_EQ((*world.candour.picture({}))->plans[0]->rows[0].action->wording, "[erased]");
}

TEST(Erasing, needs_something_to_erase_a_reason_and_a_note_that_holds) {
  World world;
  import_with(world, "Jessamine Quillfeather");
  const auto traces = *find_traces(world.candour, {}, "Quillfeather");
  const Erasure erasure{positions_of(traces), {}, {}};
  EXPECT_EQ(world.candour.erase({}, {}, ErasureBasis::unlawful, why).error().code, ErrorCode::bad_input);
  EXPECT_EQ(world.candour.erase({}, erasure, ErasureBasis::unlawful, "  ").error().code, ErrorCode::bad_input);
  EXPECT_EQ(world.candour.erase({}, {{999}, {}, {}}, ErasureBasis::unlawful, why).error().code, ErrorCode::not_found);
  KeptList full;
  full.full = true;
  world.candour.note_erasures(&full);
  EXPECT_EQ(world.candour.erase({}, erasure, ErasureBasis::unlawful, why).error().code, ErrorCode::unavailable);
  EXPECT_FALSE(find_traces(world.candour, {}, "Quillfeather")->empty()) << "nothing was erased";
}

// What a held record refuses is not on the list: a restore would carry it out.
TEST(Erasing, that_was_refused_is_nowhere_on_the_list) {
  World world;
  import_with(world, "Jessamine Quillfeather");
  const Erasure erasure{positions_of(*find_traces(world.candour, {}, "Quillfeather")), {}, {}};
  KeptList noted;
  world.candour.note_erasures(&noted);
  world.candour.hold("This record is read-only.");
  EXPECT_EQ(world.candour.erase({}, erasure, ErasureBasis::unlawful, why).error().code, ErrorCode::unavailable);
  EXPECT_EQ(noted.list + noted.meant, "");
}

TEST(Erasing, is_settled_by_what_the_record_says_after_a_crash) {
  World world;
  import_with(world, "Jessamine Quillfeather");
  const auto traces = *find_traces(world.candour, {}, "Quillfeather");
  const auto seals = *world.store->ledger().seals(traces.events[0].position - 1, 1);
  KeptList noted;
  noted.meant = write_erased(seals, {}, world.clock.now());
  KeptList as_meant = noted;
  ASSERT_TRUE(noted.settle(*world.store));
  EXPECT_EQ(noted.list, "") << "it was not done";
  ASSERT_TRUE(world.candour.erase({}, {positions_of(traces), {}, {}}, ErasureBasis::unlawful, why));
  ASSERT_TRUE(as_meant.settle(*world.store));
  EXPECT_EQ(as_meant.list, *every_erasure_in(*world.store)) << "it was done before the crash";
}

TEST(Erasing, is_for_who_approves_where_the_words_stand) {
  World world;
  const plan::PlanId id = import_with(world, "Jessamine Quillfeather");
  const people::PartnershipId other{"brackenfrd"};
  ASSERT_TRUE(world.candour.act({}, people::StartPartnership{other, "Brackenford"}));
  const auto add = [&](const char* person, people::Role role, const people::PartnershipId& partnership) {
    people::Grant grant;
    grant.role = role;
    if (role != people::Role::administrator) grant.partnership = partnership;
    EXPECT_TRUE(world.candour.act(
        {}, people::AddPerson{people::PersonId(person), person, std::string(person) + "@x.example", {grant}}));
    return Actor{{}, people::PersonId(person)};
  };
  const Actor approver = add("approveraa", people::Role::approver, people::first_partnership),
              of_other = add("approverbb", people::Role::approver, other),
              coordinator = add("coordinata", people::Role::coordinator, people::first_partnership),
              administrator = add("adminaaaaa", people::Role::administrator, {});
  const Erasure erasure{positions_of(*find_traces(world.candour, {}, "Quillfeather")), {}, {}};
  for (const Actor& actor : {coordinator, administrator}) {
    EXPECT_EQ(find_traces(world.candour, actor, "Quillfeather").error().code, ErrorCode::not_allowed);
    EXPECT_FALSE(world.candour.erase(actor, erasure, ErasureBasis::unlawful, why));
  }
  EXPECT_TRUE(find_traces(world.candour, of_other, "Quillfeather")->empty()) << "it is another partnership's";
  const auto refused = world.candour.erase(of_other, erasure, ErasureBasis::unlawful, why);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::not_found) << "and looks missing";
  // A plan that is restricted without their name is not theirs, either.
  ASSERT_TRUE(world.candour.act({}, people::RestrictPlan{id, {{coordinator.person.value()}, "A trial"}}));
  EXPECT_TRUE(find_traces(world.candour, approver, "Quillfeather")->empty());
  EXPECT_FALSE(world.candour.erase(approver, erasure, ErasureBasis::unlawful, why));
  ASSERT_TRUE(world.candour.act({}, people::OpenPlan{id, "It is over"}));
  EXPECT_EQ(find_traces(world.candour, approver, "Quillfeather")->events.size(), 1u);
  const auto erased = world.candour.erase(approver, erasure, ErasureBasis::unlawful, why);
  EXPECT_TRUE(erased) << erased.error().sentence;
}

TEST(AListOfWhatWasErased, erases_it_again_in_an_older_copy_and_in_no_other_record) {
  World world;
  import_with(world, "Jessamine Quillfeather");
  const std::string file = *world.store->keep_original("a photograph");
  std::string lines;  // an older copy, as an export
  const PutFile put = [&](const std::string& path, std::string_view bytes) -> Result<void> {
    if (path == "record/ledger.jsonl") lines += bytes;
    return {};
  };
  ASSERT_TRUE(export_record(world.candour, put));
  ASSERT_TRUE(world.store->save_draft("import/a", 0, "Quillfeather", world.clock.now()));
  KeptList noted;
  world.candour.note_erasures(&noted);
  ASSERT_TRUE(world.candour.erase({},
                                  {positions_of(*find_traces(world.candour, {}, "Quillfeather")), {file}, {"import/a"}},
                                  ErasureBasis::unlawful, why));
  const std::string& list = noted.list;
  EXPECT_TRUE(still_here(*world.store, list)->words_of.empty());

  const auto older = memory::make_store();
  std::size_t at = 0;
  ASSERT_TRUE(fill_from(*older, [&]() -> Result<std::optional<std::string>> {
    if (at >= lines.size()) return std::optional<std::string>();
    const std::size_t end = lines.find('\n', at);
    std::string line = lines.substr(at, end - at);
    at = end + 1;
    return std::optional(std::move(line));
  }));
  ASSERT_TRUE(older->keep_original("a photograph"));
  ASSERT_TRUE(older->save_draft("import/a", 0, "Quillfeather", world.clock.now()));
  Candour restored(*older, nullptr, world.clock);
  EXPECT_FALSE(find_traces(restored, {}, "Quillfeather")->empty());
  const auto again = *still_here(*older, list);
  EXPECT_EQ(again.words_of.size(), 1u);
  EXPECT_EQ(again.originals.size(), 1u);
  EXPECT_EQ(again.drafts.size(), 1u);
  const auto by_newer = gone_since(*older, *world.store);
  ASSERT_TRUE(by_newer) << by_newer.error().sentence;
  EXPECT_EQ(by_newer->words_of, again.words_of) << "a newer copy says the same as the list";
  EXPECT_EQ(by_newer->originals, again.originals);
  EXPECT_EQ(by_newer->drafts, again.drafts);
  EXPECT_EQ(gone_since(*world.store, *older).error().code, ErrorCode::refused) << "it is the older one";
  ASSERT_TRUE(restored.erase_again(again));
  EXPECT_TRUE(still_here(*older, list)->empty());
  ASSERT_TRUE(
      older->save_draft("import/a", 0, "Begun anew", Moment::from_microseconds(world.clock.now().microseconds() + 1)));
  EXPECT_TRUE(still_here(*older, list)->empty()) << "what was begun anew under its name stays";
  EXPECT_TRUE(find_traces(restored, {}, "Quillfeather")->events.empty());
  EXPECT_TRUE(verify(*older, {})->holds());

  World other;
  import_with(other, "Jessamine Quillfeather");
  EXPECT_TRUE(still_here(*other.store, list)->words_of.empty());
  EXPECT_FALSE(still_here(*other.store, "words 1\n"));
}

TEST(Export, fills_a_new_record_that_is_the_same) {
  World world;
  import_with(world, "Jessamine Quillfeather");
  world.clock.set(Moment::from_microseconds(world.clock.now().microseconds() + 60'000'000));
  ASSERT_TRUE(world.candour.erase({}, {{2}, {}, {}}, ErasureBasis::objected, why));
  const auto filled = memory::make_store();
  std::string lines;
  std::vector<std::string> files;
  const auto exported =
      export_record(world.candour, [&](const std::string& path, std::string_view bytes) -> Result<void> {
        if (path == "record/ledger.jsonl")
          lines += bytes;
        else
          files.push_back(path);
        if (path.starts_with("originals/")) CANDOUR_CHECK(filled->keep_original(bytes));
        return {};
      });
  ASSERT_TRUE(exported) << exported.error().sentence;
  EXPECT_EQ(exported->events, *world.store->last_position());
  EXPECT_EQ(exported->originals, world.store->originals()->size());
  EXPECT_THAT(files, testing::Each(testing::StartsWith("originals/"))) << "nothing was signed";
  const auto reader_of = [](std::string text) {
    return [text = std::move(text), at = std::size_t{0}]() mutable -> Result<std::optional<std::string>> {
      if (at >= text.size()) return std::optional<std::string>();
      const std::size_t end = text.find('\n', at);
      std::string line = text.substr(at, end - at);
      at = end + 1;
      return std::optional(std::move(line));
    };
  };
  ASSERT_TRUE(fill_from(*filled, reader_of(lines)));
  EXPECT_EQ(verify(*filled, {})->root, verify(*world.store, {})->root);
  EXPECT_TRUE(verify(*filled, {})->holds());
  Candour candour(*filled, nullptr, world.clock);
  EXPECT_EQ((*candour.picture({}))->plans.size(), 1u);

  // As it stood at a moment: the beginning of the same ledger.
  const auto events = *world.store->read_all(0, 1000);
  const Moment then = events[events.size() - 2].recorded;
  ASSERT_LT(then, events.back().recorded);
  const auto earlier = memory::make_store();
  ASSERT_TRUE(fill_from(*earlier, reader_of(lines), then));
  EXPECT_EQ(*earlier->last_position(), events.size() - 1);
  EXPECT_EQ(verify(*earlier, {})->unsaid, 1u) << "the event that says so came later";
  EXPECT_EQ(what_does_not_follow(*world.store, {{"o", *earlier->ledger().size(), verify(*earlier, {})->root}}).value(),
            "");

  for (const auto& [from, to] : {std::pair{"\"salt\":\"", "\"salt\":\"0"},
                                 {"\"commitment\":\"", "\"commitment\":\"A"},
                                 {"\"sequence\":1,", "\"sequence\":-1,"},
                                 {"{\"", "[\""}}) {
    std::string bad = lines;
    const std::size_t at = bad.find(from, bad.find('\n'));
    ASSERT_NE(at, std::string::npos) << from;
    bad.replace(at, std::string(from).size(), to);
    const auto empty = memory::make_store();
    const auto refused = fill_from(*empty, reader_of(bad));
    if (std::string(from) == "\"salt\":\"") {
      // Not told by its form, but by verify: what opens nothing was altered.
      EXPECT_FALSE(refused && verify(*empty, {})->holds());
      continue;
    }
    ASSERT_FALSE(refused) << from;
    EXPECT_THAT(refused.error().sentence, HasSubstr("Line 2"));
    EXPECT_EQ(*empty->last_position(), 0u);
  }
}

}  // namespace
}  // namespace candour::app
