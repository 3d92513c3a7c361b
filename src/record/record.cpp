#include "record/record.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/text.h"

namespace candour::record {
namespace {

using nlohmann::json;
using namespace candour::plan;  // the words of the trade are what this file is about

// ---- How each type of event is called, and the version it is written in ----

struct Kind {
  const char* type;
  std::uint32_t version = 1;
};
template <class Body>
constexpr Kind kind_of = Body::is_not_named_here;  // a new event does not compile until it is named and described

template <>
constexpr Kind kind_of<PartnershipNamed>{"partnership.named"};
template <>
constexpr Kind kind_of<AgencyAdded>{"partnership.agency_added"};
template <>
constexpr Kind kind_of<AgencyRenamed>{"partnership.agency_renamed"};
template <>
constexpr Kind kind_of<AgencyAliasAdded>{"partnership.agency_alias_added"};
template <>
constexpr Kind kind_of<PlanStarted>{"plan.started"};
template <>
constexpr Kind kind_of<DocumentImported>{"plan.document_imported"};
template <>
constexpr Kind kind_of<PlanRetitled>{"plan.retitled"};
template <>
constexpr Kind kind_of<KeySet>{"plan.key_set"};
template <>
constexpr Kind kind_of<FindingAdded>{"plan.finding_added"};
template <>
constexpr Kind kind_of<FindingReworded>{"plan.finding_reworded"};
template <>
constexpr Kind kind_of<RecommendationAdded>{"plan.recommendation_added", 2};  // 2: its place
template <>
constexpr Kind kind_of<RecommendationReworded>{"plan.recommendation_reworded", 2};  // 2: its place
template <>
constexpr Kind kind_of<ResponseGiven>{"plan.response_given"};
template <>
constexpr Kind kind_of<ActionAdded>{"plan.action_added", 2};  // 2: the places of its fields
template <>
constexpr Kind kind_of<ActionChanged>{"plan.action_changed"};
template <>
constexpr Kind kind_of<ActionMoved>{"plan.action_moved"};
template <>
constexpr Kind kind_of<DateChanged>{"plan.date_changed"};
template <>
constexpr Kind kind_of<Rated>{"plan.rated", 2};  // 2: whether it was moderated
template <>
constexpr Kind kind_of<UpdateGiven>{"plan.update_given", 2};  // 2: the day since which nothing changed
template <>
constexpr Kind kind_of<CompletionClaimed>{"plan.completion_claimed"};
template <>
constexpr Kind kind_of<ClaimAccepted>{"plan.claim_accepted"};
template <>
constexpr Kind kind_of<ClaimReturned>{"plan.claim_returned"};
template <>
constexpr Kind kind_of<EvidenceAdded>{"plan.evidence_added",
                                      3};  // 2: what it is about, and its file's name; 3: whether it is sensitive
template <>
constexpr Kind kind_of<EvidenceTested>{"plan.evidence_tested", 2};  // 2: whether it failed
template <>
constexpr Kind kind_of<Embedded>{"plan.embedded"};
template <>
constexpr Kind kind_of<ActionClosed>{"plan.action_closed"};
template <>
constexpr Kind kind_of<ActionReopened>{"plan.action_reopened"};
template <>
constexpr Kind kind_of<ActionWithdrawn>{"plan.action_withdrawn"};
template <>
constexpr Kind kind_of<UpdateAsked>{"plan.update_asked", 2};  // 2: by which letters
template <>
constexpr Kind kind_of<AskingTakenBack>{"plan.asking_taken_back"};
template <>
constexpr Kind kind_of<AnswerSent>{"plan.answer_sent"};
template <>
constexpr Kind kind_of<AnswerSettled>{"plan.answer_settled"};
template <>
constexpr Kind kind_of<ImportWithdrawn>{"plan.import_withdrawn"};
template <>
constexpr Kind kind_of<ImportFinished>{"plan.import_finished"};
template <>
constexpr Kind kind_of<AttentionDrawn>{"plan.attention_drawn"};
template <>
constexpr Kind kind_of<ParagraphKept>{"plan.paragraph_kept"};
template <>
constexpr Kind kind_of<AnswerClockRead>{"plan.answer_clock_read"};
template <>
constexpr Kind kind_of<AnswerDateSet>{"plan.answer_date_set"};
template <>
constexpr Kind kind_of<ActionTied>{"plan.action_tied"};
template <>
constexpr Kind kind_of<ActionUntied>{"plan.action_untied"};
template <>
constexpr Kind kind_of<RemarkAnswered>{"plan.remark_answered"};
template <>
constexpr Kind kind_of<RemarkReopened>{"plan.remark_reopened"};
template <>
constexpr Kind kind_of<EvidenceWithdrawn>{"plan.evidence_withdrawn"};
template <>
constexpr Kind kind_of<Challenged>{"plan.challenged"};
template <>
constexpr Kind kind_of<ChallengeAnswered>{"plan.challenge_answered"};
template <>
constexpr Kind kind_of<ChallengeEnded>{"plan.challenge_ended"};
template <>
constexpr Kind kind_of<RetestScheduled>{"plan.retest_scheduled"};
template <>
constexpr Kind kind_of<Retested>{"plan.retested"};

template <>
constexpr Kind kind_of<StepTaken>{"plan.step_taken", 2};  // 2: with what it was decided together
template <>
constexpr Kind kind_of<StepUndone>{"plan.step_undone"};
template <>
constexpr Kind kind_of<FindingWithdrawn>{"plan.finding_withdrawn"};
template <>
constexpr Kind kind_of<RecommendationWithdrawn>{"plan.recommendation_withdrawn"};
template <>
constexpr Kind kind_of<RatingsReread>{"plan.ratings_reread"};
template <>
constexpr Kind kind_of<PlanWithdrawn>{"plan.withdrawn"};

template <>
constexpr Kind kind_of<meeting::MinutesImported>{"meeting.minutes_imported"};
template <>
constexpr Kind kind_of<meeting::QuestionRecorded>{"meeting.question_recorded", 2};  // 2: the item it stands under
template <>
constexpr Kind kind_of<meeting::ResolutionRecorded>{"meeting.resolution_recorded", 2};  // 2: likewise
template <>
constexpr Kind kind_of<meeting::QuestionAnswered>{"meeting.question_answered"};
template <>
constexpr Kind kind_of<meeting::ReportBackSet>{"meeting.report_back_set"};
template <>
constexpr Kind kind_of<meeting::ResolutionMet>{"meeting.resolution_met"};
template <>
constexpr Kind kind_of<meeting::ResolutionSetAside>{"meeting.resolution_set_aside"};
template <>
constexpr Kind kind_of<meeting::ResolutionReopened>{"meeting.resolution_reopened"};
template <>
constexpr Kind kind_of<meeting::ImportWithdrawn>{"meeting.import_withdrawn"};
template <>
constexpr Kind kind_of<paper::PaperStarted>{"paper.started"};
template <>
constexpr Kind kind_of<paper::DraftRevised>{"paper.draft_revised"};
template <>
constexpr Kind kind_of<paper::HitDecided>{"paper.hit_decided"};
template <>
constexpr Kind kind_of<paper::PaperProposed>{"paper.proposed"};
template <>
constexpr Kind kind_of<paper::ProposalReturned>{"paper.returned"};
template <>
constexpr Kind kind_of<paper::PaperApproved>{"paper.approved"};
template <>
constexpr Kind kind_of<paper::PaperPublished>{"paper.published"};
template <>
constexpr Kind kind_of<paper::CorrectionStarted>{"paper.correction_started"};
template <>
constexpr Kind kind_of<paper::DraftDiscarded>{"paper.discarded"};
template <>
constexpr Kind kind_of<paper::VersionWithdrawn>{"paper.version_withdrawn"};
template <>
constexpr Kind kind_of<risk::RegisterImported>{"register.imported"};
template <>
constexpr Kind kind_of<risk::RiskRead>{"register.risk_read"};
template <>
constexpr Kind kind_of<risk::ImportWithdrawn>{"register.import_withdrawn"};
template <>
constexpr Kind kind_of<request::Composed>{"request.composed"};
template <>
constexpr Kind kind_of<request::PersonAdded>{"request.person_added", 2};  // 2: who signs in with the address
template <>
constexpr Kind kind_of<request::RowsHandedOn>{"request.rows_handed_on"};
template <>
constexpr Kind kind_of<request::LetterQueued>{"request.letter_queued"};
template <>
constexpr Kind kind_of<request::LetterAttempted>{"request.letter_attempted"};
template <>
constexpr Kind kind_of<request::LetterSettled>{"request.letter_settled"};
template <>
constexpr Kind kind_of<request::LinkContinued>{"request.link_continued"};
template <>
constexpr Kind kind_of<request::AnswersSent>{
    "request.answers_sent",
    3};  // 2: evidence that is a link, and what it shows; 3: who signs in, and whether it is sensitive
template <>
constexpr Kind kind_of<request::RowDecided>{"request.row_decided",
                                            3};  // 2: likewise, and with what it was decided together; 3: likewise
template <>
constexpr Kind kind_of<request::RowsUndecided>{"request.rows_undecided"};
template <>
constexpr Kind kind_of<request::RequestClosed>{"request.closed"};
template <>
constexpr Kind kind_of<request::CodesSetApart>{"request.codes_set_apart"};
template <>
constexpr Kind kind_of<request::RequestRevoked>{"request.revoked"};
template <>
constexpr Kind kind_of<request::NewLinkAsked>{"request.new_link_asked"};
template <>
constexpr Kind kind_of<request::AgencySucceeded>{"request.agency_succeeded"};

template <>
constexpr Kind kind_of<people::PersonAdded>{"people.person_added"};
template <>
constexpr Kind kind_of<people::PersonChanged>{"people.person_changed"};
template <>
constexpr Kind kind_of<people::RoleGiven>{"people.role_given"};
template <>
constexpr Kind kind_of<people::RoleEnded>{"people.role_ended"};
template <>
constexpr Kind kind_of<people::PersonLeft>{"people.person_left"};
template <>
constexpr Kind kind_of<people::PersonReturned>{"people.person_returned"};
template <>
constexpr Kind kind_of<people::ContactNamed>{"people.contact_named", 2};  // 2: in which partnership
template <>
constexpr Kind kind_of<people::ContactRemoved>{"people.contact_removed", 2};  // 2: likewise
template <>
constexpr Kind kind_of<people::PartnershipStarted>{"people.partnership_started"};
template <>
constexpr Kind kind_of<people::PartnershipRenamed>{"people.partnership_renamed"};
template <>
constexpr Kind kind_of<people::AgencySeated>{"people.agency_seated"};
template <>
constexpr Kind kind_of<people::AgencyUnseated>{"people.agency_unseated"};
template <>
constexpr Kind kind_of<people::ThingPlaced>{"people.thing_placed"};
template <>
constexpr Kind kind_of<people::PlanRestricted>{"people.plan_restricted"};
template <>
constexpr Kind kind_of<people::PlanOpened>{"people.plan_opened"};
template <>
constexpr Kind kind_of<people::WeeklyLetterChosen>{"people.weekly_letter_chosen"};
template <>
constexpr Kind kind_of<people::WeeklyLetterAttempted>{"people.weekly_letter_attempted"};
template <>
constexpr Kind kind_of<people::WeeklyLetterSettled>{"people.weekly_letter_settled"};
template <>
constexpr Kind kind_of<people::RemindersChosen>{"people.reminders_chosen"};
template <>
constexpr Kind kind_of<people::WordsErased>{"people.words_erased"};
template <>
constexpr Kind kind_of<people::RestoredWithoutList>{"people.restored_without_list"};

// ---- What each holds: one description serves writing and reading ----
// core() for what may stand for ever, words() for what may one day be erased. What is empty is left out.

template <class F>
void describe(F& f, Review& review) {
  f.core("kind", review.kind);
  f.words("name", review.name);
  f.core("stage", review.stage);
}
template <class F>
void describe(F& f, Finding& finding) {
  f.core("ref", finding.ref);
  f.words("text", finding.text);
  f.words("title", finding.title);
}
template <class F>
void describe(F& f, Recommendation& recommendation) {
  f.core("addressed_to", recommendation.addressed_to);
  f.core("cited_by", recommendation.cited_by);
  f.core("finding", recommendation.finding);
  f.core("place", recommendation.place);
  f.core("ref", recommendation.ref);
  f.words("text", recommendation.text);
}
template <class F>
void describe(F& f, Response& response) {
  f.core("kind", response.kind);
  f.words("text", response.text);
}
template <class F>
void describe(F& f, KeyEntry& entry) {
  f.words("as_written", entry.as_written);
  f.words("meaning", entry.meaning);
  f.core("status", entry.status);
}
template <class F>
void describe(F& f, Rating& rating) {
  f.core("as_at", rating.as_at);
  f.words("as_written", rating.as_written);
  f.core("key_version", rating.key_version);
  f.core("status", rating.status);
}
template <class F>
void describe(F& f, Closure& closure) {
  f.words("body", closure.body);
  f.core("date", closure.date);
  f.core("kind", closure.kind);
  f.words("reason", closure.reason);
}
template <class F>
void describe(F& f, Evidence& evidence) {
  f.words("about", evidence.about);
  f.core("added_by", evidence.added_by);
  f.core("date", evidence.date);
  f.words("description", evidence.description);
  f.core("expires", evidence.expires);
  f.words("file_name", evidence.file_name);
  f.words("link", evidence.link);
  f.core("number", evidence.number);
  f.core("of_practice", evidence.of_practice);
  f.core("sensitive", evidence.sensitive);
  f.words("sha256", evidence.sha256);
  f.words("test_finding", evidence.test_finding);
  f.core("tested", evidence.tested);
  f.core("tested_by", evidence.tested_by);
}
template <class F>
void describe(F& f, Update& update) {
  f.core("as_at", update.as_at);
  f.words("by", update.by);
  f.core("forecast", update.forecast);
  f.words("narrative", update.narrative);
  f.core("unchanged_since", update.unchanged_since);
}
template <class F>
void describe(F& f, WrittenDate& date) {
  f.words("as_written", date.as_written);
  f.core("begin", date.begin);
  f.core("day_or_year_ambiguous", date.day_or_year_ambiguous);
  f.core("days", date.days);
  f.core("kind", date.kind);
  f.core("order_ambiguous", date.order_ambiguous);
  f.core("year_missing", date.year_missing);
}
template <class F>
void describe(F& f, FieldPlace& place) {
  f.core("field", place.field);
  f.core("place", place.place);
}
template <class F>
void describe(F& f, Attention& attention) {
  f.core("agency", attention.agency);
  f.words("body", attention.body);
  f.core("paragraphs", attention.paragraphs);
  f.core("place", attention.place);
  f.words("role", attention.role);
}
template <class F>
void describe(F& f, ReportParagraph& paragraph) {
  f.core("case_example", paragraph.case_example);
  f.core("cites", paragraph.cites);
  f.core("place", paragraph.place);
  f.core("ref", paragraph.ref);
  f.words("text", paragraph.text);
}
template <class F>
void describe(F& f, AnswerClock& clock) {
  f.core("count", clock.count);
  f.words("from", clock.from);
  f.core("place", clock.place);
  f.core("received", clock.received);
  f.words("text", clock.text);
  f.core("unit", clock.unit);
}
// Only what ActionAdded states (events.h).
template <class F>
void describe(F& f, Action& action) {
  f.core("agency", action.agency);
  f.words("as_imported", action.as_imported);
  f.words("constraints", action.constraints);
  f.list("dates", action.dates);
  f.core("due", action.due);
  f.words("evidence", action.evidence);
  f.core("finding", action.finding);
  f.words("lead", action.lead);
  f.core("number", action.number);
  f.core("original_due", action.original_due);
  f.words("original_wording", action.original_wording);
  f.words("outcome", action.outcome);
  f.core("place", action.place);
  f.list("places", action.places);
  f.core("recommendations", action.recommendations);
  f.words("reference", action.reference);
  f.words("response", action.response);
  f.core("slips", action.slips);
  f.core("supporting", action.supporting);
  f.words("target", action.target);
  f.words("wording", action.wording);
}

template <class F>
void describe(F& f, PartnershipNamed& event) {
  f.words("name", event.name);
}
template <class F>
void describe(F& f, AgencyAdded& event) {
  f.core("agency", event.agency);
  f.words("name", event.name);
}
template <class F>
void describe(F& f, AgencyRenamed& event) {
  f.core("agency", event.agency);
  f.words("name", event.name);
}
template <class F>
void describe(F& f, AgencyAliasAdded& event) {
  f.core("agency", event.agency);
  f.words("alias", event.alias);
}
template <class F>
void describe(F& f, PlanStarted& event) {
  f.core("as_at", event.as_at);
  f.core("cycle_months", event.cycle_months);
  f.core("plan", event.plan);
  f.part("review", event.review);
  f.words("title", event.title);
}
template <class F>
void describe(F& f, DocumentImported& event) {
  f.core("as_at", event.as_at);
  f.words("decisions", event.decisions);
  f.words("document_name", event.document_name);
  f.words("document_sha256", event.document_sha256);
  f.core("import", event.import);
  f.core("rows_imported", event.rows_imported);
  f.core("rows_skipped", event.rows_skipped);
}
template <class F>
void describe(F& f, PlanRetitled& event) {
  f.part("review", event.review);
  f.words("title", event.title);
}
template <class F>
void describe(F& f, KeySet& event) {
  f.list("entries", event.key.entries);
  f.core("key_version", event.key.version);
}
template <class F>
void describe(F& f, FindingAdded& event) {
  describe(f, event.finding);
}
template <class F>
void describe(F& f, FindingReworded& event) {
  describe(f, event.finding);
}
template <class F>
void describe(F& f, RecommendationAdded& event) {
  describe(f, event.recommendation);
}
template <class F>
void describe(F& f, RecommendationReworded& event) {
  describe(f, event.recommendation);
}
template <class F>
void describe(F& f, ResponseGiven& event) {
  f.core("agency", event.agency);
  f.core("recommendation", event.recommendation);
  describe(f, event.response);
}
template <class F>
void describe(F& f, ActionAdded& event) {
  describe(f, event.action);
}
template <class F>
void describe(F& f, ActionChanged& event) {
  f.core("field", event.field);
  f.words("from", event.from);
  f.core("number", event.number);
  f.words("reason", event.reason);
  f.words("to", event.to);
}
template <class F>
void describe(F& f, ActionMoved& event) {
  f.core("from", event.from);
  f.core("number", event.number);
  f.words("reason", event.reason);
  f.core("to", event.to);
}
template <class F>
void describe(F& f, DateChanged& event) {
  f.list("dates", event.dates);
  f.core("from", event.from);
  f.core("number", event.number);
  f.words("reason", event.reason);
  f.words("target", event.target);
  f.core("to", event.to);
}
template <class F>
void describe(F& f, Rated& event) {
  f.core("moderated_as", event.moderated_as);
  f.core("number", event.number);
  describe(f, event.rating);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, UpdateGiven& event) {
  f.core("number", event.number);
  describe(f, event.update);
}
template <class F>
void describe(F& f, CompletionClaimed& event) {
  f.core("by", event.by);
  f.core("completed", event.completed);
  f.words("evidence_or_why_none", event.evidence_or_why_none);
  f.core("number", event.number);
}
template <class F>
void describe(F& f, ClaimAccepted& event) {
  f.core("by", event.by);
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, ClaimReturned& event) {
  f.core("by", event.by);
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, EvidenceAdded& event) {
  f.part("evidence", event.evidence);
  f.core("number", event.number);
}
template <class F>
void describe(F& f, EvidenceTested& event) {
  f.core("by", event.by);
  f.core("evidence", event.evidence);
  f.core("failed", event.failed);
  f.words("finding", event.finding);
  f.core("number", event.number);
  f.core("tested", event.tested);
}
template <class F>
void describe(F& f, Embedded& event) {
  f.core("by", event.by);
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, ActionClosed& event) {
  f.part("closure", event.closure);
  f.core("number", event.number);
}
template <class F>
void describe(F& f, ActionReopened& event) {
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, ActionWithdrawn& event) {
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, StepTaken& event) {
  f.core("events", event.events);
  f.core("kind", event.kind);
  f.core("of", event.of);
  f.words("reason", event.reason);
  f.core("together", event.together);
}
template <class F>
void describe(F& f, StepUndone& event) {
  f.words("reason", event.reason);
  f.core("step", event.step);
}
template <class F>
void describe(F& f, FindingWithdrawn& event) {
  f.words("reason", event.reason);
  f.core("ref", event.ref);
}
template <class F>
void describe(F& f, RecommendationWithdrawn& event) {
  f.words("reason", event.reason);
  f.core("ref", event.ref);
}
template <class F>
void describe(F& f, RatingsReread& event) {
  f.core("former_key", event.former_key);
}
template <class F>
void describe(F& f, PlanWithdrawn& event) {
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, UpdateAsked& event) {
  f.core("asking", event.asking);
  f.core("deadline", event.deadline);
  f.core("numbers", event.numbers);
}
template <class F>
void describe(F& f, AskingTakenBack& event) {
  f.core("asking", event.asking);
  f.core("numbers", event.numbers);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, AnswerSent& event) {
  f.core("numbers", event.numbers);
  f.core("request", event.request);
}
template <class F>
void describe(F& f, AnswerSettled& event) {
  f.core("due", event.due);
  f.core("end", event.end);
  f.core("numbers", event.numbers);
  f.words("reason", event.reason);
  f.core("request", event.request);
}
template <class F>
void describe(F& f, ImportWithdrawn& event) {
  f.core("import", event.import);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, ImportFinished& event) {
  f.core("import", event.import);
}
template <class F>
void describe(F& f, AttentionDrawn& event) {
  describe(f, event.attention);
}
template <class F>
void describe(F& f, ParagraphKept& event) {
  describe(f, event.paragraph);
}
template <class F>
void describe(F& f, AnswerClockRead& event) {
  describe(f, event.clock);
}
template <class F>
void describe(F& f, AnswerDateSet& event) {
  f.core("due", event.due);
  f.words("reason", event.reason);
  f.core("received", event.received);
}
template <class F>
void describe(F& f, ActionTied& event) {
  f.core("number", event.number);
  f.core("plan", event.tie.plan);
  f.words("reason", event.tie.reason);
  f.core("recommendation", event.tie.recommendation);
}
template <class F>
void describe(F& f, ActionUntied& event) {
  f.core("number", event.number);
  f.core("plan", event.plan);
  f.words("reason", event.reason);
  f.core("recommendation", event.recommendation);
}
// The facts are a fingerprint of words, which would still tell them apart once the words are gone: words.
template <class F>
void describe(F& f, RemarkAnswered& event) {
  f.core("by", event.by);
  f.core("code", event.code);
  f.words("facts", event.facts);
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, RemarkReopened& event) {
  f.core("code", event.code);
  f.words("facts", event.facts);
  f.core("number", event.number);
  f.words("reason", event.reason);
}

template <class F>
void describe(F& f, EvidenceWithdrawn& event) {
  f.core("evidence", event.evidence);
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, Challenged& event) {
  f.core("answer_due", event.answer_due);
  f.core("by", event.by);
  f.core("challenge", event.challenge);
  f.core("number", event.number);
  f.words("text", event.text);
}
template <class F>
void describe(F& f, ChallengeAnswered& event) {
  f.words("answer", event.answer);
  f.core("by", event.by);
  f.core("challenge", event.challenge);
  f.core("number", event.number);
}
template <class F>
void describe(F& f, ChallengeEnded& event) {
  f.core("by", event.by);
  f.core("challenge", event.challenge);
  f.core("end", event.end);
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, RetestScheduled& event) {
  f.core("due", event.due);
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, Retested& event) {
  f.core("by", event.by);
  f.words("finding", event.finding);
  f.core("holds", event.holds);
  f.core("next", event.next);
  f.core("number", event.number);
  f.core("tested", event.tested);
}

// Meetings. Who asked, answered or was there is a name: words.
template <class F>
void describe(F& f, meeting::Attendance& attendance) {
  f.words("agency", attendance.agency);
  f.words("name", attendance.name);
  f.core("present", attendance.present);
  f.words("role", attendance.role);
}
template <class F>
void describe(F& f, meeting::CountPart& part) {
  f.core("count", part.count);
  f.words("word", part.word);
}
template <class F>
void describe(F& f, meeting::Count& count) {
  f.list("parts", count.parts);
  f.core("place", count.place);
  f.words("review", count.review);
  f.core("total", count.total);
}
template <class F>
void describe(F& f, meeting::MinutesImported& event) {
  f.list("attendance", event.attendance);
  f.words("body", event.body);
  f.list("counts", event.counts);
  f.core("date", event.date);
  f.words("decisions", event.decisions);
  f.words("document_name", event.document_name);
  f.words("document_sha256", event.document_sha256);
  f.core("import", event.import);
  f.words("item", event.item);
  f.core("items_imported", event.items_imported);
  f.core("items_skipped", event.items_skipped);
  f.core("meeting", event.meeting);
  f.words("themes", event.themes);
}
template <class F>
void describe(F& f, meeting::QuestionRecorded& event) {
  f.words("answer", event.question.answer);
  f.words("answered_by", event.question.answered_by);
  f.words("asked_by", event.question.asked_by);
  f.words("item", event.question.item);
  f.core("number", event.question.number);
  f.core("place", event.question.place);
  f.words("text", event.question.text);
}
template <class F>
void describe(F& f, meeting::ResolutionRecorded& event) {
  f.words("item", event.resolution.item);
  f.core("number", event.resolution.number);
  f.core("place", event.resolution.place);
  f.core("ref", event.resolution.ref);
  f.words("text", event.resolution.text);
}
template <class F>
void describe(F& f, meeting::QuestionAnswered& event) {
  f.words("answer", event.answer);
  f.words("answered_by", event.answered_by);
  f.core("number", event.number);
}
template <class F>
void describe(F& f, meeting::ReportBackSet& event) {
  f.core("from", event.from);
  f.core("number", event.number);
  f.words("reason", event.reason);
  f.core("to", event.to);
}
template <class F>
void describe(F& f, meeting::ResolutionMet& event) {
  f.core("met", event.met);
  f.core("number", event.number);
  f.words("shown_by", event.shown_by);
}
template <class F>
void describe(F& f, meeting::ResolutionSetAside& event) {
  f.core("number", event.number);
  f.words("reason", event.reason);
  f.core("state", event.state);
}
template <class F>
void describe(F& f, meeting::ResolutionReopened& event) {
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, meeting::ImportWithdrawn& event) {
  f.core("import", event.import);
  f.words("reason", event.reason);
}

// Papers. What of them is or becomes public (files, ids, the ledger's entry) is core.
template <class F>
void describe(F& f, paper::Scope& scope) {
  f.core("agencies", scope.agencies);
  f.core("as_at", scope.as_at);
  f.core("plans", scope.plans);
  f.core("sections", scope.sections);
}
template <class F>
void describe(F& f, paper::Cover& cover) {
  f.words("body", cover.body);
  f.core("meeting", cover.meeting);
  f.part("scope", cover.scope);
  f.words("title", cover.title);
}
template <class F>
void describe(F& f, paper::File& file) {
  f.core("bytes", file.bytes);
  f.core("media", file.media);
  f.core("name", file.name);
  f.core("sha256", file.sha256);
}
template <class F>
void describe(F& f, paper::Shown& shown) {
  f.core("concern", shown.concern);
  f.words("rating", shown.rating);
  f.core("row", shown.row);
}
template <class F>
void describe(F& f, paper::PaperStarted& event) {
  f.part("cover", event.cover);
  f.core("paper", event.paper);
}
template <class F>
void describe(F& f, paper::DraftRevised& event) {
  f.part("cover", event.cover);
}
template <class F>
void describe(F& f, paper::HitDecided& event) {
  f.core("answer", event.answer);
  f.core("kind", event.kind);
  f.words("text", event.text);
  f.words("words", event.words);
}
template <class F>
void describe(F& f, paper::PaperProposed& event) {
  f.core("document", event.document);
  f.list("files", event.files);
  f.core("number", event.number);
  f.core("record_root", event.record_root);
  f.core("record_size", event.record_size);
  f.list("shown", event.shown);
  f.words("why_eased", event.why_eased);
}
template <class F>
void describe(F& f, paper::ProposalReturned& event) {
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, paper::PaperApproved& event) {
  f.core("document", event.document);
}
template <class F>
void describe(F& f, paper::PaperPublished& event) {
  f.core("document", event.document);
  f.core("entry", event.entry);
  f.core("published", event.published);
}
template <class F>
void describe(F& f, paper::CorrectionStarted& event) {
  f.words("what", event.what);
  f.words("why", event.why);
}
template <class F>
void describe(F& f, paper::DraftDiscarded& event) {
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, paper::VersionWithdrawn& event) {
  f.core("entry", event.entry);
  f.core("number", event.number);
  f.words("reason", event.reason);
  f.core("withdrawn", event.withdrawn);
}

// Risk registers.
template <class F>
void describe(F& f, risk::Score& score) {
  f.words("as_written", score.as_written);
  f.core("impact", score.impact);
  f.core("level", score.level);
  f.core("likelihood", score.likelihood);
  f.core("place", score.place);
  f.core("score", score.score);
}
template <class F>
void describe(F& f, risk::OtherField& field) {
  f.words("header", field.header);
  f.words("value", field.value);
}
template <class F>
void describe(F& f, risk::Remark& remark) {
  f.core("code", remark.code);
  f.words("message", remark.message);
  f.core("place", remark.place);
}
template <class F>
void describe(F& f, risk::RegisterImported& event) {
  f.core("as_at", event.as_at);
  f.words("decisions", event.decisions);
  f.words("document_name", event.document_name);
  f.words("document_sha256", event.document_sha256);
  f.core("import", event.import);
  f.core("register", event.register_id);
  f.list("remarks", event.remarks);
  f.core("rows_imported", event.rows_imported);
  f.core("rows_skipped", event.rows_skipped);
  f.words("title", event.title);
}
template <class F>
void describe(F& f, risk::RiskRead& event) {
  f.words("appetite", event.risk.appetite);
  f.words("controls", event.risk.controls);
  f.core("number", event.risk.number);
  f.list("other", event.risk.other);
  f.words("owner", event.risk.owner);
  f.core("place", event.risk.place);
  f.core("ref", event.risk.ref);
  f.words("review_date", event.risk.review_date);
  f.list("scores", event.risk.scores);
  f.words("title", event.risk.title);
}
template <class F>
void describe(F& f, risk::ImportWithdrawn& event) {
  f.core("import", event.import);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, people::Grant& grant) {
  f.core("actions", grant.actions);
  f.core("agency", grant.agency);
  f.core("number", grant.number);
  f.core("partnership", grant.partnership);
  f.core("plan", grant.plan);
  f.core("role", grant.role);
  f.core("until", grant.until);
}
template <class F>
void describe(F& f, people::Contact& contact) {
  f.words("email", contact.email);
  f.core("kind", contact.kind);
  f.words("name", contact.name);
}
template <class F>
void describe(F& f, people::PersonAdded& event) {
  f.words("email", event.email);
  f.words("name", event.name);
  f.core("person", event.person);
}
template <class F>
void describe(F& f, people::PersonChanged& event) {
  f.words("email", event.email);
  f.words("name", event.name);
  f.core("person", event.person);
}
template <class F>
void describe(F& f, people::RoleGiven& event) {
  f.part("grant", event.grant);
  f.core("person", event.person);
}
template <class F>
void describe(F& f, people::RoleEnded& event) {
  f.core("number", event.number);
  f.core("person", event.person);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, people::PersonLeft& event) {
  f.core("last_day", event.last_day);
  f.core("person", event.person);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, people::PersonReturned& event) {
  f.core("person", event.person);
}
template <class F>
void describe(F& f, people::ContactNamed& event) {
  f.core("agency", event.agency);
  f.part("contact", event.contact);
  f.core("partnership", event.partnership);
}
template <class F>
void describe(F& f, people::ContactRemoved& event) {
  f.core("agency", event.agency);
  f.core("kind", event.kind);
  f.core("partnership", event.partnership);
}
template <class F>
void describe(F& f, people::PartnershipStarted& event) {
  f.words("name", event.name);
  f.core("partnership", event.partnership);
}
template <class F>
void describe(F& f, people::PartnershipRenamed& event) {
  f.words("name", event.name);
  f.core("partnership", event.partnership);
}
template <class F>
void describe(F& f, people::AgencySeated& event) {
  f.core("agency", event.agency);
  f.core("partnership", event.partnership);
}
template <class F>
void describe(F& f, people::AgencyUnseated& event) {
  f.core("agency", event.agency);
  f.core("partnership", event.partnership);
}
template <class F>
void describe(F& f, people::ThingPlaced& event) {
  f.core("partnership", event.partnership);
  f.core("thing", event.thing);
}
template <class F>
void describe(F& f, people::PlanRestricted& event) {
  f.core("people", event.restriction.people);
  f.core("plan", event.plan);
  f.words("reason", event.restriction.reason);
}
template <class F>
void describe(F& f, people::PlanOpened& event) {
  f.core("plan", event.plan);
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, people::WeeklyLetterChosen& event) {
  f.core("off", event.off);
  f.core("person", event.person);
}
template <class F>
void describe(F& f, people::WeeklyLetterAttempted& event) {
  f.core("number", event.number);
  f.core("person", event.person);
}
template <class F>
void describe(F& f, people::WeeklyLetterSettled& event) {
  f.core("person", event.person);
  f.core("state", event.state);
  f.words("words", event.words);
}
template <class F>
void describe(F& f, people::Reminders& reminders) {
  f.core("before", reminders.before);
  f.core("board_member_after", reminders.board_member_after);
  f.core("every", reminders.every);
  f.core("lead_after", reminders.lead_after);
  f.core("most", reminders.most);
}
template <class F>
void describe(F& f, people::RemindersChosen& event) {
  f.core("partnership", event.partnership);
  f.part("reminders", event.reminders);
}
template <class F>
void describe(F& f, people::WordsErased& event) {
  f.core("basis", event.basis);
  f.core("events", event.events);
  f.core("files", event.files);
  f.words("reason", event.reason);
}
template <class F>
void describe(F&, people::RestoredWithoutList&) {}

// Requests. Who was asked and by whom are names: words, and so are their addresses.
template <class F>
void describe(F& f, request::Asked& asked) {
  f.core("number", asked.number);
  f.core("plan", asked.plan);
}
template <class F>
void describe(F& f, request::Told& told) {
  f.words("email", told.email);
  f.words("name", told.name);
}
template <class F>
void describe(F& f, request::Chasing& chasing) {
  f.core("board_member_after", chasing.board_member_after);
  f.core("by_hand", chasing.by_hand);
  f.core("lead_after", chasing.lead_after);
  f.core("most_reminders", chasing.most_reminders);
  f.core("remind_before", chasing.remind_before);
  f.core("remind_every", chasing.remind_every);
}
template <class F>
void describe(F& f, request::Evidence& evidence) {
  f.words("about", evidence.about);
  f.core("date", evidence.date);
  f.words("description", evidence.description);
  f.core("expires", evidence.expires);
  f.words("link", evidence.link);
  f.words("name", evidence.name);
  f.core("of_practice", evidence.of_practice);
  f.core("sensitive", evidence.sensitive);
  f.words("sha256", evidence.sha256);
}
template <class F>
void describe(F& f, request::Answer& answer) {
  f.core("completed", answer.completed);
  f.words("evidence", answer.evidence);
  f.list("files", answer.evidence_items);
  f.core("forecast", answer.forecast);
  f.words("narrative", answer.narrative);
  f.words("rating", answer.rating);
  f.core("saying", answer.saying);
}
template <class F>
void describe(F& f, request::RowAnswer& answer) {
  describe(f, answer.answer);
  f.core("row", answer.row);
}
template <class F>
void describe(F& f, request::Composed& event) {
  f.core("accept_at_once", event.accept_at_once);
  f.core("agency", event.agency);
  f.words("asked_by", event.asked_by);
  f.list("board_member", event.board_member);
  f.part("chasing", event.chasing);
  f.core("deadline", event.deadline);
  f.list("lead", event.lead);
  f.words("meeting", event.meeting);
  f.words("note", event.note);
  f.words("reply_to", event.reply_to);
  f.core("request", event.request);
  f.core("restricted", event.restricted);
  f.list("rows", event.rows);
}
template <class F>
void describe(F& f, request::PersonAdded& event) {
  f.words("email", event.email);
  f.words("name", event.name);
  f.core("number", event.number);
  f.core("role", event.role);
  f.core("signs_in_as", event.signs_in_as);
}
template <class F>
void describe(F& f, request::RowsHandedOn& event) {
  f.words("because", event.because);
  f.core("from", event.from);
  f.core("rows", event.rows);
  f.core("to", event.to);
}
template <class F>
void describe(F& f, request::LetterQueued& event) {
  f.core("kind", event.kind);
  f.core("letter", event.letter);
  f.core("to", event.to);
}
template <class F>
void describe(F& f, request::LetterAttempted& event) {
  f.core("letter", event.letter);
}
template <class F>
void describe(F& f, request::LetterSettled& event) {
  f.core("letter", event.letter);
  f.core("state", event.state);
  f.words("words", event.words);
}
template <class F>
void describe(F& f, request::LinkContinued& event) {
  f.core("person", event.person);
}
template <class F>
void describe(F& f, request::AnswersSent& event) {
  f.list("answers", event.answers);
  f.core("person", event.person);
  f.core("reference", event.reference);
  f.core("signs_in_as", event.signs_in_as);
}
template <class F>
void describe(F& f, request::RowDecided& event) {
  f.list("answer", event.answer);
  f.core("at_once", event.at_once);
  f.words("reason", event.reason);
  f.core("row", event.row);
  f.core("state", event.state);
  f.core("together", event.together);
}
template <class F>
void describe(F& f, request::RowsUndecided& event) {
  f.words("reason", event.reason);
  f.core("together", event.together);
}
template <class F>
void describe(F& f, request::RequestClosed& event) {
  f.words("reason", event.reason);
}
template <class F>
void describe(F& f, request::NewLinkAsked& event) {
  f.core("person", event.person);
}
template <class F>
void describe(F& f, request::AgencySucceeded& event) {
  f.core("agency", event.agency);
  f.words("reason", event.reason);
}
template <class F>
void describe(F&, request::CodesSetApart&) {}
template <class F>
void describe(F& f, request::RequestRevoked& event) {
  f.words("reason", event.reason);
}

// ---- One value and its JSON ----

// Bytes that do not fit what they say they are; never leaves this file.
struct Misfit {
  std::string what;
};

template <class T>
struct EnumText;
template <>
struct EnumText<ReviewKind> {
  static constexpr auto read = review_kind_from_text;
};
template <>
struct EnumText<ReviewStage> {
  static constexpr auto read = review_stage_from_text;
};
template <>
struct EnumText<ResponseKind> {
  static constexpr auto read = response_kind_from_text;
};
template <>
struct EnumText<ClosureKind> {
  static constexpr auto read = closure_kind_from_text;
};
template <>
struct EnumText<ChallengeEnd> {
  static constexpr auto read = challenge_end_from_text;
};
template <>
struct EnumText<AnswerEnd> {
  static constexpr auto read = answer_end_from_text;
};
template <>
struct EnumText<meeting::ResolutionState> {
  static constexpr auto read = meeting::resolution_state_from_text;
};
template <>
struct EnumText<paper::Section> {
  static constexpr auto read = paper::section_from_text;
};
template <>
struct EnumText<paper::Answer> {
  static constexpr auto read = paper::answer_from_text;
};
template <>
struct EnumText<request::Saying> {
  static constexpr auto read = request::saying_from_text;
};
template <>
struct EnumText<request::Role> {
  static constexpr auto read = request::role_from_text;
};
template <>
struct EnumText<request::RowState> {
  static constexpr auto read = request::row_state_from_text;
};
template <>
struct EnumText<request::LetterKind> {
  static constexpr auto read = request::letter_kind_from_text;
};
template <>
struct EnumText<request::LetterState> {
  static constexpr auto read = request::letter_state_from_text;
};
template <>
struct EnumText<people::Role> {
  static constexpr auto read = people::role_from_text;
};
template <>
struct EnumText<people::LetterState> {
  static constexpr auto read = people::letter_state_from_text;
};
template <>
struct EnumText<people::ContactKind> {
  static constexpr auto read = people::contact_kind_from_text;
};
template <>
struct EnumText<people::ErasureBasis> {
  static constexpr auto read = people::erasure_basis_from_text;
};
template <>
struct EnumText<risk::Level> {
  static constexpr auto read = risk::level_from_text;
};
template <>
struct EnumText<StepKind> {
  static constexpr auto read = step_kind_from_text;
};
template <>
struct EnumText<ClockUnit> {
  static constexpr auto read = clock_unit_from_text;
};
template <>
struct EnumText<Status> {
  static constexpr auto read = status_from_text;
};
template <>
struct EnumText<DateReadingKind> {
  static constexpr auto read = date_reading_kind_from_text;
};

void put(json& to, const std::string& text) {
  to = text;
}
void put(json& to, bool value) {
  to = value;
}
void put(json& to, std::uint32_t number) {
  to = number;
}
void put(json& to, std::size_t number) {
  to = number;
}
void put(json& to, Date date) {
  to = date.iso();
}
void put(json& to, Moment moment) {
  to = moment.iso();
}
void put(json& to, const DateRange& range) {
  to = json::array({range.from.iso(), range.to.iso()});
}
template <class Tag>
void put(json& to, const Id<Tag>& id) {
  to = id.text();
}
template <class E>
requires std::is_enum_v<E>
void put(json& to, E value) {
  to = std::string(to_text(value));
}
template <class T>
void put(json& to, const std::vector<T>& values) {
  to = json::array();
  for (const T& value : values) put(to.emplace_back(), value);
}

// What was read: one value and, behind it, all that is inside it.
struct Node {
  enum class Kind { text, number, yes_or_no, list, object };
  Kind kind = Kind::object;
  std::string name;  // in the object it stands in
  std::string text;
  std::uint64_t number = 0;  // also 0 or 1 for false or true
  std::size_t end = 0;       // one behind the last that is inside it
};

// Reads the canonical form and nothing else: no white space, no null, no number but a plain one. A plan of 5,000
// actions is 9 MB of small events; a parser of any JSON takes more than twice as long over them (bench/fold).
class Scanner {
 public:
  // Nothing where the bytes are not one value in canonical form.
  static std::optional<std::vector<Node>> read(std::string_view bytes) {
    if (!is_utf8(bytes)) return std::nullopt;
    Scanner scanner(bytes);
    if (!scanner.value({}, 0) || scanner.at_ != bytes.size()) return std::nullopt;
    return std::move(scanner.nodes_);
  }

