// What every store promises, run over each of them: a new store joins by one line in `stores`.

#include "app/store.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "base/sha256.h"
#include "memory/memory_store.h"
#include "sqlite/sqlite_store.h"

namespace candour {
namespace {

using app::Append;
using app::NewEvent;
using app::Store;

NewEvent event(std::string core, std::string words = "{}") {
  return {std::move(core), std::move(words), Moment::from_microseconds(1'454'284'800'000'001),
          *Date::parse("2016-01-07")};
}
std::vector<NewEvent> events(std::initializer_list<const char*> cores) {
  std::vector<NewEvent> out;
  for (const char* core : cores) out.push_back(event(core));
  return out;
}
std::string cores_of(const Result<std::vector<app::StoredEvent>>& stored) {
  if (!stored) return "error: " + stored.error().sentence;
  std::string out;
  for (const app::StoredEvent& one : *stored) out += (out.empty() ? "" : " ") + one.core;
  return out;
}

// By value: what a Result in a loop's head holds would be gone before the first turn.
template <class T>
T got(Result<T> result) {
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().sentence + " " + result.error().detail);
  return result ? std::move(*result) : T();
}

// A folder of its own for each test, gone when it ends.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "candour-store-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  std::filesystem::path file() const { return path_ / "candour.sqlite"; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

enum class Kind { memory, sqlite };
class EveryStore : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override { open(); }
  void open() {
    store_.reset();
    if (GetParam() == Kind::memory) {
      store_ = memory::make_store();
      return;
    }
    auto opened = sqlite::open_store(folder_.file());
    ASSERT_TRUE(opened.has_value()) << opened.error().sentence << " " << opened.error().detail;
    store_ = std::move(*opened);
  }
  Store& store() { return *store_; }
  std::optional<ErrorCode> failure(const std::vector<Append>& appends) {
    const auto done = store().append(appends);
    if (done) return std::nullopt;
    return done.error().code;
  }

