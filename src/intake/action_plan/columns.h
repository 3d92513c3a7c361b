#pragma once
// What a header means. The synonyms are those of action plans seen across councils, trusts and inspectorates
// (docs/glossary.md); a header we do not know is `other` and its cells are kept under its own words.

#include <string>
#include <string_view>
#include <vector>

#include "intake/reading.h"

namespace candour::intake::action_plan {

struct Guess {
  Column column;
  double score;  // 1: the header is this word; less: holds it
};

// Best first; empty where no word of the header is known to us.
std::vector<Guess> guesses(std::string_view header);

// Cheap: false where guesses() would find nothing.
bool may_be_header(std::string_view text);

// True where the word belongs to a register of risks and not to a plan: likelihood, impact score, inherent …
bool is_of_a_risk_register(std::string_view header);

// "outcome" of "e m o c t u O" and of "O u t c o m e", as a converter leaves a header that stood on its side; else
// empty.
std::string_view word_of_rotated(std::string_view header);

// "Q3", "Spring term", "July 2024": a header that says when and nothing else.
bool names_a_time(std::string_view header);

// "Original", "Revised", "Yes", "Q3": the lower line of a header in two rows.
bool is_qualifier(std::string_view header);

// One column each: given all headers of a table from left to right, the meaning of each. Two columns share a
// meaning only where their headers say so (two target dates); else the weaker takes its next best.
std::vector<Column> assign(const std::vector<std::string>& headers);

}  // namespace candour::intake::action_plan
