#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "app/erasure.h"
#include "base/file.h"
#include "cli/cli.h"
#include "cli/plain_reader_test.h"
#include "intake/reading.h"
#include "ledger/signer.h"
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
    "1a How will information be shared?\tPolice\tAccepted\tRecord the wishes of Jessamine Quillfeather for the "
    "hub\tGreen\t31/03/2016\tInspector\n"
    "\tHousing\tAccepted\tPublish the protocol for urgent moves\tAmber\t30/06/2016\tHead of Housing\n"
    "\tEducation\tAccepted\tSchools appoint a named lead\tAmber\t30/09/2016\tHead of Schools\n";

struct Answer {
  int status = -1;
  std::string out, err;
};

class AtTheMachine : public testing::Test {
 protected:
  AtTheMachine() {
    std::string pattern = (fs::temp_directory_path() / "candour-record-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    document_ = folder_ / "rowan.txt";
    std::ofstream(document_, std::ios::binary) << plan;
  }
  ~AtTheMachine() override { fs::remove_all(folder_); }

  Answer candour(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "candour");
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    const PlainReader reader;
    const Wiring wiring{
        .reader = reader,
        .clock = clock_,
        .version = "test",
        .open_store = [](const std::string& where) { return sqlite::open_store(fs::path(where) / "candour.db"); },
        .serve = {},
        .last_signed = signed_apart_,
        .back_up = [](const std::string& data,
                      const std::string& to) { return sqlite::back_up(fs::path(data) / "candour.db", to); },
        .put_back = [](const std::string& from,
                       const std::string& data) { return copy_durably(from, fs::path(data) / "candour.db"); },
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
  std::string at(const std::string& name) const { return (folder_ / name).string(); }
  std::unique_ptr<app::Store> store(const std::string& name) const {
    return std::move(*sqlite::open_store(folder_ / name / "candour.db"));
  }
  bool holds_words(const std::string& name) const {
    const auto bytes = read_whole(folder_ / name / "candour.db");
    return bytes && bytes->find("Quillfeather") != std::string::npos;
  }
  std::string content(const std::string& name) const { return read_whole(folder_ / name).value_or(""); }

  // A record with the plan, a backup of it, and then the words erased.
  void erase_after_a_backup() const {
    ASSERT_EQ(candour({"import", document_, "--data", at("live")}).status, 0);
    ASSERT_EQ(candour({"backup", at("backup"), "--data", at("live")}).status, 0);
    const std::string traces = candour({"erase", "--data", at("live"), "--find", "Quillfeather"}).out;
    std::vector<std::string> erase{"erase", "--data", at("live"), "--basis", "unlawful", "--reason", "By mistake"};
    for (std::size_t at = 0; (at = traces.find("event ", at)) != std::string::npos; at += 6) {
      erase.push_back("--event");
      erase.push_back(traces.substr(at + 6, traces.find('\t', at) - at - 6));
    }
    for (std::size_t at = 0; (at = traces.find("file ", at)) != std::string::npos; at += 5) {
      erase.push_back("--file");
      erase.push_back(traces.substr(at + 5, 64));
    }
    const Answer erased = candour(erase);
    ASSERT_EQ(erased.status, 0) << erased.err;
    ASSERT_FALSE(holds_words("live"));
  }

  fs::path folder_, document_;
  LastSigned signed_apart_;
  FixedClock clock_{*Moment::parse("2026-03-02T09:00:00Z")};
};

// The record went back behind what the signer signed. Every command that writes to it, one a row.
TEST_F(AtTheMachine, nothing_is_written_to_a_record_that_went_back) {
  ASSERT_EQ(candour({"import", document_, "--data", at("live")}).status, 0);
  ASSERT_EQ(candour({"user", "add", "ann@hv.example", "--name", "Ann", "--data", at("live")}).status, 0);
  std::ofstream(folder_ / "filled.xlsx", std::ios::binary) << candour({"workbook", "make", "--data", at("live")}).out;
  const auto size = *store("live")->ledger().size();
  const auto state = ledger::write_signer_memory({ledger::Checkpoint{"hv.example/log/1", size + 5, {}}});
  ASSERT_TRUE(keep_durably(at("live.signer/state"), state));
  std::ofstream(folder_ / "other.txt", std::ios::binary)
      << plan << "\tHealth\tAccepted\tTrain everybody\tGreen\t30/09/2016\tHead\n";
  const auto before = *store("live")->last_position();
  const std::vector<std::vector<std::string>> writing{
      {"import", at("other.txt")},
      {"workbook", "return", at("filled.xlsx"), "--take"},
      {"user", "add", "bob@hv.example", "--name", "Bob"},
      {"user", "grant", "ann@hv.example", "--role", "coordinator"},
      {"erase", "--event", "2", "--basis", "unlawful", "--reason", "By mistake"},
      {"erase", "--draft", "import/a", "--basis", "unlawful", "--reason", "By mistake"},
  };
  for (std::vector<std::string> arguments : writing) {
    const std::string named = testing::PrintToString(arguments);
    arguments.insert(arguments.end(), {"--data", at("live")});
    const Answer answer = candour(arguments);
    EXPECT_NE(answer.status, 0) << named;
    EXPECT_THAT(answer.err, HasSubstr("This record is read-only")) << named;
    EXPECT_EQ(*store("live")->last_position(), before) << named;
    EXPECT_TRUE(store("live")->drafts({})->empty()) << named;
    EXPECT_EQ(store("live")->originals()->size(), 1u) << named;
  }
  EXPECT_EQ(content("live.signer/erasing"), "");
  EXPECT_EQ(content("live.signer/erased"), "") << "a restore would carry out what was refused";
  EXPECT_EQ(candour({"report", "--data", at("live"), "--format", "json"}).status, 0) << "it is read as before";
  EXPECT_EQ(candour({"user", "reset", "ann@hv.example", "--data", at("live")}).status, 0) << "people sign in to read";
}

TEST_F(AtTheMachine, a_signer_that_runs_apart_is_asked_and_where_it_does_not_answer_nothing_is_written) {
  ASSERT_EQ(candour({"import", document_, "--data", at("live")}).status, 0);
  const auto before = *store("live")->last_position();
  std::ofstream(folder_ / "other.txt", std::ios::binary)
      << plan << "\tHealth\tAccepted\tTrain everybody\tGreen\t30/09/2016\tHead\n";
  signed_apart_ = [size = *store("live")->ledger().size()]() -> Result<std::optional<ledger::Checkpoint>> {
    return std::optional(ledger::Checkpoint{"hv.example/log/1", size + 1, {}});
  };
  EXPECT_THAT(candour({"import", at("other.txt"), "--data", at("live")}).err, HasSubstr("This record is read-only"));
  signed_apart_ = []() -> Result<std::optional<ledger::Checkpoint>> {
    return fail(ErrorCode::unavailable, "The signer does not answer.");
  };
  EXPECT_THAT(candour({"import", at("other.txt"), "--data", at("live")}).err, HasSubstr("The signer does not answer"));
  EXPECT_EQ(*store("live")->last_position(), before);
}

TEST_F(AtTheMachine, a_restore_without_the_list_of_what_was_erased_is_refused) {
  erase_after_a_backup();
  const Answer refused = candour({"restore", at("backup"), "--data", at("new")});
  EXPECT_EQ(refused.status, 77);
  EXPECT_THAT(refused.err, HasSubstr("--erased"));
  EXPECT_THAT(refused.err, HasSubstr("--without-erased"));
  EXPECT_FALSE(fs::exists(folder_ / "new"));
  EXPECT_FALSE(fs::exists(folder_ / "new.restoring"));

  struct Case {
    const char* name;
    std::vector<std::string> options;
    bool comes_back;
  };
  ASSERT_EQ(candour({"backup", at("newer.backup"), "--data", at("live")}).status, 0);
  ASSERT_EQ(candour({"export", at("exported"), "--data", at("live")}).status, 0);
  const Case cases[] = {
      {"by-list", {"--erased", at("live.signer/erased")}, false},
      {"by-data", {"--erased", at("live")}, false},
      {"by-backup", {"--erased", at("newer.backup")}, false},
      {"by-export", {"--erased", at("exported")}, false},
      {"without", {"--without-erased"}, true},
  };
  for (const Case& each : cases) {
    std::vector<std::string> arguments{"restore", at("backup"), "--data", at(each.name)};
    arguments.insert(arguments.end(), each.options.begin(), each.options.end());
    const Answer answer = candour(arguments);
    ASSERT_EQ(answer.status, 0) << each.name << answer.err;
    EXPECT_EQ(holds_words(each.name), each.comes_back) << each.name;
    const std::string last = store(each.name)->read("people")->back().core;
    EXPECT_THAT(last, HasSubstr(each.comes_back ? "people.restored_without_list" : "people.words_erased")) << each.name;
    EXPECT_EQ(candour({"verify", "--data", at(each.name)}).status, 0) << each.name;
    EXPECT_EQ(content(std::string(each.name) + ".signer/erased").find("# Restored") != std::string::npos,
              each.comes_back);
    // The list goes on from here, so that a second restore needs nothing.
    if (each.comes_back) continue;
    fs::remove_all(folder_ / each.name);
    EXPECT_EQ(candour({"restore", at("backup"), "--data", at(each.name)}).status, 0) << each.name;
    EXPECT_FALSE(holds_words(each.name)) << each.name;
  }
}

// A list begun after the copy's own erasures lacks them: it is not the whole of it.
TEST_F(AtTheMachine, a_list_that_is_not_the_latest_is_refused) {
  erase_after_a_backup();
  ASSERT_EQ(candour({"backup", at("later"), "--data", at("live")}).status, 0);
  const Answer refused = candour({"restore", at("later"), "--data", at("new"), "--erased", at("empty")});
  EXPECT_NE(refused.status, 0) << "there is no such file";
  std::ofstream(folder_ / "empty", std::ios::binary) << "";
  const Answer stale = candour({"restore", at("later"), "--data", at("new"), "--erased", at("empty")});
  EXPECT_EQ(stale.status, 77);
  EXPECT_THAT(stale.err, HasSubstr("not the latest one"));
  EXPECT_EQ(candour({"restore", at("later"), "--data", at("new"), "--erased", at("live.signer/erased")}).status, 0);
}

TEST_F(AtTheMachine, unfinished_work_that_was_erased_does_not_come_back) {
  ASSERT_EQ(candour({"import", document_, "--data", at("live")}).status, 0);
  ASSERT_TRUE(store("live")->save_draft("answer/a/1/1", 0, "Quillfeather", clock_.now()));
  ASSERT_EQ(candour({"backup", at("backup"), "--data", at("live")}).status, 0);
  ASSERT_EQ(candour({"erase", "--data", at("live"), "--draft", "answer/a/1/1", "--basis", "unlawful", "--reason", "So"})
                .status,
            0);
  fs::remove_all(folder_ / "live");
  const Answer restored = candour({"restore", at("backup"), "--data", at("live")});
  ASSERT_EQ(restored.status, 0) << restored.err;
  EXPECT_TRUE(store("live")->drafts({})->empty());
}

// The machine stopped between what was meant and what was done.
TEST_F(AtTheMachine, an_erasure_that_was_meant_is_settled_when_the_record_is_opened) {
  erase_after_a_backup();
  const std::string list = content("live.signer/erased");
  ASSERT_NE(list, "");
  fs::rename(folder_ / "live.signer/erased", folder_ / "live.signer/erasing");
  // Whoever restores before that has what was meant erased: it was asked for by somebody who may.
  fs::create_directory(folder_ / "other.signer");
  fs::copy_file(folder_ / "live.signer/erasing", folder_ / "other.signer/erasing");
  ASSERT_EQ(candour({"restore", at("backup"), "--data", at("other")}).status, 0);
  EXPECT_FALSE(holds_words("other"));
  ASSERT_EQ(candour({"user", "list", "--data", at("live")}).status, 0);
  EXPECT_THAT(content("live.signer/erased"), HasSubstr(list));
  EXPECT_FALSE(fs::exists(folder_ / "live.signer/erasing"));
}

}  // namespace
}  // namespace candour::cli
