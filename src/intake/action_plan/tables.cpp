#include "intake/action_plan/tables.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/columns.h"
#include "intake/action_plan/key.h"
#include "intake/action_plan/meaning.h"
#include "intake/action_plan/sentences.h"

namespace candour::intake::action_plan {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

bool is_dashes(std::string_view text) {
  return !text.empty() && text.find_first_not_of("-=_: |\xE2\x80\x93\x94") == std::string_view::npos;
}

bool is_separator(const FlowLine& line) {
  bool any = false;
  for (const FlowCell& cell : line.cells) {
    if (cell.text.empty()) continue;
    if (!is_dashes(cell.text) || cell.text.size() < 2) return false;
    any = true;
  }
  return any;
}

// "Total actions | 14 | 3 | 11".
bool is_total(const FlowLine& line) {
  bool named = false;
  std::size_t numbers = 0;
  for (const FlowCell& cell : line.cells) {
    if (cell.text.empty()) continue;
    if (!named) {
      if (cell.text.size() > 40) return false;
      const std::string key = matching_key(cell.text);
      if (key.rfind("total", 0) != 0 && key.rfind("grand total", 0) != 0 && key.rfind("sub total", 0) != 0 &&
          key.rfind("subtotal", 0) != 0)
        return false;
      named = true;
    } else if (cell.text.find_first_not_of("0123456789.,% ") != std::string_view::npos) {
      return false;
    } else {
      ++numbers;
    }
  }
  return named && numbers > 0;
}

class Finder {
 public:
  Finder(const std::vector<FlowLine>& flow, const std::map<std::string, Column>& columns) : flow_(flow) {
    for (const auto& [header, column] : columns) chosen_[matching_key(header)] = column;
    tables_.roles.assign(flow.size(), Role::free);
    tables_.layout_of.assign(flow.size(), nowhere);
  }

  Tables find(bool insist) {
    std::size_t layout = nowhere;
    std::size_t block = nowhere;
    for (std::size_t i = 0; i < flow_.size(); ++i) {
      const FlowLine& line = flow_[i];
      if (!line.is_row) continue;
      if (line.block != block) {
        // A table that does not begin with a header of its own may go on from the one before.
        if (layout != nowhere && !goes_on(i, layout)) layout = nowhere;
        block = line.block;
      }
      if (layout != nowhere && repeats(line, tables_.layouts[layout])) {
        mark(i, Role::header, layout);
        if (i + 1 < flow_.size() && two_rows_[layout] && flow_[i + 1].block == line.block)
          mark(++i, Role::header, layout);
        continue;
      }
      if (const std::optional<Header> header = header_at(i)) {
        layout = layout_for(*header);
        for (std::size_t row = 0; row < header->rows; ++row) mark(i + row, Role::header, layout);
        i += header->rows - 1;
        continue;
      }
      if (layout == nowhere) continue;
      if (line.filled() == 0 || is_total(line)) continue;
      mark(i,
           is_separator(line)                          ? Role::separator
           : is_heading(line, tables_.layouts[layout]) ? Role::heading
                                                       : Role::row,
           layout);
    }
    if (tables_.layouts.empty() && insist) take_widest();
    free_what_is_a_key();
    return std::move(tables_);
  }

 private:
  struct Header {
    std::vector<std::string> texts;
    std::vector<Column> meanings;
    std::size_t rows = 1;
    double score = 0;
  };

  void mark(std::size_t index, Role role, std::size_t layout) {
    tables_.roles[index] = role;
    tables_.layout_of[index] = layout;
  }

  const std::vector<Guess>& guesses_of(const std::string& text) {
    const auto [at, is_new] = known_.try_emplace(text);
    if (is_new) at->second = guesses(text);
    return at->second;
  }

  // Cheap: could this row be a header at all?
  bool is_terse(const FlowLine& line, std::size_t least = 2) const {
    std::size_t filled = 0, long_cells = 0;
    for (const FlowCell& cell : line.cells) {
      if (cell.text.empty()) continue;
      ++filled;
      if (cell.text.size() > 120) return false;
      if (cell.text.size() > 60) ++long_cells;
      const char first = cell.text.front();
      if (first >= '0' && first <= '9') return false;
    }
    if (filled < least || long_cells * 3 > filled) return false;
    std::size_t possible = 0;
    for (const FlowCell& cell : line.cells)
      possible += !cell.text.empty() && (may_be_header(cell.text) || chosen_.count(matching_key(cell.text)) != 0);
    if (possible * 2 >= filled) return true;
    // Bodies side by side, right of what each of them answers.
    if (possible == 0 || line.cells.size() < 3) return false;
    return std::count_if(line.cells.begin(), line.cells.end(), [](const FlowCell& cell) {
             return cell.text.size() <= 60 && is_name_of_a_body(cell.text);
           }) >= 2;
  }