 private:
  static constexpr int deepest = 16;

  explicit Scanner(std::string_view bytes) : bytes_(bytes) { nodes_.reserve(32); }

  char next() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }
  bool skip(char wanted) {
    if (next() != wanted) return false;
    ++at_;
    return true;
  }
  bool skip(std::string_view wanted) {
    if (bytes_.substr(at_, wanted.size()) != wanted) return false;
    at_ += wanted.size();
    return true;
  }

  bool value(std::string name, int depth) {
    if (depth > deepest) return false;
    const std::size_t self = nodes_.size();
    nodes_.emplace_back().name = std::move(name);
    bool whole = false;
    switch (next()) {
      case '"':
        nodes_[self].kind = Node::Kind::text;
        whole = text(nodes_[self].text);
        break;
      case '{':
        nodes_[self].kind = Node::Kind::object;
        whole = inside('}', [&] {
          std::string key;
          return text(key) && skip(':') && value(std::move(key), depth + 1);
        });
        break;
      case '[':
        nodes_[self].kind = Node::Kind::list;
        whole = inside(']', [&] { return value({}, depth + 1); });
        break;
      case 't':
      case 'f':
        nodes_[self].kind = Node::Kind::yes_or_no;
        nodes_[self].number = next() == 't' ? 1 : 0;
        whole = skip(next() == 't' ? "true" : "false");
        break;
      default:
        nodes_[self].kind = Node::Kind::number;
        whole = number(nodes_[self].number);
    }
    nodes_[self].end = nodes_.size();
    return whole;
  }

