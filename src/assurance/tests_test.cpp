#include "assurance/tests.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <set>
#include <string>

#include "assurance/names.h"
#include "assurance/words.h"

namespace candour::assurance {
namespace {

using plan::Status;

// A row with which every test is content; each case spoils one thing.
Claim sound(Status status = Status::complete) {
  Claim claim;
  claim.where = "line 4";
  claim.question = "1a";
  claim.agency = "Harrow Vale Police";
  claim.response = "Agreed";
  claim.action = "Train every custody sergeant in the new referral pathway";
  claim.rating = std::string(plan::in_words(status));
  claim.status = status;
  claim.evidence =
      "Register of attendance, 48 of 50 sergeants, kept by the training unit; dip sample of ten referrals in May 2015";
  claim.target = "30 June 2015";
  claim.lead = "Head of Custody";
  return claim;
}
Setting setting() {
  Setting out;
  out.as_at = Date::from_calendar(2016, 1, 7);
  return out;
}
std::vector<std::string> codes(const Claim& claim, const Setting& how = setting()) {
  std::vector<std::string> out;
  for (const Remark& remark : remarks_on({claim}, how)) {
    EXPECT_TRUE(remark.message.ends_with('.')) << remark.message;
    EXPECT_FALSE(remark.field.empty());
    EXPECT_NE(test_called(remark.code), nullptr) << remark.code;
    out.push_back(remark.code);
  }
  return out;
}
using Codes = std::vector<std::string>;

TEST(Assurance, every_test_has_its_own_code_a_reason_and_a_source) {
  std::set<std::string_view> seen;
  for (const auto& test : every_test()) {
    EXPECT_TRUE(seen.insert(test.code).second) << test.code;
    EXPECT_TRUE(test.reason.ends_with('.')) << test.code;
    EXPECT_FALSE(test.source.empty()) << test.code;
  }
  EXPECT_EQ(test_called("complete.unheard-of"), nullptr);
}

TEST(Assurance, a_sound_claim_is_left_alone) {
  EXPECT_EQ(codes(sound()), Codes{});
  EXPECT_EQ(codes(sound(Status::embedded)), Codes{});
  Claim open = sound(Status::on_track);
  open.target = "30 June 2016";
  EXPECT_EQ(codes(open), Codes{});
  EXPECT_EQ(codes(sound(Status::off_track)), Codes{});  // it says itself that it is late
  for (Status status : {Status::unclear, Status::closed, Status::not_applicable})
    EXPECT_EQ(codes(sound(status)), Codes{});
}

TEST(Assurance, complete_needs_evidence) {
  for (const char* evidence : {"", "N/A", "None", "-", "TBC", "No", "N", "Not seen", "☐", "[ ]", "✗", "✘", "❌"}) {
    Claim claim = sound();
    claim.evidence = evidence;
    EXPECT_EQ(codes(claim), (Codes{"complete.no-evidence"})) << evidence;
  }
  Setting without;
  without.evidence = Column::absent;
  Claim claim = sound();
  claim.evidence = "";
  EXPECT_EQ(codes(claim, without), Codes{});
}

TEST(Assurance, a_crossed_box_is_a_yes_or_a_no_by_the_signs_beside_it) {
  const auto told = [](std::vector<const char*> evidence) {
    std::vector<Claim> claims;
    for (const char* each : evidence) {
      claims.push_back(sound());
      claims.back().evidence = each;
    }
    Setting how = setting_of(claims, Date::from_calendar(2016, 1, 7));
    std::vector<std::string> all(claims.size());
    for (const Remark& remark : remarks_on(claims, how))
      if (remark.field == "evidence") all[remark.claim] = remark.code;
    return all;
  };
  const std::string none = "complete.no-evidence", shows_nothing = "complete.evidence-is-pointer";
  EXPECT_EQ(told({"☒", "☐"}), (Codes{shows_nothing, none}));  // as Word draws a box and a ticked box
  EXPECT_EQ(told({"☒", "☑"}), (Codes{none, shows_nothing}));
  EXPECT_EQ(told({"☒", "✓"}), (Codes{none, shows_nothing}));
  EXPECT_EQ(told({"☒", "Register kept by the unit"}), (Codes{shows_nothing, ""}));
  EXPECT_EQ(told({"✓", "✗"}), (Codes{shows_nothing, none}));
  EXPECT_EQ(told({"☒", "✓", "☐"}), (Codes{shows_nothing, shows_nothing, none}));
}

TEST(Assurance, a_pointer_a_placeholder_a_date_or_a_file_name_is_no_evidence) {
  const struct {
    const char* evidence;
    bool told;
  } cases[] = {
      {"As above", true},
      {"See 3a", true},
      {"Completed", true},
      {"Complete.", true},
      {"In place", true},
      {"Document available", true},
      {"Evidence available on request", true},
      {"Unable to insert page from the health record", true},
      {"See attached", true},
      {"Sept 14", true},
      {"Mar-15", true},
      {"31/10/14", true},
      {"Supervision agreement.docx", true},
      {"Risk level red.docx   Risk level amber.docx", true},
      {"Completed - group established and action plan in place", false},
      {"Audit report 31/10/14 presented to the board", false},
      {"Minutes of the forum, March 2015", false},
      {"Training records.xlsx shows 96% of staff trained", false},
      {"Guide published Feb 2025 Talking with fathers.docx", false},
      {"Policy published on the intranet", false},
      {"See the audit of 20 files: all 20 had a plan", false},
  };
  for (const auto& c : cases) {
    Claim claim = sound();
    claim.evidence = c.evidence;
    EXPECT_EQ(codes(claim), c.told ? Codes{"complete.evidence-is-pointer"} : Codes{}) << c.evidence;
  }
}

TEST(Assurance, complete_and_open_need_a_lead) {
  Claim claim = sound();
  claim.lead = "";
  EXPECT_EQ(codes(claim), (Codes{"complete.no-lead"}));
  claim = sound(Status::at_risk);
  claim.target = "March 2016";
  claim.lead = "TBC";
  EXPECT_EQ(codes(claim), (Codes{"open.no-lead"}));
  Setting without = setting();
  without.lead = Column::absent;
  EXPECT_EQ(codes(claim, without), Codes{});
}

TEST(Assurance, open_with_neither_date_nor_evidence_cannot_be_chased) {
  for (Status status : {Status::not_started, Status::on_track, Status::at_risk, Status::off_track}) {
    Claim claim = sound(status);
    claim.evidence = claim.target = "";
    EXPECT_EQ(codes(claim), (Codes{"open.no-date-no-evidence"}));
    claim.target = "March 2016";
    EXPECT_EQ(codes(claim), Codes{});
    claim.target = "";
    claim.evidence = "Draft pathway circulated for comment";
    EXPECT_EQ(codes(claim), Codes{});
  }
}

TEST(Assurance, what_is_done_in_whole_is_not_late) {
  Claim claim = sound(Status::on_track);
  EXPECT_EQ(codes(claim), (Codes{"open.after-date"}));
  claim.whole_done = true;
  EXPECT_EQ(codes(claim), Codes{});
}

TEST(Assurance, evidence_that_hands_the_action_on_is_told) {
  for (const char* evidence :
       {"This action needs to be given to the Chair of the Audit Group", "Needs to be passed to the training group"}) {
    Claim claim = sound(Status::at_risk);
    claim.target = "March 2016";
    claim.evidence = evidence;
    EXPECT_EQ(codes(claim), (Codes{"open.handed-on"})) << evidence;
  }
  Claim claim = sound(Status::at_risk);
  claim.target = "March 2016";
  claim.evidence = "Leaflet given to all parents";
  EXPECT_EQ(codes(claim), Codes{});
}

TEST(Assurance, on_track_after_its_date_is_told_as_at_the_plans_own_date) {
  const struct {
    const char* target;
    Status status;
    bool told;
  } cases[] = {
      {"31/12/14", Status::on_track, true},
      {"30/09/2014  31/12/14", Status::at_risk, true},
      {"30/09/2014  31/12/16", Status::on_track, false},  // slipped, and not yet late
      {"summer term 2015", Status::on_track, true},
      {"end of June 2015", Status::not_started, true},
      {"January 2016", Status::on_track, false},
      {"2015/16", Status::on_track, false},
      {"Q2 2015/16", Status::on_track, true},
      {"July", Status::on_track, false},
      {"Ongoing", Status::on_track, false},
      {"31/12/14", Status::off_track, false},
      {"31/12/14", Status::complete, false},
      {"7 January 2016", Status::on_track, false},  // the day itself is not late
  };
  for (const auto& c : cases) {
    Claim claim = sound(c.status);
    claim.target = c.target;
    EXPECT_EQ(codes(claim), c.told ? Codes{"open.after-date"} : Codes{}) << c.target;
    EXPECT_EQ(codes(claim, Setting{}), Codes{}) << "without a date of its own the plan cannot be late: " << c.target;
  }
}

TEST(Assurance, a_column_of_targets_and_evidence_gives_the_date_by_which_something_is_to_come) {
  Setting shared = setting();
  shared.evidence = Column::with_target_dates;
  const struct {
    const char* evidence;
    const char* due;
  } cases[] = {
      {"30/09/2014  31/12/14", "2014-12-31"},
      {"Jun-15", "2015-06-30"},
      {"By end of June 2015", "2015-06-30"},
      {"Meeting to be set up by the end of June 2015", "2015-06-30"},
      {"Survey to be reported to the board in summer term 2015. Ongoing discussion", "2015-07-31"},
      {"To be progressed at the forum Dec 2015", "2015-12-31"},
      {"Toolkit on track re: March '15 target date", "2015-03-31"},
      {"First wave completed Sept'14. Second wave to be completed by July 2015 and third wave by Jan '17",
       "2017-01-31"},
      {"March 2015  Pathway red.docx  Pathway amber.docx", "2015-03-31"},
      {"Checks to be embedded in supervision from May '15 onwards", ""},
      {"Workshop held on 31/10/14", ""},
      {"Audits Dec 14; March 15", ""},
      {"Complete July 2013", ""},
      {"Terms of reference agreed in January 2015. Review is ongoing", ""},
      {"", ""},
  };
  for (const auto& c : cases) {
    Claim claim = sound(Status::on_track);
    claim.target = "";
    claim.evidence = c.evidence;
    const auto day = due(claim, shared);
    EXPECT_EQ(day ? day->iso() : "", c.due) << c.evidence;
    EXPECT_FALSE(due(claim, setting())) << "a column of evidence alone holds no targets: " << c.evidence;
  }
}

TEST(Assurance, a_rating_where_there_is_nothing_to_rate_is_told) {
  for (const char* action : {"N/A", "No actions", "Not applicable", "Not relevant to this agency"}) {
    Claim claim = sound(Status::on_track);
    claim.action = action;
    claim.evidence = claim.lead = claim.target = "N/A";
    EXPECT_EQ(codes(claim), (Codes{"status.not-applicable-action"})) << action;  // and nothing that follows from it
    claim.status = Status::not_applicable;
    EXPECT_EQ(codes(claim), Codes{});
  }
  Claim claim = sound();
  claim.action = "";
  EXPECT_EQ(codes(claim), (Codes{"status.no-action"}));
  claim.action = "see previous column";
  EXPECT_EQ(codes(claim), (Codes{"status.no-action"}));
  claim.action = "See families at home within ten days of referral";
  EXPECT_EQ(codes(claim), Codes{});
}

TEST(Assurance, an_action_or_evidence_without_a_rating_is_told) {
  Claim claim = sound(Status::not_stated);
  claim.rating = "";
  EXPECT_EQ(codes(claim), (Codes{"action.no-status"}));
  claim.action = "";
  EXPECT_EQ(codes(claim), (Codes{"action.no-status"}));  // there is still evidence
  for (const char* action :
       {"", "N/A", "No Actions", "Please see below", "As above", "The trust is unable to comment on this issue"}) {
    claim.action = action;
    claim.evidence = "";
    EXPECT_EQ(codes(claim), Codes{}) << action;
  }
  claim.action = "";
  claim.response = "Risk assessment to be completed";  // an action that nobody wrote down as one
  EXPECT_EQ(codes(claim), (Codes{"action.no-status"}));
  claim.response = "Yes, the unit has a risk assessment";
  EXPECT_EQ(codes(claim), Codes{});
  claim.response = "Yes, risk assessments should be completed for every child";  // what is right, and no promise
  EXPECT_EQ(codes(claim), Codes{});
  claim.response = "Risk assessments should be completed by June 2026";
  EXPECT_EQ(codes(claim), (Codes{"action.no-status"}));
  Setting without = setting();
  without.rating = Column::absent;
  EXPECT_EQ(codes(sound(Status::not_stated), without), Codes{});
}

TEST(Assurance, open_with_evidence_that_says_complete_is_told) {
  const struct {
    const char* evidence;
    bool told;
  } cases[] = {
      {"Complete", true},
      {"Completed", true},
      {"Complete July 2013", true},
      {"Completed - panel is operational", true},
      {"Completed. Register kept by the unit", true},
      {"Complete by March 2016", false},
      {"Complete and review assessments", false},
      {"Completion of training is monitored monthly", false},
      {"First wave completed, second planned", false},
      {"Incomplete returns were sent back", false},
  };
  for (const auto& c : cases) {
    Claim claim = sound(Status::on_track);
    claim.target = "March 2016";
    claim.evidence = c.evidence;
    EXPECT_EQ(codes(claim), c.told ? Codes{"open.evidence-says-complete"} : Codes{}) << c.evidence;
  }
}

TEST(Assurance, complete_with_evidence_that_is_a_plan_or_unfinished_is_told_once) {
  const struct {
    const char* evidence;
    const char* code;
  } cases[] = {
      {"Workshop planned for March 2015", "complete.evidence-is-a-plan"},
      {"Register kept. DN to brief the night shift", "complete.evidence-is-a-plan"},
      {"Audits are on track. Report to follow", "complete.evidence-is-a-plan"},
      {"Policy agreed. Audits are on track", "complete.unfinished"},
      {"62% of sergeants trained", "complete.unfinished"},
      {"Workshop held in March 2015 to brief the night shift", ""},
  };
  for (const auto& c : cases) {
    Claim claim = sound();
    claim.evidence = c.evidence;
    EXPECT_EQ(codes(claim), *c.code ? Codes{c.code} : Codes{}) << c.evidence;
    claim.status = Status::on_track;  // an open row may well have plans
    claim.target = "June 2016";
    EXPECT_EQ(codes(claim), Codes{}) << c.evidence;
  }
  Claim claim = sound();
  claim.rating = "Complete as the powers are there, monitoring is a continual process";
  EXPECT_EQ(codes(claim), (Codes{"complete.unfinished"}));
}

TEST(Assurance, complete_while_its_constraint_stands_is_told) {
  Claim claim = sound();
  claim.constraints = "IT to send log-ins to custody staff";
  EXPECT_EQ(codes(claim), (Codes{"complete.constraint-open"}));
  claim.constraints = "Custody staff work shifts";
  EXPECT_EQ(codes(claim), Codes{});
}

TEST(Assurance, closed_because_another_row_carries_it_is_not_complete) {
  Claim claim = sound();
  claim.constraints = "Duplicate of 6c, can be closed";
  EXPECT_EQ(codes(claim), (Codes{"complete.closed-as-duplicate"}));
  claim.constraints = "DUPLICATE - SEE 6C";
  EXPECT_EQ(codes(claim), (Codes{"complete.closed-as-duplicate"}));
  claim.constraints =
      "Some records were duplicated when the system closed down in the long move between the two sites of the custody "
      "suite";
  claim.status = Status::closed;
  EXPECT_EQ(codes(claim), Codes{});
  claim = sound();
  claim.evidence = "Duplicate records removed; 48 of 50 checked";
  EXPECT_EQ(codes(claim), Codes{});
}

TEST(Assurance, open_and_not_confirmed_for_a_cycle_is_told) {
  Claim claim = sound(Status::on_track);
  claim.target = "June 2016";
  claim.confirmed = Date::from_calendar(2015, 9, 1);
  EXPECT_EQ(codes(claim), (Codes{"open.not-confirmed"}));
  claim.confirmed = Date::from_calendar(2015, 10, 7);  // three months to the day
  EXPECT_EQ(codes(claim), Codes{});
  claim.confirmed.reset();
  claim.evidence = "November 2014 update. The pathway has been drafted by the unit";
  EXPECT_EQ(codes(claim), (Codes{"open.not-confirmed"}));
  claim.evidence = "November 2014 update. Drafted by the unit. December 2015 update. Agreed by the board";
  EXPECT_EQ(codes(claim), Codes{});
  claim.evidence = "Agreed at the board of November 2014";  // a date in the text heads no update
  EXPECT_EQ(codes(claim), Codes{});
  claim.evidence = "November 2014 update. The pathway has been drafted by the unit";
  claim.target = "30 June 2015";
  EXPECT_EQ(codes(claim), (Codes{"open.after-date"}));  // which says it, and more
}

TEST(Assurance, the_same_amber_at_three_meetings_is_told) {
  const auto day = [](int month) { return *Date::from_calendar(2015, month, 1); };
  Claim claim = sound(Status::at_risk);
  claim.target = "June 2016";
  claim.rated = day(12);
  EXPECT_EQ(codes(claim), Codes{});
  claim.earlier = {{day(3), Status::on_track}, {day(6), Status::at_risk}};
  EXPECT_EQ(codes(claim), Codes{});  // twice
  claim.earlier.push_back({day(9), Status::at_risk});
  EXPECT_EQ(codes(claim), (Codes{"open.same-at-three-meetings"}));
  claim.earlier.back().as_at = day(12);  // corrected on the same day: no third meeting
  EXPECT_EQ(codes(claim), Codes{});
  claim.earlier = {{day(3), Status::at_risk}, {day(6), Status::at_risk}, {day(9), Status::on_track}};
  EXPECT_EQ(codes(claim), Codes{});  // it had moved
  claim.status = Status::on_track;
  claim.earlier = {{day(3), Status::on_track}, {day(6), Status::on_track}, {day(9), Status::on_track}};
  EXPECT_EQ(codes(claim), Codes{});
}

TEST(Assurance, one_update_with_two_ratings_is_told_on_the_row_that_stands_alone) {
  Claim first = sound(Status::on_track), second = first, odd = first;
  for (Claim* claim : {&first, &second, &odd}) {
    claim->target = "June 2016";
    claim->evidence = "The dissemination document has been drafted and agreed by all team managers";
  }
  first.where = "line 1";
  second.where = "line 2";
  second.action = "Tell every custody nurse";
  odd.where = "line 3";
  odd.action = "Tell every inspector";
  odd.status = Status::at_risk;
  const auto remarks = remarks_on({first, second, odd}, setting());
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].code, "contradiction.same-update");
  EXPECT_EQ(remarks[0].claim, 2u);
  EXPECT_EQ(remarks[0].beside, (std::vector<std::size_t>{0, 1}));
  EXPECT_NE(remarks[0].message.find("line 1, line 2"), std::string::npos);
  odd.status = Status::on_track;
  EXPECT_TRUE(remarks_on({first, second, odd}, setting()).empty());
  odd.status = Status::at_risk;
  odd.action = first.action = second.action;  // the same action with two ratings is told of the document's writing
  EXPECT_TRUE(remarks_on({first, second, odd}, setting()).empty());
}

