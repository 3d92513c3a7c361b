#include "ledger/audit.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/encoding.h"
#include "base/text.h"
#include "ledger/commitment.h"
#include "ledger/entries.h"
#include "ledger/inside/lines.h"
#include "ledger/tiles.h"

namespace candour::ledger {
namespace {

std::string number(std::uint64_t value) {
  return grouped(static_cast<long long>(value));
}
std::string entries(std::uint64_t count) {
  return number(count) + (count == 1 ? " entry" : " entries");
}
std::string in_words(std::uint64_t seconds_since_1970) {
  constexpr std::uint64_t last = 253'402'300'799;  // of the year 9999
  return ledger::in_words(
      Moment::from_microseconds(static_cast<std::int64_t>(std::min(seconds_since_1970, last)) * 1'000'000));
}

bool all_hold(const std::vector<Finding>& findings) {
  return !findings.empty() &&
         std::all_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.holds; });
}

void tell(std::vector<Finding>& findings, bool holds, std::string sentence) {
  findings.push_back({holds, std::move(sentence)});
}

void tell_signatures(std::vector<Finding>& findings, const SignedCheckpoint& opened,
                     const std::vector<VerifierKey>& witnesses) {
  const Checkpoint& checkpoint = opened.checkpoint;
  tell(findings, true,
       "The checkpoint is signed by " + checkpoint.origin + ": " + entries(checkpoint.size) + ", root " +
           base64(bytes_of(checkpoint.root)) + ".");
  for (const Cosigned& by : opened.cosigned)
    tell(findings, true,
         "The witness " + witnesses[by.witness].name + " saw this as the latest on " + in_words(by.time) + ".");
}

// ---- A whole log ----

// Hashes every entry anew and compares with what the tiles say.
class Rebuild {
 public:
  Rebuild(const Files& files, std::uint64_t size, LogAudit& audit) : files_(files), size_(size), audit_(audit) {}

  // The root of it; nothing where a file is missing or is not what it must be.
  std::optional<Hash> run() {
    for (std::uint64_t index = 0; const unsigned width = width_in(size_, 0, index); ++index) {
      const std::string path = bundle_path(index, width);
      const auto bytes = files_(path);
      const auto bundle = bytes ? read_bundle(*bytes, width) : Result<std::vector<std::string>>(fail(bytes.error()));
      if (!bundle) return stop(path + ": " + bundle.error().sentence);
      for (const std::string& entry : *bundle)
        if (!take(entry)) return std::nullopt;
    }
    for (unsigned level = 0; level < levels_.size(); ++level)
      if (!levels_[level].empty() && !compare(level)) return std::nullopt;
    return range_.root();
  }
  std::uint64_t events() const { return events_; }
  const std::optional<Genesis::Earlier>& earlier() const { return genesis_.continues; }
  Moment begun() const { return genesis_.begun; }
  std::size_t tiles() const { return tiles_; }

 private:
  std::optional<Hash> stop(std::string sentence) {
    tell(audit_.findings, false, std::move(sentence));
    return std::nullopt;
  }

  bool take(const std::string& entry) {
    if (!know(entry)) return false;
    const Hash leaf = leaf_hash(entry);
    range_.append(leaf);
    Hash hash = leaf;
    for (unsigned level = 0;; ++level) {
      if (level == levels_.size()) levels_.emplace_back();
      levels_[level].push_back(hash);
      if (levels_[level].size() < tile_width) return true;
      if (!compare(level)) return false;
      hash = tile_root(levels_[level].data(), tile_width);
      levels_[level].clear();
    }
  }

  // What an entry says openly.
  bool know(const std::string& entry) {
    const std::uint64_t index = range_.size();
    const auto says = [&](const Error& error) {
      return stop("Entry " + number(index) + ": " + error.sentence).has_value();
    };
    switch (kind_of_entry(entry)) {
      case EntryKind::genesis: {
        const auto genesis = read_genesis(entry);
        if (!genesis) return says(genesis.error());
        if (index != 0) return stop("Entry " + number(index) + " says that the log begins there.").has_value();
        genesis_ = *genesis;
        return true;
      }
      case EntryKind::event: {
        const auto event = read_event_entry(entry);
        ++events_;
        return event || says(event.error());
      }
      case EntryKind::paper: {
        const auto paper = read_paper(entry);
        if (!paper) return says(paper.error());
        if (paper->supersedes)
          if (auto* earlier = paper_at(*paper->supersedes)) earlier->superseded_by = index;
        audit_.papers.push_back({index, *paper, {}, {}});
        return true;
      }
      case EntryKind::withdrawal: {
        const auto withdrawal = read_withdrawal(entry);
        if (!withdrawal) return says(withdrawal.error());
        if (auto* earlier = paper_at(withdrawal->entry)) earlier->withdrawn_by = index;
        return true;
      }
      case EntryKind::unknown:
        break;
    }
    return stop("Entry " + number(index) + " is of no known kind.").has_value();
  }

