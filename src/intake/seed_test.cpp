// How much of a real plan is read right, field by field, against what a careful person read in it. The plan and
// that reading are no part of the project; where they are absent the test says so and is skipped.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "base/text.h"
#include "intake/reading.h"
#include "support/real_documents.h"

namespace candour::intake {
namespace {

const std::filesystem::path seed = "seeds/002_8fc208b9af7d185f.txt";

// Tags, list marks and blanks are layout: what is left are the words.
std::string bare(std::string_view text) {
  std::string out;
  bool tag = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool opens = text[i] == '<' && i + 1 < text.size() &&
                       (std::isalpha(static_cast<unsigned char>(text[i + 1])) || text[i + 1] == '/');
    if (opens) tag = true;
    if (!tag) out += text[i];
    if (text[i] == '>') tag = false;
  }
  if (tag) {  // a prefix cut within a tag
    out.clear();
    for (std::size_t i = 0; i < text.size() && text[i] != '<'; ++i) out += text[i];
    if (text.find('<') != 0) return without_blanks(replaced(out, "\xE2\x80\xA2", ""));
  }
  return without_blanks(replaced(replaced(out, "\xE2\x80\xA2", ""), "*", ""));
}

struct GoldRow {
  std::uint32_t line = 0;
  std::map<std::string, std::string> fields;
};

std::vector<GoldRow> gold_rows() {
  std::vector<GoldRow> rows;
  const std::string text = support::bytes_of(support::real_documents() / "gold/julia_rows.tsv");
  std::vector<std::string> header;
  for (std::string_view line : lines(text)) {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (header.empty()) {
      for (std::string_view cell : cells) header.emplace_back(cell);
      continue;
    }
    GoldRow row;
    for (std::size_t i = 0; i < cells.size() && i < header.size(); ++i) row.fields[header[i]] = std::string(cells[i]);
    row.line = static_cast<std::uint32_t>(std::stoul(row.fields["line_no"]));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string statuses_of(const std::string& gold) {
  static const std::map<std::string, std::string> meant{{"complete", "complete"},
                                                        {"green", "on_track"},
                                                        {"amber", "at_risk"},
                                                        {"purple", "unclear"},
                                                        {"none", "not_stated"},
                                                        {"not_applicable", "not_applicable"},
                                                        {"not_a_status", "unclear not_applicable"}};
  return meant.at(gold);
}

// Right: what gold gives of the field is its beginning, and nothing of its cell is missing. Where one cell held two
// fields, what is not in this one must be in the other.
bool is_right(const std::string& gold, std::string_view read, const std::vector<std::string>& cells,
              const Action& action) {
  const std::string wanted = bare(gold), got = bare(read);
  if (wanted.empty()) return got.empty();
  if (got.rfind(wanted, 0) != 0) return false;
  const std::string all = bare(action.agency_as_written + "\n" + action.response + "\n" + action.action + "\n" +
                               action.evidence + "\n" + action.lead + "\n" + action.outcome);
  return std::any_of(cells.begin(), cells.end(), [&](const std::string& cell) {
    if (cell == got) return true;
    const std::size_t at = cell.find(got);
    if (at == std::string::npos) return false;
    const std::string rest = cell.substr(0, at) + cell.substr(at + got.size());
    return cell != got && (at == 0 || at + got.size() == cell.size()) && all.find(rest) != std::string::npos;
  });
}

class Seed : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(support::real_documents() / seed))
      GTEST_SKIP() << "The real plan is not here (set CANDOUR_SHARED to the folder that holds it).";
    bytes_ = support::bytes_of(support::real_documents() / seed);
    auto document = document::read(bytes_, "plan.txt");
    ASSERT_TRUE(document) << document.error().sentence;
    document_ = std::move(*document);
    reading_ = draft(document_);
  }
  std::string bytes_;
  document::Document document_;
  Reading reading_;
};

