#include "ledger/note.h"

#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "base/sha256.h"
#include "base/text.h"
#include "ledger/inside/ed25519.h"
#include "ledger/inside/lines.h"

namespace candour::ledger {
namespace {

constexpr std::string_view dash = "\xe2\x80\x94 ";  // U+2014 and a space
constexpr std::string_view secret_prefix = "PRIVATE+KEY+";

std::string_view view_of(const std::array<std::uint8_t, 32>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
std::string kind_and(Algorithm algorithm, const std::array<std::uint8_t, 32>& bytes) {
  return static_cast<char>(algorithm) + std::string(view_of(bytes));
}
std::string big_end_first(std::uint64_t number, unsigned bytes) {
  std::string text;
  while (bytes-- > 0) text += static_cast<char>(number >> (8 * bytes) & 0xff);
  return text;
}
std::uint64_t number_of(std::string_view big_end_first) {
  std::uint64_t number = 0;
  for (unsigned char byte : big_end_first) number = number << 8 | byte;
  return number;
}

bool is_key_name(std::string_view name) {
  if (name.empty() || !is_utf8(name)) return false;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (c < 0x20 || c == U'+' || is_blank(c)) return false;
  }
  return true;
}

std::string cosigned_message(std::string_view text, std::uint64_t time) {
  return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text);
}

// name+id+base64 of a kind byte and 32 bytes.
struct KeyText {
  VerifierKey key;
  std::string id;
};
Result<KeyText> read_key_text(std::string_view text) {
  const auto not_a_key = [](std::string detail) {
    return fail(
        ErrorCode::unreadable,
        "This is not a key. A key is one line: a name, a plus sign, eight hexadecimal digits, a plus sign and the "
        "key in base64.",
        std::move(detail));
  };
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return not_a_key("no plus sign");
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return not_a_key("one plus sign");
  if (!is_key_name(text.substr(0, first))) return not_a_key("name");
  const auto bytes = from_base64(text.substr(second + 1));
  if (!bytes || bytes->empty()) return not_a_key("base64");
  const auto algorithm = static_cast<Algorithm>((*bytes)[0]);
  if (algorithm != Algorithm::signature && algorithm != Algorithm::cosignature)
    return fail(ErrorCode::unreadable,
                "This key is for another kind of signature than Ed25519, which is not known here.",
                "kind " + std::to_string(static_cast<unsigned char>((*bytes)[0])));
  if (bytes->size() != 33) return not_a_key("length");
  KeyText read{{std::string(text.substr(0, first)), algorithm, {}},
               std::string(text.substr(first + 1, second - first - 1))};
  std::copy(bytes->begin() + 1, bytes->end(), read.key.point.begin());
  return read;
}
auto another_id() {
  return fail(ErrorCode::unreadable,
              "The eight digits in the middle of this key are not those of its name and key: it has been altered or "
              "copied badly.");
}
std::string id_text(const VerifierKey& key) {
  return hex(big_end_first(key.id(), 4));
}

}  // namespace

std::uint32_t VerifierKey::id() const {
  const Sha256 digest = sha256(name + "\n" + kind_and(algorithm, point));
  return static_cast<std::uint32_t>(number_of(view_of(digest).substr(0, 4)));
}

Result<VerifierKey> read_verifier_key(std::string_view vkey) {
  CANDOUR_TRY(read, read_key_text(vkey));
  if (read.id != id_text(read.key)) return another_id();
  return std::move(read.key);
}

std::string write_verifier_key(const VerifierKey& key) {
  return key.name + "+" + id_text(key) + "+" + base64(kind_and(key.algorithm, key.point));
}

std::string write_pem(const VerifierKey& key) {
  constexpr std::string_view header = "302a300506032b6570032100";  // SubjectPublicKeyInfo of id-Ed25519
  return "-----BEGIN PUBLIC KEY-----\n" + base64(*from_hex(header) + std::string(view_of(key.point))) +
         "\n-----END PUBLIC KEY-----\n";
}

// ---- Keys that sign ----

Result<SigningKey> SigningKey::make(std::string_view name, Algorithm algorithm, const Seed& seed) {
  if (!is_key_name(name))
    return fail(
        ErrorCode::bad_input,
        "The name of a key has no blanks and no plus sign, and is not empty: candour.harrow-vale.example/log/1.");
  return SigningKey({std::string(name), algorithm, inside::ed25519_public(seed)}, seed);
}

