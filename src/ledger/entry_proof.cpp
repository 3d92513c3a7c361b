#include "ledger/entry_proof.h"

#include "base/encoding.h"
#include "ledger/inside/lines.h"

namespace candour::ledger {
namespace {

constexpr std::string_view heading = "c2sp.org/tlog-proof@v1";

}  // namespace

std::string write_entry_proof(const EntryProof& proof) {
  std::string text = std::string(heading) + "\n";
  if (proof.extra) text += "extra " + base64(*proof.extra) + "\n";
  text += "index " + std::to_string(proof.index) + "\n";
  for (const Hash& hash : proof.hashes) text += base64(bytes_of(hash)) + "\n";
  return text + "\n" + proof.checkpoint;
}

Result<EntryProof> read_entry_proof(std::string_view bytes) {
  const auto malformed = [](std::string_view what) {
    return fail(ErrorCode::unreadable, "This is not a proof of an entry: " + std::string(what) + ".");
  };
  if (bytes.size() > longest_note)
    return fail(ErrorCode::too_large, "A proof of an entry has at most a million bytes.");
  if (inside::take_line(bytes) != heading) return malformed("it does not begin with “" + std::string(heading) + "”");
  EntryProof proof;
  auto line = inside::take_line(bytes);
  if (const auto extra = line ? inside::value_of(*line, "extra") : std::nullopt) {
    proof.extra = from_base64(*extra);
    if (!proof.extra) return malformed("its line “extra” is not in base64");
    line = inside::take_line(bytes);
  }
  const auto index_text = line ? inside::value_of(*line, "index") : std::nullopt;
  const auto index = index_text ? inside::read_decimal(*index_text) : std::nullopt;
  if (!index) return malformed("it does not say the place of the entry");
  proof.index = *index;
  while ((line = inside::take_line(bytes)) && !line->empty()) {
    const auto hash = inside::read_hash(*line);
    if (!hash) return malformed("a line of it is not a hash in base64");
    if (proof.hashes.size() == 64) return malformed("it has more than 64 hashes");
    proof.hashes.push_back(*hash);
  }
  if (!line || bytes.empty()) return malformed("no checkpoint stands at its end");
  proof.checkpoint = bytes;
  return proof;
}

Result<SignedCheckpoint> check_entry(const EntryProof& proof, std::string_view entry, const VerifierKey& log,
                                     const std::vector<VerifierKey>& witnesses) {
  CANDOUR_TRY(opened, open_checkpoint(proof.checkpoint, log, witnesses));
  CANDOUR_CHECK(
      check_inclusion(leaf_hash(entry), proof.index, opened.checkpoint.size, proof.hashes, opened.checkpoint.root));
  return std::move(opened);
}

}  // namespace candour::ledger
