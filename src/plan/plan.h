#pragma once
// A plan as it stands: a review, what it found, what it recommends, the agencies' responses, and the actions with
// their ratings, dates, evidence and history. Built by folding events (events.h) and by nothing else. Pure.

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/shared_list.h"
#include "plan/dates.h"
#include "plan/partnership.h"
#include "plan/status.h"

namespace candour::plan {

using PlanId = Id<struct PlanTag>;  // ten letters; in URLs
using ImportId = Id<struct ImportTag>;
// An action's own number in its plan, from 1; never used again for another. Quoted as "<plan>-<number>".
using Number = std::uint32_t;

// ---- The review: where the learning comes from ----
enum class ReviewKind {
  serious_case_review,
  practice_review,
  domestic_abuse_related_death_review,
  safeguarding_adults_review,
  inspection,
  peer_review,
  audit,
  self_assessment,
  other
};
enum class ReviewStage { commissioned, in_progress, learning_agreed, ratified, published, closed };

struct Review {
  ReviewKind kind = ReviewKind::other;
  std::string name;                  // a pseudonym: "Rowan"
  std::optional<ReviewStage> stage;  // nothing: not stated
  bool operator==(const Review&) const = default;
};

struct Finding {
  std::string ref;
  std::string title;
  std::string text;
  bool operator==(const Finding&) const = default;
};

struct Recommendation {  // also a question to the board, an issue, a standard
  std::string ref;
  std::string finding;  // ref of its finding; empty where it has none
  std::string text;
  std::vector<AgencyId> addressed_to;
  std::vector<std::string> cited_by;  // paragraphs of the report
  std::string place = {};             // where the document says it: "page 12, line 340"
  bool operator==(const Recommendation&) const = default;
};

// ---- What an inspector's report brings beside its recommendations ----
struct ReportParagraph {  // a numbered paragraph or a case example of the report
  std::string ref;        // "2.28"; of a case example the paragraph it follows, or empty
  std::string text;
  bool case_example = false;
  std::vector<std::string> cites;  // refs of recommendations
  std::string place;
  bool operator==(const ReportParagraph&) const = default;
};
struct Attention {  // a passage that draws something to the attention of a body outside the recommendations
  std::vector<std::string> paragraphs;  // that it covers
  std::string body;                     // as written
  AgencyId agency;                      // the body, where it is known here
  std::string role;
  std::string place;
  bool operator==(const Attention&) const = default;
};
enum class ClockUnit { working_days, days, weeks, months };
struct AnswerClock {  // the time within which the report wants its answer
  std::string text;   // the sentence that says so
  std::uint32_t count = 0;
  ClockUnit unit = ClockUnit::working_days;
  std::string from;              // what it runs from, in a word: "receipt"
  std::optional<Date> received;  // the day it began to run, as a person says
  std::string place;
  std::optional<Date> due = {};  // the last day itself, where a person says it; it goes before what is worked out
  bool operator==(const AnswerClock&) const = default;
};
// The last day for the answer, as a person says, else by the report; the day of receipt itself does not count. Nothing
// while neither is known. Working
// days are those of England and Wales (base/working_days.h).
std::optional<Date> answer_due(const AnswerClock& clock);

enum class ResponseKind { in_words, accepted, partly_accepted, not_accepted, not_applicable };
struct Response {                              // one agency's answer to one recommendation
  ResponseKind kind = ResponseKind::in_words;  // in_words: said, but not sorted by anybody yet
  std::string text;
  bool operator==(const Response&) const = default;
};

// ---- The plan's own scale, versioned ----
struct KeyEntry {
  std::string as_written;
  std::string meaning;
  Status status = Status::unclear;
  bool operator==(const KeyEntry&) const = default;
};
struct Key {
  std::uint32_t version = 0;  // 0: the plan has no key
  std::vector<KeyEntry> entries;
  bool operator==(const Key&) const = default;
};

// ---- Actions ----
struct Rating {  // what the owner claims, in the plan's words
  std::string as_written;
  Status status = Status::not_stated;
  std::uint32_t key_version = 0;
  Date as_at;
  bool operator==(const Rating&) const = default;
};

// unstated: a document says "closed" and not why; a person who closes says which of the others it is.
enum class ClosureKind { done, duplicate, superseded, not_accepted, not_applicable, unstated };
struct Closure {
  ClosureKind kind = ClosureKind::done;
  std::string body;  // "Audit Group"; empty where only the document's rating says it
  Date date;
  std::string reason;
  bool operator==(const Closure&) const = default;
};

struct Evidence {            // a thing that can be looked at, not a sentence about it
  std::uint32_t number = 0;  // in its action, from 1
  std::string description;
  std::string sha256;  // of the file; empty for a link
  std::string link;
  Date date;  // of the evidence itself, not of the upload
  std::optional<Date> expires;
  bool of_practice = false;  // shows practice, not a document
  std::string added_by;
  std::optional<Date> tested;  // by a second person
  std::string tested_by;
  std::string test_finding;    // what the test found
  std::string about = {};      // whose practice it shows, or what the document is: "team leaders in the north"
  std::string file_name = {};  // of the file, as its owner called it
  bool failed = false;         // tested, and does not show what it is here for
  std::string withdrawn = {};  // the reason, where it was taken back; it keeps its number
  bool sensitive = false;  // the file opens to who answers for the action, tests evidence or inspects, and nobody else
  bool operator==(const Evidence&) const = default;
};
// It can be looked at, and still speaks as at the day.
bool counts(const Evidence& evidence, Date as_at);

struct Update {
  Date as_at;
  std::string by;
  std::string narrative;
  std::optional<Date> forecast;  // when the owner now expects it to be done
  // Nothing has changed since this day, on which it was last confirmed; the narrative says why. The forecast stays.
  std::optional<Date> unchanged_since = {};
  bool operator==(const Update&) const = default;
};

// Somebody doubts what is said of an action. Its owner answers by a day; whoever raised it, or another who is not the
// one who answered, upholds or withdraws it.
enum class ChallengeEnd { open, upheld, withdrawn };
struct Challenge {
  std::uint32_t number = 0;  // in its action, from 1
  std::string text;
  std::string by;
  Date raised;
  Date answer_due;
  std::string answer;  // empty: none yet
  std::string answered_by;
  std::optional<Date> answered;
  ChallengeEnd end = ChallengeEnd::open;
  std::string reason;  // why it ended so
  std::string ended_by;
  std::optional<Date> ended;
  bool operator==(const Challenge&) const = default;
};

// An action serves a recommendation of another plan: an inspector's.
struct Tie {
  PlanId plan;
  std::string recommendation;  // its ref there
  std::string reason;          // why the two are held to belong together, in words
  bool operator==(const Tie&) const = default;
};
// What a person answered to a remark on an action: that it was reviewed and stands, because of the reason. The remark
// is known by its code and by the facts it rests on; both are opaque here, and an answer is for those facts alone.
struct RemarkAnswer {
  std::string code;
  std::string facts;
  std::string reason;
  std::string by;
  Moment recorded;
  std::size_t happening = 0;  // its line in the action's history: what comes behind it happened since
  bool operator==(const RemarkAnswer&) const = default;
};
// Where the document says one field of an action, where that is not the action's own place.
struct FieldPlace {
  std::string field;  // "lead", "evidence" … as reading.h names them
  std::string place;
  bool operator==(const FieldPlace&) const = default;
};

// One line of an action's history, newest last. `what` is a verb phrase ("added", "rated", "reworded", "date changed").
// Where it is "moved", `from` and `to` are the ids of agencies.
struct Happening {
  Moment recorded;
  Date speaks_of;
  std::string actor;
  std::string what;
  std::string from;
  std::string to;
  std::string reason;
  std::uint64_t step = 0;  // that it is part of (Step)
  bool operator==(const Happening&) const = default;
};

// returned: a claim was made and did not stand. reopened: it had been claimed, accepted or closed, and is open again.
enum class DeliveryClaim { none, claimed_complete, accepted_complete, embedded, returned, reopened };

// Its owner was asked how it stands. What reached nobody is no asking.
struct Asking {
  Date on;
  Date due;        // the day by which they were to answer
  std::string of;  // the letters that brought it (request::askings); empty where nobody says
  bool operator==(const Asking&) const = default;
};

// What an agency answered to a request, sent and not decided yet: it is no fact about the action, and no silence.
struct SentAnswer {
  Date on;
  std::string request;  // its id
  bool operator==(const SentAnswer&) const = default;
};

enum class AnswerEnd { taken, returned, set_aside };
// How an asking is called that is an answer gone back with a question (Asking::of): "q7m2qx9dab-returned".
std::string returned_name(std::string_view request);

// A scrutineer or a coordinator rated it otherwise than its owner. It stands beside what the owner says since, until
// one of them rates it again.
struct Moderation {
  Rating rating;
  std::string as;      // the role in which it was given: "scrutineer"
  Rating of_owner;     // what the owner had said of it
  bool since = false;  // the owner has rated it otherwise again since; that rating is the action's
  bool operator==(const Moderation&) const = default;
};

struct Action {
  Number number = 0;
  std::string reference;  // the row's own number where the document has one
  std::string finding;
  std::vector<std::string> recommendations;  // refs of all it serves, the row's own first
  AgencyId agency;                           // accountable
  std::vector<AgencyId> supporting;
  std::string lead;
  std::string original_wording;
  std::string wording;
  std::string response;  // what the agency answered on this row
  std::string constraints;
  std::string evidence;  // evidence, progress or update as stated in words
  std::string target;    // target-date text as written; the evidence cell's where that holds dates alone (target.h)
  std::vector<WrittenDate> dates;  // read from target
  std::string outcome;
  std::string place;               // where the document says it: "line 28"
  std::vector<FieldPlace> places;  // of fields that the document says elsewhere
  std::string as_imported;         // the source row as written, cells separated by " | "

