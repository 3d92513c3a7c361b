#pragma once
// Signing in: passwords, one-time codes, sessions, invitations. All of it is in the vault and none of it in the record;
// who a person is and what they may do is in the record and none of it here. Controls: OWASP ASVS 5.0, chapters 6 and
// 7; Cyber Essentials v3.3 (ten guesses in five minutes).

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/candour.h"
#include "base/result.h"
#include "credentials/password.h"

namespace candour::app {

// What a session may do.
enum class Stage {
  code,    // the password was right; a one-time code is still to come
  set_up,  // their role needs one-time codes, and they have none yet
  full,
};
struct Session {
  people::PersonId person;
  std::string form_token;  // that its forms carry
  Stage stage = Stage::full;
  std::optional<Moment> confirmed;  // when a one-time code (or, without codes, the password) was last typed
};

// Any thread. Wrong tries are counted in the vault, so that neither a restart nor a second server forgets them.
// Of the vault: what was typed when a session ended, for twelve hours.
inline constexpr std::string_view kind_of_typed = "typed";

class Accounts {
 public:
  // `candour` must outlive it. `log` gets a line of each sign-in and of each change of what signs in, whether it went
  // well or not (ASVS 5.0, 16.3.1): the moment, what, and the id of the person where there is one; no name, no address.
  // Called from any thread.
  using Log = std::function<void(std::string_view line)>;
  explicit Accounts(Candour& candour, credentials::Breached breached = {}, Log log = {});

  // Whether anybody has a password. Once so, the site is for those who sign in.
  Result<bool> in_use();

  // ---- In and out ----

  struct Entered {
    std::string secret;  // of the session, for the cookie
    Stage stage = Stage::full;
  };
  // not_allowed, with one and the same sentence and after the same time, for a name that nobody has, a wrong password,
  // somebody who has left; unavailable once there were ten wrong tries for the name or from the address (`from`) within
  // five minutes. Takes a tenth of a second.
  Result<Entered> sign_in(std::string_view email, std::string_view password, std::string_view from);
  // A one-time code or a recovery code, for a session that waits for one. It begins anew, under another secret.
  Result<Entered> give_code(std::string_view secret, std::string_view code, std::string_view from);

  // Nothing where there is no such session, its time is over (half an hour without use, twelve hours, ten minutes where
  // a code is still to come) or the person has left. Uses it.
  std::optional<Session> session(std::string_view secret);
  // A session whose time is over, for half a day: whose typing is not to be lost.
  std::optional<Session> lapsed(std::string_view secret);
  Result<void> sign_out(std::string_view secret);
  Result<void> sign_out_everywhere(const people::PersonId& person);

  // For what wants it (publishing, erasing, taking everything away): whether a code was typed within ten minutes, and
  // typing it. Those without codes type their password.
  bool is_fresh(const Session& session) const;
  Result<void> confirm(std::string_view secret, std::string_view code_or_password, std::string_view from);

  // ---- Passwords ----

  bool has_password(const people::PersonId& person) const;
  // bad_input where the new one is refused (credentials/password.h), not_allowed where the old one is not right.
  // Every other session of theirs ends.
  Result<Entered> change_password(std::string_view secret, std::string_view old_one, std::string_view new_one,
                                  std::string_view from);
  // By the command line. All their sessions end.
  Result<void> set_password(const people::PersonId& person, std::string_view password);

  // A link by which a person sets their password, once, within seven days: for a new person and for one who has
  // forgotten it. Only the newest one of a person counts. Asked of whoever may change the person.
  Result<std::string> make_link(const Actor& actor, const people::PersonId& person);
  // The link by letter. What became of the letter, as a sentence; `link` is given where it has to be handed over
  // otherwise, because no mail is set up or it was not taken.
  struct Invited {
    std::string sentence;
    std::string link;
  };
  Result<Invited> invite(const Actor& actor, const people::PersonId& person);
  // not_found for a link that never was, was used, is not the newest, or whose time is over.
  Result<people::PersonId> holder_of(std::string_view token) const;
  Result<void> set_password_by(std::string_view token, std::string_view password);

  // ---- One-time codes ----

  bool has_codes(const people::PersonId& person) const;
  std::size_t recovery_codes_left(const people::PersonId& person) const;
  // A key that counts once its first code was typed; the same until then.
  Result<std::string> key_to_set_up(const people::PersonId& person);
  // The first code: from now on they are asked for. The recovery codes are given once, here. The session begins anew.
  struct SetUp {
    Entered entered;
    std::vector<std::string> recovery_codes;
  };
  Result<SetUp> set_up_codes(std::string_view secret, std::string_view code, std::string_view from);
  // New ones in place of those that are left. The session must be fresh.
  Result<std::vector<std::string>> new_recovery_codes(std::string_view secret);
  // The telephone is lost: they are asked to set codes up anew. Asked of whoever may change the person.
  Result<void> reset_codes(const Actor& actor, const people::PersonId& person);

  // ---- What was typed when a session ended ----

  struct Typed {
    std::string address;  // where it was sent
    std::vector<std::pair<std::string, std::string>> fields;
    bool had_files = false;
  };
  // Kept for half a day, for the same person alone; returns what it is found by.
  Result<std::string> keep_typed(const people::PersonId& person, const Typed& typed);
  Result<Typed> typed(const people::PersonId& person, std::string_view token) const;
  Result<void> drop_typed(std::string_view token);

 private:
  // The sentence where there were too many wrong tries.
  std::optional<Error> too_many(std::string_view name, std::string_view from);
  void count_wrong(std::string_view name, std::string_view from);
  void tell(std::string_view what, const people::PersonId& person = {}) const;
  Result<Entered> begin(const people::Person& person, bool with_code);
  Result<void> keep_password(const people::Person& person, std::string_view password);
  Stage stage_of(const people::Person& person, bool with_code) const;
  bool is_code_right(const people::PersonId& person, std::string_view code);
  Moment now() const;
  Vault& vault() const;

  Candour& candour_;
  credentials::Breached breached_;
  Log log_;
  std::mutex mutex_;
  bool in_use_ = false;  // guarded by mutex_
};

}  // namespace candour::app
