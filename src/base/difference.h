#pragma once
// What was taken out of a text and put into it, word by word. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

namespace candour {

enum class Difference { kept, removed, added };
struct DifferentPiece {
  Difference kind = Difference::kept;
  std::string_view text;  // of the text before (kept, removed) or after (added), with the blanks behind its words
  bool operator==(const DifferentPiece&) const = default;
};

// The pieces in reading order, a removed one before what stands in its place. Valid while both texts live. Words are
// what lies between blanks. Where the changed parts are long (some thousand words each) they are told as one removed
// and one added: time is bounded.
std::vector<DifferentPiece> differences(std::string_view before, std::string_view after);

}  // namespace candour
