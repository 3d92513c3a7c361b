#include <algorithm>

#include "base/text.h"
#include "intake/inspection/reader.h"

namespace candour::intake::inspection {
namespace {

// How a sentence that asks for something begins or goes: a line without a number among recommendations is one only so.
bool reads_as_recommendation(std::string_view text) {
  const std::string key = " " + matching_key(text.substr(0, 260)) + " ";
  for (std::string_view word : {" should ", " must ", " needs to ", " need to ", " recommend ", " recommends ",
                                " ensure ", " is asked to ", " are asked to "})
    if (key.find(word) != std::string::npos) return true;
  return false;
}

}  // namespace

bool Reader::is_label(std::size_t i, const Beginning& beginning) const {
  if (beginning.word != "recommendation" && beginning.word != "area") return false;
  const Line& line = lines_[i];
  if (beginning.rest.empty()) {
    if (line.heading > 0 || line.bold || beginning.closed) return true;
    if (i + 1 >= lines_.size() || lines_[i + 1].row) return false;
    const Beginning next = beginning_of(lines_[i + 1].text);
    return next.numbering != Numbering::dotted && next.word.empty() && !is_heading(lines_[i + 1]);
  }
  if (beginning.closed) return true;
  const char first = beginning.rest.front();
  return !(first >= 'a' && first <= 'z') && first != ',' && first != '(' && first != '&' && line.text.size() > 30;
}

std::size_t Reader::add(std::string ref, std::string_view text, const Line& line, Opens kind, bool given) {
  account_.place(line.text);
  Recommendation recommendation;
  recommendation.ref = std::move(ref);
  recommendation.text = clean(text);
  if (!group_.time.empty() && time_before(text).empty()) recommendation.text = group_.time + ", " + recommendation.text;
  recommendation.place = line.place;
  recommendation.finding = finding_for(kind);
  Written written;
  written.given = given;
  written.kind = kind;
  written.group = kind == Opens::concerns ? recipients_ : group_.bodies;
  written.finding_number = finding_ != none ? reading_.findings[finding_].ref : std::string();
  reading_.recommendations.push_back(std::move(recommendation));
  written_.push_back(std::move(written));
  ++group_.items;
  if (section_) ++section_->read;
  current_ = reading_.recommendations.size() - 1;
  paragraph_ = none;
  listing_ = bare(text).ends_with(':');
  return current_;
}

std::string Reader::clean(std::string_view text) const {
  std::string out(bare(text));
  return line_joined(out);
}

void Reader::append(std::string_view text, std::string_view whole, bool as_line) {
  account_.place(whole);
  std::string& all = reading_.recommendations[current_].text;
  if (!all.empty()) all += as_line ? "\n" : " ";
  all += clean(text);
}

void Reader::open_labelled(const Line& line, const Beginning& beginning) {
  case_ = none;
  const Opens kind = beginning.word == "area" ? Opens::areas : Opens::recommendations;
  // Without a number it is that of the concern it stands below, if no other is.
  std::string ref = beginning.ref;
  if (ref.empty() && finding_ != none) ref = reading_.findings[finding_].ref;
  if (beginning.ref.empty())
    for (std::size_t k = 0; k < written_.size(); ++k)
      if (written_[k].given && reading_.recommendations[k].ref == ref) ref.clear();
  const bool given = !ref.empty();
  add(std::move(ref), beginning.rest, line, kind, given);
  labelled_ = current_;
  // "Recommendation 3 – Harrow Vale ICB", its text below.
  if (const auto names = bodies_.named_alone(beginning.rest); !names.empty()) {
    written_[current_].group.clear();
    for (std::string_view name : names) written_[current_].group.push_back(collapsed(name));
    reading_.recommendations[current_].text.clear();
    listing_ = false;
  }
}

bool Reader::goes_on_labelled(const Line& line, const Beginning& beginning) {
  current_ = labelled_;
  const bool numbered = beginning.numbering == Numbering::dotted || beginning.numbering == Numbering::chapter;
  const std::string& text = reading_.recommendations[current_].text;
  if (text.empty() && !beginning.rest.empty() && !is_heading_here(line)) {
    append(beginning.item ? beginning.rest : line.text, line.text, false);
    listing_ = bare(line.text).ends_with(':');
    return true;
  }
  if (listing_ && !numbered && (beginning.item || beginning.numbering != Numbering::none)) {
    append(line.text, line.text, true);
    return true;
  }
  if (goes_on(text, line, beginning)) {
    append(line.text, line.text, false);
    return true;
  }
  labelled_ = none;
  return false;
}

bool Reader::goes_on(std::string_view above, const Line& line, const Beginning& beginning) {
  if (beginning.numbering != Numbering::none || beginning.item || is_heading(line)) {
    const char first = line.text.empty() ? 'A' : line.text.front();
    if (!(first >= 'a' && first <= 'z' && !beginning.item && beginning.numbering == Numbering::none)) return false;
  }
  if (above.empty() || line.heading > 0) return false;
  if (line.adjacent) return true;
  const char first = line.text.front();
  return !ends_a_sentence(above) && !above.ends_with(':') && first >= 'a' && first <= 'z';
}

void Reader::open_section(std::size_t i, Opens kind) {
  const Line& line = lines_[i];
  const bool within = section_ && section_->kind == kind && level_of(line) > section_->level;
  case_ = none;
  labelled_ = current_ = none;
  listing_ = false;
  const Beginning beginning = beginning_of(line.text);
  if (!within) {
    Section section;
    section.kind = kind;
    section.level = level_of(line);
    if (beginning.numbering == Numbering::chapter) section.chapter = beginning.ref;
    section.below_chapter = chapter_ != none && level_of(lines_[chapter_]) < section.level;
    section_ = section;
    look_ahead(i + 1);
  }
  group_ = {};
  theme_ = none;
  if (kind != Opens::questions && !section_->below_chapter && kind != Opens::areas && line.heading > 0 &&
      finding_ != none && level_of(lines_[finding_line_]) >= level_of(line))
    finding_ = none;
  // "Recommendations for Harrow Vale Police", "Questions for the Partnership:"
  std::string_view rest = beginning.rest;
  for (std::string_view opening : {"Questions for ", "Questions to ", "Considerations for "})
    if (rest.starts_with(opening)) rest = rest.substr(opening.size());
  if (rest.size() != beginning.rest.size() || matching_key(rest).find(" for ") != std::string::npos ||
      matching_key(rest).find(" to ") != std::string::npos)
    if (const auto names = bodies_.named_alone(rest); !names.empty()) set_group(names, {});
}

void Reader::look_ahead(std::size_t from) {
  for (std::size_t i = from; i < lines_.size() && i < from + 400; ++i) {
    const Line& line = lines_[i];
    if (line.row) continue;
    const Beginning beginning = beginning_of(line.text);
    if (line.heading > 0 && line.heading <= section_->level && beginning.word != "recommendation") return;
    if (is_heading(line) && closes_recommendations(line.text)) return;
    if (case_title(line)) return;
    if (beginning.word == "recommendation" && is_label(i, beginning)) section_->labelled = true;
    if (beginning.numbering == Numbering::dotted || beginning.numbering == Numbering::bracketed ||
        (beginning.numbering == Numbering::chapter && beginning.closed && beginning.rest.size() > 20 &&
         !bare(line.text).ends_with(':')))
      section_->numbered = true;
    section_->marked = section_->marked || beginning.item;
  }
}

void Reader::close_section() {
  section_.reset();
  group_ = {};
  current_ = labelled_ = theme_ = none;
  listing_ = false;
}

bool Reader::ends_section(std::size_t i, const Beginning& beginning) {
  const Line& line = lines_[i];
  if (beginning.word == "recommendation" || beginning.item || !is_heading(line)) return false;
  if (closes_recommendations(line.text)) return true;
  // A heading of bodies is a group's.
  if (!bodies_.named_alone(beginning.rest).empty()) return line.heading > 0 && line.heading < section_->level;
  if (section_->kind == Opens::concerns) return true;
  if (line.heading > 0) return line.heading <= section_->level;
  const bool chapter = beginning.numbering == Numbering::chapter;
  if (chapter && is_next_number(beginning.ref)) return false;
  if (chapter && !section_->chapter.empty() && is_after(beginning.ref, section_->chapter)) return true;
  // Among bullets a numbered heading is a theme's, with bullets of its own, or the next chapter's.
  if (chapter && is_numbered_among_bullets()) return !next_is_bullet(i);
  if (beginning.numbering != Numbering::none) return false;
  if (section_->kind == Opens::questions) return true;
  if (line.bold) return section_->level >= 7;
  if (section_->kind == Opens::areas)
    return section_->marked || section_->numbered || (!has_headings_ && words(line.text).size() <= 4);
  return section_->read > 0 && !has_headings_ && !next_is_item(i);
}

bool Reader::is_numbered_among_bullets() const {
  return section_->read > 0 && section_->marked && !section_->numbered && !section_->labelled;
}

bool Reader::next_is_bullet(std::size_t i) const {
  return i + 1 < lines_.size() && !lines_[i + 1].row && beginning_of(lines_[i + 1].text).item;
}

bool Reader::next_is_item(std::size_t i) const {
  if (i + 1 >= lines_.size() || lines_[i + 1].row) return false;
  const Beginning next = beginning_of(lines_[i + 1].text);
  return next.item || next.numbering != Numbering::none;
}

bool Reader::is_after(const std::string& ref, const std::string& chapter) {
  const auto number = [](const std::string& text) {
    int value = text.empty() || text.size() > 3 ? -1 : 0;
    for (char c : text) {
      if (value < 0 || c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  return number(chapter) >= 0 && number(ref) == number(chapter) + 1;
}

bool Reader::is_next_number(const std::string& ref) const {
  if (reading_.recommendations.empty() || section_->read == 0) return ref == "1" && section_->read == 0;
  return is_after(ref, reading_.recommendations.back().ref);
}

void Reader::set_group(const std::vector<std::string_view>& names, std::string number) {
  group_ = {};
  for (std::string_view name : names) group_.bodies.push_back(collapsed(name));
  group_.number = std::move(number);
  current_ = labelled_ = none;
  listing_ = false;
}

bool Reader::read_item(std::size_t i, const Beginning& beginning) {
  const Line& line = lines_[i];
  const std::string_view text = beginning.rest;
  if (text.empty()) return true;
  if (section_->kind == Opens::concerns && beginning.numbering == Numbering::none && !beginning.item) {
    if (current_ == none) return true;
    append(text, line.text, true);
    return true;
  }
  if (current_ != none && reading_.recommendations[current_].text.empty()) {  // the text below its label
    append(beginning.item ? text : bare(line.text), line.text, false);
    listing_ = bare(line.text).ends_with(':');
    return true;
  }
  const bool numbered = beginning.numbering == Numbering::chapter || beginning.numbering == Numbering::dotted;
  if (beginning.numbering != Numbering::lettered) {
    if (const Addressed addressed = bodies_.addressed_by(text); addressed.whole) {
      set_group(addressed.bodies, numbered ? beginning.ref : std::string());
      group_.time = collapsed(account_.place(time_before(text)));
      return true;
    }
    if (const auto names = bodies_.named_alone(text);
        !names.empty() && !beginning.item && (is_heading(line) || bare(line.text).ends_with(':'))) {
      set_group(names, numbered ? beginning.ref : std::string());
      return true;
    }
  }
  switch (beginning.numbering) {
    case Numbering::dotted:
      if (section_->labelled) return false;
      if (text.ends_with(':') && matching_key(text).find("recommend") != std::string::npos) return false;
      add(beginning.ref, text, line, section_->kind, true);
      return true;
    case Numbering::chapter:
    case Numbering::bracketed: {
      if (section_->labelled || (listing_ && current_ != none && beginning.numbering == Numbering::bracketed)) {
        if (current_ != none) append(line.text, line.text, true);
        return true;
      }
      if (is_heading(line) && (line.heading > 0 || is_numbered_among_bullets())) return open_theme(line, beginning);
      // A converter that lost "2." of "2.1" numbers the items of a group from 1.
      std::string ref = beginning.ref;
      if (const std::string full = group_.number + "." + ref; !group_.number.empty() && cited_.count(full)) ref = full;
      add(std::move(ref), text, line, section_->kind, true);
      return true;
    }
    case Numbering::lettered:
      if (!group_.number.empty() && (current_ == none || !listing_)) {
        add(group_.number + beginning.ref, text, line, section_->kind, true);
        return true;
      }
      if (current_ != none) {
        append(line.text, line.text, true);
        return true;
      }
      add(beginning.ref, text, line, section_->kind, true);
      return true;
    case Numbering::none:
      break;
  }
  if (beginning.item) {
    if (current_ != none && (listing_ || section_->labelled || section_->numbered)) {
      append(line.text, line.text, true);
      return true;
    }
    add_unnumbered(line, text);
    return true;
  }
  if (current_ != none && goes_on(reading_.recommendations[current_].text, line, beginning)) {
    append(line.text, line.text, false);
    return true;
  }
  if (is_heading(line) && (line.heading > 0 || line.bold || next_is_item(i)) &&
      section_->kind == Opens::recommendations)
    return open_theme(line, beginning);
  listing_ = false;
  look_for_clock(line.text);
  if (section_->labelled || section_->numbered) return true;
  // Beside bullets a sentence of its own, with whom it asks.
  if (section_->marked) {
    if (section_->kind == Opens::recommendations && ends_a_sentence(text) && !find_clock(text, under_next_steps_) &&
        !bodies_.addressed_by(text).bodies.empty()) {
      group_ = {};
      add_unnumbered(line, text);
    }
    return true;
  }
  if (section_->kind == Opens::recommendations && !reads_as_recommendation(text)) return true;
  if (text.ends_with(':') || text.size() < 20) return true;
  if (section_->kind == Opens::areas && section_->read > 0 && !reads_as_recommendation(text) && has_headings_ &&
      ends_a_sentence(text) && section_->level >= 7)
    return true;
  add_unnumbered(line, text);
  return true;
}

void Reader::add_unnumbered(const Line& line, std::string_view text) {
  if (!group_.number.empty() && cited_.count(group_.number + "." + std::to_string(group_.items + 1))) {
    add(group_.number + "." + std::to_string(group_.items + 1), text, line, section_->kind, true);
    return;
  }
  add({}, text, line, section_->kind, false);
}

void Reader::read_row(const Line& line) {
  if (table_header_.empty() || table_ != line.table) {
    table_header_.clear();
    table_ = line.table;
    bool found = false;
    for (const FlowCell& cell : line.row->cells) found = found || heads_recommendations(cell.text);
    // A list of contents has the page beside it.
    for (const FlowCell& cell : line.row->cells)
      found = found && (cell.text.empty() || !is_page_furniture(cell.text) || heads_refs(cell.text));
    if (!found || line.row->filled() < 2) return;
    for (const FlowCell& cell : line.row->cells)
      table_header_.push_back(heads_recommendations(cell.text) ? 't'
                              : heads_refs(cell.text)          ? 'r'
                              : heads_addressees(cell.text)    ? 'a'
                              : heads_dates(cell.text)         ? 'd'
                                                               : 'o');
    for (std::size_t k = 0; k < table_header_.size(); ++k)
      if (table_header_[k] == 'd') due_header_ = collapsed(line.row->cells[k].text);
    return;
  }
  const FlowCell* text = nullptr;
  std::string ref;
  std::vector<std::string> to;
  std::string due;
  for (std::size_t k = 0; k < line.row->cells.size() && k < table_header_.size(); ++k) {
    const FlowCell& cell = line.row->cells[k];
    if (cell.text.empty()) continue;
    if (table_header_[k] == 't' && !text) text = &cell;
    if (table_header_[k] == 'r') ref = collapsed(account_.place(cell.text));
    if (table_header_[k] == 'd') due = due_header_ + ": " + collapsed(account_.place(cell.text));
    if (table_header_[k] == 'a') {
      for (std::string_view name : bodies_.listed(cell.text)) to.push_back(collapsed(name));
      account_.place(cell.text);
    }
  }
  if (!text) return;
  const Beginning beginning = beginning_of(text->text);
  if (ref.empty() && beginning.numbering != Numbering::none) ref = beginning.ref;
  if (const Beginning label = beginning_of(ref + " x"); !label.ref.empty() && label.word == "recommendation")
    ref = label.ref;
  while (!ref.empty() && ref.back() == '.') ref.pop_back();
  Line as_text = line;
  as_text.row = nullptr;
  as_text.text = text->text;
  const bool given = !ref.empty();
  const Group outer = std::move(group_);
  group_ = {};
  add(std::move(ref), beginning.rest.empty() ? text->text : beginning.rest, as_text,
      section_ ? section_->kind : Opens::recommendations, given);
  if (!due.empty()) reading_.recommendations[current_].text += "\n" + due;
  written_[current_].group = to.empty() ? outer.bodies : std::move(to);
  group_ = outer;
  current_ = none;
}

}  // namespace candour::intake::inspection
