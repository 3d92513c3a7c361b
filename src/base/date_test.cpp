#include "base/date.h"

#include <gtest/gtest.h>

namespace candour {
namespace {

TEST(Date, EveryDayOfFourHundredYearsSurvivesTheRoundTrip) {
  Date day = *Date::parse("1799-12-31");
  for (int i = 0; i < 146'097 + 10; ++i) {
    const Date next = day.plus_days(1);
    const auto again = Date::from_calendar(next.year(), next.month(), next.day());
    ASSERT_TRUE(again.has_value());
    ASSERT_EQ(*again, next);
    ASSERT_EQ(next.weekday(), day.weekday() % 7 + 1);
    day = next;
  }
}

TEST(Date, RefusesDaysThatDoNotExist) {
  for (const char* text :
       {"2015-02-29", "2016-13-01", "2016-00-10", "2016-04-31", "0000-01-01", "2016-1-07", "2016/01/07", ""})
    EXPECT_FALSE(Date::parse(text)) << text;
  EXPECT_TRUE(Date::parse("2016-02-29"));
}

TEST(Date, WordsAndWeekdayAreThoseOfTheCalendar) {
  const Date date = *Date::parse("2016-01-07");
  EXPECT_EQ(date.words(), "7 January 2016");
  EXPECT_EQ(date.weekday(), 4);
  EXPECT_EQ(date.plus_months(1).iso(), "2016-02-07");
  EXPECT_EQ(Date::parse("2016-01-31")->plus_months(1).iso(), "2016-02-29");
  EXPECT_EQ(Date::parse("2016-03-31")->plus_months(-13).iso(), "2015-02-28");
}

TEST(Moment, TextSortsAsTimeAndADayMeansItsEnd) {
  EXPECT_EQ(Moment::parse("2016-01-07T10:04:05Z")->iso(), "2016-01-07T10:04:05.000000Z");
  EXPECT_EQ(Moment::parse("2016-01-07T10:04:05.25Z")->iso(), "2016-01-07T10:04:05.250000Z");
  EXPECT_EQ(Moment::parse("2016-01-07")->iso(), "2016-01-07T23:59:59.999999Z");
  EXPECT_EQ(Moment::parse("1969-12-31T23:59:59Z")->date().iso(), "1969-12-31");
  for (const char* text :
       {"2016-01-07T24:00:00Z", "2016-01-07T10:04:05", "2016-01-07 10:04:05Z", "2016-01-07T10:04:05.1234567Z"})
    EXPECT_FALSE(Moment::parse(text)) << text;
}

}  // namespace
}  // namespace candour
