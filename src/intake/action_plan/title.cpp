#include "intake/action_plan/title.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/sentences.h"
#include "plan/dates.h"

namespace candour::intake::action_plan {
namespace {

std::string_view as_at_words(std::string_view key) {
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
                                  "date of issue",
                                  "date of this version",
                                  "reviewed by",
                                  "reviewed"}) {
    const std::size_t at = key.find(phrase);
    if (at == std::string_view::npos) continue;
    const bool starts = at == 0 || key[at - 1] == ' ';
    const std::size_t end = at + phrase.size();
    // "To be reviewed on 3 March 2027" dates no report.
    if (phrase.starts_with("reviewed") && at >= 3 && key.substr(at - 3, 3) == "be ") continue;
    if (starts && (end == key.size() || key[end] == ' ')) return phrase;
  }
  return {};
}

bool tells_as_at(std::string_view text) {
  if (text.size() > 300) return false;
  return !as_at_words(matching_key(text)).empty();
}

// What a document carries without being called so: how it may be passed on, an item of a page's menu, how to fill it
// in.
bool is_no_title(std::string_view text) {
  const std::string key = matching_key(text);
  for (std::string_view marking :
       {"official", "official sensitive", "restricted", "confidential", "private and confidential",
        "not protectively marked", "protect", "for official use only", "draft", "in confidence",
        "strictly private and confidential"})
    if (key == marking) return true;
  return key.starts_with("restricted until ") || key.starts_with("embargoed ") ||
         key.starts_with("not for publication") || key.starts_with("how to ") || key.starts_with("please ") ||
         key.starts_with("page ") || text.starts_with("\xE2\x80\xA2");
}

// Whose paper it is: "Ferriby Sands Council", "Vale of Ebbing learning and improvement sub-group", "Partnership
// office".
bool is_letterhead(std::string_view text) {
  if (names_a_document(text) || text.size() > 90 || ends_a_sentence(text)) return false;
  if (is_name_of_a_body(text)) return true;
  const std::vector<std::string> all = words(text);
  if (all.size() < 2 || all.size() > 12) return false;
  return one_of(all.back(), {"council", "board", "committee", "panel", "partnership", "trust", "forum", "group",
                             "subgroup", "office", "authority", "constabulary", "police", "federation", "school",
                             "network", "team", "directorate", "department"});
}

class TitleReader {
 public:
  TitleReader(const document::Document& document, const std::vector<FlowLine>& flow, const Tables& tables,
              const std::vector<bool>& of_the_key, const Headings& headings, const Choices& choices, Account& account)
      : document_(document),
        flow_(flow),
        tables_(tables),
        of_the_key_(of_the_key),
        headings_(headings),
        choices_(choices),
        account_(account) {}

  TitleAndDate read() {
    read_title();
    read_date();
    return std::move(found_);
  }

 private:
  std::size_t first_table_line() const {
    for (std::size_t i = 0; i < flow_.size(); ++i)
      if (tables_.roles[i] == Role::header) return i;
    return flow_.size();
  }

  void read_title() {
    const std::size_t table = first_table_line();
    std::vector<std::string_view> parts;
    std::vector<std::size_t> lines;
    std::size_t length = 0;
    const auto is_free_text = [&](std::size_t i) {
      return tables_.roles[i] == Role::free && !of_the_key_[i] && !flow_[i].is_furniture;
    };
    for (std::size_t i = 0; i < table; ++i) {
      if (!is_free_text(i)) {
        if (of_the_key_[i] && !parts.empty()) break;
        continue;
      }
      const FlowLine& line = flow_[i];
      std::string_view text = line.text;
      bool heads = is_heading_line(line);
      bool marked = heads;  // by its author
      if (line.is_row) {
        const FlowCell* only = line.only_cell();
        if (!only) {
          if (!parts.empty()) break;
          continue;
        }
        text = only->text;
        marked = only->bold || only->columns > 2;
        heads = marked || parts.empty();
      }
      if (is_no_title(text)) continue;
      const Label label = label_of(text);
      const std::string word = folded(label.word);
      if (!label.ref.empty() && !word.empty() &&
          one_of(word, {"finding", "recommendation", "theme", "priority", "question", "issue", "lesson"}))
        break;
      if (text.size() > 200) break;
      // A letterhead names whose paper it is; what the paper is stands below.
      const bool under_letterhead = std::all_of(parts.begin(), parts.end(), is_letterhead);
      if (!heads && !parts.empty() && under_letterhead) {
        if (const std::string_view before = before_as_at(text); !before.empty()) text = before;
        if (ends_a_sentence(text) || text.size() > 120 || (tells_as_at(text) && !names_a_document(text))) break;
      } else if (!heads && !parts.empty()) {
        if (tells_as_at(text)) continue;
        if (parts.size() > 2 || text.size() > 120 || ends_a_sentence(text) || !names_a_document(text)) break;
      }
      if (!marked && ends_a_sentence(text) && text.back() != ':' && (text.size() > 80 || !names_a_document(text)))
        break;
      if (!under_letterhead && tells_as_at(text) && !parts.empty() && plan::find_dates(text).size() > 0 &&
          text.size() < 60)
        continue;
      if (parts.size() >= 4 || length + text.size() > 240) break;
      // The heading over the first table is its finding and not the plan's name where such headings stand over others.
      if (heads && !line.is_row && !parts.empty() && headings_.heads_like_others(i)) break;
      parts.push_back(text);
      lines.push_back(i);
      length += text.size();
    }
    // What stands there heads no table, whether it is part of the title or its letterhead.
    found_.lines = lines;
    for (std::size_t k = letterhead_of(parts); k < parts.size(); ++k) {
      if (!found_.title.empty()) found_.title += " \xE2\x80\x93 ";
      found_.title += collapsed(account_.place(parts[k]));
    }
    if (found_.title.empty()) found_.title = document_.title;
  }

