#include "document/text/text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/html/html.h"
#include "document/text/marks.h"

namespace candour::document {
namespace {

struct Line {
  std::string_view text;
  std::uint32_t number = 0;
  std::uint32_t page = 0;  // 0 where the text has no pages
};

enum class LineKind { blank, tabbed, piped, separator, table_tag, paragraph };

// A form feed ends a page.
std::vector<Line> numbered_lines(std::string_view source) {
  std::vector<Line> found;
  std::uint32_t number = 0;
  std::uint32_t page = source.find('\f') == std::string_view::npos ? 0 : 1;
  for (std::string_view text : lines(source)) {
    ++number;
    if (page == 0) {
      found.push_back({text, number, 0});
      continue;
    }
    bool first = true;
    for (std::string_view piece : split(text, '\f')) {
      if (!first) ++page;
      first = false;
      found.push_back({piece, number, page});
    }
  }
  return found;
}

// ---- What a line of Markdown is ----

// "## Title ##": how many marks, and the title; 0 where it is none.
int take_heading(std::string_view& text) {
  const std::string_view whole = trimmed(text);
  std::size_t marks = 0;
  while (marks < whole.size() && whole[marks] == '#') ++marks;
  if (marks < 1 || marks > 6 || marks >= whole.size() || (whole[marks] != ' ' && whole[marks] != '\t')) return 0;
  text = trimmed(whole.substr(marks));
  std::size_t end = text.size();
  while (end > 0 && text[end - 1] == '#') --end;
  if (end > 0 && end < text.size() && text[end - 1] == ' ') text = trimmed(text.substr(0, end));
  return static_cast<int>(marks);
}

// A line of one sign alone, blanks between them allowed or not.
bool is_line_of(std::string_view text, char sign, std::size_t least, bool spaced) {
  std::size_t count = 0;
  for (char c : trimmed(text)) {
    if (c == sign)
      ++count;
    else if (!spaced || (c != ' ' && c != '\t'))
      return false;
  }
  return count >= least;
}
bool is_rule(std::string_view text) {
  return is_line_of(text, '-', 3, true) || is_line_of(text, '*', 3, true) || is_line_of(text, '_', 3, true);
}
// The level of the heading that this line underlines; 0 where it is no underline.
int underlined(std::string_view text) {
  if (is_line_of(text, '=', 2, false)) return 1;
  return is_line_of(text, '-', 2, false) ? 2 : 0;
}
std::string_view fence_of(std::string_view text) {
  text = trimmed(text);
  for (char sign : {'`', '~'}) {
    std::size_t length = 0;
    while (length < text.size() && text[length] == sign) ++length;
    if (length >= 3 && text.find('`', length) == std::string_view::npos) return text.substr(0, length);
  }
  return {};
}
bool is_definition(std::string_view text) {
  text = trimmed(text);
  const std::size_t close = text.find("]:");
  return text.starts_with('[') && close != std::string_view::npos && close > 1 && text.find(']') == close;
}
std::size_t indentation(std::string_view text) {
  std::size_t width = 0;
  for (char c : text) {
    if (c == ' ')
      ++width;
    else if (c == '\t')
      width += 4;
    else
      break;
  }
  return width;
}

struct ItemMark {
  std::size_t length = 0;  // with the blank behind it; 0 where there is none
  std::optional<unsigned> number;
};
ItemMark item_mark(std::string_view text) {
  if (text.size() < 2) return {};
  const auto blank = [&](std::size_t at) { return at < text.size() && (text[at] == ' ' || text[at] == '\t'); };
  if ((text[0] == '-' || text[0] == '*' || text[0] == '+') && blank(1)) return {2, std::nullopt};
  std::size_t end = 0;
  unsigned number = 0;
  while (end < text.size() && end < 6 && text[end] >= '0' && text[end] <= '9')
    number = number * 10 + static_cast<unsigned>(text[end++] - '0');
  if (end == 0 || end >= text.size() || (text[end] != '.' && text[end] != ')') || !blank(end + 1)) return {};
  return {end + 2, number};
}

// A line of this width was broken by a program or by hand for its width; a shorter one ends where its writer meant it
// to.
constexpr std::size_t broken_for_width = 60;

class TextReader {
 public:
  TextReader(std::string_view source, Written written, Composer& composer)
      : lines_(numbered_lines(source)), markdown_(written == Written::markdown), composer_(composer) {}

