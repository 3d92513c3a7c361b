#include "intake/writing.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "intake/parts/anomaly.h"
#include "intake/parts/listed.h"
#include "intake/references.h"
#include "intake/repeats.h"

namespace candour::intake {
namespace {

using plan::DateReadingKind;
using plan::WrittenDate;

const Place& place_of(const Action& action, const char* field) {
  const auto it = action.places.find(field);
  return it == action.places.end() ? action.place : it->second;
}

Anomaly about(const Reading& reading, std::size_t row, const char* field, std::string code, Severity severity,
              std::string message, std::string suggestion = {}) {
  Anomaly anomaly;
  anomaly.code = std::move(code);
  anomaly.severity = severity;
  anomaly.place = place_of(reading.actions[row], field);
  anomaly.message = std::move(message);
  anomaly.suggestion = std::move(suggestion);
  anomaly.action = row;
  anomaly.field = field;
  return anomaly;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The words before `at`, last first, at most `most`; they stop at the end of a sentence.
std::vector<std::string> words_before(std::string_view text, std::size_t at, std::size_t most) {
  std::vector<std::string> found;
  while (at > 0 && found.size() < most) {
    const char c = text[at - 1];
    if (is_letter(c)) {
      std::size_t begin = at;
      while (begin > 0 && is_letter(text[begin - 1])) --begin;
      found.push_back(folded(text.substr(begin, at - begin)));
      at = begin;
    } else if (c == '.' || c == ';' || c == '\n') {
      break;
    } else {
      --at;
    }
  }
  return found;
}

// ---- Dates ----

struct Cell {  // one cell in which dates were looked for
  std::size_t row = 0;
  const char* field = "";
  std::string_view text;
  std::vector<WrittenDate> dates;
};

struct DateField {
  const char* name;
  std::string Action::*text;
};
constexpr std::array<DateField, 3> date_fields{
    {{"action", &Action::action}, {"target", &Action::target}, {"evidence", &Action::evidence}}};

class DatePass {
 public:
  explicit DatePass(const Reading& reading) : reading_(reading) {
    for (const UnderstoodColumn& column : reading.columns) {
      target_columns_ += column.column == Column::target;
      const std::string header = matching_key(column.header);
      for (std::string_view word : {"target", "date", "deadline", "timescale", "when", "due"})
        if (column.column == Column::evidence &&
            (" " + header + " ").find(" " + std::string(word) + " ") != std::string::npos)
          evidence_holds_targets_ = true;
    }
    for (std::size_t row = 0; row < reading.actions.size(); ++row) {
      const Action& action = reading.actions[row];
      for (const DateField& field : date_fields) {
        const std::string& text = action.*field.text;
        if (text.empty()) continue;
        plan::DateSetting setting;
        setting.about = reading.as_at;
        if (field.text == &Action::target) setting.stands = plan::Stands::in_date_column;
        auto dates = plan::find_dates(text, setting);
        std::erase_if(dates, [](const WrittenDate& date) { return date.kind == DateReadingKind::words; });
        if (!dates.empty()) cells_.push_back({row, field.name, text, std::move(dates)});
      }
    }
  }

  std::vector<Anomaly> run() {
    find_conventions();
    for (const Cell& cell : cells_) {
      tell_two(cell);
      tell_no_year(cell);
      tell_wrong_year(cell);
    }
    tell_unread();
    tell_loose();
    tell_day_or_year();
    tell_order();
    tell_forms();
    return std::move(anomalies_);
  }

 private:
  static std::string quoted(const WrittenDate& date) { return "“" + collapsed(date.as_written) + "”"; }
  bool holds_targets(const Cell& cell) const {
    return std::string_view(cell.field) == "target" ||
           (std::string_view(cell.field) == "evidence" && evidence_holds_targets_);
  }

  // ---- Figures in a target, and no date ----

  // "31/13/2025", "02/02/2 025": figures parted as those of a date are, or beside the name of a month.
  static bool has_figures_of_a_date(std::string_view text) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i)
      if ((text[i] == '/' || text[i] == '.' || text[i] == '-') && is_digit(text[i - 1]) && is_digit(text[i + 1]))
        return true;
    if (std::none_of(text.begin(), text.end(), is_digit)) return false;
    for (const std::string& word : words(text))
      for (std::string_view month :
           {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
        if (word.starts_with(month) && word.size() >= 3) return true;
    return false;
  }
  void tell_unread() {
    for (std::size_t row = 0; row < reading_.actions.size(); ++row) {
      const std::string& target = reading_.actions[row].target;
      if (target.empty() || !has_figures_of_a_date(target)) continue;
      bool known = false;
      for (const WrittenDate& date : plan::find_dates(target, {plan::Stands::in_date_column, reading_.as_at}))
        known = known || date.days || date.year_missing || date.kind != DateReadingKind::day;
      if (known) continue;
      anomalies_.push_back(about(
          reading_, row, "target", "date.unread", Severity::check,
          "No date could be read from “" + shortened(collapsed(target), 60) + "”, so this action is followed by none.",
          "Write the date out."));
    }
  }

  // ---- Two dates in one target ----

  void tell_two(const Cell& cell) {
    if (!holds_targets(cell)) return;
    // A plan with a column for the first date and one for the revised asked for two; each stands on its own line.
    if (target_columns_ > 1 && std::string_view(cell.field) == "target" && one_date_a_line(cell)) return;
    const bool column_of_dates = std::string_view(cell.field) == "target";
    std::vector<const WrittenDate*> targets;
    if (column_of_dates || only_dates(cell)) {
      for (const WrittenDate& date : cell.dates)
        if (!starts_something(cell.text, date)) targets.push_back(&date);
    } else {  // among prose, only what is said to be due "by" a date
      for (const WrittenDate& date : cell.dates) {
        const auto before = words_before(cell.text, date.begin, 2);
        if (!before.empty() && (before[0] == "by" || (before[0] == "the" && before.size() > 1 && before[1] == "by")))
          targets.push_back(&date);
      }
    }
    std::vector<const WrittenDate*> distinct;
    for (const WrittenDate* date : targets)
      if (std::none_of(distinct.begin(), distinct.end(), [&](const WrittenDate* other) {
            return other->as_written == date->as_written || (other->days && other->days == date->days);
          }))
        distinct.push_back(date);
    if (distinct.size() < 2) return;
    std::vector<std::string> written;
    for (const WrittenDate* date : distinct) written.push_back(quoted(*date));
    const WrittenDate& first = *distinct.front();
    const WrittenDate& last = *distinct.back();
    std::string message, suggestion;
    if (distinct.size() == 2 && first.days && last.days && first.days->to < last.days->to) {
      message = "Two dates stand where one was asked for: " + in_a_sentence(written, 8) +
                ". If the second replaced the first, the action has slipped once: keep both, and say which is which.";
      suggestion = "first target " + first.days->to.words() + ", now " + last.days->to.words();
    } else {
      message = std::to_string(distinct.size()) + " dates stand where one was asked for: " + in_a_sentence(written, 8) +
                ". Say which is the target now; steps with dates of their own are actions of their own.";
    }
    anomalies_.push_back(about(reading_, cell.row, cell.field, "date.two-in-one", Severity::check, std::move(message),
                               std::move(suggestion)));
  }
  static bool one_date_a_line(const Cell& cell) {
    for (std::size_t i = 0; i + 1 < cell.dates.size(); ++i)
      if (cell.text.substr(cell.dates[i].begin, cell.dates[i + 1].begin - cell.dates[i].begin).find('\n') ==
          std::string_view::npos)
        return false;
    return true;
  }
  static bool starts_something(std::string_view text, const WrittenDate& date) {
    const auto before = words_before(text, date.begin, 2);
    for (const std::string& word : before)
      for (std::string_view start : {"from", "start", "starting", "started", "starts", "begin", "begins", "beginning",
                                     "commence", "commencing", "commenced", "since", "launched", "reviewed", "review"})
        if (word == start) return true;
    return false;
  }
  static bool only_dates(const Cell& cell) {
    static constexpr std::array<std::string_view, 18> joining{
        "and",  "or",   "revised", "original", "originally", "now",  "moved",   "to",         "extended",
        "from", "date", "target",  "by",       "new",        "then", "changed", "previously", "was"};
    std::size_t at = 0, next = 0;
    while (at < cell.text.size()) {
      if (next < cell.dates.size() && at == cell.dates[next].begin) {
        at += cell.dates[next].as_written.size();
        ++next;
        continue;
      }
      if (is_digit(cell.text[at])) return false;
      if (is_letter(cell.text[at])) {
        std::size_t end = at;
        while (end < cell.text.size() && is_letter(cell.text[end])) ++end;
        if (!is_one_of(folded(cell.text.substr(at, end - at)), joining)) return false;
        at = end;
        continue;
      }
      ++at;
    }
    return true;
  }

  // ---- No year ----

  void tell_no_year(const Cell& cell) {
    std::vector<std::string> written;
    for (const WrittenDate& date : cell.dates) {
      if (!date.year_missing) continue;
      const auto before = words_before(cell.text, date.begin, 1);
      if (!before.empty() && (before[0] == "every" || before[0] == "each")) continue;
      written.push_back(quoted(date));
    }
    if (written.empty()) return;
    const bool target = std::string_view(cell.field) == "target";
    // A full target date beside it tells the reader which year the row speaks of.
    if (!target && has_full_target(cell.row)) return;
    if (std::string_view(cell.field) == "evidence" && !evidence_holds_targets_) {
      loose_.insert(loose_.end(), written.begin(), written.end());
      loose_rows_.insert(cell.row);
      return;
    }
    anomalies_.push_back(about(reading_, cell.row, cell.field, "date.no-year", Severity::check,
                               in_a_sentence(written, 8) + (written.size() > 1 ? " have no year" : " has no year") +
                                   ", so nobody can tell whether it is still to come. Ask which year is meant."));
  }
  bool has_full_target(std::size_t row) const {
    if (reading_.actions[row].target.empty()) return false;
    plan::DateSetting setting;
    setting.about = reading_.as_at;
    setting.stands = plan::Stands::in_date_column;
    const auto dates = plan::find_dates(reading_.actions[row].target, setting);
    return std::any_of(dates.begin(), dates.end(), [](const WrittenDate& date) { return date.days.has_value(); });
  }
  // In a column of progress alone a month without a year is a slip of style: told once for the document.
  void tell_loose() {
    if (loose_.empty()) return;
    anomalies_.push_back(of_document(
        place_of(reading_.actions[*loose_rows_.begin()], "evidence"), "date.no-year", Severity::note,
        in_a_sentence(loose_, 8) + (loose_.size() > 1 ? " have no year" : " has no year") + " in the progress told (" +
            places(loose_rows_) + "). Ask for the year with each month: progress is read years later."));
  }

  // ---- A wrong year ----

  // A note of a log: a date that opens the cell or a sentence of it.
  static bool opens_note(const Cell& cell, const WrittenDate& date) {
    std::size_t at = date.begin;
    while (at > 0 && (cell.text[at - 1] == ' ' || cell.text[at - 1] == '(' || cell.text[at - 1] == '\xA0' ||
                      cell.text[at - 1] == '\xC2'))
      --at;
    if (at == 0) return true;
    const char c = cell.text[at - 1];
    return c == '.' || c == '\n' || c == ';' || date.begin - at >= 2;
  }
  static std::vector<const WrittenDate*> notes_of(const Cell& cell) {
    std::vector<const WrittenDate*> notes;
    for (const WrittenDate& date : cell.dates)
      if (date.days && (date.kind == DateReadingKind::day || date.kind == DateReadingKind::month_year) &&
          opens_note(cell, date))
        notes.push_back(&date);
    return notes;
  }
  // Which way the plan's notes run: only where most of them run forwards is one that runs back a slip.
  void find_conventions() {
    for (const Cell& cell : cells_) {
      if (std::string_view(cell.field) != "evidence") continue;
      const auto notes = notes_of(cell);
      for (std::size_t i = 0; i + 1 < notes.size(); ++i) {
        forwards_ += notes[i]->days->from < notes[i + 1]->days->from;
        backwards_ += notes[i]->days->from > notes[i + 1]->days->from;
      }
    }
  }

  void tell_wrong_year(const Cell& cell) {
    const bool evidence = std::string_view(cell.field) == "evidence";
    if (evidence && forwards_ >= 3 && forwards_ >= 3 * backwards_) {
      const auto notes = notes_of(cell);
      for (std::size_t i = 0; i + 1 < notes.size(); ++i) {
        const Date here = notes[i]->days->from, next = notes[i + 1]->days->from, earlier = here.plus_months(-12);
        if (here > next && earlier <= next && (i == 0 || notes[i - 1]->days->from <= earlier)) {
          tell_year(cell, *notes[i],
                    quoted(*notes[i]) + " stands before " + quoted(*notes[i + 1]) +
                        ", though the notes of this plan run forwards. Ask whether the year should be " +
                        std::to_string(earlier.year()) + ".",
                    std::to_string(earlier.year()));
        }
      }
    }
    if (!reading_.as_at || std::string_view(cell.field) == "action") return;
    const Date as_at = *reading_.as_at;
    for (const WrittenDate& date : cell.dates) {
      if (!date.days || (date.kind != DateReadingKind::day && date.kind != DateReadingKind::month_year)) continue;
      const int away = date.days->from.year() - as_at.year();
      if (away > 10 || away < (evidence ? -25 : -10)) {
        tell_year(cell, date,
                  quoted(date) + " is " + std::to_string(away > 0 ? away : -away) + " years " +
                      (away > 0 ? "after" : "before") + " the report of " + as_at.words() +
                      ". Ask whether the year is right.",
                  {});
      } else if (date.days->from > as_at && is_done(cell.text, date)) {
        tell_year(cell, date,
                  "This is told as done on " + quoted(date) + ", which is after the report of " + as_at.words() +
                      ". Ask whether the year is right.",
                  {});
      }
    }
  }
  // "held on", "completed in": the past, with nothing before that makes it a plan.
  static bool is_done(std::string_view text, const WrittenDate& date) {
    static constexpr std::array<std::string_view, 19> done{
        "completed",  "held",     "delivered", "met",      "attended",  "sent",     "issued",
        "circulated", "launched", "published", "achieved", "presented", "reviewed", "updated",
        "agreed",     "approved", "submitted", "signed",   "shared"};
    static constexpr std::array<std::string_view, 11> planned{
        "be", "being", "planned", "will", "should", "expected", "scheduled", "until", "target", "not", "if"};
    const auto before = words_before(text, date.begin, 5);
    std::size_t at = 0;
    if (at < before.size() &&
        (before[at] == "on" || before[at] == "in" || before[at] == "at" || before[at] == "during"))
      ++at;
    if (at >= before.size() || !is_one_of(before[at], done)) return false;
    return std::none_of(before.begin(), before.end(),
                        [&](const std::string& word) { return is_one_of(word, planned); });
  }
  void tell_year(const Cell& cell, const WrittenDate&, std::string message, std::string suggestion) {
    anomalies_.push_back(about(reading_, cell.row, cell.field, "date.wrong-year", Severity::check, std::move(message),
                               std::move(suggestion)));
  }

  // ---- Once for the document ----

  struct Found {
    std::vector<std::string> samples;  // each spelling once
    std::set<std::size_t> rows;
    std::size_t count = 0;
    const Cell* first = nullptr;
  };
  template <class Wanted>
  Found gather(Wanted wanted) const {
    Found found;
    for (const Cell& cell : cells_)
      for (const WrittenDate& date : cell.dates) {
        if (!wanted(date)) continue;
        ++found.count;
        found.rows.insert(cell.row);
        if (found.first == nullptr) found.first = &cell;
        const std::string sample = quoted(date);
        if (std::find(found.samples.begin(), found.samples.end(), sample) == found.samples.end())
          found.samples.push_back(sample);
      }
    return found;
  }
  std::string places(const std::set<std::size_t>& rows) const {
    std::vector<std::string> words;
    for (std::size_t row : rows) words.push_back(document::in_words(reading_.actions[row].place));
    return in_a_sentence(words, 12);
  }

  void tell_day_or_year() {
    const Found found = gather([](const WrittenDate& date) { return date.day_or_year_ambiguous; });
    if (found.first == nullptr) return;
    anomalies_.push_back(of_document(
        place_of(reading_.actions[found.first->row], found.first->field), "date.day-or-year", Severity::note,
        in_a_sentence(found.samples, 8) +
            (found.count == 1 ? " could be a day of the month or a year; it is read as the year"
                              : " could each be a day of the month or a year; they are read as years") +
            " (" + places(found.rows) + "). Ask for a date written out, as 14 November 2014 or November 2014."));
  }

  void tell_order() {
    Found found = gather([](const WrittenDate& date) { return date.order_ambiguous; });
    Place place;
    bool report = false;
    if (reading_.as_at) {  // the report's own date stands outside the rows
      for (const Kept& kept : reading_.kept) {
        if (kept.text.size() > 200) continue;
        for (const WrittenDate& date : plan::find_dates(kept.text))
          if (date.order_ambiguous && date.days && date.days->from == *reading_.as_at && !report) {
            report = true;
            place = kept.place;
            found.samples.insert(found.samples.begin(), quoted(date));
            ++found.count;
          }
      }
    }
    if (found.count == 0) return;
    if (!report) place = place_of(reading_.actions[found.first->row], found.first->field);
    const Found sure = gather([](const WrittenDate& date) {
      if (date.order_ambiguous || !date.days || date.kind != DateReadingKind::day || !is_digit(date.as_written.back()))
        return false;
      return std::none_of(date.as_written.begin(), date.as_written.end(), is_letter) && date.days->from.day() > 12 &&
             date.as_written.substr(0, 2) == std::to_string(date.days->from.day());
    });
    const Found turned = gather([](const WrittenDate& date) {
      if (date.order_ambiguous || !date.days || date.kind != DateReadingKind::day) return false;
      const std::string& written = date.as_written;
      if (std::any_of(written.begin(), written.end(), is_letter) || date.days->from.day() <= 12) return false;
      const std::size_t mark = written.find_first_not_of("0123456789");
      return mark != std::string::npos && mark <= 2 &&
             std::stoul(written.substr(0, mark)) == static_cast<unsigned long>(date.days->from.month());
    });
    std::string message = in_a_sentence(found.samples, 8) + " could be read day first or month first";
    message += found.rows.empty() ? "." : " (" + places(found.rows) + ").";
    message += " Read day first, as is usual in the United Kingdom";
    if (turned.count > 0)
      message +=
          ", though " + turned.samples.front() + " in this document can only be month first. Ask which is meant.";
    else
      message += sure.count > 0 ? " and as " + sure.samples.front() + " in this document must be."
                                : "; nothing in this document settles it.";
    const Severity severity = turned.count > 0 ? Severity::ask : sure.count > 0 ? Severity::note : Severity::check;
    anomalies_.push_back(of_document(place, "date.order", severity, std::move(message)));
  }

  // How a date is written: figures as 9, names of months as M, and the marks between.
  static std::string form_of(const WrittenDate& date) {
    std::string form;
    std::size_t digits = 0;
    const auto close = [&] {
      if (digits > 0) form += digits <= 2 ? "9" : "9999";
      digits = 0;
    };
    for (std::size_t i = 0; i < date.as_written.size(); ++i) {
      const char c = date.as_written[i];
      if (is_digit(c)) {
        ++digits;
        continue;
      }
      close();
      if (is_letter(c)) {
        if (form.empty() || form.back() != 'M') form += 'M';
      } else if (c == '.' || c == '/' || c == '-' || c == '\'') {
        form += c;
      } else if (static_cast<unsigned char>(c) >= 0xE2) {
        form += '\'';
      }
    }
    close();
    return form;
  }
  void tell_forms() {
    std::map<std::string, std::string> day_forms, month_forms;  // form → the first date so written
    const Cell* first = nullptr;
    for (const Cell& cell : cells_)
      for (const WrittenDate& date : cell.dates) {
        if (date.year_missing || !date.days) continue;
        auto* forms = date.kind == DateReadingKind::day          ? &day_forms
                      : date.kind == DateReadingKind::month_year ? &month_forms
                                                                 : nullptr;
        if (forms == nullptr) continue;
        const std::string form = form_of(date);
        // A year shared with a later date, and "the end of March 2015", are no forms of their own.
        if (!is_digit(date.as_written.back()) || words_of(date) > 3) continue;
        if (first == nullptr) first = &cell;
        forms->emplace(form, quoted(date));
      }
    if (day_forms.size() + month_forms.size() < 3 || (day_forms.size() < 2 && month_forms.size() < 2)) return;
    std::vector<std::string> samples;
    for (const auto* forms : {&day_forms, &month_forms})
      for (const auto& [form, sample] : *forms) samples.push_back(sample);
    anomalies_.push_back(
        of_document(place_of(reading_.actions[first->row], first->field), "date.mixed-forms", Severity::note,
                    "Dates are written in " + std::to_string(samples.size()) + " ways: " + in_a_sentence(samples, 9) +
                        ". Agree one for the next version, such as " +
                        (reading_.as_at ? reading_.as_at->words() : "7 January 2016") + "."));
  }
  static std::size_t words_of(const WrittenDate& date) {
    return 1 + static_cast<std::size_t>(std::count(date.as_written.begin(), date.as_written.end(), ' '));
  }

  const Reading& reading_;
  bool evidence_holds_targets_ = false;
  std::size_t target_columns_ = 0;
  std::vector<Cell> cells_;
  std::vector<std::string> loose_;  // dates without a year, and the rows that hold them
  std::set<std::size_t> loose_rows_;
  std::size_t forwards_ = 0;
  std::size_t backwards_ = 0;
  std::vector<Anomaly> anomalies_;
};

// ---- Agencies ----

std::string without_brackets(std::string_view text) {
  std::string out;
  int depth = 0;
  for (char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) out += c;
    if (c == ')' && depth > 0) --depth;
  }
  return collapsed(out);
}

class AgencyPass {
 public:
  explicit AgencyPass(const Reading& reading) : reading_(reading) {
    for (const Action& action : reading.actions)
      if (!action.agency.empty()) names_.emplace(matching_key(without_brackets(action.agency)), action.agency);
    for (const Action& action : reading.actions) members_.push_back(members_of(action));
    for (std::size_t row = 0; row < reading.actions.size(); ++row) {
      const Action& action = reading.actions[row];
      if (action.recommendation.empty() || members_[row].empty()) continue;
      const auto [it, fresh] = questions_.emplace(action.recommendation, Question{});
      if (fresh) order_.push_back(action.recommendation);
      for (const std::string& member : members_[row]) it->second.answered.insert(member);
      if (it->second.first == none) it->second.first = row;
      (members_[row].size() == 1 ? it->second.single : it->second.joint).push_back(row);
    }
  }

