#include "sandbox/sandbox.h"

#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "sandbox/wire/wire.h"

namespace candour::sandbox {
namespace {

const std::string plan =
    "Action plan as at 7 January 2026\n\nQuestion\tAgency\tAction\tRAG\tLead\n1a. Why?\tPolice\tTrain all "
    "staff\tGreen\tA. "
    "Okoro\n";

// The children of these tests are this very program, which does as it is told by its argument: see main() below.
Sandbox with_child(const char* how, Confines confines = {}) {
  return Sandbox(confines, {"/proc/self/exe", how});
}

TEST(Sandbox, a_document_is_read_by_a_child) {
  const auto reading = Sandbox().read(plan, "plan.txt", {});
  ASSERT_TRUE(reading) << reading.error().sentence << reading.error().detail;
  EXPECT_EQ(reading->source.name, "plan.txt");
  EXPECT_EQ(reading->source.format, "text");
  EXPECT_EQ(reading->source.bytes, plan.size());
  EXPECT_EQ(reading->source.sha256.size(), 64u);
  EXPECT_EQ(reading->actions.size(), 1u);
  EXPECT_EQ(reading->coverage.lost, 0u);
}

TEST(Sandbox, the_cells_of_a_workbook_are_read_by_a_child) {
  const auto refused = Sandbox().read_filled(plan, "plan.txt");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unreadable);
  EXPECT_NE(refused.error().sentence.find("Save the workbook as .xlsx"), std::string::npos);
  const auto crashed = with_child("child-crashes").read_filled(plan, "plan.xlsx");
  ASSERT_FALSE(crashed);
  EXPECT_EQ(crashed.error().code, ErrorCode::refused);
  const auto babbled = with_child("child-babbles").read_filled(plan, "plan.xlsx");
  ASSERT_FALSE(babbled);
  EXPECT_EQ(babbled.error().code, ErrorCode::refused);
}

TEST(Sandbox, a_pdf_is_read_without_a_file_of_its_library) {
  // Its font is not in the file, so that poppler looks for one, and for its own tables.
  std::string pdf = "%PDF-1.4\n";
  int number = 0;
  for (const char* object :
       {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R/J 6 0 R>>>>>>",
        "<</Length 83>>stream\nBT /F 12 Tf 50 700 Td (Harrow Vale plan) Tj /J 12 Tf 0 -20 Td (\\202\\240) Tj ET"
        "                    \nendstream",
        "<</Type/Font/Subtype/TrueType/BaseFont/Nowhere>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Ryumin/Encoding/90ms-RKSJ-H/DescendantFonts[<</Type/Font/Subtype/"
        "CIDFontType0/BaseFont/Ryumin/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>]>>"})
    pdf += std::to_string(++number) + " 0 obj\n" + object + "\nendobj\n";
  const auto reading = Sandbox().read(pdf + "trailer\n<</Root 1 0 R>>\n%%EOF\n", "plan.pdf", {});
  ASSERT_TRUE(reading) << reading.error().sentence << reading.error().detail;
  EXPECT_EQ(reading->source.format, "pdf");
  EXPECT_EQ(reading->coverage.lost, 0u);
  ASSERT_FALSE(reading->kept.empty());
  EXPECT_TRUE(reading->kept.front().text.starts_with("Harrow Vale plan")) << reading->kept.front().text;
}

TEST(Sandbox, a_file_of_evidence_is_judged_by_a_child) {
  const auto kind = Sandbox().judge("A. was there.\n", "register.txt");
  ASSERT_TRUE(kind) << kind.error().sentence << kind.error().detail;
  EXPECT_EQ(*kind, document::Attachment::text);
  const auto refused = Sandbox().judge("A. was there.\n", "register.exe.txt");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::refused);
  EXPECT_NE(refused.error().sentence.find("two endings"), std::string::npos) << refused.error().sentence;
  EXPECT_FALSE(with_child("child-babbles").judge("A. was there.\n", "register.txt"));
}

TEST(Sandbox, what_a_person_chose_reaches_the_child) {
  intake::Choices choices;
  choices.kind = intake::Kind::minutes;
  const auto reading = Sandbox().read(plan, "plan.txt", choices);
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->kind, intake::Kind::minutes);
}

