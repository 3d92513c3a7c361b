#include "intake/risk_register/read_risk_register.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "intake/risk_register/register_columns.h"
#include "plan/dates.h"

namespace candour::intake::risk_register {
namespace {

// How many rows under a header are looked at to tell whether it is one, and how wide one may be: the time stays linear.
constexpr std::size_t looked_at = 200;
constexpr std::size_t widest = 300;

constexpr std::array<RiskLevel, 3> levels{RiskLevel::inherent, RiskLevel::current, RiskLevel::target};

bool is_measure(Field field) {
  return field == Field::likelihood || field == Field::impact || field == Field::score;
}
bool says_the_risk(Field field) {
  return field == Field::risk || field == Field::title || field == Field::event || field == Field::cause;
}

struct Column {
  std::string header;  // with its group's, where the header has two rows: "Inherent risk – Likelihood"
  Meaning meaning;
};
using Layout = std::vector<Column>;

// The rows [begin, end) of the flow are one table.
struct Table {
  std::size_t begin = 0;
  std::size_t end = 0;
};

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
std::pair<Layout, std::size_t> header_at(const std::vector<FlowLine>& flow, const Table& table, std::size_t r) {
  const FlowLine& row = flow[r];
  Layout single;
  for (const FlowCell& cell : row.cells) single.push_back({collapsed(cell.text), meaning_of(cell.text)});
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

struct Found {
  Layout layout;
  std::size_t header = 0;  // its first row in the flow
  std::size_t rows = 0;    // of the header
};

std::optional<Found> register_at(const std::vector<FlowLine>& flow, const Table& table, std::size_t r) {
  const std::size_t filled = flow[r].filled();
  if (flow[r].cells.size() > widest || filled < 3) return std::nullopt;
  // A header is short; most rows are seen to be none by that alone.
  const auto long_cells = std::count_if(flow[r].cells.begin(), flow[r].cells.end(),
                                        [](const FlowCell& cell) { return cell.text.size() > 80; });
  if (static_cast<std::size_t>(long_cells) * 3 > filled) return std::nullopt;
  auto [layout, rows] = header_at(flow, table, r);
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
      if (says_the_risk(layout[c].meaning.field) && text.size() > 3 && !score_in(text)) told = true;
    }
    if (scored && told) return Found{std::move(layout), r, rows};
  }
  return std::nullopt;
}

// What one risk says at one level.
struct Measures {
  std::string_view likelihood, impact, score;
  std::string likelihood_header, impact_header;
  bool any() const { return !likelihood.empty() || !impact.empty() || !score.empty(); }
};

struct Draft {
  Risk risk;
  std::string short_title, description, cause, event, effect;
  std::string cause_header, effect_header, event_header;
  std::map<RiskLevel, Measures> measures;
  std::string actions;
  std::optional<RiskLevel> row_level;
};

class Reader {
 public:
  Reader(const std::vector<FlowLine>& flow, const Choices& choices, Account& account, Reading& reading)
      : flow_(flow), choices_(choices), account_(account), reading_(reading) {}

  void read() {
    find_date();
    const std::vector<Table> tables = tables_of(flow_);
    std::optional<Layout> before;
    for (const Table& table : tables) {
      if (read_table(table, before)) continue;
      if (read_form(table)) {
        before.reset();
        continue;
      }
      read_bands(table);
    }
    for (const FlowLine& line : flow_)
      if (!line.is_row && !line.is_furniture) read_band(line.text, {}, line.place);
    remark();
  }

  // How many risks a document holds; for telling its kind.
  static std::size_t count(const std::vector<FlowLine>& flow, std::size_t& other_rows) {
    std::size_t risks = 0;
    other_rows = 0;
    for (const Table& table : tables_of(flow)) {
      bool found = false;
      for (std::size_t r = table.begin; r < table.end && r < table.begin + 25 && !found; ++r)
        if (const auto header = register_at(flow, table, r)) {
          risks += table.end - header->header - header->rows;
          found = true;
        }
      if (found) continue;
      if (form_of(flow, table)) {
        ++risks;
        continue;
      }
      for (std::size_t r = table.begin; r < table.end; ++r) other_rows += flow[r].filled() >= 4;
    }
    return risks;
  }

 private:
  std::string placed(std::string_view text) { return account_.place(text); }

  void append(std::string& field, std::string_view text) {
    if (text.empty()) return;
    if (!field.empty()) field += '\n';
    field += placed(text);
  }

