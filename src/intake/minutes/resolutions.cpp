#include "intake/minutes/resolutions.h"

#include <utility>

#include "base/text.h"
#include "intake/minutes/attendance.h"
#include "intake/minutes/decisions.h"
#include "intake/minutes/speech.h"

namespace candour::intake::minutes {

bool Resolutions::goes_on(const Passage& passage) const {
  const std::string_view text = passage.text;
  const ItemLabel label = item_label(text);
  const std::string_view bare = trimmed(text.substr(label.length));
  const std::string key = matching_key(bare.substr(0, 60));
  if (attendance_label(text) || comes_or_goes(text)) return false;
  for (std::string_view word :
       {"reason", "reasons", "reason for decision", "reasons for decision", "the meeting", "voting", "for", "against",
        "supporting documents", "chair", "signed", "alternative options", "other options"})
    if (begins_with(key, word) && (word != "for" || bare.size() < 20)) return false;
  if (label.length > 0) return !speaks(bare) || begins_with(key, "that") || begins_with(key, "to");
  if (begins_with(key, "that") || (begins_with(key, "to") && text.size() <= 400)) return true;
  // Under a bare marker the first paragraph is the resolution, whatever it begins with.
  return of_this_ == 0 && !speaks(text);
}

void Resolutions::add_all(const Passage& passage, std::string_view text) {
  ItemLabel label = item_label(text);
  std::string_view body = trimmed(text.substr(label.length));
  if (body.empty()) return;
  // "That the Committee:" leads a list and resolves nothing itself.
  const bool leads = body.back() == ':' || body.ends_with(":-") || body == "That" || body == "that" || body == "to" ||
                     body.ends_with(": -");
  const std::size_t next = static_cast<std::size_t>(&passage - passages_.data()) + 1;
  if (leads && next < passages_.size() && item_label(passages_[next].text).length > 0) {
    ++of_this_;
    return;
  }
  // "That (a) …; and (b) …" in one paragraph.
  if (const std::vector<Part> parts = parts_of(text); parts.size() >= 2) {
    for (const auto& [ref, part] : parts) add(passage, ref, part);
    return;
  }
  add(passage, label.ref, body);
}

void Resolutions::add(const Passage& passage, std::string_view ref, std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    for (std::string_view tail : {"; and", ";", ", and", " and", ","})
      if (text.size() > tail.size() && text.ends_with(tail))
        text = trimmed(text.substr(0, text.size() - tail.size())), again = true;
  }
  ++of_item_;
  ++of_this_;
  Resolution resolution;
  resolution.ref = ref.empty() ? std::to_string(of_item_) : account_.place(ref);
  resolution.text = placed(text);
  resolution.place = passage.place;
  items_.push_back(item_);
  meeting_.resolutions.push_back(std::move(resolution));
}

bool Resolutions::read_action_cell(const Passage& passage) {
  const std::string column = matching_key(passage.column);
  if (column.empty()) return false;
  const bool who = has_words(column, "owner") || has_words(column, "lead") || column == "who" || column == "by whom" ||
                   has_words(column, "responsible") || column == "by when" || column == "due" ||
                   has_words(column, "date") || column == "when" || has_words(column, "deadline") ||
                   has_words(column, "status") || column == "ref" || column == "no" || column == "rag" ||
                   has_words(column, "update") || has_words(column, "progress");
  if (who) return true;
  const bool action = begins_with(column, "action") || column == "agreed action" || column == "actions" ||
                      has_words(column, "action required") || column == "action points";
  if (!action) return false;
  if (resolved_) return true;
  const FlowLine& row = flow_[passage.line];
  if (passage.table == passage.line) return false;
  const FlowLine* header = &flow_[passage.table];
  // The column may hold no more than initials: who acts on what the row says.
  const std::string key = matching_key(passage.text);
  if (key.empty() || key == "none" || key == "n a" || key == "noted" || key == "all") return true;
  std::string_view ref;
  std::string who_acts, by_when;
  for (std::size_t c = 0; c < row.cells.size() && c < header->cells.size(); ++c) {
    const std::string name = matching_key(header->cells[c].text);
    const std::string_view cell = row.cells[c].text;
    if (cell.empty()) continue;
    if (c == 0 && (name == "ref" || name == "no" || name == "action no" || name == "number" || name == "item no" ||
                   name == "action ref" || name == "reference" || name == "minute ref"))
      ref = cell;
    else if (name == "owner" || name == "lead" || name == "who" || name == "by whom" || has_words(name, "owner") ||
             has_words(name, "responsible") || has_words(name, "lead")) {
      who_acts += (who_acts.empty() ? "" : ", ") + placed(cell);
    } else if (name == "by when" || name == "when" || has_words(name, "due") || has_words(name, "deadline") ||
               has_words(name, "date") || name == "timescale") {
      by_when += (by_when.empty() ? "" : ", ") + placed(cell);
    }
  }
  // Who first, whatever the order of the columns.
  const std::string details = who_acts + (who_acts.empty() || by_when.empty() ? "" : ", ") + by_when;
  add(passage, ref, passage.text);
  if (!details.empty() && !row_told_.count(passage.line)) meeting_.resolutions.back().text += " (" + details + ")";
  row_told_.insert(passage.line);
  return true;
}

std::string Resolutions::placed(std::string_view text) {
  return collapsed(account_.place(text));
}

}  // namespace candour::intake::minutes
