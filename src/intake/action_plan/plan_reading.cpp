#include "intake/action_plan/plan_reading.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "intake/action_plan/agencies.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/headings.h"
#include "intake/action_plan/key.h"
#include "intake/action_plan/layout_remarks.h"
#include "intake/action_plan/meaning.h"
#include "intake/action_plan/numbers.h"
#include "intake/action_plan/plan_rows.h"
#include "intake/action_plan/rating_columns.h"
#include "intake/action_plan/ratings.h"
#include "intake/action_plan/remarks.h"
#include "intake/action_plan/row_agencies.h"
#include "intake/action_plan/sentences.h"
#include "intake/action_plan/sources.h"
#include "intake/action_plan/tick_boxes.h"
#include "intake/action_plan/title.h"

namespace candour::intake::action_plan {
namespace {

Keys keys_of(const std::vector<FlowLine>& flow, const Tables& tables, const Choices& choices, Account& account) {
  std::vector<bool> free(flow.size()), rows(flow.size());
  for (std::size_t i = 0; i < flow.size(); ++i) {
    free[i] = tables.roles[i] == Role::free && !flow[i].is_furniture;
    rows[i] = tables.roles[i] == Role::row;
  }
  std::vector<std::string_view> headers;
  for (std::size_t i = 0; i < flow.size(); ++i)
    if (tables.roles[i] == Role::header)
      for (const FlowCell& cell : flow[i].cells)
        if (cell.text.size() > 12) headers.push_back(cell.text);
  Keys keys = find_keys(flow, free, rows, headers);
  for (Key& key : keys.all) {
    for (std::string_view piece : key.placed) account.place(piece);
    for (ScaleEntry& entry : key.entries)
      for (const auto& [written, status] : choices.statuses)
        if (matching_key(written) == matching_key(entry.as_written)) entry.status = status;
  }
  return keys;
}

// Not the colour of the whole row.
bool is_own_fill(const FlowLine& line, const FlowCell& cell) {
  return std::none_of(line.cells.begin(), line.cells.end(), [&](const FlowCell& other) {
    return &other != &cell && !other.text.empty() && other.fill == cell.fill;
  });
}

// "Complete" and "Embedded" may both be ticked.
bool says_done(std::string_view told) {
  return told == plan::to_text(plan::Status::complete) || told == plan::to_text(plan::Status::embedded);
}

// The words of the key are ratings wherever they stand, and so is the letter that one of a single word begins with.
Knowledge knowledge_of(const Keys& keys) {
  Knowledge knowledge;
  for (const Key& key : keys.all)
    for (const ScaleEntry& entry : key.entries) {
      const std::string word = matching_key(entry.as_written);
      if (word.empty()) continue;
      if (word.size() <= 40) knowledge.ratings.insert(word);
      if (word.find(' ') == std::string::npos) knowledge.ratings.insert(word.substr(0, 1));
    }
  return knowledge;
}

// Reads a plan line by line, once its tables, key, columns and headings are known.
class Reader {
 public:
  Reader(const std::vector<FlowLine>& flow, const Tables& tables, const Keys& keys, const PlanRows& rows,
         const Headings& headings, const std::vector<std::size_t>& title_lines, Account& account, Reading& reading)
      : flow_(flow),
        tables_(tables),
        keys_(keys),
        rows_(rows),
        headings_(headings),
        account_(account),
        reading_(reading),
        agencies_(account, reading),
        sources_(flow, tables, headings, title_lines, agencies_, account, reading) {
    for (std::size_t i = 0; i < flow.size(); ++i)
      if (flow[i].within.table > 0 && tables.roles[i] == Role::free)
        inside_[{flow[i].within.table, flow[i].within.row, flow[i].within.column}].push_back(i);
    crossed_box_is_no_ = crosses_deny(flow);
  }

