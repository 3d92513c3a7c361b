#include "intake/action_plan/plan_reading.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "intake/action_plan/agencies.h"
#include "intake/action_plan/align.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/key.h"
#include "intake/action_plan/meaning.h"

namespace candour::intake::action_plan {
namespace {

using plan::Status;

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool starts_small(std::string_view text) {
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z';
}

bool ends_a_sentence(std::string_view text) {
  text = trimmed(text);
  while (!text.empty() && (text.back() == '"' || text.back() == '\'' || text.back() == ')')) text.remove_suffix(1);
  if (text.size() >= 3 &&
      (text.substr(text.size() - 3) == "\xE2\x80\x9D" || text.substr(text.size() - 3) == "\xE2\x80\x99"))
    text.remove_suffix(3);
  if (text.empty()) return true;
  const char last = text.back();
  return last == '.' || last == '?' || last == '!' || last == ':' || last == ';';
}

// The last word asks for another: "attached to", "on the CCG and".
bool ends_hanging(std::string_view text) {
  if (ends_a_sentence(text)) return false;
  const std::vector<std::string> all = words(text.size() > 60 ? text.substr(text.size() - 60) : text);
  if (all.empty()) return false;
  // "the database that they have access to" is whole: its own "that" is what the last word asks for.
  if (one_of(all.back(), {"to", "of", "in", "on", "by", "for", "with", "from", "at"})) {
    const std::size_t stop = text.find_last_of(".;");
    const std::vector<std::string> sentence = words(stop == std::string_view::npos ? text : text.substr(stop + 1));
    for (const std::string& word : sentence)
      if (one_of(word, {"that", "which", "who", "whom", "what", "where"})) return false;
  }
  for (std::string_view word :
       {"a",   "an",  "the",   "and", "or",   "of",    "to",  "in",   "on",  "by",   "for",  "with", "from",
        "at",  "as",  "are",   "is",  "was",  "were",  "be",  "been", "has", "have", "will", "that", "which",
        "who", "not", "their", "its", "into", "using", "via", "also", "how", "if",   "when"})
    if (all.back() == word) return true;
  return false;
}

std::string quoted(std::string_view text) {
  return "\xE2\x80\x9C" + shortened(collapsed(text), 80) + "\xE2\x80\x9D";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return grouped(static_cast<long long>(count)) + " " + std::string(count == 1 ? one : many);
}

// How many bytes at the start of `tail` repeat the end of `head`, word by word.
std::size_t repeated_start(std::string_view head, std::string_view tail) {
  std::vector<std::pair<std::string, std::size_t>> start;  // word, end in bytes
  for (std::size_t at = 0; at < tail.size() && start.size() < 12;) {
    while (at < tail.size() && tail[at] == ' ') ++at;
    const std::size_t begin = at;
    while (at < tail.size() && tail[at] != ' ') ++at;
    if (at > begin) start.emplace_back(matching_key(tail.substr(begin, at - begin)), at);
  }
  const std::vector<std::string> end = words(head.size() > 200 ? head.substr(head.size() - 200) : head);
  for (std::size_t count = std::min(start.size(), end.size()); count > 0; --count) {
    bool same = true;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < count && same; ++i) {
      same = start[i].first == end[end.size() - count + i] && !start[i].first.empty();
      letters += start[i].first.size();
    }
    if (same && letters >= 4) return start[count - 1].second;
  }
  return 0;
}

enum class HeadingKind { finding, recommendation, further_learning, further_lesson, chapter, none };

bool says_further_learning(std::string_view text) {
  if (text.size() > 120) return false;
  bool further = false, learning = false;
  for (const std::string& word : words(text)) {
    further = further || one_of(word, {"additional", "further", "other", "wider", "extra", "incidental"});
    learning = learning || one_of(word, {"learning", "lesson", "lessons", "findings", "learnings"});
  }
  return further && learning;
}

class Reader {
 public:
  Reader(const document::Document& document, const std::vector<FlowLine>& flow, const Tables& tables,
         const Choices& choices, Account& account, Reading& reading)
      : document_(document), flow_(flow), tables_(tables), choices_(choices), account_(account), reading_(reading) {}

  void run() {
    std::vector<bool> free(flow_.size());
    for (std::size_t i = 0; i < flow_.size(); ++i) free[i] = tables_.roles[i] == Role::free && !flow_[i].is_furniture;
    std::vector<std::string_view> headers;
    for (std::size_t i = 0; i < flow_.size(); ++i)
      if (tables_.roles[i] == Role::header)
        for (const FlowCell& cell : flow_[i].cells)
          if (cell.text.size() > 12) headers.push_back(cell.text);
    key_ = find_key(flow_, free, headers);
    for (std::string_view piece : key_.placed) account_.place(piece);
    apply_chosen_statuses();
    reading_.scale = key_.entries;
    for (std::size_t i = 0; i < key_.entries.size(); ++i)
      for (const std::string& word : {matching_key(key_.entries[i].as_written)})
        if (!word.empty() && word.size() <= 40) knowledge_.ratings.insert(word);
    for (const ScaleEntry& entry : key_.entries) {
      const std::string word = matching_key(entry.as_written);
      if (word.find(' ') == std::string::npos && !word.empty()) knowledge_.ratings.insert(word.substr(0, 1));
    }
    align_rows();
    refine_meanings();
    find_ticked_agencies();
    tell_columns();
    read_title_and_date();
    labelled_findings_ = has_labelled_findings();
    find_agency_headings();
    for (std::size_t i = 0; i < flow_.size(); ++i) read_line(i);
    settle_references();
    name_agencies();
    rate();
    remark_on_layout();
  }

 private:
  // ---- Rows under columns ----

  void apply_chosen_statuses() {
    for (ScaleEntry& entry : key_.entries)
      for (const auto& [written, status] : choices_.statuses)
        if (matching_key(written) == matching_key(entry.as_written)) entry.status = status;
  }

