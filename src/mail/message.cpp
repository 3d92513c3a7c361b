#include "mail/message.h"

#include <array>
#include <cstdio>

#include "base/encoding.h"
#include "base/mail_address.h"
#include "base/sha256.h"
#include "base/text.h"

namespace candour::mail {
namespace {

constexpr std::size_t encoded_line = 76;        // RFC 2045, 6.7: at most, without the line end
constexpr std::size_t encoded_word_bytes = 39;  // a word of 64 beside a field's name (RFC 2047, 2: lines of 76 at most)
constexpr std::size_t plain_header = 60;        // shorter ones need no folding beside the longest field name

bool has_control(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
  return false;
}

bool is_plain(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E) return false;
  return text.size() <= plain_header && text.find("=?") == std::string_view::npos;
}

// Encoded words (RFC 2047), each whole characters, one a line.
std::string encoded_words(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  while (from < text.size()) {
    std::size_t to = from;
    for (std::size_t next = from; next < text.size();) {
      next_code_point(text, next);
      if (next - from > encoded_word_bytes) break;
      to = next;
    }
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base64(text.substr(from, to - from)) + "?=";
    from = to;
  }
  return out;
}

std::string unstructured(std::string_view text) {
  return is_plain(text) ? std::string(text) : encoded_words(text);
}

std::string display(std::string_view name, std::string_view address) {
  const std::string angle = "<" + std::string(address) + ">";
  if (name.empty()) return angle;
  if (!is_plain(name)) return encoded_words(name) + "\r\n " + angle;
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  // Folded before the address, so that a long name with a long address stays short of the limit.
  return quoted + "\"\r\n " + angle;
}

// Quoted-printable (RFC 2045, 6.7). Any line end becomes one of the letter's.
std::string quoted_printable(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const std::string_view line : lines(text)) {
    std::size_t used = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
      const auto byte = static_cast<unsigned char>(line[at]);
      const bool last = at + 1 == line.size();
      const bool blank = byte == ' ' || byte == '\t';
      const bool literal = (byte >= 0x21 && byte <= 0x7E && byte != '=') || (blank && !last);
      const std::size_t takes = literal ? 1 : 3;
      if (used + takes + (last ? 0 : 1) > encoded_line) {
        out += "=\r\n";
        used = 0;
      }
      if (literal) {
        out += static_cast<char>(byte);
      } else {
        out += '=';
        out += digits[byte >> 4];
        out += digits[byte & 15];
      }
      used += takes;
    }
    out += "\r\n";
  }
  return out;
}

std::string part(std::string_view type, std::string_view content) {
  return "Content-Type: text/" + std::string(type) +
         "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted_printable(content);
}

// "Wed, 25 Nov 2026 02:25:26 +0000" (RFC 5322, 3.3)
std::string date_of(Moment when) {
  static constexpr std::array<const char*, 7> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date date = when.date();
  return std::string(days[static_cast<std::size_t>(date.weekday() - 1)]) + ", " + std::to_string(date.day()) + " " +
         months[static_cast<std::size_t>(date.month() - 1)] + " " + when.iso().substr(0, 4) + " " +
         when.iso().substr(11, 8) + " +0000";
}

bool is_message_id(std::string_view text) {
  const std::size_t at = text.find('@');
  if (text.size() > 200 || at == 0 || at == std::string_view::npos || at + 1 == text.size()) return false;
  for (const char c : text)
    if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) > 0x7E || c == '<' || c == '>')
      return false;
  return true;
}

}  // namespace

Result<Mailbox> mailbox_of(std::string_view text) {
  const std::string_view whole = trimmed(text);
  Mailbox mailbox;
  if (const std::size_t open = whole.rfind('<'); open != std::string_view::npos && whole.ends_with('>')) {
    std::string_view name = trimmed(whole.substr(0, open));
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    mailbox = {std::string(whole.substr(open + 1, whole.size() - open - 2)), std::string(name)};
  } else {
    mailbox.address = std::string(whole);
  }
  if (!is_mail_address(mailbox.address) || !is_utf8(mailbox.name) || has_control(mailbox.name))
    return fail(ErrorCode::bad_input, "“" + collapsed(repaired_utf8(whole)) +
                                          "” is no sender. Write it as Harrow Vale Partnership "
                                          "<plans@harrowvale.example>, or the address alone.");
  return mailbox;
}

Result<std::string> write_message(const app::Letter& letter, const Mailbox& from, Moment when) {
  if (!is_mail_address(letter.to))
    return fail(ErrorCode::bad_input,
                "“" + shortened(collapsed(repaired_utf8(letter.to)), 80) + "” is no e-mail address.");
  if (!letter.reply_to.empty() && !is_mail_address(letter.reply_to))
    return fail(ErrorCode::bad_input, "“" + shortened(collapsed(repaired_utf8(letter.reply_to)), 80) +
                                          "”, where answers would go, is no e-mail address.");
  for (const std::string* line : {&letter.to_name, &letter.subject})
    if (!is_utf8(*line) || has_control(*line))
      return fail(ErrorCode::bad_input,
                  "A name and the subject of a letter are one line of text each, without line breaks.");
  if (trimmed(letter.subject).empty() || trimmed(letter.text).empty() || !is_utf8(letter.text) || !is_utf8(letter.html))
    return fail(ErrorCode::bad_input, "A letter needs a subject and words.");
  if (!is_message_id(letter.message_id))
    return fail(ErrorCode::internal, "A letter could not be written.", "no message id");

  std::string message = "Date: " + date_of(when) + "\r\nFrom: " + display(from.name, from.address) +
                        "\r\nTo: " + display(letter.to_name, letter.to) + "\r\n";
  if (!letter.reply_to.empty() && letter.reply_to != from.address) message += "Reply-To: <" + letter.reply_to + ">\r\n";
  message += "Subject: " + unstructured(letter.subject) + "\r\nMessage-ID: <" + letter.message_id +
             ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
  if (letter.html.empty()) return message + part("plain", letter.text);
  // Cannot stand in either part: there every = is followed by two hexadecimal digits or a line end.
  const std::string boundary = "=_" + sha256_hex(letter.message_id).substr(0, 32);
  return message + "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n--" + boundary +
         "\r\n" + part("plain", letter.text) + "\r\n--" + boundary + "\r\n" + part("html", letter.html) + "\r\n--" +
         boundary + "--\r\n";
}

}  // namespace candour::mail
