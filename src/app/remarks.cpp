#include "app/remarks.h"

#include <algorithm>
#include <string>
#include <utility>

#include "assurance/tests.h"
#include "base/text.h"

namespace candour::app {
namespace {

// A remark on a claim is put to the agency, not to the person who imports: the row is imported as read. So it is
// never an ask, which would leave the row's rating undecided.
intake::Severity severity_of(assurance::Weight weight) {
  return weight == assurance::Weight::note ? intake::Severity::note : intake::Severity::check;
}

}  // namespace

std::vector<assurance::Claim> claims_of(const intake::Reading& reading) {
  std::vector<assurance::Claim> claims;
  claims.reserve(reading.actions.size());
  for (const intake::Action& action : reading.actions) {
    assurance::Claim claim;
    claim.where = document::in_words(action.place);
    claim.finding = action.finding;
    claim.question = action.recommendation;
    claim.agency = action.agency;
    claim.response = action.response;
    claim.action = action.action;
    claim.rating = action.rating.as_written;
    claim.status = action.rating.status;
    claim.constraints = action.constraints;
    claim.evidence = action.evidence;
    claim.target = action.target;
    claim.lead = action.lead;
    claim.outcome = action.outcome;
    for (const auto& [header, value] : action.other) {
      const std::string name = folded(header);
      const std::string_view share = trimmed(value);
      claim.whole_done =
          claim.whole_done || ((name.find('%') != std::string::npos || name.find("percent") != std::string::npos) &&
                               (share == "100%" || share == "100 %" || share == "100"));
    }
    claims.push_back(std::move(claim));
  }
  return claims;
}

assurance::Setting setting_of(const intake::Reading& reading, const std::vector<assurance::Claim>& claims) {
  assurance::Column evidence = assurance::Column::present;
  for (const intake::UnderstoodColumn& column : reading.columns) {
    if (column.column != intake::Column::evidence) continue;
    for (const std::string& word : words(column.header))
      if (word == "target" || word == "date" || word == "deadline" || word == "timescale" || word == "timescales" ||
          word == "when" || word == "due")
        evidence = assurance::Column::with_target_dates;
  }
  return assurance::setting_of(claims, reading.as_at, evidence);
}

intake::Reading with_remarks(intake::Reading reading) {
  if (reading.kind != intake::Kind::action_plan) return reading;
  const auto claims = claims_of(reading);
  for (assurance::Remark& remark : assurance::remarks_on(claims, setting_of(reading, claims))) {
    const intake::Action& action = reading.actions[remark.claim];
    const auto place = action.places.find(remark.field);
    intake::Anomaly anomaly;
    anomaly.code = std::move(remark.code);
    anomaly.severity = severity_of(remark.weight);
    anomaly.place = place == action.places.end() ? action.place : place->second;
    anomaly.message = std::move(remark.message);
    anomaly.suggestion = std::move(remark.suggestion);
    anomaly.action = remark.claim;
    anomaly.field = std::move(remark.field);
    reading.anomalies.push_back(std::move(anomaly));
  }
  return reading;
}

}  // namespace candour::app