  void align_rows() {
    meanings_.resize(tables_.layouts.size());
    rows_.resize(tables_.layouts.size());
    row_at_.assign(flow_.size(), nowhere);
    std::vector<std::size_t> last_line(tables_.layouts.size(), nowhere);
    for (std::size_t i = 0; i < flow_.size(); ++i) {
      if (tables_.roles[i] != Role::row) continue;
      const std::size_t layout = tables_.layout_of[i];
      AlignedRow row;
      row.line = &flow_[i];
      row.breaks_before = i == 0 || tables_.roles[i - 1] != Role::row || flow_[i - 1].block != flow_[i].block;
      row_at_[i] = rows_[layout].size();
      rows_[layout].push_back(std::move(row));
    }
    for (std::size_t layout = 0; layout < rows_.size(); ++layout) {
      meanings_[layout] = tables_.layouts[layout].meanings;
      // A table may be wider than its header says: what stands there has no header.
      align(rows_[layout], meanings_[layout], knowledge_);
      for (AlignedRow& row : rows_[layout]) say_in_every_covered_cell(row, meanings_[layout]);
    }
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

  // What the header leaves open, the cells decide.
  void refine_meanings() {
    for (std::size_t layout = 0; layout < rows_.size(); ++layout) {
      std::vector<Column>& meanings = meanings_[layout];
      const std::vector<std::string>& headers = tables_.layouts[layout].headers;
      std::vector<std::array<std::size_t, looks_count>> counts(meanings.size());
      for (auto& count : counts) count.fill(0);
      std::vector<std::vector<std::string>> seen(meanings.size());
      const std::size_t step = std::max<std::size_t>(1, rows_[layout].size() / 150);
      std::vector<std::size_t> long_cells(meanings.size(), 0);
      for (std::size_t r = 0; r < rows_[layout].size(); r += step)
        for (std::size_t j = 0; j < meanings.size(); ++j) {
          const std::string_view text = rows_[layout][r].values[j];
          ++counts[j][static_cast<std::size_t>(looks_of(text, knowledge_))];
          if (text.size() > 60) ++long_cells[j];
        }
      const auto has = [&](Column column) {
        return std::find(meanings.begin(), meanings.end(), column) != meanings.end();
      };
      const auto chosen = [&](std::size_t j) {
        for (const auto& [header, column] : choices_.columns)
          if (matching_key(header) == matching_key(headers[j])) return true;
        return false;
      };
      for (std::size_t j = 0; j < meanings.size(); ++j) {
        if (chosen(j)) continue;
        std::size_t filled = 0;
        for (std::size_t k = 1; k < looks_count; ++k) filled += counts[j][k];
        if (filled < 2) continue;
        const auto share = [&](Looks looks) {
          return static_cast<double>(counts[j][static_cast<std::size_t>(looks)]) / static_cast<double>(filled);
        };
        const double prose = static_cast<double>(long_cells[j]) / static_cast<double>(filled);
        // "Status" that holds paragraphs is an update; a column of ratings under a word we do not know is a rating.
        if (meanings[j] == Column::rating && prose > 0.6 && share(Looks::rating) < 0.2 && !has(Column::evidence))
          meanings[j] = Column::evidence;
        else if (meanings[j] == Column::other && share(Looks::rating) > 0.7 && !has(Column::rating))
          meanings[j] = Column::rating;
        else if (meanings[j] == Column::evidence && share(Looks::rating) > 0.8 && !has(Column::rating))
          meanings[j] = Column::rating;
        else if (meanings[j] == Column::other && share(Looks::agency) > 0.8 && !has(Column::agency) &&
                 headers[j].empty())
          meanings[j] = Column::agency;
        else if ((meanings[j] == Column::recommendation || meanings[j] == Column::finding) &&
                 matching_key(headers[j]) == "priority" && prose < 0.2 &&
                 share(Looks::brief) + share(Looks::rating) + share(Looks::reference) > 0.7)
          meanings[j] = Column::other;
        else if (meanings[j] == Column::reference && prose > 0.5 && !has(Column::recommendation))
          meanings[j] = Column::recommendation;
        else if (meanings[j] == Column::outcome && share(Looks::rating) + share(Looks::date) > 0.8)
          meanings[j] = has(Column::rating) ? Column::other : Column::rating;
        else if (meanings[j] == Column::response && !has(Column::action) && prose > 0.4 &&
                 (!has(Column::recommendation) ||
                  ((has(Column::lead) || has(Column::target)) && !mostly_verdicts(layout, j))))
          meanings[j] = Column::action;  // where no column is left for it, what an agency answers is what it will do
        else if (meanings[j] == Column::other && !headers[j].empty() && !has(Column::action) &&
                 !has(Column::response) && has(Column::recommendation) &&
                 share(Looks::prose) + share(Looks::numbered) > 0.6 && stands_behind_source(meanings, j))
          meanings[j] = Column::action;
      }
      // A plan without a column of agencies whose leads are bodies: the lead is the agency.
      if (!has(Column::agency))
        for (std::size_t j = 0; j < meanings.size(); ++j) {
          if (meanings[j] != Column::lead) continue;
          std::size_t filled = 0, bodies = 0, only_bodies = 0;
          for (std::size_t r = 0; r < rows_[layout].size(); r += step) {
            const std::string_view text = rows_[layout][r].values[j];
            if (text.empty()) continue;
            ++filled;
            bodies += names_only_bodies(text) || !body_of_lead(text).empty();
            only_bodies += names_only_bodies(text);
          }
          // An Owner column often mixes bodies with posts: then only what is a body and nothing else says who.
          if (filled >= 2 && bodies * 4 >= filled * 3)
            lead_is_agency_.push_back(layout);
          else if (filled >= 2 && only_bodies * 3 >= filled)
            lead_may_be_agency_.push_back(layout);
        }
    }
  }

  // Whether the answers of a column begin with a verdict: "Accepted. …", "Agree in part", "Yes".
  bool mostly_verdicts(std::size_t layout, std::size_t j) const {
    std::size_t filled = 0, verdicts = 0;
    for (const AlignedRow& row : rows_[layout]) {
      const std::vector<std::string> all = words(row.values[j].substr(0, 40));
      if (all.empty()) continue;
      ++filled;
      verdicts += one_of(all.front(), {"accepted", "accept", "agree", "agreed", "yes", "no", "noted", "partially",
                                       "partly", "rejected", "not", "disagree", "supported"});
    }
    return verdicts * 3 >= filled;
  }

  // Right of what it answers and left of who does it and when.
  static bool stands_behind_source(const std::vector<Column>& meanings, std::size_t j) {
    bool source = false;
    for (std::size_t k = 0; k < j; ++k) {
      source = source || meanings[k] == Column::recommendation;
      if (meanings[k] == Column::lead || meanings[k] == Column::target || meanings[k] == Column::rating ||
          meanings[k] == Column::evidence)
        return false;
    }
    return source;
  }

  // Columns headed with bodies that hold nothing but ticks: who takes part in each row.
  void find_ticked_agencies() {
    ticked_.resize(rows_.size());
    for (std::size_t layout = 0; layout < rows_.size(); ++layout) {
      if (std::find(meanings_[layout].begin(), meanings_[layout].end(), Column::agency) != meanings_[layout].end())
        continue;
      std::vector<std::size_t> found;
      for (std::size_t j = 0; j < meanings_[layout].size(); ++j) {
        if (meanings_[layout][j] != Column::other || !is_name_of_a_body(tables_.layouts[layout].headers[j])) continue;
        std::size_t ticks = 0, filled = 0;
        for (const AlignedRow& row : rows_[layout]) {
          if (row.values[j].empty()) continue;
          ++filled;
          ticks += is_tick(row.values[j]);
        }
        if (filled > 0 && ticks == filled) found.push_back(j);
      }
      if (found.size() >= 2) ticked_[layout] = std::move(found);
    }
  }

  static bool is_tick(std::string_view value) {
    const std::string key = matching_key(value);
    return value == "\xE2\x9C\x93" || value == "\xE2\x9C\x94" || value == "\xE2\x98\x91" || value == "\xE2\x9C\x85" ||
           key == "y" || key == "yes" || key == "x" || key == "lead" || key == "l" || key == "support" || key == "s";
  }

  void tell_columns() {
    std::vector<std::string> seen;
    for (std::size_t layout = 0; layout < rows_.size(); ++layout)
      for (std::size_t j = 0; j < meanings_[layout].size(); ++j) {
        const std::string& header = tables_.layouts[layout].headers[j];
        UnderstoodColumn column;
        column.header = header.empty() ? "(column " + std::to_string(j + 1) + ")" : header;
        column.column = meanings_[layout][j];
        for (const AlignedRow& row : rows_[layout])
          if (!row.values[j].empty()) {
            column.sample = shortened(collapsed(row.values[j]), 60);
            break;
          }
        if (header.empty() && column.sample.empty()) continue;
        const std::string key = matching_key(column.header);
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
        seen.push_back(key);
        reading_.columns.push_back(std::move(column));
      }
  }

  // ---- Title and date ----

  std::size_t first_table_line() const {
    for (std::size_t i = 0; i < flow_.size(); ++i)
      if (tables_.roles[i] == Role::header) return i;
    return flow_.size();
  }

  static bool is_heading_line(const FlowLine& line) {
    return !line.is_row && !line.is_furniture && (line.heading > 0 || line.bold) && line.text.size() <= 600;
  }

  // "Multi-agency action plan", under the partnership's name.
  static bool names_a_document(std::string_view text) {
    for (const std::string& word : words(text))
      if (one_of(word, {"plan", "review", "response", "tracker", "report"})) return true;
    return false;
  }

  bool heads_like_others(std::size_t i) const {
    if (has_labelled_findings() || !precedes_header(i)) return false;
    for (std::size_t j = i + 1; j < flow_.size(); ++j)
      if (tables_.roles[j] == Role::free && is_heading_line(flow_[j]) && flow_[j].heading == flow_[i].heading &&
          precedes_header(j))
        return true;
    return false;
  }

  void read_title_and_date() {
    const std::size_t table = first_table_line();
    std::vector<std::string_view> parts;
    std::vector<std::size_t> lines;
    std::size_t length = 0;
    const auto is_free_text = [&](std::size_t i) {
      return tables_.roles[i] == Role::free && !key_.lines[i] && !flow_[i].is_furniture;
    };
    for (std::size_t i = 0; i < table; ++i) {
      if (!is_free_text(i)) {
        if (key_.lines[i] && !parts.empty()) break;
        continue;
      }
      const FlowLine& line = flow_[i];
      std::string_view text = line.text;
      bool heads = is_heading_line(line);
      if (line.is_row) {
        const FlowCell* only = line.only_cell();
        if (!only) {
          if (!parts.empty()) break;
          continue;
        }
        text = only->text;
        heads = only->bold || only->columns > 2 || parts.empty();
      }
      const Label label = label_of(text);
      const std::string word = folded(label.word);
      if (!label.ref.empty() && !word.empty() &&
          one_of(word, {"finding", "recommendation", "theme", "priority", "question", "issue", "lesson"}))
        break;
      if (text.size() > 200) break;
      if (!heads && !parts.empty()) {
        if (tells_as_at(text)) continue;
        if (parts.size() > 2 || text.size() > 120 || ends_a_sentence(text) || !names_a_document(text)) break;
      }
      if (!heads && (ends_a_sentence(text) && text.back() != ':' && text.size() > 80)) break;
      if (tells_as_at(text) && !parts.empty() && plan::find_dates(text).size() > 0 && text.size() < 60) continue;
      if (parts.size() >= 4 || length + text.size() > 240) break;
      // The heading over the first table is its finding and not the plan's name where such headings stand over others.
      if (heads && !line.is_row && !parts.empty() && heads_like_others(i)) break;
      parts.push_back(text);
      lines.push_back(i);
      length += text.size();
    }
    for (std::size_t k = 0; k < parts.size(); ++k) {
      if (!reading_.title.empty()) reading_.title += " \xE2\x80\x93 ";
      reading_.title += collapsed(account_.place(parts[k]));
      title_lines_.push_back(lines[k]);
    }
    if (reading_.title.empty()) reading_.title = document_.title;

    if (choices_.as_at) {
      reading_.as_at = choices_.as_at;
      return;
    }
    // The report's own date: beside words that say so, first where the plan begins, then in headers and footers.
    for (int pass = 0; pass < 3 && !reading_.as_at; ++pass)
      for (std::size_t i = 0; i < flow_.size() && !reading_.as_at; ++i) {
        const FlowLine& line = flow_[i];
        if (tables_.roles[i] != Role::free || (pass == 0 && i > table) ||
            (pass == 2 && !line.is_furniture && i > table))
          continue;
        // A date alone in a cell is the report's only where a word beside it says so: a history is full of dates.
        if (line.is_row && pass == 2 && !(line.only_cell() && i < table) &&
            std::none_of(line.cells.begin(), line.cells.end(), [](const FlowCell& cell) {
              return cell.text.size() <= 24 && matching_key(cell.text).rfind("date", 0) == 0;
            }))
          continue;
        if (line.is_row) {
          std::string joined;
          for (const FlowCell& cell : line.cells)
            if (!cell.text.empty()) joined += (joined.empty() ? "" : " ") + std::string(cell.text.substr(0, 200));
          find_as_at(joined, pass);
          for (const FlowCell& cell : line.cells)
            if (!reading_.as_at) find_as_at(cell.text, pass);
        } else {
          find_as_at(line.text, pass);
        }
      }
  }

  static std::string_view as_at_words(std::string_view key) {
    for (std::string_view phrase : {"as at",
                                    "as of",
                                    "position at",
                                    "progress at",
                                    "position on",
                                    "status on",
                                    "position as at",
                                    "last updated",
                                    "date updated",
                                    "updated on",
                                    "updated",
                                    "date of report",
                                    "report date",
                                    "date of plan",
                                    "version date",
                                    "date of update",
                                    "date of last update",
                                    "last reviewed",
                                    "reviewed on",
                                    "correct at",
                                    "correct as of",
                                    "status at",
                                    "date of version",
                                    "issue date",
                                    "progress to",
                                    "update date",
                                    "date of issue"}) {
      const std::size_t at = key.find(phrase);
      if (at == std::string_view::npos) continue;
      const bool starts = at == 0 || key[at - 1] == ' ';
      const std::size_t end = at + phrase.size();
      if (starts && (end == key.size() || key[end] == ' ')) return phrase;
    }
    return {};
  }

  static bool tells_as_at(std::string_view text) {
    if (text.size() > 300) return false;
    return !as_at_words(matching_key(text)).empty();
  }

  void find_as_at(std::string_view text, int pass) {
    if (text.empty() || text.size() > 300) return;
    const std::string key = matching_key(text);
    const bool told = !as_at_words(key).empty();
    // In the last pass a line that is nothing but a date, or "Date: 7 January 2016", "January 2016", will do.
    const bool bare = pass == 2 && text.size() <= 60;
    if (!told && !bare) return;
    const std::string whole(text);
    // The date stands behind its words.
    std::size_t from = 0;
    if (told) {
      const std::string_view phrase = as_at_words(key);
      const std::string lower = folded(text);
      const std::string first(phrase.substr(0, phrase.find(' ')));
      const std::size_t found = lower.find(first);
      if (found != std::string::npos && lower.size() == text.size()) from = found;
    }
    for (const plan::WrittenDate& date : plan::find_dates(std::string_view(whole).substr(from))) {
      if (!date.days) continue;
      const bool day = date.kind == plan::DateReadingKind::day;
      if (!day &&
          !(date.kind == plan::DateReadingKind::month_year && (told || text.size() <= date.as_written.size() + 8)))
        continue;
      if (!told && date.as_written.size() * 2 < text.size() && key.rfind("date ", 0) != 0) continue;
      reading_.as_at = day ? date.days->from : date.days->to;
      if (!day) as_at_from_month_ = true;
      const std::size_t at =
          text.data() >= document_.text.data() && text.data() <= document_.text.data() + document_.text.size()
              ? from + date.begin
              : nowhere;
      if (at != nowhere && at + date.as_written.size() <= text.size())
        account_.place(text.substr(at, date.as_written.size()));
      return;
    }
  }

  // ---- Findings and recommendations by headings ----

  bool has_labelled_findings() const {
    for (std::size_t i = 0; i < flow_.size(); ++i)
      if (heading_kind_of(i, true) == HeadingKind::finding) return true;
    return false;
  }

  std::string_view heading_text(std::size_t i) const {
    const FlowLine& line = flow_[i];
    if (!line.is_row) return line.text;
    const FlowCell* only = line.only_cell();
    return only ? only->text : label_and_text(line);
  }

  HeadingKind heading_kind_of(std::size_t i, bool only_labelled = false) const {
    const FlowLine& line = flow_[i];
    const bool in_table = tables_.roles[i] == Role::heading;
    if (line.is_furniture || key_.lines[i] || (tables_.roles[i] != Role::free && !in_table)) return HeadingKind::none;
    // A row with one cell before a table: across the sheet, in bold, or with a label of its own.
    if (line.is_row && !in_table && label_and_text(line).empty()) {
      const FlowCell* only = line.only_cell();
      if (!only ||
          !(only->columns > 2 || only->bold || (only == &line.cells.front() && !label_of(only->text).word.empty())))
        return HeadingKind::none;
    }
    const std::string_view text = heading_text(i);
    if (text.empty() || text.size() > 900) return HeadingKind::none;
    const bool heads = is_heading_line(line) || in_table || line.is_row;
    const Label label = label_of(text);
    const std::string word = folded(label.word);
    if (!label.ref.empty() && !word.empty() &&
        one_of(word, {"finding",          "theme",          "priority",    "issue",
                      "lesson",           "learning point", "learning",    "area",
                      "strand",           "workstream",     "key finding", "objective",
                      "improvement area", "priority area",  "key theme",   "domain",
                      "learning theme",   "key issue",      "standard",    "area for improvement",
                      "outcome",          "section"})) {
      // In running text "Finding 3" begins many a sentence; a heading says so by its looks or stands alone.
      if (heads || (text.size() <= 400 && next_is_table_or_prose(i))) return HeadingKind::finding;
    }
    if (!label.ref.empty() && !word.empty() &&
        one_of(word, {"recommendation", "rec", "question", "must do", "should do", "requirement",
                      "safety recommendation", "national recommendation", "local recommendation"}) &&
        (heads || text.size() <= 600))
      return only_labelled ? HeadingKind::none : HeadingKind::recommendation;
    if (only_labelled) return HeadingKind::none;
    if (heads && says_further_learning(text)) return HeadingKind::further_learning;
    // A row across the table that bears a number: "R1: All agencies must …" over its actions is what they answer.
    if (in_table && !further_ && label.word.empty() && !label.ref.empty() && !is_name_of_a_body(text)) {
      const std::vector<Column>& meanings = meanings_[tables_.layout_of[i]];
      const std::string key = " " + matching_key(text.substr(0, 300)) + " ";
      const bool asks = label.ref[0] == 'R' || key.find(" should ") != std::string::npos ||
                        key.find(" must ") != std::string::npos || key.find(" ensure ") != std::string::npos;
      if (asks && std::find(meanings.begin(), meanings.end(), Column::recommendation) == meanings.end())
        return HeadingKind::recommendation;
    }
    // In a workbook a lesson's prose is a row of its own like its heading: a plain, whole sentence is no heading.
    const bool prose = in_table && line.is_row && line.only_cell() && !line.only_cell()->bold && text.size() > 60 &&
                       ends_a_sentence(text);
    if (further_ && heads && (!label.ref.empty() || (precedes_header(i) && !prose))) return HeadingKind::further_lesson;
    if (prose) return HeadingKind::none;
    if (!heads) return HeadingKind::none;
    if (!label.ref.empty() && word == "chapter") return HeadingKind::chapter;
    return HeadingKind::chapter;
  }

  // Only text lies between the line and the next header or row of a plan.
  bool precedes_header(std::size_t i) const {
    for (std::size_t j = i + 1; j < flow_.size() && j < i + 12; ++j) {
      if (tables_.roles[j] == Role::header) return true;
      if (tables_.roles[j] == Role::row) return tables_.roles[i] == Role::heading;
      if (tables_.roles[j] == Role::heading || is_heading_line(flow_[j])) return false;
    }
    return false;
  }

  bool next_layout_has_no_agency(std::size_t i) const {
    for (std::size_t j = i + 1; j < flow_.size(); ++j)
      if (tables_.roles[j] == Role::header || tables_.roles[j] == Role::row) {
        const std::vector<Column>& meanings = meanings_[tables_.layout_of[j]];
        return std::find(meanings.begin(), meanings.end(), Column::agency) == meanings.end();
      }
    return false;
  }

  bool next_is_table_or_prose(std::size_t i) const { return precedes_header(i); }

  std::size_t finding_with(const std::string& ref, const std::string& title, const document::Place& place) {
    for (std::size_t k = 0; k < reading_.findings.size(); ++k) {
      const Finding& finding = reading_.findings[k];
      if (finding.ref == ref &&
          (title.empty() || similarity(finding.title, title) > 0.8 || title.find("continued") != std::string::npos ||
           title.find("cont") != std::string::npos))
        return k;
    }
    Finding finding;
    finding.ref = ref;
    finding.title = title;
    finding.place = place;
    reading_.findings.push_back(std::move(finding));
    finding_keys_.clear();
    return reading_.findings.size() - 1;
  }

  std::string next_finding_ref() const {
    std::size_t number = reading_.findings.size() + 1;
    for (;; ++number) {
      const std::string ref = std::to_string(number);
      if (std::none_of(reading_.findings.begin(), reading_.findings.end(),
                       [&](const Finding& f) { return f.ref == ref; }))
        return ref;
    }
  }

  void open_finding(std::string ref, std::string title, const document::Place& place) {
    finding_ = finding_with(ref, title, place);
    recommendation_ = nowhere;
    row_agency_.clear();
    fresh_finding_ = true;
    rows_since_heading_ = 0;
    heading_recommendation_ = nowhere;
  }

  void read_heading(std::size_t i, HeadingKind kind) {
    const std::string_view text = heading_text(i);
    const document::Place place = flow_[i].place;
    const Label label = label_of(text);
    const std::string_view rest = text.substr(label.length);
    switch (kind) {
      case HeadingKind::finding:
        further_ = false;
        open_finding(label.ref, collapsed(account_.place(trimmed(rest))), place);
        break;
      case HeadingKind::further_learning:
        further_ = true;
        further_heading_ = i;
        finding_ = nowhere;
        recommendation_ = nowhere;
        break;
      case HeadingKind::further_lesson:
        ++lessons_;
        open_finding("L" + std::to_string(lessons_),
                     collapsed(account_.place(trimmed(label.word.empty() ? rest : text))), place);
        break;
      case HeadingKind::recommendation: {
        const std::string_view whole = trimmed(rest);
        recommendation_ = add_recommendation(label.ref, whole, place);
        heading_recommendation_ = recommendation_;
        rows_since_heading_ = 0;
        fresh_finding_ = false;
        row_agency_.clear();
        break;
      }
      case HeadingKind::chapter:
        read_chapter(i, text, label, place);
        break;
      case HeadingKind::none:
        break;
    }
  }

  // Where a plan has no column of agencies, each agency may have a table, a sheet or a block of rows under its name.
  void find_agency_headings() {
    agency_headings_.assign(flow_.size(), false);
    std::vector<std::size_t> named;
    std::size_t others = 0;
    for (std::size_t i = 0; i < flow_.size(); ++i) {
      const bool of_a_sheet =
          flow_[i].is_furniture && !flow_[i].place.sheet.empty() && flow_[i].text == flow_[i].place.sheet;
      if (!of_a_sheet && heading_kind_of(i) != HeadingKind::chapter) continue;
      if (!of_a_sheet && !precedes_header(i) && tables_.roles[i] != Role::heading) continue;
      if (!body_of_heading(heading_text(i)).empty() && next_layout_has_no_agency(i))
        named.push_back(i);
      else if (!of_a_sheet && std::find(title_lines_.begin(), title_lines_.end(), i) == title_lines_.end())
        ++others;
    }
    if (named.size() < others * 2) return;
    // The plan's own title may be a body's name; one heading is an agency's only below it.
    if (named.size() == 1 && std::find(title_lines_.begin(), title_lines_.end(), named[0]) != title_lines_.end())
      return;
    for (const std::size_t i : named) agency_headings_[i] = true;
  }

  // "Harrow Vale Police" of that heading, of "2. Harrow Vale Police:" and of "Actions for Harrow Vale Police"; empty
  // where a heading is no agency's.
  static std::string_view body_of_heading(std::string_view text) {
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

  void open_agency(std::size_t i) {
    const std::string_view text = body_of_heading(heading_text(i));
    section_agency_ = account_.place(text);
    section_agency_place_ = flow_[i].place;
    finding_ = nowhere;
    recommendation_ = nowhere;
    heading_recommendation_ = nowhere;
  }

  // A heading without a label: the finding of the table below it, where the plan labels none.
  void read_chapter(std::size_t i, std::string_view text, const Label& label, const document::Place& place) {
    if (agency_headings_[i]) return open_agency(i);
    if (std::find(title_lines_.begin(), title_lines_.end(), i) != title_lines_.end()) return;
    if (labelled_findings_ || further_) return;
    if (!precedes_header(i) && tables_.roles[i] != Role::heading) return;
    if (tables_.layouts.empty()) return;
    // "Improvement plan, updated 3 June" over the only table is what the document is called, and no finding.
    if (label.ref.empty() && reading_.findings.empty() && names_a_document(text) && !heads_like_others(i)) return;
    const std::string ref = label.ref.empty() ? next_finding_ref() : label.ref;
    open_finding(ref, collapsed(account_.place(trimmed(text.substr(label.length)))), place);
  }

  std::size_t add_recommendation(std::string ref, std::string_view text, const document::Place& place) {
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
    reading_.recommendations.push_back(std::move(recommendation));
    return reading_.recommendations.size() - 1;
  }

  // ---- Line by line ----

  void read_line(std::size_t i) {
    switch (tables_.roles[i]) {
      case Role::header:
        fresh_finding_ = false;
        in_table_ = true;
        header_layout_ = tables_.layout_of[i];
        if (last_header_layout_ != header_layout_ || finding_ != last_header_finding_)
          row_agency_.clear(), last_agency_.clear();
        last_header_layout_ = header_layout_;
        last_header_finding_ = finding_;
        return;
      case Role::separator:
        return;
      case Role::row:
        fresh_finding_ = false;
        read_row(i);
        return;
      case Role::heading:
        if (starts_small(heading_text(i)) && take_fragment(i)) return;
        if (const HeadingKind kind = heading_kind_of(i); kind != HeadingKind::none) read_heading(i, kind);
        return;
      case Role::free:
        break;
    }
    const FlowLine& line = flow_[i];
    if (agency_headings_[i] && line.is_furniture) return open_agency(i);
    if (line.is_furniture || key_.lines[i]) return;
    if (!line.is_row && !is_heading_line(line) && in_table_ && goes_on_after(i) && take_fragment(i)) return;
    const HeadingKind kind = heading_kind_of(i);
    if (kind != HeadingKind::none) {
      read_heading(i, kind);
      in_table_ = false;
      return;
    }
    if (line.is_row) return;
    if (fresh_finding_ && finding_ != nowhere) {
      std::string& text = reading_.findings[finding_].text;
      if (!text.empty()) text += '\n';
      text += account_.place(line.text);
    } else if (heading_recommendation_ != nowhere && rows_since_heading_ == 0) {
      Recommendation& recommendation = reading_.recommendations[heading_recommendation_];
      if (!recommendation.text.empty()) recommendation.text += '\n';
      recommendation.text += account_.place(line.text);
    }
  }

  // Rows of the same table follow, with nothing but fragments between: the page broke here.
  bool goes_on_after(std::size_t i) const {
    if (flow_[i].text.size() > 400) return false;
    for (std::size_t j = i + 1; j < flow_.size(); ++j) {
      if (tables_.roles[j] == Role::row) return true;
      if (tables_.roles[j] != Role::free || is_heading_line(flow_[j]) || flow_[j].is_row) return false;
      if (flow_[j].is_furniture) continue;
      if (j > i + 3) return false;
    }
    return false;
  }

  void note(std::string code, Severity severity, const document::Place& place, std::string message,
            std::string suggestion = {}, std::optional<std::size_t> action = {}, std::string field = {}) {
    reading_.anomalies.push_back(
        {std::move(code), severity, place, std::move(message), std::move(suggestion), action, std::move(field)});
  }

  // A piece of a cell that the page broke off. True where it found its place.
  bool take_fragment(std::size_t i) {
    const std::string_view text = heading_text(i);
    const document::Place place = flow_[i].place;
    if (recommendation_ != nowhere && recommendation_from_cell_) {
      std::string& whole = reading_.recommendations[recommendation_].text;
      const std::size_t repeated = repeated_start(whole, text);
      const bool unfinished = !ends_a_sentence(whole);
      const bool asks = text.back() == '?' && whole.ends_with('?');
      if (repeated > 0 || unfinished || (starts_small(text) && asks)) {
        return join_question(text, place, repeated);
      }
    }
    if (std::string* field = last_hanging_field(); field && starts_small(text)) {
      *field += " " + account_.place(text);
      note("row.joined", Severity::check, place,
           "The text " + quoted(text) +
               " stands alone after a page break and was joined to the row above, whose sentence it ends.",
           {}, reading_.actions.size() - 1);
      return true;
    }
    return false;
  }

  bool join_question(std::string_view text, const document::Place& place, std::size_t repeated) {
    Recommendation& recommendation = reading_.recommendations[recommendation_];
    std::string& whole = recommendation.text;
    const std::string_view rest = trimmed(text.substr(repeated));
    const std::string name = recommendation.ref.empty() ? "the question above" : recommendation.ref;
    if (rest.empty()) {
      note("question.joined", Severity::note, place,
           quoted(text) + " stands alone after a page break and only repeats the end of " + name + ".");
      return true;
    }
    whole += (whole.empty() || whole.back() == ' ' ? "" : " ") + account_.place(rest);
    note("question.joined", Severity::check, place,
         "The text of " + name + " was broken over a page; " + quoted(rest) + " was joined to it.");
    return true;
  }

  std::string* last_hanging_field() {
    if (reading_.actions.empty()) return nullptr;
    Action& action = reading_.actions.back();
    std::string* found = nullptr;
    for (std::string* field :
         {&action.evidence, &action.constraints, &action.action, &action.outcome, &action.response}) {
      if (field->size() < 20 || !ends_hanging(*field)) continue;
      if (found) return nullptr;
      found = field;
    }
    return found;
  }

  // ---- One row ----

  std::string joined(const AlignedRow& row, const std::vector<Column>& meanings, Column column) {
    std::string text;
    for (std::size_t j = 0; j < meanings.size(); ++j) {
      if (meanings[j] != column || row.values[j].empty()) continue;
      if (!text.empty()) text += '\n';
      text += account_.place(row.values[j]);
    }
    return text;
  }

  void read_row(std::size_t i) {
    const std::size_t layout = tables_.layout_of[i];
    const AlignedRow& row = rows_[layout][row_at_[i]];
    const std::vector<Column>& meanings = meanings_[layout];
    const FlowLine& line = flow_[i];
    if (join_torn_row(row, meanings, i)) return;
    read_sources(row, meanings, i);

    Action action;
    action.place = line.place;
    for (const FlowCell& cell : line.cells) action.cells.emplace_back(cell.text);
    std::string_view agency;
    bool agency_merged = false, anything = false;
    std::string rating;
    bool rating_bold = false;
    std::size_t rating_cell = nowhere;
    const std::size_t latest = latest_rating(row, meanings, layout);
    for (std::size_t j = 0; j < meanings.size(); ++j) {
      const std::string_view text = row.values[j];
      const FlowCell* cell = row.cells[j] >= 0 ? &line.cells[static_cast<std::size_t>(row.cells[j])] : nullptr;
      switch (meanings[j]) {
        case Column::finding:
        case Column::recommendation:
          break;
        case Column::reference:
          if (!text.empty()) {
            if (!action.reference.empty()) action.reference += ' ';
            action.reference += account_.place(text);
          }
          break;
        case Column::agency:
          if (!text.empty()) {
            if (agency.empty())
              agency = text;
            else
              action.other[tables_.layouts[layout].headers[j]] = account_.place(text);
            anything = true;
          } else if (cell && cell->continues_above) {
            agency_merged = true;
          }
          break;
        case Column::rating: {
          std::string value = text.empty() ? std::string() : account_.place(text);
          if (value.empty() && cell && !cell->fill.empty()) value = "fill:#" + cell->fill;
          if (value.empty()) break;
          if (latest != nowhere && j != latest) {
            action.other[tables_.layouts[layout].headers[j]] = value;
            break;
          }
          const std::string told = told_by_tick(value, tables_.layouts[layout].headers[j]);
          if (rating.empty() || (rating.rfind("fill:", 0) == 0 && value.rfind("fill:", 0) != 0)) {
            rating = value;
            rating_header_ = told;
            rating_cell = j;
            rating_bold = cell && cell->bold && !text.empty();
          } else if (value.rfind("fill:", 0) != 0) {
            action.other[tables_.layouts[layout].headers[j]] = value;
          }
          anything = true;
          break;
        }
        case Column::percent:
        case Column::other:
          if (!text.empty()) {
            std::string name =
                j < tables_.layouts[layout].headers.size() ? tables_.layouts[layout].headers[j] : std::string();
            if (name.empty()) name = "(column " + std::to_string(j + 1) + ")";
            std::string& value = action.other[name];
            if (!value.empty()) value += '\n';
            value += account_.place(text);
          }
          break;
        default:
          if (!text.empty()) anything = true;
          break;
      }
    }
    action.response = joined(row, meanings, Column::response);
    action.action = joined(row, meanings, Column::action);
    action.constraints = joined(row, meanings, Column::constraints);
    action.evidence = joined(row, meanings, Column::evidence);
    action.target = joined(row, meanings, Column::target);
    action.lead = joined(row, meanings, Column::lead);
    action.outcome = joined(row, meanings, Column::outcome);
    for (std::string_view text : row.unplaced) {
      std::string& rest = action.other["(beside the columns)"];
      if (!rest.empty()) rest += '\n';
      rest += account_.place(text);
      anything = true;
    }
    if (rating.empty())
      for (std::size_t j = 0; j < meanings.size(); ++j)
        if (meanings[j] == Column::percent && !row.values[j].empty() &&
            std::find(meanings.begin(), meanings.end(), Column::rating) == meanings.end())
          rating = std::string(row.values[j]);
    if (!anything && rating.empty() && action.other.empty() && action.reference.empty())
      return;  // a question with no row yet
    if (!anything && rating.empty() && action.other.empty() && source_in_row_) {
      // Its number belongs to the question it stands beside.
      pending_reference_ = action.reference;
      return;
    }
    action.rating.as_written = rating;

    // Where no column says who, the lead may: a body itself, or somebody of one.
    std::string from_lead;
    if (std::find(lead_is_agency_.begin(), lead_is_agency_.end(), layout) != lead_is_agency_.end()) {
      from_lead = action.lead;
      agency = names_only_bodies(from_lead) ? std::string_view(from_lead) : body_of_lead(from_lead);
    } else if (std::find(lead_may_be_agency_.begin(), lead_may_be_agency_.end(), layout) != lead_may_be_agency_.end() &&
               names_only_bodies(action.lead)) {
      from_lead = action.lead;
      agency = from_lead;
    }
    place_agency(action, agency, agency_merged, row, meanings, i);
    for (const std::size_t j : ticked_[layout])
      if (!row.values[j].empty()) action.agencies.push_back(tables_.layouts[layout].headers[j]);
    if (action.agency_as_written.empty() && !ticked_[layout].empty())
      action.agency_as_written = join(action.agencies, ", ");

    action.finding = finding_ == nowhere ? std::string() : reading_.findings[finding_].ref;
    if (recommendation_ != nowhere) {
      action_recommendation_.push_back(recommendation_);
      action.recommendation = reading_.recommendations[recommendation_].ref;
    } else {
      action_recommendation_.push_back(nowhere);
    }
    read_dates(action, layout);
    const std::size_t index = reading_.actions.size();
    facts_.push_back({&row, layout, rating_bold, rating_cell, rating_header_, i});
    rating_header_.clear();
    ++rows_since_heading_;
    reading_.actions.push_back(std::move(action));
    last_action_line_ = i;
    remark_on_row(index);
  }

  // When a column of ratings was filled in, by its header: "RAG July 2024", "Status at Q2", "Previous RAG". Sorts in
  // time; empty where the header tells no time.
  static std::string time_of(const std::string& header, std::size_t column) {
    const std::vector<std::string> all = words(header);
    for (const std::string& word : all)
      if (one_of(word, {"previous", "prior", "initial", "baseline", "original"})) return "0";
    for (const std::string& word : all)
      if (one_of(word, {"current", "latest", "now", "today"})) return "9";
    for (const plan::WrittenDate& date : plan::find_dates(header))
      if (date.days) return "5" + date.days->from.iso();
    // "Q1", "July" without a year: plans go from left to right.
    for (const std::string& word : all)
      if (word == "quarter" || (word.size() == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4') ||
          one_of(word, {"jan",   "feb",  "mar",  "apr",    "may",       "jun",     "jul",      "aug",
                        "sep",   "sept", "oct",  "nov",    "dec",       "january", "february", "march",
                        "april", "june", "july", "august", "september", "october", "november", "december"}))
        return "4" + std::string(column < 10 ? "0" : "") + std::to_string(column);
    return {};
  }

  // A plan that keeps the ratings of each report side by side: the last that is filled in holds. `nowhere` where the
  // columns tell no time.
  std::size_t latest_rating(const AlignedRow& row, const std::vector<Column>& meanings, std::size_t layout) const {
    std::vector<std::pair<std::string, std::size_t>> times;
    bool all_told = true;
    std::size_t undated = nowhere;
    for (std::size_t j = 0; j < meanings.size(); ++j) {
      if (meanings[j] != Column::rating) continue;
      std::string time = time_of(tables_.layouts[layout].headers[j], j);
      if (time.empty()) all_told = false, undated = j;
      times.emplace_back(std::move(time), j);
    }
    if (times.size() < 2) return nowhere;
    // "Previous RAG" beside "RAG": the one without a word of time is today's.
    if (!all_told)
      for (auto& [time, column] : times) {
        if (time.empty() && column != undated) return nowhere;
        if (time.empty())
          time = "8";
        else if (time != "0")
          return nowhere;
      }
    std::stable_sort(times.begin(), times.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t k = times.size(); k-- > 0;) {
      const std::size_t j = times[k].second;
      const FlowCell* cell = row.cells[j] >= 0 ? &row.line->cells[static_cast<std::size_t>(row.cells[j])] : nullptr;
      if (!row.values[j].empty() || (cell && !cell->fill.empty())) return j;
    }
    return nowhere;
  }

  // A tick under "Achieved" says what the header says.
  static std::string told_by_tick(const std::string& value, const std::string& header) {
    const std::string key = matching_key(value);
    const bool tick = value == "\xE2\x9C\x93" || value == "\xE2\x9C\x94" || value == "\xE2\x98\x91" ||
                      value == "\xE2\x9C\x85" || key == "y" || key == "yes" || (key == "x" && value.size() == 1);
    const bool no = key == "n" || key == "no" || value == "\xE2\x9C\x97" || value == "\xE2\x9C\x98";
    if (!tick && !no) return {};
    const auto status = status_from_meaning(header);
    if (!status) return {};
    if (tick) return std::string(plan::to_text(*status));
    return *status == Status::complete ? std::string(plan::to_text(Status::unclear)) : std::string();
  }

  // Finding and recommendation of the row: new, carried, or a torn question going on.
  void read_sources(const AlignedRow& row, const std::vector<Column>& meanings, std::size_t i) {
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
          if (finding_ != found->second) finding_ = found->second, recommendation_ = nowhere, row_agency_.clear();
          continue;
        }
        Finding finding;
        finding.ref = label.ref.empty() ? next_finding_ref() : label.ref;
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
        row_agency_.clear();
      } else if (meanings[j] == Column::recommendation) {
        source_in_row_ = true;
        read_question(text, row, meanings, j, reference_column, i);
      }
    }
    if (!source_in_row_ && recommendation_ == nowhere && heading_recommendation_ != nowhere)
      recommendation_ = heading_recommendation_;
  }

