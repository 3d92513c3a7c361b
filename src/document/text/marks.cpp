#include "document/text/marks.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "document/parts/markup.h"

namespace candour::document {
namespace {

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & '\x80') != 0;
}

// One mark of emphasis: "**", "__" or "*", that has a partner further on in the same text.
struct Emphasis {
  std::size_t at = 0;
  std::size_t length = 0;
  bool bold = false;
  bool opens = false;
};

// Pairs the marks of one line: an opening one stands before text, a closing one behind text. What has no partner
// is no mark: "5 * 3", "2 ** 3", "Signed: ____".
std::vector<Emphasis> find_emphasis(std::string_view text) {
  std::vector<Emphasis> marks;
  std::vector<Emphasis> open;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c != '*' && c != '_') {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && text[end] == c) ++end;
    const std::size_t length = end - at;
    const bool text_before = at > 0 && static_cast<unsigned char>(text[at - 1]) > 0x20;
    const bool text_behind = end < text.size() && static_cast<unsigned char>(text[end]) > 0x20;
    const bool inside_word = at > 0 && end < text.size() && is_word(text[at - 1]) && is_word(text[end]);
    const bool usable = length <= 3 && !(c == '_' && (inside_word || length == 1)) && !(length == 1 && inside_word);
    if (usable) {
      Emphasis mark{at, length, length >= 2, false};
      if (text_before && !open.empty() && open.back().length == length && text[open.back().at] == c) {
        Emphasis opening = open.back();
        opening.opens = true;
        open.pop_back();
        marks.push_back(opening);
        marks.push_back(mark);
      } else if (text_behind) {
        open.push_back(mark);
      }
    }
    at = end;
  }
  std::sort(marks.begin(), marks.end(), [](const Emphasis& a, const Emphasis& b) { return a.at < b.at; });
  return marks;
}

// A text with its marks taken off. In `masked`, of the same length, characters that stand for themselves (of code, or
// behind a backslash) are hidden, so that nobody takes them for marks.
struct Shown {
  std::string text, masked;

  void add(std::string_view piece) {
    text += piece;
    masked += piece;
  }
  void add_literally(std::string_view piece) {
    text += piece;
    for (char c : piece) masked += c == ' ' ? ' ' : 'x';
  }
  void add_mark(char mark) {
    text += mark;
    masked += '~';
  }
};

// Stand in the text, and as "~" among what is masked, where what is struck through begins and ends.
constexpr char struck_begins = '\x01', struck_ends = '\x02';

bool is_struck_mark(std::string_view text, std::string_view masked, std::size_t at) {
  return masked[at] == '~' && (text[at] == struck_begins || text[at] == struck_ends);
}

// Beyond this length, a line was not written by a person, and its links are left as they are.
constexpr std::size_t longest_line = 256 * 1024;

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// For each opening bracket of the line, where its partner is.
std::map<std::size_t, std::size_t> partners(std::string_view text, char open, char close) {
  std::map<std::size_t, std::size_t> found;
  std::vector<std::size_t> waiting;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == open) {
      waiting.push_back(at);
    } else if (text[at] == close && !waiting.empty()) {
      found[waiting.back()] = at;
      waiting.pop_back();
    }
  }
  return found;
}

// Whether "<...>" is an address that shows itself.
bool is_address(std::string_view inside) {
  if (inside.find_first_of(" \t<") != std::string_view::npos) return false;
  return inside.starts_with("http://") || inside.starts_with("https://") || inside.starts_with("mailto:") ||
         (inside.find('@') != std::string_view::npos && inside.find('.') != std::string_view::npos);
}

Shown without_marks(std::string_view text, Composer& composer) {
  Shown shown;
  if (text.size() > longest_line || text.find_first_of("\\`[<~") == std::string_view::npos) {
    shown.add(text);
    return shown;
  }
  const auto squares = partners(text, '[', ']');
  const auto rounds = partners(text, '(', ')');
  std::map<std::size_t, bool> no_more_ticks;  // by the length of the run
  std::map<std::size_t, std::size_t> ends;    // of the text of a link -> behind its address
  const bool crossed = [&] {
    std::size_t count = 0;
    for (std::size_t at = text.find("~~"); at != std::string_view::npos; at = text.find("~~", at + 2)) ++count;
    return count > 0 && count % 2 == 0;
  }();
  bool struck = false;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (const auto address = ends.find(at); address != ends.end()) {
      at = address->second;
    } else if (c == '\\' && at + 1 < text.size() && is_punctuation(text[at + 1])) {
      shown.add_literally(text.substr(at + 1, 1));
      at += 2;
    } else if (c == '`') {
      std::size_t ticks = at;
      while (ticks < text.size() && text[ticks] == '`') ++ticks;
      const std::size_t length = ticks - at;
      std::size_t end = no_more_ticks[length] ? std::string_view::npos : ticks;
      while (end != std::string_view::npos) {
        end = text.find('`', end);
        if (end == std::string_view::npos) break;
        std::size_t behind = end;
        while (behind < text.size() && text[behind] == '`') ++behind;
        if (behind - end == length) break;
        end = behind;
      }
      if (end == std::string_view::npos) {
        no_more_ticks[length] = true;
        shown.add(text.substr(at, length));
        at = ticks;
      } else {
        std::string_view code = text.substr(ticks, end - ticks);
        if (code.size() > 2 && code.front() == ' ' && code.back() == ' ') code = code.substr(1, code.size() - 2);
        shown.add_literally(code);
        at = end + length;
      }
    } else if (c == '[' || (c == '!' && at + 1 < text.size() && text[at + 1] == '[')) {
      const std::size_t open = at + (c == '!' ? 1 : 0);
      const auto close = squares.find(open);
      const std::size_t next = close == squares.end() ? text.size() : close->second + 1;
      std::optional<std::size_t> end;
      if (next < text.size() && text[next] == '(') {
        if (const auto round = rounds.find(next); round != rounds.end()) end = round->second + 1;
      } else if (next < text.size() && text[next] == '[' && open + 1 < next - 1) {
        if (const auto square = squares.find(next); square != squares.end()) end = square->second + 1;
      }
      if (end) {
        ends[close->second] = *end;
        if (c == '!')
          composer.note_once("source.pictures", "The document holds pictures; what they show was not read.");
        else
          composer.note_once("source.links", "The document links to addresses outside it; none was followed.");
        at = open + 1;
      } else {
        shown.add(text.substr(at, 1));
        ++at;
      }
    } else if (c == '<') {
      const std::size_t end = text.substr(at, 2048).find('>');
      if (end != std::string_view::npos && is_address(text.substr(at + 1, end - 1))) {
        shown.add_literally(text.substr(at + 1, end - 1));
        at += end + 1;
      } else {
        shown.add("<");
        ++at;
      }
    } else if (crossed && text.substr(at, 2) == "~~") {
      struck = !struck;
      shown.add_mark(struck ? struck_begins : struck_ends);
      at += 2;
    } else {
      const std::size_t stop = std::min(text.find_first_of("\\`[]!<~", at + 1), text.size());
      shown.add(text.substr(at, stop - at));
      at = stop;
    }
  }
  return shown;
}

