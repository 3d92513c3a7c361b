#pragma once
// The mailer that hands letters to a mail server (SMTP, RFC 5321) by libcurl.

#include <memory>
#include <string>
#include <string_view>

#include "app/mailer.h"
#include "base/clock.h"
#include "base/result.h"
#include "mail/message.h"

namespace candour::mail {

// How the connection is kept from listeners. plain is for a server on this machine alone.
enum class Protection { plain, starttls, tls };

struct Settings {
  std::string host;
  std::string port;
  Protection protection = Protection::starttls;
  std::string user;  // empty: no login
  std::string password;
  std::string authorities;  // a PEM file of certificate authorities; empty: the system's
  Mailbox from;
};

// "smtp://[USER@]HOST[:PORT]": STARTTLS, without which nothing is sent; plain where the host is this machine. Port 587,
// of this machine 25. "smtps://[USER@]HOST[:PORT]": TLS from the start, port 465. A user's % escapes are undone. Fills
// host, port, protection and user. bad_input for anything else, and where a password stands in it: command lines are
// read by others.
Result<Settings> settings_of(std::string_view url);

// Each letter takes a connection of its own. The clock must outlive it.
std::unique_ptr<app::Mailer> make_mailer(Settings settings, const Clock& clock);

}  // namespace candour::mail
