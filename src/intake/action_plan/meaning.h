#pragma once
// What words say about how an action stands. Used on a plan's own key and, where a plan has no key, on words that
// speak for themselves. A colour says nothing here: it means what the plan's key says it means.

#include <optional>
#include <string>
#include <string_view>

#include "plan/status.h"

namespace candour::intake::action_plan {

// The status that a meaning in a key tells ("Slipping; watch closely" -> at_risk); nothing where it tells none.
std::optional<plan::Status> status_from_meaning(std::string_view meaning);

// The status of a short rating whose words speak for themselves ("Complete", "Overdue", "100%"); nothing for a
// bare colour, a letter, a number or prose.
std::optional<plan::Status> status_from_rating_words(std::string_view rating);

// Whether words about a rating turn or unsettle it, so that it says no status by itself: they deny it ("no longer"),
// put it in the past ("was"), in part ("almost", "50%"), in the future or in doubt ("to be", "proposed", "?"). `before`
// stands before the word of the key or is the whole rating, `behind` follows it; `status` is what it would say.
bool unsettles(std::string_view before, std::string_view behind, plan::Status status);

// The status of a rating as a plan's rows give it: as status_from_rating_words, but nothing where its words unsettle
// it, tell no more than that a part is done, or tell it done and at work at once. No more than complete: only a key can
// say that a word means embedded.
std::optional<plan::Status> status_of_settled_words(std::string_view rating);

// Whether words that say `told` contradict a mark of the key that means `meant`. "In progress" may be late; "on track"
// may not.
bool contradicts(std::string_view words, plan::Status meant);

// "Accepted", "Partially agreed", "Not accepted.": whether a recommendation is taken up, and nothing else.
bool accepts_or_not(std::string_view text);

// "N/A", "not applicable to the trust", "No actions": says that the plan asks nothing here.
bool says_not_applicable(std::string_view text);

// "as above", "see 5b", "please see below": sends the reader elsewhere and says nothing itself.
bool is_pointer(std::string_view text);

// The colour a word names, in one spelling ("orange" -> "amber", "gray" -> "grey"); empty where it names none.
std::string_view colour_of_word(std::string_view folded_word);

// The colour a fill shows to a reader: "red", "amber", "yellow", "green", "blue", "purple", "grey", "black"; empty
// for white and for what is no RRGGBB.
std::string_view colour_of_fill(std::string_view rrggbb);

}  // namespace candour::intake::action_plan
