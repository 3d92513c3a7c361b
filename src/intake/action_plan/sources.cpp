#include "intake/action_plan/sources.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/columns.h"
#include "intake/action_plan/meaning.h"
#include "intake/action_plan/numbers.h"
#include "intake/action_plan/remarks.h"
#include "intake/action_plan/sentences.h"

namespace candour::intake::action_plan {

std::size_t Sources::finding_with(const std::string& ref, const std::string& title, const document::Place& place) {
  for (std::size_t k = 0; k < reading_.findings.size(); ++k) {
    const Finding& finding = reading_.findings[k];
    if (finding.ref == ref && (title.empty() || similarity(finding.title, title) > 0.8 ||
                               title.find("continued") != std::string::npos || title.find("cont") != std::string::npos))
      return k;
  }
  Finding finding;
  finding.ref = ref;
  finding.title = title;
  finding.place = place;
  reading_.findings.push_back(std::move(finding));
  return reading_.findings.size() - 1;
}

std::string Sources::next_finding_ref() const {
  std::size_t number = reading_.findings.size() + 1;
  for (;; ++number) {
    const std::string ref = std::to_string(number);
    if (std::none_of(reading_.findings.begin(), reading_.findings.end(),
                     [&](const Finding& f) { return f.ref == ref; }))
      return ref;
  }
}

// Two plans in one document each have a finding 1: the second is told apart.
std::string Sources::ref_in_this_table(const std::string& ref, const document::Place& place) {
  const auto has = [&](const std::string& name) {
    return std::find_if(reading_.findings.begin(), reading_.findings.end(),
                        [&](const Finding& finding) { return finding.ref == name; });
  };
  const auto first = has(ref);
  if (first == reading_.findings.end() ||
      (first->place.table == place.table && first->place.sheet == place.sheet && place.table + place.sheet.size() > 0))
    return ref;
  std::size_t count = 2;
  while (has(ref + " (" + std::to_string(count) + ")") != reading_.findings.end()) ++count;
  const std::string own = ref + " (" + std::to_string(count) + ")";
  note(reading_, "finding.number-repeated", Severity::note, place,
       "Another table has a finding " + ref + " already; this one is called " + quoted(own) + ".");
  return own;
}

void Sources::open_finding(std::string ref, std::string title, const document::Place& place) {
  leave_labels();
  finding_ = finding_with(ref, title, place);
  recommendation_ = nowhere;
  agencies_.leave_question();
  fresh_finding_ = true;
  rows_since_heading_ = 0;
  heading_recommendation_ = nowhere;
  listed_ = 0;
}

std::size_t Sources::add_recommendation(std::string ref, std::string_view text, const document::Place& place) {
  const std::string finding = finding_ == nowhere ? std::string() : reading_.findings[finding_].ref;
  const std::string key = finding + "\x1f" + ref + "\x1f" + matching_key(text);
  account_.place(text);
  const auto [at, is_new] = recommendation_keys_.try_emplace(key, reading_.recommendations.size());
  if (!is_new) return at->second;
  Recommendation recommendation;
  recommendation.ref = std::move(ref);
  recommendation.finding = finding;
  recommendation.text = std::string(text);
  recommendation.place = place;
  if (!recommendation.ref.empty()) by_number_.try_emplace(folded(recommendation.ref), reading_.recommendations.size());
  reading_.recommendations.push_back(std::move(recommendation));
  return reading_.recommendations.size() - 1;
}

// The recommendation of that number: told before, or of which the plan tells no more than this.
std::size_t Sources::numbered(const std::string& number, const document::Place& place) {
  if (const auto told = by_number_.find(folded(number)); told != by_number_.end()) return told->second;
  return add_recommendation(number, {}, place);
}

void Sources::read_heading(std::size_t i, HeadingKind kind) {
  const std::string_view text = headings_.text_of(i);
  const document::Place place = flow_[i].place;
  const Label label = label_of(text);
  const std::string_view rest = text.substr(label.length);
  switch (kind) {
    case HeadingKind::finding:
      further_ = false;
      open_finding(label.ref, collapsed(account_.place(trimmed(rest))), place);
      break;
    case HeadingKind::further_learning:
      leave_labels();
      further_ = true;
      finding_ = nowhere;
      recommendation_ = nowhere;
      break;
    case HeadingKind::further_lesson:
      ++lessons_;
      open_finding("L" + std::to_string(lessons_), collapsed(account_.place(trimmed(label.word.empty() ? rest : text))),
                   place);
      break;
    case HeadingKind::recommendation: {
      const std::string_view whole = trimmed(rest);
      leave_labels();
      recommendation_ = add_recommendation(label.ref, whole, place);
      listed_ = heading_recommendation_ != nowhere && rows_since_heading_ == 0 ? listed_ + 1 : 1;
      list_seen_ = list_seen_ || (listed_ > 2 && !label.ref.empty());
      heading_recommendation_ = recommendation_;
      numbers_.clear();
      rows_since_heading_ = 0;
      fresh_finding_ = false;
      agencies_.leave_question();
      break;
    }
    case HeadingKind::chapter:
      read_chapter(i, text, label, place);
      break;
    case HeadingKind::none:
      break;
  }
}

bool Sources::stands_over_rows(std::size_t i) const {
  for (std::size_t j = i + 1; j < flow_.size() && j < i + 400 && flow_[j].block == flow_[i].block; ++j)
    if (tables_.roles[j] == Role::row) return true;
  return false;
}

bool Sources::stands_below_rows(std::size_t i) const {
  for (std::size_t j = i; j-- > 0 && i - j < 400 && flow_[j].block == flow_[i].block;)
    if (tables_.roles[j] == Role::row) return true;
  return false;
}

// A heading without a label: the finding of the table below it, where the plan labels none.
void Sources::read_chapter(std::size_t i, std::string_view text, const Label& label, const document::Place& place) {
  if (headings_.is_of_an_agency(i)) return open_agency(i);
  if (std::find(title_lines_.begin(), title_lines_.end(), i) != title_lines_.end()) return;
  if (headings_.labels_findings() || further_) return;
  if (!headings_.precedes_header(i) && tables_.roles[i] != Role::heading) return;
  // "How to read the colours" over the key, below all rows of the table.
  if (tables_.roles[i] == Role::heading && !stands_over_rows(i)) return;
  // "November meeting cancelled" between rows, of which the first stand under no heading, is a note.
  if (tables_.roles[i] == Role::heading && finding_ == nowhere && stands_below_rows(i)) return;
  // "Position at 3 March 2026", "Total: 12 actions" say something of the table and are no finding.
  if (label.ref.empty()) {
    const std::vector<std::string> all = words(text);
    if (!all.empty() &&
        (one_of(all.front(), {"total", "totals"}) ||
         (one_of(all.front(), {"position", "status", "update", "updated", "progress", "as", "reported", "correct"}) &&
          !plan::find_dates(text).empty())))
      return;
  }
  // A table with findings of its own stands under the name of a plan or a part.
  if (tables_.layouts.empty() || (label.ref.empty() && headings_.next_layout_has(i, Column::finding))) return;
  // "Improvement plan, updated 3 June" over the only table is what the document is called, and no finding.
  if (label.ref.empty() && reading_.findings.empty() && names_a_document(text) && !headings_.heads_like_others(i))
    return;
  const std::string ref = label.ref.empty() ? next_finding_ref() : label.ref;
  open_finding(ref, collapsed(account_.place(trimmed(text.substr(label.length)))), place);
}

void Sources::open_agency(std::size_t i) {
  const std::string_view text = body_of_heading(headings_.text_of(i));
  leave_labels();
  agencies_.open_section(text, flow_[i].place);
  finding_ = nowhere;
  recommendation_ = nowhere;
  heading_recommendation_ = nowhere;
}

// "Response: Accepted", "Lead officer: Head of Schools", "Accepted." below a heading: told of every row under it. Only
// where the label is the name of such a column and rows follow, which it can be told of.
bool Sources::take_label(std::string_view text) {
  Column column = Column::other;
  std::string_view value;
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && colon > 0 && colon <= 50) {
    const std::vector<Guess> best = guesses(text.substr(0, colon));
    value = trimmed(text.substr(colon + 1));
    if (best.empty() || value.empty()) return false;
    column = best.front().column;
    // "Trust response", "Response of the council"
    const std::vector<std::string> label = words(text.substr(0, colon));
    const bool responds =
        !label.empty() && label.size() <= 5 && (label.front() == "response" || label.back() == "response");
    if (best.front().score < 0.85 && !(responds && column == Column::response)) return false;
  } else if (accepts_or_not(text)) {
    column = Column::response;
    value = text;
  }
  if (column != Column::response && column != Column::lead && column != Column::target && column != Column::agency)
    return false;
  for (const Told& told : told_)
    if (told.column == column) return false;
  account_.place(value);
  told_.push_back({column, value, text, false});
  return true;
}

