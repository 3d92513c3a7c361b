#include "plan/target.h"

#include <gtest/gtest.h>

namespace candour::plan {
namespace {

// "original..due xslips": nothing where no day is due.
std::string told(const Target& target) {
  if (!target.due) return "";
  std::string out = target.original_due->iso();
  if (target.due != target.original_due) out += ".." + target.due->iso();
  if (target.slips > 0) out += " x" + std::to_string(target.slips);
  return out;
}

TEST(Target, IsReadFromTheTargetTextAndIsDueAtTheEndOfItsPeriod) {
  const struct {
    const char* target;
    const char* told;
  } cases[] = {
      {"31 March 2016", "2016-03-31"},
      {"30/09/2014  31/12/14", "2014-09-30..2014-12-31 x1"},
      {"31/12/14 (was 30/09/14)", "2014-09-30..2014-12-31 x1"},
      {"30/09/14, revised 31/12/14, revised 31/03/15", "2014-09-30..2015-03-31 x2"},
      {"30/09/2014 30/09/14", "2014-09-30"},
      {"Sept 2014", "2014-09-30"},
      {"Q3 2015/16", "2015-12-31"},
      {"summer term 2015", "2015-07-31"},
      {"March 2015 and ongoing", "2015-03-31"},
      // Steps of one action, in prose, are no slip.
      {"Review in June 2015, report to the board in October 2015", "2015-10-31"},
      {"Extended from June 2015 to October 2015 by the board", "2015-06-30..2015-10-31 x1"},
      {"ongoing", ""},
      {"TBC", ""},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(told(read_target(c.target, "")), c.told) << c.target;
}

TEST(Target, IsReadFromTheEvidenceOnlyWhereNothingButDatesStandsThere) {
  const struct {
    const char* evidence;
    const char* told;
  } cases[] = {
      {"30/09/2014  31/12/14", "2014-09-30..2014-12-31 x1"},
      {"Target date: 31.10.14", "2014-10-31"},
      {"By end of March 2015", "2015-03-31"},
      {"31/03/2015 and ongoing", "2015-03-31"},
      {"Completed 31.10.14", ""},
      {"Audit reported to the board on 31 October 2014", ""},
      {"New policy, March 2015", ""},
      {"ongoing", ""},
      {"see 3.17", ""},
  };
  for (const auto& c : cases) {
    const Target target = read_target("", c.evidence);
    EXPECT_EQ(told(target), c.told) << c.evidence;
    EXPECT_EQ(target.text, target.due ? c.evidence : "") << c.evidence;
  }
}

TEST(Target, TextGoesBeforeEvidence) {
  EXPECT_EQ(told(read_target("June 2015", "30/09/2014")), "2015-06-30");
  EXPECT_EQ(told(read_target("TBC", "30/09/2014")), "");
}

}  // namespace
}  // namespace candour::plan
