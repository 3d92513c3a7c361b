#include "document/pdf/layout.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "document/pdf/grids.h"
#include "document/pdf/gutters.h"

namespace candour::document::pdf {
namespace {

constexpr float wide = 0.9F;  // sizes of the font: more than any space between words

std::size_t cells_with_text(const std::vector<std::vector<std::uint32_t>>& words) {
  return static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(), [](const std::vector<std::uint32_t>& cell) { return !cell.empty(); }));
}

LaidTable table_of(Page& page, const Grid& grid, const std::vector<std::vector<std::uint32_t>>& words) {
  LaidTable table;
  table.xs = grid.xs;
  table.box = grid.box();
  table.drawn = true;
  for (std::size_t r = 0; r < grid.rows(); ++r) {
    LaidRow& row = table.rows.emplace_back();
    row.top = grid.ys[r];
    row.bottom = grid.ys[r + 1];
    for (std::size_t c = 0; c < grid.columns();) {
      const std::size_t owner = grid.owner[r * grid.columns() + c];
      const GridCell& cell = grid.cells[owner];
      LaidCell& laid = row.cells.emplace_back();
      laid.column = cell.column;
      laid.columns = cell.columns;
      laid.box = grid.box_of(cell);
      laid.continues_above = cell.row < r;
      if (cell.row == r) {
        laid.rows = cell.rows;
        laid.lines = lines_of(page, words[owner]);
      }
      c = cell.column + cell.columns;
    }
  }
  // Rows and columns that no text and no height speaks for (a double rule) are none.
  std::erase_if(table.rows, [](const LaidRow& row) {
    return row.bottom - row.top < 5 && std::all_of(row.cells.begin(), row.cells.end(), [](const LaidCell& cell) {
             return cell.lines.empty() && cell.rows == 1;
           });
  });
  return table;
}

std::vector<Line> pieces_in(const Page& page, const std::vector<Line>& lines) {
  std::vector<Line> pieces;
  for (const Line& line : lines)
    for (Line& piece : parted(page, line, wide)) pieces.push_back(std::move(piece));
  return pieces;
}

// Tables whose rows are ruled and whose columns are not.
void take_ladders(Page& page, const std::vector<Grid>& grids, Draft& draft) {
  for (const Ladder& ladder : ladders_of(page, grids)) {
    const float top = ladder.rungs.front(), bottom = ladder.rungs.back();
    const auto inside = [&](const Line& line) {
      return line.turn == Turn::level && line.box.middle_y() > top && line.box.middle_y() < bottom &&
             line.box.left >= ladder.left - 4 && line.box.right <= ladder.right + 4;
    };
    std::vector<Line> taken;
    for (const Line& line : draft.lines)
      if (inside(line)) taken.push_back(line);
    std::vector<Band> bands = bands_of(pieces_in(page, taken));
    const auto telling = std::count_if(bands.begin(), bands.end(), [](const Band& band) { return band.size() > 1; });
    if (telling < 2) continue;
    // The header often stands above the first rule: the lines close above it that are in columns, too.
    const auto above = [&](const Line& line) {
      return line.turn == Turn::level && line.box.middle_y() <= top && line.box.bottom > top - 8 * line.size &&
             line.box.left >= ladder.left - 4 && line.box.right <= ladder.right + 4;
    };
    std::vector<Line> over;
    for (const Line& line : draft.lines)
      if (above(line)) over.push_back(line);
    std::vector<Band> headers = bands_of(pieces_in(page, over));
    std::size_t first = headers.size();
    float edge = top;
    while (first > 0 && headers[first - 1].size() > 1 &&
           edge - headers[first - 1].front().box.bottom < 0.8F * headers[first - 1].front().size)
      edge = headers[--first].front().box.top;
    headers.erase(headers.begin(), headers.begin() + static_cast<std::ptrdiff_t>(first));
    float head = headers.empty() ? 1e9F : headers.front().front().baseline - 1;
    std::vector<Band> all = std::move(headers);
    all.insert(all.end(), bands.begin(), bands.end());
    auto table = table_in(page, all, {ladder.rungs});
    if (!table) {
      head = 1e9F;
      table = table_in(page, bands, {ladder.rungs});
    }
    if (!table) continue;
    std::erase_if(draft.lines,
                  [&](const Line& line) { return inside(line) || (above(line) && line.baseline >= head); });
    table->xs.front() = std::min(table->xs.front(), ladder.left);
    table->xs.back() = std::max(table->xs.back(), ladder.right);
    // A rated cell is filled between its rules, not around its text alone.
    for (LaidRow& row : table->rows) {
      const auto next = std::upper_bound(ladder.rungs.begin(), ladder.rungs.end(), (row.top + row.bottom) / 2);
      if (next != ladder.rungs.end()) row.bottom = std::max(row.bottom, *next);
      if (next != ladder.rungs.begin()) row.top = std::min(row.top, *(next - 1));
      for (LaidCell& cell : row.cells) {
        cell.box.top = row.top;
        cell.box.bottom = row.bottom;
      }
    }
    draft.tables.push_back(std::move(*table));
  }
}

