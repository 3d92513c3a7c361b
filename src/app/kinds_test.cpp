// Documents that are no action plan, from upload to record; and a plan that answers an inspection.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/import.h"
#include "app/importing/ties.h"
#include "app/sample_test.h"

namespace candour::app {
namespace {

using sample::World;
using testing::ElementsAre;
using testing::HasSubstr;

document::Place line(std::uint32_t number) {
  document::Place place;
  place.line = number;
  return place;
}

intake::Reading inspection() {
  intake::Reading made;
  made.kind = intake::Kind::inspection;
  made.title = "Review of health services for children in Harrow Vale";
  made.as_at = sample::day("2026-02-20");
  made.recommendations = {
      {"1.1",
       "",
       "Harrow Vale ICB should make sure that every contact with a child is recorded on the day.",
       {"Harrow Vale ICB", "Brackenford Hospitals Trust"},
       {"2.3"},
       line(300)},
      {"1.2",
       "",
       "Brackenford Hospitals Trust should review the rota of the urgent care centre by night.",
       {"Brackenford Hospitals Trust"},
       {"2.4"},
       line(310)},
      {"2.1", "", "Public Health should publish its plan for school nursing.", {"Public Health"}, {}, line(320)}};
  made.attention = {{{"2.9"}, "Harrow Vale Council", "commissioner", line(200)}};
  made.paragraphs = {{"2.3", "Contacts were not recorded.", intake::ParagraphKind::paragraph, {"1.1"}, line(100)},
                     {"2.3", "A family waited.", intake::ParagraphKind::case_example, {}, line(110)}};
  made.clock = intake::Clock{"An answer is due within 20 working days of receipt.", 20, intake::ClockUnit::working_days,
                             "receipt", line(400)};
  return made;
}

intake::Reading minutes() {
  intake::Reading made;
  made.kind = intake::Kind::minutes;
  made.title = "Minutes";
  intake::Meeting meeting;
  meeting.body = "Children’s Scrutiny Committee";
  meeting.date = sample::day("2026-01-19");
  meeting.item = "Progress on the Rowan plan";
  meeting.questions = {{"Cllr Birch", "Who checks?", "The Director", "The board does.", "", line(10)},
                       {"Cllr Ash", "When will the audit report?", "", "", "Item 5", line(14)}};
  meeting.resolutions = {{"1", "That the report be noted", "", line(20)},
                         {"2", "That an update come back", "Item 5", line(21)}};
  meeting.attendance = {{"A. Person", "Chair", "Harrow Vale Council", true}, {"B. Person", "", "", false}};
  meeting.themes = {"Neglect"};
  meeting.counts = {{"Rowan", 14, {{"amber", 3}, {"blue", 11}}, line(12)}};
  made.meeting = meeting;
  return made;
}

intake::Risk risk(std::string ref, intake::RiskLevel level, std::uint32_t likelihood, std::uint32_t impact,
                  std::string written, std::uint32_t at) {
  intake::Risk made;
  made.ref = std::move(ref);
  made.title = "Too few social workers " + made.ref;
  made.level = level;
  made.likelihood = likelihood;
  made.impact = impact;
  made.score = likelihood * impact;
  made.score_as_written = std::move(written);
  made.place = line(at);
  return made;
}
intake::Reading register_reading() {
  intake::Reading made;
  made.kind = intake::Kind::risk_register;
  made.title = "Strategic risks";
  made.risks = {risk("SR1", intake::RiskLevel::inherent, 5, 4, "20", 4),
                risk("SR1", intake::RiskLevel::current, 4, 4, "14", 4),
                risk("SR2", intake::RiskLevel::current, 3, 3, "9", 5)};
  made.risks[1].owner = "A. Person";
  made.anomalies.push_back(
      {"risk.score", intake::Severity::check, line(4), "The score of SR1 does not fit.", "", {}, ""});
  return made;
}

ImportDraft start(World& world, intake::Reading reading, const std::string& bytes = "another document") {
  world.next = std::move(reading);
  auto draft = start_import(world.candour, world.actor, bytes, "document.docx");
  EXPECT_TRUE(draft) << draft.error().sentence;
  return *draft;
}
Imported confirmed(World& world, const ImportDraft& draft) {
  auto into = confirm_import(world.candour, world.actor, draft.id, draft.version);
  EXPECT_TRUE(into) << into.error().sentence;
  return into ? *into : Imported();
}

TEST(ImportOfAnInspection, BecomesAReviewWhoseRecommendationsAwaitResponses) {
  World world;
  ImportDraft draft = start(world, inspection());
  EXPECT_EQ(draft.review.kind, plan::ReviewKind::inspection);
  draft = *set_received(world.candour, draft.id, draft.version, sample::day("2026-02-23"));
  draft = *skip_row(world.candour, draft.id, draft.version, 2, "Not ours");
  const Tally sums = tally(draft);
  EXPECT_EQ(sums.rows, 3u);
  EXPECT_EQ(sums.kept, 2u);
  EXPECT_EQ(sums.skipped, 1u);
  EXPECT_THAT(new_agencies(draft, {}), ElementsAre("Brackenford Hospitals Trust", "Harrow Vale ICB"));
  const Imported into = confirmed(world, draft);
  ASSERT_EQ(into.what, Imported::What::plan);
  const plan::Plan plan = world.plan(into.plan());
  EXPECT_EQ(plan.review.kind, plan::ReviewKind::inspection);
  ASSERT_EQ(plan.recommendations.size(), 2u);
  EXPECT_TRUE(plan.actions.empty());
  EXPECT_EQ(plan.recommendations[0].place, "line 300");
  EXPECT_EQ(plan::awaiting_response(plan, plan.recommendations[0]).size(), 2u);
  EXPECT_EQ(plan.paragraphs.size(), 2u);
  EXPECT_EQ(plan.attention.size(), 1u);
  ASSERT_TRUE(plan.clock.has_value());
  EXPECT_EQ(plan::answer_due(*plan.clock), sample::day("2026-03-23"));
  EXPECT_EQ(plan.imports[0].rows_imported, 2u);
  EXPECT_EQ(plan.imports[0].rows_skipped, 1u);
  EXPECT_THAT(plan.imports[0].decisions, ElementsAre("Left out, line 320: Not ours"));
  const auto picture = *world.candour.picture({});
  EXPECT_EQ(view::awaited_from(*picture, plan.recommendations[1].addressed_to[0]).size(), 2u);
  EXPECT_EQ(same_document(*picture, draft.document_sha256), into);
  // Confirming again gives the same, and the import can be taken back until an agency has answered.
  EXPECT_EQ(*confirm_import(world.candour, world.actor, draft.id, draft.version), into);
  ASSERT_TRUE(world.candour.act(
      world.actor, into.plan(),
      plan::GiveResponse{"1.1", plan.recommendations[0].addressed_to[0], {plan::ResponseKind::accepted, ""}},
      std::nullopt));
  EXPECT_EQ(withdraw_import(world.candour, world.actor, into.plan(), draft.id, "Wrong file").error().code,
            ErrorCode::conflict);
}

TEST(ImportOfAnInspection, ThatIsWithdrawnLeavesEveryList) {
  World world;
  const ImportDraft draft = start(world, inspection());
  const Imported into = confirmed(world, draft);
  ASSERT_TRUE(withdraw_import(world.candour, world.actor, into.plan(), draft.id, "Wrong file"));
  EXPECT_TRUE((*world.candour.picture({}))->plans.empty());
}

TEST(ImportOfMinutes, BecomesAMeetingWithQuestionsAndResolutionsToFollow) {
  World world;
  ImportDraft draft = start(world, minutes());
  EXPECT_EQ(draft.title, "Progress on the Rowan plan");
  EXPECT_EQ(draft.body, "Children’s Scrutiny Committee");
  EXPECT_EQ(day_of(draft), sample::day("2026-01-19"));
  EXPECT_EQ(row_count(draft.reading()), 4u);
  draft = *skip_row(world.candour, draft.id, draft.version, 2, "Said every time");  // the first resolution
  const Imported into = confirmed(world, draft);
  ASSERT_EQ(into.what, Imported::What::meeting);
  EXPECT_TRUE(into.plan().empty());
  const auto picture = *world.candour.picture({});
  const meeting::Meeting* meeting = view::find_meeting(*picture, meeting::MeetingId(into.id));
  ASSERT_NE(meeting, nullptr);
  EXPECT_EQ(meeting->body, "Children’s Scrutiny Committee");
  EXPECT_EQ(meeting->questions.size(), 2u);
  ASSERT_EQ(meeting->resolutions.size(), 1u);
  EXPECT_EQ(meeting->resolutions[0].text, "That an update come back");
  EXPECT_EQ(meeting->resolutions[0].place, "line 21");
  EXPECT_EQ(meeting->resolutions[0].item, "Item 5");
  EXPECT_EQ(meeting->questions[1].item, "Item 5");
  EXPECT_EQ(meeting->counts[0].parts.size(), 2u);
  EXPECT_EQ(meeting->import.items_imported, 3u);
  EXPECT_EQ(meeting->import.items_skipped, 1u);
  EXPECT_THAT(meeting->import.decisions, ElementsAre("Left out, line 20: Said every time"));
  EXPECT_EQ(same_document(*picture, draft.document_sha256), into);
  EXPECT_EQ(*confirm_import(world.candour, world.actor, draft.id, draft.version), into);
  ASSERT_TRUE(withdraw_import(world.candour, world.actor, meeting->id, "Wrong file"));
  EXPECT_TRUE((*world.candour.picture({}))->meetings.empty());
}

TEST(ImportOfMinutes, NeedsABodyAndCanBeLeftAndResumed) {
  World world;
  intake::Reading reading = minutes();
  reading.meeting->body.clear();
  ImportDraft draft = start(world, reading);
  const auto refused = confirm_import(world.candour, world.actor, draft.id, draft.version);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().sentence, "Say which body met.");
  draft = *name_body(world.candour, draft.id, draft.version, " The  Committee ");
  EXPECT_EQ(name_body(world.candour, draft.id, draft.version, " ").error().code, ErrorCode::bad_input);
  const ImportDraft resumed = *open_import(world.candour, draft.id);
  EXPECT_EQ(resumed.body, "The Committee");
  Candour later(*world.store, &world.reader, world.clock);  // after a restart nothing is at hand
  EXPECT_EQ(open_import(later, draft.id)->body, "The Committee");
  EXPECT_EQ(confirmed(world, resumed).what, Imported::What::meeting);
}

TEST(ImportOfARegister, IsKeptWithItsRemarksAndTheLevelsOfARiskTogether) {
  World world;
  const ImportDraft draft = start(world, register_reading());
  const Imported into = confirmed(world, draft);
  ASSERT_EQ(into.what, Imported::What::risk_register);
  const auto picture = *world.candour.picture({});
  const risk::Register* reg = view::find_register(*picture, risk::RegisterId(into.id));
  ASSERT_NE(reg, nullptr);
  ASSERT_EQ(reg->risks.size(), 2u);
  EXPECT_EQ(reg->risks[0].scores.size(), 2u);
  EXPECT_EQ(reg->risks[0].owner, "A. Person");
  EXPECT_EQ(risk::mismatch(reg->risks[0].scores[1]), "The score is written as 14, but 4 × 4 is 16.");
  ASSERT_EQ(reg->remarks.size(), 1u);
  EXPECT_EQ(reg->remarks[0].place, "line 4");
  EXPECT_EQ(reg->import.rows_imported, 3u);
  EXPECT_EQ(*world.store->original(draft.document_sha256), "another document");
  ASSERT_TRUE(withdraw_import(world.candour, world.actor, reg->id, "Wrong file"));
  EXPECT_TRUE((*world.candour.picture({}))->registers.empty());
}

TEST(ImportOfAnUnknownDocument, IsRefusedInWordsAndTheKindCanBeChosen) {
  World world;
  intake::Reading unknown;
  unknown.kind = intake::Kind::unknown;
  unknown.title = "A letter";
  ImportDraft draft = start(world, unknown);
  const auto refused = confirm_import(world.candour, world.actor, draft.id, draft.version);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::bad_input);
  EXPECT_THAT(refused.error().sentence, HasSubstr("not known what kind of document"));
  EXPECT_TRUE(open_import(world.candour, draft.id)) << "it can be gone on with";
  world.next = minutes();
  intake::Choices choices = draft.choices;
  choices.kind = intake::Kind::minutes;
  draft = *choose(world.candour, draft.id, draft.version, choices);
  EXPECT_EQ(draft.body, "Children’s Scrutiny Committee");
  EXPECT_EQ(draft.title, "Progress on the Rowan plan");
  EXPECT_EQ(open_import(world.candour, draft.id)->choices.kind, intake::Kind::minutes);
}