  template <class One>
  bool inside(char last, const One& one) {
    ++at_;
    if (skip(last)) return true;
    for (;;) {
      if (!one()) return false;
      if (skip(last)) return true;
      if (!skip(',')) return false;
    }
  }

  bool number(std::uint64_t& number) {
    const char* const first = bytes_.data() + at_;
    const auto [end, error] = std::from_chars(first, bytes_.data() + bytes_.size(), number);
    if (error != std::errc() || (*first == '0' && end != first + 1)) return false;
    at_ += static_cast<std::size_t>(end - first);
    return true;
  }

  bool text(std::string& out) {
    if (!skip('"')) return false;
    for (;;) {
      const std::size_t start = at_;
      while (at_ < bytes_.size() && bytes_[at_] != '"' && bytes_[at_] != '\\' &&
             static_cast<unsigned char>(bytes_[at_]) >= 0x20)
        ++at_;
      out.append(bytes_, start, at_ - start);
      if (skip('"')) return true;
      if (!skip('\\') || !escaped(out)) return false;
    }
  }
  bool escaped(std::string& out) {
    static constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    const char letter = next();
    ++at_;
    if (letter == 'u') return by_number(out);
    const std::size_t place = letters.find(letter);
    if (letter == '\0' || place == std::string_view::npos) return false;
    out += meant[place];
    return true;
  }
  // Only control characters are written by number.
  bool by_number(std::string& out) {
    if (at_ + 4 > bytes_.size()) return false;
    unsigned code = 0;
    const char* const first = bytes_.data() + at_;
    const auto [end, error] = std::from_chars(first, first + 4, code, 16);
    const bool control = code < 0x20 || code == 0x7f;
    if (error != std::errc() || end != first + 4 || !control) return false;
    at_ += 4;
    out += static_cast<char>(code);
    return true;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::vector<Node> nodes_;
};

// One value among the nodes; nowhere where there is none. Texts are taken out of it, once.
struct Place {
  std::vector<Node>* nodes = nullptr;
  std::size_t at = 0;

