#include "assurance/tests.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

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
  for (const char* evidence : {"", "N/A", "None", "-", "TBC"}) {
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
