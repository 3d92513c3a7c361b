#include "app/importing/compare.h"

#include <gtest/gtest.h>

#include "app/importing/adopt.h"
#include "app/sample_test.h"

namespace candour::app {
namespace {

struct Written {
  const char* recommendation;
  const char* agency;
  const char* action;
  const char* reference = "";
};

plan::Partnership partnership() {
  return {"Harrow Vale", {{plan::AgencyId("police"), "Police", {}}, {plan::AgencyId("icb"), "ICB", {}}}};
}

std::vector<intake::Action> rows(const std::vector<Written>& written) {
  std::vector<intake::Action> made;
  for (const Written& each : written) {
    intake::Action row;
    row.recommendation = each.recommendation;
    row.recommendations = {each.recommendation};
    row.agency = each.agency;
    row.agency_as_written = each.agency;
    row.action = each.action;
    row.reference = each.reference;
    made.push_back(std::move(row));
  }
  return made;
}
std::vector<plan::Action> actions(const std::vector<Written>& written) {
  const Agencies agencies(partnership());
  std::vector<plan::Action> made;
  for (const intake::Action& row : rows(written)) {
    made.push_back(to_plan(row, row, agencies, Date()));
    made.back().number = static_cast<plan::Number>(made.size());
  }
  return made;
}

constexpr const char* weekly = "Share intelligence weekly with the hub and record who was told";
constexpr const char* daily = "Share intelligence daily with the hub and record who was told";
constexpr const char* training = "Train every officer in speaking with children on their own";
constexpr const char* protocol = "Publish the joint protocol for moves of families at short notice";

TEST(Pairing, finds_each_row_again_whatever_happened_to_it) {
  struct Case {
    const char* what;
    std::vector<Written> before;
    std::vector<Written> after;
    std::vector<int> pairs;  // by row of `after`: the index before, or -1
  };
  const Case cases[] = {
      {"nothing happened",
       {{"1a", "Police", weekly}, {"1a", "ICB", training}},
       {{"1a", "Police", weekly}, {"1a", "ICB", training}},
       {0, 1}},
      {"the rows changed places",
       {{"1a", "Police", weekly}, {"1a", "ICB", training}},
       {{"1a", "ICB", training}, {"1a", "Police", weekly}},
       {1, 0}},
      {"reworded among others of the agency",
       {{"1a", "Police", weekly}, {"1a", "Police", training}},
       {{"1a", "Police", training}, {"1a", "Police", daily}},
       {1, 0}},
      {"the likest is taken first",
       {{"1a", "Police", weekly}, {"1a", "Police", training}},
       {{"1a", "Police", daily}, {"1a", "Police", weekly}},
       {-1, 0}},
      {"an agency's only row on a question, rewritten",
       {{"1a", "Police", weekly}, {"1a", "ICB", training}},
       {{"1a", "Police", protocol}, {"1a", "ICB", training}},
       {0, 1}},
      {"one of two was rewritten beyond likeness",
       {{"1a", "Police", weekly}, {"1a", "Police", training}},
       {{"1a", "Police", weekly}, {"1a", "Police", protocol}},
       {0, -1}},
      {"moved to another question",
       {{"1a", "Police", weekly}, {"2b", "Police", training}},
       {{"3c", "Police", weekly}, {"2b", "Police", training}},
       {0, 1}},
      {"moved to another agency and reworded a little",
       {{"1a", "Police", weekly}, {"1a", "ICB", training}},
       {{"1a", "ICB", training}, {"1a", "Housing", daily}},
       {1, 0}},
      {"known by its reference",
       {{"1a", "Police", weekly, "7"}, {"1a", "Police", training, "8"}},
       {{"1a", "Police", protocol, "8"}, {"1a", "Police", weekly, "7"}},
       {1, 0}},
      {"a reference that stands twice names nothing",
       {{"1a", "Police", weekly, "7"}, {"1a", "Police", training, "7"}},
       {{"1a", "Police", protocol, "7"}, {"1a", "Police", training, "7"}},
       {-1, 1}},
      {"the same text twice keeps its order",
       {{"1a", "Police", weekly}, {"1a", "Police", weekly}},
       {{"1a", "Police", weekly}, {"1a", "Police", weekly}, {"1a", "Police", weekly}},
       {0, 1, -1}},
      {"blank rows are not each other's likeness",
       {{"1a", "Police", ""}, {"1a", "Police", weekly}},
       {{"2b", "ICB", ""}, {"1a", "Police", weekly}},
       {-1, 1}},
  };
  for (const Case& each : cases) {
    const Pairing pairing = pair_rows(rows(each.after), actions(each.before), partnership());
    std::vector<int> pairs;
    for (const auto& action : pairing.action_of_row) pairs.push_back(action ? static_cast<int>(*action) : -1);
    EXPECT_EQ(pairs, each.pairs) << each.what;
    for (std::size_t row = 0; row < pairs.size(); ++row)
      if (pairs[row] >= 0) {
        EXPECT_EQ(pairing.row_of_action[static_cast<std::size_t>(pairs[row])], row) << each.what;
      }
  }
}

TEST(Pairing, of_five_thousand_rows_under_one_heading_does_not_compare_each_with_each) {
  // No questions, one agency, every row reworded: the worst a plan can be.
  const char* verbs[] = {"Review", "Publish", "Train", "Audit", "Write"};
  const char* things[] = {"supervision", "thresholds",  "housing",   "attendance",
                          "midwifery",   "transitions", "escalation"};
  std::vector<Written> before, after;
  std::vector<std::string> texts;
  texts.reserve(10'000);
  for (int i = 0; i < 5'000; ++i) {
    const std::string base = std::string(verbs[i % 5]) + " the " + things[i % 7] + " arrangements of unit" +
                             std::to_string(i) + " and report on case" + std::to_string(i * 7919 % 5'000);
    texts.push_back(base + " to the board");
    before.push_back({"", "Police", texts.back().c_str()});
    texts.push_back(base + " every quarter");
    after.push_back({"", "Police", texts.back().c_str()});
  }
  const Pairing pairing = pair_rows(rows(after), actions(before), partnership());
  std::size_t right = 0;
  for (std::size_t i = 0; i < 5'000; ++i) right += pairing.action_of_row[i] == i ? 1 : 0;
  EXPECT_EQ(right, 5'000u);
}

TEST(Changes, name_each_field_that_differs_and_no_other) {
  struct Case {
    const char* what;
    std::function<void(intake::Action&)> edit;
    std::vector<std::string> fields;
  };
  const Case cases[] = {
      {"nothing", [](intake::Action&) {}, {}},
      {"white space", [](intake::Action& row) { row.action += "  "; }, {}},
      {"the wording", [](intake::Action& row) { row.action = daily; }, {"wording"}},
      {"the rating's word",
       [](intake::Action& row) {
         row.rating = {"Complete", plan::Status::complete};
       },
       {"rating"}},
      {"the rating's meaning", [](intake::Action& row) { row.rating.status = plan::Status::complete; }, {"rating"}},
      {"a rating nobody understood", [](intake::Action& row) { row.rating.status = plan::Status::unclear; }, {}},
      {"lead and evidence",
       [](intake::Action& row) {
         row.lead = "Inspector";
         row.evidence = "Minutes";
       },
       {"evidence", "lead"}},
      {"the agency", [](intake::Action& row) { row.agency = row.agency_as_written = "ICB"; }, {"agency"}},
      {"a body that joins",
       [](intake::Action& row) {
         row.agencies = {"Police", "ICB"};
       },
       {"supporting"}},
      {"the target", [](intake::Action& row) { row.target = "31/12/2016"; }, {"target"}},
      {"what else it serves",
       [](intake::Action& row) {
         row.recommendations = {"1a", "2b"};
       },
       {"recommendations"}},
      {"a line of its own", [](intake::Action& row) { row.place.line = 400; }, {}},
  };
  for (const Case& each : cases) {
    std::vector<intake::Action> read = rows({{"1a", "Police", weekly}});
    read[0].rating = {"G", plan::Status::on_track};
    plan::Plan plan;
    plan.actions = {to_plan(read[0], read[0], Agencies(partnership()), Date())};
    plan.actions[0].number = 1;
    each.edit(read[0]);
    const std::vector<RowChange> changes = changes_between(read, read, plan, partnership());
    ASSERT_EQ(changes.size(), 1u) << each.what;
    std::vector<std::string> fields;
    for (const RowChange::Field& field : changes[0].fields) fields.push_back(field.name);
    EXPECT_EQ(fields, each.fields) << each.what;
    EXPECT_EQ(changes[0].change, each.fields.empty() ? Change::same : Change::changed) << each.what;
  }
}

TEST(Changes, a_rating_that_became_what_the_evidence_used_to_say_is_seen) {
  std::vector<intake::Action> read = rows({{"1a", "Police", weekly}});
  read[0].rating = {"G", plan::Status::on_track};
  read[0].evidence = "Complete";
  plan::Plan plan;
  plan.actions = {to_plan(read[0], read[0], Agencies(partnership()), Date())};
  read[0].rating = {"Complete", plan::Status::complete};
  const std::vector<RowChange> changes = changes_between(read, read, plan, partnership());
  ASSERT_EQ(changes[0].fields.size(), 1u);
  EXPECT_EQ(changes[0].fields[0].after, "Complete (Complete)");
}

TEST(ReviewOf, reads_the_kind_and_the_pseudonym_of_a_title) {
  struct Case {
    const char* title;
    plan::ReviewKind kind;
    const char* name;
  };
  const Case cases[] = {
      {"Serious Case Review ‘Rowan’ – Multi-agency Action Plan", plan::ReviewKind::serious_case_review, "Rowan"},
      {"Local Child Safeguarding Practice Review “Child T” action plan", plan::ReviewKind::practice_review, "Child T"},
      {"SAR 'Mrs Ash': Safeguarding Adults Review action plan", plan::ReviewKind::safeguarding_adults_review,
       "Mrs Ash"},
      {"Children's Services improvement plan after the Ofsted visit", plan::ReviewKind::inspection, ""},
      {"SCR ‘Child A’: findings and questions", plan::ReviewKind::serious_case_review, "Child A"},
      {"Peer challenge: what we'll do", plan::ReviewKind::peer_review, ""},
      {"Section 11 self-assessment 2025", plan::ReviewKind::self_assessment, ""},
      {"Auditorium refurbishment", plan::ReviewKind::other, ""},
      {"", plan::ReviewKind::other, ""},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(review_of(each.title).kind, each.kind) << each.title;
    EXPECT_EQ(review_of(each.title).name, each.name) << each.title;
  }
}

}  // namespace
}  // namespace candour::app