  std::optional<Date> due;           // the last target agreed
  std::optional<Date> original_due;  // the first, for ever
  std::uint32_t slips = 0;           // how often it was put back

  ImportId import;  // the document that brought it; empty for one added by hand
  Rating rating;
  std::vector<Rating> earlier_ratings;  // oldest first
  std::optional<Moderation> moderation = {};
  DeliveryClaim delivery = DeliveryClaim::none;
  std::optional<Date> completed;  // when the claim says it was done; a document's claim does not say
  std::string claimed_by;         // empty: the imported document
  std::string claim_text;         // its evidence, or "none, because …"
  std::string accepted_by;
  std::optional<Closure> closure;
  std::vector<Evidence> evidence_items;
  std::vector<Update> updates;               // oldest first
  bool evidence_since = false;               // `evidence` was reworded after the last of them (a newer document)
  std::vector<Challenge> challenges;         // oldest first
  std::optional<Date> retest_due;            // the day by which it is looked at again, whether it is still so
  std::vector<Tie> ties;                     // recommendations of other plans that it serves
  std::vector<RemarkAnswer> remark_answers;  // that stand, oldest first
  std::optional<Date> confirmed;             // the owner last said how it stands
  std::vector<Asking> askings;               // that no decided answer has come to, oldest first
  std::vector<SentAnswer> sent_answers;      // that wait to be decided, oldest first
  bool answered = false;  // a person acted on the row since its last import, which can no longer be withdrawn
  std::vector<Happening> history;
  bool operator==(const Action&) const = default;
};

// By number. A copy of a plan shares the actions that neither changes.
using Actions = SharedList<Action>;

// One document taken into the plan.
struct Import {
  ImportId id;
  std::string document_name;
  std::string document_sha256;
  std::uint32_t rows_imported = 0;
  std::uint32_t rows_skipped = 0;
  std::optional<Date> as_at;
  std::vector<std::string>
      decisions;  // sentences: what a person decided about rows left out and the document as a whole
  Moment recorded;
  std::string actor;

