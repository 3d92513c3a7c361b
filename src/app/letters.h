#pragma once
// The words of letters about a request: plain text and HTML that say the same. The subject is neutral, no word of any
// case stands in them, and there is one link. Pure.

#include <string>
#include <string_view>

#include "app/mailer.h"
#include "request/request.h"
#include "view/today.h"
#include "view/view.h"

namespace candour::app {

// What opens a request. In a preview, before there is one, words that say so.
struct Link {
  std::string address;  // "https://plans.harrowvale.example/u/…"; empty in a letter that brings the code alone
  std::string code;     // six characters; empty where it travels apart
};

// The letter to one of the request's people. `domain` ends its message id. The request must have the letter and its
// person.
Letter write_letter(const view::Picture& picture, const request::Request& request, const request::Letter& letter,
                    const Link& link, std::string_view domain);

// The weekly letter: what needs this person, as counts, and one link.
Letter write_weekly_letter(const view::Digest& digest, const people::Person& person, std::string_view partnership,
                           std::string_view site, std::string_view domain);

// To whoever sent a file in which the scanner found something harmful once it had been kept: that it is held back, and
// what to do. `address` of its page; empty for somebody without an account. Names neither the file nor the action.
Letter write_harmful_letter(std::string name, std::string email, std::string_view partnership, std::string address,
                            std::string message_id);

// What ends message ids: the host of the site's address.
std::string domain_of(std::string_view site);
// "Monday 30 March 2026": days as letters and the pages of a link say them.
std::string day_in_words(Date day);

}  // namespace candour::app