  std::vector<Anomaly> run() {
    tell_joint();
    tell_silent();
    return std::move(anomalies_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Question {
    std::set<std::string> answered;  // keys of the bodies, each member of a joint row for itself
    std::vector<std::size_t> single;
    std::vector<std::size_t> joint;
    std::size_t first = none;
  };

  // "Children's Services & Education" is two bodies where both answer elsewhere alone.
  std::vector<std::string> members_of(const Action& action) const {
    std::vector<std::string> members;
    if (action.agencies.size() > 1) {
      for (const std::string& agency : action.agencies) members.push_back(matching_key(without_brackets(agency)));
      return members;
    }
    if (action.agency.empty()) return members;
    std::string text = without_brackets(action.agency);
    for (std::string_view joint : {" & ", " and ", "/", ", ", "; ", "\n", "+"})
      text = replaced(std::move(text), joint, "|");
    for (std::string_view part : split(text, '|')) {
      const std::string key = matching_key(part);
      if (!key.empty()) members.push_back(key);
    }
    const bool known = members.size() > 1 && std::all_of(members.begin(), members.end(),
                                                         [&](const std::string& key) { return names_.count(key) > 0; });
    if (!known) members = {matching_key(without_brackets(action.agency))};
    return members;
  }
  std::string name_of(const std::string& key) const {
    const auto it = names_.find(key);
    return it == names_.end() ? key : it->second;
  }

  void tell_joint() {
    for (const std::string& ref : order_) {
      const Question& question = questions_.at(ref);
      if (question.joint.empty()) continue;
      for (std::size_t joint : question.joint) {
        const auto alone = std::find_if(question.single.begin(), question.single.end(), [&](std::size_t row) {
          return std::find(members_[joint].begin(), members_[joint].end(), members_[row].front()) !=
                 members_[joint].end();
        });
        if (alone == question.single.end()) continue;
        anomalies_.push_back(
            about(reading_, joint, "agency", "agency.joint-and-single", Severity::check,
                  "Under " + ref + " both “" + reading_.actions[*alone].agency + "” (" +
                      document::in_words(reading_.actions[*alone].place) + ") and “" + reading_.actions[joint].agency +
                      "” have a row. Ask whose action this is, and whether one row answers for both."));
        break;
      }
    }
  }

  // Only where the plan asks every agency every question can one that is missing be said to be silent.
  void tell_silent() {
    std::map<std::string, std::size_t> answers;
    for (const auto& [ref, question] : questions_)
      for (const std::string& member : question.answered) ++answers[member];
    std::vector<std::string> regular;
    std::size_t filled = 0;
    for (const auto& [member, count] : answers)
      if (questions_.size() >= 4 && count >= 3 && count * 4 >= questions_.size() * 3) {
        regular.push_back(member);
        filled += count;
      }
    const bool asks_everybody = regular.size() >= 3 && filled * 10 >= regular.size() * questions_.size() * 8;
    const auto addressed = addressees();
    for (const std::string& ref : order_) {
      const Question& question = questions_.at(ref);
      std::vector<std::string> silent;
      if (asks_everybody)
        for (const std::string& member : regular)
          if (question.answered.count(member) == 0) silent.push_back(name_of(member));
      if (const auto it = addressed.find(ref); it != addressed.end())
        for (const auto& [key, name] : it->second)
          if (question.answered.count(key) == 0 && names_.count(key) > 0 &&
              std::find(silent.begin(), silent.end(), name_of(key)) == silent.end())
            silent.push_back(name_of(key));
      if (silent.empty()) continue;
      Anomaly anomaly =
          about(reading_, question.first, "agency", "agency.silent", Severity::check,
                in_a_sentence(silent, 8) + (silent.size() > 1 ? " have" : " has") + " no row under " + ref +
                    ", though they answer elsewhere in this plan. Record the silence, and ask them.");
      anomaly.action.reset();
      for (const Recommendation& recommendation : reading_.recommendations)
        if (recommendation.ref == ref) anomaly.place = recommendation.place;
      anomalies_.push_back(std::move(anomaly));
    }
  }
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> addressees() const {
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> out;
    for (const Recommendation& recommendation : reading_.recommendations)
      for (const std::string& agency : recommendation.addressed_to)
        out[recommendation.ref].emplace_back(matching_key(without_brackets(agency)), agency);
    return out;
  }

  const Reading& reading_;
  std::map<std::string, std::string> names_;  // key → as written
  std::vector<std::vector<std::string>> members_;
  std::map<std::string, Question> questions_;
  std::vector<std::string> order_;
  std::vector<Anomaly> anomalies_;
};

// ---- Leads ----

// A word of a post. A lead that has one of these, however vague, names somebody who can be asked.
constexpr Listed posts(std::array<std::string_view, 76>{"nurse",
                                                        "nurses",
                                                        "head",
                                                        "heads",
                                                        "manager",
                                                        "managers",
                                                        "director",
                                                        "directors",
                                                        "lead",
                                                        "leads",
                                                        "officer",
                                                        "officers",
                                                        "chair",
                                                        "chairs",
                                                        "chairperson",
                                                        "chief",
                                                        "doctor",
                                                        "dr",
                                                        "gp",
                                                        "gps",
                                                        "teacher",
                                                        "headteacher",
                                                        "headteachers",
                                                        "coordinator",
                                                        "co",
                                                        "supervisor",
                                                        "supervisors",
                                                        "superintendent",
                                                        "supt",
                                                        "inspector",
                                                        "commissioner",
                                                        "consultant",
                                                        "practitioner",
                                                        "practitioners",
                                                        "specialist",
                                                        "adviser",
                                                        "advisor",
                                                        "secretary",
                                                        "clerk",
                                                        "sister",
                                                        "sisters",
                                                        "midwife",
                                                        "midwives",
                                                        "dean",
                                                        "principal",
                                                        "governor",
                                                        "governors",
                                                        "executive",
                                                        "executives",
                                                        "administrator",
                                                        "councillor",
                                                        "cllr",
                                                        "professional",
                                                        "professionals",
                                                        "representative",
                                                        "ad",
                                                        "ads",
                                                        "dn",
                                                        "dci",
                                                        "di",
                                                        "ds",
                                                        "sergeant",
                                                        "constable",
                                                        "mr",
                                                        "mrs",
                                                        "ms",
                                                        "miss",
                                                        "professor",
                                                        "prof",
                                                        "paediatrician",
                                                        "psychologist",
                                                        "deputy",
                                                        "assistant",
                                                        "trainer",
                                                        "educator",
                                                        "champions"});
// A body: it can be asked, but nobody in it need feel asked. A team or a service is left alone: it has a manager.
constexpr Listed bodies(std::array<std::string_view, 40>{
    "board",       "boards",   "group",     "groups",    "committee", "panel",         "council",      "councils",
    "partnership", "partners", "trust",     "trusts",    "ccg",       "ccgs",          "icb",          "lscb",
    "lsp",         "nhs",      "police",    "education", "forum",     "subgroup",      "subgroups",    "agencies",
    "agency",      "members",  "all",       "cabinet",   "network",   "consortium",    "hospital",     "hospitals",
    "school",      "schools",  "providers", "provider",  "everyone",  "organisations", "organisation", "directorate"});
constexpr Listed things(std::array<std::string_view, 16>{"audit", "audits", "review", "training", "meeting", "meetings",
                                                         "survey", "policy", "procedure", "report", "inspection",
                                                         "conference", "workshop", "strategy", "website", "template"});
constexpr Listed verbs(std::array<std::string_view, 22>{
    "is",       "are",       "was",     "were",   "has", "have",   "had",  "will",  "been",     "be",      "to",
    "complete", "completed", "emailed", "ensure", "not", "should", "need", "needs", "provided", "offered", "agreed"});
constexpr Listed two_letter_words(std::array<std::string_view, 34>{
    "GP", "AD", "DN", "HR", "IT", "QA", "HT", "DI", "DS", "EM", "HV", "SN", "TM", "PM", "SW", "CE", "VC",
    "MD", "NA", "LA", "PH", "MH", "YP", "DV", "DA", "UK", "EU", "AO", "CX", "ED", "AE", "OT", "CP", "OK"});

bool is_blank_word(std::string_view key) {
  static constexpr std::array<std::string_view, 10> blank{
      "", "n a", "na", "none", "nil", "not applicable", "tbc", "tba", "to be confirmed", "no actions"};
  return is_one_of(key, blank);
}

class LeadPass {
 public:
  explicit LeadPass(const Reading& reading) : reading_(reading) {}

  std::vector<Anomaly> run() {
    for (std::size_t row = 0; row < reading_.actions.size(); ++row) look_at(row);
    gather_bodies();
    tell_initials();
    return std::move(anomalies_);
  }

 private:
  // Words with their capitals, apart at every mark: "NL/AC" is NL and AC.
  static std::vector<std::string_view> parts_of(std::string_view lead) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < lead.size();) {
      if (!is_letter(lead[at]) && !is_digit(lead[at])) {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < lead.size() && (is_letter(lead[end]) || is_digit(lead[end]))) ++end;
      parts.push_back(lead.substr(at, end - at));
      at = end;
    }
    return parts;
  }
  static bool are_initials(std::string_view part) {
    return part.size() == 2 && is_upper(part[0]) && is_upper(part[1]) && !has(two_letter_words, part);
  }
  static bool is_abbreviation(std::string_view part) {
    return part.size() >= 2 && part.size() <= 6 && std::all_of(part.begin(), part.end(), is_upper);
  }

