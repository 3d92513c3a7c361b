#include "document/pdf/gutters.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/text.h"

namespace candour::document::pdf {
namespace {

struct Gap {
  float from = 0, to = 0;
  float width() const { return to - from; }
};

constexpr float narrow = 0.55F;  // sizes of the font: a gap that is a gutter where all lines agree on it

float least_gutter(float size) {
  return std::max(4.0F, narrow * size);
}

// What is left of the gaps once the pieces of a band have taken their room; empty where one of them is closed.
std::vector<Gap> narrowed(const Page& page, const std::vector<Gap>& gaps, const Band& band) {
  Band pieces;
  for (const Line& whole : band)
    for (Line& piece : parted(page, whole, narrow)) pieces.push_back(std::move(piece));
  std::vector<Gap> out;
  for (const Gap& gap : gaps) {
    std::vector<Gap> free{gap};
    for (const Line& piece : pieces) {
      std::vector<Gap> rest;
      for (const Gap& one : free) {
        if (piece.box.right <= one.from || piece.box.left >= one.to) {
          rest.push_back(one);
          continue;
        }
        if (piece.box.left > one.from) rest.push_back({one.from, piece.box.left});
        if (piece.box.right < one.to) rest.push_back({piece.box.right, one.to});
      }
      free = std::move(rest);
    }
    const auto widest =
        std::max_element(free.begin(), free.end(), [](const Gap& a, const Gap& b) { return a.width() < b.width(); });
    if (widest == free.end() || widest->width() < least_gutter(band.front().size)) return {};
    out.push_back(*widest);
  }
  return out;
}

// The first piece is only the mark of an item or paragraph ("2.14"), and the rest is its text.
bool is_hanging(const Page& page, const Band& band) {
  if (band.size() != 2) return false;
  return mark_parts(page, band[0]) == band[0].parts.size() &&
         band[1].box.left - band[0].box.left < 6.0F * band[0].size + 12;
}

// The gutters that all bands leave free which have more than one piece.
std::vector<Gap> common_gutters(const Page& page, const std::vector<const Band*>& bands) {
  std::vector<Gap> covered;
  float size = 0;
  for (const Band* band : bands)
    for (const Line& whole : *band)
      for (const Line& piece : parted(page, whole, narrow)) {
        covered.push_back({piece.box.left, piece.box.right});
        size = std::max(size, piece.size);
      }
  std::sort(covered.begin(), covered.end(), [](const Gap& a, const Gap& b) { return a.from < b.from; });
  std::vector<Gap> gutters;
  float end = covered.empty() ? 0 : covered.front().to;
  for (const Gap& one : covered) {
    if (one.from - end >= least_gutter(std::min(size, 12.0F))) gutters.push_back({end, one.from});
    end = std::max(end, one.to);
  }
  return gutters;
}

std::size_t column_of(const std::vector<float>& xs, float x) {
  const auto it = std::upper_bound(xs.begin() + 1, xs.end() - 1, x);
  return static_cast<std::size_t>(it - xs.begin()) - 1;
}

struct Placed {
  Line line;
  std::size_t column = 0, columns = 1;
};

// The pieces of a band in the columns; a piece that crosses a gutter covers both.
std::vector<Placed> placed(const Page& page, const Band& band, const std::vector<float>& xs) {
  std::vector<Placed> out;
  for (const Line& whole : band)
    for (Line& piece : parted(page, whole, narrow)) {
      const float slack = 0.3F * piece.size;
      const std::size_t first = column_of(xs, std::min(piece.box.left + slack, piece.box.middle_x()));
      const std::size_t last = column_of(xs, std::max(piece.box.right - slack, piece.box.middle_x()));
      if (!out.empty() && first < out.back().column + out.back().columns) {
        out.back().line = joined(page, {out.back().line, piece});
        out.back().columns = std::max(out.back().columns, last - out.back().column + 1);
      } else {
        out.push_back({std::move(piece), first, last - first + 1});
      }
    }
  return out;
}

float usual_leading(const std::vector<float>& distances, float size) {
  if (distances.empty()) return 1.2F * size;
  std::vector<float> sorted = distances;
  std::sort(sorted.begin(), sorted.end());
  return std::clamp(sorted[sorted.size() / 5], 0.9F * size, 1.7F * size);
}

bool is_one_token(const Line& line) {
  return std::none_of(line.parts.begin() + 1, line.parts.end(), [](const Part& part) { return part.space; });
}

// The edges of what is filled in one column of a table, one below the other: a rating's colour fills its cell from the
// top of the row to its end. What is filled behind a line of text alone marks words.
Rungs rungs_of_fills(const Page& page, const std::vector<Band>& bands) {
  Box box = bands.front().front().box;
  for (const Band& band : bands)
    for (const Line& piece : band) box.take_in(piece.box);
  std::vector<Box> fills;
  for (const Fill& fill : page.fills) {
    const Box& of = fill.box;
    if (fill.shape || of.width() < 8 || of.height() < 6 || fills.size() > 400) continue;
    if (of.middle_y() < box.top - 4 || of.middle_y() > box.bottom + of.height() || of.middle_x() < box.left - 4 ||
        of.left > box.right + 60)
      continue;
    bool marks_words = false;
    for (const Band& band : bands)
      for (const Line& piece : band)
        marks_words = marks_words || (of.holds(piece.box.middle_x(), piece.box.middle_y()) &&
                                      piece.box.width() > 0.8F * of.width() && of.height() < 1.6F * piece.size);
    if (!marks_words) fills.push_back(of);
  }
  std::stable_sort(fills.begin(), fills.end(), [](const Box& a, const Box& b) { return a.top < b.top; });
  std::vector<Box> best;
  for (std::size_t i = 0; i < fills.size(); ++i) {
    std::vector<Box> one;
    for (std::size_t k = i; k < fills.size(); ++k)
      if (std::fabs(fills[k].left - fills[i].left) < 3 && std::fabs(fills[k].right - fills[i].right) < 3 &&
          (one.empty() || fills[k].top > one.back().bottom - 3))
        one.push_back(fills[k]);
    if (one.size() > best.size()) best = std::move(one);
  }
  Rungs rungs;
  if (best.size() < 2) return rungs;
  for (const Box& fill : best) {
    if (rungs.ys.empty() || fill.top - rungs.ys.back() > 3) rungs.ys.push_back(fill.top);
    rungs.ys.push_back(fill.bottom);
    rungs.filled.emplace_back(fill.top, fill.bottom);
  }
  return rungs;
}

bool ends_a_sentence(std::string_view text) {
  text = trimmed(text);
  return !text.empty() && std::string_view(".:;?!").find(text.back()) != std::string_view::npos;
}

// Where the first cell of a row is empty and the text of those behind it goes on from the row above without a break,
// they are merged down over both.
void merge_down(const Page& page, LaidTable& table, const Rungs& rungs, float leading) {
  const auto is_row = [&](const LaidRow& row) { return rungs.within_a_fill((row.top + row.bottom) / 2); };
  for (std::size_t r = 1; r < table.rows.size(); ++r) {
    LaidRow &row = table.rows[r], &above = table.rows[r - 1];
    if (!is_row(row) || !is_row(above) || row.cells.size() != above.cells.size() || !row.cells.front().lines.empty())
      continue;
    std::size_t last = 0;
    for (std::size_t c = 1; c < row.cells.size(); ++c) {
      if (row.cells[c].column != above.cells[c].column || row.cells[c].columns != above.cells[c].columns) break;
      if (row.cells[c].lines.empty()) continue;
      std::size_t from = r - 1;
      while (from > 0 && table.rows[from].cells[c].continues_above) --from;
      const std::vector<Line>& before = table.rows[from].cells[c].lines;
      if (before.empty() || ends_a_sentence(text_of(page, before.back())) ||
          row.cells[c].lines.front().baseline - before.back().baseline > 1.3F * leading)
        break;
      last = c;
    }
    if (last == 0) continue;
    for (std::size_t c = 0; c <= last; ++c) {
      std::size_t from = r - 1;
      while (from > 0 && table.rows[from].cells[c].continues_above) --from;
      LaidCell &whole = table.rows[from].cells[c], &rest = row.cells[c];
      whole.lines.insert(whole.lines.end(), std::make_move_iterator(rest.lines.begin()),
                         std::make_move_iterator(rest.lines.end()));
      rest.lines.clear();
      rest.continues_above = true;
      whole.rows = r - from + 1;
      whole.box.take_in(rest.box);
    }
  }
}

LaidTable laid(const Page& page, const std::vector<Band>& bands, const std::vector<float>& xs, const Rungs& rules) {
  const std::vector<float>& rungs = rules.ys;
  LaidTable table;
  table.xs = xs;
  std::vector<std::vector<Placed>> lines;
  std::vector<float> baselines, distances, rooms(xs.size() - 1, 0);
  std::vector<float> lefts(xs.size() - 1, 1e9F), rights(xs.size() - 1, -1e9F);
  float size = 0;
  for (const Band& band : bands) {
    lines.push_back(placed(page, band, xs));
    baselines.push_back(band.front().baseline);
    if (baselines.size() > 1) distances.push_back(baselines.back() - baselines[baselines.size() - 2]);
    for (const Placed& one : lines.back()) {
      size = std::max(size, one.line.size);
      if (one.columns > 1) continue;
      lefts[one.column] = std::min(lefts[one.column], one.line.box.left);
      rights[one.column] = std::max(rights[one.column], one.line.box.right);
    }
  }
  for (std::size_t c = 0; c < rooms.size(); ++c) rooms[c] = std::max(0.0F, rights[c] - lefts[c]);
  const float leading = usual_leading(distances, size);
  // Rules between the rows say where they begin, unless most of the lines lie between two of them.
  std::vector<std::size_t> rung_of(bands.size(), 0);
  bool by_rungs = false;
  if (rungs.size() >= 2) {
    std::vector<std::size_t> counts(rungs.size() + 1);
    for (std::size_t k = 0; k < bands.size(); ++k) {
      const float y = bands[k].front().box.middle_y();
      rung_of[k] = static_cast<std::size_t>(std::upper_bound(rungs.begin(), rungs.end(), y) - rungs.begin());
      ++counts[rung_of[k]];
    }
    const std::size_t most = *std::max_element(counts.begin(), counts.end());
    by_rungs = !rules.filled.empty() || rungs.size() > 4 || most <= 2 || most * 10 < bands.size() * 6;
  }
  bool by_gaps = false, has_close = false;
  for (float distance : distances) {
    by_gaps = by_gaps || distance > 1.3F * leading;
    has_close = has_close || distance <= 1.3F * leading;
  }
  by_gaps = by_gaps && has_close;

  std::vector<const Line*> above(xs.size() - 1, nullptr);
  bool spanning_before = false;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    const bool spanning = lines[k].size() == 1 && lines[k][0].columns > 1;
    const bool anchor = !lines[k].empty() && lines[k][0].column == 0;
    bool begins = k == 0;
    const bool in_fill = rules.within_a_fill(bands[k].front().box.middle_y());
    if (!begins && by_rungs && (rules.filled.empty() || in_fill || rung_of[k] != rung_of[k - 1])) {
      // Two numbers in one fill are two rows over which the rating is merged down.
      const bool numbered = in_fill && anchor && is_one_token(lines[k][0].line) &&
                            baselines[k] - baselines[k - 1] > 1.3F * leading && !table.rows.back().cells.empty() &&
                            table.rows.back().cells.front().column == 0;
      begins = rung_of[k] != rung_of[k - 1] || numbered;
    } else if (!begins) {
      const float distance = baselines[k] - baselines[k - 1];
      bool early = false, fresh = false;
      for (const Placed& one : lines[k]) {
        const Line* before = above[one.column];
        if (before == nullptr)
          fresh = true;
        else if (breaks_early(page, *before, one.line, rooms[one.column]))
          early = true;
      }
      const bool far = distance > 1.3F * leading;
      if (spanning != spanning_before)
        begins = true;
      else if (rung_of[k] != rung_of[k - 1])
        begins = true;
      else if (by_gaps)
        begins = far && (lines[k].size() >= 2 || anchor || fresh ||
                         // Below its header a table begins, in whatever column.
                         (table.rows.size() == 1 && distance > 1.8F * leading));
      else if (far)
        begins = true;
      else
        begins = anchor && (early || above[0] == nullptr || is_one_token(lines[k][0].line));
    }
    if (begins) {
      table.rows.emplace_back().top = 1e9F;
      table.rows.back().bottom = -1e9F;
      std::fill(above.begin(), above.end(), nullptr);
    }
    spanning_before = spanning;
    LaidRow& row = table.rows.back();
    for (Placed& one : lines[k]) {
      row.top = std::min(row.top, one.line.box.top);
      row.bottom = std::max(row.bottom, one.line.box.bottom);
      auto cell = std::find_if(row.cells.begin(), row.cells.end(), [&](const LaidCell& known) {
        return known.column < one.column + one.columns && one.column < known.column + known.columns;
      });
      if (cell == row.cells.end()) {
        LaidCell made;
        made.column = one.column;
        made.columns = one.columns;
        cell = row.cells.insert(std::find_if(row.cells.begin(), row.cells.end(),
                                             [&](const LaidCell& known) { return known.column > one.column; }),
                                std::move(made));
      }
      cell->lines.push_back(one.line);
      for (std::size_t c = one.column; c < one.column + one.columns && c < above.size(); ++c) above[c] = nullptr;
      above[one.column] = nullptr;
    }
    // Pointers into the lines of this band, which stay where they are until the next one.
    for (const Placed& one : lines[k]) above[one.column] = &one.line;
  }
  // Cells without text have their place, too: a fill may speak there.
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    LaidRow& row = table.rows[r];
    std::vector<LaidCell> cells;
    std::size_t column = 0;
    const auto fill_up = [&](std::size_t to) {
      for (; column < to; ++column) cells.emplace_back().column = column;
    };
    for (LaidCell& cell : row.cells) {
      fill_up(cell.column);
      column = std::max(column, cell.column + cell.columns);
      cells.push_back(std::move(cell));
    }
    fill_up(xs.size() - 1);
    row.cells = std::move(cells);
    for (const auto& [top, bottom] : rules.filled)  // a filled cell is as high as its row
      if ((row.top + row.bottom) / 2 > top && (row.top + row.bottom) / 2 < bottom)
        row.top = std::min(row.top, top), row.bottom = std::max(row.bottom, bottom);
    for (LaidCell& cell : row.cells)
      cell.box = {xs[cell.column], row.top, xs[std::min(cell.column + cell.columns, xs.size() - 1)], row.bottom};
    table.box = r == 0 ? Box{xs.front(), row.top, xs.back(), row.bottom} : table.box;
    table.box.take_in({xs.front(), row.top, xs.back(), row.bottom});
  }
  if (!rules.filled.empty()) merge_down(page, table, rules, leading);
  if (rungs.empty() || !rules.filled.empty())
    for (const LaidRow& row : table.rows) {
      // Several cells that break off and begin again at one height look like two rows.
      std::vector<float> again;
      for (const LaidCell& cell : row.cells)
        for (std::size_t i = 1; i < cell.lines.size(); ++i)
          if (cell.lines[i].baseline - cell.lines[i - 1].baseline > 1.35F * leading)
            again.push_back(cell.lines[i].baseline);
      std::sort(again.begin(), again.end());
      for (std::size_t i = 1; i < again.size(); ++i) table.unsure = table.unsure || again[i] - again[i - 1] < 2;
    }
  return table;
}

