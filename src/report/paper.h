#pragma once
// A paper's tables, and files packed together. Pure; any thread.

#include <string>
#include <vector>

#include "base/result.h"
#include "report/sheet.h"
#include "view/paper.h"

namespace candour::report {

// Totals, the four facts, by finding, by agency, who has not answered, what changed, every action: those that the paper
// shows. The totals are the first, the actions the last.
std::vector<Sheet> paper_sheets(const view::PaperContent& content);

struct PackedFile {
  std::string name;
  std::string bytes;
};
// A zip archive; the same files give the same bytes.
Result<std::string> zip(const std::vector<PackedFile>& files);

}  // namespace candour::report
