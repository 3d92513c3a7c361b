#pragma once
// Importing a document: upload → columns and key as we understood them → review, anomalies first → check → one step or
// nothing. Everything a person decides is kept in a draft, so that it can be left and resumed, until it is confirmed or
// dropped. The original file is kept by hash from the upload on.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/candour.h"
#include "base/result.h"
#include "intake/reading.h"
#include "plan/plan.h"

namespace candour::app {

// What a person decided about one anomaly.
enum class DecisionKind { accept, fix, keep };  // accept the suggestion; put a value of one's own; keep as written
struct Decision {
  DecisionKind kind = DecisionKind::keep;
  std::string value;  // for fix: the status or text
};

// A row of a newer version beside the plan's own.
enum class Change { same, changed, added, vanished };
struct RowChange {
  Change change = Change::same;
  std::optional<std::size_t> row;          // index in reading.actions (not for vanished)
  std::optional<plan::Number> number;      // the plan's action (not for added)
  struct Field {
    std::string name;
    std::string before;
    std::string after;
  };
  std::vector<Field> fields;               // that differ
  bool accepted = false;                   // by the person; nothing unaccepted is imported
};

struct ImportDraft {
  plan::ImportId id;
  std::uint64_t version = 0;   // for the stale-write check
  Moment started;
  Moment changed;
  std::string document_name;
  std::string document_sha256;
  intake::Choices choices;
  intake::Reading reading;     // with assurance's remarks among the anomalies
  std::string title;           // of the plan to be; from the document unless changed
  plan::Review review;
  std::map<std::size_t, Decision> decisions;  // by index in reading.anomalies
  std::map<std::size_t, std::string> skipped;  // by index in reading.actions: the reason
  std::optional<plan::PlanId> revises;         // the plan this is a newer version of
  std::vector<RowChange> changes;              // worked out where it revises one
};

struct Tally {  // rows in = kept + skipped, always
  std::size_t rows = 0;
  std::size_t kept = 0;
  std::size_t skipped = 0;
  std::size_t undecided = 0;  // anomalies of severity ask without a decision
};
Tally tally(const ImportDraft& draft);

// Keeps the original, reads it (in a child process) and starts a draft. Fails as reading does: one sentence.
Result<ImportDraft> start_import(Candour& candour, const Actor& actor, std::string_view bytes, std::string name,
                                 const intake::Choices& choices = {});
Result<ImportDraft> open_import(Candour& candour, const plan::ImportId& id);
Result<std::vector<ImportDraft>> open_imports(Candour& candour);  // left unfinished, newest first; reading not filled

// Every change below takes the version the person saw and fails with conflict where the draft has moved on; it returns
// the draft as it stands afterwards.
Result<ImportDraft> choose(Candour& candour, const plan::ImportId& id, std::uint64_t version, const intake::Choices& choices);  // reads anew; decisions on anomalies that are still there are kept
Result<ImportDraft> name_plan(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::string title, plan::Review review);
Result<ImportDraft> decide_anomaly(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::size_t anomaly, const Decision& decision, bool all_like_it);
Result<ImportDraft> undecide_anomaly(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::size_t anomaly);
Result<ImportDraft> skip_row(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::size_t row, std::string reason);
Result<ImportDraft> keep_row(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::size_t row);
Result<ImportDraft> revise(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::optional<plan::PlanId> plan);  // nothing: a new plan after all
Result<ImportDraft> accept_changes(Candour& candour, const plan::ImportId& id, std::uint64_t version, const std::vector<std::size_t>& changes, bool accepted);
Result<void> drop_import(Candour& candour, const plan::ImportId& id);

// One step or nothing: agencies that are new, the plan and all its rows, in one append. Returns the plan.
Result<plan::PlanId> confirm_import(Candour& candour, const Actor& actor, const plan::ImportId& id, std::uint64_t version);

// Withdraws a confirmed import whole. Refused (not_allowed) once somebody has answered one of its rows.
Result<void> withdraw_import(Candour& candour, const Actor& actor, const plan::PlanId& plan, const plan::ImportId& id, std::string reason);

// The row with the decisions applied: what would be imported. Pure.
intake::Action as_decided(const ImportDraft& draft, std::size_t row);
// Plans this document may be a newer version of, likeliest first: same title or most rows alike.
std::vector<plan::PlanId> likely_plans(const view::Picture& picture, const intake::Reading& reading);

}  // namespace candour::app
