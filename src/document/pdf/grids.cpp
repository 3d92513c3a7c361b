#include "document/pdf/grids.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace candour::document::pdf {
namespace {

constexpr float near = 3.0F;              // rules so close are one, or meet
constexpr std::size_t most_rules = 6000;  // of a page, once joined; a page with more is a drawing
constexpr std::size_t most_cells = 100'000;

// Rules in one line that touch are one rule.
std::vector<Rule> joined_rules(std::vector<Rule> rules, bool level) {
  std::erase_if(rules, [&](const Rule& rule) { return rule.level != level; });
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.at < b.at; });
  std::vector<Rule> out;
  for (std::size_t begin = 0; begin < rules.size();) {
    std::size_t end = begin;
    while (end < rules.size() && rules[end].at - rules[begin].at <= 2.0F) ++end;
    std::sort(rules.begin() + static_cast<std::ptrdiff_t>(begin), rules.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Rule& a, const Rule& b) { return a.from < b.from; });
    const std::size_t first = out.size();
    for (std::size_t i = begin; i < end; ++i) {
      if (out.size() > first && rules[i].from <= out.back().to + near)
        out.back().to = std::max(out.back().to, rules[i].to);
      else
        out.push_back(rules[i]);
    }
    begin = end;
  }
  std::erase_if(out, [](const Rule& rule) { return rule.to - rule.from < 5; });
  return out;
}

bool meet(const Rule& level, const Rule& upright) {
  return upright.at >= level.from - near && upright.at <= level.to + near && level.at >= upright.from - near &&
         level.at <= upright.to + near;
}

std::vector<float> apart(std::vector<float> values) {
  std::sort(values.begin(), values.end());
  std::vector<float> out;
  for (float value : values)
    if (out.empty() || value - out.back() > near) out.push_back(value);
  return out;
}

class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0u); }
  std::size_t of(std::size_t one) {
    while (parent_[one] != one) one = parent_[one] = parent_[parent_[one]];
    return one;
  }
  void unite(std::size_t a, std::size_t b) { parent_[std::max(of(a), of(b))] = std::min(of(a), of(b)); }

 private:
  std::vector<std::size_t> parent_;
};

std::size_t nearest(const std::vector<float>& values, float value) {
  const auto it = std::lower_bound(values.begin(), values.end(), value);
  if (it == values.end()) return values.size() - 1;
  if (it == values.begin()) return 0;
  const std::size_t at = static_cast<std::size_t>(it - values.begin());
  return value - values[at - 1] < values[at] - value ? at - 1 : at;
}

