#pragma once
// A witness of other partnerships' logs (c2sp.org/tlog-witness): it cosigns a log's checkpoint only if that adds to
// what it cosigned last, so that whoever asks it knows that everybody is shown one and the same ledger. What it decides
// is ledger/witness.h; here is the order made durable: the new memory is compared and kept, file and folder, in one
// step, and only then is anything answered.
//
// In its folder: "key" (the witness's, for its owner alone), "logs" (one log's key a line, as "log.vkey" of each gives
// it; read at the start), and for each log a file named by the SHA-256 of its origin: the checkpoint that was cosigned
// last, with both signatures.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/file.h"
#include "base/result.h"
#include "http/router.h"
#include "ledger/witness.h"

namespace candour::witness {

// A new key for a witness of this name ("witness.brackenford.example") in a folder that has none; its public half, as
// the logs that it watches put it into their policy.
Result<ledger::VerifierKey> make_key(const std::filesystem::path& folder, std::string_view name);

// Every function may be called from any thread.
class Witness {
 public:
  // conflict where another process is this witness already.
  static Result<std::unique_ptr<Witness>> open(const std::filesystem::path& folder, const Clock& clock);

  // POST /add-checkpoint.
  struct Answer {
    int status = 400;
    std::string body;
    bool is_size = false;  // the body of a 409: text/x.tlog.size
  };
  Answer add_checkpoint(std::string_view body);
  // GET /HASH/checkpoint: what was cosigned last; not_found for a log that is not known, or was never cosigned.
  Result<std::string> cosigned(std::string_view origin_hash) const;

  const ledger::VerifierKey& key() const { return key_.verifier(); }
  // Why it stopped cosigning; empty while it does. After a write that failed nobody knows what the disk has kept.
  std::string stopped() const;

 private:
  Witness(std::filesystem::path folder, std::unique_ptr<HeldFile> held, ledger::SigningKey key, const Clock& clock)
      : folder_(std::move(folder)), held_(std::move(held)), key_(std::move(key)), clock_(clock) {}

  struct Log {
    ledger::VerifierKey key;
    std::optional<ledger::Checkpoint> last;
    std::string shown;  // as kept
  };
  std::filesystem::path folder_;
  std::unique_ptr<HeldFile> held_;
  ledger::SigningKey key_;
  const Clock& clock_;
  mutable std::mutex mutex_;         // guards what follows; held while the disk is waited for
  std::map<std::string, Log> logs_;  // by origin
  std::string stopped_;
};

// The two addresses. `witness` must outlive them.
http::Routes routes(Witness& witness);

// Serves them until SIGTERM or SIGINT; `ready` is called once with the address.
struct Listening {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8081;
  std::string host;  // by which others reach it through a proxy that ends TLS; empty: this machine's own names
};
Result<void> serve(Witness& witness, const Listening& listening, const std::function<void(std::string_view)>& ready);

}  // namespace candour::witness
