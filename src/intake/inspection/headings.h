#pragma once
// What a heading of a report opens, by its words: recommendations, a case example, the next steps. Synonyms are tables.

#include <optional>
#include <string>
#include <string_view>

#include "intake/inspection/lines.h"

namespace candour::intake::inspection {

enum class Opens { recommendations, areas, questions, concerns };
// "Recommendations", "What needs to improve?", "Questions for the Board", "The matters of concern are as follows".
std::optional<Opens> opens(const Line& line);
// The header of a column that holds recommendations.
bool heads_recommendations(std::string_view header);
bool heads_addressees(std::string_view header);
bool heads_refs(std::string_view header);
bool heads_dates(std::string_view header);  // by when
// "Case example: …", "Practice study: highly effective practice"; `inline_text` where the passage itself follows.
struct CaseTitle {
  bool inline_text = false;
};
std::optional<CaseTitle> case_title(const Line& line);
// Headings that never stand among recommendations: "Next steps", "Appendix A", "Conclusion".
bool closes_recommendations(std::string_view heading);
bool is_next_steps(std::string_view heading);
// Words that name the genre: "inspection", "review", "overview report", "prevent future deaths".
bool names_a_report(std::string_view title);
// And those that name another: "action plan", "minutes of", "policy".
bool names_another_kind(std::string_view title);

}  // namespace candour::intake::inspection
