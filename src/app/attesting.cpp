#include "app/attesting.h"

#include <algorithm>
#include <utility>

#include "app/attestor.h"
#include "base/encoding.h"
#include "ledger/witness.h"

namespace candour::app {
namespace {

constexpr std::string_view kind = "ledger";
constexpr std::string_view stamp_key = "stamp";       // the checkpoint, an empty line, the response in base64
constexpr std::string_view size_prefix = "witness/";  // witness/NAME: what it cosigned last
constexpr std::string_view policy_key = "policy";
constexpr int attempts = 3;

Result<std::string> kept(const Candour& candour, std::string_view key) {
  auto there = candour.store().vault().find(kind, key);
  if (!there && there.error().code == ErrorCode::not_found) return std::string();
  if (!there) return fail(std::move(there.error()));
  return std::move(there->content);
}

std::uint64_t number_in(std::string_view text) {
  std::uint64_t number = 0;
  for (const char c : text.substr(0, text.find('\n'))) {
    if (c < '0' || c > '9' || number > UINT64_MAX / 10 - 1) return 0;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return number;
}

// What the others say of it may have come meanwhile: it is added to what stands, or not where a later one does.
Result<void> add_to_latest(Candour& candour, const KeptCheckpoint& of, std::string_view answer,
                           const ledger::VerifierKey& log, const std::vector<ledger::VerifierKey>& witnesses) {
  for (int attempt = 0; attempt < attempts; ++attempt) {
    CANDOUR_TRY(there, candour.store().vault().find(kind, "checkpoint"));
    CANDOUR_TRY(latest, latest_checkpoint(candour));
    if (!latest || latest->checkpoint != of.checkpoint) return {};
    CANDOUR_TRY(more, ledger::add_cosignatures(there.content, answer, log, witnesses));
    auto done = candour.store().vault().keep(kind, "checkpoint", there.version, more);
    if (done) return {};
    if (done.error().code != ErrorCode::conflict) return fail(std::move(done.error()));
  }
  return fail(ErrorCode::unavailable,
              "A cosignature could not be kept, because others came at once. It is asked again.");
}

Result<void> ask_witness(Candour& candour, const Attestor& attestor, const ledger::Policy::Witness& witness,
                         const KeptCheckpoint& latest, const ledger::VerifierKey& log) {
  const std::string key = std::string(size_prefix) + witness.name;
  CANDOUR_TRY(known, kept(candour, key));
  std::uint64_t from = number_in(known);
  const auto trouble = [&](const std::string& why) {
    return fail(ErrorCode::unavailable, "The witness “" + witness.name + "” did not cosign: " + why);
  };
  for (int attempt = 0; attempt < attempts; ++attempt) {
    if (from > latest.checkpoint.size) return trouble("it has seen more of this ledger than was signed last.");
    CANDOUR_TRY(proof, ledger::consistency_proof(from, latest.checkpoint.size, nodes_of(candour.store())));
    // A witness is shown the log's own signature alone.
    CANDOUR_TRY(opened, ledger::open_checkpoint(latest.bytes, log));
    ledger::Note own{opened.note.text, {}};
    for (const ledger::Signature& each : opened.note.signatures)
      if (each.name == log.name && each.key_id == log.id()) own.signatures.push_back(each);
    CANDOUR_TRY(answer, attestor.add_checkpoint(witness, ledger::write_add_checkpoint(
                                                             {{from, std::move(proof)}, ledger::write_note(own)})));
    if (answer.status == 409) {
      from = number_in(answer.body);
      continue;
    }
    if (answer.status != 200) return trouble("it answered " + std::to_string(answer.status) + ".");
    CANDOUR_CHECK(add_to_latest(candour, latest, answer.body, log, {witness.key}));
    CANDOUR_CHECK(candour.store().vault().keep(kind, key, std::nullopt, std::to_string(latest.checkpoint.size)));
    return {};
  }
  return trouble("it says another size each time.");
}

Result<void> stamp(Candour& candour, const Attestor& attestor, const KeptCheckpoint& latest, Stamping stamping) {
  CANDOUR_TRY(before, latest_stamp(candour));
  if (before && before->checkpoint.checkpoint == latest.checkpoint) return {};
  CANDOUR_TRY(day, kept(candour, "stamped-on"));
  const std::string today = candour.clock().now().date().iso();
  if (stamping == Stamping::daily && day == today) return {};
  CANDOUR_TRY(response, attestor.stamp(ledger::write_checkpoint(latest.checkpoint)));
  Vault& vault = candour.store().vault();
  CANDOUR_CHECK(vault.keep(kind, stamp_key, std::nullopt, base64(response) + "\n" + latest.bytes));
  CANDOUR_CHECK(vault.keep(kind, "stamped-on", std::nullopt, today));
  return {};
}

}  // namespace

Result<void> keep_policy(Candour& candour) {
  Vault& vault = candour.store().vault();
  if (!candour.attestor()) return vault.drop(kind, policy_key);
  CANDOUR_CHECK(vault.keep(kind, policy_key, std::nullopt, ledger::write_policy(candour.attestor()->policy())));
  return {};
}
Result<ledger::Policy> kept_policy(const Candour& candour) {
  CANDOUR_TRY(text, kept(candour, policy_key));
  if (text.empty()) return ledger::Policy{};
  return ledger::read_policy(text);
}

Result<Attested> attested(const Candour& candour) {
  Attested told;
  CANDOUR_TRY(policy, kept_policy(candour));
  told.witnesses = policy.witnesses.size();
  told.stamps = candour.attestor() && candour.attestor()->stamps();
  CANDOUR_TRY(latest, latest_checkpoint(candour));
  CANDOUR_TRY(log, log_key(candour));
  if (!latest || !log) {
    told.enough = policy.quorum == "none";
    return told;
  }
  CANDOUR_TRY(opened, ledger::open_checkpoint(latest->bytes, *log, ledger::witness_keys(policy)));
  for (const ledger::Cosigned& each : opened.cosigned) told.by.push_back(policy.witnesses[each.witness].name);
  told.enough = ledger::is_enough(policy, opened.cosigned);
  CANDOUR_TRY(stamped, latest_stamp(candour));
  told.stamped = stamped && stamped->checkpoint.checkpoint == latest->checkpoint;
  return told;
}

Result<void> collect_attestations(Candour& candour, Stamping stamping) {
  const Attestor* attestor = candour.attestor();
  if (!attestor) return {};
  CANDOUR_TRY(latest, latest_checkpoint(candour));
  CANDOUR_TRY(log, log_key(candour));
  if (!latest || !log) return {};
  CANDOUR_TRY(told, attested(candour));
  Result<void> done;
  const auto note = [&](Result<void> one) {
    if (!one && done) done = std::move(one);
  };
  for (const ledger::Policy::Witness& witness : attestor->policy().witnesses)
    if (!witness.address.empty() && std::find(told.by.begin(), told.by.end(), witness.name) == told.by.end())
      note(ask_witness(candour, *attestor, witness, *latest, *log));
  if (attestor->stamps()) note(stamp(candour, *attestor, *latest, stamping));
  if (!done) note(check_what_witnesses_saw(candour));
  return done;
}

Result<void> check_what_witnesses_saw(Candour& candour) {
  const Attestor* attestor = candour.attestor();
  CANDOUR_TRY(log, log_key(candour));
  if (!attestor || !log) return {};
  Result<void> done;
  std::vector<ledger::Checkpoint> seen;
  for (const ledger::Policy::Witness& witness : attestor->policy().witnesses) {
    if (witness.address.empty()) continue;
    const auto answer = attestor->shown_by(witness, log->name);
    if (!answer) {
      if (done) done = fail(answer.error());
      continue;
    }
    // Only what our own key signed can hold the record: a witness's word alone cannot.
    const auto opened = answer->status == 200
                            ? ledger::open_checkpoint(answer->body, *log)
                            : Result<ledger::SignedCheckpoint>(fail(ErrorCode::not_found, "It shows none yet."));
    if (opened) seen.push_back(opened->checkpoint);
  }
  CANDOUR_TRY(sentence, what_does_not_follow(candour.store(), std::move(seen)));
  if (!sentence.empty()) candour.hold(sentence);
  return done;
}

Result<std::optional<Stamped>> latest_stamp(const Candour& candour) {
  CANDOUR_TRY(content, kept(candour, stamp_key));
  if (content.empty()) return std::optional<Stamped>();
  const std::size_t end = std::min(content.find('\n'), content.size());
  auto response = from_base64(std::string_view(content).substr(0, end));
  std::string bytes = content.substr(std::min(content.size(), end + 1));
  CANDOUR_TRY(note, ledger::read_note(bytes));
  CANDOUR_TRY(checkpoint, ledger::read_checkpoint(note.text));
  if (!response) return fail(ErrorCode::internal, "The time-stamp that is kept cannot be read.");
  return std::optional(Stamped{{std::move(bytes), std::move(checkpoint)}, *std::move(response)});
}

}  // namespace candour::app
