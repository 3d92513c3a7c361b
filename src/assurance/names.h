#pragma once
// People named in a text that may be published. A post, a body, a place and a pseudonym are none. Pure.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "assurance/claim.h"

namespace candour::assurance {

// As written, in order, each once: "Dr Adeyemi", "Marta Kowalska". In prose a name is told by a title or a given name
// before it; in a cell of leads also "J. Okoro" and two words that the plan uses for nothing else (`common_words`: what
// it writes in lower case, and in the names of its agencies).
std::vector<std::string> people_in_prose(std::string_view text, const CommonWords& common_words);
std::vector<std::string> people_in_leads(std::string_view text, const CommonWords& common_words);

// Words of a name, in lower case: "dr", "detective"; given names common in the United Kingdom; what stands in a post, a
// body, a building or a paper; endings that names seldom have ("management").
bool is_title(std::string_view word);
bool is_given_name(std::string_view word);
bool is_of_the_trade(std::string_view word);
bool ends_like_a_thing(std::string_view word);

}  // namespace candour::assurance
