#pragma once
// A passage (one_writing.h of base) as words and numbers with what stands between them. Pure.

#include <string>
#include <string_view>
#include <vector>

namespace candour::privacy {

struct Token {
  std::size_t begin = 0, end = 0;
  std::string_view raw;
  std::string key;          // in lower case, without “'s”
  std::string_view before;  // between it and the token before
  bool number = false;      // digits alone
  bool possessive = false;
  bool opens = false;    // a sentence, a line or a cell
  bool address = false;  // part of an address of mail or of the web, or of a file's name

  // Nothing but one blank or one hyphen between it and the token before.
  bool joined() const { return !opens && (before == " " || before == "-"); }
  bool capital() const;       // begins with one
  bool all_capitals() const;  // and is nothing else
};
std::vector<Token> tokens(std::string_view text);

}  // namespace candour::privacy