std::optional<std::vector<float>> columns_in(const Page& page, const std::vector<Band>& bands) {
  std::vector<const Band*> telling;
  for (const Band& band : bands)
    if (band.size() > 1) telling.push_back(&band);
  if (telling.empty()) return std::nullopt;
  std::vector<Gap> gutters = common_gutters(page, telling);
  // A line over several columns must not hide them from all others.
  for (std::size_t tries = 0; gutters.empty() && tries < 3 && telling.size() > 2; ++tries) {
    std::size_t fewest = 0;
    for (std::size_t i = 1; i < telling.size(); ++i)
      if (telling[i]->size() < telling[fewest]->size()) fewest = i;
    telling.erase(telling.begin() + static_cast<std::ptrdiff_t>(fewest));
    gutters = common_gutters(page, telling);
  }
  if (gutters.empty()) return std::nullopt;
  float left = 1e9F, right = -1e9F;
  for (const Band& band : bands)
    for (const Line& piece : band) {
      left = std::min(left, piece.box.left);
      right = std::max(right, piece.box.right);
    }
  std::vector<float> xs{left - 1};
  for (const Gap& gutter : gutters)
    if ((gutter.from + gutter.to) / 2 > xs.back() + 2) xs.push_back((gutter.from + gutter.to) / 2);
  xs.push_back(std::max(right + 1, xs.back() + 1));
  return xs.size() > 2 ? std::optional(xs) : std::nullopt;
}

}  // namespace

