#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "app/store.h"
#include "cli/cli.h"
#include "ledger/checkpoint.h"
#include "sqlite/sqlite_store.h"

namespace candour::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

// Verifying opens no document.
class NoReader final : public app::Reader {
 public:
  Result<intake::Reading> read(std::string_view, std::string, const intake::Choices&) const override {
    return fail(ErrorCode::unavailable, "Nothing is read here.");
  }
  Result<document::FilledWorkbook> read_filled(std::string_view, std::string) const override {
    return fail(ErrorCode::unavailable, "Nothing is read here.");
  }
  Result<document::Attachment> judge(std::string_view, std::string) const override {
    return fail(ErrorCode::unavailable, "Nothing is read here.");
  }
};

struct Answer {
  int status = -1;
  std::string out;
  std::string err;
};

class VerifyCommand : public testing::Test {
 protected:
  VerifyCommand() {
    std::string pattern = (fs::temp_directory_path() / "candour-verify-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~VerifyCommand() override { fs::remove_all(folder_); }

  std::unique_ptr<app::Store> store() const { return std::move(*sqlite::open_store(folder_ / "candour.db")); }
  void append(const std::string& core, std::uint64_t expected) const {
    ASSERT_TRUE(store()->append({{"plan/a", expected, {{core, "{}", {}, {}}}}}));
  }
  // What stands for the core of an event that the record wrote in 1970.
  static std::string core(const std::string& text) {
    return R"({"n":")" + text + R"(","recorded":"1970-01-01T00:00:00.000000Z","speaks_of":"1970-01-01"})";
  }
  std::string file(const std::string& name, const std::string& content) const {
    const fs::path path = folder_.string() + "-" + name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  Answer verify(std::vector<std::string> arguments, const std::string& data = {}) const {
    arguments.insert(arguments.begin(), {"candour", "verify", "--data", data.empty() ? folder_.string() : data});
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    const NoReader reader;
    const FixedClock clock{Moment{}};
    const Wiring wiring{
        .reader = reader,
        .clock = clock,
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

  fs::path folder_;
};

TEST_F(VerifyCommand, SaysWhatHolds) {
  append(core("1"), 0);
  append(core("2"), 1);
  const Answer answer = verify({});
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(
      answer.out,
      StartsWith("holds   2 events open their commitments.\nholds   The ledger has 3 entries (1 of them plain)"));
  EXPECT_THAT(verify({"--format", "json"}).out, HasSubstr("\"events\": 2"));
}

TEST_F(VerifyCommand, EndsWithOneAndNamesWhatDoesNotHold) {
  append(core("1"), 0);
  append("{}", 1);  // no such event is ever recorded: it says no time
  const Answer answer = verify({});
  EXPECT_EQ(answer.status, 1);
  EXPECT_THAT(
      answer.out,
      HasSubstr("FAILS   Event 2 (number 2 of plan/a) is filed under another time than it was recorded with.\n"));
  EXPECT_THAT(answer.err, HasSubstr("The record does not hold"));
  EXPECT_THAT(verify({"--format", "json"}).out, HasSubstr("\"holds\": false"));
}

TEST_F(VerifyCommand, ComparesWithACheckpointThatWasKeptElsewhere) {
  append(core("1"), 0);
  const auto key = *ledger::SigningKey::make("candour.harrow-vale.example/log/1", ledger::Algorithm::signature, {});
  const auto root = [&] {
    const auto kept = store();
    return *ledger::root_of(2, [&](unsigned level, std::uint64_t index) { return kept->ledger().node(level, index); });
  }();
  const std::string vkey = ledger::write_verifier_key(key.verifier());
  const std::string seen = file("seen", ledger::sign_checkpoint({key.verifier().name, 2, root}, key));
  const std::string other = file("other", ledger::sign_checkpoint({key.verifier().name, 2, ledger::empty_root()}, key));
  const std::string key_file = file("key", vkey + "\n");
  append(core("2"), 1);
  EXPECT_THAT(verify({"--seen", seen, "--key", vkey}).out,
              HasSubstr("The checkpoint of 2 entries that you hold is where this ledger once was."));
  EXPECT_EQ(verify({"--seen", seen, "--key", key_file}).status, 0);
  const Answer rewritten = verify({"--seen", seen, "--seen", other, "--key", vkey});
  EXPECT_EQ(rewritten.status, 1);
  EXPECT_THAT(rewritten.out, HasSubstr("the record has been rewritten"));
  EXPECT_EQ(verify({"--seen", seen}).status, 64);
  for (const std::string& path : {seen, other, key_file}) fs::remove(path);
}

TEST_F(VerifyCommand, MakesNoRecordWhereThereIsNone) {
  EXPECT_EQ(verify({}, (folder_ / "missing").string()).status, 66);
  EXPECT_EQ(verify({}).status, 66);
  EXPECT_TRUE(fs::is_empty(folder_));
}

}  // namespace
}  // namespace candour::cli
