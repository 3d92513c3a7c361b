#pragma once
// What is odd in minutes once they are read.

#include <vector>

#include "intake/minutes/passages.h"
#include "intake/reading.h"

namespace candour::intake::minutes {

// meeting.body-not-stated  note   nobody says whose meeting it was
// meeting.date-not-stated  note   … or when
// meeting.no-resolution    note   questions and no resolution
// resolution.perhaps-one   check  a number behind resolutions, and perhaps one of them
// meeting.not-brought      note   what had been asked for this meeting did not come
// counts.do-not-add-up     ask    a total that is not the sum of its parts
// question.no-answer       check  asked, and no answer recorded
// question.nobody-named    note   an answer of nobody
// stage.contradictory      note   published and not yet approved
// colour.two-words         check  the middle colour called amber and orange
// `asked` stands beside Meeting::questions: whether each asks, or only remarks.
void remark_on_minutes(const std::vector<Passage>& passages, const Meeting& meeting, const std::vector<bool>& asked,
                       const std::vector<const Passage*>& doubtful, Reading& reading);

}  // namespace candour::intake::minutes
