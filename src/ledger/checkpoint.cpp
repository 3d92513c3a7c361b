#include "ledger/checkpoint.h"

#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "base/text.h"
#include "ledger/inside/lines.h"

namespace candour::ledger {

std::string write_checkpoint(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + base64(bytes_of(checkpoint.root)) + "\n";
}

Result<Checkpoint> read_checkpoint(std::string_view text) {
  const auto malformed = [](std::string_view what) {
    return fail(
        ErrorCode::unreadable,
        "This is not a checkpoint, which says the log's name, its number of entries and its root on three lines: " +
            std::string(what) + ".");
  };
  const auto origin = inside::take_line(text);
  const auto size_line = inside::take_line(text);
  const auto root_line = inside::take_line(text);
  if (!root_line) return malformed("it has fewer");
  if (!text.empty()) return malformed("it has more, which nobody can check");
  if (origin->empty()) return malformed("the log has no name");
  const auto size = inside::read_decimal(*size_line);
  if (!size) return malformed("the second is not a number");
  const auto root = inside::read_hash(*root_line);
  if (!root) return malformed("the third is not a hash in base64");
  return Checkpoint{std::string(*origin), *size, *root};
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key) {
  const std::string text = write_checkpoint(checkpoint);
  return write_note({text, {sign(key, text)}});
}

Result<SignedCheckpoint> open_checkpoint(std::string_view bytes, const VerifierKey& log,
                                         const std::vector<VerifierKey>& witnesses) {
  CANDOUR_TRY(note, read_note(bytes));
  CANDOUR_TRY(checkpoint, read_checkpoint(note.text));
  std::vector<VerifierKey> keys{log};
  keys.insert(keys.end(), witnesses.begin(), witnesses.end());
  CANDOUR_TRY(verified, verified_by(note, keys));
  SignedCheckpoint opened{std::move(checkpoint), {}, std::move(note)};
  bool signed_by_log = false;
  for (const Verified& by : verified) {
    if (by.key == 0) signed_by_log = log.algorithm == Algorithm::signature;
    if (by.key != 0 && by.time) opened.cosigned.push_back({by.key - 1, *by.time});
  }
  if (!signed_by_log)
    return fail(ErrorCode::refused, "The checkpoint does not bear the signature of " + log.name + ".");
  if (opened.checkpoint.origin != log.name)
    return fail(ErrorCode::refused,
                "The checkpoint is of the log " + opened.checkpoint.origin + ", and the key is of " + log.name + ".");
  return opened;
}

}  // namespace candour::ledger
