// Which tables are a plan's and which only look like one. The places and people are invented.

#include <gtest/gtest.h>

#include "intake/reading.h"

namespace candour::intake {
namespace {

struct KindCase {
  const char* name;
  const char* file;
  const char* text;
  Kind kind;
};
class KindsOfTables : public testing::TestWithParam<KindCase> {};
TEST_P(KindsOfTables, are_told_by_what_they_promise) {
  const auto document = document::read(GetParam().text, GetParam().file);
  ASSERT_TRUE(document) << document.error().sentence;
  const Reading reading = draft(*document);
  EXPECT_EQ(to_text(reading.kind), to_text(GetParam().kind));
  EXPECT_EQ(reading.coverage.lost, 0u);
}
INSTANTIATE_TEST_SUITE_P(
    EveryMake, KindsOfTables,
    testing::Values(
        KindCase{"training", "a.csv",
                 "Ward,Course,Lead,Target,Completed,% complete,RAG\nNorth,Level 1,Matron,120,90,75%,Amber\nSouth,Level "
                 "2,Matron,80,80,100%,Green\n",
                 Kind::unknown},
        KindCase{"budget", "a.csv",
                 "Partner,Contribution,Received,Date due,Status\nCouncil,£9000,£9000,30/04/2026,Paid\nICB,£5000,£2000,"
                 "30/04/2026,Part paid\nTotal,£14000,£11000,,\n",
                 Kind::unknown},
        KindCase{"spending", "a.csv",
                 "Project,Lead,Target,Spent,Status\nHub,Manager,20000,18000,Green\nHelpline,Manager,9000,9500,Red\n",
                 Kind::unknown},
        KindCase{"agenda", "a.html",
                 "<h1>Agenda – Executive, 3 March 2026</h1><table><tr><th>Item<th>Subject<th>Lead<th>Time<th>Action "
                 "required<tr><td>1<td>Welcome<td>Chair<td>10.00<td>None<tr><td>2<td>Plan<td>Manager<td>10.10<td>To "
                 "approve</table>",
                 Kind::unknown},
        KindCase{"papers_of_a_meeting", "a.csv",
                 "No,Paper,Lead,Action,Time\n1,Budget,Treasurer,For approval,10.00\n2,Audit,Auditor,To note,10.20\n",
                 Kind::unknown},
        KindCase{
            "posts", "a.csv",
            "Post,Manager,Advert date,Interview date,Status,Comments\nSocial worker,TM North,01/10/2026,20/10/2026,"
            "Appointed,Starts May\nNurse,Matron,02/11/2026,,Open,Once more\n",
            Kind::unknown},
        KindCase{"equality", "a.csv",
                 "Protected characteristic,Impact,Evidence,Mitigation\nAge,Negative,Usage data,Outreach\n"
                 "Sex,Neutral,Survey,None\n",
                 Kind::unknown},
        KindCase{"days_as_excel_numbers_them", "a.csv",
                 "Action,Lead,Due,Status\nMove records,IG Lead,46112,Green\nTrain staff,L&D,46203,Amber\n",
                 Kind::action_plan},
        KindCase{"years_for_days", "a.csv",
                 "Action,Lead,Due,Status\nMove records,IG Lead,2026,Green\nTrain staff,L&D,2027,Amber\n",
                 Kind::action_plan},
        KindCase{"short_actions_with_figures_for_ratings", "a.csv",
                 "Action,Lead,Due,% done,RAG\nMove records,IG Lead,31/12/2026,60,3\nTrain staff,L&D,28/02/2026,20,1\n",
                 Kind::action_plan},
        KindCase{
            "actions_with_their_costs", "a.csv",
            "Action,Lead,Due,Cost,Spent\nWrite a guide for all the schools,Head,31/12/2026,900,100\nTeach it to each "
            "new governor,Clerk,28/02/2026,50,0\n",
            Kind::action_plan},
        KindCase{
            "in_words_of_its_own", "a.csv",
            "Where we fell short,We will,Who,Deadline,RAG\nNobody asked the children,Ask each child what they want at "
            "every visit,Team Manager,30/06/2026,Amber\n",
            Kind::action_plan},
        KindCase{"promised_by_somebody_without_a_day", "a.csv",
                 "Action,Owner\nRing every school,Clerk\nWrite to parents,Head\n", Kind::action_plan}),
    [](const auto& of) { return of.param.name; });

}  // namespace
}  // namespace candour::intake
