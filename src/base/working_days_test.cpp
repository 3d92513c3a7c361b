#include "base/working_days.h"

#include <gtest/gtest.h>
#include <string>

#include "base/text.h"

namespace candour {
namespace {

// As https://www.gov.uk/bank-holidays and the notices in the Gazette give them.
TEST(WorkingDays, BankHolidaysAreThoseThatWereGiven) {
  struct Case {
    int year;
    const char* days;
  };
  const Case cases[] = {
      {1995, "01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26"},
      {2002, "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26"},
      {2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"},
      {2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"},
      {2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"},
      {2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27"},
      {2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"},
      {2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"},
      {2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"},
      {2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"},
      {2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"},
      {2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"},
      {2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"},
      {2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"},
  };
  for (const Case& each : cases) {
    std::vector<std::string> days;
    for (const Date day : bank_holidays_in_england_and_wales(each.year)) days.push_back(day.iso().substr(5));
    EXPECT_EQ(join(days, " "), each.days) << each.year;
  }
}

TEST(WorkingDays, AreCountedFromTheDayAfter) {
  struct Case {
    const char* from;
    std::uint32_t count;
    const char* to;
  };
  const Case cases[] = {
      {"2026-03-02", 0, "2026-03-02"},  {"2026-03-02", 1, "2026-03-03"},
      {"2026-03-06", 1, "2026-03-09"},                                    // over a weekend
      {"2026-04-02", 1, "2026-04-07"},                                    // over Easter
      {"2026-03-07", 1, "2026-03-09"},                                    // received on a Saturday
      {"2016-01-07", 20, "2016-02-04"}, {"2025-12-24", 5, "2026-01-05"},  // over the year
      {"2026-12-24", 1, "2026-12-29"},
  };
  for (const Case& each : cases)
    EXPECT_EQ(plus_working_days(*Date::parse(each.from), each.count).iso(), each.to) << each.from;
}

}  // namespace
}  // namespace candour
