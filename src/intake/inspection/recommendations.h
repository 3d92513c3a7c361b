#pragma once
// The recommendations once all is read: a repeated one made one, numbers for those without, to whom each is addressed,
// and which paragraph cites which.

#include <string>
#include <vector>

#include "intake/inspection/bodies.h"
#include "intake/inspection/headings.h"
#include "intake/inspection/remarks.h"
#include "intake/reading.h"

namespace candour::intake::inspection {

struct Written {       // beside Reading::recommendations
  bool given = false;  // its ref is written in the document
  Opens kind = Opens::recommendations;
  std::vector<std::string> group;
  std::string finding_number;
};

// A recommendation in its chapter and again in the summary is one.
void merge_repeated(Reading& reading, std::vector<Written>& all_written);
// Those without a number are numbered by their order.
void number_the_rest(Reading& reading, const std::vector<Written>& all_written);
// To the bodies named in the text, else to those of its group.
void address(Reading& reading, const std::vector<Written>& all_written, const Bodies& bodies);
// Fills Paragraph::cites and Recommendation::cited_by; returns the citations that lead nowhere.
std::vector<BrokenCitation> cite(Reading& reading);

}  // namespace candour::intake::inspection
