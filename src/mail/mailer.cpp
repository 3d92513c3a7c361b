#include "mail/mailer.h"

#include <algorithm>
#include <cstring>
#include <curl/curl.h>
#include <mutex>
#include <utility>

#include "base/text.h"

namespace candour::mail {
namespace {

constexpr long seconds_to_connect = 20;
constexpr long seconds_in_all = 120;
constexpr std::size_t longest_reply = 4'000;

void start_curl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "::1" || host == "[::1]" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

// What one conversation with a server leaves.
struct Exchange {
  std::string_view message;
  std::size_t given = 0;
  bool begun = false;  // the server asked for the letter itself
  std::string reply;   // the last, whole: its lines joined by blanks, codes and all
  bool continues = false;
  int code = 0;
};

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* pointer) {
  auto& exchange = *static_cast<Exchange*>(pointer);
  exchange.begun = true;
  const std::size_t bytes = std::min(size * count, exchange.message.size() - exchange.given);
  std::memcpy(buffer, exchange.message.data() + exchange.given, bytes);
  exchange.given += bytes;
  return bytes;
}

// One line of the server's: "550-No such person" goes on, "550 here" ends the reply (RFC 5321, 4.2.1).
std::size_t hear(char* buffer, std::size_t size, std::size_t count, void* pointer) {
  auto& exchange = *static_cast<Exchange*>(pointer);
  const std::string_view line = trimmed(std::string_view(buffer, size * count));
  if (line.size() < 3 || line.substr(0, 3).find_first_not_of("0123456789") != std::string_view::npos)
    return size * count;
  if (line.starts_with("221")) return size * count;  // only a goodbye, after whatever was said
  if (!exchange.continues) exchange.reply.clear();
  exchange.code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  if (exchange.reply.size() < longest_reply)
    exchange.reply += exchange.reply.empty() ? std::string(line)
                                             : " " + std::string(line.substr(std::min<std::size_t>(4, line.size())));
  exchange.continues = line.size() > 3 && line[3] == '-';
  return size * count;
}

std::size_t ignore(char*, std::size_t size, std::size_t count, void*) {
  return size * count;
}

std::string words_of(const Exchange& exchange, CURLcode code) {
  const bool server_said_why = exchange.code >= 400;
  const std::string text = server_said_why ? exchange.reply : std::string(curl_easy_strerror(code));
  return shortened(collapsed(repaired_utf8(text)), 300);
}

// A reply that says no to this letter (to MAIL, RCPT or DATA) reaches us as a failed send; one to the greeting or to
// the login says no to us, and is for the administrator to mend while the letter waits.
app::Sending outcome_of(const Exchange& exchange, CURLcode code) {
  using app::Sending;
  if (code == CURLE_OK) return Sending::accepted;
  if (exchange.begun) {
    if (exchange.code >= 500) return Sending::refused;
    return exchange.code >= 400 ? Sending::try_later : Sending::unknown;
  }
  return code == CURLE_SEND_ERROR && exchange.code >= 500 ? Sending::refused : Sending::try_later;
}

class SmtpMailer final : public app::Mailer {
 public:
  SmtpMailer(Settings settings, const Clock& clock) : settings_(std::move(settings)), clock_(clock) { start_curl(); }

  Result<app::Sent> send(const app::Letter& letter) const override {
    CANDOUR_TRY(message, write_message(letter, settings_.from, clock_.now()));
    const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> to(
        curl_slist_append(nullptr, ("<" + letter.to + ">").c_str()), curl_slist_free_all);
    if (!curl || !to) return fail(ErrorCode::unavailable, "There was not enough memory to send a letter.");
    Exchange exchange;
    exchange.message = message;
    const std::string url = std::string(settings_.protection == Protection::tls ? "smtps" : "smtp") + "://" +
                            settings_.host + ":" + settings_.port + "/" + domain();
    // A letter that comes back goes to where its answers go.
    const std::string sender = "<" + (letter.reply_to.empty() ? settings_.from.address : letter.reply_to) + ">";
    const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USE_SSL,
        static_cast<long>(settings_.protection == Protection::starttls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!settings_.authorities.empty()) set(CURLOPT_CAINFO, settings_.authorities.c_str());
    if (!settings_.user.empty()) {
      set(CURLOPT_USERNAME, settings_.user.c_str());
      set(CURLOPT_PASSWORD, settings_.password.c_str());
    }
    set(CURLOPT_MAIL_FROM, sender.c_str());
    set(CURLOPT_MAIL_RCPT, to.get());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, give);
    set(CURLOPT_READDATA, &exchange);
    set(CURLOPT_HEADERFUNCTION, hear);
    set(CURLOPT_HEADERDATA, &exchange);
    set(CURLOPT_WRITEFUNCTION, ignore);
    set(CURLOPT_CONNECTTIMEOUT, seconds_to_connect);
    set(CURLOPT_TIMEOUT, seconds_in_all);
    const CURLcode code = curl_easy_perform(curl.get());
    const app::Sending outcome = outcome_of(exchange, code);
    if (outcome == app::Sending::accepted)
      return app::Sent{outcome, shortened(collapsed(repaired_utf8(exchange.reply)), 300)};
    return app::Sent{outcome, words_of(exchange, code)};
  }

 private:
  // What we call ourselves to the server (EHLO): the sender's own domain, not this machine's name.
  std::string domain() const { return settings_.from.address.substr(settings_.from.address.rfind('@') + 1); }

  const Settings settings_;
  const Clock& clock_;
};

tl::unexpected<Error> no_server(std::string_view text) {
  return fail(ErrorCode::bad_input, "“" + collapsed(repaired_utf8(text)) +
                                        "” is no mail server. Write it as smtps://name@mail.harrowvale.example or "
                                        "smtp://127.0.0.1:25.");
}

}  // namespace

Result<Settings> settings_of(std::string_view url) {
  const std::unique_ptr<CURLU, void (*)(CURLU*)> parts(curl_url(), curl_url_cleanup);
  const std::string text(trimmed(url));
  const bool tls = text.starts_with("smtps://");
  if (!parts || (!tls && !text.starts_with("smtp://")) || text.find('\0') != std::string::npos ||
      curl_url_set(parts.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
    return no_server(text);
  const auto part = [&](CURLUPart which, unsigned flags = 0) {
    char* found = nullptr;
    std::string value;
    if (curl_url_get(parts.get(), which, &found, flags) == CURLUE_OK && found != nullptr) value = found;
    curl_free(found);
    return value;
  };
  if (!part(CURLUPART_PASSWORD).empty())
    return fail(ErrorCode::bad_input,
                "The mail server's password does not belong in its address, where others can read it. Put it in a file "
                "and name that: --smtp-password-file FILE.");
  if (const std::string path = part(CURLUPART_PATH);
      (!path.empty() && path != "/") || !part(CURLUPART_QUERY).empty() || !part(CURLUPART_FRAGMENT).empty())
    return no_server(text);
  Settings settings;
  settings.host = part(CURLUPART_HOST);
  settings.user = part(CURLUPART_USER, CURLU_URLDECODE);
  settings.port = part(CURLUPART_PORT);
  const bool here = is_this_machine(settings.host);
  settings.protection = tls ? Protection::tls : here ? Protection::plain : Protection::starttls;
  if (settings.port.empty()) settings.port = tls ? "465" : here ? "25" : "587";
  return settings;
}

std::unique_ptr<app::Mailer> make_mailer(Settings settings, const Clock& clock) {
  return std::make_unique<SmtpMailer>(std::move(settings), clock);
}

}  // namespace candour::mail
