#pragma once
// A paper's tables, and files packed together. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "report/sheet.h"
#include "view/paper.h"

namespace candour::report {

// Totals, the four facts, by finding, by agency, who has not answered, what changed, every action: those that the paper
// shows. The totals are the first, the actions the last.
std::vector<Sheet> paper_sheets(const view::PaperContent& content);

// What a paper says of itself (name and value: its version, whether it corrects another, its document's id, where it
// is) as a sheet of its own, the last.
void add_about(std::vector<Sheet>& sheets, const std::vector<std::pair<std::string, std::string>>& said);
// The same as columns behind a table's own, for a form that is one table.
void add_to_rows(Sheet& sheet, const std::vector<std::pair<std::string, std::string>>& said);

// What two versions of a paper tell otherwise of one action: everything but its rating.
struct Otherwise {
  std::string id, number, agency;
  std::string field;  // as the table's heading names it
  std::string before, after;
};
// By the tables that the versions were published with (paper.json), in the order of the later one. Nothing where one of
// them shows no actions. bad_input for what is no such file.
Result<std::optional<std::vector<Otherwise>>> told_otherwise(std::string_view before, std::string_view after);

struct PackedFile {
  std::string name;
  std::string bytes;
};
// A zip archive; the same files give the same bytes.
Result<std::string> zip(const std::vector<PackedFile>& files);

}  // namespace candour::report