std::vector<Band> bands_of(std::vector<Line> pieces) {
  std::stable_sort(pieces.begin(), pieces.end(), [](const Line& a, const Line& b) { return a.baseline < b.baseline; });
  std::vector<Band> bands;
  for (Line& piece : pieces) {
    if (bands.empty() ||
        piece.baseline - bands.back().front().baseline > 0.3F * std::min(piece.size, bands.back().front().size) + 0.3F)
      bands.emplace_back();
    bands.back().push_back(std::move(piece));
  }
  for (Band& band : bands)
    std::stable_sort(band.begin(), band.end(), [](const Line& a, const Line& b) { return a.box.left < b.box.left; });
  return bands;
}

bool Rungs::within_a_fill(float y) const {
  return std::any_of(filled.begin(), filled.end(), [&](const auto& fill) { return y > fill.first && y < fill.second; });
}

std::optional<LaidTable> table_in(const Page& page, const std::vector<Band>& bands, const Rungs& rungs) {
  const auto xs = columns_in(page, bands);
  if (!xs) return std::nullopt;
  return laid(page, bands, *xs, rungs);
}

std::optional<FoundTable> table_at(const Page& page, const std::vector<Band>& bands, std::size_t first) {
  if (bands[first].size() < 2 || is_hanging(page, bands[first])) return std::nullopt;
  std::vector<Gap> gaps;
  for (std::size_t i = 1; i < bands[first].size(); ++i)
    gaps.push_back({bands[first][i - 1].box.right, bands[first][i].box.left});
  std::size_t end = first + 1, telling = 1, spanning = 0, last_telling = first;
  std::size_t most_pieces = bands[first].size();
  float distance = 0;
  for (; end < bands.size(); ++end) {
    const Band& band = bands[end];
    const float size = band.front().size;
    const float gap = band.front().baseline - bands[end - 1].front().baseline;
    if (gap > std::max(4.0F * size, 1.5F * distance + size)) break;
    if (is_hanging(page, band) && most_pieces < 3) break;
    std::vector<Gap> rest = narrowed(page, gaps, band);
    if (rest.empty()) {
      // A heading of a section across the table, if it goes on behind it.
      if (band.size() > 1 || ++spanning > 2) break;
      continue;
    }
    spanning = 0;
    gaps = std::move(rest);
    if (band.size() > 1) {
      ++telling;
      last_telling = end;
      most_pieces = std::max(most_pieces, band.size());
      if (telling <= 3) distance = std::max(distance, gap);
    }
  }
  // What hangs below the last line with several pieces belongs to it while it stays in a column.
  end -= spanning;
  if (end <= last_telling) end = last_telling + 1;
  const std::vector<Band> within(bands.begin() + static_cast<std::ptrdiff_t>(first),
                                 bands.begin() + static_cast<std::ptrdiff_t>(end));
  auto table = table_in(page, within, rungs_of_fills(page, within));
  if (!table) return std::nullopt;
  const std::size_t columns = table->xs.size() - 1;
  if (table->rows.size() < 2 || (columns == 2 && telling < 3) || (columns > 2 && telling < 2)) return std::nullopt;
  return FoundTable{std::move(*table), end - first};
}

