#pragma once
// What a page shows of time: an action's line from its promise to today, and how long an agency took to answer.

#include "view/view.h"
#include "web/html.h"

namespace candour::web {

// A section of its own; nothing where there is nothing to tell.
void write_line_in_time(Html& html, const view::Picture& picture, const view::Row& row);
// Facts of the requests to one agency that the reader may see, without a word of praise or blame.
void write_answers(Html& html, const view::Picture& picture, const plan::Agency& agency);

}  // namespace candour::web
