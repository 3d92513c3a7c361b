// What every store promises of its ledger; and that whatever somebody with the database's own tools does to it is
// found.

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <set>
#include <sqlite3.h>
#include <thread>

#include "app/store.h"
#include "app/verify.h"
#include "base/sha256.h"
#include "ledger/entries.h"
#include "memory/memory_store.h"
#include "sqlite/sqlite_store.h"

namespace candour {
namespace {

namespace fs = std::filesystem;
using app::Append;
using app::NewEvent;
using app::Store;
using testing::HasSubstr;

const Moment recorded = *Moment::parse("2026-02-01T09:30:00.000001Z");
const Date speaks_of = *Date::parse("2026-01-07");

NewEvent event(const std::string& text, std::string entry = {}) {
  return {R"({"actor":"operator","n":")" + text + R"(","recorded":")" + recorded.iso() + R"(","speaks_of":")" +
              speaks_of.iso() + R"(","type":"plan.rated","v":1})",
          R"({"reason":")" + text + R"("})", recorded, speaks_of, std::move(entry)};
}
const std::string paper_bytes = "a paper";  // of every paper here; a store that is verified keeps it
std::string paper(std::uint64_t number) {
  ledger::Paper told{"0a", 1, sha256(paper_bytes), paper_bytes.size(), "text/plain", "T", "B", "M", recorded, {}, "-",
                     1,    {}};
  told.version = number;
  return *ledger::write_entry(told);
}

// That words of these events were erased, as the record says it.
NewEvent erasure_of(const std::vector<std::uint64_t>& positions) {
  std::string list;
  for (const std::uint64_t position : positions) list += (list.empty() ? "" : ",") + std::to_string(position);
  NewEvent one = event("erased");
  one.core = R"({"events":[)" + list + R"(],"recorded":")" + one.recorded.iso() + R"(","speaks_of":")" +
             one.speaks_of.iso() + R"(","type":"people.words_erased","v":1})";
  return one;
}

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "candour-ledger-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  fs::path file() const { return path_ / "candour.db"; }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::unique_ptr<Store> opened(const Folder& folder) {
  auto store = sqlite::open_store(folder.file());
  EXPECT_TRUE(store) << store.error().sentence << " " << store.error().detail;
  return store ? std::move(*store) : nullptr;
}

ledger::Nodes nodes_of(const Store& store) {
  return [&store](unsigned level, std::uint64_t index) { return store.ledger().node(level, index); };
}
ledger::Hash root_of(const Store& store) {
  return *ledger::root_of(*store.ledger().size(), nodes_of(store));
}
std::string what_fails(const Result<app::StoreAudit>& audit) {
  if (!audit) return audit.error().sentence;
  std::string text;
  for (const auto& finding : audit->findings)
    if (!finding.holds) text += finding.sentence + "\n";
  return text;
}

enum class Kind { memory, sqlite };
class EveryLedger : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override { open(); }
  void open() {
    store_.reset();
    store_ = GetParam() == Kind::memory ? memory::make_store() : opened(folder_);
  }
  Store& store() { return *store_; }

  Folder folder_;
  std::unique_ptr<Store> store_;
};

TEST_P(EveryLedger, BeginsWithAGenesis) {
  EXPECT_EQ(*store().ledger().size(), 1u);
  const auto entries = *store().ledger().entries(0, 10);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_TRUE(ledger::read_genesis(entries[0].bytes));
  EXPECT_EQ(entries[0].position, 0u);
  EXPECT_EQ(root_of(store()), ledger::leaf_hash(entries[0].bytes));
}

