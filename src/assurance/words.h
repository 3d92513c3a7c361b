#pragma once
// What short answers mean: nothing, "not for us", "look elsewhere", "done". Of whole cells, never of parts of prose.

#include <string_view>

namespace candour::assurance {

// A cell that holds one drawn sign and nothing else. A crossed box is what Word draws in a box that is ticked, and
// elsewhere a no: which of the two is told by the signs beside it (Setting::crossed_box_is_no).
enum class Sign { none, ticked, crossed_box, cross, empty_box };
Sign sign_of(std::string_view text);

// Nothing is told: blank, "N/A", "None", "-", "TBC", an empty box, a cross.
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