TEST_F(Seed, is_read_right_field_by_field) {
  const std::vector<GoldRow> gold = gold_rows();
  std::map<std::uint32_t, const Action*> read;
  for (const Action& action : reading_.actions) read[action.place.line] = &action;
  const std::vector<std::string_view> source = lines(bytes_);

  struct Score {
    std::size_t right = 0;
    std::vector<std::string> wrong;
  };
  std::map<std::string, Score> scores;
  for (const GoldRow& row : gold) {
    const auto found = read.find(row.line);
    const Action* action = found == read.end() ? nullptr : found->second;
    std::vector<std::string> cells;
    for (std::string_view cell : split(source[row.line - 1], '\t')) cells.push_back(bare(cell));
    const auto judge = [&](const char* field, bool right, const std::string& wanted, const std::string& got) {
      Score& score = scores[field];
      if (right)
        ++score.right;
      else
        score.wrong.push_back("line " + std::to_string(row.line) + ": wanted [" + wanted + "] read [" +
                              shortened(got, 90) + "]");
    };
    const auto field = [&](const char* name) { return row.fields.at(name); };
    if (!action) {
      judge("row", false, "a row", "none");
      continue;
    }
    judge("row", true, "", "");
    judge("finding", action->finding == field("finding"), field("finding"), action->finding);
    judge("question", action->recommendation == field("question"), field("question"), action->recommendation);
    judge("agency", action->agency == field("agency"), field("agency"), action->agency);
    judge("rating",
          bare(action->rating.as_written) == bare(field("rag_raw")) &&
              action->rating.as_written.find('<') == std::string::npos,
          field("rag_raw"), action->rating.as_written);
    const std::string status(plan::to_text(action->rating.status));
    judge("status", (" " + statuses_of(field("status")) + " ").find(" " + status + " ") != std::string::npos,
          field("status"), status);
    judge("response", is_right(field("response_first50"), action->response, cells, *action), field("response_first50"),
          action->response);
    judge("action", is_right(field("action_first50"), action->action, cells, *action), field("action_first50"),
          action->action);
    judge("constraints", is_right(field("constraints_first40"), action->constraints, cells, *action),
          field("constraints_first40"), action->constraints);
    judge("evidence", is_right(field("target_evidence_first40"), action->evidence, cells, *action),
          field("target_evidence_first40"), action->evidence);
    judge("lead", bare(action->lead) == bare(field("lead")), field("lead"), action->lead);
    judge("outcome", is_right(field("outcome_first40"), action->outcome, cells, *action), field("outcome_first40"),
          action->outcome);
  }
  std::printf("%-12s %5s of %zu\n", "field", "right", gold.size());
  for (const auto& [name, score] : scores) {
    std::printf("%-12s %5zu  %.1f%%\n", name.c_str(), score.right,
                100.0 * static_cast<double>(score.right) / static_cast<double>(gold.size()));
    for (const std::string& wrong : score.wrong) std::printf("    %s\n", wrong.c_str());
  }
  EXPECT_EQ(gold.size(), 333u);
  EXPECT_EQ(reading_.actions.size(), 333u);
  for (const char* name : {"row", "finding", "question", "agency", "rating", "status"})
    EXPECT_EQ(scores[name].right, 333u) << name;
  for (const char* name : {"response", "action", "lead", "evidence", "constraints", "outcome"})
    EXPECT_GE(scores[name].right, 327u) << name;  // 98%
}

