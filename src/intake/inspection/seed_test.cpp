// How much of a real report is read right, field by field, against what a careful person read in it. The report and
// that reading are no part of the project; where they are absent the test says so and is skipped.

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "base/text.h"
#include "intake/reading.h"
#include "support/real_documents.h"

namespace candour::intake {
namespace {

const std::filesystem::path seed = "seeds/003_87b5634710022652.txt";

std::vector<std::map<std::string, std::string>> gold(const char* name) {
  std::vector<std::map<std::string, std::string>> rows;
  const std::string text = support::bytes_of(support::real_documents() / "gold" / name);
  std::vector<std::string> header;
  for (std::string_view line : lines(text)) {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (header.empty()) {
      for (std::string_view cell : cells) header.emplace_back(cell);
      continue;
    }
    std::map<std::string, std::string> row;
    for (std::size_t i = 0; i < cells.size() && i < header.size(); ++i) row[header[i]] = std::string(cells[i]);
    rows.push_back(std::move(row));
  }
  return rows;
}

class InspectionSeed : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(support::real_documents() / seed))
      GTEST_SKIP() << "The real report is not here (set CANDOUR_SHARED to the folder that holds it).";
    auto document = document::read(support::bytes_of(support::real_documents() / seed), "report.txt");
    ASSERT_TRUE(document) << document.error().sentence;
    reading_ = draft(*document);
  }
  Reading reading_;
};

TEST_F(InspectionSeed, has_every_recommendation_with_its_text_addressees_and_citations) {
  const auto rows = gold("cqc_recommendations.tsv");
  ASSERT_EQ(rows.size(), 46u);
  ASSERT_EQ(reading_.recommendations.size(), 46u);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Recommendation& read = reading_.recommendations[i];
    EXPECT_EQ(read.ref, rows[i].at("rec_no"));
    EXPECT_EQ(collapsed(read.text), collapsed(rows[i].at("text"))) << read.ref;
    EXPECT_EQ(join(read.addressed_to, "; "), rows[i].at("addressed_to")) << read.ref;
    EXPECT_EQ(join(read.cited_by, "; "), rows[i].at("paragraphs")) << read.ref;
  }
}

TEST_F(InspectionSeed, has_every_attention_passage_with_its_paragraphs_body_and_role) {
  const auto rows = gold("cqc_attention.tsv");
  ASSERT_EQ(rows.size(), 22u);
  ASSERT_EQ(reading_.attention.size(), 22u);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(join(reading_.attention[i].paragraphs, "; "), rows[i].at("paragraphs"));
    EXPECT_EQ(reading_.attention[i].body, rows[i].at("body"));
    EXPECT_EQ(reading_.attention[i].role, rows[i].at("role"));
  }
}

TEST_F(InspectionSeed, tells_its_date_clock_and_case_examples_and_loses_nothing) {
  EXPECT_EQ(reading_.kind, Kind::inspection);
  ASSERT_TRUE(reading_.as_at);
  EXPECT_EQ(reading_.as_at->iso(), "2015-12-24");
  ASSERT_TRUE(reading_.clock);
  EXPECT_EQ(reading_.clock->days, 20u);
  EXPECT_EQ(reading_.clock->unit, ClockUnit::working_days);
  EXPECT_EQ(reading_.clock->from, "receipt");
  std::vector<std::string> cases;
  for (const Paragraph& paragraph : reading_.paragraphs)
    if (paragraph.kind == ParagraphKind::case_example) cases.push_back(paragraph.ref);
  EXPECT_THAT(cases, testing::ElementsAre("1.4", "2.3", "2.8", "2.27", "3.13", "3.20", "4.7", "4.11"));
  EXPECT_EQ(reading_.coverage.lost, 0u);
  EXPECT_EQ(reading_.coverage.placed + reading_.coverage.kept_aside, reading_.coverage.characters);
}

TEST_F(InspectionSeed, says_what_a_careful_reader_finds_odd) {
  std::map<std::string, std::size_t> codes;
  for (const Anomaly& anomaly : reading_.anomalies) ++codes[anomaly.code];
  for (const char* once : {"number.clash", "citation.own-line", "citation.singular", "paragraph.uncited",
                           "attention.and-recommendation", "attention.two-names", "attention.twice",
                           "name.near-initials", "sentence.incomplete", "clock.no-start", "attention.role-vague"})
    EXPECT_EQ(codes[once], 1u) << once;
  EXPECT_EQ(codes["paragraph.contradicts"], 2u);
  EXPECT_EQ(codes["recommendation.repeated"], 4u);
  EXPECT_EQ(codes["recommendation.uncited"], 0u);
  EXPECT_EQ(codes["citation.nowhere"], 0u);
  EXPECT_EQ(codes["recommendation.body-in-text"], 17u);
}

TEST_F(InspectionSeed, survives_the_way_to_json_and_back) {
  const std::string json = to_json(reading_);
  const auto back = from_json(json);
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(to_json(*back), json);
}

// None of the others is an inspection, whatever it speaks of.
TEST(OtherSeeds, are_not_taken_for_inspections) {
  if (!std::filesystem::exists(support::real_documents() / seed)) GTEST_SKIP() << "The real documents are not here.";
  for (const auto& entry : std::filesystem::directory_iterator(support::real_documents() / "seeds")) {
    if (entry.path().filename() == seed.filename()) continue;
    const auto document = document::read(support::bytes_of(entry.path()), entry.path().filename().string());
    ASSERT_TRUE(document) << entry.path();
    EXPECT_NE(draft(*document).kind, Kind::inspection) << entry.path();
  }
}

}  // namespace
}  // namespace candour::intake
