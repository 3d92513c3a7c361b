// Registers of risks of many makes, and papers that look like one and are none. The places and people are invented.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "intake/reading.h"
#include "intake/risk_register/register_columns.h"

namespace candour::intake {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

Reading read_text(std::string_view text, std::string_view name) {
  auto document = document::read(text, name);
  EXPECT_TRUE(document) << document.error().sentence;
  Reading reading = draft(*document);
  EXPECT_EQ(reading.coverage.lost, 0u);
  return reading;
}

// "R1 current 4 5 20", a risk and level each.
std::vector<std::string> in_short(const Reading& reading) {
  std::vector<std::string> all;
  const auto number = [](const std::optional<std::uint32_t>& value) {
    return value ? std::to_string(*value) : std::string("-");
  };
  for (const Risk& risk : reading.risks)
    all.push_back(risk.ref + " " + std::string(to_text(risk.level)) + " " + number(risk.likelihood) + " " +
                  number(risk.impact) + " " + number(risk.score) + " [" + risk.score_as_written + "]");
  return all;
}
std::vector<std::string> codes_of(const Reading& reading) {
  std::vector<std::string> codes;
  for (const Anomaly& anomaly : reading.anomalies)
    if (anomaly.code.rfind("risk.", 0) == 0) codes.push_back(anomaly.code);
  return codes;
}

struct RegisterCase {
  const char* name;
  const char* file;
  const char* text;
  std::vector<std::string> risks;
  std::vector<std::string> codes;
};
class Registers : public testing::TestWithParam<RegisterCase> {};
TEST_P(Registers, are_read_at_each_level_they_state) {
  const Reading reading = read_text(GetParam().text, GetParam().file);
  ASSERT_EQ(reading.kind, Kind::risk_register);
  EXPECT_EQ(in_short(reading), GetParam().risks);
  EXPECT_EQ(codes_of(reading), GetParam().codes);
}
INSTANTIATE_TEST_SUITE_P(
    EveryMake, Registers,
    testing::Values(
        RegisterCase{"a_score_that_is_not_its_product",
                     "a.csv",
                     "Risk ID,Risk Description,Likelihood,Impact,Score,Risk Owner,Existing Controls\n"
                     "R1,Vacancies delay assessments,4,5,15,Director,Agency staff\n"
                     "R2,Funding is cut,2,4,8,,Reserves\n",
                     {"R1 current 4 5 20 [15]", "R2 current 2 4 8 [8]"},
                     {"risk.score-differs", "risk.no-owner"}},
        RegisterCase{"two_header_rows",
                     "a.html",
                     "<table><tr><th rowspan=2>Ref<th rowspan=2>Risk<th colspan=3>Inherent risk<th "
                     "rowspan=2>Controls<th colspan=3>Residual risk"
                     "<tr><th>L<th>I<th>Score<th>L<th>I<th>Score"
                     "<tr><td>C1<td>Records are lost<td>4<td>4<td>16<td>Nightly copy<td>2<td>4<td>8</table>",
                     {"C1 inherent 4 4 16 [16]", "C1 current 2 4 8 [8]"},
                     {}},
        RegisterCase{"words_with_numbers",
                     "a.csv",
                     "No.,Risk,Current likelihood,Current consequence,Current risk score,Mitigations,Lead\n"
                     "1,Too few trainers,4 - Likely,Moderate (3),12 (High),Online module,Training Manager\n",
                     {"1 current 4 3 12 [12 (High)]"},
                     {}},
        RegisterCase{"words_alone",
                     "a.csv",
                     "Risk,Likelihood,Impact,Rating,Mitigation,Owner\nSchools leave,Unlikely,Major,Medium,Termly "
                     "meeting,Education Lead\n",
                     {" current - - - [Medium]"},
                     {}},
        RegisterCase{"the_product_in_one_cell",
                     "a.csv",
                     "Ref,Risk description,Gross score (LxI),Net score (LxI),Controls,Owner\nA2,Court dates are "
                     "missed,3 x 3 = 9,4 x 3 = 12,Tracker,Legal\n",
                     {"A2 inherent 3 3 9 [3 x 3 = 9]", "A2 current 4 3 12 [4 x 3 = 12]"},
                     {"risk.current-above-inherent"}},
        RegisterCase{"a_target_alone_without_its_parts",
                     "a.csv",
                     "ID,Risk event,Probability (1-4),Impact (1-4),PxI,Risk owner,Target score\n8,Staff are not "
                     "trained,3,2,6,Change Lead,8\n",
                     {"8 current 3 2 6 [6]", "8 target - - 8 [8]"},
                     {"risk.target-above-current"}},
        RegisterCase{
            "a_form_for_each_risk",
            "a.html",
            "<table><tr><td>Risk ref<td>1<tr><td>Risk<td>Nobody sees who is missing from education<tr><td>Risk "
            "owner<td>Head of Inclusion"
            "<tr><td>Likelihood<td>3<tr><td>Impact<td>4<tr><td>Risk score<td>12<tr><td>Controls<td>Weekly list</table>",
            {"1 current 3 4 12 [12]"},
            {}},
        RegisterCase{"a_form_with_its_scores_in_a_small_table",
                     "a.html",
                     "<table><tr><td>Principal risk<td colspan=3>Wards close at night<tr><td>Reference<td>BAF "
                     "3<td>Executive lead<td>Chief Nurse"
                     "<tr><td><td>Likelihood<td>Consequence<td>Risk "
                     "rating<tr><td>Initial<td>5<td>4<td>20<tr><td>Target<td>2<td>4<td>8"
                     "<tr><td>Key controls<td colspan=3>Staffing review</table>",
                     {"BAF 3 inherent 5 4 20 [20]", "BAF 3 target 2 4 8 [8]"},
                     {}},
        RegisterCase{"a_form_with_labels_above_their_values",
                     "a.html",
                     "<table><tr><td colspan=2>BAF risk 4<td colspan=2>Children are not seen in time in our wards"
                     "<tr><td>Executive lead<td>Chief Nurse<td>Risk appetite<td>Minimal"
                     "<tr><td>Current risk score (CxL)<td>4 x 3 = 12<td>Target risk score<td>4 x 2 = 8"
                     "<tr><td colspan=4>Key controls<tr><td colspan=4>A named doctor on every rota</table>",
                     {"4 current 3 4 12 [4 x 3 = 12]", "4 target 2 4 8 [4 x 2 = 8]"},
                     {}},
        RegisterCase{"scores_that_are_sums_but_for_one",
                     "a.csv",
                     "Ref,Risk,Likelihood,Impact,Score\n1,Posts stay vacant,3,5,8\n2,Funding is cut,2,5,7\n"
                     "3,Records are lost,1,4,5\n4,Schools leave,4,4,9\n",
                     {"1 current 3 5 15 [8]", "2 current 2 5 10 [7]", "3 current 1 4 4 [5]", "4 current 4 4 16 [9]"},
                     {"risk.scored-another-way", "risk.score-differs"}},
        RegisterCase{"scores_with_a_weighted_impact",
                     "a.csv",
                     "Ref,Risk,Likelihood,Impact,Score\n1,Posts stay vacant,3,5,24\n2,Funding is cut,2,5,16\n"
                     "3,Records are lost,1,4,5\n4,Schools leave,4,1,4\n",
                     {"1 current 3 5 15 [24]", "2 current 2 5 10 [16]", "3 current 1 4 4 [5]", "4 current 4 1 4 [4]"},
                     {"risk.scored-another-way"}},
        RegisterCase{
            "totals_in_a_letter_under_their_level",
            "a.html",
            "<table><tr><th>Ref<th>Risk<th colspan=3>Gross<th colspan=3>Net<th>Controls<tr><th><th><th>I<th>L<th>T"
            "<th>I<th>L<th>T<th><tr><td>F1<td>Files are lost in the move<td>5<td>4<td>20<td>5<td>3<td>15<td>Lists"
            "<tr><td>F2<td>Movers strike in May<td>4<td>4<td>16<td>4<td>4<td>12<td>Contract</table>",
            {"F1 inherent 4 5 20 [20]", "F1 current 3 5 15 [15]", "F2 inherent 4 4 16 [16]", "F2 current 4 4 16 [12]"},
            {"risk.score-differs"}},
        RegisterCase{
            "headers_in_plain_words",
            "a.html",
            "<h1>Parish risk log</h1><table><tr><th>No.<th>What could go wrong<th>How likely<th>How bad<th>Rating"
            "<th>What we do now<th>What else is needed<th>Who<th>By when<tr><td>1<td>Keys go astray<td>Possible "
            "(2)<td>Major (3)<td>6 Amber<td>Key safe<td>Count keys<td>Warden<td>May 2026</table>",
            {"1 current 2 3 6 [6 Amber]"},
            {}},
        RegisterCase{
            "a_word_that_is_not_its_band_s",
            "a.csv",
            "Risk register,,,,,\n\"Bands: 1-4 Low, 5-9 Medium, 10-25 High\",,,,,\nRef,Risk,Likelihood,Impact,Score,"
            "Band\n1,Posts stay vacant,3,3,9,High\n2,Funding is cut,3,4,12,High\n3,Courts are late,1,4,4,low\n",
            {"1 current 3 3 9 [9]", "2 current 3 4 12 [12]", "3 current 1 4 4 [4]"},
            {"risk.band-differs"}},
        RegisterCase{"a_short_title_twice_with_one_owner",
                     "a.csv",
                     "Ref,Risk,Likelihood,Impact,Owner\n1,Flood,3,3,Estates\n2,Flood,2,4,Estates\n3,Flood,2,2,Police\n",
                     {"1 current 3 3 9 []", "2 current 2 4 8 []", "3 current 2 2 4 []"},
                     {"risk.twice"}},
        RegisterCase{"a_seven_among_ones_to_fives_and_a_nought",
                     "a.csv",
                     "Ref,Risk,Likelihood,Impact,Score\n1,Posts stay vacant,3,5,15\n2,Funding is cut,7,2,14\n"
                     "3,Records are lost,1,4,4\n4,Schools leave,4,0,0\n5,Courts are late,2,2,4\n",
                     {"1 current 3 5 15 [15]", "2 current 7 2 14 [14]", "3 current 1 4 4 [4]", "4 current 4 0 0 [0]",
                      "5 current 2 2 4 [4]"},
                     {"risk.outside-scale", "risk.outside-scale"}},
        RegisterCase{"what_was_done_after_the_date_of_the_register",
                     "a.csv",
                     "Risk register as at 10 May 2024,,,,\nRef,Risk,Likelihood,Impact,Controls\n"
                     "1,Posts stay vacant,3,5,The pay policy was approved on 3 June 2024\n"
                     "2,Funding is cut,2,4,A review will be held on 9 September 2024\n",
                     {"1 current 3 5 15 []", "2 current 2 4 8 []"},
                     {"risk.after-its-date"}}),
    [](const auto& of) { return of.param.name; });

TEST(RiskRegisterTest, rows_of_controls_under_one_risk_and_headings_between_risks_are_kept_with_it) {
  const Reading reading = read_text(
      "<table><tr><th>Ref<th>Risk<th>L<th>I<th>Score<th>Controls<th>Owner"
      "<tr><td colspan=7>Workforce"
      "<tr><td rowspan=2>S1<td rowspan=2>Demand rises beyond the front door<td rowspan=2>4<td rowspan=2>3<td "
      "rowspan=2>12<td>Early help<td rowspan=2>Director"
      "<tr><td>Threshold guide</table>",
      "a.html");
  ASSERT_EQ(reading.risks.size(), 1u);
  EXPECT_EQ(reading.risks[0].controls, "Early help\nThreshold guide");
  EXPECT_EQ(reading.risks[0].other.at("Section"), "Workforce");
}

TEST(RiskRegisterTest, its_own_key_is_read_and_is_no_risk_and_its_date_dates_its_reviews) {
  const Reading reading = read_text(
      "<h1>Risk register as at 10 May "
      "2025</h1><table><tr><th>Ref<th>Risk<th>Likelihood<th>Impact<th>Score<th>Controls<th>Next review"
      "<tr><td>1<td>Too few trainers<td>3<td>3<td>9<td>Online module<td>April 2025</table>"
      "<table><tr><td>1-3<td>Low<tr><td>4-6<td>Moderate<tr><td>8-12<td>High<tr><td>15-25<td>Extreme</table>",
      "a.html");
  ASSERT_EQ(reading.kind, Kind::risk_register);
  EXPECT_EQ(reading.risks.size(), 1u);
  ASSERT_EQ(reading.scale.size(), 4u);
  EXPECT_EQ(reading.scale[3].as_written, "15-25");
  EXPECT_EQ(reading.scale[3].meaning, "Extreme");
  EXPECT_EQ(reading.scale[3].status, plan::Status::unclear);
  EXPECT_EQ(reading.as_at, Date::parse("2025-05-10"));
  EXPECT_THAT(codes_of(reading), ElementsAre("risk.review-past"));
}

TEST(RiskRegisterTest, papers_that_look_like_a_register_are_none) {
  const std::pair<const char*, const char*> papers[]{
      {"a.csv",
       "Recommendation,Action,Lead,Risk,Target date,RAG\nTrain staff,Run six courses,Manager,Staff may be released "
       "late,31/03/2025,Green\n"},
      {"a.csv", "Action,Owner,Due,Impact,Status\nRun six courses,Manager,31/03/2025,Staff are confident,Complete\n"},
      {"a.csv",
       "Finding,Risk,Risk rating,Recommendation,Management response,Lead,Target date\nThin files,Decisions rest on "
       "part of the "
       "story,High,Add a chronology,Agreed,Head of Service,31/03/2025\n"},
      {"a.html",
       "<table><tr><td>Likelihood<td>Minor 2<td>Moderate 3<td>Major 4<tr><td>Rare 1<td>2<td>3<td>4<tr><td>Likely "
       "4<td>8<td>12<td>16</table>"},
      {"a.csv", "Score,Likelihood,Impact\n5,Almost certain,Catastrophic\n4,Likely,Major\n"},
  };
  for (const auto& [name, text] : papers) EXPECT_NE(read_text(text, name).kind, Kind::risk_register) << text;
}

// A plan and a register in one paper: which is read, how many rows of each, and what is said of the other.
struct BothCase {
  const char* name;
  const char* title;
  std::size_t actions, risks;
  Kind kind;
};
class BothInOnePaper : public testing::TestWithParam<BothCase> {};
TEST_P(BothInOnePaper, is_read_by_its_title_else_by_the_greater_and_the_other_is_told) {
  const auto [name, title, actions, risks, kind] = GetParam();
  std::string text = std::string("<h1>") + title + "</h1><table><tr><th>Ref<th>Action<th>Lead<th>Due<th>RAG";
  for (std::size_t i = 1; i <= actions; ++i)
    text +=
        "<tr><td>" + std::to_string(i) + "<td>Train ward " + std::to_string(i) + "<td>Matron<td>31/03/2026<td>Green";
  text += "</table><p>What may go wrong</p><table><tr><th>Risk<th>Likelihood<th>Impact<th>Mitigation<th>Owner";
  for (std::size_t i = 1; i <= risks; ++i)
    text += "<tr><td>Post " + std::to_string(i) + " empty<td>High<td>High<td>Advertise<td>People Lead";
  const Reading reading = read_text(text + "</table>", "a.html");
  ASSERT_EQ(reading.kind, kind);
  const bool plan = kind == Kind::action_plan;
  EXPECT_EQ(reading.actions.size(), plan ? actions : 0);
  EXPECT_EQ(reading.risks.size(), plan ? 0 : risks);
  const std::string code = plan ? "risks.left-aside" : "plan.left-aside";
  EXPECT_EQ(std::count_if(reading.anomalies.begin(), reading.anomalies.end(),
                          [&](const Anomaly& anomaly) { return anomaly.code == code; }),
            1);
  const std::string aside = plan ? "empty" : "Train ward";
  EXPECT_EQ(static_cast<std::size_t>(
                std::count_if(reading.kept.begin(), reading.kept.end(),
                              [&](const Kept& kept) { return kept.text.find(aside) != std::string::npos; })),
            plan ? risks : actions);
}
INSTANTIATE_TEST_SUITE_P(
    EveryShare, BothInOnePaper,
    testing::Values(
        BothCase{"a_plan_of_many_and_few_risks", "Ward training action plan", 12, 2, Kind::action_plan},
        BothCase{"a_plan_by_title_and_more_risks", "Ward training improvement plan", 4, 9, Kind::action_plan},
        BothCase{"a_register_by_title_and_more_actions", "Risk register of the wards", 9, 4, Kind::risk_register},
        BothCase{"no_title_and_more_risks", "Ward paper", 3, 5, Kind::risk_register},
        BothCase{"no_title_and_more_actions", "Ward paper", 5, 3, Kind::action_plan},
        BothCase{"both_titles_and_more_risks", "Action plan and risk register", 3, 5, Kind::risk_register},
        BothCase{"as_many_of_both", "Ward paper", 4, 4, Kind::action_plan}),
    [](const auto& of) { return of.param.name; });

TEST(RiskRegisterTest, a_cell_holds_a_score_or_none) {
  using risk_register::score_in;
  EXPECT_EQ(score_in("4")->number, 4u);
  EXPECT_EQ(score_in("4 - Likely")->number, 4u);
  EXPECT_EQ(score_in("Likely (4)")->number, 4u);
  EXPECT_EQ(score_in("High 16")->number, 16u);
  EXPECT_EQ(score_in("12 (3 x 4)")->number, 12u);
  EXPECT_EQ(score_in("12 (3 x 4)")->impact, 4u);
  EXPECT_EQ(score_in("4.0")->number, 4u);
  EXPECT_TRUE(score_in("Almost certain")->in_words);
  EXPECT_EQ(score_in("D3")->number, std::nullopt);
  EXPECT_EQ(score_in("L4 x C5")->impact, 5u);
  EXPECT_FALSE(score_in("31/03/2025"));
  EXPECT_FALSE(score_in("95%"));
  EXPECT_FALSE(score_in("Children are not seen"));
  EXPECT_FALSE(score_in("One of 3 posts is vacant"));
}

}  // namespace
}  // namespace candour::intake
