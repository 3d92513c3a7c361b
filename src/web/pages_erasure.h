#pragma once
// Erasing words of the record: which, found by themselves; by which right and why.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/erasure.h"
#include "web/pages.h"

namespace candour::web {

struct ErasureAsked {
  std::string words;                    // as typed; empty at first
  const app::Traces* traces = nullptr;  // once they were looked for
  std::set<std::string> chosen;         // "event 17", "file …", "draft …"
  std::string basis, reason;
  std::string fault_field, fault;  // which field, and the sentence; empty where nothing is wrong
};
std::string erasure_page(const Around& around, const view::Picture& picture, const ErasureAsked& asked);

}  // namespace candour::web
