#include "ledger/commitment.h"

#include <cstdlib>
#include <memory>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "base/encoding.h"
#include "ledger/inside/lines.h"

namespace candour::ledger {
namespace {

constexpr std::string_view core_heading = "candour.core/v1";
constexpr std::string_view event_heading = "candour.event/v1";

struct Free {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

std::string base64_of(const Hash& hash) {
  return base64(bytes_of(hash));
}

}  // namespace

Hash commit(const Salt& salt, std::string_view bytes) {
  // Made ready once a thread: finding the algorithm anew costs more than a commitment does.
  thread_local const std::unique_ptr<EVP_MAC_CTX, Free> context = [] {
    EVP_MAC* const hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    std::unique_ptr<EVP_MAC_CTX, Free> made(EVP_MAC_CTX_new(hmac));
    EVP_MAC_free(hmac);
    char digest[] = "SHA256";
    const OSSL_PARAM settings[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                   OSSL_PARAM_construct_end()};
    if (!made || EVP_MAC_CTX_set_params(made.get(), settings) != 1) std::abort();
    return made;
  }();
  Hash code;
  std::size_t length = 0;
  if (EVP_MAC_init(context.get(), salt.data(), salt.size(), nullptr) != 1 ||
      EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) != 1 ||
      EVP_MAC_final(context.get(), code.data(), &length, code.size()) != 1 || length != code.size())
    std::abort();  // the library is broken; no commitment is better than a wrong one
  return code;
}

std::string write_committed_core(const CommittedCore& event) {
  std::string bytes(core_heading);
  bytes.reserve(220 + event.stream.size() + event.core.size());
  bytes += "\nstream ";
  bytes += event.stream;
  bytes += "\nsequence " + std::to_string(event.sequence);
  bytes += "\nprevious " + (event.previous ? base64_of(*event.previous) : "-");
  bytes += "\nwords " + base64_of(event.words) + "\n";
  bytes += event.core;
  return bytes;
}

Hash commit_event(const Opening& opening, std::string_view stream, std::uint64_t sequence,
                  const std::optional<Hash>& previous, std::string_view core, std::string_view words) {
  return commit(opening.salt,
                write_committed_core({stream, sequence, previous, commit(opening.words_salt, words), core}));
}

Result<CommittedCore> read_committed_core(std::string_view bytes) {
  const auto malformed = [](std::string_view what) {
    return fail(ErrorCode::unreadable, "These are not the committed bytes of an event: " + std::string(what) + ".");
  };
  if (inside::take_line(bytes) != core_heading) return malformed("they do not begin with “candour.core/v1”");
  const auto next = [&](std::string_view name) -> std::optional<std::string_view> {
    const auto line = inside::take_line(bytes);
    return line ? inside::value_of(*line, name) : std::nullopt;
  };
  CommittedCore event;
  const auto stream = next("stream");
  if (!stream) return malformed("no stream");
  event.stream = *stream;
  const auto sequence_text = next("sequence");
  const auto sequence = sequence_text ? inside::read_decimal(*sequence_text) : std::nullopt;
  if (!sequence || *sequence == 0) return malformed("no place in the stream");
  event.sequence = *sequence;
  const auto previous = next("previous");
  if (!previous) return malformed("no commitment before them");
  if (*previous != "-") {
    event.previous = inside::read_hash(*previous);
    if (!event.previous) return malformed("the commitment before them is not a hash");
  }
  if (event.previous.has_value() != (event.sequence > 1))
    return malformed("only the first of a stream has none before it");
  const auto words_text = next("words");
  const auto words = words_text ? inside::read_hash(*words_text) : std::nullopt;
  if (!words) return malformed("no commitment to words");
  event.words = *words;
  event.core = bytes;
  return event;
}

std::string write_event_entry(const Hash& commitment) {
  return std::string(event_heading) + "\n" + base64_of(commitment) + "\n";
}

Result<Hash> read_event_entry(std::string_view entry) {
  const bool is_one = inside::take_line(entry) == event_heading;
  const auto line = is_one ? inside::take_line(entry) : std::nullopt;
  const auto hash = line && entry.empty() ? inside::read_hash(*line) : std::nullopt;
  if (!hash) return fail(ErrorCode::unreadable, "This entry of the ledger is not the commitment of an event.");
  return *hash;
}

}  // namespace candour::ledger
