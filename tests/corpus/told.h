#pragma once
// A reading told in lines that a person can read, and lines as they are expected.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "intake/reading.h"

namespace candour::corpus {

// "  lead: Named Nurse" within "action 3: …" has the path "action 3 / lead". No two lines of one telling share a path.
struct Line {
  std::string path;
  std::string text;
  bool operator==(const Line&) const = default;
};
using Lines = std::vector<Line>;

// Everything of the reading that does not depend on the form of its file: not places, which the properties look at, and
// not what was kept, except that nothing else was found.
Lines tell(const intake::Reading& reading);

// The lines of a file of expectations by form. A line that is so only in some forms begins with "in docx, odt: ".
std::map<std::string, Lines> read_expected(std::string_view text, const std::set<std::string>& forms);
// The other way: what is the same in every form is written once.
std::string write_expected(const std::map<std::string, Lines>& by_form);

// "  " the same, "- " expected and not read, "+ " read and not expected; with two lines around each difference.
std::string difference(const Lines& expected, const Lines& read);

// Paths at which the two differ.
std::set<std::string> differing(const Lines& expected, const Lines& read);

// What is read, with the lines at these paths as expected: known to be read wrongly.
Lines with_expected(const Lines& read, const Lines& expected, const std::set<std::string>& paths);

}  // namespace candour::corpus