Result<SigningKey> SigningKey::read(std::string_view text) {
  if (!text.starts_with(secret_prefix))
    return fail(ErrorCode::unreadable, "This is not a secret key: one begins with PRIVATE+KEY+.");
  auto read = read_key_text(text.substr(secret_prefix.size()));
  if (!read) return fail(read.error());
  Seed seed = read->key.point;
  auto key = make(read->key.name, read->key.algorithm, seed);
  inside::forget(seed.data(), seed.size());
  inside::forget(read->key.point.data(), read->key.point.size());
  if (key && read->id != id_text(key->verifier())) return another_id();
  return key;
}

SigningKey::~SigningKey() {
  inside::forget(seed_.data(), seed_.size());
}

std::string SigningKey::write() const {
  return std::string(secret_prefix) + verifier_.name + "+" + id_text(verifier_) + "+" +
         base64(kind_and(verifier_.algorithm, seed_));
}

std::string SigningKey::sign(std::string_view message) const {
  return inside::ed25519_sign(seed_, message);
}

bool verifies(const VerifierKey& key, std::string_view message, std::string_view signature) {
  return inside::ed25519_verifies(key.point, message, signature);
}

// ---- Notes ----

Result<Note> read_note(std::string_view bytes) {
  const auto malformed = [](std::string_view what) {
    return fail(ErrorCode::unreadable, "This is not a signed note: " + std::string(what) + ".");
  };
  if (bytes.size() > longest_note) return fail(ErrorCode::too_large, "A signed note has at most a million bytes.");
  if (!is_utf8(bytes)) return malformed("it is not UTF-8 text");
  if (std::any_of(bytes.begin(), bytes.end(), [](unsigned char c) { return c < 0x20 && c != '\n'; }))
    return malformed("it has control characters in it");
  const std::size_t parting = bytes.rfind("\n\n");
  if (parting == std::string_view::npos) return malformed("no empty line parts a text from its signatures");
  Note note{std::string(bytes.substr(0, parting + 1)), {}};
  std::string_view rest = bytes.substr(parting + 2);
  if (rest.empty()) return malformed("nobody signed it");
  while (!rest.empty()) {
    auto line = inside::take_line(rest);
    if (!line) return malformed("its last line does not end");
    if (!line->starts_with(dash)) return malformed("a line below its text is not a signature");
    line->remove_prefix(dash.size());
    const std::size_t space = line->find(' ');
    if (space == std::string_view::npos || !is_key_name(line->substr(0, space)))
      return malformed("a signature has no name");
    const auto signature = from_base64(line->substr(space + 1));
    if (!signature || signature->size() < 5) return malformed("a signature is not in base64");
    if (note.signatures.size() == most_signatures) return malformed("it has more than 100 signatures");
    note.signatures.push_back({std::string(line->substr(0, space)),
                               static_cast<std::uint32_t>(number_of(std::string_view(*signature).substr(0, 4))),
                               signature->substr(4)});
  }
  return note;
}

std::string write_signature(const Signature& signature) {
  return std::string(dash) + signature.name + " " + base64(big_end_first(signature.key_id, 4) + signature.bytes) + "\n";
}

std::string write_note(const Note& note) {
  std::string bytes = note.text + "\n";
  for (const Signature& signature : note.signatures) bytes += write_signature(signature);
  return bytes;
}

Signature sign(const SigningKey& key, std::string_view text) {
  return {key.verifier().name, key.verifier().id(), key.sign(text)};
}

Signature cosign(const SigningKey& key, std::string_view text, std::uint64_t seconds_since_1970) {
  return {key.verifier().name, key.verifier().id(),
          big_end_first(seconds_since_1970, 8) + key.sign(cosigned_message(text, seconds_since_1970))};
}

Result<std::vector<Verified>> verified_by(const Note& note, const std::vector<VerifierKey>& keys) {
  std::vector<Verified> verified;
  for (std::size_t which = 0; which < keys.size(); ++which) {
    const VerifierKey& key = keys[which];
    const std::uint32_t id = key.id();
    bool counted = false;
    for (const Signature& signature : note.signatures) {
      if (signature.name != key.name || signature.key_id != id) continue;
      std::string_view bytes = signature.bytes;
      std::optional<std::uint64_t> time;
      bool holds = false;
      if (key.algorithm == Algorithm::signature) {
        holds = verifies(key, note.text, bytes);
      } else if (bytes.size() == 72) {
        time = number_of(bytes.substr(0, 8));
        holds = *time >> 63 == 0 && verifies(key, cosigned_message(note.text, *time), bytes.substr(8));
      }
      if (!holds)
        return fail(ErrorCode::refused, "The signature of " + key.name +
                                            " is false: what it signed was altered, or somebody else wrote it.");
      if (!counted) verified.push_back({which, time});
      counted = true;
    }
  }
  return verified;
}

}  // namespace candour::ledger
