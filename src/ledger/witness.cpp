#include "ledger/witness.h"

#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "ledger/inside/lines.h"

namespace candour::ledger {
namespace {

constexpr std::size_t most_proof_lines = 63;

}  // namespace

std::string write_add_checkpoint(const AddCheckpoint& request) {
  std::string body = "old " + std::to_string(request.advance.old_size) + "\n";
  for (const Hash& hash : request.advance.proof) body += base64(bytes_of(hash)) + "\n";
  return body + "\n" + request.checkpoint;
}

Result<AddCheckpoint> read_add_checkpoint(std::string_view body) {
  const auto malformed = [](std::string_view what) {
    return fail(ErrorCode::unreadable, "This does not ask for a cosignature: " + std::string(what) + ".");
  };
  if (body.size() > longest_note)
    return fail(ErrorCode::too_large, "A checkpoint with its proof has at most a million bytes.");
  auto line = inside::take_line(body);
  const auto old_text = line ? inside::value_of(*line, "old") : std::nullopt;
  const auto old_size = old_text ? inside::read_decimal(*old_text) : std::nullopt;
  if (!old_size) return malformed("its first line is not “old” and a size");
  AddCheckpoint request;
  request.advance.old_size = *old_size;
  while ((line = inside::take_line(body)) && !line->empty()) {
    const auto hash = inside::read_hash(*line);
    if (!hash) return malformed("a line of the proof is not a hash in base64");
    if (request.advance.proof.size() == most_proof_lines) return malformed("the proof has more than 63 hashes");
    request.advance.proof.push_back(*hash);
  }
  if (!line || body.empty()) return malformed("no checkpoint stands at its end");
  request.checkpoint = body;
  return request;
}

Result<std::string> origin_of(const AddCheckpoint& request) {
  CANDOUR_TRY(note, read_note(request.checkpoint));
  CANDOUR_TRY(checkpoint, read_checkpoint(note.text));
  return std::move(checkpoint.origin);
}

WitnessAnswer decide(const AddCheckpoint& request, const std::optional<VerifierKey>& log,
                     const std::optional<Checkpoint>& last) {
  const auto answer = [](WitnessOutcome outcome, std::string sentence) {
    WitnessAnswer given;
    given.outcome = outcome;
    given.sentence = std::move(sentence);
    return given;
  };
  const auto note = read_note(request.checkpoint);
  if (!note) return answer(WitnessOutcome::malformed, note.error().sentence);
  const auto next = read_checkpoint(note->text);
  if (!next) return answer(WitnessOutcome::malformed, next.error().sentence);
  if (!log || log->name != next->origin) return answer(WitnessOutcome::unknown_log, "This log is not known here.");
  const auto opened = open_checkpoint(request.checkpoint, *log);
  if (!opened) return answer(WitnessOutcome::not_signed, opened.error().sentence);
  const std::uint64_t old_size = request.advance.old_size;
  if (old_size > next->size)
    return answer(WitnessOutcome::malformed, "The old size is larger than that of the checkpoint.");
  if (const std::uint64_t cosigned = last ? last->size : 0; old_size != cosigned) {
    auto given = answer(WitnessOutcome::other_size, "Another size was cosigned last.");
    given.cosigned_size = cosigned;
    return given;
  }
  const auto consistent =
      check_consistency(old_size, last ? last->root : empty_root(), next->size, next->root, request.advance.proof);
  if (!consistent) return answer(WitnessOutcome::inconsistent, consistent.error().sentence);
  WitnessAnswer given = answer(WitnessOutcome::cosigned, "");
  given.memory = *next;
  // Only what was verified is shown on: others' lines could be anything.
  Note shown{note->text, {}};
  std::copy_if(note->signatures.begin(), note->signatures.end(), std::back_inserter(shown.signatures),
               [&](const Signature& by) { return by.name == log->name && by.key_id == log->id(); });
  given.checkpoint = write_note(shown);
  return given;
}

std::string cosign_answer(const WitnessAnswer& answer, const SigningKey& witness, std::uint64_t seconds_since_1970) {
  return write_signature(cosign(witness, write_checkpoint(*answer.memory), seconds_since_1970));
}

Result<std::string> add_cosignatures(std::string_view checkpoint, std::string_view answer, const VerifierKey& log,
                                     const std::vector<VerifierKey>& witnesses) {
  CANDOUR_TRY(own, open_checkpoint(checkpoint, log, witnesses));
  CANDOUR_TRY(answered, read_note(own.note.text + "\n" + std::string(answer)));
  CANDOUR_TRY(verified, verified_by(answered, witnesses));
  Note note = std::move(own.note);
  std::size_t added = 0;
  for (const Signature& line : answered.signatures) {
    const bool is_known = std::any_of(verified.begin(), verified.end(), [&](const Verified& by) {
      return line.name == witnesses[by.key].name && line.key_id == witnesses[by.key].id();
    });
    const auto same_witness = [&](const Signature& there) {
      return there.name == line.name && there.key_id == line.key_id;
    };
    if (!is_known) continue;
    std::erase_if(note.signatures, same_witness);  // a later time takes the place of an earlier
    note.signatures.push_back(line);
    ++added;
  }
  if (added == 0) return fail(ErrorCode::refused, "The answer bears no cosignature of a witness that is known.");
  if (note.signatures.size() > most_signatures)
    return fail(ErrorCode::too_large, "A checkpoint has at most 100 signatures.");
  return write_note(note);
}

std::string monitor_path(std::string_view origin) {
  return sha256_hex(origin) + "/checkpoint";
}

}  // namespace candour::ledger