TEST(Assurance, an_action_is_asked_for_what_its_neighbours_have) {
  Claim claim = sound(Status::on_track);
  claim.target = "June 2016";
  claim.outcome = "Referrals within a day";
  Setting how = setting();
  how.most_have_target = how.most_have_outcome = true;
  EXPECT_EQ(codes(claim, how), Codes{});
  claim.outcome = "";
  claim.target = "ongoing";
  claim.lead = "All agencies";
  claim.action = "Raise awareness";
  const auto remarks = remarks_on({claim}, how);
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].code, "action.not-smart");
  EXPECT_EQ(remarks[0].weight, Weight::note);
  for (const char* part : {"what exactly", "one person or post", "a date", "how anybody would know"})
    EXPECT_NE(remarks[0].message.find(part), std::string::npos) << part;
  claim.action = std::string(500, '?');  // not a word in it
  ASSERT_EQ(codes(claim, how), (Codes{"action.not-smart"}));
  // A plan of which no row has them is a plan of another shape.
  claim.action = "Raise awareness of the pathway with every custody sergeant";
  claim.lead = "Head of Custody";
  EXPECT_EQ(codes(claim), Codes{});
  for (const char* target : {"within 3 months", "monthly", "Q1 2016/17"}) {
    claim.target = target;
    claim.outcome = "Referrals within a day";
    EXPECT_EQ(codes(claim, how), Codes{}) << target;
  }
}

