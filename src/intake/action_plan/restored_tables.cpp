#include "intake/action_plan/restored_tables.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/columns.h"
#include "intake/action_plan/key.h"
#include "intake/action_plan/meaning.h"
#include "plan/dates.h"

namespace candour::intake::action_plan {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
constexpr std::size_t most_columns = 20;

struct Segment {           // a piece of a line with two blanks or more on both sides
  std::size_t column = 0;  // where it begins, in characters
  std::string_view text;
};

struct TextLine {
  std::size_t block = 0;
  std::uint32_t number = 0;
  std::string_view text;
  std::vector<Segment> segments;
};

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<Segment> segments_of(std::string_view text, std::size_t indent) {
  std::vector<Segment> found;
  std::size_t column = indent;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !(text[end] == ' ' && end + 1 < text.size() && text[end + 1] == ' ')) ++end;
    found.push_back({column, text.substr(at, end - at)});
    column += characters_in(text.substr(at, end - at));
    while (end < text.size() && text[end] == ' ') ++end, ++column;
    at = end;
  }
  return found;
}

bool is_known(std::string_view text) {
  if (text.empty() || text.size() > 60) return false;
  const std::vector<Guess> best = guesses(text);
  return !best.empty() && best.front().score >= 0.6;
}

bool makes_a_header(const std::vector<std::string>& texts) {
  if (texts.size() < 3 || texts.size() > most_columns) return false;
  std::size_t known = 0;
  for (const std::string& text : texts) known += is_known(text);
  if (known * 3 < texts.size() * 2) return false;
  const std::vector<Column> columns = assign(texts);
  const auto has = [&](std::initializer_list<Column> wanted) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](Column column) { return std::find(wanted.begin(), wanted.end(), column) != wanted.end(); });
  };
  return has({Column::action, Column::recommendation, Column::finding}) &&
         has({Column::lead, Column::agency, Column::target, Column::rating, Column::evidence});
}

// "Page 4", "Page 4 of 9", "4 | Page".
bool is_a_page_number(std::string_view text) {
  const std::vector<std::string> all = words(text.substr(0, 40));
  if (text.size() > 40 || all.empty() || all.size() > 4) return false;
  bool number = false;
  for (const std::string& word : all) {
    if (word == "page" || word == "of") continue;
    if (word.find_first_not_of("0123456789") != std::string::npos) return false;
    number = true;
  }
  return number;
}

// The key of a plan, or its title, stands below the table and is no row of it.
bool is_of_a_key(std::string_view text) {
  if (is_title_of_a_key(text)) return true;
  FlowLine line;
  line.text = text;
  return lines_of_a_key_in(line) >= 2;
}

struct Cell {
  std::string text;
  document::Place place;
};
using Row = std::vector<Cell>;
struct Piece {  // of the restored document, in order: a table's rows, or a block as it was
  std::vector<Row> rows;
  std::size_t block = nowhere;
};

void add_words(Cell& cell, std::string_view text, const document::Place& place) {
  if (text.empty()) return;
  if (cell.text.empty()) cell.place = place;
  if (!cell.text.empty()) cell.text += ' ';
  cell.text += text;
}

// Whether what stands under a header's dates and ratings are dates and ratings.
bool looks_right(const std::vector<Row>& rows, const std::vector<std::string>& headers) {
  const std::vector<Column> columns = assign(headers);
  std::size_t asked = 0, right = 0;
  for (const Row& row : rows)
    for (std::size_t j = 0; j < row.size() && j < columns.size(); ++j) {
      const std::string& text = row[j].text;
      if (text.empty()) continue;
      if (columns[j] == Column::target) {
        ++asked;
        right += text.size() <= 60 && (!plan::find_dates(text).empty() || matching_key(text).rfind("ongoing", 0) == 0);
      } else if (columns[j] == Column::rating) {
        ++asked;
        right += text.size() <= 30 &&
                 (status_from_rating_words(text) || text.size() <= 2 || !colour_of_word(folded(text)).empty());
      } else if (columns[j] == Column::reference) {
        ++asked;
        right += text.size() <= 12;
      }
    }
  return asked > 0 && right * 10 >= asked * 7;
}

class Restorer {
 public:
  explicit Restorer(const document::Document& document) : document_(document) {}