// A stretch of the text, its entities decoded but where they stand for themselves.
void write_stretch(std::string_view text, std::string_view masked, Composer& composer) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_struck_mark(text, masked, at)) {
      composer.set_struck(text[at++] == struck_begins);
      continue;
    }
    const bool literal = text[at] != masked[at];
    std::size_t end = at;
    while (end < text.size() && (text[end] != masked[end]) == literal && !is_struck_mark(text, masked, end)) ++end;
    const std::string_view piece = text.substr(at, end - at);
    if (!literal && piece.find('&') != std::string_view::npos && piece.find(';') != std::string_view::npos)
      composer.put(without_entities(piece));
    else
      composer.put(piece);
    at = end;
  }
}

void write_between_tags(std::string_view text, std::string_view masked, Marks marks, Composer& composer) {
  if (marks == Marks::html || masked.find_first_of("*_") == std::string_view::npos)
    return write_stretch(text, masked, composer);
  std::size_t at = 0;
  for (const Emphasis& mark : find_emphasis(masked)) {
    write_stretch(text.substr(at, mark.at - at), masked.substr(at, mark.at - at), composer);
    if (mark.bold) composer.set_bold(mark.opens);
    at = mark.at + mark.length;
  }
  write_stretch(text.substr(at), masked.substr(at), composer);
}

void write_tagged(std::string_view text, std::string_view masked, Marks marks, Composer& composer) {
  std::vector<std::size_t> numbers;  // of open lists: the next number, or 0 for bullets
  const bool was_struck = composer.struck();
  MarkupScanner scanner(masked, MarkupKind::debris);
  for (Token token = scanner.next(); token.kind != TokenKind::end; token = scanner.next()) {
    if (token.kind == TokenKind::text) {
      const auto begin = static_cast<std::size_t>(token.text.data() - masked.data());
      write_between_tags(text.substr(begin, token.text.size()), token.text, marks, composer);
      continue;
    }
    const bool open = token.kind == TokenKind::open;
    const std::string& name = token.name;
    if (name == "b" || name == "strong") {
      composer.set_bold(open);
    } else if (name == "s" || name == "del" || name == "strike") {
      composer.set_struck(open);
    } else if (name == "ul" || name == "ol") {
      if (open)
        numbers.push_back(name == "ol" ? 1 : 0);
      else if (!numbers.empty())
        numbers.pop_back();
      composer.line();
    } else if (name == "li" && open) {
      composer.item(!numbers.empty() && numbers.back() > 0 ? std::to_string(numbers.back()++) + "." : "•");
    } else if ((name == "td" || name == "th") && open) {
      composer.put(" ");
    } else if (name == "br" || name == "p" || name == "div" || name == "li" || name == "tr" || name == "table" ||
               name == "hr" || name == "dt" || name == "dd" || name == "blockquote" || name == "pre" ||
               (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6')) {
      composer.line();
    }
  }
  composer.set_struck(was_struck);
}

}  // namespace

void write_marked(std::string_view text, Marks marks, Composer& composer) {
  if (marks != Marks::markdown) {
    if (text.find('<') == std::string_view::npos) return write_between_tags(text, text, marks, composer);
    return write_tagged(text, text, marks, composer);
  }
  const Shown shown = without_marks(text, composer);
  write_tagged(shown.text, shown.masked, marks, composer);
}

bool is_table_rule(std::string_view text) {
  bool dash = false, pipe = false;
  for (char c : trimmed(text)) {
    if (c == '-')
      dash = true;
    else if (c == '|')
      pipe = true;
    else if (c != ':' && c != ' ' && c != '\t')
      return false;
  }
  return dash && pipe;
}

bool is_piped(std::string_view text) {
  text = trimmed(text);
  return text.size() >= 2 && text.front() == '|' && text.find('|', 1) != std::string_view::npos;
}

// The cells of "| a | b |"; "\|" is a character of the cell.
std::vector<std::string> pipe_cells(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('|')) text.remove_prefix(1);
  std::vector<std::string> cells(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == '|') {
      cells.back() += '|';
      ++at;
    } else if (text[at] == '|') {
      cells.emplace_back();
    } else {
      cells.back() += text[at];
    }
  }
  if (cells.size() > 1 && trimmed(cells.back()).empty()) cells.pop_back();
  return cells;
}

}  // namespace candour::document
