// Plans of many makes, each in every form a document can have: what a careful person reads in them is read. The
// places, bodies and children are invented.

#include <algorithm>
#include <cstdio>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "base/text.h"
#include "intake/reading.h"
#include "support/draw_document.h"
#include "support/write_document.h"

namespace candour::intake {
namespace {

using support::drawn;

Reading read_as(const support::Document& drawing, const std::string& form, const Choices& choices = {}) {
  const auto document = document::read(support::to_bytes(drawing, form), "plan." + form);
  EXPECT_TRUE(document) << form << ": " << document.error().sentence;
  return document ? draft(*document, choices) : Reading{};
}

// One line for an action: "1 > 1a | Police + Council | action | rating = status | lead | target | evidence | …".
std::string told(const Action& action) {
  std::string text = action.finding + ">" + action.recommendation + " | " + join(action.agencies, " + ") + " | " +
                     action.action + " | " + action.rating.as_written + " = " +
                     std::string(plan::to_text(action.rating.status));
  const std::pair<const char*, const std::string*> rest[] = {
      {"ref", &action.reference},     {"lead", &action.lead},       {"target", &action.target},
      {"evidence", &action.evidence}, {"why", &action.constraints}, {"outcome", &action.outcome},
      {"response", &action.response}};
  for (const auto& [name, value] : rest)
    if (!value->empty()) text += std::string(" | ") + name + ": " + replaced(*value, "\n", " / ");
  for (const auto& [name, value] : action.other) text += " | " + name + ": " + value;
  return text;
}

struct Layout {
  std::string name;
  std::string drawing;
  std::vector<std::string> actions;
  std::vector<std::string> findings = {};         // "ref title"
  std::vector<std::string> recommendations = {};  // "ref text"
  std::vector<std::string> scale = {};            // "as written = status"
  std::string as_at = {};
  std::string forms = "txt csv html docx xlsx";
};

std::vector<Layout> layouts() {
  return {
      {"a_trust_with_brag_and_numbers",
       R"(
# Brackenford Hospitals NHS Foundation Trust
# Improvement plan
Last updated: 3 June 2024
| Key | Meaning |
| Blue | Complete and embedded, evidence tested |
| Green | Complete |
| Amber | On track to deliver by the date |
| Red | Off track, date missed |
---
| Ref | Must do / Should do | Action required | Executive lead | Due date | BRAG | Progress update |
| 1 | The trust must ensure that staff finish level 3 training | Run a monthly training day | Chief Nurse | 30/09/2024 | B | Audit of May 2024 shows 97% |
| 2 | The trust should review its liaison service | Agree a new pathway with the council | Director of Operations | 31/12/2024 | Amber | Draft shared in May |
| 3 | The trust should record ethnicity | Amend the record template | Chief Information Officer | 31/03/2024 | R | Supplier delay |
)",
       {">1 |  | Run a monthly training day | B = embedded | lead: Chief Nurse | target: 30/09/2024 | evidence: Audit "
        "of May 2024 shows 97%",
        ">2 |  | Agree a new pathway with the council | Amber = on_track | lead: Director of Operations | target: "
        "31/12/2024 | evidence: Draft shared in May",
        ">3 |  | Amend the record template | R = off_track | lead: Chief Information Officer | target: 31/03/2024 | "
        "evidence: Supplier delay"},
       {},
       {"1 The trust must ensure that staff finish level 3 training", "2 The trust should review its liaison service",
        "3 The trust should record ethnicity"},
       {"Blue = embedded", "Green = complete", "Amber = on_track", "Red = off_track"},
       "2024-06-03"},

      {"ratings_are_numbers",
       R"(
# Oxmere Council action plan
| Score | Explanation |
| 1 | Achieved (fully) |
| 2 | On track but not due |
| 3 | Slipped |
| 4 | Not achieved |
---
| Recommendation | Actions | Responsible officer | Timescale | Assessment score | Comments and progress of actions |
| R1 Publish the strategy | Write and publish it | Head of Policy | March 2025 | 1 | Published |
| R2 Train members | Hold two briefings | Monitoring Officer | June 2025 | 3 | One was held |
| R3 Review the budget | Present options | Section 151 Officer | July 2025 | 4 | Nothing yet |
)",
       {">R1 |  | Write and publish it | 1 = complete | lead: Head of Policy | target: March 2025 | evidence: "
        "Published",
        ">R2 |  | Hold two briefings | 3 = at_risk | lead: Monitoring Officer | target: June 2025 | evidence: One was "
        "held",
        ">R3 |  | Present options | 4 = off_track | lead: Section 151 Officer | target: July 2025 | evidence: Nothing "
        "yet"},
       {},
       {"R1 Publish the strategy", "R2 Train members", "R3 Review the budget"},
       {"1 = complete", "2 = on_track", "3 = at_risk", "4 = off_track"}},

