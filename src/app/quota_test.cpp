#include "app/quota.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/clock.h"
#include "memory/memory_store.h"

namespace candour::app {
namespace {

using testing::HasSubstr;

struct World {
  FixedClock clock{*Moment::parse("2026-03-02T09:00:00Z")};
  std::unique_ptr<Store> store = memory::make_store();
  Candour candour{*store, nullptr, clock};
};

TEST(WhatOnePersonSends, IsBoundedByFilesAndBytesAndBeginsAnewEachDay) {
  World world;
  const Actor jo{.name = {}, .person = people::PersonId("jo")}, sam{.name = {}, .person = people::PersonId("sam")},
      by_link{"link-q7m2qx9dab-1"};
  for (std::uint32_t i = 0; i < files_a_day; ++i) ASSERT_TRUE(count_sent(world.candour, jo, 1)) << i;
  const auto one_more = count_sent(world.candour, jo, 1);
  ASSERT_FALSE(one_more);
  EXPECT_EQ(one_more.error().code, ErrorCode::too_large);
  EXPECT_THAT(one_more.error().sentence, HasSubstr("100 files today"));

  for (const Actor& each : {sam, by_link}) {
    EXPECT_TRUE(count_sent(world.candour, each, bytes_a_day - 5));
    const auto larger = count_sent(world.candour, each, 6);
    ASSERT_FALSE(larger) << each.recorded_as();
    EXPECT_THAT(larger.error().sentence, HasSubstr("more than 500 MB today"));
    EXPECT_TRUE(count_sent(world.candour, each, 5)) << "what was refused is not counted";
    EXPECT_FALSE(count_sent(world.candour, each, 1));
  }
  world.clock.set(*Moment::parse("2026-03-03T00:00:00Z"));
  EXPECT_TRUE(count_sent(world.candour, jo, 1));
  EXPECT_TRUE(count_sent(world.candour, sam, bytes_a_day));
}

TEST(WhatOnePersonSends, IsNotCountedOfTheOperator) {
  World world;
  for (std::uint32_t i = 0; i <= files_a_day; ++i) ASSERT_TRUE(count_sent(world.candour, {}, bytes_a_day));
}

}  // namespace
}  // namespace candour::app
