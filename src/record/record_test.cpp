#include "record/record.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <map>

#include "base/text.h"
#include "plan/commands.h"

namespace candour::record {
namespace {

using namespace candour::plan;

Date day(const char* iso) {
  return *Date::parse(iso);
}
const Stamp stamp{*Moment::parse("2016-02-01T09:30:00.000001Z"), day("2016-01-07"), "coordinator"};

// ---- One of each event, with nothing left as it is by default ----

const Review review{ReviewKind::practice_review, "Rowan", ReviewStage::ratified};
const Finding finding{"1", "Agencies held back", "What they knew"};
const Recommendation recommendation{
    "1a", "1", "How will the board know?", {AgencyId("police"), AgencyId("health")}, {"3.17"}, "page 12"};
const WrittenDate written{
    "Nov 14", DateReadingKind::month_year, DateRange{day("2014-11-01"), day("2014-11-30")}, true, true, true, 3};

Action action() {
  Action action;
  action.number = 17;
  action.reference = "1.1";
  action.finding = "1";
  action.recommendations = {"1a", "2b"};
  action.agency = AgencyId("police");
  action.supporting = {AgencyId("health")};
  action.lead = "NL/AC";
  action.original_wording = "Brief staff";
  action.wording = "Brief all staff “now”";
  action.response = "We agree.\nAnd more.";
  action.constraints = "Money";
  action.evidence = "Register";
  action.target = "Nov 14, ongoing";
  action.dates = {written, {"ongoing", DateReadingKind::words, {}, false, false, false, 8}};
  action.outcome = "All know";
  action.place = "line 28";
  action.places = {{"lead", "line 31"}, {"evidence", "line 29"}};
  action.as_imported = "Police | Brief";
  action.due = day("2014-11-30");
  action.original_due = day("2014-09-30");
  action.slips = 1;
  return action;
}
Evidence evidence() {
  return {2,
          "Audit",
          std::string(64, 'b'),
          "https://harrowvale.example/a",
          day("2016-01-02"),
          day("2017-01-02"),
          true,
          "lead",
          day("2016-01-20"),
          "scrutineer",
          "It holds",
          "team leaders",
          "audit.docx",
          false,
          "",
          true};
}

template <class Body>
Body sample();
template <>
PartnershipNamed sample() {
  return {"Harrow Vale"};
}
template <>
AgencyAdded sample() {
  return {AgencyId("police"), "Police"};
}
template <>
AgencyRenamed sample() {
  return {AgencyId("police"), "Harrow Vale Police"};
}
template <>
AgencyAliasAdded sample() {
  return {AgencyId("police"), "HVP"};
}
template <>
PlanStarted sample() {
  return {PlanId("k7m2qx9dab"), "Rowan", review, day("2016-01-07"), 6};
}
template <>
DocumentImported sample() {
  return {ImportId("first"), "rowan.docx", std::string(64, 'a'), 60, 2, {"Row 3 left out: a heading"},
          day("2016-01-07")};
}
template <>
PlanRetitled sample() {
  return {"Rowan, second", review};
}
template <>
KeySet sample() {
  return {{2, {{"G", "On track", Status::on_track}, {"Blue", "Embedded", Status::embedded}}}};
}
template <>
FindingAdded sample() {
  return {finding};
}
template <>
FindingReworded sample() {
  return {finding};
}
template <>
RecommendationAdded sample() {
  return {recommendation};
}
template <>
RecommendationReworded sample() {
  return {recommendation};
}
template <>
ResponseGiven sample() {
  return {"1a", AgencyId("police"), {ResponseKind::partly_accepted, "In part"}};
}
template <>
ActionAdded sample() {
  return {action()};
}
template <>
ActionChanged sample() {
  return {17, "lead", "NL", "AC", "Left"};
}
template <>
ActionMoved sample() {
  return {17, AgencyId("police"), AgencyId("health"), "Theirs"};
}
template <>
DateChanged sample() {
  return {17, day("2014-09-30"), day("2014-11-30"), "Nov 14", {written}, "Late"};
}
template <>
Rated sample() {
  return {17, {"G", Status::on_track, 1, day("2016-01-07")}, "As told", "scrutineer"};
}
template <>
UpdateGiven sample() {
  return {17, {day("2016-01-31"), "A Person", "Under way", day("2016-03-01"), day("2016-01-07")}};
}
template <>
CompletionClaimed sample() {
  return {17, day("2016-01-31"), "Register", "lead"};
}
template <>
ClaimAccepted sample() {
  return {17, "scrutineer", "Seen"};
}
template <>
ClaimReturned sample() {
  return {17, "scrutineer", "A plan"};
}
template <>
EvidenceAdded sample() {
  return {17, evidence()};
}
template <>
EvidenceTested sample() {
  return {17, 2, day("2016-01-20"), "scrutineer", "It holds", true};
}
template <>
Embedded sample() {
  return {17, "scrutineer", "Eight of ten"};
}
template <>
ActionClosed sample() {
  return {17, {ClosureKind::superseded, "Audit Group", day("2016-01-31"), "See 7"}};
}
template <>
ActionReopened sample() {
  return {17, "Re-tested"};
}
template <>
ActionWithdrawn sample() {
  return {17, "A heading"};
}
template <>
UpdateAsked sample() {
  return {{17, 18}, day("2016-03-01"), "k7m2qx9dab-1"};
}
template <>
AskingTakenBack sample() {
  return {{17, 18}, "k7m2qx9dab-1", "The letter came back"};
}
template <>
AnswerSent sample() {
  return {{17, 18}, "k7m2qx9dab"};
}
template <>
AnswerSettled sample() {
  return {{17, 18}, "k7m2qx9dab", AnswerEnd::returned, day("2016-03-01"), "Which teams?"};
}
template <>
ImportWithdrawn sample() {
  return {ImportId("first"), "Wrong file"};
}
template <>
ImportFinished sample() {
  return {ImportId("first")};
}

template <>
AttentionDrawn sample() {
  return {{{"2.28", "2.29"}, "Public Health", AgencyId("public-health"), "commissioner of the service", "line 400"}};
}
template <>
ParagraphKept sample() {
  return {{"2.28", "Nurses did not see the notes.", true, {"1.7", "2.18"}, "line 380"}};
}
template <>
AnswerClockRead sample() {
  return {{"Answer within 20 working days of receipt.", 20, ClockUnit::weeks, "receipt", day("2016-01-08"), "line 9"}};
}
template <>
AnswerDateSet sample() {
  return {day("2016-01-08"), day("2016-02-19"), "The inspectorate gave two weeks more"};
}
template <>
ActionTied sample() {
  return {17, {PlanId("n7m2qx9dab"), "1.7", "The same number, and worded alike"}};
}
template <>
ActionUntied sample() {
  return {17, PlanId("n7m2qx9dab"), "1.7", "Another matter"};
}
template <>
RemarkAnswered sample() {
  return {17, "complete.no-evidence", std::string(64, 'c'), "coordinator", "The audit is kept by the trust"};
}
template <>
RemarkReopened sample() {
  return {17, "complete.no-evidence", std::string(64, 'c'), "The audit was of another team"};
}
template <>
EvidenceWithdrawn sample() {
  return {17, 2, "Of another team"};
}
template <>
Challenged sample() {
  return {17, 1, "Nobody on shift knew of it", "scrutineer", day("2016-02-15")};
}
template <>
ChallengeAnswered sample() {
  return {17, 1, "They were briefed since", "lead"};
}
template <>
ChallengeEnded sample() {
  return {17, 1, ChallengeEnd::upheld, "Two of ten still did not", "scrutineer"};
}
template <>
RetestScheduled sample() {
  return {17, day("2016-07-31"), "Half a year on"};
}
template <>
Retested sample() {
  return {17, day("2016-07-30"), "scrutineer", true, "Nine of ten", day("2017-01-31")};
}
template <>
StepTaken sample() {
  return {3, StepKind::merge, "12", "Said twice", "k7m2qx9dab"};
}
template <>
StepUndone sample() {
  return {41, "The wrong row"};
}
template <>
FindingWithdrawn sample() {
  return {"1", "A heading"};
}
template <>
RecommendationWithdrawn sample() {
  return {"1a", "A heading"};
}
template <>
RatingsReread sample() {
  return {1};
}
template <>
PlanWithdrawn sample() {
  return {"Begun twice"};
}
template <>
meeting::MinutesImported sample() {
  return {meeting::MeetingId("m7m2qx9dab"),
          "Scrutiny Committee",
          day("2016-01-07"),
          "Rowan plan",
          {{"A Person", "Chair", "The Council", true}, {"B Person", "", "", false}},
          {"Neglect", "Information sharing"},
          {{"Rowan", 14, {{"blue", 11}, {"amber", 3}}, "line 12"}},
          meeting::ImportId("first"),
          "minutes.docx",
          std::string(64, 'a'),
          5,
          1,
          {"Question 3 left out: said twice"}};
}
template <>
meeting::QuestionRecorded sample() {
  return {{2, "Cllr Birch", "Who checks?", "The Director", "The board.", "Item 4", "line 20", {}}};
}
template <>
meeting::ResolutionRecorded sample() {
  meeting::Resolution resolution;
  resolution.number = 1;
  resolution.ref = "(a)";
  resolution.text = "That the report be noted";
  resolution.item = "Item 4";
  resolution.place = "line 44";
  return {resolution};
}
template <>
meeting::QuestionAnswered sample() {
  return {2, "The Director", "In May."};
}
template <>
meeting::ReportBackSet sample() {
  return {1, day("2016-03-01"), day("2016-05-01"), "The audit is late"};
}
template <>
meeting::ResolutionMet sample() {
  return {1, day("2016-01-31"), "Minutes of 31 January"};
}
template <>
meeting::ResolutionSetAside sample() {
  return {1, meeting::ResolutionState::withdrawn, "Said twice"};
}
template <>
meeting::ResolutionReopened sample() {
  return {1, "Not what was asked"};
}
template <>
meeting::ImportWithdrawn sample() {
  return {meeting::ImportId("first"), "Wrong file"};
}
template <>
request::Composed sample() {
  return {request::RequestId("q7m2qx9dab"),
          AgencyId("police"),
          {{PlanId("k7m2qx9dab"), 17}},
          "Ann Bell",
          "ann@harrowvale.example",
          day("2016-03-01"),
          "Audit Group",
          "Thank you",
          true,
          true,
          {true, 2, 8, 4, 9, 15},
          {{"Roe", "roe@police.example"}},
          {{"Oak", "oak@police.example"}}};
}
template <>
request::PersonAdded sample() {
  return {2, request::Role::board_member, "Jo Park", "jo@police.example", "p7m2qx9dab"};
}
template <>
request::RowsHandedOn sample() {
  return {1, 2, {3, 4}, "Theirs"};
}
template <>
request::LetterQueued sample() {
  return {5, 2, request::LetterKind::reminder};
}
template <>
request::LetterAttempted sample() {
  return {5};
}
template <>
request::LetterSettled sample() {
  return {5, request::LetterState::refused, "550 No such person"};
}
template <>
request::LinkContinued sample() {
  return {2};
}
template <>
request::AnswersSent sample() {
  return {2,
          "ref2345678",
          {{3,
            {request::Saying::complete,
             "All briefed",
             "G",
             day("2016-03-31"),
             day("2016-01-31"),
             "Register",
             {{std::string(64, 'b'), "register.docx", "The register", day("2016-01-30"), "https://harrowvale.example/r",
               true, "team leaders", day("2017-01-30"), true}}}}},
          "p7m2qx9dab"};
}
template <>
request::RowDecided sample() {
  return {3,
          request::RowState::changed,
          {{request::Saying::no_change, "Still so", "", {}, {}, "", {}}},
          "Shorter",
          true,
          "k7m2qx9dab"};
}
template <>
request::RowsUndecided sample() {
  return {"k7m2qx9dab", "The wrong row"};
}
template <>
request::RequestClosed sample() {
  return {"Done"};
}
template <>
request::NewLinkAsked sample() {
  return {2};
}
template <>
request::CodesSetApart sample() {
  return {};
}
template <>
request::RequestRevoked sample() {
  return {"Wrong person"};
}
template <>
request::AgencySucceeded sample() {
  return {plan::AgencyId("harrow-vale-trust"), "The trusts have merged"};
}
template <>
risk::RegisterImported sample() {
  return {risk::RegisterId("r7m2qx9dab"),
          "Strategic risks",
          day("2016-01-07"),
          {{"risk.score", "The score does not fit.", "row 4"}},
          risk::ImportId("first"),
          "risks.xlsx",
          std::string(64, 'a'),
          5,
          1,
          {"Row 3 left out: a heading"}};
}
template <>
risk::RiskRead sample() {
  risk::Risk risk;
  risk.number = 3;
  risk.ref = "SR3";
  risk.title = "Too few social workers";
  risk.scores = {{risk::Level::inherent, 5, 4, 20, "20", "row 4"}, {risk::Level::target, 2, 4, 8, "8 (low)", "row 4"}};
  risk.owner = "A Person";
  risk.controls = "Recruitment";
  risk.review_date = "Mar 16";
  risk.appetite = "Cautious";
  risk.other = {{"Trend", "Up"}};
  risk.place = "row 4";
  return {risk};
}
template <>
risk::ImportWithdrawn sample() {
  return {risk::ImportId("first"), "Wrong file"};
}

const paper::Cover paper_cover{
    "Progress of Rowan",
    "Scrutiny Committee",
    day("2016-02-11"),
    {{"k7m2qx9dab"}, {"police"}, day("2016-01-31"), {paper::Section::silent, paper::Section::rows}}};
template <>
paper::PaperStarted sample() {
  return {paper::PaperId("w7m2qx9dab"), paper_cover};
}
template <>
paper::DraftRevised sample() {
  return {paper_cover};
}
template <>
paper::HitDecided sample() {
  return {"name", "Marta Kowalska", paper::Answer::replace, "the head of service"};
}
template <>
paper::PaperProposed sample() {
  return {2,
          std::string(32, 'd'),
          {{"paper.html", "text/html", std::string(64, 'e'), 1234}},
          {{"k7m2qx9dab-17", "Red", 5}},
          "The minutes say so",
          18,
          "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="};
}
template <>
paper::ProposalReturned sample() {
  return {"The key is missing"};
}
template <>
paper::PaperApproved sample() {
  return {std::string(32, 'd')};
}
template <>
paper::PaperPublished sample() {
  return {std::string(32, 'd'), *Moment::parse("2016-02-01T09:29:59.000001Z"), "candour.paper/v1\nid dd\n"};
}
template <>
paper::CorrectionStarted sample() {
  return {"Row 17", "It was typed wrong"};
}
template <>
paper::DraftDiscarded sample() {
  return {"Another month"};
}
template <>
paper::VersionWithdrawn sample() {
  return {1, *Moment::parse("2016-02-01T09:29:59.000001Z"), "It named a child", "candour.withdrawal/v1\nid dd\n"};
}

template <>
people::PersonAdded sample() {
  return {people::PersonId("p7m2qx9dab"), "Jo Park", "jo.park@harrowvale.example"};
}
template <>
people::PersonChanged sample() {
  return {people::PersonId("p7m2qx9dab"), "Jo Parks", "jo.parks@harrowvale.example"};
}
template <>
people::RoleGiven sample() {
  return {people::PersonId("p7m2qx9dab"),
          {2,
           people::Role::contributor,
           people::first_partnership,
           AgencyId("police"),
           PlanId("k7m2qx9dab"),
           {3, 17},
           day("2016-12-31")}};
}
template <>
people::RoleEnded sample() {
  return {people::PersonId("p7m2qx9dab"), 2, "Moved to another team"};
}
template <>
people::PersonLeft sample() {
  return {people::PersonId("p7m2qx9dab"), day("2016-06-30"), "Retired"};
}
template <>
people::PersonReturned sample() {
  return {people::PersonId("p7m2qx9dab")};
}
template <>
people::ContactNamed sample() {
  return {AgencyId("police"),
          {people::ContactKind::board_member, "B Person", "b.person@harrowvale.example"},
          people::PartnershipId("first")};
}
template <>
people::ContactRemoved sample() {
  return {AgencyId("police"), people::ContactKind::backup, people::PartnershipId("first")};
}
template <>
people::PartnershipStarted sample() {
  return {people::PartnershipId("s7m2qx9dab"), "Brackenford Partnership"};
}
template <>
people::PartnershipRenamed sample() {
  return {people::PartnershipId("s7m2qx9dab"), "Brackenford Safeguarding Partnership"};
}
template <>
people::AgencySeated sample() {
  return {people::PartnershipId("s7m2qx9dab"), AgencyId("police")};
}
template <>
people::AgencyUnseated sample() {
  return {people::PartnershipId("s7m2qx9dab"), AgencyId("police")};
}
template <>
people::ThingPlaced sample() {
  return {"meeting/m7m2qx9dab", people::PartnershipId("s7m2qx9dab")};
}
template <>
people::PlanRestricted sample() {
  return {PlanId("k7m2qx9dab"), {{people::PersonId("p7m2qx9dab")}, "A police investigation"}};
}
template <>
people::WeeklyLetterChosen sample() {
  return {people::PersonId("jo"), true};
}
template <>
people::WeeklyLetterAttempted sample() {
  return {people::PersonId("jo"), 7};
}
template <>
people::WeeklyLetterSettled sample() {
  return {people::PersonId("jo"), people::LetterState::refused, "550 No such person"};
}
template <>
people::RemindersChosen sample() {
  return {people::first_partnership, {0, 5, 4, 6, 12}};
}
template <>
people::PlanOpened sample() {
  return {PlanId("k7m2qx9dab"), "The trial is over"};
}
template <>
people::WordsErased sample() {
  return {{17, 42}, 1, people::ErasureBasis::unlawful, "It named a child"};
}
template <>
people::RestoredWithoutList sample() {
  return {};
}

template <class Body, class Bodies, std::size_t... I>
std::vector<Event<Bodies>> samples_of(std::index_sequence<I...>) {
  return {Event<Bodies>{stamp, sample<std::variant_alternative_t<I, Bodies>>()}...};
}
template <class Bodies>
std::vector<Event<Bodies>> samples() {  // a new event without a sample does not link
  return samples_of<void, Bodies>(std::make_index_sequence<std::variant_size_v<Bodies>>());
}

Result<PartnershipEvent> read_back(const PartnershipEvent&, const Parts& parts) {
  return read_partnership_event(parts.core, parts.words);
}
Result<PlanEvent> read_back(const PlanEvent&, const Parts& parts) {
  return read_plan_event(parts.core, parts.words);
}
Result<meeting::MeetingEvent> read_back(const meeting::MeetingEvent&, const Parts& parts) {
  return read_meeting_event(parts.core, parts.words);
}
Result<request::RequestEvent> read_back(const request::RequestEvent&, const Parts& parts) {
  return read_request_event(parts.core, parts.words);
}
Result<risk::RegisterEvent> read_back(const risk::RegisterEvent&, const Parts& parts) {
  return read_register_event(parts.core, parts.words);
}
Result<people::PeopleEvent> read_back(const people::PeopleEvent&, const Parts& parts) {
  return read_people_event(parts.core, parts.words);
}
Result<paper::PaperEvent> read_back(const paper::PaperEvent&, const Parts& parts) {
  return read_paper_event(parts.core, parts.words);
}

template <class Event>
void expect_round_trip(const Event& event) {
  const Parts parts = write(event);
  const auto read = read_back(event, parts);
  ASSERT_TRUE(read.has_value()) << read.error().detail << "\n" << parts.core;
  EXPECT_TRUE(*read == event) << parts.core << "\n" << parts.words;
  EXPECT_EQ(write(*read).core, parts.core);
  EXPECT_EQ(write(*read).words, parts.words);
}

TEST(Record, EveryEventComesBackAsItWas) {
  for (const auto& event : samples<PartnershipBody>()) expect_round_trip(event);
  for (const auto& event : samples<PlanBody>()) expect_round_trip(event);
  for (const auto& event : samples<meeting::MeetingBody>()) expect_round_trip(event);
  for (const auto& event : samples<risk::RegisterBody>()) expect_round_trip(event);
  for (const auto& event : samples<request::RequestBody>()) expect_round_trip(event);
  for (const auto& event : samples<people::PeopleBody>()) expect_round_trip(event);
}

template <class Bodies, std::size_t... I>
std::vector<Event<Bodies>> bare(std::index_sequence<I...>) {
  return {Event<Bodies>{{}, std::variant_alternative_t<I, Bodies>{}}...};
}
TEST(Record, EveryEventWithNothingInItComesBackToo) {
  for (const auto& event : bare<PartnershipBody>(std::make_index_sequence<std::variant_size_v<PartnershipBody>>()))
    expect_round_trip(event);
  for (const auto& event : bare<PlanBody>(std::make_index_sequence<std::variant_size_v<PlanBody>>()))
    expect_round_trip(event);
  for (const auto& event :
       bare<meeting::MeetingBody>(std::make_index_sequence<std::variant_size_v<meeting::MeetingBody>>()))
    expect_round_trip(event);
  for (const auto& event :
       bare<risk::RegisterBody>(std::make_index_sequence<std::variant_size_v<risk::RegisterBody>>()))
    expect_round_trip(event);
  for (const auto& event :
       bare<request::RequestBody>(std::make_index_sequence<std::variant_size_v<request::RequestBody>>()))
    expect_round_trip(event);
  for (const auto& event :
       bare<people::PeopleBody>(std::make_index_sequence<std::variant_size_v<people::PeopleBody>>()))
    expect_round_trip(event);
  for (const auto& event : bare<paper::PaperBody>(std::make_index_sequence<std::variant_size_v<paper::PaperBody>>()))
    expect_round_trip(event);
}

std::vector<Parts> every_sample() {
  std::vector<Parts> parts;
  for (const auto& event : samples<PartnershipBody>()) parts.push_back(write(event));
  for (const auto& event : samples<PlanBody>()) parts.push_back(write(event));
  for (const auto& event : samples<meeting::MeetingBody>()) parts.push_back(write(event));
  for (const auto& event : samples<risk::RegisterBody>()) parts.push_back(write(event));
  for (const auto& event : samples<request::RequestBody>()) parts.push_back(write(event));
  for (const auto& event : samples<people::PeopleBody>()) parts.push_back(write(event));
  for (const auto& event : samples<paper::PaperBody>()) parts.push_back(write(event));
  return parts;
}
std::vector<std::string> written_in(int version) {
  std::ifstream file(CANDOUR_SOURCE_DIR "/src/record/written_v" + std::to_string(version) + ".txt");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// What has been written stays as it was written: each line is core, tab, words. A new version of an event adds lines to
// the file of its version; the older line stays where it is.
TEST(Record, TheFormOfAVersionNeverChanges) {
  for (const Parts& part : every_sample()) {
    const int version = part.core.at(part.core.find("\"v\":") + 4) - '0';
    const std::string line = part.core + "\t" + part.words;
    const auto lines = written_in(version);
    EXPECT_NE(std::find(lines.begin(), lines.end(), line), lines.end()) << "version " << version << ": " << line;
    if (std::getenv("CANDOUR_SHOW_RECORD")) std::cout << version << " " << line << "\n";
  }
}

TEST(Record, EveryLineEverWrittenIsStillRead) {
  std::size_t lines = 0;
  for (const int version : {1, 2, 3})
    for (const std::string& line : written_in(version)) {
      ++lines;
      const std::string core = line.substr(0, line.find('\t')), words = line.substr(line.find('\t') + 1);
      const bool read = read_partnership_event(core, words) || read_plan_event(core, words) ||
                        read_meeting_event(core, words) || read_register_event(core, words) ||
                        read_request_event(core, words) || read_people_event(core, words) ||
                        read_paper_event(core, words);
      EXPECT_TRUE(read) << line;
    }
  EXPECT_GE(lines, every_sample().size());
}

TEST(Record, AnEventOfAnOlderVersionReadsAsItWasMeantThen) {
  const auto older = [](std::string core) {
    return read_plan_event(replaced(std::move(core), "\"v\":2", "\"v\":1"), "{}");
  };
  PlanEvent added{stamp, sample<ActionAdded>()};
  std::get<ActionAdded>(added.body).action.places.clear();
  const auto read = older(write(added).core);
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(std::get<ActionAdded>(read->body).action.places.empty());
  EXPECT_EQ(std::get<ActionAdded>(read->body).action.place, "line 28");
}

TEST(Record, CoreHoldsNoWordsAndWordsHoldNoCore) {
  // Each free text of the samples must be gone with the words, and each status, date and id must stay.
  std::string core, words;
  for (const auto& event : samples<PlanBody>()) {
    core += write(event).core;
    words += write(event).words;
  }
  for (const char* text :
       {"NL/AC", "Brief", "We agree", "Register", "Rowan", "rowan.docx", "aaaa", "bbbb", "harrowvale.example",
        "A Person", "Under way", "Audit Group", "It holds", "Nov 14", "As told", "\"G\""}) {
    EXPECT_EQ(core.find(text), std::string::npos) << text;
    EXPECT_NE(words.find(text), std::string::npos) << text;
  }
  for (const char* fact : {"on_track", "2016-01-31", "coordinator", "scrutineer", "superseded", "k7m2qx9dab"}) {
    EXPECT_NE(core.find(fact), std::string::npos) << fact;
    EXPECT_EQ(words.find(fact), std::string::npos) << fact;
  }
}

TEST(Record, NamesAndAddressesOfPeopleAreWords) {
  std::string core, words;
  for (const auto& event : samples<people::PeopleBody>()) {
    core += write(event).core;
    words += write(event).words;
  }
  for (const char* text : {"Park", "@", "B Person", "Brackenford", "Retired", "investigation", "trial"}) {
    EXPECT_EQ(core.find(text), std::string::npos) << text;
    EXPECT_NE(words.find(text), std::string::npos) << text;
  }
  for (const char* fact : {"p7m2qx9dab", "contributor", "board_member", "police", "2016-12-31", "s7m2qx9dab"})
    EXPECT_NE(core.find(fact), std::string::npos) << fact;
}

TEST(Record, ErasedWordsReadAsEmptyAndTheHistoryStands) {
  for (const auto& event : samples<PlanBody>()) {
    const auto read = read_plan_event(write(event).core, "");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(write(*read).core, write(event).core);
  }
  const Event<PlanBody> rated{stamp, sample<Rated>()};
  const auto read = read_plan_event(write(rated).core, "");
  EXPECT_EQ(std::get<Rated>(read->body).rating.status, Status::on_track);
  EXPECT_EQ(std::get<Rated>(read->body).rating.as_written, "");
}

TEST(Record, RefusesBytesThatNoVersionWroteAndNamesThem) {
  const std::string good = write(PlanEvent{stamp, sample<Rated>()}).core;
  const auto with = [&](const std::string& from, const std::string& to) {
    const auto read = read_plan_event(replaced(good, from, to), "{}");
    return read ? "" : read.error().detail;
  };
  EXPECT_EQ(with("", ""), "");
  EXPECT_EQ(with("\"v\":2", "\"v\":3"), "event plan.rated v3: no version of this program wrote that");
  EXPECT_EQ(with("\"v\":2", "\"v\":0"), "event plan.rated v0: no version of this program wrote that");
  EXPECT_EQ(with("plan.rated", "plan.rotted"), "event plan.rotted v2: no version of this program wrote that");
  EXPECT_EQ(with("on_track", "on_truck"), "event plan.rated v2: “status” is not a known word, and not “on_truck”");
  EXPECT_EQ(with("\"number\":17", "\"number\":-17"), "an event is not a JSON object");
  EXPECT_EQ(with("\"number\":17", "\"number\":\"x\""), "event plan.rated v2: “number” is not a number");
  EXPECT_EQ(with("\"number\":17", "\"number\":4294967296"), "event plan.rated v2: “number” is not a number");
  EXPECT_EQ(with("\"2016-01-07\"", "\"2016-02-30\""), "event plan.rated v2: “speaks_of” is not a day");
  for (const char* bytes : {"", "[]", "{", "null", "\xff", "{}"}) {
    const auto read = read_plan_event(bytes, "{}");
    ASSERT_FALSE(read.has_value()) << bytes;
    EXPECT_EQ(read.error().code, ErrorCode::internal);
    EXPECT_FALSE(read_partnership_event(bytes, "{}").has_value());
    EXPECT_EQ(read_plan_event(good, bytes).has_value(),
              std::string_view(bytes).empty() || std::string_view(bytes) == "{}")
        << bytes;
  }
  EXPECT_FALSE(read_partnership_event(good, "{}").has_value()) << "it is another stream's event";
}

TEST(Record, EveryCharacterComesBack) {
  std::string every;
  for (char32_t c = 0; c < 0x300; ++c) append_utf8(every, c);
  every += "\xE2\x80\xA8\xF0\x9F\x98\x80\xEF\xBF\xBD";
  for (const std::string& text : {every, std::string("\\u0041 \\n \"quoted\" \\\\"), std::string("\0", 1)}) {
    const Parts parts = write(PlanEvent{stamp, ActionReopened{17, text}});
    const auto read = read_plan_event(parts.core, parts.words);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(std::get<ActionReopened>(read->body).reason, text);
  }
}

// Whatever a damaged disk gives: an event or a refusal, and never an event that is written otherwise than it was read
// unless a field was left out of it.
TEST(Record, SurvivesEveryByteChangedOrCutOff) {
  std::size_t refused = 0;
  for (const auto& event : samples<PlanBody>()) {
    const Parts parts = write(event);
    for (std::size_t i = 0; i < parts.core.size(); ++i) {
      refused += !read_plan_event(parts.core.substr(0, i), parts.words).has_value();
      for (const char c : {'"', '\\', '{', '}', '[', ',', '0', 'x', '\0', '\xff'}) {
        std::string changed = parts.core;
        changed[i] = c;
        const auto read = read_plan_event(changed, parts.words);
        refused += !read.has_value();
      }
    }
    for (std::size_t i = 1; i < parts.words.size(); ++i)  // nothing at all is erased words
      EXPECT_FALSE(read_plan_event(parts.core, parts.words.substr(0, i)).has_value()) << parts.words.substr(0, i);
  }
  EXPECT_GT(refused, 10'000u);
  const std::string deep(100'000, '[');
  EXPECT_FALSE(read_plan_event(deep, "{}").has_value());
}

TEST(Record, ReadsTheCanonicalFormAlone) {
  const std::string core = write(PlanEvent{stamp, ActionReopened{17, ""}}).core;
  for (const char* words : {"{ }", "{}x", "{\"reason\":null}", "{\"reason\" :\"x\"}", "{\"reason\":\"x\",}",
                            "{\"reason\":\"\\u0041\"}", "{\"reason\":\"\\x\"}", "{\"reason\":\"a\nb\"}", "{\"n\":01}",
                            "{\"n\":-1}", "{\"n\":1.5}", "{\"n\":1e9}", "{\"n\":tru}"})
    EXPECT_FALSE(read_plan_event(core, words).has_value()) << words;
}

TEST(Record, WritesTextThatIsNotUtf8AllTheSame) {
  const Parts parts = write(PlanEvent{stamp, ActionReopened{17, "bad \xff byte"}});
  EXPECT_TRUE(is_utf8(parts.words));
  EXPECT_TRUE(read_plan_event(parts.core, parts.words).has_value());
}

}  // namespace
}  // namespace candour::record
