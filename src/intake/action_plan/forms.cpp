#include "intake/action_plan/forms.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "intake/action_plan/agencies.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/columns.h"
#include "intake/action_plan/meaning.h"

namespace candour::intake::action_plan {
namespace {

struct Pair {
  const FlowCell* label;
  const FlowCell* value;
};

bool is_known(std::string_view label) {
  const std::vector<Guess> best = guesses(label);
  return !best.empty() && best.front().score >= 0.4;
}

// "Recommendation" of "Recommendation 3"; the label without its number.
std::string_view word_of(std::string_view label) {
  const Label numbered = label_of(label);
  return numbered.word.empty() || numbered.ref.empty() || numbered.length < label.size() ? label : numbered.word;
}

// A cell that says nothing but a header's words.
bool is_a_header(std::string_view text) {
  if (text.size() > 40) return false;
  const std::vector<Guess> best = guesses(text);
  return !best.empty() && best.front().score >= 0.85;
}

// The labels and values of a row of a form, side by side; nothing where the row is none.
std::optional<std::vector<Pair>> pairs_of(const FlowLine& line) {
  std::vector<const FlowCell*> cells;
  for (const FlowCell& cell : line.cells)
    if (cell.columns > 0) cells.push_back(&cell);
  while (cells.size() > 2 && cells.back()->text.empty()) cells.pop_back();
  if (cells.size() != 2 && cells.size() != 4) return std::nullopt;
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i + 1 < cells.size(); i += 2) {
    if (cells[i]->text.empty() || cells[i]->text.size() > 60 || is_a_header(cells[i + 1]->text)) return std::nullopt;
    if (cells.size() == 4 && !is_known(word_of(cells[i]->text))) return std::nullopt;
    pairs.push_back({cells[i], cells[i + 1]});
  }
  return pairs;
}

// "Complete: 14 of 14 practices trained", "Not accepted": the words of a status that a position begins with, where they
// speak for themselves and a mark or the end stands behind them.
std::string_view status_told_in(std::string_view value) {
  value = trimmed(value);
  std::size_t end = value.find_first_of(":;.,\n(");
  for (std::string_view dash : {" \xE2\x80\x93", " \xE2\x80\x94", " - "}) end = std::min(end, value.find(dash));
  const std::string_view told = trimmed(value.substr(0, end));
  if (told.empty() || words(told).size() > 3 || !status_from_rating_words(told)) return {};
  return told;
}

// "Harwick ICB - Designated Nurse", "Inspector, Harwick Police": the body, where a post stands beside it.
std::string_view body_beside_a_post(std::string_view lead) {
  const std::string_view body = body_of_lead(lead);
  if (body.empty() || body.size() == trimmed(lead).size()) return {};
  const std::size_t at = static_cast<std::size_t>(body.data() - lead.data());
  return names_a_post(lead.substr(0, at)) || names_a_post(lead.substr(at + body.size())) ? body : std::string_view();
}

// A form from `pairs`, which begin at `line`: its header and its row.
void add_as_table(const std::vector<Pair>& pairs, const FlowLine& line, std::vector<FlowLine>& to) {
  FlowLine header, row;
  header.is_row = row.is_row = true;
  header.place = row.place = line.place;
  header.block = row.block = line.block;
  header.bold = true;
  // What a form tells without a label of its own stands under a header that it does not print.
  const auto add = [&](std::string_view name, std::string_view value, const Pair& from) {
    FlowCell told_name, told;
    told_name.text = name;
    told.text = value;
    told_name.place = told.place = from.value->place;
    told_name.header = true;
    header.cells.push_back(std::move(told_name));
    row.cells.push_back(std::move(told));
  };
  std::vector<std::string> labels;
  for (const Pair& pair : pairs) labels.emplace_back(word_of(pair.label->text));
  const std::vector<Column> columns = assign(labels);
  const auto has = [&](Column column) { return std::find(columns.begin(), columns.end(), column) != columns.end(); };
  bool rated = has(Column::rating), owned = has(Column::agency);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Pair& pair = pairs[i];
    if (!owned && columns[i] == Column::lead)
      if (const std::string_view body = body_beside_a_post(pair.value->text); !body.empty()) {
        add("Agency", body, pair);
        owned = true;
      }
    const std::string key = matching_key(labels[i]);
    bool told_whole = false;  // a status and no evidence for it
    if (!rated && (columns[i] == Column::evidence || columns[i] == Column::response) &&
        (key.find("position") != std::string::npos || key.find("progress") != std::string::npos ||
         key.find("update") != std::string::npos))
      if (const std::string_view status = status_told_in(pair.value->text); !status.empty()) {
        add("Status", status, pair);
        rated = true;
        told_whole = status.size() == trimmed(pair.value->text).size();
      }
    const std::string_view word = word_of(pair.label->text);
    if (word.size() < pair.label->text.size()) {
      // The number of a "Recommendation 3" is a column of its own, under a header the form does not print.
      const std::string ref = label_of(pair.label->text).ref;
      FlowCell name, number;
      name.text = "No";
      number.text = pair.label->text.substr(pair.label->text.rfind(ref), ref.size());
      name.place = number.place = pair.label->place;
      name.header = true;
      header.cells.push_back(std::move(name));
      row.cells.push_back(std::move(number));
    }
    FlowCell label = *pair.label, value = *pair.value;
    label.text = word;
    label.header = true;
    label.columns = value.columns = 1;
    if (told_whole) value.text = {};
    header.cells.push_back(std::move(label));
    row.cells.push_back(std::move(value));
  }
  to.push_back(std::move(header));
  to.push_back(std::move(row));
}

