#pragma once
// What a document holds that is no text (pictures, embedded files), counted, with the names a person knows it by.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace candour::document {

// What the icon of an embedded file shows in a cell, where its own picture cannot be read: the name of the file, or
// that there is one where a program named it ("oleObject1.bin", "Object 1").
std::string icon_of(std::string_view name);

class LeftAside {
 public:
  // `name` may be empty: a title, an alternative text, the name of a file.
  void add(std::string_view name = {});
  bool empty() const { return count_ == 0; }
  // "a picture (“Map of the town”)", "12 pictures (“Logo”, “Map”, …)"; at most five names.
  std::string in_words(std::string_view one, std::string_view many) const;

 private:
  std::size_t count_ = 0;
  std::vector<std::string> names_;
};

}  // namespace candour::document
