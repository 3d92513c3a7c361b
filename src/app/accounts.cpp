#include "app/accounts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/mailer.h"
#include "app/permission/seen.h"
#include "app/vault.h"
#include "base/encoding.h"
#include "base/id.h"
#include "base/text.h"
#include "credentials/one_time_code.h"
#include "credentials/token.h"

namespace candour::app {
namespace {

using nlohmann::json;
using people::PersonId;

constexpr std::string_view kind_password = "password", kind_session = "session", kind_codes = "codes",
                           kind_invitation = "invitation", kind_invited = "invited", kind_typed = kind_of_typed,
                           kind_tries = "wrong-tries";

constexpr std::int64_t second = 1'000'000, minute = 60 * second, hour = 60 * minute;
constexpr std::int64_t idle = 30 * minute, longest = 12 * hour, for_a_code = 10 * minute, fresh_for = 10 * minute;
// How old the last use of a session may be before it is worth a write.
constexpr std::int64_t unnoticed = minute;
// A session that is over is still known for so long, for what was typed in it.
constexpr std::int64_t remembered = 12 * hour;
constexpr std::int64_t link_life = 7 * 24 * hour;
constexpr std::int64_t tries_within = 5 * minute;
constexpr std::size_t most_tries = 10;
constexpr std::size_t recovery_codes = 10;

Moment after(Moment moment, std::int64_t microseconds) {
  return Moment::from_microseconds(moment.microseconds() + microseconds);
}

// The vault's content is ours; what is not as expected reads as absent.
json read(const Kept& kept) {
  json content = json::parse(kept.content, nullptr, false);
  return content.is_object() ? std::move(content) : json::object();
}
std::string text_in(const json& content, const char* name) {
  const auto found = content.find(name);
  return found != content.end() && found->is_string() ? found->get<std::string>() : std::string();
}
std::int64_t number_in(const json& content, const char* name) {
  const auto found = content.find(name);
  return found != content.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}
bool flag_in(const json& content, const char* name) {
  const auto found = content.find(name);
  return found != content.end() && found->is_boolean() && found->get<bool>();
}
std::string bytes_of(const json& content) {
  return content.dump(-1, ' ', false, json::error_handler_t::replace);
}

struct KeptSession {
  PersonId person;
  std::string form_token;
  bool with_code = false;
  Moment began;
  Moment used;
  std::int64_t confirmed = 0;  // 0: never
  std::uint64_t version = 0;
};
std::string write(const KeptSession& session) {
  return bytes_of({{"person", session.person.text()},
                   {"form_token", session.form_token},
                   {"with_code", session.with_code},
                   {"began", session.began.microseconds()},
                   {"used", session.used.microseconds()},
                   {"confirmed", session.confirmed}});
}
std::optional<KeptSession> read_session(Vault& vault, std::string_view secret) {
  if (secret.empty() || secret.size() > 100) return std::nullopt;
  const auto kept = vault.find(kind_session, credentials::digest(secret));
  if (!kept) return std::nullopt;
  const json content = read(*kept);
  return KeptSession{PersonId(text_in(content, "person")),
                     text_in(content, "form_token"),
                     flag_in(content, "with_code"),
                     Moment::from_microseconds(number_in(content, "began")),
                     Moment::from_microseconds(number_in(content, "used")),
                     number_in(content, "confirmed"),
                     kept->version};
}
Result<std::uint64_t> keep_session(Vault& vault, std::string_view secret, const KeptSession& session,
                                   std::uint64_t expected) {
  return vault.keep(kind_session, credentials::digest(secret), expected, write(session),
                    after(session.used, idle + remembered));
}

Error not_right() {
  return {ErrorCode::not_allowed, "The e-mail address or the password is not right.", {}};
}
Error no_session() {
  return {ErrorCode::not_allowed, "Your session is over. Sign in again.", {}};
}
Error wrong_code() {
  return {ErrorCode::not_allowed,
          "That code is not right, or it was used already. Wait for the next one in your app, or use a recovery code.",
          {}};
}

}  // namespace

Accounts::Accounts(Candour& candour, credentials::Breached breached, Log log)
    : candour_(candour), breached_(std::move(breached)), log_(std::move(log)) {}

Moment Accounts::now() const {
  return candour_.clock().now();
}
Vault& Accounts::vault() const {
  return candour_.store().vault();
}

Result<bool> Accounts::in_use() {
  {
    const std::lock_guard lock(mutex_);
    if (in_use_) return true;
  }
  // Where there is nobody, nobody has a password: the usual case of a site without accounts costs one look.
  CANDOUR_TRY(people, candour_.people());
  if (people->people.empty()) return false;
  CANDOUR_TRY(passwords, vault().all(kind_password));
  const std::lock_guard lock(mutex_);
  in_use_ = in_use_ || !passwords.empty();
  return in_use_;
}

// ---- Wrong tries ----

namespace {

// As they are kept: by the digest of the name or of the address, the moments as numbers.
std::vector<std::string> tries_of(std::string_view name, std::string_view from) {
  std::vector<std::string> keys{credentials::digest("name " + folded(name))};
  if (!from.empty()) keys.push_back(credentials::digest("from " + std::string(from)));
  return keys;
}
std::vector<std::int64_t> recent(const Result<Kept>& kept, Moment since) {
  std::vector<std::int64_t> tries;
  if (!kept) return tries;
  const json content = json::parse(kept->content, nullptr, false);
  for (const json& each : content.is_array() ? content : json::array())
    if (each.is_number_integer() && each.get<std::int64_t>() > since.microseconds())
      tries.push_back(each.get<std::int64_t>());
  return tries;
}

}  // namespace

std::optional<Error> Accounts::too_many(std::string_view name, std::string_view from) {
  const Moment begin = after(now(), -tries_within);
  for (const std::string& key : tries_of(name, from))
    if (recent(vault().find(kind_tries, key), begin).size() >= most_tries) {
      tell("refused: too many wrong tries");
      return Error{ErrorCode::unavailable,
                   "There were too many wrong tries. Wait five minutes and try again. Nothing is locked for longer.",
                   {}};
    }
  return std::nullopt;
}

void Accounts::count_wrong(std::string_view name, std::string_view from) {
  const Moment at = now();
  const std::lock_guard lock(mutex_);
  for (const std::string& key : tries_of(name, from))
    for (int attempt = 0; attempt < 8; ++attempt) {
      const auto kept = vault().find(kind_tries, key);
      json tries = recent(kept, after(at, -tries_within));
      tries.push_back(at.microseconds());
      const auto counted =
          vault().keep(kind_tries, key, kept ? kept->version : 0, tries.dump(), after(at, tries_within));
      if (counted || counted.error().code != ErrorCode::conflict) break;
    }
}

void Accounts::tell(std::string_view what, const PersonId& person) const {
  if (log_)
    log_(now().iso() + " sign-in " + std::string(what) + (person.empty() ? std::string() : " " + person.text()));
}

// ---- In and out ----

Stage Accounts::stage_of(const people::Person& person, bool with_code) const {
  if (with_code) return Stage::full;
  if (has_codes(person.id)) return Stage::code;
  return people::needs_codes(person, now().date()) ? Stage::set_up : Stage::full;
}

Result<Accounts::Entered> Accounts::begin(const people::Person& person, bool with_code) {
  const std::string secret = credentials::fresh_token();
  const Moment at = now();
  const Stage stage = stage_of(person, with_code);
  const KeptSession session{
      person.id, credentials::fresh_token(), with_code, at, at, stage == Stage::full ? at.microseconds() : 0, 0};
  CANDOUR_CHECK(keep_session(vault(), secret, session, 0));
  return Entered{secret, stage};
}

Result<Accounts::Entered> Accounts::sign_in(std::string_view email, std::string_view password, std::string_view from) {
  const std::string name(trimmed(email));
  if (auto wait = too_many(name, from)) return fail(*wait);
  CANDOUR_TRY(people, candour_.people());
  const people::Person* person = people::find_person_by_email(*people, name);
  std::string hash;
  if (person && !person->left)
    if (const auto kept = vault().find(kind_password, person->id.text())) hash = text_in(read(*kept), "hash");
  if (!credentials::matches(hash, password)) {
    count_wrong(name, from);
    tell("refused: wrong password", person ? person->id : PersonId());
    return fail(not_right());
  }
  tell("right password", person->id);
  (void)vault().drop_expired(now());
  return begin(*person, false);
}

bool Accounts::is_code_right(const PersonId& person, std::string_view code) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto kept = vault().find(kind_codes, person.text());
    if (!kept) return false;
    json content = read(*kept);
    if (!flag_in(content, "counts")) return false;
    const auto key = from_hex(text_in(content, "key"));
    bool right = false;
    const auto step =
        key ? credentials::step_of(*key, code, now(), static_cast<std::uint64_t>(number_in(content, "used")))
            : std::nullopt;
    if (step) {
      content["used"] = static_cast<std::int64_t>(*step);
      right = true;
    } else {
      const std::string wanted = credentials::digest(credentials::typed_recovery_code(code));
      json& left = content["recovery"];
      for (std::size_t i = 0; left.is_array() && i < left.size() && !right; ++i)
        if (left[i].is_string() && credentials::same(left[i].get<std::string>(), wanted)) {
          left.erase(i);
          right = true;
        }
    }
    if (!right) return false;
    const auto used = vault().keep(kind_codes, person.text(), kept->version, bytes_of(content));
    if (used) return true;
    if (used.error().code != ErrorCode::conflict) return false;
    // Somebody used a code in the same moment; perhaps this one.
  }
  return false;
}

