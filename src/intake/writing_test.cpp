#include "intake/writing.h"

#include <gtest/gtest.h>
#include <string>

namespace candour::intake {
namespace {

using plan::Status;

Action row(std::uint32_t line, std::string question, std::string agency) {
  Action out;
  out.place.line = line;
  out.recommendation = std::move(question);
  out.agency = std::move(agency);
  return out;
}

Reading with_dates(const std::vector<std::string>& targets, const std::vector<std::string>& evidence,
                   const char* evidence_header = "Evidence") {
  Reading reading;
  reading.as_at = Date::from_calendar(2016, 1, 7);
  reading.columns = {{"Target date", Column::target, ""}, {evidence_header, Column::evidence, ""}};
  std::uint32_t line = 0;
  for (const std::string& text : targets) {
    reading.actions.push_back(row(++line, "1a", "Police"));
    reading.actions.back().target = text;
  }
  for (const std::string& text : evidence) {
    reading.actions.push_back(row(++line, "1a", "Police"));
    reading.actions.back().evidence = text;
  }
  return reading;
}

std::vector<std::string> told(const std::vector<Anomaly>& anomalies) {
  std::vector<std::string> out;
  for (const Anomaly& anomaly : anomalies) {
    EXPECT_EQ(anomaly.message.back(), '.') << anomaly.message;
    out.push_back(anomaly.code + " " + std::to_string(anomaly.place.line) +
                  (anomaly.suggestion.empty() ? "" : " [" + anomaly.suggestion + "]"));
  }
  return out;
}
using Told = std::vector<std::string>;

TEST(DatesAsWritten, two_dates_in_a_target_cell_may_have_slipped) {
  const struct {
    const char* target;
    Told told;
  } cases[] = {
      {"30/09/2014  31/12/14", {"date.two-in-one 1 [first target 30 September 2014, now 31 December 2014]"}},
      {"March 2015 moved to June 2015", {"date.two-in-one 1 [first target 31 March 2015, now 30 June 2015]"}},
      {"March 2015, June 2015 and September 2015", {"date.two-in-one 1"}},
      {"30 September 2015", {}},
      {"April - June 2015", {}},
      {"from April 2015, complete March 2016", {}},
      {"31/12/14 and 31 December 2014", {}},
      {"Ongoing, review March 2016", {}},
  };
  for (const auto& c : cases) EXPECT_EQ(told(find_date_anomalies(with_dates({c.target}, {}))), c.told) << c.target;
}

TEST(DatesAsWritten, figures_in_a_target_that_are_no_date_are_told) {
  const struct {
    const char* target;
    Told told;
  } cases[] = {
      {"31/13/2025", {"date.unread 1 [Write the date out.]"}},
      {"02/02/2 025", {"date.unread 1 [Write the date out.]"}},
      {"31 June 2015", {"date.unread 1 [Write the date out.]"}},
      {"Within 3 months", {}},
      {"Phase 2", {}},
      {"Q3 2015/16", {}},
      {"2015-16", {}},
      {"31.03.2016", {}},
      {"Sept 14", {"date.day-or-year 1"}},
      {"Ongoing", {}},
  };
  for (const auto& c : cases) EXPECT_EQ(told(find_date_anomalies(with_dates({c.target}, {}))), c.told) << c.target;
}

TEST(DatesAsWritten, evidence_may_hold_many_dates_unless_its_column_is_for_targets_too) {
  const std::vector<std::string> log = {"30 September 2014 terms agreed. 31 December 2014 group met"};
  EXPECT_EQ(told(find_date_anomalies(with_dates({}, log, "Target Date/Evidence"))), Told{});
  EXPECT_EQ(
      told(find_date_anomalies(with_dates({}, {"30 September 2014\n31 December 2014"}, "Target Date/Evidence"))).size(),
      1u);
  EXPECT_EQ(told(find_date_anomalies(with_dates({}, {"30 September 2014\n31 December 2014"}, "Evidence"))), Told{});
  EXPECT_EQ(told(find_date_anomalies(
                     with_dates({}, {"First wave done. Second to be completed by July 2015 and third by January 2016."},
                                "Timescale / progress")))
                .size(),
            1u);
}

TEST(DatesAsWritten, a_date_without_a_year_is_told_by_row) {
  EXPECT_EQ(told(find_date_anomalies(with_dates({"by July", "18 March 2015", "every September"},
                                                {"Presented in June workshop"}, "Target / evidence"))),
            (Told{"date.no-year 1", "date.no-year 4"}));
}

TEST(DatesAsWritten, a_month_without_a_year_in_progress_told_beside_a_full_target_is_clear_and_elsewhere_told_once) {
  Reading reading = with_dates({"31/03/2016"}, {"Drafted in June", "Agreed in July"});
  reading.actions[0].evidence = "Begun in May";
  const auto found = find_date_anomalies(reading);
  ASSERT_EQ(told(found), (Told{"date.no-year 2"}));
  EXPECT_EQ(found[0].severity, Severity::note);
  EXPECT_NE(found[0].message.find("“June” and “July”"), std::string::npos) << found[0].message;
}

TEST(DatesAsWritten, a_note_out_of_the_plans_order_may_have_the_wrong_year) {
  const std::vector<std::string> forwards = {"Sept '14 agreed. March '15 tested", "May 2014 drafted. June 2014 agreed",
                                             "1 May 2014 sent. 3 June 2014 received"};
  auto evidence = forwards;
  evidence.push_back("Nov '15 to be put on all plans. April '15 training rolled out");
  EXPECT_EQ(told(find_date_anomalies(with_dates({}, evidence))),
            (Told{"date.wrong-year 4 [2014]", "date.mixed-forms 1"}));
  // Where the plan puts its latest news first, it is no slip.
  EXPECT_EQ(
      told(find_date_anomalies(with_dates({}, {"March 2015 tested. May 2014 agreed", "June 2015 done. July 2014 begun",
                                               "Nov 2015 to be put on all plans. April 2015 training rolled out"}))),
      Told{});
}

TEST(DatesAsWritten, what_is_told_as_done_cannot_be_after_the_report) {
  EXPECT_EQ(told(find_date_anomalies(with_dates({}, {"Workshop held on 14 October 2016"}))),
            (Told{"date.wrong-year 1"}));
  EXPECT_EQ(told(find_date_anomalies(
                with_dates({}, {"Workshop to be held on 14 October 2016", "Workshop held on 14 October 2015",
                                "Training planned, to be delivered in March 2016"}))),
            Told{});
  EXPECT_EQ(told(find_date_anomalies(with_dates({"March 2051"}, {}))), (Told{"date.wrong-year 1"}));
  EXPECT_EQ(told(find_date_anomalies(with_dates({"March 2020"}, {}))), Told{});
}

TEST(DatesAsWritten, doubts_that_run_through_the_document_are_told_once) {
  EXPECT_EQ(told(find_date_anomalies(with_dates({"Nov 14", "Jun-15", "Sept 14"}, {}))), (Told{"date.day-or-year 1"}));
  EXPECT_EQ(told(find_date_anomalies(with_dates({"03.11.14", "07.12.14", "31.12.14"}, {}))), (Told{"date.order 1"}));
  const std::vector<Anomaly> turned = find_date_anomalies(with_dates({"03/11/2025", "12/31/2025"}, {}));
  ASSERT_EQ(turned.size(), 1U);
  EXPECT_EQ(turned[0].severity, Severity::ask) << turned[0].message;
  const auto settled = find_date_anomalies(with_dates({"03.11.14", "31.12.14"}, {}));
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(settled[0].severity, Severity::note);
  const auto open = find_date_anomalies(with_dates({"03.11.14", "07.12.14"}, {}));
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].severity, Severity::check);
  EXPECT_EQ(told(find_date_anomalies(with_dates({"31/10/14", "31.12.14", "18th March 2015", "April 2015"}, {}))),
            (Told{"date.mixed-forms 1"}));
  EXPECT_EQ(told(find_date_anomalies(with_dates({"31/10/2014", "30/11/2014", "April 2015"}, {}))), Told{});
}