  LogAudit::PublishedPaper* paper_at(std::uint64_t index) {
    const auto found = std::lower_bound(audit_.papers.begin(), audit_.papers.end(), index,
                                        [](const auto& published, std::uint64_t at) { return published.index < at; });
    return found != audit_.papers.end() && found->index == index ? &*found : nullptr;
  }

  bool compare(unsigned level) {
    const auto width = static_cast<unsigned>(levels_[level].size());
    const std::uint64_t hashes = range_.size() >> (8 * level);
    const Tile tile{level, (hashes - 1) / tile_width, width};
    const std::string path = tile_path(tile);
    const auto bytes = files_(path);
    if (!bytes) return stop(path + ": " + bytes.error().sentence).has_value();
    std::string expected;
    for (const Hash& hash : levels_[level]) expected += bytes_of(hash);
    if (*bytes != expected)
      return stop(path + " is not made of the entries below it: one or the other has been altered.").has_value();
    ++tiles_;
    return true;
  }

  const Files& files_;
  std::uint64_t size_;
  LogAudit& audit_;
  CompactRange range_;
  std::vector<std::vector<Hash>> levels_;  // of each level, the hashes of its last tile
  std::uint64_t events_ = 0;
  Genesis genesis_;
  std::size_t tiles_ = 0;
};

// That an earlier checkpoint is of this log, by working its root out of the tiles, which by now are known to be true.
void tell_earlier(std::vector<Finding>& findings, const std::string& which, const Checkpoint& earlier,
                  const Checkpoint& now, const Nodes& nodes) {
  if (earlier.size > now.size)
    return tell(findings, false,
                which + " has " + entries(earlier.size) + ", more than this ledger: it has been cut back.");
  const auto root = root_of(earlier.size, nodes);
  if (!root) return tell(findings, false, which + ": " + root.error().sentence);
  if (*root != earlier.root)
    return tell(findings, false,
                which + " was signed over other entries than this ledger begins with: it has been rewritten.");
  tell(findings, true,
       which + ", of " + entries(earlier.size) + ", is where this ledger once was; since then it was only added to.");
}

}  // namespace

std::string in_words(Moment moment) {
  return moment.date().words() + " at " + moment.iso().substr(11, 5) + " UTC";
}

std::string write_consistency(const Advance& advance) {
  std::string text = "old " + std::to_string(advance.old_size) + "\n";
  for (const Hash& hash : advance.proof) text += base64(bytes_of(hash)) + "\n";
  return text;
}

Result<Advance> read_consistency(std::string_view bytes) {
  const auto malformed = [] {
    return fail(
        ErrorCode::unreadable,
        "This is not a proof between two checkpoints: a line “old” with a size, and lines of one hash in base64.");
  };
  const auto line = inside::take_line(bytes);
  const auto size_text = line ? inside::value_of(*line, "old") : std::nullopt;
  const auto size = size_text ? inside::read_decimal(*size_text) : std::nullopt;
  if (!size) return malformed();
  Advance advance{*size, {}};
  while (!bytes.empty()) {
    const auto next = inside::take_line(bytes);
    const auto hash = next ? inside::read_hash(*next) : std::nullopt;
    if (!hash || advance.proof.size() == 64) return malformed();
    advance.proof.push_back(*hash);
  }
  return advance;
}

bool LogAudit::holds() const {
  return all_hold(findings);
}
bool PaperAudit::holds() const {
  return all_hold(findings);
}

