#pragma once
// Where a text cites recommendations and paragraphs: "(Recommendations 2.2 and 4.1)", "Recs 2–4", "R7",
// "paragraphs 2.28 to 2.30".

#include <string>
#include <string_view>
#include <vector>

namespace candour::intake::inspection {

struct Citation {
  std::vector<std::string> refs;  // ranges opened: "2", "3", "4" of "2–4"; "2b" of "2(b)"
  std::size_t begin = 0, end = 0;
  bool singular = false;   // "Recommendation", "Rec", "paragraph"
  bool in_words = false;   // "Recommendation Two"
  bool by_letter = false;  // "R7": a citation only where there is such a recommendation
};

std::vector<Citation> find_citations(std::string_view text);
std::vector<Citation> find_paragraph_mentions(std::string_view text);
// Whether a text is a citation and nothing else: "(Recommendation 4.2)."
bool is_only_citation(std::string_view text);

}  // namespace candour::intake::inspection