      {"no_key_but_words_that_speak",
       R"(
# Sandholm partnership: learning from the Wren review
| Rec no | Recommendation | Lead agency | Action | By when | Status | Evidence |
| 1 | Share what is known at birth | Sandholm Police | Send notices within a day | 1 May 2023 | Complete | Audit report |
| 2 | Hear the child | Sandholm Council | Adopt a voice tool | 1 June 2023 | Overdue | |
| 3 | Supervise well | Sandholm Community Trust | Publish a standard | 1 July 2023 | In progress | Draft |
| 4 | Escalate disagreements | Sandholm Council | Brief teams | 1 July 2023 | Not started | |
)",
       {">1 | Sandholm Police | Send notices within a day | Complete = complete | target: 1 May 2023 | evidence: Audit "
        "report",
        ">2 | Sandholm Council | Adopt a voice tool | Overdue = off_track | target: 1 June 2023",
        ">3 | Sandholm Community Trust | Publish a standard | In progress = on_track | target: 1 July 2023 | evidence: "
        "Draft",
        ">4 | Sandholm Council | Brief teams | Not started = not_started | target: 1 July 2023"},
       {},
       {"1 Share what is known at birth", "2 Hear the child", "3 Supervise well", "4 Escalate disagreements"}},

      {"no_key_and_bare_colours",
       R"(
# Sandholm: joint plan
| Action | Owner | Deadline | RAG |
| Recruit two social workers | Service Manager | Sept 2024 | Green |
| Train all managers | Principal Social Worker | Oct 2024 | Amber |
| Move the panel to Fridays | Panel Chair | Nov 2024 | |
)",
       {"> |  | Recruit two social workers | Green = unclear | lead: Service Manager | target: Sept 2024",
        "> |  | Train all managers | Amber = unclear | lead: Principal Social Worker | target: Oct 2024",
        "> |  | Move the panel to Fridays |  = not_stated | lead: Panel Chair | target: Nov 2024"}},

      {"the_key_is_one_line_below",
       R"(
# Fernlea multi-agency plan
| Finding | Agency | Action | RAG | Target date |
| Finding 1: Nobody saw the whole | Police | Join the daily meeting | G | 1 Oct 2022 |
| Finding 1: Nobody saw the whole | Housing | Join the daily meeting | R | 1 Oct 2022 |
| Finding 2: Fathers were absent | Health Visiting | Record fathers | A | 1 Nov 2022 |
---
Key: R = not started or overdue; A = started; G = complete
)",
       {"1> | Police | Join the daily meeting | G = complete | target: 1 Oct 2022",
        "1> | Housing | Join the daily meeting | R = off_track | target: 1 Oct 2022",
        "2> | Health Visiting | Record fathers | A = on_track | target: 1 Nov 2022"},
       {"1 Nobody saw the whole", "2 Fathers were absent"},
       {},
       {"R = off_track", "A = on_track", "G = complete"}},

      {"the_key_is_on_another_sheet",
       R"(
== Plan
| No | Issue | What will we do | Who | When | Status | How will we know |
| 1.1 | Thresholds are unclear | Reissue the document | Business Manager | Q1 2024/25 | Green | Dip sample |
| 1.2 | Thresholds are unclear | Hold three workshops | Training Lead | Q2 2024/25 | Purple | Attendance list |
== Key
| Colour | Description |
| Green | Progressing as planned |
| Purple | Completed and signed off by the board |
| Red | No progress |
)",
       {">1 |  | Reissue the document | Green = on_track | ref: 1.1 | lead: Business Manager | target: Q1 2024/25 | "
        "evidence: Dip sample",
        ">1 |  | Hold three workshops | Purple = complete | ref: 1.2 | lead: Training Lead | target: Q2 2024/25 | "
        "evidence: Attendance list"},
       {},
       {"1 Thresholds are unclear"},
       {"Green = on_track", "Purple = complete", "Red = off_track"},
       "",
       "xlsx html docx csv"},

      {"cells_merged_down",
       R"(
# Larkhill plan
| Recommendation | Agency | Action | Lead | RAG |
| 1. Hold strategy meetings in time | Larkhill Police | Rota for inspectors | Det Supt Public Protection | Complete |
| ^ | Larkhill Council | Book rooms in advance | Head of Service | Ongoing |
| ^ | ^ | Send minutes within a day | Business Support Manager | Ongoing |
| 2. See children alone | Larkhill Council | Amend the visit form | Head of Service | Complete |
)",
       {">1 | Larkhill Police | Rota for inspectors | Complete = complete | lead: Det Supt Public Protection",
        ">1 | Larkhill Council | Book rooms in advance | Ongoing = on_track | lead: Head of Service",
        ">1 | Larkhill Council | Send minutes within a day | Ongoing = on_track | lead: Business Support Manager",
        ">2 | Larkhill Council | Amend the visit form | Complete = complete | lead: Head of Service"},
       {},
       {"1 Hold strategy meetings in time", "2 See children alone"}},

      {"a_header_over_two_rows",
       R"(
# Wyeford review plan
| Ref | Recommendation | Action | Lead | Target date | < | Progress | < |
| ^ | ^ | ^ | ^ | Original | Revised | Update | RAG |
| 1 | Improve handovers | Use one form | Matron | 01/02/2024 | 01/05/2024 | Form in use on two wards | Amber |
| 2 | Check equipment | Weekly check | Ward Manager | 01/02/2024 | | Done weekly | Green |
---
Red: overdue
Amber: some slippage
Green: on track
)",
       {">1 |  | Use one form | Amber = at_risk | lead: Matron | target: 01/02/2024 / 01/05/2024 | evidence: Form in "
        "use on two wards",
        ">2 |  | Weekly check | Green = on_track | lead: Ward Manager | target: 01/02/2024 | evidence: Done weekly"},
       {},
       {"1 Improve handovers", "2 Check equipment"},
       {"Red = off_track", "Amber = at_risk", "Green = on_track"}},

      {"recommendations_are_headings",
       R"(
# Independent review: action plan
# Recommendation 1: The board should assure itself that audits lead to change
| Action | Lead officer | Timescale | Progress | RAG rating |
| Set up a learning log | Board Manager | April 2025 | In use | Complete |
| Report twice a year | Board Manager | October 2025 | First report due | On track |
---
# Recommendation 2: Agencies should involve fathers
| Action | Lead officer | Timescale | Progress | RAG rating |
| Change the referral form | MASH Manager | May 2025 | With the supplier | Delayed |
)",
       {">1 |  | Set up a learning log | Complete = complete | lead: Board Manager | target: April 2025 | evidence: In "
        "use",
        ">1 |  | Report twice a year | On track = on_track | lead: Board Manager | target: October 2025 | evidence: "
        "First report due",
        ">2 |  | Change the referral form | Delayed = at_risk | lead: MASH Manager | target: May 2025 | evidence: With "
        "the supplier"},
       {},
       {"1 The board should assure itself that audits lead to change", "2 Agencies should involve fathers"}},

      {"headings_without_a_label_are_findings",
       R"(
# Millbrook improvement plan
Position as at 30 November 2023
## Leadership and culture
| Action | Owner | Due | Status |
| Visit every team | Director of Children's Services | Dec 2023 | Complete |
---
## Workforce
| Action | Owner | Due | Status |
| Cut agency staff by half | Head of Workforce | Mar 2024 | Off track |
)",
       {"1> |  | Visit every team | Complete = complete | lead: Director of Children's Services | target: Dec 2023",
        "2> |  | Cut agency staff by half | Off track = off_track | lead: Head of Workforce | target: Mar 2024"},
       {"1 Leadership and culture", "2 Workforce"},
       {},
       {},
       "2023-11-30",
       "txt html docx"},

      {"findings_are_rows_across_the_table",
       R"(
# Elmsworth: plan of the Heron review
| Ref | Action | Agency | Lead person | Target | RAG |
| Finding 1: Information was not shared | < | < | < | < | < |
| 1.1 | Agree one protocol | All agencies | Board Manager | May 2024 | Complete |
| 1.2 | Train the duty team | Elmsworth Council | Team Manager | June 2024 | On track |
| Finding 2: The child was not seen | < | < | < | < | < |
| 2.1 | See every child alone | Elmsworth Council | Head of Service | May 2024 | Complete |
)",
       {"1> | All agencies | Agree one protocol | Complete = complete | ref: 1.1 | lead: Board Manager | target: May "
        "2024",
        "1> | Elmsworth Council | Train the duty team | On track = on_track | ref: 1.2 | lead: Team Manager | target: "
        "June 2024",
        "2> | Elmsworth Council | See every child alone | Complete = complete | ref: 2.1 | lead: Head of Service | "
        "target: May 2024"},
       {"1 Information was not shared", "2 The child was not seen"}},

      {"several_bodies_in_a_cell",
       R"(
# Ashcombe plan
| Recommendation | Responsible agency | Action | Deadline | Status |
| Rec 1: Map services | Ashcombe Police / Ashcombe Council / Ashcombe Integrated Care Board | Publish one map | 1 May 2024 | Complete |
| Rec 2: Share data | Police, Health and Education | Sign the agreement | 1 June 2024 | In progress |
| Rec 3: Join up | Children's Social Care & Education | Meet monthly | 1 June 2024 | In progress |
)",
       {">1 | Ashcombe Police + Ashcombe Council + Ashcombe Integrated Care Board | Publish one map | Complete = "
        "complete | target: 1 May 2024",
        ">2 | Police + Health + Education | Sign the agreement | In progress = on_track | target: 1 June 2024",
        ">3 | Children's Social Care & Education | Meet monthly | In progress = on_track | target: 1 June 2024"},
       {},
       {"1 Map services", "2 Share data", "3 Join up"},
       {},
       "",
       "html docx xlsx csv"},

      {"fills_alone_read_by_the_key",
       R"(
# Penhallow: plan
| {FF0000} Red | Not on track |
| {FFC000} Amber | At risk of delay |
| {92D050} Green | On track |
---
| Finding | Action | Lead | RAG |
| 1. Records were late | Set a standard | Records Manager | {92D050} |
| 2. No chronology | Use one template | Team Manager | {FFC000} |
| 3. No supervision | Supervise monthly | Service Manager | {FF0000} |
)",
       {"1> |  | Set a standard | fill:#92D050 = on_track | lead: Records Manager",
        "2> |  | Use one template | fill:#FFC000 = at_risk | lead: Team Manager",
        "3> |  | Supervise monthly | fill:#FF0000 = off_track | lead: Service Manager"},
       {"1 Records were late", "2 No chronology", "3 No supervision"},
       {},
       {"Red = off_track", "Amber = at_risk", "Green = on_track"},
       "",
       "html docx xlsx"},

      {"ticks_under_achieved_and_on_target",
       R"(
# Quayside section 11 plan
| Standard | Action | By whom | Achieved | On target |
| 1. Leadership | Name a champion | Chief Executive | ✓ | |
| 2. Training | Train all volunteers | Volunteer Manager | | ✓ |
)",
       {">1 |  | Name a champion | ✓ = complete | lead: Chief Executive",
        ">2 |  | Train all volunteers | ✓ = on_track | lead: Volunteer Manager"},
       {},
       {"1 Leadership", "2 Training"}},

      {"superseded_and_not_applicable",
       R"(
# Yarrow plan
| Ref | Recommendation | Agency response | Action taken | Status |
| 1 | Adopt a new form | Accepted | Form adopted in May | Complete |
| 2 | Build a database | Not accepted: the county has one | None | Superseded |
| 3 | Train GPs | Accepted | No action | N/A |
| 4 | Write to schools | Accepted | Letter drafted | Complete - duplicate of 1 |
)",
       {">1 |  | Form adopted in May | Complete = complete | response: Accepted",
        ">2 |  | None | Superseded = closed | response: Not accepted: the county has one",
        ">3 |  | No action | N/A = not_applicable | response: Accepted",
        ">4 |  | Letter drafted | Complete - duplicate of 1 = closed | response: Accepted"},
       {},
       {"1 Adopt a new form", "2 Build a database", "3 Train GPs", "4 Write to schools"}},

      {"no_ratings_at_all",
       R"(
# Inspection response
| Area for improvement | What we will do | Lead | By when | Impact |
| Assessments come late | Weekly tracking meeting | Head of Assessment | 31 January 2026 | Children wait less |
| Plans are vague | Coach every team | Practice Lead | 28 February 2026 | Families know what is expected |
)",
       {">1 |  | Weekly tracking meeting |  = not_stated | lead: Head of Assessment | target: 31 January 2026 | "
        "outcome: Children wait less",
        ">2 |  | Coach every team |  = not_stated | lead: Practice Lead | target: 28 February 2026 | outcome: Families "
        "know what is expected"},
       {},
       {"1 Assessments come late", "2 Plans are vague"}},

      {"percentages",
       R"(
# Internal audit tracker
| Audit recommendation | Management response | Responsible officer | Original implementation date | Revised implementation date | % complete |
| 1. Reconcile monthly | Agreed | Finance Manager | 01/04/2024 | | 100% |
| 2. Record approvals | Agreed | Finance Manager | 01/04/2024 | 01/09/2024 | 40% |
)",
       {">1 |  |  | 100% = complete | lead: Finance Manager | target: 01/04/2024 | response: Agreed | % complete: 100%",
        ">2 |  |  | 40% = unclear | lead: Finance Manager | target: 01/04/2024 / 01/09/2024 | response: Agreed | % "
        "complete: 40%"},
       {},
       {"1 Reconcile monthly", "2 Record approvals"}},

      {"further_learning_outside_the_findings",
       R"(
# Plan of the Plover review
**Finding 1: Professionals did not ask**
It was found in nine records.
| Question | Agency | Action | RAG |
| 1a. Do staff ask? | Police | Train | Complete |
---
# Additional learning
**1. Records were on paper**
They could not be found.
| Question | Agency | Action | RAG |
| 2a. Are records found? | Police | Scan | Complete |
---
**2. Translators were late**
| Question | Agency | Action | RAG |
| 3a. Are they on time? | Police | New contract | Ongoing |
)",
       {"1>1a | Police | Train | Complete = complete", "L1>2a | Police | Scan | Complete = complete",
        "L2>3a | Police | New contract | Ongoing = on_track"},
       {"1 Professionals did not ask", "L1 Records were on paper", "L2 Translators were late"},
       {"1a Do staff ask?", "2a Are records found?", "3a Are they on time?"},
       {},
       "",
       "txt html docx"},

      {"each_recommendation_heads_its_own_part_of_one_table",
       R"(
# Integrated action plan
Updated: January 2019
| Recommendation 1 | The board should seek assurance that tools are used | < | < | < | < |
| Agency | Action | Lead | Timescale | RAG | Outcome |
| Police | Brief officers | DCI Marsh | March 2019 | G | Officers spot neglect |
| Recommendation 2 | Agencies should record the voice of the child | < | < | < | < |
| Agency | Action | Lead | Timescale | RAG | Outcome |
| Education | Ask pupils | Head of Education | May 2019 | C | Voices are heard |
---
RAG: R – Not started; A – In progress but delayed; G – In progress and on target; C – Completed
)",
       {">1 | Police | Brief officers | G = on_track | lead: DCI Marsh | target: March 2019 | outcome: Officers spot "
        "neglect",
        ">2 | Education | Ask pupils | C = complete | lead: Head of Education | target: May 2019 | outcome: Voices are "
        "heard"},
       {},
       {"1 The board should seek assurance that tools are used", "2 Agencies should record the voice of the child"},
       {"R = not_started", "A = at_risk", "G = on_track", "C = complete"},
       "2019-01-31",
       "html docx xlsx"},

      {"columns_in_another_order_and_slips_in_headers",
       R"(
# Plan
| RAG Status | Evidance | Time scale | Lead Oficer | Agencey | Actoins | Recomendation |
| Complete | Minutes of May | May 2024 | Head of Service | Oxmere Council | Hold a panel | 1. Look together |
| In progress | Draft | June 2024 | Inspector | Oxmere Police | Write a protocol | 2. Act together |
)",
       {">1 | Oxmere Council | Hold a panel | Complete = complete | lead: Head of Service | target: May 2024 | "
        "evidence: Minutes of May",
        ">2 | Oxmere Police | Write a protocol | In progress = on_track | lead: Inspector | target: June 2024 | "
        "evidence: Draft"},
       {},
       {"1 Look together", "2 Act together"}},

      {"the_lead_is_a_body",
       R"(
# Serious incident plan
| Recommendation | Action | Lead | Due date | RAG |
| 1. Share alerts | Build a feed | Harwick Police | 1 May 2024 | Complete |
| 2. Read alerts | Daily check | Harwick Council | 1 May 2024 | Complete |
| 3. Keep alerts | Retain a year | Harwick Community NHS Trust | 1 May 2024 | Complete |
)",
       {">1 | Harwick Police | Build a feed | Complete = complete | lead: Harwick Police | target: 1 May 2024",
        ">2 | Harwick Council | Daily check | Complete = complete | lead: Harwick Council | target: 1 May 2024",
        ">3 | Harwick Community NHS Trust | Retain a year | Complete = complete | lead: Harwick Community NHS Trust | "
        "target: 1 May 2024"},
       {},
       {"1 Share alerts", "2 Read alerts", "3 Keep alerts"}},

      {"embedded_and_not_embedded",
       R"(
# Scrutiny: plan
Blue: embedded in practice
Green: complete but not yet embedded
Amber: started, not complete
Red: not started
| Learning point | Action | Lead | BRAG |
| 1. Curiosity | Coach | Practice Lead | Blue |
| 2. Escalation | Publish | Board Manager | Green |
| 3. Fathers | Train | Training Manager | Amber |
| 4. Neglect | Audit | QA Manager | Red |
)",
       {"1> |  | Coach | Blue = embedded | lead: Practice Lead",
        "2> |  | Publish | Green = complete | lead: Board Manager",
        "3> |  | Train | Amber = on_track | lead: Training Manager",
        "4> |  | Audit | Red = not_started | lead: QA Manager"},
       {"1 Curiosity", "2 Escalation", "3 Fathers", "4 Neglect"},
       {},
       {"Blue = embedded", "Green = complete", "Amber = on_track", "Red = not_started"}},

      {"a_table_torn_over_pages",
       R"(
# Plan
| Recommendation | Agency | Action | Lead | RAG |
| 1. Know the family | Police | Check the address | Inspector | Complete |
| | Council | Draw a family tree | Team Manager | On track |
---
| | Health | Ask about fathers | Named Nurse | Complete |
| 2. Know the school | Education | Call every term | Headteacher | Complete |
)",
       {">1 | Police | Check the address | Complete = complete | lead: Inspector",
        ">1 | Council | Draw a family tree | On track = on_track | lead: Team Manager",
        ">1 | Health | Ask about fathers | Complete = complete | lead: Named Nurse",
        ">2 | Education | Call every term | Complete = complete | lead: Headteacher"},
       {},
       {"1 Know the family", "2 Know the school"},
       {},
       "",
       "txt html docx csv"},
  };
}

