#pragma once
// What the page of an action shows of its evidence and challenges, and the short lists of what can be done.

#include "view/view.h"
#include "web/html.h"

namespace candour::web {

// Nothing for a past day.
void write_acts(Html& html, const view::Picture& picture, const view::Row& row);
void write_evidence_and_challenges(Html& html, const view::Picture& picture, const view::Row& row);

}  // namespace candour::web
