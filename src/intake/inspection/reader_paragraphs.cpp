#include <algorithm>

#include "base/text.h"
#include "intake/inspection/reader.h"

namespace candour::intake::inspection {

std::size_t Reader::add_finding(std::string ref, std::string_view title, const Line& line) {
  Finding finding;
  finding.ref = ref.empty() ? std::to_string(reading_.findings.size() + 1) : std::move(ref);
  finding.title = collapsed(bare(title));
  account_.place(line.text);
  finding.place = line.place;
  reading_.findings.push_back(std::move(finding));
  return reading_.findings.size() - 1;
}

void Reader::open_finding(const Line& line, const Beginning& beginning) {
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

bool Reader::open_theme(const Line& line, const Beginning& beginning) {
  group_ = {};
  current_ = none;
  listing_ = false;
  theme_ = static_cast<std::size_t>(&line - lines_.data());
  theme_finding_ = none;
  theme_ref_ = beginning.numbering == Numbering::none ? std::string() : beginning.ref;
  return true;
}

void Reader::open_chapter(const Line& line) {
  paragraph_ = none;
  under_next_steps_ = is_next_steps(line.text);
  const std::size_t i = static_cast<std::size_t>(&line - lines_.data());
  if (finding_ != none && (level_of(line) <= level_of(lines_[finding_line_]))) finding_ = none;
  if (chapter_ == none || level_of(line) <= level_of(lines_[chapter_]) || level_of(line) < 7) {
    chapter_ = i;
    chapter_finding_ = none;
  }
}

std::string Reader::finding_for(Opens kind) {
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

bool Reader::is_paragraph(std::size_t i, const Beginning& beginning) const {
  const Line& line = lines_[i];
  if (beginning.rest.empty() || line.heading > 0) return false;
  if (beginning.word == "paragraph" && beginning.closed) return true;
  if (!beginning.word.empty()) return false;
  if (beginning.numbering == Numbering::chapter) {
    if (dotted_ || !beginning.closed || !ends_a_sentence(beginning.rest)) return false;
    // A short sentence is one in its order: "1. Early help is timely."
    const bool in_order = beginning.ref == "1" ||
                          (!reading_.paragraphs.empty() && is_after(beginning.ref, reading_.paragraphs.back().ref));
    return beginning.rest.size() > 40 || (in_order && words(beginning.rest).size() >= 3);
  }
  if (beginning.numbering != Numbering::dotted) return false;
  if (ends_a_sentence(beginning.rest) || beginning.rest.ends_with(':')) return true;
  if (line.bold && is_heading(line)) return false;
  // "1.1 Visits are late. Recommendation 2": a short sentence and what it cites.
  if (beginning.rest.find(". ") != std::string_view::npos && !find_citations(beginning.rest).empty()) return true;
  if (i + 1 < lines_.size() && !lines_[i + 1].row &&
      beginning_of(lines_[i + 1].text).ref.starts_with(beginning.ref + "."))
    return false;
  return words(beginning.rest).size() > 6;
}

void Reader::open_paragraph(const Line& line, const Beginning& beginning) {
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

void Reader::open_case(const Line& line, const CaseTitle& title) {
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

bool Reader::goes_on_case(const Line& line, const Beginning& beginning) const {
  if (line.box != case_box_) return false;
  if (line.box != 0) return true;
  if (line.heading > 0 || (line.bold && is_heading(line))) return false;
  if (beginning.numbering == Numbering::dotted || (beginning.numbering == Numbering::chapter && !dotted_)) return false;
  if (is_heading(line) && (!has_headings_ || beginning.numbering != Numbering::none) &&
      !reading_.paragraphs[case_].text.empty() && words(line.text).size() > 1)
    return false;
  return !case_inline_ || dotted_ || beginning.item;
}

void Reader::read_other(const Line& line, const Beginning& beginning) {
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

void Reader::look_for_clock(std::string_view text) {
  auto found = find_clock(text, under_next_steps_);
  if (found && (!clock_ || found->weight > clock_->weight)) {
    clock_ = std::move(found);
    const std::string_view whole = text;
    clock_->clock.place = place_of(whole);
    account_.place(whole);
  }
}

document::Place Reader::place_of(std::string_view text) const {
  for (const Line& line : lines_)
    if (!line.row && line.text.data() <= text.data() && text.data() < line.text.data() + line.text.size())
      return line.place;
  return {};
}

void Reader::add_attention(const AttentionPassage& passage, const std::string& own, const document::Place& place) {
  Attention attention;
  attention.paragraphs = passage.paragraphs;
  if ((attention.paragraphs.empty() || passage.and_own) && !own.empty() &&
      std::find(attention.paragraphs.begin(), attention.paragraphs.end(), own) == attention.paragraphs.end())
    attention.paragraphs.insert(attention.paragraphs.begin(), own);
  attention.body = collapsed(passage.body);
  attention.role = collapsed(passage.role);
  attention.place = place;
  reading_.attention.push_back(std::move(attention));
}

void Reader::draw_attention() {
  for (const Paragraph& paragraph : reading_.paragraphs)
    for (const AttentionPassage& passage : find_attention(paragraph.text))
      add_attention(passage, paragraph.ref, paragraph.place);
}

void Reader::remark(Reading& reading) {
  Oddities oddities;
  oddities.broken = std::move(broken_);
  oddities.citation_lines = std::move(citation_lines_);
  for (std::size_t k = 0; k < written_.size(); ++k)
    if (written_[k].given) oddities.written_refs.insert(reading.recommendations[k].ref);
  auto remarks = find_inspection_anomalies(reading, oddities);
  reading.anomalies.insert(reading.anomalies.end(), std::make_move_iterator(remarks.begin()),
                           std::make_move_iterator(remarks.end()));
}

}  // namespace candour::intake::inspection