  std::optional<Restored> restore(std::optional<document::Place>& header) {
    if (!document_.added.empty()) return std::nullopt;
    for (std::size_t b = 0; b < document_.blocks.size(); ++b) {
      const document::Block& block = document_.blocks[b];
      if (block.kind == document::BlockKind::table) return std::nullopt;
      if (block.kind == document::BlockKind::furniture && block.place.line == 0) {
        // A margin, a note or the title of a page: where it stands among the lines says nothing.
        beside_.push_back(b);
        continue;
      }
      TextLine line;
      line.block = b;
      line.number = block.place.line > 0 ? block.place.line : block.place.paragraph;
      line.text = document_.at(block.span);
      if (block.kind == document::BlockKind::paragraph && line.text.find('\n') == std::string_view::npos)
        line.segments = segments_of(line.text, indent_of(block.span.begin));
      lines_.push_back(std::move(line));
    }
    for (std::size_t i = 0; i < lines_.size();) {
      if (const std::size_t end = read_columns(i); end > i) {
        i = end;
      } else if (const std::size_t after = read_cell_lines(i); after > i) {
        i = after;
      } else {
        pieces_.push_back({{}, lines_[i].block});
        ++i;
      }
    }
    for (const std::size_t block : beside_) pieces_.push_back({{}, block});
    header = header_;
    if (rows_ == 0) return std::nullopt;
    return rebuilt();
  }

 private:
  document::Place place_of(const TextLine& line) const { return document_.blocks[line.block].place; }

  std::size_t indent_of(std::size_t begin) const {
    std::size_t indent = 0;
    while (begin > indent && document_.text[begin - indent - 1] == ' ') ++indent;
    return indent;
  }

  static std::vector<std::string> texts_of(const std::vector<Segment>& segments) {
    std::vector<std::string> texts;
    for (const Segment& segment : segments) texts.push_back(collapsed(segment.text));
    return texts;
  }

  // ---- Columns that keep their distance ----

  // Puts the pieces of a line under the columns; a piece that runs into the next column with one blank is divided.
  static void put_under(const TextLine& line, const document::Place& place, const std::vector<std::size_t>& starts,
                        Row& row) {
    for (const Segment& segment : line.segments) {
      std::string_view rest = segment.text;
      std::size_t column = segment.column;
      while (!rest.empty()) {
        std::size_t j = starts.size() - 1;
        while (j > 0 && starts[j] > column + 1) --j;
        std::size_t length = rest.size();
        for (std::size_t next = j + 1; next < starts.size(); ++next) {
          const std::size_t ahead = starts[next] - column;
          std::size_t bytes = 0, seen = 0;
          while (bytes < rest.size() && seen < ahead)
            if ((static_cast<unsigned char>(rest[bytes++]) & 0xC0) != 0x80) ++seen;
          while (bytes < rest.size() && (static_cast<unsigned char>(rest[bytes]) & 0xC0) == 0x80) ++bytes;
          if (bytes > 0 && bytes < rest.size() && rest[bytes - 1] == ' ') {
            length = bytes;
            break;
          }
        }
        add_words(row[j], trimmed(rest.substr(0, length)), place);
        column += characters_in(rest.substr(0, length));
        rest.remove_prefix(length);
      }
    }
  }

