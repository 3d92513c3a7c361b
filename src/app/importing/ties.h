#pragma once
// Which recommendations of a plan's document are those of an inspection that is already here. Pure; any thread.

#include <string_view>
#include <vector>

#include "app/import.h"
#include "plan/commands.h"

namespace candour::app {

// The same number, whatever stands around it: "Recommendation 1.2", "Rec. 1.2", "R1.2" and "1.2".
bool same_number(std::string_view left, std::string_view right);

// For each recommendation that the document states or its rows name, the likeliest of an inspection's, if any is likely
// at all. Sure: the same number, and worded alike; or worded all but the same where no other is. Doubtful: worded alike
// under another number; or the same number where the document gives no wording and the agencies overlap.
std::vector<TieProposal> propose_ties(const ImportDraft& draft, const view::Picture& picture);

// The ties of one row as they would be imported, with the reason of each.
std::vector<plan::Tie> ties_of(const ImportDraft& draft, const intake::Action& row);

}  // namespace candour::app
