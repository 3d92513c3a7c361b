#include "intake/risk_register/read_risk_register.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "intake/risk_register/bands.h"
#include "intake/risk_register/forms.h"
#include "intake/risk_register/front.h"
#include "intake/risk_register/register_columns.h"
#include "intake/risk_register/register_table.h"
#include "intake/risk_register/remarks.h"
#include "intake/risk_register/risks.h"

namespace candour::intake::risk_register {
namespace {

class Reader {
 public:
  Reader(const std::vector<FlowLine>& flow, const Choices& choices, Account& account, Reading& reading)
      : flow_(flow), choices_(choices), account_(account), reading_(reading), risks_(account, reading) {}

  void read() {
    const std::optional<StatedDate> stated = read_front(flow_, choices_, account_, reading_);
    std::optional<Layout> before;
    for (const Table& table : tables_of(flow_)) {
      if (read_table(table, before)) continue;
      if (is_form_of_a_risk(flow_, table)) {
        read_form(flow_, table, account_, risks_);
        before.reset();
        continue;
      }
      read_bands(flow_, table, account_, reading_);
    }
    for (const FlowLine& line : flow_)
      if (!line.is_row && !line.is_furniture && !read_band(line.text, {}, line.place, account_, reading_))
        read_bands_in(line.text, line.place, account_, reading_);
    for (const Table& table : tables_of(flow_))
      if (const auto header = header_of(flow_, table))
        for (std::size_t r = table.begin; r < header->row; ++r)
          if (const FlowCell* only = flow_[r].only_cell())
            read_bands_in(only->text, flow_[r].place, account_, reading_);
    remark_on_register(risks_.rows(), risks_.stored(), stated, reading_);
  }

 private:
  bool read_table(const Table& table, std::optional<Layout>& before) {
    const std::optional<Header> found = header_of(flow_, table);
    std::size_t r = table.begin;
    Layout layout;
    if (found) {
      layout = found->layout;
      r = found->row + found->rows;
      place_header(*found);
    } else if (before && goes_on(flow_, table, *before)) {
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
      if (const auto again = row.filled() >= 4 ? header_at(flow_, table, r) : std::nullopt) {
        layout = again->layout;
        keys.clear();
        for (const Column& column : layout) keys.push_back(matching_key(column.header));
        place_header(*again);
        r += again->rows - 1;
        risks_.close();
        continue;
      }
      read_row(row, layout);
    }
    risks_.close();
    section_ = {};
    before = std::move(layout);
    return true;
  }

  void place_header(const Header& found) {
    for (std::size_t r = found.row; r < found.row + found.rows; ++r)
      for (std::size_t c = 0; c < flow_[r].cells.size() && c < found.layout.size(); ++c)
        if (found.layout[c].meaning.field == Field::other) account_.place(flow_[r].cells[c].text);
  }

  void read_row(const FlowLine& row, const Layout& layout) {
    // A category across the table.
    if (const FlowCell* only = row.only_cell()) {
      const std::size_t c = static_cast<std::size_t>(only - row.cells.data());
      const bool across = only->columns > 2 || (c == 0 && layout.size() > 2 && !only->continues_above);
      const Field field = c < layout.size() ? layout[c].meaning.field : Field::none;
      const bool more =
          risks_.is_open() && (field == Field::controls || field == Field::actions || field == Field::other ||
                               field == Field::owner || (c > 0 && only->columns <= 2));
      if (!more && across) {
        risks_.close();
        if (read_band(only->text, {}, row.place, account_, reading_)) return;
        section_ = only->text;
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
    if (!begins && named && !risks_.is_open()) begins = true;
    if (!begins && named && (scored || referenced)) begins = true;
    if (!begins && referenced && scored) begins = true;
    // Level by level in rows of their own: the same risk again.
    if (row_level && risks_.is_open() && (!begins || same_risk(row, layout))) begins = false;
    // A description that goes on below, with nothing beside it.
    if (begins && risks_.is_open() && !scored && !referenced && row.filled() <= 2 && !has_reference(layout))
      begins = row.filled() > 1;
    if (begins && risks_.is_open() && !scored && !referenced && has_reference(layout) && had_reference_ &&
        !row_has(row, layout, Field::owner) && !row_has(row, layout, Field::controls))
      begins = false;
    if (begins) {
      risks_.begin(row.place);
      had_reference_ = referenced;
      if (!section_.empty()) risks_.take_section(section_);
    }
    if (!risks_.is_open()) return;
    for (std::size_t c = 0; c < layout.size() && c < row.cells.size(); ++c) {
      if (row.cells[c].text.empty()) continue;
      Meaning meaning = layout[c].meaning;
      if (row_level && is_measure(meaning.field)) meaning.level = row_level;
      if (!begins && row_level && says_the_risk(meaning.field)) continue;
      risks_.take(meaning, layout[c].header, row.cells[c].text);
    }
  }

  bool same_risk(const FlowLine& row, const Layout& layout) const {
    for (std::size_t c = 0; c < layout.size() && c < row.cells.size(); ++c)
      if ((layout[c].meaning.field == Field::risk || layout[c].meaning.field == Field::title) &&
          !row.cells[c].text.empty())
        return risks_.is_called(row.cells[c].text);
    return true;
  }

  const std::vector<FlowLine>& flow_;
  const Choices& choices_;
  Account& account_;
  Reading& reading_;

  Risks risks_;
  bool had_reference_ = false;  // the row in which the open risk began
  std::string_view section_;
};

}  // namespace

RiskRows find_risks(const std::vector<FlowLine>& flow) {
  RiskRows found;
  found.of_risks.assign(flow.size(), false);
  for (const Table& table : tables_of(flow)) {
    std::size_t first = table.end;
    if (const auto header = header_of(flow, table)) {
      first = header->row;
      found.risks += table.end - header->row - header->rows;
    } else if (is_form_of_a_risk(flow, table)) {
      first = table.begin;
      ++found.risks;
    }
    for (std::size_t r = table.begin; r < table.end; ++r)
      if (r >= first)
        found.of_risks[r] = true;
      else if (first == table.end)
        found.other_rows += flow[r].filled() >= 4;
    // What is written over them is theirs.
    if (first == table.begin && first > 0 && !flow[first - 1].is_row && flow[first - 1].text.size() <= 80 &&
        folded(flow[first - 1].text).find("risk") != std::string::npos)
      found.of_risks[first - 1] = true;
  }
  return found;
}

void read_risk_register(const document::Document&, const std::vector<FlowLine>& flow, const Choices& choices,
                        Account& account, Reading& reading) {
  Reader(flow, choices, account, reading).read();
}

}  // namespace candour::intake::risk_register
