#include "witness/witness.h"

#include <optional>
#include <utility>

#include "base/random.h"
#include "base/sha256.h"
#include "base/text.h"
#include "http/response.h"
#include "http/server.h"

namespace candour::witness {
namespace {

namespace fs = std::filesystem;

std::string hash_of(std::string_view origin) {
  return sha256_hex(origin);
}

}  // namespace

Result<ledger::VerifierKey> make_key(const fs::path& folder, std::string_view name) {
  std::error_code trouble;
  const fs::path file = folder / "key";
  if (fs::exists(file, trouble))
    return fail(ErrorCode::conflict, "“" + file.string() + "” is there already, and a key is never made twice.");
  CANDOUR_CHECK(make_folder(folder));
  CANDOUR_TRY(key, ledger::SigningKey::make(name, ledger::Algorithm::cosignature, random_32_bytes()));
  if (!fs::exists(folder / "logs", trouble)) CANDOUR_CHECK(keep_durably(folder / "logs", ""));
  CANDOUR_CHECK(keep_durably(file, key.write() + "\n"));
  return key.verifier();
}

Result<std::unique_ptr<Witness>> Witness::open(const fs::path& folder, const Clock& clock) {
  CANDOUR_TRY(held, hold(folder / "lock", "Another process is this witness already."));
  CANDOUR_TRY(key_text, read_whole(folder / "key"));
  CANDOUR_TRY(key, ledger::SigningKey::read(trimmed(key_text)));
  if (key.verifier().algorithm != ledger::Algorithm::cosignature)
    return fail(ErrorCode::bad_input, "The key in “" + folder.string() + "” is not a witness's.");
  CANDOUR_TRY(known, read_whole(folder / "logs"));
  std::unique_ptr<Witness> witness(new Witness(folder, std::move(held), std::move(key), clock));
  for (const std::string_view line : lines(known)) {
    if (trimmed(line).empty()) continue;
    CANDOUR_TRY(log_key, ledger::read_verifier_key(trimmed(line)));
    if (log_key.algorithm != ledger::Algorithm::signature)
      return fail(ErrorCode::bad_input, "“" + log_key.name + "” in the list of logs is not a log's key.");
    Log log{log_key, {}, {}};
    auto kept = read_whole(folder / hash_of(log_key.name));
    if (kept) {
      // Ours is among the signatures, so nobody put another checkpoint in its place.
      CANDOUR_TRY(opened, ledger::open_checkpoint(*kept, log_key, {witness->key()}));
      if (opened.cosigned.empty())
        return fail(ErrorCode::unreadable,
                    "The memory of “" + log_key.name + "” is not signed by this witness. Restore it from its copy.");
      log.last = opened.checkpoint;
      log.shown = *std::move(kept);
    } else if (kept.error().code != ErrorCode::not_found) {
      return fail(std::move(kept.error()));
    }
    witness->logs_.insert_or_assign(log_key.name, std::move(log));
  }
  return witness;
}

Witness::Answer Witness::add_checkpoint(std::string_view body) {
  const auto request = ledger::read_add_checkpoint(body);
  if (!request) return {400, request.error().sentence + "\n"};
  const auto origin = ledger::origin_of(*request);
  if (!origin) return {400, origin.error().sentence + "\n"};
  const std::lock_guard lock(mutex_);
  if (!stopped_.empty()) return {503, stopped_ + "\n"};
  const auto log = logs_.find(*origin);
  const bool is_known = log != logs_.end();
  const auto answer = ledger::decide(*request, is_known ? std::optional(log->second.key) : std::nullopt,
                                     is_known ? log->second.last : std::nullopt);
  const int status = static_cast<int>(answer.outcome);
  if (answer.outcome == ledger::WitnessOutcome::other_size)
    return {status, std::to_string(answer.cosigned_size) + "\n", true};
  if (answer.outcome != ledger::WitnessOutcome::cosigned) return {status, answer.sentence + "\n"};
  const auto seconds = static_cast<std::uint64_t>(clock_.now().microseconds() / 1'000'000);
  std::string line = ledger::cosign_answer(answer, key_, seconds);
  const std::string shown = answer.checkpoint + line;
  if (const auto kept = keep_durably(folder_ / hash_of(*origin), shown); !kept) {
    stopped_ = "The witness stopped: its memory could not be kept, and nobody knows what the disk holds.";
    return {503, stopped_ + "\n"};
  }
  log->second.last = answer.memory;
  log->second.shown = shown;
  return {status, std::move(line)};
}

Result<std::string> Witness::cosigned(std::string_view origin_hash) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [origin, log] : logs_)
    if (hash_of(origin) == origin_hash && log.last) return log.shown;
  return fail(ErrorCode::not_found, "This witness cosigned no such log.");
}

std::string Witness::stopped() const {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

http::Routes routes(Witness& witness) {
  static constexpr std::string_view text = "text/plain; charset=utf-8";
  http::Routes routes;
  routes.post("/add-checkpoint", [&witness](const http::Request& request) {
    auto answer = witness.add_checkpoint(request.body());
    return http::Response(static_cast<http::Status>(answer.status), answer.is_size ? "text/x.tlog.size" : text,
                          std::move(answer.body));
  });
  routes.get("/{log}/checkpoint", [&witness](const http::Request& request) {
    auto shown = witness.cosigned(request.parameter("log"));
    if (!shown) return http::plain(shown.error().sentence + "\n", http::Status::not_found);
    return http::bytes(*std::move(shown), text).set("Cache-Control", "no-cache");
  });
  return routes;
}

Result<void> serve(Witness& witness, const Listening& listening, const std::function<void(std::string_view)>& ready) {
  http::ServerSettings settings;
  settings.address = listening.address;
  settings.port = listening.port;
  if (!listening.host.empty()) settings.hosts = {listening.host};
  CANDOUR_TRY(server, http::Server::listen(std::move(settings), routes(witness)));
  ready(server->address());
  server->run_until_signal();
  return {};
}

}  // namespace candour::witness
