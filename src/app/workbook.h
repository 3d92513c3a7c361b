#pragma once
// Workbooks that agencies fill in: sent out, sent back, looked at cell by cell, and taken in, all of one plan in one
// step, and all of one workbook undone together (together.h). What was sent is kept by its hash; until it is taken in
// or dropped it waits as a draft, and is compared anew with what stands whenever somebody looks.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/candour.h"
#include "base/result.h"
#include "workbook/form.h"
#include "workbook/returned.h"

namespace candour::app {

// The form of the rows that this actor may see within the scope. not_found where there is no such plan or agency;
// bad_input where no row is open.
Result<workbook::Form> workbook_to_fill_in(const Candour& candour, const Actor& actor, const workbook::Scope& scope);

// The form of these rows of a request, for whoever answers it by link; bad_input where none of them is open.
Result<workbook::Form> workbook_of_request(const view::Picture& picture, const request::Request& request,
                                           const std::vector<const request::Row*>& rows);
// What it says when it comes back by link, as the fields of the answers (web/pages_link.h names them) by row of the
// request. What an answer has no field for, a new date or lead, is put into its words. Told: what could not be taken,
// each a sentence that names its cell. `rows`: those that may still be answered. Pure.
struct AnswersRead {
  std::map<request::Number, std::map<std::string, std::string>> fields;
  std::vector<std::string> told;
};
AnswersRead answers_in(const workbook::Returned& returned, const view::Picture& picture,
                       const std::vector<const request::Row*>& rows);

// Reads what came back, as read_filled() of the reader and workbook::returned() do. Changes and keeps nothing.
Result<workbook::Returned> read_workbook(const Candour& candour, std::string_view bytes, std::string name);
// What it proposes to the record as this actor sees it now.
Result<workbook::Comparison> compare_workbook(const Candour& candour, const Actor& actor,
                                              const workbook::Returned& returned, const workbook::Scope& scope);

// Why a row's choices were not taken in.
struct RowRefused {
  std::string id;
  Error error;
};
struct TakenIn {
  std::size_t rows = 0;   // whose cells were taken in
  std::size_t added = 0;  // of them, new ones
  std::size_t withdrawn = 0;
  std::vector<RowRefused> refused;  // of a plan of which then nothing was taken in
};
// Takes in what was chosen, each plan in one step or not at all. `withdraw`: rows that are not in the workbook any more
// and are to leave the plan, with the reason; nothing leaves it otherwise. Fails as Candour::act does.
Result<TakenIn> take_in(Candour& candour, const Actor& actor, const workbook::Returned& returned,
                        const workbook::Scope& scope, std::string_view file_name, const workbook::Choices& choices,
                        const std::map<std::string, std::string>& withdraw = {});

// ---- A workbook that waits to be looked at ----
struct WaitingWorkbook {
  std::string id;
  std::uint64_t version = 0;
  std::string file_name;
  std::string sha256;
  workbook::Scope scope;
  std::vector<plan::PlanId> plans;  // that its rows name
  Moment sent;
  std::string sent_by;
};
// Fails as read_workbook() does, and then keeps nothing.
Result<WaitingWorkbook> receive_workbook(Candour& candour, const Actor& actor, std::string_view bytes,
                                         std::string file_name, const workbook::Scope& scope);
// For whoever sent it, and for those who answer for all that it is about: who may change every plan that it names, or
// give updates on them for the agency that it is of. For everybody else it is not_found: it holds whatever rows it
// holds.
Result<WaitingWorkbook> waiting_workbook(const Candour& candour, const Actor& actor, std::string_view id);
std::vector<WaitingWorkbook> waiting_workbooks(const Candour& candour, const Actor& actor);  // newest first
Result<std::string> workbook_as_sent(const Candour& candour, const WaitingWorkbook& waiting);
Result<void> drop_workbook(Candour& candour, const Actor& actor, std::string_view id);

}  // namespace candour::app