class Layouts : public testing::TestWithParam<std::pair<std::string, std::string>> {};

Layout layout_named(const std::string& name) {
  for (Layout& layout : layouts())
    if (layout.name == name) return layout;
  return {};
}

struct Told {
  std::vector<std::string> actions, findings, recommendations, scale;
};

Told told(const Reading& reading) {
  Told all;
  for (const Action& action : reading.actions) all.actions.push_back(told(action));
  for (const Finding& finding : reading.findings) all.findings.push_back(finding.ref + " " + finding.title);
  for (const Recommendation& recommendation : reading.recommendations)
    all.recommendations.push_back(recommendation.ref + " " + recommendation.text);
  for (const ScaleEntry& entry : reading.scale)
    all.scale.push_back(entry.as_written + " = " + std::string(plan::to_text(entry.status)));
  return all;
}

TEST_P(Layouts, is_read_as_a_careful_person_reads_it) {
  const Layout layout = layout_named(GetParam().first);
  const Reading reading = read_as(drawn(layout.drawing), GetParam().second);
  EXPECT_EQ(reading.kind, Kind::action_plan);
  const Told got = told(reading);
  EXPECT_THAT(got.actions, testing::ElementsAreArray(layout.actions));
  EXPECT_THAT(got.findings, testing::ElementsAreArray(layout.findings));
  EXPECT_THAT(got.recommendations, testing::ElementsAreArray(layout.recommendations));
  EXPECT_THAT(got.scale, testing::ElementsAreArray(layout.scale));
  if (!layout.as_at.empty()) {
    ASSERT_TRUE(reading.as_at);
    EXPECT_EQ(reading.as_at->iso(), layout.as_at);
  }
  EXPECT_EQ(reading.coverage.lost, 0u);
  EXPECT_EQ(reading.coverage.placed + reading.coverage.kept_aside, reading.coverage.characters);
}