  void read_question(std::string_view text, const AlignedRow& row, const std::vector<Column>& meanings,
                     std::size_t column, std::size_t reference_column, std::size_t i) {
    (void)column;
    (void)meanings;
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
    const std::string_view rest = trimmed(text.substr(label.length));
    std::string ref = label.ref;
    if (!label.word.empty() && !ref.empty() && one_of(folded(label.word), {"must do", "should do", "standard"}))
      ref = label.ref;
    if (ref.empty() && reference_column != nowhere && reference_column < row.values.size())
      ref_from_column_ = std::string(row.values[reference_column]);
    else
      ref_from_column_.clear();
    const std::string before = reading_.recommendations.empty() ? std::string() : reading_.recommendations.back().ref;
    const std::size_t count = reading_.recommendations.size();
    const std::size_t old = recommendation_;
    if (rest.empty() && !ref.empty()) {
      // Only a number: the question was told before, or its text is in no cell.
      for (std::size_t k = 0; k < count; ++k)
        if (reading_.recommendations[k].ref == ref) {
          recommendation_ = k;
          account_.place(text);
          recommendation_from_cell_ = true;
          if (old != recommendation_) row_agency_.clear();
          return;
        }
    }
    recommendation_ = add_recommendation(ref, rest.empty() ? text : rest, flow_[i].place);
    recommendation_from_cell_ = true;
    if (recommendation_ != old) row_agency_.clear();
    if (recommendation_ >= count)
      references_of_.resize(recommendation_ + 1), references_of_[recommendation_] = ref_from_column_;
  }

