// Everything of a ledger that comes from outside: notes, checkpoints, proofs, requests to a witness, policies, keys,
// entries, tiles and their addresses. The first byte chooses which. What is read is written again as the same bytes,
// and nothing that was made up bears a signature of the key that is asked for.
#include <optional>

#include "fuzz/fuzz.h"
#include "ledger/audit.h"
#include "ledger/commitment.h"
#include "ledger/policy.h"
#include "ledger/tiles.h"
#include "ledger/witness.h"

namespace {

using namespace candour;
using namespace candour::ledger;
using candour::fuzz::must;

template <class T>
Result<T> or_said(Result<T> result) {
  if (!result) must(!result.error().sentence.empty(), "a refusal says why");
  return result;
}
const SigningKey& key() {
  static const SigningKey made =
      *SigningKey::make("candour.harrow-vale.example/log/1", Algorithm::signature, SigningKey::Seed{7});
  return made;
}

void look(std::uint8_t which, std::string_view bytes) {
  switch (which % 12) {
    case 0:
      if (const auto note = or_said(read_note(bytes))) {
        must(write_note(*note) == bytes, "a note has one form");
        must(verified_by(*note, {key().verifier()}).value_or(std::vector<Verified>{}).empty(),
             "no signature is made up");
      }
      break;
    case 1:
      if (const auto checkpoint = or_said(read_checkpoint(bytes)))
        must(write_checkpoint(*checkpoint) == bytes, "a checkpoint has one form");
      break;
    case 2:
      if (const auto proof = or_said(read_entry_proof(bytes))) {
        must(write_entry_proof(*proof) == bytes, "a proof has one form");
        must(!check_entry(*proof, "an entry", key().verifier()), "no proof is made up");
      }
      break;
    case 3:
      if (const auto request = or_said(read_add_checkpoint(bytes))) {
        must(write_add_checkpoint(*request) == bytes, "a request has one form");
        const auto answer = decide(*request, key().verifier(), std::nullopt);
        must(answer.outcome != WitnessOutcome::cosigned, "nothing made up is cosigned");
        must(!answer.sentence.empty(), "a refusal says why");
      }
      break;
    case 4:
      if (const auto policy = or_said(read_policy(bytes))) {
        const std::string again = write_policy(*policy);
        const auto same = read_policy(again);
        must(same && *same == *policy, "a policy survives being written");
        must(is_enough(*policy, {}) == (policy->quorum == "none"), "nobody's word is not enough");
      }
      break;
    case 5:
      if (const auto vkey = or_said(read_verifier_key(bytes)))
        must(write_verifier_key(*vkey) == bytes, "a key has one form");
      (void)SigningKey::read(bytes);
      break;
    case 6:
      if (const auto paper = or_said(read_paper(bytes))) must(*write_entry(*paper) == bytes, "an entry has one form");
      if (const auto genesis = or_said(read_genesis(bytes)))
        must(*write_entry(*genesis) == bytes, "an entry has one form");
      if (const auto gone = or_said(read_withdrawal(bytes)))
        must(*write_entry(*gone) == bytes, "an entry has one form");
      if (const auto event = or_said(read_event_entry(bytes)))
        must(write_event_entry(*event) == bytes, "an entry has one form");
      break;
    case 7:
      if (const auto core = or_said(read_committed_core(bytes)))
        must(write_committed_core(*core) == bytes, "committed bytes have one form");
      break;
    case 8:
      if (const auto tile = read_tile_path(bytes)) must(tile_path(*tile) == bytes, "an address has one spelling");
      if (const auto bundle = read_bundle_path(bytes))
        must(bundle_path(bundle->index, bundle->width) == bytes, "an address has one spelling");
      break;
    case 9:
      if (const auto entries = or_said(read_bundle(bytes, bytes.size() % 4))) {
        std::string again;
        for (const auto& entry : *entries)
          must(add_to_bundle(again, entry).has_value(), "what was read can be written");
        must(again == bytes, "a bundle has one form");
      }
      break;
    case 10:
      if (const auto memory = or_said(read_signer_memory(bytes)))
        must(write_signer_memory(*memory) == bytes, "a signer's memory has one form");
      if (const auto way = or_said(read_consistency(bytes)))
        must(write_consistency(*way) == bytes, "a proof has one form");
      break;
    default: {
      // Checks end, whatever the numbers: sizes and hashes are taken from the input.
      std::uint64_t numbers[2] = {};
      for (auto& number : numbers)
        for (int i = 0; i < 8 && !bytes.empty(); ++i, bytes.remove_prefix(1))
          number = number << 8 | static_cast<unsigned char>(bytes[0]);
      std::vector<Hash> proof;
      for (; bytes.size() >= 32; bytes.remove_prefix(32)) proof.push_back(*hash_of(bytes.substr(0, 32)));
      const Hash leaf = leaf_hash("a leaf that no input knows");
      must(!check_inclusion(leaf, numbers[0], numbers[1], proof, empty_root()), "no proof is made up");
      must(!check_consistency(numbers[0], leaf, numbers[1], empty_root(), proof), "no proof is made up");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 0) look(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1});
  return 0;
}