TEST(Assurance, a_standard_that_is_met_needs_no_action_and_no_lead) {
  std::vector<Claim> rows(4, sound());
  for (Claim& row : rows) row.action = row.lead = "";
  rows[3].action = "Write the induction pack";
  rows[3].lead = "Head of Custody";
  const Setting standards = setting_of(rows, setting().as_at);
  EXPECT_TRUE(standards.standards);
  EXPECT_TRUE(remarks_on(rows, standards).empty());
  Claim partly = rows[0];
  partly.status = Status::at_risk;
  partly.target = "June 2016";
  EXPECT_EQ(codes(partly, standards), (Codes{"status.no-action", "open.no-lead"}));  // partly met does
  rows = std::vector<Claim>(4, sound());
  rows[0].action = "";
  EXPECT_FALSE(setting_of(rows, setting().as_at).standards);
}

TEST(Assurance, people_are_named_and_posts_places_and_pseudonyms_are_not) {
  const CommonWords common{"harrow", "vale", "neglect", "early", "help", "bruising"};
  const struct {
    const char* text;
    const char* prose;
    const char* lead;
  } cases[] = {
      {"Marta Kowalska", "Marta Kowalska", "Marta Kowalska"},
      {"Dr Adeyemi, Named Doctor", "Dr Adeyemi", "Dr Adeyemi"},
      {"Trained by Professor Tom Reyes in May", "Professor Tom Reyes", "Professor Tom Reyes"},
      {"DCI Marsh has written to the force", "DCI Marsh", "DCI Marsh"},
      {"Detective Inspector A. Mensah", "Detective Inspector A. Mensah", "Detective Inspector A. Mensah"},
      {"Mrs O'Neill", "Mrs O'Neill", "Mrs O'Neill"},
      {"J. Okoro", "", "J. Okoro"},
      {"Ifeoma Nwosu", "", "Ifeoma Nwosu"},
      {"Ifeoma Nwosu / Head of Service", "", "Ifeoma Nwosu"},
      {"Sarah Lind's team and Sarah Lind", "Sarah Lind", "Sarah Lind"},
      {"Named Nurse", "", ""},
      {"Named Dr / Designated Dr", "", ""},
      {"Head of Custody", "", ""},
      {"Designated Nurse for Looked After Children", "", ""},
      {"Insp. Vulnerability", "", ""},
      {"DI Offender Management", "", ""},
      {"DCI Rape", "", ""},
      {"Det Supt Crime", "", ""},
      {"Responsible Individual", "", ""},
      {"Front Door", "", ""},
      {"Virtual School", "", ""},
      {"Harrow Vale", "", ""},
      {"Harrow Vale Police", "", ""},
      {"Early Help", "", ""},
      {"Child A", "", ""},
      {"Mother of Child B", "", ""},
      {"Rowan", "", ""},
      {"Dr Błażejowska-Müller", "Dr Błażejowska-Müller", "Dr Błażejowska-Müller"},
      {"Mrs Okoro\uFFFD", "Mrs Okoro", "Mrs Okoro"},
      {"Queen Charlotte Hospital", "", ""},
      {"The Victoria Park School and the Elizabeth Gaskell Centre", "", ""},
      {"St Thomas Aldous", "", ""},
      {"The Martin Reeve Inquiry reported", "", ""},
      {"DN", "", ""},
      {"NL/AC", "", ""},
      {"PC Training", "", ""},
      {"Alex will attend", "", ""},
      {"May Review, June Audit", "", ""},
      {"Children's Social Care", "", ""},
      {"Public Health", "", ""},
      {"Quality Assurance Manager", "", ""},
      {"", "", ""},
  };
  for (const auto& c : cases) {
    const auto joined = [](const std::vector<std::string>& names) {
      return names.empty() ? std::string() : names.front();
    };
    EXPECT_EQ(joined(people_in_prose(c.text, common)), c.prose) << c.text;
    EXPECT_EQ(joined(people_in_leads(c.text, common)), c.lead) << c.text;
    EXPECT_LE(people_in_leads(c.text, common).size(), 1u) << c.text;
  }
  Claim claim = sound();
  claim.lead = "Marta Kowalska";
  claim.evidence += ". Mr Reyes and Marta Kowalska signed it";
  const auto remarks = remarks_on({claim}, setting());
  ASSERT_EQ(remarks.size(), 1u);  // one for the row
  EXPECT_EQ(remarks[0].code, "privacy.person-named");
  EXPECT_NE(remarks[0].message.find("Marta Kowalska, Mr Reyes"), std::string::npos);
  claim.action = "N/A";
  claim.status = Status::on_track;
  EXPECT_EQ(codes(claim), (Codes{"status.not-applicable-action", "privacy.person-named"}));
}

