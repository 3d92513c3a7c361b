#include "view/view.h"

#include <gtest/gtest.h>

namespace candour::view {
namespace {

const Date today = *Date::parse("2026-06-30");

// A plan of two findings, three questions and four agencies, small enough to be counted by hand.
struct Fixture {
  std::shared_ptr<plan::Partnership> partnership = std::make_shared<plan::Partnership>();
  std::shared_ptr<plan::Plan> plan = std::make_shared<plan::Plan>();

  Fixture() {
    for (const auto& [id, name] : {std::pair{"police", "Harrow Vale Police"},
                                   {"social-care", "Children’s Social Care"},
                                   {"health", "Harrow Vale NHS Trust"},
                                   {"schools", "Education"}})
      partnership->agencies.push_back({plan::AgencyId(id), name, {}});
    plan->id = plan::PlanId("rowan2k7mx");
    plan->title = "Rowan action plan";
    plan->as_at = Date::parse("2026-05-31");
    plan->key = {1,
                 {{"Blue", "Embedded", plan::Status::embedded},
                  {"Green", "Done", plan::Status::complete},
                  {"Amber", "Started", plan::Status::on_track}}};
    plan->findings = {{"1", "Records were not shared", ""}, {"2", "Visits were missed", ""}};
    plan->recommendations = {{"1a", "1", "Is the Board satisfied that records are shared?", {}, {}},
                             {"1b", "1", "How will it know?", {}, {}},
                             {"2a", "2", "Are visits made?", {}, {}}};
  }

  plan::Action& add(const char* question, const char* agency, const char* rating, plan::Status status,
                    const char* wording, const char* due = "") {
    plan::Action action;
    action.number = static_cast<plan::Number>(plan->actions.size() + 1);
    action.finding = std::string(1, question[0]);
    action.recommendations = {question};
    action.agency = plan::AgencyId(agency);
    action.wording = action.original_wording = wording;
    action.lead = "Head of Service";
    action.rating = {rating, status, 1, *plan->as_at};
    action.due = action.original_due = Date::parse(due);
    action.confirmed = plan->as_at;
    plan->actions.push_back(action);
    return plan->actions.back();
  }