// ---- Paragraphs ----

bool ends_a_sentence(const std::string& text) {
  std::string_view kept = trimmed(text);
  for (std::string_view close : {"\"", "'", "\xE2\x80\x9D", "\xE2\x80\x99"})
    if (kept.size() > close.size() && kept.ends_with(close)) kept.remove_suffix(close.size());
  return !kept.empty() && std::string_view(".:;?!)").find(kept.back()) != std::string_view::npos;
}

// "Recommendation 4:", "Area for improvement 2 –", "Action 3a.": words that begin with a capital, then a number; what
// stands behind it, and whether a sign closes it.
struct Label {
  std::string_view words;
  std::size_t number = 0;
  bool closed = false;
};
std::optional<Label> label_of(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.front() < 'A' || text.front() > 'Z') return std::nullopt;
  const auto is_digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  std::size_t at = 0, blanks = 0;
  for (; at < text.size() && !is_digit(at); ++at) {
    const char c = text[at];
    if (c == ' ' && ++blanks > 4) return std::nullopt;
    if (c != ' ' && c != '-' && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) return std::nullopt;
  }
  if (at < 5 || at > 40 || at == text.size() || text[at - 1] != ' ') return std::nullopt;
  Label label;
  label.words = trimmed(text.substr(0, at));
  std::size_t digits = 0;
  for (; is_digit(at) && digits < 4; ++at, ++digits)
    label.number = label.number * 10 + static_cast<std::size_t>(text[at] - '0');
  if (digits > 3) return std::nullopt;
  // "3.2", "3a".
  while (at + 1 < text.size() && text[at] == '.' && is_digit(at + 1))
    for (++at; is_digit(at);) ++at;
  if (at < text.size() && text[at] >= 'a' && text[at] <= 'z') ++at;
  if (at == text.size()) return std::nullopt;
  if (text[at] == ' ' && text.substr(at + 1, 1).find_first_of("-:") == std::string_view::npos &&
      !text.substr(at + 1).starts_with("\xE2\x80\x93") && !text.substr(at + 1).starts_with("\xE2\x80\x94"))
    return label;  // "Recommendation 4 The Trust …"
  label.closed = text[at] == ' ' || text[at] == ':' || text[at] == '.' || text[at] == ')' ||
                 text.substr(at).starts_with("\xE2\x80\x93") || text.substr(at).starts_with("\xE2\x80\x94");
  return label.closed ? std::optional<Label>(label) : std::nullopt;
}

bool begins_small(const std::string& text) {
  const std::string_view kept = trimmed(text);
  return !kept.empty() && kept.front() >= 'a' && kept.front() <= 'z';
}

class Paragraphs {
 public:
  Paragraphs(const Page& page, const std::vector<Band>& bands, std::vector<Piece>& out) : page_(page), out_(out) {
    std::vector<float> distances;
    for (std::size_t i = 0; i < bands.size(); ++i) {
      for (const Line& piece : bands[i]) {
        if (i == 0 && column_.right == 0) column_ = piece.box;
        column_.take_in(piece.box);
      }
      if (i > 0 && std::fabs(bands[i].front().size - bands[i - 1].front().size) < 0.5F)
        distances.push_back((bands[i].front().baseline - bands[i - 1].front().baseline) / bands[i].front().size);
    }
    std::sort(distances.begin(), distances.end());
    leading_ = distances.empty() ? 1.3F : std::clamp(distances[distances.size() / 3], 0.9F, 2.2F);
  }