TEST_P(EveryLedger, HasAnEntryForEachEventAndBehindItWhatIsSaidOpenly) {
  ASSERT_TRUE(store().append({{"plan/a", 0, {event("1"), event("2", paper(1))}}, {"partnership", 0, {event("3")}}}));
  ASSERT_TRUE(store().append({{"plan/a", 2, {event("4", paper(2))}}}));
  std::vector<std::uint64_t> positions;
  const auto entries = *store().ledger().entries(0, 100);
  for (const auto& entry : entries) positions.push_back(entry.position);
  EXPECT_EQ(positions, (std::vector<std::uint64_t>{0, 1, 2, 0, 3, 4, 0}));
  EXPECT_EQ(entries[3].bytes, paper(1));
  EXPECT_EQ(entries[6].bytes, paper(2));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    EXPECT_EQ(entries[i].index, i);
    const auto one = *store().ledger().entries(i, 1);
    ASSERT_EQ(one.size(), 1u);
    EXPECT_EQ(one[0].bytes, entries[i].bytes);
    EXPECT_EQ(one[0].position, entries[i].position);
  }
  EXPECT_TRUE(store().ledger().entries(7, 10)->empty());
  EXPECT_TRUE(store().ledger().entries(UINT64_MAX, 10)->empty());

  // Each commitment opens with its salts, and binds the one before it in its stream.
  const auto events = *store().read_all(0, 100);
  const auto seals = *store().ledger().seals(0, 100);
  ASSERT_EQ(seals.size(), 4u);
  const std::optional<ledger::Hash> previous[] = {{}, seals[0].commitment, {}, seals[1].commitment};
  std::set<ledger::Salt> salts;
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(seals[i].position, events[i].position);
    EXPECT_EQ(ledger::commit_event({*seals[i].salt, *seals[i].words_salt}, events[i].stream, events[i].sequence,
                                   previous[i], events[i].core, events[i].words),
              seals[i].commitment);
    EXPECT_TRUE(salts.insert(*seals[i].salt).second);
    EXPECT_TRUE(salts.insert(*seals[i].words_salt).second);
  }
  EXPECT_EQ(store().ledger().seals(2, 1)->front().position, 3u);
}

TEST_P(EveryLedger, HoldsNothingOfAnAppendThatClashed) {
  ASSERT_TRUE(store().append({{"plan/a", 0, {event("1")}}}));
  const auto root = root_of(store());
  EXPECT_FALSE(store().append({{"plan/b", 0, {event("x", paper(1))}}, {"plan/a", 0, {event("x")}}}));
  EXPECT_EQ(*store().ledger().size(), 2u);
  EXPECT_EQ(root_of(store()), root);
}

TEST_P(EveryLedger, GivesEveryRootAndProofOfItsWayAcrossTheEdgesOfTiles) {
  ASSERT_TRUE(store().keep_original(paper_bytes));
  ledger::Tree tree;
  const auto append = [&](std::uint64_t from, std::uint64_t count) {
    std::vector<NewEvent> events;
    for (std::uint64_t i = 0; i < count; ++i)
      events.push_back(event(std::to_string(from + i), (from + i) % 100 == 7 ? paper(from + i) : ""));
    ASSERT_TRUE(store().append({{"plan/a", from, events}}));
  };
  std::uint64_t from = 0;
  for (const std::uint64_t count : {1, 200, 50, 1, 1, 1, 1, 300, 1500}) {
    append(from, count);
    from += count;
    if (GetParam() == Kind::sqlite && count == 300) open();  // goes on after a restart
  }
  const std::uint64_t size = *store().ledger().size();
  const auto entries = store().ledger().entries(0, SIZE_MAX);
  for (const auto& entry : *entries) tree.append(ledger::leaf_hash(entry.bytes));
  ASSERT_EQ(tree.size(), size);
  EXPECT_EQ(root_of(store()), tree.root());
  const auto nodes = nodes_of(store());
  for (const std::uint64_t old_size : {1ul, 2ul, 255ul, 256ul, 257ul, 511ul, 512ul, 1024ul, size - 1, size}) {
    EXPECT_TRUE(*ledger::root_of(old_size, nodes) == *ledger::root_of(old_size, tree.nodes())) << old_size;
    EXPECT_TRUE(*ledger::consistency_proof(old_size, size, nodes) ==
                *ledger::consistency_proof(old_size, size, tree.nodes()))
        << old_size;
    EXPECT_TRUE(*ledger::inclusion_proof(old_size - 1, size, nodes) ==
                *ledger::inclusion_proof(old_size - 1, size, tree.nodes()))
        << old_size;
  }
  EXPECT_EQ(store().ledger().node(0, size).error().code, ErrorCode::not_found);
  EXPECT_EQ(store().ledger().node(8, size / 256).error().code, ErrorCode::not_found);
  EXPECT_EQ(store().ledger().node(63, 0).error().code, ErrorCode::not_found);
  EXPECT_EQ(what_fails(app::verify(store(), {})), "");
}

