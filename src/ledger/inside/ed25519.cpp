#include "ledger/inside/ed25519.h"

#include <cstdlib>
#include <memory>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

namespace candour::ledger::inside {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Pkey = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

const unsigned char* data_of(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Pkey private_key(const Key& seed) {
  Pkey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  if (!key) std::abort();  // any 32 bytes are a seed: the library is broken
  return key;
}

}  // namespace

Key ed25519_public(const Key& seed) {
  Key point;
  std::size_t length = point.size();
  if (EVP_PKEY_get_raw_public_key(private_key(seed).get(), point.data(), &length) != 1 || length != point.size())
    std::abort();
  return point;
}

std::string ed25519_sign(const Key& seed, std::string_view message) {
  const Pkey key = private_key(seed);
  const Context context(EVP_MD_CTX_new());
  std::string signature(64, '\0');
  std::size_t length = signature.size();
  if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, data_of(message),
                     message.size()) != 1 ||
      length != signature.size())
    std::abort();  // no signature is better than a wrong one
  return signature;
}

bool ed25519_verifies(const Key& point, std::string_view message, std::string_view signature) {
  const Pkey key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, point.data(), point.size()));
  const Context context(EVP_MD_CTX_new());
  const bool holds =
      key && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
      EVP_DigestVerify(context.get(), data_of(signature), signature.size(), data_of(message), message.size()) == 1;
  if (!holds) ERR_clear_error();  // what the library noted is not for the next who asks it
  return holds;
}

void forget(void* bytes, std::size_t count) {
  OPENSSL_cleanse(bytes, count);
}

}  // namespace candour::ledger::inside