  // The table whose header stands at `first`, with all its pages; the line behind it, or `first` where there is none.
  std::size_t read_columns(std::size_t first) {
    const TextLine& head = lines_[first];
    if (head.segments.size() < 3 || head.segments.size() > most_columns) return first;
    const std::vector<std::string> headers = texts_of(head.segments);
    if (!makes_a_header(headers)) return first;
    if (!header_) header_ = place_of(head);
    std::vector<std::size_t> starts;
    for (const Segment& segment : head.segments) starts.push_back(segment.column);

    // The lines of the table, and how its rows begin: at a number, after an empty line, or where the state is told.
    std::size_t end = first + 1, numbered = 0, gaps = 0, filled = 0;
    for (; end < lines_.size(); ++end) {
      const TextLine& line = lines_[end];
      if (line.segments.empty()) break;
      if (is_a_page_number(line.text) || texts_of(line.segments) == headers) continue;
      const Segment& only = line.segments.front();
      if (line.segments.size() == 1 && is_of_a_key(line.text)) break;
      const bool runs_over = line.segments.size() == 1 && only.column + 1 < starts[1] &&
                             only.column + characters_in(only.text) > starts[1] + 1;
      if (runs_over && !crosses_with_a_blank(only, starts)) break;
      ++filled;
      if (only.column + 1 < starts[1]) numbered += begins_with_a_number(only.text);
      gaps += end > first + 1 && line.number > lines_[end - 1].number + 1;
    }
    const std::vector<Column> columns = assign(headers);
    std::size_t anchor = starts.size() - 1;
    for (std::size_t j = 0; j < columns.size(); ++j)
      if (columns[j] == Column::rating || (columns[j] == Column::target && columns[anchor] != Column::rating))
        anchor = j;
    const bool by_number =
        numbered >= 1 && (columns[0] == Column::reference || numbered * 2 >= filled || numbered > gaps);
    const bool by_gap = !by_number && gaps >= 1;

    std::vector<Piece> pieces;
    std::vector<Row> all;
    const auto open = [&](Row row) {
      if (pieces.empty() || pieces.back().rows.empty()) pieces.push_back({});
      pieces.back().rows.push_back(std::move(row));
    };
    for (std::size_t i = first; i < end; ++i) {
      const TextLine& line = lines_[i];
      const document::Place place = place_of(line);
      const bool is_header = texts_of(line.segments) == headers;
      if (!is_header && is_a_page_number(line.text)) {
        pieces.push_back({{}, line.block});
        continue;
      }
      Row row(starts.size());
      put_under(line, place, starts, row);
      const bool begins = is_header || by_number ? is_header || begins_with_a_number(row[0].text)
                          : by_gap               ? line.number > lines_[i - 1].number + 1 || i == first + 1
                                                 : !row[anchor].text.empty();
      if (begins || !last_row(pieces) || last_is_header_) {
        open(std::move(row));
      } else {
        Row& above = *last_row(pieces);
        for (std::size_t j = 0; j < row.size(); ++j) add_words(above[j], row[j].text, row[j].place);
      }
      last_is_header_ = is_header;
    }
    for (const Piece& piece : pieces)
      for (const Row& row : piece.rows)
        if (row.front().text != headers.front()) all.push_back(row);
    if (all.empty() || !looks_right(all, headers)) return first;
    rows_ += all.size();
    for (Piece& piece : pieces) pieces_.push_back(std::move(piece));
    return end;
  }

  static Row* last_row(std::vector<Piece>& pieces) {
    for (std::size_t k = pieces.size(); k-- > 0;)
      if (!pieces[k].rows.empty()) return &pieces[k].rows.back();
    return nullptr;
  }

  static bool begins_with_a_number(std::string_view text) {
    return !text.empty() && (!label_of(text).ref.empty() || (text[0] >= '0' && text[0] <= '9' && text.size() <= 8));
  }

  static bool crosses_with_a_blank(const Segment& segment, const std::vector<std::size_t>& starts) {
    std::size_t column = segment.column;
    for (std::size_t at = 0; at + 1 < segment.text.size(); ++at) {
      if ((static_cast<unsigned char>(segment.text[at]) & 0xC0) == 0x80) continue;
      ++column;
      if (segment.text[at] == ' ' && std::find(starts.begin(), starts.end(), column) != starts.end()) return true;
    }
    return false;
  }

  // ---- One cell on each line ----

  std::size_t read_cell_lines(std::size_t first) {
    std::vector<std::string> headers;
    std::size_t at = first;
    while (at < lines_.size() && headers.size() < most_columns && lines_[at].segments.size() == 1 &&
           is_known(lines_[at].text))
      headers.push_back(collapsed(lines_[at++].text));
    // A title may hold a header's words, too ("Action plan"): the header is what makes one, from its first line on.
    if (!makes_a_header(headers)) return first;
    if (!header_) header_ = place_of(lines_[first]);
    const std::size_t width = headers.size();
    std::size_t end = at;
    while (end < lines_.size() && lines_[end].segments.size() == 1 && !is_of_a_key(lines_[end].text)) ++end;
    for (const auto& rows : {rows_by_gaps(at, end, width), rows_by_count(at, end, width),
                             rows_by_blanks(at, end, width), rows_by_number(at, end, width)}) {
      if (rows.empty() || !looks_right(rows, headers)) continue;
      Piece table;
      Row header;
      for (std::size_t j = 0; j < width; ++j) header.push_back({headers[j], place_of(lines_[first + j])});
      table.rows.push_back(std::move(header));
      rows_ += rows.size();
      for (const Row& row : rows) table.rows.push_back(row);
      pieces_.push_back(std::move(table));
      return end;
    }
    return first;
  }

  Row row_of(std::size_t begin, std::size_t end) const {
    Row row;
    for (std::size_t i = begin; i < end; ++i) row.push_back({std::string(lines_[i].text), place_of(lines_[i])});
    return row;
  }