TEST(Assurance, a_remark_is_known_again_by_the_facts_it_rests_on) {
  Claim claim = sound();
  claim.evidence = "Workshop planned for March 2015";
  const auto told = [&] {
    const auto remarks = remarks_on({claim}, setting());
    EXPECT_EQ(remarks.size(), 1u);
    EXPECT_EQ(remarks[0].facts, facts_of(remarks[0], {claim}));
    return remarks[0].facts;
  };
  const std::string first = told();
  EXPECT_EQ(first.size(), 64u);
  claim.evidence = " workshop  PLANNED for March 2015.";
  claim.outcome = "Other words elsewhere";
  claim.lead = "Somebody else";
  EXPECT_EQ(told(), first);
  claim.evidence = "Workshop planned for April 2015";
  EXPECT_NE(told(), first);
  claim.evidence = "Workshop planned for March 2015";
  EXPECT_EQ(told(), first);
  claim.status = Status::embedded;
  EXPECT_NE(told(), first);
}

TEST(Assurance, the_living_plan_is_tested_like_a_document) {
  plan::Action action;
  action.number = 4;
  action.wording = "Train every sergeant";
  action.recommendations = {"1a", "2b"};
  action.lead = "Head of Custody";
  action.evidence = "Register kept by the unit";
  action.rating = {"Amber", Status::at_risk, 1, *Date::from_calendar(2015, 12, 1)};
  action.earlier_ratings = {{"Amber", Status::at_risk, 1, *Date::from_calendar(2015, 6, 1)},
                            {"Amber", Status::at_risk, 1, *Date::from_calendar(2015, 9, 1)}};
  action.confirmed = Date::from_calendar(2015, 12, 1);
  action.due = Date::from_calendar(2016, 6, 30);
  plan::Plan plan;
  plan.cycle_months = 6;
  plan.actions = {action};
  const auto claims = claims_of(plan, plan::Partnership{});
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0].where, "action 4");
  EXPECT_EQ(claims[0].question, "1a");
  const Setting how = setting_of(plan, claims, *Date::from_calendar(2016, 1, 7));
  EXPECT_EQ(how.cycle_months, 6u);
  const auto remarks = remarks_on(claims, how);
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].code, "open.same-at-three-meetings");
  action.updates.push_back({*Date::from_calendar(2015, 12, 1), "A", "Second cohort to follow", {}});
  action.evidence_items.emplace_back();
  action.evidence_items.back().description = "Register of attendance";
  EXPECT_EQ(claim_of(action, "Police").evidence,
            "Register kept by the unit\nRegister of attendance\nSecond cohort to follow");
}

