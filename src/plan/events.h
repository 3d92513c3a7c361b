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
#include "base/event.h"
#include "plan/plan.h"

namespace candour::plan {

// ---- The partnership's stream ----
struct PartnershipNamed {
  std::string name;
  bool operator==(const PartnershipNamed&) const = default;
};
struct AgencyAdded {
  AgencyId agency;
  std::string name;
  bool operator==(const AgencyAdded&) const = default;
};
// the old name becomes an alias
struct AgencyRenamed {
  AgencyId agency;
  std::string name;
  bool operator==(const AgencyRenamed&) const = default;
};
struct AgencyAliasAdded {
  AgencyId agency;
  std::string alias;
  bool operator==(const AgencyAliasAdded&) const = default;
};
using PartnershipBody = std::variant<PartnershipNamed, AgencyAdded, AgencyRenamed, AgencyAliasAdded>;

// ---- A plan's stream ----
struct PlanStarted {
  PlanId plan;
  std::string title;
  Review review;
  std::optional<Date> as_at;
  std::uint32_t cycle_months = 3;
  bool operator==(const PlanStarted&) const = default;
};
struct DocumentImported {  // the events up to its ImportFinished come from this document
  ImportId import;
  std::string document_name;
  std::string document_sha256;
  std::uint32_t rows_imported = 0;
  std::uint32_t rows_skipped = 0;
  std::vector<std::string>
      decisions;              // sentences: what a person decided about rows left out and the document as a whole
  std::optional<Date> as_at;  // the document's own date
  bool operator==(const DocumentImported&) const = default;
};
struct ImportFinished {
  ImportId import;
  bool operator==(const ImportFinished&) const = default;
};
struct PlanRetitled {
  std::string title;
  Review review;
  bool operator==(const PlanRetitled&) const = default;
};
// version = the former's + 1
struct KeySet {
  Key key;
  bool operator==(const KeySet&) const = default;
};
struct FindingAdded {
  Finding finding;
  bool operator==(const FindingAdded&) const = default;
};
// by ref
struct FindingReworded {
  Finding finding;
  bool operator==(const FindingReworded&) const = default;
};
struct RecommendationAdded {
  Recommendation recommendation;
  bool operator==(const RecommendationAdded&) const = default;
};
struct RecommendationReworded {
  Recommendation recommendation;
  bool operator==(const RecommendationReworded&) const = default;
};
// What an inspector's report brings beside its recommendations, each in the order of the report.
struct AttentionDrawn {
  Attention attention;
  bool operator==(const AttentionDrawn&) const = default;
};
struct ParagraphKept {
  ReportParagraph paragraph;
  bool operator==(const ParagraphKept&) const = default;
};
struct AnswerClockRead {
  AnswerClock clock;
  bool operator==(const AnswerClockRead&) const = default;
};
// When an inspection's answer is due, entered or put right by a person; nothing within: not known, not said.
struct AnswerDateSet {
  std::optional<Date> received;
  std::optional<Date> due;
  std::string reason;
  bool operator==(const AnswerDateSet&) const = default;
};
struct ResponseGiven {
  std::string recommendation;
  AgencyId agency;
  Response response;
  bool operator==(const ResponseGiven&) const = default;
};
// Of `action` only what a document or a person can state: number to as_imported, and the dates that decide() read from
// its target (due, original_due, slips). Rating, evidence items and history come by their own events.
struct ActionAdded {
  Action action;
  bool operator==(const ActionAdded&) const = default;
};
struct ActionChanged {  // a field of text corrected or reworded
  Number number = 0;
  // "wording", "response", "constraints", "evidence", "outcome", "lead", "reference", "finding"; "recommendations" and
  // "supporting", one a line; and from a newer document "place", "places" and "as_imported", which make no history.
  std::string field;
  std::string from;
  std::string to;
  std::string reason;
  bool operator==(const ActionChanged&) const = default;
};
struct ActionMoved {
  Number number = 0;
  AgencyId from;
  AgencyId to;
  std::string reason;
  bool operator==(const ActionMoved&) const = default;
};
struct DateChanged {
  Number number = 0;
  std::optional<Date> from;
  std::optional<Date> to;
  std::string target;  // as written
  std::vector<WrittenDate> dates;
  std::string reason;
  bool operator==(const DateChanged&) const = default;
};
// moderated_as: the role of whoever rated it otherwise than its owner ("scrutineer", "coordinator"); empty where the
// owner or a document says it.
struct Rated {
  Number number = 0;
  Rating rating;
  std::string reason;
  std::string moderated_as = {};
  bool operator==(const Rated&) const = default;
};
struct UpdateGiven {
  Number number = 0;
  Update update;
  bool operator==(const UpdateGiven&) const = default;
};
struct CompletionClaimed {
  Number number = 0;
  Date completed;
  std::string evidence_or_why_none;
  std::string by;
  bool operator==(const CompletionClaimed&) const = default;
};
// by a second person
struct ClaimAccepted {
  Number number = 0;
  std::string by;
  std::string reason;
  bool operator==(const ClaimAccepted&) const = default;
};
struct ClaimReturned {
  Number number = 0;
  std::string by;
  std::string reason;
  bool operator==(const ClaimReturned&) const = default;
};
struct EvidenceAdded {
  Number number = 0;
  Evidence evidence;
  bool operator==(const EvidenceAdded&) const = default;
};
struct EvidenceTested {
  Number number = 0;
  std::uint32_t evidence = 0;
  Date tested;
  std::string by;
  std::string finding;
  bool failed = false;  // it does not show what it is here for
  bool operator==(const EvidenceTested&) const = default;
};
struct EvidenceWithdrawn {
  Number number = 0;
  std::uint32_t evidence = 0;
  std::string reason;
  bool operator==(const EvidenceWithdrawn&) const = default;
};
struct Challenged {
  Number number = 0;
  std::uint32_t challenge = 0;
  std::string text;
  std::string by;
  Date answer_due;
  bool operator==(const Challenged&) const = default;
};
struct ChallengeAnswered {
  Number number = 0;
  std::uint32_t challenge = 0;
  std::string answer;
  std::string by;
  bool operator==(const ChallengeAnswered&) const = default;
};
struct ChallengeEnded {
  Number number = 0;
  std::uint32_t challenge = 0;
  ChallengeEnd end = ChallengeEnd::withdrawn;
  std::string reason;
  std::string by;
  bool operator==(const ChallengeEnded&) const = default;
};
// The day by which it is looked at again; nothing: no more.
struct RetestScheduled {
  Number number = 0;
  std::optional<Date> due;
  std::string reason;
  bool operator==(const RetestScheduled&) const = default;
};
struct Retested {
  Number number = 0;
  Date tested;
  std::string by;
  bool holds = false;  // it is still so in practice
  std::string finding;
  std::optional<Date> next;
  bool operator==(const Retested&) const = default;
};
struct Embedded {
  Number number = 0;
  std::string by;
  std::string reason;
  bool operator==(const Embedded&) const = default;
};
struct ActionClosed {
  Number number = 0;
  Closure closure;
  bool operator==(const ActionClosed&) const = default;
};
struct ActionReopened {
  Number number = 0;
  std::string reason;
  bool operator==(const ActionReopened&) const = default;
};
// it never was one; leaves every list, stays in the record
struct ActionWithdrawn {
  Number number = 0;
  std::string reason;
  bool operator==(const ActionWithdrawn&) const = default;
};
struct ActionTied {
  Number number = 0;
  Tie tie;
  bool operator==(const ActionTied&) const = default;
};
struct ActionUntied {
  Number number = 0;
  PlanId plan;
  std::string recommendation;
  std::string reason;
  bool operator==(const ActionUntied&) const = default;
};
// A person reviewed a remark on the action, and it stands because of the reason; for these facts alone.
struct RemarkAnswered {
  Number number = 0;
  std::string code;
  std::string facts;
  std::string by;
  std::string reason;
  bool operator==(const RemarkAnswered&) const = default;
};
struct RemarkReopened {
  Number number = 0;
  std::string code;
  std::string facts;
  std::string reason;
  bool operator==(const RemarkReopened&) const = default;
};
struct UpdateAsked {
  std::vector<Number> numbers;
  Date deadline;
  std::string asking = {};  // Asking::of
  bool operator==(const UpdateAsked&) const = default;
};
// It reached nobody after all, or was revoked: nobody was silent.
struct AskingTakenBack {
  std::vector<Number> numbers;
  std::string asking;
  std::string reason;
  bool operator==(const AskingTakenBack&) const = default;
};
// An agency has answered by its link; whoever asked it decides what becomes of it.
struct AnswerSent {
  std::vector<Number> numbers;
  std::string request;  // its id
  bool operator==(const AnswerSent&) const = default;
};
// taken: it became part of the plan, as it came or changed, by the events beside this. returned: it went back with a
// question, and is awaited again by `due`. set_aside: its request was revoked.
struct AnswerSettled {
  std::vector<Number> numbers;
  std::string request;
  AnswerEnd end = AnswerEnd::taken;
  std::optional<Date> due;  // of returned
  std::string reason;
  bool operator==(const AnswerSettled&) const = default;
};
struct ImportWithdrawn {
  ImportId import;
  std::string reason;
  bool operator==(const ImportWithdrawn&) const = default;
};
// The next `events` events are one decision: they stand, and can be undone, together. The reason is that of each of
// them that has none of its own. What bears the same `together` in other plans (and requests) was decided with it, and
// is undone with it alone; then its updates, claims and what was accepted are taken back too.
struct StepTaken {
  std::uint32_t events = 0;
  StepKind kind = StepKind::change;
  std::string of;  // what was split, or merged into: an action's number, a reference
  std::string reason;
  std::string together = {};
  bool operator==(const StepTaken&) const = default;
};
// Everything the step touched stands again as it stood before.
struct StepUndone {
  std::uint64_t step = 0;
  std::string reason;
  bool operator==(const StepUndone&) const = default;
};
// by ref; they leave every list and stay in the record
struct FindingWithdrawn {
  std::string ref;
  std::string reason;
  bool operator==(const FindingWithdrawn&) const = default;
};
struct RecommendationWithdrawn {
  std::string ref;
  std::string reason;
  bool operator==(const RecommendationWithdrawn&) const = default;
};
// The former key was wrong: what was rated by it means what the present one says of the same words.
struct RatingsReread {
  std::uint32_t former_key = 0;
  bool operator==(const RatingsReread&) const = default;
};
struct PlanWithdrawn {
  std::string reason;
  bool operator==(const PlanWithdrawn&) const = default;
};
using PlanBody =
    std::variant<PlanStarted, DocumentImported, PlanRetitled, KeySet, FindingAdded, FindingReworded,
                 RecommendationAdded, RecommendationReworded, ResponseGiven, ActionAdded, ActionChanged, ActionMoved,
                 DateChanged, Rated, UpdateGiven, CompletionClaimed, ClaimAccepted, ClaimReturned, EvidenceAdded,
                 EvidenceTested, Embedded, ActionClosed, ActionReopened, ActionWithdrawn, UpdateAsked, ImportWithdrawn,
                 ImportFinished, AttentionDrawn, ParagraphKept, AnswerClockRead, AnswerDateSet, ActionTied,
                 ActionUntied, RemarkAnswered, RemarkReopened, EvidenceWithdrawn, Challenged, ChallengeAnswered,
                 ChallengeEnded, RetestScheduled, Retested, StepTaken, StepUndone, FindingWithdrawn,
                 RecommendationWithdrawn, RatingsReread, PlanWithdrawn, AskingTakenBack, AnswerSent, AnswerSettled>;

// Who and when, the same for every event of every room (base/event.h).
using candour::Event;
using candour::Stamp;
using PartnershipEvent = Event<PartnershipBody>;
using PlanEvent = Event<PlanBody>;

// Total: any event may follow any other (a view as known now leaves out those that speak of a later day), and one that
// names what is not there changes nothing but the version. Linear in the events; give up an event to save its copy.
// Call it as plan::apply: to the short name std::apply answers too.
void apply(Partnership& partnership, const PartnershipEvent& event);
void apply(Plan& plan, const PlanEvent& event);
void apply(Plan& plan, PlanEvent&& event);

}  // namespace candour::plan
