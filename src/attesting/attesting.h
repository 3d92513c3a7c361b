#pragma once
// Asks witnesses (c2sp.org/tlog-witness) and an authority of time (RFC 3161) over the network, by libcurl and OpenSSL.
// Nothing of the record is told them but a size, a root and proofs.

#include <filesystem>
#include <memory>
#include <string>

#include "app/attestor.h"
#include "base/result.h"
#include "ledger/policy.h"

namespace candour::attesting {

struct Settings {
  ledger::Policy policy;
  std::string stamping;                        // the authority's address; empty: nothing is stamped
  std::filesystem::path stamping_authorities;  // PEM, that sign for it; empty: its signature is not looked at here
  std::filesystem::path authorities;           // PEM, that sign for the servers' TLS; empty: the system's
};
// bad_input where an address is none: https, or http on this machine.
Result<std::unique_ptr<app::Attestor>> make_attestor(Settings settings);

// ---- RFC 3161, apart from the network ----

// A request over the SHA-256 of these bytes, DER, with a fresh number and asking for the authority's certificate.
Result<std::string> stamp_request(std::string_view bytes);
// Whether the response answers that request, grants it, and is over these bytes; signed by who the authorities vouch
// for, where they are given. Refused with a sentence where not.
Result<void> check_stamp(std::string_view response, std::string_view request, std::string_view bytes,
                         const std::filesystem::path& authorities);

}  // namespace candour::attesting
