#pragma once
// What has happened, in words: agencies by their names, what it was and what it became, why, and the way to undo it.

#include <string>
#include <vector>

#include "plan/steps.h"
#include "view/view.h"
#include "web/components.h"

namespace candour::web {

// "Lead changed".
std::string happening_title(const plan::Happening& happening);
// From, to and reason.
void write_happening(Html& html, const view::Picture& picture, const plan::Happening& happening);
// Each line with its thing, `most` of them.
void write_step_lines(Html& html, const plan::Plan& plan, const std::vector<plan::StepLine>& lines, std::size_t most);
// A line of a timeline; with the link that undoes its step, where that is the last that happened to what it touched.
TimelineItem happening_item(const view::Picture& picture, const plan::Plan& plan, const plan::Happening& happening);
// Of a thing that keeps no history of its own, the newest first.
Timeline timeline_of(const view::Picture& picture, const plan::Plan& plan, plan::Subject subject, std::string_view ref);

}  // namespace candour::web
