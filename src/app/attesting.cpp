#include "app/attesting.h"

#include <algorithm>
#include <utility>

#include "app/attestor.h"
#include "app/verified_checkpoints.h"
#include "base/encoding.h"
#include "ledger/audit.h"
#include "ledger/witness.h"

namespace candour::app {
namespace {

constexpr std::string_view kind = "ledger";
constexpr std::string_view stamp_key = "stamp";       // the response in base64, and the checkpoint's three lines
constexpr std::string_view size_prefix = "witness/";  // witness/NAME: what it cosigned last
constexpr std::string_view policy_key = "policy";
constexpr std::string_view waiting_key = "unwitnessed-since";
constexpr std::int64_t a_day = 24LL * 3600 * 1'000'000;
constexpr int attempts = 3;

Result<std::string> kept(const Candour& candour, std::string_view key) {
  auto there = candour.store().vault().find(kind, key);
  if (!there && there.error().code == ErrorCode::not_found) return std::string();
  if (!there) return fail(std::move(there.error()));
  return std::move(there->content);
}

struct Stamped {
  ledger::Checkpoint checkpoint;
  std::string response;
};

std::uint64_t number_in(std::string_view text) {
  std::uint64_t number = 0;
  for (const char c : text.substr(0, text.find('\n'))) {
    if (c < '0' || c > '9' || number > UINT64_MAX / 10 - 1) return 0;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return number;
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
    CANDOUR_CHECK(add_cosignatures(candour, latest, answer.body, {witness.key}));
    CANDOUR_CHECK(candour.store().vault().keep(kind, key, std::nullopt, std::to_string(latest.checkpoint.size)));
    return {};
  }
  return trouble("it says another size each time.");
}

// Since when the latest checkpoint has not been one that the policy calls witnessed.
Result<void> note_waiting(Candour& candour) {
  CANDOUR_TRY(latest, latest_checkpoint(candour));
  if (!latest) return {};
  CANDOUR_TRY(told, attested(candour, *latest));
  Vault& vault = candour.store().vault();
  if (told.enough) return vault.drop(kind, waiting_key);
  const auto noted = vault.keep(kind, waiting_key, 0, candour.clock().now().iso());
  if (!noted && noted.error().code != ErrorCode::conflict) return fail(noted.error());
  return {};
}

std::string stamp_of_paper(std::uint64_t size) {
  return "paper-stamp/" + std::to_string(size);
}
Result<std::optional<Stamped>> read_stamp(const Candour& candour, std::string_view key) {
  CANDOUR_TRY(content, kept(candour, key));
  if (content.empty()) return std::optional<Stamped>();
  const std::size_t end = std::min(content.find('\n'), content.size());
  auto response = from_base64(std::string_view(content).substr(0, end));
  std::string bytes = content.substr(std::min(content.size(), end + 1));
  CANDOUR_TRY(checkpoint, ledger::read_checkpoint(bytes));
  if (!response) return fail(ErrorCode::internal, "The time-stamp that is kept cannot be read.");
  return std::optional(Stamped{std::move(checkpoint), *std::move(response)});
}

// Once a day, and whenever a paper or a withdrawal was entered.
Result<void> stamp(Candour& candour, const Attestor& attestor) {
  CANDOUR_TRY(latest, latest_checkpoint(candour));  // with the cosignatures that have just come
  CANDOUR_TRY(before, read_stamp(candour, stamp_key));
  if (!latest || (before && before->checkpoint == latest->checkpoint)) return {};
  CANDOUR_TRY(has_paper,
              has_paper_between(candour.store(), before ? before->checkpoint.size : 0, latest->checkpoint.size));
  CANDOUR_TRY(day, kept(candour, "stamped-on"));
  const std::string today = candour.clock().now().date().iso();
  if (!has_paper && day == today) return {};
  const std::string body = ledger::write_checkpoint(latest->checkpoint);
  CANDOUR_TRY(response, attestor.stamp(body));
  Vault& vault = candour.store().vault();
  const std::string content = base64(response) + "\n" + body;
  if (has_paper) {
    CANDOUR_CHECK(keep_for_papers(candour, *latest));
    CANDOUR_CHECK(vault.keep(kind, stamp_of_paper(latest->checkpoint.size), std::nullopt, content));
  }
  CANDOUR_CHECK(vault.keep(kind, stamp_key, std::nullopt, content));
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
  ledger::Policy policy;
  if (!text.empty()) {
    CANDOUR_TRY(read, ledger::read_policy(text));
    policy = std::move(read);
  }
  CANDOUR_TRY(log, log_key(candour));
  if (policy.logs.empty() && log) policy.logs.push_back(*log);
  return policy;
}

namespace {

// Which keys signed these bytes is the same for every record of this program.
VerifiedCheckpoints& verified_checkpoints() {
  static VerifiedCheckpoints known(256);
  return known;
}

Result<Attested> attested_by(const ledger::Policy& policy, const std::optional<ledger::VerifierKey>& log,
                             const Candour& candour, const KeptCheckpoint& checkpoint) {
  Attested told;
  told.witnesses = policy.witnesses.size();
  told.stamps = candour.attestor() && candour.attestor()->stamps();
  if (!log) return fail(ErrorCode::internal, "The ledger's key is not kept with its checkpoints.");
  const auto witnesses = ledger::witness_keys(policy);
  std::string what = ledger::write_verifier_key(*log) + "\n";
  for (const ledger::VerifierKey& key : witnesses) what += ledger::write_verifier_key(key) + "\n";
  CANDOUR_TRY(opened, verified_checkpoints().of(what + "\n" + checkpoint.bytes, [&] {
    return ledger::open_checkpoint(checkpoint.bytes, *log, witnesses);
  }));
  for (const ledger::Cosigned& each : opened->cosigned) told.by.push_back(policy.witnesses[each.witness].name);
  told.enough = ledger::is_enough(policy, opened->cosigned);
  for (const std::string& key : {std::string(stamp_key), stamp_of_paper(checkpoint.checkpoint.size)}) {
    CANDOUR_TRY(stamped, read_stamp(candour, key));
    if (stamped && stamped->checkpoint == checkpoint.checkpoint) told.stamp = std::move(stamped->response);
  }
  return told;
}

}  // namespace

Result<Attested> attested(const Candour& candour, const KeptCheckpoint& checkpoint) {
  CANDOUR_TRY(policy, kept_policy(candour));
  CANDOUR_TRY(log, log_key(candour));
  return attested_by(policy, log, candour, checkpoint);
}

Result<std::optional<Vouched>> best_checkpoint(const Candour& candour, std::uint64_t index) {
  CANDOUR_TRY(all, checkpoints_of_papers(candour, index));
  CANDOUR_TRY(latest, latest_checkpoint(candour));
  if (latest && latest->checkpoint.size > index) all.push_back(*std::move(latest));
  CANDOUR_TRY(policy, kept_policy(candour));
  CANDOUR_TRY(log, log_key(candour));
  std::optional<Vouched> best;
  for (KeptCheckpoint& each : all) {
    CANDOUR_TRY(told, attested_by(policy, log, candour, each));
    const auto worth = [](const Attested& of) { return std::pair(of.enough, of.stamp.has_value()); };
    if (!best || worth(told) > worth(best->attested)) best = Vouched{std::move(each), std::move(told)};
    if (best->attested.enough && (best->attested.stamp || !best->attested.stamps)) break;
  }
  return best;
}

Result<void> collect_attestations(Candour& candour) {
  const Attestor* attestor = candour.attestor();
  if (!attestor) return {};
  CANDOUR_TRY(latest, latest_checkpoint(candour));
  CANDOUR_TRY(log, log_key(candour));
  if (!latest || !log) return {};
  CANDOUR_TRY(told, attested(candour, *latest));
  Result<void> done;
  const auto note = [&](Result<void> one) {
    if (!one && done) done = std::move(one);
  };
  for (const ledger::Policy::Witness& witness : attestor->policy().witnesses)
    if (!witness.address.empty() && std::find(told.by.begin(), told.by.end(), witness.name) == told.by.end())
      note(ask_witness(candour, *attestor, witness, *latest, *log));
  note(note_waiting(candour));
  if (attestor->stamps()) note(stamp(candour, *attestor));
  if (!done) note(check_what_witnesses_saw(candour));
  return done;
}

Result<std::string> unwitnessed(const Candour& candour) {
  CANDOUR_TRY(policy, kept_policy(candour));
  if (policy.quorum == "none") return std::string();
  CANDOUR_TRY(since, kept(candour, waiting_key));
  const auto moment = since.empty() ? std::nullopt : Moment::parse(since);
  if (!moment || candour.clock().now().microseconds() - moment->microseconds() < a_day) return std::string();
  return "Too few witnesses have cosigned the ledger since " + ledger::in_words(*moment) +
         ". Look at whether they can be reached, and whether they know this ledger.";
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

}  // namespace candour::app
