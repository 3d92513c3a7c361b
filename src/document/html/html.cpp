#include "document/html/html.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/parts/left_aside.h"
#include "document/parts/markup.h"

namespace candour::document {
namespace {

// Elements that begin and end on a line of their own; sorted.
constexpr std::array<std::string_view, 41> block_tags = {
    "address", "article", "aside", "blockquote", "body",       "caption", "center", "dd",   "details", "dialog", "dir",
    "div",     "dl",      "dt",    "fieldset",   "figcaption", "figure",  "footer", "form", "h1",      "h2",     "h3",
    "h4",      "h5",      "h6",    "header",     "hr",         "html",    "legend", "li",   "main",    "nav",    "ol",
    "option",  "p",       "pre",   "section",    "select",     "summary", "title",  "ul"};

bool is_block(std::string_view name) {
  return std::binary_search(block_tags.begin(), block_tags.end(), name);
}

std::uint32_t number_of(const std::string& text, std::uint32_t otherwise, std::uint32_t most) {
  std::uint32_t value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') break;
    value = std::min(value * 10 + static_cast<std::uint32_t>(c - '0'), most);
  }
  return value == 0 ? otherwise : value;
}

// A cell of a row above that reaches down into this one.
struct Reach {
  std::uint32_t rows = 0;
  std::uint32_t columns = 1;
};

// No table has more columns than this; a claim beyond it is no reason to set memory aside.
constexpr std::size_t most_columns = 200'000;

// One open table. A table within a cell is composed apart and follows the table it stands in.
struct OpenTable {
  std::unique_ptr<Composer> own;    // empty for a table that stands in no other
  std::vector<Document> following;  // tables and stray text from within
  std::vector<Reach> reaches;       // by column
  std::size_t column = 0;
  std::uint32_t number = 0;
  std::uint32_t row = 0;
  std::string row_fill;
  bool row_struck = false;
  bool begun = false;
  bool in_row = false;
  bool in_cell = false;
  bool in_header = false;
  std::vector<std::size_t> outer_lists;
  Place within;  // the cell of another that it stands in
};

class HtmlReader {
 public:
  HtmlReader(std::string_view source, HtmlPlaces places, std::uint32_t first_line, Composer& composer)
      : source_(source), places_(places), line_(first_line), base_(composer) {}

  Result<void> read() {
    MarkupScanner scanner(source_, MarkupKind::page);
    for (Token token = scanner.next(); token.kind != TokenKind::end; token = scanner.next()) {
      token_at_ = static_cast<std::size_t>(token.text.data() - source_.data());
      if (token.kind == TokenKind::text) {
        text(token.text);
      } else if (token.kind == TokenKind::open) {
        if (token.name == "style") {
          const std::size_t end = token_at_ + token.text.size();
          read_style(source_.substr(end, scanner.position() - end));
        }
        open(token);
      } else if (!token.name.empty()) {
        close(token.name);
      }
      if (base_.beyond_limits() || flow().beyond_limits())
        return fail(ErrorCode::too_large, "The document has more cells than can be read.");
      if (tables_.size() > base_.limits().depth)
        return fail(ErrorCode::refused, "The page has tables within tables too deep, which is refused for safety.");
    }
    while (!tables_.empty()) end_table();
    end_paragraph();
    tell_of_what_is_not_read();
    return {};
  }

 private:
  Composer& flow() {
    for (auto table = tables_.rbegin(); table != tables_.rend(); ++table)
      if (table->own) return *table->own;
    return base_;
  }
  bool in_cell() const { return !tables_.empty() && tables_.back().in_cell; }
  // Between the rows of a table, where nothing visible belongs.
  bool between_cells() const { return !tables_.empty() && tables_.back().begun && !tables_.back().in_cell; }

  std::uint32_t current_line() {
    line_ += static_cast<std::uint32_t>(std::count(source_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                                   source_.begin() + static_cast<std::ptrdiff_t>(token_at_), '\n'));
    counted_ = token_at_;
    return line_;
  }

  Place table_place(const OpenTable& table, std::uint32_t row) {
    Place place;
    if (places_ == HtmlPlaces::lines) {
      place.line = current_line();
    } else {
      place.table = table.number;
      place.row = row;
    }
    return place;
  }

