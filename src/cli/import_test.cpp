#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "app/candour.h"
#include "cli/cli.h"
#include "cli/commands/decisions_file.h"
#include "cli/plain_reader_test.h"
#include "intake/reading.h"
#include "sqlite/sqlite_store.h"

namespace candour::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr const char* plan =
    "# Serious Case Review ‘Rowan’ action plan\n\n"
    "Report as at 7 January 2016\n\n"
    "Key: Green – on track. Amber – slipping.\n\n"
    "Question\tAgency\tResponse\tActions\tRAG\tTarget Date\tLead\n"
    "1a How will information be shared?\tPolice\tAccepted\tShare intelligence weekly with the "
    "hub\tGreen\t31/03/2016\tInspector\n"
    "\tHousing\tAccepted\tPublish the protocol for urgent moves\tZ\t30/06/2016\tHead of Housing\n"
    "\tEducation\tAccepted\tSchools appoint a named lead\tAmber\t30/09/2016\tHead of Schools\n";

struct Answer {
  int status = -1;
  std::string out;
  std::string err;
};

class ImportCommand : public testing::Test {
 protected:
  ImportCommand() {
    folder_ = fs::temp_directory_path() /
              ("candour-import-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + "-" +
               std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~ImportCommand() override { fs::remove_all(folder_); }

  std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return (folder_ / name).string();
  }
  fs::path data() const { return folder_ / "kept" / "data"; }

  Answer run_import(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"candour", "import", "--data", data().string()});
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    const PlainReader reader;
    const Wiring wiring{
        .reader = reader,
        .clock = clock_,
        .version = "test",
        .open_store = [](const std::string& where) { return sqlite::open_store(fs::path(where) / "candour.db"); },
        .serve = {},
        .report_document = {},
        .printer = nullptr};
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    Answer answer;
    answer.status = run(static_cast<int>(argv.size()), argv.data(), wiring);
    answer.out = testing::internal::GetCapturedStdout();
    answer.err = testing::internal::GetCapturedStderr();
    return answer;
  }
  // What the record then holds.
  std::vector<plan::Plan> plans() const {
    auto store = sqlite::open_store(data() / "candour.db");
    if (!store) return {};
    const app::Candour candour(**store, nullptr, clock_);
    std::vector<plan::Plan> found;
    for (const auto& each : (*candour.picture({}))->plans) found.push_back(*each->plan);
    return found;
  }

  fs::path folder_;
  FixedClock clock_{*Moment::parse("2026-03-02T09:00:00Z")};
};

TEST_F(ImportCommand, imports_and_says_what_awaits_a_decision) {
  const Answer answer = run_import({file("rowan.txt", plan), "--as", "jo.park"});
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, HasSubstr("3 rows in = 3 kept + 0 skipped"));
  EXPECT_THAT(answer.out, HasSubstr("3 agencies are new: "));
  EXPECT_THAT(answer.out, HasSubstr(" a decision:"));
  EXPECT_EQ(answer.err, "");
  const auto found = plans();
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].actions.size(), 3u);
  EXPECT_EQ(found[0].actions[1].rating.status, plan::Status::unclear);
  EXPECT_EQ(found[0].imports[0].actor, "jo.park");
  EXPECT_THAT(answer.out, HasSubstr(found[0].id.text()));
}

TEST_F(ImportCommand, makes_the_folder_for_its_owner_alone) {
  ASSERT_EQ(run_import({file("rowan.txt", plan)}).status, 0);
  struct stat about {};
  ASSERT_EQ(stat(data().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0700u);
}

TEST_F(ImportCommand, strict_imports_nothing_while_a_question_awaits) {
  const Answer answer = run_import(
      {file("rowan.txt", plan),
       file("clear.txt", std::string(plan).replace(std::string(plan).find("\tZ\t"), 3, "\tAmber\t")), "--strict"});
  EXPECT_EQ(answer.status, 65);
  EXPECT_THAT(answer.err, HasSubstr("Nothing was imported"));
  EXPECT_THAT(answer.out, HasSubstr("“Z”"));
  EXPECT_TRUE(plans().empty());
}

TEST_F(ImportCommand, takes_decisions_from_a_file) {
  const std::string decisions = file("decisions.json", R"({"candour_decisions": 1, "title": "Rowan",
    "decide": [{"as_written": "z", "fix": "on_track"}],
    "skip": [{"place": {"line": 10}, "reason": "Not ours"}]})");
  const Answer answer = run_import({file("rowan.txt", plan), "--strict", "--decisions", decisions});
  EXPECT_EQ(answer.status, 0) << answer.err << answer.out;
  EXPECT_THAT(answer.out, HasSubstr("3 rows in = 2 kept + 1 skipped"));
  const auto found = plans();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].title, "Rowan");
  EXPECT_EQ(found[0].actions[1].rating.as_written, "Z");
  EXPECT_EQ(found[0].actions[1].rating.status, plan::Status::on_track);
}

