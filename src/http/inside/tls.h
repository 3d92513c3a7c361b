#pragma once
// TLS under a connection: OpenSSL over the connection's own socket, which never waits. Configured as Mozilla's
// “intermediate” server side TLS 5.7 has it (TLS 1.2 with forward secrecy and authenticated encryption, TLS 1.3),
// without the suites of finite-field Diffie-Hellman, sessions and renegotiation.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>

#include "base/result.h"

struct ssl_st;
struct ssl_ctx_st;

namespace candour::http {

// The certificate and its key, as read last. Any thread.
class Certificate {
 public:
  // PEM: the certificate with those that lead to its authority, and the key without a passphrase. bad_input, in a
  // sentence that says which file and why.
  static Result<std::unique_ptr<Certificate>> read(std::filesystem::path certificate, std::filesystem::path key);
  // From the same files; what stood goes on where they are no good.
  Result<void> read_again();
  std::shared_ptr<ssl_ctx_st> context() const;

 private:
  Certificate(std::filesystem::path certificate, std::filesystem::path key);
  std::filesystem::path certificate_, key_;
  mutable std::mutex mutex_;
  std::shared_ptr<ssl_ctx_st> context_;  // guarded by mutex_; a connection keeps the one it began with
};

// One connection's end of it, by one thread at a time. The handshake happens within the first reads and writes.
class Tls {
 public:
  enum class Went { some, wants_to_read, wants_to_write, ended };
  struct Moved {
    Went went = Went::ended;
    std::size_t bytes = 0;
  };
  Tls(const Certificate& certificate, int socket);
  Moved read(char* into, std::size_t room);
  Moved write(const char* from, std::size_t size);
  // Tells the other end that nothing more comes; does not wait for its answer.
  void close();

 private:
  std::shared_ptr<ssl_ctx_st> context_;
  std::unique_ptr<ssl_st, void (*)(ssl_st*)> ssl_;
};

}  // namespace candour::http
