#include "intake/risk_register/forms.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace candour::intake::risk_register {
namespace {

struct Label {
  Meaning meaning;
  std::string_view number;  // "4" of "BAF risk 4"
};

Label label_and_number(std::string_view text) {
  if (text.size() > 60) return {};
  while (!text.empty() && (text.back() == ':' || text.back() == '.')) text = trimmed(text.substr(0, text.size() - 1));
  const Meaning meaning = meaning_of(text);
  const std::size_t end = text.find_last_not_of("0123456789. ") + 1;
  const std::string_view bare = trimmed(text.substr(0, end));
  if (bare.size() < text.size() && !says_the_risk(meaning.field))
    if (const Meaning numbered = meaning_of(bare); says_the_risk(numbered.field))
      return {numbered, trimmed(text.substr(end))};
  return {meaning, {}};
}
Meaning label(std::string_view text) {
  return label_and_number(text).meaning;
}

}  // namespace

bool is_form_of_a_risk(const std::vector<FlowLine>& flow, const Table& table) {
  std::size_t labels = 0, measures = 0, graded = 0;
  bool risk = false;
  for (std::size_t r = table.begin; r < table.end; ++r) {
    const FlowLine& row = flow[r];
    std::vector<std::string_view> texts;
    for (const FlowCell& cell : row.cells)
      if (!cell.text.empty()) texts.push_back(cell.text);
    for (std::size_t c = 0; c < texts.size(); ++c) {
      const Meaning meaning = label(texts[c]);
      if (meaning.field == Field::none || meaning.field == Field::other) continue;
      ++labels;
      if (is_measure(meaning.field)) ++measures;
      if (says_the_risk(meaning.field) && c + 1 < texts.size() && texts[c + 1].size() > 8 && !score_in(texts[c + 1]))
        risk = true;
    }
    for (std::string_view text : texts) graded += text.size() <= 30 && score_in(text).has_value();
  }
  return risk && labels >= 4 && measures >= 1 && graded >= 1 && table.end - table.begin >= 3;
}

void read_form(const std::vector<FlowLine>& flow, const Table& table, Account& account, Risks& risks) {
  risks.begin(flow[table.begin].place);
  std::string last_label;
  Meaning last_meaning;
  std::vector<std::pair<std::size_t, Meaning>> grid;  // columns of a small table of scores within the form
  std::optional<RiskLevel> under;
  for (std::size_t r = table.begin; r < table.end; ++r) {
    const FlowLine& row = flow[r];
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
        risks.take(meaning, collapsed(first), row.cells[c].text);
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
        risks.take_title(first);
      else if (const Field field = label(first).field;
               field == Field::controls || field == Field::actions || field == Field::cause || field == Field::effect)
        last_label = collapsed(first), last_meaning = label(first);  // above its value, not beside it
      else if (!last_label.empty())
        risks.take(last_meaning, last_label, first);
      continue;
    }
    for (std::size_t i = 0; i < filled.size(); i += 2) {
      const std::string_view text = row.cells[filled[i]].text;
      auto [meaning, number] = label_and_number(text);
      if (i + 1 >= filled.size()) {
        risks.take({Field::other, std::nullopt, false}, collapsed(text), text);
        break;
      }
      const std::string_view value = row.cells[filled[i + 1]].text;
      if (meaning.field == Field::none) meaning.field = Field::other;
      if (is_measure(meaning.field) && !score_in(value))
        meaning.field = meaning.may_be_text ? Field::effect : Field::other;
      if (is_measure(meaning.field) && !meaning.level) meaning.level = under.value_or(RiskLevel::current);
      std::string_view name = text;
      while (!name.empty() && name.back() == ':') name = trimmed(name.substr(0, name.size() - 1));
      if (meaning.field == Field::other) account.place(name);
      risks.take(meaning, collapsed(name), value);
      if (!number.empty()) risks.take({Field::reference, std::nullopt, false}, {}, number);
      last_label = collapsed(name);
      last_meaning = meaning;
    }
  }
  risks.close();
}

}  // namespace candour::intake::risk_register