  // A row that only ends the sentences of the row above was torn from it by a page break.
  bool join_torn_row(const AlignedRow& row, const std::vector<Column>& meanings, std::size_t i) {
    if (reading_.actions.empty() || last_action_line_ == nowhere || !row.breaks_before) return false;
    Action& above = reading_.actions.back();
    std::size_t filled = 0;
    struct Piece {
      std::string* field;
      std::string_view text;
    };
    std::vector<Piece> pieces;
    for (std::size_t j = 0; j < meanings.size(); ++j) {
      const std::string_view text = row.values[j];
      if (text.empty()) continue;
      ++filled;
      std::string* field = nullptr;
      switch (meanings[j]) {
        case Column::response:
          field = &above.response;
          break;
        case Column::action:
          field = &above.action;
          break;
        case Column::constraints:
          field = &above.constraints;
          break;
        case Column::evidence:
          field = &above.evidence;
          break;
        case Column::outcome:
          field = &above.outcome;
          break;
        default:
          return false;
      }
      if (field->empty() || ends_a_sentence(*field) || !starts_small(text)) return false;
      pieces.push_back({field, text});
    }
    if (filled == 0 || !row.unplaced.empty()) return false;
    for (const Piece& piece : pieces) *piece.field += " " + account_.place(piece.text);
    note("row.joined", Severity::check, flow_[i].place,
         "This row only ends sentences of the row above, which a page break tore; it was joined to it.", {},
         reading_.actions.size() - 1);
    return true;
  }

