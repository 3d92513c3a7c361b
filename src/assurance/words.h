#pragma once
// What short answers mean: nothing, "not for us", "look elsewhere", "done". Of whole cells, never of parts of prose.

#include <string_view>

namespace candour::assurance {

// Nothing is told: blank, "N/A", "None", "-", "TBC".
bool is_blank_answer(std::string_view text);
// The agency says that the question is not for it: "N/A", "No actions", "not an active participant in …".
bool is_no_action(std::string_view action);
bool takes_no_part(std::string_view response);
// The cell only points elsewhere: "As above", "see 3a", "see next column".
bool is_pointer(std::string_view text);
// The cell says that evidence exists and shows none: "Completed", "In place", "Document available", "Unable to insert
// page".
bool is_placeholder(std::string_view text);
// Nothing but names of files: "Supervision agreement.docx".
bool is_file_names(std::string_view text);
// The evidence says by itself that all is done: "Complete", "Completed July 2013".
bool says_complete(std::string_view evidence);
// The evidence says that somebody else should have the action.
bool hands_on(std::string_view evidence);

}  // namespace candour::assurance
