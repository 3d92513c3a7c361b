#pragma once
// What a person wants to be done. decide() answers with the events that follow, or with a sentence why not; it changes
// nothing and asks nothing of the world. Every rule of the trade about plans is a row in decide_test.cpp or, of what
// owners say and others test, in updates_test.cpp. Pure.

#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "plan/events.h"

namespace candour::plan {

struct NamePartnership {
  std::string name;
};
struct AddAgency {
  std::string name;
  std::vector<std::string> aliases;
};
struct RenameAgency {
  AgencyId agency;
  std::string name;
};
struct AddAgencyAlias {
  AgencyId agency;
  std::string alias;
};
using PartnershipCommand = std::variant<NamePartnership, AddAgency, RenameAgency, AddAgencyAlias>;

// A remark on the action was reviewed and stands, because of the reason. Code and facts are what the remark is known
// by: lower-case letters, digits, dots and dashes. It is asked again where its facts change.
struct AnswerRemark {
  Number number = 0;
  std::string code;
  std::string facts;
  std::string reason;
};

// Everything one document brings to a plan that does not yet exist, or (by ImportRevision) to one that does. One event
// for each finding, recommendation, response, action and rating, between DocumentImported and ImportFinished. Messy
// rows are no error: an action may lack its agency, its wording or its lead. Target dates are read from the target, or
// from an evidence cell that holds dates alone (target.h), unless the action given already has a due date. Ratings
// confirm as at the document's own date; where it states none, as at the day the command speaks of.
struct ImportPlan {
  PlanId plan;
  std::string title;
  Review review;
  std::optional<Date> as_at;
  DocumentImported document;
  std::vector<KeyEntry> key;
  std::vector<Finding> findings;
  std::vector<Recommendation> recommendations;
  std::vector<Action> actions;  // with rating; numbers are given by decide() in order from 1
  // Beside `actions` (or empty): what a person decided about the row on its way in. It stands in the record as the
  // reason on the row's rating; a row with a reason is rated even where its rating is blank.
  std::vector<std::string> reasons;
  // Beside `actions` (or empty): the recommendations of other plans that each serves.
  std::vector<std::vector<Tie>> ties;
  // What a person said of remarks on its rows on their way in, by the numbers that decide() gives.
  std::vector<AnswerRemark> answers;
  // Of an inspector's report, which may bring no action at all.
  std::vector<Attention> attention;
  std::vector<ReportParagraph> paragraphs;
  std::optional<AnswerClock> clock;
  std::uint32_t cycle_months = 3;
};
// A newer version of the same plan: only what a person accepted, row by row. A row that says the same again belongs in
// `changed` too: nothing of it changes, and its rating is confirmed as at the new document's date. A row left without a
// rating keeps the one it had, unconfirmed.
struct ImportRevision {
  DocumentImported document;
  std::optional<Date> as_at;
  std::vector<KeyEntry> key;  // empty: unchanged
  std::vector<Finding> findings;
  std::vector<Recommendation> recommendations;
  std::vector<Action> added;
  std::vector<std::string> reasons;    // beside `added` (or empty), as in ImportPlan
  std::vector<std::vector<Tie>> ties;  // beside `added` (or empty), as in ImportPlan
  struct Change {
    Number number = 0;
    Action to;           // the fields that differ become events; its own number is not read
    std::string reason;  // on each of those events: what a person decided about the row; may be empty
  };
  std::vector<Change> changed;
  struct Vanished {
    Number number = 0;
    std::string reason;
  };
  std::vector<Vanished> withdrawn;
  std::vector<AnswerRemark> answers;  // as in ImportPlan; of rows that stand and of rows added
};
struct RetitlePlan {
  std::string title;
  Review review;
};
// A plan that comes from no document.
struct StartPlan {
  PlanId plan;
  std::string title;
  Review review;
  std::uint32_t cycle_months = 3;
  std::vector<KeyEntry> key;  // may be empty, and set later
};
// Only while no action stands on it.
struct WithdrawPlan {
  std::string reason;
};
// A new version of the key. Ratings given by the former version keep what they meant then, unless the former was wrong.
enum class EarlierRatings { keep_their_meaning, are_read_again };
struct SetKey {
  std::vector<KeyEntry> entries;
  EarlierRatings earlier = EarlierRatings::keep_their_meaning;
  std::string reason = {};  // needed to read ratings again
};
struct AddFinding {
  Finding finding;
};
// By ref; a reason is welcome and not needed.
struct RewordFinding {
  Finding finding;
  std::string reason;
};
// Refused while a recommendation or an action stands under it.
struct WithdrawFinding {
  std::string ref;
  std::string reason;
};
// One becomes two: it reads as `first` from now on (by its ref), and what is named goes to `second`.
struct SplitFinding {
  Finding first;
  Finding second;
  std::vector<std::string> recommendations;  // refs, with their actions
  std::vector<Number> actions;               // of those directly under it
  std::string reason;
};
// All that stands under `from` stands under the other, which reads as given; `from` is withdrawn.
struct MergeFindings {
  std::string from;
  Finding into;
  std::string reason;
};
struct AddRecommendation {
  Recommendation recommendation;
};
// By ref: its text, whom it addresses and the finding it stands under; where it is cited stays.
struct RewordRecommendation {
  Recommendation recommendation;
  std::string reason;
};
// Refused while an action answers it.
struct WithdrawRecommendation {
  std::string ref;
  std::string reason;
};
// Responses that were given stay with the first.
struct SplitRecommendation {
  std::string ref;
  std::string text;  // as it reads from now on
  Recommendation second;
  std::vector<Number> actions;  // that answer the second instead
  std::string reason;
};
// What answered `from` answers the other; its responses go along where the agency has given none to the other.
struct MergeRecommendations {
  std::string from;
  std::string into;
  std::string text;
  std::string reason;
};
struct GiveResponse {
  std::string recommendation;
  AgencyId agency;
  Response response;
};
struct AddAction {
  Action action;
};
// One becomes two: it reads as `wording` from now on, and the second is an action of its own, not yet begun.
struct SplitAction {
  Number number = 0;
  std::string wording;
  Action second;
  std::string reason;
};
// Two become one: `into` reads as given, answers all that either answered, and keeps its lead and its date; an agency
// that was accountable for the other supports it. `from` is withdrawn. Both must be open and equally far.
struct MergeActions {
  Number from = 0;
  Number into = 0;
  std::string wording;
  std::string reason;
};
struct ChangeAction {
  Number number = 0;
  std::string field;
  std::string from;
  std::string to;
  std::string reason;
};  // `from` must be what stands; another lead, or other supporting agencies, need a reason where there were some
struct MoveAction {
  Number number = 0;
  AgencyId to;
  std::string reason;
};
struct ChangeDate {
  Number number = 0;
  std::string target;
  std::string reason;
};
// Must be in the key. One that means complete or embedded follows a claim, and cannot stand for it.
struct RateAction {
  Number number = 0;
  std::string as_written;
  Date as_at;
  std::string reason;
  std::string moderated_as = {};  // Rated::moderated_as
};
// When the answer to an inspection is due: the day its report was received, from which the report's own time runs, or
// the last day itself, which goes before that. Both empty: it is not known any more. A reason where one stood.
struct SetAnswerDate {
  std::optional<Date> received;
  std::optional<Date> due;
  std::string reason;
};
// What somebody says of an action in one go, in bytes: an update, what shows a claim, a challenge, its answer.
inline constexpr std::size_t most_said = 20'000;
// What the owner says of it, in one event set: the narrative, and a rating of the plan's own key where it changes (as
// RateAction). With no_change nothing but the word why: it was confirmed before, and what was said then still stands.
struct GiveUpdate {
  Number number = 0;
  Update update;
  std::string rating = {};  // as the key writes it; empty: as it stands
  bool no_change = false;
};
// Needs evidence: a sentence of what shows it, or "none, because …", or an evidence item already added that still
// counts. The rating, where it is given, is one of the key's that mean complete or embedded.
struct ClaimCompletion {
  Number number = 0;
  Date completed;
  std::string evidence_or_why_none;
  std::string rating = {};
};
// By a second person: a named one, and not the one who claimed ("operator" is nobody in particular, so it can be the
// second only where a document was the first). A document's claim that states no evidence needs a reason to be
// accepted. An open challenge is settled first; likewise for ConfirmEmbedded and closing as done.
struct AcceptClaim {
  Number number = 0;
  std::string reason;
};
struct ReturnClaim {
  Number number = 0;
  std::string reason;
};
// A file (its SHA-256) or a link, described; number, added_by and the test are given by decide().
struct AddEvidence {
  Number number = 0;
  Evidence evidence;
};
// By another person than the one who added it. `failed`: it does not show what it is here for.
struct TestEvidence {
  Number number = 0;
  std::uint32_t evidence = 0;
  Date tested;
  std::string finding;
  bool failed = false;
};
struct WithdrawEvidence {
  Number number = 0;
  std::uint32_t evidence = 0;
  std::string reason;
};
// Needs accepted completion and unexpired evidence of practice, tested by a second person and dated after completion
// (for a document's claim, which gives no day, after the day its rating speaks of).
struct ConfirmEmbedded {
  Number number = 0;
  std::string reason;
};
// By a named body, with a reason; as done only once completion has been accepted.
struct CloseAction {
  Number number = 0;
  Closure closure;
};
// A body's decision over many actions at once, all of it or nothing. With accept_claims, those that are claimed
// complete are accepted first, as by AcceptClaim, for the body's reason.
struct CloseActions {
  std::vector<Number> numbers;
  Closure closure;
  bool accept_claims = false;
};
struct ReopenAction {
  Number number = 0;
  std::string reason;
};
// Not by the one who claimed it.
struct ChallengeAction {
  Number number = 0;
  std::string text;
  Date answer_due;
};
// By another than the one who raised it.
struct AnswerChallenge {
  Number number = 0;
  std::uint32_t challenge = 0;
  std::string answer;
};
// Upheld once it is answered or its answer is overdue, by another than the one who answered; what was claimed is then
// returned, and what was accepted or closed is reopened. Withdrawn at any time.
struct EndChallenge {
  Number number = 0;
  std::uint32_t challenge = 0;
  ChallengeEnd end = ChallengeEnd::withdrawn;
  std::string reason;
};
// Of an action that a second person has accepted: the day by which somebody looks again whether it is still so. No day:
// nobody needs to, for a reason.
struct ScheduleRetest {
  Number number = 0;
  std::optional<Date> due;
  std::string reason;
};
// By a second person, as AcceptClaim. What no longer holds is reopened.
struct RecordRetest {
  Number number = 0;
  Date tested;
  bool holds = false;
  std::string finding;
  std::optional<Date> next = {};
};
struct WithdrawAction {
  Number number = 0;
  std::string reason;
};
// The action serves a recommendation of another plan; why is part of the record.
struct TieAction {
  Number number = 0;
  Tie tie;
};
struct UntieAction {
  Number number = 0;
  PlanId plan;
  std::string recommendation;
  std::string reason;
};
// The answer no longer counts, and the remark is asked again.
struct WithdrawAnswer {
  Number number = 0;
  std::string code;
  std::string facts;
  std::string reason;
};
struct AskForUpdate {
  std::vector<Number> numbers;
  Date deadline;
  std::string asking = {};  // Asking::of
};
// Conflict where one of them does not wait for an answer to it.
struct TakeBackAsking {
  std::vector<Number> numbers;
  std::string asking;
  std::string reason;
};
// An answer came; once more where it is sent anew before it was decided.
struct SendAnswer {
  std::vector<Number> numbers;
  std::string request;
};
// Conflict where one of them has no answer that waits. A question goes with one that is returned, and a day by which it
// is awaited again.
struct SettleAnswer {
  std::vector<Number> numbers;
  std::string request;
  AnswerEnd end = AnswerEnd::taken;
  std::optional<Date> due = {};
  std::string reason = {};
};
// Takes back the last import that stands. Refused once a person has acted on one of its rows, answered one of its
// recommendations, or built on what else it changed. The import that started the plan leaves the plan withdrawn; a
// newer version's leaves what stood before it.
struct WithdrawImport {
  ImportId import;
  std::string reason;
};
// Everything the step touched stands again as before: a further event, and itself a step that can be undone. Refused,
// saying why, once something else has happened to any of it, or where something would be left hanging.
struct UndoStep {
  std::uint64_t step = 0;
  std::string reason;
  bool with_the_others = false;  // of what was decided together: it is undone in every plan, or in none
};
using PlanCommand =
    std::variant<ImportPlan, ImportRevision, RetitlePlan, SetKey, AddFinding, AddRecommendation, GiveResponse,
                 AddAction, ChangeAction, MoveAction, ChangeDate, RateAction, GiveUpdate, ClaimCompletion, AcceptClaim,
                 ReturnClaim, AddEvidence, TestEvidence, ConfirmEmbedded, CloseAction, ReopenAction, WithdrawAction,
                 AskForUpdate, WithdrawImport, TieAction, UntieAction, AnswerRemark, WithdrawAnswer, WithdrawEvidence,
                 CloseActions, ChallengeAction, AnswerChallenge, EndChallenge, ScheduleRetest, RecordRetest, StartPlan,
                 WithdrawPlan, RewordFinding, WithdrawFinding, SplitFinding, MergeFindings, RewordRecommendation,
                 WithdrawRecommendation, SplitRecommendation, MergeRecommendations, SplitAction, MergeActions, UndoStep,
                 TakeBackAsking, SetAnswerDate, SendAnswer, SettleAnswer>;

// Fails with bad_input (the sentence names the field), not_found (no such action), not_allowed (a second person is
// needed) or conflict (it is not as the command believes).
Result<std::vector<PartnershipEvent>> decide(const Partnership& partnership, const PartnershipCommand& command,
                                             const Stamp& stamp);
Result<std::vector<PlanEvent>> decide(const Plan& plan, const PlanCommand& command, const Stamp& stamp);
// Several in one step, or none of them: each is decided on what those before it leave. They are undone together. The
// reason is that of each that has none of its own. `together`: the id of what is decided with it in other plans.
Result<std::vector<PlanEvent>> decide(const Plan& plan, const std::vector<PlanCommand>& commands,
                                      std::string_view reason, const Stamp& stamp, std::string together = {});
// Events that were decided one behind the other, as one step; nothing where there are none.
std::vector<PlanEvent> in_one_step(std::vector<PlanEvent> events, std::string reason, std::string together,
                                   const Stamp& stamp);

// The first thing that has happened to the action since a person saw `seen` lines of its history and that this command
// should not be done without knowing; nullptr where there is none. An update minds other updates and ratings; any other
// act minds all but requests and remarks.
const Happening* first_unseen(const Action& action, std::size_t seen, const PlanCommand& command);

}  // namespace candour::plan
