#include "intake/inspection/read_inspection.h"

#include <algorithm>

#include "base/text.h"
#include "intake/inspection/reader.h"

namespace candour::intake::inspection {
namespace {

// Each concern is addressed to all of them: a bound on what a document can cost.
constexpr std::size_t most_recipients = 50;

}  // namespace

void Reader::run() {
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

void Reader::survey() {
  for (const Citation& citation : find_citations(document_.text))
    cited_.insert(citation.refs.begin(), citation.refs.end());
  std::size_t dotted = 0;
  for (const Line& line : lines_) {
    has_headings_ = has_headings_ || line.heading > 0;
    if (!line.row && beginning_of(line.text).numbering == Numbering::dotted) ++dotted;
  }
  dotted_ = dotted >= 3;
}

void Reader::read(std::size_t i) {
  const Line& line = lines_[i];
  if (line.row) return read_row(line);
  table_header_.clear();
  const Beginning beginning = beginning_of(line.text);
  if (in_contents(line)) return;
  if (reads_recipients(line, beginning)) return;
  if (is_label(i, beginning)) return open_labelled(line, beginning);
  // "1. Key concern: …", its recommendation below.
  if (beginning.numbering == Numbering::chapter && beginning.closed && beginning.word.empty()) {
    const std::string low = folded(beginning.rest.substr(0, 24));
    for (std::string_view word : {"key concern:", "priority concern:", "cause of concern:", "concern:", "key finding:",
                                  "finding:", "issue:", "key issue:", "lesson:", "theme:"})
      if (low.starts_with(word)) {
        Beginning finding = beginning;
        finding.rest = trimmed(beginning.rest.substr(word.size()));
        if (!finding.rest.empty()) return open_finding(line, finding);
      }
  }
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

bool Reader::in_contents(const Line& line) {
  const std::string key = matching_key(line.text.substr(0, 40));
  if (key == "contents" || key == "table of contents" || key == "contents page") {
    contents_ = true;
    return true;
  }
  if (!contents_) return false;
  contents_ = line.heading == 0 && ends_in_page_number(line.text);
  return contents_;
}

bool Reader::reads_recipients(const Line& line, const Beginning& beginning) {
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
  evidence += std::any_of(lines.begin(), lines.end(), [](const Line& line) { return opens(line) == Opens::areas; });
  // What a regulator asks: that a body must or should do something, time and again.
  evidence +=
      reading.recommendations.size() >= 3 &&
      std::all_of(reading.recommendations.begin(), reading.recommendations.end(), [](const Recommendation& one) {
        const std::string key = " " + matching_key(one.text.substr(0, 400)) + " ";
        return key.find(" must ") != std::string::npos || key.find(" should ") != std::string::npos;
      });
  return evidence >= 3;
}

void read_inspection(const document::Document& document, const std::vector<FlowLine>& flow, const Choices& choices,
                     Account& account, Reading& reading) {
  Reader(document, flow, choices, account, reading).run();
}

}  // namespace candour::intake::inspection