  void look_at(std::size_t row) {
    const Action& action = reading_.actions[row];
    const std::string key = matching_key(action.lead);
    if (is_blank_word(key) || key == matching_key(action.response) || key == matching_key(action.action) ||
        key == matching_key(action.outcome))
      return;
    const auto pointers = find_pointers(action.lead);
    if (pointers.size() == 1 && pointers.front().whole) return;
    const auto parts = parts_of(action.lead);
    const std::vector<std::string> words = candour::words(action.lead);

    // Initials, where the cell is nothing but initials and the names of bodies.
    const bool only_initials = std::all_of(parts.begin(), parts.end(), is_abbreviation);
    bool has_initials = false;
    for (std::string_view part : parts)
      if (are_initials(part)) {
        has_initials = true;
        if (only_initials) {
          auto& found = initials_[std::string(part)];
          if (found.empty() || found.back() != row) found.push_back(row);
        }
      }

    std::size_t verb_count = 0;
    bool post = false, body = false, thing = false, team = false;
    if (words.size() > 60) return;  // no lead is so long; what is cut or shifted is told elsewhere
    for (const std::string& word : words) {
      verb_count += has(verbs, word);
      post = post || has(posts, word);
      body = body || has(bodies, word);
      thing = thing || has(things, word);
      team = team || word == "team" || word == "teams" || word == "service" || word == "services" || word == "dept" ||
             word == "department";
    }
    if (words.size() >= 12 && verb_count >= 2) {
      add(row, "The lead holds a sentence, “" + shortened(collapsed(action.lead), 80) +
                   "”, not a person or a post. It reads as progress: move it there, and name who leads.");
      return;
    }
    if (post || team || has_initials || words.size() > 8) return;
    // Where no agency is named apart, a body in this column is the agency.
    if (body && trimmed(action.agency).empty()) return;
    if (body) {
      bodies_.push_back(row);
      add(row, "The lead is a body, “" + shortened(collapsed(action.lead), 60) +
                   "”, not a person or a post. Ask who in it answers for this action.");
    } else if (thing && words.size() <= 4 && !looks_like_a_name(parts)) {
      add(row, "The lead is “" + shortened(collapsed(action.lead), 60) +
                   "”, which is not a person or a post. Ask who answers for this action.");
    }
  }
  static bool looks_like_a_name(const std::vector<std::string_view>& parts) {
    return parts.size() == 2 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
             return part.size() > 1 && is_upper(part[0]) && is_lower(part[1]) && !has(things, folded(part));
           });
  }
  void add(std::size_t row, std::string message) {
    anomalies_.push_back(about(reading_, row, "lead", "lead.not-a-post", Severity::note, std::move(message)));
  }