// "Lead officer: Ada Finch": a label and a value in one line. The cells are made as `cells` needs them.
std::optional<std::pair<FlowCell, FlowCell>> labelled(const FlowLine& line) {
  if (line.is_row || line.is_furniture) return std::nullopt;
  FlowCell label, value;
  const Label numbered = label_of(line.text);
  const std::string word = matching_key(numbered.word);
  if (!numbered.ref.empty() && (word == "recommendation" || word == "rec") && numbered.length < line.text.size()) {
    label.text = trimmed(line.text.substr(0, numbered.length));
    value.text = trimmed(line.text.substr(numbered.length));
  } else {
    const std::size_t colon = line.text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 50) return std::nullopt;
    label.text = trimmed(line.text.substr(0, colon));
    value.text = trimmed(line.text.substr(colon + 1));
    if (!is_known(word_of(label.text)) || words(label.text).size() > 6) return std::nullopt;
  }
  while (!label.text.empty() &&
         (label.text.back() == ':' || label.text.back() == '.' || label.text.back() == '-' || label.text.back() == ' '))
    label.text.remove_suffix(1);
  label.place = value.place = line.place;
  return std::pair(label, value);
}

// "Action: Brief staff. Lead: Named GP. By: May 2024": labels and values in one line.
std::vector<std::pair<FlowCell, FlowCell>> labels_within(const FlowLine& line) {
  std::vector<std::pair<FlowCell, FlowCell>> found;
  if (line.is_row || line.is_furniture || std::count(line.text.begin(), line.text.end(), ':') < 3) return found;
  const std::string_view text = line.text;
  std::size_t value_begin = 0;
  const auto close = [&](std::size_t end) {
    if (found.empty()) return;
    std::string_view value = trimmed(text.substr(value_begin, end - value_begin));
    while (!value.empty() && (value.back() == '.' || value.back() == ';' || value.back() == '|' || value.back() == ','))
      value = trimmed(value.substr(0, value.size() - 1));
    found.back().second.text = value;
  };
  std::size_t part = 0;  // where a sentence or part begins
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ';' || c == '|' || c == '\n' || (c == '.' && at + 1 < text.size() && text[at + 1] == ' ')) {
      part = at + 1;
    } else if (c == ':' && at - part <= 40) {
      std::string_view label = trimmed(text.substr(part, at - part));
      while (!label.empty() && (label.front() == '-' || label.front() == '*' || label.substr(0, 3) == "\xE2\x80\xA2"))
        label = trimmed(label.substr(label.front() == '-' || label.front() == '*' ? 1 : 3));
      if (label.empty() || words(label).size() > 4 || !is_known(word_of(label))) continue;
      close(part);
      FlowCell name, value;
      name.text = label;
      name.place = value.place = line.place;
      found.emplace_back(std::move(name), std::move(value));
      value_begin = part = at + 1;
    }
  }
  close(text.size());
  if (found.size() < 3) found.clear();
  return found;
}