// What no row could be told of is text of the heading that is left.
void Sources::leave_labels() {
  std::string* whole = heading_recommendation_ != nowhere ? &reading_.recommendations[heading_recommendation_].text
                       : finding_ != nowhere              ? &reading_.findings[finding_].text
                                                          : nullptr;
  for (const Told& told : told_) {
    if (told.used || whole == nullptr) continue;
    if (!whole->empty()) *whole += '\n';
    *whole += account_.place(told.line);
  }
  told_.clear();
}

std::string_view Sources::told_by_heading(Column column) {
  for (Told& told : told_)
    if (told.column == column) {
      told.used = true;
      return told.value;
    }
  return {};
}

void Sources::tell_by_heading(Action& action, const std::vector<Column>& meanings) {
  if (told_.empty()) return;
  const std::pair<Column, std::string*> fields[] = {
      {Column::response, &action.response}, {Column::lead, &action.lead}, {Column::target, &action.target}};
  for (const auto& [column, field] : fields)
    if (field->empty() && std::find(meanings.begin(), meanings.end(), column) == meanings.end())
      *field = std::string(told_by_heading(column));
}

bool Sources::read_label(std::size_t i) {
  const bool below_heading = (fresh_finding_ && finding_ != nowhere) || heading_recommendation_ != nowhere;
  return below_heading && rows_since_heading_ == 0 && !flow_[i].is_row && headings_.precedes_header(i) &&
         take_label(flow_[i].text);
}