  // ---- Tables ----

  bool read_table(const Table& table, std::optional<Layout>& before) {
    std::optional<Found> found;
    std::size_t at = table.begin;
    for (; at < table.end && at < table.begin + 25 && !found; ++at) found = register_at(flow_, table, at);
    std::size_t r = table.begin;
    Layout layout;
    if (found) {
      layout = found->layout;
      r = found->header + found->rows;
      place_header(*found);
    } else if (before && continues(table, *before)) {
      layout = *before;  // the rows went on over the page
    } else {
      return false;
    }
    std::vector<std::string> keys;
    for (const Column& column : layout) keys.push_back(matching_key(column.header));
    for (; r < table.end; ++r) {
      const FlowLine& row = flow_[r];
      if (row.filled() == 0) continue;
      if (repeats_header(row, keys)) continue;
      if (const auto again = row.filled() >= 4 ? register_at(flow_, table, r) : std::nullopt) {
        layout = again->layout;
        keys.clear();
        for (const Column& column : layout) keys.push_back(matching_key(column.header));
        place_header(*again);
        r += again->rows - 1;
        close();
        continue;
      }
      read_row(row, layout);
    }
    close();
    section_.clear();
    before = std::move(layout);
    return true;
  }

  void place_header(const Found& found) {
    for (std::size_t r = found.header; r < found.header + found.rows; ++r)
      for (std::size_t c = 0; c < flow_[r].cells.size() && c < found.layout.size(); ++c)
        if (found.layout[c].meaning.field == Field::other) account_.place(flow_[r].cells[c].text);
  }

  bool continues(const Table& table, const Layout& layout) const {
    std::size_t alike = 0, scored = 0;
    for (std::size_t r = table.begin; r < table.end; ++r) {
      alike += flow_[r].cells.size() == layout.size();
      for (std::size_t c = 0; c < layout.size() && c < flow_[r].cells.size(); ++c)
        scored += is_measure(layout[c].meaning.field) && score_in(flow_[r].cells[c].text).has_value();
    }
    return alike == table.end - table.begin && scored >= 1;
  }

  static bool repeats_header(const FlowLine& row, const std::vector<std::string>& keys) {
    std::size_t same = 0, filled = 0;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (row.cells[c].text.empty()) continue;
      ++filled;
      if (row.cells[c].text.size() > 120 || c >= keys.size()) continue;
      const std::string key = matching_key(row.cells[c].text);
      same += key == keys[c] || (!keys[c].empty() && (keys[c].starts_with(key + " ") || keys[c].ends_with(" " + key)) &&
                                 key.size() <= 40);
    }
    return same >= 3 && same * 10 >= filled * 7;
  }

  void read_row(const FlowLine& row, const Layout& layout) {
    // A category across the table.
    if (const FlowCell* only = row.only_cell()) {
      const std::size_t c = static_cast<std::size_t>(only - row.cells.data());
      const bool across = only->columns > 2 || (c == 0 && layout.size() > 2 && !only->continues_above);
      const Field field = c < layout.size() ? layout[c].meaning.field : Field::none;
      const bool more = open_ && (field == Field::controls || field == Field::actions || field == Field::other ||
                                  field == Field::owner || (c > 0 && only->columns <= 2));
      if (!more && across) {
        close();
        if (read_band(only->text, {}, row.place)) return;
        section_ = std::string(only->text);
        section_view_ = only->text;
        return;
      }
    }
    bool begins = false, scored = false, referenced = false, named = false;
    std::optional<RiskLevel> row_level;
    for (std::size_t c = 0; c < layout.size() && c < row.cells.size(); ++c) {
      const FlowCell& cell = row.cells[c];
      if (cell.text.empty()) continue;
      const Meaning& meaning = layout[c].meaning;
      if (says_the_risk(meaning.field)) named = true;
      if (meaning.field == Field::risk || meaning.field == Field::title || meaning.field == Field::event) begins = true;
      if (meaning.field == Field::reference && cell.text.size() <= 40) referenced = true;
      if (is_measure(meaning.field) && score_in(cell.text)) scored = true;
      if (meaning.field == Field::level) row_level = level_of(cell.text);
    }
    if (!begins && named && !open_) begins = true;
    if (!begins && named && (scored || referenced)) begins = true;
    if (!begins && referenced && scored) begins = true;
    // Level by level in rows of their own: the same risk again.
    if (row_level && open_ && (!begins || same_risk(row, layout))) begins = false;
    // A description that goes on below, with nothing beside it.
    if (begins && open_ && !scored && !referenced && row.filled() <= 2 && !has_reference(layout))
      begins = row.filled() > 1;
    if (begins && open_ && !scored && !referenced && has_reference(layout) && open_had_reference_ &&
        !row_has(row, layout, Field::owner) && !row_has(row, layout, Field::controls))
      begins = false;
    if (begins) {
      close();
      open_ = true;
      draft_ = {};
      draft_.risk.place = row.place;
      open_had_reference_ = referenced;
      if (!section_.empty()) draft_.risk.other["Section"] = placed(section_view_);
    }
    if (!open_) return;
    draft_.row_level = row_level;
    for (std::size_t c = 0; c < layout.size() && c < row.cells.size(); ++c) {
      if (row.cells[c].text.empty()) continue;
      Meaning meaning = layout[c].meaning;
      if (row_level && is_measure(meaning.field)) meaning.level = row_level;
      if (!begins && row_level && says_the_risk(meaning.field)) continue;
      take(meaning, layout[c].header, row.cells[c].text);
    }
  }

