#include "credentials/one_time_code.h"

#include <array>
#include <cstdio>
#include <memory>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <qrencode.h>
#include <sodium.h>

#include "credentials/token.h"

namespace candour::credentials {
namespace {

constexpr std::int64_t step_microseconds = 30'000'000;
constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string base32(std::string_view bytes) {
  std::string text;
  unsigned buffer = 0;
  int bits = 0;
  for (const char byte : bytes) {
    buffer = buffer << 8 | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) text += base32_letters[buffer >> (bits - 5) & 31];
  }
  if (bits > 0) text += base32_letters[buffer << (5 - bits) & 31];
  return text;
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      std::array<char, 4> escape;
      std::snprintf(escape.data(), escape.size(), "%%%02X", byte);
      encoded += escape.data();
    }
  }
  return encoded;
}

}  // namespace

std::string fresh_key() {
  std::string key(20, '\0');
  randombytes_buf(key.data(), key.size());
  return key;
}

std::string key_in_words(std::string_view key) {
  std::string text = base32(key);
  for (std::size_t at = 4; at < text.size(); at += 5) text.insert(at, " ");
  return text;
}

std::uint64_t step_at(Moment moment) {
  return static_cast<std::uint64_t>(moment.microseconds() / step_microseconds);
}

// RFC 4226, 5.3, of the step as RFC 6238, 4.2 gives it.
std::string code_at(std::string_view key, std::uint64_t step) {
  std::array<unsigned char, 8> counter;
  for (std::size_t i = 0; i < 8; ++i) counter[i] = static_cast<unsigned char>(step >> (56 - 8 * i));
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), mac.data(), &size);
  const std::size_t offset = mac[19] & 15;
  const std::uint32_t number = (static_cast<std::uint32_t>(mac[offset] & 127) << 24) |
                               (static_cast<std::uint32_t>(mac[offset + 1]) << 16) |
                               (static_cast<std::uint32_t>(mac[offset + 2]) << 8) | mac[offset + 3];
  std::array<char, 8> text;
  std::snprintf(text.data(), text.size(), "%06u", number % 1'000'000);
  return text.data();
}

std::optional<std::uint64_t> step_of(std::string_view key, std::string_view code, Moment now, std::uint64_t used) {
  std::string typed;
  for (const char c : code)
    if (c != ' ') typed += c;
  if (typed.size() != 6) return std::nullopt;
  const std::uint64_t present = step_at(now);
  std::optional<std::uint64_t> found;
  for (std::uint64_t step = present > 0 ? present - 1 : 0; step <= present + 1; ++step)
    if (same(code_at(key, step), typed) && step > used && !found) found = step;
  return found;
}

std::string address_of_key(std::string_view key, std::string_view issuer, std::string_view account) {
  const std::string by = percent_encoded(issuer);
  return "otpauth://totp/" + by + ":" + percent_encoded(account) + "?secret=" + base32(key) + "&issuer=" + by;
}

Square square_of(std::string_view text) {
  const std::string whole(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(whole.c_str(), 0, QR_ECLEVEL_M),
                                                             &QRcode_free);
  if (!code) return {};
  constexpr int quiet = 4;
  Square square;
  square.side = code->width + 2 * quiet;
  for (int y = 0; y < code->width; ++y)
    for (int x = 0; x < code->width;) {
      const auto dark = [&](int at) { return (code->data[y * code->width + at] & 1) != 0; };
      if (!dark(x)) {
        ++x;
        continue;
      }
      int end = x;
      while (end < code->width && dark(end)) ++end;
      square.path += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h" + std::to_string(end - x) +
                     "v1h-" + std::to_string(end - x) + "z";
      x = end;
    }
  return square;
}

}  // namespace candour::credentials