TEST_F(ImportCommand, a_decision_that_meets_nothing_stops_the_import) {
  const std::string decisions =
      file("decisions.json", R"({"candour_decisions": 1, "decide": [{"code": "rating.outside-kee", "keep": true}]})");
  const Answer answer = run_import({file("rowan.txt", plan), "--decisions", decisions});
  EXPECT_EQ(answer.status, 65);
  EXPECT_THAT(answer.err, HasSubstr("rating.outside-kee"));
  EXPECT_TRUE(plans().empty());
}

TEST_F(ImportCommand, the_same_document_again_changes_nothing) {
  const std::string document = file("rowan.txt", plan);
  ASSERT_EQ(run_import({document}).status, 0);
  const Answer again = run_import({document});
  EXPECT_EQ(again.status, 0);
  EXPECT_THAT(again.out, HasSubstr("every row is the same"));
  EXPECT_EQ(plans().size(), 1u);
  const Answer revision = run_import({document, "--revises", plans()[0].id.text()});
  EXPECT_EQ(revision.status, 0) << revision.err;
  EXPECT_THAT(revision.out, HasSubstr("every row is the same"));
  EXPECT_EQ(plans()[0].imports.size(), 1u);
}

TEST_F(ImportCommand, a_newer_version_changes_what_differs) {
  ASSERT_EQ(run_import({file("rowan.txt", plan)}).status, 0);
  std::string newer = plan;
  newer.replace(newer.find("7 January"), 9, "7 February");
  newer.replace(newer.find("Inspector"), 9, "Sergeant");
  newer.resize(newer.find("\tEducation"));
  const Answer answer = run_import({file("newer.txt", newer), "--revises", plans()[0].id.text()});
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, HasSubstr("1 the same, 1 changed, 0 added, 1 not in the newer version"));
  EXPECT_THAT(answer.out, HasSubstr(plans()[0].id.text() + "-3"));
  EXPECT_EQ(plans()[0].actions[0].lead, "Sergeant");
  EXPECT_EQ(plans()[0].actions.size(), 3u);
}

TEST_F(ImportCommand, one_bad_file_does_not_keep_the_others_out) {
  const Answer answer =
      run_import({file("nothing.txt", ""), file("rowan.txt", plan), (folder_ / "missing.txt").string()});
  EXPECT_EQ(answer.status, 65) << "of the first that failed";
  EXPECT_THAT(answer.err, HasSubstr("nothing.txt: "));
  EXPECT_THAT(answer.err, HasSubstr("missing.txt"));
  EXPECT_EQ(plans().size(), 1u);
}

TEST_F(ImportCommand, a_document_without_a_plan_is_refused) {
  const Answer answer = run_import({file("letter.txt", "Dear colleagues,\n\nThe meeting is on Monday.\n")});
  EXPECT_EQ(answer.status, 65);
  EXPECT_THAT(answer.err, HasSubstr("It is not known what kind of document this is"));
  EXPECT_THAT(answer.err, HasSubstr("--kind"));
  const Answer insisted =
      run_import({file("letter.txt", "Dear colleagues,\n\nThe meeting is on Monday.\n"), "--kind", "action-plan"});
  EXPECT_EQ(insisted.status, 65);
  EXPECT_THAT(insisted.err, HasSubstr("No table of actions was found"));
  EXPECT_TRUE(plans().empty());
}

TEST_F(ImportCommand, takes_in_minutes_a_register_and_an_inspection_as_what_they_are) {
  const std::string samples = CANDOUR_SOURCE_DIR "/samples/";
  const Answer minutes = run_import({samples + "harrow-vale-scrutiny-minutes.txt"});
  EXPECT_EQ(minutes.status, 0) << minutes.err;
  EXPECT_THAT(minutes.out, HasSubstr("imported as meeting "));
  const Answer again = run_import({samples + "harrow-vale-scrutiny-minutes.txt", "--format", "json"});
  EXPECT_THAT(again.out, HasSubstr("\"outcome\": \"unchanged\""));
  EXPECT_THAT(again.out, HasSubstr("\"meeting\": \""));
  const Answer risks = run_import({samples + "brackenford-risks.docx", "--title", "Strategic risks"});
  EXPECT_EQ(risks.status, 0) << risks.err;
  EXPECT_THAT(risks.out, HasSubstr("“Strategic risks”"));
  EXPECT_THAT(risks.out, HasSubstr("imported as register "));
  const Answer report = run_import({samples + "harrow-vale-health-review.txt", "--received", "2016-03-01"});
  EXPECT_EQ(report.status, 0) << report.err;
  EXPECT_THAT(report.out, HasSubstr("imported as plan "));
  ASSERT_EQ(plans().size(), 1u);
  EXPECT_EQ(plans()[0].review.kind, plan::ReviewKind::inspection);
  EXPECT_EQ(run_import({samples + "harrow-vale-health-review.docx", "--received", "soon"}).status, 64);
}