  bool same_risk(const FlowLine& row, const Layout& layout) const {
    for (std::size_t c = 0; c < layout.size() && c < row.cells.size(); ++c)
      if ((layout[c].meaning.field == Field::risk || layout[c].meaning.field == Field::title) &&
          !row.cells[c].text.empty())
        return row.cells[c].text == draft_.description || row.cells[c].text == draft_.short_title;
    return true;
  }
  static bool has_reference(const Layout& layout) {
    return std::any_of(layout.begin(), layout.end(),
                       [](const Column& column) { return column.meaning.field == Field::reference; });
  }
  static bool row_has(const FlowLine& row, const Layout& layout, Field field) {
    for (std::size_t c = 0; c < layout.size() && c < row.cells.size(); ++c)
      if (layout[c].meaning.field == field && !row.cells[c].text.empty()) return true;
    return false;
  }

  void take(const Meaning& meaning, const std::string& header, std::string_view text) {
    switch (meaning.field) {
      case Field::reference:
        append(draft_.risk.ref, text);
        break;
      case Field::risk:
        append(draft_.description, text);
        break;
      case Field::title:
        append(draft_.short_title, text);
        break;
      case Field::cause:
        append(draft_.cause, text);
        draft_.cause_header = header;
        break;
      case Field::event:
        append(draft_.event, text);
        draft_.event_header = header;
        break;
      case Field::effect:
        append(draft_.effect, text);
        draft_.effect_header = header;
        break;
      case Field::likelihood:
      case Field::impact:
      case Field::score: {
        Measures& measures = draft_.measures[meaning.level.value_or(RiskLevel::current)];
        std::string_view& field = meaning.field == Field::likelihood ? measures.likelihood
                                  : meaning.field == Field::impact   ? measures.impact
                                                                     : measures.score;
        if (!field.empty()) {
          append(draft_.risk.other[header], text);
          break;
        }
        field = text;
        if (meaning.field == Field::likelihood) measures.likelihood_header = header;
        if (meaning.field == Field::impact) measures.impact_header = header;
        break;
      }
      case Field::owner:
        append(draft_.risk.owner, text);
        break;
      case Field::controls:
        append(draft_.risk.controls, text);
        break;
      case Field::review_date:
        append(draft_.risk.review_date, text);
        break;
      case Field::appetite:
        append(draft_.risk.appetite, text);
        break;
      case Field::actions:
        append(draft_.actions, text);
        append(draft_.risk.other[header.empty() ? "Actions" : header], text);
        break;
      case Field::band:
      case Field::level:
      case Field::other:
      case Field::none:
        append(draft_.risk.other[header.empty() ? "(no header)" : header], text);
        break;
    }
  }

  // ---- Forms: one table for each risk ----

  // Whether a table is a form that tells a risk and its score.
  static bool form_of(const std::vector<FlowLine>& flow, const Table& table) {
    std::size_t labels = 0, measures = 0, graded = 0;
    bool risk = false;
    for (std::size_t r = table.begin; r < table.end; ++r) {
      const FlowLine& row = flow[r];
      std::vector<std::string_view> texts;
      for (const FlowCell& cell : row.cells)
        if (!cell.text.empty()) texts.push_back(cell.text);
      std::size_t of_row = 0;
      for (std::size_t c = 0; c < texts.size(); ++c) {
        const Meaning meaning = label(texts[c]);
        if (meaning.field == Field::none || meaning.field == Field::other) continue;
        ++labels, ++of_row;
        if (is_measure(meaning.field)) ++measures;
        if (says_the_risk(meaning.field) && c + 1 < texts.size() && texts[c + 1].size() > 8 && !score_in(texts[c + 1]))
          risk = true;
      }
      for (std::string_view text : texts) graded += text.size() <= 30 && score_in(text).has_value();
    }
    return risk && labels >= 4 && measures >= 1 && graded >= 1 && table.end - table.begin >= 3;
  }

