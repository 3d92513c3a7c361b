#pragma once
// What has happened, as facts that never change. Every event belongs to one stream (a plan's, or the partnership's),
// and carries when it was recorded and the date it speaks of, so that a view can be as known then or as known now.
// apply() folds one into the state; it never fails and never decides. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "plan/plan.h"

namespace candour::plan {

// ---- The partnership's stream ----
struct PartnershipNamed { std::string name; };
struct AgencyAdded { AgencyId agency; std::string name; };
struct AgencyRenamed { AgencyId agency; std::string name; };  // the old name becomes an alias
struct AgencyAliasAdded { AgencyId agency; std::string alias; };
using PartnershipBody = std::variant<PartnershipNamed, AgencyAdded, AgencyRenamed, AgencyAliasAdded>;

// ---- A plan's stream ----
struct PlanStarted {
  PlanId plan;
  std::string title;
  Review review;
  std::optional<Date> as_at;
  std::uint32_t cycle_months = 3;
};
struct DocumentImported {  // the events up to the next one of its kind come from this document
  ImportId import;
  std::string document_name;
  std::string document_sha256;
  std::uint32_t rows_imported = 0;
  std::uint32_t rows_skipped = 0;
  std::vector<std::string> decisions;  // sentences: what a person decided about rows left out and the document as a whole
};
struct PlanRetitled { std::string title; Review review; };
struct KeySet { Key key; };  // version = the former's + 1
struct FindingAdded { Finding finding; };
struct FindingReworded { Finding finding; };  // by ref
struct RecommendationAdded { Recommendation recommendation; };
struct RecommendationReworded { Recommendation recommendation; };
struct ResponseGiven { std::string recommendation; AgencyId agency; Response response; };
// Of `action` only what a document or a person can state: number to outcome, dates, place, as_imported. Ratings,
// evidence and history come by their own events.
struct ActionAdded { Action action; };
struct ActionChanged {  // a field of text corrected or reworded
  Number number = 0;
  std::string field;  // "wording", "response", "constraints", "evidence", "outcome", "lead", "reference"
  std::string from;
  std::string to;
  std::string reason;
};
struct ActionMoved { Number number = 0; AgencyId from; AgencyId to; std::string reason; };
struct DateChanged {
  Number number = 0;
  std::optional<Date> from;
  std::optional<Date> to;
  std::string target;  // as written
  std::vector<WrittenDate> dates;
  std::string reason;
};
struct Rated { Number number = 0; Rating rating; std::string reason; };
struct UpdateGiven { Number number = 0; Update update; };
struct CompletionClaimed { Number number = 0; Date completed; std::string evidence_or_why_none; std::string by; };
struct ClaimAccepted { Number number = 0; std::string by; std::string reason; };   // by a second person
struct ClaimReturned { Number number = 0; std::string by; std::string reason; };
struct EvidenceAdded { Number number = 0; Evidence evidence; };
struct EvidenceTested { Number number = 0; std::uint32_t evidence = 0; Date tested; std::string by; std::string finding; };
struct Embedded { Number number = 0; std::string by; std::string reason; };
struct ActionClosed { Number number = 0; Closure closure; };
struct ActionReopened { Number number = 0; std::string reason; };
struct ActionWithdrawn { Number number = 0; std::string reason; };  // it never was one; leaves every list, stays in the record
struct UpdateAsked { std::vector<Number> numbers; Date deadline; };
struct ImportWithdrawn { ImportId import; std::string reason; };
using PlanBody =
    std::variant<PlanStarted, DocumentImported, PlanRetitled, KeySet, FindingAdded, FindingReworded, RecommendationAdded,
                 RecommendationReworded, ResponseGiven, ActionAdded, ActionChanged, ActionMoved, DateChanged, Rated,
                 UpdateGiven, CompletionClaimed, ClaimAccepted, ClaimReturned, EvidenceAdded, EvidenceTested, Embedded,
                 ActionClosed, ActionReopened, ActionWithdrawn, UpdateAsked, ImportWithdrawn>;

// Who and when, the same for every event.
struct Stamp {
  Moment recorded;
  Date speaks_of;
  std::string actor;  // "operator", or the person's id
};
template <class Body>
struct Event {
  Stamp stamp;
  Body body;
};
using PartnershipEvent = Event<PartnershipBody>;
using PlanEvent = Event<PlanBody>;

void apply(Partnership& partnership, const PartnershipEvent& event);
void apply(Plan& plan, const PlanEvent& event);

}  // namespace candour::plan
