#pragma once
// The check of a paper by all that its plans say, also where the paper shows a part of them. Pure.

#include <string>
#include <vector>

#include "privacy/privacy.h"

namespace candour::privacy {

struct Elsewhere {
  std::vector<std::string> texts;       // of the plans
  std::vector<std::string> pseudonyms;  // that their reviews were published under: each is to be justified, once
};
// As check(): what the other texts write small is a word here, too, and a child who is named in one of them is found
// wherever the name stands. Of those texts nothing is told.
std::vector<Hit> check(const std::vector<Passage>& passages, const Known& known, const Elsewhere& elsewhere);

}  // namespace candour::privacy
