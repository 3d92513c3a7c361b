// What must hold of every plan, whatever is in it: plans drawn by chance from a fixed seed, changed in ways that a
// careful person would not notice.

#include <algorithm>
#include <array>
#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "document/document.h"
#include "intake/reading.h"
#include "support/write_document.h"

namespace candour::intake {
namespace {

// SplitMix64: the same numbers on every machine.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t bound) {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return static_cast<std::size_t>((z ^ (z >> 31)) % bound);
  }
  template <std::size_t Size>
  std::string one_of(const std::array<const char*, Size>& list) {
    return list[below(Size)];
  }

 private:
  std::uint64_t state_;
};

constexpr std::array subjects{
    "the escalation policy",   "the bruising pathway", "group supervision",   "strategy meetings",
    "the chronology template", "return interviews",    "the neglect toolkit", "case transfer"};
constexpr std::array doings{"Review", "Audit", "Relaunch", "Agree", "Publish", "Train staff in"};
constexpr std::array bodies{"Marsh Vale Police", "Marsh Vale Council", "Fenland ICB", "Harrow Vale NHS Trust"};
constexpr std::array leads{"Head of Safeguarding", "Designated Nurse", "Detective Inspector", "Service Manager"};
constexpr std::array ratings{"Complete", "In progress", "Not started", "Overdue"};
constexpr std::array updates{"Two of four teams have been trained so far.",
                             "The panel agreed the draft in its meeting.", "A date is still awaited from the supplier.",
                             ""};

// The columns a plan may have, under one of the names that officers give them.
struct Drawn {
  std::vector<std::string> headers;
  std::vector<std::vector<std::string>> rows;
};

Drawn drawn(std::uint64_t seed) {
  Chance chance(seed);
  Drawn plan;
  plan.headers = {chance.one_of(std::array{"Ref", "Action no", "No"}),
                  chance.one_of(std::array{"Recommendation", "Recommendations", "Issue"}),
                  chance.one_of(std::array{"Action", "Actions required", "What we will do", "Agreed action"}),
                  chance.one_of(std::array{"Agency", "Lead agency", "Organisation"}),
                  chance.one_of(std::array{"Lead", "Lead officer", "By whom", "Owner"}),
                  chance.one_of(std::array{"Target date", "Timescale", "By when", "Deadline"}),
                  chance.one_of(std::array{"RAG", "Status", "RAG status"}),
                  chance.one_of(std::array{"Progress", "Progress update", "Evidence"})};
  const std::size_t rows = 3 + chance.below(8);
  for (std::size_t r = 0; r < rows; ++r) {
    const std::string number = std::to_string(r + 1);
    const std::string day = std::string(chance.below(2) == 0 ? "1" : "2") + std::to_string(chance.below(9));
    plan.rows.push_back(
        {number, "The partnership should review how " + chance.one_of(subjects) + " works in case " + number + ".",
         chance.one_of(doings) + " " + chance.one_of(subjects) + " for team " + number, chance.one_of(bodies),
         chance.one_of(leads), day + "/06/2025", chance.one_of(ratings), chance.one_of(updates)});
  }
  return plan;
}

using support::Row;
Row row_of(const std::vector<std::string>& cells) {
  Row row;
  for (const std::string& text : cells) {
    support::Cell cell;
    cell.text = text;
    row.cells.push_back(std::move(cell));
  }
  return row;
}

support::Document document_of(const Drawn& plan, bool blank_rows = false) {
  support::Document document;
  document.sheets.emplace_back();
  support::Paragraph title;
  title.text = "Kestrel review: action plan";
  title.heading = 1;
  document.sheets.back().blocks.emplace_back(title);
  support::Table table;
  table.rows.push_back(row_of(plan.headers));
  for (const auto& cells : plan.rows) {
    table.rows.push_back(row_of(cells));
    if (blank_rows) table.rows.push_back(row_of(std::vector<std::string>(cells.size())));
  }
  document.sheets.back().blocks.emplace_back(std::move(table));
  return document;
}

Reading read(const support::Document& document, const std::string& form) {
  const auto made = document::read(support::to_bytes(document, form), "plan." + form);
  EXPECT_TRUE(made.has_value()) << form;
  return made ? draft(*made) : Reading{};
}