  static Meaning label(std::string_view text) {
    if (text.size() > 60) return {};
    while (!text.empty() && (text.back() == ':' || text.back() == '.')) text = trimmed(text.substr(0, text.size() - 1));
    return meaning_of(text);
  }

  bool read_form(const Table& table) {
    if (!form_of(flow_, table)) return false;
    close();
    open_ = true;
    draft_ = {};
    draft_.risk.place = flow_[table.begin].place;
    std::vector<std::pair<std::size_t, Meaning>> grid;  // columns of a small table of scores within the form
    std::optional<RiskLevel> under;
    for (std::size_t r = table.begin; r < table.end; ++r) {
      const FlowLine& row = flow_[r];
      std::vector<std::size_t> filled;
      for (std::size_t c = 0; c < row.cells.size(); ++c)
        if (!row.cells[c].text.empty()) filled.push_back(c);
      if (filled.empty()) continue;
      const std::string_view first = row.cells[filled.front()].text;
      // The header of the small table: measures, or levels, beside each other.
      std::vector<std::pair<std::size_t, Meaning>> heads;
      std::size_t values = 0;
      for (std::size_t c : filled) {
        const Meaning meaning = label(row.cells[c].text);
        const auto level = level_of(row.cells[c].text);
        if (is_measure(meaning.field) || (level && row.cells[c].text.size() <= 40))
          heads.emplace_back(c, Meaning{is_measure(meaning.field) ? meaning.field : Field::level, level, false});
        else if (score_in(row.cells[c].text))
          ++values;
      }
      if (heads.size() >= 2 && values == 0 && heads.size() + 1 >= filled.size()) {
        grid = heads;
        continue;
      }
      if (!grid.empty() && filled.size() >= 2) {
        const Meaning row_label = label(first);
        const auto level = level_of(first);
        bool used = false;
        for (std::size_t c : filled) {
          if (c == filled.front()) continue;
          const auto head = std::find_if(grid.begin(), grid.end(), [&](const auto& each) { return each.first == c; });
          if (head == grid.end() || !score_in(row.cells[c].text)) continue;
          Meaning meaning = head->second;
          if (level && is_measure(meaning.field)) {
            meaning.level = level;
          } else if (is_measure(row_label.field) && meaning.level) {
            meaning.field = row_label.field;
          } else {
            continue;
          }
          take(meaning, collapsed(first) + " \xE2\x80\x93 " + std::string(), row.cells[c].text);
          used = true;
        }
        if (used) continue;
        grid.clear();
      }
      if (filled.size() == 1) {
        const auto level = level_of(first);
        if (level && first.size() <= 60)
          under = level;
        else if (r == table.begin)
          append(draft_.short_title, first);
        else if (!last_label_.empty())
          take(last_meaning_, last_label_, first);
        continue;
      }
      for (std::size_t i = 0; i < filled.size(); ++i) {
        const std::string_view text = row.cells[filled[i]].text;
        Meaning meaning = label(text);
        if (i + 1 >= filled.size()) {
          append(draft_.risk.other[std::string(collapsed(text))], text);
          break;
        }
        const std::string_view value = row.cells[filled[i + 1]].text;
        if (meaning.field == Field::none) meaning.field = Field::other;
        if (is_measure(meaning.field) && !score_in(value))
          meaning.field = meaning.may_be_text ? Field::effect : Field::other;
        if (is_measure(meaning.field) && !meaning.level) meaning.level = under.value_or(RiskLevel::current);
        std::string_view name = text;
        while (!name.empty() && name.back() == ':') name = trimmed(name.substr(0, name.size() - 1));
        if (meaning.field == Field::other) account_.place(name);
        take(meaning, collapsed(name), value);
        last_label_ = collapsed(name);
        last_meaning_ = meaning;
        ++i;
      }
    }
    last_label_.clear();
    close();
    return true;
  }

  // ---- Risks ----