void Sources::read_text(std::size_t i) {
  const std::string_view text = flow_[i].text;
  if (fresh_finding_ && finding_ != nowhere) {
    std::string& whole = reading_.findings[finding_].text;
    if (!whole.empty()) whole += '\n';
    whole += account_.place(text);
  } else if (heading_recommendation_ != nowhere && rows_since_heading_ == 0) {
    Recommendation& recommendation = reading_.recommendations[heading_recommendation_];
    if (!recommendation.text.empty()) recommendation.text += '\n';
    recommendation.text += account_.place(text);
  }
}

void Sources::read_sources(const AlignedRow& row, const std::vector<Column>& meanings, std::size_t i) {
  source_in_row_ = false;
  std::size_t reference_column = nowhere;
  for (std::size_t j = 0; j < meanings.size(); ++j)
    if (meanings[j] == Column::reference) {
      reference_column = j;
      break;
    }
  for (std::size_t j = 0; j < meanings.size(); ++j) {
    const std::string_view text = row.values[j];
    if (text.empty()) continue;
    if (meanings[j] == Column::finding) {
      source_in_row_ = true;
      const Label label = label_of(text);
      const std::string_view rest = trimmed(text.substr(label.length));
      const std::string key = label.ref + "\x1f" + matching_key(rest.empty() ? text : rest);
      account_.place(rest.empty() ? text : rest);
      const auto found = finding_keys_in_table_.find(key);
      if (found != finding_keys_in_table_.end()) {
        if (finding_ != found->second) finding_ = found->second, recommendation_ = nowhere, agencies_.leave_question();
        continue;
      }
      Finding finding;
      finding.ref = label.ref.empty() ? next_finding_ref() : ref_in_this_table(label.ref, flow_[i].place);
      // A long finding is its own text; its title is its first sentence.
      const std::string_view body = rest.empty() ? text : rest;
      if (body.size() <= 240) {
        finding.title = std::string(body);
      } else {
        finding.title = shortened(collapsed(body), 120);
        finding.text = std::string(body);
      }
      finding.place = flow_[i].place;
      finding_ = reading_.findings.size();
      finding_keys_in_table_[key] = finding_;
      reading_.findings.push_back(std::move(finding));
      recommendation_ = nowhere;
      agencies_.leave_question();
    } else if (meanings[j] == Column::recommendation) {
      source_in_row_ = true;
      read_question(text, row, reference_column, i);
    }
  }
  // A blank beside a number of another series (MD3, then SD1) does not mean the one above.
  const std::string series = reference_column == nowhere ? std::string() : series_of(row.values[reference_column]);
  if (!source_in_row_ && recommendation_from_cell_ && !series.empty() && !series_.empty() && series != series_)
    recommendation_ = nowhere;
  if (!series.empty()) series_ = series;
  if (!source_in_row_ && recommendation_ == nowhere && heading_recommendation_ != nowhere)
    recommendation_ = heading_recommendation_;
}

