#include "intake/references.h"

#include <gtest/gtest.h>
#include <string>

#include "base/text.h"

namespace candour::intake {
namespace {

// "as written > side refs | …", with * where the text says nothing else.
std::string told(const std::vector<Pointer>& pointers) {
  static constexpr const char* sides[] = {"above", "below", "next", "previous", "ref"};
  std::string out;
  for (const Pointer& pointer : pointers) {
    if (!out.empty()) out += " | ";
    out += pointer.as_written + " > " + sides[static_cast<int>(pointer.at)];
    if (!pointer.refs.empty()) out += " " + join(pointer.refs, ",");
    if (pointer.whole) out += " *";
  }
  return out;
}

TEST(Pointers, are_found_in_the_forms_people_use) {
  const struct {
    const char* text;
    const char* pointers;
  } cases[] = {
      {"As above", "As above > above *"},
      {"as above.", "as above > above *"},
      {"Same as above", "Same as above > above *"},
      {"As before", "As before > above *"},
      {"Ditto", "Ditto > above *"},
      {"As mentioned above the lead will facilitate a forum", "As mentioned above > above"},
      {"as per above", "as per above > above *"},
      {"Please see below", "Please see below > below *"},
      {"See above", "See above > above *"},
      {"Workshop held. See above mentoring clinics", "See above > above"},
      {"see next column", "see next column > next *"},
      {"See previous column", "See previous column > previous *"},
      {"See adjacent box", "See adjacent box > next *"},
      {"See 3a", "See 3a > ref 3a *"},
      {"Escalated where needed. See 3a", "See 3a > ref 3a"},
      {"See evidence in 1n (Jan and April 2015)", "See evidence in 1n > ref 1n"},
      {"See evidence at 1b", "See evidence at 1b > ref 1b *"},
      {"See previous response to 3b", "See previous response to 3b > ref 3b *"},
      {"see previous action on 5b.", "see previous action on 5b > ref 5b *"},
      {"See previous response", "See previous response > above *"},
      {"Ref Action 5d. By January new terms are in place", "Ref Action 5d > ref 5d"},
      {"see action cross ref 6c", "see action cross ref 6c > ref 6c *"},
      {"Refer to recommendation 12", "Refer to recommendation 12 > ref 12 *"},
      {"See question 4 and 5", "See question 4 and 5 > ref 4,5 *"},
      {"As above (3a,b)", "As above (3a,b) > above 3a,3b *"},
      {"As above 6a & b  Fewer incidents", "As above 6a & b > above 6a,6b"},
      {"As above 4 & 5", "As above 4 & 5 > above 4,5 *"},
      {"as per 2b", "as per 2b > ref 2b *"},
      {"See R12", "See R12 > ref r12 *"},
      {"See 2.2 and 4.1", "See 2.2 and 4.1 > ref 2.2,4.1 *"},
      {"7c", "7c > ref 7c *"},
      {"7c - indicates what can be done", "7c > ref 7c"},
      {"In addition to the above, a workshop is planned", "In addition to the above > above"},
  };
  for (const auto& c : cases) EXPECT_EQ(told(find_pointers(c.text)), c.pointers) << c.text;
}

TEST(Pointers, are_not_found_in_ordinary_prose) {
  for (const char* text : {
           "",
           "95% or above of staff trained",
           "Children aged 10 and above",
           "Temperatures below average",
           "Staff will see the child alone",
           "See the child's GP within 10 days",
           "Professionals see 2 families a week",
           "as 3.5 posts are vacant",
           "The same team as before the review visited",
           "Refer all cases to children's social care",
           "Referral made to the hub",
           "The findings below: one, two, three, four and five",
           "As detailed below, the service will train all of its staff",
           "Seen by 5a team as soon as possible",
           "see 5.2 of the procedures",
           "9am to 5pm, 1st and 2nd cohorts",
           "as in previous years",
       })
    EXPECT_EQ(told(find_pointers(text)), "") << text;
}

Action row(std::uint32_t line, std::string question, std::string agency, std::string response, std::string action,
           std::string evidence = {}) {
  Action out;
  out.place.line = line;
  out.recommendation = std::move(question);
  out.agency = std::move(agency);
  out.response = std::move(response);
  out.action = std::move(action);
  out.evidence = std::move(evidence);
  return out;
}

Reading plan(std::vector<Action> actions) {
  Reading reading;
  for (const char* ref : {"1a", "1b", "2a", "2b"}) {
    Recommendation recommendation;
    recommendation.ref = ref;
    reading.recommendations.push_back(recommendation);
  }
  for (const char* ref : {"1", "2"}) {
    Finding finding;
    finding.ref = ref;
    reading.findings.push_back(finding);
  }
  reading.actions = std::move(actions);
  return reading;
}

struct Told {
  std::string code;
  std::uint32_t line;
  std::string field;
  std::string suggestion;
  bool operator==(const Told&) const = default;
};
void PrintTo(const Told& told, std::ostream* out) {
  *out << told.code << " line " << told.line << " " << told.field << " [" << told.suggestion << "]";
}
std::vector<Told> anomalies(const Reading& reading) {
  std::vector<Told> out;
  for (const Anomaly& anomaly : find_reference_anomalies(reading)) {
    EXPECT_FALSE(anomaly.message.empty());
    EXPECT_EQ(anomaly.message.back(), '.') << anomaly.message;
    out.push_back({anomaly.code, anomaly.place.line, anomaly.field, anomaly.suggestion});
  }
  return out;
}

TEST(References, as_above_means_the_cell_above_of_the_same_agency) {
  EXPECT_EQ(anomalies(plan({row(1, "1a", "Harrow Vale Police", "", "Train officers", "Register of attendance"),
                            row(2, "1a", "Harrow Vale Police", "", "Brief sergeants", "As above")})),
            (std::vector<Told>{{"reference.pointer", 2, "evidence", "Register of attendance"}}));
  // Under the next question it is the agency's own last answer, not its neighbour's.
  EXPECT_EQ(anomalies(plan({row(1, "1a", "Probation", "We supervise adults", ""),
                            row(2, "1a", "Education", "Schools lead", ""), row(3, "1b", "Police", "We investigate", ""),
                            row(4, "1b", "Probation", "As above", "")})),
            (std::vector<Told>{{"reference.pointer", 4, "response", "We supervise adults"}}));
}

TEST(References, a_pointer_that_was_itself_a_pointer_leads_to_the_words) {
  EXPECT_EQ(anomalies(plan({row(1, "1a", "Police", "", "Train officers", "Register"),
                            row(2, "1a", "Police", "", "Brief", "As above"),
                            row(3, "1a", "Police", "", "Audit", "As above")})),
            (std::vector<Told>{{"reference.pointer", 2, "evidence", "Register"},
                               {"reference.pointer", 3, "evidence", "Register"}}));
}

TEST(References, see_below_means_the_agencys_next_answer) {
  EXPECT_EQ(
      anomalies(plan({row(1, "1a", "NHS Trust", "Yes", "Please see below"), row(2, "1a", "Police", "Yes", "Train"),
                      row(3, "1b", "NHS Trust", "", "All staff complete level 3")})),
      (std::vector<Told>{{"reference.pointer", 1, "action", "All staff complete level 3"}}));
}

TEST(References, a_reference_is_looked_up_under_its_question) {
  EXPECT_EQ(anomalies(plan({row(1, "1a", "Police", "", "Set up the hub", "Hub opened"),
                            row(2, "1a", "CCG", "", "Fund the hub", "Funding agreed"),
                            row(3, "2a", "Police", "", "Share intelligence", "See 1a")})),
            (std::vector<Told>{{"reference.pointer", 3, "evidence", "Hub opened"}}));
}

TEST(References, what_does_not_exist_is_broken) {
  EXPECT_EQ(anomalies(plan({row(1, "1a", "Police", "", "Set up the hub", "See evidence in 1n")})),
            (std::vector<Told>{{"reference.broken", 1, "evidence", "one of 1a, 1b"}}));
  EXPECT_EQ(anomalies(plan({row(1, "1a", "Police", "", "As above", "")})),
            (std::vector<Told>{{"reference.broken", 1, "action", ""}}));
  EXPECT_EQ(anomalies(plan({row(1, "2b", "Police", "", "As above 1 & 2", "")})),
            (std::vector<Told>{{"reference.broken", 1, "action", "one of 1a, 1b"}}));
  EXPECT_EQ(anomalies(plan({row(1, "1a", "Police", "see next column", "", "")})),
            (std::vector<Told>{{"reference.broken", 1, "response", ""}}));
}

TEST(References, another_documents_numbers_are_left_alone) {
  EXPECT_EQ(anomalies(plan({row(1, "1a", "Police", "", "Set up the hub", "See 3.17")})), std::vector<Told>{});
}

TEST(References, one_pointer_copied_through_a_row_is_told_once) {
  Action copied = row(2, "1b", "Police", "as above", "as above", "as above");
  copied.constraints = "as above";
  EXPECT_EQ(anomalies(plan({row(1, "1a", "Police", "We agree", "Train", "Register"), copied})),
            (std::vector<Told>{{"reference.pointer", 2, "response", "We agree"}}));
}

TEST(References, a_row_number_of_the_plan_counts_as_a_reference) {
  Action numbered = row(1, "", "Police", "", "Set up the hub", "Hub opened");
  numbered.reference = "4.2";
  Reading reading;
  reading.actions = {numbered, row(2, "", "CCG", "", "Fund it", "See action 4.2"),
                     row(3, "", "CCG", "", "Staff it", "See action 4.9")};
  EXPECT_EQ(anomalies(reading), (std::vector<Told>{{"reference.pointer", 2, "evidence", "Hub opened"},
                                                   {"reference.broken", 3, "evidence", ""}}));
}

}  // namespace
}  // namespace candour::intake
