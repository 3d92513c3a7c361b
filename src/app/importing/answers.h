#pragma once
// What a person said of assurance's remarks on the way in, as answers to the remarks that stand in the living plan.
// Pure; any thread.

#include <map>
#include <vector>

#include "app/import.h"
#include "plan/commands.h"
#include "plan/events.h"

namespace candour::app {

// Whether any remark of the draft was kept as written, so that there is something to answer.
bool answers_remarks(const ImportDraft& draft);

// `stands` is the plan as it will stand, `numbers` the action that each row became; a row that became none is not in
// it. An answer rests on the facts of the living plan, on that day: a remark that is not asked there has none.
std::vector<plan::AnswerRemark> answers_to_remarks(const ImportDraft& draft,
                                                   const std::map<std::size_t, plan::Number>& numbers,
                                                   const plan::Plan& stands, const plan::Partnership& partnership,
                                                   Date day);

}  // namespace candour::app
