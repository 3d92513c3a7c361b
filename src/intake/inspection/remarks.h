#pragma once
// What is odd in a report once it is read: citations that lead nowhere, recommendations said twice, bodies asked within
// the text and not at its head. Pure.

#include <set>
#include <string>
#include <vector>

#include "intake/reading.h"

namespace candour::intake::inspection {

struct BrokenCitation {
  std::string paragraph, ref;
  document::Place place;
};
struct Oddities {  // that only the layout shows
  std::vector<BrokenCitation> broken;
  std::vector<document::Place> citation_lines;
  std::set<std::string> written_refs;  // of recommendations: not those that we numbered by their order
};

// citation.nowhere             check  a paragraph cites a recommendation that is not there
// citation.own-line            note   a citation on a line of its own; once for the document
// citation.singular            note   "Recommendation" with several numbers; once for the document
// number.clash                 note   numbers that are both a paragraph's and a recommendation's; once for the document
// recommendation.uncited       note   cited by no paragraph, where others are; once for the document
// recommendation.repeated      check  the text of another, or nearly
// recommendation.body-in-text  check  a body asked within the text and not among those addressed
// recommendation.number-twice  check  two recommendations with one number
// paragraph.uncited            note   findings with neither a citation nor an attention passage; once for the document
// attention.and-recommendation note   both; once for the document
// attention.promised           check  to be drawn to somebody's attention, and not said whether it was
// attention.twice              check  one paragraph drawn to one body's attention twice, in other roles
// name.near-initials           note   "HVFT" and "HVF": initials that one letter parts; once for each pair
// sentence.incomplete          note   "While …" and no second half; once for the document
// attention.two-names          note   one body under several names; once for the document
// attention.role-vague         note   "commissioner of the service", which is not named; once for the document
// paragraph.contradicts        check  a grade that is needed and called too little, a way of working denied and
// affirmed clock.no-start               note   the time runs from a receipt whose day the report cannot tell
std::vector<Anomaly> find_inspection_anomalies(const Reading& reading, const Oddities& oddities);

}  // namespace candour::intake::inspection
