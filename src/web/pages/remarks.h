#pragma once
// What does not hold up in a row, with what people answered, and where its action stands again in its plan.

#include "view/view.h"
#include "web/html.h"
#include "web/pages.h"

namespace candour::web {

// The section of the page of an action; nothing where there is no remark.
void write_remarks(Html& html, const view::Picture& picture, const view::Row& row, const RefusedAnswer& refused);
// The id of the field that a refused answer is about, for the error summary.
std::string field_of(const view::Row& row, const RefusedAnswer& refused);
// The rows of its plan that say the same, side by side; nothing where there is none.
void write_same_action(Html& html, const view::Row& row);

}  // namespace candour::web
