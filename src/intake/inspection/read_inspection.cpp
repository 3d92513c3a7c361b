#include "intake/inspection/read_inspection.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "intake/inspection/bodies.h"
#include "intake/inspection/citations.h"
#include "intake/inspection/front_page.h"
#include "intake/inspection/headings.h"
#include "intake/inspection/lines.h"
#include "intake/inspection/passages.h"
#include "intake/inspection/recommendations.h"
#include "intake/inspection/remarks.h"

namespace candour::intake::inspection {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
// Each concern is addressed to all of them: a bound on what a document can cost.
constexpr std::size_t most_recipients = 50;

int level_of(const Line& line) {
  return line.heading > 0 ? line.heading : line.bold ? 7 : 8;
}

// How a sentence that asks for something begins or goes: a line without a number among recommendations is one only so.
bool reads_as_recommendation(std::string_view text) {
  const std::string key = " " + matching_key(text.substr(0, 260)) + " ";
  for (std::string_view word : {" should ", " must ", " needs to ", " need to ", " recommend ", " recommends ",
                                " ensure ", " is asked to ", " are asked to "})
    if (key.find(word) != std::string::npos) return true;
  return false;
}

class Reader {
 public:
  Reader(const document::Document& document, const std::vector<FlowLine>& flow, const Choices& choices,
         Account& account, Reading& reading)
      : lines_(lines_of(document, flow)),
        bodies_(document.text),
        document_(document),
        choices_(choices),
        account_(account),
        reading_(reading) {}

  void run() {
    title_ = read_front_page(document_, lines_, choices_, account_, reading_);
    survey();
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (std::find(title_.begin(), title_.end(), i) == title_.end()) read(i);
    merge_repeated(reading_, written_);
    number_the_rest(reading_, written_);
    address(reading_, written_, bodies_);
    broken_ = cite(reading_);
    draw_attention();
    if (clock_) reading_.clock = std::move(clock_->clock);
    remark(reading_);
  }

 private:
  // ---- What the document as a whole tells ----

  void survey() {
    for (const Citation& citation : find_citations(document_.text))
      cited_.insert(citation.refs.begin(), citation.refs.end());
    std::size_t dotted = 0;
    for (const Line& line : lines_) {
      has_headings_ = has_headings_ || line.heading > 0;
      if (!line.row && beginning_of(line.text).numbering == Numbering::dotted) ++dotted;
    }
    dotted_ = dotted >= 3;
  }

  // ---- Line by line ----

  void read(std::size_t i) {
    const Line& line = lines_[i];
    if (line.row) return read_row(line);
    table_header_.clear();
    const Beginning beginning = beginning_of(line.text);
    if (in_contents(line)) return;
    if (reads_recipients(line, beginning)) return;
    if (is_label(i, beginning)) return open_labelled(line, beginning);
    // "7.1 Recommendation 1: …"
    if (beginning.numbering != Numbering::none && beginning.word.empty()) {
      const Beginning inner = beginning_of(beginning.rest);
      if (inner.word == "recommendation" && inner.closed) return open_labelled(line, inner);
    }
    if (beginning.word == "finding" && !beginning.rest.empty() && line.text.size() <= 320 &&
        (beginning.closed || is_heading(line)))
      return open_finding(line, beginning);
    if (const auto opening = opens(line)) return open_section(i, *opening);
    if (const auto title = case_title(line)) return open_case(line, *title);
    if (case_ != none && case_box_ != 0 && line.box == case_box_) {
      reading_.paragraphs[case_].text += "\n" + account_.place(line.text);
      return;
    }
    if (section_) {
      if (!ends_section(i, beginning)) {
        if (read_item(i, beginning)) return;
      } else {
        close_section();
      }
    }
    if (!section_ && labelled_ != none && goes_on_labelled(line, beginning)) return;
    if (case_ != none) {
      if (goes_on_case(line, beginning)) {
        std::string& text = reading_.paragraphs[case_].text;
        text += (text.empty() ? "" : "\n") + account_.place(line.text);
        return;
      }
      case_ = none;
    }
    if (is_paragraph(i, beginning)) return open_paragraph(line, beginning);
    if (is_heading(line)) return open_chapter(line);
    read_other(line, beginning);
  }

