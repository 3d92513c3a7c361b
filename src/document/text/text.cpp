#include "document/text/text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/html/html.h"
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

// Text between tags.
void write_plain(std::string_view text, Composer& composer) {
  if (text.find('&') != std::string_view::npos && text.find(';') != std::string_view::npos) {
    composer.put(without_entities(text));
    return;
  }
  composer.put(text);
}

void write_emphasised(std::string_view text, Composer& composer) {
  if (text.find_first_of("*_") == std::string_view::npos) return write_plain(text, composer);
  const std::vector<Emphasis> marks = find_emphasis(text);
  std::size_t at = 0;
  for (const Emphasis& mark : marks) {
    write_plain(text.substr(at, mark.at - at), composer);
    if (mark.bold) composer.set_bold(mark.opens);
    at = mark.at + mark.length;
  }
  write_plain(text.substr(at), composer);
}

struct Line {
  std::string_view text;
  std::uint32_t number = 0;
};

enum class LineKind { blank, tabbed, piped, separator, table_tag, paragraph };

bool is_separator(std::string_view text) {
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

std::vector<Line> numbered_lines(std::string_view source) {
  std::vector<Line> found;
  std::uint32_t number = 0;
  for (std::string_view text : lines(source)) found.push_back({text, ++number});
  return found;
}

class TextReader {
 public:
  TextReader(std::string_view source, Composer& composer)
      : source_(source), lines_(numbered_lines(source)), composer_(composer) {}

  Result<void> read() {
    while (at_ < lines_.size()) {
      switch (kind(at_)) {
        case LineKind::blank:
          ++at_;
          break;
        case LineKind::tabbed:
          read_tabbed();
          break;
        case LineKind::piped:
        case LineKind::separator:
          read_piped();
          break;
        case LineKind::table_tag:
          CANDOUR_CHECK(read_table_of_tags());
          break;
        case LineKind::paragraph:
          read_paragraph(lines_[at_++]);
          break;
      }
      if (composer_.beyond_limits()) return fail(ErrorCode::too_large, "The document has more cells than can be read.");
    }
    return {};
  }

 private:
  LineKind kind(std::size_t index) const {
    const std::string_view text = lines_[index].text;
    if (!has_visible(text)) return LineKind::blank;
    if (text.find('\t') != std::string_view::npos) return LineKind::tabbed;
    if (text.find('|') != std::string_view::npos) {
      if (is_separator(text)) return LineKind::separator;
      if (is_piped(text)) return LineKind::piped;
      // A table without outer pipes shows itself by the line of dashes under its header.
      if (index + 1 < lines_.size() && is_separator(lines_[index + 1].text)) return LineKind::piped;
    }
    const std::string_view start = trimmed(text).substr(0, 7);
    if (start.starts_with("<table") && (start.size() == 6 || start[6] == '>' || start[6] == ' '))
      return LineKind::table_tag;
    return LineKind::paragraph;
  }

  Place line_place(const Line& line) const {
    Place place;
    place.line = line.number;
    return place;
  }

  void write_cell(std::string_view text, const Place& place) {
    composer_.begin_cell(place);
    composer_.set_bold(false);
    write_marked(text, Marks::markdown, composer_);
    composer_.end_cell();
  }

  void read_tabbed() {
    composer_.begin_table(line_place(lines_[at_]));
    for (; at_ < lines_.size(); ++at_) {
      const Line& line = lines_[at_];
      if (line.text.find('\t') == std::string_view::npos) break;
      if (!has_visible(line.text)) continue;
      const Place place = line_place(line);
      composer_.begin_row(place);
      for (std::string_view text : split(line.text, '\t')) write_cell(text, place);
      composer_.end_row();
      if (composer_.beyond_limits()) break;
    }
    composer_.end_table();
  }

  void read_piped() {
    composer_.begin_table(line_place(lines_[at_]));
    const bool outer = is_piped(lines_[at_].text);
    bool header = at_ + 1 < lines_.size() && is_separator(lines_[at_ + 1].text);
    for (; at_ < lines_.size(); ++at_) {
      const Line& line = lines_[at_];
      if (is_separator(line.text)) {
        header = false;
        continue;
      }
      const bool row = outer ? is_piped(line.text) && line.text.find('\t') == std::string_view::npos
                             : line.text.find('|') != std::string_view::npos;
      if (!row) break;
      const Place place = line_place(line);
      composer_.begin_row(place);
      for (const std::string& text : pipe_cells(line.text)) {
        composer_.begin_cell(place);
        composer_.set_bold(false);
        write_marked(text, Marks::markdown, composer_);
        composer_.open_cell().header = header;
        composer_.end_cell();
      }
      composer_.end_row();
      if (composer_.beyond_limits()) break;
    }
    composer_.end_table();
  }

  // A table that the text holds as HTML, over as many lines as it takes.
  Result<void> read_table_of_tags() {
    const Line& first = lines_[at_];
    std::size_t last = no_table_end_ ? lines_.size() : at_;
    while (last < lines_.size() && lines_[last].text.find("</table") == std::string_view::npos) ++last;
    if (last == lines_.size()) {
      no_table_end_ = true;
      read_paragraph(first);
      ++at_;
      return {};
    }
    const char* begin = first.text.data();
    const char* end = lines_[last].text.data() + lines_[last].text.size();
    at_ = last + 1;
    return read_html({begin, static_cast<std::size_t>(end - begin)}, HtmlPlaces::lines, first.number, composer_);
  }

  void read_paragraph(const Line& line) {
    std::string_view text = trimmed(line.text);
    int heading = 0;
    std::size_t marks = 0;
    while (marks < text.size() && text[marks] == '#') ++marks;
    if (marks >= 1 && marks <= 6 && marks < text.size() && text[marks] == ' ') {
      heading = static_cast<int>(marks);
      text = trimmed(text.substr(marks));
      // "## Title ##"
      std::size_t end = text.size();
      while (end > 0 && text[end - 1] == '#') --end;
      if (end > 0 && end < text.size() && text[end - 1] == ' ') text = trimmed(text.substr(0, end));
    }
    composer_.begin_block(BlockKind::paragraph, line_place(line));
    composer_.set_bold(false);
    write_marked(text, Marks::markdown, composer_);
    composer_.open_block().heading = heading;
    composer_.open_block().list_item = carries_mark(text);
    composer_.end_block();
  }

  std::string_view source_;
  std::vector<Line> lines_;
  std::size_t at_ = 0;
  bool no_table_end_ = false;  // found once, so that it is not looked for again
  Composer& composer_;
};

}  // namespace

void write_marked(std::string_view text, Marks marks, Composer& composer) {
  const auto write = marks == Marks::markdown ? write_emphasised : write_plain;
  if (text.find('<') == std::string_view::npos) return write(text, composer);
  std::vector<std::size_t> numbers;  // of open lists: the next number, or 0 for bullets
  MarkupScanner scanner(text, MarkupKind::debris);
  for (Token token = scanner.next(); token.kind != TokenKind::end; token = scanner.next()) {
    if (token.kind == TokenKind::text) {
      write(token.text, composer);
      continue;
    }
    const bool open = token.kind == TokenKind::open;
    const std::string& name = token.name;
    if (name == "b" || name == "strong") {
      composer.set_bold(open);
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
}

Result<void> read_text(std::string_view source, Composer& composer) {
  return TextReader(source, composer).read();
}

}  // namespace candour::document
