#pragma once
// A workbook that came back, and what it proposes: as downloaded, now, theirs, cell by cell. Rows are found by their id
// and columns by a hidden row of keys, so that sorting, inserting, renaming, filters and columns of their own change
// nothing. Only what differs is proposed; a row that is not there any more is told and never deleted. Pure; any thread.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/workbook.h"
#include "plan/commands.h"
#include "workbook/form.h"

namespace candour::workbook {

// ---- What is in it ----

struct ReturnedCell {
  std::string name;  // "B14"; empty where the sheet has no such column
  document::ContentKind kind = document::ContentKind::text;
  bool formula = false;
  std::string text;  // trimmed; a day as 2026-03-31
};
struct ReturnedRow {
  std::string sheet;
  std::size_t sheet_number = 0;  // among the tabs, from 1
  std::uint32_t row = 0;
  std::array<ReturnedCell, field_count> cells;
  const ReturnedCell& cell(Field field) const { return cells[static_cast<std::size_t>(field)]; }
};
struct AsDownloaded {
  std::size_t updates = 0;
  Cells cells;
};
struct Returned {
  std::vector<ReturnedRow> rows;             // in the order of the sheets
  std::map<std::string, AsDownloaded> kept;  // by row id; empty where the workbook has lost what it remembered
  std::optional<Date> made;                  // the day it was downloaded
  std::optional<plan::AgencyId> agency;      // whose rows it was downloaded with, where they were one agency's
  std::vector<std::string> notes;            // about columns and sheets, each a sentence
};
// Refuses (bad_input) a workbook that is none of ours: no sheet of it has a column of row ids.
Result<Returned> returned(const document::FilledWorkbook& workbook);

// ---- What it proposes ----

enum class Case {
  changed,   // theirs differs from what was downloaded, and nobody else changed it
  conflict,  // somebody else changed it since, to something else
  trouble,   // what the cell holds cannot be taken in as it is: a formula, a day typed as text, an unknown rating
  needed     // nothing was typed, but what was typed beside it needs it
};
struct Proposal {
  std::string id;  // of the action; "new-2-14" for a row of their own, by its place
  Field field = Field::wording;
  Case kind = Case::changed;
  std::string sheet;
  std::string cell;                        // "B14"
  std::string as_downloaded, now, theirs;  // a day as 2026-03-31
  std::string sentence;                    // for conflict, trouble and needed: what is the matter, naming the cell
  std::optional<std::string> suggestion;   // for trouble: what it can only have meant
};
struct RowProposals {
  std::string id;
  plan::PlanId plan;
  plan::Number number = 0;  // 0: a new row
  std::string sheet;
  std::uint32_t row = 0;
  std::string name;             // what the row is about: its action, shortened
  std::vector<Proposal> cells;  // in the order of the columns
};
struct Comparison {
  std::vector<RowProposals> rows;     // that propose something, in the order of the workbook; new rows too
  std::vector<std::string> vanished;  // ids that were downloaded and are not there any more
  std::vector<std::string> troubles;  // about rows and sheets, each a sentence that names its cell
  std::vector<std::string> notes;     // worth knowing; nothing is to be done
  std::size_t compared = 0;           // rows
  std::size_t unchanged = 0;
};
// `scope` is what the person who sends it may answer for: a row beyond it is told and proposes nothing.
Comparison compare(const Returned& returned, const std::vector<const plan::Plan*>& plans, const Scope& scope);

// ---- What becomes of it ----

enum class Take { theirs, now, typed };
struct Choice {
  Take take = Take::now;
  std::string typed;     // a day as 2026-03-31 or 31/3/2026
  std::string now_mark;  // mark_of() what stood when it was chosen
};
// By "<row id>.<field key>": "k7m2qx9dab-17.rating". A proposal that is not named is left as it is now.
using Choices = std::map<std::string, Choice>;
std::string key_of(const Proposal& proposal);
// A short text by which to know again what stood.
std::string mark_of(std::string_view now);
// Theirs wherever nobody else changed the cell and it can be taken in; nothing for the rest.
Choices likely(const Comparison& comparison);

// A row's part of the plan's step: its commands, each to be decided on the plan as the one before left it. `plan` is as
// it stands when the first is decided; `agency` is a new row's. bad_input, naming the cell, where what was chosen
// cannot be done; conflict where what stood when it was chosen has changed since.
Result<std::vector<plan::PlanCommand>> commands(const RowProposals& row, const Choices& choices, const plan::Plan& plan,
                                                const std::optional<plan::AgencyId>& agency, std::string_view file_name,
                                                Date today);

}  // namespace candour::workbook
