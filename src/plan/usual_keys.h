#pragma once
// Keys that plans usually have, to begin from, and what a new key would do to a plan's ratings. The keys are those seen
// in published plans of partnerships, councils and NHS boards; each is a beginning, to be changed to one's own. Pure.

#include <cstddef>
#include <string_view>
#include <vector>

#include "plan/plan.h"

namespace candour::plan {

struct UsualKey {
  std::string_view name;   // for an address: "blue-embedded"
  std::string_view words;  // "Blue, green, amber and red: blue is embedded"
  std::string_view about;  // when it fits, in a sentence
  std::vector<KeyEntry> entries;
};
const std::vector<UsualKey>& usual_keys();
const UsualKey* find_usual_key(std::string_view name);  // nullptr where there is none

// What a new key does to one word by which actions are rated now.
struct KeyEffect {
  std::string as_written;
  std::size_t actions = 0;            // that are rated so now
  Status means = Status::not_stated;  // what those ratings mean
  std::optional<Status> would_mean;   // by the new key; nothing: the word is not in it
};
// The words in use, in the order of the present key, then those outside it.
std::vector<KeyEffect> effects_of(const Plan& plan, const std::vector<KeyEntry>& entries);

}  // namespace candour::plan