  explicit operator bool() const { return nodes != nullptr; }
  Node& node() const { return (*nodes)[at]; }
  bool is(Node::Kind kind) const { return nodes && node().kind == kind; }

  Place field(std::string_view name) const {
    if (!is(Node::Kind::object)) return {};
    for (std::size_t child = at + 1; child < node().end; child = (*nodes)[child].end)
      if ((*nodes)[child].name == name) return {nodes, child};
    return {};
  }
  std::vector<Place> items() const {
    if (!is(Node::Kind::list)) throw Misfit{"a list"};
    std::vector<Place> places;
    for (std::size_t child = at + 1; child < node().end; child = (*nodes)[child].end) places.push_back({nodes, child});
    return places;
  }
};

std::string& text_of(Place from) {
  if (!from.is(Node::Kind::text)) throw Misfit{"a text"};
  return from.node().text;
}
void take(Place from, std::string& text) {
  text = std::move(text_of(from));
}
void take(Place from, bool& value) {
  if (!from.is(Node::Kind::yes_or_no)) throw Misfit{"true or false"};
  value = from.node().number == 1;
}
template <class N>
requires(std::is_unsigned_v<N> && !std::is_same_v<N, bool>) void take(Place from, N& number) {
  if (!from.is(Node::Kind::number) || from.node().number > std::numeric_limits<N>::max()) throw Misfit{"a number"};
  number = static_cast<N>(from.node().number);
}
void take(Place from, Date& date) {
  const auto read = Date::parse(text_of(from));
  if (!read) throw Misfit{"a day"};
  date = *read;
}
void take(Place from, Moment& moment) {
  const auto read = Moment::parse(text_of(from));
  if (!read) throw Misfit{"a moment"};
  moment = *read;
}
void take(Place from, DateRange& range) {
  const std::vector<Place> days = from.items();
  if (days.size() != 2) throw Misfit{"two days"};
  take(days[0], range.from);
  take(days[1], range.to);
}
template <class Tag>
void take(Place from, Id<Tag>& id) {
  id = Id<Tag>(std::move(text_of(from)));
}
template <class E>
requires std::is_enum_v<E>
void take(Place from, E& value) {
  const auto read = EnumText<E>::read(text_of(from));
  if (!read) throw Misfit{"a known word, and not “" + text_of(from) + "”"};
  value = *read;
}
template <class T>
void take(Place from, std::vector<T>& values) {
  for (const Place item : from.items()) take(item, values.emplace_back());
}

template <class T>
bool is_empty(const T&) {
  return false;
}
bool is_empty(const std::string& text) {
  return text.empty();
}
bool is_empty(bool value) {
  return !value;
}
template <class Tag>
bool is_empty(const Id<Tag>& id) {
  return id.empty();
}
template <class T>
bool is_empty(const std::vector<T>& values) {
  return values.empty();
}

// ---- Writing and reading by description ----

struct Writing {
  json core_part = json::object();
  json words_part = json::object();

