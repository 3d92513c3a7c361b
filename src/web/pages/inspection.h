#pragma once
// What the pages of plans show of an inspection: how its recommendations stand, and which actions serve them.

#include <map>
#include <string>
#include <vector>

#include "view/view.h"
#include "web/html.h"
#include "web/pages.h"

namespace candour::web {

using Tied = std::map<std::string, std::vector<const view::Row*>>;  // view::rows_tied_to

// The id of the field in which a response to a recommendation is typed.
std::string response_field(std::string_view recommendation);
// The time for the answer, and what else the report draws attention to. Nothing where the plan is no inspection.
void write_inspection(Html& html, const view::Picture& picture, const plan::Plan& plan);
// Whom it addresses, who has answered and who has not, with the form that records a response; the paragraphs that cite
// it, and the actions of other plans.
void write_recommendation(Html& html, const view::Picture& picture, const plan::Plan& plan,
                          const plan::Recommendation& recommendation, const Tied& tied, const RefusedResponse& refused);
// The inspectors' recommendations that an action serves, and the forms that tie and untie.
void write_ties(Html& html, const view::Picture& picture, const view::Row& row, const RefusedTie& refused);

}  // namespace candour::web