  void add(const Band& band) {
    Line line = joined(page_, band);
    std::string text = text_of(page_, line);
    if (open_ && begins(line, text)) close();
    if (!open_) {
      open_ = true;
      has_mark_ = mark_parts(page_, line) > 0 && line.parts.size() > 1;
      first_left_ = line.box.left;
      first_text_ = text;
    }
    if (lines_.size() == 1) second_left_ = line.box.left;
    last_text_ = std::move(text);
    lines_.push_back(std::move(line));
  }

  void close() {
    if (!open_) return;
    Piece& piece = out_.emplace_back();
    piece.lines = std::move(lines_);
    piece.column = column_;
    lines_.clear();
    open_ = false;
  }

 private:
  bool begins(const Line& line, const std::string& text) const {
    const Line& before = lines_.back();
    if (line.turn != before.turn) return true;
    const float distance = line.baseline - before.baseline;
    const float larger = std::max(line.size, before.size), smaller = std::min(line.size, before.size);
    if (larger > 1.12F * smaller) return true;
    if (distance > 1.3F * leading_ * larger || distance < 0) return true;
    const float room = column_.right - std::min(first_left_, before.box.left);
    const bool early = breaks_early(page_, before, line, room);
    const bool done = ends_a_sentence(last_text_);
    if (line.bold != before.bold && (early || done)) return true;
    // A list set without space between its items: its labels tell where each begins.
    if (const auto label = label_of(text)) {
      if (done && label->closed) return true;
      const auto first = label_of(first_text_);
      if (first && first->words == label->words && label->number == first->number + 1) return true;
    }
    const float body_left = lines_.size() > 1 ? second_left_ : first_left_;
    if (mark_parts(page_, line) > 0 && line.parts.size() > 1) {
      const bool hangs = has_mark_ && lines_.size() > 1 && body_left > line.box.left + 0.8F * line.size;
      const bool beside = has_mark_ && std::fabs(line.box.left - first_left_) < 0.3F * line.size;
      if (early || done || hangs || (beside && lines_.size() == 1)) return true;
      if (line.box.left > before.box.left + 0.8F * line.size) return true;
    }
    if (has_mark_ && lines_.size() > 1 && line.box.left < body_left - 0.8F * line.size && (early || done)) return true;
    if (!has_mark_ && line.box.left > before.box.left + 0.9F * line.size && (early || done)) return true;
    if (early && (done || !begins_small(text))) return true;
    return false;
  }

  const Page& page_;
  std::vector<Piece>& out_;
  std::vector<Line> lines_;
  std::string first_text_, last_text_;
  Box column_;
  float leading_ = 1.3F, first_left_ = 0, second_left_ = 0;
  bool open_ = false, has_mark_ = false;
};

// A last column is as wide as what is filled there, not as its few words.
void widen(const Page& page, LaidTable& table) {
  const float begin = table.xs[table.xs.size() - 2], end = table.xs.back();
  float right = end;
  for (const Fill& fill : page.fills)
    if (!fill.shape && fill.box.left >= begin - 3 && fill.box.left < end && fill.box.middle_y() > table.box.top &&
        fill.box.middle_y() < table.box.bottom)
      right = std::max(right, fill.box.right);
  table.xs.back() = table.box.right = right;
  for (LaidRow& row : table.rows)
    if (LaidCell& cell = row.cells.back(); cell.column + cell.columns == table.xs.size() - 1) cell.box.right = right;
}

void read_bands(Page& page, const std::vector<Band>& bands, std::vector<Piece>& out) {
  Paragraphs paragraphs(page, bands, out);
  for (std::size_t i = 0; i < bands.size();) {
    if (auto found = table_at(page, bands, i)) {
      paragraphs.close();
      Piece& piece = out.emplace_back();
      widen(page, found->table);
      piece.column = found->table.box;
      piece.table = std::move(found->table);
      i += found->bands;
      continue;
    }
    paragraphs.add(bands[i]);
    ++i;
  }
  paragraphs.close();
}

