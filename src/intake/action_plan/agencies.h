#pragma once
// One body under its several spellings. Two names are one body only where they differ in what people vary without
// meaning to: case, apostrophes, "&", a bracketed abbreviation, a slip of the finger, initials. "Children's Social
// Care" and "Children's Social Care & Education" are two.

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace candour::intake::action_plan {

class Agencies {
 public:
  // `names` are all names as written, in order, repeats included.
  explicit Agencies(const std::vector<std::string>& names);
  // The one spelling of the body: the one used most, the first of those used alike.
  const std::string& spelling_of(std::string_view name) const;
  bool knows(std::string_view name) const;

 private:
  std::unordered_map<std::string, std::size_t> body_of_;  // by name as written, collapsed
  std::vector<std::string> spellings_;
};

// The body that a lead belongs to: "Harwick ICB" of "Harwick ICB - Designated Nurse" and of "Inspector, Harwick
// Police"; the whole where it is a body itself; empty where none is named.
std::string_view body_of_lead(std::string_view lead);

// The bodies named in one cell: lines, items, "A / B", "A; B", "A, B and C". One where it names one.
std::vector<std::string_view> bodies_in(std::string_view cell);

}  // namespace candour::intake::action_plan
