#include "base/mail_address.h"

#include "base/text.h"

namespace candour {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (text.size() > 254 || at == std::string_view::npos || at == 0 || at > 64) return false;
  for (const std::string_view atom : split(text.substr(0, at), '.')) {
    if (atom.empty()) return false;
    for (const char c : atom)
      if (!is_letter_or_digit(c) && std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) == std::string_view::npos)
        return false;
  }
  const std::string_view domain = text.substr(at + 1);
  if (domain == "localhost") return true;
  if (domain.find('.') == std::string_view::npos) return false;
  for (const std::string_view label : split(domain, '.')) {
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    for (const char c : label)
      if (!is_letter_or_digit(c) && c != '-') return false;
  }
  return true;
}

}  // namespace candour