std::vector<std::pair<std::string, std::string>> in_every_form() {
  std::vector<std::pair<std::string, std::string>> all;
  for (const Layout& layout : layouts())
    for (std::string_view form : split(layout.forms, ' ')) all.emplace_back(layout.name, std::string(form));
  return all;
}

INSTANTIATE_TEST_SUITE_P(Every, Layouts, testing::ValuesIn(in_every_form()),
                         [](const auto& each) { return each.param.first + "_as_" + each.param.second; });

TEST(Layouts, one_body_under_several_spellings_has_one_name_and_two_bodies_have_two) {
  const Reading reading = read_as(drawn(R"(
# Torbeck plan
| Question | Agency | Response | Actions | RAG |
| 1a. Is it known? | Children's Social Care | Yes | Brief all teams | Complete |
| 1a. Is it known? | CAFCASS | Yes | Brief all teams | Complete |
| 1b. What stops it? | Childrens Social Care | Time | Cut caseloads | Ongoing |
| 1b. What stops it? | Cafcass | Time | Cut caseloads | Ongoing |
| 1b. What stops it? | CAFCASS | Money | Ask the ministry | Ongoing |
| 1b. What stops it? | Children's Social Care and Education | Time | Share a team | Ongoing |
| 1b. What stops it? | Children's Social Care (CSC) & Education | Rooms | Share a building | Ongoing |
| 1b. What stops it? | CHILDREN’S SOCIAL CARE | Systems | Buy one | Ongoing |
| 1b. What stops it? | Torbeck Community Trust | Systems | Buy one | Ongoing |
| 1b. What stops it? | TCT | Rooms | Rent one | Ongoing |
| 1b. What stops it? | Team A | Rooms | Rent one | Ongoing |
| 1b. What stops it? | Team B | Rooms | Rent one | Ongoing |
)"),
                                  "docx");
  std::vector<std::string> agencies;
  for (const Action& action : reading.actions) agencies.push_back(action.agency);
  const std::string joint = "Children's Social Care and Education";
  EXPECT_THAT(agencies, testing::ElementsAre("Children's Social Care", "CAFCASS", "Children's Social Care", "CAFCASS",
                                             "CAFCASS", joint, joint, "Children's Social Care",
                                             "Torbeck Community Trust", "Torbeck Community Trust", "Team A", "Team B"));
  EXPECT_EQ(reading.actions[3].agency_as_written, "Cafcass");
}

