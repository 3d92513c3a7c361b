#pragma once
// What has happened to a plan, step by step, as people look at it. Pure; valid while the plan lives.

#include <cstdint>
#include <string>
#include <vector>

#include "plan/steps.h"

namespace candour::view {

struct HistoryStep {
  std::uint64_t id = 0;                    // 0: an import
  const plan::Import* document = nullptr;  // the import, which tells its rows itself
  std::vector<plan::StepLine> lines;       // what it did; one at least, but for an import
  Moment recorded;
  std::string_view actor;
  bool last = false;  // nothing has happened since to what it touched, so that it may be undone
};
// The newest first. What a document brought is the document's; what people did, each step whole.
std::vector<HistoryStep> history_of(const plan::Plan& plan);
// "Action 12: rated", "Action 12 and what goes with it: 5 changes in one step", "Document imported": no word of
// anybody.
std::string in_words(const HistoryStep& step);

}  // namespace candour::view