  // ---- Text ----
  void text(std::string_view raw) {
    if (choice_hidden_) return;
    if (raw.find('&') == std::string_view::npos) return write(raw);
    const std::string plain = without_entities(raw);
    write(plain);
  }

  void write(std::string_view words) {
    if (in_title_) {
      title_ += words;
      return;
    }
    if (between_cells()) {
      if (!has_visible(words)) return;
      // Browsers show such text before the table; here it follows, so that it is not lost.
      Composer stray(base_.limits());
      stray.begin_block(BlockKind::paragraph, table_place(tables_.back(), tables_.back().row));
      stray.flow(words);
      stray.end_block();
      tables_.back().following.push_back(stray.take());
      return;
    }
    if (!in_cell() && preformatted_ > 0) return write_lines(words);
    if (!in_cell() && !in_paragraph_) {
      if (!has_visible(words)) return;
      begin_paragraph();
    }
    Composer& out = flow();
    out.set_bold(bold_ > 0);
    out.set_struck(struck_ > 0);
    if (preformatted_ == 0) return out.flow(words);
    bool first = true;
    for (std::string_view part : split(words, '\n')) {
      if (!first) out.line();
      first = false;
      out.put(part);
    }
  }

  // Text whose lines are the writer's own: each is a paragraph, as in a text file, and an empty one counts.
  void write_lines(std::string_view words) {
    bool first = true;
    for (std::string_view part : split(words, '\n')) {
      if (!std::exchange(first, false)) {
        if (!in_paragraph_ && places_ != HtmlPlaces::lines && paragraph_ > 0) ++paragraph_;
        end_paragraph();
      }
      if (!in_paragraph_) {
        if (!has_visible(part)) continue;
        begin_paragraph();
      }
      flow().set_bold(bold_ > 0);
      flow().set_struck(struck_ > 0);
      flow().put(part);
    }
  }

  // A list to choose from shows its choice alone: the first entry where nothing was chosen.
  void begin_choice(const Token& token) {
    if (has_attribute(token.attributes, "multiple") || no_choice_end_) return;
    const std::size_t from = token_at_ + token.text.size();
    const std::size_t end = source_.find("</select", from);
    if (end == std::string_view::npos) {
      no_choice_end_ = true;
      return;
    }
    choosing_ = true;
    choice_shown_ = choice_hidden_ = choice_made_ = false;
    MarkupScanner within(source_.substr(from, end - from), MarkupKind::page);
    for (Token piece = within.next(); piece.kind != TokenKind::end; piece = within.next())
      if (piece.kind == TokenKind::open && piece.name == "option" && has_attribute(piece.attributes, "selected"))
        choice_made_ = true;
  }

  void begin_paragraph() {
    Place place;
    if (places_ == HtmlPlaces::lines)
      place.line = current_line();
    else
      place.paragraph = ++paragraph_;
    flow().begin_block(BlockKind::paragraph, place);
    flow().open_block().heading = heading_;
    in_paragraph_ = true;
    if (item_due_) {
      flow().open_block().list_item = true;
      flow().item(mark_);
      item_due_ = false;
    }
  }

  void end_paragraph() {
    if (!in_paragraph_) return;
    flow().end_block();
    in_paragraph_ = false;
  }

  void line() {
    if (in_cell())
      flow().line();
    else if (in_paragraph_)
      end_paragraph();
  }

