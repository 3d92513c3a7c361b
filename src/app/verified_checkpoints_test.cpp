#include "app/verified_checkpoints.h"

#include <gtest/gtest.h>

namespace candour::app {
namespace {

TEST(VerifiedCheckpoints, AreVerifiedOnceAndAgainOnlyWhereSomethingIsOtherwise) {
  VerifiedCheckpoints known(2);
  int verified = 0;
  const auto holds = [&]() -> Result<ledger::SignedCheckpoint> {
    ++verified;
    return ledger::SignedCheckpoint{};
  };
  for (int asked = 0; asked < 3; ++asked) EXPECT_TRUE(known.of("a", holds));
  EXPECT_EQ(verified, 1);
  EXPECT_TRUE(known.of("a with a cosignature", holds));
  EXPECT_EQ(verified, 2);
  EXPECT_TRUE(known.of("a", holds));
  EXPECT_EQ(verified, 2) << "both are known";
  EXPECT_TRUE(known.of("b", holds));
  EXPECT_TRUE(known.of("a with a cosignature", holds));
  EXPECT_EQ(verified, 4) << "two are kept, the latest that were asked for";
}

TEST(VerifiedCheckpoints, WhatDoesNotHoldIsNeverKnown) {
  VerifiedCheckpoints known(2);
  int verified = 0;
  const auto fails = [&]() -> Result<ledger::SignedCheckpoint> {
    ++verified;
    return fail(ErrorCode::refused, "It is not signed by this key.");
  };
  for (int asked = 0; asked < 2; ++asked) EXPECT_FALSE(known.of("a", fails));
  EXPECT_EQ(verified, 2);
}

}  // namespace
}  // namespace candour::app
