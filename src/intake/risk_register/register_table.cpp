#include "intake/risk_register/register_table.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace candour::intake::risk_register {
namespace {

// How many rows under a header are looked at to tell whether it is one, and how wide one may be: the time stays linear.
constexpr std::size_t looked_at = 200;
constexpr std::size_t widest = 300;

// A header stands in one of the first rows of its table.
constexpr std::size_t first_rows = 25;

constexpr std::array<RiskLevel, 3> levels{RiskLevel::inherent, RiskLevel::current, RiskLevel::target};

// The text of a row's cell at column `c`, or of the merged cell that covers it.
std::string_view spread(const FlowLine& row, std::size_t c, bool merged_only) {
  if (c >= row.cells.size()) return {};
  for (std::size_t at = c + 1; at-- > 0;) {
    if (!row.cells[at].text.empty()) {
      if (at == c || !merged_only || at + row.cells[at].columns > c) return row.cells[at].text;
      return {};
    }
    if (merged_only && row.cells[at].columns > 0 && at != c) return {};
  }
  return {};
}

// Words, and not those of a scale: "Posts 3 and 4 stay vacant", but not "Likely (4)".
bool tells(std::string_view text) {
  if (!score_in(text)) return true;
  std::string without_numbers;
  for (const std::string& word : words(text))
    if (word.find_first_of("0123456789") == std::string::npos) without_numbers += word + " ";
  return without_numbers.size() > 4 && !score_in(without_numbers);
}

// "I | L | T" under "Gross": a letter behind likelihood and impact, in either order, is their total.
void name_totals(Layout& layout, const std::vector<std::string>& lowest) {
  for (std::size_t c = 2; c < layout.size() && c < lowest.size(); ++c) {
    const std::string& key = lowest[c];
    if (key != "t" && key != "tot" && key != "r" && key != "rr" && key != "rs" && key != "sc" && key != "x") continue;
    const Field before = layout[c - 1].meaning.field, first = layout[c - 2].meaning.field;
    const bool both = (before == Field::likelihood && first == Field::impact) ||
                      (before == Field::impact && first == Field::likelihood);
    if (both && !is_measure(layout[c].meaning.field))
      layout[c].meaning = {Field::score, layout[c - 1].meaning.level, false};
  }
}

// Measures that name no level: the level of the measure beside them, or by how often they occur.
void settle_levels(Layout& layout) {
  for (std::size_t c = 1; c < layout.size(); ++c) {
    Meaning& here = layout[c].meaning;
    const Meaning& before = layout[c - 1].meaning;
    if ((!is_measure(here.field) && here.field != Field::band) || here.level || !before.level ||
        (!is_measure(before.field) && before.field != Field::band))
      continue;
    const bool taken = std::any_of(
        layout.begin(), layout.begin() + static_cast<std::ptrdiff_t>(c),
        [&](const Column& other) { return other.meaning.field == here.field && other.meaning.level == before.level; });
    if (!taken) here.level = before.level;
  }
  // A score that names its level behind "L" and "I" that name none: they are its own.
  for (std::size_t c = layout.size(); c-- > 1;) {
    const Meaning& here = layout[c].meaning;
    Meaning& before = layout[c - 1].meaning;
    if (!is_measure(here.field) || !here.level || !is_measure(before.field) || before.level) continue;
    if (before.field != here.field) before.level = here.level;
  }
  std::size_t sets = 0;
  for (const Field field : {Field::likelihood, Field::impact, Field::score}) {
    std::size_t count = 0;
    for (const Column& column : layout) count += column.meaning.field == field && !column.meaning.level;
    sets = std::max(sets, count);
  }
  if (sets == 0) return;
  std::set<RiskLevel> named;
  for (const Column& column : layout)
    if (is_measure(column.meaning.field) && column.meaning.level) named.insert(*column.meaning.level);
  std::vector<RiskLevel> order;
  for (RiskLevel level : levels)
    if (!named.count(level)) order.push_back(level);
  if (sets == 1)
    order = {named.count(RiskLevel::current) && !named.count(RiskLevel::inherent) ? RiskLevel::inherent
                                                                                  : RiskLevel::current};
  std::map<Field, std::size_t> seen;
  for (Column& column : layout) {
    if (!is_measure(column.meaning.field) || column.meaning.level) continue;
    const std::size_t nth = seen[column.meaning.field]++;
    if (nth < order.size())
      column.meaning.level = order[nth];
    else
      column.meaning = {Field::other, std::nullopt, false};
  }
}

// The header in row `r`, or in rows r and r + 1; how many rows it has.
std::pair<Layout, std::size_t> columns_at(const std::vector<FlowLine>& flow, const Table& table, std::size_t r) {
  const FlowLine& row = flow[r];
  Layout single;
  std::vector<std::string> lowest;
  for (const FlowCell& cell : row.cells) {
    single.push_back({collapsed(cell.text), meaning_of(cell.text)});
    lowest.push_back(cell.text.size() <= 8 ? matching_key(cell.text) : std::string());
  }
  name_totals(single, lowest);
  if (r + 1 < table.end) {
    const FlowLine& below = flow[r + 1];
    std::size_t measures = 0, long_cells = 0, numbers = 0;
    for (const FlowCell& cell : below.cells) {
      if (cell.text.empty()) continue;
      const Field field = meaning_of(cell.text).field;
      measures += is_measure(field) || field == Field::band;
      long_cells += cell.text.size() > 80;
      numbers += cell.text.find_first_not_of("0123456789 ") == std::string_view::npos;
    }
    if (measures >= 2 && long_cells == 0 && numbers == 0) {
      Layout both;
      const std::size_t width = std::max(row.cells.size(), below.cells.size());
      for (std::size_t c = 0; c < width; ++c) {
        const std::string_view lower = c < below.cells.size() ? below.cells[c].text : std::string_view();
        const std::string_view own = c < row.cells.size() ? row.cells[c].text : std::string_view();
        if (lower.empty()) {
          both.push_back({collapsed(own), meaning_of(own)});
          continue;
        }
        Meaning meaning = meaning_of(lower);
        std::string_view group = spread(row, c, true);
        if (group.empty()) group = spread(row, c, false);
        if (is_measure(meaning.field) || meaning.field == Field::band) {
          if (!meaning.level) meaning.level = level_of(group);
          // "Likelihood" over "Inherent | Residual".
          both.push_back({group.empty() || group.data() == lower.data()
                              ? collapsed(lower)
                              : collapsed(group) + " \xE2\x80\x93 " + collapsed(lower),
                          meaning});
          const Meaning of_group = meaning_of(group);
          if (meaning.field == Field::score && meaning.level && level_of(lower) &&
              (of_group.field == Field::likelihood || of_group.field == Field::impact))
            both.back().meaning.field = of_group.field;
          continue;
        }
        both.push_back({own.empty() || own.data() == lower.data()
                            ? collapsed(lower)
                            : collapsed(own) + " \xE2\x80\x93 " + collapsed(lower),
                        meaning});
      }
      for (std::size_t c = 0; c < width; ++c) {
        const std::string_view lower = c < below.cells.size() ? below.cells[c].text : std::string_view();
        if (c >= lowest.size()) lowest.emplace_back();
        if (!lower.empty()) lowest[c] = lower.size() <= 8 ? matching_key(lower) : std::string();
        // A total without a name of its own stands under its group's.
        if (both[c].meaning.field == Field::other && !lower.empty())
          if (const std::string_view group = spread(row, c, true); !group.empty() && group.data() != lower.data())
            both[c].header = collapsed(group) + " \xE2\x80\x93 " + collapsed(lower);
      }
      name_totals(both, lowest);
      return {both, 2};
    }
  }
  return {single, 1};
}

bool qualifies(const Layout& layout) {
  std::size_t risks = 0, likelihoods = 0, impacts = 0, scores = 0, levelled = 0, controls = 0, owners = 0,
              of_a_plan = 0, known = 0, score_names_risk = 0;
  for (const Column& column : layout) {
    const Field field = column.meaning.field;
    risks += says_the_risk(field);
    likelihoods += field == Field::likelihood;
    impacts += field == Field::impact;
    scores += field == Field::score;
    levelled += field == Field::score && column.meaning.level.has_value();
    controls += field == Field::controls;
    owners += field == Field::owner;
    known += field != Field::none && field != Field::other;
    const std::string key = matching_key(column.header);
    score_names_risk += field == Field::score && key.find("risk") != std::string::npos;
    for (std::string_view word :
         {"recommendation", "response", "finding", "progress", "evidence", "outcome", "success"})
      of_a_plan += key.find(word) != std::string::npos;
  }
  if (risks == 0 || known < 3) return false;
  if (likelihoods >= 1 && impacts >= 1) return true;
  if (levelled >= 1 && (levelled >= 2 || controls + owners >= 1)) return of_a_plan <= 1;
  return scores >= 1 && score_names_risk >= 1 && controls >= 1 && of_a_plan == 0;
}

// "Impact" may be a number or what would happen: its cells say which.
void settle_by_cells(Layout& layout, const std::vector<FlowLine>& flow, std::size_t from, std::size_t to) {
  for (std::size_t c = 0; c < layout.size(); ++c) {
    Meaning& meaning = layout[c].meaning;
    const bool of_levels = meaning.field == Field::level;
    if (!is_measure(meaning.field) && !of_levels) continue;
    std::size_t filled = 0, scores = 0, named = 0;
    for (std::size_t r = from; r < to && r < from + looked_at && filled < 40; ++r) {
      if (c >= flow[r].cells.size() || flow[r].cells[c].text.empty() || flow[r].filled() < 2) continue;
      ++filled;
      scores += score_in(flow[r].cells[c].text).has_value();
      named += level_of(flow[r].cells[c].text).has_value();
    }
    // "Risk level" may hold which level a row speaks of, or the score.
    if (of_levels) {
      if (named == 0 && scores * 2 > filled) meaning.field = Field::score;
      continue;
    }
    if (filled > 0 && scores * 2 < filled) {
      meaning.field = meaning.may_be_text ? Field::effect : Field::other;
      meaning.level.reset();
    }
  }
}

}  // namespace