TEST(Assurance, every_test_stands_in_the_page_that_explains_them) {
  std::ifstream in(CANDOUR_SOURCE_DIR "/docs/explanation/tests-of-what-is-told.md");
  ASSERT_TRUE(in);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  std::size_t rows = 0;
  for (const auto& test : every_test()) {
    EXPECT_NE(page.find("| `" + std::string(test.code) + "` | " + std::string(test.reason) + " |"), std::string::npos)
        << test.code;
  }
  for (std::size_t at = page.find("\n| `"); at != std::string::npos; at = page.find("\n| `", at + 1)) ++rows;
  EXPECT_EQ(rows, every_test().size()) << "the page lists a test that there is not";
}

TEST(Assurance, a_setting_knows_the_columns_that_the_plan_fills) {
  Claim bare;
  bare.action = "Train";
  const Setting none = setting_of({bare}, std::nullopt);
  EXPECT_EQ(none.evidence, Column::absent);
  EXPECT_EQ(none.lead, Column::absent);
  EXPECT_EQ(none.rating, Column::absent);
  const Setting all = setting_of({bare, sound()}, setting().as_at, Column::with_target_dates);
  EXPECT_EQ(all.evidence, Column::with_target_dates);
  EXPECT_EQ(all.lead, Column::present);
  EXPECT_EQ(all.as_at, setting().as_at);
}

TEST(Assurance, remarks_name_the_claim_they_are_about) {
  Claim second = sound();
  second.lead = "";
  const auto remarks = remarks_on({sound(), second}, setting());
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].claim, 1u);
  EXPECT_EQ(remarks[0].field, "lead");
  EXPECT_NE(remarks[0].message.find("Harrow Vale Police"), std::string::npos);
}

}  // namespace
}  // namespace candour::assurance
