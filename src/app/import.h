#pragma once
// Importing a document of any kind that intake knows: upload → kind, columns and key as we understood them → review,
// anomalies first → ties to an inspector's recommendations → check → one step or nothing. An action plan and an
// inspector's report become a plan, minutes a meeting, a risk register is kept as a register. Everything a person
// decides is kept in a draft, so that it can be left and resumed, until it is confirmed or dropped. The original file
// is kept by hash from the upload on.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/candour.h"
#include "base/result.h"
#include "intake/reading.h"
#include "plan/plan.h"

namespace candour::app {

// What a person decided about one anomaly: the suggestion is right; a value of one's own; kept as written. Whichever it
// is, it becomes part of the record with the anomaly's own sentence: as the reason on the row's rating, or, where the
// anomaly is about no row, among the decisions of the document.
enum class DecisionKind { accept, fix, keep };
std::string_view to_text(DecisionKind kind);  // "accept", "fix", "keep"
std::optional<DecisionKind> decision_kind_from_text(std::string_view text);
struct Decision {
  DecisionKind kind = DecisionKind::keep;
  std::string value;  // for fix: the text; for a rating the status, or a word of the document's own key
  // For keep: why it stands. Of a remark of assurance it is needed, and becomes the answer to that remark in the living
  // plan, which is asked again only if what it rests on there changes.
  std::string reason{};
  bool operator==(const Decision&) const = default;
};
// Whether what it says is a test of assurance's, put to what the row claims, not to how it is written.
bool is_remark(const intake::Anomaly& anomaly);
// What accepting would put into the field, where the suggestion is a value (a status for a rating; an agency, lead,
// date or reference). Nothing where it is advice or what a cell points at: accepting then changes no word of the row,
// and the record notes that the person agreed.
std::optional<std::string> value_to_accept(const intake::Anomaly& anomaly);
// What stands in the row's field as the document has it ("P"); empty where the anomaly is about no row or no field.
std::string as_written(const intake::Reading& reading, const intake::Anomaly& anomaly);

// A row of a newer version beside the plan's own.
enum class Change { same, changed, added, vanished };
struct RowChange {
  Change change = Change::same;
  std::optional<std::size_t> row;      // index in reading.actions (not for vanished)
  std::optional<plan::Number> number;  // the plan's action (not for added)
  struct Field {
    std::string name;
    std::string before;
    std::string after;
  };
  std::vector<Field> fields;  // that differ
  bool accepted = false;      // by the person; nothing unaccepted is imported
};

// A recommendation of the document beside one of an inspection that is already here.
struct TieProposal {
  std::string recommendation;  // the document's ref
  std::string text;            // its wording, where the document gives one
  plan::PlanId plan;           // the inspection
  std::string inspectors;      // the inspector's ref
  double likeness = 0;         // of the wordings, 0 to 1
  bool sure = false;           // taken unless a person says otherwise; a doubtful one is tied only if a person says so
  std::string reason;          // why, in words; becomes part of the record
};
// What a person decided instead of the proposal; an empty plan: not tied.
struct TieChoice {
  plan::PlanId plan;
  std::string inspectors;
  bool operator==(const TieChoice&) const = default;
};

struct ImportDraft {
  plan::ImportId id;
  plan::PlanId becomes;       // the id of the plan (meeting, register) to be, where it revises none
  std::uint64_t version = 0;  // for the stale-write check
  Moment started;
  Moment changed;
  std::string document_name;
  std::string document_sha256;
  intake::Choices choices;
  // With assurance's remarks among the anomalies. It never changes and is shared by every copy of the draft: of a large
  // workbook it is much the largest part.
  std::shared_ptr<const intake::Reading> read = std::make_shared<const intake::Reading>();
  const intake::Reading& reading() const { return *read; }
  std::string title;  // of the plan or register to be, or the item of the meeting; the document's unless changed
  plan::Review review;
  std::string body;                            // of minutes: which body met; the document's unless changed
  std::optional<Date> received;                // of an inspection: when its report came, from which the clock runs
  std::map<std::size_t, Decision> decisions;   // by index in reading.anomalies
  std::map<std::size_t, std::string> skipped;  // by row (row_count): the reason
  std::map<std::string, TieChoice> ties;       // by the document's ref: what a person decided
  // Worked out anew whenever a draft of an action plan is opened; one for each ref that an inspection may have asked.
  std::vector<TieProposal> proposals;
  std::optional<plan::PlanId> revises;  // the plan this is a newer version of
  // Worked out anew, against the plan as it stands, whenever a draft that revises one is opened: first every row of the
  // document in its order, then what vanished. A change that is no longer the one the person accepted is not accepted.
  std::vector<RowChange> changes;
};

// The rows of a reading, by its kind: a plan's actions; an inspection's recommendations; of minutes the questions, then
// the resolutions; a register's risks, one for each level. None where the kind is unknown.
std::size_t row_count(const intake::Reading& reading);
document::Place row_place(const intake::Reading& reading, std::size_t row);
// The day that the document reports as at, or on which the body met: as a person said, else as read.
std::optional<Date> day_of(const ImportDraft& draft);
// The tie that would be imported for a proposal: the person's choice, else the proposal where it is sure.
std::optional<TieChoice> tie_taken(const ImportDraft& draft, const TieProposal& proposal);

// Rows in = kept + skipped, always. Of a newer version, kept are the rows that are the same and those accepted.
struct Tally {
  std::size_t rows = 0;
  std::size_t kept = 0;
  std::size_t skipped = 0;
  std::size_t undecided = 0;  // anomalies of severity ask without a decision, on rows that are not skipped
  std::size_t same = 0;       // of a newer version, as are the next three: by Change, whether accepted or not
  std::size_t changed = 0;
  std::size_t added = 0;
  std::size_t vanished = 0;  // not among the rows in
};
Tally tally(const ImportDraft& draft);

// Reads the document (in a child process), keeps the original by its hash and starts a draft. Fails as reading does,
// with one sentence, and then keeps nothing.
Result<ImportDraft> start_import(Candour& candour, const Actor& actor, std::string_view bytes, std::string name,
                                 const intake::Choices& choices = {});
// Whoever started it, and the operator; one that the operator started, whoever runs plans of the first partnership.
bool may_open_import(Candour& candour, const Actor& actor, const plan::ImportId& id);
Result<ImportDraft> open_import(Candour& candour, const plan::ImportId& id);
Result<std::vector<ImportDraft>> open_imports(Candour& candour);  // left unfinished, newest first; reading not filled

// Every change below takes the version the person saw and fails with conflict where the draft has moved on; it returns
// the draft as it stands afterwards.

// Reads the original anew, as another kind too. Decisions on anomalies that are still there (same code, place and
// field), and skipped rows that are still there (same place), are kept; a title that came from the document follows it.
Result<ImportDraft> choose(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                           const intake::Choices& choices);
Result<ImportDraft> name_plan(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::string title,
                              plan::Review review);
// all_like_it: every anomaly of the same code whose field holds the same as written (in any case and spacing).
// bad_input where there is nothing to accept, or the fix is no status, agency or text that the field can hold.
// Of minutes the body that met, of an inspection the day on which its report came. bad_input where minutes name no
// body.
Result<ImportDraft> name_body(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::string body);
Result<ImportDraft> set_received(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                                 std::optional<Date> received);
// By the document's refs; nothing for one: as proposed. not_found where an inspection or its recommendation is not
// here.
Result<ImportDraft> decide_ties(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                                const std::map<std::string, std::optional<TieChoice>>& ties);
Result<ImportDraft> decide_anomaly(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                                   std::size_t anomaly, const Decision& decision, bool all_like_it);
Result<ImportDraft> undecide_anomaly(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                                     std::size_t anomaly);
Result<ImportDraft> skip_row(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::size_t row,
                             std::string reason);
Result<ImportDraft> keep_row(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::size_t row);
// Many decisions saved at once (the command line's decisions file): all of them or, where one is refused, none.
struct Decided {
  std::map<std::size_t, Decision> anomalies;
  std::map<std::size_t, std::string> skipped;
};
Result<ImportDraft> decide_all(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                               const Decided& decided);
// Nothing: a new plan after all. A plan that was never imported into is fine; not_found where it does not stand.
Result<ImportDraft> revise(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                           std::optional<plan::PlanId> plan);
// By index in ImportDraft::changes. A row that is skipped or the same has nothing to accept and is passed over.
Result<ImportDraft> accept_changes(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                                   const std::vector<std::size_t>& changes, bool accepted);
Result<void> drop_import(Candour& candour, const plan::ImportId& id);

// What a document became.
struct Imported {
  enum class What { plan, meeting, risk_register } what = What::plan;
  std::string id;
  // Its id as a plan's; empty where it became something else.
  plan::PlanId plan() const { return what == What::plan ? plan::PlanId(id) : plan::PlanId(); }
  bool operator==(const Imported&) const = default;
};
// One step or nothing: agencies that are new, the plan and all its rows (or the meeting, or the register), in one
// append; then the draft is forgotten. Anomalies still undecided are taken as written. Confirming again what was
// confirmed (a lost answer, a kill in between) returns the same and imports nothing twice. bad_input where the kind is
// unknown, no row is kept or, of a newer version, nothing is accepted; conflict where the plan has moved on under an
// accepted change.
Result<Imported> confirm_import(Candour& candour, const Actor& actor, const plan::ImportId& id, std::uint64_t version);

// Withdraws a confirmed import whole: a plan it started leaves every list, a plan it revised stands as before. Agencies
// it brought stay known. Refused (conflict) once somebody has answered one of its rows or recommendations.
Result<void> withdraw_import(Candour& candour, const Actor& actor, const plan::PlanId& plan, const plan::ImportId& id,
                             std::string reason);
// The same of minutes and of a register; of a meeting refused once somebody has acted on it.
Result<void> withdraw_import(Candour& candour, const Actor& actor, const meeting::MeetingId& id, std::string reason);
Result<void> withdraw_import(Candour& candour, const Actor& actor, const risk::RegisterId& id, std::string reason);

// Names of agencies that the rows in would bring and that nobody goes by yet, in alphabetical order. Pure.
std::vector<std::string> new_agencies(const ImportDraft& draft, const plan::Partnership& partnership);
// The row with the decisions applied: what would be imported. Pure.
intake::Action as_decided(const ImportDraft& draft, std::size_t row);
// What this very file was imported as and that still stands, if any.
std::optional<Imported> same_document(const view::Picture& picture, std::string_view sha256);
// Plans this document may be a newer version of, likeliest first: the same file, the same title, or most rows alike.
std::vector<plan::PlanId> likely_plans(const view::Picture& picture, const intake::Reading& reading);

}  // namespace candour::app
