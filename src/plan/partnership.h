#pragma once
// The agencies of a partnership, each with the names it goes by. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace candour::plan {

using AgencyId = Id<struct AgencyTag>;

struct Agency {
  AgencyId id;  // readable and for ever: "childrens-social-care"
  std::string name;
  std::vector<std::string> aliases;  // other spellings seen in documents
  bool operator==(const Agency&) const = default;
};

struct Partnership {
  std::string name;
  std::vector<Agency> agencies;  // in the order they were added
  bool operator==(const Partnership&) const = default;
};

// By name or alias, ignoring case, punctuation and apostrophes; nullptr where nobody goes by it.
const Agency* find_agency(const Partnership& partnership, std::string_view name);
const Agency* find_agency(const Partnership& partnership, const AgencyId& id);
// A readable id that no agency has yet: the name in lower case with '-', and a number where it is taken.
AgencyId agency_id_for(const Partnership& partnership, std::string_view name);

}  // namespace candour::plan