Result<Accounts::Entered> Accounts::give_code(std::string_view secret, std::string_view code, std::string_view from) {
  const auto waiting = session(secret);
  if (!waiting) return fail(no_session());
  CANDOUR_TRY(people, candour_.people());
  const people::Person* person = people::find_person(*people, waiting->person);
  if (!person) return fail(no_session());
  if (auto wait = too_many(person->email, from)) return fail(*wait);
  if (!is_code_right(person->id, code)) {
    count_wrong(person->email, from);
    tell("refused: wrong code", person->id);
    return fail(wrong_code());
  }
  tell("right code", person->id);
  CANDOUR_CHECK(vault().drop(kind_session, credentials::digest(secret)));
  return begin(*person, true);
}

std::optional<Session> Accounts::session(std::string_view secret) {
  auto kept = read_session(vault(), secret);
  if (!kept) return std::nullopt;
  const Moment at = now();
  if (at >= after(kept->used, idle) || at >= after(kept->began, longest)) return std::nullopt;
  const auto people = candour_.people();
  const people::Person* person = people ? people::find_person(**people, kept->person) : nullptr;
  if (!person || person->left) return std::nullopt;
  const Stage stage = stage_of(*person, kept->with_code);
  if (stage == Stage::code && at >= after(kept->began, for_a_code)) return std::nullopt;
  if (at >= after(kept->used, unnoticed)) {
    kept->used = at;
    // Where it was signed out in this moment it stays so.
    (void)keep_session(vault(), secret, *kept, kept->version);
  }
  Session session{kept->person, kept->form_token, stage, {}};
  if (kept->confirmed != 0) session.confirmed = Moment::from_microseconds(kept->confirmed);
  return session;
}