bool make_a_form(const std::vector<Pair>& pairs, std::size_t least = 4) {
  if (pairs.size() < least) return false;
  std::size_t known = 0;
  std::vector<std::string> labels;
  for (const Pair& pair : pairs) {
    labels.emplace_back(word_of(pair.label->text));
    known += is_known(labels.back());
  }
  if (known * 3 < pairs.size() * 2) return false;
  const std::vector<Column> columns = assign(labels);
  const auto has = [&](Column column) { return std::find(columns.begin(), columns.end(), column) != columns.end(); };
  return (has(Column::action) || has(Column::recommendation)) &&
         (has(Column::lead) || has(Column::agency) || has(Column::target) || has(Column::rating));
}

// What stands above labels that tell of an action and do not say which: "1.1 Set a daily visit tracker" as a heading,
// or "Action 2" as its number alone. Nothing where it is neither.
std::vector<std::pair<FlowCell, FlowCell>> told_above(const FlowLine& line, const std::vector<Pair>& pairs) {
  std::vector<std::pair<FlowCell, FlowCell>> found;
  if (line.is_row || line.is_furniture || line.text.size() > 200) return found;
  const Label numbered = label_of(line.text);
  const std::string_view rest = trimmed(line.text.substr(std::min(numbered.length, line.text.size())));
  const auto add = [&](std::string_view name, std::string_view value) {
    FlowCell label, told;
    label.text = name;
    told.text = value;
    label.place = told.place = line.place;
    found.emplace_back(std::move(label), std::move(told));
  };
  if (!numbered.ref.empty()) {
    const std::size_t at = line.text.find(numbered.ref);
    if (at == std::string_view::npos) return {};
    add("No", line.text.substr(at, numbered.ref.size()));
  }
  std::vector<std::string> labels;
  for (const Pair& pair : pairs) labels.emplace_back(word_of(pair.label->text));
  const std::vector<Column> columns = assign(labels);
  const auto has = [&](Column column) { return std::find(columns.begin(), columns.end(), column) != columns.end(); };
  const bool tells_action = has(Column::action) || has(Column::recommendation);
  if (has(Column::reference)) return {};
  if (rest.empty()) return tells_action && folded(numbered.word) == "action" ? found : decltype(found)();
  if (tells_action || (line.heading == 0 && !line.bold) || !numbered.word.empty()) return {};
  if (static_cast<int>(has(Column::lead)) + static_cast<int>(has(Column::target)) +
          static_cast<int>(has(Column::rating)) + static_cast<int>(has(Column::evidence)) <
      3)
    return {};
  add("Action", rest);
  return found;
}

// Labels in one row and their values in the row below, and that twice or more: "Lead | Date" over "Named GP | May".
// A label that comes again begins the next form; nothing where one is none.
std::vector<std::vector<Pair>> labels_above(const std::vector<FlowLine>& flow, std::size_t begin, std::size_t end) {
  std::vector<std::vector<Pair>> forms;
  std::vector<std::string> told;
  std::vector<std::size_t> rows;
  if (end - begin > 2000) return forms;
  for (std::size_t i = begin; i < end; ++i)
    if (flow[i].filled() > 0) rows.push_back(i);
  if (rows.size() < 4 || rows.size() % 2 != 0) return forms;
  for (std::size_t k = 0; k < rows.size(); k += 2) {
    const std::vector<FlowCell>&labels = flow[rows[k]].cells, &values = flow[rows[k + 1]].cells;
    for (std::size_t j = 0; j < labels.size(); ++j) {
      if (labels[j].text.empty()) continue;
      if (labels[j].text.size() > 40 || !is_known(word_of(labels[j].text)) || j >= values.size() ||
          is_a_header(values[j].text))
        return {};
      std::string label = matching_key(labels[j].text);
      if (forms.empty() || std::find(told.begin(), told.end(), label) != told.end()) {
        forms.emplace_back();
        told.clear();
      }
      told.push_back(std::move(label));
      forms.back().push_back({&labels[j], &values[j]});
    }
    for (std::size_t j = 0; j < values.size(); ++j)
      if (!values[j].text.empty() && (j >= labels.size() || labels[j].text.empty())) return {};
  }
  for (const std::vector<Pair>& form : forms)
    if (!make_a_form(form)) return {};
  return forms;
}

}  // namespace

