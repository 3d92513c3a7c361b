#pragma once
// The numbers of recommendations that a row gives in place of their words: "Rec 3", "R2.1", "Recs 4, 5 and 7", "1-3".

#include <string>
#include <string_view>
#include <vector>

namespace candour::intake::action_plan {

enum class Under { recommendations, another_header };

// The numbers, where the text is nothing else; none where any other word stands in it. Elsewhere than in a column of
// recommendations the text must say itself that it speaks of them. "1-3" is each of the three.
std::vector<std::string> numbers_of_recommendations(std::string_view text, Under header);

// Those that an action names before its words or in brackets: "Rec 3: Brief staff", "Brief staff (Recommendations 2.1
// and 2.4)".
std::vector<std::string> recommendations_named_in(std::string_view action);

}  // namespace candour::intake::action_plan