std::optional<Session> Accounts::lapsed(std::string_view secret) {
  const auto kept = read_session(vault(), secret);
  if (!kept || now() >= after(kept->used, idle + remembered)) return std::nullopt;
  return Session{kept->person, kept->form_token, Stage::full, {}};
}

Result<void> Accounts::sign_out(std::string_view secret) {
  if (const auto kept = read_session(vault(), secret)) tell("signed out", kept->person);
  return vault().drop(kind_session, credentials::digest(secret));
}

Result<void> Accounts::sign_out_everywhere(const PersonId& person) {
  tell("every session ended", person);
  CANDOUR_TRY(sessions, vault().all(kind_session));
  for (const Kept& each : sessions)
    if (text_in(read(each), "person") == person.text()) CANDOUR_CHECK(vault().drop(kind_session, each.key));
  return {};
}

bool Accounts::is_fresh(const Session& session) const {
  return session.confirmed && now() < after(*session.confirmed, fresh_for);
}

Result<void> Accounts::confirm(std::string_view secret, std::string_view code_or_password, std::string_view from) {
  auto kept = read_session(vault(), secret);
  if (!kept || !session(secret)) return fail(no_session());
  CANDOUR_TRY(people, candour_.people());
  const people::Person* person = people::find_person(*people, kept->person);
  if (!person) return fail(no_session());
  if (auto wait = too_many(person->email, from)) return fail(*wait);
  const bool by_code = has_codes(person->id);
  bool right = by_code && is_code_right(person->id, code_or_password);
  if (!by_code) {
    const auto password = vault().find(kind_password, person->id.text());
    right = credentials::matches(password ? text_in(read(*password), "hash") : std::string(), code_or_password);
  }
  if (!right) {
    count_wrong(person->email, from);
    tell("refused: not confirmed", person->id);
    return fail(by_code ? wrong_code() : Error{ErrorCode::not_allowed, "The password is not right.", {}});
  }
  kept = read_session(vault(), secret);
  if (!kept) return fail(no_session());
  kept->confirmed = now().microseconds();
  CANDOUR_CHECK(keep_session(vault(), secret, *kept, kept->version));
  return {};
}