TEST_F(Seed, tells_its_findings_questions_key_date_and_loses_nothing) {
  EXPECT_EQ(reading_.kind, Kind::action_plan);
  EXPECT_THAT(reading_.findings, testing::SizeIs(9));
  std::vector<std::string> refs;
  for (const Finding& finding : reading_.findings) refs.push_back(finding.ref);
  EXPECT_THAT(refs, testing::ElementsAre("1", "2", "3", "4", "5", "6", "7", "L1", "L2"));
  for (const Finding& finding : reading_.findings) EXPECT_FALSE(finding.text.empty()) << finding.ref;

  std::set<std::string> questions;
  for (const GoldRow& row : gold_rows()) questions.insert(row.fields.at("question"));
  std::vector<std::string> read;
  for (const Recommendation& recommendation : reading_.recommendations) {
    read.push_back(recommendation.ref);
    EXPECT_TRUE(recommendation.text.ends_with('?')) << recommendation.ref << " " << recommendation.text;
  }
  EXPECT_THAT(read, testing::UnorderedElementsAreArray(questions));

  ASSERT_THAT(reading_.scale, testing::SizeIs(4));
  std::vector<plan::Status> statuses;
  for (const ScaleEntry& entry : reading_.scale) statuses.push_back(entry.status);
  EXPECT_THAT(statuses, testing::ElementsAre(plan::Status::off_track, plan::Status::at_risk, plan::Status::on_track,
                                             plan::Status::complete));
  ASSERT_TRUE(reading_.as_at);
  EXPECT_EQ(reading_.as_at->iso(), "2016-01-07");
  EXPECT_EQ(reading_.coverage.lost, 0u);
  EXPECT_EQ(reading_.coverage.placed + reading_.coverage.kept_aside, reading_.coverage.characters);
  EXPECT_EQ(reading_.coverage.characters, document_.visible({0, document_.text.size()}));

  std::map<std::string, std::size_t> codes;
  for (const Anomaly& anomaly : reading_.anomalies) ++codes[anomaly.code];
  std::printf("title: %s\ncoverage: %zu placed, %zu kept aside, %zu lost\n", reading_.title.c_str(),
              reading_.coverage.placed, reading_.coverage.kept_aside, reading_.coverage.lost);
  for (const auto& [code, count] : codes) std::printf("%-20s %zu\n", code.c_str(), count);
  if (std::getenv("CANDOUR_SHOW"))
    for (const Anomaly& anomaly : reading_.anomalies)
      std::printf("%s %s [%s] %s -> %s\n", document::in_words(anomaly.place).c_str(), anomaly.code.c_str(),
                  std::string(to_text(anomaly.severity)).c_str(), anomaly.message.c_str(), anomaly.suggestion.c_str());
  if (std::getenv("CANDOUR_SHOW"))
    for (const Kept& kept : reading_.kept)
      std::printf("kept %s: %s\n", document::in_words(kept.place).c_str(), kept.text.c_str());
}

TEST_F(Seed, asks_about_the_mark_outside_the_key_and_suggests_complete) {
  std::vector<std::uint32_t> asked;
  for (const Anomaly& anomaly : reading_.anomalies)
    if (anomaly.code == "rating.outside-key") {
      asked.push_back(anomaly.place.line);
      EXPECT_EQ(anomaly.suggestion, "complete");
      EXPECT_EQ(anomaly.severity, Severity::ask);
    }
  EXPECT_THAT(asked, testing::ElementsAre(35, 461, 500));
}

TEST_F(Seed, survives_the_way_to_json_and_back) {
  const std::string json = to_json(reading_);
  const auto back = from_json(json);
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(to_json(*back), json);
}

// None of these is an action plan, whatever they speak of.
TEST(OtherSeeds, are_not_taken_for_action_plans) {
  if (!std::filesystem::exists(support::real_documents() / seed)) GTEST_SKIP() << "The real documents are not here.";
  for (const auto& entry : std::filesystem::directory_iterator(support::real_documents() / "seeds")) {
    if (entry.path().filename() == seed.filename()) continue;
    const std::string bytes = support::bytes_of(entry.path());
    const auto document = document::read(bytes, entry.path().filename().string());
    ASSERT_TRUE(document) << entry.path();
    const Reading reading = draft(*document);
    EXPECT_NE(reading.kind, Kind::action_plan) << entry.path();
    EXPECT_NE(reading.kind, Kind::risk_register) << entry.path();
    EXPECT_TRUE(reading.actions.empty());
    EXPECT_EQ(reading.coverage.lost, 0u);
    if (reading.kind == Kind::unknown) {
      EXPECT_EQ(reading.coverage.kept_aside, reading.coverage.characters);
    }
  }
}

}  // namespace
}  // namespace candour::intake
