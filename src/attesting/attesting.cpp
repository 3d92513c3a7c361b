#include "attesting/attesting.h"

#include <algorithm>
#include <curl/curl.h>
#include <mutex>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <utility>
#include <vector>

#include "base/random.h"
#include "base/sha256.h"
#include "base/text.h"
#include "ledger/witness.h"

namespace candour::attesting {
namespace {

constexpr long seconds_to_connect = 10;
constexpr long seconds_in_all = 30;
constexpr std::size_t longest_answer = 1'000'000;

void start_curl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

bool may_be_asked(std::string_view address) {
  if (address.starts_with("https://")) return true;
  if (!address.starts_with("http://")) return false;
  const std::string_view host = address.substr(7, address.find_first_of(":/", 7) - 7);
  return host == "localhost" || host == "127.0.0.1" || address.starts_with("http://[::1]");
}

std::size_t hear(char* bytes, std::size_t size, std::size_t count, void* pointer) {
  auto& body = *static_cast<std::string*>(pointer);
  if (body.size() + size * count > longest_answer) return 0;
  body.append(bytes, size * count);
  return size * count;
}

class Asking final : public app::Attestor {
 public:
  explicit Asking(Settings settings) : settings_(std::move(settings)) {}

  const ledger::Policy& policy() const override { return settings_.policy; }
  bool stamps() const override { return !settings_.stamping.empty(); }

  Result<Answer> add_checkpoint(const ledger::Policy::Witness& witness, std::string_view body) const override {
    return ask(joined(witness.address, "add-checkpoint"), "text/plain", body);
  }
  Result<Answer> shown_by(const ledger::Policy::Witness& witness, std::string_view origin) const override {
    return ask(joined(witness.address, ledger::monitor_path(origin)), {}, {});
  }

  Result<std::string> stamp(std::string_view bytes) const override {
    CANDOUR_TRY(request, stamp_request(bytes));
    CANDOUR_TRY(answer, ask(settings_.stamping, "application/timestamp-query", request));
    if (answer.status != 200)
      return fail(ErrorCode::unavailable,
                  "The authority of time did not stamp: it answered " + std::to_string(answer.status) + ".");
    CANDOUR_CHECK(check_stamp(answer.body, request, bytes, settings_.stamping_authorities));
    return std::move(answer.body);
  }

 private:
  static std::string joined(std::string_view address, std::string_view path) {
    return std::string(address) + (address.ends_with('/') ? "" : "/") + std::string(path);
  }

  // POST with a body, else GET. No other place is followed to.
  Result<Answer> ask(const std::string& address, std::string_view media, std::string_view body) const {
    start_curl();
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    if (!curl) return fail(ErrorCode::internal, "Something went wrong inside Candour.", "curl_easy_init");
    const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
    Answer answer;
    set(CURLOPT_URL, address.c_str());
    set(CURLOPT_PROTOCOLS_STR, "https,http");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, seconds_to_connect);
    set(CURLOPT_TIMEOUT, seconds_in_all);
    set(CURLOPT_USERAGENT, "candour");
    if (!settings_.authorities.empty()) set(CURLOPT_CAINFO, settings_.authorities.c_str());
    curl_slist* headers = nullptr;
    if (!media.empty()) {
      headers = curl_slist_append(headers, ("Content-Type: " + std::string(media)).c_str());
      headers = curl_slist_append(headers, "Expect:");
      set(CURLOPT_HTTPHEADER, headers);
      set(CURLOPT_POST, 1L);
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
      set(CURLOPT_POSTFIELDS, body.data());
    }
    set(CURLOPT_WRITEFUNCTION, hear);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&answer.body));
    const CURLcode code = curl_easy_perform(curl.get());
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    if (code != CURLE_OK)
      return fail(ErrorCode::unavailable, "“" + address + "” could not be asked: " + curl_easy_strerror(code) + ".");
    answer.status = static_cast<int>(status);
    return answer;
  }

  const Settings settings_;
};

// ---- RFC 3161 ----

template <auto release>
struct Release {
  template <class T>
  void operator()(T* held) const {
    release(held);
  }
};
using Request = std::unique_ptr<TS_REQ, Release<TS_REQ_free>>;
using Response = std::unique_ptr<TS_RESP, Release<TS_RESP_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, Release<TS_MSG_IMPRINT_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, Release<X509_ALGOR_free>>;
using Number = std::unique_ptr<ASN1_INTEGER, Release<ASN1_INTEGER_free>>;
using Whole = std::unique_ptr<BIGNUM, Release<BN_free>>;
using Context = std::unique_ptr<TS_VERIFY_CTX, Release<TS_VERIFY_CTX_free>>;

