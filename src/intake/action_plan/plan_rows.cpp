#include "intake/action_plan/plan_rows.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "intake/action_plan/agencies.h"
#include "intake/action_plan/columns.h"
#include "intake/action_plan/meaning.h"
#include "intake/action_plan/rating_columns.h"
#include "intake/action_plan/remarks.h"
#include "intake/action_plan/sentences.h"

namespace candour::intake::action_plan {
namespace {

// "High", "Very low", "2", "P1", "Must": how urgent something is.
bool is_a_level(std::string_view text) {
  const std::vector<std::string> all = words(text);
  return !all.empty() && all.size() <= 3 && std::all_of(all.begin(), all.end(), [](const std::string& word) {
    return word.size() <= 2 ||
           one_of(word, {"high",      "medium",   "low",   "very",     "highest", "lowest",  "higher",    "lower",
                         "urgent",    "critical", "major", "minor",    "normal",  "routine", "essential", "desirable",
                         "immediate", "short",    "long",  "term",     "must",    "should",  "could",     "top",
                         "moderate",  "standard", "level", "priority", "amber",   "red",     "green",     "yellow"});
  });
}

// One answer merged across the row ("No actions", "not applicable to us") is said under each header it covers, as a
// plan says it that repeats the answer in every cell. Only where it covers the rating and more than a neighbour or
// two.
void say_in_every_covered_cell(AlignedRow& row, const std::vector<Column>& meanings) {
  for (std::size_t j = 0; j < meanings.size(); ++j) {
    if (row.cells[j] < 0) continue;
    const FlowCell& cell = row.line->cells[static_cast<std::size_t>(row.cells[j])];
    if (cell.columns < 3 || cell.text.empty()) continue;
    const std::size_t end = std::min<std::size_t>(j + cell.columns, meanings.size());
    bool rating = false;
    for (std::size_t k = j + 1; k < end; ++k) rating = rating || meanings[k] == Column::rating;
    if (!rating) continue;
    for (std::size_t k = j + 1; k < end; ++k)
      if (row.values[k].empty()) row.values[k] = row.values[j];
  }
}

// A cell merged down says its words for every row it covers. Whose a row is and what it answers are carried elsewhere.
void say_in_every_merged_row(std::vector<AlignedRow>& rows, const std::vector<Column>& meanings) {
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (rows[r].line->block != rows[r - 1].line->block) continue;
    for (std::size_t j = 0; j < meanings.size(); ++j) {
      if (rows[r].cells[j] < 0 || !rows[r].values[j].empty() || meanings[j] == Column::agency ||
          meanings[j] == Column::recommendation || meanings[j] == Column::finding || meanings[j] == Column::reference ||
          meanings[j] == Column::other)
        continue;
      if (rows[r].line->cells[static_cast<std::size_t>(rows[r].cells[j])].continues_above)
        rows[r].values[j] = rows[r - 1].values[j];
    }
  }
}

void align_rows(const std::vector<FlowLine>& flow, const Tables& tables, Knowledge& knowledge, PlanRows& plan) {
  plan.meanings.resize(tables.layouts.size());
  plan.rows.resize(tables.layouts.size());
  plan.row_at.assign(flow.size(), nowhere);
  for (std::size_t i = 0; i < flow.size(); ++i) {
    if (tables.roles[i] != Role::row) continue;
    const std::size_t layout = tables.layout_of[i];
    AlignedRow row;
    row.line = &flow[i];
    row.breaks_before = i == 0 || tables.roles[i - 1] != Role::row || flow[i - 1].block != flow[i].block;
    plan.row_at[i] = plan.rows[layout].size();
    plan.rows[layout].push_back(std::move(row));
  }
  for (std::size_t layout = 0; layout < plan.rows.size(); ++layout) {
    plan.meanings[layout] = tables.layouts[layout].meanings;
    align(plan.rows[layout], plan.meanings[layout], knowledge);
    for (AlignedRow& row : plan.rows[layout]) say_in_every_covered_cell(row, plan.meanings[layout]);
    say_in_every_merged_row(plan.rows[layout], plan.meanings[layout]);
  }
}

// Whether the answers of a column begin with a verdict: "Accepted. …", "Agree in part", "Yes".
bool mostly_verdicts(const std::vector<AlignedRow>& rows, std::size_t j) {
  std::size_t filled = 0, verdicts = 0;
  for (const AlignedRow& row : rows) {
    const std::vector<std::string> all = words(row.values[j].substr(0, 40));
    if (all.empty()) continue;
    ++filled;
    verdicts += one_of(all.front(), {"accepted", "accept", "agree", "agreed", "yes", "no", "noted", "partially",
                                     "partly", "rejected", "not", "disagree", "supported"});
  }
  return verdicts * 3 >= filled;
}

// Right of what it answers and left of who does it and when.
bool stands_behind_source(const std::vector<Column>& meanings, std::size_t j) {
  bool source = false;
  for (std::size_t k = 0; k < j; ++k) {
    source = source || meanings[k] == Column::recommendation || meanings[k] == Column::finding;
    if (meanings[k] == Column::lead || meanings[k] == Column::target || meanings[k] == Column::rating ||
        meanings[k] == Column::evidence)
      return false;
  }
  return source;
}

// "Question | Police | Health": nothing says what is to be done but what each body says, or how it rates itself.
void find_answers(const Tables& tables, const Knowledge& knowledge, PlanRows& plan) {
  plan.answers.resize(plan.rows.size());
  plan.answers_rate.assign(plan.rows.size(), false);
  for (std::size_t layout = 0; layout < plan.rows.size(); ++layout) {
    if (plan.has(layout, Column::agency) || plan.has(layout, Column::action) || plan.has(layout, Column::response))
      continue;
    std::vector<std::size_t> found;
    for (std::size_t j = 0; j < plan.meanings[layout].size(); ++j)
      if (plan.meanings[layout][j] == Column::other && is_name_of_a_body(tables.layouts[layout].headers[j]) &&
          std::any_of(plan.rows[layout].begin(), plan.rows[layout].end(),
                      [&](const AlignedRow& row) { return row.values[j].size() > 20; }))
        found.push_back(j);
    if (found.size() >= 2) {
      plan.answers[layout] = std::move(found);
      continue;
    }
    found.clear();
    std::size_t filled = 0, rated = 0;
    for (std::size_t j = 0; j < plan.meanings[layout].size(); ++j) {
      if (plan.meanings[layout][j] != Column::other || !is_name_of_a_body(tables.layouts[layout].headers[j])) continue;
      found.push_back(j);
      for (const AlignedRow& row : plan.rows[layout])
        if (!row.values[j].empty()) ++filled, rated += looks_of(row.values[j], knowledge) == Looks::rating;
    }
    if (found.size() < 2 || plan.has(layout, Column::rating) || filled < 2 || rated * 10 < filled * 7) continue;
    plan.answers[layout] = std::move(found);
    plan.answers_rate[layout] = true;
  }
}

// What the header leaves open, the cells decide.
// "Must do" and "Should do" in each row say what kind of recommendation it is; the recommendation stands beside them.
void put_kinds_aside(const std::vector<std::string>& headers, const std::vector<AlignedRow>& rows,
                     std::vector<Column>& meanings) {
  const auto at = std::find(meanings.begin(), meanings.end(), Column::recommendation);
  if (at == meanings.end()) return;
  const std::size_t kind = static_cast<std::size_t>(at - meanings.begin());
  std::vector<std::string_view> kinds;
  std::size_t filled = 0;
  for (const AlignedRow& row : rows) {
    const std::string_view text = row.values[kind];
    if (text.empty()) continue;
    ++filled;
    if (text.size() > 30) return;
    if (std::find(kinds.begin(), kinds.end(), text) == kinds.end()) kinds.push_back(text);
    if (kinds.size() > 4) return;
  }
  if (filled < 2) return;
  for (std::size_t j = 0; j < meanings.size(); ++j) {
    if (meanings[j] != Column::other && meanings[j] != Column::finding) continue;
    std::size_t prose = 0;
    for (const AlignedRow& row : rows) prose += row.values[j].size() > 30;
    if (prose * 2 < rows.size()) continue;
    const std::vector<Guess> best = guesses(headers[j]);
    const bool told = std::any_of(best.begin(), best.end(), [](const Guess& guess) {
      return guess.column == Column::recommendation && guess.score >= 0.3;
    });
    if (!told) continue;
    meanings[j] = Column::recommendation;
    meanings[kind] = Column::other;
    return;
  }
}

// Whether its words say that a column holds this.
bool names(const std::string& header, Column column) {
  const std::vector<Guess> all = guesses(header);
  return std::any_of(all.begin(), all.end(),
                     [&](const Guess& guess) { return guess.column == column && guess.score >= 0.3; });
}

bool is_chosen(const Choices& choices, const std::string& header) {
  return std::any_of(choices.columns.begin(), choices.columns.end(),
                     [&](const auto& choice) { return matching_key(choice.first) == matching_key(header); });
}

void refine_meanings(const Tables& tables, const Choices& choices, const Knowledge& knowledge, PlanRows& plan) {
  for (std::size_t layout = 0; layout < plan.rows.size(); ++layout) {
    std::vector<Column>& meanings = plan.meanings[layout];
    const std::vector<std::string>& headers = tables.layouts[layout].headers;
    std::vector<std::array<std::size_t, looks_count>> counts(meanings.size());
    for (auto& count : counts) count.fill(0);
    const std::size_t step = std::max<std::size_t>(1, plan.rows[layout].size() / 150);
    std::vector<std::size_t> long_cells(meanings.size(), 0);
    for (std::size_t r = 0; r < plan.rows[layout].size(); r += step)
      for (std::size_t j = 0; j < meanings.size(); ++j) {
        const std::string_view text = plan.rows[layout][r].values[j];
        const Looks looks = looks_of(text, knowledge);
        ++counts[j][static_cast<std::size_t>(looks)];
        if (text.size() > 60 && looks != Looks::rating) ++long_cells[j];
      }
    const auto has = [&](Column column) {
      return std::find(meanings.begin(), meanings.end(), column) != meanings.end();
    };
    const auto chosen = [&](std::size_t j) { return is_chosen(choices, headers[j]); };
    for (std::size_t j = 0; j < meanings.size(); ++j) {
      if (chosen(j) ||
          std::find(plan.answers[layout].begin(), plan.answers[layout].end(), j) != plan.answers[layout].end())
        continue;
      std::size_t filled = 0;
      for (std::size_t k = 1; k < looks_count; ++k) filled += counts[j][k];
      if (filled < 2) continue;
      const auto share = [&](Looks looks) {
        return static_cast<double>(counts[j][static_cast<std::size_t>(looks)]) / static_cast<double>(filled);
      };
      // Q1, Q2, Q3: every column of ratings so far is one of several in time.
      const auto rated_by_time = [&] {
        for (std::size_t k = 0; k < meanings.size(); ++k)
          if (meanings[k] == Column::rating && !names_a_time(headers[k]) && !tells_when_rated(headers[k])) return false;
        return true;
      };
      // "High", "2", "Very low": a level of priority; "Home visits" is a priority itself.
      const auto mostly_levels = [&] {
        std::size_t levels = 0, told = 0;
        for (const AlignedRow& row : plan.rows[layout])
          if (!row.values[j].empty()) ++told, levels += is_a_level(row.values[j]);
        return levels * 2 > told;
      };
      // "Information": what rows are about; "Recognise neglect early" is what is to be done.
      const auto mostly_subjects = [&] {
        std::size_t subjects = 0, told = 0;
        for (const AlignedRow& row : plan.rows[layout])
          if (!row.values[j].empty()) ++told, subjects += words(row.values[j]).size() <= 2;
        return subjects * 2 > told;
      };
      // Two words or more in most of its cells.
      const auto tells_in_words = [&](std::size_t column) {
        std::size_t told = 0, all = 0;
        for (const AlignedRow& row : plan.rows[layout])
          if (!row.values[column].empty())
            ++all, told += words(row.values[column]).size() >= 2 &&
                           row.values[column].find_first_not_of("0123456789.,/- %") != std::string_view::npos;
        return told * 2 > all;
      };
      const double prose = static_cast<double>(long_cells[j]) / static_cast<double>(filled);
      // A school's "Target" is what it wants, beside a column of dates.
      if (meanings[j] == Column::target && share(Looks::date) < 0.2 && prose + share(Looks::prose) > 0.5 &&
          !has(Column::recommendation) && std::count(meanings.begin(), meanings.end(), Column::target) > 1) {
        meanings[j] = Column::recommendation;
        continue;
      }
      // "Status" that holds paragraphs is an update; a column of ratings under a word we do not know is a rating.
      if (meanings[j] == Column::rating && prose > 0.6 && share(Looks::rating) < 0.2 && !has(Column::evidence))
        meanings[j] = Column::evidence;
      else if (meanings[j] == Column::other && share(Looks::rating) > 0.7 &&
               (!has(Column::rating) ||
                ((names_a_time(headers[j]) || tells_when_rated(headers[j])) && rated_by_time())))
        meanings[j] = Column::rating;
      else if (meanings[j] == Column::evidence && share(Looks::rating) > 0.8 && !has(Column::rating))
        meanings[j] = Column::rating;
      else if (meanings[j] == Column::other && share(Looks::agency) > 0.8 && !has(Column::agency) && headers[j].empty())
        meanings[j] = Column::agency;
      else if ((meanings[j] == Column::recommendation || meanings[j] == Column::finding) &&
               matching_key(headers[j]) == "priority" && prose < 0.2 &&
               share(Looks::brief) + share(Looks::rating) + share(Looks::reference) > 0.7)
        meanings[j] = mostly_levels()                              ? Column::other
                      : mostly_subjects() && !has(Column::finding) ? Column::finding
                                                                   : meanings[j];
      else if (meanings[j] == Column::reference && prose > 0.5 && !has(Column::recommendation))
        meanings[j] = Column::recommendation;
      else if (meanings[j] == Column::outcome && share(Looks::rating) + share(Looks::date) > 0.8)
        meanings[j] = has(Column::rating) ? Column::other : Column::rating;
      else if (meanings[j] == Column::response && !has(Column::action) && prose > 0.4 &&
               (!has(Column::recommendation) ||
                ((has(Column::lead) || has(Column::target)) && !mostly_verdicts(plan.rows[layout], j))))
        meanings[j] = Column::action;  // where no column is left for it, what an agency answers is what it will do
      else if (meanings[j] == Column::other && !headers[j].empty() && !has(Column::action) && !has(Column::response) &&
               (has(Column::recommendation) || has(Column::finding)) &&
               share(Looks::prose) + share(Looks::numbered) + share(Looks::brief) > 0.6 && tells_in_words(j) &&
               stands_behind_source(meanings, j))
        meanings[j] = Column::action;
      else if (meanings[j] == Column::agency && share(Looks::rating) > 0.6)
        meanings[j] = Column::rating;  // "Agency RAG": how the agency rates it; a colour is no agency
      else if (meanings[j] == Column::action && !tells_in_words(j) && !names(headers[j], Column::action))
        meanings[j] = Column::other;  // "12", "High", "£400": nothing that anybody could do
    }
    put_kinds_aside(headers, plan.rows[layout], meanings);
    // A plan without a column of agencies whose leads are bodies: the lead is the agency.
    if (!has(Column::agency))
      for (std::size_t j = 0; j < meanings.size(); ++j) {
        if (meanings[j] != Column::lead) continue;
        std::size_t filled = 0, bodies = 0, only_bodies = 0;
        for (std::size_t r = 0; r < plan.rows[layout].size(); r += step) {
          const std::string_view text = plan.rows[layout][r].values[j];
          if (text.empty()) continue;
          ++filled;
          bodies += names_only_bodies(text) || !body_of_lead(text).empty();
          only_bodies += names_only_bodies(text);
        }
        // An Owner column often mixes bodies with posts: then only what is a body and nothing else says who.
        if (filled >= 2 && bodies * 4 >= filled * 3)
          plan.lead_is_agency.push_back(layout);
        else if (filled >= 2 && only_bodies * 3 >= filled)
          plan.lead_may_be_agency.push_back(layout);
      }
  }
}

// Columns headed with bodies that hold nothing but ticks: who takes part in each row.
void find_ticked_agencies(const Tables& tables, PlanRows& plan) {
  plan.ticked.resize(plan.rows.size());
  for (std::size_t layout = 0; layout < plan.rows.size(); ++layout) {
    if (std::find(plan.meanings[layout].begin(), plan.meanings[layout].end(), Column::agency) !=
        plan.meanings[layout].end())
      continue;
    std::vector<std::size_t> found;
    for (std::size_t j = 0; j < plan.meanings[layout].size(); ++j) {
      if (plan.meanings[layout][j] != Column::other || !is_name_of_a_body(tables.layouts[layout].headers[j])) continue;
      std::size_t ticks = 0, filled = 0;
      for (const AlignedRow& row : plan.rows[layout]) {
        if (row.values[j].empty()) continue;
        ++filled;
        ticks += ticks_a_body(row.values[j]);
      }
      if (filled > 0 && ticks == filled) found.push_back(j);
    }
    if (found.size() >= 2) plan.ticked[layout] = std::move(found);
  }
}

}  // namespace

