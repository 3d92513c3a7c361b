#pragma once
// What stands in a text and nobody sees: marks of no width, of direction, tags. Something may be hidden in them, or
// they may be hidden in something. Pure.

#include <string>
#include <string_view>
#include <vector>

namespace candour::privacy {

struct Unseen {
  std::size_t begin = 0, length = 0;  // of the word around them, in bytes
  std::string words;                  // with each of them told: “Ja[U+200B]ne”; a text in tags is told as it reads
};
// But for what word processors leave behind and hides nothing (soft hyphens, joiners, selectors of variants).
std::vector<Unseen> unseen_in(std::string_view text);

}  // namespace candour::privacy