// "MD" of "MD3": the capitals that a number begins with.
std::string Sources::series_of(std::string_view reference) {
  std::size_t letters = 0;
  while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z') ++letters;
  if (letters == 0 || letters > 4 || letters == reference.size() || reference[letters] < '0' ||
      reference[letters] > '9')
    return {};
  return std::string(reference.substr(0, letters));
}

// How many digits begin "2 Vets should know …" below "1 Staff should ask …": numbers without a mark, that follow in
// turn from 1.
std::size_t Sources::bare_number_of(std::string_view text) {
  std::size_t digits = 0, number = 0;
  while (digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9')
    number = number * 10 + static_cast<std::size_t>(text[digits++] - '0');
  if (digits == 0 || digits + 1 >= text.size() || text[digits] != ' ' || text[digits + 1] < 'A' ||
      text[digits + 1] > 'Z')
    return 0;
  if (number != bare_number_ && number != bare_number_ + 1 && number != 1) return 0;
  bare_number_ = number;
  return digits;
}

void Sources::read_question(std::string_view text, const AlignedRow& row, std::size_t reference_column, std::size_t i) {
  numbers_.clear();
  if (const auto numbers = numbers_of_recommendations(text, Under::recommendations); !numbers.empty()) {
    // Only numbers: what was recommended was told before, or stands in another document.
    account_.place(text);
    const std::size_t before = recommendation_;
    recommendation_ = numbered(numbers.front(), flow_[i].place);
    for (const std::string& number : numbers)
      numbers_.push_back(reading_.recommendations[numbered(number, flow_[i].place)].ref);
    recommendation_from_cell_ = true;
    if (recommendation_ != before) agencies_.leave_question();
    return;
  }
  const Label label = label_of(text);
  if (recommendation_ != nowhere && recommendation_from_cell_ && label.ref.empty()) {
    const std::string& whole = reading_.recommendations[recommendation_].text;
    if (matching_key(whole) == matching_key(text)) {
      account_.place(text);
      return;  // the same question, written again in each row
    }
    if (starts_small(text) && !ends_a_sentence(whole)) {
      join_question(text, flow_[i].place, repeated_start(whole, text));
      return;
    }
  }
  std::string_view rest = trimmed(text.substr(label.length));
  std::string ref = label.ref;
  if (ref.empty())
    if (const std::size_t digits = bare_number_of(text); digits > 0) {
      ref = std::string(text.substr(0, digits));
      rest = trimmed(text.substr(digits));
    }
  std::string ref_from_column;
  if (ref.empty() && reference_column != nowhere && reference_column < row.values.size())
    ref_from_column = std::string(row.values[reference_column]);
  const std::size_t count = reading_.recommendations.size();
  const std::size_t old = recommendation_;
  if (rest.empty() && !ref.empty()) {
    // Only a number: the question was told before, or its text is in no cell.
    for (std::size_t k = 0; k < count; ++k)
      if (reading_.recommendations[k].ref == ref) {
        recommendation_ = k;
        account_.place(text);
        recommendation_from_cell_ = true;
        if (old != recommendation_) agencies_.leave_question();
        return;
      }
  }
  recommendation_ = add_recommendation(ref, rest.empty() ? text : rest, flow_[i].place);
  recommendation_from_cell_ = true;
  if (recommendation_ != old) agencies_.leave_question();
  if (recommendation_ >= count)
    references_of_.resize(recommendation_ + 1), references_of_[recommendation_] = ref_from_column;
}

void Sources::serve(Action& action) {
  action.finding = finding_ == nowhere ? std::string() : reading_.findings[finding_].ref;
  action_recommendation_.push_back(recommendation_);
  if (recommendation_ != nowhere) action.recommendation = reading_.recommendations[recommendation_].ref;
  if (numbers_.size() > 1) numbers_of_action_[action_recommendation_.size() - 1] = numbers_;
  ++rows_since_heading_;
}

void Sources::serve_numbers(Action& action, const std::vector<std::string>& numbers) {
  std::vector<std::string> refs;
  for (const std::string& number : numbers)
    refs.push_back(reading_.recommendations[numbered(number, action.place)].ref);
  action_recommendation_.back() = numbered(numbers.front(), action.place);
  action.recommendation = refs.front();
  if (refs.size() > 1) numbers_of_action_[action_recommendation_.size() - 1] = std::move(refs);
}

void Sources::leave_list(Action& action) {
  if (listed_ < 3) return;
  if (!std::exchange(told_of_list_, true))
    note(reading_, "recommendation.list-untied", Severity::ask, action.place,
         "A list of " + std::to_string(listed_) +
             " recommendations stands over this table, and its rows do not say which of them each answers.",
         "Say which recommendation each action answers.");
  action_recommendation_.back() = nowhere;
  action.recommendation.clear();
}

bool Sources::take_fragment(std::string_view text, const document::Place& place) {
  if (recommendation_ == nowhere || !recommendation_from_cell_) return false;
  const std::string& whole = reading_.recommendations[recommendation_].text;
  const std::size_t repeated = repeated_start(whole, text);
  const bool unfinished = !ends_a_sentence(whole);
  const bool asks = text.back() == '?' && whole.ends_with('?');
  return (repeated > 0 || unfinished || (starts_small(text) && asks)) && join_question(text, place, repeated);
}

bool Sources::join_question(std::string_view text, const document::Place& place, std::size_t repeated) {
  Recommendation& recommendation = reading_.recommendations[recommendation_];
  std::string& whole = recommendation.text;
  const std::string_view rest = trimmed(text.substr(repeated));
  const std::string name = recommendation.ref.empty() ? "the question above" : recommendation.ref;
  if (rest.empty()) {
    note(reading_, "question.joined", Severity::note, place,
         quoted(text) + " stands alone after a page break and only repeats the end of " + name + ".");
    return true;
  }
  whole += (whole.empty() || whole.back() == ' ' ? "" : " ") + account_.place(rest);
  note(reading_, "question.joined", Severity::check, place,
       "The text of " + name + " was broken over a page; " + quoted(rest) + " was joined to it.");
  return true;
}

// Where references number the actions: 1.1, 1.2 and 1.3 under one recommendation, or 1a, 1b and 1c, are its actions,
// and it is 1. Nothing for a number that has no such part: then it is known by its place.
std::string Sources::stem_of(const std::string& reference) {
  if (const std::size_t dot = reference.rfind('.'); dot != std::string::npos) return reference.substr(0, dot);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (reference.size() >= 2 && reference.back() >= 'a' && reference.back() <= 'z' &&
      is_digit(reference[reference.size() - 2]))
    return reference.substr(0, reference.size() - 1);
  return {};
}

void Sources::settle_references() {
  leave_labels();
  references_of_.resize(reading_.recommendations.size());
  std::vector<std::string> first(reading_.recommendations.size());
  std::vector<bool> varies(reading_.recommendations.size(), false);
  std::size_t alone = 0, with = 0, unserved = 0;
  for (std::size_t a = 0; a < reading_.actions.size(); ++a) {
    const std::size_t r = action_recommendation_[a];
    const std::string& reference = reading_.actions[a].reference;
    if (r == nowhere && !series_of(reference).empty()) ++unserved;
    if (r == nowhere || reference.empty()) continue;
    if (first[r].empty())
      first[r] = reference, ++with;
    else if (first[r] != reference)
      varies[r] = true, ++alone;
  }
  std::size_t number = 0;
  // A number with no recommendation beside it is the action's, and then so are the others.
  const bool of_actions = alone * 4 > with || (unserved > 0 && recommendation_from_cell_);
  for (std::size_t r = 0; r < reading_.recommendations.size(); ++r) {
    Recommendation& recommendation = reading_.recommendations[r];
    ++number;
    if (!recommendation.ref.empty()) continue;
    std::string ref = references_of_[r].empty() ? first[r] : references_of_[r];
    while (!ref.empty() && (ref.back() == '.' || ref.back() == ')' || ref.back() == ':')) ref.pop_back();
    if (const Label label = label_of(ref + ":"); !label.ref.empty() && !label.word.empty()) ref = label.ref;
    if (of_actions && !ref.empty()) ref = stem_of(ref);
    if (ref.empty() ||
        std::any_of(
            reading_.recommendations.begin(),
            reading_.recommendations.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(r, 400)),
            [&](const Recommendation& other) { return other.ref == ref && other.finding == recommendation.finding; }))
      ref = ref.empty() ? std::to_string(number) : ref;
    recommendation.ref = ref;
  }
  for (std::size_t a = 0; a < reading_.actions.size() && !of_actions; ++a) {
    const std::size_t r = action_recommendation_[a];
    if (r != nowhere && !first[r].empty() && reading_.actions[a].reference == first[r])
      reading_.actions[a].reference.clear();
  }
  join_told_numbers();
  take_words_from_lists();
  for (std::size_t a = 0; a < reading_.actions.size(); ++a) {
    Action& action = reading_.actions[a];
    const std::size_t r = action_recommendation_[a];
    if (r == nowhere) continue;
    action.recommendation = reading_.recommendations[r].ref;
    action.recommendations = {action.recommendation};
    if (const auto all = numbers_of_action_.find(a); all != numbers_of_action_.end())
      action.recommendations = all->second;
  }
  const auto number_only = std::find_if(reading_.recommendations.begin(), reading_.recommendations.end(),
                                        [](const Recommendation& one) { return one.text.empty(); });
  if (number_only != reading_.recommendations.end())
    note(reading_, "recommendation.number-only", Severity::note, number_only->place,
         "Of some recommendations only the number is told here, not the words.",
         "Read the report that they stand in, so that their words stand beside the actions.");
}

