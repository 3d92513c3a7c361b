#pragma once
// What minutes say of the state of plans: counts by colour or word, what the colours mean, and themes.

#include <vector>

#include "intake/minutes/passages.h"
#include "intake/parts/account.h"
#include "intake/reading.h"

namespace candour::intake::minutes {

// "14 actions identified (11 blue and 3 amber)", "of 40 actions 30 are complete, 8 on track and 2 overdue", a table.
// A plan listed beside others that are counted has a count of its own with nothing in it.
void read_counts(const std::vector<Passage>& passages, const std::vector<FlowLine>& flow, Account& account,
                 std::vector<Count>& counts);
// "blue actions meant the work had been embedded".
void read_meanings(const std::vector<Passage>& passages, Account& account, std::vector<ScaleEntry>& scale);
// "four overarching themes of: a; b; and c".
void read_themes(const std::vector<Passage>& passages, Account& account, std::vector<std::string>& themes);

}  // namespace candour::intake::minutes
