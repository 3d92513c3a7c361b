#include "intake/minutes/resolutions.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "intake/minutes/attendance.h"
#include "intake/minutes/decisions.h"
#include "intake/minutes/item_titles.h"
#include "intake/minutes/speech.h"
#include "intake/parts/ascii.h"

namespace candour::intake::minutes {
namespace {

// A title of an agenda is shorter.
constexpr std::size_t longest_title = 120;

bool could_be_a_title(std::string_view text) {
  const std::string key = matching_key(text.substr(0, longest_title));
  return !text.empty() && text.size() <= longest_title && is_upper(text.front()) && !ends_a_sentence(text) &&
         text.back() != ':' && text.back() != ',' && !begins_with(key, "that") && !has_words(key, "be") &&
         !speaks(text);
}

// "Note the report", "Write to the ICB": what is to be done, and the title of nothing.
bool tells_to_do(std::string_view text) {
  const std::string key = matching_key(text.substr(0, 40));
  for (std::string_view word :
       {"note",   "agree",   "approve", "endorse", "recommend", "receive", "ask",      "support", "adopt",  "ratify",
        "accept", "welcome", "refer",   "defer",   "delegate",  "write",   "request",  "invite",  "thank",  "bring",
        "report", "send",    "seek",    "share",   "circulate", "publish", "instruct", "convene", "commend"})
    if (begins_with(key, word)) return true;
  return has_words(key, "to");
}

// "Councillor Lane agreed to visit a hub": somebody takes it on.
bool takes_it_on(std::string_view text) {
  const std::string key = matching_key(text.substr(0, 120));
  for (std::string_view words_of_it :
       {"agreed to", "undertook to", "offered to", "committed to", "volunteered to", "would", "will"})
    if (has_words(key, words_of_it)) return speech_of(text).act != Act::asks;
  return false;
}

bool must_go_on(std::string_view text) {
  return text.ends_with(';') || text.ends_with(',') || text.ends_with(" and") || text.ends_with(':');
}

// "The Panel asked for a further report": the body does it, and asks nobody anything.
bool body_decides(std::string_view text) {
  const Speech speech = speech_of(text);
  return speech.speaker == Speaker::collective && speech.act != Act::asks;
}

}  // namespace

std::vector<ListMark> list_marks(std::string_view ref) {
  using Kind = ListMark::Kind;
  std::vector<ListMark> marks;
  const auto figure = [](std::string_view digits) {
    std::uint32_t value = 0;
    for (char digit : digits.substr(0, 9)) value = value * 10 + static_cast<std::uint32_t>(digit - '0');
    return value;
  };
  if (ref.empty()) return marks;
  const std::size_t last = ref.find_last_not_of("0123456789");
  if (last == std::string_view::npos) return {{Kind::figure, figure(ref)}};
  if (last + 1 < ref.size()) return {{Kind::parts, figure(ref.substr(last + 1))}};
  const std::string low = folded(ref);
  if (low.size() == 1 && is_lower(low.front()))
    marks.push_back({Kind::letter, static_cast<std::uint32_t>(low.front() - 'a') + 1});
  if (low.find_first_not_of("ivx") == std::string::npos) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < low.size(); ++i) {
      const auto of = [](char c) { return c == 'x' ? 10u : c == 'v' ? 5u : 1u; };
      value = i + 1 < low.size() && of(low[i]) < of(low[i + 1]) ? value - of(low[i]) : value + of(low[i]);
    }
    marks.push_back({Kind::roman, value});
  } else if (low.size() > 1 && is_digit(low.front())) {  // "1a"
    marks.push_back({Kind::parts, static_cast<std::uint32_t>(low.back() - 'a') + 1});
  }
  return marks;
}

void Resolutions::begin(Opening opening, std::string_view ref) {
  of_item_ = of_this_ = 0;
  ref_ = ref;
  opening_ = opening;
  marks_.clear();
  open_ = titled_ = false;
}

void Resolutions::begin_item(std::string_view number) {
  begin(Opening::marker);
  ++item_;
  item_number_ = number;
}

bool Resolutions::follows(const ItemLabel& label) const {
  if (label.ref.empty()) return true;
  for (const ListMark& mark : list_marks(label.ref)) {
    if (mark.value == 1) return true;
    for (const ListMark& before : marks_)
      if (before.kind == mark.kind && before.value + 1 == mark.value) return true;
  }
  return false;
}