  // What stood before it, so that apply() can take it back whole. Nobody else reads this.
  struct Before {
    std::optional<Date> as_at;
    Key key;
    std::vector<Key> earlier_keys;
    std::vector<Finding> findings;
    std::vector<Recommendation> recommendations;
    std::map<std::pair<std::string, AgencyId>, Response> responses;
    std::map<Number, Action> actions;  // only those it changed or withdrew
    std::vector<Number> added;
    bool operator==(const Before&) const = default;
  };
  std::optional<Before> before;  // nothing for the import that started the plan
  bool changed_since = false;    // a person changed the key, a finding, a recommendation or a response since
  bool responded_since = false;  // a person gave an agency's response to a recommendation since
  bool operator==(const Import&) const = default;
};

// ---- Taking back what was decided ----

// What an event changes, besides an action's own history: the thing that a person speaks of.
enum class Subject { plan, key, finding, recommendation, response, action };
struct Thing {
  Subject subject = Subject::plan;
  std::string ref;  // of a finding, a recommendation or the one answered; an action's number; empty otherwise
  AgencyId agency;  // whose response
  auto operator<=>(const Thing&) const = default;
};
// A change of something that keeps no history of its own; what an import brought is told by the import.
struct PlanChange {
  Thing thing;
  Happening happening;
  bool operator==(const PlanChange&) const = default;
};

// What one decision is, where it takes several events.
enum class StepKind { change, split, merge };

// What a person decided in one go, whole: it can be undone for as long as it is the last that happened to everything it
// touched. Its id is the version the plan had after its first event.
struct Step {
  std::uint64_t id = 0;
  Moment recorded;
  std::string actor;

