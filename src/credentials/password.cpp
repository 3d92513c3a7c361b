#include "credentials/password.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <openssl/sha.h>
#include <semaphore>
#include <sodium.h>
#include <unordered_set>

#include "base/text.h"
#include "credentials/inside/common_passwords.h"

namespace candour::credentials {
namespace {

constexpr unsigned long long passes = 3;
constexpr std::size_t memory = 64u << 20;
// Each takes 64 MiB and a core: more at a time would only make all of them slow.
constexpr int at_a_time = 2;

std::counting_semaphore<at_a_time>& turns() {
  static std::counting_semaphore<at_a_time> semaphore(at_a_time);
  return semaphore;
}
class Turn {
 public:
  Turn() { turns().acquire(); }
  Turn(const Turn&) = delete;
  ~Turn() { turns().release(); }
};

bool ready() {
  static const bool begun = sodium_init() >= 0;
  return begun;
}

using Sha1 = std::array<unsigned char, SHA_DIGEST_LENGTH>;
Sha1 sha1(std::string_view text) {
  Sha1 made;
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), made.data());
  return made;
}
std::size_t most_breached() {
  return 50'000'000;
}
int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_common(std::string_view word) {
  static const std::unordered_set<std::string_view> all = [] {
    std::unordered_set<std::string_view> words;
    for (std::string_view line : lines(common_passwords()))
      if (!line.empty()) words.insert(line);
    return words;
  }();
  return all.contains(word);
}

// Without the digits and signs at both ends: "dragon" of "123dragon!!2026".
std::string_view without_ornament(std::string_view word) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
  while (!word.empty() && !plain(word.front())) word.remove_prefix(1);
  while (!word.empty() && !plain(word.back())) word.remove_suffix(1);
  return word;
}
// "dragon" of "dragondragon"; the whole where nothing repeats.
std::string_view unit_of(std::string_view word) {
  for (std::size_t size = 1; size <= word.size() / 2; ++size) {
    if (word.size() % size != 0) continue;
    bool repeats = true;
    for (std::size_t i = size; repeats && i < word.size(); ++i) repeats = word[i] == word[i - size];
    if (repeats) return word.substr(0, size);
  }
  return word;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  if (!ready() || password.size() > longest_password)
    return fail(ErrorCode::internal, "The password could not be kept.", "libsodium did not start, or too long");
  std::array<char, crypto_pwhash_STRBYTES> made{};
  const Turn turn;
  if (crypto_pwhash_str_alg(made.data(), password.data(), password.size(), passes, memory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(ErrorCode::unavailable,
                "There is not enough memory to keep a password just now. Try again in a moment.");
  return std::string(made.data());
}

bool matches(std::string_view hash, std::string_view password) {
  // Of no password that anybody knows: 32 random bytes were hashed once.
  static const std::string nobodys = [] {
    std::array<unsigned char, 32> random{};
    if (ready()) randombytes_buf(random.data(), random.size());
    return hash_password({reinterpret_cast<const char*>(random.data()), random.size()}).value_or("");
  }();
  const std::string kept(hash.empty() || password.size() > longest_password ? std::string_view(nobodys) : hash);
  const std::string_view typed = password.substr(0, longest_password);
  const Turn turn;
  const bool same = crypto_pwhash_str_verify(kept.c_str(), typed.data(), typed.size()) == 0;
  return same && !hash.empty() && password.size() <= longest_password;
}

struct Breached::List {
  std::vector<Sha1> sorted;
};

Result<Breached> Breached::read(const std::filesystem::path& file) {
  std::ifstream from(file, std::ios::binary);
  if (!from)
    return fail(ErrorCode::not_found, "The list of breached passwords “" + file.string() + "” cannot be read.");
  auto list = std::make_shared<List>();
  for (std::string line; std::getline(from, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) continue;
    if (list->sorted.size() >= most_breached())
      return fail(ErrorCode::too_large, "The list of breached passwords has more than 50 million lines.");
    Sha1 entry{};
    bool hexadecimal = line.size() >= 40;
    for (std::size_t i = 0; hexadecimal && i < 20; ++i) {
      const int high = digit(line[2 * i]), low = digit(line[2 * i + 1]);
      hexadecimal = high >= 0 && low >= 0;
      if (hexadecimal) entry[i] = static_cast<unsigned char>(high * 16 + low);
    }
    if (hexadecimal && line.size() > 40) hexadecimal = digit(line[40]) < 0;
    list->sorted.push_back(hexadecimal ? entry : sha1(line));
  }
  std::sort(list->sorted.begin(), list->sorted.end());
  Breached read;
  read.list_ = std::move(list);
  return read;
}
bool Breached::holds(std::string_view password) const {
  return list_ && std::binary_search(list_->sorted.begin(), list_->sorted.end(), sha1(password));
}
std::size_t Breached::size() const {
  return list_ ? list_->sorted.size() : 0;
}

std::string refusal_of(std::string_view password, const std::vector<std::string>& own, const Breached& breached) {
  if (characters(password) < shortest_password)
    return "The password is too short. Use at least 12 characters: three or four words that do not belong together are "
           "easy to remember.";
  if (password.size() > longest_password) return "The password is too long. Use at most 1,024 bytes.";
  const std::string lower = folded(password);
  const std::string_view bare = without_ornament(lower);
  if (is_common(lower) || is_common(bare) || is_common(unit_of(lower)) || is_common(unit_of(bare)) || bare.empty() ||
      characters(unit_of(lower)) == 1 || breached.holds(password))
    return "Too many people use this password, or it is known from a breach elsewhere. Choose another.";
  // Names, each alone or joined, are no secret.
  std::unordered_set<std::string> names;
  for (const std::string& each : own) {
    const std::vector<std::string> parts = words(each);
    names.insert(parts.begin(), parts.end());
    names.insert(join(parts, ""));
  }
  const std::vector<std::string> said = words(unit_of(bare));
  if (std::all_of(said.begin(), said.end(), [&](const std::string& word) { return names.contains(word); }))
    return "The password is little more than a name that others know. Choose another.";
  return {};
}

}  // namespace candour::credentials