// What was read of each row, without where it stood.
std::vector<std::string> told(const Reading& reading) {
  std::vector<std::string> rows;
  for (const Action& action : reading.actions) {
    std::string text;
    for (const std::string* field : {&action.finding, &action.recommendation, &action.agency, &action.response,
                                     &action.action, &action.rating.as_written, &action.constraints, &action.evidence,
                                     &action.target, &action.lead, &action.outcome, &action.reference})
      text += *field + " | ";
    text += plan::to_text(action.rating.status);
    for (const auto& [name, value] : action.other) text += " | " + matching_key(name) + ": " + value;
    rows.push_back(std::move(text));
  }
  for (const Recommendation& recommendation : reading.recommendations)
    rows.push_back(recommendation.ref + " " + recommendation.text);
  return rows;
}

class EveryPlan : public testing::TestWithParam<std::uint64_t> {
 protected:
  const Drawn plan = drawn(GetParam());
};

TEST_P(EveryPlan, is_read_whole_and_the_same_in_every_form) {
  const std::vector<std::string> first = told(read(document_of(plan), "docx"));
  EXPECT_EQ(first.size(), 2 * plan.rows.size());
  for (const std::string form : {"xlsx", "html", "csv", "txt"})
    EXPECT_EQ(told(read(document_of(plan), form)), first) << form;
}

TEST_P(EveryPlan, counts_every_character) {
  for (const std::string form : {"docx", "xlsx", "html", "csv", "txt"}) {
    const Coverage coverage = read(document_of(plan), form).coverage;
    EXPECT_EQ(coverage.lost, 0u) << form;
    EXPECT_EQ(coverage.placed + coverage.kept_aside, coverage.characters) << form;
  }
}

TEST_P(EveryPlan, is_read_the_same_twice) {
  EXPECT_EQ(to_json(read(document_of(plan), "docx")), to_json(read(document_of(plan), "docx")));
}

TEST_P(EveryPlan, gains_nothing_from_an_empty_column) {
  const std::vector<std::string> before = told(read(document_of(plan), "html"));
  for (std::size_t at = 0; at <= plan.headers.size(); ++at) {
    Drawn wider = plan;
    wider.headers.insert(wider.headers.begin() + static_cast<std::ptrdiff_t>(at), "");
    for (auto& row : wider.rows) row.insert(row.begin() + static_cast<std::ptrdiff_t>(at), "");
    EXPECT_EQ(told(read(document_of(wider), "html")), before) << at;
  }
}

TEST_P(EveryPlan, does_not_mind_the_order_of_its_columns) {
  const std::vector<std::string> before = told(read(document_of(plan), "xlsx"));
  Chance chance(GetParam() + 1000);
  for (int turn = 0; turn < 6; ++turn) {
    Drawn turned = plan;
    for (std::size_t i = plan.headers.size(); i-- > 1;) {
      const std::size_t j = chance.below(i + 1);
      std::swap(turned.headers[i], turned.headers[j]);
      for (auto& row : turned.rows) std::swap(row[i], row[j]);
    }
    EXPECT_EQ(told(read(document_of(turned), "xlsx")), before) << join(turned.headers, " | ");
  }
}

TEST_P(EveryPlan, does_not_mind_the_case_of_its_headers) {
  const std::vector<std::string> before = told(read(document_of(plan), "csv"));
  Drawn louder = plan, quieter = plan;
  for (std::string& header : louder.headers)
    for (char& c : header)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  for (std::string& header : quieter.headers) header = folded(header);
  EXPECT_EQ(told(read(document_of(louder), "csv")), before);
  EXPECT_EQ(told(read(document_of(quieter), "csv")), before);
}

TEST_P(EveryPlan, does_not_mind_blank_rows) {
  for (const std::string form : {"docx", "xlsx", "html"})
    EXPECT_EQ(told(read(document_of(plan, true), form)), told(read(document_of(plan), form))) << form;
}

INSTANTIATE_TEST_SUITE_P(Seeds, EveryPlan, testing::Range<std::uint64_t>(1, 25));

}  // namespace
}  // namespace candour::intake