  static std::vector<std::string> texts_of(const FlowLine& line) {
    std::vector<std::string> texts;
    for (const FlowCell& cell : line.cells) texts.push_back(collapsed(cell.text));
    while (!texts.empty() && texts.back().empty()) texts.pop_back();
    return texts;
  }

  // "Version | Author | Date | Changes": the history of the document itself.
  static bool is_of_versions(const std::vector<std::string>& texts) {
    bool version = false;
    std::size_t others = 0;
    for (const std::string& text : texts) {
      const std::string key = matching_key(text);
      version = version ||
                one_of(key, {"version", "version no", "version number", "ver", "revision", "revision no", "issue no"});
      others += one_of(key, {"author", "date", "status", "comments", "change", "changes", "summary of changes",
                             "amendment", "amendments", "amended by", "approved by", "reviewed by", "reason for change",
                             "description of change", "distribution", "issue date", "date of issue", "description"});
    }
    return version && others >= 2;
  }

  // What a row would be worth as a header; nothing where it is none. `shown` are its words where they are more than
  // what it is judged by.
  std::optional<Header> judge(std::vector<std::string> texts, std::size_t rows, std::vector<std::string> shown = {}) {
    Header header;
    header.rows = rows;
    std::size_t filled = 0, known = 0, strong = 0, of_risks = 0;
    std::vector<bool> seen(14, false);
    std::size_t different = 0;
    for (const std::string& text : texts) {
      if (text.empty()) continue;
      ++filled;
      if (chosen_.count(matching_key(text)) != 0) {
        ++known, strong += 1, header.score += 1;
        continue;
      }
      const std::vector<Guess>& best = guesses_of(text);
      if (best.empty() || best.front().score < 0.4) continue;
      ++known;
      strong += best.front().score >= 0.72;
      header.score += best.front().score;
    }
    if (filled < 2 || is_of_versions(texts)) return std::nullopt;
    if (known * 2 < filled || strong < 2) return rows == 1 ? answers_of_bodies(std::move(texts)) : std::nullopt;
    for (const std::string& text : texts)
      of_risks +=
          !text.empty() && (is_of_a_risk_register(text) || one_of(matching_key(text), {"risk", "impact", "severity"}));
    if (of_risks >= 2 &&
        std::none_of(texts.begin(), texts.end(), [](const std::string& text) { return is_of_a_risk_register(text); }))
      of_risks = 0;  // an action's own risk and impact
    if (of_risks >= 2) return std::nullopt;
    header.meanings = assign(texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto chosen = chosen_.find(matching_key(texts[i]));
      if (!texts[i].empty() && chosen != chosen_.end()) header.meanings[i] = chosen->second;
      const std::size_t column = static_cast<std::size_t>(header.meanings[i]);
      if (header.meanings[i] != Column::other && !seen[column]) seen[column] = true, ++different;
    }
    if (different < 2 || (different < 3 && filled > 4)) return std::nullopt;
    const auto has = [&](Column column) { return seen[static_cast<std::size_t>(column)]; };
    const bool source =
        has(Column::action) || has(Column::recommendation) || has(Column::finding) || has(Column::response);
    const bool state = has(Column::rating) || has(Column::agency) || has(Column::lead) || has(Column::target) ||
                       has(Column::evidence) || has(Column::outcome) || has(Column::percent);
    const bool chain =
        has(Column::action) && (has(Column::recommendation) || has(Column::finding) || has(Column::response));
    if (!source) return std::nullopt;
    if (!(state || chain)) return rows == 1 ? answers_of_bodies(std::move(texts)) : std::nullopt;
    header.texts = shown.empty() ? std::move(texts) : std::move(shown);
    return header;
  }