// ---- Passwords ----

bool Accounts::has_password(const PersonId& person) const {
  return vault().find(kind_password, person.text()).has_value();
}

Result<void> Accounts::keep_password(const people::Person& person, std::string_view password) {
  CANDOUR_TRY(people, candour_.picture({}));
  const std::string refusal =
      credentials::refusal_of(password, {person.name, person.email, people->name, "Candour"}, breached_);
  if (!refusal.empty()) return fail(ErrorCode::bad_input, refusal);
  CANDOUR_TRY(hash, credentials::hash_password(password));
  CANDOUR_CHECK(vault().keep(kind_password, person.id.text(), std::nullopt,
                             bytes_of({{"hash", hash}, {"changed", now().microseconds()}})));
  tell("password set", person.id);
  return {};
}

Result<Accounts::Entered> Accounts::change_password(std::string_view secret, std::string_view old_one,
                                                    std::string_view new_one, std::string_view from) {
  const auto kept = read_session(vault(), secret);
  if (!kept || !session(secret)) return fail(no_session());
  CANDOUR_TRY(people, candour_.people());
  const people::Person* person = people::find_person(*people, kept->person);
  if (!person) return fail(no_session());
  if (auto wait = too_many(person->email, from)) return fail(*wait);
  const auto password = vault().find(kind_password, person->id.text());
  if (!credentials::matches(password ? text_in(read(*password), "hash") : std::string(), old_one)) {
    count_wrong(person->email, from);
    tell("refused: wrong password", person->id);
    return fail(ErrorCode::not_allowed, "The password you have now is not right.");
  }
  CANDOUR_CHECK(keep_password(*person, new_one));
  CANDOUR_CHECK(sign_out_everywhere(person->id));
  return begin(*person, kept->with_code);
}

Result<void> Accounts::set_password(const PersonId& id, std::string_view password) {
  CANDOUR_TRY(people, candour_.people());
  const people::Person* person = people::find_person(*people, id);
  if (!person) return fail(ErrorCode::not_found, "There is no such person here.");
  CANDOUR_CHECK(keep_password(*person, password));
  return sign_out_everywhere(id);
}

Result<std::string> Accounts::make_link(const Actor& actor, const PersonId& id) {
  CANDOUR_TRY(people, candour_.people());
  const people::Person* person = people::find_person(*people, id);
  if (!person) return fail(ErrorCode::not_found, "There is no such person here.");
  CANDOUR_CHECK(candour_.may(actor, people::ChangePerson{id, person->name, person->email}));
  if (person->left) return fail(ErrorCode::conflict, person->name + " has left. Say that they are back first.");
  const std::string token = credentials::fresh_token();
  const Moment until = after(now(), link_life);
  const std::string digest = credentials::digest(token);
  CANDOUR_CHECK(vault().keep(kind_invitation, digest, 0, bytes_of({{"person", id.text()}}), until));
  CANDOUR_CHECK(vault().keep(kind_invited, id.text(), std::nullopt, bytes_of({{"newest", digest}}), until));
  return token;
}

