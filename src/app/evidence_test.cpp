// A file in which the scanner finds something harmful once it has been kept: who sent it is told, once.

#include "app/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/import.h"
#include "app/quota.h"
#include "app/sample_test.h"
#include "app/scanner.h"
#include "app/workbook.h"
#include "base/sha256.h"

namespace candour::app {
namespace {

using testing::HasSubstr;
using testing::Not;

class TurningScanner final : public Scanner {
 public:
  Result<std::string> scan(std::string_view) const override {
    if (away) return fail(ErrorCode::unavailable, "The scanner is away.");
    return found;
  }
  bool away = true;
  std::string found = "Trial.Harm";
};
class TellingMailer final : public Mailer {
 public:
  Result<Sent> send(const Letter& letter) const override {
    letters.push_back(letter);
    return Sent{outcome, "250"};
  }
  mutable std::vector<Letter> letters;
  Sending outcome = Sending::accepted;
};

struct World {
  FixedClock clock{sample::morning("2026-03-02")};
  sample::World sample;
  TurningScanner scanner;
  TellingMailer mailer;
  Candour candour{*sample.store, &sample.reader, clock, {&mailer, "https://plans.harrowvale.example"}, &scanner};
  plan::PlanId plan = sample.import();

  World() {
    people::Grant grant;
    grant.role = people::Role::coordinator;
    grant.partnership = people::first_partnership;
    EXPECT_TRUE(
        candour.act({}, people::AddPerson{people::PersonId("ann"), "Ann Bell", "ann@harrowvale.example", {grant}}));
  }
  void add(const char* bytes, const Actor& actor) {
    plan::AddEvidence command{1, {}};
    command.evidence.description = "The rota of the secret house";
    command.evidence.date = clock.now().date();
    const std::size_t seen = view::find_row(**candour.picture({}), plan::action_id(plan, 1))->action->history.size();
    const auto added = add_evidence(candour, actor, plan, command, bytes, "rota.txt", {1, seen});
    ASSERT_TRUE(added) << added.error().sentence;
  }
  void later() { clock.set(Moment::from_microseconds(clock.now().microseconds() + 60'000'000)); }
};

TEST(AHarmfulFile, ThatWasKeptIsToldToWhoSentItOnceAndNamesNoCase) {
  World world;
  world.add("A was there.", {.name = {}, .person = people::PersonId("ann")});
  world.add("B was there.", {});
  EXPECT_EQ(*scan_waiting(world.candour), 2u);
  EXPECT_TRUE(world.mailer.letters.empty());
  world.scanner.away = false;
  for (int round = 0; round < 3; ++round) {
    world.later();
    EXPECT_EQ(*scan_waiting(world.candour), 0u);
  }
  ASSERT_EQ(world.mailer.letters.size(), 1u) << "once, and the operator has no address";
  const Letter& letter = world.mailer.letters.front();
  EXPECT_EQ(letter.to, "ann@harrowvale.example");
  EXPECT_THAT(letter.text, HasSubstr("https://plans.harrowvale.example/evidence/" + world.plan.text() + "-1-1"));
  for (const std::string& words : {letter.subject, letter.text, letter.html}) {
    EXPECT_THAT(words, Not(HasSubstr("rota")));
    EXPECT_THAT(words, Not(HasSubstr("Trial.Harm")));
  }
}

TEST(AHarmfulFile, IsToldAgainOnlyWhereTheLetterSurelyDidNotGo) {
  for (const auto& [outcome, letters] :
       {std::pair{Sending::try_later, 3u}, {Sending::unknown, 1u}, {Sending::refused, 1u}}) {
    World world;
    world.add("A was there.", {.name = {}, .person = people::PersonId("ann")});
    world.scanner.away = false;
    world.mailer.outcome = outcome;
    for (int round = 0; round < 3; ++round) {
      world.later();
      EXPECT_TRUE(scan_waiting(world.candour));
    }
    EXPECT_EQ(world.mailer.letters.size(), letters);
  }
}

// A workbook or a document is read by a child process, which costs: nobody's file is before it was counted and scanned.
TEST(AFileThatIsToBeRead, IsCountedAndScannedFirst) {
  struct CountingReader final : Reader {
    Result<intake::Reading> read(std::string_view, std::string, const intake::Choices&) const override {
      ++asked;
      return fail(ErrorCode::unreadable, "It cannot be read.");
    }
    Result<document::FilledWorkbook> read_filled(std::string_view, std::string) const override {
      ++asked;
      return fail(ErrorCode::unreadable, "It cannot be read.");
    }
    Result<document::Attachment> judge(std::string_view, std::string) const override {
      return fail(ErrorCode::unreadable, "It cannot be read.");
    }
    mutable std::size_t asked = 0;
  } reader;
  World world;
  Candour candour(*world.sample.store, &reader, world.clock, {}, &world.scanner);
  const Actor ann{.name = {}, .person = people::PersonId("ann")};
  const auto workbook = [&](const char* bytes) {
    return receive_workbook(candour, ann, bytes, "a.xlsx", {world.plan, {}});
  };
  const auto document = [&](const char* bytes) { return start_import(candour, ann, bytes, "a.docx", {}); };
  EXPECT_EQ(workbook("a").error().code, ErrorCode::unavailable) << "the scanner is away";
  EXPECT_EQ(document("a").error().code, ErrorCode::unavailable);
  world.scanner.away = false;
  EXPECT_THAT(workbook("b").error().sentence, HasSubstr("Trial.Harm"));
  EXPECT_THAT(document("b").error().sentence, HasSubstr("Trial.Harm"));
  EXPECT_EQ(reader.asked, 0u);
  world.scanner.found.clear();
  EXPECT_EQ(workbook("c").error().code, ErrorCode::unreadable);
  EXPECT_EQ(reader.asked, 1u);
  for (std::uint32_t sent = 5; sent < files_a_day; ++sent) ASSERT_TRUE(count_sent(candour, ann, 1)) << sent;
  EXPECT_EQ(workbook("d").error().code, ErrorCode::too_large);
  EXPECT_EQ(document("d").error().code, ErrorCode::too_large);
  EXPECT_EQ(reader.asked, 1u) << "what is not counted is not read";
}

TEST(ACleanFile, IsToldToNobody) {
  World world;
  world.scanner.found.clear();
  world.add("A was there.", {.name = {}, .person = people::PersonId("ann")});
  world.scanner.away = false;
  world.later();
  EXPECT_EQ(*scan_waiting(world.candour), 0u);
  EXPECT_TRUE(world.mailer.letters.empty());
}

}  // namespace
}  // namespace candour::app
