#include "intake/inspection/front_page.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "intake/inspection/bodies.h"
#include "intake/inspection/headings.h"
#include "intake/parts/ascii.h"
#include "plan/dates.h"

namespace candour::intake::inspection {
namespace {

// "24 th December": a converter's superscript.
std::string without_superscripts(std::string_view text) {
  std::string out(text);
  for (std::string_view ending : {"st", "nd", "rd", "th"})
    for (std::size_t digit = 0; digit < 10; ++digit) {
      const std::string number = std::to_string(digit);
      out = replaced(std::move(out), number + " " + std::string(ending) + " ", number + std::string(ending) + " ");
    }
  return out;
}

std::optional<Date> date_in(std::string_view text, bool last) {
  const std::string plain = without_superscripts(text.substr(0, 300));
  std::optional<Date> found;
  for (const plan::WrittenDate& date : plan::find_dates(plain)) {
    if (!date.days || (date.kind != plan::DateReadingKind::day && date.kind != plan::DateReadingKind::month_year &&
                       date.kind != plan::DateReadingKind::range))
      continue;
    found = date.days->to;
    if (!last) break;
  }
  return found;
}

// Whether a date is all the line says, but for a weekday or "Date:".
bool is_only_date(std::string_view text) {
  if (text.size() > 40) return false;
  const std::string plain = without_superscripts(text);
  const auto dates = plan::find_dates(plain, {plan::Stands::in_date_column, {}});
  if (dates.size() != 1 || !dates[0].days ||
      (dates[0].kind != plan::DateReadingKind::day && dates[0].kind != plan::DateReadingKind::month_year))
    return false;
  std::string rest = plain;
  rest.erase(dates[0].begin, dates[0].as_written.size());
  for (const std::string& word : words(rest))
    if (word != "date" && word != "dated" && !word.ends_with("day") &&
        !(word.size() <= 2 && word.find_first_not_of("0123456789") == std::string::npos))
      return false;
  return true;
}

std::vector<std::string_view> texts_of(const Line& line) {
  std::vector<std::string_view> texts;
  if (!line.row) return {line.text};
  if (line.row->filled() > 3) return {};
  const FlowCell* first = nullptr;
  const FlowCell* last = nullptr;
  for (const FlowCell& cell : line.row->cells) {
    if (cell.text.empty()) continue;
    if (!first) first = &cell;
    last = &cell;
  }
  if (!first) return {};
  return {std::string_view(first->text.data(),
                           static_cast<std::size_t>(last->text.data() + last->text.size() - first->text.data()))};
}

bool starts_with_any(std::string_view key, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return key.starts_with(word); });
}

// A row whose other cells tell of something else than the report: its date is the date of that.
bool is_beside_what_is_due(const Line& line) {
  if (!line.row) return false;
  bool told = false, of_report = false;
  for (const FlowCell& cell : line.row->cells) {
    if (cell.text.empty() || is_only_date(cell.text)) continue;
    told = true;
    const std::string key = matching_key(cell.text.substr(0, 60));
    for (std::string_view word :
         {"date", "publi", "issue", "report", "complet", "version", "inspect", "final", "signed", "visit", "approv"})
      of_report = of_report || (cell.text.size() <= 60 && key.find(word) != std::string::npos);
  }
  return told && !of_report;
}

