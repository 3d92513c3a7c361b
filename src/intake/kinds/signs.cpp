#include "intake/kinds/signs.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/text.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/columns.h"

namespace candour::intake {

using namespace action_plan;

namespace {

// ---- Whether a table is a plan's ----

bool is_any(std::string_view key, std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), key) != all.end();
}

// "180", "£80,000", "94%"; but "30.11.26" is a day, and so is Excel's number of one (46112) and a year (2026).
bool is_a_figure(std::string_view text) {
  text = trimmed(text);
  if ((text.size() == 4 && text.starts_with("20")) || (text.size() == 5 && text >= "36000" && text <= "60000")) {
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
  }
  if (std::count(text.begin(), text.end(), '.') > 1 || text.find('-', 1) != std::string_view::npos) return false;
  return text.size() <= 16 && text.find_first_of("0123456789") != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || c == ',' || c == '.' || c == '%' || c == ' ' || c == '-' || c == '(' ||
                  c == ')' || c == 'k' || c == 'm' || (c & '\x80') != 0;
         });
}

// What an agenda asks of those who meet.
bool is_asked_of_a_meeting(std::string_view key) {
  return is_any(key, {"none",
                      "to note",
                      "note",
                      "to approve",
                      "approve",
                      "approval",
                      "for approval",
                      "to agree",
                      "agree",
                      "for noting",
                      "for information",
                      "information",
                      "for discussion",
                      "discussion",
                      "to discuss",
                      "for decision",
                      "decision",
                      "to receive",
                      "to endorse",
                      "for endorsement",
                      "for assurance",
                      "assurance",
                      "to consider",
                      "for consideration",
                      "verbal",
                      "n a"});
}

// Of one column, over the rows of its layout.
struct Cells {
  std::size_t filled = 0, figures = 0, words = 0, of_a_meeting = 0;
};

}  // namespace

bool tells_what_is_done(const Tables& tables) {
  for (const Layout& layout : tables.layouts)
    for (Column meaning : layout.meanings)
      if (meaning == Column::action || meaning == Column::rating || meaning == Column::response ||
          meaning == Column::evidence || meaning == Column::percent)
        return true;
  return false;
}

bool rates_what_somebody_does(const Tables& tables) {
  return std::count(tables.roles.begin(), tables.roles.end(), Role::row) >= 2 &&
         std::any_of(tables.layouts.begin(), tables.layouts.end(), [](const Layout& layout) {
           const auto has = [&](Column column) {
             return std::find(layout.meanings.begin(), layout.meanings.end(), column) != layout.meanings.end();
           };
           return has(Column::action) && has(Column::rating) &&
                  (has(Column::lead) || has(Column::target) || has(Column::agency));
         });
}

bool is_titled_as_a_record(const std::vector<FlowLine>& flow) {
  std::size_t looked = 0;
  for (const FlowLine& line : flow) {
    if (line.is_row || line.is_furniture) continue;
    if (++looked > 4) return false;
    const std::string key = matching_key(line.text.substr(0, 80));
    for (std::string_view title :
         {"notes and action", "action notes", "meeting notes", "notes of ", "note of ", "minutes"})
      if (key.starts_with(title) || key.find(" minutes of ") != std::string::npos) return true;
  }
  return false;
}

bool tells_of_answers_alone(const Tables& tables) {
  for (const Layout& layout : tables.layouts)
    for (Column meaning : layout.meanings)
      if (meaning == Column::action || meaning == Column::rating || meaning == Column::evidence ||
          meaning == Column::percent)
        return false;
  return true;
}

bool has_numbered_paragraphs(const std::vector<FlowLine>& flow) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::count_if(flow.begin(), flow.end(), [&](const FlowLine& line) {
           return !line.is_row && line.text.size() > 30 && is_digit(line.text[0]) &&
                  line.text.substr(1, 3).find('.') != std::string_view::npos && line.text.ends_with('.');
         }) >= 3;
}

bool speaks_of_risks(const std::vector<FlowLine>& flow) {
  const auto says = [](std::string_view text, bool at_its_start, std::size_t most) {
    if (text.empty() || text.size() > most) return false;
    const std::string small = folded(text);
    for (std::string_view word : {"risk", "likelihood", "probability", "hazard", "inherent", "residual"})
      if (const std::size_t at = small.find(word); at == 0 || (!at_its_start && at != std::string::npos)) return true;
    return false;
  };
  return std::any_of(flow.begin(), flow.end(), [&](const FlowLine& line) {
    if (says(line.text, false, 60) || says(line.place.sheet, false, 60)) return true;
    const std::size_t filled = line.filled();
    // A sheet's title stands alone in a row.
    if (filled == 1 && says(line.only_cell()->text, false, 160)) return true;
    const auto long_cells =
        std::count_if(line.cells.begin(), line.cells.end(), [](const FlowCell& cell) { return cell.text.size() > 80; });
    if (static_cast<std::size_t>(long_cells) * 3 > filled) return false;
    return std::any_of(line.cells.begin(), line.cells.end(),
                       [&](const FlowCell& cell) { return says(cell.text, filled == 2, 36); });
  });
}