  bool in_contents(const Line& line) {
    const std::string key = matching_key(line.text.substr(0, 40));
    if (key == "contents" || key == "table of contents" || key == "contents page") {
      contents_ = true;
      return true;
    }
    if (!contents_) return false;
    contents_ = line.heading == 0 && ends_in_page_number(line.text);
    return contents_;
  }

  // A coroner's report names them above all else.
  bool reads_recipients(const Line& line, const Beginning& beginning) {
    const std::string key = matching_key(line.text.substr(0, 80));
    if (key.find("report is being sent to") != std::string::npos) {
      recipients_at_ = line.place;
      in_recipients_ = true;
      return true;
    }
    if (!in_recipients_) return false;
    const bool in_row = recipients_at_.row > 0 && line.place == recipients_at_;
    const bool numbered =
        beginning.numbering == Numbering::chapter || beginning.numbering == Numbering::bracketed || beginning.item;
    // "1 CORONER" is the first heading of the form below.
    const bool capitals =
        std::none_of(beginning.rest.begin(), beginning.rest.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!capitals && recipients_.size() < most_recipients && (in_row || recipients_at_.row == 0) &&
        (numbered || recipients_.empty()) && !beginning.rest.empty() && beginning.rest.size() < 200) {
      std::string_view name = beginning.rest;
      while (!name.empty() && (name.back() == ';' || name.back() == ',' || name.back() == '.')) name.remove_suffix(1);
      account_.place(line.text);
      recipients_.push_back(collapsed(name));
      return true;
    }
    in_recipients_ = false;
    return false;
  }

  // ---- Recommendations ----