  // A cell that says more than its number is kept as it stands.
  void keep_words(std::string_view text, const std::string& header, Risk& risk) {
    if (text.empty()) return;
    if (text.find_first_not_of("0123456789 ") == std::string_view::npos) {
      account_.place(text);
      return;
    }
    append(risk.other[header.empty() ? "Likelihood or impact" : header], text);
  }

  void close() {
    if (!open_) return;
    open_ = false;
    Risk& risk = draft_.risk;
    std::vector<std::string> parts;
    const bool told = !draft_.description.empty() || !draft_.short_title.empty();
    if (!draft_.short_title.empty()) parts.push_back(draft_.short_title);
    if (!draft_.description.empty()) parts.push_back(draft_.description);
    const auto add = [&](const std::string& text, const std::string& header) {
      if (text.empty()) return;
      if (told)
        risk.other[header] += (risk.other[header].empty() ? "" : "\n") + text;
      else
        parts.push_back(text);
    };
    add(draft_.cause, draft_.cause_header);
    add(draft_.event, draft_.event_header);
    add(draft_.effect, draft_.effect_header);
    risk.title = join(parts, "\n");
    bool any = false;
    const std::size_t first = reading_.risks.size();
    for (RiskLevel level : levels) {
      const auto found = draft_.measures.find(level);
      if (found == draft_.measures.end() || !found->second.any()) continue;
      any = true;
      const Measures& measures = found->second;
      Risk one = risk;
      one.level = level;
      const auto likelihood = score_in(measures.likelihood), impact = score_in(measures.impact),
                 score = score_in(measures.score);
      if (likelihood) one.likelihood = likelihood->number ? likelihood->number : likelihood->likelihood;
      if (impact) one.impact = impact->number ? impact->number : impact->impact;
      std::optional<std::uint32_t> stored;
      if (score) {
        stored = score->number;
        if (!one.likelihood) one.likelihood = score->likelihood;
        if (!one.impact) one.impact = score->impact;
      }
      keep_words(measures.likelihood, measures.likelihood_header, one);
      keep_words(measures.impact, measures.impact_header, one);
      one.score_as_written = placed(measures.score);
      if (one.likelihood && one.impact && *one.likelihood <= 1000 && *one.impact <= 1000)
        one.score = *one.likelihood * *one.impact;
      else
        one.score = stored;
      stored_.push_back(stored);
      reading_.risks.push_back(std::move(one));
    }
    if (!any) {
      stored_.push_back(std::nullopt);
      reading_.risks.push_back(risk);
    }
    rows_.push_back({first, reading_.risks.size(), !draft_.actions.empty(), any});
  }

  // ---- The document's own date and bands ----

  void find_date() {
    reading_.as_at = choices_.as_at;
    std::size_t looked = 0;
    for (const FlowLine& line : flow_) {
      std::vector<std::string_view> texts;
      if (!line.is_row)
        texts.push_back(line.text);
      else if (looked < 12)
        for (const FlowCell& cell : line.cells)
          if (!cell.text.empty() && cell.text.size() <= 120) texts.push_back(cell.text);
      if (!line.is_furniture) ++looked;
      if (looked > 40) break;
      std::string joined;
      for (std::string_view text : texts) {
        if (text.size() > 200) continue;
        // In a workbook the title is alone in one of the first rows.
        if (reading_.title.empty() && (!line.is_row || texts.size() == 1) && !line.is_furniture &&
            (line.heading > 0 || looked <= 3)) {
          const std::string key = matching_key(text);
          if (key.find("risk") != std::string::npos || key.find("assurance framework") != std::string::npos)
            reading_.title = placed(text);
        }
      }
      if (line.is_row && texts.size() > 3) continue;
      std::string both;
      for (std::string_view text : texts) both += std::string(text) + " ";
      const std::string key = matching_key(both.substr(0, 240));
      const bool dates = key.find("as at") != std::string::npos || key.find("updated") != std::string::npos ||
                         key.find("as of") != std::string::npos || key.find("last reviewed") != std::string::npos ||
                         key.rfind("reviewed by", 0) == 0 || key.rfind("reviewed on", 0) == 0 ||
                         key.rfind("date", 0) == 0 || key.find("risk register") != std::string::npos ||
                         key.find("version") != std::string::npos || key.find("position at") != std::string::npos;
      if (!dates || stated_) continue;
      for (const plan::WrittenDate& written : plan::find_dates(both.substr(0, 240))) {
        if (!written.days) continue;
        if (written.kind == plan::DateReadingKind::day && !reading_.as_at) reading_.as_at = written.days->from;
        if (written.kind == plan::DateReadingKind::day || written.kind == plan::DateReadingKind::month_year) {
          stated_ = written.days->to;
          stated_as_written_ = written.as_written;
          stated_place_ = line.place;
          break;
        }
      }
    }
    if (choices_.as_at) reading_.as_at = choices_.as_at;
  }