LogAudit audit_log(const Files& files, const VerifierKey& log, const std::vector<VerifierKey>& witnesses,
                   const std::vector<std::string>& seen) {
  LogAudit audit;
  const auto bytes = files("checkpoint");
  const auto opened = bytes ? open_checkpoint(*bytes, log, witnesses) : Result<SignedCheckpoint>(fail(bytes.error()));
  if (!opened) {
    tell(audit.findings, false, "checkpoint: " + opened.error().sentence);
    return audit;
  }
  audit.checkpoint = *opened;
  const Checkpoint& now = opened->checkpoint;
  tell_signatures(audit.findings, *opened, witnesses);

  Rebuild rebuild(files, now.size, audit);
  const auto root = rebuild.run();
  if (!root) return audit;
  if (*root != now.root) {
    tell(audit.findings, false,
         "The entries lead to another root than the one that was signed: entries or tiles have been altered.");
    return audit;
  }
  tell(audit.findings, true,
       "All " + entries(now.size) + " (" + number(rebuild.events()) + " of events, " + number(audit.papers.size()) +
           (audit.papers.size() == 1 ? " paper" : " papers") + ") were hashed anew: they make every one of its " +
           number(rebuild.tiles()) + " tiles and the root that was signed.");

  const Nodes nodes = nodes_in_tiles(now.size, [&](const Tile& tile) { return files(tile_path(tile)); });
  if (const auto old_bytes = files("checkpoint.old"); old_bytes || old_bytes.error().code != ErrorCode::not_found) {
    const auto old =
        old_bytes ? open_checkpoint(*old_bytes, log, witnesses) : Result<SignedCheckpoint>(fail(old_bytes.error()));
    const auto proof_bytes = files("consistency");
    const auto proof = proof_bytes ? read_consistency(*proof_bytes) : Result<Advance>(fail(proof_bytes.error()));
    if (!old) {
      tell(audit.findings, false, "checkpoint.old: " + old.error().sentence);
    } else {
      tell_earlier(audit.findings, "The earlier checkpoint in the folder", old->checkpoint, now, nodes);
      if (!proof)
        tell(audit.findings, false, "consistency: " + proof.error().sentence);
      else if (proof->old_size != old->checkpoint.size)
        tell(audit.findings, false, "consistency: It is a proof from another size than that of checkpoint.old.");
      else if (const auto checked =
                   check_consistency(proof->old_size, old->checkpoint.root, now.size, now.root, proof->proof);
               !checked)
        tell(audit.findings, false, "consistency: " + checked.error().sentence);
      else
        tell(audit.findings, true, "The proof between the two checkpoints holds.");
    }
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const std::string which =
        seen.size() == 1 ? "The checkpoint that you hold" : "Checkpoint " + std::to_string(i + 1) + " that you hold";
    const auto held = open_checkpoint(seen[i], log);
    if (!held)
      tell(audit.findings, false, which + ": " + held.error().sentence);
    else
      tell_earlier(audit.findings, which, held->checkpoint, now, nodes);
  }
  const auto& earlier = rebuild.earlier();
  if (earlier)
    tell(audit.findings, true,
         "This ledger goes on from " + earlier->origin + ", of which " + entries(earlier->size) +
             " were signed last (root " + base64(bytes_of(earlier->root)) + "): " + earlier->why +
             ". What was signed by that name is checked by checkpoints and proofs of that ledger.");
  for (const auto& published : audit.papers)
    if (earlier && published.paper.published < rebuild.begun()) {
      if (published.paper.as_at_size > earlier->size)
        tell(audit.findings, false,
             "Entry " + number(published.index) + ": The paper names a state that the earlier ledger did not reach.");
    } else if (published.paper.as_at_size > published.index ||
               root_of(published.paper.as_at_size, nodes).value_or(Hash{}) != published.paper.as_at_root)
      tell(audit.findings, false,
           "Entry " + number(published.index) +
               ": The state of the record that the paper names was never this ledger's.");
  return audit;
}

PaperAudit audit_paper(std::string_view file, std::string_view entry, std::string_view proof, const VerifierKey& log,
                       const std::vector<VerifierKey>& witnesses) {
  PaperAudit audit;
  const auto paper = read_paper(entry);
  if (!paper) {
    tell(audit.findings, false, paper.error().sentence);
    return audit;
  }
  audit.paper = *paper;
  if (sha256(file) != paper->sha256 || file.size() != paper->bytes) {
    tell(audit.findings, false,
         "This file is not the one that was published: its SHA-256 is " + sha256_hex(file) + " (" +
             number(file.size()) + " bytes), and the entry says " + hex(bytes_of(paper->sha256)) + " (" +
             number(paper->bytes) + " bytes).");
  } else {
    tell(audit.findings, true,
         "The file is, byte for byte, the one that the entry tells of (SHA-256 " + sha256_hex(file) + ").");
  }
  const auto read = read_entry_proof(proof);
  const auto opened =
      read ? open_checkpoint(read->checkpoint, log, witnesses) : Result<SignedCheckpoint>(fail(read.error()));
  if (!opened) {
    tell(audit.findings, false, opened.error().sentence);
    return audit;
  }
  audit.checkpoint = *opened;
  audit.index = read->index;
  tell_signatures(audit.findings, *opened, witnesses);
  const auto checked = check_entry(*read, entry, log, witnesses);
  tell(audit.findings, checked.has_value(),
       checked ? "The entry of the paper is number " + number(read->index) + " in it (they count from 0)."
               : checked.error().sentence);
  return audit;
}

}  // namespace candour::ledger
