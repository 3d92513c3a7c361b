#include "intake/action_plan/headings.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/sentences.h"

namespace candour::intake::action_plan {
namespace {

bool says_further_learning(std::string_view text) {
  if (text.size() > 120) return false;
  bool further = false, learning = false;
  for (const std::string& word : words(text)) {
    further = further || one_of(word, {"additional", "further", "other", "wider", "extra", "incidental"});
    learning = learning || one_of(word, {"learning", "lesson", "lessons", "findings", "learnings"});
  }
  return further && learning;
}

}  // namespace

bool is_heading_line(const FlowLine& line) {
  return !line.is_row && !line.is_furniture && (line.heading > 0 || line.bold) && line.text.size() <= 600;
}

bool names_a_document(std::string_view text) {
  for (const std::string& word : words(text))
    if (one_of(word, {"plan", "review", "response", "tracker", "report"})) return true;
  return false;
}

std::string_view body_of_heading(std::string_view text) {
  if (const Label label = label_of(text); label.word.empty()) text = trimmed(text.substr(label.length));
  for (std::string_view before :
       {"actions for ", "action plan for ", "recommendations for ", "single agency actions: ", "agency: "})
    if (text.size() > before.size() && equal_ignoring_case(text.substr(0, before.size()), before)) {
      text = trimmed(text.substr(before.size()));
      if (text.size() > 4 && equal_ignoring_case(text.substr(0, 4), "the ")) text = trimmed(text.substr(4));
      break;
    }
  for (std::string_view behind : {" action plan", " actions"})
    if (text.size() > behind.size() && equal_ignoring_case(text.substr(text.size() - behind.size()), behind)) {
      text = trimmed(text.substr(0, text.size() - behind.size()));
      break;
    }
  while (!text.empty() && text.back() == ':') text = trimmed(text.substr(0, text.size() - 1));
  return is_name_of_a_body(text) ? text : std::string_view();
}

Headings::Headings(const std::vector<FlowLine>& flow, const Tables& tables, const PlanRows& rows,
                   const std::vector<bool>& of_the_key)
    : flow_(flow), tables_(tables), rows_(rows), of_the_key_(of_the_key), agency_headings_(flow.size(), false) {
  labelled_findings_ = any_labelled_finding();
}

bool Headings::any_labelled_finding() const {
  for (std::size_t i = 0; i < flow_.size(); ++i)
    if (kind_of(i, false, true) == HeadingKind::finding) return true;
  return false;
}

std::string_view Headings::text_of(std::size_t i) const {
  const FlowLine& line = flow_[i];
  if (!line.is_row) return line.text;
  const FlowCell* only = line.only_cell();
  return only ? only->text : label_and_text(line);
}

HeadingKind Headings::kind_of(std::size_t i, bool further, bool only_labelled) const {
  const FlowLine& line = flow_[i];
  const bool in_table = tables_.roles[i] == Role::heading;
  if (line.is_furniture || of_the_key_[i] || (tables_.roles[i] != Role::free && !in_table)) return HeadingKind::none;
  // A row with one cell before a table: across the sheet, in bold, or with a label of its own.
  if (line.is_row && !in_table && label_and_text(line).empty()) {
    const FlowCell* only = line.only_cell();
    if (!only ||
        !(only->columns > 2 || only->bold || (only == &line.cells.front() && !label_of(only->text).word.empty())))
      return HeadingKind::none;
  }
  const std::string_view text = text_of(i);
  if (text.empty() || text.size() > 900) return HeadingKind::none;
  const bool heads = is_heading_line(line) || in_table || line.is_row;
  const Label label = label_of(text);
  const std::string word = folded(label.word);
  if (!label.ref.empty() && !word.empty() &&
      one_of(
          word,
          {"finding",   "theme",  "priority",       "issue",       "lesson",    "learning point",       "learning",
           "area",      "strand", "workstream",     "key finding", "objective", "improvement area",     "priority area",
           "key theme", "domain", "learning theme", "key issue",   "standard",  "area for improvement", "outcome",
           "section"})) {
    // In running text "Finding 3" begins many a sentence; a heading says so by its looks or stands alone.
    if (heads || (text.size() <= 400 && precedes_header(i))) return HeadingKind::finding;
  }
  if (!label.ref.empty() && !word.empty() &&
      one_of(word, {"recommendation", "rec", "question", "must do", "should do", "requirement", "safety recommendation",
                    "national recommendation", "local recommendation"}) &&
      (heads || text.size() <= 600))
    return only_labelled ? HeadingKind::none : HeadingKind::recommendation;
  if (only_labelled) return HeadingKind::none;
  if (heads && says_further_learning(text)) return HeadingKind::further_learning;
  // A row across the table that bears a number: "R1: All agencies must …" over its actions is what they answer.
  if (in_table && !further && label.word.empty() && !label.ref.empty() && !is_name_of_a_body(text)) {
    const std::vector<Column>& meanings = rows_.meanings[tables_.layout_of[i]];
    const std::string key = " " + matching_key(text.substr(0, 300)) + " ";
    const bool asks = label.ref[0] == 'R' || key.find(" should ") != std::string::npos ||
                      key.find(" must ") != std::string::npos || key.find(" ensure ") != std::string::npos;
    if (asks && std::find(meanings.begin(), meanings.end(), Column::recommendation) == meanings.end())
      return HeadingKind::recommendation;
  }
  // In a workbook a lesson's prose is a row of its own like its heading: a plain, whole sentence is no heading.
  const bool prose = in_table && line.is_row && line.only_cell() && !line.only_cell()->bold && text.size() > 60 &&
                     ends_a_sentence(text);
  if (further && heads && (!label.ref.empty() || (precedes_header(i) && !prose))) return HeadingKind::further_lesson;
  if (prose) return HeadingKind::none;
  if (!heads) return HeadingKind::none;
  if (!label.ref.empty() && word == "chapter") return HeadingKind::chapter;
  return HeadingKind::chapter;
}

bool Headings::precedes_header(std::size_t i) const {
  for (std::size_t j = i + 1; j < flow_.size() && j < i + 12; ++j) {
    if (tables_.roles[j] == Role::header) return true;
    if (tables_.roles[j] == Role::row) return tables_.roles[i] == Role::heading;
    if (tables_.roles[j] == Role::heading || is_heading_line(flow_[j])) return false;
  }
  return false;
}

bool Headings::heads_like_others(std::size_t i) const {
  if (labelled_findings_ || !precedes_header(i)) return false;
  for (std::size_t j = i + 1; j < flow_.size(); ++j)
    if (tables_.roles[j] == Role::free && is_heading_line(flow_[j]) && flow_[j].heading == flow_[i].heading &&
        precedes_header(j))
      return true;
  return false;
}

bool Headings::next_layout_has(std::size_t i, Column column) const {
  for (std::size_t j = i + 1; j < flow_.size(); ++j)
    if (tables_.roles[j] == Role::header || tables_.roles[j] == Role::row) {
      const std::vector<Column>& meanings = rows_.meanings[tables_.layout_of[j]];
      return std::find(meanings.begin(), meanings.end(), column) != meanings.end();
    }
  return false;
}

void Headings::find_agency_headings(const std::vector<std::size_t>& title_lines) {
  agency_headings_.assign(flow_.size(), false);
  std::vector<std::size_t> named;
  std::size_t others = 0;
  for (std::size_t i = 0; i < flow_.size(); ++i) {
    const bool of_a_sheet =
        flow_[i].is_furniture && !flow_[i].place.sheet.empty() && flow_[i].text == flow_[i].place.sheet;
    if (!of_a_sheet && kind_of(i, false) != HeadingKind::chapter) continue;
    if (!of_a_sheet && !precedes_header(i) && tables_.roles[i] != Role::heading) continue;
    if (!body_of_heading(text_of(i)).empty() && !next_layout_has(i, Column::agency))
      named.push_back(i);
    else if (!of_a_sheet && std::find(title_lines.begin(), title_lines.end(), i) == title_lines.end())
      ++others;
  }
  if (named.size() < others * 2) return;
  // The plan's own title may be a body's name; one heading is an agency's only below it.
  if (named.size() == 1 && std::find(title_lines.begin(), title_lines.end(), named[0]) != title_lines.end()) return;
  for (const std::size_t i : named) agency_headings_[i] = true;
}
}  // namespace candour::intake::action_plan
