#pragma once
// The links by which people without an account answer. A link is 256 bits and more of chance in its address, and a code
// of six characters that is typed; both are kept hashed, in the vault. Opening a link changes nothing and shows nothing
// of a case; the right code opens a session limited to one person's rows of one request.

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "app/candour.h"
#include "base/result.h"
#include "request/request.h"

namespace candour::app {

// Whose link it is.
struct LinkHolder {
  request::RequestId request;
  request::Number person = 0;
  bool operator==(const LinkHolder&) const = default;
};

struct NewLink {
  std::string token;  // 52 characters of a-z and 2-9
  std::string code;   // "K7M2QX"; empty where it is made apart
};
// Made when its letter is sent; nobody can ask for it again. With no code, none is right until make_code().
Result<NewLink> make_link(Candour& candour, const request::Request& request, const request::Letter& letter,
                          bool with_code);
// The code of the link that the letter before this one brought.
Result<std::string> make_code(Candour& candour, const request::Request& request, const request::Letter& letter);

// Whose it is, whether or not its request is still open. not_found for a token that no letter brought, or whose time is
// over.
Result<LinkHolder> find_link(Candour& candour, std::string_view token);

// A session of a link: opened by the right code, ends after half an hour without use and after twelve hours in any
// case.
struct LinkSession {
  LinkHolder holder;
  std::string form_token;  // that its forms carry
};

// How links are opened on one server. Any thread.
class Links {
 public:
  explicit Links(Candour& candour) : candour_(candour) {}

  struct Opened {
    std::string secret;      // of the session, for the cookie; empty where the code was wrong or came too soon
    std::uint32_t wait = 0;  // seconds until the next try is looked at
    bool too_soon = false;   // it was not looked at
  };
  // A wrong code slows the next try, a second, then two, four, never more than eight, and never locks; what comes
  // sooner is not looked at. The code in any case, blanks and dashes aside. The first right one is told to the record:
  // they continued. conflict where the request is no longer open.
  Result<Opened> open(std::string_view token, std::string_view code);

  // Nothing where there is no such session, or its time is over. Uses it: half an hour begins anew.
  std::optional<LinkSession> session(std::string_view secret);
  Result<void> close(std::string_view secret);

 private:
  struct Tries {
    std::uint32_t wrong = 0;
    Moment next;
  };
  Candour& candour_;
  std::mutex mutex_;
  std::map<std::string, Tries, std::less<>> tries_;  // by hashed token; only of links that exist
};

}  // namespace candour::app
