#pragma once
// What can be said of how a document is written once it has been read, without looking at its layout again:
// dates that can be read two ways, cells that only point elsewhere, text that repeats, agencies and leads that
// nobody outside could name. What the document claims is for assurance. Pure; any thread.

#include <vector>

#include "intake/reading.h"

namespace candour::intake {

// Nothing here asks for a decision before an import: what was read is what is written, and the doubt is the plan's
// own. So no severity is above check.

// Every pass below, in order of place; for the end of draft(), when actions, findings, recommendations, columns
// and as_at of the reading are settled. Reading::anomalies is not looked at and not changed.
std::vector<Anomaly> find_anomalies_of_writing(const Reading& reading);

// date.two-in-one     check  two dates where one was asked for: it slipped, or it is two actions
// date.unread         check  figures like those of a date in a target, and no date in them
// date.no-year        check  "in June", and no year anywhere near
// date.wrong-year     check  out of the order the plan's own notes keep, done after the report, or decades away
// date.day-or-year    note   "Nov 14"; once for the document
// date.order          note   07.01.2016; once for the document
// date.mixed-forms    note   three ways of writing a date or more; once for the document
std::vector<Anomaly> find_date_anomalies(const Reading& reading);

// agency.silent            check  an agency that answers most questions has no row for one
// agency.joint-and-single  check  a question answered both by a body and by a pair that it is part of
// lead.initials            check  initials that the plan never explains; once for the document
// lead.not-a-post          note   the lead is a body, a thing or a sentence, not a person or a post
std::vector<Anomaly> find_agency_anomalies(const Reading& reading);
std::vector<Anomaly> find_lead_anomalies(const Reading& reading);

}  // namespace candour::intake
