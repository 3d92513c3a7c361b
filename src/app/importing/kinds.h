#pragma once
// From a draft of an inspector's report, of minutes or of a risk register to what their rooms are asked to decide.
// Pure; any thread.

#include "app/import.h"
#include "app/importing/adopt.h"
#include "meeting/commands.h"
#include "plan/commands.h"
#include "risk/events.h"

namespace candour::app {

// Without the rows that are left out. `agencies` has taken in whom the recommendations address.
plan::ImportPlan inspection_of(const ImportDraft& draft, const Agencies& agencies);
meeting::ImportMeeting meeting_of(const ImportDraft& draft);
// The levels of one risk, which the reading has one by one, stand together in it.
risk::ImportRegister register_of(const ImportDraft& draft);

}  // namespace candour::app
