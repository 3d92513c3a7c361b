#include "app/checkpoints.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/attesting.h"
#include "app/signer.h"
#include "base/text.h"
#include "ledger/entries.h"
#include "ledger/tiles.h"
#include "ledger/witness.h"

namespace candour::app {
namespace {

constexpr std::string_view kind = "ledger";
constexpr std::string_view latest = "checkpoint";
constexpr std::string_view of_days = "checkpoint/";  // checkpoint/2026-03-05
constexpr std::string_view of_papers = "paper/";     // paper/SIZE, in twenty digits
constexpr std::string_view key_of_log = "key";
constexpr int attempts = 8;
constexpr std::size_t at_once = 4096;

std::string entries(std::uint64_t count) {
  return grouped(static_cast<long long>(count)) + (count == 1 ? " entry" : " entries");
}

Result<KeptCheckpoint> read_kept(std::string bytes) {
  CANDOUR_TRY(note, ledger::read_note(bytes));
  CANDOUR_TRY(checkpoint, ledger::read_checkpoint(note.text));
  return KeptCheckpoint{std::move(bytes), std::move(checkpoint)};
}

std::string of_paper(std::uint64_t size) {
  const std::string digits = std::to_string(size);
  return std::string(of_papers) + std::string(20 - digits.size(), '0') + digits;
}

// In place of a smaller one; never of a larger, whoever was quicker.
Result<void> keep(Candour& candour, const KeptCheckpoint& made) {
  Vault& vault = candour.store().vault();
  CANDOUR_TRY(before, latest_checkpoint(candour));
  CANDOUR_TRY(has_paper,
              has_paper_between(candour.store(), before ? before->checkpoint.size : 0, made.checkpoint.size));
  if (has_paper) CANDOUR_CHECK(keep_for_papers(candour, made));
  const std::string day = std::string(of_days) + candour.clock().now().date().iso();
  for (const std::string& name : {std::string(latest), day})
    for (int attempt = 0;; ++attempt) {
      const auto there = vault.find(kind, name);
      if (!there && there.error().code != ErrorCode::not_found) return fail(there.error());
      if (there) {
        CANDOUR_TRY(kept, read_kept(there->content));
        if (kept.checkpoint.origin == made.checkpoint.origin && kept.checkpoint.size >= made.checkpoint.size) break;
      }
      auto done = vault.keep(kind, name, there ? there->version : 0, made.bytes);
      // The one before is what an export proves the latest to follow.
      if (done && there && name == latest)
        CANDOUR_CHECK(vault.keep(kind, std::string(of_days) + "before", std::nullopt, there->content));
      if (done) break;
      if (done.error().code != ErrorCode::conflict || attempt == attempts) return fail(std::move(done.error()));
    }
  return {};
}

std::string rolled_back(std::uint64_t has, std::uint64_t was_signed) {
  return "This record is read-only: it has " + entries(has) + ", but " + entries(was_signed) +
         " were signed before. It is an old copy. Put the latest one in its place (see “Restoring” in the guide to "
         "operating Candour); until then nothing is changed in it.";
}
std::string rewritten(std::uint64_t was_signed) {
  return "This record is read-only: its first " + entries(was_signed) +
         " are not the ones that were signed. Somebody altered it, or it belongs to another ledger. Keep it as it is, "
         "and compare it with a backup (candour verify); until then nothing is changed in it.";
}

}  // namespace

ledger::Nodes nodes_of(const Store& store) {
  return [&store](unsigned level, std::uint64_t index) { return store.ledger().node(level, index); };
}

Result<std::string> tile_of(const Store& store, const ledger::Tile& tile) {
  if (tile.level > 0) return ledger::write_tile(tile, nodes_of(store));
  // Of level 0 all in one question.
  CANDOUR_TRY(entries, store.ledger().entries(tile.index * ledger::tile_width, tile.width));
  std::string bytes;
  for (const LedgerEntry& entry : entries) bytes += ledger::bytes_of(ledger::leaf_hash(entry.bytes));
  return bytes;
}

Result<std::string> bundle_of(const Store& store, const ledger::Tile& tile) {
  CANDOUR_TRY(entries, store.ledger().entries(tile.index * ledger::tile_width, tile.width));
  std::string bytes;
  for (const LedgerEntry& entry : entries) CANDOUR_CHECK(ledger::add_to_bundle(bytes, entry.bytes));
  return bytes;
}

Result<std::optional<KeptCheckpoint>> latest_checkpoint(const Candour& candour) {
  auto there = candour.store().vault().find(kind, latest);
  if (!there && there.error().code == ErrorCode::not_found) return std::optional<KeptCheckpoint>();
  if (!there) return fail(std::move(there.error()));
  CANDOUR_TRY(kept, read_kept(std::move(there->content)));
  return std::optional(std::move(kept));
}

Result<std::vector<KeptCheckpoint>> earlier_checkpoints(const Candour& candour) {
  CANDOUR_TRY(newest, latest_checkpoint(candour));
  CANDOUR_TRY(days, candour.store().vault().all(kind, of_days));
  std::vector<KeptCheckpoint> found;
  for (auto day = days.rbegin(); day != days.rend(); ++day) {
    CANDOUR_TRY(kept, read_kept(std::move(day->content)));
    if (newest && kept.checkpoint.size < newest->checkpoint.size) found.push_back(std::move(kept));
  }
  return found;
}

Result<bool> has_paper_between(const Store& store, std::uint64_t from, std::uint64_t to) {
  while (from < to) {
    CANDOUR_TRY(some, store.ledger().entries(from, std::min<std::uint64_t>(at_once, to - from)));
    if (some.empty()) return false;
    for (const LedgerEntry& entry : some) {
      const ledger::EntryKind kind_of =
          entry.position == 0 ? ledger::kind_of_entry(entry.bytes) : ledger::EntryKind::event;
      if (kind_of == ledger::EntryKind::paper || kind_of == ledger::EntryKind::withdrawal) return true;
    }
    from += some.size();
  }
  return false;
}

Result<void> keep_for_papers(Candour& candour, const KeptCheckpoint& checkpoint) {
  const auto done = candour.store().vault().keep(kind, of_paper(checkpoint.checkpoint.size), 0, checkpoint.bytes);
  if (!done && done.error().code != ErrorCode::conflict) return fail(done.error());
  return {};
}

Result<std::vector<KeptCheckpoint>> checkpoints_of_papers(const Candour& candour, std::uint64_t index) {
  CANDOUR_TRY(all, candour.store().vault().all(kind, of_papers));
  std::vector<KeptCheckpoint> found;
  for (Kept& each : all) {
    if (each.key <= of_paper(index)) continue;
    CANDOUR_TRY(kept, read_kept(std::move(each.content)));
    found.push_back(std::move(kept));
  }
  return found;
}

Result<void> add_cosignatures(Candour& candour, const KeptCheckpoint& to, std::string_view answer,
                              const std::vector<ledger::VerifierKey>& witnesses) {
  Vault& vault = candour.store().vault();
  CANDOUR_TRY(log, log_key(candour));
  if (!log) return {};
  for (const std::string& name : {std::string(latest), of_paper(to.checkpoint.size)})
    for (int attempt = 0;; ++attempt) {
      const auto there = vault.find(kind, name);
      if (!there && there.error().code != ErrorCode::not_found) return fail(there.error());
      if (!there) break;
      CANDOUR_TRY(stands, read_kept(there->content));
      if (stands.checkpoint != to.checkpoint) break;
      CANDOUR_TRY(more, ledger::add_cosignatures(there->content, answer, *log, witnesses));
      auto done = vault.keep(kind, name, there->version, more);
      if (done) break;
      if (done.error().code != ErrorCode::conflict || attempt == attempts) return fail(std::move(done.error()));
    }
  return {};
}

Result<std::optional<ledger::VerifierKey>> log_key(const Candour& candour) {
  auto there = candour.store().vault().find(kind, key_of_log);
  if (!there && there.error().code == ErrorCode::not_found) return std::optional<ledger::VerifierKey>();
  if (!there) return fail(std::move(there.error()));
  CANDOUR_TRY(key, ledger::read_verifier_key(there->content));
  return std::optional(std::move(key));
}

Result<KeptCheckpoint> sign_now(Candour& candour) {
  const Signer* signer = candour.signer();
  if (!signer)
    return fail(ErrorCode::unavailable,
                "The ledger is not signed here, because no signer is set up (see the guide to operating Candour).");
  if (std::string held = candour.held(); !held.empty()) return fail(ErrorCode::refused, std::move(held));
  CANDOUR_TRY(first, candour.store().ledger().entries(0, 1));
  const auto genesis = first.empty()
                           ? std::optional<ledger::Genesis>()
                           : std::optional(ledger::read_genesis(first.front().bytes).value_or(ledger::Genesis{}));
  const ledger::Nodes nodes = nodes_of(candour.store());
  for (int attempt = 0; attempt < attempts; ++attempt) {
    CANDOUR_TRY(standing, signer->standing());
    if (genesis && genesis->continues && genesis->continues->origin == standing.key.name)
      return fail(ErrorCode::refused,
                  "This ledger goes on from “" + standing.key.name +
                      "”, which cannot be signed any more. Make a key for a name of its own: candour "
                      "signer --new-key, with the next number at its end.");
    const auto& last = standing.memory.last;
    CANDOUR_TRY(size, candour.store().ledger().size());
    CANDOUR_TRY(kept, latest_checkpoint(candour));
    if (kept && last && kept->checkpoint == *last && last->size == size) return *std::move(kept);
    const std::uint64_t from = last ? last->size : 0;
    if (from > size) {
      candour.hold(rolled_back(size, from));
      return fail(ErrorCode::refused, candour.held());
    }
    CANDOUR_TRY(root, ledger::root_of(size, nodes));
    CANDOUR_TRY(proof, ledger::consistency_proof(from, size, nodes));
    const ledger::Checkpoint next{standing.key.name, size, root};
    // First: a store that keeps nothing any more has nothing signed of it.
    CANDOUR_CHECK(
        candour.store().vault().keep(kind, key_of_log, std::nullopt, ledger::write_verifier_key(standing.key)));
    auto signed_by = signer->sign(next, {from, std::move(proof)});
    if (signed_by) {
      CANDOUR_TRY(opened, ledger::open_checkpoint(*signed_by, standing.key));
      const KeptCheckpoint made{*std::move(signed_by), std::move(opened.checkpoint)};
      CANDOUR_CHECK(keep(candour, made));
      return made;
    }
    if (signed_by.error().code == ErrorCode::conflict) continue;  // another signed meanwhile
    if (signed_by.error().code == ErrorCode::refused && last && last->origin == standing.key.name)
      candour.hold(rewritten(from));
    return fail(std::move(signed_by.error()));
  }
  return fail(ErrorCode::unavailable, "The ledger grew while it was being signed, again and again. Try again.");
}

Result<void> check_what_was_signed(Candour& candour, const std::optional<ledger::Checkpoint>& remembered) {
  // Taking in the record looks whether its bytes are those that were recorded.
  CANDOUR_CHECK(candour.people());
  std::vector<ledger::Checkpoint> were_signed;
  if (remembered) were_signed.push_back(*remembered);
  CANDOUR_TRY(kept, latest_checkpoint(candour));
  if (kept) were_signed.push_back(kept->checkpoint);
  Result<void> asked;
  if (candour.signer()) {
    auto standing = candour.signer()->standing();
    if (!standing)
      asked = fail(std::move(standing.error()));
    else if (standing->memory.last)
      were_signed.push_back(*standing->memory.last);
  }
  CANDOUR_TRY(sentence, what_does_not_follow(candour.store(), std::move(were_signed)));
  if (!sentence.empty()) candour.hold(sentence);
  return asked;
}

Result<std::string> what_does_not_follow(const Store& store, std::vector<ledger::Checkpoint> were_signed) {
  std::sort(were_signed.begin(), were_signed.end(),
            [](const auto& left, const auto& right) { return left.size < right.size; });
  ledger::CompactRange range;
  for (const ledger::Checkpoint& each : were_signed) {
    while (range.size() < each.size) {
      CANDOUR_TRY(some,
                  store.ledger().entries(range.size(), std::min<std::uint64_t>(at_once, each.size - range.size())));
      if (some.empty()) return rolled_back(range.size(), were_signed.back().size);
      for (const LedgerEntry& entry : some) range.append(ledger::leaf_hash(entry.bytes));
    }
    if (range.root() != each.root) return rewritten(each.size);
  }
  return std::string();
}

Result<std::string> ledger_file(const Candour& candour, std::string_view path) {
  const auto nothing = [] { return fail(ErrorCode::not_found, "There is nothing here."); };
  if (path == "log.vkey" || path == "log.pem") {
    CANDOUR_TRY(key, log_key(candour));
    if (!key) return nothing();
    return path == "log.vkey" ? ledger::write_verifier_key(*key) + "\n" : ledger::write_pem(*key);
  }
  CANDOUR_TRY(newest, latest_checkpoint(candour));
  if (!newest) return nothing();
  if (path == "checkpoint") return std::move(newest->bytes);
  if (path == "witness.vkey" || path == "policy") {
    CANDOUR_TRY(policy, kept_policy(candour));
    if (path == "policy") return ledger::write_policy(policy);
    if (policy.witnesses.empty()) return nothing();
    std::string keys;
    for (const ledger::VerifierKey& key : ledger::witness_keys(policy)) keys += ledger::write_verifier_key(key) + "\n";
    return keys;
  }
  if (path == "checkpoint.tsr") {
    CANDOUR_TRY(told, attested(candour, *newest));
    if (!told.stamp) return nothing();
    return *std::move(told.stamp);
  }
  const std::uint64_t size = newest->checkpoint.size;
  // A narrower tile than there is was there once, and may still be asked for.
  const auto is_there = [&](const ledger::Tile& tile) {
    return tile.width <= ledger::width_in(size, tile.level, tile.index);
  };
  if (const auto tile = ledger::read_tile_path(path); tile && is_there(*tile)) return tile_of(candour.store(), *tile);
  if (const auto bundle = ledger::read_bundle_path(path); bundle && is_there(*bundle))
    return bundle_of(candour.store(), *bundle);
  return nothing();
}

}  // namespace candour::app