std::vector<FlowLine> with_forms_as_tables(std::vector<FlowLine> flow) {
  // Lines move over; of what has moved only whether it was a row is asked again.
  std::vector<FlowLine> result;
  result.reserve(flow.size());
  for (std::size_t i = 0; i < flow.size();) {
    std::size_t end = i + 1;
    if (!flow[i].is_row) {
      // Lines of "Action: …", "Lead: …", "Timescale: …": a form without a table.
      std::vector<std::pair<FlowCell, FlowCell>> cells = labels_within(flow[i]);
      std::vector<std::string> told;
      std::size_t next = cells.empty() ? i : i + 1;
      for (; cells.size() == told.size() && next < flow.size(); ++next) {
        auto line = labelled(flow[next]);
        if (!line) break;
        std::string label = matching_key(word_of(line->first.text));
        // "Action plan: Child T" is a title, and "Recommendation 2" begins another form.
        if (label.find(" plan") != std::string::npos) break;
        if (!told.empty() && word_of(line->first.text).size() < line->first.text.size()) break;
        if (std::find(told.begin(), told.end(), label) != told.end()) break;
        told.push_back(std::move(label));
        cells.push_back(std::move(*line));
      }
      std::vector<Pair> pairs;
      for (const auto& [label, value] : cells) pairs.push_back({&label, &value});
      std::vector<std::pair<FlowCell, FlowCell>> above;
      if (pairs.size() >= 3 && !result.empty() && i > 0 && !flow[i - 1].is_row)
        above = told_above(result.back(), pairs);
      for (std::size_t k = above.size(); k-- > 0;) pairs.insert(pairs.begin(), {&above[k].first, &above[k].second});
      if (make_a_form(pairs, told.empty() ? 3 : 4)) {
        if (!above.empty() && make_a_form(pairs)) result.pop_back();
        add_as_table(pairs, flow[i], result);
        i = next;
        continue;
      }
      result.push_back(std::move(flow[i]));
      i = end;
      continue;
    }
    while (end < flow.size() && flow[end].is_row && flow[end].block == flow[i].block) ++end;
    if (const auto forms = labels_above(flow, i, end); !forms.empty()) {
      for (const std::vector<Pair>& form : forms) add_as_table(form, flow[i], result);
      i = end;
      continue;
    }
    // The records of one table: a label that comes again begins the next.
    std::vector<std::pair<std::size_t, std::vector<Pair>>> records;
    bool form = end - i >= 2;
    for (std::size_t j = i; j < end && form; ++j) {
      if (flow[j].filled() == 0) continue;
      const auto pairs = pairs_of(flow[j]);
      if (!pairs) {
        form = false;
        break;
      }
      for (const Pair& pair : *pairs) {
        const std::string label = matching_key(word_of(pair.label->text));
        const bool again = !records.empty() && std::any_of(records.back().second.begin(), records.back().second.end(),
                                                           [&](const Pair& told) {
                                                             return matching_key(word_of(told.label->text)) == label;
                                                           });
        if (records.empty() || again) records.push_back({j, {}});
        records.back().second.push_back(pair);
      }
    }
    form = form && !records.empty() &&
           std::all_of(records.begin(), records.end(), [](const auto& record) { return make_a_form(record.second); });
    if (form) {
      for (const auto& [first, pairs] : records) add_as_table(pairs, flow[first], result);
    } else {
      for (std::size_t j = i; j < end; ++j) result.push_back(std::move(flow[j]));
    }
    i = end;
  }
  return result;
}

}  // namespace candour::intake::action_plan