// ---- What must change nothing ----

std::string with_columns(const std::string& drawing, const std::function<void(std::vector<std::string>&)>& change) {
  std::string out;
  for (std::string_view line : lines(drawing)) {
    if (trimmed(line).starts_with('|')) {
      std::vector<std::string> cells;
      for (std::string_view cell : split(trimmed(line).substr(1, trimmed(line).size() - 2), '|'))
        cells.emplace_back(cell);
      change(cells);
      out += "|" + join(cells, "|") + "|\n";
    } else {
      out += std::string(line) + "\n";
    }
  }
  return out;
}

// The table of the plan only: a key has two columns.
bool of_the_plan(const std::vector<std::string>& cells) {
  return cells.size() >= 4;
}

TEST(Layouts, an_empty_column_changes_nothing) {
  for (const Layout& layout : layouts()) {
    if (layout.drawing.find('<') != std::string::npos || layout.drawing.find('^') != std::string::npos) continue;
    for (const bool first : {true, false}) {
      const std::string wider = with_columns(layout.drawing, [&](std::vector<std::string>& cells) {
        if (of_the_plan(cells)) cells.insert(first ? cells.begin() : cells.end(), " ");
      });
      EXPECT_EQ(told(read_as(drawn(wider), "html")).actions, told(read_as(drawn(layout.drawing), "html")).actions)
          << layout.name << (first ? " first" : " last");
    }
  }
}