TEST_P(EveryLedger, KeepsOneOrderUnderManyWriters) {
  ASSERT_TRUE(store().keep_original(paper_bytes));
  std::vector<std::thread> threads;
  for (int writer = 0; writer < 8; ++writer)
    threads.emplace_back([&, writer] {
      for (std::uint64_t i = 0; i < 50; ++i) {
        EXPECT_TRUE(store().append({{"plan/" + std::to_string(writer), i, {event("x", i % 10 == 0 ? paper(i) : "")}}}));
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(*store().ledger().size(), 1u + 8 * 50 + 8 * 5);
  EXPECT_EQ(what_fails(app::verify(store(), {})), "");
}

TEST_P(EveryLedger, VerifiesItselfAndBesideCheckpointsThatAreHeldElsewhere) {
  ASSERT_TRUE(store().keep_original("a document"));
  std::vector<ledger::Checkpoint> seen;
  for (std::uint64_t i = 0; i < 300; ++i) {
    if (i % 100 == 0) seen.push_back({"o", *store().ledger().size(), root_of(store())});
    ASSERT_TRUE(store().append({{"plan/a", i, {event(std::to_string(i))}}}));
  }
  const auto audit = app::verify(store(), seen);
  EXPECT_EQ(what_fails(audit), "");
  EXPECT_EQ(audit->events, 300u);
  EXPECT_EQ(audit->entries, 301u);
  EXPECT_EQ(audit->originals, 1u);
  EXPECT_EQ(audit->root, root_of(store()));
  seen.push_back({"o", 200, seen[0].root});
  EXPECT_EQ(
      what_fails(app::verify(store(), seen)),
      "The checkpoint of 200 entries that you hold was signed over other entries: the record has been rewritten.\n");
  seen.back().size = 302;
  EXPECT_EQ(what_fails(app::verify(store(), seen)),
            "The checkpoint that you hold has 302 entries, more than this ledger: it has been cut back.\n");
}

TEST_P(EveryLedger, ErasesWordsAndFilesAndEveryProofStands) {
  const std::string kept_hash = *store().keep_original("a document that stays");
  const std::string gone_hash = *store().keep_original("a document that names somebody");
  ASSERT_TRUE(store().save_draft("import/x", 0, "half read", recorded));
  ASSERT_TRUE(store().append({{"plan/a", 0, {event("1"), event("2"), event("3")}}}));
  const auto before = *store().read_all(0, 10);
  const auto root = root_of(store());
  const ledger::Checkpoint held{"o", *store().ledger().size(), root};
  const app::Erasure erasure{{2}, {gone_hash}, {"import/x"}};
  EXPECT_EQ(store().erase(erasure, {{"people", 7, {erasure_of({2})}}}).error().code, ErrorCode::conflict);
  EXPECT_EQ(store().read_all(0, 10)->at(1).words, before[1].words) << "all of it or nothing";
  EXPECT_TRUE(store().original(gone_hash));
  EXPECT_EQ(store().erase({{9}, {}, {}}, {}).error().code, ErrorCode::not_found);

  const auto done = store().erase(erasure, {{"people", 0, {erasure_of({2})}}});
  ASSERT_TRUE(done) << done.error().sentence;
  EXPECT_EQ(*done, 4u);
  const auto after = *store().read_all(0, 10);
  EXPECT_EQ(after[1].words, "");
  EXPECT_EQ(after[1].core, before[1].core);
  EXPECT_EQ(after[0].words, before[0].words);
  const auto seal = store().ledger().seals(1, 1)->front();
  EXPECT_FALSE(seal.words_salt);
  EXPECT_TRUE(seal.words_commitment);
  EXPECT_TRUE(seal.salt);
  EXPECT_EQ(store().original(gone_hash).error().code, ErrorCode::not_found);
  EXPECT_TRUE(store().original(kept_hash));
  EXPECT_FALSE(store().draft("import/x"));
  const auto audit = app::verify(store(), {held});
  EXPECT_EQ(what_fails(audit), "");
  EXPECT_EQ(audit->erased, 1u);
  ASSERT_TRUE(store().erase(erasure, {})) << "what is gone already is no error";
  EXPECT_EQ(what_fails(app::verify(store(), {held})), "");
  if (GetParam() == Kind::sqlite) open();
  ASSERT_TRUE(store().append({{"plan/a", 3, {event("4")}}}));
  EXPECT_EQ(what_fails(app::verify(store(), {held})), "");
}

TEST_P(EveryLedger, TellsAnErasureThatNoEventSays) {
  ASSERT_TRUE(store().append({{"plan/a", 0, {event("1"), event("2")}}}));
  ASSERT_TRUE(store().erase({{2}, {}, {}}, {{"people", 0, {erasure_of({1})}}}));
  EXPECT_EQ(what_fails(app::verify(store(), {})),
            "The words of event 2 are gone, and no event says that they were erased.\n");
}

TEST_P(EveryLedger, IsFilledFromAnotherWithTheSameEventsAndRoot) {
  const auto other = memory::make_store();
  for (std::uint64_t i = 0; i < 300; ++i)
    ASSERT_TRUE(other->append(
        {{"plan/" + std::to_string(i % 3), i / 3, {event(std::to_string(i), i % 100 == 7 ? paper(i) : "")}}}));
  ASSERT_TRUE(other->erase({{5}, {}, {}}, {{"people", 0, {erasure_of({5})}}}));
  std::vector<app::WholeEntry> entries;
  const auto events = *other->read_all(0, 1000);
  const auto seals = *other->ledger().seals(0, 1000);
  const auto in_ledger = other->ledger().entries(0, 1000);
  for (const auto& entry : *in_ledger) {
    if (entry.position == 0)
      entries.push_back({entry.bytes, {}, {}});
    else
      entries.push_back({"", events[entry.position - 1], seals[entry.position - 1]});
  }
  const auto from = [](const std::vector<app::WholeEntry>& all) {
    return [&all, next = std::size_t{0}]() mutable -> Result<std::optional<app::WholeEntry>> {
      return next < all.size() ? std::optional(all[next++]) : std::nullopt;
    };
  };
  const auto genesis = store().ledger().entries(0, 1)->front().bytes;
  auto disordered = entries;
  std::swap(disordered[20], disordered[21]);
  EXPECT_EQ(store().fill(from(disordered)).error().code, ErrorCode::bad_input);
  EXPECT_EQ(*store().ledger().size(), 1u);
  EXPECT_EQ(store().ledger().entries(0, 1)->front().bytes, genesis) << "nothing was taken";

  ASSERT_TRUE(store().keep_original(paper_bytes));
  const auto filled = store().fill(from(entries));
  ASSERT_TRUE(filled) << filled.error().sentence;
  EXPECT_EQ(root_of(store()), root_of(*other));
  EXPECT_EQ(what_fails(app::verify(store(), {{"o", *other->ledger().size(), root_of(*other)}})), "");
  for (const char* stream : {"plan/0", "plan/1", "plan/2"}) {
    const auto here = *store().read(stream), there = *other->read(stream);
    ASSERT_EQ(here.size(), there.size());
    for (std::size_t i = 0; i < here.size(); ++i) {
      EXPECT_EQ(here[i].core, there[i].core);
      EXPECT_EQ(here[i].words, there[i].words);
      EXPECT_EQ(here[i].position, there[i].position);
      EXPECT_EQ(here[i].recorded, there[i].recorded);
    }
  }
  EXPECT_EQ(store().fill(from(entries)).error().code, ErrorCode::conflict);
  ASSERT_TRUE(store().append({{"plan/0", 100, {event("on")}}}));
  EXPECT_EQ(what_fails(app::verify(store(), {{"o", *other->ledger().size(), root_of(*other)}})), "");
}

INSTANTIATE_TEST_SUITE_P(Stores, EveryLedger, testing::Values(Kind::memory, Kind::sqlite),
                         [](const auto& one) { return one.param == Kind::memory ? "Memory" : "Sqlite"; });

// ---- Somebody with the database's own tools ----

void run_sql(const Folder& folder, const std::string& commands) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(folder.file().c_str(), &database), SQLITE_OK);
  char* why = nullptr;
  EXPECT_EQ(sqlite3_exec(database, commands.c_str(), nullptr, nullptr, &why), SQLITE_OK)
      << commands << ": " << (why ? why : "");
  sqlite3_free(why);
  sqlite3_close(database);
}

TEST(AnInsider, IsFoundWhateverIsChangedInTheDatabase) {
  const std::string third = "Event 3 (number 3 of plan/a)";
  struct Drill {
    const char* name;
    std::string commands;
    std::string found;
  };
  const Drill drills[] = {
      {"edits a rating", "UPDATE events SET core = replace(core, '\"n\":\"2\"', '\"n\":\"9\"') WHERE position = 3",
       third + " is not what was committed to"},
      {"edits words", "UPDATE events SET words = '{}' WHERE position = 3", third + " is not what was committed to"},
      {"edits a byte", "UPDATE events SET core = core || ' ' WHERE position = 3",
       third + " is not what was committed to"},
      {"backdates the record",
       "UPDATE events SET core = replace(core, '2026-02-01', '2026-01-01'), recorded = recorded - 1 WHERE position = 3",
       third + " is not what was committed to"},
      {"files it under another time", "UPDATE events SET recorded = recorded - 86400000000 WHERE position = 3",
       third + " is filed under another time than it was recorded with."},
      {"files it under another day", "UPDATE events SET speaks_of = speaks_of + 1 WHERE position = 3",
       third + " is filed under another time than it was recorded with."},
      {"deletes one", "DELETE FROM events WHERE position = 3", "Event 3 is missing."},
      {"deletes the last", "DELETE FROM events WHERE position = 300",
       "The checkpoint that you hold has 302 entries, more than this ledger: it has been cut back."},
      {"deletes one and closes the gap",
       "DELETE FROM events WHERE position = 3; UPDATE events SET sequence = -sequence WHERE position > 3; "
       "UPDATE events SET sequence = -sequence - 1, position = position - 1 WHERE sequence < 0",
       "Event 3 (number 3 of plan/a) is not what was committed to"},
      {"swaps two",
       "UPDATE events SET sequence = 1000 WHERE position = 3; UPDATE events SET sequence = 3 WHERE position = 4; "
       "UPDATE events SET sequence = 4 WHERE position = 3",
       "Event 3 (number 4 of plan/a) follows on number 2: an event was removed or moved."},
      {"moves one to another plan",
       "INSERT INTO streams (name) VALUES ('plan/b'); UPDATE events SET sequence = 1, stream = "
       "(SELECT id FROM streams WHERE name = 'plan/b') WHERE position = 300",
       "Event 300 (number 1 of plan/b) is not what was committed to"},
      {"renames a plan", "UPDATE streams SET name = 'plan/b'",
       "Event 1 (number 1 of plan/b) is not what was committed to"},
      {"inserts one with no commitment",
       "INSERT INTO events (position, stream, sequence, core, words, recorded, speaks_of) SELECT 301, stream, 301, "
       "core, words, recorded, "
       "speaks_of FROM events WHERE position = 300",
       "The ledger in the database is damaged."},
      {"copies one with its commitment",
       "INSERT INTO events SELECT 301, stream, 301, core, words, recorded, speaks_of, salt, words_salt, "
       "words_commitment, commitment FROM "
       "events WHERE position = 300",
       "Event 301 (number 301 of plan/a) is not what was committed to"},
      {"swaps the salts", "UPDATE events SET salt = words_salt, words_salt = salt WHERE position = 3",
       third + " is not what was committed to"},
      {"erases words without leave", "UPDATE events SET words = '', words_salt = x'' WHERE position = 3",
       third + " has words without a salt, or none that they were committed to."},
      {"erases an event without its words", "UPDATE events SET salt = x'' WHERE position = 3",
       third + " has no salt, and yet bytes."},
      {"edits a paper's entry",
       "UPDATE plain_entries SET bytes = CAST(replace(bytes, 'title T', 'title X') AS BLOB) WHERE number = 1",
       "The checkpoint of 302 entries that you hold was signed over other entries: the record has been rewritten."},
      {"drops a paper's entry", "DELETE FROM plain_entries WHERE number = 1",
       "The checkpoint that you hold has 302 entries"},
      {"moves a paper's entry", "UPDATE plain_entries SET entry = entry + 10 WHERE number = 1",
       "The checkpoint of 302 entries that you hold was signed over other entries: the record has been rewritten."},
      {"writes another genesis",
       "UPDATE plain_entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'begun 2', 'begun 1') AS BLOB) WHERE entry "
       "= 0",
       "The checkpoint of 302 entries that you hold was signed over other entries: the record has been rewritten."},
      {"edits a root of a tile", "UPDATE tile_roots SET root = zeroblob(32)",
       "The root of tile 0 of level 0 is not that of its entries."},
      {"drops a root of a tile", "DELETE FROM tile_roots", "The root of tile 0 of level 0 is not that of its entries."},
      {"edits a stored document", "UPDATE originals SET bytes = CAST('another' AS BLOB)",
       " is another file than it was."},
      {"commits anew with a salt of their own", "UPDATE events SET commitment = zeroblob(32) WHERE position = 3",
       third + " is not what was committed to"},
  };
  for (const Drill& drill : drills) {
    const Folder folder;
    ledger::Checkpoint held{"o", 0, {}};
    {
      const auto store = opened(folder);
      ASSERT_TRUE(store->keep_original("a document"));
      ASSERT_TRUE(store->keep_original(paper_bytes));
      std::vector<NewEvent> events;
      for (int i = 0; i < 300; ++i) events.push_back(event(std::to_string(i), i == 150 ? paper(1) : ""));
      ASSERT_TRUE(store->append({{"plan/a", 0, events}}));
      held = {"o", *store->ledger().size(), root_of(*store)};
      ASSERT_EQ(what_fails(app::verify(*store, {held})), "");
    }
    run_sql(folder, drill.commands);
    const auto store = opened(folder);
    ASSERT_NE(store, nullptr) << drill.name;
    EXPECT_THAT(what_fails(app::verify(*store, {held})), HasSubstr(drill.found)) << drill.name;
  }
}

// Who has the salts can work everything out anew; the record then holds within itself, and not beside a checkpoint.
TEST(AnInsider, WhoRewritesTheWholeRecordIsFoundByACheckpointHeldElsewhere) {
  const Folder honest, forged;
  ledger::Checkpoint held{"o", 0, {}};
  {
    const auto store = opened(honest);
    for (std::uint64_t i = 0; i < 5; ++i) ASSERT_TRUE(store->append({{"plan/a", i, {event(std::to_string(i))}}}));
    held = {"o", *store->ledger().size(), root_of(*store)};
  }
  const auto store = opened(forged);
  for (std::uint64_t i = 0; i < 5; ++i)
    ASSERT_TRUE(store->append({{"plan/a", i, {event(i == 2 ? "milder" : std::to_string(i))}}}));
  EXPECT_EQ(what_fails(app::verify(*store, {})), "");
  EXPECT_THAT(what_fails(app::verify(*store, {held})), HasSubstr("the record has been rewritten"));
}

// ---- Nothing is left of what was erased, and a backup is the record ----

// In how many files of the folder the bytes stand.
int files_with(const fs::path& folder, std::string_view bytes) {
  int found = 0;
  for (const auto& each : fs::recursive_directory_iterator(folder)) {
    std::ifstream file(each.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    found += content.find(bytes) != std::string::npos;
  }
  return found;
}

TEST(Erasure, LeavesNoTraceInAnyFileOfTheFolder) {
  const Folder folder;
  const std::string planted = "Jessamine Quillfeather";
  // Small and large, so that they stand in pages, in overflow pages, and in pages that were split between them.
  const auto named = [&](std::size_t size) {
    NewEvent one = event("x");
    one.words = R"({"reason":")" + planted + std::string(size, 'y') + R"("})";
    return one;
  };
  const auto store = opened(folder);
  std::vector<std::uint64_t> positions;
  std::vector<std::string> files, drafts;
  for (std::uint64_t i = 0; i < 120; ++i) {
    ASSERT_TRUE(store->append({{"plan/a", i * 3, {event("before"), named(i % 4 * 1500), event("behind")}}}));
    positions.push_back(i * 3 + 2);
    if (i % 40 == 0) files.push_back(*store->keep_original(planted + std::string(i * 1000, 'z')));
    if (i % 40 == 1) {
      drafts.push_back("import/" + std::to_string(i));
      ASSERT_TRUE(store->save_draft(drafts.back(), 0, planted, recorded));
    }
  }
  ASSERT_TRUE(store->save_draft("import/gone", 0, planted + " was forgotten", recorded));
  ASSERT_TRUE(store->forget_draft("import/gone"));
  ASSERT_TRUE(store->read_all(0, 1000));  // readers hold connections of their own
  const std::string salt(ledger::bytes_of(*store->ledger().seals(1, 1)->front().words_salt));
  ASSERT_GT(files_with(folder.path(), planted), 0);
  ASSERT_GT(files_with(folder.path(), salt), 0);

  const auto erased = store->erase({positions, files, drafts}, {{"people", 0, {erasure_of(positions)}}});
  ASSERT_TRUE(erased) << erased.error().sentence << erased.error().detail;
  EXPECT_EQ(files_with(folder.path(), planted), 0);
  EXPECT_EQ(files_with(folder.path(), "Quillfeather"), 0);
  EXPECT_EQ(files_with(folder.path(), salt), 0) << "the salt";
  EXPECT_GT(files_with(folder.path(), "behind"), 0) << "what stays is there to be found";
  EXPECT_EQ(what_fails(app::verify(*store, {})), "");
}

TEST(Backup, IsTheRecordAsItStoodWhileItWasWrittenTo) {
  const Folder folder, elsewhere;
  const auto store = opened(folder);
  ASSERT_TRUE(store->keep_original("a document"));
  std::atomic<bool> stop = false;
  std::atomic<std::uint64_t> acknowledged = 0;
  std::thread writer([&] {
    for (std::uint64_t i = 0; !stop; ++i) {
      ASSERT_TRUE(store->append({{"plan/a", i, {event(std::to_string(i))}}}));
      acknowledged = i + 1;
    }
  });
  while (acknowledged < 300) std::this_thread::yield();
  const std::uint64_t before = acknowledged;
  const auto done = sqlite::back_up(folder.file(), elsewhere.file());
  stop = true;
  writer.join();
  ASSERT_TRUE(done) << done.error().sentence << done.error().detail;
  EXPECT_EQ(fs::status(elsewhere.file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(sqlite::back_up(folder.file(), elsewhere.file()).error().code, ErrorCode::conflict);
  const auto copy = opened(elsewhere);
  ASSERT_NE(copy, nullptr);
  EXPECT_GE(*copy->last_position(), before);
  const ledger::Checkpoint then{"o", *copy->ledger().size(), root_of(*copy)};
  EXPECT_EQ(what_fails(app::verify(*copy, {})), "");
  EXPECT_EQ(what_fails(app::verify(*store, {then})), "") << "the record has grown from it";
}

// ---- A record from before there was a ledger ----

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(AnOlderRecord, IsCommittedToWholeWhenItIsFirstOpened) {
  const Folder folder;
  const std::string migrations = CANDOUR_SOURCE_DIR "/src/sqlite/migrations/";
  std::string old = file_text(migrations + "0001_record.sql") + file_text(migrations + "0002_vault.sql") +
                    "PRAGMA user_version = 2; PRAGMA application_id = 1131308146;"
                    "INSERT INTO streams (name) VALUES ('partnership'), ('plan/a');";
  for (int i = 1; i <= 2500; ++i) {
    const NewEvent one = event(std::to_string(i));
    old += "INSERT INTO events (stream, sequence, core, words, recorded, speaks_of) VALUES (" +
           std::to_string(i % 2 + 1) + "," + std::to_string((i + 1) / 2) + ",'" + one.core + "','" + one.words + "'," +
           std::to_string(recorded.microseconds()) + "," + std::to_string(speaks_of.days_since_1970()) + ");";
  }
  run_sql(folder, "BEGIN;" + old + "COMMIT;");
  ledger::Hash root{};
  {
    const auto store = opened(folder);
    ASSERT_NE(store, nullptr);
    const auto audit = app::verify(*store, {});
    EXPECT_EQ(what_fails(audit), "");
    EXPECT_EQ(audit->events, 2500u);
    EXPECT_EQ(audit->entries, 2501u);
    root = audit->root;
    EXPECT_EQ(store->read("plan/a")->size(), 1250u);
  }
  const auto again = opened(folder);
  EXPECT_EQ(root_of(*again), root) << "it was committed to once";
  ASSERT_TRUE(again->append({{"plan/a", 1250, {event("on")}}}));
  EXPECT_EQ(what_fails(app::verify(*again, {{"o", 2501, root}})), "");
}

}  // namespace
}  // namespace candour