// The grid that rules make which all hang together.
std::optional<Grid> grid_from(const std::vector<Rule>& levels, const std::vector<Rule>& uprights) {
  std::vector<float> xs, ys;
  for (const Rule& rule : uprights) xs.push_back(rule.at);
  for (const Rule& rule : levels) ys.push_back(rule.at);
  // A table open at its sides ends where its level rules end.
  float left = levels.front().from, right = levels.front().to, top = uprights.front().from,
        bottom = uprights.front().to;
  for (const Rule& rule : levels) {
    left = std::min(left, rule.from);
    right = std::max(right, rule.to);
  }
  for (const Rule& rule : uprights) {
    top = std::min(top, rule.from);
    bottom = std::max(bottom, rule.to);
  }
  const auto open_end = [](std::vector<float>& values, float end) {
    for (float value : values)
      if (std::fabs(value - end) <= 2 * near) return;
    values.push_back(end);
  };
  open_end(xs, left);
  open_end(xs, right);
  open_end(ys, top);
  open_end(ys, bottom);
  Grid grid;
  grid.xs = apart(std::move(xs));
  grid.ys = apart(std::move(ys));
  if (grid.xs.size() < 2 || grid.ys.size() < 2 || grid.rows() * grid.columns() > most_cells) return std::nullopt;
  const std::size_t rows = grid.rows(), columns = grid.columns();
  // Which borders between neighbours are drawn.
  std::vector<bool> wall_right(rows * columns), wall_below(rows * columns);
  for (const Rule& rule : uprights) {
    const std::size_t x = nearest(grid.xs, rule.at);
    if (x == 0 || x > columns) continue;
    for (std::size_t row = 0; row < rows; ++row) {
      const float middle = (grid.ys[row] + grid.ys[row + 1]) / 2;
      const float covered = std::min(rule.to, grid.ys[row + 1]) - std::max(rule.from, grid.ys[row]);
      if (rule.from <= middle && rule.to >= middle && covered >= 0.6F * (grid.ys[row + 1] - grid.ys[row]))
        wall_right[row * columns + x - 1] = true;
    }
  }
  for (const Rule& rule : levels) {
    const std::size_t y = nearest(grid.ys, rule.at);
    if (y == 0 || y > rows) continue;
    for (std::size_t column = 0; column < columns; ++column) {
      const float middle = (grid.xs[column] + grid.xs[column + 1]) / 2;
      const float covered = std::min(rule.to, grid.xs[column + 1]) - std::max(rule.from, grid.xs[column]);
      if (rule.from <= middle && rule.to >= middle && covered >= 0.6F * (grid.xs[column + 1] - grid.xs[column]))
        wall_below[(y - 1) * columns + column] = true;
    }
  }
  Sets sets(rows * columns);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column) {
      const std::size_t here = row * columns + column;
      if (column + 1 < columns && !wall_right[here]) sets.unite(here, here + 1);
      if (row + 1 < rows && !wall_below[here]) sets.unite(here, here + columns);
    }
  struct Extent {
    std::size_t row0, row1, column0, column1, count;
  };
  std::vector<Extent> extents(rows * columns, Extent{rows, 0, columns, 0, 0});
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column) {
      Extent& extent = extents[sets.of(row * columns + column)];
      extent.row0 = std::min(extent.row0, row);
      extent.row1 = std::max(extent.row1, row);
      extent.column0 = std::min(extent.column0, column);
      extent.column1 = std::max(extent.column1, column);
      ++extent.count;
    }
  constexpr std::uint32_t none = ~0u;
  grid.owner.assign(rows * columns, none);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column) {
      if (grid.owner[row * columns + column] != none) continue;
      const Extent& extent = extents[sets.of(row * columns + column)];
      GridCell cell{row, column, 1, 1};
      if (extent.count == (extent.row1 - extent.row0 + 1) * (extent.column1 - extent.column0 + 1)) {
        cell.rows = extent.row1 - extent.row0 + 1;
        cell.columns = extent.column1 - extent.column0 + 1;
      } else {
        // No rectangle (a border that is half drawn): row by row.
        while (column + cell.columns < columns && !wall_right[row * columns + column + cell.columns - 1])
          ++cell.columns;
      }
      for (std::size_t r = 0; r < cell.rows; ++r)
        for (std::size_t c = 0; c < cell.columns; ++c)
          grid.owner[(row + r) * columns + column + c] = static_cast<std::uint32_t>(grid.cells.size());
      grid.cells.push_back(cell);
    }
  if (grid.cells.size() < 2) return std::nullopt;
  return grid;
}

void add_grids(const std::vector<Rule>& levels, const std::vector<Rule>& uprights, bool by_fills,
               std::vector<Grid>& grids) {
  if (levels.size() + uprights.size() > most_rules) return;
  Sets sets(levels.size() + uprights.size());
  for (std::size_t i = 0; i < levels.size(); ++i)
    for (std::size_t j = 0; j < uprights.size(); ++j)
      if (meet(levels[i], uprights[j])) sets.unite(i, levels.size() + j);
  std::vector<std::vector<Rule>> level_of(levels.size() + uprights.size()), upright_of(level_of.size());
  for (std::size_t i = 0; i < levels.size(); ++i) level_of[sets.of(i)].push_back(levels[i]);
  for (std::size_t j = 0; j < uprights.size(); ++j) upright_of[sets.of(levels.size() + j)].push_back(uprights[j]);
  for (std::size_t i = 0; i < level_of.size(); ++i) {
    if (level_of[i].empty() || upright_of[i].empty()) continue;
    if (auto grid = grid_from(level_of[i], upright_of[i]))
      if (!by_fills || (grid->rows() >= 2 && grid->columns() >= 2)) grids.push_back(std::move(*grid));
  }
}

bool within(const Box& inner, const Box& outer) {
  return inner.left >= outer.left - near && inner.right <= outer.right + near && inner.top >= outer.top - near &&
         inner.bottom <= outer.bottom + near;
}

float common_area(const Box& a, const Box& b) {
  const float width = std::min(a.right, b.right) - std::max(a.left, b.left);
  const float height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

}  // namespace

