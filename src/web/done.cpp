#include "web/done.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/random.h"
#include "credentials/token.h"
#include "ledger/commitment.h"
#include "web/site.h"

namespace candour::web {
namespace {

constexpr std::size_t proof_letters = 32;  // 128 bits

// Under a key that this process makes for itself.
std::string proof_of(const app::Actor& to, std::string_view path, std::string_view sentence) {
  static const ledger::Salt key = random_32_bytes();
  std::string said;  // each part behind its length, so that none runs into the next
  for (const std::string_view part : {std::string_view(to.recorded_as()), path, sentence}) {
    said += std::to_string(part.size()) + ':';
    said += part;
  }
  return hex(ledger::bytes_of(ledger::commit(key, said))).substr(0, proof_letters);  // HMAC-SHA256
}

}  // namespace

app::Actor nobody() {
  return {.name = {}, .person = people::PersonId()};
}

std::string address_telling(const app::Actor& to, std::string_view address, std::string_view sentence) {
  const std::size_t end = std::min(address.find('#'), address.size());
  const std::string_view whole = address.substr(0, end);
  const std::size_t query = whole.find('?');
  return std::string(whole) + (query == std::string_view::npos ? "?" : "&") +
         "done=" + http::percent_encoded(proof_of(to, whole.substr(0, query), sentence) + "-" + std::string(sentence)) +
         std::string(address.substr(end));
}

http::Response tell_done(const http::Request& request, std::string_view address, std::string_view sentence) {
  return http::redirect(address_telling(actor_of(request), address, sentence));
}

std::string_view done_in(const http::Request& request) {
  const std::string_view said = request.query("done");
  if (!http::is_safe(request.method()) || said.size() <= proof_letters || said[proof_letters] != '-') return {};
  const std::string_view sentence = said.substr(proof_letters + 1);
  return credentials::same(said.substr(0, proof_letters), proof_of(actor_of(request), request.path(), sentence))
             ? sentence
             : std::string_view();
}

}  // namespace candour::web
