#pragma once
// Sending a letter. The edge (src/mail) hands it to a mail server by SMTP.

#include <string>

#include "base/result.h"

namespace candour::app {

// To one person. Text and html say the same; every part is UTF-8 with lines ended by LF.
struct Letter {
  std::string to;          // an address (base/mail_address.h)
  std::string to_name;     // may be empty
  std::string reply_to;    // where answers and returned letters go; empty: the sender that is configured
  std::string subject;     // one line
  std::string text;        // always there
  std::string html;        // a whole document; empty: the letter is plain text
  std::string message_id;  // "k7m2qx9dab.1@candour.example", without brackets; never used for another letter
};

// What became of a letter, as far as this end can know.
enum class Sending {
  accepted,   // the server took it; it may yet come back
  refused,    // the server will not take this letter, and sending it again changes nothing
  try_later,  // it was not taken: the server could not be reached, did not let us in or asks to wait
  unknown,    // the connection broke once the letter itself had begun: it may have been sent
};
struct Sent {
  Sending outcome = Sending::unknown;
  std::string words;  // the server's own, or why it could not be asked; one line, for the person; no secret
};

class Mailer {
 public:
  virtual ~Mailer() = default;
  // Any thread; waits for the server, at most about two minutes. bad_input, with nothing sent, where it is no letter:
  // an address that is none, a line break in a name or in the subject, no words.
  virtual Result<Sent> send(const Letter& letter) const = 0;
};

}  // namespace candour::app
