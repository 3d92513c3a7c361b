#pragma once
// The ledger as it is signed and shown to anybody: checkpoints made by the signer and kept beside the record, and the
// tiles under them. What is shown never goes beyond the latest checkpoint: between two of them nobody outside can count
// what happens.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/candour.h"
#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/tiles.h"
#include "ledger/tree.h"

namespace candour::app {

// Perfect subtrees of the store's ledger. Valid as long as the store is.
ledger::Nodes nodes_of(const Store& store);

// The bytes of a tile, and of the entries under one of level 0; worked out of what is kept. The ledger must have them.
Result<std::string> tile_of(const Store& store, const ledger::Tile& tile);
Result<std::string> bundle_of(const Store& store, const ledger::Tile& tile);

struct KeptCheckpoint {
  std::string bytes;  // as served: signed, and cosigned so far
  ledger::Checkpoint checkpoint;
};
// The latest; nothing before the first.
Result<std::optional<KeptCheckpoint>> latest_checkpoint(const Candour& candour);
// The one before the latest, and the last of each earlier day; the latest of them first.
Result<std::vector<KeptCheckpoint>> earlier_checkpoints(const Candour& candour);

// Whether a paper or a withdrawal was entered between the two sizes.
Result<bool> has_paper_between(const Store& store, std::uint64_t from, std::uint64_t to);
// Checkpoints that were the first to have a paper or a withdrawal are kept for good, with all that is said of them:
// what is shown of a paper years later is what was said when it was published. The first of them first; those that have
// the entry of this index.
Result<std::vector<KeptCheckpoint>> checkpoints_of_papers(const Candour& candour, std::uint64_t index);
Result<void> keep_for_papers(Candour& candour, const KeptCheckpoint& checkpoint);
// Adds what a witness answered to this checkpoint, wherever it is kept.
Result<void> add_cosignatures(Candour& candour, const KeptCheckpoint& to, std::string_view answer,
                              const std::vector<ledger::VerifierKey>& witnesses);

// The ledger's public key, once anything was signed.
Result<std::optional<ledger::VerifierKey>> log_key(const Candour& candour);

// Has what stands signed, unless it is already, and gives the latest checkpoint: by the timer (jobs.h), and by whoever
// publishes, before the publication is shown. unavailable where there is no signer, or none that answers. refused where
// the signer finds the record rolled back or rewritten: the record is held from then on.
Result<KeptCheckpoint> sign_now(Candour& candour);

// Where this ledger is shorter than one of these checkpoints of it, or another: a sentence that says so. Empty where it
// has grown from all of them. Reads every entry up to the largest.
Result<std::string> what_does_not_follow(const Store& store, std::vector<ledger::Checkpoint> were_signed);

// Works the root out anew, from the entries, at the size that was signed last, by the signer's own memory and by the
// checkpoint that is kept. Where the ledger is shorter or another, the record is held (Candour::hold). Before serving.
// unavailable where the signer cannot be asked: then only what is kept, and what is `remembered` otherwise, has been
// looked at.
Result<void> check_what_was_signed(Candour& candour, const std::optional<ledger::Checkpoint>& remembered = {});

// A file under /ledger/: "checkpoint", "log.vkey", "log.pem", "policy", "witness.vkey" where there are witnesses,
// "checkpoint.tsr" where the latest checkpoint is stamped, "tile/0/000", "tile/entries/000.p/17". not_found beyond
// the latest checkpoint.
Result<std::string> ledger_file(const Candour& candour, std::string_view path);

}  // namespace candour::app
