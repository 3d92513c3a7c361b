#include "document/pdf/pdf.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "document/pdf/furniture.h"
#include "document/pdf/grids.h"
#include "document/pdf/layout.h"
#include "document/pdf/pages.h"
#include "document/pdf/strikes.h"

namespace candour::document {
namespace {

using namespace pdf;

constexpr std::string_view soft_hyphen = "\xC2\xAD";

// Puts a line behind the text before it: with a space, or none where a word was broken.
void append_line(std::string& out, std::string text, bool new_line, bool same_word = false) {
  if (out.empty()) {
    out = std::move(text);
    return;
  }
  if (new_line) {
    out += '\n';
  } else if (out.ends_with(soft_hyphen)) {
    out.resize(out.size() - soft_hyphen.size());
  } else if (!same_word &&
             !(out.size() > 1 && out.back() == '-' && out[out.size() - 2] != ' ' && out[out.size() - 2] != '-' &&
               !text.empty() && text.front() >= 'a' && text.front() <= 'z')) {
    out += ' ';
  }
  out += text;
}

bool begins_with_capital_or_number(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return false;
  const char first = text.front();
  return (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9');
}

bool ends_a_sentence(std::string_view text) {
  text = trimmed(text);
  return !text.empty() && std::string_view(".:;?!").find(text.back()) != std::string_view::npos;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}

// "02/02/2" and "025": a date by figures that the end of a narrow column broke.
bool completes_a_date(std::string_view begun, std::string_view rest) {
  if (begun.empty() || rest.empty() || !is_digit(begun.front()) || rest.size() > 5) return false;
  const std::string whole = std::string(begun) + std::string(rest);
  const auto parts_of = [](std::string_view text) {
    std::vector<std::size_t> lengths{0};
    char mark = 0;
    for (char c : text) {
      if (is_digit(c)) {
        ++lengths.back();
      } else if ((c == '/' || c == '.' || c == '-') && (mark == 0 || mark == c)) {
        mark = c;
        lengths.push_back(0);
      } else {
        return std::vector<std::size_t>();
      }
    }
    return lengths;
  };
  const auto is_date = [](const std::vector<std::size_t>& lengths) {
    return lengths.size() == 3 && lengths[0] >= 1 && lengths[0] <= 2 && lengths[1] >= 1 && lengths[1] <= 2 &&
           (lengths[2] == 2 || lengths[2] == 4);
  };
  if (!is_date(parts_of(whole))) return false;
  // "31/03/20" is a date already, and "25" behind it is the rest of its year or another number.
  return !is_date(parts_of(begun)) || (whole.size() - whole.find_last_of("/.-") == 5 && begun.ends_with("20"));
}

// "practitioner" and "s", "Recommen" and "dation": the rest of a word is no word of its own.
bool completes_a_word(std::string_view begun, std::string_view rest) {
  if (begun.size() < 4 || rest.empty()) return false;
  for (char c : begun)
    if (!is_small(c) && !(c >= 'A' && c <= 'Z')) return false;
  std::string_view tail = rest.substr(0, rest.find_first_of(" ,.;:)"));
  if (tail.empty() || tail.size() > 7 || !std::all_of(tail.begin(), tail.end(), is_small) || !is_small(begun.back()))
    return false;
  if (tail.find_first_of("aeiouy") == std::string_view::npos) return true;
  if (tail.size() == 2 && tail.back() == 'y') return tail != "by" && tail != "my";
  for (std::string_view end :
       {"tion", "tions", "ation",  "ations", "dation", "dations", "sion",  "sions",  "ment",   "ments",  "ings",
        "ness", "ity",   "ities",  "ance",   "ence",   "ally",    "ers",   "er",     "ed",     "ies",    "ive",
        "ble",  "ional", "tional", "cation", "tation", "rding",   "ioner", "ioners", "tioner", "tioners"})
    if (tail == end) return true;
  return false;
}

struct Text {
  std::string text;
  bool bold = false;
};

// The lines of a cell as its author wrote them: lines that had to break are joined, others stay.
Text text_of_cell(const Page& page, const LaidCell& cell) {
  Text out;
  if (cell.lines.empty()) return out;
  float left = 1e9F, widest = 0;
  std::vector<float> distances;
  for (std::size_t i = 0; i < cell.lines.size(); ++i) {
    left = std::min(left, cell.lines[i].box.left);
    widest = std::max(widest, cell.lines[i].box.width());
    if (i > 0) distances.push_back(cell.lines[i].baseline - cell.lines[i - 1].baseline);
  }
  std::sort(distances.begin(), distances.end());
  const float size = cell.lines.front().size;
  const float leading = distances.empty() ? 0 : std::clamp(distances[distances.size() / 3], 0.9F * size, 1.7F * size);
  const float inset = std::clamp(left - cell.box.left, 0.0F, 0.25F * cell.box.width());
  out.bold = true;
  std::string before;
  for (std::size_t i = 0; i < cell.lines.size(); ++i) {
    const Line& line = cell.lines[i];
    out.bold = out.bold && line.bold;
    std::string text = pdf::text_of(page, line);
    bool new_line = false;
    if (i > 0) {
      const Line& above = cell.lines[i - 1];
      const bool turned = line.turn != above.turn;
      const float room = (line.turn == Turn::level ? cell.box.width() : cell.box.height()) - 2 * inset;
      const bool far = !turned && line.turn == Turn::level && line.baseline - above.baseline > 1.35F * leading;
      const bool early = breaks_early(page, above, line, room);
      const bool marked = mark_parts(page, line) > 0 && line.parts.size() > 1 && carries_mark(text);
      new_line = turned || far ||
                 (marked && (early || ends_a_sentence(before) || !begins_with_capital_or_number(text))) ||
                 (early && (ends_a_sentence(before) || begins_with_capital_or_number(text)));
    }
    // A renderer breaks within a word only where it does not fit in a line of its own.
    bool same_word = false;
    if (i > 0 && before.find(' ') == std::string::npos && line.turn == cell.lines[i - 1].turn &&
        cell.lines[i - 1].box.width() > 0.7F * widest)
      same_word = completes_a_date(before, text) || completes_a_word(before, text);
    before = text;
    append_line(out.text, std::move(text), new_line && !same_word, same_word);
  }
  return out;
}

struct OpenCell {
  Text text;
  std::string fill;
  std::size_t column = 0, columns = 1, rows = 1;
  bool continues_above = false;
  bool runs_to_end = false;  // its text reaches down to the end of what is there of its row
  float room_left = 0;       // behind its last line
  float first_word = 0;      // how wide that is
};

struct OpenRow {
  std::vector<OpenCell> cells;
  std::uint32_t page = 0;
};

struct OpenTable {
  std::vector<float> xs;
  std::vector<OpenRow> rows;
  bool drawn = false;
  float bottom = 0;        // of what is there of it on its last page
  std::uint32_t page = 0;  // the last one
};

struct OpenParagraph {
  std::string text;
  float size = 0;
  bool bold = false, marked = false;
  std::uint32_t page = 0, last_page = 0;
};

std::string key_of(const OpenRow& row) {
  std::string key;
  for (const OpenCell& cell : row.cells) key += without_blanks(cell.text.text) + '\x1F';
  return key;
}

bool has_text(const OpenRow& row) {
  return std::any_of(row.cells.begin(), row.cells.end(), [](const OpenCell& cell) { return !cell.text.text.empty(); });
}

// Whether `part` are columns of `whole`, so that a table with the one goes on with the other.
bool goes_with(const std::vector<float>& part, const std::vector<float>& whole, float near) {
  if (std::fabs(part.front() - whole.front()) > near || std::fabs(part.back() - whole.back()) > near) return false;
  return std::all_of(part.begin(), part.end(), [&](float x) {
    return std::any_of(whole.begin(), whole.end(), [&](float other) { return std::fabs(x - other) <= near; });
  });
}

class PdfReader {
 public:
  PdfReader(std::vector<Page>& pages, Composer& composer) : pages_(pages), out_(composer) {}

  Result<void> read() {
    std::vector<std::vector<std::string>> struck;
    for (Page& page : pages_) struck.push_back(pdf::take_struck_words(page));
    std::vector<Draft> drafts;
    drafts.reserve(pages_.size());
    for (Page& page : pages_) drafts.push_back(draft_of(page));
    std::vector<Furniture> furniture = take_furniture(pages_, drafts);
    measure(drafts);
    for (std::size_t p = 0; p < pages_.size(); ++p) {
      page_ = static_cast<std::uint32_t>(p + 1);
      for (const Line& line : furniture[p].above) set_aside(pdf::text_of(pages_[p], line));
      std::vector<Piece> pieces = pieces_of(pages_[p], std::move(drafts[p]));
      const std::size_t notes = footnotes_in(pages_[p], pieces);
      bool first = true;
      for (std::size_t i = 0; i < pieces.size() - notes; ++i) {
        take(pages_[p], pieces[i], first);
        first = false;
        if (out_.beyond_limits()) return fail(ErrorCode::too_large, "The document has more cells than can be read.");
      }
      for (std::size_t i = pieces.size() - notes; i < pieces.size(); ++i)
        set_aside(text_of_paragraph(pages_[p], pieces[i]));
      for (std::string& text : struck[p]) set_aside(std::move(text), true);
      for (const Line& line : furniture[p].below) set_aside(pdf::text_of(pages_[p], line));
      pages_[p] = Page{};  // its words are told
    }
    close();
    return {};
  }

 private:
  // The size of most text, and the larger sizes, which are those of headings.
  void measure(const std::vector<Draft>& drafts) {
    std::map<int, std::size_t> characters;
    for (std::size_t p = 0; p < drafts.size(); ++p) {
      const auto count = [&](const Line& line, std::size_t weight) {
        std::size_t length = 0;
        for (const Part& part : line.parts) length += pages_[p].words[part.word].end - pages_[p].words[part.word].begin;
        characters[static_cast<int>(std::lround(line.size * 2))] += weight * length;
      };
      for (const Line& line : drafts[p].lines) count(line, 4);
      for (const LaidTable& table : drafts[p].tables)
        for (const LaidRow& row : table.rows)
          for (const LaidCell& cell : row.cells)
            for (const Line& line : cell.lines) count(line, 1);
    }
    std::size_t most = 0;
    for (const auto& [size, count] : characters)
      if (count > most) {
        most = count;
        body_ = static_cast<float>(size) / 2;
      }
    for (const auto& [size, count] : characters)
      if (static_cast<float>(size) / 2 >= 1.15F * body_) larger_.insert(larger_.begin(), size);
  }

  int heading_of(float size, std::size_t length) const {
    if (size < 1.15F * body_ || length > 240) return 0;
    int level = 1;
    for (int larger : larger_) {
      if (static_cast<float>(larger) / 2 <= size + 0.3F) break;
      ++level;
    }
    return std::min(level, 6);
  }

  // Notes at the foot of the page: smaller text that begins with a number or a star.
  std::size_t footnotes_in(const Page& page, const std::vector<Piece>& pieces) const {
    std::size_t count = 0;
    for (std::size_t i = pieces.size(); i-- > 0;) {
      const Piece& piece = pieces[i];
      if (piece.table) break;
      const Line& line = piece.lines.front();
      if (line.turn != Turn::level || line.size > 0.93F * body_ || line.box.top < 0.5F * page.height) break;
      ++count;
      const std::string text = pdf::text_of(page, line);
      const bool begins = !text.empty() && ((text.front() >= '0' && text.front() <= '9') || text.front() == '*' ||
                                            text.starts_with("†"));
      if (begins && (i == 0 || pieces[i - 1].table || pieces[i - 1].lines.front().size > 0.93F * body_)) return count;
    }
    return 0;
  }

  static std::string text_of_paragraph(const Page& page, const Piece& piece) {
    std::string out;
    for (const Line& line : piece.lines) append_line(out, pdf::text_of(page, line), false);
    return out;
  }

  // ---- Pieces, one after the other ----
  void take(Page& page, const Piece& piece, bool first) {
    if (piece.table) {
      if (piece.table->unsure) {
        Place place;
        place.page = page_;
        out_.note_once("source.rows-unsure",
                       "On this page only the space between lines tells the rows of a table apart, and two of them may "
                       "have been read as one. Compare it with the document, or send the file from which it was made.",
                       place);
      }
      std::vector<OpenRow> rows = rows_of(page, *piece.table);
      if (first && table_ && goes_on(page, *piece.table, rows)) return;
      close();
      table_.emplace();
      table_->xs = piece.table->xs;
      table_->drawn = piece.table->drawn;
      table_->rows = std::move(rows);
      table_->bottom = piece.table->box.bottom;
      table_->page = page_;
      page_height_ = page.height;
      return;
    }
    OpenParagraph now;
    now.text = text_of_paragraph(page, piece);
    now.size = piece.lines.front().size;
    now.bold = std::all_of(piece.lines.begin(), piece.lines.end(), [](const Line& line) { return line.bold; });
    now.marked = mark_parts(page, piece.lines.front()) > 0 && carries_mark(now.text);
    now.page = now.last_page = page_;
    // A sentence that the end of the page broke.
    if (first && paragraph_ && paragraph_->last_page + 1 == page_ && !ends_a_sentence(paragraph_->text) &&
        !now.marked && !now.text.empty() && now.text.front() >= 'a' && now.text.front() <= 'z' &&
        std::fabs(now.size - paragraph_->size) < 0.6F) {
      append_line(paragraph_->text, std::move(now.text), false);
      paragraph_->last_page = page_;
      return;
    }
    close();
    paragraph_ = std::move(now);
  }

  std::vector<OpenRow> rows_of(const Page& page, const LaidTable& table) const {
    std::vector<OpenRow> rows;
    std::size_t cells = 0;
    for (const LaidRow& laid : table.rows) cells += laid.cells.size();
    // A page with so many is a drawing, and its colours say nothing.
    const bool has_colours = page.fills.size() * cells < 50'000'000;
    for (const LaidRow& laid : table.rows) {
      OpenRow& row = rows.emplace_back();
      row.page = page_;
      float end = -1e9F;
      for (const LaidCell& cell : laid.cells)
        if (!cell.lines.empty()) end = std::max(end, cell.lines.back().box.bottom);
      for (const LaidCell& cell : laid.cells) {
        OpenCell& open = row.cells.emplace_back();
        open.text = text_of_cell(page, cell);
        open.column = cell.column;
        open.columns = cell.columns;
        open.rows = cell.rows;
        open.continues_above = cell.continues_above;
        std::optional<Box> box;
        for (const Line& line : cell.lines) {
          if (box)
            box->take_in(line.box);
          else
            box = line.box;
        }
        if (box) {
          const Line& last = cell.lines.back();
          const float inset = std::clamp(box->left - cell.box.left, 0.0F, 0.25F * cell.box.width());
          open.room_left = cell.box.width() - 2 * inset - last.box.width() - 0.8F * last.size;
          open.first_word = width_of_first_word(page, cell.lines.front());
        }
        if (!cell.continues_above && has_colours) open.fill = fill_of(page, cell.box, box);
        const float near = 1.5F * (box ? cell.lines.back().size : 0);
        open.runs_to_end = box && (end - box->bottom < near || (table.drawn && cell.box.bottom - box->bottom < near));
      }
    }
    return rows;
  }

  // A table at the head of a page that goes on from the page before.
  bool goes_on(const Page& page, const LaidTable& laid, std::vector<OpenRow>& rows) {
    OpenTable& table = *table_;
    if (table.page + 1 != page_) return false;
    if (table.drawn != laid.drawn) return false;
    const float near = table.drawn ? 6.0F : 30.0F;
    const bool same = table.xs.size() == laid.xs.size() && goes_with(laid.xs, table.xs, near);
    const bool part = table.drawn && (goes_with(laid.xs, table.xs, near) || goes_with(table.xs, laid.xs, near));
    if (!same && !part) return false;
    // The same headers again, first of all.
    std::size_t repeated = 0;
    while (repeated < rows.size() && repeated < table.rows.size() && has_text(rows[repeated]) &&
           key_of(rows[repeated]) == key_of(table.rows[repeated]))
      ++repeated;
    // A table that ended with room to spare was over.
    if (repeated < laid.rows.size()) {
      const float next = laid.rows[repeated].bottom - laid.rows[repeated].top;
      if (table.bottom < 0.55F * page_height_ && table.bottom + next < 0.8F * page_height_) return false;
    }
    if (!same) unite_columns(rows, laid.xs);
    for (std::size_t i = 0; i < repeated; ++i) {
      std::string text;
      for (const OpenCell& cell : rows[i].cells) {
        if (cell.text.text.empty()) continue;
        if (!text.empty()) text += '\t';
        text += replaced(cell.text.text, "\n", " ");
      }
      set_aside(text);
    }
    std::size_t next = repeated;
    if (next < rows.size() && is_rest(table.rows, rows[next])) {
      join(table.rows, rows[next]);
      ++next;
    } else if (next < rows.size()) {
      carry_merges(table.rows, rows[next]);
    }
    for (; next < rows.size(); ++next) table.rows.push_back(std::move(rows[next]));
    table.bottom = laid.box.bottom;
    table.page = page_;
    page_height_ = page.height;
    return true;
  }

  void unite_columns(std::vector<OpenRow>& rows, const std::vector<float>& xs) {
    std::vector<float> all = table_->xs;
    all.insert(all.end(), xs.begin(), xs.end());
    std::sort(all.begin(), all.end());
    std::vector<float> united;
    for (float x : all)
      if (united.empty() || x - united.back() > 6) united.push_back(x);
    const auto place = [&](float x) {
      std::size_t best = 0;
      for (std::size_t i = 1; i < united.size(); ++i)
        if (std::fabs(united[i] - x) < std::fabs(united[best] - x)) best = i;
      return best;
    };
    const auto move = [&](std::vector<OpenRow>& of, const std::vector<float>& from) {
      for (OpenRow& row : of)
        for (OpenCell& cell : row.cells) {
          const std::size_t begin = place(from[cell.column]), end = place(from[cell.column + cell.columns]);
          cell.column = begin;
          cell.columns = std::max<std::size_t>(1, end > begin ? end - begin : 1);
        }
    };
    move(table_->rows, table_->xs);
    move(rows, xs);
    table_->xs = std::move(united);
  }

  // The cell of the last row in a column: where it is merged down, the one in which it begins.
  static OpenCell* last_in(std::vector<OpenRow>& rows, std::size_t column) {
    for (std::size_t r = rows.size(); r-- > 0;) {
      const auto cell = std::find_if(rows[r].cells.begin(), rows[r].cells.end(),
                                     [&](const OpenCell& one) { return one.column == column; });
      if (cell == rows[r].cells.end()) return nullptr;
      if (!cell->continues_above) return &*cell;
    }
    return nullptr;
  }

  static bool begins_small(std::string_view text) {
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z';
  }

  // Whether this row, the first on its page, is what the end of the page broke off the row before: it begins nothing
  // new in the first columns, and all its text goes on from text that ran down to the end of the page.
  static bool is_rest(std::vector<OpenRow>& rows, const OpenRow& rest) {
    std::size_t filled = 0, gone = 0;
    bool goes_on = false, begins = false, first_seen = false;
    for (const OpenCell& cell : rest.cells) {
      const OpenCell* above = last_in(rows, cell.column);
      const bool has = above != nullptr && !above->text.text.empty();
      if (has && above->rows > 1) continue;  // a cell merged down says nothing of this row
      if (cell.text.text.empty()) {
        gone += has ? 1 : 0;
        first_seen = first_seen || has;
        continue;
      }
      ++filled;
      if (!has || !above->runs_to_end || above->columns != cell.columns) return false;
      const bool done = ends_a_sentence(above->text.text), small = begins_small(cell.text.text);
      if (small || !done) goes_on = true;
      // A word that had room on the line before was not driven to the next page.
      if (cell.first_word < above->room_left || (!small && done)) begins = true;
      // New text in the first column with text: only where it is plainly the middle of a sentence.
      if (!first_seen && (done || !small)) return false;
      first_seen = true;
    }
    if (filled == 0) return false;
    // One cell alone in the middle of a row is no row.
    return (filled == 1 && gone >= 2) || (goes_on && !begins);
  }

  static void put_behind(OpenCell& above, const OpenCell& cell) {
    if (cell.text.text.empty()) return;
    const std::string_view begun = std::string_view(above.text.text).substr(above.text.text.find_last_of(" \n") + 1);
    const bool same_word = completes_a_date(begun, cell.text.text);
    append_line(above.text.text, cell.text.text,
                !same_word && carries_mark(cell.text.text) && ends_a_sentence(above.text.text), same_word);
    above.text.bold = above.text.bold && cell.text.bold;
    above.runs_to_end = cell.runs_to_end;
    above.room_left = cell.room_left;
  }

  static void join(std::vector<OpenRow>& rows, const OpenRow& rest) {
    for (const OpenCell& cell : rest.cells)
      if (OpenCell* above = last_in(rows, cell.column)) {
        put_behind(*above, cell);
        above->rows += cell.rows - 1;
        if (above->fill.empty()) above->fill = cell.fill;
      }
  }

  // A cell merged down that the end of the page cut goes on in the first row of the next.
  static void carry_merges(std::vector<OpenRow>& rows, OpenRow& next) {
    for (OpenCell& cell : next.cells) {
      OpenCell* above = last_in(rows, cell.column);
      if (above == nullptr || above->text.text.empty() || (above->rows < 2 && cell.rows < 2)) continue;
      const std::string& text = cell.text.text;
      const bool goes_on =
          text.empty() || (above->runs_to_end && !ends_a_sentence(above->text.text) && begins_small(text));
      if (!goes_on) continue;
      put_behind(*above, cell);
      cell.text = Text{};
      cell.continues_above = true;
      above->rows += cell.rows;
      cell.rows = 1;
    }
  }

  // ---- Out ----
  void set_aside(std::string text, bool struck = false) {
    Place place;
    place.page = page_;
    deferred_.push_back({std::move(text), place, struck});
    if (!table_ && !paragraph_) flush();
  }

  void flush() {
    for (Aside& aside : deferred_)
      if (aside.struck)
        out_.keep_struck(std::move(aside.text), aside.place);
      else
        out_.furniture(aside.text, aside.place);
    deferred_.clear();
  }

  void close() {
    if (paragraph_) write(*paragraph_);
    if (table_) write(*table_);
    paragraph_.reset();
    table_.reset();
    flush();
  }

  void write(const OpenParagraph& paragraph) {
    Place place;
    place.paragraph = ++paragraph_count_;
    place.page = paragraph.page;
    out_.begin_block(BlockKind::paragraph, place);
    out_.open_block().heading = heading_of(paragraph.size, paragraph.text.size());
    out_.open_block().list_item = paragraph.marked && out_.open_block().heading == 0;
    out_.set_bold(paragraph.bold);
    out_.put(paragraph.text);
    out_.set_bold(false);
    out_.end_block();
  }

  void write(const OpenTable& table) {
    Place place;
    place.table = ++table_count_;
    place.page = table.rows.front().page;
    out_.begin_table(place);
    std::uint32_t number = 0;
    for (const OpenRow& row : table.rows) {
      place.row = ++number;
      place.page = row.page;
      out_.begin_row(place);
      for (const OpenCell& cell : row.cells) {
        out_.begin_cell(place);
        Cell& open = out_.open_cell();
        open.columns = static_cast<std::uint32_t>(cell.columns);
        open.rows = static_cast<std::uint32_t>(cell.rows);
        open.continues_above = cell.continues_above;
        open.fill = cell.fill;
        out_.set_bold(cell.text.bold);
        out_.put(cell.text.text);
        out_.set_bold(false);
        out_.end_cell();
      }
      out_.end_row();
    }
    out_.end_table();
  }

  std::vector<Page>& pages_;
  Composer& out_;
  std::uint32_t page_ = 0;
  float page_height_ = 0;
  float body_ = 10;
  std::vector<int> larger_;  // sizes of headings in halves of a point, the largest first
  std::optional<OpenTable> table_;
  std::optional<OpenParagraph> paragraph_;
  struct Aside {
    std::string text;
    Place place;
    bool struck = false;
  };
  std::vector<Aside> deferred_;  // what waits until no table is open
  std::uint32_t table_count_ = 0, paragraph_count_ = 0;
};

// "pages 3, 5 and 8"
std::string pages_in_words(const std::vector<std::size_t>& numbers) {
  std::string out = numbers.size() == 1 ? "Page " : "Pages ";
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i == 8 && numbers.size() > 9) return out + " and " + std::to_string(numbers.size() - i) + " more";
    if (i > 0) out += i + 1 == numbers.size() ? " and " : ", ";
    out += std::to_string(numbers[i]);
  }
  return out;
}

void tell_of_pages(const Pages& read, Composer& composer) {
  std::vector<std::size_t> pictures;
  for (std::size_t i = 0; i < read.pages.size(); ++i)
    if (read.pages[i].words.empty() && read.pages[i].has_pictures) pictures.push_back(i + 1);
  if (!pictures.empty()) {
    Place place;
    place.page = static_cast<std::uint32_t>(pictures.front());
    composer.note(
        "source.page-without-text",
        pages_in_words(pictures) + (pictures.size() == 1 ? " has no text; it is a picture and was not read."
                                                         : " have no text; they are pictures and were not read."),
        place);
  }
  if (read.without_text > 0)
    composer.note(
        "source.characters-unknown",
        grouped(static_cast<long long>(read.without_text)) +
            " characters are drawn without saying which they are; each stands as a question mark in a diamond.");
  if (read.has_files)
    composer.note("source.embedded", "The file has other files embedded in it; they were not opened.");
}

}  // namespace

Result<void> read_pdf(std::string_view bytes, Composer& composer) {
  CANDOUR_TRY(read, read_pages(bytes, composer.limits()));
  const bool has_words = std::any_of(read.pages.begin(), read.pages.end(), [](const Page& page) {
    return std::any_of(page.words.begin(), page.words.end(),
                       [&](const Word& word) { return has_visible(page.at(word)); });
  });
  if (!has_words) {
    if (std::any_of(read.pages.begin(), read.pages.end(), [](const Page& page) { return page.has_pictures; }))
      return fail(ErrorCode::unreadable,
                  "The PDF holds pictures of pages and no text. Run text recognition (OCR) on it, or send the document "
                  "from which it was made.");
    return fail(ErrorCode::unreadable, "The PDF holds no text.");
  }
  composer.document().title = read.title;
  tell_of_pages(read, composer);
  return PdfReader(read.pages, composer).read();
}

}  // namespace candour::document
