#pragma once
// An action's line in time: what was promised, asked, told, slipped, challenged and decided, a sentence each, the
// oldest first. Made of what the action's history shows, and of its date where that has passed; nothing is added to
// either. Pure; valid while the action lives.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "view/view.h"

namespace candour::view {

// slipped: a date was put back, taken away, or passed. told: by the owner or a document, claims and evidence with it.
// decided: by somebody else than the owner.
enum class Happened { promised, asked, told, slipped, challenged, decided };
std::string_view in_words(Happened happened);  // "Promised"

struct Station {
  Happened happened = Happened::told;
  Date day;  // that it speaks of
  std::string sentence;
  std::string_view actor;  // as the record has it (who()); empty: time itself
};
// By day; what speaks of one day stands in the order of recording. What only keeps the plan in order (the lead, a tie,
// a remark) is left to the history.
std::vector<Station> line_of(const Picture& picture, const Row& row);

}  // namespace candour::view
