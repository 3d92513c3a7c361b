#include "ledger/audit.h"

#include <map>

#include "ledger/commitment.h"
#include "ledger/known_test.h"
#include "ledger/tiles.h"

namespace candour::ledger {
namespace {

constexpr const char* origin = "candour.harrow-vale.example/log/1";

SigningKey key_of(const std::string& name, Algorithm algorithm, std::uint8_t first) {
  SigningKey::Seed seed{};
  seed[0] = first;
  return *SigningKey::make(name, algorithm, seed);
}
const SigningKey log_key = key_of(origin, Algorithm::signature, 1);
const SigningKey witness_key = key_of("witness.brackenford.example", Algorithm::cosignature, 2);

constexpr std::string_view paper_file = "The position as at 1 March.";

// A log of 300 entries: a genesis, events, a paper at 200 and its correction at 280.
struct Log {
  std::map<std::string, std::string> files;
  std::vector<std::string> entries;
  Tree tree;

  explicit Log(std::uint64_t size = 300, const std::map<std::uint64_t, std::string>& instead = {}) {
    for (std::uint64_t i = 0; i < size; ++i) {
      const auto other = instead.find(i);
      add(other != instead.end() ? other->second : entry(i));
    }
    for (const Tile& tile : tiles_of(size)) {
      files[tile_path(tile)] = *write_tile(tile, tree.nodes());
      if (tile.level != 0) continue;
      std::string& bundle = files[bundle_path(tile.index, tile.width)];
      for (unsigned i = 0; i < tile.width; ++i) EXPECT_TRUE(add_to_bundle(bundle, entries[tile.index * 256 + i]));
    }
    files["checkpoint"] = checkpoint(size);
    files["checkpoint.old"] = checkpoint(100);
    files["consistency"] = write_consistency({100, *consistency_proof(100, size, tree.nodes())});
  }
  std::string entry(std::uint64_t index) const {
    if (index == 0)
      return *write_entry(Genesis{"00112233445566778899aabbccddeeff", *Moment::parse("2026-01-05T09:00:00Z"), {}});
    if (index != 200 && index != 280) return write_event_entry(sha256(entry_number(index)));
    Paper paper;
    paper.id = index == 200 ? "0000000000000000000000000000000a" : "0000000000000000000000000000000b";
    paper.version = index == 200 ? 1 : 2;
    paper.sha256 = sha256(paper_file);
    paper.bytes = paper_file.size();
    paper.media = "text/plain";
    paper.title = "Rowan";
    paper.body = "Board";
    paper.meeting = "2026-03-12";
    paper.published = *Moment::parse("2026-03-05T10:00:00Z");
    if (index == 280) paper.supersedes = 200;
    paper.reason = index == 280 ? "A rating was wrong." : "-";
    paper.as_at_size = index - 1;
    paper.as_at_root = *root_of(index - 1, tree.nodes());
    return *write_entry(paper);
  }
  void add(const std::string& bytes) {
    entries.push_back(bytes);
    tree.append(leaf_hash(bytes));
  }
  std::string checkpoint(std::uint64_t size) const {
    const std::string text = write_checkpoint({origin, size, *root_of(size, tree.nodes())});
    return write_note({text, {sign(log_key, text), cosign(witness_key, text, 1'772'705'100)}});
  }
  LogAudit audit(const std::vector<std::string>& seen = {}) const {
    return audit_log(
        [this](const std::string& path) -> Result<std::string> {
          const auto file = files.find(path);
          if (file == files.end()) return fail(ErrorCode::not_found, "There is no such file.");
          return file->second;
        },
        log_key.verifier(), {witness_key.verifier()}, seen);
  }
};

std::string what_does_not_hold(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings)
    if (!finding.holds) text += (text.empty() ? "" : " ") + finding.sentence;
  return text;
}

TEST(LogAudit, a_log_as_it_was_written_holds_and_tells_what_was_checked) {
  const LogAudit audit = Log().audit();
  EXPECT_TRUE(audit.holds()) << what_does_not_hold(audit.findings);
  std::vector<std::string> sentences;
  for (const Finding& finding : audit.findings) sentences.push_back(finding.sentence);
  ASSERT_EQ(sentences.size(), 5u);
  EXPECT_TRUE(
      sentences[0].starts_with("The checkpoint is signed by candour.harrow-vale.example/log/1: 300 entries, root "));
  EXPECT_EQ(sentences[1],
            "The witness witness.brackenford.example saw this as the latest on 5 March 2026 at 10:05 UTC.");
  EXPECT_EQ(
      sentences[2],
      "All 300 entries (297 of events, 2 papers) were hashed anew: they make every one of its 3 tiles and the root "
      "that was signed.");
  EXPECT_EQ(sentences[3],
            "The earlier checkpoint in the folder, of 100 entries, is where this ledger once was; since then it was "
            "only added to.");
  EXPECT_EQ(sentences[4], "The proof between the two checkpoints holds.");
  ASSERT_EQ(audit.papers.size(), 2u);
  EXPECT_EQ(audit.papers[0].superseded_by, 280u);
  EXPECT_EQ(audit.papers[1].superseded_by, std::nullopt);
}

// Every bit of every file is too much of the same; every byte of each, one bit of it.
TEST(LogAudit, any_altered_file_is_found) {
  Log log(270);
  log.files["checkpoint"] = sign_checkpoint({origin, 270, log.tree.root()}, log_key);
  log.files["checkpoint.old"] = sign_checkpoint({origin, 100, *root_of(100, log.tree.nodes())}, log_key);
  ASSERT_TRUE(log.audit().holds()) << what_does_not_hold(log.audit().findings);
  for (const auto& [path, bytes] : log.files) {
    const std::size_t step = bytes.size() > 2000 ? 97 : 1;
    for (std::size_t byte = 0; byte < bytes.size(); byte += step) {
      Log altered = log;
      altered.files[path] = flipped(bytes, 8 * byte + byte % 8);
      ASSERT_FALSE(altered.audit().holds()) << path << ", byte " << byte;
    }
    Log longer = log;
    longer.files[path] += "\n";
    EXPECT_FALSE(longer.audit().holds()) << path;
    Log without = log;
    without.files.erase(path);
    EXPECT_EQ(without.audit().holds(), path == "checkpoint.old") << path;  // an earlier one is not owed
  }
}

TEST(LogAudit, a_rewritten_log_holds_within_itself_and_not_beside_a_checkpoint_held_elsewhere) {
  const Log log;
  Log rewritten(300, {{150, write_event_entry(sha256("another"))}});
  EXPECT_TRUE(rewritten.audit().holds());
  EXPECT_TRUE(log.audit({log.checkpoint(1), log.checkpoint(200), log.checkpoint(300)}).holds());
  EXPECT_TRUE(rewritten.audit({log.checkpoint(150)}).holds());  // what was rewritten came after it
  EXPECT_EQ(what_does_not_hold(rewritten.audit({log.checkpoint(151)}).findings),
            "The checkpoint that you hold was signed over other entries than this ledger begins with: it has been "
            "rewritten.");
  EXPECT_EQ(what_does_not_hold(Log(250).audit({log.checkpoint(300)}).findings),
            "The checkpoint that you hold has 300 entries, more than this ledger: it has been cut back.");
}

TEST(LogAudit, a_paper_that_names_a_state_which_never_was_is_found) {
  std::string entry = Log().entries[200];
  entry = replaced(entry, "as-at 199 ", "as-at 198 ");
  EXPECT_EQ(what_does_not_hold(Log(300, {{200, entry}}).audit().findings),
            "Entry 200: The state of the record that the paper names was never this ledger's.");
  EXPECT_EQ(what_does_not_hold(Log(300, {{5, Log().entries[0]}}).audit().findings),
            "Entry 5 says that the log begins there.");
  EXPECT_EQ(what_does_not_hold(Log(300, {{5, "anything"}}).audit().findings), "Entry 5 is of no known kind.");
}

TEST(PaperAudit, a_paper_as_published_holds_and_any_other_does_not) {
  const Log log;
  const std::string proof =
      write_entry_proof({{}, 200, *inclusion_proof(200, 300, log.tree.nodes()), log.checkpoint(300)});
  const auto audit = [&](std::string_view file, std::string_view entry, std::string_view proof_bytes) {
    return audit_paper(file, entry, proof_bytes, log_key.verifier(), {witness_key.verifier()});
  };
  const PaperAudit good = audit(paper_file, log.entries[200], proof);
  EXPECT_TRUE(good.holds()) << what_does_not_hold(good.findings);
  EXPECT_EQ(good.index, 200u);
  EXPECT_EQ(good.findings.size(), 4u);
  for (std::size_t bit = 0; bit < paper_file.size() * 8; ++bit)
    ASSERT_FALSE(audit(flipped(std::string(paper_file), bit), log.entries[200], proof).holds());
  for (std::size_t bit = 0; bit < log.entries[200].size() * 8; ++bit)
    ASSERT_FALSE(audit(paper_file, flipped(log.entries[200], bit), proof).holds());
  EXPECT_FALSE(audit(paper_file, log.entries[280], proof).holds());
  EXPECT_FALSE(audit(paper_file, log.entries[199], proof).holds());
  EXPECT_FALSE(audit(paper_file, log.entries[200], "").holds());
}

}  // namespace
}  // namespace candour::ledger