TEST(Layouts, the_order_of_columns_changes_nothing) {
  for (const Layout& layout : layouts()) {
    if (layout.drawing.find('<') != std::string::npos || layout.drawing.find('^') != std::string::npos) continue;
    if (layout.name == "a_table_torn_over_pages") continue;  // what is carried down stands on the left
    const std::string turned = with_columns(layout.drawing, [&](std::vector<std::string>& cells) {
      if (of_the_plan(cells)) std::reverse(cells.begin(), cells.end());
    });
    const Told before = told(read_as(drawn(layout.drawing), "docx")), after = told(read_as(drawn(turned), "docx"));
    EXPECT_EQ(after.actions.size(), before.actions.size()) << layout.name;
    if (layout.name == "percentages") continue;  // which of two dates stands first is then turned, too
    EXPECT_EQ(after.actions, before.actions) << layout.name;
  }
}

TEST(Layouts, the_case_of_headers_changes_nothing) {
  for (const Layout& layout : layouts()) {
    bool header = true;
    const std::string louder = with_columns(layout.drawing, [&](std::vector<std::string>& cells) {
      if (!of_the_plan(cells) || !header) return;
      header = false;
      for (std::string& cell : cells)
        for (char& c : cell)
          if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    });
    std::vector<std::string> before = told(read_as(drawn(layout.drawing), "xlsx")).actions,
                             after = told(read_as(drawn(louder), "xlsx")).actions;
    if (layout.name == "percentages")
      for (std::string& action : after) action = replaced(action, "% COMPLETE", "% complete");  // it keeps its own word
    EXPECT_EQ(after, before) << layout.name;
  }
}

