#pragma once
// A proof that an entry is in a log, in one text that can be checked years later without asking anybody
// (c2sp.org/tlog-proof): its place, the hashes from it to the root, and the signed checkpoint. Pure; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/tree.h"

namespace candour::ledger {

struct EntryProof {
  std::optional<std::string> extra;  // any bytes; nobody signed them, so nothing may rest on them
  std::uint64_t index = 0;
  std::vector<Hash> hashes;  // from the leaf's sibling upward
  std::string checkpoint;    // as signed, byte for byte
  bool operator==(const EntryProof&) const = default;
};

std::string write_entry_proof(const EntryProof& proof);
Result<EntryProof> read_entry_proof(std::string_view bytes);

// What the proof shows: that the log signed a checkpoint which has this entry at this place. Refused with a sentence
// where it does not. The keys must have come another way than the proof did.
Result<SignedCheckpoint> check_entry(const EntryProof& proof, std::string_view entry, const VerifierKey& log,
                                     const std::vector<VerifierKey>& witnesses = {});

}  // namespace candour::ledger