  void place_agency(Action& action, std::string_view agency, bool merged, const AlignedRow& row,
                    const std::vector<Column>& meanings, std::size_t i) {
    const bool has_column = std::find(meanings.begin(), meanings.end(), Column::agency) != meanings.end();
    if (!agency.empty() && has_column && !last_agency_.empty() && says_the_same(agency)) {
      action.agency_as_written = collapsed(account_.place(agency));
      action.agencies = last_agencies_;
      row_agency_ = last_agency_;
      row_agencies_ = last_agencies_;
      return;
    }
    if (!agency.empty()) {
      if (has_column) account_.place(agency);
      action.agency_as_written = collapsed(agency);
      for (std::string_view body : bodies_in(agency)) action.agencies.push_back(collapsed(body));
      row_agency_ = last_agency_ = action.agency_as_written;
      row_agencies_ = last_agencies_ = action.agencies;
      row_agency_place_ = flow_[i].place;
      row_agency_line_ = i;
      return;
    }
    if (!has_column && !section_agency_.empty()) {
      action.agency_as_written = collapsed(section_agency_);
      for (std::string_view body : bodies_in(section_agency_)) action.agencies.push_back(collapsed(body));
      action.places["agency"] = section_agency_place_;
      return;
    }
    // A cell merged down names every row it covers; so does an agency left of its recommendations, until the next.
    if (has_column && row_agency_.empty() && !last_agency_.empty() && (merged || agency_leads(meanings))) {
      row_agency_ = last_agency_;
      row_agencies_ = last_agencies_;
    }
    if (!has_column || row_agency_.empty()) return;
    action.agency_as_written = row_agency_;
    action.agencies = row_agencies_;
    action.places["agency"] = row_agency_place_;
    // Within a table a blank under a name is the usual way to say "the same"; over a page break it is worth a word.
    if (!merged && row.breaks_before && i > 0) {
      note("agency.carried", Severity::note, flow_[i].place,
           "No agency is named after the page break; " + quoted(row_agency_) + " is carried down from " +
               document::in_words(row_agency_place_) + ".",
           {}, reading_.actions.size(), "agency");
    }
  }