  // Everything it touched, as it stood before. What was not there yet stands as withdrawn.
  struct Stood {
    std::shared_ptr<const Action> action = {};  // without its history, which only grows; set for Subject::action alone
    bool withdrawn = false;
    std::size_t place = 0;  // in its list
    Finding finding = {};
    Recommendation recommendation = {};
    std::optional<Response> response = {};  // nothing: none had been given
    Key key = {};
    std::vector<Key> earlier_keys = {};
    std::string title = {};
    Review review = {};
    std::optional<AnswerClock> clock = {};
    bool operator==(const Stood& other) const;  // of what the pointers lead to
  };
  std::vector<std::pair<Thing, Stood>> before;  // in the order in which it touched them
  bool operator==(const Step&) const = default;
};

struct Plan {
  PlanId id;
  std::uint64_t version = 0;  // events folded; 0: there is no such plan
  std::string title;
  Review review;
  std::optional<Date> as_at;       // of the document it came from
  std::uint32_t cycle_months = 3;  // an action not confirmed for longer is stale
  Key key;
  std::vector<Key> earlier_keys;
  std::vector<Finding> findings;                // in document order
  std::vector<Recommendation> recommendations;  // in document order
  std::vector<Attention> attention;             // of an inspector's report, as are the next two
  std::vector<ReportParagraph> paragraphs;
  std::optional<AnswerClock> clock;
  std::map<std::pair<std::string, AgencyId>, Response> responses;  // by recommendation ref and agency
  Actions actions;                                                 // none that was withdrawn
  Actions withdrawn_actions;  // by number: in no list, but their pages still say what they were and why not
  Number last_number = 0;     // ever given
  std::vector<Finding> withdrawn_findings;  // whose references are not used again; likewise the next
  std::vector<Recommendation> withdrawn_recommendations;
  std::vector<PlanChange> history;            // of everything but the actions, oldest first
  std::map<std::uint64_t, Step> steps;        // that can still be undone, by id
  std::map<Thing, std::uint64_t> last_steps;  // of these the one that touched a thing
  // Steps that are part of what was decided together, over this plan and perhaps others, by step; also those that can
  // no longer be undone.
  std::map<std::uint64_t, std::string> together;
  std::vector<Import> imports;           // that stand, oldest first
  std::optional<ImportId> importing;     // inside an import: the events up to ImportFinished come from it
  std::optional<std::string> withdrawn;  // the reason, where the whole plan was withdrawn
  // Inside a step of several events: what is left of it.
  struct OpenStep {
    std::uint64_t id = 0;
    std::uint32_t events = 0;
    StepKind kind = StepKind::change;
    std::string of;
    std::string reason;
    std::string together = {};
    bool lasting = false;  // something in it is not undone, so that none of it is
    bool operator==(const OpenStep&) const = default;
  };
  std::optional<OpenStep> open_step;
  Moment started;
  Moment changed;
  bool operator==(const Plan&) const = default;
};

// nullptr where there is none. A withdrawn action is found by find_withdrawn_action alone.
const Action* find_action(const Plan& plan, Number number);
const Action* find_withdrawn_action(const Plan& plan, Number number);
// Whether an answer to this request waits to be decided.
bool has_answered(const Action& action, std::string_view request);
// A line of the history that tells of a request, and of no change.
bool is_about_asking(const Happening& happening);
// The answer to the remark with this code on exactly these facts; nullptr where there is none.
// Whether an answer to what these letters asked is still to come.
bool waits_for(const Action& action, std::string_view asking);
const RemarkAnswer* find_remark_answer(const Action& action, std::string_view code, std::string_view facts);
const Evidence* find_evidence(const Action& action, std::uint32_t number);  // also one that was withdrawn
const Challenge* find_challenge(const Action& action, std::uint32_t number);
// The oldest that is neither upheld nor withdrawn; nullptr where there is none.
const Challenge* open_challenge(const Action& action);
const Finding* find_finding(const Plan& plan, std::string_view ref);
const Finding* find_withdrawn_finding(const Plan& plan, std::string_view ref);
const Recommendation* find_recommendation(const Plan& plan, std::string_view ref);
const Recommendation* find_withdrawn_recommendation(const Plan& plan, std::string_view ref);
const ReportParagraph* find_paragraph(const Plan& plan, std::string_view ref);

// The agencies that an inspector's recommendation addresses and that have neither given a response nor an action on the
// inspection's own plan; none where the plan is no inspection.
std::vector<AgencyId> awaiting_response(const Plan& plan, const Recommendation& recommendation);

// The fields that ActionChanged can name, as text: "wording", "response", "constraints", "evidence", "outcome", "lead",
// "reference", "finding", "place", "as_imported"; "recommendations", "supporting" and "places" (field, tab, place), one
// a line. Nothing for another.
std::optional<std::string> field_text(const Action& action, std::string_view field);

// "k7m2qx9dab-17", and back; nothing for a text that is not one.
std::string action_id(const PlanId& plan, Number number);
std::optional<std::pair<PlanId, Number>> parse_action_id(std::string_view text);

// ---- References ----

// The next one that is free, in the style of those that are there: behind "3b" comes "3c", behind "1.7" "1.8", behind 9
// 10. For a recommendation, that of the finding it stands under (empty: under none).
std::string next_finding_ref(const Plan& plan);
std::string next_recommendation_ref(const Plan& plan, std::string_view finding);

// The words of every enum above: to_text is for JSON and the store ("practice_review"), in_words for people.
std::string_view to_text(ReviewKind kind);
std::string_view in_words(ReviewKind kind);
std::optional<ReviewKind> review_kind_from_text(std::string_view text);
std::string_view to_text(ReviewStage stage);
std::string_view in_words(ReviewStage stage);
std::optional<ReviewStage> review_stage_from_text(std::string_view text);
std::string_view to_text(ResponseKind kind);
std::string_view in_words(ResponseKind kind);
std::optional<ResponseKind> response_kind_from_text(std::string_view text);
std::string_view to_text(ClosureKind kind);
std::string_view in_words(ClosureKind kind);
std::optional<ClosureKind> closure_kind_from_text(std::string_view text);
std::string_view to_text(ClockUnit unit);
std::string_view in_words(ClockUnit unit);
std::optional<ClockUnit> clock_unit_from_text(std::string_view text);
std::string_view to_text(ChallengeEnd end);
std::string_view in_words(ChallengeEnd end);
std::optional<ChallengeEnd> challenge_end_from_text(std::string_view text);
std::string_view to_text(AnswerEnd end);
std::optional<AnswerEnd> answer_end_from_text(std::string_view text);
std::string_view to_text(StepKind kind);
std::optional<StepKind> step_kind_from_text(std::string_view text);

}  // namespace candour::plan
