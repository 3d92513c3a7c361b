#include "risk/register.h"

#include <gtest/gtest.h>

#include "risk/events.h"

namespace candour::risk {
namespace {

Date day(const char* iso) {
  return *Date::parse(iso);
}
const Stamp stamp{*Moment::parse("2026-03-01T09:30:00Z"), day("2026-03-01"), "coordinator"};

TEST(Register, AScoreIsComparedWithLikelihoodTimesImpact) {
  struct Case {
    std::optional<std::uint32_t> likelihood;
    std::optional<std::uint32_t> impact;
    const char* written;
    const char* mismatch;
  };
  const std::vector<Case> cases{{4, 4, "16", ""},
                                {4, 4, "14", "The score is written as 14, but 4 × 4 is 16."},
                                {4, 4, "16 (high)", ""},
                                {4, 4, "Score: 12", "The score is written as 12, but 4 × 4 is 16."},
                                {4, 4, "4 x 4 = 16", ""},  // several numbers: nothing is claimed
                                {4, 4, "", ""},
                                {4, 4, "High", ""},
                                {{}, 4, "14", ""},
                                {4, {}, "14", ""},
                                {4294967295u, 2, "1", "The score is written as 1, but 4294967295 × 2 is 8589934590."}};
  for (const Case& each : cases) {
    Score score;
    score.likelihood = each.likelihood;
    score.impact = each.impact;
    score.as_written = each.written;
    EXPECT_EQ(mismatch(score), each.mismatch) << each.written;
  }
}

TEST(Register, EveryLevelHasAWordThatReadsBack) {
  for (const Level level : {Level::inherent, Level::current, Level::target})
    EXPECT_EQ(level_from_text(to_text(level)), level);
  EXPECT_FALSE(level_from_text("residual").has_value());
}

ImportRegister register_document() {
  ImportRegister command;
  command.document.register_id = RegisterId("r7m2qx9dab");
  command.document.title = "Strategic risks";
  command.document.as_at = day("2026-01-31");
  command.document.import = ImportId("first");
  command.document.document_sha256 = std::string(64, 'a');
  command.risks.resize(2);
  command.risks[0].title = "Too few social workers";
  return command;
}

TEST(Register, IsKeptAsReadAndWithdrawnWithAReason) {
  Register reg;
  const auto kept = decide(reg, register_document(), stamp);
  ASSERT_TRUE(kept.has_value());
  for (const RegisterEvent& event : *kept) {
    EXPECT_EQ(event.stamp.speaks_of, day("2026-01-31"));
    risk::apply(reg, event);
  }
  ASSERT_EQ(reg.risks.size(), 2u);
  EXPECT_EQ(reg.risks[1].number, 2u);
  EXPECT_EQ(decide(reg, register_document(), stamp).error().code, ErrorCode::conflict);
  EXPECT_EQ(decide(reg, WithdrawImport{ImportId("first"), " "}, stamp).error().code, ErrorCode::bad_input);
  EXPECT_EQ(decide(reg, WithdrawImport{ImportId("x"), "Wrong"}, stamp).error().code, ErrorCode::not_found);
  const auto withdrawn = decide(reg, WithdrawImport{ImportId("first"), "Wrong file"}, stamp);
  ASSERT_TRUE(withdrawn.has_value());
  EXPECT_EQ(withdrawn->front().stamp.speaks_of, day("2026-01-31"));
  risk::apply(reg, withdrawn->front());
  EXPECT_EQ(reg.withdrawn, "Wrong file");
  EXPECT_EQ(decide(reg, WithdrawImport{ImportId("first"), "x"}, stamp).error().code, ErrorCode::conflict);
}

TEST(Register, WhatCannotBeKeptIsRefusedInASentence) {
  ImportRegister no_title = register_document(), no_risk = register_document(), no_hash = register_document();
  no_title.document.title = " ";
  no_risk.risks.clear();
  no_hash.document.document_sha256 = "abc";
  EXPECT_EQ(decide({}, no_title, stamp).error().sentence, "Give the register a title.");
  EXPECT_EQ(decide({}, no_risk, stamp).error().sentence, "A register needs at least one risk.");
  EXPECT_EQ(decide({}, no_hash, stamp).error().sentence, "The hash of the document is not a SHA-256.");
  EXPECT_EQ(decide({}, WithdrawImport{ImportId("first"), "x"}, stamp).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace candour::risk