  void read_bands(const Table& table) {
    for (std::size_t r = table.begin; r < table.end; ++r) {
      const FlowLine& row = flow_[r];
      std::vector<std::string_view> texts;
      for (const FlowCell& cell : row.cells)
        if (!cell.text.empty()) texts.push_back(cell.text);
      if (texts.size() == 1) read_band(texts[0], {}, row.place);
      if (texts.size() >= 2 && texts.size() <= 4) {
        for (std::size_t i = 0; i + 1 < texts.size(); ++i)
          if (read_band(texts[i], texts[i + 1], row.place)) break;
        if (texts.size() >= 2) read_band(texts[1], texts[0], row.place);
      }
    }
  }

  // "15–25 Extreme", "1-3 | Low": a line of the register's own key. Its words are no status of an action: unclear.
  bool read_band(std::string_view range, std::string_view meaning, const Place& place) {
    if (range.empty() || range.size() > 90) return false;
    std::size_t at = 0, dashes = 0;
    const auto digits = [&] {
      std::size_t begin = at;
      while (at < range.size() && range[at] >= '0' && range[at] <= '9') ++at;
      return at - begin;
    };
    std::size_t begin = 0;
    std::string_view before;
    if (meaning.empty()) {  // "Low (1-3)", "Low: 1 to 3"
      const std::size_t first = range.find_first_of("0123456789");
      if (first == std::string_view::npos) return false;
      before = trimmed(range.substr(0, first));
      begin = at = first;
    }
    if (digits() == 0 || at - begin > 2) return false;
    while (at < range.size() && range[at] == ' ') ++at;
    for (std::string_view dash : {"-", "\xE2\x80\x93", "\xE2\x80\x94", "to "})
      if (range.substr(at).starts_with(dash)) {
        at += dash.size();
        ++dashes;
        break;
      }
    if (dashes == 0) return false;
    while (at < range.size() && range[at] == ' ') ++at;
    const std::size_t second = at;
    if (digits() == 0 || at - second > 2) return false;
    const std::string_view written = range.substr(begin, at - begin);
    std::string_view words_of_band = meaning;
    if (meaning.empty()) {
      words_of_band = trimmed(range.substr(at));
      while (!words_of_band.empty() && (words_of_band.front() == ')' || words_of_band.front() == ':' ||
                                        words_of_band.front() == '=' || words_of_band.front() == '-'))
        words_of_band = trimmed(words_of_band.substr(1));
      for (std::string_view dash : {"\xE2\x80\x93", "\xE2\x80\x94"})
        if (words_of_band.starts_with(dash)) words_of_band = trimmed(words_of_band.substr(dash.size()));
      if (words_of_band.empty()) {
        words_of_band = before;
        while (!words_of_band.empty() &&
               (words_of_band.back() == '(' || words_of_band.back() == ':' || words_of_band.back() == '='))
          words_of_band = trimmed(words_of_band.substr(0, words_of_band.size() - 1));
      }
    } else if (at != range.size()) {
      return false;
    }
    const std::vector<std::string> all = words(words_of_band);
    if (all.empty() || all.size() > 8) return false;
    if (!is_word_of_a_scale(all.front()) && !(all.size() > 1 && is_word_of_a_scale(all[0] + " " + all[1])))
      return false;
    if (reading_.scale.size() >= 50) return false;
    for (const ScaleEntry& entry : reading_.scale)
      if (entry.as_written == written) return true;
    ScaleEntry entry;
    entry.as_written = placed(written);
    entry.meaning = placed(words_of_band);
    entry.place = place;
    reading_.scale.push_back(std::move(entry));
    return true;
  }

  // ---- What does not hold up ----

  void add(std::string code, Severity severity, const Place& place, std::string message, std::string suggestion,
           std::string field) {
    Anomaly anomaly;
    anomaly.code = std::move(code);
    anomaly.severity = severity;
    anomaly.place = place;
    anomaly.message = std::move(message);
    anomaly.suggestion = std::move(suggestion);
    anomaly.field = std::move(field);
    reading_.anomalies.push_back(std::move(anomaly));
  }

