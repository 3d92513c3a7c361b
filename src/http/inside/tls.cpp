#include "http/inside/tls.h"

#include <algorithm>
#include <climits>
#include <csignal>
#include <cstring>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <string>
#include <utility>

namespace candour::http {
namespace {

// What OpenSSL says of its last failure, for the log.
std::string last_fault() {
  char text[256] = {};
  ERR_error_string_n(ERR_peek_last_error(), text, sizeof text);
  ERR_clear_error();
  return text;
}

// The one protocol that is spoken here (RFC 7301); a client that offers none goes on without.
int choose_protocol(ssl_st*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned offered_size, void*) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, size, ours, sizeof ours - 1, offered, offered_size) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

Result<std::shared_ptr<ssl_ctx_st>> make_context(const std::filesystem::path& certificate,
                                                 const std::filesystem::path& key) {
  const std::shared_ptr<ssl_ctx_st> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!context) return fail(ErrorCode::internal, "TLS cannot be set up.", last_fault());
  ssl_ctx_st* made = context.get();
  SSL_CTX_set_min_proto_version(made, TLS1_2_VERSION);
  SSL_CTX_set_options(made, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode(made, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(made,
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(made, choose_protocol, nullptr);
  // A key under a passphrase is refused, not asked about at a terminal that nobody sees.
  SSL_CTX_set_default_passwd_cb(made, [](char*, int, int, void*) { return 0; });
  if (SSL_CTX_set_cipher_list(made,
                              "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
                              "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-"
                              "POLY1305") != 1 ||
      SSL_CTX_set1_groups_list(made, "X25519:P-256:P-384") != 1)
    return fail(ErrorCode::internal, "TLS cannot be set up.", last_fault());
  if (SSL_CTX_use_certificate_chain_file(made, certificate.c_str()) != 1)
    return fail(ErrorCode::bad_input,
                "The TLS certificate “" + certificate.string() +
                    "” cannot be read. It must be a PEM file with the certificate first, then those that lead to its "
                    "authority.",
                last_fault());
  if (SSL_CTX_use_PrivateKey_file(made, key.c_str(), SSL_FILETYPE_PEM) != 1)
    return fail(ErrorCode::bad_input,
                "The TLS key “" + key.string() +
                    "” cannot be used. It must be a PEM file that this user may read, without a passphrase, and belong "
                    "to the certificate.",
                last_fault());
  return context;
}

}  // namespace

Certificate::Certificate(std::filesystem::path certificate, std::filesystem::path key)
    : certificate_(std::move(certificate)), key_(std::move(key)) {}

Result<std::unique_ptr<Certificate>> Certificate::read(std::filesystem::path certificate, std::filesystem::path key) {
  // OpenSSL writes to the socket as to a file: of a client that went away it shall say so, not end the program.
  std::signal(SIGPIPE, SIG_IGN);
  std::unique_ptr<Certificate> made(new Certificate(std::move(certificate), std::move(key)));
  CANDOUR_CHECK(made->read_again());
  return Result<std::unique_ptr<Certificate>>(std::move(made));
}

Result<void> Certificate::read_again() {
  CANDOUR_TRY(context, make_context(certificate_, key_));
  const std::lock_guard lock(mutex_);
  context_ = std::move(context);
  return {};
}

std::shared_ptr<ssl_ctx_st> Certificate::context() const {
  const std::lock_guard lock(mutex_);
  return context_;
}

Tls::Tls(const Certificate& certificate, int socket)
    : context_(certificate.context()), ssl_(SSL_new(context_.get()), SSL_free) {
  if (!ssl_) return;
  SSL_set_fd(ssl_.get(), socket);
  SSL_set_accept_state(ssl_.get());
}

namespace {

Tls::Moved moved(ssl_st* ssl, int result) {
  if (result > 0) return {Tls::Went::some, static_cast<std::size_t>(result)};
  switch (SSL_get_error(ssl, result)) {
    case SSL_ERROR_WANT_READ:
      return {Tls::Went::wants_to_read, 0};
    case SSL_ERROR_WANT_WRITE:
      return {Tls::Went::wants_to_write, 0};
    default:
      ERR_clear_error();
      return {Tls::Went::ended, 0};
  }
}
int at_most_int(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, INT_MAX));
}

}  // namespace

Tls::Moved Tls::read(char* into, std::size_t room) {
  if (!ssl_) return {};
  ERR_clear_error();
  return moved(ssl_.get(), SSL_read(ssl_.get(), into, at_most_int(room)));
}

Tls::Moved Tls::write(const char* from, std::size_t size) {
  if (!ssl_) return {};
  ERR_clear_error();
  return moved(ssl_.get(), SSL_write(ssl_.get(), from, at_most_int(size)));
}

void Tls::close() {
  if (ssl_ && SSL_is_init_finished(ssl_.get())) (void)SSL_shutdown(ssl_.get());
  ERR_clear_error();
}

}  // namespace candour::http