std::optional<Kind> kind_by_title(const document::Document& document, const std::vector<FlowLine>& flow) {
  bool plan = false, risks = false;
  std::size_t looked = 0;
  const auto look = [&](std::string_view text) {
    if (text.empty() || text.size() > 160 || text.ends_with('.')) return;
    const std::string key = " " + matching_key(text) + " ";
    for (std::string_view word : {" plan ", " plans ", " tracker ", " action log "})
      plan = plan || key.find(word) != std::string::npos;
    for (std::string_view word : {" risk register ", " risks register ", " register of risks ", " risk log ",
                                  " assurance framework ", " risk profile ", " risk and issue log ", " risk report "})
      risks = risks || key.find(word) != std::string::npos;
  };
  look(document.title);
  for (const FlowLine& line : flow) {
    if (line.is_furniture) continue;
    const FlowCell* only = line.is_row ? line.only_cell() : nullptr;
    if (line.is_row && !only) break;
    if (++looked > 4) break;
    look(only ? only->text : line.text);
  }
  if (plan == risks) return std::nullopt;
  return plan ? Kind::action_plan : Kind::risk_register;
}

bool promises_something(const std::vector<FlowLine>& flow, const Tables& tables) {
  std::size_t looked = 0;
  for (const FlowLine& line : flow) {
    if (line.is_furniture || (line.is_row && !line.only_cell())) continue;
    if (++looked > 3) break;
    const std::string key = matching_key((line.is_row ? line.only_cell()->text : line.text).substr(0, 60));
    if (key.starts_with("agenda ") || key == "agenda") return false;
  }
  for (std::size_t k = 0; k < tables.layouts.size(); ++k) {
    const Layout& layout = tables.layouts[k];
    std::vector<Cells> columns(layout.meanings.size());
    for (std::size_t i = 0, rows = 0; i < flow.size() && rows < 200; ++i) {
      if (tables.roles[i] != Role::row || tables.layout_of[i] != k) continue;
      ++rows;
      for (std::size_t c = 0; c < columns.size() && c < flow[i].cells.size(); ++c) {
        const std::string_view text = flow[i].cells[c].text;
        if (text.empty()) continue;
        Cells& cells = columns[c];
        ++cells.filled;
        cells.figures += is_a_figure(text);
        cells.words += words(text.substr(0, 400)).size();
        cells.of_a_meeting += is_asked_of_a_meeting(matching_key(text.substr(0, 40)));
      }
    }
    const auto says = [&](std::size_t c) {
      for (const Guess& guess : guesses(layout.headers[c]))
        if (guess.column == layout.meanings[c] && guess.score >= 0.4) return true;
      return false;
    };
    bool source = false, state = false, long_source = false, sources = false;
    std::size_t figures = 0, bodies = 0;
    for (std::size_t c = 0; c < layout.headers.size() && c < columns.size(); ++c) {
      const Cells& cells = columns[c];
      const Column meaning = layout.meanings[c];
      if (is_name_of_a_body(layout.headers[c])) ++bodies;
      if (cells.filled == 0) continue;
      // A rating and a share may be figures; a target that is one is a number to reach and no day.
      const bool share = meaning == Column::rating || meaning == Column::percent || meaning == Column::reference ||
                         layout.headers[c].find('%') != std::string::npos;
      if (!share && cells.figures * 2 > cells.filled) figures += meaning == Column::target ? 2 : 1;
      const bool is_source = meaning == Column::action || meaning == Column::recommendation ||
                             meaning == Column::finding || meaning == Column::response;
      if (is_source) {
        if (cells.figures * 2 > cells.filled || cells.of_a_meeting == cells.filled) continue;
        // Under a header that says nothing of it, only what is told at length is something to do.
        if (!says(c) && cells.words < 4 * cells.filled) continue;
        sources = source;
        source = true;
        long_source = long_source || cells.words >= 4 * cells.filled;
        continue;
      }
      if (meaning == Column::lead || meaning == Column::agency || meaning == Column::target ||
          meaning == Column::rating || meaning == Column::percent)
        state = true;
      if (meaning == Column::evidence && matching_key(layout.headers[c]) != "evidence") state = true;
    }
    // Figures side by side are what was measured or paid, unless the rows say at length what is to be done.
    if (source && (state || sources || bodies >= 2) && (figures < 2 || long_source)) return true;
  }
  return false;
}

}  // namespace candour::intake