// ---- Agencies ----

TEST(AgenciesAsWritten, an_agency_that_answers_elsewhere_and_not_here_is_silent) {
  Reading reading;
  std::uint32_t line = 0;
  for (const char* question : {"1a", "1b", "2a", "2b", "3a"})
    for (const char* agency : {"Police", "Education", "Probation", "NHS Trust"})
      if (!(std::string(question) == "2b" && std::string(agency) == "Probation"))
        reading.actions.push_back(row(++line, question, agency));
  const auto found = find_agency_anomalies(reading);
  ASSERT_EQ(told(found), (Told{"agency.silent 13"}));
  EXPECT_NE(found[0].message.find("Probation has no row under 2b"), std::string::npos) << found[0].message;
}

TEST(AgenciesAsWritten, a_joint_row_answers_for_both_and_a_plan_that_asks_one_agency_each_has_no_silence) {
  Reading reading;
  std::uint32_t line = 0;
  for (const char* question : {"1a", "1b", "2a", "2b"})
    for (const char* agency : {"Police", "Education", "Social Care"}) {
      const bool joint = std::string(question) == "2a";
      if (joint && std::string(agency) == "Education") continue;
      reading.actions.push_back(row(
          ++line, question, joint && std::string(agency) == "Social Care" ? "Social Care (CSC) & Education" : agency));
    }
  EXPECT_EQ(told(find_agency_anomalies(reading)), Told{});
  Reading addressed;
  for (const char* question : {"1", "2", "3", "4", "5"})
    addressed.actions.push_back(row(++line, question, std::string(question) < "3" ? "Police" : "Council"));
  EXPECT_EQ(told(find_agency_anomalies(addressed)), Told{});
  // … unless the recommendation was put to them by name.
  Recommendation recommendation;
  recommendation.ref = "5";
  recommendation.addressed_to = {"Police", "Council"};
  recommendation.place.line = 90;
  addressed.recommendations = {recommendation};
  EXPECT_EQ(told(find_agency_anomalies(addressed)), (Told{"agency.silent 90"}));
}