  // "'Finch' review: action plan. Updated 16/02/2018": what stands before the sentence that dates it.
  static std::string_view before_as_at(std::string_view text) {
    const std::size_t stop = text.rfind(". ");
    if (stop == std::string_view::npos || !tells_as_at(text.substr(stop + 2))) return {};
    return trimmed(text.substr(0, stop));
  }

  // How many of them are bodies named above the document's own name, and no part of it.
  static std::size_t letterhead_of(const std::vector<std::string_view>& parts) {
    std::size_t first = 0;
    while (first + 1 < parts.size() && is_letterhead(parts[first])) ++first;
    return first;
  }

  void read_date() {
    const std::size_t table = first_table_line();
    if (choices_.as_at) {
      found_.as_at = choices_.as_at;
      return;
    }
    // The report's own date: beside words that say so, first where the plan begins, then in headers and footers.
    for (int pass = 0; pass < 3 && !found_.as_at; ++pass)
      for (std::size_t i = 0; i < flow_.size() && !found_.as_at; ++i) {
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
            if (!found_.as_at) find_as_at(cell.text, pass);
        } else {
          find_as_at(line.text, pass);
        }
      }
    if (!found_.as_at) take_only_day_above(table);
  }

  // "… following the audit of 6 November": the day of what the plan answers.
  static bool is_of_something_else(std::string_view before) {
    const std::vector<std::string> all = words(before.substr(before.size() > 60 ? before.size() - 60 : 0));
    // "by 30 June": until when something is to be done.
    if (!all.empty() && one_of(all.back(), {"by", "before", "until", "till", "due", "deadline", "from", "since"}))
      return true;
    for (std::size_t i = all.size() > 4 ? all.size() - 4 : 0; i < all.size(); ++i)
      if (one_of(all[i], {"audit", "inspection", "visit", "inspected", "visited", "death", "died", "born", "letter"}))
        return true;
    return false;
  }

  // Where no words say so, the one day that is named in what stands over the first table: "Version 7, 2 February 2026".
  void take_only_day_above(std::size_t table) {
    std::string_view only;
    std::optional<Date> day;
    for (std::size_t i = 0; i < table; ++i) {
      const FlowLine& line = flow_[i];
      const FlowCell* cell = line.is_row ? line.only_cell() : nullptr;
      const std::string_view text = line.is_row ? (cell ? cell->text : std::string_view()) : line.text;
      if (tables_.roles[i] != Role::free || of_the_key_[i] || line.is_furniture || text.size() > 160 ||
          text.starts_with("\xE2\x80\xA2"))
        continue;
      for (const plan::WrittenDate& date : plan::find_dates(text)) {
        if (date.kind != plan::DateReadingKind::day || !date.days || is_of_something_else(text.substr(0, date.begin)))
          continue;
        if (day && *day != date.days->from) return;
        day = date.days->from;
        only = text.substr(date.begin, date.as_written.size());
      }
    }
    if (!day) return;
    found_.as_at = day;
    account_.place(only);
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
      found_.as_at = day ? date.days->from : date.days->to;
      if (!day) found_.as_at_from_month = true;
      const std::size_t at =
          text.data() >= document_.text.data() && text.data() <= document_.text.data() + document_.text.size()
              ? from + date.begin
              : nowhere;
      if (at != nowhere && at + date.as_written.size() <= text.size())
        account_.place(text.substr(at, date.as_written.size()));
      return;
    }
  }

  const document::Document& document_;
  const std::vector<FlowLine>& flow_;
  const Tables& tables_;
  const std::vector<bool>& of_the_key_;
  const Headings& headings_;
  const Choices& choices_;
  Account& account_;
  TitleAndDate found_;
};

}  // namespace

TitleAndDate find_title_and_date(const document::Document& document, const std::vector<FlowLine>& flow,
                                 const Tables& tables, const std::vector<bool>& of_the_key, const Headings& headings,
                                 const Choices& choices, Account& account) {
  return TitleReader(document, flow, tables, of_the_key, headings, choices, account).read();
}

}  // namespace candour::intake::action_plan