bool is_measure(Field field) {
  return field == Field::likelihood || field == Field::impact || field == Field::score;
}
bool says_the_risk(Field field) {
  return field == Field::risk || field == Field::title || field == Field::event || field == Field::cause;
}

bool has_reference(const Layout& layout) {
  return std::any_of(layout.begin(), layout.end(),
                     [](const Column& column) { return column.meaning.field == Field::reference; });
}
bool row_has(const FlowLine& row, const Layout& layout, Field field) {
  for (std::size_t c = 0; c < layout.size() && c < row.cells.size(); ++c)
    if (layout[c].meaning.field == field && !row.cells[c].text.empty()) return true;
  return false;
}

std::vector<Table> tables_of(const std::vector<FlowLine>& flow) {
  std::vector<Table> tables;
  for (std::size_t i = 0; i < flow.size(); ++i) {
    if (!flow[i].is_row) continue;
    Table table{i, i};
    while (table.end < flow.size() && flow[table.end].is_row && flow[table.end].block == flow[i].block) ++table.end;
    tables.push_back(table);
    i = table.end - 1;
  }
  return tables;
}

std::optional<Header> header_at(const std::vector<FlowLine>& flow, const Table& table, std::size_t r) {
  const std::size_t filled = flow[r].filled();
  if (flow[r].cells.size() > widest || filled < 3) return std::nullopt;
  // A header is short; most rows are seen to be none by that alone.
  const auto long_cells = std::count_if(flow[r].cells.begin(), flow[r].cells.end(),
                                        [](const FlowCell& cell) { return cell.text.size() > 80; });
  if (static_cast<std::size_t>(long_cells) * 3 > filled) return std::nullopt;
  auto [layout, rows] = columns_at(flow, table, r);
  if (!qualifies(layout)) return std::nullopt;
  settle_by_cells(layout, flow, r + rows, table.end);
  if (!qualifies(layout)) return std::nullopt;
  settle_levels(layout);
  // A header has a score somewhere under it, beside words.
  for (std::size_t below = r + rows; below < table.end && below < r + rows + looked_at; ++below) {
    bool scored = false, told = false;
    for (std::size_t c = 0; c < layout.size() && c < flow[below].cells.size(); ++c) {
      const std::string_view text = flow[below].cells[c].text;
      if (is_measure(layout[c].meaning.field) && score_in(text)) scored = true;
      if (says_the_risk(layout[c].meaning.field) && text.size() > 3 && tells(text)) told = true;
    }
    if (scored && told) return Header{std::move(layout), r, rows};
  }
  return std::nullopt;
}