TEST(Sandbox, a_refusal_of_the_reader_comes_back_as_it_is) {
  const auto reading = Sandbox().read("{\\rtf1 Plan}", "plan.rtf", {});
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, ErrorCode::unreadable);
  EXPECT_NE(reading.error().sentence.find("Save it as .docx or .xlsx"), std::string::npos);
}

TEST(Sandbox, whatever_happens_to_the_child_is_one_sentence) {
  const struct {
    const char* how;
    const char* detail;
  } cases[] = {
      {"child-crashes", "ended by signal"},  {"child-fails", "ended with status 3"},
      {"child-says-nothing", "no sense"},    {"child-babbles", "no sense"},
      {"child-claims-too-much", "no sense"}, {"child-answers-and-crashes", "ended by signal"},
  };
  for (const auto& one : cases) {
    const auto reading = with_child(one.how).read(plan, "plan.txt", {});
    ASSERT_FALSE(reading) << one.how;
    EXPECT_EQ(reading.error().code, ErrorCode::refused) << one.how;
    EXPECT_TRUE(reading.error().sentence.ends_with('.')) << one.how;
    EXPECT_NE(reading.error().detail.find(one.detail), std::string::npos) << one.how << ": " << reading.error().detail;
  }
}

TEST(Sandbox, a_child_that_hangs_is_stopped) {
  Confines confines;
  confines.time = std::chrono::milliseconds(200);
  for (const char* how : {"child-hangs", "child-hangs-silently"}) {
    const auto reading = with_child(how, confines).read(plan, "plan.txt", {});
    ASSERT_FALSE(reading) << how;
    EXPECT_EQ(reading.error().code, ErrorCode::refused) << how;
  }
}

TEST(Sandbox, a_child_that_computes_without_end_is_stopped_by_its_own_time_not_by_the_clock) {
  Confines confines;
  confines.computing = std::chrono::seconds(1);
  confines.time = std::chrono::minutes(10);  // a busy machine gives it that second late
  const auto reading = with_child("child-computes", confines).read(plan, "plan.txt", {});
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, ErrorCode::refused);
  EXPECT_EQ(reading.error().detail, "out of processor time");
  EXPECT_EQ(reading.error().sentence,
            "Reading the file took more than 1 seconds of computing and was stopped. Split it and send it in parts.");
}

#if !defined(__SANITIZE_ADDRESS__)
TEST(Sandbox, memory_has_an_end) {
  Confines confines;
  confines.memory = 200u << 20;
  const auto reading = Sandbox(confines).read(std::string(40u << 20, 'a') + "\tb\n", "plan.txt", {});
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, ErrorCode::refused);
}
#endif

