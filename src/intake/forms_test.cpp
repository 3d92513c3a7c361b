// One plan written as Word, Excel, HTML and CSV reads as its text does: the real one, where it is here, and our own
// sample.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "base/text.h"
#include "intake/reading.h"
#include "support/real_documents.h"
#include "support/write_document.h"

namespace candour::intake {
namespace {

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

// The same blocks, rows and cells, to be written in another form.
support::Document rewritten(const document::Document& document) {
  support::Document out;
  out.sheets.emplace_back();
  for (const document::Block& block : document.blocks) {
    if (block.kind != document::BlockKind::table) {
      support::Paragraph paragraph;
      paragraph.text = std::string(document.at(block.span));
      paragraph.heading = block.heading;
      paragraph.bold = block.bold;
      out.sheets.back().blocks.emplace_back(std::move(paragraph));
      continue;
    }
    support::Table table;
    for (const document::Row& row : block.rows) {
      support::Row written;
      for (const document::Cell& cell : row.cells) {
        support::Cell own;
        own.text = std::string(document.at(cell.span));
        own.bold = cell.bold;
        own.fill = cell.fill;
        written.cells.push_back(std::move(own));
      }
      table.rows.push_back(std::move(written));
    }
    out.sheets.back().blocks.emplace_back(std::move(table));
  }
  return out;
}

void expect_same(const Reading& wanted, const Reading& got, const std::string& form) {
  ASSERT_EQ(got.actions.size(), wanted.actions.size()) << form;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < wanted.actions.size(); ++i) {
    const Action& a = wanted.actions[i];
    const Action& b = got.actions[i];
    const std::pair<const char*, std::pair<std::string, std::string>> fields[] = {
        {"finding", {a.finding, b.finding}},
        {"recommendation", {a.recommendation, b.recommendation}},
        {"agency", {a.agency, b.agency}},
        {"response", {a.response, b.response}},
        {"action", {a.action, b.action}},
        {"rating", {a.rating.as_written, b.rating.as_written}},
        {"status", {std::string(to_text(a.rating.status)), std::string(to_text(b.rating.status))}},
        {"constraints", {a.constraints, b.constraints}},
        {"evidence", {a.evidence, b.evidence}},
        {"target", {a.target, b.target}},
        {"lead", {a.lead, b.lead}},
        {"outcome", {a.outcome, b.outcome}}};
    for (const auto& [name, values] : fields)
      if (without_blanks(values.first) != without_blanks(values.second) && ++wrong <= 12)
        ADD_FAILURE() << form << ": " << name << " of " << document::in_words(a.place) << ": "
                      << shortened(values.first, 80) << " / " << shortened(values.second, 80);
  }
  EXPECT_EQ(wrong, 0u) << form;
  std::vector<std::string> findings, wanted_findings;
  for (const Finding& finding : wanted.findings) wanted_findings.push_back(finding.ref + " " + finding.title);
  for (const Finding& finding : got.findings) findings.push_back(finding.ref + " " + finding.title);
  EXPECT_EQ(findings, wanted_findings) << form;
  std::vector<std::string> questions, wanted_questions;
  for (const Recommendation& recommendation : wanted.recommendations)
    wanted_questions.push_back(recommendation.ref + " " + collapsed(recommendation.text));
  for (const Recommendation& recommendation : got.recommendations)
    questions.push_back(recommendation.ref + " " + collapsed(recommendation.text));
  EXPECT_EQ(questions, wanted_questions) << form;
  EXPECT_EQ(got.scale.size(), wanted.scale.size()) << form;
  EXPECT_EQ(got.as_at, wanted.as_at) << form;
  EXPECT_EQ(got.coverage.lost, 0u) << form;
}

void reads_the_same_in_every_form(const std::filesystem::path& path) {
  const auto document = document::read(contents(path), path.filename().string());
  ASSERT_TRUE(document) << document.error().sentence;
  const Reading wanted = draft(*document);
  ASSERT_GT(wanted.actions.size(), 10u);
  const support::Document source = rewritten(*document);
  for (const char* form : {"docx", "xlsx", "html", "csv"}) {
    const auto again = document::read(support::to_bytes(source, form), std::string("plan.") + form);
    ASSERT_TRUE(again) << form << ": " << again.error().sentence;
    expect_same(wanted, draft(*again), form);
  }
}

TEST(Forms, the_real_plan_reads_the_same_as_word_excel_html_and_csv) {
  const std::filesystem::path seed = support::real_documents() / "seeds/002_8fc208b9af7d185f.txt";
  if (!std::filesystem::exists(seed))
    GTEST_SKIP() << "The real plan is not here (set CANDOUR_SHARED to the folder that holds it).";
  reads_the_same_in_every_form(seed);
}

TEST(Forms, the_sample_reads_the_same_as_word_excel_html_and_csv) {
  reads_the_same_in_every_form(std::filesystem::path(CANDOUR_SOURCE_DIR) / "samples/harrow-vale-rowan.txt");
}

}  // namespace
}  // namespace candour::intake