void Resolutions::note(const ItemLabel& label, std::string_view text) {
  for (const ListMark& mark : list_marks(label.ref)) {
    bool known = false;
    for (ListMark& before : marks_)
      if (before.kind == mark.kind) before = mark, known = true;
    if (!known) marks_.push_back(mark);
  }
  open_ = must_go_on(text);
  titled_ = could_be_a_title(text) && !tells_to_do(text);
}

bool Resolutions::is_next_item(const Passage& passage) const {
  const ItemLabel label = item_label(passage.text);
  if (!label.numbered || passage.text.starts_with('(') || item_number_.empty()) return false;
  const std::vector<ListMark> of_item = list_marks(item_number_), of_label = list_marks(label.ref);
  if (of_item.size() != 1 || of_label.size() != 1 || of_item.front().kind != of_label.front().kind ||
      of_item.front().value + 1 != of_label.front().value)
    return false;
  const std::string_view parted = "./-";
  const std::size_t of = item_number_.find_last_of(parted), here = label.ref.find_last_of(parted);
  if (of != std::string_view::npos && item_number_.substr(0, of) != label.ref.substr(0, here)) return false;
  if (!could_be_a_title(trimmed(passage.text.substr(label.length)))) return false;
  // Where the list's own next number is the agenda's, too, its parts tell: titles among titles go on with the list.
  return !follows(label) || marks_.empty() || !titled_ || is_formal(passage.text);
}

bool Resolutions::leaves_doubt(const Passage& passage) const {
  const ItemLabel label = item_label(passage.text);
  if (label.ref.empty() || passage.marked || comes_or_goes(passage.text)) return false;
  return speaks(passage.text.substr(label.length)) ? !marks_.empty() && follows(label) : label.numbered;
}

bool Resolutions::is_part(const Passage& passage) const {
  const ItemLabel label = item_label(passage.text);
  const std::string_view bare = trimmed(passage.text.substr(label.length));
  return !bare.empty() && (label.length > 0 || opening_ == Opening::body) && follows(label) &&
         (opening_ == Opening::body || is_lower(bare.front()));
}

bool Resolutions::goes_on(const Passage& passage) const {
  const std::string_view text = passage.text;
  const ItemLabel label = item_label(text);
  const std::string_view bare = trimmed(text.substr(label.length));
  const std::string key = matching_key(bare.substr(0, 60));
  if (attendance_label(text) || comes_or_goes(text)) return false;
  for (std::string_view word : {"reason", "reasons", "reason for decision", "reasons for decision",
                                "supporting documents", "alternative options", "other options"})
    if (begins_with(key, word)) return false;
  if (label.length == 0)
    for (std::string_view word : {"the meeting", "voting", "for", "against", "chair", "signed"})
      if (begins_with(key, word) && (word != "for" || bare.size() < 20)) return false;
  if (label.length > 0) {
    if (begins_with(key, "that")) return true;
    if (bare.empty() || !follows(label) || is_next_item(passage)) return false;
    // A clause of the sentence that leads the list says nothing by itself, whatever its words.
    if (open_ || is_lower(bare.front()) || opening_ == Opening::body) return true;
    return begins_with(key, "to") || !speaks(bare) || body_decides(bare) || (of_this_ > 0 && takes_it_on(bare));
  }
  if (begins_with(key, "that") || (begins_with(key, "to") && text.size() <= 400)) return true;
  if (opening_ == Opening::body) return is_lower(text.front()) && begins_with_a_decision(text);
  if (open_ && !passage.marked && is_lower(text.front())) return true;
  // Under a bare marker the first paragraph is the resolution, whatever it begins with.
  return of_this_ == 0 && opening_ == Opening::marker && (!speaks(text) || body_decides(text));
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
    note(label, body);
    return;
  }
  if (body == "That" || body == "that" || body == "to") {  // "RESOLVED that", and what below
    open_ = true;
    return;
  }
  // "That (a) …; and (b) …" in one paragraph.
  if (const std::vector<Part> parts = parts_of(text); parts.size() >= 2) {
    for (const auto& [ref, part] : parts) {
      add(passage, ref, part);
      note({ref, 0, false}, part);
    }
    return;
  }
  // "That the report be noted. That a letter be sent."
  const std::vector<std::string_view> sentences = sentences_of(body);
  if (label.length == 0 && sentences.size() >= 2 &&
      std::all_of(sentences.begin(), sentences.end(),
                  [](std::string_view sentence) { return folded(sentence.substr(0, 5)) == "that "; })) {
    for (std::string_view sentence : sentences) add(passage, {}, sentence);
    note(label, body);
    return;
  }
  add(passage, label.ref, body);
  note(label, body);
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
  if (ref.empty()) ref = std::exchange(ref_, {});
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