TEST_F(ImportCommand, leaves_a_resolution_out_for_a_reason) {
  const std::string decisions = file(
      "decisions.json", R"({"candour_decisions": 1, "skip": [{"place": {"line": 39}, "reason": "Said every time"}]})");
  const Answer answer =
      run_import({CANDOUR_SOURCE_DIR "/samples/harrow-vale-scrutiny-minutes.txt", "--decisions", decisions});
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, HasSubstr("6 rows in = 5 kept + 1 skipped"));
}

TEST_F(ImportCommand, answers_in_json) {
  const Answer answer = run_import({file("rowan.txt", plan), "--format", "json"});
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out, HasSubstr("\"candour_import\": 1"));
  EXPECT_THAT(answer.out, HasSubstr("\"outcome\": \"imported\""));
  EXPECT_THAT(answer.out, HasSubstr("\"plan\": \"" + plans()[0].id.text() + "\""));
}

TEST_F(ImportCommand, a_wrong_command_line_is_told_in_one_sentence) {
  const std::string document = file("rowan.txt", plan);
  const std::vector<std::vector<std::string>> wrong{{},
                                                    {document, "--review-kind", "novel"},
                                                    {document, document, "--title", "Rowan"},
                                                    {document, "--revises", "../x"},
                                                    {document, "--as", " "}};
  for (const auto& arguments : wrong) {
    const Answer answer = run_import(arguments);
    EXPECT_EQ(answer.status, 64);
    EXPECT_EQ(std::count(answer.err.begin(), answer.err.end(), '\n'), 1) << answer.err;
    EXPECT_EQ(answer.out, "");
  }
}

TEST(DecisionsFile, that_does_not_fit_is_told_by_what_does_not) {
  struct Case {
    const char* json;
    const char* says;
  };
  const Case cases[] = {
      {"", "line 1"},
      {"{\n\"candour_decisions\": 1,\n!}", "line 3"},
      {"[]", "{ … }"},
      {"{}", "\"candour_decisions\": 1"},
      {R"({"candour_decisions": 2})", "\"candour_decisions\": 1"},
      {R"({"candour_decisions": 1, "decision": []})", "“decision”, which means nothing"},
      {R"({"candour_decisions": 1, "as_at": "7 January"})", "2016-01-07"},
      {R"({"candour_decisions": 1, "ratings": {"P": "done"}})", "“done”, for “P”"},
      {R"({"candour_decisions": 1, "columns": {"Who": "owner"}})", "“owner”, for “Who”"},
      {R"({"candour_decisions": 1, "decide": {}})", "[ … ]"},
      {R"({"candour_decisions": 1, "decide": [{"keep": true}]})", "what it is about"},
      {R"({"candour_decisions": 1, "decide": [{"code": "x"}]})", "one of “accept”, “fix” and “keep”"},
      {R"({"candour_decisions": 1, "decide": [{"code": "x", "keep": true, "accept": true}]})", "one of"},
      {R"({"candour_decisions": 1, "decide": [{"code": "x", "keep": false}]})", "by true"},
      {R"({"candour_decisions": 1, "decide": [{"place": {"lines": 3}, "keep": true}]})", "“lines”"},
      {R"({"candour_decisions": 1, "decide": [{"place": {"line": -3}, "keep": true}]})", "a number from 1"},
      {R"({"candour_decisions": 1, "skip": [{"place": {"line": 3}}]})", "why"},
      {R"({"candour_decisions": 1, "skip": [{"reason": "No"}]})", "which row"},
      {R"({"candour_decisions": 1, "vanished": "gone"})", "“withdrawn”"},
  };
  for (const Case& each : cases) {
    const auto read = read_decisions(each.json);
    ASSERT_FALSE(read) << each.json;
    EXPECT_EQ(read.error().code, ErrorCode::unreadable);
    EXPECT_THAT(read.error().sentence, HasSubstr(each.says)) << each.json;
  }
}

TEST(DecisionsFile, the_first_of_two_lines_that_meet_an_anomaly_is_followed) {
  const auto file = read_decisions(R"({"candour_decisions": 1, "decide": [
    {"code": "rating.outside-key", "place": {"line": 8}, "fix": "complete"},
    {"code": "rating.outside-key", "keep": true}]})");
  ASSERT_TRUE(file);
  intake::Reading reading;
  reading.actions.resize(2);
  for (std::uint32_t line : {8u, 9u}) {
    intake::Anomaly anomaly;
    anomaly.code = "rating.outside-key";
    anomaly.place.line = line;
    anomaly.action = line - 8;
    anomaly.field = "rating";
    reading.anomalies.push_back(anomaly);
  }
  std::vector<std::size_t> used;
  const app::Decided decided = decided_by(*file, reading, used);
  EXPECT_EQ(decided.anomalies.at(0).kind, app::DecisionKind::fix);
  EXPECT_EQ(decided.anomalies.at(1).kind, app::DecisionKind::keep);
  EXPECT_EQ(used, (std::vector<std::size_t>{1, 2}));
}

}  // namespace
}  // namespace candour::cli