  // ---- Tags ----
  void open(const Token& token) {
    const std::string& name = token.name;
    look_at_style(token);
    if (name == "table") return begin_table();
    if (!tables_.empty()) {
      if (name == "tr") return begin_row(token);
      if (name == "td" || name == "th") return begin_cell(token);
      if (name == "thead" || name == "tbody" || name == "tfoot") {
        end_row();
        tables_.back().in_header = name == "thead";
        // No cell reaches out of its part of the table.
        for (Reach& reach : tables_.back().reaches) reach.rows = 0;
        return;
      }
    } else if (name == "td" || name == "th") {
      return write(" ");
    } else if (name == "tr") {
      return line();
    }
    if (name == "br") {
      if (in_cell() || in_paragraph_) flow().line();
      return;
    }
    if (name == "b" || name == "strong") {
      ++bold_;
    } else if (name == "s" || name == "del" || name == "strike") {
      ++struck_;
    } else if (name == "title") {
      in_title_ = !seen_title_;
    } else if (name == "input") {
      const std::string type = attribute(token.attributes, "type");
      if (type == "checkbox") {
        write(has_attribute(token.attributes, "checked") ? "☒" : "☐");
      } else if (type == "radio") {
        write(has_attribute(token.attributes, "checked") ? "◉" : "○");
      } else if (type != "hidden" && type != "password" && type != "file" && type != "image") {
        write(attribute(token.attributes, "value"));
      }
    } else if (name == "select") {
      begin_choice(token);
    } else if (name == "option" && choosing_) {
      const bool chosen = has_attribute(token.attributes, "selected") || (!choice_made_ && !choice_shown_);
      choice_hidden_ = !chosen;
      choice_shown_ = choice_shown_ || chosen;
      return;
    } else if (name == "script") {
      scripts_ = true;
    } else if (name == "iframe" || name == "object" || name == "embed" || name == "frame" || name == "applet") {
      embedded_ = true;
    } else if (name == "img" || name == "svg") {
      pictures_.add(attribute(token.attributes, "alt"));
    }
    if (!is_block(name)) return;
    line();
    if (name == "li") {
      mark_ = !lists_.empty() && lists_.back() > 0 ? std::to_string(lists_.back()++) + "." : "•";
      if (in_cell())
        flow().item(mark_);
      else
        item_due_ = true;
    } else if (name == "ul" || name == "ol") {
      std::size_t start = 0;
      if (name == "ol") start = number_of(attribute(token.attributes, "start"), 1, 1'000'000);
      if (lists_.size() < base_.limits().depth) lists_.push_back(start);
    } else if (name == "pre") {
      ++preformatted_;
    } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      heading_ = name[1] - '0';
    }
  }

