#pragma once
// Who was at a meeting, who sent apologies, who came late or left early.

#include <optional>
#include <vector>

#include "intake/minutes/passages.h"
#include "intake/parts/account.h"
#include "intake/reading.h"

namespace candour::intake::minutes {

// "Present:", "In attendance", "Apologies for absence": what a list of names under it says of them, and where the
// label ends.
struct AttendanceLabel {
  bool present = true;
  bool members = false;  // the names are councillors': "Councillors:"
  std::size_t length = 0;
  std::string_view role = {};  // of the one person behind it: "Clerk: Simon Yates"
};
std::optional<AttendanceLabel> attendance_label(std::string_view text);

// The people of one list, placed in the account: "Councillors A (Chair), B and C", "Name (Role, Agency)",
// "Name, Role, Agency", "Name – Role".
void read_names(std::string_view text, const AttendanceLabel& label, Account& account, std::vector<Attendance>& people);

// A table of names with role, organisation and ticks; sets `used` of each line of the flow that it read.
void read_attendance_tables(const std::vector<FlowLine>& flow, Account& account, std::vector<Attendance>& people,
                            std::vector<bool>& used);

// "At 7.20 pm Reverend Marsh left the meeting", "Jane Smith joined the meeting".
bool comes_or_goes(std::string_view sentence);
void read_comings_and_goings(std::string_view sentence, Account& account, std::vector<Attendance>& people);

}  // namespace candour::intake::minutes