  // An empty line behind each row.
  std::vector<Row> rows_by_gaps(std::size_t begin, std::size_t end, std::size_t width) const {
    std::vector<Row> rows;
    for (std::size_t i = begin; i < end;) {
      std::size_t next = i + 1;
      while (next < end && lines_[next].number == lines_[next - 1].number + 1) ++next;
      if (next - i != width) return {};
      rows.push_back(row_of(i, next));
      i = next;
    }
    return rows;
  }

  // No cell is empty: as many lines as rows by columns.
  std::vector<Row> rows_by_count(std::size_t begin, std::size_t end, std::size_t width) const {
    if (begin == end || (end - begin) % width != 0) return {};
    std::vector<Row> rows;
    for (std::size_t i = begin; i < end; i += width) rows.push_back(row_of(i, i + width));
    return rows;
  }

  // An empty line for each empty cell.
  std::vector<Row> rows_by_blanks(std::size_t begin, std::size_t end, std::size_t width) const {
    std::vector<Row> rows;
    if (begin == end) return rows;
    const std::uint32_t first = lines_[begin - 1].number + 1;
    if (lines_[end - 1].number - first > 2 * width * (end - begin)) return {};
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t cell = lines_[i].number - first;
      while (rows.size() <= cell / width) rows.emplace_back(width);
      rows[cell / width][cell % width] = {std::string(lines_[i].text), place_of(lines_[i])};
    }
    for (const Row& row : rows)
      if (row.front().text.empty()) return {};
    return rows;
  }

  // Rows begin with a number; what lacks a cell is put under its columns by what it holds, as rows of a table are.
  std::vector<Row> rows_by_number(std::size_t begin, std::size_t end, std::size_t width) const {
    std::vector<Row> rows;
    if (begin == end || !begins_with_a_number(lines_[begin].text)) return rows;
    std::size_t full = 0;
    for (std::size_t i = begin; i < end;) {
      std::size_t next = i + 1;
      while (next < end && label_of(lines_[next].text).ref.empty()) ++next;
      if (next - i > width || next - i + 2 < width) return {};
      full += next - i == width;
      rows.push_back(row_of(i, next));
      i = next;
    }
    if (full * 2 < rows.size()) return {};
    return rows;
  }

  // ---- The document again ----

  static bool stands_before(const document::Place& one, const document::Place& other) {
    return std::tie(one.page, one.line, one.paragraph) < std::tie(other.page, other.line, other.paragraph);
  }

  std::optional<Restored> rebuilt() const {
    Restored restored;
    restored.rows = rows_;
    restored.place = *header_;
    document::Document& to = restored.document;
    to.format = document_.format;
    to.notes = document_.notes;
    to.title = document_.title;
    to.text.reserve(document_.text.size() + 64);
    const auto write = [&](std::string_view text) {
      document::Span span{to.text.size(), to.text.size() + text.size()};
      to.text += text;
      return span;
    };
    for (const Piece& piece : pieces_) {
      if (piece.block != nowhere) {
        document::Block block = document_.blocks[piece.block];
        block.span = write(document_.at(block.span));
        to.text += '\n';
        to.blocks.push_back(std::move(block));
        continue;
      }
      document::Block table;
      table.kind = document::BlockKind::table;
      for (const Row& cells : piece.rows) {
        document::Row row;
        for (const Cell& cell : cells)
          if (!cell.text.empty() && (row.place == document::Place() || stands_before(cell.place, row.place)))
            row.place = cell.place;
        for (const Cell& cell : cells) {
          document::Cell made;
          made.place = cell.text.empty() ? row.place : cell.place;
          made.span = write(cell.text);
          to.text += '\t';
          row.cells.push_back(std::move(made));
        }
        to.text += '\n';
        if (table.rows.empty()) table.place = row.place;
        table.rows.push_back(std::move(row));
      }
      to.blocks.push_back(std::move(table));
    }
    // Not a character more or less: else the text is left as it was.
    if (count_visible(to.text) != count_visible(document_.text)) return std::nullopt;
    return restored;
  }

  const document::Document& document_;
  std::vector<TextLine> lines_;
  std::vector<Piece> pieces_;
  std::vector<std::size_t> beside_;  // blocks beside the text
  std::optional<document::Place> header_;
  std::size_t rows_ = 0;
  bool last_is_header_ = false;
};

}  // namespace

std::optional<Restored> with_tables_restored(const document::Document& document,
                                             std::optional<document::Place>& header) {
  return Restorer(document).restore(header);
}

}  // namespace candour::intake::action_plan