void ask_about_columns(Reading& reading, const Tables& tables, const Choices& choices, const PlanRows& plan) {
  for (std::size_t layout = 0; layout < plan.rows.size(); ++layout) {
    if (plan.rows[layout].empty()) continue;
    const std::vector<Column>& meanings = plan.meanings[layout];
    const std::vector<std::string>& headers = tables.layouts[layout].headers;
    const document::Place place = plan.rows[layout].front().line->place;
    bool action = false;
    for (std::size_t j = 0; j < meanings.size(); ++j) {
      action = action || meanings[j] == Column::action || meanings[j] == Column::response ||
               meanings[j] == Column::recommendation;
      if (meanings[j] != Column::action || headers[j].empty() || names(headers[j], Column::action) ||
          names(headers[j], Column::response) || is_chosen(choices, headers[j]))
        continue;
      note(reading, "column.by-place", Severity::check, place,
           quoted(headers[j]) + " was taken for what is to be done, by where it stands and not by its name.",
           "Say which column tells the action, if it is another.");
    }
    if (action || !plan.answers[layout].empty() || !plan.ticked[layout].empty()) continue;
    std::string named;
    for (const std::string& header : headers)
      if (!header.empty()) named += (named.empty() ? "" : ", ") + quoted(header);
    note(reading, "column.no-action", Severity::ask, place,
         "No column of this table was taken for what is to be done. Its columns are " + named + ".",
         "Say which column tells the action.");
  }
}

