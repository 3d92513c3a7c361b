#include "intake/minutes/front.h"

#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "intake/minutes/attendance.h"
#include "intake/minutes/decisions.h"
#include "intake/minutes/item_titles.h"
#include "intake/minutes/meeting_body.h"
#include "intake/minutes/speech.h"
#include "plan/dates.h"

namespace candour::intake::minutes {
namespace {

std::optional<std::pair<Date, std::string_view>> day_in(std::string_view text) {
  for (const plan::WrittenDate& written : plan::find_dates(text.substr(0, 400))) {
    if (written.kind != plan::DateReadingKind::day || !written.days || written.days->from != written.days->to) continue;
    return std::pair{written.days->from, text.substr(written.begin, written.as_written.size())};
  }
  // "Wednesday the 10th day of December 2025"
  if (const std::size_t of = text.substr(0, 400).find(" day of "); of != std::string_view::npos && of > 2) {
    const std::size_t begin = text.rfind(' ', of - 1) == std::string_view::npos ? 0 : text.rfind(' ', of - 1) + 1;
    const std::string plain = std::string(text.substr(begin, of - begin)) + " " + std::string(text.substr(of + 8, 30));
    for (const plan::WrittenDate& written : plan::find_dates(plain))
      if (written.begin == 0 && written.kind == plan::DateReadingKind::day && written.days)
        return std::pair{written.days->from, text.substr(begin, written.as_written.size() + 7)};
  }
  return std::nullopt;
}

}  // namespace

bool is_date_line(std::string_view text) {
  if (text.size() > 140) return false;
  const auto day = day_in(text);
  if (!day) return false;
  const std::string key = matching_key(text);
  for (std::string_view weekday : {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
    if (has_words(key, weekday)) return true;
  const std::size_t rest = text.size() - day->second.size();
  return rest <= 25 && !has_words(key, "dated");
}

std::string_view read_front(const std::vector<Passage>& passages, Account& account, Reading& reading,
                            Meeting& meeting) {
  std::string_view body_line;
  const auto placed = [&](std::string_view text) { return collapsed(account.place(text)); };
  std::size_t looked = 0;
  for (std::size_t i = 0; i < passages.size() && looked < 30; ++i, ++looked) {
    const Passage& passage = passages[i];
    const std::string_view text = passage.text;
    if (text.size() > 400) break;
    const std::string key = matching_key(text.substr(0, 200));
    if (looked > 3 && (resolution_marker(text) || begins_with(key, "apologies"))) {
      if (meeting.date && !meeting.body.empty()) break;
    }
    const bool of_another = has_words(key, "previous meeting") || has_words(key, "last meeting") ||
                            has_words(key, "next meeting") || begins_with(key, "to confirm") ||
                            begins_with(key, "to approve");
    if (of_another) continue;
    const ItemLabel label = item_label(text);
    if (label.length > 0 && label.numbered && !begins_with(key, "item") && !is_date_line(text)) {
      if (looked > 2 || meeting.date) break;
      continue;
    }
    const bool title = has_words(key, "notes and actions") || has_words(key, "minutes") || has_words(key, "notes of") ||
                       has_words(key, "action notes");
    // A label's value may stand beside it.
    std::string_view value;
    std::string_view name;
    if (const std::size_t colon = text.find(':'); colon != std::string_view::npos && colon < 30) {
      name = trimmed(text.substr(0, colon));
      value = trimmed(text.substr(colon + 1));
    } else if (passage.in_row && i + 1 < passages.size() && passages[i + 1].line == passage.line && text.size() < 30) {
      name = text;
      value = passages[i + 1].text;
    }
    const std::string name_key = matching_key(name);
    if (!value.empty() && meeting.body.empty() &&
        (name_key == "committee" || name_key == "meeting" || name_key == "board" || name_key == "name of meeting" ||
         name_key == "meeting of" || name_key == "panel" || name_key == "group" || name_key == "meeting title" ||
         name_key == "body" || name_key == "meeting name" || name_key == "title of meeting" ||
         name_key == "name of group") &&
        !day_in(value)) {
      meeting.body = placed(without_end(value));
    }
    if (!meeting.date) {
      const bool labelled =
          begins_with(name_key, "date") || name_key == "held on" || begins_with(name_key, "meeting date");
      const bool held = has_words(key, "held on") || has_words(key, "held at") || has_words(key, "held in") ||
                        has_words(key, "held via") || has_words(key, "held virtually") || has_words(key, "held") ||
                        has_words(key, "took place on") || has_words(key, "meeting on");
      if (labelled || held || title || is_date_line(text) || has_words(key, "meeting")) {
        const std::string_view where = labelled && !value.empty() ? value : text;
        if (!has_words(key, "dated"))
          if (const auto day = day_in(where)) {
            meeting.date = day->first;
            account.place(day->second);
          }
      }
    }
    if (title && reading.title.empty() && text.size() <= 200 && key != "minutes") reading.title = placed(text);
    if (meeting.body.empty() && text.size() <= 250) {
      if (title || has_words(key, "meeting of")) {
        if (const std::string_view body = body_in_title(text); !body.empty()) meeting.body = placed(body);
      }
    }
    // Of "Brackenford Integrated Care Board" and "Quality Committee" below it, the committee met.
    if (text.size() <= 120 && !ends_a_sentence(text) && name.empty() && !is_formal(text) && !title &&
        ends_as_a_body(text) && !attendance_label(text) && looked < 14 && !speaks(text) &&
        (body_line.empty() || is_of_another_body(text) || is_parent_body(body_line)))
      body_line = text;
  }
  // The name on a line of its own, above or below "Minutes"; where the title gave one it stands.
  if (meeting.body.empty() && !body_line.empty()) meeting.body = placed(body_on_a_line(body_line));
  return body_line;
}

}  // namespace candour::intake::minutes
