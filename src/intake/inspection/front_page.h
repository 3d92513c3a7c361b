#pragma once
// What the first page of a report tells: its title, its own date, what kind of paper it is.

#include <cstddef>
#include <vector>

#include "intake/inspection/lines.h"
#include "intake/parts/account.h"

namespace candour::intake::inspection {

struct Front {
  bool names_report = false;        // "review", "inspection" … in a heading of the first page
  bool names_other = false;         // its title says action plan, minutes, policy …; or it opens as minutes do
  bool names_inspectorate = false;  // Ofsted, CQC, a coroner, an independent reviewer
};
Front front_of(const std::vector<Line>& lines);
// How many headings are those of a report: "About the review", "Terms of reference", "Next steps".
std::size_t report_headings(const std::vector<Line>& lines);

// Fills title and as_at; returns the lines of the title.
std::vector<std::size_t> read_front_page(const document::Document& document, const std::vector<Line>& lines,
                                         const Choices& choices, Account& account, Reading& reading);

}  // namespace candour::intake::inspection