  static std::string name_of(const Risk& risk) {
    if (!risk.ref.empty()) return "Risk " + shortened(collapsed(risk.ref), 30);
    return "“" + shortened(collapsed(risk.title), 60) + "”";
  }

  void remark() {
    const std::vector<Risk>& risks = reading_.risks;
    std::uint32_t top = 0, scored = 0, above_five = 0;
    std::set<RiskLevel> used;
    bool owners = false, controls = false;
    for (const Risk& risk : risks) {
      for (const auto& value : {risk.likelihood, risk.impact})
        if (value) top = std::max(top, *value), ++scored, above_five += *value > 5;
      if (risk.score || !risk.score_as_written.empty() || risk.likelihood) used.insert(risk.level);
      owners = owners || !risk.owner.empty();
      controls = controls || !risk.controls.empty();
    }
    // Registers whose every score is made another way (added, weighted) say so once.
    std::size_t both = 0, differ = 0, sums = 0;
    for (std::size_t i = 0; i < risks.size(); ++i) {
      if (!risks[i].likelihood || !risks[i].impact || !stored_[i]) continue;
      ++both;
      differ += *stored_[i] != *risks[i].likelihood * *risks[i].impact;
      sums += *stored_[i] == *risks[i].likelihood + *risks[i].impact;
    }
    const bool added_up = differ >= 3 && sums == both;
    if (added_up)
      add("risk.scored-another-way", Severity::check, risks.front().place,
          "Every score here is likelihood plus impact, not likelihood times impact.", "", "score");
    for (std::size_t i = 0; i < risks.size(); ++i) {
      const Risk& risk = risks[i];
      if (risk.likelihood && risk.impact && stored_[i] && *stored_[i] != *risk.likelihood * *risk.impact && !added_up)
        add("risk.score-differs", Severity::ask, risk.place,
            name_of(risk) + " (" + std::string(to_text(risk.level)) + ") is scored " + std::to_string(*stored_[i]) +
                ", but " + std::to_string(*risk.likelihood) + " × " + std::to_string(*risk.impact) + " is " +
                std::to_string(*risk.likelihood * *risk.impact) + ".",
            "Ask which is right: the score, the likelihood or the impact.", "score");
      // Of a register scored 1 to 5 nearly throughout, a 7 is a slip.
      if (scored >= 6 && above_five > 0 && above_five * 10 <= scored)
        for (const auto& value : {risk.likelihood, risk.impact})
          if (value && *value > 5)
            add("risk.outside-scale", Severity::check, risk.place,
                name_of(risk) + " has a " + std::to_string(*value) + " where the register scores 1 to 5.", "",
                "likelihood");
      for (const auto& value : {risk.likelihood, risk.impact})
        if (value && *value == 0)
          add("risk.outside-scale", Severity::check, risk.place, name_of(risk) + " has a likelihood or impact of 0.",
              "", "likelihood");
    }
    std::map<std::string, const Risk*> titles;
    for (const Row& row : rows_) {
      const Risk& risk = risks[row.first];
      std::map<RiskLevel, std::uint32_t> scores;
      std::set<RiskLevel> stated;
      for (std::size_t i = row.first; i < row.end; ++i) {
        if (row.scored) stated.insert(risks[i].level);
        if (risks[i].score) scores[risks[i].level] = *risks[i].score;
      }
      for (RiskLevel level : used)
        if (!stated.count(level))
          add("risk.level-missing", Severity::check, risk.place,
              name_of(risk) + " has no " + std::string(to_text(level)) + " score.", "", "score");
      if (used.empty() && !row.scored)
        add("risk.level-missing", Severity::check, risk.place, name_of(risk) + " has no score.", "", "score");
      if (scores.count(RiskLevel::inherent) && scores.count(RiskLevel::current) &&
          scores[RiskLevel::current] > scores[RiskLevel::inherent])
        add("risk.current-above-inherent", Severity::check, risk.place,
            name_of(risk) + " is scored higher with its controls (" + std::to_string(scores[RiskLevel::current]) +
                ") than without (" + std::to_string(scores[RiskLevel::inherent]) + ").",
            "", "score");
      const RiskLevel below = scores.count(RiskLevel::current) ? RiskLevel::current : RiskLevel::inherent;
      if (scores.count(below) && scores.count(RiskLevel::target) && scores[RiskLevel::target] > scores[below])
        add("risk.target-above-current", Severity::check, risk.place,
            name_of(risk) + " has a target (" + std::to_string(scores[RiskLevel::target]) +
                ") above its score today (" + std::to_string(scores[below]) + ").",
            "", "score");
      if (owners && risk.owner.empty())
        add("risk.no-owner", Severity::check, risk.place, name_of(risk) + " has no owner.", "", "owner");
      if (controls && risk.controls.empty())
        add("risk.no-controls", Severity::check, risk.place, name_of(risk) + " has no controls.", "", "controls");
      if (reading_.as_at && !risk.review_date.empty()) {
        const std::vector<plan::WrittenDate> dates =
            plan::find_dates(risk.review_date, {plan::Stands::in_date_column, reading_.as_at});
        std::optional<Date> latest;
        for (const plan::WrittenDate& date : dates)
          if (date.days && (!latest || date.days->to > *latest)) latest = date.days->to;
        if (latest && *latest < *reading_.as_at)
          add("risk.review-past", Severity::check, risk.place,
              name_of(risk) + " was to be reviewed by " + latest->words() + ", before the date of this register.", "",
              "review_date");
      }
      const std::string key = matching_key(risk.title);
      if (key.size() > 12) {
        const auto [found, fresh] = titles.emplace(key, &risk);
        if (!fresh)
          add("risk.twice", Severity::check, risk.place,
              name_of(risk) + " says the same as " + name_of(*found->second) + " in " +
                  document::in_words(found->second->place) + ".",
              "", "title");
      }
    }
    remark_on_date();
  }