namespace {

// A header that is a rating itself: a colour, a word of the key. "Achieved" is one that tells its status, too.
bool is_a_rating(const std::string& header, const Knowledge& knowledge) {
  const std::string key = matching_key(header);
  return !colour_of_word(key).empty() || (key.size() > 1 && knowledge.ratings.count(key) != 0);
}

void find_scales(const Tables& tables, const Knowledge& knowledge, PlanRows& plan) {
  plan.scales.resize(plan.rows.size());
  for (std::size_t layout = 0; layout < plan.rows.size(); ++layout) {
    std::vector<std::size_t> found;
    for (std::size_t j = 0; j < plan.meanings[layout].size(); ++j) {
      const Column meaning = plan.meanings[layout][j];
      if (meaning != Column::other && meaning != Column::rating && meaning != Column::target &&
          meaning != Column::evidence)  // "In progress"
        continue;
      const std::string& header = tables.layouts[layout].headers[j];
      if (header.empty() || header.size() > 24 || !(is_a_rating(header, knowledge) || status_from_rating_words(header)))
        continue;
      std::size_t ticks = 0, filled = 0;
      for (const AlignedRow& row : plan.rows[layout]) {
        if (row.values[j].empty()) continue;
        ++filled;
        ticks += is_tick(row.values[j]) || is_no_tick(row.values[j]);
      }
      if (ticks == filled) found.push_back(j);
    }
    // "Done", ticked or not, is how an action stands where nothing else says it.
    if (found.size() == 1 && !plan.has(layout, Column::rating) &&
        status_from_meaning(tables.layouts[layout].headers[found.front()]) == plan::Status::complete &&
        plan.rows[layout].size() > 1)
      plan.meanings[layout][found.front()] = Column::rating;
    if (found.size() < 2) continue;
    for (const std::size_t j : found) {
      plan.meanings[layout][j] = Column::rating;
      if (is_a_rating(tables.layouts[layout].headers[j], knowledge)) plan.scales[layout].push_back(j);
    }
  }
}

void find_completed(const Tables& tables, PlanRows& plan) {
  plan.completed.assign(plan.rows.size(), nowhere);
  for (std::size_t layout = 0; layout < plan.rows.size(); ++layout) {
    if (plan.has(layout, Column::rating) || plan.has(layout, Column::percent)) continue;
    for (std::size_t j = 0; j < plan.meanings[layout].size(); ++j)
      if (plan.meanings[layout][j] == Column::other &&
          one_of(matching_key(tables.layouts[layout].headers[j]),
                 {"date completed", "date complete", "actual completion date", "date implemented", "date achieved",
                  "actual completion", "actual date of completion", "completed on", "date action completed"}))
        plan.completed[layout] = j;
  }
}

}  // namespace

