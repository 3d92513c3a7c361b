#pragma once
// A letter as the bytes that travel: RFC 5322 (the letter), 2045 to 2047 (its parts, and names beyond ASCII), 3834 (a
// program wrote it). Pure.

#include <string>
#include <string_view>

#include "app/mailer.h"
#include "base/date.h"
#include "base/result.h"

namespace candour::mail {

struct Mailbox {
  std::string address;
  std::string name;  // may be empty
};
// "Harrow Vale Partnership <plans@harrow.example>" or the bare address. bad_input for anything else.
Result<Mailbox> mailbox_of(std::string_view text);

// The whole message with CRLF line ends, no line above 78 bytes but where a message id is longer. bad_input where the
// letter is none: an address or a message id that is no such thing, a control character in a name or in the subject
// (nothing typed may begin a header of its own), no text.
Result<std::string> write_message(const app::Letter& letter, const Mailbox& from, Moment when);

}  // namespace candour::mail