  Picture picture() const {
    Picture made;
    made.as_at = today;
    made.partnership = partnership;
    made.agencies = every_agency(*partnership);
    made.plans.push_back(make_plan_picture(plan, partnership, today));
    return made;
  }
};

Fixture rowan() {
  Fixture fixture;
  fixture.add("1a", "police", "Green", plan::Status::complete, "Share the log with every partner");
  fixture.add("1a", "social-care", "Amber", plan::Status::on_track, "Revise the sharing agreement", "2026-03-31");
  fixture.add("1a", "social-care", "AMBER ", plan::Status::on_track, "Audit forty files", "2026-07-15");
  fixture.add("1b", "police", "P", plan::Status::unclear, "Report to the Board").lead.clear();
  fixture.add("2a", "health", "", plan::Status::not_stated, "Record each missed visit").confirmed.reset();
  return fixture;
}

TEST(Totals, AddUpByTheCommonStatusAndByThePlansOwnKey) {
  const Picture picture = rowan().picture();
  const Totals& totals = picture.plans.front()->totals;
  EXPECT_EQ(totals.total, 5u);
  std::size_t by_status = 0, by_rating = 0;
  for (std::size_t count : totals.by_status) by_status += count;
  for (const Totals::Line& line : totals.by_rating) by_rating += line.count;
  EXPECT_EQ(by_status, totals.total);
  EXPECT_EQ(by_rating, totals.total);
  ASSERT_GE(totals.by_rating.size(), 4u);
  // The key's order; a spelling of its own counts with the line that means the same; a word outside it has its own
  // line.
  EXPECT_EQ(totals.by_rating[0].as_written, "Blue");
  EXPECT_EQ(totals.by_rating[0].count, 0u);
  EXPECT_EQ(totals.by_rating[2].as_written, "Amber");
  EXPECT_EQ(totals.by_rating[2].count, 2u);
  EXPECT_EQ(totals.overdue, 1u);
  EXPECT_EQ(totals.unowned, 1u);
  EXPECT_EQ(totals.open, 4u);
}

TEST(PlanPage, EveryRowStandsOnceInEachGrouping) {
  const Picture picture = rowan().picture();
  const plan::PlanId id("rowan2k7mx");
  const auto by_finding = plan_page(picture, id, Grouping::finding, {});
  std::size_t rows = 0;
  for (const FindingGroup& finding : by_finding->findings)
    for (const RecommendationGroup& question : finding.recommendations)
      for (const AgencyOnQuestion& agency : question.agencies) rows += agency.rows.size();
  EXPECT_EQ(rows, 5u);
  const auto by_agency = plan_page(picture, id, Grouping::agency, {});
  rows = 0;
  for (const AgencyGroup& agency : by_agency->agencies) rows += agency.rows.size();
  EXPECT_EQ(rows, 5u);
  const auto by_due = plan_page(picture, id, Grouping::due, {});
  rows = 0;
  for (const DueGroup& group : by_due->due) rows += group.rows.size();
  EXPECT_EQ(rows, 5u);
  EXPECT_EQ(by_due->due.front().name, "Overdue");
  EXPECT_FALSE(plan_page(picture, plan::PlanId("other"), Grouping::finding, {}));
}

TEST(PlanPage, AnAgencyWithoutARowIsNamedAtTheQuestion) {
  const Picture picture = rowan().picture();
  const auto page = plan_page(picture, plan::PlanId("rowan2k7mx"), Grouping::finding, {});
  const RecommendationGroup& first = page->findings[0].recommendations[0];
  ASSERT_EQ(first.silent.size(), 1u);  // Education is on no row of the plan, so only the trust is silent here
  EXPECT_EQ(first.silent[0]->id.text(), "health");
}

TEST(PlanPage, ARowUnderNoKnownQuestionIsStillShown) {
  Fixture fixture = rowan();
  fixture.add("9z", "police", "Green", plan::Status::complete, "Stands alone");
  const Picture picture = fixture.picture();
  const auto page = plan_page(picture, plan::PlanId("rowan2k7mx"), Grouping::finding, {});
  std::size_t rows = 0;
  for (const FindingGroup& finding : page->findings) rows += finding.totals.total;
  EXPECT_EQ(rows, 6u);
}

TEST(List, FiltersHoldTogetherAndPagesStayInRange) {
  const Picture picture = rowan().picture();
  Filter filter;
  filter.agency = plan::AgencyId("social-care");
  EXPECT_EQ(list(picture, filter, Order::document, 1).total, 2u);
  filter.needs = {Need::overdue};
  EXPECT_EQ(list(picture, filter, Order::document, 1).total, 1u);
  filter = {};
  filter.words = "SHARING agreement";
  ASSERT_EQ(list(picture, filter, Order::document, 1).total, 1u);
  filter.words = "sharing nowhere";
  EXPECT_EQ(list(picture, filter, Order::document, 1).total, 0u);
  const List far = list(picture, {}, Order::document, 99, 2);
  EXPECT_EQ(far.page, 3u);
  EXPECT_EQ(far.rows.size(), 1u);
  EXPECT_EQ(list(picture, {}, Order::document, 1, 0).rows.size(), 5u);
}

TEST(List, PagesOfAllPlansHoldEveryRowOnceInTheOrderOfTheDocuments) {
  Picture picture = rowan().picture();
  picture.plans.push_back(rowan().picture().plans.front());
  std::vector<const Row*> expected;
  for (const auto& plan : picture.plans)
    for (const Row& row : plan->rows) expected.push_back(&row);
  for (std::size_t per_page : {1, 2, 3, 4, 5, 7, 10, 25}) {
    std::vector<const Row*> shown;
    const std::size_t pages = list(picture, {}, Order::document, 1, per_page).pages;
    for (std::size_t page = 1; page <= pages; ++page) {
      const List found = list(picture, {}, Order::document, page, per_page);
      EXPECT_EQ(found.total, 10u);
      shown.insert(shown.end(), found.rows.begin(), found.rows.end());
    }
    EXPECT_EQ(shown, expected) << per_page;
  }
  EXPECT_EQ(list(picture, {}, Order::document, 1, 0).rows, expected);
  EXPECT_TRUE(list({}, {}, Order::document, 1).rows.empty());
}

TEST(List, OrderByDatePutsTheUndatedLastAndKeepsTheDocumentsOrderAmongEquals) {
  const Picture picture = rowan().picture();
  const List ordered = list(picture, {}, Order::due, 1);
  std::vector<plan::Number> numbers;
  for (const Row* row : ordered.rows) numbers.push_back(row->action->number);
  EXPECT_EQ(numbers, (std::vector<plan::Number>{2, 3, 1, 4, 5}));
}

TEST(Search, FindsRowsPlansAndAgenciesAndNothingForNoWords) {
  const Picture picture = rowan().picture();
  EXPECT_TRUE(search(picture, "  ").rows.empty());
  EXPECT_EQ(search(picture, "audit files").rows.size(), 1u);
  EXPECT_EQ(search(picture, "rowan2k7mx-4").rows.at(0)->action->number, 4u);
  EXPECT_EQ(search(picture, "rowan").plans.size(), 1u);
  EXPECT_EQ(search(picture, "childrens social").agencies.size(), 1u);
}

TEST(Report, SaysWhoHasNoRowForWhichQuestion) {
  const Picture picture = rowan().picture();
  const Report whole = report(picture, {});
  ASSERT_EQ(whole.plans.size(), 1u);
  EXPECT_EQ(whole.total, 5u);
  std::map<std::string, std::size_t> silent;
  for (const SilentAgency& agency : whole.plans[0].silent) silent[agency.agency->id.text()] = agency.questions.size();
  EXPECT_EQ(silent, (std::map<std::string, std::size_t>{{"police", 1}, {"social-care", 2}, {"health", 2}}));
  EXPECT_EQ(whole.plans[0].overdue.size(), 1u);
  EXPECT_TRUE(report(picture, {plan::PlanId("other")}).plans.empty());
}

// ---- Remarks, and what was answered to them ----

std::vector<std::string> codes_of(const Row& row, bool answered) {
  std::vector<std::string> codes;
  for (const Remark& remark : row.remarks)
    if ((remark.answer != nullptr) == answered) codes.push_back(remark.code);
  return codes;
}

TEST(Remarks, StandOnTheRowTheyAreAboutAndAreCountedUntilAnswered) {
  Fixture fixture = rowan();
  fixture.plan->actions[0].evidence = "Training to be delivered by the police lead in the autumn.";
  const auto before = make_plan_picture(fixture.plan, fixture.partnership, today);
  const Row& row = before->rows[0];
  ASSERT_EQ(codes_of(row, false), std::vector<std::string>{"complete.evidence-is-a-plan"});
  EXPECT_EQ(row.open_remarks, 1u);
  EXPECT_EQ(row.remarks[0].reason, "What is planned is not yet done, whatever the rating says.");
  EXPECT_TRUE(wants(row, Need::remark));
  const std::size_t remarked = before->totals.remarked;
  EXPECT_GE(remarked, 1u);

  plan::Action& action = fixture.plan->actions[0];
  action.history.push_back({{}, today, "chair", "remark answered", "", row.remarks[0].code, "Held on 3 May"});
  action.remark_answers.push_back({row.remarks[0].code, row.remarks[0].facts, "Held on 3 May", "chair", {}, 0});
  const auto answered = make_plan_picture(fixture.plan, fixture.partnership, today);
  EXPECT_EQ(codes_of(answered->rows[0], true), std::vector<std::string>{"complete.evidence-is-a-plan"});
  EXPECT_EQ(answered->rows[0].open_remarks, 0u);
  EXPECT_FALSE(wants(answered->rows[0], Need::remark));
  EXPECT_EQ(answered->totals.remarked, remarked - 1);

  // As another day comes, the answer stands; as the evidence changes, it is a former one.
  const auto later = make_plan_picture(fixture.plan, fixture.partnership, *Date::parse("2027-01-31"));
  EXPECT_FALSE(codes_of(later->rows[0], true).empty());
  action.history.push_back({{}, today, "operator", "evidence changed", action.evidence, "To be arranged.", ""});
  action.evidence = "Training to be delivered by the college in the spring.";
  const auto changed = make_plan_picture(fixture.plan, fixture.partnership, today);
  const Row& again = changed->rows[0];
  ASSERT_EQ(codes_of(again, false), std::vector<std::string>{"complete.evidence-is-a-plan"});
  ASSERT_TRUE(again.remarks[0].former);
  EXPECT_EQ(again.remarks[0].former->reason, "Held on 3 May");
  EXPECT_EQ(evidence_when(action, *again.remarks[0].former),
            "Training to be delivered by the police lead in the autumn.");
  ASSERT_EQ(changes_since(action, *again.remarks[0].former).size(), 1u);
}

TEST(Remarks, AreChosenByAFilter) {
  Fixture fixture = rowan();
  const Picture picture = fixture.picture();
  Filter filter;
  filter.needs = {Need::remark};
  std::size_t expected = 0;
  for (const Row& row : picture.plans.front()->rows) expected += row.open_remarks > 0;
  EXPECT_GT(expected, 0u);
  EXPECT_EQ(list(picture, filter, Order::document, 1).total, expected);
  EXPECT_EQ(need_from_text(to_text(Need::remark)), Need::remark);
}

// ---- Asked, and no answer ----

TEST(Silence, IsToldWhereTheOwnerWasAskedAndWhatTheySaidIsTooOld) {
  Fixture fixture = rowan();
  plan::Action& action = fixture.plan->actions[0];
  action.delivery = plan::DeliveryClaim::none;
  action.rating = {"A", plan::Status::at_risk, 1, *Date::parse("2015-01-07")};
  action.earlier_ratings = {{"A", plan::Status::at_risk, 1, *Date::parse("2014-10-07")}};
  action.confirmed = Date::parse("2015-01-07");
  action.askings = {3, {*Date::parse("2015-12-04"), *Date::parse("2016-01-19"), {}}};
  const auto asked = make_plan_picture(fixture.plan, fixture.partnership, *Date::parse("2016-01-20"));
  const Row& row = asked->rows[0];
  EXPECT_TRUE(is_silent(row));
  EXPECT_EQ(asked->totals.silent, 1u);
  EXPECT_EQ(asked_in_words(row.facts), "asked 3 times since 4 December 2015, no answer");
  EXPECT_TRUE(wants(row, Need::at_risk_twice));
  const auto in_time = make_plan_picture(fixture.plan, fixture.partnership, *Date::parse("2016-01-19"));
  EXPECT_FALSE(is_silent(in_time->rows[0])) << "nobody is silent before the day by which they are to answer is over";
  EXPECT_EQ(in_time->totals.silent, 0u);
  EXPECT_EQ(asked_in_words(in_time->rows[0].facts), "asked 3 times since 4 December 2015, answer due 19 January 2016");
  EXPECT_TRUE(wants(in_time->rows[0], Need::asked)) << "an answer is awaited all the same";
  action.confirmed = Date::parse("2016-01-10");
  const auto confirmed = make_plan_picture(fixture.plan, fixture.partnership, *Date::parse("2016-01-20"));
  EXPECT_FALSE(is_silent(confirmed->rows[0])) << "what they said last still holds";
  action.earlier_ratings.clear();
  action.askings.clear();
  const auto never = make_plan_picture(fixture.plan, fixture.partnership, *Date::parse("2016-01-20"));
  EXPECT_EQ(asked_in_words(never->rows[0].facts), "");
  EXPECT_FALSE(wants(never->rows[0], Need::at_risk_twice));
}

TEST(References, LeadToTheQuestionTheRowOrTheFindingAndTellWhatIsMissing) {
  Fixture fixture = rowan();
  fixture.plan->actions[1].reference = "2.3";
  const Picture picture = fixture.picture();
  const References& references = picture.plans.front()->references;
  EXPECT_EQ(picture.plans.front()->rows[4].references, &references);
  ASSERT_TRUE(find_reference(references, "1A"));
  EXPECT_EQ(find_reference(references, "1A")->recommendation->ref, "1a");
  EXPECT_EQ(find_reference(references, "2.3")->action->number, 2u);
  EXPECT_EQ(find_reference(references, "2")->finding->title, "Visits were missed");
  EXPECT_FALSE(find_reference(references, "9z"));
  for (const auto& [ref, own] : {std::pair{"9z", true}, {"12c", true}, {"4.1", true}, {"r12", false}, {"7", false}})
    EXPECT_EQ(is_of_its_style(references, ref), own) << ref;
}

TEST(SameAction, IsFoundByItsWordsWhoeverHasItAndHoweverItIsRated) {
  Fixture fixture;
  fixture.add("1a", "police", "Green", plan::Status::complete, "Brief every team leader on the new referral form");
  fixture.add("1b", "health", "Amber", plan::Status::on_track, "Brief every team leader on the new referral form.");
  fixture.add("2a", "schools", "Green", plan::Status::complete,
              "Ask each school to name a deputy lead for safeguarding by the end of the summer term this year");
  fixture.add("2a", "police", "Green", plan::Status::complete,
              "Ask each school to name a deputy lead for safeguarding by the end of the autumn term this year");
  fixture.add("2a", "police", "Green", plan::Status::complete,
              "Ask each surgery to send a summary to the health visitor after the first visit this year");
  fixture.add("1a", "police", "Green", plan::Status::complete, "As above");
  fixture.add("1b", "police", "Amber", plan::Status::on_track, "As above");
  const Picture picture = fixture.picture();
  const std::vector<Row>& rows = picture.plans.front()->rows;
  ASSERT_EQ(picture.plans.front()->same_actions.size(), 2u);
  ASSERT_TRUE(rows[0].same);
  EXPECT_EQ(rows[0].same->rows, (std::vector<const Row*>{&rows[0], &rows[1]}));
  EXPECT_TRUE(rows[0].same->two_ratings);
  ASSERT_TRUE(rows[3].same);
  EXPECT_EQ(rows[3].same->rows, (std::vector<const Row*>{&rows[2], &rows[3]}));
  EXPECT_FALSE(rows[3].same->two_ratings);
  for (const std::size_t other : {4, 5, 6}) EXPECT_FALSE(rows[other].same) << other;
}

TEST(SameAction, OfFiveThousandRowsMadeOfTheSameWordsIsFoundAllTheSame) {
  Fixture fixture;
  for (int i = 0; i < 5000; ++i)
    fixture.add(
        "1a", "police", "Green", plan::Status::complete,
        ("Review the cases of team " + std::to_string(i % 2500) + " with the lead and report to the board").c_str());
  const Picture picture = fixture.picture();
  EXPECT_TRUE(picture.plans.front()->rows[4999].same);
}

}  // namespace
}  // namespace candour::view