// Text between, above and below tables; prose in columns is read column by column.
void read_flow(Page& page, std::vector<Line> pieces, std::vector<LaidTable> tables, int depth,
               std::vector<Piece>& out) {
  std::stable_sort(pieces.begin(), pieces.end(), [](const Line& a, const Line& b) { return a.baseline < b.baseline; });
  if (depth < 6) {
    // Tables keep their place: columns are looked for between them.
    if (const auto columns = prose_columns(page, pieces)) {
      const float top = pieces[columns->begin].box.top, bottom = pieces[columns->end - 1].box.bottom;
      const bool crossed = std::any_of(tables.begin(), tables.end(), [&](const LaidTable& table) {
        return table.box.left < columns->x && table.box.right > columns->x && table.box.bottom > top &&
               table.box.top < bottom;
      });
      if (!crossed) {
        std::vector<Line> parts[4];
        std::vector<LaidTable> tables_of[4];
        for (std::size_t i = 0; i < pieces.size(); ++i) {
          const std::size_t to = i < columns->begin                  ? 0
                                 : i >= columns->end                 ? 3
                                 : pieces[i].box.right <= columns->x ? 1
                                                                     : 2;
          parts[to].push_back(std::move(pieces[i]));
        }
        for (LaidTable& table : tables) {
          const float y = table.box.middle_y();
          const std::size_t to = y < top ? 0 : y > bottom ? 3 : table.box.middle_x() < columns->x ? 1 : 2;
          tables_of[to].push_back(std::move(table));
        }
        for (std::size_t i = 0; i < 4; ++i)
          read_flow(page, std::move(parts[i]), std::move(tables_of[i]), depth + 1, out);
        return;
      }
    }
  }
  std::stable_sort(tables.begin(), tables.end(), [](const LaidTable& a, const LaidTable& b) {
    return a.box.top < b.box.top - 2 || (a.box.top < b.box.top + 2 && a.box.left < b.box.left);
  });
  std::vector<Band> bands = bands_of(std::move(pieces));
  std::size_t at = 0;
  for (LaidTable& table : tables) {
    std::vector<Band> before;
    while (at < bands.size() && bands[at].front().box.middle_y() < table.box.top)
      before.push_back(std::move(bands[at++]));
    read_bands(page, before, out);
    Piece& piece = out.emplace_back();
    piece.column = table.box;
    piece.table = std::move(table);
  }
  read_bands(page, {bands.begin() + static_cast<std::ptrdiff_t>(at), bands.end()}, out);
}

}  // namespace

Box Piece::box() const {
  if (table) return table->box;
  Box box = lines.front().box;
  for (const Line& line : lines) box.take_in(line.box);
  return box;
}

Draft draft_of(Page& page) {
  Draft draft;
  const std::vector<Grid> grids = grids_of(page);
  std::vector<bool> taken(page.words.size(), false);
  for (const Grid& grid : grids) {
    const Box box = grid.box();
    std::vector<std::vector<std::uint32_t>> words(grid.cells.size());
    for (std::uint32_t i = 0; i < page.words.size(); ++i) {
      const Word& word = page.words[i];
      if (taken[i] || word.turn == Turn::askew) continue;
      const float x = word.box.middle_x(), y = word.box.middle_y();
      if (box.holds(x, y)) words[grid.at(x, y)].push_back(i);
    }
    if (cells_with_text(words) < 2) continue;
    for (const std::vector<std::uint32_t>& cell : words)
      for (std::uint32_t word : cell) taken[word] = true;
    draft.tables.push_back(table_of(page, grid, words));
  }
  std::vector<std::uint32_t> rest;
  for (std::uint32_t i = 0; i < page.words.size(); ++i)
    if (!taken[i]) rest.push_back(i);
  draft.lines = lines_of(page, std::move(rest));
  take_ladders(page, grids, draft);
  return draft;
}

std::vector<Piece> pieces_of(Page& page, Draft draft) {
  std::vector<Piece> out;
  std::vector<Line> level, turned;
  for (Line& line : draft.lines) (line.turn == Turn::level ? level : turned).push_back(std::move(line));
  read_flow(page, pieces_in(page, level), std::move(draft.tables), 0, out);
  for (Line& line : turned) {
    Piece& piece = out.emplace_back();
    piece.column = line.box;
    piece.lines.push_back(std::move(line));
  }
  return out;
}

}  // namespace candour::document::pdf
