#pragma once
// A text as one way of writing it, with the place of each byte in what was written: apostrophes, blanks and dashes of
// every kind become the plain ones, and what nobody sees (zero-width and soft marks, marks of direction, tags, accents
// that stand apart from their letter) goes. Pure.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candour {

struct OneWriting {
  std::string text;
  std::vector<std::uint32_t> begins, ends;  // of each byte: where its character begins and ends in what was written
  std::vector<std::size_t> unseen;          // where in what was written a character stands that may hide something

  std::size_t begin_of(std::size_t at) const { return begins[at]; }
  // Of what was written, from the first byte to the last one before `end`.
  std::size_t end_of(std::size_t end) const { return ends[end - 1]; }
};
OneWriting one_writing(std::string_view written);

// Nobody sees it, and it says nothing.
bool is_unseen(char32_t point);
std::string without_unseen(std::string_view text);

// In lower case, in the European alphabets; accents stay.
char32_t lower_case(char32_t point);
std::string lower_case(std::string_view text);

}  // namespace candour