TEST(ImportOfAnotherKind, CarriesSkippedRowsThatAreStillThereAndNoneToAnotherKind) {
  World world;
  ImportDraft draft = start(world, inspection());
  draft = *skip_row(world.candour, draft.id, draft.version, 1, "Not ours");
  intake::Reading again = inspection();
  again.recommendations.erase(again.recommendations.begin());
  world.next = again;
  draft = *choose(world.candour, draft.id, draft.version, draft.choices);
  EXPECT_EQ(draft.skipped, (std::map<std::size_t, std::string>{{0, "Not ours"}}));
  world.next = minutes();
  draft = *choose(world.candour, draft.id, draft.version, draft.choices);
  EXPECT_TRUE(draft.skipped.empty());
  EXPECT_EQ(skip_row(world.candour, draft.id, draft.version, 4, "x").error().code, ErrorCode::not_found);
}

// ---- Ties ----

TEST(ATieByNumber, LooksAtTheNumberAlone) {
  for (const auto& [left, right] : {std::pair{"1.2", "1.2"},
                                    {"Recommendation 1.2", "1.2"},
                                    {"Rec. 1.2", "R1.2"},
                                    {"R12", "12"},
                                    {"No. 4", "4"},
                                    {"1a", "1A"},
                                    {"1-2", "1.2"}})
    EXPECT_TRUE(same_number(left, right)) << left << " and " << right;
  for (const auto& [left, right] :
       {std::pair{"1.2", "12"}, {"1.2", "1.20"}, {"", ""}, {"Recommendation", "Rec"}, {"1a", "1b"}})
    EXPECT_FALSE(same_number(left, right)) << left << " and " << right;
}