  Folder folder_;
  std::unique_ptr<Store> store_;
};

TEST_P(EveryStore, GivesBackWhatWasAppendedByteForByte) {
  const std::string odd = "{\"x\":\"é “”\\u0000 \xF0\x9F\x98\x80\"}";
  ASSERT_EQ(*store().append({{"plan/a", 0, {event(odd, "{\"lead\":\"NL\"}"), event("{}", "")}}}), 2u);
  const auto stored = *store().read("plan/a");
  ASSERT_EQ(stored.size(), 2u);
  EXPECT_EQ(stored[0].core, odd);
  EXPECT_EQ(stored[0].words, "{\"lead\":\"NL\"}");
  EXPECT_EQ(stored[1].words, "");
  EXPECT_EQ(stored[0].stream, "plan/a");
  EXPECT_EQ(stored[0].position, 1u);
  EXPECT_EQ(stored[0].sequence, 1u);
  EXPECT_EQ(stored[1].sequence, 2u);
  EXPECT_EQ(stored[0].recorded, Moment::from_microseconds(1'454'284'800'000'001));
  EXPECT_EQ(stored[0].speaks_of, *Date::parse("2016-01-07"));
}

TEST_P(EveryStore, IsEmptyAtFirst) {
  EXPECT_EQ(*store().last_position(), 0u);
  EXPECT_TRUE(store().read("plan/a")->empty());
  EXPECT_TRUE(store().read_all(0, 100)->empty());
  EXPECT_TRUE(store().streams("")->empty());
  EXPECT_TRUE(store().drafts("")->empty());
}

TEST_P(EveryStore, TellsAClashAndChangesNothing) {
  ASSERT_TRUE(store().append({{"plan/a", 0, events({"1", "2"})}}));
  for (const std::uint64_t expected : {0u, 1u, 3u})
    EXPECT_EQ(failure({{"plan/a", expected, events({"x"})}}), ErrorCode::conflict) << expected;
  EXPECT_EQ(failure({{"plan/b", 1, events({"x"})}}), ErrorCode::conflict);
  EXPECT_EQ(cores_of(store().read("plan/a")), "1 2");
  EXPECT_EQ(*store().last_position(), 2u);
  EXPECT_EQ(store().streams("")->size(), 1u);
  EXPECT_TRUE(store().append({{"plan/a", 2, events({"3"})}}));
  EXPECT_EQ(cores_of(store().read("plan/a")), "1 2 3");
}

TEST_P(EveryStore, AppendsToSeveralStreamsOrToNone) {
  ASSERT_TRUE(store().append({{"partnership", 0, events({"p1"})}, {"plan/a", 0, events({"a1", "a2"})}}));
  EXPECT_EQ(cores_of(store().read_all(0, 100)), "p1 a1 a2");
  // The second clashes, so the first is not kept either, nor is a stream that would have been new.
  EXPECT_EQ(
      failure({{"plan/new", 0, events({"n1"})}, {"partnership", 1, events({"p2"})}, {"plan/a", 1, events({"a2"})}}),
      ErrorCode::conflict);
  EXPECT_EQ(cores_of(store().read_all(0, 100)), "p1 a1 a2");
  EXPECT_EQ(store().streams("")->size(), 2u);
  // One stream named twice goes on where its first part ended.
  EXPECT_EQ(failure({{"plan/a", 2, events({"a3"})}, {"plan/a", 2, events({"x"})}}), ErrorCode::conflict);
  ASSERT_TRUE(store().append({{"plan/a", 2, events({"a3"})}, {"plan/a", 3, events({"a4"})}}));
  EXPECT_EQ(cores_of(store().read("plan/a")), "a1 a2 a3 a4");
}

TEST_P(EveryStore, AppendsNothingWhereThereIsNothing) {
  EXPECT_EQ(*store().append({}), 0u);
  EXPECT_EQ(*store().append({{"plan/a", 0, {}}}), 0u);
  EXPECT_TRUE(store().streams("")->empty());
  EXPECT_EQ(failure({{"plan/a", 1, {}}}), ErrorCode::conflict);
}

TEST_P(EveryStore, ReadsFromAnyPointInOrder) {
  ASSERT_TRUE(store().append({{"plan/b", 0, events({"b1"})}}));
  ASSERT_TRUE(store().append({{"plan/a", 0, events({"a1", "a2", "a3"})}}));
  ASSERT_EQ(*store().append({{"plan/b", 1, events({"b2"})}}), 5u);
  EXPECT_EQ(cores_of(store().read("plan/a", 1)), "a2 a3");
  EXPECT_EQ(cores_of(store().read("plan/a", 3)), "");
  EXPECT_EQ(cores_of(store().read("plan/a", UINT64_MAX)), "");
  EXPECT_EQ(cores_of(store().read_all(0, SIZE_MAX)), "b1 a1 a2 a3 b2");
  EXPECT_EQ(cores_of(store().read_all(1, 3)), "a1 a2 a3");
  EXPECT_EQ(cores_of(store().read_all(5, 3)), "");
  EXPECT_EQ(cores_of(store().read_all(0, 0)), "");
  std::uint64_t position = 0;
  for (const auto& one : got(store().read_all(0, 100))) EXPECT_EQ(one.position, ++position);
}

TEST_P(EveryStore, ListsStreamsByPrefixInTheOrderOfTheirFirstEvent) {
  ASSERT_TRUE(store().append({{"plan/z", 0, events({"1"})}}));
  ASSERT_TRUE(store().append({{"planned", 0, events({"1"})}, {"plan/a", 0, events({"1", "2"})}}));
  ASSERT_TRUE(store().append({{"plan/z", 1, events({"2", "3"})}}));
  const auto told = [&](std::string_view prefix) {
    std::string out;
    for (const auto& head : got(store().streams(prefix)))
      out += head.stream + ":" + std::to_string(head.sequence) + " ";
    return out;
  };
  EXPECT_EQ(told("plan/"), "plan/z:3 plan/a:2 ");
  EXPECT_EQ(told(""), "plan/z:3 planned:1 plan/a:2 ");
  EXPECT_EQ(told("plan_"), "");  // no wildcard of any database
  EXPECT_EQ(told("%"), "");
}

TEST_P(EveryStore, KeepsAnOriginalOnceUnderItsHash) {
  for (const std::string& bytes : {std::string("PK\x03\x04\0\xff", 6), std::string(), std::string(3'000'000, 'x')}) {
    const std::string hash = *store().keep_original(bytes);
    EXPECT_EQ(hash, sha256_hex(bytes));
    EXPECT_EQ(*store().keep_original(bytes), hash);
    EXPECT_EQ(*store().original(hash), bytes);
  }
  EXPECT_EQ(store().original(std::string(64, '0')).error().code, ErrorCode::not_found);
  EXPECT_EQ(*store().last_position(), 0u);
}

TEST_P(EveryStore, ReplacesADraftWholeUnlessSomebodyWasFirst) {
  const Moment early = Moment::from_microseconds(1000), late = Moment::from_microseconds(2000);
  EXPECT_EQ(store().save_draft("import/a", 1, "x", early).error().code, ErrorCode::conflict);
  EXPECT_EQ(*store().save_draft("import/a", 0, "one", early), 1u);
  EXPECT_EQ(store().save_draft("import/a", 0, "two", early).error().code, ErrorCode::conflict);
  EXPECT_EQ(*store().save_draft("import/a", 1, "two", late), 2u);
  EXPECT_EQ(store().draft("import/a")->content, "two");
  EXPECT_EQ(store().draft("import/a")->version, 2u);
  EXPECT_EQ(store().draft("import/a")->changed, late);
  ASSERT_TRUE(store().save_draft("import/b", 0, "", early));
  ASSERT_TRUE(store().save_draft("other", 0, "x", early));
  const auto listed = *store().drafts("import/");
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_EQ(listed[0].name, "import/a");  // newest first
  EXPECT_EQ(listed[0].content, "");
  EXPECT_EQ(listed[1].name, "import/b");
  EXPECT_TRUE(store().forget_draft("import/a"));
  EXPECT_TRUE(store().forget_draft("import/a"));  // gone is gone
  EXPECT_EQ(store().draft("import/a").error().code, ErrorCode::not_found);
  EXPECT_EQ(*store().save_draft("import/a", 0, "anew", late), 1u);
}

TEST_P(EveryStore, LosesNothingAndMixesNothingUpUnderManyWriters) {
  constexpr int writers = 16, rounds = 25;
  std::atomic<int> clashes = 0, refused = 0;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer)
    threads.emplace_back([&, writer] {
      const std::string own = "plan/" + std::to_string(writer);
      for (int round = 0; round < rounds; ++round) {
        // Its own stream, and one that all fight over: both or neither.
        for (;;) {
          const auto heads = store().streams("shared");
          const std::uint64_t shared = heads->empty() ? 0 : heads->front().sequence;
          const std::string core = std::to_string(writer) + "." + std::to_string(round);
          const auto done = store().append(
              {{own, static_cast<std::uint64_t>(round), {event(core)}}, {"shared", shared, {event(core)}}});
          if (done) break;
          if (done.error().code != ErrorCode::conflict) ++refused;
          ++clashes;
        }
      }
    });
  std::atomic<bool> writing = true;
  std::thread reader([&] {  // never sees a gap
    while (writing) {
      std::uint64_t position = 0;
      for (const auto& one : got(store().read_all(0, 100'000))) ASSERT_EQ(one.position, ++position);
    }
  });
  for (std::thread& thread : threads) thread.join();
  writing = false;
  reader.join();
  EXPECT_EQ(refused, 0);
  EXPECT_EQ(*store().last_position(), 2u * writers * rounds);
  std::set<std::string> shared;
  for (const auto& one : got(store().read("shared"))) EXPECT_TRUE(shared.insert(one.core).second);
  EXPECT_EQ(shared.size(), static_cast<std::size_t>(writers * rounds));
  for (int writer = 0; writer < writers; ++writer) {
    const auto own = *store().read("plan/" + std::to_string(writer));
    ASSERT_EQ(own.size(), static_cast<std::size_t>(rounds));
    for (int round = 0; round < rounds; ++round)
      EXPECT_EQ(own[static_cast<std::size_t>(round)].core, std::to_string(writer) + "." + std::to_string(round));
  }
}

// ---- The vault ----

TEST_P(EveryStore, ItsVaultKeepsFindsAndDropsSmallRecords) {
  app::Vault& vault = store().vault();
  const Moment noon = *Moment::parse("2026-03-02T12:00:00Z");
  EXPECT_EQ(vault.find("session", "a").error().code, ErrorCode::not_found);
  EXPECT_EQ(*vault.keep("session", "a", 0, std::string("x\0y", 3), noon), 1u);
  EXPECT_EQ(*vault.keep("session", "ab", std::nullopt, "second"), 1u);
  EXPECT_EQ(*vault.keep("scan", "a", 0, ""), 1u) << "kinds do not meet";
  const auto kept = got(vault.find("session", "a"));
  EXPECT_EQ(kept.kind, "session");
  EXPECT_EQ(kept.key, "a");
  EXPECT_EQ(kept.version, 1u);
  EXPECT_EQ(kept.content, std::string("x\0y", 3));
  EXPECT_EQ(kept.expires, noon);
  EXPECT_TRUE(kept.over(noon));
  EXPECT_FALSE(kept.over(Moment::from_microseconds(noon.microseconds() - 1)));
  EXPECT_FALSE(got(vault.find("session", "ab")).over(noon));
  EXPECT_EQ(got(vault.find("scan", "a")).content, "");

  std::string keys;
  for (const app::Kept& each : got(vault.all("session"))) keys += each.key + " ";
  EXPECT_EQ(keys, "a ab ");
  EXPECT_EQ(got(vault.all("session", "ab")).size(), 1u);
  EXPECT_TRUE(got(vault.all("session", "%")).empty());

  ASSERT_TRUE(vault.drop("session", "a"));
  ASSERT_TRUE(vault.drop("session", "a")) << "dropping what is gone is no error";
  EXPECT_EQ(vault.find("session", "a").error().code, ErrorCode::not_found);
  EXPECT_EQ(got(vault.find("scan", "a")).version, 1u);
}

TEST_P(EveryStore, ItsVaultTakesNothingThatWasNotMadeForWhatStands) {
  app::Vault& vault = store().vault();
  const auto code = [](const auto& result) { return result ? std::nullopt : std::optional(result.error().code); };
  EXPECT_EQ(code(vault.keep("code", "k", 1, "none")), ErrorCode::conflict);
  ASSERT_EQ(*vault.keep("code", "k", 0, "one"), 1u);
  EXPECT_EQ(code(vault.keep("code", "k", 0, "again")), ErrorCode::conflict);
  EXPECT_EQ(*vault.keep("code", "k", 1, "two"), 2u);
  EXPECT_EQ(*vault.keep("code", "k", std::nullopt, "three"), 3u);
  EXPECT_EQ(code(vault.keep("code", "k", 2, "late")), ErrorCode::conflict);
  EXPECT_EQ(code(vault.drop("code", "k", 2)), ErrorCode::conflict);
  EXPECT_EQ(got(vault.find("code", "k")).content, "three");
  EXPECT_TRUE(vault.drop("code", "k", 3));
  EXPECT_EQ(code(vault.drop("code", "k", 3)), ErrorCode::conflict) << "what is used up once is not used up twice";
}

TEST_P(EveryStore, ItsVaultIsEmptiedOfWhatIsOverAndOfNothingElse) {
  app::Vault& vault = store().vault();
  const Moment noon = *Moment::parse("2026-03-02T12:00:00Z");
  const auto after = [&](int seconds) { return Moment::from_microseconds(noon.microseconds() + seconds * 1'000'000); };
  ASSERT_TRUE(vault.keep("session", "over", 0, "1", after(-1)));
  ASSERT_TRUE(vault.keep("session", "now", 0, "2", noon));
  ASSERT_TRUE(vault.keep("session", "on", 0, "3", after(1)));
  ASSERT_TRUE(vault.keep("password", "for ever", 0, "4"));
  ASSERT_TRUE(vault.drop_expired(noon));
  std::string keys;
  for (const char* kind : {"session", "password"})
    for (const app::Kept& each : got(vault.all(kind))) keys += each.key + ", ";
  EXPECT_EQ(keys, "on, for ever, ");
}

TEST_P(EveryStore, OfManyWhoUseUpOneRecordAtOnceOneAloneDoes) {
  app::Vault& vault = store().vault();
  ASSERT_TRUE(vault.keep("invitation", "k", 0, "once"));
  std::atomic<int> took = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      if (vault.drop("invitation", "k", 1)) ++took;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(took, 1);
}

TEST_P(EveryStore, ItsVaultIsAsOldAsTheStore) {
  if (GetParam() == Kind::memory) GTEST_SKIP() << "memory lasts as long as the process";
  ASSERT_TRUE(store().vault().keep("password", "k", 0, "kept"));
  open();
  EXPECT_EQ(got(store().vault().find("password", "k")).content, "kept");
}

const auto stores = testing::Values(Kind::memory, Kind::sqlite);
INSTANTIATE_TEST_SUITE_P(Stores, EveryStore, stores,
                         [](const auto& one) { return one.param == Kind::memory ? "Memory" : "Sqlite"; });

// ---- What the durable ones promise besides ----

std::unique_ptr<Store> opened(const Folder& folder) {
  auto store = sqlite::open_store(folder.file());
  EXPECT_TRUE(store.has_value()) << store.error().sentence << " " << store.error().detail;
  return store ? std::move(*store) : nullptr;
}

TEST(ADurableStore, HasEverythingAgainWhenItIsOpenedAgain) {
  const Folder folder;
  std::string hash;
  {
    const auto store = opened(folder);
    ASSERT_TRUE(store->append({{"plan/a", 0, events({"1", "2"})}}));
    hash = *store->keep_original("bytes");
    ASSERT_TRUE(store->save_draft("import/a", 0, "half", Moment::from_microseconds(7)));
  }
  const auto store = opened(folder);
  EXPECT_EQ(cores_of(store->read("plan/a")), "1 2");
  EXPECT_EQ(*store->original(hash), "bytes");
  EXPECT_EQ(store->draft("import/a")->content, "half");
  EXPECT_EQ(*store->append({{"plan/a", 2, events({"3"})}}), 3u);
}

TEST(ADurableStore, SeesWhatAnotherProcessAppends) {
  const Folder folder;
  const auto server = opened(folder), import = opened(folder);
  ASSERT_EQ(*server->last_position(), 0u);
  ASSERT_TRUE(import->append({{"plan/a", 0, events({"1"})}}));
  EXPECT_EQ(*server->last_position(), 1u);
  EXPECT_EQ(server->append({{"plan/a", 0, events({"x"})}}).error().code, ErrorCode::conflict);
  EXPECT_EQ(cores_of(server->read("plan/a")), "1");
}

TEST(ADurableStore, IsServedByOneServerAtATime) {
  const Folder folder;
  auto first = sqlite::claim_serving(folder.file());
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(sqlite::claim_serving(folder.file()).error().code, ErrorCode::conflict);
  EXPECT_NE(opened(folder), nullptr);  // an import may still run
  first->reset();
  EXPECT_TRUE(sqlite::claim_serving(folder.file()).has_value());
}

TEST(ADurableStore, IsReadableByItsOwnerAlone) {
  const Folder folder;
  const auto store = opened(folder);
  ASSERT_TRUE(store->append({{"plan/a", 0, events({"1"})}}));
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const auto others =
        entry.status().permissions() & (std::filesystem::perms::group_all | std::filesystem::perms::others_all);
    EXPECT_EQ(others, std::filesystem::perms::none) << entry.path();
  }
}

TEST(ADurableStore, RefusesWhatItCannotBeWithASentence) {
  const Folder folder;
  EXPECT_EQ(sqlite::open_store(folder.path() / "missing" / "candour.sqlite").error().code, ErrorCode::unavailable);
  {
    std::ofstream(folder.file()) << std::string(5000, 'x');
    const auto store = sqlite::open_store(folder.file());
    ASSERT_FALSE(store.has_value());
    EXPECT_EQ(store.error().sentence, "This file is not a database of Candour.");
    std::ifstream kept(folder.file());
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(kept), {}), std::string(5000, 'x')) << "it was left as it is";
  }
}

TEST(ADurableStore, RefusesADatabaseOfANewerProgram) {
  const Folder folder;
  { ASSERT_TRUE(opened(folder)->append({{"plan/a", 0, events({"1"})}})); }
  {
    // The schema's number lies in the header of an SQLite file, big-endian at byte 60.
    std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(60);
    file.write("\0\0\0\x63", 4);
  }
  const auto store = sqlite::open_store(folder.file());
  ASSERT_FALSE(store.has_value());
  EXPECT_EQ(store.error().sentence.find("This database was written by a newer Candour (its schema is number 99, this"),
            0u)
      << store.error().sentence;
}

TEST(ADurableStore, TellsADamagedFileAndDoesNotGuess) {
  const Folder folder;
  {
    const auto store = opened(folder);
    for (std::uint64_t i = 0; i < 200; ++i) ASSERT_TRUE(store->append({{"plan/a", i, {event(std::string(500, 'x'))}}}));
  }
  {
    std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(40'000, '\xff');
  }
  auto store = sqlite::open_store(folder.file());
  if (!store) {
    EXPECT_EQ(store.error().sentence, "The database is damaged. Restore it from a backup.");
    return;
  }
  const auto read = (*store)->read("plan/a");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().sentence, "The database is damaged. Restore it from a backup.");
}

// A child of its own writes from 64 threads and tells each acknowledgement through a pipe; it is killed in the midst.
// What it told must be there, whole, and nothing torn beside it.
TEST(ADurableStore, LosesNothingAcknowledgedWhenItIsKilled) {
  constexpr int kills = 4, writers = 64;
  const Folder folder;
  std::map<std::string, std::uint64_t> acknowledged;
  { ASSERT_NE(opened(folder), nullptr); }
  for (int kill_number = 0; kill_number < kills; ++kill_number) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::close(ends[0]);
      auto store = sqlite::open_store(folder.file());
      if (!store) ::_exit(1);
      std::vector<std::thread> threads;
      for (int writer = 0; writer < writers; ++writer)
        threads.emplace_back([&, writer] {
          const std::string name = std::to_string(kill_number) + "-" + std::to_string(writer);
          for (std::uint64_t sequence = 0;; sequence += 2) {
            // Two events and an entry in a second stream: all or nothing.
            const std::string core = name + "." + std::to_string(sequence);
            if (!(*store)->append(
                    {{"a/" + name, sequence, {event(core), event(core)}}, {"b/" + name, sequence / 2, {event(core)}}}))
              ::_exit(2);
            const std::string told = name + " " + std::to_string(sequence + 2) + "\n";
            if (::write(ends[1], told.data(), told.size()) < 0) ::_exit(3);
          }
        });
      for (std::thread& thread : threads) thread.join();
    }
    ::close(ends[1]);
    std::string told;
    char buffer[4096];
    std::size_t enough = 1500 + 700 * static_cast<std::size_t>(kill_number);
    bool killed = false;
    for (ssize_t size; (size = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
      told.append(buffer, static_cast<std::size_t>(size));
      if (!killed && told.size() > enough * 8) {
        ::kill(child, SIGKILL);
        killed = true;
      }
    }
    ::close(ends[0]);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "it ended by itself: " << WEXITSTATUS(status);
    std::istringstream lines(told);
    std::string name;
    std::uint64_t sequence = 0;
    while (lines >> name >> sequence) acknowledged[name] = std::max(acknowledged[name], sequence);

    const auto store = opened(folder);
    ASSERT_NE(store, nullptr);
    for (const auto& [stream, last] : acknowledged) {
      const auto read_a = store->read("a/" + stream), read_b = store->read("b/" + stream);
      ASSERT_TRUE(read_a && read_b) << (read_a ? read_b : read_a).error().detail;
      const auto &a = *read_a, &b = *read_b;
      ASSERT_GE(a.size(), last) << stream;
      ASSERT_EQ(a.size(), 2 * b.size()) << stream << " is torn";
      for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(a[i].core, stream + "." + std::to_string(i / 2 * 2));
    }
    std::uint64_t position = 0;
    for (const auto& one : got(store->read_all(0, 10'000'000))) ASSERT_EQ(one.position, ++position);
    ASSERT_EQ(*store->last_position(), position);
    // Its ledger is neither ahead nor behind, and its tiles are those of its entries.
    const auto entries = got(store->ledger().entries(0, 10'000'000));
    ASSERT_EQ(entries.size(), position + 1);
    ledger::Tree tree;
    for (const auto& entry : entries) tree.append(ledger::leaf_hash(entry.bytes));
    const auto root = ledger::root_of(
        tree.size(), [&](unsigned level, std::uint64_t index) { return store->ledger().node(level, index); });
    ASSERT_TRUE(root && *root == tree.root());
  }
  EXPECT_GT(acknowledged.size(), 64u);
}

}  // namespace
}  // namespace candour