bool PlanRows::has(std::size_t layout, Column column) const {
  return std::find(meanings[layout].begin(), meanings[layout].end(), column) != meanings[layout].end();
}

PlanRows lay_out_rows(const std::vector<FlowLine>& flow, const Tables& tables, const Choices& choices,
                      Knowledge& knowledge) {
  PlanRows plan;
  align_rows(flow, tables, knowledge, plan);
  find_answers(tables, knowledge, plan);
  refine_meanings(tables, choices, knowledge, plan);
  find_ticked_agencies(tables, plan);
  find_scales(tables, knowledge, plan);
  find_completed(tables, plan);
  return plan;
}

std::vector<UnderstoodColumn> understood_columns(const Tables& tables, const PlanRows& plan) {
  std::vector<UnderstoodColumn> columns;
  std::vector<std::string> seen;
  for (std::size_t layout = 0; layout < plan.rows.size(); ++layout)
    for (std::size_t j = 0; j < plan.meanings[layout].size(); ++j) {
      const std::string& header = tables.layouts[layout].headers[j];
      UnderstoodColumn column;
      column.header = header.empty() ? "(column " + std::to_string(j + 1) + ")" : header;
      column.column = plan.meanings[layout][j];
      for (const AlignedRow& row : plan.rows[layout])
        if (!row.values[j].empty()) {
          column.sample = shortened(collapsed(row.values[j]), 60);
          break;
        }
      if (header.empty() && column.sample.empty()) continue;
      const std::string key = matching_key(column.header);
      if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
      seen.push_back(key);
      columns.push_back(std::move(column));
    }
  return columns;
}
}  // namespace candour::intake::action_plan