std::optional<Date> own_date(const std::vector<Line>& lines) {
  // By how plainly the line says that it is the report's own.
  for (int pass = 0; pass < 5; ++pass) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (pass < 4 && ++seen > 60) break;
      for (std::string_view text : texts_of(lines[i])) {
        if (text.size() > 300) continue;
        const std::string key = matching_key(text.substr(0, 120));
        std::optional<Date> date;
        if (pass == 0 &&
            starts_with_any(key, {"date of publication", "publication date", "published", "report published",
                                  "date published", "date of issue", "issued", "publication"}))
          date = date_in(text, false);
        // "Visited in March 2026. Published 5 May 2026."
        if (pass == 0 && !date && seen <= 12)
          for (std::string_view word : {". Published ", ". Date of publication: ", ". Publication date: ", ". Issued "})
            if (const std::size_t at = text.find(word); at != std::string_view::npos && !date)
              date = date_in(text.substr(at + 2, 60), false);
        if (pass == 1 && starts_with_any(key, {"date of report", "report date", "date of this report", "date of letter",
                                               "dated", "report as at", "as at", "date signed off", "final report",
                                               "completed", "date completed", "report completed", "finalised"}))
          date = date_in(text, false);
        if (pass == 2 && is_only_date(text) && !is_beside_what_is_due(lines[i])) date = date_in(text, false);
        if (pass == 3 && seen <= 12 && text.size() <= 120 && !ends_a_sentence(text) &&
            key.find("dates") == std::string::npos && key.find("date of review") == std::string::npos &&
            key.find("inspection date") == std::string::npos && key.find("visit") == std::string::npos &&
            key.find("previous") == std::string::npos && key.find("between") == std::string::npos &&
            key.find("born") == std::string::npos && key.find("death") == std::string::npos &&
            key.find(" should") == std::string::npos && key.find(" must") == std::string::npos &&
            !is_beside_what_is_due(lines[i]))
          date = date_in(text, true);
        if (pass == 4 && ((is_only_date(text) && !is_beside_what_is_due(lines[i])) ||
                          (i < 60 &&
                           starts_with_any(key, {"inspection date", "date of inspection", "date of review", "dates of",
                                                 "review date", "date s of", "dates"}) &&
                           key.find("previous") == std::string::npos)))
          date = date_in(text, true);
        if (date) return date;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::size_t report_headings(const std::vector<Line>& lines) {
  static constexpr std::array<std::string_view, 26> words{"what we found",
                                                          "areas for improvement",
                                                          "about the review",
                                                          "about this review",
                                                          "summary",
                                                          "executive summary",
                                                          "terms of reference",
                                                          "methodology",
                                                          "background",
                                                          "context",
                                                          "introduction",
                                                          "findings",
                                                          "main findings",
                                                          "headline findings",
                                                          "key findings",
                                                          "next steps",
                                                          "conclusion",
                                                          "conclusions",
                                                          "how we carried out",
                                                          "what people told us",
                                                          "the report",
                                                          "analysis",
                                                          "what happened",
                                                          "information about this inspection",
                                                          "inspection outcome",
                                                          "good practice"};
  std::size_t found = 0;
  for (std::string_view word : words)
    for (const Line& line : lines)
      if (!line.row && line.text.size() < 80 && is_heading(line) &&
          matching_key(beginning_of(line.text).rest).starts_with(word)) {
        ++found;
        break;
      }
  return found;
}

Front front_of(const std::vector<Line>& lines) {
  Front front;
  std::size_t seen = 0, signs_of_minutes = 0;
  bool first_title = true;
  for (const Line& line : lines) {
    if (++seen > 400) break;
    for (std::string_view text : texts_of(line)) {
      const std::string key = " " + matching_key(text.substr(0, 200)) + " ";
      if (seen <= 40 && text.size() <= 200 && is_heading(line)) {
        if (names_a_report(text) && !key.starts_with(" report to ")) front.names_report = true;
        if (first_title || (line.heading == 1 && seen <= 8))
          front.names_other = front.names_other || names_another_kind(text);
        first_title = false;
      }
      if (text.size() <= 120 && starts_with_any(key, {" present ", " apologies", " in attendance", " report to ",
                                                      " resolved ", " agenda item", " declarations of interest",
                                                      " ward s affected ", " wards affected ", " cabinet member "}))
        ++signs_of_minutes;
      for (std::string_view word : {" ofsted ",
                                    " cqc ",
                                    " care quality commission ",
                                    " hmicfrs ",
                                    " hmip ",
                                    " coroner ",
                                    " inspectors ",
                                    " inspector ",
                                    " independent reviewer ",
                                    " lead reviewer ",
                                    " independent author ",
                                    " author ",
                                    " peer team ",
                                    " the review ",
                                    " this review ",
                                    " this letter summarises the findings ",
                                    " this inspection ",
                                    " date of inspection ",
                                    " inspection dates ",
                                    " date of review ",
                                    " dates of review "})
        if (key.find(word) != std::string::npos) front.names_inspectorate = true;
    }
  }
  if (signs_of_minutes >= 1 && !front.names_inspectorate) front.names_other = true;
  if (signs_of_minutes >= 2) front.names_other = true;
  return front;
}

std::vector<std::size_t> read_front_page(const document::Document& document, const std::vector<Line>& lines,
                                         const Choices& choices, Account& account, Reading& reading) {
  std::vector<std::size_t> title;
  const auto is_candidate = [&](std::size_t i) {
    const Line& line = lines[i];
    if (line.row || line.text.size() > 200 || ends_a_sentence(line.text) || is_only_date(line.text)) return false;
    const std::string key = matching_key(line.text);
    if (starts_with_any(key, {"dear ", "date ", "inspection dates", "inspection date", "published", "contents",
                              "lead inspector", "report published", "author", "dates of"}))
      return false;
    const Beginning beginning = beginning_of(line.text);
    return !beginning.item && beginning.numbering == Numbering::none && !key.empty();
  };
  // "Findings", "Summary": a heading within the report.
  const auto is_section = [&](std::size_t i) {
    return words(lines[i].text).size() <= 2 && report_headings({lines[i]}) > 0;
  };
  // The first line of all may be a title too long for a heading.
  const auto is_long_title = [&](std::size_t i) {
    const bool alone = i + 1 == lines.size() || !lines[i + 1].adjacent;
    return i == 0 && alone && lines[0].text.size() <= 200 && !is_lower(lines[0].text.front());
  };
  // Headings of the highest order at the top are the title, all of them.
  for (std::size_t i = 0; i < lines.size() && i < 12; ++i) {
    if (lines[i].heading != 1) {
      if (!title.empty()) break;
      continue;
    }
    if (!is_candidate(i) || opens(lines[i]) || (!title.empty() && !names_a_report(lines[i].text) && title.size() >= 3))
      break;
    if (!title.empty() && report_headings({lines[i]}) > 0) break;
    title.push_back(i);
  }
  // Of a letter, its subject: the first line below "Dear" that says what was looked at.
  if (title.empty())
    for (std::size_t i = 0, dear = 0; i < lines.size() && i < 40 && title.empty(); ++i) {
      if (matching_key(lines[i].text.substr(0, 20)).starts_with("dear ")) dear = i + 1;
      if (dear > 0 && i >= dear && i < dear + 4 && is_candidate(i) && names_a_report(lines[i].text)) title.push_back(i);
    }
  if (title.empty())
    for (std::size_t i = 0; i < lines.size() && i < 40; ++i)
      if (is_candidate(i) && (is_heading(lines[i]) || is_long_title(i)) && !is_section(i) &&
          names_a_report(lines[i].text)) {
        if (i == 1 && is_candidate(0) && ends_as_body(lines[0].text)) title.push_back(0);
        title.push_back(i);
        break;
      }
  if (title.empty())
    for (std::size_t i = 0; i < lines.size() && i < 10; ++i)
      if (is_candidate(i) && is_heading(lines[i]) && !is_section(i)) {
        title.push_back(i);
        break;
      }
  for (std::size_t i : title) {
    if (!reading.title.empty()) reading.title += ' ';
    reading.title += collapsed(bare(account.place(lines[i].text)));
  }
  if (reading.title.empty()) reading.title = document.title;
  reading.as_at = choices.as_at ? choices.as_at : own_date(lines);
  return title;
}

}  // namespace candour::intake::inspection
