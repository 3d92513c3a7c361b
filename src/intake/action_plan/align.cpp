#include "intake/action_plan/align.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"

namespace candour::intake::action_plan {
namespace {

using Odds = std::array<double, looks_count>;

constexpr std::size_t index_of(Looks looks) {
  return static_cast<std::size_t>(looks);
}

// How often a cell of each column looks each way, before this plan has told its own habits.
//                                     blank pointer n/a   rating ref   date   agency post  number brief prose
Odds usual(Column column) {
  switch (column) {
    case Column::finding:
      return {0.5, 0.01, 0.01, 0.005, 0.05, 0.005, 0.02, 0.01, 0.29, 0.20, 0.40};
    case Column::recommendation:
      return {0.5, 0.01, 0.01, 0.005, 0.05, 0.005, 0.02, 0.01, 0.39, 0.10, 0.40};
    case Column::reference:
      return {0.2, 0.005, 0.01, 0.01, 0.80, 0.02, 0.01, 0.02, 0.05, 0.07, 0.005};
    case Column::agency:
      return {0.3, 0.005, 0.01, 0.01, 0.005, 0.005, 0.70, 0.10, 0.005, 0.15, 0.010};
    case Column::response:
      return {0.4, 0.08, 0.06, 0.01, 0.005, 0.01, 0.01, 0.01, 0.02, 0.12, 0.68};
    case Column::action:
      return {0.1, 0.05, 0.05, 0.01, 0.010, 0.01, 0.02, 0.02, 0.06, 0.10, 0.67};
    case Column::rating:
      return {0.2, 0.02, 0.04, 0.80, 0.010, 0.01, 0.005, 0.005, 0.005, 0.08, 0.03};
    case Column::constraints:
      return {0.7, 0.04, 0.05, 0.01, 0.005, 0.02, 0.03, 0.03, 0.02, 0.12, 0.68};
    case Column::target:
      return {0.3, 0.02, 0.04, 0.03, 0.010, 0.70, 0.005, 0.01, 0.01, 0.12, 0.06};
    case Column::evidence:
      return {0.3, 0.05, 0.04, 0.03, 0.005, 0.12, 0.03, 0.03, 0.03, 0.10, 0.57};
    case Column::lead:
      return {0.3, 0.02, 0.04, 0.005, 0.005, 0.005, 0.10, 0.70, 0.005, 0.10, 0.03};
    case Column::outcome:
      return {0.5, 0.02, 0.04, 0.005, 0.005, 0.01, 0.03, 0.02, 0.03, 0.08, 0.76};
    case Column::percent:
      return {0.3, 0.01, 0.04, 0.30, 0.15, 0.05, 0.01, 0.01, 0.01, 0.40, 0.02};
    case Column::other:
      break;
  }
  return {0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
}

constexpr double habit_strength = 12;  // rows that what is usual is worth
constexpr double floor_of_odds = 0.004;
constexpr double strain = 2.6;          // above it a cell does not look at home in its column
constexpr double cost_of_known = 0.36;  // of a short value that its column often holds

struct Profile {
  Odds looks{};        // chance of each look among cells with text; [blank] is the chance of no text
  Odds costs{};        // what a cell of each look costs here
  double missing = 0;  // what it costs, beyond the usual, that a row has no cell for it
  std::unordered_map<std::string_view, int> values;  // keys of short values seen here
};

std::string value_key(std::string_view text) {
  return text.size() > 60 ? std::string() : matching_key(text);
}

struct Cell;

// One place where a cell may be cut in two.
struct Split {
  std::size_t at = 0;
  double cost = 0;
  bool behind_agency = false;  // only where the first of the two is an agency
  bool behind_known = false;   // cheap where the first of the two is a value its column is known to hold
  std::vector<Cell> halves;    // two, once they were looked at
};

struct Cell {
  std::string_view text;
  Looks looks = Looks::blank;
  bool copied = false;   // the same text stands beside it: says nothing of its column
  std::string_view key;  // matching key of a short text
  bool divided = false;  // splits were sought
  std::vector<Split> splits;
};

// One way to lay the cells: for each column the cell, -1 for none; the second half of a split cell as a span.
struct Layout {
  double cost = std::numeric_limits<double>::infinity();
  std::vector<int> cells;
  std::vector<std::size_t> skipped;
  int merged = -1;        // the column whose cell also holds the next column's text
  std::size_t split = 0;  // bytes of the cell that belong to the first
};

struct Costs {
  double skip = 2.6;  // an empty cell too many
  double skip_again = 0.8;
  double skip_text = 9.0;  // text under no column at all
  double missing = 3.0;    // a column without a cell between columns with
  double merge = 1.8;
  double change = 2.0;  // the row lost other first cells than the row above
  double change_at_break = 1.0;
};

class Aligner {
 public:
  Aligner(std::vector<AlignedRow>& rows, const std::vector<Column>& meanings, Knowledge& knowledge)
      : rows_(rows), meanings_(meanings), knowledge_(knowledge), width_(meanings.size()) {
    profiles_.resize(width_);
    for (std::size_t j = 0; j < width_; ++j) profiles_[j].looks = usual(meanings_[j]);
    price();
    cells_.resize(rows_.size());
  }

  void run() {
    look_at_cells();
    if (settle_early()) return finish();
    learn(straight_rows());
    look_at_cells();
    lay();
    learn(straight_rows());
    look_at_cells();
    if (is_well_kept()) {
      costs_.skip = 5;
      costs_.skip_again = 4;
      costs_.missing = 4;
      costs_.merge = 6;
      costs_.change = 6;
      costs_.change_at_break = 5;
    }
    lay();
    finish();
  }

 private:
  static constexpr double none = std::numeric_limits<double>::infinity();

  // A text is looked at once, however often it stands in the table.
  struct Seen {
    Looks looks = Looks::blank;
    std::string key;
    bool settled = false;      // no agency learned later changes how it looks
    std::size_t agencies = 0;  // how many were known when it was last looked at
  };

  const Seen& seen(std::string_view text) const {
    const auto [at, is_new] = seen_.try_emplace(text);
    Seen& found = at->second;
    if (is_new) {
      found.looks = looks_of(text, knowledge_);
      found.key = value_key(text);
      found.settled = found.looks < Looks::agency || found.looks == Looks::agency || text.size() > 100;
    } else if (!found.settled && found.agencies != knowledge_.agencies.size()) {
      if (names_known_agency(text, knowledge_)) found.looks = Looks::agency, found.settled = true;
    }
    found.agencies = knowledge_.agencies.size();
    return found;
  }

  // The same text, or a sentence and its beginning.
  static bool are_copies(std::string_view left, std::string_view right) {
    if (left.empty() || right.empty()) return false;
    if (left == right) return true;
    const std::size_t shorter = std::min(left.size(), right.size());
    return shorter >= 24 && left.substr(0, shorter) == right.substr(0, shorter);
  }

  void look_at_cells() {
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const FlowLine& line = *rows_[r].line;
      std::vector<Cell>& cells = cells_[r];
      const bool first_time = cells.empty();
      if (first_time) cells.resize(line.width());
      for (std::size_t i = 0; i < cells.size(); ++i) {
        Cell& cell = cells[i];
        cell.divided = false;
        cell.splits.clear();
        if (first_time) cell.text = line.cells[i].text;
        if (cell.text.size() > 160) {
          if (first_time) cell.looks = looks_of(cell.text, knowledge_);
        } else if (first_time || cell.looks > Looks::agency) {
          const Seen& found = seen(cell.text);
          cell.looks = found.looks;
          cell.key = found.key;
        }
      }
      if (!first_time) continue;
      for (std::size_t i = 0; i + 1 < cells.size(); ++i)
        if (are_copies(cells[i].text, cells[i + 1].text)) cells[i].copied = cells[i + 1].copied = true;
    }
  }

  double cost_of(const Cell& cell, std::size_t column) const {
    const Profile& profile = profiles_[column];
    if (cell.looks == Looks::blank) return profile.costs[0];
    if (cell.copied) return 2.0;
    const double cost = profile.costs[index_of(cell.looks)];
    if (cost > cost_of_known && !cell.key.empty()) {
      const auto found = profile.values.find(cell.key);
      if (found != profile.values.end() && found->second >= 2) return cost_of_known;
    }
    return cost;
  }

  // What it costs to put cell `i` of the row at hand under column `j`, and the best place to divide it over `j` and the
  // next: asked again for every number of lost columns, worked out once.
  struct Price {
    double cost = -1;
    bool divided = false;
    double split_cost = 0;
    std::size_t split = 0;
  };

  void price_row(const std::vector<Cell>& cells) const { prices_.assign(cells.size() * width_, {}); }

  double cost_at(const std::vector<Cell>& cells, std::size_t i, std::size_t j) const {
    double& cost = prices_[i * width_ + j].cost;
    if (cost < 0) cost = cost_of(cells[i], j);
    return cost;
  }

  const Price& divided_at(std::vector<Cell>& cells, std::size_t i, std::size_t j) const {
    Price& price = prices_[i * width_ + j];
    if (price.divided) return price;
    price.divided = true;
    price.split_cost = none;
    splits_of(cells[i]);
    for (Split& option : cells[i].splits) {
      if (option.behind_agency && meanings_[j] != Column::agency) continue;
      if (option.halves.empty())
        option.halves = {cell_of(cells[i].text.substr(0, option.at)), cell_of(cells[i].text.substr(option.at))};
      const Cell& left = option.halves[0];
      double own = option.cost;
      if (option.behind_known && own > 0.4 && !left.key.empty() && profiles_[j].values.count(left.key) != 0) own = 0.4;
      if (own >= price.split_cost) continue;
      const double cost = own + cost_of(left, j) + cost_of(option.halves[1], j + 1);
      if (cost < price.split_cost) price.split_cost = cost, price.split = option.at;
    }
    return price;
  }

  double missing_cost(std::size_t column) const { return costs_.missing + profiles_[column].missing; }

  void price() {
    for (Profile& profile : profiles_) {
      const double blank = -std::log(std::max(0.02, profile.looks[0]));
      profile.missing = 0.5 * blank;
      profile.costs[0] = 0.12 * blank;
      for (std::size_t k = 1; k < looks_count; ++k)
        profile.costs[k] = -std::log(std::max(floor_of_odds, profile.looks[k]));
    }
  }

  // One step of laying a row, from the first cells and columns to the last.
  struct Step {
    double cost = none;
    char move = 0;  // m match, x missing column, s skip cell, g merge
    std::size_t split = 0;
  };

  // The cell laid straight under the column of its own number, from column `lost` on.
  double straight_cost(const std::vector<Cell>& cells, std::size_t lost) const {
    if (cells.size() + lost > width_) return none;
    double cost = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) cost += cost_at(cells, i, i + lost);
    return cost;
  }

