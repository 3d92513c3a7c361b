// Plans of makes that councils, trusts and forces use beside the plain table: agencies as headings, forms, keys in a
// header, two reports side by side. A line for each action is what a careful person reads. All names are invented.

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/document.h"
#include "intake/reading.h"

namespace candour::intake {
namespace {

struct Make {
  std::string name;
  std::string file;
  std::string bytes;
  std::vector<std::string>
      actions;  // "recommendation | agencies | action | rating = status | lead | target | evidence"
  std::vector<std::string> scale = {};
};

void PrintTo(const Make& make, std::ostream* out) {
  *out << make.name;
}

std::string told(const Action& action) {
  std::string text = action.recommendation + " | " + join(action.agencies, " + ") + " | " +
                     replaced(action.action, "\n", " / ") + " | " + action.rating.as_written + " = " +
                     std::string(plan::to_text(action.rating.status)) + " | " + action.lead + " | " +
                     replaced(action.target, "\n", " / ") + " | " + action.evidence;
  while (text.ends_with(" | ")) text.resize(text.size() - 3);
  return text;
}

std::string html(const std::string& body) {
  return "<!doctype html><html><body>" + body + "</body></html>";
}
std::string row(const std::vector<std::string>& cells, const std::string& tag = "td") {
  std::string text = "<tr>";
  for (const std::string& cell : cells) text += "<" + tag + ">" + cell + "</" + tag + ">";
  return text + "</tr>";
}

std::vector<Make> makes() {
  return {
      {"each_agency_has_a_table_under_its_name",
       "plan.html",
       html("<h1>Kestrel review</h1><h2>Marsh Vale Police</h2><table>" +
            row({"Recommendation", "Action required", "Implementation by (name/role)", "Deadline", "Status"}, "th") +
            row({"1. Share at birth", "Send notices", "Ada Finch", "1 May 2024", "Complete"}) +
            "</table><h2>Marsh Vale Council</h2><table>" +
            row({"Recommendation", "Action required", "Implementation by (name/role)", "Deadline", "Status"}, "th") +
            row({"2. Hear the child", "Adopt a tool", "Ben Crane", "1 June 2024", "Overdue"}) + "</table>"),
       {"1 | Marsh Vale Police | Send notices | Complete = complete | Ada Finch | 1 May 2024",
        "2 | Marsh Vale Council | Adopt a tool | Overdue = off_track | Ben Crane | 1 June 2024"}},

      {"each_agency_has_a_table_under_a_heading_that_names_it",
       "plan.html",
       html("<h1>Kestrel review</h1><h2>Actions for Marsh Vale Police</h2><table>" +
            row({"No", "Action", "Deadline", "Status"}, "th") + row({"1", "Send notices", "1 May 2024", "Complete"}) +
            "</table><h2>Actions for the Marsh Vale Council</h2><table>" +
            row({"No", "Action", "Deadline", "Status"}, "th") + row({"1", "Adopt a tool", "1 June 2024", "Overdue"}) +
            "</table>"),
       {" | Marsh Vale Police | Send notices | Complete = complete |  | 1 May 2024",
        " | Marsh Vale Council | Adopt a tool | Overdue = off_track |  | 1 June 2024"}},

      {"each_agency_has_rows_under_its_name",
       "plan.html",
       html("<table>" +
            row({"Action", "Responsible person", "Completion date", "Status (Complete / Part complete / Not complete)"},
                "th") +
            "<tr><td colspan=4><b>Marsh Vale Council</b></td></tr>" +
            row({"Audit files", "Ada Finch", "May 2024", "Complete"}) +
            "<tr><td colspan=4><b>Marsh Vale Police</b></td></tr>" +
            row({"Brief officers", "Ben Crane", "June 2024", "Not complete"}) + "</table>"),
       {" | Marsh Vale Council | Audit files | Complete = complete | Ada Finch | May 2024",
        " | Marsh Vale Police | Brief officers | Not complete = unclear | Ben Crane | June 2024"}},

      {"a_merged_agency_holds_for_every_recommendation_beside_it",
       "plan.html",
       html("<table>" + row({"Agency", "Rec", "Recommendation", "Action", "Status"}, "th") +
            "<tr><td rowspan=2>Marsh Vale Police</td><td>1</td><td>Share</td><td>Send "
            "notices</td><td>Complete</td></tr>" +
            row({"2", "Escalate", "Brief officers", "Overdue"}) + "</table>"),
       {"1 | Marsh Vale Police | Send notices | Complete = complete",
        "2 | Marsh Vale Police | Brief officers | Overdue = off_track"}},

      {"the_lead_is_somebody_of_a_body",
       "plan.csv",
       "No,What needs to change?,Actions we will take,Lead,When,Where are we now?,Status\n"
       "1,Fathers are absent,Record fathers,\"Ada Finch, ICB\",Q2 24/25,Template agreed,Complete\n"
       "2,Notices are late,Send notices within a day,\"Detective Inspector, Police\",May 2024,Begun,Overdue\n",
       {"1 | ICB | Record fathers | Complete = complete | Ada Finch, ICB | Q2 24/25 | Template agreed",
        "2 | Police | Send notices within a day | Overdue = off_track | Detective Inspector, Police | May 2024 | "
        "Begun"}},

      {"two_bodies_joined_by_and",
       "plan.csv",
       "Ref,Action,Agency,Status\n1,Agree a pathway,Marsh Vale Council and Fenland Police,Complete\n2,Brief staff,Fire "
       "and Rescue Service,Complete\n3,Visit schools,Children's Social Care and Education,Complete\n",
       {" | Marsh Vale Council + Fenland Police | Agree a pathway | Complete = complete",
        " | Fire and Rescue Service | Brief staff | Complete = complete",
        " | Children's Social Care and Education | Visit schools | Complete = complete"}},

      {"a_form_for_each_recommendation",
       "plan.html",
       html("<table>" + row({"Recommendation 1", "Share at birth"}) + row({"Lead agency", "Police"}) +
            row({"Action", "Send notices"}) + row({"Lead officer", "Ada Finch"}) + row({"Timescale", "May 2024"}) +
            row({"Progress", "All sent"}) + row({"RAG rating", "Complete"}) + "</table><table>" +
            row({"Recommendation 2", "Hear the child"}) + row({"Lead agency", "Council"}) +
            row({"Action", "Adopt a tool"}) + row({"Lead officer", "Ben Crane"}) + row({"Timescale", "June 2024"}) +
            row({"Progress", ""}) + row({"RAG rating", "Overdue"}) + "</table>"),
       {"1 | Police | Send notices | Complete = complete | Ada Finch | May 2024 | All sent",
        "2 | Council | Adopt a tool | Overdue = off_track | Ben Crane | June 2024"}},

      {"the_latest_of_two_reports_holds",
       "plan.csv",
       "Objective,Key actions,Named lead,Completion date,Status at Q1,Status at Q2\nSafer homes,Visit homes,Ada "
       "Finch,May 2024,On track,Completed\nSafer homes,Write to tenants,Ben Crane,June 2024,At risk,\n",
       {"1 |  | Visit homes | Completed = complete | Ada Finch | May 2024",
        "1 |  | Write to tenants | At risk = at_risk | Ben Crane | June 2024"}},

      {"the_previous_rating_is_not_todays",
       "plan.csv",
       "Ref,Action,Lead,Previous RAG,RAG\n1,Visit homes,Ada Finch,Overdue,Complete\n",
       {" |  | Visit homes | Complete = complete | Ada Finch"}},

      {"an_issue_beside_its_recommendation_and_a_regulation_beside_both",
       "plan.csv",
       "Ref,Must do / Should do,Regulation,What will we do?,Who?,By when?,BRAG\nMD1,The trust must train,Regulation "
       "18,Train monthly,Chief Nurse,May 2024,Complete\nMD2,The trust must audit,Regulation 17,Audit "
       "monthly,Matron,June 2024,Overdue\n",
       {"MD1 |  | Train monthly | Complete = complete | Chief Nurse | May 2024",
        "MD2 |  | Audit monthly | Overdue = off_track | Matron | June 2024"}},

      {"dates_of_what_is_done_are_no_targets",
       "plan.csv",
       "Recommendation,Scope of recommendation i.e. local or regional,Action to take,Lead Agency,Key milestones "
       "achieved in enacting recommendation,Target Date,Date of completion and outcome\n"
       "1. Train staff,Local,Write a course,Marsh Vale Police,Course written,30 April 2024,12 May 2024 all trained\n",
       {"1 | Marsh Vale Police | Write a course |  = not_stated |  | 30 April 2024 | Course written\n12 May 2024 all "
        "trained"}},

      {"sections_within_a_table_with_a_dash_behind_their_number",
       "plan.html",
       html("<table><tr><td colspan=4>Recommendation 1 \xE2\x80\x93 Share at birth</td></tr>" +
            row({"Action", "Who", "When", "Status"}) + row({"1.1 Send notices", "ICB", "May 2024", "Complete"}) +
            row({"1.2 Read notices", "All partners", "May 2024", "Complete"}) +
            "<tr><td colspan=4>Recommendation 2 \xE2\x80\x93 Hear the child</td></tr>" +
            row({"Action", "Who", "When", "Status"}) +
            row({"2.1 Adopt a tool", "Marsh Vale Council", "June 2024", "Overdue"}) + "</table>"),
       {"1 | ICB | 1.1 Send notices | Complete = complete | ICB | May 2024",
        "1 | All partners | 1.2 Read notices | Complete = complete | All partners | May 2024",
        "2 | Marsh Vale Council | 2.1 Adopt a tool | Overdue = off_track | Marsh Vale Council | June 2024"}},

      {"a_theme_in_the_first_row_is_no_second_line_of_the_header",
       "plan.csv",
       "Status,Ref,Action,Lead Officer,Target\nTheme 1: Neglect,,,,\nComplete,1a,Visit homes,Ada Finch,May "
       "2024\nOverdue,1b,Write to tenants,Ben Crane,June 2024\n",
       {" |  | Visit homes | Complete = complete | Ada Finch | May 2024",
        " |  | Write to tenants | Overdue = off_track | Ben Crane | June 2024"}},

      {"groups_over_headers_lend_them_no_meaning",
       "plan.html",
       html("<table><tr><th rowspan=2>Ref.</th><th rowspan=2>Area for priority action</th><th colspan=3>Our "
            "response</th><th colspan=2>Monitoring</th></tr>" +
            row({"What we will do", "By whom", "By when", "Status", "Update"}, "th") +
            row({"1", "Delay", "Meet daily", "Ada Finch", "May 2024", "Complete", "Met"}) + "</table>"),
       {"1 |  | Meet daily | Complete = complete | Ada Finch | May 2024 | Met"}},

      {"a_table_of_another_kind_behind_the_plan",
       "plan.html",
       html("<h1>Plan</h1><table>" + row({"Ref", "Action", "Agency", "Lead", "Target date", "Status"}, "th") +
            row({"1", "Visit homes", "Police", "Ada Finch", "May 2024", "Complete"}) +
            "</table><h2>Document history</h2><table>" +
            row({"Version", "Date", "Author", "Change", "Sent to", "Held by"}) +
            row({"1.0", "3 May 2024", "Ben Crane", "First issue", "Board", "Clerk"}) + "</table>"),
       {" | Police | Visit homes | Complete = complete | Ada Finch | May 2024"}},

      {"lines_of_a_label_and_a_value",
       "plan.txt",
       "Rowan review action plan\n\nRecommendation 1: Share at birth\nAction: Send notices\nLead agency: Police\nLead "
       "officer: Ada Finch\nTimescale: May 2024\nStatus: Complete\nProgress: All sent\n\n"
       "Recommendation 2: Hear the child\nAction: Adopt a tool\nLead agency: Council\nLead officer: Ben "
       "Crane\nTimescale: June 2024\nStatus: Overdue\nProgress: None\n",
       {"1 | Police | Send notices | Complete = complete | Ada Finch | May 2024 | All sent",
        "2 | Council | Adopt a tool | Overdue = off_track | Ben Crane | June 2024 | None"}},

      {"an_agency_said_with_marks_that_repeat_it",
       "plan.csv",
       "Ref,Action,Agency,Status\n1,Send notices,Marsh Vale Police,Complete\n2,Read "
       "notices,\xE2\x80\x9C,Complete\n3,Count notices,As above,Overdue\n",
       {" | Marsh Vale Police | Send notices | Complete = complete",
        " | Marsh Vale Police | Read notices | Complete = complete",
        " | Marsh Vale Police | Count notices | Overdue = off_track"}},

      {"two_updates_under_groups_of_the_same_headers",
       "plan.html",
       html("<table><tr><th rowspan=2>Rec</th><th rowspan=2>Recommendation</th><th colspan=2>Plan</th><th "
            "colspan=2>Quarter 3 update</th><th colspan=2>Quarter 4 update</th></tr>" +
            row({"Action", "Deadline", "RAG", "Comments", "RAG", "Comments"}, "th") +
            row({"1", "Share", "Send notices", "May 2024", "On track", "Begun", "Complete", "Sent"}) + "</table>"),
       {"1 |  | Send notices | Complete = complete |  | May 2024 | Begun\nSent"}},

      {"standards_assessed_by_those_who_keep_them",
       "plan.csv",
       "Standard,Evidence of compliance,Self assessment,Action required,Lead\n1.1 Leaders lead,Minutes,Partially "
       "met,Name a lead,Ada Finch\n1.2 Staff know,Records,Not met,Train staff,Ben Crane\n",
       {"1.1 |  | Name a lead | Partially met = at_risk | Ada Finch |  | Minutes",
        "1.2 |  | Train staff | Not met = off_track | Ben Crane |  | Records"}},

      {"agencies_as_columns_of_ticks",
       "plan.csv",
       "Ref,Action,Police,Council,ICB,Deadline,Status\n1,Send notices,X,,X,May 2024,Complete\n2,Adopt a tool,,X,,June "
       "2024,Overdue\n",
       {" | Police + ICB | Send notices | Complete = complete |  | May 2024",
        " | Council | Adopt a tool | Overdue = off_track |  | June 2024"}},

      {"somebody_of_a_body_in_brackets",
       "plan.csv",
       "Learning,Action,Lead officer (agency),Due,Status\nLate notices,Send notices,Ada Finch (Police),May "
       "2024,Complete\nQuiet children,Adopt a tool,Ben Crane (Council),June 2024,Overdue\n",
       {" | Police | Send notices | Complete = complete | Ada Finch (Police) | May 2024",
        " | Council | Adopt a tool | Overdue = off_track | Ben Crane (Council) | June 2024"}},

      {"an_action_under_words_of_its_own",
       "plan.csv",
       "Recommendation (from the report),What we promise,Responsibility,Target for completion,Status\n"
       "R1 Share at birth,Notices go to the health visitor within a day of each birth,Ada Finch,May 2024,Complete\n"
       "R2 Hear the child,A tool for hearing quiet children is used in all home visits,Ben Crane,June 2024,Overdue\n",
       {"R1 |  | Notices go to the health visitor within a day of each birth | Complete = complete | Ada Finch | May "
        "2024",
        "R2 |  | A tool for hearing quiet children is used in all home visits | Overdue = off_track | Ben Crane | June "
        "2024"}},

      {"a_numbered_recommendation_across_its_actions",
       "plan.html",
       html("<table>" + row({"No", "Action", "Lead", "Due", "Status"}, "th") +
            "<tr><td colspan=5>R1: All agencies must share what they know at birth, in writing and within a "
            "day.</td></tr>" +
            row({"1.1", "Send notices", "Ada Finch", "May 2024", "Complete"}) +
            "<tr><td colspan=5>R2: Staff should hear the child.</td></tr>" +
            row({"2.1", "Adopt a tool", "Ben Crane", "June 2024", "Overdue"}) + "</table>"),
       {"R1 |  | Send notices | Complete = complete | Ada Finch | May 2024",
        "R2 |  | Adopt a tool | Overdue = off_track | Ben Crane | June 2024"}},

      {"a_second_table_in_other_words",
       "plan.html",
       html("<h1>Plan</h1><h2>Together</h2><table>" +
            row({"Recommendation", "Action", "Agency", "When", "Status"}, "th") +
            row({"1. Share", "Send notices", "Police", "May 2024", "Complete"}) + "</table><h2>Alone</h2><table>" +
            row({"Single agency learning", "What we will change", "Team", "Owner", "Date", "Status"}, "th") +
            row({"Quiet children", "Adopt a tool", "Health Visiting", "Ben Crane", "June 2024", "Overdue"}) +
            "</table>"),
       {"1 | Police | Send notices | Complete = complete |  | May 2024",
        " | Health Visiting | Adopt a tool | Overdue = off_track | Ben Crane | June 2024"}},

      {"the_key_in_drawn_marks",
       "plan.html",
       html("<p>\xE2\x9C\x94 = done &nbsp; \xE2\x96\xB2 = under way &nbsp; \xE2\x9C\x98 = not started</p><table>" +
            row({"Ref", "Action", "Agency", "Status"}, "th") + row({"1", "Send notices", "Police", "\xE2\x96\xB2"}) +
            row({"2", "Adopt a tool", "Council", "\xE2\x9C\x98"}) + "</table>"),
       {" | Police | Send notices | \xE2\x96\xB2 = on_track", " | Council | Adopt a tool | \xE2\x9C\x98 = not_started"},
       {"\xE2\x9C\x94 = complete", "\xE2\x96\xB2 = on_track", "\xE2\x9C\x98 = not_started"}},

      {"the_key_below_the_last_row_with_its_title_before_its_first_line",
       "plan.csv",
       "Ref,Action,Agency,RAG\n1,Send notices,Police,R\n2,Adopt a tool,Council,A\n,,,\nRAG: R - off track,,,\nA - "
       "slipping but manageable,,,\nG - on track,,,\nB - completed,,,\n",
       {" | Police | Send notices | R = off_track", " | Council | Adopt a tool | A = at_risk"},
       {"R = off_track", "A = at_risk", "G = on_track", "B = complete"}},

      {"a_response_where_no_column_is_left_for_an_action",
       "plan.csv",
       "Area for improvement,Force response,Owner,Due,Current position,Status\n"
       "AFI 1: Late referrals,Every referral is checked by a sergeant before the shift ends,Supt Finch,May "
       "2024,Begun,In progress\n"
       "AFI 2: Missing children,A return interview is offered within three days to every child,Supt Crane,June "
       "2024,None,Not yet started\n",
       {"1 |  | Every referral is checked by a sergeant before the shift ends | In progress = on_track | Supt Finch | "
        "May 2024 | Begun",
        "2 |  | A return interview is offered within three days to every child | Not yet started = not_started | Supt "
        "Crane | June 2024 | None"}},

      {"the_key_in_the_header",
       "plan.html",
       html("<table>" +
            row({"Recommendation", "Action", "Agency", "RAG<br>(R = not started, A = in progress, G = complete)"},
                "th") +
            row({"1. Share", "Send notices", "Police", "G"}) + row({"2. Hear", "Adopt a tool", "Council", "R"}) +
            "</table>"),
       {"1 | Police | Send notices | G = complete", "2 | Council | Adopt a tool | R = not_started"},
       {"R = not_started", "A = on_track", "G = complete"}},

      {"the_key_as_a_list",
       "plan.html",
       html("<h1>Plan</h1><h2>Key</h2><ul><li><b>Blue</b> \xE2\x80\x93 action complete</li><li><b>Green</b> "
            "\xE2\x80\x93 started</li><li><b>Red</b> \xE2\x80\x93 stuck</li></ul><table>" +
            row({"Ref", "Action", "Agency", "RAG"}, "th") + row({"1", "Send notices", "Police", "Green"}) +
            row({"2", "Adopt a tool", "Council", "Red"}) + "</table>"),
       {" | Police | Send notices | Green = on_track", " | Council | Adopt a tool | Red = off_track"},
       {"Blue = complete", "Green = on_track", "Red = off_track"}},

      {"the_key_as_sentences",
       "plan.html",
       html("<p>Red: off track. Amber: delayed but recoverable. Green: on track. Complete: done and signed "
            "off.</p><table>" +
            row({"Ref", "Action", "Agency", "RAG"}, "th") + row({"1", "Send notices", "Police", "Amber"}) +
            row({"2", "Adopt a tool", "Council", "Complete"}) + "</table>"),
       {" | Police | Send notices | Amber = at_risk", " | Council | Adopt a tool | Complete = complete"},
       {"Red = off_track", "Amber = at_risk", "Green = on_track", "Complete = complete"}},

      {"the_key_says_means",
       "plan.html",
       html("<p>Ratings used in this plan: Green means the action is complete; Grey means work has not started; Black "
            "means the action will not be done.</p><table>" +
            row({"Ref", "Action", "Agency", "Rating"}, "th") + row({"1", "Send notices", "Police", "Grey"}) +
            row({"2", "Adopt a tool", "Council", "Black"}) + "</table>"),
       {" | Police | Send notices | Grey = not_started", " | Council | Adopt a tool | Black = closed"},
       {"Green = complete", "Grey = not_started", "Black = closed"}},

      {"the_key_in_words_of_its_own",
       "plan.md",
       "**Status key:** Awaiting review \xE2\x80\x93 sent to the board; Being progressed \xE2\x80\x93 work under way; "
       "Closed \xE2\x80\x93 complete\n\n| Rec | Wording | Owner | Action | Status |\n|---|---|---|---|---|\n"
       "| Rec 1 | Share at birth | Ada Finch | Send notices | Being progressed |\n| Rec 2 | Hear the child | Ben Crane "
       "| Adopt a tool | Closed |\n",
       {"1 |  | Send notices | Being progressed = on_track | Ada Finch",
        "2 |  | Adopt a tool | Closed = complete | Ben Crane"},
       {"Awaiting review = unclear", "Being progressed = on_track", "Closed = complete"}},

      {"red_is_worse_than_the_amber_beside_it",
       "plan.html",
       html("<p>G = on track</p><p>A = behind, recovery plan in place</p><p>R = behind</p><table>" +
            row({"Ref", "Action", "Agency", "RAG"}, "th") + row({"1", "Send notices", "Police", "A"}) +
            row({"2", "Adopt a tool", "Council", "R"}) + "</table>"),
       {" | Police | Send notices | A = at_risk", " | Council | Adopt a tool | R = off_track"},
       {"G = on_track", "A = at_risk", "R = off_track"}},
  };
}

class OtherMakes : public testing::TestWithParam<Make> {};

TEST_P(OtherMakes, are_read_as_a_careful_person_reads_them) {
  const Make& make = GetParam();
  const Result<document::Document> document = document::read(make.bytes, make.file);
  ASSERT_TRUE(document.has_value());
  const Reading reading = draft(*document);
  EXPECT_EQ(reading.kind, Kind::action_plan);
  std::vector<std::string> actions, scale;
  for (const Action& action : reading.actions) actions.push_back(told(action));
  for (const ScaleEntry& entry : reading.scale)
    scale.push_back(entry.as_written + " = " + std::string(plan::to_text(entry.status)));
  EXPECT_THAT(actions, testing::ElementsAreArray(make.actions));
  EXPECT_THAT(scale, testing::ElementsAreArray(make.scale));
  EXPECT_EQ(reading.coverage.lost, 0u);
}

INSTANTIATE_TEST_SUITE_P(Every, OtherMakes, testing::ValuesIn(makes()),
                         [](const auto& each) { return each.param.name; });

TEST(OtherMakes, a_history_of_the_child_does_not_date_the_report) {
  const Result<document::Document> document = document::read(
      html("<h1>Review of Rowan</h1><table>" + row({"Date", "Event"}, "th") + row({"May 2021", "A first referral"}) +
           "</table><h2>Plan</h2><table>" + row({"Ref", "Action", "Agency", "Status"}, "th") +
           row({"1", "Send notices", "Police", "Complete"}) + "</table>"),
      "plan.html");
  ASSERT_TRUE(document.has_value());
  EXPECT_FALSE(draft(*document).as_at.has_value());
}

TEST(OtherMakes, a_table_of_measures_is_no_plan) {
  const Result<document::Document> document = document::read(
      "Indicator,Target,Q1,Q2,RAG,Commentary,Owner\nVisits in time,95%,90%,91%,Amber,Vacancies,Ada Finch\n",
      "measures.csv");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(draft(*document).kind, Kind::unknown);
}

TEST(OtherMakes, closed_is_asked_about_once) {
  const Result<document::Document> document = document::read(
      "Ref,Action,Agency,Status\n1,Send notices,Police,Closed\n2,Read notices,Council,Closed\n", "plan.csv");
  ASSERT_TRUE(document.has_value());
  const Reading reading = draft(*document);
  EXPECT_EQ(std::count_if(reading.anomalies.begin(), reading.anomalies.end(),
                          [](const Anomaly& anomaly) { return anomaly.code == "rating.closed"; }),
            1);
}

TEST(OtherMakes, a_first_and_a_revised_date_in_columns_of_their_own_are_no_two_dates_in_one) {
  const Result<document::Document> document = document::read(
      "Ref,Action,Agency,Original due date,Revised due date,Status\n1,Send "
      "notices,Police,31/03/2024,30/11/2024,Overdue\n",
      "plan.csv");
  ASSERT_TRUE(document.has_value());
  const Reading reading = draft(*document);
  ASSERT_EQ(reading.actions.size(), 1u);
  EXPECT_EQ(reading.actions[0].target, "31/03/2024\n30/11/2024");
  EXPECT_TRUE(std::none_of(reading.anomalies.begin(), reading.anomalies.end(),
                           [](const Anomaly& anomaly) { return anomaly.code == "date.two-in-one"; }));
}

struct Head {
  const char* header;
  Column column;
};

TEST(OtherMakes, headers_in_the_words_of_officers) {
  const Head heads[] = {
      {"Executive Sponsor", Column::lead},
      {"Implementation by (name/role)", Column::lead},
      {"Actions we will take", Column::action},
      {"What needs to change?", Column::recommendation},
      {"Where are we now?", Column::evidence},
      {"Action complete?", Column::rating},
      {"Status of recommendation", Column::rating},
      {"To be achieved by", Column::target},
      {"What we have done so far", Column::evidence},
      {"How will impact be measured?", Column::outcome},
      {"What difference has this made?", Column::outcome},
      {"Reason if not achieved", Column::constraints},
      {"Accepted Y/N", Column::response},
      {"Date implemented", Column::other},
      {"#", Column::reference},
      {"Source of action", Column::other},
  };
  for (const Head& head : heads) {
    // Beside columns that leave every meaning free but their own.
    const std::string table = std::string(head.column == Column::recommendation ? "Task"
                                          : head.column == Column::action       ? "Recommendation"
                                                                                : "Recommendation,Task") +
                              (head.column == Column::target ? ",Agency" : ",Agency,Deadline") + ",\"" + head.header +
                              "\"\n";
    const Result<document::Document> document =
        document::read(table + "One thing,Another,Police,May 2024,x\n", "plan.csv");
    ASSERT_TRUE(document.has_value());
    const Reading reading = draft(*document);
    ASSERT_FALSE(reading.columns.empty()) << head.header;
    EXPECT_EQ(to_text(reading.columns.back().column), to_text(head.column)) << head.header;
  }
}

TEST(OtherMakes, what_was_discussed_under_the_title_of_minutes_is_no_plan) {
  const Result<document::Document> document = document::read(
      html("<h1>Safeguarding partnership minutes</h1><p>3 May 2024</p><table>" +
           row({"Item", "Discussion", "Action", "Lead", "Deadline"}, "th") +
           row({"1 Welcome", "All were welcomed.", "", "", ""}) +
           row({"2 Strategy", "The draft was discussed.", "Send comments", "All", "14 June 2024"}) + "</table>"),
      "minutes.html");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(draft(*document).kind, Kind::unknown);
}

}  // namespace
}  // namespace candour::intake