TEST(Layouts, reading_twice_gives_the_same_bytes) {
  for (const Layout& layout : layouts())
    EXPECT_EQ(to_json(read_as(drawn(layout.drawing), "docx")), to_json(read_as(drawn(layout.drawing), "docx")));
}

TEST(Layouts, json_and_back_loses_nothing) {
  for (const Layout& layout : layouts()) {
    const std::string json = to_json(read_as(drawn(layout.drawing), "html"));
    const auto back = from_json(json);
    ASSERT_TRUE(back) << layout.name << back.error().detail;
    EXPECT_EQ(to_json(*back), json) << layout.name;
  }
  for (const char* nonsense :
       {"", "{}", "[]", "{\"candour_reading\": 2}", "null", "{\"candour_reading\": 1, \"kind\": 3}"})
    EXPECT_FALSE(from_json(nonsense)) << nonsense;
}

// ---- What a person changes ----

TEST(Choices, another_meaning_for_a_column_is_honoured) {
  const support::Document plan = drawn(layout_named("ratings_are_numbers").drawing);
  Choices choices;
  choices.columns["Comments and progress of actions"] = Column::constraints;
  const Reading reading = read_as(plan, "docx", choices);
  EXPECT_EQ(reading.actions[0].constraints, "Published");
  EXPECT_EQ(reading.actions[0].evidence, "");
}