std::optional<Header> header_of(const std::vector<FlowLine>& flow, const Table& table) {
  for (std::size_t r = table.begin; r < table.end && r < table.begin + first_rows; ++r)
    if (auto header = header_at(flow, table, r)) return header;
  return std::nullopt;
}

bool goes_on(const std::vector<FlowLine>& flow, const Table& table, const Layout& layout) {
  std::size_t alike = 0, scored = 0;
  for (std::size_t r = table.begin; r < table.end; ++r) {
    alike += flow[r].cells.size() == layout.size();
    for (std::size_t c = 0; c < layout.size() && c < flow[r].cells.size(); ++c)
      scored += is_measure(layout[c].meaning.field) && score_in(flow[r].cells[c].text).has_value();
  }
  return alike == table.end - table.begin && scored >= 1;
}

bool repeats_header(const FlowLine& row, const std::vector<std::string>& keys) {
  std::size_t same = 0, filled = 0;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (row.cells[c].text.empty()) continue;
    ++filled;
    if (row.cells[c].text.size() > 120 || c >= keys.size()) continue;
    const std::string key = matching_key(row.cells[c].text);
    same += key == keys[c] ||
            (!keys[c].empty() && (keys[c].starts_with(key + " ") || keys[c].ends_with(" " + key)) && key.size() <= 40);
  }
  return same >= 3 && same * 10 >= filled * 7;
}

}  // namespace candour::intake::risk_register
