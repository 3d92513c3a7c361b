// One answer merged across a row, and prose in a workbook's merged rows.

#include <gtest/gtest.h>

#include "document/document.h"
#include "intake/reading.h"

namespace candour::intake {
namespace {

Reading read(const std::string& html) {
  const Result<document::Document> document = document::read("<html><body>" + html + "</body></html>", "plan.html");
  EXPECT_TRUE(document.has_value());
  return draft(*document);
}

const std::string head =
    "<tr><th>Question</th><th>Agency</th><th>Response</th><th>Actions</th><th>RAG</th><th>Lead</th></tr>"
    "<tr><td>1a. Is it known?</td><td>Police</td><td>Yes, it is known</td><td>Train every "
    "officer</td><td>Complete</td><td>Inspector</td></tr>";

struct Case {
  std::string name;
  std::string row;
  plan::Status status;
  std::string action;
};

class MergedAcross : public testing::TestWithParam<Case> {};

TEST_P(MergedAcross, says_its_answer_under_each_header_it_covers) {
  const Reading reading = read("<table>" + head + GetParam().row + "</table>");
  ASSERT_EQ(reading.actions.size(), 2u);
  EXPECT_EQ(reading.actions[1].agency, "Probation");
  EXPECT_EQ(reading.actions[1].rating.status, GetParam().status);
  EXPECT_EQ(reading.actions[1].action, GetParam().action);
  EXPECT_EQ(reading.coverage.lost, 0u);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, MergedAcross,
    testing::Values(
        Case{"the_whole_answer", "<tr><td></td><td>Probation</td><td colspan=4>No actions</td></tr>",
             plan::Status::not_applicable, "No actions"},
        Case{"not_over_the_rating",
             "<tr><td></td><td>Probation</td><td colspan=2>Brief all staff</td><td>Complete</td><td>Head</td></tr>",
             plan::Status::complete, ""}),
    [](const auto& each) { return each.param.name; });

TEST(MergedAcross, a_lessons_prose_in_a_merged_row_is_no_lesson_of_its_own) {
  const Reading reading = read(
      "<table><tr><td colspan=6><b>Finding 1: Nobody asked</b></td></tr>" + head +
      "<tr><td colspan=6><b>Further learning</b></td></tr><tr><td colspan=6><b>1. Listening to quiet "
      "children</b></td></tr>"
      "<tr><td colspan=6>The child was called quiet in fourteen records and nobody asked what it meant.</td></tr>" +
      head + "</table>");
  ASSERT_EQ(reading.findings.size(), 2u);
  EXPECT_EQ(reading.findings[1].title, "Listening to quiet children");
}

}  // namespace
}  // namespace candour::intake
