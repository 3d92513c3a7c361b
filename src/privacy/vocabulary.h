#pragma once
// Words by what they can be in a name. All in lower case. Pure.

#include <string_view>

namespace candour::privacy {

bool is_title(std::string_view word);         // "mrs", "dci": before a name
bool is_strong_title(std::string_view word);  // "mrs": whatever stands behind it is a name
bool is_given_name(std::string_view word);
// "mark", "dawn", "victoria": as often a word, a place or a month. Every one of them is a given name too.
bool is_given_name_or_word(std::string_view word);
bool is_particle(std::string_view word);  // "de", "van", "bin": within a name
// What stands in a post, a body, a building, a paper or a sentence of the trade, and hardly in a name.
bool is_ordinary(std::string_view word);
// A word of a post, a building or a body that is a surname too, where it stands behind a given name: "park", "ward".
bool is_also_a_surname(std::string_view word);
// What a name stands before where it is not a person's: "hospital", "road", "police".
bool is_named_thing(std::string_view word);
// What is called something, in a capital, before its name: "operation", "project", "saint".
bool is_before_a_thing(std::string_view word);
bool is_month(std::string_view word);

}  // namespace candour::privacy
