#pragma once
// What a line that stands over rows is: a finding, a recommendation, an agency, a chapter, or no heading at all.

#include <cstddef>
#include <string_view>
#include <vector>

#include "intake/action_plan/plan_rows.h"
#include "intake/action_plan/tables.h"
#include "intake/parts/flow.h"

namespace candour::intake::action_plan {

enum class HeadingKind { finding, recommendation, further_learning, further_lesson, chapter, none };

// A heading by its looks: a heading's style, or bold.
bool is_heading_line(const FlowLine& line);
// "Multi-agency action plan", under the partnership's name.
bool names_a_document(std::string_view text);
// "Harrow Vale Police" of that heading, of "2. Harrow Vale Police:" and of "Actions for Harrow Vale Police"; empty
// where a heading is no agency's.
std::string_view body_of_heading(std::string_view text);

class Headings {
 public:
  // `of_the_key` stands beside the flow: lines that belong to the key are no headings.
  Headings(const std::vector<FlowLine>& flow, const Tables& tables, const PlanRows& rows,
           const std::vector<bool>& of_the_key);

  // `further`: below the heading of further learning, where every heading is a lesson.
  HeadingKind kind_of(std::size_t line, bool further, bool only_labelled = false) const;
  std::string_view text_of(std::size_t line) const;
  // Only text lies between the line and the next header or row of a plan.
  bool precedes_header(std::size_t line) const;
  // Other headings of its kind stand over tables, too.
  bool heads_like_others(std::size_t line) const;
  // "Finding 3: …" or the like stands somewhere.
  bool labels_findings() const { return labelled_findings_; }

  // Where a plan has no column of agencies, each agency may have a table, a sheet or a block of rows under its name.
  void find_agency_headings(const std::vector<std::size_t>& title_lines);
  bool is_of_an_agency(std::size_t line) const { return agency_headings_[line]; }

  // Whether the table below the line has such a column.
  bool next_layout_has(std::size_t line, Column column) const;

 private:
  bool any_labelled_finding() const;

  const std::vector<FlowLine>& flow_;
  const Tables& tables_;
  const PlanRows& rows_;
  const std::vector<bool>& of_the_key_;
  bool labelled_findings_ = false;
  std::vector<bool> agency_headings_;
};

}  // namespace candour::intake::action_plan
