#pragma once
// A paper's tables, and files packed together. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/sheet.h"
#include "view/paper.h"

namespace candour::report {

// Totals, the four facts, by finding, by agency, who has not answered, what changed, every action: those that the paper
// shows. The totals are the first, the actions the last.
std::vector<Sheet> paper_sheets(const view::PaperContent& content);

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
