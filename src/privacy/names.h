#pragma once
// Names of people in a passage. Rules, no list of whom: a title, a given name, initials, a relation or two words with a
// capital that are nothing else. Pure.

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assurance/claim.h"
#include "privacy/privacy.h"
#include "privacy/words.h"

namespace candour::privacy {

// What the paper and its plans tell about words.
struct Vocabulary {
  assurance::CommonWords common;                // written small somewhere, or part of a body's name
  std::set<std::string, std::less<>> bodies;    // what bodies and posts are called, also by letters
  std::set<std::string, std::less<>> children;  // one name alone that is a child's or their family's
};

// Whether it is a word that every plan has, or this one.
bool is_a_word(const Token& token, const Vocabulary& vocabulary);
// With a capital, and no word, post, place or body that is known.
bool may_be_a_name(const Token& token, const Vocabulary& vocabulary);

// Of tokens of a passage, first and last.
struct FoundName {
  std::size_t first = 0, last = 0;
  std::string_view why;
  bool sure = false;  // by a title, a given name or initials: more than words with capitals
};
std::vector<FoundName> names_in(const std::vector<Token>& tokens, const Vocabulary& vocabulary, Form form);

// The whole name around what was found: a title and initials before it, the rest of it behind.
FoundName whole_name(const std::vector<Token>& tokens, const Vocabulary& vocabulary, FoundName found);

// One name alone, of a child or of their family: “Tamsin's mother”, “Child A (Tyrone)”, “known as Bobby”. As keys.
void learn_children(const std::vector<Token>& tokens, Vocabulary& vocabulary);

}  // namespace candour::privacy