  // A register that is headed with one date and tells of things done after it.
  void remark_on_date() {
    if (!stated_) return;
    for (const Row& row : rows_) {
      const Risk& risk = reading_.risks[row.first];
      std::vector<std::string_view> texts{risk.title, risk.controls};
      for (const auto& [header, text] : risk.other) texts.push_back(text);
      for (std::string_view text : texts) {
        for (const plan::WrittenDate& date : plan::find_dates(text.substr(0, 4000))) {
          if (!date.days || date.days->from <= *stated_ ||
              (date.kind != plan::DateReadingKind::day && date.kind != plan::DateReadingKind::month_year))
            continue;
          const std::size_t begin = date.begin > 80 ? date.begin - 80 : 0;
          std::string_view around = text.substr(begin, date.begin - begin + date.as_written.size() + 60);
          const std::string key = " " + matching_key(around) + " ";
          bool past = false, future = false;
          for (std::string_view word :
               {" reviewed ", " increased ", " reduced ", " completed ", " approved ", " agreed ", " held ",
                " received ", " was ", " were ", " has been ", " have been ", " took "})
            past = past || key.find(word) != std::string::npos;
          for (std::string_view word :
               {" will ", " by ", " due ", " planned ", " next ", " to be ", " until ", " target ", " expected "})
            future = future || key.find(word) != std::string::npos;
          if (!past || future) continue;
          add("risk.after-its-date", Severity::note, risk.place,
              "The register is dated " + stated_as_written_ + ", but " + name_of(risk) + " tells of " +
                  date.as_written + ".",
              "Check which date the register is of.", "");
          return;
        }
      }
    }
  }

  struct Row {
    std::size_t first, end;  // its objects in Reading::risks
    bool has_actions;
    bool scored;
  };

  const std::vector<FlowLine>& flow_;
  const Choices& choices_;
  Account& account_;
  Reading& reading_;

  bool open_ = false, open_had_reference_ = false;
  Draft draft_;
  std::string section_;
  std::string_view section_view_;
  std::string last_label_;
  Meaning last_meaning_;
  std::vector<std::optional<std::uint32_t>> stored_;  // beside Reading::risks: the score as the register stores it
  std::vector<Row> rows_;
  std::optional<Date> stated_;
  std::string stated_as_written_;
  Place stated_place_;
};

}  // namespace

bool is_a_risk_register(const document::Document&, const std::vector<FlowLine>& flow) {
  std::size_t other_rows = 0;
  const std::size_t risks = Reader::count(flow, other_rows);
  // A plan may have a small register behind it, and a register tables of another kind.
  return risks > 0 && risks * 4 >= other_rows;
}

void read_risk_register(const document::Document&, const std::vector<FlowLine>& flow, const Choices& choices,
                        Account& account, Reading& reading) {
  Reader(flow, choices, account, reading).read();
}

}  // namespace candour::intake::risk_register
