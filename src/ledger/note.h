#pragma once
// Signed notes (c2sp.org/signed-note): a text and, below it, who signed it; with the keys that sign and verify them.
// Ed25519 (RFC 8032), in two kinds: a log's signature over the text itself, and a witness's cosignature over the text
// and the time it was seen (c2sp.org/tlog-cosignature, cosignature/v1). Pure: a seed and the time are given. Any
// thread.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace candour::ledger {

enum class Algorithm : std::uint8_t { signature = 0x01, cosignature = 0x04 };

// Who can be believed, and by which key. The key id is worked out from the rest: it finds a signature, it proves
// nothing.
struct VerifierKey {
  std::string name;  // without blanks and "+"; for a log the same as its origin
  Algorithm algorithm = Algorithm::signature;
  std::array<std::uint8_t, 32> point{};
  std::uint32_t id() const;
  bool operator==(const VerifierKey&) const = default;
};

// name+530d903a+AekyeRrm…: unreadable where it is not such a text, or its id is not that of its name and key.
Result<VerifierKey> read_verifier_key(std::string_view vkey);
std::string write_verifier_key(const VerifierKey& key);
// The bare key as openssl reads it (RFC 8410).
std::string write_pem(const VerifierKey& key);

// The secret half. Its text is that of Go's note package, "PRIVATE+KEY+name+id+…", so that other tools sign with it
// too.
class SigningKey {
 public:
  using Seed = std::array<std::uint8_t, 32>;
  // From 32 bytes of a cryptographic random source. Fails for a name that a key may not have.
  static Result<SigningKey> make(std::string_view name, Algorithm algorithm, const Seed& seed);
  static Result<SigningKey> read(std::string_view text);
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;
  ~SigningKey();  // leaves no copy of the seed behind

  const VerifierKey& verifier() const { return verifier_; }
  std::string write() const;  // secret
  // 64 bytes, always the same for the same message.
  std::string sign(std::string_view message) const;

 private:
  SigningKey(VerifierKey verifier, const Seed& seed) : verifier_(std::move(verifier)), seed_(seed) {}
  VerifierKey verifier_;
  Seed seed_;
};

// RFC 8032, strictly: 64 bytes, and of every number its one encoding.
bool verifies(const VerifierKey& key, std::string_view message, std::string_view signature);

struct Signature {
  std::string name;
  std::uint32_t key_id = 0;
  std::string bytes;  // of a cosignature: 8 of the time in seconds since 1970, big end first, and 64
  bool operator==(const Signature&) const = default;
};
struct Note {
  std::string text;  // ends with a newline
  std::vector<Signature> signatures;
  bool operator==(const Note&) const = default;
};

inline constexpr std::size_t most_signatures = 100;
inline constexpr std::size_t longest_note = 1'000'000;  // bytes

// Says nothing of whether its signatures are true. What was read is written as the same bytes.
Result<Note> read_note(std::string_view bytes);
std::string write_note(const Note& note);
std::string write_signature(const Signature& signature);  // one line: — name base64

Signature sign(const SigningKey& key, std::string_view text);
Signature cosign(const SigningKey& key, std::string_view text, std::uint64_t seconds_since_1970);

struct Verified {
  std::size_t key = 0;                // which of the keys given
  std::optional<std::uint64_t> time;  // of a cosignature, in seconds since 1970
};
// Whose signatures the note bears, of the keys given. Signatures of others say nothing. Refused where one of a known
// key is false: such a note has been tampered with, whoever else signed it. Empty where nobody known signed it.
Result<std::vector<Verified>> verified_by(const Note& note, const std::vector<VerifierKey>& keys);

}  // namespace candour::ledger