  // Where a quarter of the leads or more are bodies it is the plan's way, and is told once.
  void gather_bodies() {
    std::size_t led = 0;
    for (const Action& action : reading_.actions) led += !is_blank_word(matching_key(action.lead));
    if (bodies_.size() < 6 || bodies_.size() * 4 < led) return;
    std::vector<std::string> names;
    for (std::size_t row : bodies_) {
      const std::string name = "“" + shortened(collapsed(reading_.actions[row].lead), 40) + "”";
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    const std::set<std::size_t> rows(bodies_.begin(), bodies_.end());
    std::erase_if(anomalies_, [&](const Anomaly& anomaly) { return rows.count(*anomaly.action) > 0; });
    anomalies_.push_back(
        of_document(place_of(reading_.actions[bodies_.front()], "lead"), "lead.not-a-post", Severity::note,
                    "The lead is a body in " + std::to_string(bodies_.size()) + " rows: " + in_a_sentence(names, 8) +
                        ". Ask each for the post that answers for its actions."));
  }

  // "(NL)", "NL = …", "NL: …", "NL – …", or a post elsewhere whose words begin so: Designated Nurse for DN.
  std::set<std::string> explained() const {
    std::set<std::string> found;
    const auto look = [&](std::string_view text) {
      std::size_t previous_capital = std::string_view::npos;
      const auto parts = parts_of(text);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t begin = static_cast<std::size_t>(parts[i].data() - text.data()),
                          end = begin + parts[i].size();
        if (parts[i].size() == 2 && is_upper(parts[i][0]) && is_upper(parts[i][1])) {
          const bool bracketed = begin > 0 && text[begin - 1] == '(' && end < text.size() && text[end] == ')';
          const bool defined =
              end < text.size() && (text[end] == '=' || text[end] == ':' || text.substr(end, 2) == " =" ||
                                    text.substr(end, 2) == " -" || text.substr(end, 4) == " \xE2\x80\x93");
          if (bracketed || defined) found.insert(std::string(parts[i]));
        }
        const bool capital = parts[i].size() > 2 && is_upper(parts[i][0]) && is_lower(parts[i][1]);
        if (capital && previous_capital != std::string_view::npos && previous_capital + 1 == i &&
            (parts.size() == 2 || has(posts, folded(parts[i])))) {
          const char pair[2] = {parts[i - 1][0], parts[i][0]};
          found.insert(std::string(pair, 2));
        }
        previous_capital = capital ? i : std::string_view::npos;
      }
    };
    for (const Action& action : reading_.actions) look(action.lead);
    for (const Kept& kept : reading_.kept)
      if (kept.text.size() < 4000) look(kept.text);
    return found;
  }