  struct Section {
    Opens kind = Opens::recommendations;
    int level = 8;
    std::string chapter;                                      // its number, where it is one of numbered chapters
    bool labelled = false, numbered = false, marked = false;  // how its items begin
    bool below_chapter = false;
    std::size_t read = 0;
  };
  struct Group {
    std::vector<std::string> bodies;
    std::string number;
    std::size_t items = 0;
  };
  // "Recommendation 4: …" or "Recommendation 4" above its text; but "Recommendation 3 has been met", or a citation on a
  // line of its own below the paragraph it belongs to, is none.
  bool is_label(std::size_t i, const Beginning& beginning) const {
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

  std::size_t add(std::string ref, std::string_view text, const Line& line, Opens kind, bool given) {
    account_.place(line.text);
    Recommendation recommendation;
    recommendation.ref = std::move(ref);
    recommendation.text = clean(text);
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
  std::string clean(std::string_view text) const {
    std::string out(bare(text));
    return line_joined(out);
  }
  // Lines that only a wrapped text has become blanks.
  static std::string line_joined(const std::string& text) { return replaced(text, "\n", " "); }
  void append(std::string_view text, std::string_view whole, bool as_line) {
    account_.place(whole);
    std::string& all = reading_.recommendations[current_].text;
    if (!all.empty()) all += as_line ? "\n" : " ";
    all += clean(text);
  }

  void open_labelled(const Line& line, const Beginning& beginning) {
    case_ = none;
    const Opens kind = beginning.word == "area" ? Opens::areas : Opens::recommendations;
    add(beginning.ref, beginning.rest, line, kind, true);
    labelled_ = current_;
    // "Recommendation 3 – Harrow Vale ICB", its text below.
    if (const auto names = bodies_.named_alone(beginning.rest); !names.empty()) {
      written_[current_].group.clear();
      for (std::string_view name : names) written_[current_].group.push_back(collapsed(name));
      reading_.recommendations[current_].text.clear();
      listing_ = false;
    }
  }

  // Below a label outside a section of recommendations: its text, its list.
  bool goes_on_labelled(const Line& line, const Beginning& beginning) {
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
  bool is_heading_here(const Line& line) const { return line.heading > 0 || (line.bold && is_heading(line)); }

  // The same sentence on the next line.
  static bool goes_on(std::string_view above, const Line& line, const Beginning& beginning) {
    if (beginning.numbering != Numbering::none || beginning.item || is_heading(line)) {
      const char first = line.text.empty() ? 'A' : line.text.front();
      if (!(first >= 'a' && first <= 'z' && !beginning.item && beginning.numbering == Numbering::none)) return false;
    }
    if (above.empty() || line.heading > 0) return false;
    if (line.adjacent) return true;
    const char first = line.text.front();
    return !ends_a_sentence(above) && !above.ends_with(':') && first >= 'a' && first <= 'z';
  }

  void open_section(std::size_t i, Opens kind) {
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
  // How the items of the section begin.
  void look_ahead(std::size_t from) {
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
  void close_section() {
    section_.reset();
    group_ = {};
    current_ = labelled_ = theme_ = none;
    listing_ = false;
  }

  bool ends_section(std::size_t i, const Beginning& beginning) {
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
  bool is_numbered_among_bullets() const {
    return section_->read > 0 && section_->marked && !section_->numbered && !section_->labelled;
  }
  bool next_is_bullet(std::size_t i) const {
    return i + 1 < lines_.size() && !lines_[i + 1].row && beginning_of(lines_[i + 1].text).item;
  }
  bool next_is_item(std::size_t i) const {
    if (i + 1 >= lines_.size() || lines_[i + 1].row) return false;
    const Beginning next = beginning_of(lines_[i + 1].text);
    return next.item || next.numbering != Numbering::none;
  }
  static bool is_after(const std::string& ref, const std::string& chapter) {
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
  bool is_next_number(const std::string& ref) const {
    if (reading_.recommendations.empty() || section_->read == 0) return ref == "1" && section_->read == 0;
    return is_after(ref, reading_.recommendations.back().ref);
  }

  void set_group(const std::vector<std::string_view>& names, std::string number) {
    group_ = {};
    for (std::string_view name : names) group_.bodies.push_back(collapsed(name));
    group_.number = std::move(number);
    current_ = labelled_ = none;
    listing_ = false;
  }

  // One line below a heading of recommendations; false where it is a paragraph of the report after all.
  bool read_item(std::size_t i, const Beginning& beginning) {
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
        if (const std::string full = group_.number + "." + ref; !group_.number.empty() && cited_.count(full))
          ref = full;
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
    if (section_->labelled || section_->numbered || section_->marked) return true;
    if (section_->kind == Opens::recommendations && !reads_as_recommendation(text)) return true;
    if (text.ends_with(':') || text.size() < 20) return true;
    if (section_->kind == Opens::areas && section_->read > 0 && !reads_as_recommendation(text) && has_headings_ &&
        ends_a_sentence(text) && section_->level >= 7)
      return true;
    add_unnumbered(line, text);
    return true;
  }

  void add_unnumbered(const Line& line, std::string_view text) {
    if (!group_.number.empty() && cited_.count(group_.number + "." + std::to_string(group_.items + 1))) {
      add(group_.number + "." + std::to_string(group_.items + 1), text, line, section_->kind, true);
      return;
    }
    add({}, text, line, section_->kind, false);
  }

  // A row of a table that has a column of recommendations.
  void read_row(const Line& line) {
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
                                                                 : 'o');
      return;
    }
    const FlowCell* text = nullptr;
    std::string ref;
    std::vector<std::string> to;
    for (std::size_t k = 0; k < line.row->cells.size() && k < table_header_.size(); ++k) {
      const FlowCell& cell = line.row->cells[k];
      if (cell.text.empty()) continue;
      if (table_header_[k] == 't' && !text) text = &cell;
      if (table_header_[k] == 'r') ref = collapsed(account_.place(cell.text));
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
    written_[current_].group = to.empty() ? outer.bodies : std::move(to);
    group_ = outer;
    current_ = none;
  }

  // ---- Findings and chapters ----

  std::size_t add_finding(std::string ref, std::string_view title, const Line& line) {
    Finding finding;
    finding.ref = ref.empty() ? std::to_string(reading_.findings.size() + 1) : std::move(ref);
    finding.title = collapsed(bare(title));
    account_.place(line.text);
    finding.place = line.place;
    reading_.findings.push_back(std::move(finding));
    return reading_.findings.size() - 1;
  }
  void open_finding(const Line& line, const Beginning& beginning) {
    close_section();
    case_ = paragraph_ = none;
    // The same finding named again, in a summary or a running head, is that finding.
    finding_line_ = static_cast<std::size_t>(&line - lines_.data());
    if (const auto known = findings_by_ref_.find(beginning.ref);
        known != findings_by_ref_.end() && similarity(reading_.findings[known->second].title, beginning.rest) > 0.8) {
      account_.place(line.text);
      finding_ = known->second;
      return;
    }
    finding_ = add_finding(beginning.ref, beginning.rest, line);
    findings_by_ref_.emplace(beginning.ref, finding_);
    chapter_ = none;
  }
  bool open_theme(const Line& line, const Beginning& beginning) {
    group_ = {};
    current_ = none;
    listing_ = false;
    theme_ = static_cast<std::size_t>(&line - lines_.data());
    theme_finding_ = none;
    theme_ref_ = beginning.numbering == Numbering::none ? std::string() : beginning.ref;
    return true;
  }
  void open_chapter(const Line& line) {
    paragraph_ = none;
    under_next_steps_ = is_next_steps(line.text);
    const std::size_t i = static_cast<std::size_t>(&line - lines_.data());
    if (finding_ != none && (level_of(line) <= level_of(lines_[finding_line_]))) finding_ = none;
    if (chapter_ == none || level_of(line) <= level_of(lines_[chapter_]) || level_of(line) < 7) {
      chapter_ = i;
      chapter_finding_ = none;
    }
  }
  // Recommendations hang below a finding, below a theme among them, or below the chapter they stand in.
  std::string finding_for(Opens kind) {
    if (theme_ != none) {
      const Line& line = lines_[theme_];
      if (theme_finding_ == none) theme_finding_ = add_finding(theme_ref_, beginning_of(line.text).rest, line);
      return reading_.findings[theme_finding_].ref;
    }
    if (finding_ != none && kind != Opens::concerns) return reading_.findings[finding_].ref;
    const bool below = section_ ? section_->below_chapter && section_->level >= 7 : chapter_ != none;
    if (!below || chapter_ == none || kind == Opens::concerns) return {};
    const Line& line = lines_[chapter_];
    const Beginning beginning = beginning_of(line.text);
    if (!section_ && lines_[chapter_].heading == 0 && beginning.numbering == Numbering::none) return {};
    if (chapter_finding_ == none)
      chapter_finding_ =
          add_finding(beginning.numbering == Numbering::none ? std::string() : beginning.ref, beginning.rest, line);
    return reading_.findings[chapter_finding_].ref;
  }

  // ---- Paragraphs and case examples ----

  bool is_paragraph(std::size_t i, const Beginning& beginning) const {
    const Line& line = lines_[i];
    if (beginning.rest.empty() || line.heading > 0) return false;
    if (beginning.word == "paragraph" && beginning.closed) return true;
    if (!beginning.word.empty()) return false;
    if (beginning.numbering == Numbering::chapter)
      return !dotted_ && beginning.closed && beginning.rest.size() > 40 && ends_a_sentence(beginning.rest);
    if (beginning.numbering != Numbering::dotted) return false;
    if (ends_a_sentence(beginning.rest) || beginning.rest.ends_with(':')) return true;
    if (line.bold && is_heading(line)) return false;
    if (i + 1 < lines_.size() && !lines_[i + 1].row &&
        beginning_of(lines_[i + 1].text).ref.starts_with(beginning.ref + "."))
      return false;
    return words(beginning.rest).size() > 6;
  }
  void open_paragraph(const Line& line, const Beginning& beginning) {
    Paragraph paragraph;
    account_.place(line.text);
    paragraph.ref = beginning.ref;
    paragraph.text = clean(beginning.rest);
    paragraph.place = line.place;
    reading_.paragraphs.push_back(std::move(paragraph));
    paragraph_ = reading_.paragraphs.size() - 1;
    last_ref_ = beginning.ref;
    look_for_clock(line.text);
    // "3.1 Finding 1: …" is a finding, and a paragraph all the same.
    if (const Beginning inner = beginning_of(beginning.rest);
        inner.word == "finding" && inner.closed && !inner.rest.empty() && !findings_by_ref_.contains(inner.ref))
      findings_by_ref_.emplace(inner.ref, add_finding(inner.ref, inner.rest, line));
  }
  void open_case(const Line& line, const CaseTitle& title) {
    // A box interrupts a list; without one the list has ended.
    if (section_ && section_->kind != Opens::concerns && line.box == 0) close_section();
    labelled_ = current_ = none;
    Paragraph paragraph;
    paragraph.ref = last_ref_;
    paragraph.kind = ParagraphKind::case_example;
    paragraph.text = account_.place(line.text);
    paragraph.place = line.place;
    reading_.paragraphs.push_back(std::move(paragraph));
    case_ = reading_.paragraphs.size() - 1;
    case_box_ = line.box;
    case_inline_ = title.inline_text;
    paragraph_ = none;
  }
  bool goes_on_case(const Line& line, const Beginning& beginning) const {
    if (line.box != case_box_) return false;
    if (line.box != 0) return true;
    if (line.heading > 0 || (line.bold && is_heading(line))) return false;
    if (beginning.numbering == Numbering::dotted || (beginning.numbering == Numbering::chapter && !dotted_))
      return false;
    if (is_heading(line) && (!has_headings_ || beginning.numbering != Numbering::none) &&
        !reading_.paragraphs[case_].text.empty() && words(line.text).size() > 1)
      return false;
    return !case_inline_ || dotted_ || beginning.item;
  }
  void read_other(const Line& line, const Beginning& beginning) {
    look_for_clock(line.text);
    if (paragraph_ != none) {
      std::string& text = reading_.paragraphs[paragraph_].text;
      const bool only_citation = is_only_citation(line.text);
      const bool list = text.ends_with(':') || in_list_of_paragraph_;
      in_list_of_paragraph_ = list && (beginning.item || beginning.numbering != Numbering::none);
      const bool binds = !find_citations(line.text).empty() || !find_attention(line.text).empty();
      if (only_citation || in_list_of_paragraph_ || goes_on(text, line, beginning) || (binds && dotted_)) {
        if (only_citation) citation_lines_.push_back(line.place);
        text += (in_list_of_paragraph_ ? "\n" : " ") + clean(account_.place(line.text));
        return;
      }
    }
    if (paragraph_ == none && finding_ != none && !is_heading(line)) {
      Finding& finding = reading_.findings[finding_];
      finding.text += (finding.text.empty() ? "" : "\n") + account_.place(line.text);
      return;
    }
    if (dotted_) return;
    for (const AttentionPassage& passage : find_attention(line.text)) add_attention(passage, {}, line.place);
  }

  void look_for_clock(std::string_view text) {
    auto found = find_clock(text, under_next_steps_);
    if (found && (!clock_ || found->weight > clock_->weight)) {
      clock_ = std::move(found);
      const std::string_view whole = text;
      clock_->clock.place = place_of(whole);
      account_.place(whole);
    }
  }
  document::Place place_of(std::string_view text) const {
    for (const Line& line : lines_)
      if (!line.row && line.text.data() <= text.data() && text.data() < line.text.data() + line.text.size())
        return line.place;
    return {};
  }

  // ---- When all is read ----

  void add_attention(const AttentionPassage& passage, const std::string& own, const document::Place& place) {
    Attention attention;
    attention.paragraphs = passage.paragraphs;
    if (attention.paragraphs.empty() && !own.empty()) attention.paragraphs.push_back(own);
    attention.body = collapsed(passage.body);
    attention.role = collapsed(passage.role);
    attention.place = place;
    reading_.attention.push_back(std::move(attention));
  }
  void draw_attention() {
    for (const Paragraph& paragraph : reading_.paragraphs)
      for (const AttentionPassage& passage : find_attention(paragraph.text))
        add_attention(passage, paragraph.ref, paragraph.place);
  }

  void remark(Reading& reading) {
    Oddities oddities;
    oddities.broken = std::move(broken_);
    oddities.citation_lines = std::move(citation_lines_);
    for (std::size_t k = 0; k < written_.size(); ++k)
      if (written_[k].given) oddities.written_refs.insert(reading.recommendations[k].ref);
    auto remarks = find_inspection_anomalies(reading, oddities);
    reading.anomalies.insert(reading.anomalies.end(), std::make_move_iterator(remarks.begin()),
                             std::make_move_iterator(remarks.end()));
  }

  std::vector<Line> lines_;
  Bodies bodies_;
  const document::Document& document_;
  const Choices& choices_;
  Account& account_;
  Reading& reading_;

  std::vector<std::size_t> title_;
  std::set<std::string> cited_;
  bool dotted_ = false, has_headings_ = false;
  bool contents_ = false, in_recipients_ = false;
  document::Place recipients_at_;
  std::vector<std::string> recipients_;

  std::optional<Section> section_;
  Group group_;
  std::vector<Written> written_;
  std::size_t current_ = none, labelled_ = none;  // recommendations
  bool listing_ = false;                          // the current one ended in a colon
  std::string table_header_;
  std::size_t table_ = none;

  std::size_t finding_ = none, finding_line_ = 0;
  std::unordered_map<std::string, std::size_t> findings_by_ref_;  // the first with each written number
  std::size_t theme_ = none, theme_finding_ = none;               // a line, a finding
  std::string theme_ref_;
  std::size_t chapter_ = none, chapter_finding_ = none;

  std::size_t paragraph_ = none, case_ = none, case_box_ = 0;
  bool case_inline_ = false, in_list_of_paragraph_ = false;
  std::string last_ref_;
  bool under_next_steps_ = false;
  std::optional<FoundClock> clock_;
  std::vector<BrokenCitation> broken_;
  std::vector<document::Place> citation_lines_;
};

}  // namespace

bool is_an_inspection(const document::Document& document, const std::vector<FlowLine>& flow) {
  const std::vector<Line> lines = lines_of(document, flow);
  const Front front = front_of(lines);
  if (!front.names_report || front.names_other) return false;
  Account account(document);
  Reading reading;
  Reader(document, flow, {}, account, reading).run();
  if (reading.recommendations.empty()) return false;
  // A paper to a committee recommends that members note something.
  std::size_t decisions = 0;
  for (const Recommendation& one : reading.recommendations) {
    const std::string key = matching_key(one.text.substr(0, 120)) + " ";
    for (std::string_view word : {"note ", "notes ", "noted ", "approve ", "approves ", "endorse ", "members ",
                                  "cabinet ", "the committee ", "committee agree"})
      if (key.starts_with(word) || key.starts_with("that " + std::string(word)) ||
          key.starts_with("to " + std::string(word)) || key.starts_with("that the " + std::string(word))) {
        ++decisions;
        break;
      }
  }
  if (decisions * 2 >= reading.recommendations.size()) return false;
  int evidence = 0;
  evidence += reading.paragraphs.size() >= 3;
  evidence += std::any_of(reading.recommendations.begin(), reading.recommendations.end(),
                          [](const Recommendation& one) { return !one.cited_by.empty(); });
  evidence += std::any_of(reading.paragraphs.begin(), reading.paragraphs.end(),
                          [](const Paragraph& one) { return one.kind == ParagraphKind::case_example; });
  evidence += !reading.attention.empty();
  evidence += reading.clock.has_value();
  evidence += reading.recommendations.size() >= 3;
  evidence += !reading.findings.empty();
  evidence += front.names_inspectorate;
  evidence += std::any_of(reading.recommendations.begin(), reading.recommendations.end(),
                          [](const Recommendation& one) { return !one.addressed_to.empty(); });
  evidence += report_headings(lines) >= 2;
  // What a regulator asks: that a body must or should do something, time and again.
  evidence +=
      reading.recommendations.size() >= 3 &&
      std::all_of(reading.recommendations.begin(), reading.recommendations.end(), [](const Recommendation& one) {
        const std::string key = " " + matching_key(one.text.substr(0, 120)) + " ";
        return key.find(" must ") != std::string::npos || key.find(" should ") != std::string::npos;
      });
  return evidence >= 3;
}

void read_inspection(const document::Document& document, const std::vector<FlowLine>& flow, const Choices& choices,
                     Account& account, Reading& reading) {
  Reader(document, flow, choices, account, reading).run();
}

}  // namespace candour::intake::inspection
