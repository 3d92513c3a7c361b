#pragma once
// The pages of the workbook that an agency fills in: fetching one, sending it back, and looking at what it proposes.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/workbook.h"
#include "view/view.h"
#include "web/pages.h"

namespace candour::web {

// Where one is fetched and sent: of a plan, or of an agency over all plans. `refused`: why what was sent was not read.
struct WorkbookDesk {
  workbook::Scope scope;
  std::size_t rows = 0;  // that a workbook would hold now
  std::string refused;
  std::vector<app::WaitingWorkbook> waiting;  // of the same scope
};
std::string workbook_desk_page(const Around& around, const view::Picture& picture, const WorkbookDesk& desk);
// The address of the desk: "/plans/…/excel" or "/agencies/…/excel".
std::string desk_address(const workbook::Scope& scope);

// Those that were sent back and not yet looked at.
std::string workbooks_page(const Around& around, const view::Picture& picture,
                           const std::vector<app::WaitingWorkbook>& waiting);

// What a workbook proposes, cell by cell, with what was chosen so far.
struct WorkbookChoices {
  workbook::Choices choices;
  std::map<std::string, std::string> withdraw;  // rows that vanished and are to leave the plan, with the reason
  std::map<std::string, std::string> errors;    // by key of a proposal, or by the id of a row; each a sentence
  std::string sentence;                         // of the whole, where something was refused
};
std::string workbook_page(const Around& around, const view::Picture& picture, const app::WaitingWorkbook& waiting,
                          const workbook::Comparison& comparison, const WorkbookChoices& chosen);
// The fields of that page's form: what is done with a proposal, the text typed instead, and what stood when it was
// drawn; what is done with a row that vanished, and why it leaves.
std::string take_field(std::string_view key);
std::string typed_field(std::string_view key);
std::string mark_field(std::string_view key);
std::string leave_field(std::string_view row_id);
std::string reason_field(std::string_view row_id);

}  // namespace candour::web