  bool fits_straight(const std::vector<Cell>& cells, std::size_t lost) const {
    if (cells.size() + lost > width_) return false;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!cells[i].copied && cost_at(cells, i, i + lost) > strain) return false;
    return true;
  }
  bool fits_well(const std::vector<Cell>& cells) const {
    if (cells.size() > width_) return false;
    price_row(cells);
    return fits_straight(cells, 0);
  }

  // A table that is a table: every row fits as it stands and nothing more need be thought about.
  bool settle_early() {
    if (rows_.size() < 3) return false;
    std::size_t good = 0;
    for (std::size_t r = 0; r < rows_.size(); ++r) good += fits_well(cells_[r]);
    if (good != rows_.size()) return false;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      price_row(cells_[r]);
      take(rows_[r], cells_[r], straight(cells_[r], 0), 0);
    }
    learn(straight_rows());
    return true;
  }

  Layout straight(const std::vector<Cell>& cells, std::size_t lost) const {
    Layout layout;
    layout.cost = straight_cost(cells, lost);
    layout.cells.assign(width_, -1);
    for (std::size_t i = 0; i < cells.size() && i + lost < width_; ++i) layout.cells[i + lost] = static_cast<int>(i);
    return layout;
  }

  // Rows whose own shape is that of the header: what they hold tells the habits of each column.
  std::vector<std::size_t> straight_rows() const {
    std::vector<std::size_t> found;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (rows_[r].values.empty()) {
        if (rows_[r].line->cells.size() == width_ && fits_well(cells_[r]) &&
            straight_cost(cells_[r], 0) < 2.4 * static_cast<double>(width_))
          found.push_back(r);
      } else if (!rows_[r].shifted && !rows_[r].merged) {
        found.push_back(r);
      }
    }
    return found;
  }

  void learn(const std::vector<std::size_t>& from) {
    std::vector<std::array<double, looks_count>> counts(width_);
    for (std::size_t j = 0; j < width_; ++j) profiles_[j].values.clear();
    for (std::size_t r : from) {
      const std::size_t lost = rows_[r].lost_before;
      const std::vector<Cell>& cells = cells_[r];
      for (std::size_t i = 0; i < cells.size() && i + lost < width_; ++i) {
        if (cells[i].copied) continue;
        counts[i + lost][index_of(cells[i].looks)] += 1;
        if (!cells[i].key.empty()) ++profiles_[i + lost].values[cells[i].key];
      }
      for (std::size_t j = cells.size() + lost; j < width_; ++j) counts[j][0] += 1;
    }
    // A value is at home where it stands most.
    std::unordered_map<std::string_view, int> most;
    for (const Profile& profile : profiles_)
      for (const auto& [value, count] : profile.values)
        if (int& best = most[value]; count > best) best = count;
    for (Profile& profile : profiles_)
      std::erase_if(profile.values, [&](const auto& entry) { return entry.second < most[entry.first]; });
    for (std::size_t j = 0; j < width_; ++j) {
      const Odds prior = usual(meanings_[j]);
      double with_text = 0;
      for (std::size_t k = 1; k < looks_count; ++k) with_text += counts[j][k];
      for (std::size_t k = 1; k < looks_count; ++k)
        profiles_[j].looks[k] = (prior[k] * habit_strength + counts[j][k]) / (habit_strength + with_text);
      profiles_[j].looks[0] = (prior[0] * habit_strength + counts[j][0]) / (habit_strength + with_text + counts[j][0]);
      if (meanings_[j] != Column::agency) continue;
      std::unordered_set<std::string_view> names;
      for (std::size_t r : from) {
        const std::size_t lost = rows_[r].lost_before;
        if (j < lost || j - lost >= cells_[r].size()) continue;
        const Cell& cell = cells_[r][j - lost];
        const bool may_be_name = cell.looks != Looks::prose && cell.looks != Looks::pointer &&
                                 cell.looks != Looks::not_applicable && cell.looks != Looks::numbered;
        if (!cell.text.empty() && !cell.copied && cell.text.size() <= 80 && may_be_name) names.insert(cell.text);
      }
      for (std::string_view name : names) knowledge_.agencies.insert(agency_key(name));
    }
    price();
  }

  // ---- Where one cell holds two columns ----

  const std::vector<Split>& splits_of(Cell& cell) const {
    if (cell.divided) return cell.splits;
    cell.divided = true;
    const std::string_view text = cell.text;
    if (text.size() < 6 || text.size() > 4000) return cell.splits;
    const auto add = [&](std::size_t at, double cost, bool behind_agency, bool behind_known) {
      if (!trimmed(text.substr(0, at)).empty() && !trimmed(text.substr(at)).empty())
        cell.splits.push_back({at, cost, behind_agency, behind_known, {}});
    };
    // A known agency that begins the cell.
    const std::string first = agency_key(text.substr(0, text.find(' ')));
    const bool may_be_agency =
        first.empty() || first == "the" ||
        std::any_of(knowledge_.agencies.begin(), knowledge_.agencies.end(),
                    [&](const std::string& known) { return known.compare(0, first.size(), first) == 0; });
    for (std::size_t at = may_be_agency ? text.find(' ') : std::string_view::npos, count = 0;
         at != std::string_view::npos && at < 90 && count < 8; at = text.find(' ', at + 1), ++count)
      if (knowledge_.agencies.count(agency_key(text.substr(0, at))) != 0) add(at, 0, true, false);
    for (std::size_t at = 1; at + 1 < text.size() && cell.splits.size() < 12; ++at) {
      if (text[at] == '\n' || (text[at] == ' ' && text[at + 1] == ' ')) {
        add(at, 0.2, false, false);
        while (at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\n')) ++at;
      } else if (text[at] == ' ' && text[at + 1] >= 'A' && text[at + 1] <= 'Z' && at < 120) {
        // A capital that begins a sentence: the word after it is small, the word before it joins nothing.
        const std::size_t next = text.find(' ', at + 1);
        const bool begins =
            next != std::string_view::npos && next + 1 < text.size() && text[next + 1] >= 'a' && text[next + 1] <= 'z';
        const std::size_t word = text.rfind(' ', at - 1);
        const std::size_t from = word == std::string_view::npos ? 0 : word + 1;
        const std::string before = folded(text.substr(from, at - from));
        const bool joins = before == "and" || before == "of" || before == "for" || before == "the" || before == "to" ||
                           before == "&" || before == "in";
        if (!joins && (begins || at <= 60)) add(at, begins ? 0.6 : none, false, true);
      }
    }
    return cell.splits;
  }

  Cell cell_of(std::string_view text) const {
    Cell cell;
    cell.text = trimmed(text);
    if (cell.text.size() > 160) {
      cell.looks = looks_of(cell.text, knowledge_);
    } else {
      const Seen& found = seen(cell.text);
      cell.looks = found.looks;
      cell.key = found.key;
    }
    return cell;
  }

  // ---- The cheapest way to lay the cells, given how many first columns were lost ----

  Layout cheapest(std::vector<Cell>& cells, std::size_t lost) const {
    Layout layout = cheapest(cells, lost, false);
    // Two columns in one cell are only thought of where nothing simpler fits.
    if (cells.size() + lost < width_ && is_strained(layout, cells, lost))
      if (Layout divided = cheapest(cells, lost, true); divided.cost < layout.cost) return divided;
    return layout;
  }

  bool is_strained(const Layout& layout, const std::vector<Cell>& cells, std::size_t lost) const {
    if (layout.cells.empty() || !layout.skipped.empty()) return true;
    bool ended = true;
    for (std::size_t j = width_; j-- > lost;) {
      const int i = layout.cells[j];
      if (i >= 0) ended = false;
      if (i < 0 && !ended) return true;
      if (i >= 0 && cost_at(cells, static_cast<std::size_t>(i), j) > strain) return true;
    }
    return false;
  }

  Layout cheapest(std::vector<Cell>& cells, std::size_t lost, bool may_merge) const {
    const std::size_t m = cells.size(), n = width_;
    const auto at = [&](std::size_t i, std::size_t j) { return i * (n + 1) + j; };
    std::vector<Step>& table = steps_;
    table.assign((m + 1) * (n + 1), {});
    table[at(0, lost)].cost = 0;
    for (std::size_t i = 0; i <= m; ++i)
      for (std::size_t j = lost; j <= n; ++j) {
        const Step here = table[at(i, j)];
        if (here.cost == none) continue;
        const auto offer = [&](std::size_t to_i, std::size_t to_j, double cost, char move, std::size_t split = 0) {
          Step& step = table[at(to_i, to_j)];
          if (here.cost + cost < step.cost - 1e-9) step = {here.cost + cost, move, split};
        };
        if (i < m && j < n) offer(i + 1, j + 1, cost_at(cells, i, j), 'm');
        // The first column of the state must have its cell, else the row would have lost one more.
        if (j < n && (i == m || (i > 0 || j > lost)))
          offer(i, j + 1, i == m ? profiles_[j].costs[0] : missing_cost(j), 'x');
        if (i < m) {
          const bool again = here.move == 's';
          const double cost =
              cells[i].looks == Looks::blank ? (again ? costs_.skip_again : costs_.skip) : costs_.skip_text;
          offer(i + 1, j, cost, 's');
        }
        if (may_merge && i < m && j + 1 < n && cells[i].looks != Looks::blank && !cells[i].copied &&
            cost_at(cells, i, j) > 0.9) {
          const Price& price = divided_at(cells, i, j);
          if (price.split_cost < 4.0) offer(i + 1, j + 2, costs_.merge + price.split_cost, 'g', price.split);
        }
      }
    Layout layout;
    if (table[at(m, n)].cost == none) return layout;
    layout.cost = table[at(m, n)].cost;
    layout.cells.assign(n, -1);
    for (std::size_t i = m, j = n; i > 0 || j > lost;) {
      const Step& step = table[at(i, j)];
      if (step.move == 'm') {
        --i, --j;
        layout.cells[j] = static_cast<int>(i);
      } else if (step.move == 'x') {
        --j;
      } else if (step.move == 's') {
        --i;
        layout.skipped.push_back(i);
      } else {
        --i, j -= 2;
        layout.cells[j] = layout.cells[j + 1] = static_cast<int>(i);
        layout.merged = static_cast<int>(j);
        layout.split = step.split;
      }
    }
    return layout;
  }

  void lay() {
    const std::size_t states = std::min<std::size_t>(width_, 5);
    std::vector<std::array<double, 5>> costs(rows_.size());
    std::vector<std::array<int, 5>> from(rows_.size());
    std::vector<std::array<Layout, 5>> layouts(rows_.size());
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      // Where the cells fit straight under their columns, nothing cleverer is tried.
      bool fits = false;
      price_row(cells_[r]);
      for (std::size_t s = 0; s < states && !fits; ++s) fits = fits_straight(cells_[r], s);
      for (std::size_t s = 0; s < 5; ++s) {
        double own = none;
        if (s < states) {
          if (fits)
            layouts[r][s] = straight(cells_[r], s);
          else if (cells_[r].size() > 0)
            layouts[r][s] = cheapest(cells_[r], s);
          own = layouts[r][s].cost;
        }
        if (own == none) own = 1e6;
        double best = none;
        int best_from = 0;
        if (r == 0) {
          best = s == 0 ? 0 : costs_.change;
        } else {
          const double change = rows_[r].breaks_before ? costs_.change_at_break : costs_.change;
          for (int p = 0; p < 5; ++p) {
            const double cost =
                costs[r - 1][static_cast<std::size_t>(p)] + (static_cast<std::size_t>(p) == s ? 0 : change);
            if (cost < best) best = cost, best_from = p;
          }
        }
        costs[r][s] = best + own;
        from[r][s] = best_from;
      }
    }
    if (rows_.empty()) return;
    std::size_t state = 0;
    for (std::size_t s = 1; s < 5; ++s)
      if (costs.back()[s] < costs.back()[state]) state = s;
    for (std::size_t r = rows_.size(); r-- > 0;) {
      if (layouts[r][state].cells.empty()) {
        price_row(cells_[r]);
        layouts[r][state] = straight(cells_[r], 0);
      }
      take(rows_[r], cells_[r], layouts[r][state], state);
      state = static_cast<std::size_t>(from[r][state]);
    }
  }

  void take(AlignedRow& row, const std::vector<Cell>& cells, const Layout& layout, std::size_t lost) {
    row.lost_before = lost;
    row.values.assign(width_, {});
    row.cells = layout.cells;
    row.cells.resize(width_, -1);
    row.unplaced.clear();
    row.merged = layout.merged >= 0;
    row.merged_column = row.merged ? static_cast<std::size_t>(layout.merged) : 0;
    row.shifted = false;
    std::vector<bool> used(cells.size(), false);
    for (std::size_t j = 0; j < width_; ++j) {
      const int i = row.cells[j];
      if (i < 0) continue;
      const std::size_t cell = static_cast<std::size_t>(i);
      used[cell] = true;
      std::string_view text = cells[cell].text;
      if (row.merged && j == row.merged_column)
        text = trimmed(text.substr(0, layout.split));
      else if (row.merged && j == row.merged_column + 1)
        text = trimmed(text.substr(layout.split));
      row.values[j] = text;
      if (!text.empty() && cell + lost != j && !(row.merged && j == row.merged_column + 1)) row.shifted = true;
    }
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!used[i] && !cells[i].text.empty()) row.unplaced.push_back(cells[i].text);
  }

  bool is_well_kept() const {
    std::size_t straight_count = 0;
    for (const AlignedRow& row : rows_) straight_count += !row.shifted && !row.merged && row.lost_before == 0;
    return straight_count * 100 >= rows_.size() * 97;
  }

  void finish() {}

  std::vector<AlignedRow>& rows_;
  const std::vector<Column>& meanings_;
  Knowledge& knowledge_;
  std::size_t width_;
  std::vector<Profile> profiles_;
  std::vector<std::vector<Cell>> cells_;
  mutable std::unordered_map<std::string_view, Seen> seen_;
  Costs costs_;
  // Of the row that is being laid.
  mutable std::vector<Price> prices_;
  mutable std::vector<Step> steps_;
};

}  // namespace

void align(std::vector<AlignedRow>& rows, const std::vector<Column>& meanings, Knowledge& knowledge) {
  if (rows.empty() || meanings.empty()) return;
  Aligner(rows, meanings, knowledge).run();
}

}  // namespace candour::intake::action_plan