Result<Accounts::Invited> Accounts::invite(const Actor& actor, const PersonId& id) {
  CANDOUR_TRY(token, make_link(actor, id));
  CANDOUR_TRY(picture, candour_.picture({}));
  const people::Person& person = *people::find_person(*picture->people, id);
  const std::string link = candour_.post().site + "/invite/" + token;
  const std::string by_hand =
      " Hand them this link yourself; it counts once, within seven days, and nobody can see it again:";
  if (!candour_.post().mailer) return Invited{"No mail is set up here, so no letter was sent." + by_hand, link};
  const std::string theirs =
      name_seen(picture->name, *picture->people, people::sight_of(*picture->people, person, now().date()));
  const std::string site = theirs.empty() ? "Candour" : theirs;
  Letter letter;
  letter.to = person.email;
  letter.to_name = person.name;
  letter.subject = "Your sign-in for " + collapsed(site);
  letter.text = "Hello " + person.name + ",\n\nyou can sign in to Candour for " + site +
                " once you have chosen a password. Open this link within seven days; it counts once:\n\n" + link +
                "\n\nIf you did not expect this, you need do nothing.\n";
  letter.message_id = fresh_id() + "@invitation.candour";
  CANDOUR_TRY(sent, candour_.post().mailer->send(letter));
  switch (sent.outcome) {
    case Sending::accepted:
      return Invited{"The invitation was sent to " + person.email + ".", {}};
    case Sending::unknown:
      return Invited{"The connection to the mail server broke, so the invitation may or may not have been sent.", {}};
    case Sending::refused:
    case Sending::try_later:
      break;
  }
  return Invited{"The mail server did not take the letter (" + sent.words + ")." + by_hand, link};
}

Result<PersonId> Accounts::holder_of(std::string_view token) const {
  const auto gone = [] {
    return fail(ErrorCode::not_found, "This link was used already, or its time is over. Ask for a new one.");
  };
  if (token.size() > 100) return gone();
  const std::string digest = credentials::digest(token);
  const auto kept = vault().find(kind_invitation, digest);
  if (!kept || kept->over(now())) return gone();
  const PersonId person{text_in(read(*kept), "person")};
  const auto newest = vault().find(kind_invited, person.text());
  if (!newest || text_in(read(*newest), "newest") != digest) return gone();
  CANDOUR_TRY(people, candour_.people());
  const people::Person* found = people::find_person(*people, person);
  if (!found || found->left) return gone();
  return person;
}

Result<void> Accounts::set_password_by(std::string_view token, std::string_view password) {
  CANDOUR_TRY(holder, holder_of(token));
  CANDOUR_TRY(people, candour_.people());
  const people::Person* person = people::find_person(*people, holder);
  if (!person) return fail(ErrorCode::not_found, "There is no such person here.");
  CANDOUR_TRY(picture, candour_.picture({}));
  // Judged before the link is used up, so that a refused password does not cost it.
  const std::string refusal =
      credentials::refusal_of(password, {person->name, person->email, picture->name, "Candour"}, breached_);
  if (!refusal.empty()) return fail(ErrorCode::bad_input, refusal);
  // Of two who use it at once, one does.
  const auto used = vault().drop(kind_invitation, credentials::digest(token), 1);
  if (!used) return fail(ErrorCode::not_found, "This link was used already, or its time is over. Ask for a new one.");
  CANDOUR_CHECK(keep_password(*person, password));
  return sign_out_everywhere(holder);
}

// ---- One-time codes ----

bool Accounts::has_codes(const PersonId& person) const {
  const auto kept = vault().find(kind_codes, person.text());
  return kept && flag_in(read(*kept), "counts");
}

std::size_t Accounts::recovery_codes_left(const PersonId& person) const {
  const auto kept = vault().find(kind_codes, person.text());
  if (!kept) return 0;
  const json content = read(*kept);
  const auto left = content.find("recovery");
  return left != content.end() && left->is_array() ? left->size() : 0;
}

Result<std::string> Accounts::key_to_set_up(const PersonId& person) {
  const auto kept = vault().find(kind_codes, person.text());
  if (kept) {
    const json content = read(*kept);
    if (flag_in(content, "counts"))
      return fail(ErrorCode::conflict, "One-time codes are set up already. Ask for them to be reset first.");
    if (const auto key = from_hex(text_in(content, "key")); key && key->size() == 20) return *key;
  }
  const std::string key = credentials::fresh_key();
  CANDOUR_CHECK(vault().keep(kind_codes, person.text(), kept ? kept->version : 0,
                             bytes_of({{"key", hex(key)}, {"counts", false}, {"used", 0}})));
  return key;
}

namespace {

std::vector<std::string> fresh_recovery_codes(json& content) {
  std::vector<std::string> codes;
  json digests = json::array();
  for (std::size_t i = 0; i < recovery_codes; ++i) {
    codes.push_back(credentials::fresh_recovery_code());
    digests.push_back(credentials::digest(codes.back()));
  }
  content["recovery"] = std::move(digests);
  return codes;
}

}  // namespace

