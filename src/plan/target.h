#pragma once
// The target dates of an action, from what its row says. A plan keeps them in a column of their own, or in one headed
// "Target Date/Evidence", where a cell holds either. Pure; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "plan/dates.h"

namespace candour::plan {

struct Target {
  std::string text;  // where it was read: the target, or the evidence cell that holds dates alone; else empty
  std::vector<WrittenDate> dates;    // all that were found in it
  std::optional<Date> due;           // the last: what is agreed now
  std::optional<Date> original_due;  // the first
  std::uint32_t slips = 0;           // how often it was put back, as far as the text shows
  bool operator==(const Target&) const = default;
};

// A period ("summer term 2015", "Q3 2015/16", "Sept 14") is due at its end; a word ("ongoing", "TBC") never. Several
// days in one cell are a first target and those it slipped to, where the text holds dates alone or says so ("revised",
// "extended to", "was"); in other prose ("review in June, report in October") they are steps, and the last one is due.
// `target` goes before `evidence`; the evidence cell counts only where nothing but dates stands in it.
// `about` is the document's own date, which settles "Nov 14" (dates.h).
Target read_target(std::string_view target, std::string_view evidence, std::optional<Date> about = {});

// "30/09/2014  31/12/14", "By end of March 2015", "Target date: 31.10.14": dates and the small words round them, no
// more.
bool holds_only_dates(std::string_view text);

}  // namespace candour::plan