  template <class T>
  void core(const char* name, const T& value) {
    write(core_part, name, value);
  }
  template <class T>
  void words(const char* name, const T& value) {
    write(words_part, name, value);
  }
  template <class T>
  void part(const char* name, T& value) {
    Writing inner;
    describe(inner, value);
    if (!inner.core_part.empty()) core_part[name] = std::move(inner.core_part);
    if (!inner.words_part.empty()) words_part[name] = std::move(inner.words_part);
  }
  // The words stand beside the cores, one for one.
  template <class T>
  void list(const char* name, std::vector<T>& values) {
    if (values.empty()) return;
    json& cores = core_part[name] = json::array();
    json& texts = words_part[name] = json::array();
    for (T& value : values) {
      Writing inner;
      describe(inner, value);
      cores.push_back(std::move(inner.core_part));
      texts.push_back(std::move(inner.words_part));
    }
  }

 private:
  template <class T>
  static void write(json& to, const char* name, const T& value) {
    if (!is_empty(value)) put(to[name], value);
  }
  template <class T>
  static void write(json& to, const char* name, const std::optional<T>& value) {
    if (value) put(to[name], *value);
  }
};

// Texts and names: what an event of its kind cannot well be without.
bool is_prose(std::string_view name) {
  constexpr std::string_view names[] = {"name", "text",  "title", "narrative", "description",
                                        "lead", "owner", "value", "wording"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

struct Reading {
  Place core_part;
  Place words_part;
  bool erased = false;  // the words

  template <class T>
  void core(const char* name, T& value) {
    read(core_part, name, value);
  }
  template <class T>
  void words(const char* name, T& value) {
    read(words_part, name, value);
    // Where people look for words, that they were erased; a file or an address that is gone stays absent.
    if constexpr (std::is_same_v<T, std::string>)
      if (erased && is_prose(name)) value = erased_words;
  }
  template <class T>
  void part(const char* name, T& value) {
    Reading inner{core_part.field(name), words_part.field(name), erased};
    describe(inner, value);
  }
  template <class T>
  void list(const char* name, std::vector<T>& values) {
    const Place cores = core_part.field(name), texts = words_part.field(name);
    if (!cores) return;
    const std::vector<Place> core_items = cores.items();
    const std::vector<Place> word_items = texts ? texts.items() : std::vector<Place>();
    for (std::size_t i = 0; i < core_items.size(); ++i) {
      Reading inner{core_items[i], i < word_items.size() ? word_items[i] : Place(), erased};
      describe(inner, values.emplace_back());
    }
  }

 private:
  template <class T>
  static void read(Place from, const char* name, T& value) {
    const Place found = from.field(name);
    if (!found) return;
    try {
      take(found, value);
    } catch (Misfit& misfit) {
      throw Misfit{std::string("“") + name + "” is not " + misfit.what};
    }
  }
  template <class T>
  static void read(Place from, const char* name, std::optional<T>& value) {
    if (from.field(name)) read(from, name, value.emplace());
  }
};

// ---- Events ----

std::string bytes_of(const json& object) {
  // Text that is not UTF-8 never gets this far; should it, the record is still written, with U+FFFD in its place.
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

template <class Event>
Parts write_event(const Event& event) {
  Writing writing;
  std::visit(
      [&](const auto& body) {
        using Body = std::remove_cvref_t<decltype(body)>;
        writing.core_part["type"] = kind_of<Body>.type;
        writing.core_part["v"] = kind_of<Body>.version;
        describe(writing, const_cast<Body&>(body));  // writing only looks
      },
      event.body);
  writing.core_part["recorded"] = event.stamp.recorded.iso();
  writing.core_part["speaks_of"] = event.stamp.speaks_of.iso();
  if (!event.stamp.actor.empty()) writing.core_part["actor"] = event.stamp.actor;
  return {bytes_of(writing.core_part), bytes_of(writing.words_part)};
}

template <class Variant, std::size_t I = 0>
bool read_body(Variant& body, const std::string& type, std::uint32_t version, Reading& reading) {
  if constexpr (I == std::variant_size_v<Variant>) {
    return false;
  } else {
    using Body = std::variant_alternative_t<I, Variant>;
    if (type != kind_of<Body>.type) return read_body<Variant, I + 1>(body, type, version, reading);
    if (version == 0 || version > kind_of<Body>.version) return false;
    describe(reading, body.template emplace<I>());
    return true;
  }
}

template <class Event>
Result<Event> read_event(std::string_view core_bytes, std::string_view words_bytes) {
  static constexpr const char* sentence = "A part of the record cannot be read by this version of Candour.";
  auto core = Scanner::read(core_bytes);
  auto words = Scanner::read(words_bytes.empty() ? "{}" : words_bytes);
  if (!core || core->front().kind != Node::Kind::object || !words || words->front().kind != Node::Kind::object)
    return fail(ErrorCode::internal, sentence, "an event is not a JSON object");
  std::string type;
  std::uint32_t version = 0;
  const auto in_event = [&](const std::string& what) {
    return fail(ErrorCode::internal, sentence, "event " + type + " v" + std::to_string(version) + ": " + what);
  };
  try {
    Event event;
    Reading reading{{&*core, 0}, {&*words, 0}, words_bytes.empty()};
    std::string recorded;
    reading.core("type", type);
    reading.core("v", version);
    reading.core("recorded", recorded);
    reading.core("speaks_of", event.stamp.speaks_of);
    reading.core("actor", event.stamp.actor);
    const auto moment = Moment::parse(recorded);
    if (!moment) return in_event("“recorded” is not a moment");
    event.stamp.recorded = *moment;
    if (!read_body(event.body, type, version, reading)) return in_event("no version of this program wrote that");
    return event;
  } catch (const Misfit& misfit) {
    return in_event(misfit.what);
  }
}

}  // namespace

Parts write(const PartnershipEvent& event) {
  return write_event(event);
}
Parts write(const PlanEvent& event) {
  return write_event(event);
}
Parts write(const meeting::MeetingEvent& event) {
  return write_event(event);
}
Parts write(const risk::RegisterEvent& event) {
  return write_event(event);
}
Parts write(const request::RequestEvent& event) {
  return write_event(event);
}
Parts write(const people::PeopleEvent& event) {
  return write_event(event);
}

Parts write(const paper::PaperEvent& event) {
  return write_event(event);
}

Result<PartnershipEvent> read_partnership_event(std::string_view core, std::string_view words) {
  return read_event<PartnershipEvent>(core, words);
}
Result<PlanEvent> read_plan_event(std::string_view core, std::string_view words) {
  return read_event<PlanEvent>(core, words);
}
Result<meeting::MeetingEvent> read_meeting_event(std::string_view core, std::string_view words) {
  return read_event<meeting::MeetingEvent>(core, words);
}
Result<risk::RegisterEvent> read_register_event(std::string_view core, std::string_view words) {
  return read_event<risk::RegisterEvent>(core, words);
}
Result<request::RequestEvent> read_request_event(std::string_view core, std::string_view words) {
  return read_event<request::RequestEvent>(core, words);
}
Result<people::PeopleEvent> read_people_event(std::string_view core, std::string_view words) {
  return read_event<people::PeopleEvent>(core, words);
}
Result<paper::PaperEvent> read_paper_event(std::string_view core, std::string_view words) {
  return read_event<paper::PaperEvent>(core, words);
}

}  // namespace candour::record