std::optional<ProseColumns> prose_columns(const Page& page, const std::vector<Line>& pieces) {
  if (pieces.size() < 10) return std::nullopt;
  float left = 1e9F, right = -1e9F;
  for (const Line& piece : pieces) {
    left = std::min(left, piece.box.left);
    right = std::max(right, piece.box.right);
  }
  ProseColumns best;
  std::size_t most = 0;
  for (float share = 0.25F; share <= 0.75F; share += 0.01F) {
    const float x = left + share * (right - left);
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= pieces.size(); ++i) {
      const bool crosses = i < pieces.size() && pieces[i].box.left < x + 3 && pieces[i].box.right > x - 3;
      if (i < pieces.size() && !crosses) continue;
      std::size_t on_left = 0, on_right = 0;
      for (std::size_t k = begin; k < i; ++k) ++(pieces[k].box.right <= x ? on_left : on_right);
      if (on_left >= 5 && on_right >= 5 && i - begin > most) {
        most = i - begin;
        best = {x, begin, i};
      }
      begin = i + 1;
    }
  }
  if (most == 0) return std::nullopt;
  // Prose fills its lines; and its paragraphs on the two sides do not begin together, as the rows of a table do.
  struct Side {
    std::vector<const Line*> lines;
    float left = 1e9F, right = -1e9F;
  } sides[2];
  for (std::size_t i = best.begin; i < best.end; ++i) {
    Side& side = sides[pieces[i].box.right <= best.x ? 0 : 1];
    side.lines.push_back(&pieces[i]);
    side.left = std::min(side.left, pieces[i].box.left);
    side.right = std::max(side.right, pieces[i].box.right);
  }
  std::vector<float> starts[2];
  for (std::size_t s = 0; s < 2; ++s) {
    Side& side = sides[s];
    std::size_t full = 0, characters = 0;
    std::vector<float> distances;
    for (std::size_t i = 0; i < side.lines.size(); ++i) {
      const Line& line = *side.lines[i];
      if (line.box.width() >= 0.6F * (side.right - side.left)) ++full;
      for (const Part& part : line.parts) characters += page.words[part.word].end - page.words[part.word].begin + 1;
      if (i > 0) distances.push_back(line.baseline - side.lines[i - 1]->baseline);
    }
    if (full * 10 < side.lines.size() * 5 || characters < 16 * side.lines.size()) return std::nullopt;
    const float leading = usual_leading(distances, side.lines.front()->size);
    for (std::size_t i = 1; i < side.lines.size(); ++i)
      if (distances[i - 1] > 1.3F * leading) starts[s].push_back(side.lines[i]->baseline);
  }
  std::size_t together = 0;
  for (float start : starts[0])
    together +=
        std::any_of(starts[1].begin(), starts[1].end(), [&](float other) { return std::fabs(start - other) < 2; });
  const std::size_t fewer = std::min(starts[0].size(), starts[1].size());
  if (fewer >= 2 && together * 10 >= fewer * 6) return std::nullopt;
  return best;
}

}  // namespace candour::document::pdf
