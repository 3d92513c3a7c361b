// The rules of a paper as cases.

#include "paper/paper.h"

#include <gtest/gtest.h>

#include "paper/commands.h"
#include "paper/decided.h"

namespace candour::paper {
namespace {

const Date day = *Date::parse("2026-03-02");
Stamp by(const char* actor) {
  return {*Moment::parse("2026-03-02T09:00:00Z"), day, actor};
}
const Cover cover{"Progress of Rowan", "Scrutiny Committee", day, {{"k7m2qx9dab"}, {}, day, {Section::rows}}};

// A paper that things are done to, each by somebody; a refusal is told as its sentence.
struct World {
  Paper paper;
  std::string act(const char* actor, const PaperCommand& command) {
    const auto events = decide(paper, command, by(actor));
    if (!events) return events.error().sentence;
    for (const PaperEvent& event : *events) apply(paper, event);
    return {};
  }
  ProposePaper proposal(char digit = 'a', std::vector<Shown> shown = {{"1", "Red", 4}}) {
    return {
        0, {0, std::string(32, digit), {{"paper.html", "text/html", std::string(64, digit), 9}}, shown, {}, 5, "root"}};
  }
  std::string publish(char digit = 'a', std::vector<Shown> shown = {{"1", "Red", 4}}, std::string why_eased = {}) {
    ProposePaper propose = proposal(digit, std::move(shown));
    propose.proposed.why_eased = std::move(why_eased);
    if (auto refused = act("jo", propose); !refused.empty()) return refused;
    if (auto refused = act("sam", ApprovePaper{std::string(32, digit)}); !refused.empty()) return refused;
    return act("jo", PublishPaper{*Moment::parse("2026-03-02T10:00:00Z"), "entry " + std::string(1, digit)});
  }
  World() { EXPECT_EQ(act("jo", StartPaper{PaperId("p7m2qx9dab"), cover}), ""); }
};

TEST(Paper, goes_from_draft_to_published_by_two_people) {
  World world;
  EXPECT_EQ(world.paper.stage, Stage::draft);
  EXPECT_EQ(world.publish(), "");
  EXPECT_EQ(world.paper.stage, Stage::published);
  ASSERT_EQ(world.paper.versions.size(), 1u);
  const Version& version = world.paper.versions[0];
  EXPECT_EQ(version.number, 1u);
  EXPECT_EQ(version.proposed_by, "jo");
  EXPECT_EQ(version.approved_by, "sam");
  EXPECT_EQ(version.published->iso(), "2026-03-02T10:00:00.000000Z");
  EXPECT_EQ(version.cover, cover);
}

TEST(Paper, refuses_with_a_reason) {
  const auto changed = [](auto change) {
    Cover other = cover;
    change(other);
    return other;
  };
  World fresh;
  const struct {
    const char* what;
    PaperCommand command;
    const char* sentence;
  } cases[] = {
      {"no title", ReviseDraft{changed([](Cover& c) { c.title = " "; })}, "Give the paper a title."},
      {"no body", ReviseDraft{changed([](Cover& c) { c.body = ""; })}, "Say whose meeting the paper is for."},
      {"no plan", ReviseDraft{changed([](Cover& c) { c.scope.plans.clear(); })}, "Choose at least one plan."},
      {"kept without why", DecideHit{"name", "A B", Answer::keep, " "}, "Say why the words may be published."},
      {"replaced by nothing", DecideHit{"name", "A B", Answer::replace, ""},
       "Say what stands in their place, such as a role."},
      {"open hits", ProposePaper{2, fresh.proposal().proposed},
       "The privacy check still has 2 findings that nobody has decided about."},
      {"no file", ProposePaper{0, {0, std::string(32, 'a'), {}, {}, {}, 0, {}}}, "The paper has no file."},
      {"approved early", ApprovePaper{std::string(32, 'a')},
       "This paper is at the stage “Draft”, so it cannot be approved. Look at it again."},
      {"published early", PublishPaper{{}, "entry"},
       "This paper is at the stage “Draft”, so it cannot be published. Look at it again."},
      {"corrected early", CorrectPaper{"a", "b"},
       "This paper is at the stage “Draft”, so it cannot be corrected. Look at it again."},
      {"withdrawn early", WithdrawVersion{1, {}, "why", "entry"}, "This paper has no version 1."},
      {"given up without why", DiscardDraft{""}, "Say why it is given up."},
  };
  for (const auto& each : cases) {
    World world;
    EXPECT_EQ(world.act("jo", each.command), each.sentence) << each.what;
  }
}

TEST(Paper, is_approved_by_a_second_named_person_for_the_bytes_they_saw) {
  World world;
  EXPECT_EQ(world.act("jo", world.proposal()), "");
  EXPECT_EQ(world.act("jo", ApprovePaper{std::string(32, 'a')}), "You proposed it. A second person must approve it.");
  EXPECT_EQ(world.act("operator", ApprovePaper{std::string(32, 'a')}).substr(0, 44),
            "A second, named person must approve it. The ");
  EXPECT_EQ(world.act("sam", ApprovePaper{std::string(32, 'b')}).substr(0, 28), "Another version was proposed");
  EXPECT_EQ(world.act("jo", ReviseDraft{cover}).substr(0, 27), "This paper is at the stage ");
  EXPECT_EQ(world.act("sam", ReturnProposal{"The key is missing"}), "");
  EXPECT_EQ(world.paper.stage, Stage::draft);
  EXPECT_FALSE(world.paper.proposal);
}

TEST(Paper, is_corrected_as_a_new_version_that_says_what_and_why) {
  World world;
  EXPECT_EQ(world.publish('a'), "");
  EXPECT_EQ(world.act("jo", CorrectPaper{"", "b"}), "Say what is to be corrected.");
  EXPECT_EQ(world.act("jo", CorrectPaper{"Row 1", ""}), "Say why it is corrected.");
  EXPECT_EQ(world.act("jo", CorrectPaper{"Row 1", "It was typed wrong"}), "");
  EXPECT_EQ(world.publish('b', {{"1", "Amber", 3}}),
            "The correction makes ratings that were published look better. Say why.");
  EXPECT_EQ(world.publish('b', {}), "The correction makes ratings that were published look better. Say why.");
  EXPECT_EQ(world.publish('b', {{"1", "Amber", 3}}, "The minutes say so"), "");
  ASSERT_EQ(world.paper.versions.size(), 2u);
  EXPECT_EQ(world.paper.versions[0].document, std::string(32, 'a'));
  EXPECT_EQ(world.paper.versions[1].what, "Row 1");
  EXPECT_EQ(world.paper.versions[1].why, "It was typed wrong");
  EXPECT_EQ(world.paper.versions[1].why_eased, "The minutes say so");
  EXPECT_TRUE(world.paper.what.empty());
  // A worse rating needs no reason of its own.
  EXPECT_EQ(world.act("jo", CorrectPaper{"Row 1", "Again"}), "");
  EXPECT_EQ(world.publish('c', {{"1", "Red", 4}}), "");
}

TEST(Paper, is_withdrawn_once_with_a_reason_and_keeps_its_place) {
  World world;
  EXPECT_EQ(world.publish(), "");
  EXPECT_EQ(world.act("sam", WithdrawVersion{1, {}, "", "entry"}),
            "Say why it is withdrawn. The reason becomes public.");
  EXPECT_EQ(world.act("sam", WithdrawVersion{1, {}, "It named a child", "entry"}), "");
  EXPECT_EQ(world.paper.versions[0].withdrawn->reason, "It named a child");
  EXPECT_EQ(world.act("sam", WithdrawVersion{1, {}, "Again", "entry"}), "Version 1 is withdrawn already.");
}

TEST(Paper, given_up_leaves_what_was_published) {
  World world;
  EXPECT_EQ(world.act("jo", DiscardDraft{"Another month"}), "");
  EXPECT_EQ(world.paper.stage, Stage::discarded);
  World published;
  EXPECT_EQ(published.publish(), "");
  EXPECT_EQ(published.act("jo", CorrectPaper{"x", "y"}), "");
  EXPECT_EQ(published.act("jo", DiscardDraft{"No need"}), "");
  EXPECT_EQ(published.paper.stage, Stage::published);
  EXPECT_EQ(published.paper.versions.size(), 1u);
}

TEST(Paper, tells_what_a_later_version_makes_look_better) {
  using S = std::vector<Shown>;
  const struct {
    S before, after;
    std::size_t eased;
  } cases[] = {
      {{{"1", "Red", 4}}, {{"1", "Red", 4}}, 0},
      {{{"1", "Red", 4}}, {{"1", "Amber", 3}}, 1},
      {{{"1", "Amber", 3}}, {{"1", "Red", 4}}, 0},
      {{{"1", "Red", 4}}, {}, 1},
      {{{"1", "Red", 4}}, {{"1", "P", 0}}, 1},
      {{{"1", "P", 0}}, {{"1", "Green", 1}}, 0},
      {{}, {{"1", "Red", 4}}, 0},
  };
  for (const auto& each : cases) EXPECT_EQ(eased(each.before, each.after).size(), each.eased);
}

// What is public of a version is what was decided about its words, not what was typed.
TEST(Paper, tells_its_cover_and_its_correction_as_was_decided) {
  World world;
  EXPECT_EQ(world.publish('a'), "");
  EXPECT_EQ(world.act("jo", CorrectPaper{"What Tamsin O’Neill said of Tamsina", "Tamsin’s mother asked"}), "");
  EXPECT_EQ(world.act("jo", DecideHit{"name", "Tamsin O'Neill", Answer::redact, ""}), "");
  EXPECT_EQ(world.act("jo", DecideHit{"child", "Tamsin", Answer::replace, "the girl"}), "");
  EXPECT_EQ(world.act("jo", DecideHit{"name", "mother", Answer::keep, "It names nobody"}), "");
  EXPECT_EQ(world.act("jo", world.proposal('b')), "");
  EXPECT_EQ(world.paper.proposal->what, "What [left out] said of Tamsina");
  EXPECT_EQ(world.paper.proposal->why, "the girl’s mother asked");
  EXPECT_EQ(world.paper.proposal->cover, cover);
  const struct {
    const char *words, *by, *text, *made;
  } cases[] = {
      {"A B", "C", "A\u00A0B and A  B, not A Bee", "C and C, not A Bee"},
      {"+44 1", "C", "ring +44 1.", "ring C."},
      {"A", "A and B", "A", "A and B and B and B and B"},  // it ends
      {"A", "C", "", ""},
      {"A-B", "C", "A–B A\u200B-B", "C C"},
  };
  for (const auto& each : cases) {
    Paper paper;
    paper.decisions = {{"name", each.words, Answer::replace, each.by, "jo"}};
    EXPECT_EQ(as_decided(paper, each.text), each.made) << each.text;
  }
}

TEST(Paper, only_publishing_and_withdrawing_say_something_openly) {
  EXPECT_EQ(entry_of({by("jo"), PaperPublished{"a", {}, "entry"}}), "entry");
  EXPECT_EQ(entry_of({by("jo"), VersionWithdrawn{1, {}, "why", "gone"}}), "gone");
  EXPECT_EQ(entry_of({by("jo"), PaperStarted{PaperId("p"), cover}}), "");
}

}  // namespace
}  // namespace candour::paper
