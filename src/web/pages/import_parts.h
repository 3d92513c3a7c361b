#pragma once
// What the pages of the import wizard share: its frame, and a row of any kind as written and as read.

#include <string>
#include <string_view>
#include <vector>

#include "app/import.h"
#include "web/pages/parts.h"
#include "web/pages_import.h"

namespace candour::web {

std::string draft_address(const app::ImportDraft& draft, std::string_view step);
// The step that follows the review: ties where an inspection is here that the document may answer, changes of a newer
// version, else the check.
std::string_view step_after_review(const app::ImportDraft& draft);
std::string_view step_after_ties(const app::ImportDraft& draft);

// The wizard's frame: steps (`step` by its address), heading, the sentence that was refused, the page's own content.
std::string show_step(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                      std::string_view step, std::string_view title, const Refused& refused, const Content& content);
std::vector<Hidden> version_of(const app::ImportDraft& draft);

// "Row 3 of 60, line 28", "Recommendation 1.2, page 12", "Question 3 of 5, line 28".
std::string row_name(const app::ImportDraft& draft, std::size_t row);
// "rows", "recommendations", "questions and resolutions", "risks, one for each level".
std::string rows_counted(intake::Kind kind, std::size_t count);
std::string kind_words(intake::Kind kind);  // "an action plan"

void write_row_source(Html& html, const intake::Reading& reading, std::size_t row);
void write_row_reading(Html& html, const app::ImportDraft& draft, std::size_t row);
void write_action_source(Html& html, const intake::Action& action);
void write_action_reading(Html& html, const intake::Action& action);

}  // namespace candour::web