Result<Accounts::SetUp> Accounts::set_up_codes(std::string_view secret, std::string_view code, std::string_view from) {
  const auto waiting = session(secret);
  if (!waiting) return fail(no_session());
  CANDOUR_TRY(people, candour_.people());
  const people::Person* person = people::find_person(*people, waiting->person);
  if (!person) return fail(no_session());
  if (auto wait = too_many(person->email, from)) return fail(*wait);
  const auto kept = vault().find(kind_codes, person->id.text());
  json content = kept ? read(*kept) : json::object();
  const auto key = from_hex(text_in(content, "key"));
  if (!kept || flag_in(content, "counts") || !key)
    return fail(ErrorCode::conflict, "One-time codes are set up already, or were not begun.");
  const auto step = credentials::step_of(*key, code, now(), 0);
  if (!step) {
    count_wrong(person->email, from);
    tell("refused: wrong code", person->id);
    return fail(ErrorCode::bad_input,
                "That is not the code your app should show now. Look whether the telephone’s clock is right, and type "
                "the six digits it shows.");
  }
  content["counts"] = true;
  content["used"] = static_cast<std::int64_t>(*step);
  std::vector<std::string> codes = fresh_recovery_codes(content);
  CANDOUR_CHECK(vault().keep(kind_codes, person->id.text(), kept->version, bytes_of(content)));
  tell("one-time codes set up", person->id);
  CANDOUR_CHECK(sign_out_everywhere(person->id));
  CANDOUR_TRY(entered, begin(*person, true));
  return SetUp{entered, std::move(codes)};
}

Result<std::vector<std::string>> Accounts::new_recovery_codes(std::string_view secret) {
  const auto held = session(secret);
  if (!held) return fail(no_session());
  if (!is_fresh(*held)) return fail(ErrorCode::not_allowed, "Confirm that it is you first.");
  const auto kept = vault().find(kind_codes, held->person.text());
  if (!kept) return fail(ErrorCode::conflict, "One-time codes are not set up.");
  json content = read(*kept);
  std::vector<std::string> codes = fresh_recovery_codes(content);
  CANDOUR_CHECK(vault().keep(kind_codes, held->person.text(), kept->version, bytes_of(content)));
  tell("new recovery codes", held->person);
  return codes;
}

Result<void> Accounts::reset_codes(const Actor& actor, const PersonId& id) {
  CANDOUR_TRY(people, candour_.people());
  const people::Person* person = people::find_person(*people, id);
  if (!person) return fail(ErrorCode::not_found, "There is no such person here.");
  CANDOUR_CHECK(candour_.may(actor, people::ChangePerson{id, person->name, person->email}));
  CANDOUR_CHECK(vault().drop(kind_codes, id.text()));
  tell("one-time codes reset", id);
  return sign_out_everywhere(id);
}

// ---- What was typed when a session ended ----

Result<std::string> Accounts::keep_typed(const PersonId& person, const Typed& typed) {
  json fields = json::array();
  for (const auto& [name, value] : typed.fields) fields.push_back({name, value});
  const std::string token = credentials::fresh_token();
  CANDOUR_CHECK(vault().keep(kind_typed, credentials::digest(token), 0,
                             bytes_of({{"person", person.text()},
                                       {"address", typed.address},
                                       {"fields", std::move(fields)},
                                       {"had_files", typed.had_files}}),
                             after(now(), remembered)));
  return token;
}

Result<Accounts::Typed> Accounts::typed(const PersonId& person, std::string_view token) const {
  const auto kept = vault().find(kind_typed, credentials::digest(token));
  if (!kept || kept->over(now())) return fail(ErrorCode::not_found, "What was typed is no longer kept here.");
  const json content = read(*kept);
  if (text_in(content, "person") != person.text())
    return fail(ErrorCode::not_found, "What was typed is no longer kept here.");
  Typed typed{text_in(content, "address"), {}, flag_in(content, "had_files")};
  if (const auto fields = content.find("fields"); fields != content.end() && fields->is_array())
    for (const json& each : *fields)
      if (each.is_array() && each.size() == 2 && each[0].is_string() && each[1].is_string())
        typed.fields.emplace_back(each[0].get<std::string>(), each[1].get<std::string>());
  return typed;
}

Result<void> Accounts::drop_typed(std::string_view token) {
  return vault().drop(kind_typed, credentials::digest(token));
}

}  // namespace candour::app