intake::Reading answering(const std::string& ref, const std::string& text, const std::string& agency) {
  intake::Reading made = sample::reading();
  made.recommendations.clear();
  if (!text.empty()) made.recommendations = {{ref, "", text, {}, {}, {}}};
  made.actions = {sample::row(10, ref, agency, "Change the template of the record", "G", plan::Status::on_track)};
  made.actions[0].recommendation = ref;
  made.actions[0].recommendations = {ref};
  made.anomalies.clear();
  return made;
}

TEST(ATieToAnInspection, IsSureWhereNumberAndWordingAgreeAndDoubtfulWhereOneDoes) {
  World world;
  (void)confirmed(world, start(world, inspection(), "the inspection"));
  struct Case {
    const char* why;
    const char* ref;
    const char* text;
    const char* agency;
    const char* inspectors;  // empty: nothing is proposed
    bool sure;
  };
  const char* wording = "Harrow Vale ICB should make sure that every contact with a child is recorded on the day.";
  const Case cases[] = {
      {"the same number and wording", "1.1", wording, "Police", "1.1", true},
      {"the number is written otherwise", "Recommendation 1.1", wording, "Police", "1.1", true},
      {"worded all but the same under another number", "7", wording, "Police", "1.1", true},
      {"worded alike under the same number", "1.1",
       "The ICB must make sure that every contact with a child is recorded on the day it happens", "Police", "1.1",
       true},
      {"worded alike under another number", "7",
       "Make sure that every contact with a child is recorded on the day it takes place, and audit it", "Police", "1.1",
       false},
      {"the number alone, of an agency that is addressed", "1.2", "", "Brackenford Hospitals Trust", "1.2", false},
      {"the number alone, of another agency", "1.2", "", "Police", "", false},
      {"the same number about something else", "1.2", "How will the board know that fathers are seen?", "Police", "",
       false},
      {"nothing alike", "9", "How will the board know that fathers are seen?", "Police", "", false}};
  for (const Case& each : cases) {
    const ImportDraft draft = start(world, answering(each.ref, each.text, each.agency), each.why);
    if (!*each.inspectors) {
      EXPECT_TRUE(draft.proposals.empty()) << each.why;
      continue;
    }
    ASSERT_EQ(draft.proposals.size(), 1u) << each.why;
    EXPECT_EQ(draft.proposals[0].inspectors, each.inspectors) << each.why;
    EXPECT_EQ(draft.proposals[0].sure, each.sure) << each.why << " " << draft.proposals[0].likeness;
    EXPECT_EQ(tie_taken(draft, draft.proposals[0]).has_value(), each.sure) << each.why;
  }
}

