#pragma once
// HTML as a run of tokens: tags, text, entities. No tree, so nothing can be nested too deep or cost more than one
// pass. Used for whole pages and for the debris of HTML in the cells of a text file.

#include <cstddef>
#include <string>
#include <string_view>

namespace candour::document {

enum class TokenKind { text, open, close, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string name;             // of a tag, in lower case
  std::string_view attributes;  // of an open tag, as written
  std::string_view text;        // of a text token, entities not yet decoded; of a tag, the tag whole
};

enum class MarkupKind {
  page,    // every tag is a tag
  debris,  // only tags of HTML's body are tags; "<18 years" and "<name>" are text
};

class MarkupScanner {
 public:
  MarkupScanner(std::string_view source, MarkupKind kind) : source_(source), kind_(kind) {}
  Token next();
  std::size_t position() const { return at_; }

 private:
  bool read_tag(Token& token);
  std::size_t find(std::string_view what, std::size_t from, bool& none_left) const;

  std::string_view source_;
  MarkupKind kind_;
  std::size_t at_ = 0;
  // What was once looked for in vain is not looked for again: else a file of openings without ends would cost its
  // length for each of them.
  bool no_comment_end_ = false;
  bool no_tag_end_ = false;
  bool no_raw_end_ = false;
};

// The value of an attribute, entities decoded; empty where it is missing.
std::string attribute(std::string_view attributes, std::string_view name);
bool has_attribute(std::string_view attributes, std::string_view name);

// Character references become characters: numeric ones, and the named ones of HTML 4. What is none stays.
std::string without_entities(std::string_view text);

// "ff0", "#FFC000", "rgb(255, 192, 0)", "yellow" -> "FFC000"; empty where it is no colour, or white.
std::string colour(std::string_view written);
// A property of a style attribute, trimmed and in lower case: style_property("Color: Red; …", "color") -> "red".
std::string style_property(std::string_view style, std::string_view property);

}  // namespace candour::document
