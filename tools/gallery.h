#pragma once
// Pages drawn from fixed data, for looking at and for the browser's tests. Nothing here reads a clock or a store, so
// the same program writes the same bytes.

#include <string>
#include <vector>

namespace candour::gallery {

struct Picture {
  std::string name;  // "register" is written as register.html
  std::string html;
};

// Every component of src/web, alone and with what is hardest for it: long words, no words, many rows.
std::vector<Picture> components();

// Every page of the site over the sample plans in a folder, and what it shows where there is nothing, where something
// is refused, and for an earlier day. The ids in its addresses are fresh each time; all else is fixed.
std::vector<Picture> pages(const std::string& samples);

}  // namespace candour::gallery
