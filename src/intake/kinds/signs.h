#pragma once
// What tells one kind of document from another before it is read: its title, and what its tables promise.

#include <optional>
#include <vector>

#include "intake/action_plan/tables.h"
#include "intake/parts/flow.h"
#include "intake/reading.h"

namespace candour::intake {

// Whether the tables found are a plan's: rows that say in words what is to be done, with who, by when or how it stands.
// A budget, a training table, an agenda or a list of posts has the columns and promises nothing.
bool promises_something(const std::vector<FlowLine>& flow, const action_plan::Tables& tables);
// Whether some column tells what was done: an action, a rating, a response, progress.
bool tells_what_is_done(const action_plan::Tables& tables);
// … and of that no more than that somebody agrees.
bool tells_of_answers_alone(const action_plan::Tables& tables);
// Action, who or when, and how it stands, in one table of at least two rows.
bool rates_what_somebody_does(const action_plan::Tables& tables);
// "Notes and actions – 17 December" in one of the first lines.
bool is_titled_as_a_record(const std::vector<FlowLine>& flow);
// "3.2 Police notifications are not always attached (R1).", three times and more.
bool has_numbered_paragraphs(const std::vector<FlowLine>& flow);
// A register of risks says so in a title, a sheet's name, a header or a form's label, all of them short: only then is
// it looked for.
bool speaks_of_risks(const std::vector<FlowLine>& flow);
// Whether the document calls itself a plan or a register of risks; nothing where it says neither, or both.
std::optional<Kind> kind_by_title(const document::Document& document, const std::vector<FlowLine>& flow);

}  // namespace candour::intake