const unsigned char* start_of(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
auto inside(const char* what) {
  ERR_clear_error();
  return fail(ErrorCode::internal, "A time-stamp could not be asked for.", what);
}

Request read_request(std::string_view bytes) {
  const unsigned char* at = start_of(bytes);
  return Request(d2i_TS_REQ(nullptr, &at, static_cast<long>(bytes.size())));
}
Response read_response(std::string_view bytes) {
  const unsigned char* at = start_of(bytes);
  Response response(d2i_TS_RESP(nullptr, &at, static_cast<long>(bytes.size())));
  return response && at == start_of(bytes) + bytes.size() ? std::move(response) : nullptr;
}

}  // namespace

Result<std::string> stamp_request(std::string_view bytes) {
  const Request request(TS_REQ_new());
  const Imprint imprint(TS_MSG_IMPRINT_new());
  const Algorithm algorithm(X509_ALGOR_new());
  auto digest = sha256(bytes);
  auto random = random_32_bytes();
  random[0] &= 0x7f;
  const Whole whole(BN_bin2bn(random.data(), 16, nullptr));
  const Number number(whole ? BN_to_ASN1_INTEGER(whole.get(), nullptr) : nullptr);
  if (!request || !imprint || !algorithm || !number ||
      X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) != 1 ||
      TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) != 1 ||
      TS_MSG_IMPRINT_set_msg(imprint.get(), digest.data(), static_cast<int>(digest.size())) != 1 ||
      TS_REQ_set_version(request.get(), 1) != 1 || TS_REQ_set_msg_imprint(request.get(), imprint.get()) != 1 ||
      TS_REQ_set_nonce(request.get(), number.get()) != 1 || TS_REQ_set_cert_req(request.get(), 1) != 1)
    return inside("TS_REQ");
  unsigned char* made = nullptr;
  const int size = i2d_TS_REQ(request.get(), &made);
  if (size <= 0) return inside("i2d_TS_REQ");
  std::string der(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
  OPENSSL_free(made);
  return der;
}

Result<void> check_stamp(std::string_view response_bytes, std::string_view request_bytes, std::string_view bytes,
                         const std::filesystem::path& authorities) {
  const auto refuse = [](std::string why) {
    ERR_clear_error();
    return fail(ErrorCode::refused, "The time-stamp was not taken: " + std::move(why) + ".");
  };
  const Response response = read_response(response_bytes);
  const Request request = read_request(request_bytes);
  if (!response || !request) return refuse("it is not a response of RFC 3161");
  const Context context(TS_REQ_to_TS_VERIFY_CTX(request.get(), nullptr));
  if (!context) return inside("TS_VERIFY_CTX");
  // Over the bytes themselves, whatever the request said.
  BIO* data = BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()));
  TS_VERIFY_CTX_set_data(context.get(), data);  // which now holds it
  int flags = TS_VFY_VERSION | TS_VFY_DATA | TS_VFY_IMPRINT | TS_VFY_NONCE;
  if (!authorities.empty()) {
    X509_STORE* store = X509_STORE_new();
    if (!store || X509_STORE_load_file(store, authorities.c_str()) != 1) {
      X509_STORE_free(store);
      return refuse("the authorities in “" + authorities.string() + "” cannot be read");
    }
    TS_VERIFY_CTX_set_store(context.get(), store);  // which now holds it
    flags |= TS_VFY_SIGNATURE | TS_VFY_SIGNER;
  }
  TS_VERIFY_CTX_set_flags(context.get(), flags);
  if (TS_RESP_verify_response(context.get(), response.get()) != 1) {
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    return refuse(reason ? reason : "it does not hold");
  }
  return {};
}

Result<std::unique_ptr<app::Attestor>> make_attestor(Settings settings) {
  std::vector<std::string> addresses;
  for (const auto& witness : settings.policy.witnesses)
    if (!witness.address.empty()) addresses.push_back(witness.address);
  if (!settings.stamping.empty()) addresses.push_back(settings.stamping);
  for (const std::string& address : addresses)
    if (!may_be_asked(address))
      return fail(ErrorCode::bad_input, "“" + repaired_utf8(address) +
                                            "” cannot be asked: write an address that begins with https:// (http:// on "
                                            "this machine alone).");
  return std::unique_ptr<app::Attestor>(std::make_unique<Asking>(std::move(settings)));
}

}  // namespace candour::attesting
