#include "app/links.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/vault.h"
#include "base/id.h"
#include "base/sha256.h"

namespace candour::app {
namespace {

using nlohmann::json;

constexpr std::string_view kind_of_link = "link";
constexpr std::string_view kind_by_letter = "link-of-letter";
constexpr std::string_view kind_of_session = "link-session";
constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t idle = 30 * 60 * second;
constexpr std::int64_t longest = 12 * 60 * 60 * second;
// How old the end of a session may be before using it is worth a write.
constexpr std::int64_t unnoticed = 60 * second;
constexpr std::uint32_t longest_wait = 8;

Moment after(Moment moment, std::int64_t microseconds) {
  return Moment::from_microseconds(moment.microseconds() + microseconds);
}

std::string secret() {
  std::string text;
  for (int i = 0; i < 6; ++i) text += fresh_id();
  return text.substr(0, 52);  // 260 bits
}

// As people read it aloud: large letters, none of which is taken for another.
std::string fresh_code() {
  std::string code = fresh_id().substr(0, 6);
  for (char& c : code)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return code;
}
std::string as_typed(std::string_view code) {
  std::string clean;
  for (const char c : code) {
    if (c >= 'a' && c <= 'z') clean += static_cast<char>(c - 'a' + 'A');
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) clean += c;
  }
  return clean;
}
std::string hash_of_code(const std::string& link, std::string_view code) {
  return sha256_hex(link + ":" + std::string(code));
}
// The time it takes says nothing of where they differ.
bool same(std::string_view left, std::string_view right) {
  unsigned char different = left.size() == right.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i)
    different = static_cast<unsigned char>(different | (left[i] ^ right[i]));
  return different == 0;
}

std::string letter_key(const request::RequestId& request, request::Number letter) {
  return request.text() + "." + std::to_string(letter);
}

json content_of(const Kept& kept) {
  return json::parse(kept.content, nullptr, false);
}
std::string text_in(const json& content, const char* name) {
  const auto found = content.is_object() ? content.find(name) : content.end();
  return content.is_object() && found != content.end() && found->is_string() ? found->get<std::string>()
                                                                             : std::string();
}
request::Number number_in(const json& content, const char* name) {
  const auto found = content.is_object() ? content.find(name) : content.end();
  return content.is_object() && found != content.end() && found->is_number_unsigned() ? found->get<request::Number>()
                                                                                      : 0;
}
LinkHolder holder_in(const json& content) {
  return {request::RequestId(text_in(content, "request")), number_in(content, "person")};
}

}  // namespace

Result<NewLink> make_link(Candour& candour, const request::Request& request, const request::Letter& letter,
                          bool with_code) {
  NewLink made{secret(), with_code ? fresh_code() : std::string()};
  const std::string link = sha256_hex(made.token);
  json content{{"request", request.id.text()}, {"person", letter.to}};
  if (with_code) content["code"] = hash_of_code(link, made.code);
  const Moment end = Moment::at_start_of(request::last_day(request).plus_days(1));
  Vault& vault = candour.store().vault();
  CANDOUR_CHECK(vault.keep(kind_of_link, link, 0, content.dump(), end));
  CANDOUR_CHECK(vault.keep(kind_by_letter, letter_key(request.id, letter.number), std::nullopt, link, end));
  return made;
}

Result<std::string> make_code(Candour& candour, const request::Request& request, const request::Letter& letter) {
  Vault& vault = candour.store().vault();
  CANDOUR_TRY(named, vault.find(kind_by_letter, letter_key(request.id, letter.number - 1)));
  CANDOUR_TRY(kept, vault.find(kind_of_link, named.content));
  const std::string code = fresh_code();
  json content = content_of(kept);
  content["code"] = hash_of_code(named.content, code);
  CANDOUR_CHECK(vault.keep(kind_of_link, named.content, kept.version, content.dump(), kept.expires));
  return code;
}

Result<LinkHolder> find_link(Candour& candour, std::string_view token) {
  auto kept = candour.store().vault().find(kind_of_link, sha256_hex(token));
  if (!kept && kept.error().code != ErrorCode::not_found) return fail(std::move(kept.error()));
  if (!kept || kept->over(candour.clock().now()))
    return fail(ErrorCode::not_found, "There is no such link. Look whether the whole address was copied.");
  return holder_in(content_of(*kept));
}

Result<Links::Opened> Links::open(std::string_view token, std::string_view code) {
  CANDOUR_TRY(holder, find_link(candour_, token));
  const std::string link = sha256_hex(token);
  const Moment now = candour_.clock().now();
  CANDOUR_TRY(picture, candour_.picture(Actor{}));
  const request::Request* request = view::find_request(*picture, holder.request);
  if (!request) return fail(ErrorCode::not_found, "There is no such request.");
  if (request->state != request::State::open)
    return fail(ErrorCode::conflict, "This request is " + std::string(request::to_text(request->state)) + ".");
  CANDOUR_TRY(kept, candour_.store().vault().find(kind_of_link, link));
  {
    const std::lock_guard lock(mutex_);
    const auto tries = tries_.find(link);
    if (tries != tries_.end() && now < tries->second.next)
      return Opened{
          {}, static_cast<std::uint32_t>((tries->second.next.microseconds() - now.microseconds()) / second) + 1, true};
    const std::string expected = text_in(content_of(kept), "code");
    if (expected.empty() || !same(expected, hash_of_code(link, as_typed(code)))) {
      Tries& tried = tries_[link];
      const std::uint32_t wait = std::min(1U << std::min(tried.wrong, 3U), longest_wait);
      ++tried.wrong;
      tried.next = after(now, wait * second);
      return Opened{{}, wait, false};
    }
    if (tries != tries_.end()) tries_.erase(tries);
  }
  const Actor actor{request::link_actor(holder.request, holder.person)};
  CANDOUR_CHECK(candour_.act(actor, holder.request, request::ContinueLink{holder.person}, std::nullopt));
  Opened opened{secret(), 0, false};
  const json content{{"request", holder.request.text()},
                     {"person", holder.person},
                     {"link", link},
                     {"form", secret()},
                     {"end", after(now, longest).microseconds()}};
  CANDOUR_CHECK(
      candour_.store().vault().keep(kind_of_session, sha256_hex(opened.secret), 0, content.dump(), after(now, idle)));
  return opened;
}

std::optional<LinkSession> Links::session(std::string_view secret) {
  if (secret.empty() || secret.size() > 100) return std::nullopt;
  Vault& vault = candour_.store().vault();
  const std::string key = sha256_hex(secret);
  const auto kept = vault.find(kind_of_session, key);
  const Moment now = candour_.clock().now();
  if (!kept || kept->over(now)) return std::nullopt;
  const json content = content_of(*kept);
  const auto end = content.is_object() ? content.find("end") : content.end();
  if (!content.is_object() || end == content.end() || !end->is_number_integer()) return std::nullopt;
  const Moment last = Moment::from_microseconds(end->get<std::int64_t>());
  if (now >= last) return std::nullopt;
  const Moment next = std::min(after(now, idle), last);
  // Somebody who uses it at the same time has moved its end as well: a clash is no matter.
  if (!kept->expires || next.microseconds() - kept->expires->microseconds() > unnoticed)
    (void)vault.keep(kind_of_session, key, kept->version, kept->content, next);
  return LinkSession{holder_in(content), text_in(content, "form")};
}

Result<void> Links::close(std::string_view secret) {
  return candour_.store().vault().drop(kind_of_session, sha256_hex(secret));
}

}  // namespace candour::app
