#pragma once
// What a text that should show a thing done says is still to come, or not finished. Judged in its sentence: "Training
// delivered to ensure …" is done, "Leads to review" is not; "planned for 3 May - held" is settled by what follows it.
// English as officers write it in cells: no subject, no full stop, dates as headings. Pure; linear in the text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour::assurance {

enum class Open {
  promised,    // a plan or a promise: "will be", "DN to discuss", "workshop planned for", "is being developed"
  unfinished,  // begun and not done: "on track", "awaiting", "partially", "ongoing", "62% trained"
};
struct OpenWork {
  Open kind = Open::promised;
  std::string sentence;  // as written
};

// In order of the text, one for each sentence that leaves something open and that nothing after it settles. Not told
// are quoted words, what a policy says, effects ("this will help staff"), what goes on once a thing is done ("reviewed,
// and will continue to be monitored") and what was planned and took place. A date that has passed settles nothing: a
// workshop planned for last year is still only planned until somebody says that it was held.
std::vector<OpenWork> open_work(std::string_view text);

// The text names a thing that the action still hangs on: "Awaiting dates", "depends on places", "IT to send log-ins".
// "Staff work part time" is a difficulty and no such thing.
bool hangs_on_something(std::string_view constraint);

}  // namespace candour::assurance