  // "Question | Police | Children's Social Care | Health": each body answers in a column of its own.
  std::optional<Header> answers_of_bodies(std::vector<std::string> texts) {
    std::size_t bodies = 0, others = 0;
    for (const std::string& text : texts) {
      if (text.empty()) continue;
      if (is_name_of_a_body(text))
        ++bodies;
      else
        ++others;
    }
    if (bodies < 2 || others == 0 || others > 2) return std::nullopt;
    Header header;
    header.meanings = assign(texts);
    bool source = false;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (is_name_of_a_body(texts[i])) header.meanings[i] = Column::other;
      source = source || header.meanings[i] == Column::recommendation || header.meanings[i] == Column::finding;
    }
    if (!source) return std::nullopt;
    header.score = static_cast<double>(bodies);
    header.texts = std::move(texts);
    return header;
  }

  std::optional<Header> header_at(std::size_t i) {
    const FlowLine& line = flow_[i];
    if (!is_terse(line, is_one_group(line) ? 1 : 2)) return std::nullopt;
    std::optional<Header> alone = judge(texts_of(line), 1);
    // The header may run over two rows: groups above, their parts below; or words broken by hand.
    if (i + 1 < flow_.size() && flow_[i + 1].is_row && flow_[i + 1].block == line.block &&
        is_lower_line(line, flow_[i + 1])) {
      const FlowLine& lower = flow_[i + 1];
      std::vector<std::string> texts, judged;
      std::string group;
      const std::size_t width = std::max(line.cells.size(), lower.cells.size());
      for (std::size_t j = 0; j < width; ++j) {
        std::string upper_text;
        if (j < line.cells.size()) {
          upper_text = collapsed(line.cells[j].text);
          if (line.cells[j].columns == 0) upper_text = group;  // merged across from its left
        }
        const std::string lower_text = j < lower.cells.size() ? collapsed(lower.cells[j].text) : std::string();
        // Without merges a group stands over the first of its parts alone: "Target date" over "Original", "Revised".
        if (upper_text.empty() && !group.empty() && is_qualifier(lower_text)) upper_text = group;
        group = lower_text.empty() ? std::string() : upper_text;
        // Under a group's name ("Our response") a header that says its meaning by itself ("By whom") is just that.
        const bool grouped = j < line.cells.size() && line.cells[j].columns != 1;
        const bool by_itself = grouped && !lower_text.empty() && !is_qualifier(lower_text) &&
                               !guesses_of(lower_text).empty() && guesses_of(lower_text).front().score >= 0.7;
        judged.push_back(by_itself || upper_text.empty() ? lower_text
                         : lower_text.empty()            ? upper_text
                                                         : upper_text + " " + lower_text);
        texts.push_back(upper_text.empty()   ? lower_text
                        : lower_text.empty() ? upper_text
                                             : upper_text + " " + lower_text);
      }
      while (!texts.empty() && texts.back().empty()) texts.pop_back(), judged.pop_back();
      std::optional<Header> both = judge(judged, 2, texts);
      std::optional<Header> below = is_terse(lower) ? judge(texts_of(lower), 1) : std::nullopt;
      if (both && !(below && below->score >= both->score) && (!alone || both->score >= alone->score - 0.6)) return both;
    }
    return alone;
  }

  // "Progress rating" alone, merged across some of the columns below it.
  bool is_one_group(const FlowLine& line) {
    const FlowCell* only = line.only_cell();
    if (!only || only->columns < 2 || only->columns + 2 > line.cells.size() || only->text.size() > 40) return false;
    const std::vector<Guess>& best = guesses_of(collapsed(only->text));
    return !best.empty() && best.front().score >= 0.7;
  }

  bool is_lower_line(const FlowLine& upper, const FlowLine& lower) {
    std::size_t filled = 0, known = 0;
    // "Blue | Complete" beside a plan's title is the end of its key and no group of headers.
    if (upper.filled() <= 3)
      for (const FlowCell& cell : upper.cells)
        if (cell.text.size() <= 12 && !colour_of_word(folded(collapsed(cell.text))).empty()) return false;
    // "Theme 1: Neglect" alone below a header begins the plan.
    if (const FlowCell* only = lower.only_cell(); only && !label_of(only->text).ref.empty()) return false;
    bool under_gap = false;
    for (std::size_t j = 0; j < lower.cells.size(); ++j) {
      const std::string text = collapsed(lower.cells[j].text);
      if (text.empty()) continue;
      ++filled;
      if (text.size() > 40 || words(text).size() > 5) return false;
      if (is_qualifier(text) || (!guesses_of(text).empty() && guesses_of(text).front().score >= 0.4)) ++known;
      if (j >= upper.cells.size() || upper.cells[j].text.empty() || upper.cells[j].columns != 1) under_gap = true;
    }
    if (filled == 0 || known * 3 < filled * 2) return false;
    const bool merged =
        std::any_of(upper.cells.begin(), upper.cells.end(), [](const FlowCell& cell) { return cell.columns > 1; });
    std::size_t upper_filled = upper.filled();
    return merged || under_gap || filled < upper_filled;
  }

