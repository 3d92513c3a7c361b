#pragma once
// The bodies a recommendation is addressed to: "A, B and C should:", "The ICB should …", "For Harrow Vale Police". A
// name with "and" in it ("Hill and Moor CCG") stays whole; the document's other mentions decide where words cannot.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace candour::intake::inspection {

struct Addressed {
  std::vector<std::string_view> bodies;  // as written, without "the"
  bool whole = false;                    // the text says nothing else: a heading above what they should do
};

class Bodies {
 public:
  explicit Bodies(std::string_view document) : document_(document) {}
  // Of a sentence ("HVFT and the council must agree …") or of a heading ending in a colon.
  Addressed addressed_by(std::string_view text) const;
  // Of a heading that is only names ("Recommendations for Harrow Vale Police"); empty where it is anything else.
  std::vector<std::string_view> named_alone(std::string_view text) const;
  // Those named in brackets at the end: "… by risk. (To HMPPS and the governor)"; empty where none are.
  std::vector<std::string_view> in_brackets(std::string_view text) const;
  // The names in a list, each whole.
  std::vector<std::string_view> listed(std::string_view text) const;

 private:
  bool stands_alone(std::string_view name) const;

  std::string_view document_;
  mutable std::map<std::string, bool, std::less<>> alone_;
};

// "Within three months" of "Within three months, the ICB should …": by when, said before whom; empty where nothing is.
std::string_view time_before(std::string_view text);

// Whether a name ends as a body's does: "… Council", "… ICB", "HVFT".
bool ends_as_body(std::string_view name);

}  // namespace candour::intake::inspection