  // "As above", "ditto", and the marks people draw for it.
  static bool says_the_same(std::string_view text) {
    if (text.size() > 24) return false;
    const std::string key = matching_key(text);
    if (key.empty())
      for (std::string_view mark : {"\"", "''", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\xB3", "\xE3\x80\x83"})
        if (text.find(mark) != std::string_view::npos) return true;
    return one_of(key, {"as above", "ditto", "do", "same", "same as above", "as per above", "above"});
  }

  // Whether the first column is of agencies, so that each has its own recommendations.
  static bool agency_leads(const std::vector<Column>& meanings) {
    for (const Column column : meanings) {
      if (column == Column::agency) return true;
      if (column == Column::recommendation || column == Column::finding || column == Column::reference ||
          column == Column::action)
        return false;
    }
    return false;
  }

  void read_dates(Action& action, std::size_t layout) {
    bool dated_evidence = false;
    for (std::size_t j = 0; j < meanings_[layout].size(); ++j)
      if (meanings_[layout][j] == Column::evidence) {
        const std::string header = " " + matching_key(tables_.layouts[layout].headers[j]) + " ";
        for (std::string_view word :
             {" date ", " dates ", " target ", " timescale ", " timescales ", " deadline ", " when "})
          dated_evidence = dated_evidence || header.find(word) != std::string::npos;
      }
    if (!action.target.empty())
      action.dates = plan::find_dates(action.target);
    else if (dated_evidence && !action.evidence.empty()) {
      action.dates = plan::find_dates(action.evidence);
      std::erase_if(action.dates,
                    [](const plan::WrittenDate& date) { return date.kind == plan::DateReadingKind::words; });
    }
  }

  // ---- After all rows ----

  // A number beside the questions belongs to the question where it comes and goes with it, else to the action.
  void settle_references() {
    references_of_.resize(reading_.recommendations.size());
    std::vector<std::string> first(reading_.recommendations.size());
    std::vector<bool> varies(reading_.recommendations.size(), false);
    std::size_t alone = 0, with = 0;
    for (std::size_t a = 0; a < reading_.actions.size(); ++a) {
      const std::size_t r = action_recommendation_[a];
      const std::string& reference = reading_.actions[a].reference;
      if (r == nowhere || reference.empty()) continue;
      if (first[r].empty())
        first[r] = reference, ++with;
      else if (first[r] != reference)
        varies[r] = true, ++alone;
    }
    std::size_t number = 0;
    const bool of_actions = alone * 4 > with;
    for (std::size_t r = 0; r < reading_.recommendations.size(); ++r) {
      Recommendation& recommendation = reading_.recommendations[r];
      ++number;
      if (!recommendation.ref.empty()) continue;
      std::string ref = references_of_[r].empty() ? first[r] : references_of_[r];
      while (!ref.empty() && (ref.back() == '.' || ref.back() == ')' || ref.back() == ':')) ref.pop_back();
      if (const Label label = label_of(ref + ":"); !label.ref.empty() && !label.word.empty()) ref = label.ref;
      if (of_actions && !ref.empty()) {
        // 1.1, 1.2 and 1.3 under one recommendation are its actions: it is 1.
        const std::size_t dot = ref.rfind('.');
        ref = varies[r] && dot != std::string::npos ? ref.substr(0, dot) : varies[r] ? std::string() : ref;
        if (!varies[r] && dot != std::string::npos) ref = ref.substr(0, dot);
      }
      if (ref.empty() ||
          std::any_of(
              reading_.recommendations.begin(),
              reading_.recommendations.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(r, 400)),
              [&](const Recommendation& other) { return other.ref == ref && other.finding == recommendation.finding; }))
        ref = ref.empty() ? std::to_string(number) : ref;
      recommendation.ref = ref;
    }
    for (std::size_t a = 0; a < reading_.actions.size(); ++a) {
      Action& action = reading_.actions[a];
      const std::size_t r = action_recommendation_[a];
      if (r == nowhere) continue;
      action.recommendation = reading_.recommendations[r].ref;
      action.recommendations = {action.recommendation};
      if (!of_actions && action.reference == first[r] && !first[r].empty()) action.reference.clear();
    }
  }

  void name_agencies() {
    std::vector<std::string> names;
    for (const Action& action : reading_.actions)
      for (const std::string& body : action.agencies) names.push_back(body);
    const Agencies agencies(names);
    std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> variants;  // as written -> first action, count
    std::vector<std::string> order;
    for (std::size_t a = 0; a < reading_.actions.size(); ++a) {
      Action& action = reading_.actions[a];
      std::vector<std::string> bodies;
      for (const std::string& body : action.agencies) {
        const std::string& spelling = agencies.spelling_of(body);
        if (spelling != body && action.places.count("agency") == 0) {
          const auto [at, is_new] = variants.try_emplace(body, a, 0);
          if (is_new) order.push_back(body);
          ++at->second.second;
        }
        if (std::find(bodies.begin(), bodies.end(), spelling) == bodies.end()) bodies.push_back(spelling);
      }
      action.agencies = std::move(bodies);
      if (!action.agencies.empty()) action.agency = action.agencies.front();
    }
    for (const std::string& variant : order) {
      const auto [first, count] = variants[variant];
      const std::string& spelling = agencies.spelling_of(variant);
      note("agency.spelling", Severity::check, reading_.actions[first].place,
           quoted(variant) + " (" + counted(count, "row", "rows") + ") is read as another spelling of " +
               quoted(spelling) + ".",
           spelling, first, "agency");
    }
  }

  // ---- Ratings ----

  void rate() {
    const RatingReader reader(key_, choices_.statuses);
    std::vector<ReadRating> read(reading_.actions.size());
    std::unordered_map<std::string, std::vector<std::size_t>> unknown;  // by mark as written
    std::vector<std::string> unknown_order;
    std::unordered_map<std::string, std::vector<std::size_t>> variants;
    std::vector<std::string> variant_order;
    bool any_rating_column = false;
    for (const auto& meanings : meanings_)
      any_rating_column =
          any_rating_column || std::find(meanings.begin(), meanings.end(), Column::rating) != meanings.end();
    std::size_t bold_ratings = 0, rated = 0;
    for (std::size_t a = 0; a < reading_.actions.size(); ++a) {
      Action& action = reading_.actions[a];
      read[a] = reader.read(action.rating.as_written);
      if (read[a].reading != RatingReading::chosen && !facts_[a].told.empty())
        if (const auto status = plan::status_from_text(facts_[a].told)) read[a] = {*status, RatingReading::by_itself};
      action.rating.status = read[a].status;
      if (!action.rating.as_written.empty()) ++rated, bold_ratings += facts_[a].rating_bold;
      const std::string& written = action.rating.as_written;
      const auto gather = [&](auto& map, auto& names) {
        const auto [at, is_new] = map.try_emplace(written);
        if (is_new) names.push_back(written);
        at->second.push_back(a);
      };
      if (read[a].reading == RatingReading::outside_key || read[a].reading == RatingReading::no_key)
        gather(unknown, unknown_order);
      if (read[a].reading == RatingReading::variant) gather(variants, variant_order);
    }

    for (const std::string& mark : unknown_order) ask_about(mark, unknown[mark], read);
    for (const std::string& variant : variant_order) {
      const std::vector<std::size_t>& rows = variants[variant];
      const Action& first = reading_.actions[rows.front()];
      // Case and an added "d" need no word; another wording does.
      note("rating.variant", Severity::note, first.place,
           quoted(variant) + " (" + counted(rows.size(), "row", "rows") +
               ") is not quite a word of the key; it is read as " + quoted(in_words(first.rating.status)) + ".",
           std::string(plan::to_text(first.rating.status)), rows.front(), "rating");
    }
    std::vector<std::size_t> closed;
    for (std::size_t a = 0; a < reading_.actions.size(); ++a) {
      const Action& action = reading_.actions[a];
      const std::string& written = action.rating.as_written;
      switch (read[a].reading) {
        case RatingReading::sentence:
          note("rating.variant", Severity::check, action.place,
               "The rating is a sentence, " + quoted(written) + "; it is read as " + quoted(in_words(read[a].status)) +
                   " from its first words.",
               std::string(plan::to_text(read[a].status)), a, "rating");
          break;
        case RatingReading::pointer:
          note("rating.reference", Severity::ask, action.place,
               "The rating says " + quoted(written) + " and no status; look up what it points to.", {}, a, "rating");
          break;
        case RatingReading::prose: {
          const bool stands_apart = disclaims(written);
          note("rating.prose", Severity::ask, action.place,
               stands_apart ? "The rating is no status but a sentence, " + quoted(written) +
                                  ", that says the agency takes no part."
                            : "The rating is no status but a sentence: " + quoted(written) + ".",
               stands_apart ? "not_applicable" : "", a, "rating");
          break;
        }
        case RatingReading::by_itself:
          if (matching_key(written) == "closed") closed.push_back(a);
          break;
        case RatingReading::by_fill:
          break;
        default:
          break;
      }
      if (facts_[a].rating_bold && bold_ratings * 10 < rated)
        note("rating.markup", Severity::note, action.place,
             "The rating " + quoted(written) + " stands out in bold; the formatting was taken off.", {}, a, "rating");
    }
    if (!closed.empty())
      note("rating.closed", Severity::check, reading_.actions[closed.front()].place,
           quoted(reading_.actions[closed.front()].rating.as_written) + " (" + counted(closed.size(), "row", "rows") +
               ") does not say whether the work was done; it is read as complete.",
           "complete", closed.front(), "rating");
    if (key_.entries.empty() && any_rating_column && rated > 0)
      note("key.absent", Severity::check, reading_.actions.front().place,
           "No key says what this plan's ratings mean; only ratings whose words speak for themselves were read.",
           "Give the meaning of each rating.");
    for (const ScaleEntry& entry : reading_.scale)
      if (entry.status == Status::unclear)
        note("key.unclear", Severity::ask, entry.place,
             "The key's " + quoted(entry.as_written) + " means " + quoted(entry.meaning) +
                 ", which says no common status.",
             {}, {}, "rating");
  }

  static std::string in_words(Status status) { return std::string(plan::in_words(status)); }

  static bool disclaims(std::string_view text) {
    const std::string key = " " + matching_key(text.substr(0, 300)) + " ";
    for (std::string_view phrase :
         {" not able ", " unable ", " do not ", " does not ", " no evidence ", " not involved ", " not an active ",
          " not relevant ", " no role ", " not responsible ", " not work ", " cannot comment ", " not comment "})
      if (key.find(phrase) != std::string::npos) return true;
    return false;
  }

  // A mark that the key does not know. Where the key has one meaning without a mark of its own and the plan one
  // mark without a meaning, the two belong together; else the evidence beside it may say.
  void ask_about(const std::string& mark, const std::vector<std::size_t>& rows, const std::vector<ReadRating>& read) {
    const bool no_key = key_.entries.empty();
    std::string suggestion;
    if (!no_key) {
      std::vector<const ScaleEntry*> without_mark;
      for (const ScaleEntry& entry : key_.entries)
        if (words(entry.as_written).size() > 1 && colour_of_word(words(entry.as_written).front()).empty())
          without_mark.push_back(&entry);
      if (without_mark.size() == 1 && mark.size() <= 8)
        suggestion = std::string(plan::to_text(without_mark.front()->status));
    }
    if (suggestion.empty()) {
      std::size_t says_complete = 0;
      for (std::size_t a : rows) {
        const std::string start = matching_key(std::string_view(reading_.actions[a].evidence).substr(0, 40));
        says_complete +=
            start.rfind("complete", 0) == 0 || start.rfind("achieved", 0) == 0 || start.rfind("done", 0) == 0;
      }
      if (says_complete * 2 > rows.size()) suggestion = "complete";
    }
    if (no_key || rows.size() > 12) {
      const Action& first = reading_.actions[rows.front()];
      note(no_key ? "rating.no-key" : "rating.outside-key", Severity::ask, first.place,
           no_key ? quoted(shown(mark)) + " (" + counted(rows.size(), "row", "rows") +
                        ") is not explained: this plan has no key."
                  : quoted(shown(mark)) + " (" + counted(rows.size(), "row", "rows") + ") is not in this plan's key.",
           suggestion, rows.front(), "rating");
      return;
    }
    (void)read;
    for (std::size_t a : rows)
      note("rating.outside-key", Severity::ask, reading_.actions[a].place,
           quoted(shown(mark)) + " is not in this plan's key.", suggestion, a, "rating");
  }

  static std::string shown(const std::string& mark) {
    if (mark.rfind("fill:#", 0) != 0) return mark;
    const std::string_view colour = colour_of_fill(std::string_view(mark).substr(6));
    return colour.empty() ? mark : "cell filled " + std::string(colour);
  }

  // ---- What the layout itself says ----

  struct Facts {
    const AlignedRow* row = nullptr;
    std::size_t layout = 0;
    bool rating_bold = false;
    std::size_t rating_cell = nowhere;
    std::string told;  // the status that a tick under its header tells
    std::size_t line = 0;
  };

  void remark_on_row(std::size_t index) {
    const Facts& facts = facts_[index];
    const Action& action = reading_.actions[index];
    const std::vector<Column>& meanings = meanings_[facts.layout];
    const std::vector<std::string>& headers = tables_.layouts[facts.layout].headers;
    if (facts.row->merged) {
      const std::size_t j = facts.row->merged_column;
      note("row.merged-cells", Severity::check, action.place,
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
        note("row.shifted", Severity::check, action.place,
             "The cells of this row stand out of line with the header; by what they hold, they were put under " +
                 names + ".",
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
      note("row.copied-through", Severity::check, action.place,
           "The same sentence, " + quoted(sentence) +
               ", stands in every cell of the row; it may be an action that nobody rated.",
           "Say whether it is an action, and who does it.", index, "action");
    if (!facts.row->unplaced.empty())
      note("row.unplaced", Severity::ask, action.place,
           "Text of this row fits under none of the columns: " + quoted(facts.row->unplaced.front()) + ".", {}, index);
  }

  using Fields = std::array<std::pair<const char*, const std::string*>, 6>;
  static Fields fields_of(const Action& action) {
    return {{{"response", &action.response},
             {"action", &action.action},
             {"rating", &action.rating.as_written},
             {"constraints", &action.constraints},
             {"evidence", &action.evidence},
             {"outcome", &action.outcome}}};
  }

  // Cut off: the last word asks for another, or the same text stands elsewhere and goes on.
  void remark_on_cuts() {
    constexpr std::size_t start = 32;
    std::unordered_map<std::string_view, std::vector<std::string_view>> longer;  // by how they begin
    for (const Action& action : reading_.actions)
      for (const auto& [name, text] : fields_of(action))
        if (text->size() > start) {
          std::vector<std::string_view>& texts = longer[std::string_view(*text).substr(0, start)];
          if (texts.size() < 24 && std::find(texts.begin(), texts.end(), *text) == texts.end()) texts.push_back(*text);
        }
    for (std::size_t a = 0; a < reading_.actions.size(); ++a) {
      const Action& action = reading_.actions[a];
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
        note("text.cut-off", Severity::check, action.place,
             "The " + std::string(name) + " seems cut off: it ends with " + quoted(ending(*text)) + ".",
             "Ask the agency for the rest.", a, name);
      }
    }
  }

  void remark_on_layout() {
    remark_on_cuts();
    std::size_t short_rows = 0, first_short = nowhere;
    for (std::size_t a = 0; a < facts_.size(); ++a)
      if (facts_[a].row->lost_before > 0) {
        if (first_short == nowhere) first_short = a;
        ++short_rows;
      }
    if (short_rows > 0)
      note("row.first-cells-missing", Severity::note, reading_.actions[first_short].place,
           counted(short_rows, "row lacks", "rows lack") +
               " the first cells of the table, as after a page break; the cells that are there were put under their "
               "columns by what they hold, and the question is carried down.",
           {}, first_short);
    std::size_t marked = 0;
    const ScaleEntry* bare = nullptr;
    for (const ScaleEntry& entry : reading_.scale) {
      const std::vector<std::string> all = words(entry.as_written);
      const bool has_mark = entry.as_written.rfind("fill:", 0) == 0 ||
                            (!all.empty() && (!colour_of_word(all.front()).empty() || all.front().size() == 1));
      if (has_mark)
        ++marked;
      else
        bare = &entry;
    }
    if (bare && marked + 1 == reading_.scale.size() && marked >= 2)
      note("key.no-mark", Severity::note, bare->place,
           quoted(bare->as_written) +
               " stands in the key without a colour or letter of its own; its colour may have been lost.");
    // "8a" under a further lesson, where elsewhere the number is the finding's.
    std::size_t fitting = 0, odd = 0, first_odd = nowhere;
    for (std::size_t r = 0; r < reading_.recommendations.size(); ++r) {
      const Recommendation& recommendation = reading_.recommendations[r];
      if (recommendation.finding.empty() || recommendation.ref.empty()) continue;
      std::size_t digits = 0;
      while (digits < recommendation.ref.size() && recommendation.ref[digits] >= '0' &&
             recommendation.ref[digits] <= '9')
        ++digits;
      if (digits == 0 || digits == recommendation.ref.size()) continue;
      if (recommendation.ref.compare(0, digits, recommendation.finding) == 0)
        ++fitting;
      else if (++odd == 1)
        first_odd = r;
    }
    if (odd > 0 && fitting >= 2 * odd)
      note("question.numbering", Severity::note, reading_.recommendations[first_odd].place,
           quoted(reading_.recommendations[first_odd].ref) +
               (odd > 1 ? " and " + counted(odd - 1, "other", "others") : "") +
               " (numbered as if of another finding) stands under finding " +
               quoted(reading_.recommendations[first_odd].finding) + ".");
    if (as_at_from_month_)
      note("date.month-only", Severity::note,
           reading_.actions.empty() ? document::Place{} : reading_.actions.front().place,
           "The report gives only a month as its date; its last day is taken.");
  }

  static std::string ending(std::string_view text) {
    std::size_t at = text.size() > 40 ? text.size() - 40 : 0;
    at = text.find(' ', at);
    return at == std::string_view::npos ? std::string(text) : "\xE2\x80\xA6" + std::string(text.substr(at));
  }

  const document::Document& document_;
  const std::vector<FlowLine>& flow_;
  const Tables& tables_;
  const Choices& choices_;
  Account& account_;
  Reading& reading_;

  Key key_;
  Knowledge knowledge_;
  std::vector<std::vector<Column>> meanings_;
  std::vector<std::vector<AlignedRow>> rows_;
  std::vector<std::size_t> row_at_;
  std::vector<std::size_t> lead_is_agency_, lead_may_be_agency_;
  std::vector<std::size_t> title_lines_;
  bool as_at_from_month_ = false;

  bool labelled_findings_ = false;
  bool further_ = false;
  std::size_t further_heading_ = nowhere;
  std::size_t lessons_ = 0;
  bool fresh_finding_ = false;
  bool in_table_ = false;
  std::size_t header_layout_ = nowhere, last_header_layout_ = nowhere, last_header_finding_ = nowhere;
  std::size_t finding_ = nowhere;
  std::size_t recommendation_ = nowhere;
  std::size_t heading_recommendation_ = nowhere;
  bool recommendation_from_cell_ = false;
  std::size_t rows_since_heading_ = 0;
  bool source_in_row_ = false;
  std::string ref_from_column_, pending_reference_;
  std::unordered_map<std::string, std::size_t> recommendation_keys_, finding_keys_in_table_;
  std::vector<std::string> finding_keys_;
  std::vector<std::string> references_of_;
  std::vector<std::size_t> action_recommendation_;

  std::vector<std::vector<std::size_t>> ticked_;  // by layout: columns that are agencies
  std::vector<bool> agency_headings_;
  std::string section_agency_;
  document::Place section_agency_place_;
  std::string row_agency_;
  std::vector<std::string> row_agencies_;
  std::string last_agency_;  // in this table, whatever question it stood beside
  std::vector<std::string> last_agencies_;
  document::Place row_agency_place_;
  std::size_t row_agency_line_ = nowhere;
  std::size_t last_action_line_ = nowhere;
  std::string rating_header_;
  std::vector<Facts> facts_;
};

}  // namespace

bool is_a_plan(const std::vector<FlowLine>& flow, const Tables& tables) {
  std::size_t rows = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) rows += tables.roles[i] == Role::row;
  if (rows == 0) return false;
  // Minutes close with a table of actions, and are minutes; so is a table of what was discussed under that title.
  bool minutes = false, titled = false;
  std::size_t text_lines = 0, signs = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) {
    const FlowLine& line = flow[i];
    if (line.is_furniture) continue;
    // A sheet or a list of values keeps its text in the first cell.
    const FlowCell* only = line.is_row && tables.roles[i] == Role::free ? line.only_cell() : nullptr;
    if (line.is_row && !only) {
      bool of_a_meeting = false;
      for (const FlowCell& cell : line.cells) {
        if (cell.text.empty() || cell.text.size() > 40) continue;
        const std::string key = matching_key(cell.text);
        of_a_meeting = of_a_meeting ||
                       one_of(key, {"discussion", "agenda item", "apologies", "present", "attended", "in attendance",
                                    "discussion and decision", "discussion and decisions", "key discussion points"});
      }
      signs += of_a_meeting;
      continue;
    }
    const std::string_view text = only ? only->text : line.text;
    ++text_lines;
    const std::string key = matching_key(text.substr(0, 80));
    if (text.size() <= 80) {
      if (key.rfind("minutes", 0) == 0 || key.find("minutes of") != std::string::npos) minutes = true;
      if (text_lines <= 6 && (" " + key + " ").find(" minutes ") != std::string::npos && !ends_a_sentence(text))
        titled = true;
      if (key.rfind("apologies", 0) == 0 || key.rfind("in attendance", 0) == 0 || key == "present" ||
          key.rfind("present ", 0) == 0 || key.rfind("declarations of interest", 0) == 0 ||
          key.rfind("agenda item", 0) == 0)
        ++signs;
    }
  }
  if ((titled && signs >= 1) || (minutes && signs >= 1 && text_lines > rows) || signs >= 2) return false;
  return true;
}

void read_plan(const document::Document& document, const std::vector<FlowLine>& flow, const Tables& tables,
               const Choices& choices, Account& account, Reading& reading) {
  Reader(document, flow, tables, choices, account, reading).run();
}

}  // namespace candour::intake::action_plan