TEST(ATieToAnInspection, IsDecidedKeptImportedAndShownBothWays) {
  World world;
  const Imported inspected = confirmed(world, start(world, inspection(), "the inspection"));
  ImportDraft draft = start(world, answering("1.2", "", "Brackenford Hospitals Trust"), "the plan");
  ASSERT_EQ(draft.proposals.size(), 1u);
  EXPECT_FALSE(tie_taken(draft, draft.proposals[0]).has_value());
  const auto decide = [&](std::optional<TieChoice> choice) {
    return decide_ties(world.candour, draft.id, draft.version, {{"1.2", std::move(choice)}});
  };
  EXPECT_EQ(decide(TieChoice{inspected.plan(), "9.9"}).error().code, ErrorCode::not_found);
  draft = *decide(TieChoice{inspected.plan(), "1.1"});
  EXPECT_EQ(tie_taken(*open_import(world.candour, draft.id), draft.proposals[0])->inspectors, "1.1");
  draft = *decide(TieChoice{inspected.plan(), "1.2"});
  const Imported into = confirmed(world, draft);
  const plan::Plan plan = world.plan(into.plan());
  ASSERT_EQ(plan.actions[0].ties.size(), 1u);
  EXPECT_EQ(plan.actions[0].ties[0].recommendation, "1.2");
  EXPECT_THAT(plan.actions[0].ties[0].reason, HasSubstr("a person agreed"));
  const auto picture = *world.candour.picture({});
  const auto tied = view::rows_tied_to(*picture, inspected.plan());
  ASSERT_EQ(tied.size(), 1u);
  EXPECT_EQ(tied.at("1.2")[0]->action->number, 1u);
  // What came with the import does not keep it from being withdrawn.
  EXPECT_TRUE(withdraw_import(world.candour, world.actor, into.plan(), draft.id, "Wrong file"));
}

TEST(ATieToAnInspection, ThatIsSureIsImportedUnlessAPersonSaysNo) {
  World world;
  (void)confirmed(world, start(world, inspection(), "the inspection"));
  const char* wording = "Harrow Vale ICB should make sure that every contact with a child is recorded on the day.";
  const Imported tied = confirmed(world, start(world, answering("1.1", wording, "Police"), "one"));
  EXPECT_EQ(world.plan(tied.plan()).actions[0].ties.size(), 1u);
  ImportDraft draft = start(world, answering("1.1", wording, "Police"), "two");
  draft = *decide_ties(world.candour, draft.id, draft.version, {{"1.1", TieChoice{}}});
  EXPECT_TRUE(world.plan(confirmed(world, draft).plan()).actions[0].ties.empty());
}

TEST(PlacesOfFields, AreKeptWhereTheyAreNotTheRowsOwn) {
  World world;
  world.next.actions[0].places = {{"lead", line(44)}, {"evidence", line(10)}};
  const plan::Plan plan = world.plan(world.import());
  EXPECT_EQ(plan.actions[0].places, (std::vector<plan::FieldPlace>{{"lead", "line 44"}}));
}

}  // namespace
}  // namespace candour::app
