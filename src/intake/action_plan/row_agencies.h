#pragma once
// Whose each row is: named in it, carried down to it, or in the heading over it.

#include <string>
#include <string_view>
#include <vector>

#include "intake/action_plan/align.h"
#include "intake/parts/account.h"
#include "intake/reading.h"

namespace candour::intake::action_plan {

class RowAgencies {
 public:
  RowAgencies(Account& account, Reading& reading) : account_(account), reading_(reading) {}

  // The heading of a section that names its agency: a view into the document.
  void open_section(std::string_view body, const document::Place& place);
  // Another question or finding begins: a name stands no longer for the blank cells below it.
  void leave_question() { current_.clear(); }
  // Another table begins.
  void leave_table() { current_.clear(), last_.clear(); }

  // Says whose `action` is. `agency` is what the row itself names, if it does; `merged` that its cell goes on from
  // the row above.
  void place(Action& action, std::string_view agency, bool merged, const AlignedRow& row,
             const std::vector<Column>& meanings, const document::Place& line_place);

 private:
  Account& account_;
  Reading& reading_;
  std::string section_;
  document::Place section_place_;
  std::string current_;  // beside this question
  std::vector<std::string> current_bodies_;
  document::Place named_at_;
  std::string last_;  // in this table, whatever question it stood beside
  std::vector<std::string> last_bodies_;
};

// When all rows are read: one spelling for one body, with a remark on each other spelling.
void name_agencies(Reading& reading);

}  // namespace candour::intake::action_plan