  void tell_initials() {
    if (initials_.empty()) return;
    const std::set<std::string> known = explained();
    std::vector<std::string> names;
    std::set<std::size_t> rows;
    for (const auto& [name, found] : initials_) {
      if (known.count(name) > 0) continue;
      names.push_back(name);
      rows.insert(found.begin(), found.end());
    }
    if (names.empty()) return;
    const std::size_t first = *rows.begin();
    anomalies_.push_back(of_document(
        place_of(reading_.actions[first], "lead"), "lead.initials", Severity::check,
        in_a_sentence(names, 16) + (names.size() > 1 ? " are initials" : " are somebody's initials") +
            " that the plan never explains; " +
            (rows.size() == 1 ? "one row has" : std::to_string(rows.size()) + " rows have") +
            " no other lead. Ask for the post of each: nobody outside can tell who answers for these actions."));
  }

  const Reading& reading_;
  std::map<std::string, std::vector<std::size_t>> initials_;
  std::vector<std::size_t> bodies_;  // rows whose lead is a body
  std::vector<Anomaly> anomalies_;
};

}  // namespace

std::vector<Anomaly> find_date_anomalies(const Reading& reading) {
  return DatePass(reading).run();
}
std::vector<Anomaly> find_agency_anomalies(const Reading& reading) {
  return AgencyPass(reading).run();
}
std::vector<Anomaly> find_lead_anomalies(const Reading& reading) {
  return LeadPass(reading).run();
}

std::vector<Anomaly> find_anomalies_of_writing(const Reading& reading) {
  std::vector<Anomaly> all;
  for (auto* pass :
       {find_date_anomalies, find_reference_anomalies, find_repeats, find_agency_anomalies, find_lead_anomalies}) {
    auto found = pass(reading);
    all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  std::stable_sort(all.begin(), all.end(), [](const Anomaly& left, const Anomaly& right) {
    const auto key = [](const Anomaly& a) {
      return std::tie(a.place.page, a.place.table, a.place.sheet, a.place.row, a.place.line, a.place.paragraph,
                      a.place.column);
    };
    return key(left) < key(right);
  });
  return all;
}

}  // namespace candour::intake