std::size_t Grid::at(float x, float y) const {
  const auto place = [](const std::vector<float>& values, float value) {
    const auto it = std::upper_bound(values.begin(), values.end(), value);
    const auto index = it - values.begin() - 1;
    return static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(index, 0, static_cast<std::ptrdiff_t>(values.size()) - 2));
  };
  return owner[place(ys, y) * columns() + place(xs, x)];
}

std::vector<Grid> grids_of(const Page& page) {
  std::vector<Grid> grids;
  add_grids(joined_rules(page.rules, true), joined_rules(page.rules, false), false, grids);
  // Filled areas that lie side by side, where no rules are.
  const std::size_t drawn = grids.size();
  std::vector<Rule> edges;
  for (const Fill& fill : page.fills) {
    const Box& box = fill.box;
    if (fill.shape || box.width() < 8 || box.height() < 6) continue;
    if (box.width() > 0.98F * page.width && box.height() > 0.5F * page.height) continue;
    bool known = false;
    for (std::size_t i = 0; i < drawn && !known; ++i) known = within(box, grids[i].box());
    if (known) continue;
    edges.push_back({true, box.top, box.left, box.right});
    edges.push_back({true, box.bottom, box.left, box.right});
    edges.push_back({false, box.left, box.top, box.bottom});
    edges.push_back({false, box.right, box.top, box.bottom});
  }
  add_grids(joined_rules(edges, true), joined_rules(edges, false), true, grids);
  std::stable_sort(grids.begin(), grids.end(), [](const Grid& a, const Grid& b) {
    return a.box().width() * a.box().height() < b.box().width() * b.box().height();
  });
  return grids;
}

std::vector<Ladder> ladders_of(const Page& page, const std::vector<Grid>& grids) {
  std::vector<Rule> levels = joined_rules(page.rules, true);
  if (levels.size() > most_rules) return {};
  std::erase_if(levels, [&](const Rule& rule) {
    if (rule.to - rule.from < 100) return true;
    return std::any_of(grids.begin(), grids.end(), [&](const Grid& grid) {
      return within({rule.from, rule.at, rule.to, rule.at}, grid.box());
    });
  });
  std::vector<Ladder> ladders;
  for (const Rule& rule : levels) {
    Ladder* one = nullptr;
    for (Ladder& ladder : ladders)
      if (std::fabs(ladder.left - rule.from) < 4 && std::fabs(ladder.right - rule.to) < 4) one = &ladder;
    if (one == nullptr) one = &ladders.emplace_back(Ladder{rule.from, rule.to, {}});
    if (one->rungs.empty() || rule.at - one->rungs.back() > near) one->rungs.push_back(rule.at);
  }
  std::erase_if(ladders, [](const Ladder& ladder) { return ladder.rungs.size() < 3; });
  return ladders;
}

std::string fill_of(const Page& page, const Box& cell, const std::optional<Box>& text) {
  // The last one over most of the cell; else over its text; else a disc or the like in a cell without text.
  const float area = cell.width() * cell.height();
  const Fill *whole = nullptr, *behind = nullptr, *mark = nullptr;
  for (const Fill& fill : page.fills) {
    const float common = common_area(fill.box, cell);
    if (common <= 0) continue;
    if (!fill.shape && common >= 0.5F * area) {
      whole = &fill;
      behind = mark = nullptr;
    } else if (text && !fill.shape && common_area(fill.box, *text) >= 0.7F * text->width() * text->height()) {
      behind = &fill;
    } else if (common >= 0.55F * fill.box.width() * fill.box.height() && fill.box.width() >= 5 &&
               fill.box.height() >= 5) {
      mark = &fill;
    }
  }
  const auto is_white = [](const Fill* fill) {
    return (fill->colour >> 16) >= 0xFD && ((fill->colour >> 8) & 0xFF) >= 0xFD && (fill->colour & 0xFF) >= 0xFD;
  };
  const Fill* found = nullptr;
  if (whole != nullptr && !is_white(whole))
    found = whole;
  else if (behind != nullptr && !is_white(behind))
    found = behind;
  else if (mark != nullptr && !text && !is_white(mark))
    found = mark;
  if (found == nullptr) return {};
  char out[8];
  std::snprintf(out, sizeof out, "%06X", static_cast<unsigned>(found->colour & 0xFFFFFF));
  return out;
}

}  // namespace candour::document::pdf
