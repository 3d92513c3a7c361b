#pragma once
// What somebody outside checks, with nothing but the public files, the paper and keys that came another way: that a log
// is what it was, and that a paper stands in it. Told as findings in plain words, each held or not. Pure: files are
// given by a function. Any thread.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/entries.h"
#include "ledger/entry_proof.h"
#include "ledger/signer.h"

namespace candour::ledger {

// "old <size>", then one hash in base64 a line: from an earlier checkpoint to a later one.
std::string write_consistency(const Advance& advance);
Result<Advance> read_consistency(std::string_view bytes);

struct Finding {
  bool holds = true;
  std::string sentence;
  bool operator==(const Finding&) const = default;
};

// A file of the log's folder by its path ("checkpoint", "tile/0/000"); ErrorCode::not_found where there is none.
using Files = std::function<Result<std::string>(const std::string& path)>;

struct LogAudit {
  std::vector<Finding> findings;
  // Whether all of them hold.
  bool holds() const;
  std::optional<SignedCheckpoint> checkpoint;  // where it opens
  struct PublishedPaper {
    std::uint64_t index = 0;
    Paper paper;
    std::optional<std::uint64_t> superseded_by;  // the entry
    std::optional<std::uint64_t> withdrawn_by;
  };
  std::vector<PublishedPaper> papers;  // in order
};
// Reads all of it: the checkpoint's signatures; every entry, hashed anew into every tile and the root; an earlier
// checkpoint and the proof between them where the folder has one; and that each of `seen`, checkpoints that the auditor
// holds from elsewhere, is an earlier state of this log and no other.
LogAudit audit_log(const Files& files, const VerifierKey& log, const std::vector<VerifierKey>& witnesses,
                   const std::vector<std::string>& seen = {});

struct PaperAudit {
  std::vector<Finding> findings;
  bool holds() const;
  std::optional<Paper> paper;                  // as its entry says
  std::optional<SignedCheckpoint> checkpoint;  // of the proof, where it opens
  std::uint64_t index = 0;
};
// That these bytes are the file the entry tells of, and that the entry stands in a log which was signed.
PaperAudit audit_paper(std::string_view file, std::string_view entry, std::string_view proof, const VerifierKey& log,
                       const std::vector<VerifierKey>& witnesses);

// When, in words for a person: 7 January 2016 at 10:04 UTC.
std::string in_words(Moment moment);

}  // namespace candour::ledger