  std::size_t layout_for(const Header& header) {
    for (std::size_t i = 0; i < tables_.layouts.size(); ++i) {
      const Layout& layout = tables_.layouts[i];
      if (layout.headers.size() != header.texts.size()) continue;
      bool same = true;
      for (std::size_t j = 0; j < layout.headers.size() && same; ++j)
        same = matching_key(layout.headers[j]) == matching_key(header.texts[j]);
      if (same) return i;
    }
    tables_.layouts.push_back({header.texts, header.meanings});
    two_rows_.push_back(header.rows == 2);
    return tables_.layouts.size() - 1;
  }

  static bool repeats(const FlowLine& line, const Layout& layout) {
    std::size_t filled = 0, same = 0;
    for (std::size_t j = 0; j < line.cells.size(); ++j) {
      if (line.cells[j].text.empty()) continue;
      ++filled;
      if (line.cells[j].text.size() > 160) return false;
      if (j < layout.headers.size() && equal_ignoring_case(collapsed(line.cells[j].text), layout.headers[j])) ++same;
    }
    return filled >= 2 && same * 5 >= filled * 4;
  }

  // A row that names columns, whatever they are: short words with a capital, no number, no name of a body or rating.
  static bool looks_like_a_header(const FlowLine& line) {
    std::size_t filled = 0;
    bool told = true;
    for (const FlowCell& cell : line.cells) {
      if (cell.text.empty()) continue;
      ++filled;
      told = told && (cell.header || cell.bold);
      if (cell.text.size() > 40 || words(cell.text).size() > 5) return false;
      const char first = cell.text.front();
      if (first < 'A' || first > 'Z') return false;
      if (std::any_of(cell.text.begin(), cell.text.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
      if (status_from_rating_words(cell.text) || says_not_applicable(cell.text) || is_name_of_a_body(cell.text))
        return false;
    }
    return filled >= 3 || (filled == 2 && told);
  }

  // Rows of a later table without a header, as after a page break.
  bool goes_on(std::size_t i, std::size_t layout) {
    const std::size_t block = flow_[i].block;
    const std::size_t width = tables_.layouts[layout].headers.size();
    // No page breaks between two sheets. A table under a heading or a header of its own is another table.
    std::size_t before = i;
    bool heading_between = false;
    while (before > 0 && !flow_[before - 1].is_row) {
      --before;
      heading_between =
          heading_between || (!flow_[before].is_furniture && (flow_[before].heading > 0 || flow_[before].bold));
    }
    if (before > 0 && flow_[before - 1].place.sheet != flow_[i].place.sheet) return false;
    const bool drawn =
        flow_[i].place.table > 0;  // the document itself says where its tables begin and how wide they are
    if ((drawn || heading_between) && looks_like_a_header(flow_[i])) return false;
    if (drawn) {
      std::size_t grid = 0;
      for (std::size_t j = i; j < flow_.size() && flow_[j].block == block; ++j)
        grid = std::max(grid, flow_[j].cells.size());
      if (heading_between ? grid != width : grid + 3 < width || grid > width + 1) return false;
    }
    std::size_t widest = 0, rows = 0, colours = 0, fullest = 0;
    for (std::size_t j = i; j < flow_.size() && flow_[j].block == block; ++j) {
      widest = std::max(widest, flow_[j].cells.size());
      fullest = std::max(fullest, flow_[j].filled());
      ++rows;
      for (const FlowCell& cell : flow_[j].cells) {
        if (cell.text.empty()) continue;
        const std::vector<std::string> all = words(cell.text.substr(0, 40));
        colours += !all.empty() && !colour_of_word(all.front()).empty() && cell.text.size() > 1;
        break;
      }
      if (header_at(j) && j > i) break;
    }
    if (widest < 2 || widest > width + 3) return false;
    if (widest * 2 < width && fullest < 3) return false;
    return !(rows >= 2 && colours * 3 >= rows * 2 && widest * 2 < width + 2);  // a key beside the plan
  }

  bool is_heading(const FlowLine& line, const Layout& layout) const {
    const FlowCell* only = line.only_cell();
    if (!only) return !label_and_text(line).empty();
    const std::size_t width = layout.headers.size();
    if (line.cells.size() == 1) return true;
    if (only->columns >= std::max<std::size_t>(3, (width + 1) / 2)) return true;
    if (only != &line.cells.front()) return false;
    const bool merged_down =
        std::any_of(line.cells.begin(), line.cells.end(), [](const FlowCell& cell) { return cell.continues_above; });
    if (merged_down) return false;
    const bool agencies =
        std::find(layout.meanings.begin(), layout.meanings.end(), Column::agency) != layout.meanings.end();
    if (!agencies && is_name_of_a_body(only->text)) return true;
    const Column first = layout.meanings.empty() ? Column::other : layout.meanings.front();
    const bool source = first == Column::recommendation || first == Column::finding;
    const Label label = label_of(only->text);
    if (!label.word.empty() && !label.ref.empty()) {
      const std::string word = folded(label.word);
      // A finding over questions is a heading; a question in the column of questions is a row.
      if (source)
        return first == Column::recommendation &&
               (word == "finding" || word == "theme" || word == "priority" || word == "section" || word == "area" ||
                word == "key finding" || word == "key theme");
      return true;
    }
    if (source || first == Column::reference) return false;
    return (only->bold || only->header || !only->fill.empty()) && only->text.size() >= 12;
  }

  void take_widest() {
    std::size_t best = nowhere, width = 1, block = nowhere;
    for (std::size_t i = 0; i < flow_.size(); ++i) {
      if (!flow_[i].is_row || flow_[i].block == block) continue;
      const std::size_t filled = flow_[i].filled();
      if (filled > width) best = i, width = filled;
      if (filled >= 2) block = flow_[i].block;
    }
    if (best == nowhere) return;
    Header header;
    header.texts = texts_of(flow_[best]);
    header.meanings = assign(header.texts);
    for (std::size_t j = 0; j < header.texts.size(); ++j)
      if (const auto chosen = chosen_.find(matching_key(header.texts[j])); chosen != chosen_.end())
        header.meanings[j] = chosen->second;
    const std::size_t layout = layout_for(header);
    mark(best, Role::header, layout);
    for (std::size_t i = best + 1; i < flow_.size() && flow_[i].block == flow_[best].block; ++i)
      if (flow_[i].filled() > 0)
        mark(i,
             is_separator(flow_[i])                          ? Role::separator
             : is_heading(flow_[i], tables_.layouts[layout]) ? Role::heading
                                                             : Role::row,
             layout);
  }

  // A key under the last row, in the same table or sheet, is no row.
  void free_what_is_a_key() {
    for (std::size_t i = 0; i < flow_.size(); ++i) {
      if (tables_.roles[i] != Role::row && tables_.roles[i] != Role::heading) continue;
      if (flow_[i].only_cell() && lines_of_a_key_in(flow_[i]) >= 2) {
        tables_.roles[i] = Role::free;
        continue;
      }
      std::size_t end = i, lines = 0;
      for (; end < flow_.size() && flow_[end].is_row; ++end) {
        const FlowLine& line = flow_[end];
        const std::size_t filled = line.filled();
        if (filled == 0) continue;
        if (filled > 3) break;
        std::string_view first;
        for (const FlowCell& cell : line.cells)
          if (!cell.text.empty()) {
            first = cell.text;
            break;
          }
        const std::vector<std::string> all = words(first.substr(0, 60));
        const bool colour = !all.empty() && !colour_of_word(all.front()).empty();
        const bool letter = (!all.empty() && all.front().size() == 1 && filled >= 2 && first.size() <= 3) ||
                            (filled == 1 && lines_of_a_key_in(line) == 1);
        const bool title = filled <= 2 && is_title_of_a_key(first);
        if (!colour && !letter && !title && !(lines == 0 && is_header_of_a_key(line))) break;
        if (colour || letter) ++lines;
      }
      if (lines >= 2)
        for (std::size_t j = i; j < end; ++j) tables_.roles[j] = Role::free;
      if (end > i) i = end - 1;
    }
  }

  const std::vector<FlowLine>& flow_;
  std::unordered_map<std::string, Column> chosen_;
  std::unordered_map<std::string, std::vector<Guess>> known_;
  std::vector<bool> two_rows_;
  Tables tables_;
};

}  // namespace

Tables find_tables(const std::vector<FlowLine>& flow, const std::map<std::string, Column>& columns, bool insist) {
  return Finder(flow, columns).find(insist);
}

}  // namespace candour::intake::action_plan