// "1. Share early" below "Recommendations", or a table of numbers and words: the words of recommendations of which the
// rows gave the number alone. Numbers that such a list does not have are said to lead nowhere.
void Sources::take_words_from_lists() {
  std::map<std::string, Recommendation*> wordless;
  for (Recommendation& one : reading_.recommendations)
    if (one.text.empty()) wordless.try_emplace(folded(one.ref), &one);
  if (wordless.empty()) return;
  const auto speaks_of_them = [](std::string_view text) {
    if (text.size() > 80) return false;
    const std::vector<std::string> all = words(text);
    return all.size() <= 8 && std::any_of(all.begin(), all.end(), [](const std::string& word) {
             return one_of(word, {"recommendation", "recommendations", "recs"});
           });
  };
  const auto take = [&](std::string_view ref, std::string_view text, const document::Place& place) {
    const auto at = wordless.find(folded(ref));
    if (at == wordless.end() || words(text).size() < 2) return false;
    at->second->text = account_.place(trimmed(text));
    at->second->place = place;
    wordless.erase(at);
    return true;
  };
  bool in_list = false, listed = list_seen_;
  for (std::size_t i = 0; i < flow_.size(); ++i) {
    const FlowLine& line = flow_[i];
    if (line.is_furniture) continue;
    if (tables_.roles[i] == Role::row || tables_.roles[i] == Role::header) {
      in_list = false;
      continue;
    }
    if (line.is_row && !line.only_cell()) {
      std::vector<std::string_view> cells;
      for (const FlowCell& cell : line.cells)
        if (!cell.text.empty()) cells.push_back(cell.text);
      if (cells.size() != 2) continue;
      const Label label = label_of(cells[0]);
      const bool is_number =
          label.length == cells[0].size() || cells[0].find_first_not_of("0123456789.") == cells[0].npos;
      if (!is_number && (speaks_of_them(cells[0]) || speaks_of_them(cells[1])))
        in_list = true;
      else if (in_list && is_number)
        listed = take(label.ref.empty() ? cells[0] : std::string_view(label.ref), cells[1], line.place) || listed;
      continue;
    }
    const std::string_view text = line.only_cell() ? line.only_cell()->text : line.text;
    const Label label = label_of(text);
    if (in_list && !label.ref.empty() && label.length < text.size())
      listed = take(label.ref, text.substr(label.length), line.place) || listed;
    else if (speaks_of_them(text))
      in_list = true;
    else if (line.heading > 0)
      in_list = false;
  }
  if (!listed) return;
  for (const auto& [ref, one] : wordless)
    note(reading_, "recommendation.not-listed", Severity::ask, one->place,
         "There is no recommendation " + one->ref + " in the list that this document has.");
}

// A number given alone before its words were read is the recommendation that has them.
void Sources::join_told_numbers() {
  std::unordered_map<std::string, std::size_t> worded;
  bool any = false;
  for (std::size_t r = 0; r < reading_.recommendations.size(); ++r)
    if (const Recommendation& one = reading_.recommendations[r]; !one.text.empty())
      worded.try_emplace(folded(one.ref), r);
    else
      any = true;
  if (!any) return;
  std::vector<std::size_t> now(reading_.recommendations.size());
  std::vector<Recommendation> left;
  for (std::size_t r = 0; r < now.size(); ++r) {
    Recommendation& one = reading_.recommendations[r];
    const auto told = one.text.empty() ? worded.find(folded(one.ref)) : worded.end();
    if (told != worded.end()) {
      now[r] = nowhere;
      continue;
    }
    now[r] = left.size();
    left.push_back(std::move(one));
  }
  for (std::size_t& r : action_recommendation_) {
    if (r == nowhere) continue;
    if (now[r] == nowhere) r = worded.at(folded(reading_.recommendations[r].ref));
    r = now[r];
  }
  reading_.recommendations = std::move(left);
}

}  // namespace candour::intake::action_plan
