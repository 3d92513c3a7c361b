#include "intake/action_plan/layout_remarks.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "intake/action_plan/columns.h"
#include "intake/action_plan/meaning.h"
#include "intake/action_plan/ratings.h"
#include "intake/action_plan/remarks.h"
#include "intake/action_plan/sentences.h"

namespace candour::intake::action_plan {
namespace {

using Fields = std::array<std::pair<const char*, const std::string*>, 6>;
Fields fields_of(const Action& action) {
  return {{{"response", &action.response},
           {"action", &action.action},
           {"rating", &action.rating.as_written},
           {"constraints", &action.constraints},
           {"evidence", &action.evidence},
           {"outcome", &action.outcome}}};
}

std::string ending(std::string_view text) {
  std::size_t at = text.size() > 40 ? text.size() - 40 : 0;
  at = text.find(' ', at);
  return at == std::string_view::npos ? std::string(text) : "\xE2\x80\xA6" + std::string(text.substr(at));
}

// Cut off: the last word asks for another, or the same text stands elsewhere and goes on.
void remark_on_cuts(Reading& reading) {
  constexpr std::size_t start = 32;
  std::unordered_map<std::string_view, std::vector<std::string_view>> longer;  // by how they begin
  for (const Action& action : reading.actions)
    for (const auto& [name, text] : fields_of(action))
      if (text->size() > start) {
        std::vector<std::string_view>& texts = longer[std::string_view(*text).substr(0, start)];
        if (texts.size() < 24 && std::find(texts.begin(), texts.end(), *text) == texts.end()) texts.push_back(*text);
      }
  for (std::size_t a = 0; a < reading.actions.size(); ++a) {
    const Action& action = reading.actions[a];
    std::string_view told;
    for (const auto& [name, text] : fields_of(action)) {
      if (text->size() <= start || *text == told || ends_a_sentence(*text)) continue;
      bool cut = std::string_view(name) != "rating" && ends_hanging(*text);
      for (std::string_view other : longer[std::string_view(*text).substr(0, start)])
        cut = cut || (other.size() > text->size() && other.substr(0, text->size()) == *text &&
                      (other[text->size()] == ' ' || other[text->size()] == '\n') && other[text->size() + 1] >= 'a' &&
                      other[text->size() + 1] <= 'z');
      if (!cut) continue;
      told = *text;
      note(reading, "text.cut-off", Severity::check, action.place,
           "The " + std::string(name) + " seems cut off: it ends with " + quoted(ending(*text)) + ".",
           "Ask the agency for the rest.", a, name);
    }
  }
}

}  // namespace

void remark_on_row(Reading& reading, std::size_t index, const RowFacts& facts, const std::vector<Column>& meanings,
                   const std::vector<std::string>& headers) {
  const Action& action = reading.actions[index];
  if (facts.row->merged) {
    const std::size_t j = facts.row->merged_column;
    note(reading, "row.merged-cells", Severity::check, action.place,
         "One cell held both " + quoted(headers[j]) + " and " + quoted(headers[j + 1]) + "; it was divided into " +
             quoted(facts.row->values[j]) + " and " + quoted(facts.row->values[j + 1]) + ".",
         {}, index, std::string(to_text(meanings[j])));
  }
  if (facts.row->shifted) {
    std::string names;
    std::string field;
    for (std::size_t j = 0; j < meanings.size(); ++j) {
      const int cell = facts.row->cells[j];
      if (cell < 0 || facts.row->values[j].empty() || static_cast<std::size_t>(cell) + facts.row->lost_before == j)
        continue;
      if (facts.row->merged && j > facts.row->merged_column) continue;
      if (!names.empty()) names += ", ";
      names += quoted(headers[j]);
      if (field.empty()) field = std::string(to_text(meanings[j]));
    }
    if (!names.empty())
      note(reading, "row.shifted", Severity::check, action.place,
           "The cells of this row stand out of line with the header; by what they hold, they were put under " + names +
               ".",
           {}, index, field);
  }
  // The same sentence in every cell hides whether there is an action at all.
  std::size_t same = 0, filled = 0;
  const std::string& sentence = action.action.empty() ? action.response : action.action;
  for (std::size_t j = 0; j < meanings.size(); ++j) {
    if (meanings[j] == Column::agency || meanings[j] == Column::recommendation || meanings[j] == Column::finding ||
        meanings[j] == Column::reference || facts.row->values[j].empty())
      continue;
    ++filled;
    same += facts.row->values[j] == sentence;
  }
  if (same >= 4 && same * 10 >= filled * 8 && sentence.size() >= 20 && !says_not_applicable(sentence) &&
      !is_pointer(sentence) && !disclaims(sentence))
    note(reading, "row.copied-through", Severity::check, action.place,
         "The same sentence, " + quoted(sentence) +
             ", stands in every cell of the row; it may be an action that nobody rated.",
         "Say whether it is an action, and who does it.", index, "action");
  if (!facts.row->unplaced.empty())
    note(reading, "row.unplaced", Severity::ask, action.place,
         "Text of this row fits under none of the columns: " + quoted(facts.row->unplaced.front()) + ".", {}, index);
}

void remark_on_headers(Reading& reading, const Tables& tables) {
  for (std::size_t layout = 0; layout < tables.layouts.size(); ++layout)
    for (const std::string& header : tables.layouts[layout].headers) {
      const std::string_view word = word_of_rotated(header);
      if (word.empty()) continue;
      const Action* first = reading.actions.empty() ? nullptr : &reading.actions.front();
      note(reading, "header.rotated", Severity::check, first ? first->place : document::Place{},
           "The header " + quoted(header) + " stood on its side and came letter by letter; it is read as " +
               quoted(word) + ".",
           "Say what the column is, if it is another.");
    }
}

void remark_on_layout(Reading& reading, const std::vector<RowFacts>& facts, bool as_at_from_month) {
  remark_on_cuts(reading);
  std::size_t short_rows = 0, first_short = nowhere;
  for (std::size_t a = 0; a < facts.size(); ++a)
    if (facts[a].row->lost_before > 0) {
      if (first_short == nowhere) first_short = a;
      ++short_rows;
    }
  if (short_rows > 0)
    note(reading, "row.first-cells-missing", Severity::note, reading.actions[first_short].place,
         counted(short_rows, "row lacks", "rows lack") +
             " the first cells of the table, as after a page break; the cells that are there were put under their "
             "columns by what they hold, and the question is carried down.",
         {}, first_short);
  std::size_t marked = 0;
  const ScaleEntry* bare = nullptr;
  for (const ScaleEntry& entry : reading.scale) {
    const std::vector<std::string> all = words(entry.as_written);
    const bool has_mark = entry.as_written.rfind("fill:", 0) == 0 ||
                          (!all.empty() && (!colour_of_word(all.front()).empty() || all.front().size() == 1));
    // A word that speaks for itself needs no mark.
    if (has_mark || (entry.meaning.empty() && status_from_rating_words(entry.as_written)))
      ++marked;
    else
      bare = &entry;
  }
  if (bare && marked + 1 == reading.scale.size() && marked >= 2)
    note(reading, "key.no-mark", Severity::note, bare->place,
         quoted(bare->as_written) +
             " stands in the key without a colour or letter of its own; its colour may have been lost.");
  // "8a" under a further lesson, where elsewhere the number is the finding's.
  std::size_t fitting = 0, odd = 0, first_odd = nowhere;
  for (std::size_t r = 0; r < reading.recommendations.size(); ++r) {
    const Recommendation& recommendation = reading.recommendations[r];
    if (recommendation.finding.empty() || recommendation.ref.empty()) continue;
    std::size_t digits = 0;
    while (digits < recommendation.ref.size() && recommendation.ref[digits] >= '0' && recommendation.ref[digits] <= '9')
      ++digits;
    if (digits == 0 || digits == recommendation.ref.size()) continue;
    if (recommendation.ref.compare(0, digits, recommendation.finding) == 0)
      ++fitting;
    else if (++odd == 1)
      first_odd = r;
  }
  if (odd > 0 && fitting >= 2 * odd)
    note(reading, "question.numbering", Severity::note, reading.recommendations[first_odd].place,
         quoted(reading.recommendations[first_odd].ref) +
             (odd > 1 ? " and " + counted(odd - 1, "other", "others") : "") +
             " (numbered as if of another finding) stands under finding " +
             quoted(reading.recommendations[first_odd].finding) + ".");
  if (as_at_from_month)
    note(reading, "date.month-only", Severity::note,
         reading.actions.empty() ? document::Place{} : reading.actions.front().place,
         "The report gives only a month as its date; its last day is taken.");
}
}  // namespace candour::intake::action_plan