  // What is remembered of the row of each action.
  std::vector<RowFacts> read() {
    // Room for an action a row at once: to grow by doubling would hold three times as many for a moment.
    const auto rows = static_cast<std::size_t>(std::count(tables_.roles.begin(), tables_.roles.end(), Role::row));
    reading_.actions.reserve(reading_.actions.size() + rows);
    facts_.reserve(rows);
    for (std::size_t i = 0; i < flow_.size(); ++i) read_line(i);
    sources_.settle_references();
    return std::move(facts_);
  }

 private:
  void read_line(std::size_t i) {
    switch (tables_.roles[i]) {
      case Role::header:
        sources_.leave_heading();
        in_table_ = true;
        if (last_header_layout_ != tables_.layout_of[i] || sources_.finding() != last_header_finding_)
          agencies_.leave_table();
        last_header_layout_ = tables_.layout_of[i];
        last_header_finding_ = sources_.finding();
        return;
      case Role::separator:
        return;
      case Role::row:
        sources_.leave_heading();
        read_row(i);
        return;
      case Role::heading:
        if (starts_small(headings_.text_of(i)) && take_fragment(i)) return;
        if (const HeadingKind kind = sources_.kind_of(i); kind != HeadingKind::none) sources_.read_heading(i, kind);
        return;
      case Role::free:
        break;
    }
    const FlowLine& line = flow_[i];
    if (headings_.is_of_an_agency(i) && line.is_furniture) return sources_.open_agency(i);
    if (line.is_furniture || keys_.lines[i]) return;
    if (!line.is_row && !is_heading_line(line) && in_table_ && goes_on_after(i) && take_fragment(i)) return;
    if (sources_.read_label(i)) return;
    if (const HeadingKind kind = sources_.kind_of(i); kind != HeadingKind::none) {
      sources_.read_heading(i, kind);
      section_heading_ = headings_.text_of(i);
      in_table_ = false;
      return;
    }
    if (!line.is_row) sources_.read_text(i);
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

  // A piece of a cell that the page broke off. True where it found its place.
  bool take_fragment(std::size_t i) {
    const std::string_view text = headings_.text_of(i);
    const document::Place place = flow_[i].place;
    if (sources_.take_fragment(text, place)) return true;
    if (std::string* field = last_hanging_field(); field && starts_small(text)) {
      *field += " " + account_.place(text);
      note(reading_, "row.joined", Severity::check, place,
           "The text " + quoted(text) +
               " stands alone after a page break and was joined to the row above, whose sentence it ends.",
           {}, reading_.actions.size() - 1);
      return true;
    }
    return false;
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

  // A crossed box, as the signs of this document tell it.
  std::string sign_in(const std::string& value) const { return crossed_box_is_no_ && value == "☒" ? "✗" : value; }

  std::string joined(const AlignedRow& row, const std::vector<Column>& meanings, Column column, const FlowLine& line) {
    std::string text;
    for (std::size_t j = 0; j < meanings.size(); ++j) {
      if (meanings[j] != column) continue;
      if (!row.values[j].empty()) {
        if (!text.empty()) text += '\n';
        text += column == Column::evidence ? ticked_answer(row.values[j]) : account_.place(row.values[j]);
      }
      if (inside_.empty()) continue;
      // A cell that holds nothing else is in no column by its text, but by where it stands.
      if (row.cells[j] >= 0)
        put_inside(line, static_cast<std::size_t>(row.cells[j]), text);
      else if (std::find(row.cells.begin(), row.cells.end(), static_cast<int>(j)) == row.cells.end())
        put_inside(line, j, text);
    }
    return text;
  }
  // "☒ Yes ☐ No" says yes, and what it does not say is kept aside; any other text says what it says.
  std::string ticked_answer(std::string_view text) {
    const Options options = options_in(text);
    const bool yes_or_no = options.found && !options.unsure && options.ticked.size() == 1 &&
                           std::all_of(options.labels.begin(), options.labels.end(), [](std::string_view label) {
                             return one_of(matching_key(label), {"yes", "no", "y", "n", "n a", "seen", "not seen",
                                                                 "attached", "not attached", "partly", "partial"});
                           });
    return account_.place(yes_or_no ? options.ticked.front() : text);
  }
  // A small table in a cell belongs to what the cell says: its rows, a line each.
  void put_inside(const FlowLine& line, std::size_t cell, std::string& text) {
    if (cell >= line.cells.size()) return;
    // Blanks behind a cell merged across are no cells of the document's.
    const auto end = line.cells.begin() + static_cast<std::ptrdiff_t>(cell);
    const auto before = std::count_if(line.cells.begin(), end, [](const FlowCell& each) { return each.columns > 0; });
    const auto rows = inside_.find({line.place.table, line.place.row, static_cast<std::uint32_t>(before + 1)});
    if (rows == inside_.end()) return;
    for (const std::size_t i : rows->second) {
      std::string told;
      for (const FlowCell& each : flow_[i].cells)
        if (!each.text.empty()) told += (told.empty() ? "" : " ") + account_.place(each.text);
      if (!told.empty()) text += (text.empty() ? "" : "\n") + told;
    }
  }

  void read_row(std::size_t i) {
    const std::size_t layout = tables_.layout_of[i];
    const AlignedRow& row = rows_.rows[layout][rows_.row_at[i]];
    const std::vector<Column>& meanings = rows_.meanings[layout];
    const std::vector<std::string>& headers = tables_.layouts[layout].headers;
    const FlowLine& line = flow_[i];
    if (join_torn_row(row, meanings, i)) return;
    if (is_an_example(row, line, meanings) || is_only_a_number(row, line, meanings)) return;
    sources_.read_sources(row, meanings, i);

    Action action;
    action.place = line.place;
    for (const FlowCell& cell : line.cells) action.cells.emplace_back(cell.text);
    std::string_view agency;
    bool agency_merged = false, anything = false;
    std::string rating, told_by_header;
    std::string fill;
    std::size_t rated_by = nowhere;  // the column of the rating
    std::size_t also_by = nowhere;
    bool rating_bold = false, several = false;
    const std::size_t latest = latest_rating(row, meanings, headers);
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
              action.other[headers[j]] = account_.place(text);
            anything = true;
          } else if (cell && cell->continues_above) {
            agency_merged = true;
          }
          break;
        case Column::rating: {
          // Of options with boxes the ticked one is the rating; the others are kept aside.
          const Options options = options_in(text);
          std::string value;
          if (options.found && !options.unsure) {
            anything = true;
            for (const std::string_view ticked : options.ticked)
              value += (value.empty() ? "" : ", ") + account_.place(ticked);
            if (value.empty()) break;
          } else if (!text.empty()) {
            value = account_.place(text);
          }
          const bool many = options.unsure || options.ticked.size() > 1;
          if (value.empty() && cell && !cell->fill.empty()) value = "fill:#" + cell->fill;
          if (value.empty()) break;
          if (!rows_.scales[layout].empty() &&
              std::find(rows_.scales[layout].begin(), rows_.scales[layout].end(), j) != rows_.scales[layout].end()) {
            // The ticked column of a scale: its header is the rating.
            if (is_tick(sign_in(value))) {
              several = several || !rating.empty();
              rating += (rating.empty() ? "" : ", ") + headers[j];
            }
            anything = true;
            break;
          }
          if (latest != nowhere && j != latest) {
            action.other[headers[j]] = value;
            break;
          }
          const std::string sign = sign_in(value);
          const std::string told = told_by_tick(sign, headers[j]);
          // Of boxes under several statuses the ticked one counts, and only one can.
          if (!told.empty() && is_tick(sign) && !told_by_header.empty() && (several || is_tick(sign_in(rating))) &&
              !(says_done(told) && says_done(told_by_header))) {
            rating = (several ? rating : headers[rated_by]) + ", " + headers[j];
            told_by_header = std::string(plan::to_text(plan::Status::unclear));
            several = true;
            break;
          }
          const bool ticked = is_no_tick(sign_in(rating)) && is_tick(sign) && !told.empty();
          if (rating.empty() || ticked || (rating.rfind("fill:", 0) == 0 && value.rfind("fill:", 0) != 0)) {
            rating = value;
            rated_by = j;
            several = many;
            told_by_header = told;
            rating_bold = cell && cell->bold && !text.empty();
            fill = cell && !text.empty() && is_own_fill(line, *cell) ? cell->fill : std::string();
          } else if (value.rfind("fill:", 0) != 0 && !is_no_tick(sign)) {
            action.other[headers[j]] = value;
            if (told.empty() && also_by == nowhere && told_by_header.empty()) also_by = j;
          }
          anything = true;
          break;
        }
        case Column::percent:
        case Column::other:
          if (!text.empty()) {
            std::string name = j < headers.size() ? headers[j] : std::string();
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
    action.response = joined(row, meanings, Column::response, line);
    action.action = joined(row, meanings, Column::action, line);
    action.constraints = joined(row, meanings, Column::constraints, line);
    action.evidence = joined(row, meanings, Column::evidence, line);
    action.target = joined(row, meanings, Column::target, line);
    action.lead = joined(row, meanings, Column::lead, line);
    action.outcome = joined(row, meanings, Column::outcome, line);
    for (std::string_view text : row.unplaced) {
      std::string& rest = action.other["(beside the columns)"];
      if (!rest.empty()) rest += '\n';
      rest += account_.place(text);
      anything = true;
    }
    bool percent = false;
    if (rating.empty() && !rows_.has(layout, Column::rating))
      for (std::size_t j = 0; j < meanings.size(); ++j)
        if (meanings[j] == Column::percent && !row.values[j].empty()) {
          rating = std::string(row.values[j]);
          told_by_header = told_by_percent(rating);
          percent = true;
        }
    // Where no column rates, the day it was done says that it was; so does a sheet of completed actions.
    if (const std::size_t done = rows_.completed[layout];
        done != nowhere && !plan::find_dates(row.values[done]).empty()) {
      rating = std::string(row.values[done]);
      told_by_header = std::string(plan::to_text(plan::Status::complete));
    } else if (rating.empty() && anything && !rows_.has(layout, Column::rating)) {
      rating = heading_that_rates(i);
    }
    if (!anything && rating.empty() && action.other.empty() && action.reference.empty())
      return;  // a question with no row yet
    if (!anything && rating.empty() && action.other.empty() && sources_.in_row())
      return;  // its number belongs to the question it stands beside
    action.rating.as_written = rating;
    // A cell merged down over several rows is said of each.
    for (std::size_t j = 0; j < meanings.size() && j < headers.size(); ++j) {
      if ((meanings[j] != Column::other && meanings[j] != Column::reference) || !row.values[j].empty() ||
          row.cells[j] < 0 || reading_.actions.empty() ||
          !line.cells[static_cast<std::size_t>(row.cells[j])].continues_above)
        continue;
      if (meanings[j] == Column::reference) {
        if (action.reference.empty() && facts_.back().row->line->block == line.block)
          action.reference = reading_.actions.back().reference;
        continue;
      }
      const auto& above = reading_.actions.back().other;
      if (const auto told = above.find(headers[j]); told != above.end()) action.other[told->first] = told->second;
    }

    // Where no column says who, the lead may: a body itself, or somebody of one.
    const std::string lead = action.lead;
    if (std::find(rows_.lead_is_agency.begin(), rows_.lead_is_agency.end(), layout) != rows_.lead_is_agency.end()) {
      agency = names_only_bodies(lead) ? std::string_view(lead) : body_of_lead(lead);
    } else if (std::find(rows_.lead_may_be_agency.begin(), rows_.lead_may_be_agency.end(), layout) !=
                   rows_.lead_may_be_agency.end() &&
               names_only_bodies(lead)) {
      agency = lead;
    }
    if (agency.empty() && !agency_merged && !rows_.has(layout, Column::agency)) agency = sources_.agency_by_heading();
    agencies_.place(action, agency, agency_merged, row, meanings, line.place);
    for (const std::size_t j : rows_.ticked[layout])
      if (!row.values[j].empty()) action.agencies.push_back(headers[j]);
    if (action.agency_as_written.empty() && !rows_.ticked[layout].empty())
      action.agency_as_written = join(action.agencies, ", ");

    sources_.serve(action);
    sources_.tell_by_heading(action, meanings);
    if (sources_.serves_none() || sources_.answers_a_list()) {
      const std::vector<std::string> numbers = numbers_given_by(action, meanings, headers);
      if (!numbers.empty())
        sources_.serve_numbers(action, numbers);
      else if (sources_.answers_a_list())
        sources_.leave_list(action);
    }
    read_dates(action, layout);
    const std::size_t index = reading_.actions.size();
    const RowFacts facts{&row,           layout,  keys_.of_line[i], rating_bold, fill,
                         told_by_header, percent, rated_by,         also_by,     several};
    last_action_line_ = i;
    if (rows_.answers[layout].empty()) {
      facts_.push_back(facts);
      reading_.actions.push_back(std::move(action));
      remark_on_row(reading_, index, facts_.back(), meanings, headers);
      return;
    }
    for (const std::size_t j : rows_.answers[layout]) {
      if (row.values[j].empty()) continue;
      if (reading_.actions.size() > index) sources_.serve(action);
      Action answer = action;
      for (const std::size_t k : rows_.answers[layout]) answer.other.erase(headers[k]);
      answer.agency_as_written = headers[j];
      answer.agencies = {headers[j]};
      (rows_.answers_rate[layout] ? answer.rating.as_written : answer.response) = account_.place(row.values[j]);
      facts_.push_back(facts);
      reading_.actions.push_back(std::move(answer));
    }
  }

  // Where the row tells no recommendation's words: the numbers under "Rec no", those of "Rec 3" in any column of
  // references, and those that the action itself names.
  static std::vector<std::string> numbers_given_by(const Action& action, const std::vector<Column>& meanings,
                                                   const std::vector<std::string>& headers) {
    const auto at = std::find(meanings.begin(), meanings.end(), Column::reference);
    if (at != meanings.end() && !action.reference.empty()) {
      const std::string header = " " + matching_key(headers[static_cast<std::size_t>(at - meanings.begin())]) + " ";
      const bool of_them = header.find(" rec ") != std::string::npos || header.find(" recs ") != std::string::npos ||
                           header.find(" recommendation ") != std::string::npos ||
                           header.find(" recommendations ") != std::string::npos;
      std::vector<std::string> numbers =
          numbers_of_recommendations(action.reference, of_them ? Under::recommendations : Under::another_header);
      if (!numbers.empty()) return numbers;
      if (of_them && action.reference.size() <= 40) {
        const Label label = label_of(action.reference + ":");
        return {label.ref.empty() ? action.reference : label.ref};
      }
    }
    return recommendations_named_in(action.action);
  }

  // "Completed actions" as the name of the sheet, or as the heading over the table; else empty.
  std::string heading_that_rates(std::size_t i) {
    const std::string& sheet = flow_[i].place.sheet;
    for (const std::string_view heading : {std::string_view(sheet), section_heading_})
      if (!heading.empty() && heading.size() <= 40)
        if (const auto status = status_of_settled_words(heading);
            status == plan::Status::complete || status == plan::Status::closed)
          return std::string(heading);
    return {};
  }

  // The row that a form shows how to fill in: "e.g.", "Example: write the policy", "dd/mm/yyyy".
  bool is_an_example(const AlignedRow& row, const FlowLine& line, const std::vector<Column>& meanings) {
    bool example = false;
    for (std::size_t j = 0; j < meanings.size(); ++j) {
      const std::string_view text = row.values[j];
      if (text.empty() || text.size() > 200) continue;
      const std::string key = matching_key(text);
      example = example || one_of(key, {"e g", "eg", "example", "dd mm yyyy", "dd mm yy"}) ||
                (folded(text.substr(0, 8)) == "example:" && meanings[j] != Column::evidence);
    }
    if (example)
      note(reading_, "row.example", Severity::check, line.place,
           "This row shows how the form is filled in; it was left out.");
    return example;
  }
  // A blank row of a form, numbered ahead. What is merged down or filled into it says more.
  bool is_only_a_number(const AlignedRow& row, const FlowLine& line, const std::vector<Column>& meanings) {
    if (!row.unplaced.empty()) return false;
    bool number = false;
    for (std::size_t j = 0; j < meanings.size(); ++j) {
      const FlowCell* cell = row.cells[j] >= 0 ? &line.cells[static_cast<std::size_t>(row.cells[j])] : nullptr;
      if (cell && (cell->continues_above || (!cell->fill.empty() && meanings[j] == Column::rating))) return false;
      if (row.values[j].empty()) continue;
      if (meanings[j] != Column::reference || number) return false;
      number = row.values[j].find_first_not_of("0123456789.") == std::string_view::npos;
      if (!number) return false;
    }
    if (number && !std::exchange(told_of_numbers_, true))
      note(reading_, "row.number-only", Severity::note, line.place,
           "Rows that hold a number and nothing else were left out.");
    return number;
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
    note(reading_, "row.joined", Severity::check, flow_[i].place,
         "This row only ends sentences of the row above, which a page break tore; it was joined to it.", {},
         reading_.actions.size() - 1);
    return true;
  }

  void read_dates(Action& action, std::size_t layout) {
    bool dated_evidence = false;
    for (std::size_t j = 0; j < rows_.meanings[layout].size(); ++j)
      if (rows_.meanings[layout][j] == Column::evidence) {
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

  const std::vector<FlowLine>& flow_;
  const Tables& tables_;
  const Keys& keys_;
  const PlanRows& rows_;
  const Headings& headings_;
  Account& account_;
  Reading& reading_;

  RowAgencies agencies_;
  Sources sources_;
  bool in_table_ = false;
  std::string_view section_heading_;  // the last that stood over a table
  std::size_t last_header_layout_ = nowhere, last_header_finding_ = nowhere;
  std::size_t last_action_line_ = nowhere;
  bool crossed_box_is_no_ = false;
  bool told_of_numbers_ = false;
  std::vector<RowFacts> facts_;
  // Rows of tables within cells that are no plan's, by table, row and cell of the one they stand in.
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::vector<std::size_t>> inside_;
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
  const Keys keys = keys_of(flow, tables, choices, account);
  for (std::size_t k = 0; k < keys.written; ++k)
    reading.scale.insert(reading.scale.end(), keys.all[k].entries.begin(), keys.all[k].entries.end());
  Knowledge knowledge = knowledge_of(keys);
  const PlanRows rows = lay_out_rows(flow, tables, choices, knowledge);
  reading.columns = understood_columns(tables, rows);
  Headings headings(flow, tables, rows, keys.lines);
  const TitleAndDate title = find_title_and_date(document, flow, tables, keys.lines, headings, choices, account);
  reading.title = title.title;
  reading.as_at = title.as_at;
  headings.find_agency_headings(title.lines);
  const std::vector<RowFacts> facts = Reader(flow, tables, keys, rows, headings, title.lines, account, reading).read();
  name_agencies(reading);
  rate_actions(reading, tables, keys, choices, rows, facts);
  remark_on_headers(reading, tables);
  ask_about_columns(reading, tables, choices, rows);
  remark_on_layout(reading, facts, title.as_at_from_month);
}

}  // namespace candour::intake::action_plan