TEST(AgenciesAsWritten, a_body_and_a_pair_it_belongs_to_should_not_both_answer) {
  Reading reading;
  reading.actions = {row(1, "1a", "Education"), row(2, "1a", "Social Care"), row(3, "1a", "Social Care & Education"),
                     row(4, "1b", "Social Care & Education")};
  EXPECT_EQ(told(find_agency_anomalies(reading)), (Told{"agency.joint-and-single 3"}));
  reading.actions = {row(1, "1a", "Education"), row(2, "1a", "Crime and Public Protection")};
  EXPECT_EQ(told(find_agency_anomalies(reading)), Told{});
}

// ---- Leads ----

Told leads(const std::vector<std::string>& names, const std::vector<Kept>& kept = {}) {
  Reading reading;
  std::uint32_t line = 0;
  for (const std::string& name : names) {
    reading.actions.push_back(row(++line, "1a", "Police"));
    reading.actions.back().lead = name;
  }
  reading.kept = kept;
  return told(find_lead_anomalies(reading));
}

TEST(LeadsAsWritten, initials_that_nobody_explains_are_told_once) {
  EXPECT_EQ(leads({"Head of Service", "QX/ZB", "QX", "ZB / LSCB"}), (Told{"lead.initials 2"}));
  EXPECT_EQ(leads({"QX", "Quentin Xavier (QX), Head of Service"}), Told{});
  EXPECT_EQ(leads({"QX"}, {Kept{{}, "Leads: QX = Quentin Xavier"}}), Told{});
  EXPECT_EQ(leads({"DN", "GP", "AD"}), Told{});            // posts everybody in the field knows
  EXPECT_EQ(leads({"SN and ZW", "Zone Warden"}), Told{});  // prose, and initials that a person elsewhere explains
}

TEST(LeadsAsWritten, a_lead_should_be_a_person_or_a_post) {
  const struct {
    const char* lead;
    bool told;
  } cases[] = {
      {"Board members", true},
      {"LSCB Board", true},
      {"All agencies", true},
      {"Harrow Vale NHS Trust", true},
      {"External audit", true},
      {"QX to complete a survey of the schools. The strategic lead has emailed all schools and will report back", true},
      {"Chair of the Board", false},
      {"Head of Learning and Development", false},
      {"Designated Nurse", false},
      {"Named GP's and MASH Safeguarding Team", false},
      {"Safeguarding Team", false},
      {"Amara Osei", false},
      {"DCI Amara Osei", false},
      {"Board Manager", false},
      {"N/A", false},
      {"TBC", false},
      {"as above", false},
      {"", false},
      {"Audit and Compliance Lead", false},
  };
  for (const auto& c : cases) EXPECT_EQ(leads({c.lead}), c.told ? Told{"lead.not-a-post 1"} : Told{}) << c.lead;
}

TEST(LeadsAsWritten, bodies_are_told_once_where_they_are_the_plans_way_and_not_at_all_where_they_are_the_agency) {
  EXPECT_EQ(leads({"Harrow Vale Council", "Vale Trust", "Vale Trust", "Police", "Schools' forum", "Council",
                   "Chair of the board"}),
            (Told{"lead.not-a-post 1"}));
  Reading reading;
  reading.actions = {row(1, "1a", "")};
  reading.actions[0].lead = "Harrow Vale Council";
  EXPECT_EQ(told(find_lead_anomalies(reading)), Told{});
}

// ---- All of them ----

TEST(Writing, every_anomaly_has_a_code_a_place_and_a_sentence_and_they_stand_in_order_of_place) {
  Reading reading = with_dates({"30/09/2014 31/12/14", "by July"}, {"As above", "03.11.14 sent"});
  reading.actions[0].lead = "Board members";
  const auto all = find_anomalies_of_writing(reading);
  ASSERT_GE(all.size(), 4u);
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_NE(all[i].code.find('.'), std::string::npos);
    EXPECT_GT(all[i].place.line, 0u) << all[i].code;
    EXPECT_TRUE(all[i].message.ends_with('.')) << all[i].message;
    if (i > 0) {
      EXPECT_LE(all[i - 1].place.line, all[i].place.line);
    }
  }
  EXPECT_TRUE(find_anomalies_of_writing(Reading{}).empty());
}

// A plan of 5,000 rows whose every cell points, repeats and doubts is told in seconds, not minutes, on -O0 too.
TEST(Writing, a_hostile_plan_takes_time_in_proportion) {
  Reading reading;
  for (std::uint32_t line = 1; line <= 5000; ++line) {
    Action action = row(line, "1a", line % 2 ? "Police" : "Education");
    action.response = "As above 1a, see 9z";
    action.action = "Train all of the front line staff in the county on the new threshold";
    action.evidence = "as above";
    action.target = "Nov 14 03.11.14";
    action.lead = "QX/ZB";
    reading.actions.push_back(action);
  }
  Recommendation recommendation;
  recommendation.ref = "1a";
  reading.recommendations = {recommendation};
  EXPECT_GT(find_anomalies_of_writing(reading).size(), 5000u);
}

}  // namespace
}  // namespace candour::intake