TEST(Choices, a_meaning_given_to_a_rating_is_honoured_and_asks_no_more) {
  const support::Document plan = drawn(layout_named("no_key_and_bare_colours").drawing);
  Choices choices;
  choices.statuses["green"] = plan::Status::complete;
  choices.as_at = Date::parse("2024-05-01");
  const Reading reading = read_as(plan, "html", choices);
  EXPECT_EQ(reading.actions[0].rating.status, plan::Status::complete);
  EXPECT_EQ(reading.actions[0].rating.as_written, "Green");
  EXPECT_EQ(reading.as_at, choices.as_at);
  std::vector<std::string> asked;
  for (const Anomaly& anomaly : reading.anomalies)
    if (anomaly.code == "rating.no-key") asked.push_back(reading.actions[*anomaly.action].rating.as_written);
  EXPECT_THAT(asked, testing::ElementsAre("Amber"));
}

TEST(Choices, a_table_that_says_nothing_to_us_is_a_plan_once_its_columns_are_given) {
  const support::Document plan = drawn(R"(
# Cynllun gweithredu
| Argymhelliad | Beth | Pwy | Cyflwr |
| 1. Rhannu gwybodaeth | Cwrdd bob dydd | Arolygydd | Complete |
)");
  EXPECT_EQ(read_as(plan, "html").kind, Kind::unknown);
  Choices choices;
  choices.kind = Kind::action_plan;
  choices.columns = {{"Argymhelliad", Column::recommendation},
                     {"Beth", Column::action},
                     {"Pwy", Column::lead},
                     {"Cyflwr", Column::rating}};
  const Reading reading = read_as(plan, "html", choices);
  ASSERT_EQ(reading.actions.size(), 1u);
  EXPECT_EQ(told(reading.actions[0]), ">1 |  | Cwrdd bob dydd | Complete = complete | lead: Arolygydd");
}

// ---- What is no plan ----

TEST(Kinds, minutes_news_and_registers_of_risks_are_no_action_plans) {
  const std::pair<const char*, Kind> documents[] = {
      {"# Minutes of the scrutiny committee\nPresent: Councillors Okoro and Lunn\nApologies: Councillor Day\nThe "
       "committee asked for an action plan with a RAG rating.\n| Action | Owner | Deadline |\n| Write to partners | "
       "Clerk | May 2024 |\n",
       Kind::minutes},
      {"# Board report was edited\nThe trust said that the risk rating was a mistake and that all actions were "
       "complete.\n",
       Kind::unknown},
      {"# Corporate risk register\n| Risk ref | Risk description | Likelihood | Impact | Risk score | Controls | Owner "
       "| Actions |\n| 1 | Loss of data | 4 | 5 | 20 | Backups | IT Manager | Test restore |\n",
       Kind::risk_register},
      {"# Attendance\n| Name | Role | Agency |\n| A. Person | Chair | Council |\n", Kind::unknown},
  };
  for (const auto& [drawing, kind] : documents)
    for (const char* form : {"txt", "html", "docx", "csv"}) {
      const Reading reading = read_as(drawn(drawing), form);
      EXPECT_EQ(reading.kind, kind) << form << ": " << drawing;
      EXPECT_TRUE(reading.actions.empty());
      if (kind == Kind::unknown) {
        EXPECT_EQ(reading.coverage.kept_aside, reading.coverage.characters);
      }
      EXPECT_EQ(reading.coverage.lost, 0u);
    }
}

// ---- Size ----

TEST(Size, twenty_thousand_rows_take_no_longer_for_each_row_than_two_thousand) {
  const auto plan_of = [](int rows) {
    std::string text = "Recommendation\tAgency\tAction\tLead\tRAG\tTarget date\tEvidence\n";
    const char* agencies[] = {"Harwick Police", "Harwick Council", "Harwick Community Trust"};
    for (int i = 0; i < rows; ++i)
      text += std::to_string(i / 3 + 1) + ". Learn lesson number " + std::to_string(i / 3) + "\t" + agencies[i % 3] +
              "\tDo the work described under " + std::to_string(i) + " and report to the board\tHead of Service\t" +
              (i % 4 ? "Complete" : "In progress") + "\t" + std::to_string(1 + i % 28) +
              "/05/2024\tMinutes of meeting " + std::to_string(i) + "\n";
    auto document = document::read(text, "plan.txt");
    EXPECT_TRUE(document);
    return std::move(*document);
  };
  // A quadratic reading would not end within the test's time limit; the figure is in the bench.
  const Reading reading = draft(plan_of(20000));
  EXPECT_EQ(reading.actions.size(), 20000u);
  EXPECT_EQ(reading.coverage.lost, 0u);
}

}  // namespace
}  // namespace candour::intake