  void close(const std::string& name) {
    if (name == "table") {
      if (!tables_.empty()) end_table();
      return;
    }
    if (!tables_.empty()) {
      if (name == "tr") return end_row();
      if (name == "td" || name == "th") return end_cell();
      if (name == "thead" || name == "tbody" || name == "tfoot") {
        end_row();
        tables_.back().in_header = false;
        return;
      }
    }
    if (name == "select" && choosing_) {
      choosing_ = choice_hidden_ = false;
      return;
    }
    if (name == "b" || name == "strong") {
      if (bold_ > 0) --bold_;
    } else if (name == "s" || name == "del" || name == "strike") {
      if (struck_ > 0) --struck_;
    } else if (name == "span" || name == "font") {
      if (!spans_.empty()) {
        if (spans_.back().bold && bold_ > 0) --bold_;
        if (spans_.back().struck && struck_ > 0) --struck_;
        spans_.pop_back();
      }
    } else if (name == "title" && in_title_) {
      in_title_ = false;
      seen_title_ = true;
      title_ = collapsed(title_);
      base_.document().title = title_;
      if (tables_.empty() && !in_paragraph_) base_.furniture(title_, {});
    }
    if (!is_block(name)) return;
    line();
    if (name == "ul" || name == "ol") {
      if (!lists_.empty()) lists_.pop_back();
    } else if (name == "li") {
      item_due_ = false;
    } else if (name == "pre") {
      if (preformatted_ > 0) --preformatted_;
    } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      heading_ = 0;
    }
  }

  // ---- Tables ----
  void begin_table() {
    if (between_cells() && !tables_.empty()) {
      // A table straight inside a table or row: as if it stood in a cell of it.
      begin_plain_cell();
    }
    if (!in_cell()) end_paragraph();
    OpenTable table;
    table.number = ++table_count_;
    if (in_cell()) {
      table.own = std::make_unique<Composer>(base_.limits());
      table.within = flow().place_of_open_cell();
      flow().line();
    }
    table.outer_lists = std::move(lists_);
    lists_.clear();
    tables_.push_back(std::move(table));
  }

  void begin_plain_cell() {
    Token plain;
    begin_cell(plain);
  }

  void begin_row(const Token& token) {
    end_row();
    OpenTable& table = tables_.back();
    if (!table.begun) {
      end_paragraph();
      flow().begin_table(table_place(table, 0));
      flow().open_block().within = table.within;
      table.begun = true;
    }
    ++table.row;
    table.column = 0;
    table.in_row = true;
    table.row_fill = fill_of(token);
    table.row_struck = is_struck(token);
    flow().begin_row(table_place(table, table.row));
  }

  // Puts in the cells that reach down from above, up to where the next cell of this row stands.
  void continue_from_above(OpenTable& table) {
    while (table.column < table.reaches.size() && table.reaches[table.column].rows > 0) {
      Reach& reach = table.reaches[table.column];
      --reach.rows;
      Composer& out = flow();
      out.begin_cell(table_place(table, table.row));
      out.open_cell().continues_above = true;
      out.open_cell().columns = reach.columns;
      out.end_cell();
      table.column += reach.columns;
    }
  }

  void begin_cell(const Token& token) {
    end_cell();
    if (!tables_.back().in_row) begin_row(Token{});
    OpenTable& table = tables_.back();
    continue_from_above(table);
    Composer& out = flow();
    out.begin_cell(table_place(table, table.row));
    Cell& cell = out.open_cell();
    cell.columns = number_of(attribute(token.attributes, "colspan"), 1, 1000);
    // Zero reaches down to the end of its part of the table.
    cell.rows = attribute(token.attributes, "rowspan") == "0"
                    ? 65534
                    : number_of(attribute(token.attributes, "rowspan"), 1, 65534);
    cell.header = token.name == "th" || table.in_header;
    cell.fill = fill_of(token);
    if (cell.fill.empty()) cell.fill = table.row_fill;
    if (cell.rows > 1 && table.column < most_columns) {
      if (table.reaches.size() <= table.column) table.reaches.resize(table.column + 1);
      table.reaches[table.column] = {cell.rows - 1, cell.columns};
    }
    table.column += cell.columns;
    table.in_cell = true;
    bold_ = is_bold(token) ? 1 : 0;
    struck_ = is_struck(token) || table.row_struck ? 1 : 0;
    spans_.clear();
    lists_.clear();
  }

  void end_cell() {
    OpenTable& table = tables_.back();
    if (!table.in_cell) return;
    flow().end_cell();
    table.in_cell = false;
    bold_ = struck_ = 0;
  }

  void end_row() {
    end_cell();
    OpenTable& table = tables_.back();
    if (!table.in_row) return;
    // Cells from above may stand behind the last one of this row.
    while (table.column < table.reaches.size()) {
      if (table.reaches[table.column].rows > 0)
        continue_from_above(table);
      else
        ++table.column;
    }
    flow().end_row();
    table.in_row = false;
  }

  void end_table() {
    end_row();
    if (tables_.back().begun)
      flow().end_table();
    else
      end_paragraph();
    OpenTable table = std::move(tables_.back());
    tables_.pop_back();
    lists_ = std::move(table.outer_lists);
    bold_ = struck_ = 0;
    if (table.own) {
      std::vector<Document>& following = tables_.back().following;
      following.push_back(table.own->take());
      std::move(table.following.begin(), table.following.end(), std::back_inserter(following));
    } else {
      for (Document& document : table.following) flow().append(std::move(document));
    }
  }

  // ---- How it looks ----
  void look_at_style(const Token& token) {
    const std::string style = attribute(token.attributes, "style");
    if (style_property(style, "display") == "none" || style_property(style, "visibility") == "hidden" ||
        has_attribute(token.attributes, "hidden"))
      hidden_ = true;
    if (token.name == "span" || token.name == "font") {
      const OpenSpan span{is_bold(token), is_struck(token)};
      spans_.push_back(span);
      bold_ += span.bold;
      struck_ += span.struck;
    }
    // A chip in a cell colours it: <td><span style="background: red">Red</span>.
    if (in_cell() && token.name != "td" && token.name != "th" && token.name != "table" && token.name != "tr") {
      Cell& cell = flow().open_cell();
      if (cell.fill.empty() && !flow().has_text()) cell.fill = fill_of(token);
    }
  }

  bool is_struck(const Token& token) const {
    const std::string style = attribute(token.attributes, "style");
    return style_property(style, "text-decoration").find("line-through") != std::string::npos ||
           style_property(style, "text-decoration-line").find("line-through") != std::string::npos;
  }

  bool is_bold(const Token& token) const {
    const std::string weight = style_property(attribute(token.attributes, "style"), "font-weight");
    return weight == "bold" || weight == "bolder" || number_of(weight, 0, 1000) >= 600;
  }

  std::string fill_of(const Token& token) const {
    if (token.attributes.empty()) return {};
    const std::string style = attribute(token.attributes, "style");
    for (std::string_view property : {"background-color", "background"})
      if (std::string found = style_property(style, property); !found.empty()) {
        // "background: #FFC000 none repeat": the colour is one of the words.
        if (std::string whole = colour(found); !whole.empty()) return whole;
        for (std::string_view word : split(found, ' '))
          if (std::string one = colour(word); !one.empty()) return one;
      }
    if (std::string found = colour(attribute(token.attributes, "bgcolor")); !found.empty()) return found;
    if (!class_fills_.empty()) {
      const std::string classes = attribute(token.attributes, "class");
      for (std::string_view name : split(classes, ' '))
        if (const auto it = class_fills_.find(std::string(name)); it != class_fills_.end()) return it->second;
    }
    return {};
  }

  // Of a style sheet, only which class has which background: spreadsheets saved as pages colour cells so.
  void read_style(std::string_view sheet) {
    for (std::size_t at = 0; at < sheet.size();) {
      const std::size_t brace = sheet.find('{', at);
      if (brace == std::string_view::npos) break;
      const std::size_t end = std::min(sheet.find('}', brace), sheet.size());
      const std::string_view body = sheet.substr(brace + 1, end - brace - 1);
      std::string fill = colour(style_property(body, "background-color"));
      if (fill.empty()) {
        const std::string background = style_property(body, "background");
        for (std::string_view word : split(background, ' '))
          if (fill.empty()) fill = colour(word);
      }
      if (!fill.empty())
        for (std::string_view selector : split(sheet.substr(at, brace - at), ',')) {
          selector = trimmed(selector);
          const std::size_t dot = selector.rfind('.');
          if (dot != std::string_view::npos && selector.find_first_of(" >:[#", dot) == std::string_view::npos)
            class_fills_[std::string(selector.substr(dot + 1))] = fill;
        }
      at = std::min(end + 1, sheet.size());
    }
  }

  void tell_of_what_is_not_read() {
    if (hidden_) base_.note_once("source.hidden", "The page hides some of its text; it was read like the rest.");
    if (scripts_) base_.note_once("source.macros", "The page holds scripts; they were not run.");
    if (embedded_) base_.note_once("source.embedded", "The page points to things outside it; they were not opened.");
    if (!pictures_.empty())
      base_.note_once("source.pictures", "The page holds " + pictures_.in_words("a picture", "pictures") +
                                             "; what they show was not read.");
  }

  std::string_view source_;
  HtmlPlaces places_;
  std::uint32_t line_;
  Composer& base_;
  std::size_t token_at_ = 0;
  std::size_t counted_ = 0;

  std::vector<OpenTable> tables_;
  std::vector<std::size_t> lists_;  // next number, or 0 for bullets
  struct OpenSpan {
    bool bold = false;
    bool struck = false;
  };
  std::vector<OpenSpan> spans_;
  std::map<std::string, std::string> class_fills_;
  std::string mark_;
  std::string title_;
  std::uint32_t table_count_ = 0;
  std::uint32_t paragraph_ = 0;
  int heading_ = 0;
  int bold_ = 0;
  int struck_ = 0;  // through
  int preformatted_ = 0;
  bool in_paragraph_ = false;
  bool item_due_ = false;
  bool in_title_ = false;
  bool seen_title_ = false;
  bool hidden_ = false;
  bool scripts_ = false;
  bool embedded_ = false;
  bool choosing_ = false;  // within a list to choose from
  bool choice_made_ = false, choice_shown_ = false, choice_hidden_ = false;
  bool no_choice_end_ = false;  // found once, so that it is not looked for again
  LeftAside pictures_;
};

}  // namespace

Result<void> read_html(std::string_view source, HtmlPlaces places, std::uint32_t first_line, Composer& composer) {
  return HtmlReader(source, places, first_line, composer).read();
}

}  // namespace candour::document