  Result<void> read() {
    if (markdown_) read_front_matter();
    while (at_ < lines_.size()) {
      if (markdown_ && read_mark_of_block()) continue;
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
          if (markdown_)
            read_flow();
          else
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
    if (has_tabs(text)) return LineKind::tabbed;
    if (text.find('|') != std::string_view::npos) {
      if (is_table_rule(text)) return LineKind::separator;
      if (is_piped(text)) return LineKind::piped;
      // A table without outer pipes shows itself by the line of dashes under its header.
      if (index + 1 < lines_.size() && is_table_rule(lines_[index + 1].text)) return LineKind::piped;
    }
    const std::string_view start = trimmed(text).substr(0, 7);
    if (start.starts_with("<table") && (start.size() == 6 || start[6] == '>' || start[6] == ' '))
      return LineKind::table_tag;
    return LineKind::paragraph;
  }

  // Rows of cells. In Markdown a tab may also indent a line, or stand behind the mark of an item.
  bool has_tabs(std::string_view text) const {
    if (markdown_) {
      text = trimmed(text);
      text.remove_prefix(item_mark(text).length);
    }
    return text.find('\t') != std::string_view::npos;
  }
  Marks marks() const { return markdown_ ? Marks::markdown : Marks::emphasis; }

  Place line_place(const Line& line) const {
    Place place;
    place.line = line.number;
    place.page = line.page;
    return place;
  }

  void write_cell(std::string_view text, const Place& place) {
    composer_.begin_cell(place);
    composer_.set_bold(false);
    write_marked(text, marks(), composer_);
    composer_.end_cell();
  }

  void read_tabbed() {
    composer_.begin_table(line_place(lines_[at_]));
    for (; at_ < lines_.size(); ++at_) {
      const Line& line = lines_[at_];
      if (!has_tabs(line.text)) break;
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
    bool header = at_ + 1 < lines_.size() && is_table_rule(lines_[at_ + 1].text);
    for (; at_ < lines_.size(); ++at_) {
      const Line& line = lines_[at_];
      if (is_table_rule(line.text)) {
        header = false;
        continue;
      }
      const bool row =
          outer ? is_piped(line.text) && !has_tabs(line.text) : line.text.find('|') != std::string_view::npos;
      if (!row) break;
      const Place place = line_place(line);
      composer_.begin_row(place);
      for (const std::string& text : pipe_cells(line.text)) {
        composer_.begin_cell(place);
        composer_.set_bold(false);
        write_marked(text, marks(), composer_);
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

  // "Page 4 of 19", alone on its line.
  static bool is_page_number(std::string_view text) {
    if (text.size() > 16 || !equal_ignoring_case(text.substr(0, 5), "page ")) return false;
    const std::string key = matching_key(text);
    std::size_t of = key.find(" of ");
    const std::string_view number = std::string_view(key).substr(5, of == std::string::npos ? of : of - 5);
    const std::string_view all = of == std::string::npos ? std::string_view("1") : std::string_view(key).substr(of + 4);
    constexpr std::string_view digits = "0123456789";
    return !number.empty() && number.find_first_not_of(digits) == std::string_view::npos && !all.empty() &&
           all.find_first_not_of(digits) == std::string_view::npos;
  }

  void read_paragraph(const Line& line) {
    std::string_view text = trimmed(line.text);
    if (is_page_number(text)) return composer_.furniture(text, line_place(line));
    const int heading = take_heading(text);
    composer_.begin_block(BlockKind::paragraph, line_place(line));
    composer_.set_bold(false);
    // How far a line stands in, belongs to no block but may tell what column it goes on in.
    if (heading == 0) composer_.put(line.text.substr(0, static_cast<std::size_t>(text.data() - line.text.data())));
    write_marked(text, marks(), composer_);
    composer_.open_block().heading = heading;
    composer_.open_block().list_item = carries_mark(text);
    composer_.end_block();
  }

  // ---- Markdown ----

  // What a program wrote above the text for itself ("title: Plan"), between lines of dashes.
  void read_front_matter() {
    while (at_ < lines_.size() && !has_visible(lines_[at_].text)) ++at_;
    if (at_ >= lines_.size() || trimmed(lines_[at_].text) != "---") return void(at_ = 0);
    std::size_t end = at_ + 1;
    const auto closes = [&] { return trimmed(lines_[end].text) == "---" || trimmed(lines_[end].text) == "..."; };
    while (end < lines_.size() && end < at_ + 200 && !closes()) ++end;
    // A rule with text behind it is no such block.
    const bool closed = end < lines_.size() && end < at_ + 200;
    if (!closed || lines_[at_ + 1].text.find(':') == std::string_view::npos) return void(at_ = 0);
    for (++at_; at_ < end; ++at_) {
      const std::string_view text = trimmed(lines_[at_].text);
      composer_.furniture(text, line_place(lines_[at_]));
      if (text.starts_with("title:") && composer_.document().title.empty()) {
        std::string_view title = trimmed(text.substr(6));
        if (title.size() >= 2 && (title.front() == '"' || title.front() == '\'') && title.back() == title.front())
          title = title.substr(1, title.size() - 2);
        composer_.document().title = collapsed(title);
      }
    }
    ++at_;
  }

  // Takes the line where it is a mark and no text, or text that is not to be looked at for marks.
  bool read_mark_of_block() {
    std::string_view text = lines_[at_].text;
    // What a quotation holds is read as if it stood by itself.
    while (trimmed(text).starts_with('>') && indentation(text) < 4) {
      text = trimmed(text).substr(1);
      lines_[at_].text = text;
    }
    if (const std::string_view fence = fence_of(text); !fence.empty()) {
      for (++at_; at_ < lines_.size(); ++at_) {
        const std::string_view inner = trimmed(lines_[at_].text);
        if (inner.size() >= fence.size() && is_line_of(inner, fence[0], fence.size(), false)) break;
        composer_.begin_block(BlockKind::paragraph, line_place(lines_[at_]));
        composer_.set_bold(false);
        composer_.put(lines_[at_].text);  // with the blanks before it, which may say under what it stands
        composer_.end_block();
      }
      if (at_ < lines_.size()) ++at_;
      return true;
    }
    if (trimmed(text).starts_with("<!--") && !no_comment_end_) {
      std::size_t end = at_;
      while (end < lines_.size() && lines_[end].text.find("-->") == std::string_view::npos) ++end;
      if (end == lines_.size()) {
        no_comment_end_ = true;
        return false;
      }
      lines_[end].text.remove_prefix(lines_[end].text.find("-->") + 3);
      at_ = end;
      return true;
    }
    if (is_rule(text)) {
      ++at_;
      return true;
    }
    if (is_definition(text)) {
      composer_.furniture(trimmed(text), line_place(lines_[at_]));
      ++at_;
      return true;
    }
    return false;
  }

  // Whether the next line goes on with the paragraph that this one belongs to.
  bool goes_on(std::size_t index) const {
    if (index + 1 >= lines_.size() || lines_[index].page != lines_[index + 1].page) return false;
    const std::string_view text = lines_[index].text, next = lines_[index + 1].text;
    if (count_visible(text) == 0 || text.size() < broken_for_width) return false;
    const std::string_view start = trimmed(next);
    if (kind(index + 1) != LineKind::paragraph || start.starts_with('>') || start.starts_with("<!--")) return false;
    std::string_view heading = next;
    return take_heading(heading) == 0 && item_mark(start).length == 0 && fence_of(next).empty() && !is_rule(next) &&
           underlined(next) == 0 && !is_definition(next);
  }

  // A heading, an item of a list, or a paragraph over as many lines as it takes.
  void read_flow() {
    const Line& first = lines_[at_];
    std::string_view text = trimmed(first.text);
    int heading = take_heading(text);
    const ItemMark mark = heading > 0 ? ItemMark{} : item_mark(text);
    composer_.begin_block(BlockKind::paragraph, line_place(first));
    composer_.set_bold(false);
    if (mark.length > 0) {
      begin_item(mark, indentation(first.text), text.substr(0, mark.length));
      text = trimmed(text.substr(mark.length));
      for (const auto& [box, shown] : {std::pair{"[ ]", "☐ "}, {"[x]", "☑ "}, {"[X]", "☑ "}})
        if (text.starts_with(box) && text.size() > 3 && text[3] == ' ') {
          composer_.put(shown);
          text = trimmed(text.substr(3));
          break;
        }
    } else if (indentation(first.text) == 0) {
      numbers_.clear();
    }
    while (true) {
      const bool broken = text.ends_with('\\') || lines_[at_].text.ends_with("  ");
      if (text.ends_with('\\')) text.remove_suffix(1);
      write_marked(text, Marks::markdown, composer_);
      const bool more = heading == 0 && (broken ? goes_on_after_break(at_) : goes_on(at_));
      ++at_;
      if (!more) break;
      if (broken)
        composer_.line();
      else
        composer_.put(" ");
      text = trimmed(lines_[at_].text);
    }
    composer_.set_bold(false);
    if (heading == 0 && mark.length == 0 && at_ < lines_.size())
      if (const int level = underlined(lines_[at_].text); level > 0) {
        heading = level;
        ++at_;
      }
    composer_.open_block().heading = heading;
    composer_.open_block().list_item = mark.length > 0;
    composer_.end_block();
  }

  bool goes_on_after_break(std::size_t index) const {
    if (index + 1 >= lines_.size() || kind(index + 1) != LineKind::paragraph) return false;
    std::string_view next = lines_[index + 1].text;
    return item_mark(trimmed(next)).length == 0 && underlined(next) == 0 && take_heading(next) == 0;
  }

  // A number stands as it is written; "1." over and over counts up, as every program shows it.
  void begin_item(const ItemMark& mark, std::size_t indent, std::string_view written) {
    numbers_.erase(numbers_.upper_bound(indent), numbers_.end());
    if (!mark.number) return composer_.item("•");
    const auto last = numbers_.find(indent);
    if (last != numbers_.end() && *mark.number <= last->second) {
      composer_.put_ours(std::to_string(++last->second) + std::string(1, written[written.size() - 2]) + " ");
    } else {
      numbers_[indent] = *mark.number;
      composer_.put(written);
    }
  }

  std::vector<Line> lines_;
  const bool markdown_;
  bool no_comment_end_ = false;              // found once, so that it is not looked for again
  std::map<std::size_t, unsigned> numbers_;  // the last number of each open list, by its indentation
  std::size_t at_ = 0;
  bool no_table_end_ = false;  // found once, so that it is not looked for again
  Composer& composer_;
};

// What only Markdown has, in kinds.
bool has_kinds_of_marks(std::string_view source) {
  bool heading = false, rule = false, fence = false, link = false, underline = false;
  std::string_view before;
  std::size_t looked_at = 0;
  for (std::string_view line : lines(source.substr(0, 64 * 1024))) {
    // Rows of cells are text that some program left its marks in.
    if (trimmed(line).find('\t') != std::string_view::npos) return false;
    std::string_view rest = line;
    heading = heading || take_heading(rest) > 0;
    rule = rule || (is_table_rule(line) && before.find('|') != std::string_view::npos);
    fence = fence || (looked_at > 0 && trimmed(line) == "```");
    underline = underline || (is_line_of(line, '=', 3, false) && has_visible(before));
    if (const std::size_t middle = line.find("]("); middle != std::string_view::npos)
      link = link || (line.substr(0, middle).find('[') != std::string_view::npos &&
                      line.find(')', middle) != std::string_view::npos);
    before = line;
    ++looked_at;
  }
  return heading + rule + fence + link + underline >= 2;
}

}  // namespace

bool is_markdown(std::string_view source) {
  return has_kinds_of_marks(source);
}

Result<void> read_text(std::string_view source, Written written, Composer& composer) {
  return TextReader(source, written, composer).read();
}

}  // namespace candour::document