TEST(Sandbox, more_readings_than_turns_wait_for_theirs) {
  const Sandbox sandbox;
  std::vector<std::thread> threads;
  std::vector<int> read(6);
  for (std::size_t i = 0; i < read.size(); ++i)
    threads.emplace_back([&, i] { read[i] = sandbox.read(plan, "plan.txt", {}).has_value() ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(read, std::vector<int>(read.size(), 1));
}

TEST(Sandbox, nothing_is_left_open) {
  const auto count = [] {
    int open = 0;
    for (int number = 0; number < 256; ++number) open += fcntl(number, F_GETFD) >= 0;
    return open;
  };
  const int before = count();
  for (const char* how : {"read-worker", "child-crashes", "child-babbles"})
    (void)with_child(how).read(plan, "plan.txt", {});
  EXPECT_EQ(count(), before);
}

TEST(Wire, a_reading_crosses_whole) {
  intake::Reading reading;
  reading.source = {"plan.docx", "docx", "ab", 12};
  reading.kind = intake::Kind::action_plan;
  reading.title = "Rowan";
  reading.as_at = Date::from_calendar(2026, 1, 7);
  document::Place place;
  place.table = 2;
  place.row = 300;
  place.sheet = "Plan";
  reading.scale.push_back({"Amber", "watch", plan::Status::at_risk, place});
  reading.findings.push_back({"1", "title", "text", place});
  reading.recommendations.push_back({"1a", "1", "text", {"ICB"}, {"3.17"}, place});
  intake::Action action;
  action.place = place;
  action.places["lead"] = place;
  action.agencies = {"Police", "ICB"};
  action.rating = {"Amber", plan::Status::at_risk};
  action.dates.resize(1);
  action.dates[0].as_written = "Sept 14";
  action.dates[0].days = DateRange{*Date::from_calendar(2014, 9, 1), *Date::from_calendar(2014, 9, 30)};
  action.other["Cost"] = "£5";
  reading.actions.push_back(action);
  reading.anomalies.push_back({"rating.outside-key", intake::Severity::ask, place, "Why?", "complete", 0, "rating"});
  reading.attention.push_back({{"2.28", "2.29"}, "Public Health", "commissioner of school nursing", place});
  reading.paragraphs.push_back({"2.28", "text", intake::ParagraphKind::case_example, {"1.1"}, place});
  reading.clock =
      intake::Clock{"within 20 working days of receipt", 20, intake::ClockUnit::working_days, "receipt", place};
  reading.meeting.emplace();
  reading.meeting->date = Date::parse("2026-02-04");
  reading.meeting->resolutions.push_back({"1", "That it be noted.", "Safeguarding", place});
  reading.meeting->questions.push_back({"Councillor Okoro", "Why?", "The Director", "Because.", "Safeguarding", place});
  reading.meeting->attendance.push_back({"A. Okoro", "Councillor", "Council", false});
  reading.meeting->themes = {"thresholds"};
  reading.meeting->counts.push_back({"Rowan", 14, {{"amber", 3}, {"blue", 11}}, place});
  reading.meeting->counts.push_back({"Linnet", std::nullopt, {}, place});
  reading.risks.push_back({"R1",
                           "title",
                           4,
                           5,
                           20,
                           "15",
                           intake::RiskLevel::target,
                           "Director",
                           "controls",
                           "June",
                           "low",
                           {{"Cause", "c"}},
                           place});
  reading.risks.push_back({});
  reading.kept.push_back({place, "Page 4"});
  reading.coverage = {10, 6, 4, 0};
  reading.columns.push_back({"RAG", intake::Column::rating, "Amber"});
  WireWriter out;
  carry(out, reading);
  WireReader in(out.out());
  intake::Reading back;
  carry(in, back);
  EXPECT_TRUE(in.at_end());
  EXPECT_EQ(intake::to_json(back), intake::to_json(reading));
  WireWriter again;
  carry(again, back);
  EXPECT_EQ(again.out(), out.out());
  // No part of an answer is a whole one.
  for (std::size_t length = 0; length < out.out().size(); ++length) {
    WireReader cut(std::string_view(out.out()).substr(0, length));
    intake::Reading none;
    carry(cut, none);
    EXPECT_FALSE(cut.at_end()) << length;
  }
}

TEST(Wire, a_lie_is_found_out) {
  const auto is_bad = [](std::string_view bytes, auto value) {
    WireReader in(bytes);
    carry(in, value);
    return !in.at_end();
  };
  EXPECT_TRUE(is_bad("\x63", plan::Status{}));                          // no such status
  EXPECT_TRUE(is_bad("\xFF\xFF\xFF\x7F", std::vector<std::string>{}));  // more than there is
  EXPECT_TRUE(is_bad("\x02\xC3\x28", std::string{}));                   // no UTF-8
  EXPECT_TRUE(is_bad("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", std::size_t{}));
  EXPECT_TRUE(is_bad("\xFF\xFF\xFF\xFF\x0F", Date{}));
}

void say(std::string_view bytes) {
  (void)!write(STDOUT_FILENO, bytes.data(), bytes.size());
}

int misbehave(std::string_view how) {
  if (how == "child-crashes") std::raise(SIGSEGV);
  if (how == "child-fails") return 3;
  if (how == "child-babbles") say(std::string(3'000'000, 'x'));
  if (how == "child-claims-too-much") say("\x01\x01\xFF\xFF\xFF\xFF\x7F");
  if (how == "child-answers-and-crashes") {
    say("\x01");
    std::raise(SIGKILL);
  }
  if (how == "child-hangs") pause();
  if (how == "child-computes")
    for (volatile unsigned turns = 0;;) turns = turns + 1;
  if (how == "child-hangs-silently") {
    close(STDOUT_FILENO);
    pause();
  }
  return 0;
}

}  // namespace
}  // namespace candour::sandbox

int main(int argc, char** argv) {
  if (argc == 2 && argv[1] == candour::sandbox::worker_command) return candour::sandbox::work();
  if (argc == 2 && std::string_view(argv[1]).starts_with("child-")) return candour::sandbox::misbehave(argv[1]);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
